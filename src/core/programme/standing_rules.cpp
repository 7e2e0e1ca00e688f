#include "core/programme/standing_rules.hpp"

#include "base/check.hpp"
#include "core/cover/standing_record.hpp"
#include "core/programme/provisions.hpp"
#include "time/deadline.hpp"

#include <algorithm>

namespace recourse::programme {

namespace {

using rules::Value;

/// The last day of a period from that day; plain days, so that a year without a notice of holidays leaves no gap.
std::optional<Date> last_day(Date from, std::string_view period)
{
    auto const parsed = time::parse_period(period);
    if (!parsed)
        return std::nullopt;
    auto const due = time::deadline(from, *parsed, {}, time::Calendar::natural());
    return due ? std::optional { due->date } : std::nullopt;
}

Value count(std::uint64_t number)
{
    return Value::of(static_cast<std::int64_t>(number));
}

std::int64_t months_of(Date first)
{
    return static_cast<std::int64_t>(first.year()) * 12 + first.month();
}

Value value_of(standing::Record const& record, rules::Arena& arena)
{
    std::vector<Value> months;
    for (auto const& month : record.months) {
        auto const age = months_of(record.months.back().first) - months_of(month.first);
        months.push_back(Value::record_of(arena, cover::month_type(),
            std::array { Value::of(age), count(month.orders), Value::of(month.volume), count(month.disputes),
                Value::of(month.refunded) }));
    }
    return Value::record_of(arena, cover::record_type(),
        std::array { count(record.orders), count(record.disputes), count(record.disputes_open), count(record.points),
            Value::of(record.refunded), Value::of(record.recourse), Value::list_of(arena, months) });
}

} // namespace

StandingRules::StandingRules(cover::Book const& book, std::string_view reading, StandingSettings settings)
    : book_(book)
    , reading_(reading_of(book, reading))
    , settings_(std::move(settings))
    , sanctions_(table_of(book, reading_, "sanction"))
    , measures_(table_of(book, reading_, "measure"))
    , reviews_(table_of(book, reading_, "review"))
{
    RECOURSE_ASSERT(!settings_.limit_least || settings_.limit_least->currency == book.currency);
    for (auto const* rule : table_of(book, reading_, "ladder")) {
        auto const points = number(*rule, "points").value_or(0);
        if (points > 0)
            ladder_.push_back({ static_cast<std::uint32_t>(points), std::string { word_of(*rule, "measure") },
                static_cast<std::uint32_t>(number(*rule, "days").value_or(0)),
                rule->discretion == cover::Discretion::discretionary, rule->id });
        measures_.push_back(rule);
    }
    std::ranges::sort(ladder_, {}, &standing::Rung::points);
    for (auto const* rule : table_of(book, reading_, "limit")) {
        if (formula_ == nullptr && rule->expressions.contains("amount"))
            formula_ = rule;
    }
}

std::optional<standing::Sanction> StandingRules::sanction(std::string_view act, standing::Cure cure) const
{
    for (auto const* rule : sanctions_) {
        auto const& cured = words(*rule, "cured");
        bool const meant = names(*rule, "act", act) && (cured.empty() || names(*rule, "cured", word(cure)));
        auto const points = number(*rule, "points");
        if (meant && points)
            return standing::Sanction { static_cast<std::uint32_t>(*points), rule->id };
    }
    return std::nullopt;
}

std::optional<Date> StandingRules::lapse(std::string_view act, Date given) const
{
    for (auto const* rule : sanctions_) {
        if (!names(*rule, "act", act))
            continue;
        if (auto const last = last_day(given, word_of(*rule, "lapses")))
            return last;
    }
    return settings_.points_days ? std::optional { given.plus_days(*settings_.points_days) } : std::nullopt;
}

std::optional<standing::Limit> StandingRules::limit(standing::Record const& record) const
{
    auto const& least = settings_.limit_least;
    if (formula_ == nullptr)
        return least ? std::optional { standing::Limit { *least, std::string { operator_rule } } } : std::nullopt;
    rules::LocalArena arena;
    std::array slots { value_of(record, arena) };
    rules::Activation activation { slots, nullptr, nullptr, nullptr };
    auto const value = rules::evaluate(*formula_->expressions.at("amount"), activation, arena);
    if (!value.is(rules::Kind::money))
        return std::nullopt;
    // Sums of nothing are a zero without a currency.
    auto const amount = value.as_money();
    if (!comparable(amount, { 0, currency() }))
        return std::nullopt;
    Money const earned { std::max<std::int64_t>(amount.minor, 0), currency() };
    if (least && earned.minor < least->minor && !ended(record))
        return standing::Limit { *least, std::string { operator_rule } };
    return standing::Limit { earned, formula_->id };
}

bool StandingRules::ended(standing::Record const& record) const
{
    return std::ranges::any_of(
        ladder_, [&](auto const& rung) { return rung.points <= record.points && stops_cover(rung.measure); });
}

std::vector<std::string> StandingRules::measures() const
{
    std::vector<std::string> all;
    for (auto const* rule : measures_) {
        for (auto const& measure : words(*rule, "measure")) {
            if (std::ranges::find(all, measure) == all.end())
                all.push_back(measure);
        }
    }
    return all;
}

bool StandingRules::has_rule(std::string_view id) const
{
    auto const has = [&](auto const& rules) {
        return std::ranges::any_of(
            rules, [&](auto const& rule) { return rule.id == id && reading_.takes(rule.readings); });
    };
    return id == operator_rule || has(book_.provisions) || has(book_.scopes) || has(book_.covers)
        || has(book_.exclusions) || has(book_.caps) || has(book_.deadlines) || has(book_.terms);
}

bool StandingRules::stops_cover(std::string_view measure) const
{
    return std::ranges::any_of(
        measures_, [&](Rule rule) { return names(*rule, "measure", measure) && flag(*rule, "stops_cover"); });
}

std::optional<standing::Lowering> StandingRules::lowers_cover(std::string_view measure) const
{
    for (auto const* rule : measures_) {
        if (!names(*rule, "measure", measure) || !flag(*rule, "lowers_cover"))
            continue;
        auto const left = number(*rule, "percent_left");
        return standing::Lowering { left ? std::optional { Ratio::percent(*left) } : std::nullopt, {} };
    }
    return std::nullopt;
}

std::optional<Date> StandingRules::appeal_until(standing::Subject subject, Date on) const
{
    for (auto const* rule : reviews_) {
        if (!names(*rule, "of", word(subject)))
            continue;
        if (auto const last = last_day(on, word_of(*rule, "period")))
            return last;
    }
    return settings_.appeal_days ? std::optional { on.plus_days(*settings_.appeal_days) } : std::nullopt;
}

} // namespace recourse::programme
