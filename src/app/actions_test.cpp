#include "app/actions.hpp"

#include "app/desk_test.hpp"
#include "codec/names.hpp"
#include "core/order/decide.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <set>

// What is offered would be accepted, and what is not offered would not, whatever its values: in every state that random
// commands lead to, for everybody.

namespace recourse::app {

namespace {

using act::Role;
using order::Command;
using order::State;

Id<Party> const buyer { 1 }, supplier { 2 };
Id<Order> const number { 17 };

std::array<act::Actor, 8> const people { act::Actor { Role::buyer, buyer, {} }, { Role::supplier, supplier, {} },
    { Role::buyer, Id<Party> { 3 }, {} }, { Role::carrier, {}, {} }, { Role::provider, {}, {} },
    { Role::inspector, {}, {} }, { Role::officer, {}, Id<Person> { 5 } }, { Role::auditor, {}, {} } };

/// One order and whatever is done to it.
class Walk {
public:
    explicit Walk(unsigned seed) : random_(seed) { }

    State state;
    standing::State standing; ///< of the supplier
    Date today = Date::of(2026, 4, 1);

    act::Actor const& somebody() { return people[below(people.size())]; }
    std::vector<std::string> offered(act::Actor const& actor)
    {
        return allowed(number, state, {}, standing, actor, *rules_, { {}, today });
    }
    /// Whether it changed something.
    bool takes(act::Actor const& actor, Command const& command)
    {
        auto const decision = decided(actor, command);
        if (!decision || decision->empty())
            return false;
        for (auto const& event : *decision)
            evolve(state, event);
        return true;
    }
    /// Whether it would.
    bool would_take(act::Actor const& actor, Command const& command)
    {
        auto const decision = decided(actor, command);
        return decision && !decision->empty();
    }
    /// What is neither an act nor decided here.
    void something_else_happens()
    {
        switch (below(10)) {
        case 0:
            if (state.agreed_on && !state.frozen_by)
                evolve(state, order::events::Frozen { Id<Claim> { 9 } });
            return;
        case 1:
        case 2:
            if (state.frozen_by)
                evolve(state, order::events::Unfrozen { state.frozen_by });
            return;
        case 3:
        case 4:
            today = today.plus_days(61); // what was to be paid is overdue
            return;
        default:
            today = today.plus_days(static_cast<std::int64_t>(below(2)));
        }
    }

    Command draft() { return order::Draft { terms() }; }
    /// Sensible or not.
    Command any_command()
    {
        switch (below(24)) {
        case 0:
            return draft();
        case 1:
            return order::Revise { terms() };
        case 2:
            return order::Offer {};
        case 3:
            return order::Agree { digest(state.terms) };
        case 4:
            return order::Amend { terms() };
        case 5:
            return order::AcceptAmendment { state.amendment ? digest(*state.amendment) : Digest {} };
        case 6:
            return order::RejectAmendment {};
        case 7:
            return order::Cancel { "why" };
        case 8:
            return order::AnnouncePayment { instalment(), amount(), 0, reference() };
        case 9:
        case 10:
            return order::ReceivePayment { instalment(), amount(), 0, reference() };
        case 11:
            return order::FailPayment { reference() };
        case 12:
            if (below(3) > 0)
                return order::ReversePayment { reference(), amount(), "back" };
            return order::RestorePayment { reference(), amount(), "again" };
        case 13:
            return order::Ship { { day(), {}, reference() } };
        case 14:
            return order::Deliver { { day(), {}, reference() }, below(2) == 0 ? "" : "why" };
        case 15:
            return order::ConfirmReceipt {};
        case 16:
            return order::NameCarrier { Id<Party> { 40 + below(4) } };
        case 17:
            return order::ProposeCancel { amount(), below(2) == 0 ? "" : "why" };
        case 18:
        case 19:
            return order::AcceptCancel { state.cancel ? state.cancel->to_supplier : amount() };
        case 20:
            return order::RejectCancel {};
        case 21:
            return order::CloseUnpaid { "why" };
        case 22:
            return order::DecideUnpaid { amount(), "why" };
        default:
            return order::Release { amount(), below(2) == 0 ? "" : "why" };
        }
    }

