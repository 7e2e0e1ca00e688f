#include "core/assess/assess.hpp"

#include "core/cover/book_test.hpp"

#include <gmock/gmock.h>

#include <set>

namespace recourse::assess {

namespace {

using casework::compiled;
using casework::Facts;
using casework::facts_of;
using casework::RouteStatus;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

Options plain()
{
    Options options;
    options.as_of = casework::day("2026-03-01");
    return options;
}

casework::World world_with(cover::TestBook (*make)(casework::World const&))
{
    auto world = cover::cover_world();
    world.books.push_back(make(world).get());
    return world;
}

route::RouteBook route(casework::World const& world, std::string id, RouteStatus is, std::string_view when = {})
{
    route::RouteBook book;
    book.id = std::move(id);
    book.name.en.pieces.push_back({ "The court", nullptr, 0 });
    book.statuses.push_back({ is, compiled(when, *world.schema), {}, {} });
    if (!when.empty())
        book.statuses.push_back({ RouteStatus::closed, nullptr, {}, {} });
    route::CostRule cost;
    cost.low = cost.likely = cost.high = compiled("money(\"10.00 USD\")", *world.schema);
    book.costs.push_back(std::move(cost));
    return book;
}

std::vector<std::string> fields(std::vector<casework::Question> const& questions)
{
    std::vector<std::string> found;
    for (auto const& one : questions)
        found.push_back(one.field);
    return found;
}

void add(Facts& facts, std::string_view list, int count)
{
    for (int i = 0; i < count; ++i)
        facts.add_item(static_cast<std::uint16_t>(casework::find_group(list)));
}

/// A run costs about as much as the case has entries; so many were handled in all.
std::size_t entries_tried(Tries const& tries, std::size_t entries)
{
    return tries.taken() * entries;
}

} // namespace

TEST(Questions, a_thousand_payments_and_defects_are_tried_a_bounded_number_of_times)
{
    auto const world = world_with([](casework::World const& of) {
        return cover::TestBook { of }
            .scope("payments.all(p, p.through_platform)")
            .cover("problem.kind == \"quality\" && problem.verifiable")
            .exclusion(cover::Effect::bar, true, "problem.accepted_by_buyer");
    });
    Facts facts;
    add(facts, "payments", 1000);
    add(facts, "problems", 1000);
    auto const base = figures(world, facts, {}, plain());
    EXPECT_LT(base.missing.size(), 150u); // not one for each entry
    Tries tries(facts);
    auto const asked = questions(world, facts, {}, plain(), base, tries);
    EXPECT_LE(entries_tried(tries, 2000), 40'000u);
    EXPECT_GE(tries.taken(), 10u);
    std::set<std::string> bare;
    for (auto const& field : fields(asked))
        EXPECT_TRUE(bare.insert(field.substr(0, field.find('[')) + field.substr(field.find(']') + 1)).second) << field;
}

TEST(Questions, a_field_of_a_list_is_asked_once_for_the_first_item_where_it_matters)
{
    auto const world = world_with([](casework::World const& of) {
        return cover::TestBook { of }
            .cover("problem.verifiable")
            .exclusion(cover::Effect::bar, true, "problem.accepted_by_buyer");
    });
    auto const facts = facts_of({ { "problems[0].loss", "10.00 USD" }, { "problems[0].accepted_by_buyer", "true" },
        { "problems[1].loss", "20.00 USD" }, { "problems[1].accepted_by_buyer", "false" },
        { "problems[2].loss", "30.00 USD" }, { "problems[2].accepted_by_buyer", "false" } });
    auto const asked = questions(world, facts, {}, plain(), figures(world, facts, {}, plain()));
    EXPECT_THAT(fields(asked), Contains("problems[1].verifiable"));
    EXPECT_THAT(fields(asked), testing::Not(Contains("problems[0].verifiable")));
    EXPECT_THAT(fields(asked), testing::Not(Contains("problems[2].verifiable")));
}

TEST(Questions, when_the_tries_run_out_what_a_programme_pays_was_asked_before_routes)
{
    auto world = world_with([](casework::World const& of) {
        return cover::TestBook { of }.cover("problem.verifiable").scope("supplier.gold");
    });
    auto const groups = casework::fact_groups();
    for (auto const& group : groups) { // a route for every flag there is, all before the programme in the alphabet
        for (auto const& field : group.fields) {
            if (!group.list && field.kind == casework::FactKind::boolean)
                world.routes.push_back(
                    route(world, "route-" + field.name, RouteStatus::open, group.name + "." + field.name));
        }
    }
    auto facts = facts_of({ { "problems[0].loss", "10.00 USD" } });
    add(facts, "evidence", 5000);
    Tries tries(facts);
    EXPECT_LT(tries.most(), 10u);
    auto const asked = fields(questions(world, facts, {}, plain(), figures(world, facts, {}, plain()), tries));
    EXPECT_EQ(tries.taken(), tries.most());
    EXPECT_THAT(asked, Contains("supplier.gold"));
    EXPECT_THAT(asked, Contains("problems[0].verifiable"));
}

TEST(Questions, without_payments_or_defects_those_come_first)
{
    auto const world
        = world_with([](casework::World const& of) { return cover::TestBook { of }.cover("").scope("supplier.gold"); });
    Facts const facts;
    auto const asked = fields(questions(world, facts, {}, plain(), figures(world, facts, {}, plain())));
    ASSERT_GE(asked.size(), 2u);
    EXPECT_EQ(asked[0], "payments");
    EXPECT_EQ(asked[1], "problems");
}

TEST(Counterfactuals, of_many_that_change_nothing_not_every_pair_is_tried)
{
    auto world
        = world_with([](casework::World const& of) { return cover::TestBook { of }.scope("order.own_use").cover(""); });
    for (int i = 0; i < 60; ++i) {
        casework::CounterfactualRule rule;
        rule.set.emplace_back(*casework::parse_path("order.custom_made"), rules::Value::of(true));
        world.guide.counterfactuals.push_back(std::move(rule));
    }
    auto facts = facts_of({ { "problems[0].loss", "10.00 USD" }, { "order.own_use", "false" } });
    add(facts, "payments", 1000);
    casework::Evaluation evaluation(world, facts, plain().as_of);
    Tries tries(facts);
    auto const base = figures(world, facts, {}, plain());
    EXPECT_TRUE(counterfactuals(world, facts, {}, plain(), base, evaluation.frame(), tries).empty());
    EXPECT_LE(entries_tried(tries, 1001), 40'000u);
}

TEST(Counterfactuals, where_no_single_change_helps_two_may)
{
    auto world = world_with([](casework::World const& of) {
        return cover::TestBook { of }.scope("order.own_use").cover("order.custom_made");
    });
    for (auto const path : { "order.own_use", "order.custom_made" }) {
        casework::CounterfactualRule rule;
        rule.set.emplace_back(*casework::parse_path(path), rules::Value::of(true));
        rule.change.en.pieces.push_back({ path, nullptr, 0 });
        world.guide.counterfactuals.push_back(std::move(rule));
    }
    auto const facts = facts_of(
        { { "problems[0].loss", "10.00 USD" }, { "order.own_use", "false" }, { "order.custom_made", "false" } });
    casework::Evaluation evaluation(world, facts, plain().as_of);
    Tries tries(facts);
    auto const found
        = counterfactuals(world, facts, {}, plain(), figures(world, facts, {}, plain()), evaluation.frame(), tries);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].change, "order.own_use; and order.custom_made");
    EXPECT_EQ(found[0].effect, "USD 10.00 more would be covered");
}

TEST(Counterfactuals, what_differs_by_reading_is_a_range_and_no_more_is_promised)
{
    auto const effect_with_cap = [](std::string_view cap) {
        auto world = world_with([](casework::World const& of) {
            return cover::TestBook { of, { "strict", "generous" } }
                .scope("order.own_use")
                .cover("")
                .cap("true", "order.value", "=", { "strict" });
        });
        casework::CounterfactualRule rule;
        rule.set.emplace_back(*casework::parse_path("order.own_use"), rules::Value::of(true));
        world.guide.counterfactuals.push_back(std::move(rule));
        auto const facts
            = facts_of({ { "problems[0].loss", "10.00 USD" }, { "order.own_use", "false" }, { "order.value", cap } });
        casework::Evaluation evaluation(world, facts, plain().as_of);
        Tries tries(facts);
        auto const base = figures(world, facts, {}, plain());
        auto const found = counterfactuals(world, facts, {}, plain(), base, evaluation.frame(), tries);
        return found.size() == 1 ? found.front().effect : std::string {};
    };
    EXPECT_EQ(effect_with_cap("10.00 USD"), "USD 10.00 more would be covered");
    EXPECT_EQ(effect_with_cap("4.00 USD"), "USD 4.00 to USD 10.00 more would be covered");
    EXPECT_EQ(effect_with_cap("0.00 USD"), "up to USD 10.00 more would be covered");
}

TEST(Assess, of_a_claim_of_zero_it_is_said_that_it_is_zero)
{
    auto const world = world_with([](casework::World const& of) { return cover::TestBook { of }.cover(""); });
    EXPECT_EQ(assess(world, facts_of({ { "problems[0].loss", "0.00 USD" } }), {}, plain()).forecast.not_made_because,
        "the sum claimed is zero");
    EXPECT_EQ(assess(world, facts_of({ { "problems[0].kind", "quality" } }), {}, plain()).forecast.not_made_because,
        "no sum is known");
}

TEST(Assess, a_route_of_which_nobody_knows_how_long_it_takes_is_left_out_of_the_forecast_and_remarked)
{
    auto world = world_with([](casework::World const& of) { return cover::TestBook { of }.cover(""); });
    world.routes.push_back(route(world, "prc-court", RouteStatus::open));
    auto const facts = facts_of({ { "problems[0].loss", "1000.00 USD" } });
    auto const dark = assess(world, facts, {}, plain());
    EXPECT_FALSE(dark.forecast.made);
    EXPECT_THAT(dark.forecast.remarks, ElementsAre(HasSubstr("how long it takes is not known")));
    world.routes[0].weeks.push_back({ nullptr, 4, 5, 6, true, {} });
    auto const timed = assess(world, facts, {}, plain());
    EXPECT_TRUE(timed.forecast.made);
    EXPECT_TRUE(timed.forecast.remarks.empty());
}

TEST(Assess, what_the_forecast_was_made_from_makes_it_again)
{
    auto world = world_with([](casework::World const& of) { return cover::TestBook { of }.cover(""); });
    for (auto const* id : { "hkiac", "prc-court" }) // of the first nobody knows how long it takes
        world.routes.push_back(route(world, id, RouteStatus::open));
    world.routes[1].weeks.push_back({ nullptr, 4, 5, 6, true, {} });
    auto const facts = facts_of({ { "problems[0].loss", "1000.00 USD" } });
    auto const made = assess_with_basis(world, facts, {}, plain());
    ASSERT_TRUE(made.input);
    EXPECT_EQ(made.input->claim, 100'000);
    EXPECT_TRUE(made.input->routes.empty());
    EXPECT_THAT(made.routes, ElementsAre(1u));
    auto input = *made.input;
    for (auto const place : made.routes)
        input.routes.push_back(&made.answer.routes[place]);
    EXPECT_EQ(forecast::run(input).forecast.together.mean, assess(world, facts, {}, plain()).forecast.together.mean);
    EXPECT_FALSE(made.answer.forecast.together.mean); // none was sampled by the way
    EXPECT_FALSE(assess_with_basis(world, facts_of({ { "problems[0].kind", "quality" } }), {}, plain()).input);
}

TEST(Assess, where_no_forum_is_known_to_be_open_the_court_of_the_seat_stands_for_it_though_another_looks_cheaper)
{
    auto world = world_with([](casework::World const& of) { return cover::TestBook { of }.cover(""); });
    for (auto const* id : { "hkiac", "prc-court" }) {
        auto forum = route(world, id, RouteStatus::open, "order.own_use");
        forum.name.en.pieces.front().literal = id;
        forum.weeks.push_back({ nullptr, 4, 5, 6, true, {} });
        world.routes.push_back(std::move(forum));
    }
    auto& dearer = world.routes.back().costs.front();
    dearer.low = dearer.likely = dearer.high = compiled("money(\"20.00 USD\")", *world.schema);
    auto const answer = assess(world, facts_of({ { "problems[0].loss", "1000.00 USD" } }), {}, plain());
    ASSERT_TRUE(answer.forecast.made);
    EXPECT_THAT(answer.forecast.remarks, ElementsAre(HasSubstr("prc-court stands for it here")));
}

TEST(Assess, a_programme_that_pays_nothing_leaves_its_route_open_only_for_an_exception)
{
    auto world = world_with([](casework::World const& of) { return cover::TestBook { of }.scope("order.own_use"); });
    world.routes.push_back(route(world, "platform-claim", RouteStatus::open));
    auto const facts = facts_of({ { "problems[0].loss", "10.00 USD" }, { "order.own_use", "false" } });
    auto const answer = assess(world, facts, {}, plain());
    ASSERT_EQ(answer.routes.size(), 1u);
    EXPECT_EQ(answer.routes[0].status, RouteStatus::conditional);
    EXPECT_EQ(answer.routes[0].recoverable.high, (Money { 0, casework::usd }));
}

} // namespace recourse::assess
