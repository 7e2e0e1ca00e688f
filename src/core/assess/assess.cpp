#include "core/assess/assess.hpp"

#include "core/assess/programmes.hpp"
#include "core/case/deadline_run.hpp"
#include "core/case/results.hpp"
#include "core/case/route_roles.hpp"
#include "core/forecast/forecast.hpp"
#include "core/route/route_run.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::assess {

using casework::Answer;
using casework::Deadline;
using casework::DeadlineStatus;
using casework::Evaluation;
using casework::Frame;
using casework::RouteStatus;
using casework::Truth;

namespace {

class Assembly {
public:
    Assembly(
        casework::World const& world, casework::Facts const& facts, BookInputs const& inputs, Options const& options)
        : world_(world)
        , facts_(facts)
        , inputs_(inputs)
        , options_(options)
        , evaluation_(world, facts, options.as_of)
    {
    }

    Answer run()
    {
        answer_.title = facts_.text("title").value_or("");
        answer_.language = options_.language == Language::zh ? "zh" : "en";
        answer_.as_of = options_.as_of;
        answer_.as_of_given = options_.as_of_given;
        loss();
        cover();
        routes();
        deadlines();
        guide();
        rates();
        return std::move(answer_);
    }

    std::optional<forecast::Input> const& basis() const { return basis_; }
    std::vector<std::size_t> const& basis_routes() const { return basis_routes_; }

private:
    void loss()
    {
        auto& loss = answer_.loss;
        loss.paid = evaluation_.money_term("paid");
        loss.claimed = evaluation_.money_term("claimed");
        loss.claimed_low = evaluation_.money_term("claimed_low");
        for (auto const id : { "paid", "claimed" })
            casework::note_missing(evaluation_.term(id), loss.missing);
    }

    void cover()
    {
        for (auto const& [book, own, outcome] : programmes(world_, evaluation_, inputs_, options_)) {
            answer_.coverage.push_back(
                cover::explain(*book, evaluation_, *own, outcome, options_.language, options_.trace));
            book_deadlines(*book, *own, outcome);
        }
        std::ranges::stable_sort(answer_.coverage, [](auto const& a, auto const& b) {
            auto const high = [](casework::Coverage const& one) { return one.range.high ? one.range.high->minor : 0; };
            return high(a) > high(b);
        });
    }

    void book_deadlines(cover::Book const& book, cover::Inputs const& inputs, cover::Outcome const& outcome)
    {
        // A reading in which the programme does not apply at all sets nobody a deadline.
        auto const applies = [&](std::string const& reading) {
            auto const found = std::ranges::find(outcome.readings, reading, &cover::ReadingOutcome::reading);
            return found == outcome.readings.end() || std::ranges::none_of(found->findings, [](auto const& finding) {
                return finding.kind == cover::RuleKind::scope && finding.truth == Truth::no;
            });
        };
        for (auto const& reading : book.readings) {
            if ((!options_.reading.empty() && reading.id != options_.reading) || !applies(reading.id))
                continue;
            cover::BookFrame frame(book, reading, evaluation_, inputs);
            for (auto const& rule : book.deadlines) {
                if (!frame.holds(rule.readings))
                    continue;
                deadline(rule, frame.frame(), book.id, rule.readings.empty() ? "" : reading.id);
            }
        }
    }

    /// The same deadline of several readings is one line, from the earliest last day to the latest.
    void deadline(
        casework::DeadlineRule const& rule, Frame& frame, std::string const& owner, std::string const& reading)
    {
        auto const outcome = casework::run(rule, frame, world_, options_.as_of);
        if (outcome.applies == Truth::no || (outcome.applies == Truth::open && !outcome.due))
            return;
        for (auto& known : answer_.deadlines) {
            if (known.id != rule.id || known.route != owner)
                continue;
            if (!outcome.due || known.due == outcome.due)
                return;
            if (!known.due || *outcome.due < *known.due) {
                auto const latest = known.due_latest ? known.due_latest : known.due;
                known = casework::describe(outcome, frame, options_.language);
                known.due_latest = latest;
            } else if (!known.due_latest || *known.due_latest < *outcome.due)
                known.due_latest = outcome.due;
            known.route = owner;
            known.reading = reading;
            // Over in one reading and not in another: it can still be done, so it is not lost.
            if (known.status == DeadlineStatus::passed && known.due_latest && *known.due_latest >= options_.as_of)
                known.status = casework::status_of(*known.due_latest, options_.as_of, rule.not_before);
            return;
        }
        auto described = casework::describe(outcome, frame, options_.language);
        described.route = owner;
        described.reading = reading;
        for (auto const& path : described.missing) {
            if (path.starts_with("calendar."))
                answer_.notes.push_back(options_.language == Language::zh
                        ? fmt::format("{}：该年度的放假安排尚未公布，无法确定工作日。", path)
                        : fmt::format("{}: no official notice of holidays, so working days cannot be told", path));
        }
        answer_.deadlines.push_back(std::move(described));
    }

