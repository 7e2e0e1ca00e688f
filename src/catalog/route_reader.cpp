#include "base/text.hpp"
#include "catalog/data_readers.hpp"

#include <fmt/format.h>

namespace recourse::catalog {

using casework::RouteStatus;
using codec::Node;
using matter::RouteBook;
using rules::TypeKind;

namespace {

constexpr std::array<std::string_view, 3> statuses { "open", "conditional", "closed" };
constexpr std::array<std::string_view, 3> tracks { "assurance", "legal", "other" };
constexpr std::array<std::string_view, 9> kinds { "court", "arbitration", "platform", "bank", "police", "negotiation",
    "enforcement", "insurance", "other" };

class RouteReader {
public:
    RouteReader(std::span<DataFile const* const> files, casework::World const& world,
        std::span<std::pair<std::string, matter::Schedule const*> const> schedules, Reading with)
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
        Sentences sentences(file.document, *world_.schema, with_.problems);
        root.allow("case");
        root.allow("sources");
        if (auto const* node = root.table("forum"))
            header(file, *node, sentences);
        for (auto const* node : root.tables("status"))
            status(file, *node, sentences);
        for (auto const* node : root.tables("cost"))
            cost(file, *node, sentences);
        for (auto const* node : root.tables("weeks"))
            weeks(file, *node, sentences);
        if (auto const* node = root.table("recoverable")) {
            TableReader reader(file.document, *node, "[recoverable]", with_.problems);
            route_.recoverable_low = sentences.expression(reader, *node, "low", TypeKind::money);
            route_.recoverable_high = sentences.expression(reader, *node, "high", TypeKind::money);
            reader.finish();
        }
        if (auto const* node = root.table("compare"))
            compare(file, *node, sentences);
        for (auto const* node : root.tables("evidence"))
            evidence(file, *node, sentences);
        for (auto const* node : root.tables("deadline"))
            route_.deadlines.push_back(read_deadline(file, *node, sentences, with_));
        root.finish();
    }

    void header(DataFile const& file, Node const& node, Sentences& sentences)
    {
        TableReader reader(file.document, node, "[forum]", with_.problems);
        route_.id = reader.need_text("id");
        route_.name = sentences.need_said(reader, node, "name");
        auto const track = reader.word("track", tracks).value_or("legal");
        route_.track = track == "assurance" ? casework::Track::assurance
            : track == "other"              ? casework::Track::other
                                            : casework::Track::legal;
        route_.kind = reader.word("kind", kinds).value_or("other");
        route_.country = reader.text("country").value_or("");
        route_.from = reader.date("from");
        route_.until = reader.date("until");
        route_.seen_on = reader.date("seen_on");
        route_.step = static_cast<int>(reader.integer("step").value_or(4));
        if (route_.step < 1 || route_.step > 5)
            reader.problem(*node.find("step"), "a step is 1 to 5");
        reader.text("note");
        route_.source = source(file, node, reader);
        reader.finish();
    }

    casework::SourceRef source(DataFile const& file, Node const& node, TableReader& reader)
    {
        reader.allow("source");
        return with_.sources.resolve(file.document, node, true, with_.problems);
    }

    void status(DataFile const& file, Node const& node, Sentences& sentences)
    {
        TableReader reader(file.document, node, "[[status]]", with_.problems);
        matter::StatusRule rule;
        auto const word = reader.word("is", statuses).value_or("closed");
        rule.is = word == "open" ? RouteStatus::open
            : word == "closed"   ? RouteStatus::closed
                                 : RouteStatus::conditional;
        rule.when = sentences.expression(reader, node, "when");
        rule.why = sentences.need_said(reader, node, "why");
        rule.source = source(file, node, reader);
        reader.finish();
        route_.statuses.push_back(std::move(rule));
    }

