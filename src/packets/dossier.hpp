#pragma once

#include "base/date.hpp"
#include "base/digest.hpp"
#include "core/receiver/receiver.hpp"

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
Words words(Category);

enum class Originality : std::uint8_t { unknown, original, copy };

/// In what form a paper stands, and what is missing for a tribunal.
struct Form {
    std::string language = {}; ///< of its text: "zh", "en", another code; empty: it has none, or nobody has said
    bool foreign_public = false; ///< an official document made outside mainland China
    bool notarised = false;
    bool apostilled = false;
    std::vector<std::string> translations = {}; ///< languages of translations that go with it
    Words translated_by = {};
};

/// A numbered piece of evidence.
struct Exhibit {
    int number = 0; ///< given once, from 1; "E003" is the third
    int group = 0; ///< number of a group of the dossier
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
    bool withdrawn = false; ///< its number stays, and nothing of it is handed in
    /// Its bytes as they came. Error: a clause on why they are not to be had.
    std::function<std::expected<std::string, std::string>()> read = {};
};

/// "E003".
std::string label(int number);
/// "E003-contract.pdf": letters, digits and a hyphen; "E003.pdf" where the receiver takes nothing else or no more.
std::string file_name(Exhibit const&, receiver::Names const&);

struct Group {
    int number = 0;
    Words name;
};

struct Party {
    Words name;
    Words role; ///< "claimant", "申请人"
    Words address = {};
};

/// One dated step of what happened.
struct Fact {
    std::optional<Date> day;
    Words says;
    std::vector<int> exhibits = {}; ///< their numbers
};

struct Dossier {
    std::string case_id;
    Words title;
    std::vector<Party> own; ///< who hands in
    std::vector<Party> opponents;
    std::string reference; ///< of the order, claim or arbitration at the receiver; empty: none yet
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
