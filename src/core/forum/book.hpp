#pragma once

#include "base/money.hpp"
#include "core/forum/findings.hpp"
#include "core/forum/types.hpp"
#include "time/period.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// What forums/check/*.toml says, as checked values: docs/forum-check.md.

namespace recourse::forum {

// The reader of clauses.

struct Institution {
    std::string id; ///< as order.arbitration names it: "cietac"
    Words name;
    std::string country; ///< ISO 3166, where its seat is
    bool by_rules = false; ///< its own model clause names only its rules
    std::string part_of; ///< id of the institution whose branch it is; empty: none
    std::vector<std::string> names; ///< in which it is called, short names too
    SourceRef source;
};

/// A name of no institution, or of one that has split: clauses carry it all the same.
struct Misnomer {
    std::vector<std::string> names;
    std::vector<std::string> meant; ///< ids of institutions that may be meant
    Words why;
    SourceRef source;
};

struct PlaceName {
    std::string id;
    std::string country;
    std::string region; ///< of mainland China, id of a Region; empty elsewhere
    bool whole_country = false;
    std::vector<std::string> names;
};

struct FindingText {
    FindingCode code {};
    Words says; ///< may hold {what}
    Words remedy;
    SourceRef source;
};

// Jurisdiction.

struct Region {
    std::string id;
    Words name;
};

enum class CourtLevel : std::uint8_t { basic, intermediate, high };
std::string_view word(CourtLevel);

/// Foreign-related cases of first instance: the court from this amount on (inclusive).
struct LevelRule {
    CourtLevel court {};
    std::vector<std::string> regions; ///< empty with `others` false: everywhere
    bool others = false; ///< the regions that no other rule of this court names
    Money at_least;
    SourceRef source;
};

/// A rule that holds under signs (`venue_signs`): each of `when` holds, none of `unless`.
struct VenueRule {
    std::string id;
    std::string kind; ///< basis, flag, procedure
    std::vector<std::string> when, unless;
    Point point;
};

/// The procedure for small sums before an arbitral institution.
struct SummaryRule {
    std::string forum;
    Words name;
    Money at_most; ///< inclusive
    std::optional<Date> from; ///< of the proceedings; absent: not known
    Words says;
    SourceRef source;
};

struct TimetableStep {
    std::string forum;
    std::string id;
    std::string procedure; ///< "summary", "general", "domestic", "emergency" or empty: each
    std::string party; ///< "no_prc_domicile", "prc_domicile" or empty: each
    Words what;
    std::optional<time::Period> period; ///< absent: no limit, `says` tells
    bool least = false; ///< at least so long; otherwise at most
    std::optional<time::Period> extension; ///< by which it may grow
    bool extendable = false; ///< by a time that is not fixed
    Words from;
    Words says;
    SourceRef source;
};

// The reach of a result.

enum class ResultKind : std::uint8_t {
    prc_judgment,
    prc_award,
    hk_award,
    hk_judgment,
    foreign_award,
    foreign_judgment
};
std::string_view word(ResultKind);

struct ReachRule {
    ResultKind result {};
    std::vector<std::string> places; ///< ISO 3166, or "convention" (parties to it), or "other"
    std::vector<std::string> from; ///< where the result was made; empty: anywhere
    Answer enforceable {};
    Words instrument;
    std::optional<Date> in_force;
    SourceRef in_force_source;
    std::optional<time::Period> limit;
    Words limit_from; ///< what it runs from, or what is known instead of a limit
    SourceRef limit_source;
    Words court;
    Words note;
    bool reciprocity = false; ///< only where the country it was made in is a party to the convention
    SourceRef source;
};

/// A party to the New York Convention.
struct Party {
    std::string country;
    Date in_force;
    SourceRef source; ///< mark "unverified" for the rows without a source
};

// The supplier and who else.

struct LadderPeriod {
    std::string id;
    time::Period period;
    Words what, from;
    SourceRef source;
};

/// Somebody who may be pursued beside the supplier or in its place.
struct LiablePerson {
    std::string id;
    std::vector<std::string> statuses; ///< ids; empty: whatever the status
    std::vector<std::string> when; ///< signs (`ladder_signs`), each of which must hold
    bool enforcement = false; ///< may be added when a judgment or award is enforced, without a suit of its own
    Words who;
    Words why;
    std::vector<Words> needs; ///< evidence and papers
    std::vector<LadderPeriod> periods;
    Words transition; ///< empty: none
    SourceRef source;
};

struct SupplierStatus {
    std::string id;
    std::string fact; ///< the word of supplier.status of a case that it belongs to; empty: none
    Words name;
    Answer suable {};
    Words says; ///< how to go on
    std::vector<LadderPeriod> periods;
    SourceRef source;
};

// Papers of a filing.

/// One thing after another that has to be done for a paper. Days are natural ones.
struct PaperStep {
    std::string id;
    Words what;
    std::string kind; ///< "work", or "formality": apostille or legalisation, by the claimant's country
    std::vector<std::string> when; ///< signs (`paper_signs`), each of which must hold for the step to be needed
    int days_low = 0, days_high = 0;
    SourceRef source; ///< of the days; without one they are an estimate with the mark "unverified"
};

struct Paper {
    std::string id;
    std::vector<std::string> filings; ///< ids
    std::vector<std::string> when; ///< signs (`paper_signs`), each of which must hold
    Words name;
    Words why;
    SourceRef source;
    std::vector<PaperStep> steps; ///< in order
};

struct Filing {
    std::string id;
    Words name;
    Words says; ///< limits of the forum
    SourceRef source;
};

/// How papers of a country reach a Chinese court.
struct ApostilleRow {
    std::string country;
    Answer apostille {};
    std::optional<Date> since; ///< between it and China
    Words note;
    SourceRef source;
};

/// The two ways, as steps with their days.
struct Formalities {
    PaperStep apostille;
    PaperStep legalisation;
    SourceRef source; ///< of the rule
};

struct Book {
    std::vector<Institution> institutions;
    std::vector<Misnomer> misnomers;
    std::vector<PlaceName> places;
    std::vector<FindingText> findings; ///< one for each code, in order
    std::vector<Region> regions;
    std::vector<LevelRule> levels;
    std::vector<VenueRule> venues;
    std::vector<SummaryRule> summaries;
    std::vector<TimetableStep> timetable;
    std::vector<ReachRule> reach;
    std::vector<Party> convention; ///< by country
    std::vector<SupplierStatus> statuses;
    std::vector<LiablePerson> persons;
    std::vector<Filing> filings;
    std::vector<Paper> papers;
    std::vector<ApostilleRow> apostille;
    Formalities formalities;

