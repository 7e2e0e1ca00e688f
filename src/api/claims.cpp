#include "api/access.hpp"
#include "api/linked.hpp"
#include "api/lists.hpp"
#include "app/actions.hpp"
#include "app/limits.hpp"

#include <tuple>

namespace recourse::api {

namespace {

using accounts::Scope;

struct DueLine {
    std::string rule; ///< of the book; "offer", "execution", "review", "escalation", "operator"
    std::string what;
    act::Role who = act::Role::platform; ///< whose act or silence it is
    std::uint32_t number = 0;
    bool not_before = false; ///< the first day, or that on which it happens; else the last day before something does
    Date day;
    std::string counting; ///< how the day was counted, in words
    std::string zone; ///< in which the day ends, and every day that the counting names: "Asia/Shanghai"
};
BOOST_DESCRIBE_STRUCT(DueLine, (), (rule, what, who, number, not_before, day, counting, zone))

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
    std::vector<DueLine> stopped; ///< as they were given: while `suspended_on` says so, they do not pass
    std::vector<AllowedLine> allowed;
    std::vector<claim::ExhibitState> exhibits;
    std::vector<claim::Slot> slots; ///< evidence that is asked for and not there
    std::vector<claim::OfferState> offers;
    std::optional<claim::Draft> draft;
    std::optional<claim::Determination> determination;
    /// What the rules make of the facts, for the programme's own people while a person has to decide.
    std::optional<claim::Proposal> proposal;
    std::string zone; ///< in which every day here begins and ends, those in countings too
};
BOOST_DESCRIBE_STRUCT(ClaimView, (),
    (id, version, order, buyer, supplier, phase, ending, opened_on, closed_on, closed_by_rule, lines, remedy, claimed,
        edition, reading, window, escalation, answer, answer_text, escalated_on, suspended_on, inspection, due_payment,
        paid, by_pool, unfunded, returned, owed_by_buyer, review, turn, due, stopped, allowed, exhibits, slots, offers,
        draft, determination, proposal, zone))

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

/// What nobody can keep from happening happens on a day; everything else is to be done by one.
bool is_of_time_alone(claim::State const& state, claim::DueDay const& day)
{
    return std::ranges::any_of(state.clocks, [&](auto const& one) {
        auto const& clock = one.clock;
        return clock.rule == day.rule && clock.due == day.day && clock.number == day.number
            && word(clock.effect) == day.what && clock.awaits == claim::Awaits::nothing
            && clock.effect != claim::Effect::lapse_offer;
    });
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
    auto const lines = [&](std::vector<claim::DueDay> const& days) {
        std::vector<DueLine> told;
        for (auto const& day : days) {
            if (inspector && day.who != act::Role::inspector)
                continue;
            bool const happens = !day.not_before && is_of_time_alone(state, day);
            told.push_back({ day.rule, day.what, day.who, day.number, day.not_before || happens,
                happens ? day.day.plus_days(1) : day.day, day.counting, {} });
        }
        std::ranges::sort(told, [](auto const& a, auto const& b) {
            return std::tie(a.day, a.rule, a.number) < std::tie(b.day, b.rule, b.number);
        });
        return told;
    };
    view.due = lines(seen.due);
    view.stopped = lines(seen.stopped);
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

/// What a proposal hangs on beside the claim and its order.
struct Cover {
    standing::State standing;
    Money wanted_of_linked; ///< by the pool
    escrow::Book book; ///< what the supplier has with the desk
    std::vector<store::Sequence> latest; ///< events of these
};

std::optional<Cover> cover_of(Desk& desk, order::State const& order)
{
    Cover cover;
    auto const supplier = order.terms.supplier;
    auto const standing = peek<standing::State>(desk, { codec::Subject::standing, supplier.number });
    cover.standing = standing.state;
    cover.latest.push_back(standing.last);
    auto const linked = linked_of(desk, standing.state);
    cover.wanted_of_linked = linked.wanted_back;
    cover.latest.insert(cover.latest.end(), linked.latest.begin(), linked.latest.end());
    auto const currency = order.terms.price_goods.currency;
    std::array const accounts { escrow::balance_of(supplier, currency), escrow::bond_of(supplier, currency) };
    std::array const ids { static_cast<store::AccountId>(to_number(accounts[0])),
        static_cast<store::AccountId>(to_number(accounts[1])) };
    auto const known = desk.store().accounts(ids);
    if (!known)
        return std::nullopt;
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        auto const& one = known->value[i];
        if (one)
            cover.book.restore(accounts[i], { one->debits, one->credits, one->pending_debits, one->pending_credits });
        cover.latest.push_back(one ? one->as_of : 0);
    }
    return cover;
}

/// The same that a determination would be measured by today.
std::optional<claim::Proposal> proposal_of(
    claim::State const& state, order::State const& order, Cover const& cover, app::RuleBooks const& books, Date today)
{
    auto const* rules = books.claims(order.terms.programme, order.edition, order.reading);
    if (rules == nullptr)
        return std::nullopt;
    auto const left = app::limit_left(cover.standing, books, order.terms.programme, order.terms.price_goods.currency,
        today, state.order, cover.wanted_of_linked);
    return rules->proposal(state, order, claim::coverable(state, order, *rules, cover.book, left));
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
    std::vector<store::Sequence> latest { claim->last, order.last };
    bool const to_decide = claim->state.phase == claim::Phase::review || claim->state.phase == claim::Phase::reopened;
    std::optional<Cover> cover;
    if (to_decide && is_of_programme(call.caller)) {
        cover = cover_of(call.desk, order.state);
        if (!cover)
            return call.refuse(unavailable());
        latest.insert(latest.end(), cover->latest.begin(), cover->latest.end());
    }
    give(call, { codec::Subject::claim, id->number }, claim->version, std::move(latest), [&] {
        auto const books = call.desk.books();
        auto const seen = app::view(*id, claim->state, claim->state.order, order.state, call.caller.actor, *books,
            { call.desk.clock().now(), call.desk.today() });
        auto view = view_of(*id, *claim, seen, call.caller.actor.role == act::Role::inspector);
        view.zone = call.desk.zone().name();
        for (auto* const lines : { &view.due, &view.stopped })
            for (auto& line : *lines)
                line.zone = view.zone;
        if (cover)
            view.proposal = proposal_of(claim->state, order.state, *cover, *books, call.desk.today());
        return json_of(view);
    });
}

void list(Call& call)
{
    auto const& caller = call.caller;
    auto const role = caller.actor.role;
    bool const party = role == act::Role::buyer || role == act::Role::supplier || role == act::Role::counsel
        || role == act::Role::supplier_counsel || role == act::Role::inspector;
    if (caller.only_case || (!is_of_programme(caller) && !party))
        return call.refuse(not_found());
    give_list<app::ClaimLine>(call,
        { app::View::claims, is_of_programme(caller) ? Id<Party> {} : caller.actor.party,
            [&](app::ClaimLine const& line) { return may_be_listed(caller, line); },
            [&](app::ClaimLine& line) { redact(caller, line); } });
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
        .gives = given_list<app::ClaimLine>(),
        .runs = http::Runs::aside,
        .query = list_query<app::ClaimLine>(app::View::claims),
        .run = list });
    table.push_back({ .path = "/v1/claims/{claim}",
        .id = "claims.read",
        .summary = "A claim as the caller sees it: whose turn, what is due, what may be done",
        .scope = Scope::read,
        .gives = given<ClaimView>(),
        .runs = http::Runs::aside, // a proposal takes milliseconds
        .run = read });
    auto const target = [](Call& call) -> std::optional<codec::Stream> {
        auto const id = path_id<Claim>(call, "claim");
        if (!id || !visible(call, *id))
            return std::nullopt;
        return stream_of(*id);
    };
    add_actions<claim::Command>(table, "/v1/claims/{claim}", "claims", &scope_of_command, target,
        { "open", "note-chargeback", "pass-timer", "take-back" });
}

} // namespace recourse::api