    /// Another command of the kind than any that was weighed, which has to go through where its word is offered.
    std::vector<Command> proper(std::string_view word)
    {
        std::vector<Command> all;
        Money const cent { 1, usd };
        if (word == "revise" || word == "amend") {
            auto other = state.terms;
            other.specification += " and a half";
            return { word == "revise" ? Command { order::Revise { other } } : Command { order::Amend { other } } };
        }
        if (word == "announce-payment" || word == "receive-payment") {
            for (std::uint32_t i = 0; i < state.terms.instalments.size(); ++i) {
                all.emplace_back(word == "receive-payment"
                        ? Command { order::ReceivePayment { i, cent, 1, "a cent of " + std::to_string(i) } }
                        : Command { order::AnnouncePayment { i, cent, 1, "a cent of " + std::to_string(i) } });
            }
            for (auto const& one : state.payments) {
                if (word == "receive-payment" && !one.announced.is_zero())
                    all.emplace_back(order::ReceivePayment { one.instalment, cent, one.provider, one.reference });
            }
        }
        for (auto const& one : state.payments) {
            if (word == "fail-payment")
                all.emplace_back(order::FailPayment { one.reference });
            if (word == "reverse-payment")
                all.emplace_back(order::ReversePayment { one.reference, cent, "a cent" });
            if (word == "restore-payment")
                all.emplace_back(order::RestorePayment { one.reference, cent, "a cent" });
        }
        if (word == "ship")
            all.emplace_back(order::Ship { { today, {}, "another waybill" } });
        if (word == "deliver")
            all.emplace_back(order::Deliver { { today, {}, "another receipt" }, "why" });
        if (word == "release")
            all.emplace_back(order::Release { cent, "why" });
        if (word == "name-carrier")
            all.emplace_back(order::NameCarrier { Id<Party> { 50 } });
        if (word == "propose-cancel")
            all.emplace_back(order::ProposeCancel { { 0, usd }, "another reason" });
        if (word == "accept-cancel" && state.cancel)
            all.emplace_back(order::AcceptCancel { state.cancel->to_supplier });
        if (word == "reject-cancel")
            all.emplace_back(order::RejectCancel {});
        if (word == "close-unpaid")
            all.emplace_back(order::CloseUnpaid { "another reason" });
        if (word == "decide-unpaid")
            all.emplace_back(order::DecideUnpaid { { 0, usd }, "another reason" });
        if (word == "offer")
            all.emplace_back(order::Offer {});
        if (word == "agree")
            all.emplace_back(order::Agree { digest(state.terms) });
        if (word == "accept-amendment" && state.amendment)
            all.emplace_back(order::AcceptAmendment { digest(*state.amendment) });
        if (word == "reject-amendment")
            all.emplace_back(order::RejectAmendment {});
        if (word == "cancel")
            all.emplace_back(order::Cancel { "another reason" });
        if (word == "confirm-receipt")
            all.emplace_back(order::ConfirmReceipt {});
        return all;
    }

private:
    act::Decision<order::Event> decided(act::Actor const& actor, Command const& command)
    {
        auto const* book = state.agreed_on ? rules_->binding(state.terms.programme, state.edition, state.reading)
                                           : rules_->in_force("alibaba-trade-assurance", today);
        return order::decide(state, command, { actor, { {}, today }, *book, number, Id<Payment> { ++payments_ } });
    }
    std::size_t below(std::size_t most) { return std::uniform_int_distribution<std::size_t>(0, most - 1)(random_); }
    std::uint32_t instalment() { return static_cast<std::uint32_t>(below(3)); }
    Money amount()
    {
        static constexpr std::array<std::int64_t, 6> sums { 0, 1, 100'00, 200'00, 300'00, 500'00 };
        return { sums[below(sums.size())], usd };
    }
    std::string reference() { return "R" + std::to_string(below(4)); }
    Date day() { return today.plus_days(static_cast<std::int64_t>(below(3)) - 1); }
    order::Terms terms()
    {
        order::Terms made;
        made.buyer = buyer;
        made.supplier = supplier;
        made.programme = "alibaba-trade-assurance";
        made.goods = "pumps " + std::to_string(below(3));
        made.price_goods = { 500'00, usd };
        made.price_freight = made.price_tax = { 0, usd };
        made.instalments
            = { { order::Purpose::deposit, { 200'00, usd }, {} }, { order::Purpose::balance, { 300'00, usd }, {} } };
        if (below(2) == 0)
            made.instalments[1].due = today.plus_days(60);
        return made;
    }

    std::mt19937 random_;
    std::shared_ptr<RuleBooks const> rules_ = books();
    std::uint64_t payments_ = 0;
};

bool has(std::vector<std::string> const& words, std::string_view word)
{
    return std::ranges::find(words, word) != words.end();
}

} // namespace

TEST(Actions, are_offered_where_the_state_takes_them_and_nowhere_else)
{
    std::set<std::string> offered, taken;
    for (unsigned seed = 1; seed <= 900; ++seed) {
        Walk walk(seed);
        ASSERT_TRUE(walk.takes(people[0], walk.draft()));
        for (int step = 0; step < 40; ++step) {
            auto const& actor = walk.somebody();
            auto const words = walk.offered(actor);
            auto const told = [&](std::string_view word) {
                return fmt::format("{} for the {} in {}{}{}, seed {} step {}", word, act::word(actor.role),
                    order::word(walk.state.phase), walk.state.frozen_by ? ", frozen" : "",
                    walk.state.delivered ? ", delivered" : "", seed, step);
            };
            for (auto const& word : words) {
                if (word == "open-claim")
                    continue;
                offered.insert(word);
                bool const goes = std::ranges::any_of(
                    walk.proper(word), [&](auto const& command) { return walk.would_take(actor, command); });
                ASSERT_TRUE(goes) << told(word);
            }
            for (int i = 0; i < 30; ++i) {
                auto const command = walk.any_command();
                auto const& word = codec::word_of(command);
                if (word != "draft" && walk.would_take(actor, command))
                    ASSERT_TRUE(has(words, word)) << told(word);
            }
            // On to another state, by whatever somebody may do there; seldom to the end at once.
            for (int i = 0; i < 60; ++i) {
                auto const command = walk.any_command();
                bool const ends = std::holds_alternative<order::Cancel>(command)
                    || std::holds_alternative<order::AcceptCancel>(command)
                    || std::holds_alternative<order::DecideUnpaid>(command);
                if ((!ends || i % 8 == 0) && walk.takes(walk.somebody(), command)) {
                    taken.insert(codec::word_of(command));
                    break;
                }
            }
            walk.something_else_happens();
        }
    }
    // Every act was offered and done somewhere, or the walks show less than they seem to.
    for (auto const& word : codec::alternative_words<order::Command>()) {
        if (word == "draft" || word == "pass-timer")
            continue;
        EXPECT_TRUE(offered.contains(word)) << word;
        EXPECT_TRUE(taken.contains(word)) << word;
    }
}

TEST(Actions, a_new_order_without_cover_is_neither_offered_nor_agreed)
{
    Walk walk(1);
    auto const& buys = people[0];
    auto const& sells = people[1];
    auto terms = Desk::terms(buyer, supplier);
    ASSERT_TRUE(walk.takes(buys, order::Draft { terms }));
    auto const listed
        = [&] { evolve(walk.standing, standing::events::Blacklisted { 1, walk.today, "gone", {}, {}, {} }); };
    auto const lifted = [&] { evolve(walk.standing, standing::events::BlacklistLifted { 1, walk.today, "x", {} }); };
    EXPECT_TRUE(has(walk.offered(buys), "offer"));
    listed();
    EXPECT_FALSE(has(walk.offered(buys), "offer"));
    EXPECT_TRUE(has(walk.offered(buys), "revise"));
    lifted();
    ASSERT_TRUE(walk.takes(buys, order::Offer {}));
    EXPECT_TRUE(has(walk.offered(sells), "agree"));
    listed();
    EXPECT_FALSE(has(walk.offered(sells), "agree"));
    EXPECT_TRUE(has(walk.offered(sells), "cancel"));
    lifted();
    ASSERT_TRUE(walk.takes(sells, order::Agree { digest(terms) }));
    auto const before = walk.offered(people[4]);
    listed();
    EXPECT_EQ(walk.offered(people[4]), before) << "an order that was agreed goes on";

    // Other terms are taken as far as they promise no more.
    EXPECT_TRUE(has(walk.offered(sells), "amend"));
    auto later = terms;
    later.ship_by = walk.today.plus_days(30);
    ASSERT_TRUE(walk.takes(sells, order::Amend { later }));
    EXPECT_TRUE(has(walk.offered(buys), "accept-amendment"));
    later.goods = "gold";
    ASSERT_TRUE(walk.takes(sells, order::Amend { later })); // as it was proposed before
    EXPECT_FALSE(has(walk.offered(buys), "accept-amendment"));
    EXPECT_TRUE(has(walk.offered(buys), "reject-amendment"));
}

TEST(Actions, what_is_done_is_not_offered_to_a_party_again)
{
    Walk walk(1);
    auto const& buys = people[0];
    auto const& sells = people[1];
    auto const& provides = people[4];
    auto terms = Desk::terms(buyer, supplier);
    terms.instalments = { { order::Purpose::full, price(terms), {} } };
    ASSERT_TRUE(walk.takes(buys, order::Draft { terms }));
    ASSERT_TRUE(walk.takes(buys, order::Offer {}));
    ASSERT_TRUE(walk.takes(sells, order::Agree { digest(terms) }));
    EXPECT_FALSE(has(walk.offered(sells), "ship")) << "nothing is paid";
    EXPECT_FALSE(has(walk.offered(buys), "release")) << "nothing is held";
    ASSERT_TRUE(walk.takes(provides, order::ReceivePayment { 0, price(terms), 0, "R" }));
    EXPECT_FALSE(has(walk.offered(provides), "receive-payment")) << "all is paid";
    EXPECT_TRUE(has(walk.offered(buys), "release"));
    ASSERT_TRUE(walk.takes(sells, order::Ship { { walk.today, {}, "" } }));
    EXPECT_TRUE(has(walk.offered(sells), "deliver"));
    ASSERT_TRUE(walk.takes(sells, order::Deliver { { walk.today, {}, "" } }));
    EXPECT_FALSE(has(walk.offered(sells), "deliver"));
    EXPECT_TRUE(has(walk.offered(people[3]), "deliver")) << "the carrier's word weighs more";
    evolve(walk.state, order::events::Frozen { Id<Claim> { 9 } });
    EXPECT_EQ(walk.offered(sells), std::vector<std::string> { "name-carrier" });
    EXPECT_EQ(walk.offered(buys), std::vector<std::string> { "name-carrier" });
}

} // namespace recourse::app
