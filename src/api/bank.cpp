#include "api/access.hpp"
#include "api/bank_import.hpp"
#include "api/bank_refusals.hpp"
#include "api/lists.hpp"

#include <boost/describe/enum_to_string.hpp>

// Files that come from the bank, and the movements that wait for an officer.

namespace recourse::api {

namespace {

using accounts::Scope;

struct MovementView {
    Id<BankMovement> id;
    std::uint32_t version = 0;
    movement::State movement;
};
BOOST_DESCRIBE_STRUCT(MovementView, (), (id, version, movement))

struct StatementView {
    Id<BankStatement> id;
    statement::State statement;
};
BOOST_DESCRIBE_STRUCT(StatementView, (), (id, statement))

std::optional<app::Aggregate<movement::State>> movement_of(Call& call, Id<BankMovement>& id)
{
    return of_programme<BankMovement, movement::State>(call, codec::Subject::movement, "movement", id);
}

void list_movements(Call& call)
{
    if (!is_of_programme(call.caller))
        return call.refuse(not_found());
    auto const reason = query::word_asked<movement::Reason>(call, "reason");
    give_list<app::MovementLine>(call,
        { app::View::movements, {}, [&](app::MovementLine const& line) { return !reason || line.reason == *reason; } });
}

Scope scope_of_command(std::size_t)
{
    return Scope::payments;
}

} // namespace

void add_bank(std::vector<Operation>& table)
{
    using http::Method;
    table.push_back({ .method = Method::post,
        .path = "/v1/bank/files",
        .id = "bank.import",
        .summary = "Takes a file of the bank in: camt.053, camt.054 or pain.002; the same one again changes nothing",
        .scope = Scope::payments,
        .takes =
            [](codec::JsonWriter& json) {
                json.begin_object(true);
                json.key("type");
                json.string("string");
                json.end_object();
            },
        .gives = given<Imported>(),
        .runs = http::Runs::aside,
        .run = import_bank_file,
        .takes_type = "application/xml",
        .body_bytes_max = std::size_t { 16 } << 20 });
    table.push_back({ .path = "/v1/bank/statements",
        .id = "statements.list",
        .summary = "Statements and notifications that were taken in, latest first",
        .scope = Scope::read,
        .gives = given_list<app::BankStatementLine>(),
        .runs = http::Runs::aside,
        .query = list_query<app::BankStatementLine>(app::View::bank_statements),
        .run = [](Call& call) {
            if (!is_of_programme(call.caller))
                return call.refuse(not_found());
            give_list<app::BankStatementLine>(call, { app::View::bank_statements, {} });
        } });
    table.push_back({ .path = "/v1/bank/statements/{statement}",
        .id = "statements.read",
        .summary = "A statement that was taken in: what it says of the account as a whole",
        .scope = Scope::read,
        .gives = given<StatementView>(),
        .run = [](Call& call) {
            Id<BankStatement> id;
            auto const one
                = of_programme<BankStatement, statement::State>(call, codec::Subject::statement, "statement", id);
            if (one)
                give(call, one->version, json_of(StatementView { id, one->state }));
        } });
    table.push_back({ .path = "/v1/bank/movements",
        .id = "movements.list",
        .summary = "What the bank has booked, latest change first; phase=open: what waits for an officer",
        .scope = Scope::read,
        .gives = given_list<app::MovementLine>(),
        .runs = http::Runs::aside,
        .query = list_query<app::MovementLine>(
            app::View::movements, { query::word_of<movement::Reason>("reason", "why it waits for an officer") }),
        .run = list_movements });
    table.push_back({ .path = "/v1/bank/movements/{movement}",
        .id = "movements.read",
        .summary = "One payment that the bank has booked, and what was said of it",
        .scope = Scope::read,
        .gives = given<MovementView>(),
        .run = [](Call& call) {
            Id<BankMovement> id;
            auto const one = movement_of(call, id);
            if (!one)
                return;
            note(call, "movement", id.number, accounts::Deed::read);
            give(call, one->version, json_of(MovementView { id, one->version, one->state }));
        } });
    auto const target = [](Call& call) -> std::optional<codec::Stream> {
        Id<BankMovement> id;
        if (!movement_of(call, id))
            return std::nullopt;
        return codec::Stream { codec::Subject::movement, id.number };
    };
    add_actions<movement::Command>(
        table, "/v1/bank/movements/{movement}", "movements", &scope_of_command, target, { "note", "take-back" });
}

} // namespace recourse::api
