#include "catalog/world.hpp"
#include "cli/commands.hpp"
#include "cli/report.hpp"
#include "sim/simulation.hpp"

#include <fmt/format.h>

#include <charconv>
#include <ostream>

namespace recourse::cli {

namespace {

constexpr std::array options {
    Option { "seed", "N", "the run of this seed", "1" },
    Option { "seeds", "A..B", "the runs of these seeds, both ends included" },
    Option { "days", "DAYS", "of the virtual clock in each run", "730" },
    Option { "store", "WHERE", "memory, disk, or seed: as the seed chooses", "seed", false, "memory disk seed" },
    Option { "trace", "", "print what happens, line by line" },
};

constexpr std::string_view details
    = "Runs the service as it is on a virtual clock, with everybody who uses it, everybody who misuses it, and a store "
      "that fails, and holds it to books of its own. A seed, a number of days and a build always give the same run: "
      "its trace has the same digest. When something is not as it has to be, the status is 1 and the seed, the day, "
      "what was found and the last lines of the trace are printed; the same call shows it again.";

struct Range {
    std::uint64_t first = 1;
    std::uint64_t last = 1;
};

template <class Number>
std::optional<Number> parse_whole(std::string_view text)
{
    Number value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc {} && end == text.data() + text.size() ? std::optional { value } : std::nullopt;
}

std::optional<Range> parse_range(std::string_view text)
{
    auto const dots = text.find("..");
    if (dots == std::string_view::npos)
        return std::nullopt;
    auto const first = parse_whole<std::uint64_t>(text.substr(0, dots));
    auto const last = parse_whole<std::uint64_t>(text.substr(dots + 2));
    if (!first || !last || *last < *first)
        return std::nullopt;
    return Range { *first, *last };
}

void print_failure(sim::Plan const& plan, sim::Failure const& failure, std::ostream& out)
{
    for (auto const& line : failure.before)
        out << "    " << line << '\n';
    out << fmt::format("seed {}, turn {}, {}: {}\n", plan.seed, failure.turn, to_string(failure.day), failure.what);
    out << fmt::format("again: recourse sim --seed {} --days {} --store {}\n", plan.seed, plan.days,
        plan.ground == sim::Ground::disk ? "disk" : "memory");
}

int run_sim(Given const& given, Streams streams)
{
    auto const wrong = [&](std::string const& message) {
        say("recourse sim: " + message, streams.err);
        return input_wrong;
    };
    auto const seed = parse_whole<std::uint64_t>(value_of(given, "seed", "1"));
    if (!seed)
        return wrong("--seed wants a whole number");
    auto range = std::optional { Range { *seed, *seed } };
    if (given.contains("seeds"))
        range = parse_range(value_of(given, "seeds"));
    if (!range || (given.contains("seeds") && given.contains("seed")))
        return wrong("--seeds wants A..B, such as 1..200, and no --seed beside it");
    auto const days = parse_whole<int>(value_of(given, "days", "730"));
    if (!days || *days < 1 || *days > 3'650)
        return wrong("--days wants a whole number from 1 to 3650");
    auto const store = value_of(given, "store", "seed");
    std::optional<sim::Ground> ground;
    if (store == "memory" || store == "disk")
        ground = store == "disk" ? sim::Ground::disk : sim::Ground::memory;
    else if (store != "seed")
        return wrong("--store is memory, disk or seed");

    auto const loaded = catalog::shipped_world(false);
    if (!loaded) {
        say("recourse sim: the shipped data cannot be read", streams.err);
        return we_failed;
    }
    bool const many = range->first != range->last;
    sim::Coverage all;
    for (auto number = range->first;; ++number) {
        // Should the program itself end, the last line says where.
        if (many)
            streams.err << fmt::format("seed {}\n", number) << std::flush;
        auto const plan = sim::plan_of(number, *days, ground, *loaded->world);
        auto const result = sim::run(plan, loaded->world, given.contains("trace") ? &streams.out : nullptr);
        all.add(result.coverage);
        if (result.failure) {
            print_failure(plan, *result.failure, streams.out);
            return we_failed;
        }
        if (!many)
            streams.out << fmt::format(
                "seed {}, {} days, {} turns: trace {}\n", number, *days, result.turns, to_string(result.trace));
        if (number == range->last)
            break;
    }
    streams.out << to_string(all);
    return answered;
}

} // namespace

Subcommand const sim_command { "sim", "run the service under a seed, with faults and misuse",
    "recourse sim --seeds 1..100 --days 90", {}, options, run_sim, details };

} // namespace recourse::cli
