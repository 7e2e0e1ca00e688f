#include "core/forum/ladder.hpp"

#include "tests/samples/forum_book.hpp"
#include "time/shipped_calendar.hpp"

#include <gmock/gmock.h>

namespace recourse::forum {

namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

std::vector<std::string> ids(std::vector<Rung> const& rungs)
{
    std::vector<std::string> all;
    for (auto const& rung : rungs)
        all.push_back(rung.person->id + (rung.applies == Answer::unknown ? "?" : ""));
    return all;
}

/// Signs of which all that are not named do not hold.
Signs only(std::set<std::string, std::less<>> holds)
{
    Signs signs;
    for (auto const sign : ladder_signs)
        if (!holds.contains(sign))
            signs.fails.emplace(sign);
    signs.holds = std::move(holds);
    return signs;
}

Ladder ladder(std::string_view status, Signs const& signs)
{
    auto found = ladder_of(shipped(), status, signs);
    EXPECT_TRUE(found) << (found ? "" : found.error());
    return found ? std::move(*found) : Ladder {};
}

std::optional<Date> until(std::string_view period, Date from)
{
    for (auto const& status : shipped().statuses)
        for (auto const& one : status.periods)
            if (one.id == period) {
                auto const due = last_day(one, from, time::shipped_cn());
                return due ? std::optional { due->date } : std::nullopt;
            }
    return std::nullopt;
}

} // namespace

TEST(Ladder, each_status)
{
    struct Case {
        std::string_view status;
        Answer suable;
        std::vector<std::string> rungs;
    };
    std::vector<Case> const cases {
        { "active", Answer::yes, {} },
        { "abnormal", Answer::yes, {} },
        { "revoked", Answer::yes, { "liquidation-obligors" } },
        { "liquidating", Answer::yes, { "liquidation-group", "liquidation-obligors" } },
        { "simplified-notice", Answer::yes, {} },
        { "deregistered-simplified", Answer::no, { "simplified-shareholders" } },
        { "deregistered-without-liquidation", Answer::no, { "no-liquidation-shareholders" } },
        { "deregistered-false-report", Answer::no, { "false-report" } },
        { "deregistered-improper", Answer::no, { "liquidation-group" } },
        { "bankrupt", Answer::uncertain, {} },
        { "individual", Answer::yes, { "owner" } },
        { "hong-kong", Answer::yes, {} },
    };
    EXPECT_EQ(cases.size(), shipped().statuses.size());
    for (auto const& one : cases) {
        auto const found = ladder(one.status, only({}));
        EXPECT_EQ(found.status->suable, one.suable) << one.status;
        EXPECT_EQ(ids(found.rungs), one.rungs) << one.status;
    }
}

TEST(Ladder, signs_bring_people_in)
{
    EXPECT_THAT(ids(ladder("active", only({ "sole_shareholder" })).rungs), ElementsAre("veil-sole"));
    EXPECT_THAT(ids(ladder("active", only({ "payee_personal", "payee_hong_kong" })).rungs),
        ElementsAre("payee-hong-kong", "payee-personal"));
    EXPECT_THAT(ids(ladder("active", only({ "sister_company" })).rungs), ElementsAre());
    EXPECT_THAT(ids(ladder("active", only({ "sister_company", "assets_mixed" })).rungs),
        ElementsAre("veil-shareholder", "veil-sister"));
    EXPECT_THAT(ids(ladder("revoked", only({ "before_2024_07_01" })).rungs),
        ElementsAre("liquidation-obligors", "liquidation-obligors-before"));
    EXPECT_THAT(ids(ladder("active", only({ "capital_unpaid" })).in_enforcement), ElementsAre("add-unpaid"));
    EXPECT_THAT(ids(ladder("deregistered-simplified", only({})).in_enforcement), ElementsAre("add-no-liquidation"));
}

TEST(Ladder, what_is_not_known_is_asked)
{
    auto const found = ladder("active", {});
    EXPECT_THAT(ids(found.rungs), Contains("veil-sole?"));
    for (auto const& rung : found.rungs)
        EXPECT_FALSE(rung.missing.empty()) << rung.person->id;
    EXPECT_THAT(ids(ladder("active", only({})).rungs), Not(Contains("veil-sole?")));
}

TEST(Ladder, periods)
{
    EXPECT_EQ(until("liquidating.claim-notice", Date::of(2026, 3, 2)), Date::of(2026, 4, 1));
    // 30 days end on Saturday 2 May, in the holiday of 1 to 5 May.
    EXPECT_EQ(until("liquidating.claim-notice", Date::of(2026, 4, 2)), Date::of(2026, 5, 6));
    EXPECT_EQ(until("liquidating.claim-announcement", Date::of(2026, 3, 2)), Date::of(2026, 4, 16));
    EXPECT_EQ(until("simplified-notice.object", Date::of(2026, 3, 2)), Date::of(2026, 3, 23));
    EXPECT_EQ(until("revoked.forced-after", Date::of(2023, 3, 2)), Date::of(2026, 3, 2));
}

TEST(Ladder, a_status_that_is_none)
{
    auto const found = ladder_of(shipped(), "revokd", {});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error(), "there is no status 'revokd' (did you mean 'revoked'?)");
}

TEST(Ladder, everybody_has_a_ground_and_needs)
{
    for (auto const& person : shipped().persons) {
        EXPECT_FALSE(person.needs.empty()) << person.id;
        EXPECT_FALSE(person.source.mark.empty()) << person.id;
        if (person.enforcement)
            EXPECT_EQ(person.periods.size(), 2u) << person.id;
    }
}

} // namespace recourse::forum
