#pragma once

#include "api/forum_words.hpp"
#include "api/matter_views.hpp"
#include "brief/matter_filings.hpp"

// Filings of a matter as they are shown: which concern it, and what each needs.

namespace recourse::api {

/// All that is asked of a matter before its filings are looked at. It holds what it points to.
struct FilingKnown {
    std::optional<forum::Clause> clause;
    brief::FilingGround ground;
    forum::PaperFacts facts; ///< no last day yet
};
/// From the matter, its order, its clause, and the exhibits that the caller reads.
FilingKnown filing_known(Call&, matter::State const&);

struct FilingLine {
    std::string kind; ///< id of the forum book
    std::string name;
    std::string says; ///< limits of the forum
    std::string standing; ///< "now", "perhaps", "later", "done", "no"
    std::string why;
    std::optional<DeadlineLine> last_day; ///< by which it has to be made; nothing: none is set or known
    std::uint32_t papers = 0; ///< that may be needed
    std::uint32_t lacking = 0; ///< and are not known to be there
    std::optional<Date> first_start; ///< on which something has to be begun, to be ready on the last day
    bool late = false; ///< that day is over
    SourceLine source;
};
BOOST_DESCRIBE_STRUCT(
    FilingLine, (), (kind, name, says, standing, why, last_day, papers, lacking, first_start, late, source))

struct FilingsView {
    Id<Matter> id;
    Date as_of;
    std::vector<FilingLine> filings; ///< in the order of the book; of those with "no" or "done" papers are not counted
    std::vector<std::string> remarks;
};
BOOST_DESCRIBE_STRUCT(FilingsView, (), (id, as_of, filings, remarks))

struct PaperStepLine {
    std::string step; ///< with it `note-paper` names it: "identity.notary"
    std::string what;
    std::string kind; ///< "work", "apostille", "legalisation"
    std::string state; ///< "have", "missing", "unknown"
    std::uint32_t days_low = 0, days_high = 0; ///< natural days
    std::optional<Date> start_by; ///< the last day to begin it
    std::vector<std::string> counting;
    SourceLine source; ///< of the days
};
BOOST_DESCRIBE_STRUCT(PaperStepLine, (), (step, what, kind, state, days_low, days_high, start_by, counting, source))

struct PaperLine {
    std::string paper; ///< id, as `note-paper` names it
    std::string name;
    std::string why;
    std::string needed; ///< "yes", or "unknown" while a sign is
    std::vector<std::string> find_out; ///< what decides whether it is needed
    std::string state; ///< "have", "missing", "unknown"
    std::string note; ///< what was said of it when it was noted
    std::optional<Date> noted_on;
    matter::Exhibits exhibits; ///< that are it, or show it
    std::uint32_t draft = 0; ///< number of the matter's paper that is its draft; 0: there is none
    std::vector<PaperStepLine> steps;
    std::uint32_t days_low = 0, days_high = 0; ///< of what is not done, one step after the other
    std::optional<Date> start_by;
    bool late = false;
    SourceLine source;
};
BOOST_DESCRIBE_STRUCT(PaperLine, (),
    (paper, name, why, needed, find_out, state, note, noted_on, exhibits, draft, steps, days_low, days_high, start_by,
        late, source))

struct ApostilleLine {
    std::string country; ///< of the claimant, ISO 3166
    std::string apostille; ///< "yes", "no", "unknown": papers of a country of which nothing is known are legalised
    std::optional<Date> since;
    std::string note;
    SourceLine source;
};
BOOST_DESCRIBE_STRUCT(ApostilleLine, (), (country, apostille, since, note, source))

struct TimetableLine {
    std::string step;
    std::string procedure; ///< "summary", "general", ...; empty: each
    std::string party; ///< empty: each
    std::string what;
    std::string period; ///< in words; empty: no limit
    std::string from;
    std::string says;
    SourceLine source;
};
BOOST_DESCRIBE_STRUCT(TimetableLine, (), (step, procedure, party, what, period, from, says, source))

struct CourtLevelLine {
    std::string court; ///< "basic", "intermediate", "high"
    Money at_least;
    SourceLine source;
};
BOOST_DESCRIBE_STRUCT(CourtLevelLine, (), (court, at_least, source))

struct ReadinessView {
    Id<Matter> id;
    Date as_of;
    FilingLine filing;
    bool ready = false; ///< every paper that may be needed is there
    std::vector<PaperLine> papers;
    std::optional<ApostilleLine> formality; ///< nothing: the claimant's country is not known
    std::vector<TimetableLine> timetable; ///< of its forum, where the book has one
    std::vector<CourtLevelLine> levels; ///< of a complaint: the court by the amount; two where the region decides
    std::vector<std::string> remarks;
};
BOOST_DESCRIBE_STRUCT(ReadinessView, (), (id, as_of, filing, ready, papers, formality, timetable, levels, remarks))

/// What decides whether a paper is needed, as a question.
forum::Words question_of_paper_sign(std::string_view sign);

} // namespace recourse::api
