#include "api/access.hpp"
#include "api/lists.hpp"
#include "app/payout_bytes.hpp"

// Payout files: made by one officer, approved by another, fetched for the bank.

namespace recourse::api {

namespace {

using accounts::Scope;

/// Where a remittance of the file stands now; perhaps it is in another file by now.
struct PayoutLineNow {
    Id<Remittance> remittance;
    remittance::Phase phase = remittance::Phase::none;
    Id<PayoutFile> in;
};
BOOST_DESCRIBE_STRUCT(PayoutLineNow, (), (remittance, phase, in))

struct PayoutView {
    Id<PayoutFile> id;
    std::uint32_t version = 0;
    payout::State payout;
    std::vector<Money> totals; ///< one for each currency
    std::vector<PayoutLineNow> remittances;
};
BOOST_DESCRIBE_STRUCT(PayoutView, (), (id, version, payout, totals, remittances))

codec::Stream stream_of(Id<PayoutFile> id)
{
    return { codec::Subject::payout, id.number };
}

std::optional<app::Aggregate<payout::State>> payout_of(Call& call, Id<PayoutFile>& id)
{
    return of_programme<PayoutFile, payout::State>(call, codec::Subject::payout, "payout", id);
}

void read(Call& call)
{
    Id<PayoutFile> id;
    auto const one = payout_of(call, id);
    if (!one)
        return;
    PayoutView view { id, one->version, one->state, {}, {} };
    for (auto const& line : one->state.file.lines) {
        auto const total
            = std::ranges::find_if(view.totals, [&](auto const& sum) { return sum.currency == line.amount.currency; });
        if (total == view.totals.end())
            view.totals.push_back(line.amount);
        else
            *total = *total + line.amount;
        auto const now = peek<remittance::State>(call.desk, { codec::Subject::remittance, line.remittance.number });
        view.remittances.push_back({ line.remittance, now.state.phase, now.state.payout });
    }
    note(call, "payout", id.number, accounts::Deed::read);
    give(call, one->version, json_of(view));
}

/// The bytes that the second person has approved, or nothing.
void read_file(Call& call)
{
    Id<PayoutFile> id;
    auto const one = payout_of(call, id);
    if (!one)
        return;
    if (one->state.phase != payout::Phase::approved)
        return call.refuse(act::Refusal {
            &payout::refusals::wrong_phase, { { "phase", std::string { payout::word(one->state.phase) } } }, {} });
    auto bytes = app::bytes_of(one->state.file);
    // A newer program would have to write the same: what was approved goes out, or nothing does.
    if (sha256(std::string_view { bytes }) != one->state.digest)
        return call.refuse(
            act::Refusal { &payout::refusals::other_file, { { "digest", to_string(one->state.digest) } }, {} });
    note(call, "payout-file", id.number, accounts::Deed::read);
    auto response = http::Response::text(std::move(bytes));
    response.headers.set("Content-Type", "application/xml");
    response.headers.set(
        "Content-Disposition", fmt::format("attachment; filename=\"{}.xml\"", one->state.file.message_id));
    response.headers.set("Cache-Control", "private, no-cache");
    call.answer(std::move(response));
}

Scope scope_of_command(std::size_t)
{
    return Scope::payments;
}

} // namespace

void add_payouts(std::vector<Operation>& table)
{
    using http::Method;
    table.push_back({ .method = Method::post,
        .path = "/v1/bank/payouts",
        .id = "payouts.make",
        .summary = "Puts approved remittances into a file for the bank; a second person has to approve it",
        .scope = Scope::payments,
        .takes = taken<payout::Make>(),
        .gives = given<Receipt>(),
        .status = 201,
        .is_command = true,
        .runs = http::Runs::aside,
        .run = [](Call& call) {
            if (auto make = body<payout::Make>(call))
                send(call, { codec::Subject::payout, 0 }, payout::Command { *std::move(make) });
        } });
    table.push_back({ .path = "/v1/bank/payouts",
        .id = "payouts.list",
        .summary = "Payout files, latest change first",
        .scope = Scope::read,
        .gives = given_list<app::PayoutLine>(),
        .runs = http::Runs::aside,
        .query = list_query<app::PayoutLine>(app::View::payouts),
        .run = [](Call& call) {
            if (!is_of_programme(call.caller))
                return call.refuse(not_found());
            give_list<app::PayoutLine>(call, { app::View::payouts, {} });
        } });
    table.push_back({ .path = "/v1/bank/payouts/{payout}",
        .id = "payouts.read",
        .summary = "A payout file, what the bank says of its payments, and where they stand",
        .scope = Scope::read,
        .gives = given<PayoutView>(),
        .run = read });
    table.push_back({ .path = "/v1/bank/payouts/{payout}/file",
        .id = "payouts.file",
        .summary = "The file for the bank (pain.001), once it is approved; always the same bytes",
        .scope = Scope::payments,
        .run = read_file,
        .gives_type = "application/xml" });
    auto const target = [](Call& call) -> std::optional<codec::Stream> {
        Id<PayoutFile> id;
        if (!payout_of(call, id))
            return std::nullopt;
        return stream_of(id);
    };
    add_actions<payout::Command>(
        table, "/v1/bank/payouts/{payout}", "payouts", &scope_of_command, target, { "make", "report" });
}

} // namespace recourse::api
