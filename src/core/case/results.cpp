#include "core/case/results.hpp"

#include "core/case/answer_words.hpp"

#include <algorithm>
#include <optional>

namespace recourse::casework {

namespace {

using rules::RecordType;
using rules::Type;
using rules::TypeKind;
using rules::Value;

std::shared_ptr<RecordType const> due_type()
{
    static auto const type = [] {
        auto record = std::make_shared<RecordType>();
        record->name = "due";
        for (auto const id : pinned_deadlines) {
            std::string name { id };
            std::ranges::replace(name, '-', '_');
            record->fields.push_back({ std::move(name), TypeKind::date });
        }
        return record;
    }();
    return type;
}

std::shared_ptr<RecordType const> cover_type()
{
    static auto const type = [] {
        auto record = std::make_shared<RecordType>();
        record->name = "cover";
        record->fields = {
            { "low", TypeKind::money },
            { "high", TypeKind::money },
            { "cap_low", TypeKind::money },
            { "cap_high", TypeKind::money },
            { "verdict", Type::words({ verdict_words.begin(), verdict_words.end() }) },
        };
        return record;
    }();
    return type;
}

std::shared_ptr<RecordType const> route_type()
{
    static auto const type = [] {
        auto record = std::make_shared<RecordType>();
        record->name = "route";
        record->fields = {
            { "recoverable", TypeKind::money },
            { "cost_low", TypeKind::money },
            { "cost_likely", TypeKind::money },
            { "cost_high", TypeKind::money },
            { "weeks_low", TypeKind::integer },
            { "weeks_likely", TypeKind::integer },
            { "weeks_high", TypeKind::integer },
        };
        return record;
    }();
    return type;
}

} // namespace

Coverage const* best_cover(std::span<Coverage const> coverage, std::string_view route)
{
    Coverage const* found = nullptr;
    for (auto const& one : coverage) {
        if (one.route != route)
            continue;
        bool const more = found != nullptr && one.range.high && found->range.high
            && comparable(*one.range.high, *found->range.high) && compare(*one.range.high, *found->range.high) > 0;
        if (found == nullptr || more || (one.range.high && !found->range.high))
            found = &one;
    }
    return found;
}

void declare_results(rules::Schema& schema)
{
    schema.declare("due", Type::record(due_type()));
    for (auto const& [name, route] : cover_results)
        schema.declare(std::string { name }, Type::record(cover_type()));
}

void declare_route(rules::Schema& schema)
{
    schema.declare("route", Type::record(route_type()));
}

Value bind_route(Route const& route, rules::Arena& arena)
{
    auto const money = [&](std::optional<Money> const& amount, std::string_view path) {
        return amount ? Value::of(*amount) : Value::unknown(arena, path);
    };
    auto const weeks = [&](std::optional<int> const& count, std::string_view path) {
        return count ? Value::of(std::int64_t { *count }) : Value::unknown(arena, path);
    };
    std::array const fields {
        money(route.recoverable.high, "route.recoverable"),
        money(route.cost.low, "route.cost_low"),
        money(route.cost.likely, "route.cost_likely"),
        money(route.cost.high, "route.cost_high"),
        weeks(route.weeks.low, "route.weeks_low"),
        weeks(route.weeks.likely, "route.weeks_likely"),
        weeks(route.weeks.high, "route.weeks_high"),
    };
    return Value::record_of(arena, *route_type(), fields);
}

std::optional<Date> day_to_act(Deadline const& deadline, Date as_of)
{
    bool const over_in_one
        = deadline.due && deadline.due_latest && *deadline.due < as_of && as_of <= *deadline.due_latest;
    return over_in_one ? deadline.due_latest : deadline.due;
}

ResultValues bind_results(
    std::span<Deadline const> deadlines, std::span<Coverage const> coverage, Date as_of, rules::Arena& arena)
{
    std::array<Value, pinned_deadlines.size()> dates;
    for (std::size_t i = 0; i < dates.size(); ++i) {
        std::optional<Date> earliest;
        for (auto const& deadline : deadlines) {
            auto const day = day_to_act(deadline, as_of);
            if (deadline.id == pinned_deadlines[i] && day && (!earliest || *day < *earliest))
                earliest = day;
        }
        dates[i] = earliest ? Value::of(*earliest) : Value::unknown(arena, "due." + due_type()->fields[i].name);
    }
    ResultValues results { Value::record_of(arena, *due_type(), dates), {} };
    for (std::size_t i = 0; i < cover_results.size(); ++i) {
        auto const& [name, route] = cover_results[i];
        auto const* one = best_cover(coverage, route);
        auto const unknown = [&](std::string_view field) {
            return Value::unknown(arena, arena.copy(std::string { name } + "." + std::string { field }));
        };
        auto const money = [&](std::optional<Money> const& amount, std::string_view field) {
            return amount ? Value::of(*amount) : unknown(field);
        };
        std::optional<Money> const none;
        std::array const fields {
            money(one ? one->range.low : none, "low"),
            money(one ? one->range.high : none, "high"),
            money(one ? one->cap.low : none, "cap_low"),
            money(one ? one->cap.high : none, "cap_high"),
            one ? Value::string(word(one->verdict)) : unknown("verdict"),
        };
        results.covers[i] = Value::record_of(arena, *cover_type(), fields);
    }
    return results;
}

} // namespace recourse::casework
