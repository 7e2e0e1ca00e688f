#include "api/access.hpp"
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

/// What a bulk request brings.
struct Drafts {
    std::vector<order::Draft> orders;
};
BOOST_DESCRIBE_STRUCT(Drafts, (), (orders))
struct BulkPayment {
    Id<Order> order;
    order::ReceivePayment payment;
};
BOOST_DESCRIBE_STRUCT(BulkPayment, (), (order, payment))
struct BulkPayments {
    std::vector<BulkPayment> payments;
};
BOOST_DESCRIBE_STRUCT(BulkPayments, (), (payments))

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

/// Several commands of one request: each has the request's key and its place as its own key, so that the whole can be
/// sent again.
class Bulk {
public:
    Bulk(Call& call, std::size_t size)
        : to_(call.take_responder())
        , id_(call.request.id)
        , language_(http::language_of(call.request))
        , results_(size)
        , left_(size)
    {
    }
    void done(std::size_t place, app::Outcome const& outcome)
    {
        auto const receipt = receipt_of(outcome, language_);
        put(place, receipt ? json_of(*receipt) : http::to_json(receipt.error(), id_));
    }
    void refused(std::size_t place, act::Refusal const& refusal)
    {
        put(place, http::to_json(problem_of(refusal, language_), id_));
    }

private:
    void put(std::size_t place, std::string json)
    {
        std::lock_guard const lock(mutex_);
        results_[place] = std::move(json);
        if (--left_ > 0)
            return;
        std::string all = R"({"results":[)";
        for (std::size_t i = 0; i < results_.size(); ++i)
            all += (i == 0 ? "" : ",") + results_[i];
        to_(http::Response::json(all + "]}"));
    }

    std::mutex mutex_;
    http::Responder to_;
    std::string id_;
    Language language_;
    std::vector<std::string> results_;
    std::size_t left_;
};

/// One command of a bulk request, or why it is none.
using BulkRow = std::expected<std::pair<codec::Stream, app::Command>, act::Refusal>;

void send_all(Call& call, std::vector<BulkRow> commands)
{
    auto const key = std::string { call.request.headers.get("Idempotency-Key") };
    if (key.empty() || key.size() > 200)
        return call.refuse(act::Refusal { &form_refusals::no_key, {}, {} });
    if (commands.empty() || commands.size() > 1'000)
        return call.refuse(act::Refusal { &form_refusals::bulk_size, {}, {} });
    auto const actor = call.caller.actor;
    auto& pipeline = call.desk.pipeline();
    auto const bulk = std::make_shared<Bulk>(call, commands.size());
    for (std::size_t i = 0; i < commands.size(); ++i) {
        if (!commands[i]) {
            bulk->refused(i, commands[i].error());
            continue;
        }
        app::Envelope envelope { {}, {}, actor, commands[i]->first, std::move(commands[i]->second), {}, {} };
        envelope.content = content_of(envelope);
        // No key of a single command holds the end of a line.
        envelope.id = app::command_id(actor.party, fmt::format("{}\n{}", key, i));
        pipeline.submit(std::move(envelope), [bulk, i](app::Outcome const& outcome) { bulk->done(i, outcome); });
    }
}

void draft_many(Call& call)
{
    auto drafts = body<Drafts>(call);
    if (!drafts)
        return;
    std::vector<BulkRow> commands;
    for (auto& draft : drafts->orders)
        commands.emplace_back(
            std::in_place, codec::Stream { codec::Subject::order, 0 }, order::Command { std::move(draft) });
    send_all(call, std::move(commands));
}

void pay_many(Call& call)
{
    auto payments = body<BulkPayments>(call);
    if (!payments)
        return;
    std::vector<BulkRow> commands;
    for (auto& one : payments->payments) {
        auto const order = peek<order::State>(call.desk, stream_of(one.order));
        if (order.version == 0 || !may_see(call.caller, one.order, order.state))
            commands.emplace_back(act::refuse(order::refusals::not_found));
        else
            commands.emplace_back(std::in_place, stream_of(one.order), order::Command { std::move(one.payment) });
    }
    send_all(call, std::move(commands));
}

Schema given_results()
{
    return [](codec::JsonWriter& json) {
        json.begin_object();
        json.key("type");
        json.string("object");
        json.key("required");
        json.begin_array(true);
        json.string("results");
        json.end_array();
        json.key("properties");
        json.begin_object();
        json.key("results");
        json.begin_object();
        json.key("type");
        json.string("array");
        json.key("items");
        json.begin_object(true);
        json.key("anyOf");
        json.begin_array();
        codec::described::schema<Receipt>(json, false);
        json.begin_object(true);
        json.key("$ref");
        json.string("#/components/schemas/problem");
        json.end_object();
        json.end_array();
        json.end_object();
        json.end_object();
        json.end_object();
        json.end_object();
    };
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
    table.push_back({ .method = Method::post,
        .path = "/v1/bulk/orders",
        .id = "orders.draft-many",
        .summary = "Drafts up to 1,000 orders; one result for each",
        .scope = Scope::orders,
        .takes = taken<Drafts>(),
        .gives = given_results(),
        .is_command = true,
        .runs = http::Runs::aside,
        .run = draft_many });
    table.push_back({ .method = Method::post,
        .path = "/v1/bulk/payments",
        .id = "orders.receive-many",
        .summary = "Records up to 1,000 payments; one result for each",
        .scope = Scope::payments,
        .takes = taken<BulkPayments>(),
        .gives = given_results(),
        .is_command = true,
        .runs = http::Runs::aside,
        .run = pay_many });
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
