#pragma once

#include "core/claim/types.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recourse {

/// What is gathered to prove one case. That of an order has the order's own number.
struct Dossier {
    static constexpr std::string_view prefix = "V";
};

} // namespace recourse

// A dossier: the sides of one case, its exhibits, what they are to prove, and what was done with them. Whatever is put
// into it lies in one compartment and names nothing that a reader of that compartment could not read. Ids are places
// in the log of the whole desk, so that nobody can count by them what he may not see.

namespace recourse::evidence {

using claim::Compartment;
using claim::ExhibitKind;
using claim::reads;
using claim::writes;

/// Stored: don't renumber.
enum class Phase : std::uint8_t { none = 0, open = 1 };
BOOST_DESCRIBE_ENUM(Phase, none, open)

/// When something was: a day, or somewhere between two, or only what is known of it in words.
struct When {
    std::optional<Date> earliest; ///< nothing: not known from when
    std::optional<Date> latest; ///< nothing: not known until when
    std::string as_known; ///< "before the second payment"
    friend bool operator==(When const&, When const&) = default;
};
BOOST_DESCRIBE_STRUCT(When, (), (earliest, latest, as_known))
/// The day is known.
constexpr bool is_sure(When const& when)
{
    return when.earliest && when.earliest == when.latest;
}

/// Who made or keeps something. Stored: don't renumber.
enum class Hand : std::uint8_t {
    unknown = 0,
    buyer = 1,
    supplier = 2,
    platform = 3, ///< on which the parties trade
    public_body = 4, ///< a court, an authority, a notary
    third_party = 5, ///< a carrier, an inspector, a bank
};
BOOST_DESCRIBE_ENUM(Hand, unknown, buyer, supplier, platform, public_body, third_party)
std::string_view word(Hand);

/// Stored: don't renumber.
enum class Form : std::uint8_t { unknown = 0, original = 1, copy = 2 };
BOOST_DESCRIBE_ENUM(Form, unknown, original, copy)
std::string_view word(Form);

/// How the bytes came here.
struct Source {
    std::string from; ///< where they were: a platform's page, a mailbox, a drawer
    std::string collected_by;
    std::string device; ///< "Huawei P60 of Ms Li": whoever shows the original needs it
    std::string account; ///< of the platform or service
    std::string tool; ///< and its version
    friend bool operator==(Source const&, Source const&) = default;
};
BOOST_DESCRIBE_STRUCT(Source, (), (from, collected_by, device, account, tool))

/// What a court asks of the thing itself.
struct Origin {
    Hand made_by = Hand::unknown;
    Hand kept_by = Hand::unknown;
    Hand against = Hand::unknown; ///< whose interest it speaks against: buyer, supplier; unknown: nobody's
    bool ordinary_course = false; ///< it came about in ordinary business
    bool archived = false; ///< it is kept like archives
    bool as_agreed = false; ///< kept, sent and taken out as the parties had agreed
    std::string country; ///< where it came about, ISO 3166 alpha-2; empty: not known
    std::string language; ///< "zh", "en", "zh-Hant"; empty: not known, or it has no words
    friend bool operator==(Origin const&, Origin const&) = default;
};
BOOST_DESCRIBE_STRUCT(Origin, (), (made_by, kept_by, against, ordinary_course, archived, as_agreed, country, language))

/// What a list of exhibits says of one; may be corrected.
struct Description {
    std::string title;
    std::string title_zh;
    std::string brief; ///< the content in brief
    std::string brief_zh;
    std::uint32_t pages = 0; ///< 0: not counted
    std::string note;
    friend bool operator==(Description const&, Description const&) = default;
};
BOOST_DESCRIBE_STRUCT(Description, (), (title, title_zh, brief, brief_zh, pages, note))

struct Exhibit {
    static constexpr std::string_view prefix = "VX";

