#include "core/case/evaluation.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "time/deadline.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::casework {

namespace {

constexpr std::int64_t converted_minor_max = 100 * amount_minor_max;

} // namespace

using rules::Kind;
using rules::Value;

Frame::Frame(rules::Arena& arena, std::size_t size, std::span<Value const> known, Lazy lazy,
    rules::Exchange const& exchange, rules::Counting const& counting)
    : arena_(arena)
    , slots_(arena.array<Value>(size))
    , lazy_(std::move(lazy))
{
    restart(known);
    activation_ = { slots_, &lazy_, &exchange, &counting };
}

void Frame::restart(std::span<Value const> known)
{
    RECOURSE_ASSERT(known.size() <= slots_.size());
    auto const rest = std::ranges::copy(known, slots_.begin()).out;
    std::fill(rest, slots_.end(), Value {});
}

Value Frame::slot(std::uint32_t slot)
{
    auto& value = slots_[slot];
    if (value.is(Kind::absent))
        value = lazy_(slot);
    return value;
}

Value Frame::value(rules::Program const& program, rules::Trace* trace)
{
    return rules::evaluate(program, activation_, arena_, trace);
}

void note_missing(std::span<std::string const> more, std::vector<std::string>& missing)
{
    for (auto const& path : more) {
        if (std::ranges::find(missing, path) == missing.end())
            missing.push_back(path);
    }
}

void note_missing(Value value, std::vector<std::string>& missing)
{
    if (value.is_unknown()) {
        for (auto const path : value.unknown_paths())
            note_missing(std::array { std::string { path } }, missing);
    } else if (value.is_error())
        note_missing(std::array { fmt::format("error: {}", value.as_text()) }, missing);
}

Truth Frame::truth(Expression const& expression, std::vector<std::string>* missing)
{
    if (!expression)
        return Truth::yes;
    auto const result = value(*expression);
    if (result.is(Kind::boolean))
        return result.boolean ? Truth::yes : Truth::no;
    if (missing != nullptr)
        note_missing(result, *missing);
    return Truth::open;
}

std::optional<Money> Frame::money(Expression const& expression, std::vector<std::string>* missing)
{
    if (!expression)
        return std::nullopt;
    auto const result = value(*expression);
    if (result.is(Kind::money))
        return result.as_money();
    if (missing != nullptr)
        note_missing(result, *missing);
    return std::nullopt;
}

std::optional<Date> Frame::date(Expression const& expression, std::vector<std::string>* missing)
{
    if (!expression)
        return std::nullopt;
    auto const result = value(*expression);
    if (result.is(Kind::date))
        return result.as_date();
    if (missing != nullptr)
        note_missing(result, *missing);
    return std::nullopt;
}

std::string say(Value value, Language language)
{
    bool const zh = language == Language::zh;
    switch (value.kind) {
    case Kind::string:
        return std::string { value.as_text() };
    case Kind::money:
        return display(value.as_money());
    case Kind::date:
        return to_string(value.as_date());
    case Kind::boolean:
        return value.boolean ? (zh ? "是" : "yes") : (zh ? "否" : "no");
    case Kind::unknown:
    case Kind::error:
        return zh ? "（未知）" : "(not known)";
    case Kind::list: {
        std::vector<std::string> parts;
        for (auto const item : value.items())
            parts.push_back(say(item, language));
        if (!zh)
            return join_and(parts);
        return fmt::format("{}", fmt::join(parts, "、"));
    }
    default:
        return rules::to_string(value);
    }
}

namespace {

/// A letter or digit of ASCII beside a Chinese character takes a space between them: "支付 USD 30.00 后".
bool wants_space(std::string_view left, std::string_view right)
{
    if (left.empty() || right.empty())
        return false;
    auto const latin
        = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    // The first byte of U+4000 to U+9FFF, nearly all of them Chinese characters; punctuation begins with E3 or EF.
    auto const chinese = [](char lead) { return lead >= '\xe4' && lead <= '\xe9'; };
    if (latin(left.back()))
        return chinese(right.front());
    return latin(right.front()) && left.size() >= 3 && chinese(left[left.size() - 3]);
}

} // namespace

std::string Frame::say(Said const& said, Language language)
{
    std::string result;
    std::size_t begun = 0; // where the option that is being written begins
    bool known = true;
    std::uint16_t option = 0;
    auto const append = [&](std::string_view more) {
        if (language == Language::zh && wants_space(result, more))
            result += ' ';
        result += more;
    };
    auto const enter = [&](std::uint16_t next) {
        if (option == next)
            return;
        if (option != 0 && !known)
            result.resize(begun);
        begun = result.size();
        known = true;
        option = next;
    };
    for (auto const& piece : said.in(language).pieces) {
        enter(piece.option);
        append(piece.literal);
        if (!piece.hole)
            continue;
        auto const filled = value(*piece.hole);
        known = known && !filled.is_unknown();
        if (filled.is(Kind::string))
            append(filled.as_text());
        else
            append(casework::say(filled, language));
    }
    enter(option == 0 ? 1 : 0);
    return result;
}

