#include "base/text.hpp"
#include "catalog/data_readers.hpp"
#include "core/case/answer_words.hpp"

#include <fmt/format.h>

namespace recourse::catalog {

using casework::RouteStatus;
using codec::Node;
using route::RouteBook;
using rules::TypeKind;

namespace {

constexpr std::array<std::string_view, 9> kinds { "court", "arbitration", "platform", "bank", "police", "negotiation",
    "enforcement", "insurance", "other" };

class RouteReader {
public:
    RouteReader(std::span<DataFile const* const> files, casework::World const& world,
        std::span<std::pair<std::string, route::Schedule const*> const> schedules, Reading with)
        : files_(files)
        , world_(world)
        , schedules_(schedules)
        , with_(with)
    {
    }

    RouteBook read()
    {
        route_.folder = files_.front()->folder;
        for (auto const* file : files_)
            one(*file);
        if (route_.id.empty())
            with_.problems.push_back(
                { { files_.front()->document.file, 1, 1 }, "the folder has no [forum]", "in forum.toml" });
        return std::move(route_);
    }

private:
    void one(DataFile const& file)
    {
        TableReader root(file.document, file.document.root, "a route's file", with_.problems);
        root.allow("case");
        root.allow("sources");
        if (auto const* node = root.table("forum"))
            header(file, *node);
        for (auto const* node : root.tables("status"))
            status(file, *node);
        for (auto const* node : root.tables("cost"))
            cost(file, *node);
        for (auto const* node : root.tables("weeks"))
            weeks(file, *node);
        if (auto const* node = root.table("recoverable")) {
            Entry entry(file, *node, "[recoverable]", schema(), with_);
            route_.recoverable_low = entry.expression("low", TypeKind::money);
            route_.recoverable_high = entry.expression("high", TypeKind::money);
            entry.finish();
        }
        if (auto const* node = root.table("compare"))
            compare(file, *node);
        for (auto const* node : root.tables("evidence"))
            evidence(file, *node);
        for (auto const* node : root.tables("deadline"))
            route_.deadlines.push_back(read_deadline(file, *node, schema(), with_));
        root.finish();
    }

    void header(DataFile const& file, Node const& node)
    {
        Entry entry(file, node, "[forum]", schema(), with_);
        route_.id = entry.need_text("id");
        route_.name = entry.need_said("name");
        route_.track = entry.choice("track", casework::track_words, casework::Track::legal);
        route_.kind = entry.word("kind", kinds).value_or("other");
        route_.country = entry.text("country").value_or("");
        route_.from = entry.date("from");
        route_.until = entry.date("until");
        route_.seen_on = entry.date("seen_on");
        route_.step = static_cast<int>(entry.integer("step").value_or(4));
        if (route_.step < 1 || route_.step > 5)
            entry.problem_at("step", "a step is 1 to 5");
        entry.text("note");
        route_.source = entry.source();
        entry.finish();
    }

    void status(DataFile const& file, Node const& node)
    {
        Entry entry(file, node, "[[status]]", schema(), with_);
        route::StatusRule rule;
        // "unknown" is what comes out, never what a rule says.
        rule.is = entry.choice("is", std::span { casework::route_status_words }.first(3), RouteStatus::closed);
        rule.when = entry.expression("when");
        rule.why = entry.need_said("why");
        rule.source = entry.source();
        entry.finish();
        if (!route_.statuses.empty() && !route_.statuses.back().when)
            entry.problem("no case reaches this rule: the one before it has no 'when' and always holds",
                "put the rule without 'when' last");
        route_.statuses.push_back(std::move(rule));
    }

