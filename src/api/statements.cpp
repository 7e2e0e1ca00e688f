#include "api/access.hpp"
#include "api/entries.hpp"
#include "api/lists.hpp"

#include <algorithm>

// Statements of an order and of a party: its accounts, and what moved them.

namespace recourse::api {

namespace {

using accounts::Scope;

constexpr std::size_t lines_max = 1'000;
constexpr std::size_t orders_max = 200; ///< of a party, those that changed last

struct LineOfStatement {
    std::uint64_t sequence = 0;
    Instant at;
    std::string account; ///< "held/O-17/USD"
    std::string subject; ///< whose event moved it: "O-17"
    std::string event; ///< "payment-received"
    Money debit;
    Money credit;
};
BOOST_DESCRIBE_STRUCT(LineOfStatement, (), (sequence, at, account, subject, event, debit, credit))

struct StatementOfOwner {
    std::string of; ///< "O-17", "P-4"
    std::vector<AccountLine> accounts; ///< as they stand now
    std::vector<LineOfStatement> lines; ///< the latest first
    bool complete = true; ///< false: there is more than is shown; ask for a shorter time
    std::uint64_t as_of = 0;
};
BOOST_DESCRIBE_STRUCT(StatementOfOwner, (), (of, accounts, lines, complete, as_of))

void add_order(std::vector<escrow::Account>& accounts, Id<Order> order, Currency currency)
{
    accounts.push_back(escrow::held(order, currency));
    accounts.push_back(escrow::refund_payable(order, currency));
    accounts.push_back(escrow::repayment_due(order, currency));
}

/// Which part of a party's accounts the caller reads.
struct Sides {
    bool buys = false;
    bool sells = false;
};

Sides sides_of(accounts::Caller const& caller, Id<Party> party)
{
    if (is_of_programme(caller))
        return { true, true };
    bool const own = caller.actor.party && caller.actor.party == party && !caller.only_case;
    return { own && caller.actor.role == act::Role::buyer, own && caller.actor.role == act::Role::supplier };
}

/// The accounts of an order; nothing when a problem has been answered.
std::optional<std::vector<escrow::Account>> accounts_of_order(Call& call, std::string& of)
{
    auto const id = path_id<Order>(call, "order");
    if (!id)
        return std::nullopt;
    auto const order = peek<order::State>(call.desk, { codec::Subject::order, id->number });
    auto const& caller = call.caller;
    bool const sees = order.version != 0
        && (is_of_programme(caller)
            || (!caller.only_case && is_party_to(caller, order.state.terms.buyer, order.state.terms.supplier)));
    if (!sees) {
        call.refuse(not_found());
        return std::nullopt;
    }
    of = to_string(*id);
    note(call, "order", id->number, accounts::Deed::read);
    std::vector<escrow::Account> accounts;
    add_order(accounts, *id, order.state.terms.price_goods.currency);
    return accounts;
}

/// The accounts of a party, and of its orders; nothing when a problem has been answered.
std::optional<std::vector<escrow::Account>> accounts_of_party(Call& call, std::string& of, bool& complete)
{
    auto const id = path_id<Party>(call, "party");
    if (!id)
        return std::nullopt;
    auto const sides = sides_of(call.caller, *id);
    auto const party = peek<party::State>(call.desk, { codec::Subject::party, id->number });
    if ((!sides.buys && !sides.sells) || party.version == 0) {
        call.refuse(not_found());
        return std::nullopt;
    }
    of = to_string(*id);
    note(call, "party", id->number, accounts::Deed::read);
    std::vector<escrow::Account> accounts;
    for (std::uint16_t i = 0; i < Currency::count(); ++i) {
        auto const currency = Currency::from_index(i);
        if (sides.buys)
            accounts.push_back(escrow::owed_by(*id, currency));
        if (!sides.sells)
            continue;
        for (auto const& one : { escrow::balance_of(*id, currency), escrow::bond_of(*id, currency),
                 escrow::payout_to(*id, currency), escrow::recourse_to(*id, currency) })
            accounts.push_back(one);
    }
    auto const view = app::View::orders;
    auto const orders = call.desk.store().page({ .view = static_cast<store::View>(view),
        .scopes = app::lists_of(view, {}, *id),
        .direction = store::Direction::descending,
        .limit = orders_max + 1,
        .bodies = static_cast<store::View>(view) });
    if (!orders) {
        call.refuse(unavailable());
        return std::nullopt;
    }
    complete = orders->value.size() <= orders_max;
    for (std::size_t i = 0; i < std::min(orders->value.size(), orders_max); ++i) {
        auto const& body = orders->value[i].body;
        if (!body)
            continue;
        auto const line = packed::unpack<app::OrderLine>(app::text_of(*body));
        if (line && ((sides.buys && line->buyer == *id) || (sides.sells && line->supplier == *id)))
            add_order(accounts, line->id, line->price.currency);
    }
    return accounts;
}

/// A statement of these accounts over the time that the query names; nothing when a problem has been answered.
std::optional<StatementOfOwner> statement_of(Call& call, std::vector<escrow::Account> const& accounts)
{
    StatementOfOwner result;
    std::vector<store::AccountId> ids;
    for (auto const& one : accounts)
        ids.push_back(static_cast<store::AccountId>(to_number(one)));
    auto const failed = [&] {
        call.refuse(unavailable());
        return std::nullopt;
    };
    auto const known = call.desk.store().accounts(ids);
    if (!known)
        return failed();
    result.as_of = known->as_of;
    store::Sequence from = 0, before = 0;
    for (auto const& [name, bound] : { std::pair { "since", &from }, std::pair { "before", &before } }) {
        if (auto const moment = query::moment_asked(call, name)) {
            auto const sequence = lists::sequence_at(call.desk, *moment);
            if (!sequence)
                return failed();
            *bound = *sequence;
        }
    }
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        if (!known->value[i])
            continue;
        if (auto line = account_line(*known->value[i]))
            result.accounts.push_back(*std::move(line));
        auto some = entries_of(call.desk, accounts[i], from, before, lines_max + 1);
        if (!some)
            return failed();
        std::ranges::move(*some, std::back_inserter(entries));
    }
    std::ranges::stable_sort(entries, std::greater {}, &Entry::sequence);
    if (entries.size() > lines_max) {
        entries.resize(lines_max);
        result.complete = false;
    }
    for (auto& one : entries)
        result.lines.push_back({ one.sequence, one.at, to_string(one.account), std::move(one.subject),
            std::move(one.event), one.debit, one.credit });
    return result;
}

std::optional<StatementOfOwner> of_order(Call& call)
{
    std::string of;
    auto const accounts = accounts_of_order(call, of);
    if (!accounts || !caught_up(call))
        return std::nullopt;
    auto result = statement_of(call, *accounts);
    if (result)
        result->of = std::move(of);
    return result;
}

std::optional<StatementOfOwner> of_party(Call& call)
{
    if (!caught_up(call))
        return std::nullopt;
    std::string of;
    bool complete = true;
    auto const accounts = accounts_of_party(call, of, complete);
    if (!accounts)
        return std::nullopt;
    auto result = statement_of(call, *accounts);
    if (result) {
        result->of = std::move(of);
        result->complete = result->complete && complete;
    }
    return result;
}

void give_json(Call& call, std::optional<StatementOfOwner> const& statement)
{
    if (statement)
        call.answer(http::Response::json(json_of(*statement)).with("Cache-Control", "private, no-cache"));
}

void give_csv(Call& call, std::optional<StatementOfOwner> const& statement)
{
    if (!statement)
        return;
    std::string text = "sequence,at,account,subject,event,debit,credit,currency\r\n";
    for (auto const& line : statement->lines)
        text += fmt::format("{},{},{},{},{},{},{},{}\r\n", line.sequence, to_string(line.at), csv(line.account),
            csv(line.subject), csv(line.event), amount_text(line.debit), amount_text(line.credit),
            line.debit.currency.code());
    call.answer(csv_response(std::move(text)).with("Cache-Control", "private, no-cache"));
}

} // namespace

