#include "core/forum/reach.hpp"

#include "tests/samples/forum_book.hpp"

#include <fmt/format.h>

namespace recourse::forum {

namespace {

auto const day = Date::of(2026, 11, 30);

std::string line(Reach const& reach)
{
    return fmt::format(
        "{} {} {}", word(reach.enforceable), reach.in_force ? to_string(*reach.in_force) : "-", reach.confidence);
}

} // namespace

TEST(Reach, a_result_against_assets)
{
    struct Case {
        ResultKind kind;
        std::string_view assets, made_in, reads;
    };
    using enum ResultKind;
    constexpr Case cases[] = {
        { prc_judgment, "CN", "", "yes - primary" },
        { prc_judgment, "HK", "", "yes 2024-01-29 primary" },
        { prc_judgment, "MO", "", "yes 2006-04-01 primary" },
        { prc_judgment, "DE", "", "uncertain - secondary" },
        { prc_award, "HK", "", "yes 2000-02-01 primary" },
        { prc_award, "MO", "", "yes 2008-01-01 primary" },
        { prc_award, "DE", "", "yes 1961-09-28 secondary" },
        { prc_award, "RS", "", "yes 1992-04-27 unverified" },
        { prc_award, "TW", "", "uncertain - unverified" },
        { prc_award, "YE", "", "uncertain - inference" },
        { hk_award, "CN", "", "yes 2000-02-01 primary" },
        { hk_award, "US", "", "yes 1970-12-29 unverified" },
        { hk_judgment, "CN", "", "yes 2024-01-29 primary" },
        { foreign_award, "CN", "SG", "yes 1987-04-22 secondary" },
        { foreign_award, "CN", "RS", "yes 1987-04-22 unverified" },
        { foreign_award, "CN", "", "unknown 1987-04-22 secondary" },
        { foreign_award, "CN", "YE", "uncertain 1987-04-22 secondary" },
        { foreign_award, "CN", "TW", "yes 2015-07-01 primary" },
        { foreign_award, "CN", "MO", "yes 2008-01-01 primary" },
        { foreign_award, "CN", "HK", "yes 2000-02-01 primary" },
        { foreign_judgment, "CN", "DE", "uncertain - primary" },
        { foreign_judgment, "CN", "HK", "yes 2024-01-29 primary" },
        { foreign_judgment, "CN", "MO", "yes 2006-04-01 primary" },
        { foreign_judgment, "CN", "TW", "yes 2015-07-01 primary" },
    };
    for (auto const& one : cases)
        EXPECT_EQ(line(reach_of(shipped(), one.kind, one.assets, one.made_in, day)), one.reads)
            << word(one.kind) << " " << one.assets << " " << one.made_in;
}

TEST(Reach, not_before_it_was_in_force)
{
    auto const before = reach_of(shipped(), ResultKind::hk_judgment, "CN", "", Date::of(2024, 1, 28));
    EXPECT_EQ(before.enforceable, Answer::no);
    ASSERT_EQ(before.notes.size(), 1u);
    EXPECT_EQ(reach_of(shipped(), ResultKind::hk_judgment, "CN", "", Date::of(2024, 1, 29)).enforceable, Answer::yes);
    // Timor-Leste is a party since 17 April 2023.
    EXPECT_EQ(
        reach_of(shipped(), ResultKind::prc_award, "TL", "", Date::of(2023, 4, 16)).enforceable, Answer::uncertain);
    EXPECT_EQ(reach_of(shipped(), ResultKind::prc_award, "TL", "", Date::of(2023, 4, 17)).enforceable, Answer::yes);
}

TEST(Reach, the_convention_has_172_parties_of_which_16_rest_on_no_source)
{
    auto const& table = shipped().convention;
    EXPECT_EQ(table.size(), 172u);
    EXPECT_EQ(std::ranges::count_if(table, [](auto const& one) { return one.source.mark == "unverified"; }), 16);
    for (auto const& one : table) {
        EXPECT_EQ(one.source.mark == "unverified", one.source.url.empty()) << one.country;
        auto const reach = reach_of(shipped(), ResultKind::prc_award, one.country, "", day);
        if (one.source.mark == "unverified")
            EXPECT_EQ(reach.confidence, "unverified") << one.country;
    }
}

TEST(Reach, the_period_to_apply_in_china_is_two_years_for_every_title)
{
    for (auto const& [kind, reach] : reach_into(shipped(), "CN", day)) {
        ASSERT_NE(reach.rule, nullptr) << word(kind);
        ASSERT_TRUE(reach.rule->limit) << word(kind);
        EXPECT_EQ(*reach.rule->limit, (time::Period { 2, time::Unit::years })) << word(kind);
        EXPECT_FALSE(reach.rule->limit_source.mark.empty()) << word(kind);
    }
}

} // namespace recourse::forum
