#include "api/access.hpp"
#include "api/bulk.hpp"
#include "api/linked.hpp"
#include "api/lists.hpp"
#include "app/actions.hpp"
#include "app/limits.hpp"
#include "app/wakes.hpp"
#include "core/bank/reference.hpp"
#include "core/order/days.hpp"
#include "core/order/refusals.hpp"

namespace recourse::api {

namespace {

using accounts::Scope;

/// How an instalment that is not paid in full is paid.
struct PayView {
    std::uint32_t instalment = 0;
    Money open; ///< still to be paid of it
    std::string reference; ///< the structured creditor reference that the payer gives
    std::string written; ///< the same as people read it
    std::optional<bank::Account> to; ///< where the programme has an account at a bank
    std::optional<Date> due; ///< the last day to pay it: what was agreed, else the book's period for payment
};
BOOST_DESCRIBE_STRUCT(PayView, (), (instalment, open, reference, written, to, due))

/// An order as one viewer sees it.
struct OrderView {
    Id<Order> id;
    std::uint32_t version = 0;
    order::State order;
    Digest terms; ///< what `agree` names
    std::optional<Digest> amendment; ///< what `accept-amendment` names
    Money price;
    Money held; ///< paid in and not out again
    std::optional<Date> due; ///< the last day before time acts
    std::vector<PayView> pay; ///< of an order that is agreed and not over
    std::vector<std::string> allowed; ///< what the viewer may do now
    std::optional<app::PriceCover> cover; ///< by limit and pool; before agreement: what it would be today
    std::optional<app::PriceCover> amendment_cover; ///< what it would be today under the proposed terms
    std::string zone; ///< in which `due` and every other day here begins and ends: "Asia/Shanghai"
};
BOOST_DESCRIBE_STRUCT(
    OrderView, (), (id, version, order, terms, amendment, price, held, due, pay, allowed, cover, amendment_cover, zone))

codec::Stream stream_of(Id<Order> order)
{
    return { codec::Subject::order, order.number };
}

/// What there was claimed on the order; the latest events of these claims go to `latest`.
std::vector<claim::Earlier> earlier_claims(Desk& desk, order::State const& order, std::vector<store::Sequence>& latest)
{
    std::vector<claim::Earlier> earlier;
    for (auto const one : order.claims) {
        auto const other = peek<claim::State>(desk, { codec::Subject::claim, one.number });
        latest.push_back(other.last);
        earlier.push_back(claim::earlier_of(one, other.state));
    }
    return earlier;
}

/// The order of the path, where the caller may see it.
std::optional<app::Aggregate<order::State>> visible(Call& call, Id<Order> id)
{
    auto order = load<order::State>(call, stream_of(id));
    if (order && !may_see(call.caller, id, order->state)) {
        call.refuse(not_found());
        return std::nullopt;
    }
    return order;
}

std::vector<PayView> ways_to_pay(Id<Order> id, order::State const& order, app::RuleBooks const& books)
{
    auto const& provider = books.provider();
    std::vector<PayView> ways;
    bool const over = order.phase == order::Phase::completed || order.phase == order::Phase::closed;
    if (!order.agreed_on || over)
        return ways;
    auto const* rules = books.binding(order.terms.programme, order.edition, order.reading);
    for (std::uint32_t i = 0; i < order.terms.instalments.size(); ++i) {
        auto const open = order.terms.instalments[i].amount - received(order, i);
        if (open.minor <= 0)
            continue;
        auto const reference = bank::reference_of({ id, i });
        ways.push_back({ i, open, reference, bank::display_reference(reference), {},
            rules == nullptr ? order.terms.instalments[i].due : pay_by(order, *rules, i) });
        if (provider.account() != nullptr)
            ways.back().to = *provider.account();
    }
    return ways;
}

void read(Call& call)
{
    auto const id = path_id<Order>(call, "order");
    if (!id)
        return;
    auto const order = visible(call, *id);
    if (!order)
        return;
    auto const& state = order->state;
    std::vector<store::Sequence> latest { order->last };
    auto const earlier = earlier_claims(call.desk, state, latest);
    auto const supplier = peek<standing::State>(call.desk, { codec::Subject::standing, state.terms.supplier.number });
    latest.push_back(supplier.last);
    // As far as it matters, so that what is at hand stays so while others draw on a pool that has enough.
    auto const most = state.amendment ? max(price(state.terms), price(*state.amendment)) : price(state.terms);
    auto const pool_left = min(call.desk.pipeline().pool_left(most.currency), most);
    latest.push_back(static_cast<store::Sequence>(pool_left.minor));
    auto const linked = linked_of(call.desk, supplier.state);
    latest.insert(latest.end(), linked.latest.begin(), linked.latest.end());
    note(call, "order", id->number, accounts::Deed::read);
    give(call, stream_of(*id), order->version, std::move(latest), [&] {
        bool const carries = call.caller.actor.role == act::Role::carrier;
        OrderView view { *id, order->version, state, {}, {}, {}, {}, {}, {}, {}, {}, {}, call.desk.zone().name() };
        redact(call.caller, view.order);
        view.price = price(view.order.terms);
        view.held = held(view.order);
        if (!carries) {
            view.terms = digest(state.terms);
            view.pay = ways_to_pay(*id, state, *call.desk.books());
            view.cover = app::cover_of(
                *id, state, supplier.state, *call.desk.books(), pool_left, call.desk.today(), linked.wanted_back);
        }
        if (state.amendment && !carries) {
            view.amendment = digest(*state.amendment);
            view.amendment_cover = app::cover_with(*id, *state.amendment, supplier.state, *call.desk.books(), pool_left,
                call.desk.today(), linked.wanted_back);
        }
        if (auto const next = app::next_wake(app::AnyAggregate { *order }); next && !carries)
            view.due = next->plus_days(-1);
        view.allowed = app::allowed(*id, state, earlier, supplier.state, call.caller.actor, *call.desk.books(),
            { call.desk.clock().now(), call.desk.today() });
        return json_of(view);
    });
}

void list(Call& call)
{
    auto const& caller = call.caller;
    if (caller.only_case)
        return call.refuse(not_found());
    bool const all = is_of_programme(caller) || caller.actor.role == act::Role::provider;
    give_list<app::OrderLine>(call,
        { app::View::orders, all ? Id<Party> {} : caller.actor.party,
            [&](app::OrderLine const& line) { return may_be_listed(caller, line); },
            [&](app::OrderLine& line) { redact(caller, line); } });
}

/// Payments are told by the holder of the funds.
Scope scope_of_command(std::size_t at)
{
    auto const& word = codec::alternative_words<order::Command>()[at];
    return word.ends_with("-payment") ? Scope::payments : Scope::orders;
}

} // namespace

void add_orders(std::vector<Operation>& table)
{
    using http::Method;
    table.push_back({ .method = Method::post,
        .path = "/v1/orders",
        .id = "orders.draft",
        .summary = "Drafts an order; the terms name the caller as buyer or supplier",
        .scope = Scope::orders,
        .takes = taken<order::Draft>(),
        .gives = given<Receipt>(),
        .status = 201,
        .is_command = true,
        .runs = http::Runs::aside,
        .run = [](Call& call) {
            if (auto draft = body<order::Draft>(call))
                send(call, { codec::Subject::order, 0 }, order::Command { *std::move(draft) });
        } });
    table.push_back({ .path = "/v1/orders",
        .id = "orders.list",
        .summary = "The caller's orders, latest change first",
        .scope = Scope::read,
        .gives = given_list<app::OrderLine>(),
        .runs = http::Runs::aside,
        .query = list_query<app::OrderLine>(app::View::orders),
        .run = list });
    table.push_back({ .path = "/v1/orders/{order}",
        .id = "orders.read",
        .summary = "An order with what the caller may do now",
        .scope = Scope::read,
        .gives = given<OrderView>(),
        .run = read });
    add_bulk(table);
    auto const target = [](Call& call) -> std::optional<codec::Stream> {
        auto const id = path_id<Order>(call, "order");
        if (!id || !visible(call, *id))
            return std::nullopt;
        return stream_of(*id);
    };
    add_actions<order::Command>(
        table, "/v1/orders/{order}", "orders", &scope_of_command, target, { "draft", "pass-timer" });
    table.push_back({ .method = Method::post,
        .path = "/v1/orders/{order}/claims",
        .id = "claims.open",
        .summary = "Opens a claim on the order: one line for each defect",
        .scope = Scope::claims,
        .takes = taken<claim::Open>(),
        .gives = given<Receipt>(),
        .status = 201,
        .is_command = true,
        .runs = http::Runs::aside,
        .run = [](Call& call) {
            auto const id = path_id<Order>(call, "order");
            if (!id || !visible(call, *id))
                return;
            if (auto open = body<claim::Open>(call))
                send(call, { codec::Subject::claim, 0 }, claim::Command { *std::move(open) }, *id);
        } });
}

} // namespace recourse::api
