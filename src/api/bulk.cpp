#include "api/bulk.hpp"

#include "api/access.hpp"
#include "api/replies.hpp"
#include "core/order/refusals.hpp"

namespace recourse::api {

namespace {

using accounts::Scope;

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

/// One command of a bulk request, or why it is none: it has not its form, or is not the caller's to give.
struct Row {
    codec::Stream target {};
    std::optional<app::Command> command {};
    std::optional<http::Problem> problem {};
};

/// The answer of a bulk request, which is given once each row has its own.
class Results {
public:
    Results(Call& call, std::size_t size)
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
    void refused(std::size_t place, http::Problem const& problem) { put(place, http::to_json(problem, id_)); }

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

http::Problem wrong_body(Call const& call, std::vector<codec::Flaw> flaws, std::string const& where = {})
{
    auto problem = problem_of({ &form_refusals::body_wrong, {}, {} }, http::language_of(call.request));
    for (auto& flaw : flaws)
        problem.errors.push_back({ where + flaw.pointer, std::move(flaw.says) });
    return problem;
}

/// The rows of the body's one list, each as a command by `command_of`; one that has not its form is a problem of its
/// own, and keeps nothing else from being done. Nothing: the body itself is wrong, and a problem has been answered.
template <class Whole, class Item>
std::optional<std::vector<Row>> rows_of(Call& call, std::string_view list, auto const& command_of)
{
    auto tree = body_tree(call);
    if (!tree)
        return std::nullopt;
    std::vector<codec::Node> items;
    for (auto& member : tree->members) {
        if (member.key == list && member.value.is_array())
            items.swap(member.value.items);
    }
    if (auto whole = codec::from_tree<Whole>(*tree); !whole) {
        call.refuse(wrong_body(call, std::move(whole.error())));
        return std::nullopt;
    }
    std::vector<Row> rows;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (auto item = codec::from_tree<Item>(items[i]))
            rows.push_back(command_of(*std::move(item)));
        else
            rows.push_back({ {}, {}, wrong_body(call, std::move(item.error()), fmt::format("/{}/{}", list, i)) });
    }
    return rows;
}

/// Each row is a command under the request's key and its place, so that the whole can be sent again. What it is counts
/// with all the others: under the same key another list is another request, and nothing of it is carried out.
void send_all(Call& call, std::vector<Row> rows)
{
    auto const key = std::string { call.request.headers.get("Idempotency-Key") };
    if (key.empty() || key.size() > 200)
        return call.refuse(act::Refusal { &form_refusals::no_key, {}, {} });
    if (rows.empty() || rows.size() > 1'000)
        return call.refuse(act::Refusal { &form_refusals::bulk_size, {}, {} });
    auto const actor = call.caller.actor;
    std::vector<app::Envelope> envelopes(rows.size());
    std::string whole;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto& envelope = envelopes[i];
        if (rows[i].command) {
            envelope = { {}, {}, actor, rows[i].target, *std::move(rows[i].command), {}, {} };
            envelope.content = content_of(envelope);
            // No key of a single command holds the end of a line.
            envelope.id = app::command_id(actor.party, fmt::format("{}\n{}", key, i));
        }
        whole += to_string(envelope.content); // zeros where it has not its form
    }
    auto& pipeline = call.desk.pipeline();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i].command)
            continue;
        auto& envelope = envelopes[i];
        envelope.content = sha256(to_string(envelope.content) + whole);
        auto const known = pipeline.content_known(envelope.id);
        if (!known)
            return call.refuse(unavailable());
        if (*known && **known != envelope.content)
            return call.refuse(act::Refusal { &form_refusals::key_reused, {}, {} });
    }
    auto const results = std::make_shared<Results>(call, rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].problem)
            results->refused(i, *rows[i].problem);
        else
            pipeline.submit(
                std::move(envelopes[i]), [results, i](app::Outcome const& outcome) { results->done(i, outcome); });
    }
}

void draft_many(Call& call)
{
    auto rows = rows_of<Drafts, order::Draft>(call, "orders", [](order::Draft draft) {
        return Row { { codec::Subject::order, 0 }, order::Command { std::move(draft) }, {} };
    });
    if (rows)
        send_all(call, *std::move(rows));
}

void pay_many(Call& call)
{
    auto rows = rows_of<BulkPayments, BulkPayment>(call, "payments", [&](BulkPayment one) {
        codec::Stream const target { codec::Subject::order, one.order.number };
        Row row { target, order::Command { std::move(one.payment) }, {} };
        auto const order = peek<order::State>(call.desk, target);
        if (order.version == 0 || !may_see(call.caller, one.order, order.state))
            row.problem = problem_of({ &order::refusals::not_found, {}, {} }, http::language_of(call.request));
        return row;
    });
    if (rows)
        send_all(call, *std::move(rows));
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

} // namespace

void add_bulk(std::vector<Operation>& table)
{
    using http::Method;
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
}

} // namespace recourse::api
