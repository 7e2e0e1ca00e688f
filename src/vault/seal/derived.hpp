#pragma once

#include "vault/record/record.hpp"
#include "vault/seal/bundle.hpp"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace recourse::vault::seal {

/// What records say of the bytes of exhibits: the number that each was given, the name and the kind of file as which it
/// came in. An exhibit may say nothing else of itself. Notes are lines "name: value"; the first line of a name counts,
/// for what comes after it may be anybody's words.
class Derivation {
public:
    explicit Derivation(std::span<Record const>);

    /// What the exhibit says and the records do not, as a clause; nothing: all follows. Of bytes that no record is
    /// about nothing is told here.
    ///  - the number: a record of the act `numbered` with "number: E1", which is written E001 here;
    ///  - original name and media type: a record of coming in (collected, received, derived, translated, redacted) with
    ///    "original name: ..." and "media type: ..." and, where it has one, the "compartment: ..." of that series;
    ///  - the file: the number, '_' and the name made plain (plain_file_name).
    std::optional<std::string> flaw(Exhibit const&) const;

private:
    struct Name {
        std::string original;
        std::string media_type;
        char series = 0; ///< 'E'; 0: the record names no compartment
    };
    struct Said {
        std::set<std::string> numbers; ///< "E001"
        std::vector<Name> names;
    };
    std::map<std::pair<Digest, std::uint64_t>, Said> said_; ///< by digest and size
};

/// A number that is no exhibit's any more, and stays where it was.
struct GoneNumber {
    std::string number; ///< "E001"
    Act act = Act::withdrawn; ///< or erased
    Instant at; ///< of the record that says so
    std::uint64_t entry = 0; ///< its place in the log
    friend bool operator==(GoneNumber const&, GoneNumber const&) = default;
};

/// The numbers that were withdrawn or erased, by number: of each record of the act `withdrawn` the number in
/// its first line, "number: E1", that a record before it gave to these bytes; of `erased` every number that they got.
/// What was erased is told as that, whatever else was done with it. The records are in the order of the log.
std::vector<GoneNumber> gone_numbers(std::span<Record const>);

/// The value of the first line "name: value" of a note; empty where there is none.
std::string_view note_line(std::string_view note, std::string_view name);

/// "E001" of "E1"; nothing where it is no number.
std::optional<std::string> exhibit_number(std::string_view mark);

} // namespace recourse::vault::seal
