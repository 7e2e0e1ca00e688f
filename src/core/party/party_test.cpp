#include "core/party/party.hpp"

#include <gtest/gtest.h>

namespace recourse::party {

TEST(Party, is_registered_by_the_programme_and_corrected_by_itself)
{
    State state;
    act::Actor const platform { act::Role::platform, {}, {} };
    act::Actor const own { act::Role::supplier, { 4 }, {} };
    act::Actor const other { act::Role::supplier, { 5 }, {} };
    Profile const profile { "Ningbo Pumps Co., Ltd.", "宁波泵业有限公司", "CN", "ali-77" };
    auto const run = [&](Command const& command, act::Actor const& actor) -> std::string {
        auto const decision = decide(state, command, actor, { 4 });
        if (!decision)
            return std::string { decision.error().kind->code };
        for (auto const& event : *decision)
            evolve(state, event);
        return decision->empty() ? "already so" : "ok";
    };
    EXPECT_EQ(run(Correct { profile }, own), "party.not_found");
    EXPECT_EQ(run(Register { profile }, own), "party.not_yours");
    EXPECT_EQ(run(Register { { "", "", "CN", "" } }, platform), "party.no_name");
    EXPECT_EQ(run(Register { { "N", "", "China", "" } }, platform), "party.no_country");
    EXPECT_EQ(run(Register { profile }, platform), "ok");
    EXPECT_EQ(run(Register { profile }, platform), "party.exists");
    EXPECT_EQ(run(Correct { { "N", "", "CN", "" } }, other), "party.not_yours");
    EXPECT_EQ(run(Correct { profile }, own), "already so");
    EXPECT_EQ(run(Correct { { "N", "", "CN", "" } }, own), "ok");
    EXPECT_EQ(state.profile.name, "N");
}

} // namespace recourse::party
