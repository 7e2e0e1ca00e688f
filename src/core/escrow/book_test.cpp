#include "core/escrow/book.hpp"
#include "core/escrow/waterfall.hpp"

#include <gtest/gtest.h>
// after gtest
#include <rapidcheck/gtest.h>

#include <array>
#include <map>

namespace recourse::escrow {

namespace {

Currency const usd = *Currency::from_code("USD");
Currency const eur = *Currency::from_code("EUR");
Id<Order> const order { 17 };
Id<Party> const supplier { 4 };

Money usd_of(std::int64_t minor)
{
    return { minor, usd };
}

/// The slow twin: every transfer is two lines of a journal, and a balance is the sum of its lines.
class Journal {
public:
    void add(Transfer const& one)
    {
        bool const leaves_pending = one.phase == Phase::post_pending || one.phase == Phase::void_pending;
        if (one.phase == Phase::pend || leaves_pending) {
            auto const sign = leaves_pending ? -1 : 1;
            pending_[key(one.debit)].first += sign * one.amount.minor;
            pending_[key(one.credit)].second += sign * one.amount.minor;
        }
        if (one.phase == Phase::post || one.phase == Phase::post_pending) {
            posted_[key(one.debit)].first += one.amount.minor;
            posted_[key(one.credit)].second += one.amount.minor;
        }
    }
    Balance balance(Account const& account) const
    {
        auto const at = [&](auto const& layer) {
            auto const found = layer.find(key(account));
            return found == layer.end() ? std::pair<std::int64_t, std::int64_t> {} : found->second;
        };
        auto const [debits, credits] = at(posted_);
        auto const [pending_debits, pending_credits] = at(pending_);
        return { debits, credits, pending_debits, pending_credits };
    }

private:
    static std::string key(Account const& account) { return to_string(account); }
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> posted_, pending_;
};

std::array const some_accounts { held(order, usd), held(Id<Order> { 18 }, usd), balance_of(supplier, usd),
    bond_of(supplier, usd), provider(0, usd), refund_payable(order, usd), recourse_to(supplier, usd),
    guarantee_pool(usd), fee_income(usd), held(order, eur), provider(0, eur) };

rc::Gen<Transfer> any_transfer()
{
    return rc::gen::apply(
        [](std::size_t debit, std::size_t credit, std::int64_t amount, int phase) {
            auto const& to = some_accounts[debit];
            return Transfer { to, some_accounts[credit], { amount, to.currency }, static_cast<Phase>(phase) };
        },
        rc::gen::inRange<std::size_t>(0, some_accounts.size()), rc::gen::inRange<std::size_t>(0, some_accounts.size()),
        rc::gen::inRange<std::int64_t>(-1, 500), rc::gen::inRange(0, 4));
}

} // namespace

TEST(Accounts, have_one_number_each_and_are_read_back_from_it)
{
    for (auto const kind : account_kinds) {
        for (auto const currency : { usd, eur }) {
            for (std::uint64_t const owner :
                { std::uint64_t { 0 }, std::uint64_t { 17 }, (std::uint64_t { 1 } << 46) - 1 }) {
                Account const account { kind, owner, currency };
                EXPECT_EQ(from_number(to_number(account)), account);
            }
        }
    }
    EXPECT_FALSE(from_number(0));
    EXPECT_FALSE(from_number(~std::uint64_t { 0 }));
}

TEST(Accounts, are_written_so_that_a_person_knows_them)
{
    EXPECT_EQ(to_string(held(order, usd)), "held/O-17/USD");
    EXPECT_EQ(to_string(balance_of(supplier, usd)), "supplier-balance/P-4/USD");
    EXPECT_EQ(to_string(guarantee_pool(eur)), "guarantee-pool/EUR");
    EXPECT_EQ(to_string(owed_by(Id<Party> { 3 }, usd)), "buyer-receivable/P-3/USD");
    EXPECT_EQ(to_string(repayment_due(order, usd)), "repayment-due/O-17/USD");
}

TEST(Book, a_payment_is_announced_received_released_and_paid_out)
{
    Book book;
    auto const run = [&](std::initializer_list<Transfer> transfers) {
        return book.apply(std::span { transfers.begin(), transfers.size() });
    };
    ASSERT_TRUE(run({ { provider(0, usd), held(order, usd), usd_of(300'00), Phase::pend } }));
    EXPECT_EQ(book.amount(held(order, usd)), usd_of(0));
    EXPECT_EQ(book.balance(held(order, usd)).pending_credits, 300'00);
    ASSERT_TRUE(run({ { provider(0, usd), held(order, usd), usd_of(300'00), Phase::post_pending } }));
    EXPECT_EQ(book.amount(held(order, usd)), usd_of(300'00));
    ASSERT_TRUE(run({ { held(order, usd), balance_of(supplier, usd), usd_of(294'00) },
        { held(order, usd), fee_income(usd), usd_of(6'00) } }));
    EXPECT_EQ(book.amount(held(order, usd)), usd_of(0));
    ASSERT_TRUE(run({ { balance_of(supplier, usd), payout_to(supplier, usd), usd_of(294'00), Phase::pend } }));
    EXPECT_EQ(book.amount(balance_of(supplier, usd)), usd_of(294'00));
    EXPECT_EQ(book.available(balance_of(supplier, usd)), usd_of(0)); // it cannot be drawn twice
}

TEST(Book, what_a_buyer_owes_is_worth_something_and_is_owed_on)
{
    Book book;
    Id<Party> const buyer { 3 };
    std::array const owes { Transfer { owed_by(buyer, usd), repayment_due(order, usd), usd_of(50'00) } };
    ASSERT_TRUE(book.apply(owes));
    EXPECT_EQ(book.amount(owed_by(buyer, usd)), usd_of(50'00));
    EXPECT_EQ(book.amount(repayment_due(order, usd)), usd_of(50'00));
}

TEST(Book, takes_all_transfers_of_an_event_or_none)
{
    Book book;
    Transfer const good { provider(0, usd), held(order, usd), usd_of(100) };
    std::array const cases {
        std::pair { Transfer { provider(0, usd), held(order, usd), usd_of(0) }, Fault::not_positive },
        std::pair { Transfer { provider(0, usd), held(order, usd), usd_of(-5) }, Fault::not_positive },
        std::pair { Transfer { provider(0, eur), held(order, usd), usd_of(5) }, Fault::currencies },
        std::pair { Transfer { held(order, usd), held(order, usd), usd_of(5) }, Fault::same_account },
        std::pair {
            Transfer { provider(0, usd), held(order, usd), usd_of(5), Phase::void_pending }, Fault::not_pending },
        std::pair { Transfer { provider(0, usd), held(order, usd), usd_of(INT64_MAX) }, Fault::overflow },
    };
    for (auto const& [bad, fault] : cases) {
        auto const done = book.apply(std::array { good, bad });
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error(), fault) << word(fault);
        EXPECT_EQ(book.balance(held(order, usd)), Balance {});
    }
}

RC_GTEST_PROP(Book, is_its_journal_added_up, ())
{
    Book book;
    Journal journal;
    for (auto const& transfer : *rc::gen::container<std::vector<Transfer>>(any_transfer())) {
        if (book.apply(std::span { &transfer, 1 }))
            journal.add(transfer);
    }
    for (auto const& account : some_accounts)
        RC_ASSERT(book.balance(account) == journal.balance(account));
    for (auto const& sum : trial_balance(book)) {
        RC_ASSERT(sum.debits == sum.credits);
        RC_ASSERT(sum.pending_debits == sum.pending_credits);
    }
}

RC_GTEST_PROP(Book, owes_and_awaits_the_same_after_what_is_settled_was_forgotten, ())
{
    Book whole, lean;
    for (auto const& transfer : *rc::gen::container<std::vector<Transfer>>(any_transfer())) {
        bool const done = whole.apply(std::span { &transfer, 1 }).has_value();
        RC_ASSERT(lean.apply(std::span { &transfer, 1 }).has_value() == done);
        lean.forget_settled();
    }
    for (auto const& account : some_accounts) {
        RC_ASSERT(lean.amount(account) == whole.amount(account));
        RC_ASSERT(lean.available(account) == whole.available(account));
    }
    for (auto const& sum : trial_balance(lean))
        RC_ASSERT(sum.debits == sum.credits);
}

TEST(Waterfall, draws_on_each_fund_as_far_as_it_goes)
{
    struct Case {
        std::int64_t award, held, balance, bond, limit, pool;
        std::int64_t paid, by_pool, unfunded;
    };
    //                          award  held  bal.  bond limit pool    paid by_pool unfunded
    for (auto const& one :
        { Case { 500, 800, 100, 100, 1000, 1000, 500, 0, 0 }, Case { 500, 300, 100, 50, 1000, 1000, 500, 50, 0 },
            Case { 500, 0, 0, 0, 400, 1000, 400, 400, 100 }, Case { 500, 0, 0, 0, 1000, 200, 200, 200, 300 },
            Case { 500, 100, -70, 0, 0, 1000, 100, 0, 400 }, Case { 0, 100, 100, 100, 100, 100, 0, 0, 0 } }) {
        Book book;
        auto const open = [&](Account const& account, std::int64_t amount) {
            if (amount != 0)
                ASSERT_TRUE(
                    book.apply(std::array { amount > 0 ? Transfer { provider(0, usd), account, usd_of(amount) }
                                                       : Transfer { account, provider(0, usd), usd_of(-amount) } }));
        };
        open(held(order, usd), one.held);
        open(balance_of(supplier, usd), one.balance);
        open(bond_of(supplier, usd), one.bond);
        auto const funded = fund(usd_of(one.award),
            { order, supplier, usd_of(one.limit),
                { Fund::held, Fund::supplier_balance, Fund::bond, Fund::guarantee_pool } },
            book, usd_of(one.pool));
        EXPECT_EQ(funded.paid, usd_of(one.paid)) << one.award << ' ' << one.held;
        EXPECT_EQ(funded.by_pool, usd_of(one.by_pool));
        EXPECT_EQ(funded.unfunded, usd_of(one.unfunded));
        ASSERT_TRUE(book.apply(funded.transfers));
        EXPECT_EQ(book.amount(refund_payable(order, usd)), usd_of(one.paid));
        EXPECT_EQ(book.amount(recourse_to(supplier, usd)), usd_of(one.by_pool));
        EXPECT_GE(book.amount(held(order, usd)).minor, 0);
        EXPECT_GE(book.amount(bond_of(supplier, usd)).minor, 0);
    }
}

} // namespace recourse::escrow
