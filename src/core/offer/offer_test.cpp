#include "core/offer/accepting.hpp"
#include "core/offer/cases_test.hpp"
#include "core/offer/words.hpp"
#include "tests/golden.hpp"

#include <algorithm>
#include <cmath>

namespace recourse::offer {

namespace {

bool warns(Comparison const& one, std::string_view id)
{
    return std::ranges::any_of(one.warnings, [&](Warning const& warning) { return warning.id == id; });
}

/// The slow twin: every outcome of ways whose numbers are certain, one by one, with its probability; the mean present
/// value of going on. Follows the description of the model in core/forecast/forecast.hpp line by line.
double enumerated(Position const& at, double yearly)
{
    auto const input = at.input();
    auto const value = [&](std::string_view of, std::string_view of_route) {
        for (auto const& one : input.assumptions) {
            if (one.of == of && (one.route.empty() || one.route == of_route))
                return one.likely;
        }
        return 0.0;
    };
    auto const discount = [&](double week) { return std::pow(1 + yearly, -week / 52); };
    double mean = 0;
    auto const ways = input.routes.size();
    for (std::size_t outcome = 0; outcome < (std::size_t { 1 } << ways); ++outcome) {
        double chance = 1, left = input.claim, worth = 0, forum_begins = 0;
        casework::Route const* forum = nullptr;
        bool forum_won = false;
        for (std::size_t i = 0; i < ways; ++i) {
            auto const& way = *input.routes[i];
            bool const won = outcome >> i & 1;
            double const success = value("success", way.id);
            chance *= won ? success : 1 - success;
            double const week = *way.weeks.likely;
            if (way.id == "cietac") {
                forum = &way;
                forum_won = won;
                continue;
            }
            double gain = won ? static_cast<double>(way.recoverable.high->minor) : 0;
            if (way.track == casework::Track::legal)
                gain *= value("collect", way.id) * std::exp(-value("decay_per_week", "") * week);
            gain = std::min(gain, left);
            left -= gain;
            worth += (gain - static_cast<double>(way.cost.likely->minor)) * discount(week);
            forum_begins = std::max(forum_begins, std::min(week, 8.0));
        }
        double const cost = forum ? static_cast<double>(forum->cost.likely->minor) : 0;
        if (forum && left > cost) {
            double const week = forum_begins + *forum->weeks.likely;
            double const collected = value("collect", "cietac") * std::exp(-value("decay_per_week", "") * week);
            double const gain
                = forum_won ? std::min(left, static_cast<double>(forum->recoverable.high->minor) * collected) : 0;
            worth += gain * discount(week) - cost * discount(std::min(forum_begins, week));
        }
        mean += chance * worth;
    }
    return mean;
}

} // namespace

TEST(Offer, going_on_is_worth_what_counting_every_outcome_says)
{
    struct Row {
        double platform, letter, forum, collect, decay;
        std::int64_t platform_most, cost;
        int weeks;
    };
    for (auto const& row : {
             Row { 0.8, 0.2, 0.6, 0.7, 0.01, 20'000, 5'000, 30 }, Row { 0.5, 0.1, 0.9, 0.9, 0.03, 90'000, 15'000, 12 },
             Row { 0.1, 0.3, 0.4, 0.5, 0, 30'000, 1'000, 50 },
             Row { 1, 0, 1, 1, 0, 95'000, 8'000, 20 }, // what is left is not worth the forum
         }) {
        Basis from;
        from.made = today;
        from.claim = dollars(100'000);
        from.routes = {
            route("platform-claim", casework::Track::assurance, dollars(row.platform_most), dollars(0), 5),
            route("demand-letter", casework::Track::legal, dollars(100'000), dollars(300), 12),
            route("cietac", casework::Track::legal, dollars(100'000), dollars(row.cost), row.weeks),
        };
        if (row.letter == 0)
            from.routes.erase(from.routes.begin() + 1);
        from.assumptions = { sure("success", row.platform, "platform-claim"),
            sure("success", row.letter, "demand-letter"), sure("success", row.forum, "cietac"),
            sure("collect", row.collect), sure("decay_per_week", row.decay) };
        // A supplier's means are the same draw for every way, so one sample is not independent in what it collects;
        // with certain numbers it is.
        auto const at = position(from, nothing_yet());
        auto const going = go_on(forecast::model_of(at.input()), { 200'000, 11 }, { Ratio::of(1, 10), {} });
        auto const expected = enumerated(at, 0.1);
        EXPECT_NEAR(going.mean(), expected, 10'000'000 * 4 * 0.5 / std::sqrt(200'000.0)) << row.platform;
    }
}

TEST(Offer, a_single_chance_has_a_break_even_in_closed_form)
{
    // 0.6 * 100,000 in 26 weeks at 10 %: 60,000 / sqrt(1.1) = 57,208, and 58,000 rounded up to two digits.
    auto const at = position(one_route("platform-claim", 0.6, dollars(100'000), dollars(0), 26), nothing_yet());
    DiscountRate const rate { Ratio::of(1, 10), {} };
    auto const one = compared(at, offer_of(dollars(50'000)), rate, { 100'000, 1 });
    EXPECT_EQ(one.sure_today, dollars(58'000));
    EXPECT_EQ(*one.break_even, dollars(58'000));
    EXPECT_EQ(one.go_on_better, 60);
    EXPECT_EQ(one.accept.mean, dollars(50'000));
    // 50,000 is worth as much as 57,208 that comes so much later: 52 ln(57208 / 50000) / ln 1.1 = 73.5 weeks; half a
    // per cent of the samples is five of them.
    EXPECT_NEAR(*one.break_even_weeks, 73, 9);
    // Paid in a year with one chance in four of default it takes 57,208 * 1.1 / 0.75 = 83,905.
    auto later = offer_of(dollars(50'000), 0.25);
    later.instalments[0].day = 364;
    auto const two = compared(at, later, rate, { 100'000, 1 });
    EXPECT_NEAR(static_cast<double>(two.break_even->minor), 8'400'000, 100'000);
    EXPECT_EQ(two.sure_today, dollars(58'000));
    // With three chances in four of default there is none.
    later.default_risk = sure("default", 0.75);
    EXPECT_FALSE(compared(at, later, rate).break_even);
    EXPECT_EQ(compared(at, later, rate).counter.reasons.front().id, "better-terms");
}

TEST(Offer, a_default_with_a_revival_clause_brings_the_case_back)
{
    auto const at = position(one_route("platform-claim", 1, dollars(100'000), dollars(0), 4), nothing_yet());
    auto offer = offer_of(dollars(60'000), 1);
    offer.instalments = { { 0, dollars(20'000), true }, { 30, dollars(40'000), false } };
    auto const lost = compared(at, offer, no_discount());
    EXPECT_EQ(lost.accept.p50, dollars(20'000));
    EXPECT_TRUE(warns(lost, "no-revival-clause"));
    offer.revival_clause = true;
    auto const revived = compared(at, offer, no_discount());
    EXPECT_EQ(revived.accept.p50, dollars(100'000)); // 20,000 paid, and the whole of what is open then
    EXPECT_FALSE(warns(revived, "no-revival-clause"));
}

TEST(Offer, the_risk_is_of_the_whole_offer_however_many_instalments)
{
    auto const at = position();
    auto const model = forecast::model_of(at.input());
    forecast::Options const options { 50'000, 5 };
    auto const going = go_on(model, options, no_discount());
    for (int const count : { 1, 2, 12 }) {
        auto offer = offer_of(dollars(1), 0.3);
        offer.instalments.clear();
        for (int i = 0; i < count; ++i)
            offer.instalments.push_back({ i, dollars(24'000 / count), false });
        auto const values = Accepting(at, offer, model, no_discount(), options).values(2'400'000, going.value, 50'000);
        auto const whole = std::ranges::count_if(values, [](float value) { return value > 2'399'000; });
        auto const none = std::ranges::count_if(values, [](float value) { return value < 1'000; });
        EXPECT_NEAR(static_cast<double>(whole) / 50'000, 0.7, 0.01) << count;
        EXPECT_NEAR(static_cast<double>(none) / 50'000, 1 - std::pow(0.7, 1.0 / count), 0.01) << count;
    }
}

TEST(Offer, what_it_does_not_waive_goes_on_beside_it)
{
    auto const at = position();
    auto full = offer_of(dollars(20'000));
    auto part = full;
    part.waives_legal = false;
    auto account = full;
    account.waives_assurance = account.waives_legal = account.waives_other = false;
    auto const a = compared(at, full), b = compared(at, part), c = compared(at, account);
    EXPECT_LT(a.accept.mean.minor, b.accept.mean.minor);
    EXPECT_LT(b.accept.mean.minor, c.accept.mean.minor);
    EXPECT_TRUE(warns(a, "full-and-final"));
    EXPECT_TRUE(warns(b, "waives-other-track"));
    EXPECT_EQ(*c.break_even, dollars(0)) << "a payment on account costs nothing";
    EXPECT_FALSE(c.break_even_weeks);
    EXPECT_EQ(c.accept.mean.minor > c.go_on.mean.minor, true);
}

TEST(Offer, the_counter_lies_between_the_break_even_and_what_is_open)
{
    auto const at = position();
    auto const low = compared(at, offer_of(dollars(10'000)));
    EXPECT_EQ(low.counter.low, *low.break_even);
    EXPECT_EQ(low.counter.high, dollars(100'000));
    EXPECT_GE(low.counter.ask.minor, low.counter.low.minor);
    EXPECT_LE(low.counter.ask.minor, low.counter.high.minor);
    auto const high = compared(at, offer_of(dollars(95'000)));
    EXPECT_EQ(high.counter.low, dollars(95'000)) << "what is offered is not given back";
    EXPECT_EQ(high.counter.reasons.front().id, "offered");
    EXPECT_FALSE(high.break_even_weeks);
}

TEST(Offer, the_terms_are_warned_of)
{
    struct Row {
        char const* id;
        std::function<void(Offer&)> change;
    };
    auto const at = position();
    auto calm = offer_of(dollars(100'000));
    calm.instalments = { { 0, dollars(100'000), true } };
    calm.acknowledges_debt = calm.authority_shown = true;
    auto const quiet = warnings_of(calm, at);
    ASSERT_EQ(quiet.size(), 1u);
    EXPECT_EQ(quiet[0].id, "propose-without-admission");
    for (auto const& [id, change] : std::vector<Row> {
             { "full-and-final", [](auto& o) { o.instalments[0].amount = dollars(40'000); } },
             { "waives-other-track", [](auto& o) { o.waives_assurance = o.waives_other = false; } },
             { "no-revival-clause", [](auto& o) { o.instalments[0].secured = false; } },
             { "platform-closes", [](auto& o) { o.on_platform = true; } },
             { "paid-after-originals", [](auto& o) { o.before = Before::originals; } },
             { "do-not-return-goods-first", [](auto& o) { o.before = Before::goods_back; } },
             { "withdrawn-before-paid", [](auto& o) { o.before = Before::claim_withdrawn; } },
             { "freeze-lifted-first", [](auto& o) { o.before = Before::freeze_lifted; } },
             { "authority", [](auto& o) { o.authority_shown = false; } },
             { "acknowledgement", [](auto& o) { o.acknowledges_debt = false; } },
             { "no-acceleration",
                 [](auto& o) { o.instalments = { { 0, dollars(50'000), false }, { 30, dollars(50'000), false } }; } },
         }) {
        auto offer = calm;
        change(offer);
        auto const list = warnings_of(offer, at);
        EXPECT_TRUE(std::ranges::any_of(list, [&](auto const& one) { return one.id == id; })) << id;
        EXPECT_TRUE(std::ranges::is_sorted(list, {}, &Warning::severity)) << id;
        for (auto const& one : list)
            EXPECT_FALSE(one.says.en.empty() || one.says.zh.empty() || one.source.mark.empty()) << one.id;
    }
}

TEST(Offer, every_flaw_is_named_at_once)
{
    auto offer = offer_of(dollars(10));
    offer.instalments = { { 5, dollars(60'000), false }, { 3, dollars(50'000), false }, { -1, dollars(0), false },
        { 9, { 1, *Currency::from_code("CNY") }, false } };
    offer.default_risk = assume("default", 0.5, 0.2, 0.9);
    auto const result = compare(position(), offer, { Ratio::whole(2), {} }, { 10, 1 });
    ASSERT_FALSE(result);
    std::string all;
    for (auto const& flaw : result.error())
        all += flaw + "\n";
    for (auto const* part : { "instalments[1]: day 3 comes before", "instalments[2]: 0.00 USD is not above zero",
             "instalments[2]: day -1 is past", "instalments[3]: 0.01 CNY is not in the claim's currency",
             "is more than the USD 100,000.00 that is open", "default_risk:", "rate: 2 a year",
             "samples: 10 are too few" })
        EXPECT_NE(all.find(part), std::string::npos) << part << "\n" << all;
}

TEST(Offer, the_same_seed_gives_the_same_answer_and_a_risk_comes_from_the_settlement_estimate)
{
    auto offer = offer_of(dollars(40'000));
    offer.default_risk = standard_risk(assume("success", 0.4, 0.7, 0.95, "negotiated-settlement"));
    EXPECT_DOUBLE_EQ(offer.default_risk.likely, 1 - 0.7);
    EXPECT_DOUBLE_EQ(offer.default_risk.low, 1 - 0.95);
    auto const a = compared(position(), offer), b = compared(position(), offer);
    EXPECT_EQ(text_of(a, offer, Language::en), text_of(b, offer, Language::en));
    EXPECT_EQ(a.accept, b.accept);
    EXPECT_EQ(a.go_on, b.go_on);
}

RC_GTEST_PROP(Offer, a_better_offer_never_looks_worse, ())
{
    auto const at = position();
    auto offer = offer_of(dollars(1));
    offer.revival_clause = *rc::gen::arbitrary<bool>();
    offer.instalments.clear();
    int day = 0;
    auto const count = *rc::gen::inRange(1, 5);
    for (int i = 0; i < count; ++i) {
        day += *rc::gen::inRange(0, 200);
        offer.instalments.push_back(
            { day, Money { *rc::gen::inRange<std::int64_t>(100, 2'000'000), usd }, *rc::gen::arbitrary<bool>() });
    }
    auto const risk = *rc::gen::inRange(0, 90) / 100.0;
    offer.default_risk = assume("default", risk * 0.5, risk, risk + 0.1);
    auto better = offer;
    // A surer offer is better where a default does not bring back a case that is worth more.
    switch (*rc::gen::inRange(0, offer.revival_clause ? 2 : 3)) {
    case 0: {
        auto& amount = better.instalments[static_cast<std::size_t>(*rc::gen::inRange(0, count))].amount;
        amount = amount + Money { *rc::gen::inRange<std::int64_t>(0, 400'000), usd };
        break;
    }
    case 1: {
        auto const sooner = *rc::gen::inRange(0, 100);
        for (auto& one : better.instalments)
            one.day = std::max(0, one.day - sooner);
        break;
    }
    default:
        better.default_risk = assume("default", risk * 0.25, risk * 0.5, risk);
    }
    DiscountRate const rate { Ratio::of(1, 12), {} };
    auto const a = compared(at, offer, rate, { 2'000, 3 }), b = compared(at, better, rate, { 2'000, 3 });
    for (auto const part : { &Spread::p10, &Spread::p50, &Spread::p90, &Spread::mean })
        RC_ASSERT((a.accept.*part).minor <= (b.accept.*part).minor);
    RC_ASSERT(b.go_on_better <= a.go_on_better);
    RC_ASSERT(a.go_on == b.go_on);
}

RC_GTEST_PROP(Offer, the_break_even_rises_with_the_chance_and_with_the_claim, ())
{
    auto const chance = *rc::gen::inRange(10, 90) / 100.0;
    auto const claim = *rc::gen::inRange<std::int64_t>(1'000, 900'000);
    auto const weeks = *rc::gen::inRange(1, 60);
    auto const of = *rc::gen::element<std::string>("platform-claim", "cietac");
    auto const at = [&](double c, std::int64_t sum) {
        return compared(position(one_route(of, c, dollars(sum), dollars(claim / 100), weeks), nothing_yet()),
            offer_of(dollars(10), 0.1), {}, { 2'000, 3 });
    };
    auto const base = at(chance, claim), likelier = at(chance + 0.1, claim), larger = at(chance, claim * 2);
    RC_ASSERT(base.sure_today.minor <= likelier.sure_today.minor);
    RC_ASSERT(base.sure_today.minor <= larger.sure_today.minor);
    if (base.break_even && likelier.break_even)
        RC_ASSERT(base.break_even->minor <= likelier.break_even->minor);
    if (base.break_even && larger.break_even)
        RC_ASSERT(base.break_even->minor <= larger.break_even->minor);
    RC_ASSERT(base.break_even || !likelier.break_even);
}

TEST(Offer, golden_texts)
{
    auto happened = nothing_yet(today.plus_days(63));
    happened.begun = { { "platform-claim", today.plus_days(2) }, { "demand-letter", today.plus_days(5) },
        { "cietac", today.plus_days(40) } };
    happened.rulings = { { "platform-claim", today.plus_days(35), dollars(12'000) } };
    happened.receipts = { { "platform-claim", today.plus_days(39), dollars(12'000) } };
    happened.spent = { { "cietac", dollars(6'000) } };
    happened.freeze = Freeze { today.plus_days(45), dollars(25'000) };
    happened.refusals = { { today.plus_days(50), dollars(55'000), true } };
    auto const at = position(basis(), happened);
    auto offer = offer_of(dollars(40'000));
    offer.instalments
        = { { 10, dollars(10'000), false }, { 40, dollars(15'000), false }, { 70, dollars(15'000), false } };
    offer.default_risk = standard_risk(assume("success", 0.4, 0.7, 0.95));
    auto const one = compared(at, offer, {}, {});
    for (auto const language : { Language::en, Language::zh })
        expect_golden(std::string { "offer/forty-per-cent." } + (language == Language::en ? "en" : "zh") + ".txt",
            text_of(at, language) + "\n" + text_of(one, offer, language));
}

} // namespace recourse::offer