    void cost(DataFile const& file, Node const& node)
    {
        Entry entry(file, node, "[[cost]]", schema(), with_);
        route::CostRule rule;
        rule.id = entry.need_text("id");
        rule.what = entry.need_said("what");
        rule.when = entry.expression("when");
        if (auto const name = entry.text("schedule")) {
            rule.schedule = schedule(*name);
            if (rule.schedule == nullptr)
                entry.problem_at(
                    "schedule", fmt::format("there is no schedule '{}'", *name), did_you_mean(*name, schedule_names()));
            rule.of = entry.need_expression("of", TypeKind::money);
        }
        rule.low = entry.expression("low", TypeKind::money);
        rule.likely = entry.expression("likely", TypeKind::money);
        rule.high = entry.expression("high", TypeKind::money);
        rule.estimate = entry.boolean("estimate").value_or(false);
        entry.text("note");
        rule.source = entry.source();
        entry.finish();
        route_.costs.push_back(std::move(rule));
    }

    /// Of this folder, or "cn/prc-court:prc_court_acceptance" of another.
    route::Schedule const* schedule(std::string_view name) const
    {
        auto const colon = name.find(':');
        auto const folder
            = colon == std::string_view::npos ? route_.folder : fmt::format("forums/{}", name.substr(0, colon));
        auto const id = colon == std::string_view::npos ? name : name.substr(colon + 1);
        for (auto const& [where, one] : schedules_) {
            if (where == folder && one->id == id)
                return one;
        }
        return nullptr;
    }

    std::vector<std::string_view> schedule_names() const
    {
        std::vector<std::string_view> names;
        for (auto const& [where, one] : schedules_)
            names.push_back(one->id);
        return names;
    }

    void weeks(DataFile const& file, Node const& node)
    {
        Entry entry(file, node, "[[weeks]]", schema(), with_);
        route::WeeksRule rule;
        rule.when = entry.expression("when");
        rule.low = static_cast<int>(entry.need_integer("low").value_or(0));
        rule.likely = static_cast<int>(entry.need_integer("likely").value_or(0));
        rule.high = static_cast<int>(entry.need_integer("high").value_or(0));
        if (rule.low < 0 || rule.likely < rule.low || rule.high < rule.likely || rule.high > 1000)
            entry.problem("weeks go up from low to likely to high, from 0 to 1000");
        rule.estimate = entry.boolean("estimate").value_or(true);
        entry.text("note");
        rule.source = entry.source();
        entry.finish();
        route_.weeks.push_back(std::move(rule));
    }

    void compare(DataFile const& file, Node const& node)
    {
        Entry entry(file, node, "[compare]", schema(), with_);
        for (std::size_t row = 0; row < casework::comparison_rows.size(); ++row) {
            auto const* cell = entry.need_table(casework::comparison_rows[row]);
            if (cell == nullptr)
                continue;
            Entry inner(
                file, *cell, fmt::format("[compare.{}]", casework::comparison_rows[row]), *world_.route_schema, with_);
            route_.compare[row] = inner.need_said("text");
            route_.compare_values[row].en = inner.one("value");
            inner.finish();
        }
        entry.finish();
    }

    void evidence(DataFile const& file, Node const& node)
    {
        Entry entry(file, node, "[[evidence]]", schema(), with_);
        route::EvidenceRule rule;
        rule.kind = entry.need_text("kind");
        rule.form = entry.texts("form");
        rule.for_routes = entry.texts("for");
        if (rule.for_routes.empty())
            rule.for_routes = { route_.id };
        rule.when = entry.expression("when");
        rule.why = entry.need_said("why");
        rule.source = entry.source();
        entry.finish();
        route_.evidence.push_back(std::move(rule));
    }

    rules::Schema const& schema() const { return *world_.schema; }

    std::span<DataFile const* const> files_;
    casework::World const& world_;
    std::span<std::pair<std::string, route::Schedule const*> const> schedules_;
    Reading with_;
    RouteBook route_;
};

} // namespace

RouteBook read_route(std::span<DataFile const* const> files, casework::World const& world,
    std::span<std::pair<std::string, route::Schedule const*> const> schedules, Reading with)
{
    return RouteReader(files, world, schedules, with).read();
}

} // namespace recourse::catalog