    void routes()
    {
        for (auto const& book : world_.routes) {
            auto const status = route::status_of(book, evaluation_.frame());
            auto route = route::describe(book, status, evaluation_, options_.language);
            if (route.status != RouteStatus::closed)
                by_rules(route);
            if (status.status != RouteStatus::closed) {
                for (auto const& rule : book.deadlines)
                    deadline(rule, evaluation_.frame(), book.id, "");
                for (auto const& rule : book.evidence)
                    evidence(rule, evaluation_.frame());
            }
            answer_.routes.push_back(std::move(route));
        }
    }

    /// A route by which a programme is claimed brings what its rules pay. Where they pay nothing in any reading, it is
    /// open only in so far as the programme may depart from its rules.
    void by_rules(casework::Route& route) const
    {
        auto const* cover = casework::best_cover(answer_.coverage, route.id);
        if (cover == nullptr)
            return;
        route.recoverable = cover->range;
        if (cover->verdict != casework::Verdict::not_covered)
            return;
        route.status = RouteStatus::conditional;
        route.missing.clear();
        route.why = { { options_.language == Language::zh
                ? fmt::format("按{}的公开规则不予赔付；仅在其破例时有用。", cover->name)
                : fmt::format("By its published rules {} pays nothing here; only an exception would.", cover->name),
            {} } };
        route.why.front().source.mark = "inference";
    }

    void deadlines()
    {
        for (auto const& rule : world_.law)
            deadline(rule, evaluation_.frame(), "", "");
        auto const order = [](Deadline const& one) {
            return std::pair { one.status == DeadlineStatus::passed || !one.due, one.due.value_or(Date {}) };
        };
        std::ranges::stable_sort(answer_.deadlines, {}, order);
    }

    void evidence(route::EvidenceRule const& rule, Frame& frame)
    {
        if (frame.truth(rule.when) != Truth::yes)
            return;
        for (auto& known : answer_.evidence) {
            if (known.kind != rule.kind)
                continue;
            for (auto const& route : rule.for_routes) {
                if (std::ranges::find(known.for_routes, route) == known.for_routes.end())
                    known.for_routes.push_back(route);
            }
            for (auto const& form : rule.form) {
                if (std::ranges::find(known.form, form) == known.form.end())
                    known.form.push_back(form);
            }
            return;
        }
        answer_.evidence.push_back({ rule.kind, has(rule.kind), rule.for_routes, rule.form,
            frame.say(rule.why, options_.language), rule.source });
    }

    bool has(std::string_view kind) const
    {
        auto const group = static_cast<std::uint16_t>(casework::find_group("evidence"));
        auto const field = static_cast<std::uint16_t>(casework::fact_groups()[group].find("kind"));
        for (std::uint16_t i = 0; i < facts_.items(group); ++i) {
            auto const value = facts_.get({ group, i, field });
            if (value.is(rules::Kind::string) && value.as_text() == kind)
                return true;
        }
        return false;
    }

    void guide()
    {
        auto const& schema = *world_.route_schema;
        Frame frame(
            evaluation_.arena(), schema.size(), evaluation_.frame().slots().first(casework::fact_schema().size()),
            [this](std::uint32_t slot) { return evaluation_.frame().slot(slot); }, evaluation_.exchange(),
            evaluation_.counting());
        auto const results
            = casework::bind_results(answer_.deadlines, answer_.coverage, options_.as_of, evaluation_.arena());
        frame.set(world_.table_slot, world_.table_value);
        frame.set(static_cast<std::uint32_t>(schema.slot("due")), results.due);
        for (std::size_t i = 0; i < results.covers.size(); ++i)
            frame.set(static_cast<std::uint32_t>(schema.slot(casework::cover_results[i].first)), results.covers[i]);

        auto const route_slot = static_cast<std::uint32_t>(schema.slot("route"));
        for (std::size_t i = 0; i < answer_.routes.size(); ++i)
            route::compare(world_.routes[i], answer_.routes[i], frame, route_slot, options_.language);
        for (auto const& rule : world_.guide.evidence)
            evidence(rule, frame);
        warnings(frame);
        plan(frame);
        forecast(frame);
        if (!options_.questions)
            return;
        auto const base = figures(world_, facts_, inputs_, options_);
        Tries asking(facts_), changing(facts_);
        answer_.questions = questions(world_, facts_, inputs_, options_, base, asking);
        answer_.counterfactuals = counterfactuals(world_, facts_, inputs_, options_, base, frame, changing);
    }

