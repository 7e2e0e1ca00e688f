#include "core/matter/react.hpp"

#include "core/matter/desk_test.hpp"

#include <gmock/gmock.h>

namespace recourse::matter {

TEST(MatterReacts, to_the_claim_of_its_order)
{
    Ready desk;
    limitation::Footing footing;
    footing.law = limitation::Law::general;
    footing.known_on = day("2023-06-26");
    EXPECT_EQ(desk(buyer, StateFooting { footing }), "");
    claim::events::Opened opened;
    opened.on = day("2026-05-20");
    claim::events::Executed executed;
    executed.on = day("2026-05-28");
    executed.paid = usd(12'000);
    claim::events::ChargebackNoted back;
    back.on = day("2026-05-29");
    back.amount = usd(1'000);
    for (auto const& event : { claim::Event { opened }, claim::Event { executed }, claim::Event { back } }) {
        auto const commands = react(desk.state, event);
        ASSERT_EQ(commands.size(), 1);
        EXPECT_EQ(desk(platform, commands[0]), "");
    }
    EXPECT_EQ(desk.state.received, usd(13'000));
    EXPECT_THAT(desk.days(), testing::Contains("limitation 2026-06-26")); // as it was before the claim
    EXPECT_EQ(desk.state.acts.back().act.kind, limitation::ActKind::platform_claim);
}

TEST(MatterReacts, to_what_a_claim_brought_before_the_matter_was_opened)
{
    Ready desk;
    claim::State claim;
    EXPECT_TRUE(catch_up(desk.state, claim, desk.today).empty());
    claim.phase = claim::Phase::closed;
    claim.opened_on = day("2026-04-20");
    claim.closed_on = day("2026-05-12");
    claim.paid = usd(9'000);
    claim.returned = usd(500);
    auto const commands = catch_up(desk.state, claim, desk.today);
    ASSERT_EQ(commands.size(), 3);
    for (auto const& command : commands)
        EXPECT_EQ(desk(platform, command), "");
    EXPECT_EQ(desk.state.received, usd(9'500));
    EXPECT_EQ(desk.state.receipts.at(0).receipt.on, day("2026-05-12"));
    EXPECT_EQ(desk.state.receipts.at(1).receipt.route, Route::chargeback);
    EXPECT_EQ(desk.state.acts.at(0).act.kind, limitation::ActKind::platform_claim);
    EXPECT_TRUE(catch_up(State {}, claim, desk.today).empty());
}

TEST(MatterReacts, to_nothing_else)
{
    Ready desk;
    claim::events::Executed executed;
    executed.paid = cny(12'000);
    EXPECT_TRUE(react(desk.state, executed).empty()); // a person names the rate
    executed.paid = usd(0);
    EXPECT_TRUE(react(desk.state, executed).empty());
    EXPECT_TRUE(react(desk.state, claim::events::Closed {}).empty());
    executed.paid = usd(1);
    EXPECT_TRUE(react(State {}, executed).empty());
}

} // namespace recourse::matter
