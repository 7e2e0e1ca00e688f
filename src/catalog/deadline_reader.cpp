#include "catalog/data_readers.hpp"
#include "time/period.hpp"
#include "time/zones.hpp"

#include <fmt/format.h>

namespace recourse::catalog {

using casework::DeadlineRule;
using codec::Node;
using rules::TypeKind;

namespace {

constexpr std::array<std::string_view, 2> firsts { "next-day", "same-day" };
constexpr std::array<std::string_view, 2> last_days { "stays", "moves" };
constexpr std::array<std::string_view, 2> combinations { "earliest", "latest" };

DeadlineRule::Leg read_leg(TableReader& reader, Node const& table, Sentences& sentences)
{
    DeadlineRule::Leg leg;
    leg.from = sentences.need_expression(reader, table, "from", TypeKind::date);
    leg.from_what = sentences.said(reader, table, "from_what");
    leg.period = reader.need_text("period");
    if (auto const period = time::parse_period(leg.period); !period && table.find("period") != nullptr) {
        reader.problem(*table.find("period"), period.error());
        leg.period = "1 day";
    }
    leg.same_day = reader.word("first", firsts) == "same-day";
    leg.calendar = reader.text("calendar").value_or("none");
    leg.moves = reader.word("last_day", last_days) == "moves";
    leg.zone = reader.text("zone").value_or("");
    if (!leg.zone.empty() && !time::Zone::find(leg.zone))
        reader.problem(*table.find("zone"), fmt::format("'{}' is no time zone", leg.zone), "e.g. Asia/Shanghai");
    return leg;
}

} // namespace

DeadlineRule read_deadline(
    DataFile const& file, Node const& table, Sentences& sentences, Reading with, std::string_view key)
{
    TableReader reader(file.document, table, fmt::format("[[{}]]", key), with.problems);
    DeadlineRule rule;
    rule.id = reader.need_text("id");
    rule.what = sentences.need_said(reader, table, "what");
    rule.when = sentences.expression(reader, table, "when");
    rule.started = sentences.expression(reader, table, "started");
    rule.due = sentences.expression(reader, table, "due", TypeKind::date);
    rule.done = sentences.expression(reader, table, "done", TypeKind::date);
    rule.bars = reader.boolean("bars").value_or(false);
    rule.soft = reader.boolean("soft").value_or(false);
    rule.not_before = reader.boolean("not_before").value_or(false);
    rule.if_missed = sentences.said(reader, table, "if_missed");
    rule.readings = reader.texts("readings");
    reader.text("note");
    rule.source = with.sources.resolve(file.document, table, true, with.problems);
    reader.allow("source");
    rule.latest = reader.word("combine", combinations) == "latest";
    for (auto const* node : reader.tables("leg")) {
        TableReader leg(file.document, *node, fmt::format("[[{}.leg]]", key), with.problems);
        rule.legs.push_back(read_leg(leg, *node, sentences));
        leg.finish();
    }
    if (!rule.due && rule.legs.empty())
        rule.legs.push_back(read_leg(reader, table, sentences));
    reader.finish();
    return rule;
}

} // namespace recourse::catalog