    void forecast(Frame& frame)
    {
        bool const zh = options_.language == Language::zh;
        auto& made = answer_.forecast;
        if (!options_.forecast) {
            made.not_made_because = zh ? "未要求预测" : "it was not asked for";
            return;
        }
        auto const claim = evaluation_.money_term("claimed");
        if (!claim) {
            made.not_made_because = zh ? "主张金额未知" : "no sum is known";
            return;
        }
        if (claim->minor <= 0) {
            made.not_made_because = zh ? "主张金额为零" : "the sum claimed is zero";
            return;
        }
        forecast::Input input { claim->currency, static_cast<double>(claim->minor), {}, {},
            facts_.date("legal.frozen_on").has_value() };
        auto const positions = routes_of_forecast(made.remarks);
        for (auto const i : positions)
            input.routes.push_back(&answer_.routes[i]);
        if (input.routes.empty()) {
            made.not_made_because = zh ? "没有已知可用的途径" : "no route is known to be open";
            return;
        }
        for (auto const& rule : world_.guide.estimates) {
            bool const taken = std::ranges::any_of(
                input.assumptions, [&](auto const& one) { return one.of == rule.of && one.route == rule.route; });
            if (taken || frame.truth(rule.when) != Truth::yes)
                continue;
            input.assumptions.push_back({ rule.id, rule.of, rule.route, to_double(rule.low), to_double(rule.likely),
                to_double(rule.high), frame.say(rule.says, options_.language), rule.source });
        }
        basis_ = input;
        basis_->routes.clear();
        basis_routes_ = positions;
        if (!options_.sampled)
            return;
        auto outlook = forecast::run(input);
        outlook.forecast.remarks = std::move(made.remarks);
        made = std::move(outlook.forecast);
        for (std::size_t i = 0; i < positions.size(); ++i) {
            auto& route = answer_.routes[positions[i]];
            route.net = outlook.net[i];
            if (route.cost.likely->minor > claim->minor)
                made.remarks.push_back(zh ? fmt::format("{}的费用高于主张金额。", route.name)
                                          : fmt::format("{} costs more than what is claimed.", route.name));
        }
    }

    /// Routes that are open, or open under a condition, with known sums and weeks; and where no forum is known to be
    /// open yet, one of those that may be, because one of them will be: the court of the supplier's seat, which needs
    /// no clause, else the one that costs least. What is left out is remarked.
    std::vector<std::size_t> routes_of_forecast(std::vector<std::string>& remarks) const
    {
        bool const zh = options_.language == Language::zh;
        std::vector<std::size_t> positions;
        std::optional<std::size_t> possible;
        bool forum = false;
        for (std::size_t i = 0; i < answer_.routes.size(); ++i) {
            auto const& route = answer_.routes[i];
            bool const open = route.status == RouteStatus::open || route.status == RouteStatus::conditional;
            bool const priced = route.recoverable.high && route.cost.likely;
            bool const timed = route.weeks.likely.has_value();
            bool const decides = casework::is_forum(route.id);
            if (open && priced && timed)
                positions.push_back(i);
            else if (open && priced)
                remarks.push_back(zh ? fmt::format("{}所需时间未知，未计入预测。", route.name)
                                     : fmt::format("{} is left out: how long it takes is not known.", route.name));
            else if (open && route.recoverable.high)
                remarks.push_back(zh ? fmt::format("{}的费用未知，未计入预测。", route.name)
                                     : fmt::format("{} is left out: its cost is not known.", route.name));
            forum |= decides && route.status == RouteStatus::open;
            auto const nearer = [&](std::size_t other) {
                if (answer_.routes[other].id == "prc-court" || route.id == "prc-court")
                    return route.id == "prc-court";
                return compare(*route.cost.likely, *answer_.routes[other].cost.likely) < 0;
            };
            // The buyer's own court reaches too little to stand for the others.
            if (decides && priced && timed && route.status == RouteStatus::unknown && route.id != "home-court"
                && (!possible || nearer(*possible)))
                possible = i;
        }
        if (!forum && possible) {
            positions.insert(std::ranges::upper_bound(positions, *possible), *possible);
            auto const& name = answer_.routes[*possible].name;
            remarks.push_back(zh
                    ? fmt::format("尚不能确定由哪一机构或法院管辖；预测以{}代之。", name)
                    : fmt::format("Which tribunal or court is open is not known yet; {} stands for it here.", name));
        }
        return positions;
    }

