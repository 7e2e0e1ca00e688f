#include "core/forecast/model.hpp"

#include "base/check.hpp"
#include "core/case/route_roles.hpp"

#include <algorithm>

namespace recourse::forecast {

using casework::Track;

namespace {

Triangle find(Input const& input, std::string_view of, std::string_view route, Triangle standard)
{
    for (auto const& one : input.assumptions) {
        if (one.of == of && (one.route.empty() || one.route == route))
            return { one.low, one.likely, one.high };
    }
    return standard;
}

/// What can be collected on average after so many weeks from now, as a share.
double left_on_average(Model const& model, Way const& way, double weeks)
{
    double const all = model.passed + weeks;
    double const before = std::clamp(way.forum ? model.passed + model.freeze_week : never, 0.0, all);
    double const moving = before + (all - before) * (1 - model.freeze_effect.mean());
    return way.collect.mean() * std::exp(-model.decay.mean() * moving);
}

/// What a way brings on average after what it costs: by this it is taken or left.
double promise_of(Model const& model, Way const& way)
{
    double const wins = std::min(way.low + 0.75 * (way.high - way.low), model.claim);
    double const chance = way.chance(way.success.mean());
    if (!way.legal)
        return chance * wins - way.cost.mean();
    double const weeks = std::max(0.0, way.weeks.mean() - way.passed) + model.later;
    double const secured = way.forum ? model.secured : 0;
    double gain = chance * std::max(wins * left_on_average(model, way, weeks), std::min(wins, secured));
    if (!way.forum)
        return gain - way.cost.mean();
    // A freeze goes with the forum: it costs, and it may end the matter before the forum does.
    double const settled_in = std::max(0.0, model.freeze_week + model.settles_weeks.mean());
    if (model.freeze_week < never && settled_in < weeks) {
        double const settles = model.freeze_settles.mean();
        double const paid
            = std::max(model.claim * left_on_average(model, way, settled_in), std::min(model.claim, secured));
        gain = settles * paid + (1 - settles) * gain;
    }
    return gain - way.cost.mean() - model.freeze_cost.mean();
}

} // namespace

Model model_of(Input const& input)
{
    Model model;
    model.claim = input.claim;
    model.decay = find(input, "decay_per_week", "", {});
    model.freeze_effect = find(input, "freeze_effect", "", {});
    model.freeze_settles = find(input, "freeze_settles", "", {});
    model.settles_weeks = find(input, "freeze_settles_weeks", "", {});
    model.passed = input.weeks_passed;
    model.later = input.weeks_later;
    if (input.frozen) {
        model.freeze_week = -input.frozen_weeks;
        model.secured = input.secured;
    }
    auto const minor = [](std::optional<Money> const& m) { return m ? static_cast<double>(m->minor) : 0.0; };
    for (auto const* route : input.routes) {
        RECOURSE_ASSERT(route->weeks.likely); // what takes nobody knows how long is not among them
        if (route->id == "asset-preservation" && !input.frozen) {
            model.freeze_cost = { minor(route->cost.low), minor(route->cost.likely), minor(route->cost.high) };
            model.freeze_week = input.freeze_in_weeks.value_or(*route->weeks.likely) + model.later;
        }
    }
    double best = 0;
    for (auto const* route : input.routes) {
        Way way;
        way.forum = casework::is_forum(route->id);
        way.legal = route->track == Track::legal;
        way.success = casework::is_step(route->id) ? Triangle {} : find(input, "success", route->id, {});
        way.collect = find(input, "collect", route->id, {});
        auto const likely = *route->weeks.likely;
        way.weeks = { static_cast<double>(route->weeks.low.value_or(likely)), static_cast<double>(likely),
            static_cast<double>(route->weeks.high.value_or(likely)) };
        way.cost = { minor(route->cost.low), minor(route->cost.likely), minor(route->cost.high) };
        way.low = minor(route->recoverable.low);
        way.high = minor(route->recoverable.high);
        for (auto const& begun : input.begun) {
            if (begun.route != route->id)
                continue;
            way.running = true;
            way.silent = begun.silent;
            way.passed = begun.weeks;
            way.over = way.weeks.share_below(begun.weeks);
        }
        double const promise = promise_of(model, way);
        way.taken = promise > 0;
        if (way.forum && promise > best) {
            best = promise;
            model.forum = static_cast<int>(model.ways.size());
        }
        model.ways.push_back(way);
    }
    return model;
}

void sample(Model const& model, Options const& options, bool alone,
    std::function<void(std::uint32_t, Sample const&)> const& sink)
{
    struct Drawn {
        std::size_t index;
        Way const& way;
        Random random;
    };
    std::vector<Drawn> drawn;
    for (std::size_t i = 0; i < model.ways.size(); ++i) {
        auto const& way = model.ways[i];
        if (alone || (way.forum ? static_cast<int>(i) == model.forum : way.taken))
            drawn.push_back({ i, way, Random(options.seed, i + 1) });
    }
    Random random(options.seed);
    std::vector<double> by_itself(alone ? model.ways.size() : 0);
    std::vector<Flow> flows;
    // Of a freeze that has held for a while without moving the supplier to pay, the times that are ruled out.
    double const waited = model.settles_weeks.share_below(-model.freeze_week);
    for (std::uint32_t s = 0; s < options.samples; ++s) {
        double const collects = random.unit(); // one draw: a supplier that can pay can pay by every way
        double const decay = model.decay.at(random.unit());
        double const stopped = model.freeze_effect.at(random.unit());
        double const pays = random.unit();
        double const settles_before = model.freeze_settles.at(random.unit());
        double const settles_now = settles_before * (1 - waited) / std::max(1e-12, 1 - settles_before * waited);
        bool const settles = pays < settles_now;
        double const freeze_cost = model.freeze_cost.at(random.unit());
        double const settled_after = model.settles_weeks.at(waited + random.unit() * (1 - waited));
        // What can be collected after so many weeks from now.
        auto const left_after = [&](Way const& way, double weeks, double freeze_week) {
            double const all = model.passed + weeks;
            double const before = std::clamp(model.passed + freeze_week, 0.0, all);
            return way.collect.at(collects) * std::exp(-decay * (before + (all - before) * (1 - stopped)));
        };
        double left = model.claim;
        double net = 0;
        double first_done = 0;
        flows.clear();
        double forum_weeks = 0, forum_cost = 0, forum_won = 0;
        for (auto& [i, way, own] : drawn) {
            double const success = way.chance(way.success.at(own.unit()));
            bool const won = own.unit() < success;
            double const lasts = way.weeks.at(way.over + own.unit() * (1 - way.over));
            double const weeks = std::max(0.0, lasts - way.passed) + model.later;
            double const cost = way.cost.at(own.unit());
            double const share = own.unit();
            double const wins = won ? way.low + (way.high - way.low) * (0.5 + 0.5 * share) : 0;
            double gain = wins;
            if (way.legal && won)
                gain *= left_after(way, weeks, way.forum ? model.freeze_week : never);
            if (way.forum)
                gain = std::max(gain, std::min(wins, model.secured));
            gain = std::min(gain, model.claim);
            if (alone)
                by_itself[i] = gain - cost;
            if (way.forum) {
                if (static_cast<int>(i) == model.forum) {
                    forum_weeks = weeks;
                    forum_cost = cost;
                    forum_won = wins;
                }
                continue;
            }
            if (!way.taken)
                continue;
            double const taken = std::min(gain, left);
            left -= taken;
            net += taken - cost;
            first_done = std::max(first_done, std::min(weeks, 8.0));
            flows.push_back({ i, weeks, taken, cost });
        }
        double const spent = forum_cost + (model.freeze_week < never ? freeze_cost : 0);
        if (model.forum >= 0 && left > spent) {
            auto const way = static_cast<std::size_t>(model.forum);
            auto const& forum = model.ways[way];
            // The forum begins when what comes before it is over; until it pays the supplier moves away what it can.
            double const begins = forum.running ? 0 : first_done;
            double week = begins + forum_weeks;
            double won = forum_won * (forum.legal ? left_after(forum, week, model.freeze_week) : 1);
            won = std::max(won, std::min(forum_won, model.secured));
            double taken = std::min({ won, model.claim, left });
            if (model.freeze_week < never) {
                double const paid_in = model.freeze_week + settled_after;
                if (settles && paid_in < week) {
                    double const paid = std::max(model.claim * left_after(forum, paid_in, model.freeze_week),
                        std::min(model.claim, model.secured));
                    taken = std::min(left, paid);
                    week = std::max(0.0, paid_in);
                }
            }
            net += taken - spent;
            flows.push_back({ way, std::min(begins, week), 0, spent });
            flows.push_back({ way, week, taken, 0 });
        }
        sink(s, { net, flows, by_itself });
    }
}

} // namespace recourse::forecast
