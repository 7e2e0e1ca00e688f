#include "core/offer/cases_test.hpp"
#include "core/offer/words.hpp"

#include <algorithm>

namespace recourse::offer {

namespace {

casework::Route const* find(Position const& at, std::string_view id)
{
    auto const one = std::ranges::find(at.routes, id, &casework::Route::id);
    return one == at.routes.end() ? nullptr : &*one;
}

bool says(Position const& at, std::string_view id, std::string_view of_route = {})
{
    return std::ranges::any_of(
        at.changes, [&](Change const& one) { return one.id == id && (of_route.empty() || one.route == of_route); });
}

std::string routes_of(Position const& at)
{
    std::string list;
    for (auto const& one : at.routes)
        list += (list.empty() ? "" : " ") + one.id;
    return list;
}

} // namespace

TEST(Happened, nothing_changes_nothing)
{
    auto const at = position();
    EXPECT_EQ(at.open, dollars(100'000));
    EXPECT_TRUE(at.changes.empty());
    Basis const from = basis();
    forecast::Input plain { usd, 10'000'000, {}, from.assumptions };
    for (auto const& one : from.routes)
        plain.routes.push_back(&one);
    EXPECT_EQ(forecast::run(at.input()).forecast.together.mean, forecast::run(plain).forecast.together.mean);
}

TEST(Happened, what_is_left_after_each_event)
{
    struct Row {
        char const* name;
        std::function<void(Happened&)> event;
        char const* left;
        std::int64_t open; ///< dollars
    };
    for (auto const& [name, event, left, open] : std::vector<Row> {
             { "a claim filed", [](auto& h) { h.begun = { { "platform-claim", today.plus_days(7) } }; },
                 "platform-claim negotiated-settlement demand-letter asset-preservation cietac prc-court", 100'000 },
             { "a claim rejected",
                 [](auto& h) { h.rulings = { { "platform-claim", today.plus_days(20), dollars(0) } }; },
                 "negotiated-settlement demand-letter asset-preservation cietac prc-court", 100'000 },
             { "a claim granted and paid",
                 [](auto& h) {
                     h.rulings = { { "platform-claim", today.plus_days(20), dollars(12'000) } };
                     h.receipts = { { "platform-claim", today.plus_days(25), dollars(12'000) } };
                 },
                 "negotiated-settlement demand-letter asset-preservation cietac prc-court", 88'000 },
             { "a claim partly refunded while it is open",
                 [](auto& h) { h.receipts = { { "platform-claim", today.plus_days(25), dollars(5'000) } }; },
                 "platform-claim negotiated-settlement demand-letter asset-preservation cietac prc-court", 95'000 },
             { "a claim refunded up to its limit",
                 [](auto& h) { h.receipts = { { "platform-claim", today.plus_days(25), dollars(20'000) } }; },
                 "negotiated-settlement demand-letter asset-preservation cietac prc-court", 80'000 },
             { "a demand that nobody answered", [](auto& h) { h.begun = { { "demand-letter", today } }; },
                 "platform-claim negotiated-settlement asset-preservation cietac prc-court", 100'000 },
             { "a suit", [](auto& h) { h.begun = { { "cietac", today } }; },
                 "platform-claim negotiated-settlement demand-letter asset-preservation cietac", 100'000 },
             { "a freeze", [](auto& h) { h.freeze = Freeze { today, dollars(30'000) }; },
                 "platform-claim negotiated-settlement demand-letter cietac prc-court", 100'000 },
             { "an award", [](auto& h) { h.rulings = { { "cietac", today.plus_days(60), dollars(90'000) } }; },
                 "platform-claim negotiated-settlement demand-letter cietac", 90'000 },
             { "an award and a part of it",
                 [](auto& h) {
                     h.rulings = { { "cietac", today.plus_days(60), dollars(90'000) } };
                     h.receipts = { { "platform-claim", today.plus_days(20), dollars(8'000) },
                         { "cietac", today.plus_days(62), dollars(30'000) } };
                 },
                 "platform-claim negotiated-settlement demand-letter cietac", 60'000 },
             { "a suit lost", [](auto& h) { h.rulings = { { "prc-court", today.plus_days(60), dollars(0) } }; },
                 "platform-claim negotiated-settlement demand-letter", 100'000 },
             { "everything received",
                 [](auto& h) { h.receipts = { { "somewhere", today.plus_days(25), dollars(100'000) } }; }, "", 0 },
             { "more than everything",
                 [](auto& h) { h.receipts = { { "somewhere", today.plus_days(25), dollars(120'000) } }; }, "", 0 },
             { "a supplier struck off", [](auto& h) { h.gone = Gone { today.plus_days(30), {} }; },
                 "platform-claim cietac prc-court", 100'000 },
         }) {
        auto happened = nothing_yet(today.plus_days(63));
        event(happened);
        auto const at = position(basis(), happened);
        if (std::string_view { name } == "a suit lost") {
            EXPECT_FALSE(find(at, "cietac")) << name;
            EXPECT_FALSE(find(at, "asset-preservation")) << name;
        }
        EXPECT_EQ(routes_of(at), left) << name << "\n" << text_of(at, Language::en);
        EXPECT_EQ(at.open, dollars(open)) << name;
    }
}

TEST(Happened, a_granted_claim_is_certain_for_what_is_not_paid)
{
    auto happened = nothing_yet(today.plus_days(30));
    happened.rulings = { { "platform-claim", today.plus_days(20), dollars(15'000) } };
    happened.receipts = { { "platform-claim", today.plus_days(22), dollars(5'000) } };
    auto from = basis();
    from.routes.resize(1);
    auto const at = position(from, happened);
    EXPECT_EQ(*find(at, "platform-claim")->recoverable.high, dollars(10'000));
    EXPECT_EQ(forecast::run(at.input()).forecast.together.p10, dollars(10'000));
    EXPECT_EQ(forecast::run(at.input()).forecast.together.p90, dollars(10'000));
    EXPECT_TRUE(says(at, "granted", "platform-claim"));
}

TEST(Happened, time_that_has_passed_is_not_waited_again)
{
    auto from = one_route("platform-claim", 1, dollars(20'000), dollars(0), 6);
    from.routes[0].weeks = { 4, 6, 12, true, {} };
    auto const weeks_until_paid = [&](int days) {
        auto happened = nothing_yet(today.plus_days(days));
        happened.begun = { { "platform-claim", today } };
        auto const at = position(from, happened);
        double total = 0;
        forecast::sample(forecast::model_of(at.input()), { 20'000, 1 }, false,
            [&](auto, auto const& one) { total += one.flows[0].week; });
        return total / 20'000;
    };
    EXPECT_NEAR(weeks_until_paid(0), 22 / 3.0, 0.05);
    EXPECT_NEAR(weeks_until_paid(28), 22 / 3.0 - 4, 0.05); // nothing is ruled out yet
    // After 9 weeks the falling side from 9 to 12 is left: its mean is a third of it.
    EXPECT_NEAR(weeks_until_paid(63), 1, 0.03);
    auto happened = nothing_yet(today.plus_days(100));
    happened.begun = { { "platform-claim", today } };
    auto const late = position(from, happened);
    EXPECT_TRUE(says(late, "overdue", "platform-claim"));
    EXPECT_EQ(late.routes[0].weeks.high, 4);
}

TEST(Happened, a_suit_under_way_does_not_wait_for_the_claim)
{
    auto from = one_route("cietac", 1, dollars(100'000), dollars(1'000), 10);
    from.routes.push_back(route("platform-claim", casework::Track::assurance, dollars(20'000), dollars(0), 8));
    auto const paid_in_week = [&](std::vector<Begun> begun) {
        auto happened = nothing_yet(today.plus_days(28));
        happened.begun = std::move(begun);
        auto const at = position(from, happened);
        double week = 0;
        forecast::sample(forecast::model_of(at.input()), { 1, 1 }, false,
            [&](auto, auto const& one) { week = one.flows.back().week; });
        return week;
    };
    EXPECT_EQ(paid_in_week({}), 18); // when the claim is over
    EXPECT_EQ(paid_in_week({ { "cietac", today } }), 6);
}

TEST(Happened, silence_makes_a_demand_less_likely_by_bayes_rule)
{
    auto from = one_route("demand-letter", 0.5, dollars(10'000), dollars(0), 4);
    from.routes[0].weeks = { 0, 4, 8, true, {} };
    auto happened = nothing_yet(today.plus_days(28));
    happened.begun = { { "demand-letter", today } };
    auto const model = forecast::model_of(position(from, happened).input());
    // Half of its times are over: 0.5 * 0.5 of 1 - 0.5 * 0.5.
    EXPECT_NEAR(model.ways[0].chance(0.5), 0.25 / 0.75, 1e-9);
    EXPECT_NEAR(go_on(model, { 100'000, 1 }, no_discount()).mean(), 1'000'000 / 3.0, 5'000);
}

TEST(Happened, a_frozen_sum_is_there_when_the_rest_is_gone)
{
    auto from = one_route("cietac", 1, dollars(100'000), dollars(0), 30);
    from.assumptions = { sure("success", 1), sure("collect", 0), sure("decay_per_week", 0) };
    auto happened = nothing_yet();
    EXPECT_EQ(forecast::run(position(from, happened).input()).forecast.together.p90, dollars(0));
    happened.freeze = Freeze { today, dollars(30'000) };
    auto const at = position(from, happened);
    EXPECT_EQ(at.secured, dollars(30'000));
    EXPECT_EQ(forecast::run(at.input()).forecast.together.p10, dollars(30'000));
    // And what was taken out of it is not there twice.
    happened.receipts = { { "cietac", today, dollars(10'000) } };
    EXPECT_EQ(position(from, happened).secured, dollars(20'000));
}

TEST(Happened, a_freeze_that_has_not_moved_the_supplier_for_long_will_hardly_do_so)
{
    auto from = basis();
    from.routes.erase(from.routes.begin(), from.routes.begin() + 3);
    auto const mean_after = [&](int weeks) {
        auto happened = nothing_yet(today.plus_days(7 * weeks));
        happened.begun = { { "cietac", today } };
        happened.freeze = Freeze { today, dollars(0) };
        auto at = position(from, happened);
        at.weeks_passed = 0; // only the settlement is looked at
        for (auto& one : at.assumptions) {
            if (one.of == "decay_per_week")
                one.low = one.likely = one.high = 0;
        }
        return go_on(forecast::model_of(at.input()), { 20'000, 3 }, no_discount()).mean();
    };
    EXPECT_GT(mean_after(0), mean_after(8));
    EXPECT_GT(mean_after(8), mean_after(16));
}

TEST(Happened, an_award_waits_only_for_its_enforcement)
{
    auto from = basis();
    from.routes.push_back(route("award-enforcement", casework::Track::legal, dollars(0), dollars(1'000), 20));
    auto happened = nothing_yet(today.plus_days(210));
    happened.rulings = { { "cietac", today.plus_days(200), dollars(95'000) } };
    happened.begun = { { "cietac", today }, { "award-enforcement", today.plus_days(203) } };
    happened.spent = { { "award-enforcement", dollars(400) } };
    auto const at = position(from, happened);
    auto const* forum = find(at, "cietac");
    ASSERT_TRUE(forum);
    EXPECT_EQ(*forum->weeks.likely, 20);
    EXPECT_EQ(*forum->cost.likely, dollars(600));
    EXPECT_EQ(*forum->recoverable.low, dollars(95'000));
    auto const begun = std::ranges::find(at.begun, "cietac", &forecast::Begun::route);
    ASSERT_NE(begun, at.begun.end());
    EXPECT_EQ(begun->weeks, 1);
}

TEST(Happened, what_is_spent_is_not_still_to_come)
{
    auto happened = nothing_yet();
    happened.spent = { { "cietac", dollars(9'000) } };
    auto const at = position(basis(), happened);
    auto const& cost = find(at, "cietac")->cost;
    EXPECT_EQ(*cost.low, dollars(0));
    EXPECT_EQ(*cost.likely, dollars(3'000));
    EXPECT_EQ(*cost.high, dollars(11'000));
}

TEST(Happened, a_sum_the_supplier_refused_bounds_talks_and_one_we_refused_does_not)
{
    auto happened = nothing_yet();
    happened.refusals = { { today, dollars(45'000), true }, { today, dollars(10'000), false } };
    auto const at = position(basis(), happened);
    EXPECT_EQ(*find(at, "negotiated-settlement")->recoverable.high, dollars(45'000));
    EXPECT_TRUE(says(at, "refused"));
}

TEST(Happened, of_a_supplier_that_is_gone_only_the_estimate_or_the_freeze_counts)
{
    auto happened = nothing_yet();
    happened.gone = Gone { today, {} };
    auto from = one_route("cietac", 1, dollars(100'000), dollars(0), 10);
    EXPECT_EQ(forecast::run(position(from, happened).input()).forecast.together.p90, dollars(0));
    happened.gone->collect = sure("collect", 0.2);
    EXPECT_EQ(forecast::run(position(from, happened).input()).forecast.together.p90, dollars(20'000));
    happened.gone->collect.reset();
    happened.freeze = Freeze { today, dollars(40'000) };
    EXPECT_EQ(forecast::run(position(from, happened).input()).forecast.together.p90, dollars(40'000));
}

TEST(Happened, every_flaw_is_named_at_once)
{
    auto happened = nothing_yet();
    happened.begun = { { "cietac", today.plus_days(1) } };
    happened.receipts = { { "cietac", today, { 5, *Currency::from_code("CNY") } }, { "cietac", today, { -1, usd } } };
    happened.rulings = { { "cietac", today, dollars(1) }, { "prc-court", today, dollars(1) } };
    happened.freeze = Freeze { today.plus_days(2), dollars(1) };
    auto const result = condition(basis(), happened);
    ASSERT_FALSE(result);
    std::string all;
    for (auto const& flaw : result.error())
        all += flaw + "\n";
    for (auto const* part : { "begun[0]: 2026-06-02 is after 2026-06-01",
             "receipts[0]: 0.05 CNY is not in the claim's currency", "receipts[1]: -0.01 USD is below zero",
             "rulings[1]: cietac has decided already", "freeze: 2026-06-03 is after" })
        EXPECT_NE(all.find(part), std::string::npos) << part << "\n" << all;
    EXPECT_EQ(result.error().size(), 5u) << all;
}

RC_GTEST_PROP(Happened, a_receipt_lowers_what_is_open_by_exactly_that, ())
{
    auto const ids = std::vector<std::string> { "platform-claim", "cietac", "negotiated-settlement", "elsewhere" };
    auto happened = nothing_yet(today.plus_days(*rc::gen::inRange(0, 200)));
    auto before = position(basis(), happened).open;
    auto const count = *rc::gen::inRange(1, 6);
    for (int i = 0; i < count; ++i) {
        Money const sum { *rc::gen::inRange<std::int64_t>(0, 3'000'000), usd };
        happened.receipts.push_back({ *rc::gen::elementOf(ids), today, sum });
        auto const at = position(basis(), happened);
        RC_ASSERT(at.open.minor == std::max<std::int64_t>(0, before.minor - sum.minor));
        for (auto const& one : at.routes)
            RC_ASSERT(one.recoverable.high->minor <= at.open.minor);
        auto const going = go_on(forecast::model_of(at.input()), { 500, 1 }, no_discount());
        for (float const value : going.value)
            RC_ASSERT(static_cast<double>(value) <= static_cast<double>(at.open.minor) * (1 + 1e-6));
        before = at.open;
    }
}

RC_GTEST_PROP(Happened, nothing_that_happens_lets_more_come_than_is_open, ())
{
    auto const ids = std::vector<std::string> { "platform-claim", "cietac", "demand-letter", "negotiated-settlement" };
    auto happened = nothing_yet(today.plus_days(*rc::gen::inRange(0, 400)));
    auto const any_day = [&] { return today.plus_days(*rc::gen::inRange(0, days_between(today, happened.now) + 1)); };
    auto const any_sum = [] { return Money { *rc::gen::inRange<std::int64_t>(0, 12'000'000), usd }; };
    for (auto const& id : ids) {
        if (*rc::gen::arbitrary<bool>())
            happened.begun.push_back({ id, any_day() });
        if (*rc::gen::inRange(0, 4) == 0)
            happened.rulings.push_back({ id, any_day(), any_sum() });
        if (*rc::gen::inRange(0, 3) == 0)
            happened.receipts.push_back({ id, any_day(), any_sum() });
    }
    if (*rc::gen::arbitrary<bool>())
        happened.freeze = Freeze { any_day(), any_sum() };
    if (*rc::gen::inRange(0, 4) == 0)
        happened.gone = Gone { any_day(), {} };
    auto const at = position(basis(), happened);
    RC_ASSERT(at.open.minor >= 0 && at.secured.minor >= 0 && at.secured.minor <= at.open.minor);
    auto const model = forecast::model_of(at.input());
    forecast::sample(model, { 300, 5 }, true, [&](auto, forecast::Sample const& one) {
        double in = 0, net = 0;
        for (auto const& flow : one.flows) {
            RC_ASSERT(flow.week >= 0 && flow.in >= 0 && flow.out >= 0);
            in += flow.in;
            net += flow.in - flow.out;
        }
        RC_ASSERT(in <= model.claim * (1 + 1e-9));
        RC_ASSERT(std::abs(net - one.net) < 1);
    });
}

} // namespace recourse::offer
