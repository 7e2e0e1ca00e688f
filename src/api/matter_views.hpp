#pragma once

#include "api/replies.hpp"
#include "app/platform_facts.hpp"
#include "core/matter/viewer.hpp"
#include "render/ics.hpp"

// What is shown of a matter.

namespace recourse::api {

inline codec::Stream stream_of(Id<Matter> id)
{
    return { codec::Subject::matter, id.number };
}

/// The matter of the path, if the caller may see it; otherwise a problem has been answered.
std::optional<app::Aggregate<matter::State>> matter_of(Call&, Id<Matter>&);

/// A claim with the programme, as far as it touches the matter.
struct TrackClaim {
    Id<Claim> id;
    claim::Phase phase = claim::Phase::none;
    claim::Ending ending = claim::Ending::none;
    Money claimed;
    std::optional<Money> due; ///< settled or decided
    Money paid;
    Money returned; ///< by chargebacks
    bool suspended = false; ///< by a chargeback that is not decided
    std::optional<claim::Offer> settled; ///< the offer that was accepted
    std::optional<Money> given_up; ///< by accepting it, and what is full and final reaches the matter too
};
BOOST_DESCRIBE_STRUCT(TrackClaim, (), (id, phase, ending, claimed, due, paid, returned, suspended, settled, given_up))

/// The assurance track beside a matter.
struct Track {
    order::State order;
    std::vector<claim::State> claims; ///< in the order of `order.claims`
    std::vector<store::Sequence> latest; ///< of each, for who keeps answers
};
Track track_of(Desk&, Id<Order>);

/// What stands between the tracks.
struct Interlocks {
    bool claim_open = false;
    std::optional<Money> claimable; ///< what can still come of claims; nothing: none is possible
    bool suit_may_end_claim = false; ///< no book says what a suit does to a claim: somebody has to have read that
    bool chargeback_runs = false;
    std::vector<TrackClaim> claims;
    std::vector<matter::Interlock> against_choice; ///< of the forum that is chosen; needed in `read` to choose it
    std::vector<matter::Interlock> against_filing; ///< needed in `read` to file there
};
BOOST_DESCRIBE_STRUCT(Interlocks, (),
    (claim_open, claimable, suit_may_end_claim, chargeback_runs, claims, against_choice, against_filing))

/// What accepting an offer that is open gives up: what whoever accepts names in `read`.
struct WaiverLine {
    std::uint32_t offer = 0;
    matter::Waiver gives_up;
};
BOOST_DESCRIBE_STRUCT(WaiverLine, (), (offer, gives_up))

struct MatterAction {
    std::string action; ///< the last part of the path to post to
    std::uint32_t number = 0; ///< of the entry; 0: of none
};
BOOST_DESCRIBE_STRUCT(MatterAction, (), (action, number))

struct MatterView {
    Id<Matter> id;
    std::uint32_t version = 0;
    matter::State matter;
    matter::Figures figures;
    std::vector<matter::DueDay> due;
    std::vector<matter::Caution> cautions;
    Interlocks interlocks;
    std::vector<WaiverLine> waivers;
    std::vector<MatterAction> allowed;
};
BOOST_DESCRIBE_STRUCT(MatterView, (), (id, version, matter, figures, due, cautions, interlocks, waivers, allowed))

/// As a command of the caller would be decided today. It names the calendar of the desk's books: hold them meanwhile.
matter::Context matter_context(Call&, matter::State const&, Track const&);

/// Asserts nothing of the caller: whoever calls has looked that it may see the matter.
MatterView matter_view(Call&, Id<Matter>, app::Aggregate<matter::State> const&, Track const&);

struct DeadlineLine {
    std::string deadline; ///< "limitation"
    std::uint32_t about = 0; ///< number of the measure, filing, title ...; 0: of the matter
    limitation::Status status = limitation::Status::unknown;
    limitation::Stand stand = limitation::Stand::not_started;
    std::optional<Date> from;
    std::optional<Date> due; ///< the last day
    std::optional<Date> done;
    bool provisional = false; ///< may still move: the calendar has no notice for its year
    std::string what;
    std::string from_what;
    std::string if_missed;
    std::string force; ///< what missing it does: "bars" a right, "binds", "reminds"
    std::string document; ///< key of forums/sources.toml
    std::string clause;
    std::string confidence;
    std::vector<std::string> counting;
};
BOOST_DESCRIBE_STRUCT(DeadlineLine, (),
    (deadline, about, status, stand, from, due, done, provisional, what, from_what, if_missed, force, document, clause,
        confidence, counting))

struct ActLine {
    std::uint32_t act = 0;
    std::string verdict; ///< "restarts"
    std::optional<Date> from; ///< from when the period runs anew
    std::string says;
};
BOOST_DESCRIBE_STRUCT(ActLine, (), (act, verdict, from, says))

struct DeadlinesView {
    Date as_of;
    std::string calendar; ///< by which the days were counted
    std::vector<DeadlineLine> deadlines; ///< earliest first; those without a day last
    std::vector<ActLine> acts; ///< empty while the start of limitation is not known
};
BOOST_DESCRIBE_STRUCT(DeadlinesView, (), (as_of, calendar, deadlines, acts))

/// One deadline of the matter, on the day and in the words of a view.
DeadlineLine deadline_line(Desk&, matter::State const&, limitation::Row const&, Language);

/// In the language of the request.
DeadlinesView deadlines_view(Call&, matter::State const&);
DeadlinesView deadlines_view(Desk&, matter::State const&, Language);
/// Those that are not met and not over, as days of a calendar.
std::vector<render::CalendarDay> calendar_days(Desk&, Id<Matter>, matter::State const&, Language);
/// The same as a calendar (RFC 5545).
std::string deadlines_ics(Call&, Id<Matter>, matter::State const&);

} // namespace recourse::api
