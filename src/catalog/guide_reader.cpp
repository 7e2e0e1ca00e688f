#include "base/text.hpp"
#include "catalog/data_readers.hpp"

#include <fmt/format.h>

namespace recourse::catalog {

using codec::Node;
using rules::TypeKind;

namespace {

constexpr std::array<std::string_view, 3> severities { "stop", "warn", "note" };
constexpr std::array<std::string_view, 3> tracks { "assurance", "legal", "other" };

class GuideReader {
public:
    GuideReader(DataFile const& file, casework::World& world, Reading with)
        : file_(file)
        , world_(world)
        , with_(with)
        , sentences_(file.document, *world.guide_schema, with.problems)
    {
    }

    void read()
    {
        TableReader root(file_.document, file_.document.root, "a file of the guide", with_.problems);
        root.allow("case");
        root.allow("sources");
        for (auto const* node : root.tables("warning"))
            warning(*node);
        for (auto const* node : root.tables("task"))
            task(*node);
        for (auto const* node : root.tables("evidence"))
            evidence(*node);
        for (auto const* node : root.tables("counterfactual"))
            counterfactual(*node);
        for (auto const* node : root.tables("estimate"))
            estimate(*node);
        for (auto const* node : root.tables("fact"))
            fact(*node);
        root.finish();
    }

private:
    casework::SourceRef source(Node const& node, TableReader& reader)
    {
        reader.allow("source");
        return with_.sources.resolve(file_.document, node, true, with_.problems);
    }

    void warning(Node const& node)
    {
        TableReader reader(file_.document, node, "[[warning]]", with_.problems);
        casework::WarningRule rule;
        rule.id = reader.need_text("id");
        auto const word = reader.word("severity", severities).value_or("note");
        rule.severity = word == "stop" ? casework::Severity::stop
            : word == "warn"           ? casework::Severity::warn
                                       : casework::Severity::note;
        rule.when = sentences_.expression(reader, node, "when");
        rule.text = sentences_.need_said(reader, node, "text");
        rule.source = source(node, reader);
        reader.finish();
        world_.guide.warnings.push_back(std::move(rule));
    }

    void task(Node const& node)
    {
        TableReader reader(file_.document, node, "[[task]]", with_.problems);
        casework::TaskRule rule;
        rule.id = reader.need_text("id");
        rule.step = static_cast<int>(reader.need_integer("step").value_or(1));
        if (rule.step < 1 || rule.step > 5)
            reader.problem("a step is 1 to 5");
        auto const track = reader.word("track", tracks).value_or("legal");
        rule.track = track == "assurance" ? casework::Track::assurance
            : track == "other"            ? casework::Track::other
                                          : casework::Track::legal;
        rule.when = sentences_.expression(reader, node, "when");
        rule.act = sentences_.need_said(reader, node, "do");
        rule.by = sentences_.expression(reader, node, "by", TypeKind::date);
        rule.by_deadline = reader.text("by_deadline").value_or("");
        rule.who = reader.text("who").value_or("buyer");
        rule.needs = reader.texts("needs");
        rule.why = sentences_.need_said(reader, node, "why");
        rule.source = source(node, reader);
        reader.finish();
        world_.guide.tasks.push_back(std::move(rule));
    }

    void evidence(Node const& node)
    {
        TableReader reader(file_.document, node, "[[evidence]]", with_.problems);
        matter::EvidenceRule rule;
        rule.kind = reader.need_text("kind");
        rule.form = reader.texts("form");
        rule.for_routes = reader.texts("for");
        rule.when = sentences_.expression(reader, node, "when");
        rule.why = sentences_.need_said(reader, node, "why");
        rule.source = source(node, reader);
        reader.finish();
        world_.guide.evidence.push_back(std::move(rule));
    }

