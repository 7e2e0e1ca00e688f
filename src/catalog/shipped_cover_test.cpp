#include "catalog/world.hpp"
#include "core/cover/assess.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

// The books that are part of the program, over facts made at random.

namespace recourse::catalog {

namespace {

using casework::FactKind;
using casework::Facts;

casework::World const& shipped()
{
    static auto const loaded = shipped_world();
    RECOURSE_ASSERT(loaded);
    return *loaded->world;
}

std::string text_for(casework::FactField const& field)
{
    if (field.name == "platform")
        return *rc::gen::elementOf(std::array { "alibaba.com", "1688.com", "dhgate.com", "other" });
    if (field.name == "country" || field.name == "payee_country")
        return *rc::gen::elementOf(std::array { "CN", "HK", "US" });
    return "none";
}

void put(Facts& facts, casework::FactPath path)
{
    auto const& field = casework::fact_groups()[path.group].fields[path.field];
    switch (field.kind) {
    case FactKind::boolean:
        return facts.set(path, rules::Value::of(*rc::gen::arbitrary<bool>()));
    case FactKind::word:
        return facts.set_text(path, *rc::gen::elementOf(field.words));
    case FactKind::date:
        return facts.set(path, rules::Value::of(Date::from_days(20'500 + *rc::gen::inRange(-120, 30))));
    case FactKind::money:
        return facts.set(path,
            rules::Value::of(Money { *rc::gen::inRange<std::int64_t>(0, 5'000'000), *Currency::from_code("USD") }));
    case FactKind::decimal:
        return facts.set_text(path, *rc::gen::elementOf(std::array { "0", "0.3", "1" }));
    case FactKind::text:
        return facts.set_text(path, text_for(field));
    case FactKind::text_list:
        return;
    }
}

/// About half of all facts, with up to three items in each list.
Facts any_facts()
{
    Facts facts;
    auto const groups = casework::fact_groups();
    for (std::uint16_t group = 0; group < groups.size(); ++group) {
        if (groups[group].name == "rates" || (groups[group].list && *rc::gen::inRange(0, 4) == 0))
            continue;
        auto const items = groups[group].list ? *rc::gen::inRange(0, 4) : 1;
        if (groups[group].list)
            facts.set_list_known(group);
        for (int item = 0; item < items; ++item) {
            if (groups[group].list)
                facts.add_item(group);
            for (std::uint16_t field = 0; field < groups[group].fields.size(); ++field) {
                if (*rc::gen::arbitrary<bool>())
                    put(facts, { group, static_cast<std::uint16_t>(item), field });
            }
        }
    }
    return facts;
}

Facts set(Facts facts, std::string_view path, std::string_view money)
{
    facts.set(*casework::parse_path(path), rules::Value::of(*parse_money(money)));
    return facts;
}

Facts set_word(Facts facts, std::string_view path, std::string_view word)
{
    facts.set_text(*casework::parse_path(path), word);
    return facts;
}

} // namespace

RC_GTEST_PROP(ShippedCover, low_is_never_above_sure_nor_sure_above_high, ())
{
    auto const facts = any_facts();
    casework::Evaluation evaluation(shipped(), facts, Date::from_days(20'500));
    for (auto const& book : shipped().books) {
        auto const outcome = cover::decide(book, evaluation, {});
        for (auto const& reading : outcome.readings) {
            RC_ASSERT(reading.low.minor >= 0);
            RC_ASSERT(reading.low.minor <= reading.sure.minor);
            RC_ASSERT(!reading.high || reading.sure.minor <= reading.high->minor);
        }
    }
}

TEST(ShippedCover, what_the_platform_awarded_is_not_covered_a_second_time)
{
    Facts facts;
    facts = set_word(facts, "order.platform", "alibaba.com");
    facts = set(facts, "payments[0].amount", "9000.00 USD");
    facts.set(*casework::parse_path("payments[0].through_platform"), rules::Value::of(true));
    facts = set_word(facts, "problems[0].kind", "quality");
    facts = set(facts, "problems[0].loss", "6000.00 USD");
    facts = set_word(facts, "problems[1].kind", "quantity");
    facts = set(facts, "problems[1].loss", "2000.00 USD");
    auto const high = [&](Facts const& of) {
        casework::Evaluation evaluation(shipped(), of, *parse_date("2026-05-01"));
        auto const found = std::ranges::find(shipped().books, "alibaba-trade-assurance", &cover::Book::id);
        return to_string(cover::decide(*found, evaluation, {}).range.high.value());
    };
    EXPECT_EQ(high(facts), "8000.00 USD");
    auto const partly = set(set_word(facts, "claim.decision", "partly"), "claim.awarded", "5000.00 USD");
    EXPECT_EQ(high(partly), "3000.00 USD");
    auto const granted = set(set_word(facts, "claim.decision", "granted"), "claim.awarded", "8000.00 USD");
    EXPECT_EQ(high(granted), "0.00 USD");
}

} // namespace recourse::catalog