    static double to_double(Ratio const& ratio)
    {
        return static_cast<double>(portion({ 1'000'000, {} }, ratio, Rounding::half_even).minor) / 1e6;
    }

    void warnings(Frame& frame)
    {
        for (auto const& rule : world_.guide.warnings) {
            bool const said = std::ranges::any_of(
                answer_.warnings, [&](casework::Warning const& one) { return one.id == rule.id; });
            if (said || frame.truth(rule.when) != Truth::yes)
                continue;
            answer_.warnings.push_back(
                { rule.id, rule.severity, frame.say(rule.text, options_.language), rule.source });
        }
        std::ranges::stable_sort(answer_.warnings, {}, &casework::Warning::severity);
    }

    void plan(Frame& frame)
    {
        for (auto const& rule : world_.guide.tasks) {
            if (frame.truth(rule.when) != Truth::yes)
                continue;
            casework::Task task;
            task.id = rule.id;
            task.step = rule.step;
            task.track = rule.track;
            task.act = frame.say(rule.act, options_.language);
            task.by = rule.by_deadline.empty() ? frame.date(rule.by) : due(rule.by_deadline);
            task.who = rule.who;
            task.needs = rule.needs;
            task.why = frame.say(rule.why, options_.language);
            task.source = rule.source;
            answer_.plan.push_back(std::move(task));
        }
        std::ranges::stable_sort(answer_.plan, {}, &casework::Task::step);
    }

    std::optional<Date> due(std::string_view id) const
    {
        std::optional<Date> earliest;
        for (auto const& one : answer_.deadlines) {
            auto const day = casework::day_to_act(one, options_.as_of);
            if (one.id == id && day && (!earliest || *day < *earliest))
                earliest = day;
        }
        return earliest;
    }

    /// Shipped rates have a register; those of the case file and of --rates are as good as who gave them.
    casework::SourceRef source_of(time::Rate const& rate) const
    {
        if (auto const found = world_.rate_sources.find(rate.source); found != world_.rate_sources.end())
            return found->second;
        casework::SourceRef source;
        source.document = rate.source;
        source.title = rate.source.starts_with("ecb-")
            ? "European Central Bank, reference rates of " + to_string(rate.date)
            : rate.source;
        source.mark = "unverified";
        return source;
    }

    void rates()
    {
        for (auto const& used : evaluation_.rates_used()) {
            auto const source = source_of(used.rate);
            auto text = time::to_string(used.rate);
            bool const named = std::ranges::any_of(answer_.rates, [&](auto const& one) { return one.text == text; });
            if (!named)
                answer_.rates.push_back({ std::move(text), source });
        }
    }

    casework::World const& world_;
    casework::Facts const& facts_;
    BookInputs const& inputs_;
    Options const& options_;
    Evaluation evaluation_;
    Answer answer_;
    std::optional<forecast::Input> basis_; ///< of the forecast, if one was made
    std::vector<std::size_t> basis_routes_;
};

} // namespace

Answer assess(
    casework::World const& world, casework::Facts const& facts, BookInputs const& inputs, Options const& options)
{
    return Assembly(world, facts, inputs, options).run();
}

Assessed assess_with_basis(
    casework::World const& world, casework::Facts const& facts, BookInputs const& inputs, Options const& options)
{
    auto unsampled = options;
    unsampled.sampled = false; // a hundred thousand samples, for which nobody asks here
    Assembly assembly(world, facts, inputs, unsampled);
    Assessed assessed { assembly.run(), {}, {} };
    assessed.input = assembly.basis();
    assessed.routes = assembly.basis_routes();
    return assessed;
}

} // namespace recourse::assess
