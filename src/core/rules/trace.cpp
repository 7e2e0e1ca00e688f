#include "core/rules/trace.hpp"

#include "base/text.hpp"
#include "core/rules/recorder.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::rules {

namespace {

constexpr std::size_t steps_kept_max = 20'000;
constexpr std::size_t value_shown_max = said_max;
constexpr std::size_t expression_shown_max = 120;
constexpr std::size_t items_shown_max = 8;
constexpr int depth_shown_max = 12;

/// At most so many bytes, cut between characters.
std::string shortened(std::string text, std::size_t most)
{
    if (text.size() <= most)
        return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80)
        --most;
    return text.substr(0, most) + "...";
}

/// A large list is never written out whole only to be cut.
std::string shown(Value v)
{
    if (v.is(Kind::list) && v.items().size() > 16)
        return fmt::format("a list of {} items", v.items().size());
    return to_string(v, value_shown_max);
}

std::string line_of(Trace::Reason const& reason)
{
    auto const start = (reason.item.empty() ? "" : reason.item + ": ") + reason.expression;
    if (reason.kind == Kind::unknown && reason.value == "not known (" + reason.expression + ")")
        return start + " is not known";
    if (reason.kind == Kind::error)
        return start + " cannot be worked out: " + reason.value.substr(std::min<std::size_t>(reason.value.size(), 7));
    return start + " is " + reason.value;
}

void write(Trace::Reason const& reason, std::size_t depth, std::vector<std::string>& lines)
{
    lines.push_back(std::string(depth * 2, ' ') + line_of(reason));
    for (auto const& why : reason.why)
        write(why, depth + 1, lines);
}

bool is_range_macro(Op op)
{
    return op >= Op::all && op <= Op::transform_map_entry;
}
bool is_reading(Op op)
{
    return op == Op::slot || op == Op::local || op == Op::field || op == Op::select || op == Op::has;
}

} // namespace

std::vector<std::string> Trace::lines() const
{
    std::vector<std::string> lines;
    write(result_, 0, lines);
    return lines;
}

void Recorder::enter(std::uint32_t code)
{
    if (steps_.size() >= steps_kept_max || dropped_ > 0) {
        ++dropped_;
        return;
    }
    auto const step = static_cast<std::uint32_t>(steps_.size());
    if (!open_.empty())
        steps_[open_.back()].below.push_back(step);
    steps_.push_back({ code, {}, {}, {} });
    open_.push_back(step);
}

void Recorder::leave(Value v)
{
    if (dropped_ > 0) {
        --dropped_;
        return;
    }
    steps_[open_.back()].value = v;
    open_.pop_back();
}

void Recorder::enter_item(std::uint32_t range, std::size_t position, Value key)
{
    enter(range);
    if (dropped_ == 0)
        steps_[open_.back()].item
            = fmt::format("{}[{}]", source(range), key.is(Kind::absent) ? std::to_string(position) : to_string(key));
}

void Recorder::leave_item(Value v)
{
    leave(v);
}

std::string Recorder::source(std::uint32_t code) const
{
    auto const& extent = program_.extents[code];
    std::string text;
    for (char const c : std::string_view(program_.text).substr(extent.begin, extent.end - extent.begin)) {
        bool const blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
        if (!blank)
            text += c;
        else if (!text.empty() && text.back() != ' ')
            text += ' ';
    }
    return shortened(std::move(text), expression_shown_max);
}

/// Whether this operand made its parent what it is.
bool Recorder::decides(Step const& parent, Step const& child, std::size_t index) const
{
    auto const op = program_.code[parent.code].op;
    switch (op) {
    case Op::both:
    case Op::either:
    case Op::all:
    case Op::exists:
        if (is_range_macro(op) && child.item.empty())
            return parent.value.kind >= Kind::unknown || parent.below.size() == 1;
        // One operand that decides, or all of them together.
        if (parent.value.is(Kind::boolean)) {
            bool const decisive = op == Op::either || op == Op::exists;
            return parent.value.boolean == decisive ? child.value.is(Kind::boolean) && child.value.boolean == decisive
                                                    : true;
        }
        return child.value.kind == parent.value.kind;
    case Op::choice:
        return index == 0 || !parent.value.is_unknown();
    default:
        return true;
    }
}

/// The facts and variables that an operation read, each once.
void Recorder::readings(std::uint32_t at, std::vector<Trace::Reason>& into) const
{
    auto const& step = steps_[at];
    auto const op = program_.code[step.code].op;
    if (op == Op::constant)
        return;
    if (is_reading(op) || (op == Op::item && step.below.size() == 2)) {
        auto expression = source(step.code);
        auto const seen = std::ranges::any_of(into, [&](auto const& r) { return r.expression == expression; });
        if (!seen)
            into.push_back({ std::move(expression), shown(step.value), step.value.kind, {}, {} });
        return;
    }
    for (auto const below : step.below)
        readings(below, into);
}

Trace::Reason Recorder::reason(std::uint32_t at, int depth) const
{
    auto const& step = steps_[at];
    auto const op = program_.code[step.code].op;
    Trace::Reason reason { source(step.code), shown(step.value), step.value.kind, {}, {} };
    if (depth >= depth_shown_max)
        return reason;
    // What an item came to is told by the body that was worked out for it.
    if (!step.item.empty() && !step.below.empty()) {
        auto inner = this->reason(step.below.back(), depth);
        inner.item = step.item;
        return inner;
    }
    bool const structured = op == Op::both || op == Op::either || op == Op::choice || op == Op::negation
        || is_range_macro(op) || op == Op::bind || op == Op::known_or || op == Op::known;
    if (!structured) {
        if (!is_reading(op) && op != Op::constant) {
            for (auto const below : step.below)
                readings(below, reason.why);
        }
        return reason;
    }
    std::size_t items = 0;
    for (std::size_t i = 0; i < step.below.size(); ++i) {
        auto const& child = steps_[step.below[i]];
        if (program_.code[child.code].op == Op::constant || !decides(step, child, i))
            continue;
        if (!child.item.empty() && ++items > items_shown_max)
            continue;
        reason.why.push_back(this->reason(step.below[i], depth + 1));
    }
    if (items > items_shown_max)
        reason.why.push_back(
            { fmt::format("and {} more items", items - items_shown_max), "like these", Kind::string, {}, {} });
    return reason;
}

void Recorder::finish()
{
    if (!steps_.empty())
        trace_.result_ = reason(0, 0);
}

} // namespace recourse::rules
