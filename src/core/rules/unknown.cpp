#include "core/rules/unknown.hpp"

#include <algorithm>
#include <new>

namespace recourse::rules {

Value Value::unknown(Arena& arena, std::string_view path)
{
    auto paths = arena.array<std::string_view>(1);
    paths[0] = arena.copy(path);
    Value v;
    v.kind = Kind::unknown;
    v.unknowns = new (arena.allocate(sizeof(Unknowns), alignof(Unknowns))) Unknowns { paths };
    return v;
}

std::span<std::string_view const> Value::unknown_paths() const
{
    RECOURSE_ASSERT(kind == Kind::unknown);
    return unknowns->paths;
}

Value merge_unknowns(Arena& arena, Value a, Value b)
{
    auto const left = a.unknown_paths();
    auto const right = b.unknown_paths();
    if (std::ranges::includes(left, right))
        return a;
    if (std::ranges::includes(right, left))
        return b;
    auto paths = arena.array<std::string_view>(left.size() + right.size());
    auto const end = std::ranges::set_union(left, right, paths.begin()).out;
    Value v;
    v.kind = Kind::unknown;
    v.unknowns = new (arena.allocate(sizeof(Unknowns), alignof(Unknowns)))
        Unknowns { paths.first(static_cast<std::size_t>(end - paths.begin())) };
    return v;
}

Value unknown_or_error(Arena& arena, std::span<Value const> values)
{
    Value found;
    for (Value const v : values) {
        if (v.is_unknown())
            found = found.is_unknown() ? merge_unknowns(arena, found, v) : v;
        else if (v.is_error() && found.is(Kind::absent))
            found = v;
    }
    return found;
}

} // namespace recourse::rules
