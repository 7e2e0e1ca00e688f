#include "base/text.hpp"
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

DeadlineRule::Leg read_leg(Entry& entry, Reading with)
{
    DeadlineRule::Leg leg;
    leg.from = entry.need_expression("from", TypeKind::date);
    leg.from_what = entry.said("from_what");
    leg.period = entry.need_text("period");
    if (auto const period = time::parse_period(leg.period); !period && entry.node().find("period") != nullptr) {
        entry.problem_at("period", period.error());
        leg.period = "1 day";
    }
    leg.same_day = entry.word("first", firsts) == "same-day";
    leg.calendar = entry.text("calendar").value_or("none");
    if (!with.calendars.empty()
        && std::ranges::find(with.calendars, std::string_view { leg.calendar }) == with.calendars.end())
        entry.problem_at("calendar", fmt::format("there is no calendar '{}'", leg.calendar),
            did_you_mean(leg.calendar, with.calendars));
    leg.moves = entry.word("last_day", last_days) == "moves";
    leg.zone = entry.text("zone").value_or("");
    if (!leg.zone.empty() && !time::Zone::find(leg.zone))
        entry.problem_at("zone", fmt::format("'{}' is no time zone", leg.zone), "e.g. Asia/Shanghai");
    return leg;
}

} // namespace

DeadlineRule read_deadline(DataFile const& file, Node const& table, rules::Schema const& schema, Reading with)
{
    Entry entry(file, table, "[[deadline]]", schema, with);
    DeadlineRule rule;
    rule.id = entry.need_text("id");
    rule.what = entry.need_said("what");
    rule.when = entry.expression("when");
    rule.started = entry.expression("started");
    rule.due = entry.expression("due", TypeKind::date);
    rule.opens = entry.expression("opens", TypeKind::date);
    rule.opens_when = entry.expression("opens_when");
    rule.done = entry.expression("done", TypeKind::date);
    rule.bars = entry.boolean("bars").value_or(false);
    rule.soft = entry.boolean("soft").value_or(false);
    rule.not_before = entry.boolean("not_before").value_or(false);
    rule.if_missed = entry.said("if_missed");
    rule.readings = entry.texts("readings");
    entry.text("note");
    rule.source = entry.source();
    rule.place = entry.place();
    rule.latest = entry.word("combine", combinations) == "latest";
    for (auto const* node : entry.tables("leg")) {
        Entry leg(file, *node, "[[deadline.leg]]", schema, with);
        rule.legs.push_back(read_leg(leg, with));
        leg.finish();
    }
    if (!rule.due && rule.legs.empty())
        rule.legs.push_back(read_leg(entry, with));
    entry.finish();
    return rule;
}

} // namespace recourse::catalog
