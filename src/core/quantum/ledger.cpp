#include "core/quantum/ledger.hpp"

#include "base/check.hpp"
#include "core/quantum/meter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace recourse::quantum {

namespace {

struct Metered {
    Meter meter;
    Money paid {};

    Part part() const { return meter.run().part; }
    Money due() const { return meter.total() - paid; }
};

struct Account {
    Debt const* debt = nullptr;
    Money open {};
    bool arisen = false;
    std::vector<Metered> meters {};

    void advance(Date to)
    {
        for (auto& each : meters)
            each.meter.advance(to, open);
    }

    Money due(Part part) const
    {
        Money sum { debt->part == part ? open.minor : 0, open.currency };
        for (auto const& each : meters)
            if (each.part() == part)
                sum = sum + each.due();
        return sum;
    }

    void pay(Part part, Money amount)
    {
        if (debt->part == part) {
            auto const piece = min(amount, open);
            open = open - piece;
            amount = amount - piece;
        }
        for (auto& each : meters) {
            if (each.part() != part)
                continue;
            auto const piece = min(amount, each.due());
            each.paid = each.paid + piece;
            amount = amount - piece;
        }
    }

    /// What is served earlier sorts lower.
    std::tuple<bool, Date> rank() const
    {
        auto const first = std::ranges::min_element(debt->runs, {}, [](Run const& each) { return each.from; });
        bool const bears = first != debt->runs.end();
        return { !bears, bears ? first->from : debt->arises.value_or(Date {}) };
    }
};

/// What is left of a payment, and its own way.
struct Left {
    Payment const* payment = nullptr;
    Money amount {};
};

class Book {
public:
    Book(std::vector<Account> accounts, Currency currency) : accounts_(std::move(accounts)), currency_(currency) { }

    void advance(Date to)
    {
        for (auto& account : accounts_)
            if (account.arisen)
                account.advance(to);
    }

    void arise(Date day)
    {
        for (auto& account : accounts_)
            if (!account.arisen && (!account.debt->arises || *account.debt->arises <= day))
                account.arisen = true;
    }

    void settle(Left& left, Date day)
    {
        auto order = std::vector<Part>(usual_order.begin(), usual_order.end());
        if (auto const first = left.payment->agreed)
            std::ranges::stable_partition(order, [&](Part part) { return part == *first; });
        if (!left.payment->debt.empty())
            for (auto const part : order)
                serve(left, day, part, [&](Account const& account) {
                    auto const& own = account.debt->of.empty() ? account.debt->id : account.debt->of;
                    return own == left.payment->debt;
                });
        for (auto const part : order)
            serve(left, day, part, [](Account const&) { return true; });
    }

    std::vector<Account> const& accounts() const { return accounts_; }
    std::vector<Posting> take_postings() { return std::move(postings_); }

private:
    std::vector<Account> accounts_;
    Currency currency_;
    std::vector<Posting> postings_ {};

    template <class Which>
    void serve(Left& left, Date day, Part part, Which which)
    {
        std::vector<Account*> due;
        for (auto& account : accounts_)
            if (account.arisen && which(account) && account.due(part).minor > 0)
                due.push_back(&account);
        std::ranges::stable_sort(due, {}, [](Account const* account) { return account->rank(); });
        for (auto at = due.begin(); at != due.end() && left.amount.minor > 0;) {
            auto const end = std::find_if(at, due.end(), [&](Account* each) { return each->rank() != (*at)->rank(); });
            serve_alike(left, day, part, { at, end });
            at = end;
        }
    }

    /// Debts of one rank: all of them, or each in proportion to what is due.
    void serve_alike(Left& left, Date day, Part part, std::span<Account*> alike)
    {
        Money all { 0, currency_ };
        std::vector<std::int64_t> weights;
        for (auto const* account : alike) {
            weights.push_back(account->due(part).minor);
            all = all + account->due(part);
        }
        auto const paid = min(left.amount, all);
        auto const pieces = allocate(paid, weights);
        for (std::size_t i = 0; i < alike.size(); ++i) {
            if (pieces[i].is_zero())
                continue;
            alike[i]->pay(part, pieces[i]);
            postings_.push_back({ left.payment->id, day, alike[i]->debt->id, part, pieces[i] });
        }
        left.amount = left.amount - paid;
    }
};

constexpr int years_max = 100;

/// What sums and days may be, so that nothing leaves 64 bits.
void bound(std::span<Debt const> debts, std::span<Payment const> payments, Date as_of, Faults& faults)
{
    auto const within = [&](std::string_view at, auto const& all) {
        Money sum {};
        for (auto const& each : all) {
            auto const next = checked_add(sum, each.amount);
            if (!next || next->minor > amount_minor_max) {
                faults.push_back(
                    { std::string { at }, { "the sums are too large, or not in one currency", "金额过大，或币种不一" },
                        { "check their digits", "请核对数字" } });
                return;
            }
            sum = *next;
        }
    };
    within("debts", debts);
    within("payments", payments);
    for (auto const& debt : debts)
        for (auto const& each : debt.runs)
            if (each.from.plus_years(years_max) < as_of)
                faults.push_back({ debt.id,
                    { fmt::format("interest runs for more than {} years", years_max),
                        fmt::format("计息超过{}年", years_max) },
                    { "check the day from which it runs", "请核对起息日" } });
}

std::expected<std::vector<Account>, Faults> open_accounts(std::span<Debt const> debts, Faults faults)
{
    std::vector<Account> accounts;
    for (auto const& debt : debts) {
        RECOURSE_ASSERT(debt.amount.minor >= 0 && debt.part != Part::delay);
        Account account { &debt, debt.amount, false, {} };
        for (auto const& each : debt.runs) {
            auto meter = Meter::of(each, debt.amount.currency);
            if (meter)
                account.meters.push_back({ std::move(*meter), { 0, debt.amount.currency } });
            else
                faults.push_back({ debt.id, meter.error().says, meter.error().remedy });
        }
        accounts.push_back(std::move(account));
    }
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return accounts;
}

} // namespace