    Digest digest; ///< SHA-256 of its bytes
    std::uint64_t size = 0; ///< of them
    std::string file_name; ///< as it came
    std::string media_type; ///< "image/jpeg"
    ExhibitKind kind = ExhibitKind::other;
    Form form = Form::unknown;
    Source source;
    When collected;
    Origin origin;
    Description description;
    friend bool operator==(Exhibit const&, Exhibit const&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Exhibit, (), (digest, size, file_name, media_type, kind, form, source, collected, origin, description))

/// How an exhibit was made of others. Stored: don't renumber.
enum class Derivation : std::uint8_t { other = 0, translation = 1, transcript = 2, redacted = 3, text_layer = 4 };
BOOST_DESCRIBE_ENUM(Derivation, other, translation, transcript, redacted, text_layer)
std::string_view word(Derivation);

struct Derived {
    Derivation how = Derivation::other;
    std::vector<Id<Exhibit>> from; ///< at least one
    std::string by; ///< the translator, whoever typed it
    std::string tool; ///< and its version
    friend bool operator==(Derived const&, Derived const&) = default;
};
BOOST_DESCRIBE_STRUCT(Derived, (), (how, from, by, tool))

/// What was done so that a court takes a paper. Stored: don't renumber.
enum class Step : std::uint8_t {
    original_seen = 1,
    notarised = 2, ///< its content
    apostilled = 3,
    legalised = 4, ///< by a consulate
    translated = 5, ///< on paper, where the translation is no exhibit here
};
BOOST_DESCRIBE_ENUM(Step, original_seen, notarised, apostilled, legalised, translated)
std::string_view word(Step);

struct StepDone {
    Step step = Step::original_seen;
    Date on;
    std::string by; ///< who saw, certified or translated it
    std::string reference; ///< number of the certificate
    std::string language; ///< of a translation
    friend bool operator==(StepDone const&, StepDone const&) = default;
};
BOOST_DESCRIBE_STRUCT(StepDone, (), (step, on, by, reference, language))

/// Exhibits that belong together, and what they are to prove.
struct Group {
    static constexpr std::string_view prefix = "VG";

    std::string title;
    std::string title_zh;
    std::string proves;
    std::string proves_zh;
    friend bool operator==(Group const&, Group const&) = default;
};
BOOST_DESCRIBE_STRUCT(Group, (), (title, title_zh, proves, proves_zh))

struct Fact {
    static constexpr std::string_view prefix = "VF";

    std::string text;
    std::string text_zh;
    When when;
    bool disputed = false;
    friend bool operator==(Fact const&, Fact const&) = default;
};
BOOST_DESCRIBE_STRUCT(Fact, (), (text, text_zh, when, disputed))

/// What has to be decided.
struct Issue {
    static constexpr std::string_view prefix = "VI";

    std::string text;
    std::string text_zh;
    std::string element; ///< of the law: "notice of the defect within a reasonable time (CISG 39)"
    friend bool operator==(Issue const&, Issue const&) = default;
};
BOOST_DESCRIBE_STRUCT(Issue, (), (text, text_zh, element))

/// Joins two or three: a fact, an issue, an exhibit.
struct Link {
    static constexpr std::string_view prefix = "VL";

    std::optional<Id<Fact>> fact;
    std::optional<Id<Issue>> issue;
    std::optional<Id<Exhibit>> exhibit;
    std::string pages; ///< of the exhibit: "3, 12-14"; empty: all
    std::string proves;
    std::string proves_zh;
    friend bool operator==(Link const&, Link const&) = default;
};
BOOST_DESCRIBE_STRUCT(Link, (), (fact, issue, exhibit, pages, proves, proves_zh))

/// Nothing of it may be erased.
struct Hold {
    static constexpr std::string_view prefix = "VH";

    std::string reference; ///< the order by which: of a court, an authority, of counsel
    std::string reason;
    std::optional<Date> until; ///< the last day; nothing: until it is let go
    std::vector<Id<Exhibit>> exhibits; ///< none: all, those to come too
    friend bool operator==(Hold const&, Hold const&) = default;
};
BOOST_DESCRIBE_STRUCT(Hold, (), (reference, reason, until, exhibits))

/// As what exhibits went out. Stored: don't renumber.
enum class Parcel : std::uint8_t { copies = 0, packet = 1, bundle = 2 };
BOOST_DESCRIBE_ENUM(Parcel, copies, packet, bundle)
std::string_view word(Parcel);

struct Handing {
    std::vector<Id<Exhibit>> exhibits;
    Parcel parcel = Parcel::copies;
    std::string to; ///< the person or body; for a bundle that was only sealed, for whom
    std::string how; ///< by courier, at the counter, over which channel
    std::optional<Digest> digest; ///< of the packet or bundle
    std::string note;
    friend bool operator==(Handing const&, Handing const&) = default;
};
BOOST_DESCRIBE_STRUCT(Handing, (), (exhibits, parcel, to, how, digest, note))

/// One exhibit and its number in its series.
struct Numbering {
    Id<Exhibit> exhibit;
    std::uint32_t number = 0;
    friend bool operator==(Numbering const&, Numbering const&) = default;
};
BOOST_DESCRIBE_STRUCT(Numbering, (), (exhibit, number))

/// "E12": the exhibit's number as papers name it. Each compartment has a series of its own, or its gaps would tell what
/// lies in another: E shared, B the buyer's, S the supplier's, G the programme's.
std::string mark(Compartment, std::uint32_t number);

/// Pages in words, "3, 12-14": numbers and ranges from 1 on, each not before the one before it. The highest one;
/// nothing for any other text.
std::optional<std::uint32_t> last_page(std::string_view pages);

} // namespace recourse::evidence