time::Calendar const* find_calendar(World const& world, std::string_view name)
{
    static auto const natural = time::Calendar::natural();
    if (name == "none")
        return &natural;
    auto const found = world.calendars.find(std::string { name });
    return found == world.calendars.end() ? nullptr : &found->second;
}

Evaluation::CaseExchange::CaseExchange(time::RateTable const& shipped, Facts const& facts, Date as_of)
    : shipped_(shipped)
    , as_of_(as_of)
{
    auto const group = static_cast<std::uint16_t>(find_group("rates"));
    for (std::size_t i = 0; i < facts.items(group); ++i) {
        auto const at = [&](std::string_view field) { return fmt::format("rates[{}].{}", i, field); };
        auto const from = facts.text(at("from")), to = facts.text(at("to")), rate = facts.text(at("rate"));
        auto const date = facts.date(at("date"));
        if (!from || !to || !rate || !date)
            continue; // the reader of the case file refuses a rate without them
        auto const source = Currency::from_code(*from), target = Currency::from_code(*to);
        auto const ratio = parse_ratio(*rate);
        if (!source || !target || !ratio)
            continue; // the reader of the case file has already said so
        if (!own_)
            own_ = shipped_;
        (void)own_->add({ *source, *target, *ratio, *date, facts.text(at("source")).value_or("case file") });
    }
}

std::optional<Money> Evaluation::CaseExchange::convert(Money from, Currency to) const
{
    if (from.currency == to || from.is_zero())
        return Money { from.minor, to };
    auto const converted = table().convert(from, to, as_of_);
    // A rate may be anything; what it makes of an amount still has to be one that adds up with others.
    if (!converted || converted->amount.minor > converted_minor_max)
        return std::nullopt;
    for (auto const& rate : converted->used) {
        if (std::ranges::find(used, rate) == used.end())
            used.push_back(rate);
    }
    return converted->amount;
}

std::expected<Date, std::string> Evaluation::CaseCounting::after(
    Date from, std::string_view period, std::string_view calendar) const
{
    auto const length = time::parse_period(period);
    if (!length)
        return std::unexpected(length.error());
    auto const* days = find_calendar(world_, calendar);
    if (days == nullptr)
        return std::unexpected(fmt::format("there is no calendar '{}'", calendar));
    auto const due = time::deadline(from, *length, time::Counting {}, *days);
    if (!due)
        return std::unexpected(fmt::format("calendar.{}.{}", due.error().calendar, due.error().year));
    return due->date;
}

Evaluation::Evaluation(World const& world, Facts const& facts, Date as_of)
    : world_(world)
    , facts_(facts)
    , as_of_(as_of)
    , exchange_(world.rates, facts, as_of)
    , counting_(world)
{
    auto slots = bind(facts_, arena_);
    auto const& schema = fact_schema();
    slots[static_cast<std::uint32_t>(schema.slot("as_of"))] = Value::of(as_of);
    frame_.emplace(
        arena_, world.schema->size(), slots, [this](std::uint32_t slot) { return shared(slot); }, exchange_, counting_);
    frame_->set(world.table_slot, world.table_value);

    auto const problems = slots[static_cast<std::uint32_t>(schema.slot("problems"))];
    if (!problems.is(Kind::list))
        return;
    problem_values_ = problems.items();
    problem_frames_.resize(problem_values_.size());
}

Frame& Evaluation::problem(std::size_t index)
{
    auto& frame = problem_frames_[index];
    if (!frame) {
        frame = std::make_unique<Frame>(
            arena_, world_.problem_schema->size(), frame_->slots().first(fact_schema().size()),
            [this, index](std::uint32_t slot) { return shared_of_problem(index, slot); }, exchange_, counting_);
        frame->set(world_.problem_slot, problem_values_[index]);
    }
    return *frame;
}

Value Evaluation::shared(std::uint32_t slot)
{
    for (auto const& term : world_.terms) {
        if (!term.per_problem && term.slot == slot)
            return frame_->value(*term.is);
    }
    return Value::error(arena_, "nothing defines this name");
}

Value Evaluation::shared_of_problem(std::size_t index, std::uint32_t slot)
{
    if (slot < world_.schema->size())
        return frame_->slot(slot);
    for (auto const& term : world_.terms) {
        if (term.per_problem && term.slot == slot)
            return problem_frames_[index]->value(*term.is);
    }
    return Value::error(arena_, "nothing defines this name");
}

Value Evaluation::term(std::string_view id)
{
    for (auto const& term : world_.terms) {
        if (!term.per_problem && term.id == id)
            return frame_->slot(term.slot);
    }
    return {};
}

std::optional<Money> Evaluation::money_term(std::string_view id)
{
    auto const value = term(id);
    if (!value.is(Kind::money))
        return std::nullopt;
    auto amount = value.as_money();
    if (amount.is_zero())
        amount.currency = currency();
    return amount;
}

Currency Evaluation::currency()
{
    auto const value = term("case_currency");
    auto const code = value.is(Kind::string) ? Currency::from_code(value.as_text()) : std::nullopt;
    return code ? *code : *Currency::from_code("USD");
}

} // namespace recourse::casework
