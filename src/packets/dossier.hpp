#pragma once

#include "base/date.hpp"
#include "base/digest.hpp"
#include "core/receiver/receiver.hpp"

#include <boost/describe.hpp>

#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <vector>

// What a packet is made of: plain values, whoever keeps them. Nothing here is read from a clock, a store or a file but
// through what is given.

namespace recourse::packets {

using receiver::Words;

/// The kinds of evidence of the Civil Procedure Law, article 66. A list of evidence is "classified" by them.
enum class Category : std::uint8_t {
    statement, ///< of a party
    document,
    physical,
    audio_visual,
    electronic,
    witness,
    expert_opinion,
    inspection_record,
};
BOOST_DESCRIBE_ENUM(
    Category, statement, document, physical, audio_visual, electronic, witness, expert_opinion, inspection_record)
Words words(Category);
/// What a kind of evidence (casework::evidence_kinds) is by that law; nothing where the kind does not tell. Sound and
/// pictures on an electronic medium are electronic data (Interpretation of the Civil Procedure Law, art. 116); a report
/// that a party ordered is a document, an expert opinion only what a court ordered.
std::optional<Category> category_of(std::string_view kind);

enum class Originality : std::uint8_t { unknown, original, copy };

/// In what form a paper stands, and what is missing for a tribunal.
struct Form {
    std::string language = {}; ///< of its text: "zh", "en", another code; empty: it has none, or nobody has said
    bool foreign_public = false; ///< an official document made outside mainland China
    bool notarised = false;
    bool apostilled = false;
    /// Languages into which somebody says that it was translated. What is handed in is an exhibit of its own, which
    /// says so (`Exhibit::translates`).
    std::vector<std::string> translations = {};
    Words translated_by = {}; ///< of a translation: who made it; of an original: who made those that are said to be
};

/// Each compartment of a case has numbers of its own, or gaps would tell what lies elsewhere: E shared, B the buyer's,
/// S the supplier's, G the programme's.
enum class Series : std::uint8_t { shared, buyer, supplier, programme };

/// An exhibit's number, which it keeps for ever and for everybody.
struct Number {
    constexpr Number() = default;
    constexpr Number(int number, Series in = Series::shared) : series(in), value(number) { }

    Series series = Series::shared;
    int value = 0; ///< from 1; 0: none
    friend auto operator<=>(Number const&, Number const&) = default;
};

/// A numbered piece of evidence.
struct Exhibit {
    Number number = {};
    int group = 0; ///< number of a group of the dossier; 0: of none
    Words name = {};
    std::string kind = {}; ///< one of casework::evidence_kinds
    std::optional<Category> category = {};
    Words source = {}; ///< where it comes from
    Words collected_by = {};
    std::optional<Date> collected_on = {};
    Words proves = {};
    Words content = {}; ///< in brief
    std::optional<int> pages = {}; ///< as handed in; of a PDF they are counted
    Originality original = Originality::unknown;
    Form form = {};
    std::optional<Date> from = {}, to = {}; ///< of what it shows; one day has only `from`
    Digest digest = {};
    std::uint64_t size = 0; ///< bytes
    std::string media_type = {};
    std::string slot = {}; ///< chosen by a person; empty: by its kind
    std::vector<Number> translates = {}; ///< the exhibits of which this is the translation, into the language of `form`
    std::optional<Number> said_number = {}; ///< what a description calls it, where its number stood before that
    bool withdrawn = false; ///< its number stays, and nothing of it is handed in
    bool erased = false; ///< the same, by an order: its bytes are gone
    std::optional<Date> gone_on = {}; ///< when it was withdrawn or erased
    /// Its bytes as they came. Error: a clause on why they are not to be had.
    std::function<std::expected<std::string, std::string>()> read = {};
};

/// Withdrawn or erased: a line in the list, and nothing else.
bool is_gone(Exhibit const&);

/// "E003"; "B012" of the buyer's own.
std::string label(Number);
/// "证据3"; "证据B12".
std::string label_zh(Number);
/// The number that a label says; nothing where it is none.
std::optional<Number> parse_label(std::string_view);
/// "E003-contract.pdf": letters, digits and a hyphen; "E003.pdf" where the receiver takes nothing else or no more.
std::string file_name(Exhibit const&, receiver::Names const&);

struct Group {
    int number = 0;
    Words name;
};

struct Party {
    Words name;
    Words role = {}; ///< "claimant", "申请人"; empty: what the receiver calls it
    Words address = {};
};

/// One dated step of what happened.
struct Fact {
    std::optional<Date> day;
    Words says;
    Words when = {}; ///< where the day is not known: what is
    std::vector<Number> exhibits = {}; ///< their numbers
};

struct Dossier {
    std::string case_id;
    Words title;
    std::vector<Party> own; ///< who hands in
    std::vector<Party> opponents;
    bool defends = false; ///< who hands in answers a claim of the others
    std::string reference; ///< of the dispute or case at the receiver; empty: none yet
    Words asks = {}; ///< what is asked for, in a sentence
    std::vector<Group> groups;
    std::vector<Exhibit> exhibits;
    std::vector<Fact> chronology;
    std::vector<Words> questions = {}; ///< for an inspector
    Words signer = {}; ///< who signs, with capacity
    Date day; ///< of handing in
    bool sole_arbitrator = false;
};

/// "第一组" to "第九十九组", "第100组" from there.
std::string group_zh(int number);

} // namespace recourse::packets
