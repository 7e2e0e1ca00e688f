#include "api/access.hpp"
#include "api/bank_import.hpp"
#include "api/bank_refusals.hpp"
#include "api/replies.hpp"

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

template <class Kind, class State>
std::optional<app::Aggregate<State>> of_programme(
    Call& call, codec::Subject subject, std::string_view name, Id<Kind>& id)
{
    auto const named = path_id<Kind>(call, name);
    if (!named)
        return std::nullopt;
    if (!is_of_programme(call.caller)) {
        call.refuse(not_found());
        return std::nullopt;
    }
    id = *named;
    return load<State>(call, { subject, named->number });
}

std::optional<app::Aggregate<movement::State>> movement_of(Call& call, Id<BankMovement>& id)
{
    return of_programme<BankMovement, movement::State>(call, codec::Subject::movement, "movement", id);
}

/// The reason whose word ?reason= is; the error: a problem has been answered.
std::expected<std::optional<movement::Reason>, std::monostate> reason_asked(Call& call)
{
    auto const asked = call.request.query.find("reason");
    if (!asked)
        return std::nullopt;
    std::vector<std::string> words;
    std::optional<movement::Reason> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<movement::Reason>>([&](auto one) {
        words.push_back(codec::hyphened(one.name));
        if (words.back() == *asked)
            found = one.value;
    });
    if (found)
        return found;
    call.refuse(http::Problem { 400, "query.wrong", "The query does not have the form that is described.", {},
        { { "reason", fmt::format("one of {}", fmt::join(words, ", ")) } } });
    return std::unexpected(std::monostate {});
}

void list_movements(Call& call)
{
    if (!is_of_programme(call.caller))
        return call.refuse(not_found());
    auto const phase = phase_asked<movement::Phase>(call);
    if (!phase)
        return;
    auto const reason = reason_asked(call);
    if (!reason)
        return;
    give_page(call, { app::View::movements, *phase, {} }, [&](store::Bytes const& row) -> std::string {
        auto const line = packed::unpack<app::MovementLine>({ reinterpret_cast<char const*>(row.data()), row.size() });
        return line && (!*reason || line->reason == **reason) ? json_of(*line) : std::string {};
    });
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
        .gives = given_page<app::BankStatementLine>(),
        .runs = http::Runs::aside,
        .query = { "limit", "cursor", "as_of" },
        .run = [](Call& call) {
            if (!is_of_programme(call.caller))
                return call.refuse(not_found());
            give_page(call, { app::View::bank_statements, {}, {} }, &line_json<app::BankStatementLine>);
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
        .gives = given_page<app::MovementLine>(),
        .runs = http::Runs::aside,
        .query = { "phase", "reason", "limit", "cursor", "as_of" },
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
