#include "core/party/party.hpp"

#include <fmt/format.h>
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
        auto const decision = decide(state, command, { actor, { {}, Date::of(2026, 12, 1) }, { 4 } });
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
    EXPECT_EQ(run(Correct { profile }, { act::Role::auditor, { 4 }, {} }), "party.not_yours");
    EXPECT_EQ(run(Correct { profile }, own), "already so");
    EXPECT_EQ(run(Correct { { "N", "", "CN", "" } }, own), "ok");
    EXPECT_EQ(state.profile.name, "N");
}

TEST(Party, what_it_was_called_before_stays_known_with_its_days)
{
    State state;
    evolve(state, events::Registered { { "Teak Co", "柚木", "CN", "ali-77" } });
    auto const run = [&](Command const& command, act::Role role, Date today) -> std::string {
        act::Actor const actor { role, role == act::Role::officer ? Id<Party> {} : Id<Party> { 4 }, { 9 } };
        auto const decision = decide(state, command, { actor, { {}, today }, { 4 } });
        if (!decision)
            return std::string { decision.error().kind->code };
        for (auto const& event : *decision)
            evolve(state, event);
        return decision->empty() ? "already so" : "ok";
    };
    auto const may = Date::of(2026, 5, 1), june = Date::of(2026, 6, 1);
    EXPECT_EQ(run(Correct { { "X", "", "IR", "ali-77" } }, act::Role::supplier, may), "ok");
    EXPECT_EQ(run(Correct { { "X", "", "IR", "ali-77" } }, act::Role::supplier, may), "already so");
    EXPECT_EQ(run(Correct { { "X Ltd", "", "IR", "ali-77" } }, act::Role::officer, june), "ok");
    std::vector<Former> const expected { { { "Teak Co", "柚木", "CN", "ali-77" }, may, act::Role::supplier },
        { { "X", "", "IR", "ali-77" }, june, act::Role::officer } };
    EXPECT_EQ(state.earlier, expected);

    // An event of before days were kept.
    evolve(state, events::Corrected { { "Y", "", "IR", "" } });
    EXPECT_EQ(state.earlier.back(), (Former { { "X Ltd", "", "IR", "ali-77" }, {}, {} }));

    for (auto i = state.earlier.size(); i < corrections_max; ++i)
        ASSERT_EQ(run(Correct { { fmt::format("Y {}", i), "", "IR", "" } }, act::Role::supplier, june), "ok");
    EXPECT_EQ(run(Correct { { "Z", "", "IR", "" } }, act::Role::supplier, june), "party.corrected_often");
    EXPECT_EQ(run(Correct { { "Z", "", "IR", "" } }, act::Role::officer, june), "ok");
}

TEST(Party, another_account_waits_for_a_second_person_and_then_for_some_days)
{
    State state;
    auto today = Date::of(2026, 12, 1);
    act::Actor const own { act::Role::supplier, { 4 }, { 7 } }, other { act::Role::supplier, { 5 }, { 8 } },
        counsel { act::Role::supplier_counsel, { 4 }, { 9 } }, officer { act::Role::officer, {}, { 1 } },
        second { act::Role::officer, {}, { 2 } }, machine { act::Role::officer, {}, {} };
    bank::Account const first { "Ningbo Pumps", "", "BKCHCNBJ92A", "0012-345678" },
        next { "Ningbo Pumps", "GB29NWBK60161331926819", "", "" };
    auto const run = [&](Command const& command, act::Actor const& actor) -> std::string {
        auto const decision = decide(state, command, { actor, { {}, today }, { 4 } });
        if (!decision)
            return std::string { decision.error().kind->code };
        for (auto const& event : *decision)
            evolve(state, event);
        return decision->empty() ? "already so" : "ok";
    };
    EXPECT_EQ(run(ProposeAccount { first }, own), "party.not_found");
    evolve(state, events::Registered { { "Ningbo Pumps", "", "CN", "" } });
    EXPECT_EQ(run(ProposeAccount { first }, other), "party.not_yours");
    EXPECT_EQ(run(ProposeAccount { first }, counsel), "party.not_yours");
    EXPECT_EQ(run(ProposeAccount { first }, machine), "party.not_a_person");
    EXPECT_EQ(run(ProposeAccount { { "N", "GB29NWBK60161331926818", "", "" } }, own), "party.bad_account");
    EXPECT_EQ(run(ConfirmAccount { first }, second), "party.no_proposal");
    EXPECT_EQ(run(ProposeAccount { first }, officer), "ok");
    EXPECT_EQ(run(ProposeAccount { first }, officer), "already so");
    EXPECT_EQ(run(ConfirmAccount { first }, own), "party.not_yours");
    EXPECT_EQ(run(ConfirmAccount { first }, machine), "party.not_a_person");
    EXPECT_EQ(run(ConfirmAccount { first }, officer), "party.same_person");
    EXPECT_EQ(run(ConfirmAccount { next }, second), "party.other_account");
    EXPECT_EQ(run(ConfirmAccount { first }, second), "ok");
    EXPECT_EQ(state.usable_from, today) << "the first account: nothing could be led astray";

    EXPECT_EQ(run(ProposeAccount { next }, own), "ok");
    EXPECT_EQ(state.account, first) << "until it is confirmed the old one stays";
    EXPECT_EQ(run(DeclineAccount { "nobody at the company knows of it" }, second), "ok");
    EXPECT_EQ(run(DeclineAccount { "again" }, second), "party.no_proposal");
    EXPECT_EQ(run(ProposeAccount { next }, own), "ok");
    EXPECT_EQ(run(ConfirmAccount { next }, officer), "ok");
    EXPECT_EQ(run(ConfirmAccount { next }, officer), "already so");
    EXPECT_EQ(state.account, next);
    EXPECT_EQ(state.usable_from, today.plus_days(cooling_off_days));
}

// An officer who makes a key of the supplier's is no second person to what the key proposes, nor is whoever let in
// again the person who made it.
TEST(Party, an_account_that_a_key_proposes_is_confirmed_by_another_than_its_maker)
{
    Id<Person> const ada { 1 }, bo { 2 }, cy { 3 };
    bank::Account const account { "Ningbo Pumps", "", "BKCHCNBJ92A", "0012-345678" };
    Date const today = Date::of(2026, 12, 1);
    Instant const now { 5'000 };
    State state;
    evolve(state, events::Registered { { "Ningbo Pumps", "", "CN", "" } });
    auto const run = [&](Command const& command, Context const& context) -> std::string {
        auto const decision = decide(state, command, context);
        if (!decision)
            return std::string { decision.error().kind->code };
        for (auto const& event : *decision)
            evolve(state, event);
        return "ok";
    };
    auto const officer = [&](Id<Person> who, std::vector<act::Apart> apart = {}) {
        return Context { { act::Role::officer, {}, who }, { now, today }, { 4 }, { {}, std::move(apart) } };
    };
    act::Actor const key { act::Role::supplier, { 4 }, {} };
    EXPECT_EQ(run(ProposeAccount { account }, { key, { now, today }, { 4 }, { ada, {} } }), "ok");
    EXPECT_EQ(state.proposed_maker, ada);
    EXPECT_EQ(run(ConfirmAccount { account }, officer(ada)), "party.same_person");
    EXPECT_EQ(run(ConfirmAccount { account }, officer(bo, { { ada, { now.micros + 1 } } })), "four_eyes.let_in_again");
    EXPECT_EQ(run(ConfirmAccount { account }, officer(bo, { { cy, { now.micros + 1 } } })), "ok");
}

} // namespace recourse::party
