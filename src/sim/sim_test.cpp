#include "catalog/world.hpp"
#include "sim/simulation.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <sstream>

namespace recourse::sim {

namespace {

std::shared_ptr<casework::World const> world()
{
    static auto const loaded = catalog::shipped_world(false);
    return loaded->world;
}

/// How many seeds are run, and for how many days each; more by RECOURSE_SIM_SEEDS and RECOURSE_SIM_DAYS.
int number(char const* variable, int standard)
{
    auto const* text = std::getenv(variable);
    return text == nullptr ? standard : std::atoi(text);
}

#if defined(__has_feature)
#    if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr int seeds = 15;
#    else
constexpr int seeds = 300;
#    endif
#else
constexpr int seeds = 300;
#endif

std::string told(Plan const& plan, Failure const& failure)
{
    std::ostringstream text;
    for (auto const& line : failure.before)
        text << line << '\n';
    text << "seed " << plan.seed << ", turn " << failure.turn << ": " << failure.what << "\nagain: recourse sim --seed "
         << plan.seed << " --days " << plan.days;
    return text.str();
}

} // namespace

TEST(Simulation, seed_after_seed_finds_nothing_and_reaches_nearly_everything)
{
    Coverage all;
    auto const days = number("RECOURSE_SIM_DAYS", 40);
    for (int seed = 1; seed <= number("RECOURSE_SIM_SEEDS", seeds); ++seed) {
        auto const plan = plan_of(static_cast<std::uint64_t>(seed), days, {}, *world());
        auto const result = run(plan, world());
        ASSERT_FALSE(result.failure) << told(plan, *result.failure);
        all.add(result.coverage);
    }
    std::cout << to_string(all);
    if (all.runs < 100)
        return;
    // No book that is shipped leaves a measure to somebody's discretion, so none is ever proposed.
    std::vector<std::string> const not_here { "standing.confirm-measure", "standing.decline-measure" };
    EXPECT_EQ(all.commands_missed(), not_here);
    auto never = all.events_missed();
    std::erase_if(never, [](auto const& word) {
        return !word.starts_with("order.") && !word.starts_with("claim.") && !word.starts_with("matter.");
    });
    EXPECT_EQ(never, std::vector<std::string> {})
        << "what happens to orders, claims and matters has to happen here, too";
    for (auto const faults : all.faults)
        EXPECT_GT(faults, 0u);
    EXPECT_GT(all.kills, 0u);
    EXPECT_GT(all.records, 0u);
    EXPECT_GT(all.vault_stops, 0u);
}

TEST(Simulation, a_seed_is_one_run_on_either_store)
{
    // 7 has a vault beside it.
    EXPECT_TRUE(plan_of(7, 30, Ground::memory, *world()).evidence);
    for (auto const ground : { Ground::memory, Ground::disk }) {
        auto const plan = plan_of(7, 30, ground, *world());
        std::ostringstream lines;
        auto const first = run(plan, world(), &lines);
        auto const second = run(plan, world());
        EXPECT_EQ(to_string(first.trace), to_string(second.trace));
        EXPECT_EQ(first.turns, second.turns);
        EXPECT_FALSE(lines.str().empty());
        EXPECT_NE(first.trace, run(plan_of(8, 30, ground, *world()), world()).trace);
    }
}

} // namespace recourse::sim