    void counterfactual(Node const& node)
    {
        TableReader reader(file_.document, node, "[[counterfactual]]", with_.problems);
        casework::CounterfactualRule rule;
        rule.id = reader.need_text("id");
        rule.when = sentences_.expression(reader, node, "when");
        rule.change = sentences_.need_said(reader, node, "change");
        if (auto const* set = reader.need_table("set")) {
            // Checked as a case file is; what it states replaces the facts of the case.
            codec::Document given { file_.document.file, *set, {} };
            if (auto facts = codec::read_case(std::move(given)))
                rule.set = stated(facts->facts);
            else
                with_.problems.insert(with_.problems.end(), facts.error().begin(), facts.error().end());
        }
        reader.finish();
        world_.guide.counterfactuals.push_back(std::move(rule));
    }

    /// Every fact that is stated; the only item of a list stands for every item.
    std::vector<std::pair<casework::FactPath, rules::Value>> stated(casework::Facts const& facts)
    {
        std::vector<std::pair<casework::FactPath, rules::Value>> set;
        auto const groups = casework::fact_groups();
        for (std::uint16_t g = 0; g < groups.size(); ++g) {
            for (std::uint16_t f = 0; f < groups[g].fields.size(); ++f) {
                auto value = facts.get({ g, 0, f });
                if (value.is(rules::Kind::string))
                    value = rules::Value::string(world_.arena->copy(value.as_text()));
                if (!value.is(rules::Kind::absent) && !value.is(rules::Kind::list))
                    set.push_back({ { g, groups[g].list ? casework::every_item : std::uint16_t { 0 }, f }, value });
            }
        }
        return set;
    }

    void estimate(Node const& node)
    {
        static constexpr std::array<std::string_view, 4> kinds { "success", "collect", "decay_per_week",
            "freeze_effect" };
        TableReader reader(file_.document, node, "[[estimate]]", with_.problems);
        casework::EstimateRule rule;
        rule.id = reader.need_text("id");
        reader.need_text("of");
        rule.of = reader.word("of", kinds).value_or("");
        rule.route = reader.text("route").value_or("");
        rule.when = sentences_.expression(reader, node, "when");
        auto const share = [&](std::string_view key) {
            auto const ratio = parse_ratio(reader.need_text(key));
            if (!ratio || *ratio < Ratio::whole(0) || Ratio::whole(1) < *ratio)
                reader.problem(fmt::format("'{}' is a share from 0 to 1, in digits and quotes", key));
            return ratio.value_or(Ratio::whole(0));
        };
        rule.low = share("low");
        rule.likely = share("likely");
        rule.high = share("high");
        if (rule.likely < rule.low || rule.high < rule.likely)
            reader.problem("an estimate goes up from low to likely to high");
        rule.says = sentences_.need_said(reader, node, "says");
        rule.source = source(node, reader);
        reader.finish();
        world_.guide.estimates.push_back(std::move(rule));
    }

    void fact(Node const& node)
    {
        TableReader reader(file_.document, node, "[[fact]]", with_.problems);
        casework::FactWords words;
        words.path = reader.need_text("path");
        words.ask = reader.need_text("ask");
        words.ask_zh = reader.need_text("ask_zh");
        words.help = reader.text("help").value_or("");
        words.help_zh = reader.text("help_zh").value_or("");
        words.example = reader.text("example").value_or("");
        reader.text("example_zh");
        if (auto const* labels = reader.table("words")) {
            for (auto const& member : labels->members)
                words.words[member.key].first = member.value.text;
        }
        if (auto const* labels = reader.table("words_zh")) {
            for (auto const& member : labels->members)
                words.words[member.key].second = member.value.text;
        }
        reader.finish();
        world_.guide.facts.push_back(std::move(words));
    }

    DataFile const& file_;
    casework::World& world_;
    Reading with_;
    Sentences sentences_;
};

} // namespace

void read_guide(DataFile const& file, casework::World& world, Reading with)
{
    GuideReader(file, world, with).read();
}

} // namespace recourse::catalog
