#include "base/text.hpp"
#include "catalog/data_readers.hpp"
#include "core/case/answer_words.hpp"

#include <fmt/format.h>

namespace recourse::catalog {

using codec::Node;
using rules::TypeKind;

namespace {

class GuideReader {
public:
    GuideReader(DataFile const& file, casework::World& world, Reading with)
        : file_(file)
        , world_(world)
        , with_(with) { }

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
    void warning(Node const& node)
    {
        Entry entry(file_, node, "[[warning]]", *world_.guide_schema, with_);
        casework::WarningRule rule;
        rule.id = entry.need_text("id");
        rule.severity = entry.choice("severity", casework::severity_words, casework::Severity::note);
        rule.when = entry.expression("when");
        rule.text = entry.need_said("text");
        rule.source = entry.source();
        entry.finish();
        world_.guide.warnings.push_back(std::move(rule));
    }

    void task(Node const& node)
    {
        Entry entry(file_, node, "[[task]]", *world_.guide_schema, with_);
        casework::TaskRule rule;
        rule.id = entry.need_text("id");
        rule.step = static_cast<int>(entry.need_integer("step").value_or(1));
        if (rule.step < 1 || rule.step > 5)
            entry.problem("a step is 1 to 5");
        rule.track = entry.choice("track", casework::track_words, casework::Track::legal);
        rule.when = entry.expression("when");
        rule.act = entry.need_said("do");
        rule.by = entry.expression("by", TypeKind::date);
        rule.by_deadline = entry.text("by_deadline").value_or("");
        rule.who = entry.text("who").value_or("buyer");
        rule.needs = entry.texts("needs");
        rule.why = entry.need_said("why");
        rule.source = entry.source();
        entry.finish();
        world_.guide.tasks.push_back(std::move(rule));
    }

    void evidence(Node const& node)
    {
        Entry entry(file_, node, "[[evidence]]", *world_.guide_schema, with_);
        route::EvidenceRule rule;
        rule.kind = entry.need_text("kind");
        rule.form = entry.texts("form");
        rule.for_routes = entry.texts("for");
        rule.when = entry.expression("when");
        rule.why = entry.need_said("why");
        rule.source = entry.source();
        entry.finish();
        world_.guide.evidence.push_back(std::move(rule));
    }

    void counterfactual(Node const& node)
    {
        Entry entry(file_, node, "[[counterfactual]]", *world_.guide_schema, with_);
        casework::CounterfactualRule rule;
        rule.id = entry.need_text("id");
        rule.when = entry.expression("when");
        rule.change = entry.need_said("change");
        if (auto const* set = entry.need_table("set")) {
            // Checked as a case file is; what it states replaces the facts of the case.
            codec::Document given { file_.document.file, *set, {} };
            if (auto facts = codec::read_case(std::move(given)))
                rule.set = stated(facts->facts);
            else
                with_.problems.insert(with_.problems.end(), facts.error().begin(), facts.error().end());
        }
        entry.finish();
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
        static constexpr std::array<std::string_view, 6> kinds { "success", "collect", "decay_per_week",
            "freeze_effect", "freeze_settles", "freeze_settles_weeks" };
        Entry entry(file_, node, "[[estimate]]", *world_.guide_schema, with_);
        casework::EstimateRule rule;
        rule.id = entry.need_text("id");
        entry.need_text("of");
        rule.of = entry.word("of", kinds).value_or("");
        rule.route = entry.text("route").value_or("");
        rule.when = entry.expression("when");
        bool const in_weeks = rule.of == "freeze_settles_weeks";
        auto const most = Ratio::whole(in_weeks ? 520 : 1);
        auto const share = [&](std::string_view key) {
            auto const ratio = parse_ratio(entry.need_text(key));
            if (!ratio || *ratio < Ratio::whole(0) || most < *ratio)
                entry.problem(fmt::format("'{}' is {}, in digits and quotes", key,
                    in_weeks ? "a number of weeks from 0 to 520" : "a share from 0 to 1"));
            return ratio.value_or(Ratio::whole(0));
        };
        rule.low = share("low");
        rule.likely = share("likely");
        rule.high = share("high");
        if (rule.likely < rule.low || rule.high < rule.likely)
            entry.problem("an estimate goes up from low to likely to high");
        rule.says = entry.need_said("says");
        rule.source = entry.source();
        entry.finish();
        world_.guide.estimates.push_back(std::move(rule));
    }

    void fact(Node const& node)
    {
        Entry entry(file_, node, "[[fact]]", *world_.guide_schema, with_);
        casework::FactWords words;
        words.path = entry.need_text("path");
        words.ask = entry.need_text("ask");
        words.ask_zh = entry.need_text("ask_zh");
        words.why = entry.text("why").value_or("");
        words.why_zh = entry.text("why_zh").value_or("");
        words.help = entry.text("help").value_or("");
        words.help_zh = entry.text("help_zh").value_or("");
        words.example = entry.text("example").value_or("");
        entry.text("example_zh");
        if (auto const* labels = entry.table("words")) {
            for (auto const& member : labels->members)
                words.words[member.key].first = member.value.text;
        }
        if (auto const* labels = entry.table("words_zh")) {
            for (auto const& member : labels->members)
                words.words[member.key].second = member.value.text;
        }
        entry.finish();
        world_.guide.facts.push_back(std::move(words));
    }

    DataFile const& file_;
    casework::World& world_;
    Reading with_;
};

} // namespace

void read_guide(DataFile const& file, casework::World& world, Reading with)
{
    GuideReader(file, world, with).read();
}

} // namespace recourse::catalog