void add_statements(std::vector<Operation>& table)
{
    auto const row
        = [&](std::string path, std::string id, std::string summary, void (*json)(Call&), void (*text)(Call&)) {
              std::vector<QueryMember> const period { query::moment("since", "moved at this moment or later"),
                  query::moment("before", "moved before this moment") };
              table.push_back({ .path = path,
                  .id = id,
                  .summary = std::move(summary),
                  .scope = Scope::read,
                  .gives = given<StatementOfOwner>(),
                  .runs = http::Runs::aside,
                  .query = period,
                  .run = json });
              table.push_back({ .path = path + "/csv",
                  .id = id + "-csv",
                  .summary = "The same as CSV (RFC 4180)",
                  .scope = Scope::read,
                  .runs = http::Runs::aside,
                  .query = period,
                  .run = text,
                  .gives_type = "text/csv" });
          };
    row(
        "/v1/statements/orders/{order}", "ledger.order",
        "What is held for an order and owed to its buyer, and the last thousand movements",
        [](Call& call) { give_json(call, of_order(call)); }, [](Call& call) { give_csv(call, of_order(call)); });
    row(
        "/v1/statements/parties/{party}", "ledger.party",
        "A party's accounts with the desk and those of its last orders, and the last thousand movements",
        [](Call& call) { give_json(call, of_party(call)); }, [](Call& call) { give_csv(call, of_party(call)); });
}

} // namespace recourse::api
