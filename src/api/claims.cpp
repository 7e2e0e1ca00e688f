#include "api/access.hpp"
#include "api/replies.hpp"
#include "app/actions.hpp"

namespace recourse::api {

namespace {

using accounts::Scope;

struct DueLine {
    std::string rule; ///< of the book; "offer", "execution", "review", "escalation"
    std::string what;
    act::Role who = act::Role::platform; ///< whose act or silence it is
    std::uint32_t number = 0;
    bool not_before = false; ///< the first day, not the last
    Date day;
    std::string counting; ///< how the day was counted, in words
};
BOOST_DESCRIBE_STRUCT(DueLine, (), (rule, what, who, number, not_before, day, counting))

struct AllowedLine {
    std::string action; ///< the last part of the path to post to
    std::uint32_t number = 0;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(AllowedLine, (), (action, number, name))

/// A claim as one viewer sees it: nothing of other compartments is in it.
struct ClaimView {
    Id<Claim> id;
    std::uint32_t version = 0;
    Id<Order> order;
    Id<Party> buyer;
    Id<Party> supplier;
    claim::Phase phase = claim::Phase::none;
    claim::Ending ending = claim::Ending::none;
    Date opened_on;
    std::optional<Date> closed_on;
    std::string closed_by_rule;
    std::vector<claim::Line> lines;
    claim::Remedy remedy = claim::Remedy::refund;
    Money claimed;
    std::string edition; ///< of the book that binds
    std::string reading; ///< by which it is read
    std::optional<claim::Given> window;
    std::optional<claim::Given> escalation; ///< the first day on which a party may escalate
    std::optional<claim::Stance> answer;
    std::string answer_text;
    std::optional<Date> escalated_on;
    std::optional<Date> suspended_on;
    std::optional<claim::Inspection> inspection;
    std::optional<claim::Due> due_payment; ///< what the buyer is to get
    Money paid;
    Money by_pool; ///< of it, by the guarantee pool
    Money unfunded; ///< what no fund had: left to the legal track
    Money returned; ///< by chargebacks
    Money owed_by_buyer;
    std::optional<claim::ReviewRight> review;
    std::vector<act::Role> turn; ///< on whose act the claim waits
    std::vector<DueLine> due;
    std::vector<AllowedLine> allowed;
    std::vector<claim::ExhibitState> exhibits;
    std::vector<claim::Slot> slots; ///< evidence that is asked for and not there
    std::vector<claim::OfferState> offers;
    std::optional<claim::Draft> draft;
    std::optional<claim::Determination> determination;
};
BOOST_DESCRIBE_STRUCT(ClaimView, (),
    (id, version, order, buyer, supplier, phase, ending, opened_on, closed_on, closed_by_rule, lines, remedy, claimed,
        edition, reading, window, escalation, answer, answer_text, escalated_on, suspended_on, inspection, due_payment,
        paid, by_pool, unfunded, returned, owed_by_buyer, review, turn, due, allowed, exhibits, slots, offers, draft,
        determination))

codec::Stream stream_of(Id<Claim> claim)
{
    return { codec::Subject::claim, claim.number };
}

std::optional<app::Aggregate<claim::State>> visible(Call& call, Id<Claim> id)
{
    auto claim = load<claim::State>(call, stream_of(id));
    if (claim && !may_see(call.caller, claim->state)) {
        call.refuse(not_found());
        return std::nullopt;
    }
    return claim;
}

ClaimView view_of(Id<Claim> id, app::Aggregate<claim::State> const& claim, claim::View const& seen, bool inspector)
{
    auto const& state = claim.state;
    ClaimView view;
    view.id = id;
    view.version = claim.version;
    view.order = state.order;
    view.buyer = state.buyer;
    view.supplier = state.supplier;
    view.phase = state.phase;
    view.ending = state.ending;
    view.opened_on = state.opened_on;
    view.closed_on = state.closed_on;
    view.closed_by_rule = state.closed_by_rule;
    view.lines = state.lines;
    view.remedy = state.remedy;
    view.claimed = state.claimed;
    view.edition = state.edition;
    view.reading = state.reading;
    view.window = state.window;
    view.escalation = state.escalation;
    view.escalated_on = state.escalated_on;
    view.suspended_on = state.suspended_on;
    view.inspection = state.inspection;
    view.paid = view.by_pool = view.unfunded = view.returned = view.owed_by_buyer = { 0, state.claimed.currency };
    if (!inspector) { // what the parties say and get is none of an inspector's business
        view.answer = state.answer;
        view.answer_text = state.answer_text;
        view.due_payment = state.due;
        view.paid = state.paid;
        view.by_pool = state.by_pool;
        view.unfunded = state.unfunded;
        view.returned = state.returned;
        view.owed_by_buyer = state.owed_by_buyer;
        view.review = state.review;
    }
    view.turn = seen.turn;
    if (inspector) // whose turn it is tells that there is an offer
        std::erase_if(view.turn, [](act::Role role) { return role != act::Role::inspector; });
    for (auto const& day : seen.due) {
        if (inspector && day.who != act::Role::inspector)
            continue;
        view.due.push_back({ day.rule, day.what, day.who, day.number, day.not_before, day.day, day.counting });
    }
    for (auto const& one : seen.allowed)
        view.allowed.push_back({ codec::hyphened(claim::word(one.act)), one.number, one.name });
    for (auto const* exhibit : seen.exhibits)
        view.exhibits.push_back(*exhibit);
    for (auto const* slot : seen.slots)
        view.slots.push_back(*slot);
    for (auto const* offer : seen.offers)
        view.offers.push_back(*offer);
    if (seen.draft != nullptr)
        view.draft = *seen.draft;
    if (seen.determination != nullptr)
        view.determination = *seen.determination;
    return view;
}

void read(Call& call)
{
    auto const id = path_id<Claim>(call, "claim");
    if (!id)
        return;
    auto const claim = visible(call, *id);
    if (!claim)
        return;
    auto const order = peek<order::State>(call.desk, { codec::Subject::order, claim->state.order.number });
    note(call, "claim", id->number, accounts::Deed::read);
    give(call, { codec::Subject::claim, id->number }, claim->version, { claim->last, order.last }, [&] {
        auto const books = call.desk.books();
        auto const seen = app::view(*id, claim->state, claim->state.order, order.state, call.caller.actor, *books,
            { call.desk.clock().now(), call.desk.today() });
        return json_of(view_of(*id, *claim, seen, call.caller.actor.role == act::Role::inspector));
    });
}

void list(Call& call)
{
    auto const& caller = call.caller;
    auto const role = caller.actor.role;
    bool const party = role == act::Role::buyer || role == act::Role::supplier || role == act::Role::counsel
        || role == act::Role::supplier_counsel;
    if (caller.only_case || (!is_of_programme(caller) && !party))
        return call.refuse(not_found());
    auto const phase = phase_asked<claim::Phase>(call);
    if (!phase)
        return;
    give_page(call, { app::View::claims, *phase, is_of_programme(caller) ? Id<Party> {} : caller.actor.party },
        own_lines<app::ClaimLine>(caller));
}

Scope scope_of_command(std::size_t)
{
    return Scope::claims;
}

} // namespace

void add_claims(std::vector<Operation>& table)
{
    table.push_back({ .path = "/v1/claims",
        .id = "claims.list",
        .summary = "The caller's claims, latest change first",
        .scope = Scope::read,
        .gives = given_page<app::ClaimLine>(),
        .runs = http::Runs::aside,
        .query = { "phase", "limit", "cursor", "as_of" },
        .run = list });
    table.push_back({ .path = "/v1/claims/{claim}",
        .id = "claims.read",
        .summary = "A claim as the caller sees it: whose turn, what is due, what may be done",
        .scope = Scope::read,
        .gives = given<ClaimView>(),
        .run = read });
    auto const target = [](Call& call) -> std::optional<codec::Stream> {
        auto const id = path_id<Claim>(call, "claim");
        if (!id || !visible(call, *id))
            return std::nullopt;
        return stream_of(*id);
    };
    add_actions<claim::Command>(
        table, "/v1/claims/{claim}", "claims", &scope_of_command, target, { "open", "note-chargeback", "pass-timer" });
}

} // namespace recourse::api
