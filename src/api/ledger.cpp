#include "api/access.hpp"
#include "api/entries.hpp"
#include "app/postings.hpp"

#include <charconv>
#include <map>

namespace recourse::api {

namespace {

using accounts::Scope;

/// One currency of the trial balance: both sides are equal in a good book.
struct TrialLine {
    std::string currency;
    Money debits;
    Money credits;
    Money pending_debits;
    Money pending_credits;
};
BOOST_DESCRIBE_STRUCT(TrialLine, (), (currency, debits, credits, pending_debits, pending_credits))

struct Ledger {
    std::vector<TrialLine> trial_balance;
    std::vector<AccountLine> accounts;
    std::uint64_t as_of = 0;
};
BOOST_DESCRIBE_STRUCT(Ledger, (), (trial_balance, accounts, as_of))

struct StatementLine {
    std::uint64_t sequence = 0;
    Instant at;
    std::string subject; ///< whose event moved it: "O-17"
    std::string event; ///< "payment-received"
    Money debit;
    Money credit;
};
BOOST_DESCRIBE_STRUCT(StatementLine, (), (sequence, at, subject, event, debit, credit))

struct Statement {
    std::string account;
    Money balance;
    std::vector<StatementLine> lines; ///< the latest first
};
BOOST_DESCRIBE_STRUCT(Statement, (), (account, balance, lines))

constexpr std::size_t accounts_max = 100'000;

bool sees_all(Call const& call)
{
    return is_of_programme(call.caller);
}

bool sees(Call& call, escrow::Account const& account)
{
    if (sees_all(call))
        return true;
    auto const party = call.caller.actor.party;
    if (call.caller.only_case || !party || call.caller.actor.role == act::Role::carrier)
        return false;
    switch (account.kind) {
    case escrow::AccountKind::held:
    case escrow::AccountKind::refund_payable:
    case escrow::AccountKind::repayment_due: {
        Id<Order> const order { account.owner };
        auto const state = peek<order::State>(call.desk, { codec::Subject::order, order.number });
        return state.version != 0 && may_see(call.caller, order, state.state);
    }
    case escrow::AccountKind::supplier_balance:
    case escrow::AccountKind::bond:
    case escrow::AccountKind::recourse:
        return call.caller.actor.role == act::Role::supplier && account.owner == party.number;
    case escrow::AccountKind::buyer_receivable:
        return call.caller.actor.role == act::Role::buyer && account.owner == party.number;
    default:
        return false;
    }
}

void read_ledger(Call& call)
{
    if (!sees_all(call))
        return call.refuse(not_found());
    if (!caught_up(call))
        return;
    Ledger ledger;
    std::map<std::string, store::Account> sums;
    store::AccountId from = 0;
    for (;;) {
        auto const some = call.desk.store().accounts_from(from, 1'000);
        if (!some)
            return call.refuse(unavailable());
        ledger.as_of = some->as_of;
        for (auto const& one : some->value) {
            from = one.id + 1;
            auto line = account_line(one);
            if (!line)
                continue;
            auto& sum = sums[std::string { one.currency.code() }];
            sum.currency = one.currency;
            sum.debits += one.debits;
            sum.credits += one.credits;
            sum.pending_debits += one.pending_debits;
            sum.pending_credits += one.pending_credits;
            if (ledger.accounts.size() < accounts_max)
                ledger.accounts.push_back(*std::move(line));
        }
        if (some->value.size() < 1'000)
            break;
    }
    for (auto const& [code, sum] : sums)
        ledger.trial_balance.push_back({ code, { sum.debits, sum.currency }, { sum.credits, sum.currency },
            { sum.pending_debits, sum.currency }, { sum.pending_credits, sum.currency } });
    call.answer(http::Response::json(json_of(ledger)));
}

/// "held/O-17/USD" as its path has it: three parts, or two where the programme owns it.
std::optional<escrow::Account> account_of(std::string_view kind, std::string_view owner, std::string_view currency)
{
    escrow::Account account;
    bool known = false;
    for (auto const one : escrow::account_kinds) {
        if (escrow::word(one) == kind) {
            account.kind = one;
            known = true;
        }
    }
    auto const code = Currency::from_code(currency);
    if (!known || !code)
        return std::nullopt;
    account.currency = *code;
    if (owner == "-")
        return account;
    if (account.kind == escrow::AccountKind::provider) {
        auto const [end, error] = std::from_chars(owner.data(), owner.data() + owner.size(), account.owner);
        return error == std::errc {} && end == owner.data() + owner.size() ? std::optional { account } : std::nullopt;
    }
    if (auto const order = parse_id<Order>(owner))
        account.owner = order->number;
    else if (auto const party = parse_id<Party>(owner))
        account.owner = party->number;
    else if (auto const claim = parse_id<Claim>(owner))
        account.owner = claim->number;
    else
        return std::nullopt;
    return to_string(account).find(owner) == std::string::npos ? std::nullopt : std::optional { account };
}

/// The lines of a statement; nothing when a problem has been answered.
std::optional<Statement> statement(Call& call)
{
    auto const account = account_of(
        call.request.parameter("kind"), call.request.parameter("owner"), call.request.parameter("currency"));
    if (!account || !sees(call, *account)) {
        call.refuse(not_found());
        return std::nullopt;
    }
    if (!caught_up(call))
        return std::nullopt;
    auto const id = static_cast<store::AccountId>(to_number(*account));
    auto& store = call.desk.store();
    auto const known = store.accounts(std::array { id });
    auto const entries = entries_of(call.desk, *account, 0, 0, 1'000);
    if (!known || !entries) {
        call.refuse(unavailable());
        return std::nullopt;
    }
    Statement result { to_string(*account), { 0, account->currency }, {} };
    if (auto const& one = known->value.front())
        result.balance
            = { worth(account->kind, { one->debits, one->credits, one->pending_debits, one->pending_credits }),
                  one->currency };
    for (auto const& one : *entries)
        result.lines.push_back({ one.sequence, one.at, one.subject, one.event, one.debit, one.credit });
    return result;
}

void read_statement(Call& call)
{
    if (auto const found = statement(call))
        call.answer(http::Response::json(json_of(*found)));
}

void statement_csv(Call& call)
{
    auto const found = statement(call);
    if (!found)
        return;
    std::string text = "sequence,at,subject,event,debit,credit,currency\r\n";
    for (auto const& line : found->lines)
        text += fmt::format("{},{},{},{},{},{},{}\r\n", line.sequence, to_string(line.at), csv(line.subject),
            csv(line.event), amount_text(line.debit), amount_text(line.credit), line.debit.currency.code());
    call.answer(csv_response(std::move(text)));
}

/// The whole book as a plain-text ledger: one transaction for each event that moved money, in the form that `ledger`
/// and `hledger` read.
void journal(Call& call)
{
    if (!sees_all(call))
        return call.refuse(not_found());
    if (!caught_up(call))
        return;
    auto const head = call.desk.store().head();
    if (!head)
        return call.refuse(unavailable());
    std::string text;
    constexpr store::Sequence step = 5'000;
    for (store::Sequence from = 1; from <= head->projected; from += step) {
        auto const events = call.desk.store().read(from, std::min(step, head->projected - from + 1));
        if (!events)
            return call.refuse(unavailable());
        for (auto const& event : *events) {
            if (event.type == store::header_type)
                continue;
            auto const stored = app::unpacked(event);
            if (!stored)
                return call.refuse(unavailable());
            auto const legs = app::legs_of(call.desk.store(), event, *stored);
            if (!legs)
                return call.refuse(unavailable());
            if (legs->empty())
                continue;
            text += fmt::format("{} * ({}) {} {}\n", to_string(call.desk.zone().civil(event.at).date), event.sequence,
                id_of(codec::stream_of(event.stream)), app::event_word(stored->what));
            for (auto const& leg : *legs) {
                auto const& account = leg.account;
                auto name = to_string(account);
                std::ranges::replace(name, '/', ':');
                auto const top = escrow::is_asset(account.kind)       ? "assets"
                    : account.kind == escrow::AccountKind::fee_income ? "income"
                                                                      : "liabilities";
                text += fmt::format("    {}:{}  {} {}\n", top, name,
                    amount_text({ leg.debit - leg.credit, account.currency }), account.currency.code());
            }
            text += '\n';
        }
    }
    call.answer(http::Response::text(std::move(text)));
}

} // namespace

void add_ledger(std::vector<Operation>& table)
{
    table.push_back({ .path = "/v1/ledger",
        .id = "ledger.read",
        .summary = "The trial balance and every account",
        .scope = Scope::read,
        .gives = given<Ledger>(),
        .runs = http::Runs::aside,
        .run = read_ledger });
    table.push_back({ .path = "/v1/ledger/{kind}/{owner}/{currency}",
        .id = "ledger.statement",
        .summary = "The last thousand movements of an account, such as held/O-17/USD; owner - is the programme",
        .scope = Scope::read,
        .gives = given<Statement>(),
        .runs = http::Runs::aside,
        .run = read_statement });
    table.push_back({ .path = "/v1/ledger/{kind}/{owner}/{currency}/csv",
        .id = "ledger.statement-csv",
        .summary = "The same as CSV (RFC 4180)",
        .scope = Scope::read,
        .runs = http::Runs::aside,
        .run = statement_csv,
        .gives_type = "text/csv" });
    table.push_back({ .path = "/v1/journal",
        .id = "ledger.journal",
        .summary = "The whole book as a plain-text ledger that ledger and hledger read",
        .scope = Scope::read,
        .runs = http::Runs::aside,
        .run = journal,
        .gives_type = "text/plain" });
}

} // namespace recourse::api