    void cost(DataFile const& file, Node const& node, Sentences& sentences)
    {
        TableReader reader(file.document, node, "[[cost]]", with_.problems);
        matter::CostRule rule;
        rule.id = reader.need_text("id");
        rule.what = sentences.need_said(reader, node, "what");
        rule.when = sentences.expression(reader, node, "when");
        if (auto const name = reader.text("schedule")) {
            rule.schedule = schedule(*name);
            if (rule.schedule == nullptr)
                reader.problem(*node.find("schedule"), fmt::format("there is no schedule '{}'", *name),
                    did_you_mean(*name, schedule_names()));
            rule.of = sentences.need_expression(reader, node, "of", TypeKind::money);
        }
        rule.low = sentences.expression(reader, node, "low", TypeKind::money);
        rule.likely = sentences.expression(reader, node, "likely", TypeKind::money);
        rule.high = sentences.expression(reader, node, "high", TypeKind::money);
        rule.estimate = reader.boolean("estimate").value_or(false);
        reader.text("note");
        rule.source = source(file, node, reader);
        reader.finish();
        route_.costs.push_back(std::move(rule));
    }

    /// Of this folder, or "cn/prc-court:prc_court_acceptance" of another.
    matter::Schedule const* schedule(std::string_view name) const
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

    void weeks(DataFile const& file, Node const& node, Sentences& sentences)
    {
        TableReader reader(file.document, node, "[[weeks]]", with_.problems);
        matter::WeeksRule rule;
        rule.when = sentences.expression(reader, node, "when");
        rule.low = static_cast<int>(reader.need_integer("low").value_or(0));
        rule.likely = static_cast<int>(reader.need_integer("likely").value_or(0));
        rule.high = static_cast<int>(reader.need_integer("high").value_or(0));
        if (rule.low < 0 || rule.likely < rule.low || rule.high < rule.likely || rule.high > 1000)
            reader.problem("weeks go up from low to likely to high, from 0 to 1000");
        rule.estimate = reader.boolean("estimate").value_or(true);
        reader.text("note");
        rule.source = source(file, node, reader);
        reader.finish();
        route_.weeks.push_back(std::move(rule));
    }

    void compare(DataFile const& file, Node const& node, Sentences& sentences)
    {
        TableReader reader(file.document, node, "[compare]", with_.problems);
        for (std::size_t row = 0; row < casework::comparison_rows.size(); ++row) {
            auto const* cell = reader.need_table(casework::comparison_rows[row]);
            if (cell == nullptr)
                continue;
            TableReader inner(
                file.document, *cell, fmt::format("[compare.{}]", casework::comparison_rows[row]), with_.problems);
            route_.compare[row] = sentences.need_said(inner, *cell, "text");
            if (inner.text("value"))
                route_.compare_values[row].en = sentences.one(*cell->find("value"));
            inner.finish();
        }
        reader.finish();
    }

    void evidence(DataFile const& file, Node const& node, Sentences& sentences)
    {
        TableReader reader(file.document, node, "[[evidence]]", with_.problems);
        matter::EvidenceRule rule;
        rule.kind = reader.need_text("kind");
        rule.form = reader.texts("form");
        rule.for_routes = reader.texts("for");
        if (rule.for_routes.empty())
            rule.for_routes = { route_.id };
        rule.when = sentences.expression(reader, node, "when");
        rule.why = sentences.need_said(reader, node, "why");
        rule.source = source(file, node, reader);
        reader.finish();
        route_.evidence.push_back(std::move(rule));
    }

    std::span<DataFile const* const> files_;
    casework::World const& world_;
    std::span<std::pair<std::string, matter::Schedule const*> const> schedules_;
    Reading with_;
    RouteBook route_;
};

} // namespace

RouteBook read_route(std::span<DataFile const* const> files, casework::World const& world,
    std::span<std::pair<std::string, matter::Schedule const*> const> schedules, Reading with)
{
    return RouteReader(files, world, schedules, with).read();
}

} // namespace recourse::catalog
