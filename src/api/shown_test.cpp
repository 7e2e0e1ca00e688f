#include "api/shown.hpp"

#include <gtest/gtest.h>

namespace recourse::api {

namespace {

MadeOf made()
{
    MadeOf one;
    one.of = 7;
    one.viewer = { act::Role::buyer, { 3 }, { 4 } };
    one.today = Date::of(2026, 11, 30);
    one.latest = { 12, 15 };
    return one;
}

std::shared_ptr<ShownRecord const> record(std::string json)
{
    return std::make_shared<ShownRecord const>(ShownRecord { std::move(json), "\"v1\"" });
}

} // namespace

TEST(Shown, is_found_again_only_by_the_same_viewer_on_the_same_day_with_nothing_new)
{
    Shown shown;
    shown.keep(made(), record("{}"));
    ASSERT_NE(shown.find(made()), nullptr);
    EXPECT_EQ(shown.find(made())->json, "{}");
    int other = 0;
    std::vector<MadeOf> const others = [&] {
        std::vector<MadeOf> some(8, made());
        some[0].of = 8;
        some[1].viewer.role = act::Role::supplier;
        some[2].viewer.party = { 9 };
        some[3].viewer.person = { 9 };
        some[4].today = Date::of(2026, 12, 1);
        some[5].books = &other;
        some[6].latest = { 12, 16 };
        some[7].latest = { 12, 15, 16 };
        return some;
    }();
    for (auto const& one : others)
        EXPECT_EQ(shown.find(one), nullptr);
}

TEST(Shown, holds_no_more_than_it_may_and_lets_the_oldest_go)
{
    Shown shown(200);
    auto const number = [](std::uint64_t of) {
        auto one = made();
        one.of = of;
        return one;
    };
    for (std::uint64_t of = 1; of <= 10; ++of)
        shown.keep(number(of), record(std::string(40, 'x')));
    EXPECT_EQ(shown.find(number(1)), nullptr);
    EXPECT_NE(shown.find(number(10)), nullptr);
    std::size_t kept = 0;
    for (std::uint64_t of = 1; of <= 10; ++of)
        kept += shown.find(number(of)) != nullptr ? 40u : 0u;
    EXPECT_LE(kept, 200u);
    shown.keep(number(11), record(std::string(101, 'x')));
    EXPECT_EQ(shown.find(number(11)), nullptr);
}

} // namespace recourse::api
