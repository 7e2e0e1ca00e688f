#include "api/access.hpp"
#include "api/lists.hpp"

namespace recourse::api {

namespace {

using accounts::Scope;

/// What is to move, as it is sent: who is not concerned may be left out.
struct NewRemittance {
    remittance::Purpose purpose = remittance::Purpose::unmatched;
    Money amount;
    std::optional<Id<Party>> party;
    std::optional<Id<Order>> order;
    std::optional<Id<Claim>> claim;
    std::uint32_t provider = 0;
    std::string reference;
    std::optional<bank::Account> to;
};
BOOST_DESCRIBE_STRUCT(NewRemittance, (), (purpose, amount, party, order, claim, provider, reference, to))

remittance::Detail detail_of(NewRemittance&& one)
{
    return { one.purpose, one.amount, one.party.value_or(Id<Party> {}), one.order.value_or(Id<Order> {}),
        one.claim.value_or(Id<Claim> {}), one.provider, std::move(one.reference), std::move(one.to) };
}

struct RemittanceView {
    Id<Remittance> id;
    std::uint32_t version = 0;
    remittance::State remittance;
};
BOOST_DESCRIBE_STRUCT(RemittanceView, (), (id, version, remittance))

codec::Stream stream_of(Id<Remittance> id)
{
    return { codec::Subject::remittance, id.number };
}

std::optional<app::Aggregate<remittance::State>> visible(Call& call, Id<Remittance> id)
{
    auto one = load<remittance::State>(call, stream_of(id));
    if (one && !may_see(call.caller, one->state)) {
        call.refuse(not_found());
        return std::nullopt;
    }
    return one;
}

template <class Command>
void make(Call& call)
{
    if (auto detail = body<NewRemittance>(call))
        send(
            call, { codec::Subject::remittance, 0 }, remittance::Command { Command { detail_of(*std::move(detail)) } });
}

Scope scope_of_command(std::size_t)
{
    return Scope::payments;
}

} // namespace

void add_remittances(std::vector<Operation>& table)
{
    using http::Method;
    auto const row = [&](std::string path, std::string id, std::string summary, void (*run)(Call&)) {
        table.push_back({ .method = Method::post,
            .path = std::move(path),
            .id = std::move(id),
            .summary = std::move(summary),
            .scope = Scope::payments,
            .takes = taken<NewRemittance>(),
            .gives = given<Receipt>(),
            .status = 201,
            .is_command = true,
            .runs = http::Runs::aside,
            .run = run });
    };
    row("/v1/remittances", "remittances.propose", "Proposes that money goes out: a second person has to approve it",
        &make<remittance::Propose>);
    row("/v1/receipts", "remittances.record", "Records money that came in beside the payments of orders",
        &make<remittance::Record>);
    table.push_back({ .path = "/v1/remittances",
        .id = "remittances.list",
        .summary = "Remittances, latest change first",
        .scope = Scope::read,
        .gives = given_list<app::RemittanceLine>(),
        .runs = http::Runs::aside,
        .query = list_query<app::RemittanceLine>(app::View::remittances),
        .run = [](Call& call) {
            bool const all = is_of_programme(call.caller)
                || (call.caller.actor.role == act::Role::provider && !call.caller.only_case);
            if (!all && (call.caller.only_case || !call.caller.actor.party))
                return call.refuse(not_found());
            auto const party = call.caller.actor.party;
            give_list<app::RemittanceLine>(call, { app::View::remittances, all ? Id<Party> {} : party });
        } });
    table.push_back({ .path = "/v1/remittances/{remittance}",
        .id = "remittances.read",
        .summary = "A remittance",
        .scope = Scope::read,
        .gives = given<RemittanceView>(),
        .run = [](Call& call) {
            auto const id = path_id<Remittance>(call, "remittance");
            if (!id)
                return;
            if (auto const one = visible(call, *id))
                give(call, one->version, json_of(RemittanceView { *id, one->version, one->state }));
        } });
    auto const target = [](Call& call) -> std::optional<codec::Stream> {
        auto const id = path_id<Remittance>(call, "remittance");
        if (!id || !visible(call, *id))
            return std::nullopt;
        return stream_of(*id);
    };
    add_actions<remittance::Command>(table, "/v1/remittances/{remittance}", "remittances", &scope_of_command, target,
        { "record", "propose", "pick", "drop" });
}

} // namespace recourse::api
