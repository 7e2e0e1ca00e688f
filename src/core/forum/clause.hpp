#pragma once

#include "core/forum/book.hpp"
#include "core/forum/phrases.hpp"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What a clause on disputes says, and whether it stands. It reads words, not the contract around them: the finding is
// for a lawyer to check, and each says on what it rests.

namespace recourse::forum {

enum class Verdict : std::uint8_t {
    none, ///< neither arbitration nor a court was found
    valid, ///< nothing that makes it fail was found
    unclear, ///< whether it stands depends on something that the text does not say
    defective,
    competing, ///< two institutions, or arbitration in one place and a court in another
    either_or, ///< arbitration or court
};
std::string_view word(Verdict);

enum class Scope : std::uint8_t { unknown, narrow, wide };

/// A part of the text that was given: bytes from `at` on.
struct Excerpt {
    std::string text;
    std::uint32_t at = 0;
};

struct NamedInstitution {
    std::string id; ///< empty: none of the book
    Excerpt excerpt;
    bool only_rules = false; ///< its rules are taken, it is not chosen
    bool misnomer = false;
    std::vector<std::string> meant; ///< of a misnomer
};

struct NamedSeat {
    std::string place; ///< id
    std::string country;
    bool said = true; ///< false: only "arbitration in ..." says so
    Excerpt excerpt;
};

struct NamedCourt {
    Excerpt excerpt;
    std::string place; ///< id; empty: none named
    std::string country; ///< empty where only a link is named
    std::string link; ///< "plaintiff", "defendant", "buyer", "seller", "performance", "signing"
};

struct Finding {
    FindingCode code {};
    Words says; ///< why, with the words of the clause in it
    Words remedy; ///< what to do; may be empty
    SourceRef source;
};

struct Clause {
    Verdict verdict = Verdict::none;
    bool arbitration = false, court = false; ///< as the way to settle
    std::vector<NamedInstitution> institutions; ///< each once
    std::vector<std::string> rules; ///< ids of institutions whose rules are named, and "uncitral"
    std::vector<NamedSeat> seats; ///< each place once
    std::vector<std::string> languages; ///< ISO 639, of the proceedings
    std::optional<int> arbitrators;
    bool last_word = false;
    Scope scope = Scope::unknown;
    std::string contract_law, clause_law; ///< ISO 3166
    std::vector<NamedCourt> courts;
    bool negotiation = false;
    std::vector<Finding> findings; ///< in the order of FindingCode

    bool has(FindingCode) const;
};

/// Reads clauses by the words of one book. Cheap to use again; thread-safe.
class ClauseReader {
public:
    static constexpr std::size_t bytes_max = 64 * 1024;

    /// The book must outlive the reader and hold a text for each FindingCode.
    explicit ClauseReader(Book const&);
    /// Takes time in proportion to the text. Errors: longer than bytes_max, not UTF-8; a clause for the user.
    std::expected<Clause, std::string> read(std::string_view text) const;

private:
    Book const& book_;
    PhraseTable phrases_;
};

} // namespace recourse::forum
