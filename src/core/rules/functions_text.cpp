#include "base/text.hpp"
#include "core/rules/containers.hpp"
#include "core/rules/functions.hpp"
#include "core/rules/patterns.hpp"

#include <array>
#include <cstring>

namespace recourse::rules {

namespace {

bool both_text(std::span<Value const> a)
{
    return a[0].is(Kind::string) && a[1].is(Kind::string);
}

Value contains(Call& call, std::span<Value const> a)
{
    if (!both_text(a))
        return call.no_overload(a);
    // string_view's search may take the product of the two lengths.
    if (a[0].extra < 64)
        return Value::of(a[0].as_text().contains(a[1].as_text()));
    return Value::of(a[1].extra == 0 || ::memmem(a[0].text, a[0].extra, a[1].text, a[1].extra) != nullptr);
}

Value starts_with(Call& call, std::span<Value const> a)
{
    return both_text(a) ? Value::of(a[0].as_text().starts_with(a[1].as_text())) : call.no_overload(a);
}

Value ends_with(Call& call, std::span<Value const> a)
{
    return both_text(a) ? Value::of(a[0].as_text().ends_with(a[1].as_text())) : call.no_overload(a);
}

Value matches(Call& call, std::span<Value const> a)
{
    if (!both_text(a))
        return call.no_overload(a);
    if (!call.budget.take(Pattern::compile_steps(a[1].as_text())))
        return fail(too_long);
    auto const pattern = Pattern::compile(a[1].as_text());
    if (!pattern)
        return call.error(pattern.error());
    if (!call.budget.take(pattern->size_steps() + pattern->match_steps(a[0].extra)))
        return fail(too_long);
    return Value::of(pattern->found_in(a[0].as_text()));
}

Value size(Call& call, std::span<Value const> a)
{
    switch (a[0].kind) {
    case Kind::string:
        return Value::of(static_cast<std::int64_t>(code_points(a[0].as_text())));
    case Kind::bytes:
        return Value::of(static_cast<std::int64_t>(a[0].extra));
    case Kind::list:
        return Value::of(static_cast<std::int64_t>(a[0].list->size));
    case Kind::map:
        return Value::of(static_cast<std::int64_t>(a[0].map->size));
    default:
        return call.no_overload(a);
    }
}

constexpr std::string_view size_signatures = "(string) -> int; (bytes) -> int; (list(A)) -> int; (map(A, B)) -> int";

constexpr std::array rows {
    Function { "size", false, 1, 1, size, size_signatures },
    Function { "size", true, 1, 1, size, size_signatures },
    Function { "contains", true, 2, 2, contains, "(string, string) -> bool" },
    Function { "startsWith", true, 2, 2, starts_with, "(string, string) -> bool" },
    Function { "endsWith", true, 2, 2, ends_with, "(string, string) -> bool" },
    Function { "matches", true, 2, 2, matches, "(string, string) -> bool" },
    Function { "matches", false, 2, 2, matches, "(string, string) -> bool" },
};

} // namespace

std::span<Function const> text_functions()
{
    return rows;
}

} // namespace recourse::rules