    Institution const* institution(std::string_view id) const;
    PlaceName const* place(std::string_view id) const;
    Party const* party(std::string_view country) const;
    SupplierStatus const* status(std::string_view id) const;
    Filing const* filing(std::string_view id) const;
    ApostilleRow const* apostille_of(std::string_view country) const;
};

// What the data may ask, each word once. Holds, does not hold, or is not known.

inline constexpr std::array<std::string_view, 12> venue_signs { "clause_excludes", "arbitration_clause", "maritime",
    "intellectual_property", "foreign_related", "greater_china", "defendant_in_prc", "defendant_abroad",
    "whereabouts_unknown", "online_purchase", "court_agreed", "complex" };
inline constexpr std::array<std::string_view, 15> ladder_signs { "sole_shareholder", "assets_mixed", "sister_company",
    "capital_unpaid", "capital_due_later", "capital_withdrawn", "shares_transferred_unpaid", "promise_to_pay",
    "gratuitous_transfer", "payee_company", "payee_personal", "payee_hong_kong", "hong_kong_company", "joint_stock",
    "before_2024_07_01" };
inline constexpr std::array<std::string_view, 12> paper_signs { "claimant_abroad", "claimant_company", "by_lawyer",
    "signed_abroad", "foreign_papers", "foreign_language", "guarantee_asked", "urgent", "paid_to_third_party",
    "goods_defective", "arbitration_pending", "award_abroad" };

/// What is known of signs. A sign in neither set is not known.
struct Signs {
    std::set<std::string, std::less<>> holds, fails;
    /// yes where all hold, no where one fails, unknown otherwise.
    Answer all(std::span<std::string const>) const;
    bool knows(std::string_view sign) const { return holds.contains(sign) || fails.contains(sign); }
};

} // namespace recourse::forum