Text word(Part part)
{
    switch (part) {
    case Part::cost:
        return { "costs", "费用" };
    case Part::interest:
        return { "interest", "利息" };
    case Part::principal:
        return { "principal", "本金" };
    case Part::delay:
        return { "doubled interest", "加倍部分债务利息" };
    }
    RECOURSE_ASSERT(false);
}

Money Ledger::open() const
{
    Money sum {};
    for (auto const& balance : balances)
        sum = sum + balance.open + balance.interest_open + balance.delay_open;
    return sum;
}

Money Ledger::interest() const
{
    Money sum {};
    for (auto const& balance : balances)
        sum = sum + balance.interest;
    return sum;
}

Money Ledger::delay() const
{
    Money sum {};
    for (auto const& balance : balances)
        sum = sum + balance.delay;
    return sum;
}

std::expected<Ledger, Faults> run(std::span<Debt const> debts, std::span<Payment const> payments, Date as_of)
{
    Faults faults;
    bound(debts, payments, as_of, faults);
    auto accounts = open_accounts(debts, std::move(faults));
    if (!accounts)
        return std::unexpected(std::move(accounts).error());
    auto const currency = debts.empty() ? payments.empty() ? Currency::none() : payments.front().amount.currency
                                        : debts.front().amount.currency;
    std::set<Date> days { as_of };
    for (auto const& debt : debts)
        if (debt.arises && *debt.arises < as_of)
            days.insert(*debt.arises);
    std::vector<Payment const*> paid;
    for (auto const& payment : payments)
        if (payment.date <= as_of) {
            days.insert(payment.date);
            paid.push_back(&payment);
        }
    std::ranges::stable_sort(paid, {}, &Payment::date);

    Book book(std::move(*accounts), currency);
    std::vector<Left> pool;
    auto next = paid.begin();
    for (auto const day : days) {
        // What arises on this day is not advanced over days before it: its runs begin later than them.
        book.arise(day);
        book.advance(day);
        for (; next != paid.end() && (*next)->date == day; ++next)
            pool.push_back({ *next, (*next)->amount });
        for (auto& left : pool)
            if (left.amount.minor > 0)
                book.settle(left, day);
    }

    Ledger ledger;
    ledger.over = { 0, currency };
    for (auto const& left : pool)
        ledger.over = ledger.over + left.amount;
    Rates interest_a_day, delay_a_day;
    for (auto const& account : book.accounts()) {
        Money const nothing { 0, currency };
        Balance balance { account.debt->id, account.arisen ? account.open : nothing, nothing, nothing, nothing,
            nothing };
        if (!account.arisen) {
            ledger.balances.push_back(std::move(balance));
            continue;
        }
        for (auto const& each : account.meters) {
            auto const total = each.meter.total();
            auto& whole = each.part() == Part::interest ? balance.interest : balance.delay;
            auto& rest = each.part() == Part::interest ? balance.interest_open : balance.delay_open;
            whole = whole + total;
            rest = rest + (total - each.paid);
            (each.part() == Part::interest ? interest_a_day : delay_a_day)
                .add(account.open, each.meter.rate_on(as_of), each.meter.run().per);
            for (auto stretch : each.meter.stretches()) {
                stretch.debt = account.debt->id;
                ledger.stretches.push_back(std::move(stretch));
            }
        }
        ledger.balances.push_back(std::move(balance));
    }
    ledger.interest_a_day = interest_a_day.sum(currency);
    ledger.delay_a_day = delay_a_day.sum(currency);
    ledger.postings = book.take_postings();
    return ledger;
}

} // namespace recourse::quantum
