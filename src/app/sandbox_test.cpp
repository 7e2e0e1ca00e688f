#include "app/desk_test.hpp"
#include "app/sandbox_parties.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

// The other side of an order as a script plays it, on the way of every command.

namespace recourse::app {

namespace {

using sandbox::Parties;
using sandbox::script_of;
using sandbox::shipped_scripts;

class Sandbox : public testing::Test {
protected:
    Desk desk;
    Id<Party> buyer = desk.party("Buyer"), supplier = desk.party("Supplier"), inspector = desk.party("Inspector");
    act::Actor const buys { act::Role::buyer, buyer, {} };
    std::unique_ptr<Parties> parties;
    std::unique_ptr<Scheduler> scheduler;

    Sandbox() { play(); }
    /// As a new start of the program.
    void play()
    {
        scheduler.reset();
        parties = std::make_unique<Parties>(*desk.pipeline, desk.store, desk.clock, beijing, shipped_scripts());
        scheduler = std::make_unique<Scheduler>(*desk.pipeline, desk.store, desk.clock, beijing);
        scheduler->first([this] { return parties->look(); });
    }
    Stream offered(std::string goods, std::int64_t price = 500'00)
    {
        auto terms = Desk::terms(buyer, supplier);
        terms.goods = std::move(goods);
        terms.price_goods = { price, usd };
        terms.instalments = { { order::Purpose::full, { price, usd }, {} } };
        auto const drafted = desk.run(buys, { Subject::order, 0 }, order::Command { order::Draft { terms } });
        EXPECT_EQ(drafted.result, Result::done) << drafted.code;
        EXPECT_EQ(desk.run(buys, drafted.target, order::Command { order::Offer {} }).result, Result::done);
        return drafted.target;
    }
    void days(int number)
    {
        for (auto const until = desk.today().plus_days(number); desk.today() < until;) {
            desk.clock.micros
                = beijing.instant({ desk.today().plus_days(1), 0, 0, 0, 0 }, time::Unclear::first).micros + 1;
            scheduler->catch_up();
        }
    }
    order::Phase phase(Stream order) { return desk.order(order).phase; }
    Stream claimed(Stream order)
    {
        claim::Open open;
        open.lines = { { claim::Problem::quality, "cracks", Ratio::whole(1), {}, true, desk.today() } };
        open.amount = price(desk.order(order).terms);
        auto const opened
            = desk.run(buys, { Subject::claim, 0 }, claim::Command { open }, {}, {}, Id<Order> { order.number });
        EXPECT_EQ(opened.result, Result::done) << opened.code;
        return opened.target;
    }
    /// The goods have come, and the buyer claims.
    Stream claim_on(std::string goods)
    {
        auto const order = offered(std::move(goods));
        scheduler->catch_up();
        days(12);
        EXPECT_TRUE(desk.order(order).delivered);
        return claimed(order);
    }
};

} // namespace

TEST_F(Sandbox, an_order_goes_its_way_on_the_days_of_its_script)
{
    auto const order = offered("chairs [sandbox: prompt]");
    scheduler->catch_up();
    EXPECT_EQ(phase(order), order::Phase::awaiting_shipment);
    EXPECT_EQ(held(desk.order(order)), (Money { 500'00, usd }));
    auto const begun = desk.today();
    days(1);
    EXPECT_FALSE(desk.order(order).shipped);
    days(11);
    auto const state = desk.order(order);
    ASSERT_TRUE(state.shipped && state.delivered);
    EXPECT_EQ(state.shipped->on, begun.plus_days(2));
    EXPECT_EQ(state.delivered->on, begun.plus_days(12));
    EXPECT_EQ(state.delivered->by, act::Role::carrier);
}

TEST_F(Sandbox, a_sum_asks_for_a_script_and_a_word_in_the_goods_goes_before_it)
{
    auto const by_sum = offered("chairs", 500'11), by_word = offered("chairs [sandbox: silent]", 500'11),
               neither = offered("chairs"), unknown = offered("chairs [sandbox: nobody]", 500'11);
    scheduler->catch_up();
    EXPECT_EQ(phase(by_sum), order::Phase::awaiting_shipment);
    for (auto const order : { by_word, neither, unknown })
        EXPECT_EQ(phase(order), order::Phase::awaiting_seller);
}

TEST_F(Sandbox, minutes_are_counted_from_the_event)
{
    auto const order = offered("chairs [sandbox: slow]");
    desk.clock.micros += 59'000'000;
    scheduler->catch_up();
    EXPECT_EQ(phase(order), order::Phase::awaiting_seller);
    desk.clock.micros += 2'000'000;
    scheduler->catch_up();
    EXPECT_EQ(phase(order), order::Phase::awaiting_payment);
}

TEST_F(Sandbox, what_was_done_is_not_done_again_by_a_new_start)
{
    auto const order = offered("chairs [sandbox: prompt]");
    scheduler->catch_up();
    days(3);
    auto const before = desk.pipeline->durable();
    play();
    EXPECT_EQ(scheduler->catch_up(), 0u);
    EXPECT_EQ(desk.pipeline->durable(), before);
    days(10); // what was still to come does come
    EXPECT_TRUE(desk.order(order).delivered);
}

TEST_F(Sandbox, payments_fail_and_stay_on_their_way)
{
    auto const fails = offered("chairs", 500'66), pending = offered("chairs", 500'77);
    scheduler->catch_up();
    for (auto const order : { fails, pending }) {
        ASSERT_EQ(desk.order(order).payments.size(), 1u);
        EXPECT_FALSE(desk.order(order).payments[0].failed);
        EXPECT_EQ(phase(order), order::Phase::awaiting_payment);
    }
    days(2);
    EXPECT_TRUE(desk.order(fails).payments[0].failed);
    EXPECT_FALSE(desk.order(pending).payments[0].failed);
}

TEST_F(Sandbox, a_payment_is_taken_back_thirty_days_after_it_came)
{
    auto const order = offered("chairs [sandbox: charged-back]");
    scheduler->catch_up();
    days(29);
    EXPECT_TRUE(reversed(desk.order(order)).is_zero());
    days(1);
    EXPECT_EQ(reversed(desk.order(order)), (Money { 500'00, usd }));
}

TEST_F(Sandbox, suppliers_answer_claims_as_they_are_told_to)
{
    auto const contests = claim_on("a [sandbox: contests]"), accepts = claim_on("b [sandbox: accepts]"),
               offers = claim_on("c [sandbox: offers-half]"), prompt = claim_on("d [sandbox: prompt]");
    // The first three were answered while the days of the next ones passed; on the day itself nothing is said.
    EXPECT_FALSE(desk.claim(prompt).answer);
    days(1);
    EXPECT_EQ(desk.claim(contests).answer, claim::Stance::contests);
    EXPECT_EQ(desk.claim(accepts).answer, claim::Stance::accepts);
    ASSERT_EQ(desk.claim(offers).offers.size(), 1u);
    EXPECT_EQ(desk.claim(offers).offers[0].offer.amount, (Money { 250'00, usd }));
    EXPECT_FALSE(desk.claim(prompt).answer);
}

TEST_F(Sandbox, an_inspection_finds_twelve_percent)
{
    auto const claim = claim_on("chairs [sandbox: inspected]");
    // From the first day on which it may, the buyer escalates.
    for (int day = 0; day < 40 && desk.claim(claim).phase == claim::Phase::negotiation; ++day) {
        if (desk.run(buys, claim, claim::Command { claim::Escalate {} }).result != Result::done)
            days(1);
    }
    ASSERT_EQ(desk.claim(claim).phase, claim::Phase::review);
    auto const ordered = desk.run({ act::Role::officer, {}, { 1 } }, claim,
        claim::Command { claim::OrderInspection { inspector, "Look Ltd", { 300'00, usd }, act::Role::buyer } });
    ASSERT_EQ(ordered.result, Result::done) << ordered.code;
    days(2);
    EXPECT_FALSE(desk.claim(claim).inspection->report);
    days(1);
    ASSERT_TRUE(desk.claim(claim).inspection->report);
    EXPECT_EQ(desk.claim(claim).inspection->report->share, Ratio::of(12, 100));
    EXPECT_EQ(desk.claim(claim).inspection->report->major, 15);
}

TEST(SandboxScripts, those_of_the_binary_are_the_table_of_the_page)
{
    std::ifstream file { RECOURSE_SOURCE_DIR "/docs/sandbox.md" };
    std::stringstream page;
    page << file.rdbuf();
    for (auto const& script : shipped_scripts().scripts)
        EXPECT_THAT(page.str(),
            testing::HasSubstr(fmt::format("| `{}` | {:02} | {} |\n", script.name, script.ending, script.says)));
}

TEST(SandboxScripts, what_is_wrong_with_scripts_is_named)
{
    auto const flaws = [](std::string_view toml) {
        auto const read = sandbox::read_scripts(toml, "s.toml");
        return read ? std::string { "none" } : fmt::format("{}", fmt::join(read.error(), "; "));
    };
    using testing::HasSubstr;
    EXPECT_THAT(flaws("[[scripts]]\nname = 'a'\nending = 100\n"), HasSubstr("from 1 to 99"));
    EXPECT_THAT(flaws("[[scripts]]\nname = 'a'\nending = 1\n[[scripts]]\nname = 'a'\nending = 1\n"),
        testing::AllOf(HasSubstr("twice"), HasSubstr("no other script has")));
    EXPECT_THAT(
        flaws("[[scripts]]\nname = 'a'\nending = 1\nsteps = [{ on = 'never', act = 'agree' }]\n"), HasSubstr("never"));
    EXPECT_THAT(flaws("[[scripts]]\nname = 'a'\nending = 1\nsteps = [{ on = 'offered', act = 'offer' }]\n"),
        HasSubstr("share above 0"));
    EXPECT_THAT(
        flaws("[[scripts]]\nname = 'a'\nending = 1\nsteps = [{ on = 'offered', act = 'agree', share = '1' }]\n"),
        HasSubstr("share above 0"));
    EXPECT_EQ(flaws("[[scripts]]\nname = 'a'\nending = 1\n"), "none");
}

} // namespace recourse::app
