#include "core/rules/inference.hpp"

#include <algorithm>

namespace recourse::rules {

namespace {

template <class Change>
Type with_parts(Type const& type, Change change)
{
    switch (type.kind()) {
    case TypeKind::list:
        return Type::list(change(type.element()));
    case TypeKind::map:
        return Type::map(change(type.key()), change(type.element()));
    case TypeKind::type:
        return type.parts().empty() ? type : Type::type_of(change(type.parts()[0]));
    default:
        return type;
    }
}

/// Parts side by side; a bare "type" stands for a type of anything.
bool same_shape(Type const& a, Type const& b)
{
    return a.kind() == b.kind();
}

/// CEL lets null stand where a moment or a duration is expected.
bool is_nullable(Type const& type)
{
    return type.kind() == TypeKind::timestamp || type.kind() == TypeKind::duration;
}
bool null_beside(Type const& a, Type const& b)
{
    return a.kind() == TypeKind::null && is_nullable(b);
}

bool is_dyn(Type const& type)
{
    return (type.kind() == TypeKind::dyn && !type.is_variable()) || type.kind() == TypeKind::error;
}

} // namespace

Type Inference::Instance::operator()(Type const& type)
{
    if (type.is_variable()) {
        for (auto const& [number, fresh] : named_) {
            if (number == type.variable_number())
                return fresh;
        }
        return named_.emplace_back(type.variable_number(), inference_.fresh()).second;
    }
    return with_parts(type, [&](Type const& part) { return (*this)(part); });
}

Type const* Inference::find(Type const& variable) const
{
    auto const& bound = bound_[variable.variable_number()];
    return bound.is_bound ? &bound.type : nullptr;
}

void Inference::set(unsigned variable, Type type)
{
    trail_.emplace_back(variable, bound_[variable]);
    bound_[variable] = { true, std::move(type) };
}

void Inference::undo(std::size_t mark)
{
    for (; trail_.size() > mark; trail_.pop_back())
        bound_[trail_.back().first] = std::move(trail_.back().second);
}

bool Inference::assignable(Type const& value, Type const& expected)
{
    auto const start = mark();
    if (fits(value, expected))
        return true;
    undo(start);
    return false;
}

bool Inference::assignable(std::vector<Type> const& values, std::vector<Type> const& expected)
{
    auto const start = mark();
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!fits(values[i], expected[i])) {
            undo(start);
            return false;
        }
    }
    return true;
}

bool Inference::fits(Type const& a, Type const& b)
{
    bool already = false;
    if (b.is_variable()) {
        bool const valid = bind(b, a, already);
        if (already)
            return valid;
        // `b` was free or may not stand for `a`; either way `a` may still learn from it.
        if (valid)
            return true;
    }
    if (a.is_variable())
        return bind(a, b, already);
    if (is_dyn(a) || is_dyn(b))
        return true;
    if (!same_shape(a, b))
        return null_beside(a, b) || null_beside(b, a);
    switch (a.kind()) {
    case TypeKind::list:
        return fits(a.element(), b.element());
    case TypeKind::map:
        return fits(a.key(), b.key()) && fits(a.element(), b.element());
    case TypeKind::record:
        return a == b;
    default:
        return true;
    }
}

bool Inference::bind(Type const& variable, Type const& to, bool& already)
{
    if (to.is_variable() && to.variable_number() == variable.variable_number()) {
        already = true;
        return true;
    }
    if (auto const* bound = find(variable)) {
        auto const current = *bound;
        already = true;
        if (current == to && current.word_list() == to.word_list())
            return true;
        if (!fits(to, current))
            return false;
        auto wider = general(to, current);
        if (!occurs(variable.variable_number(), wider))
            set(variable.variable_number(), std::move(wider));
        return true;
    }
    if (occurs(variable.variable_number(), to))
        return false;
    set(variable.variable_number(), to);
    return true;
}

bool Inference::occurs(unsigned variable, Type const& in) const
{
    if (in.is_variable()) {
        if (in.variable_number() == variable)
            return true;
        auto const* bound = find(in);
        return bound != nullptr && occurs(variable, *bound);
    }
    return std::ranges::any_of(in.parts(), [&](Type const& part) { return occurs(variable, part); });
}

bool Inference::less_specific(Type const& a, Type const& b) const
{
    if (is_dyn(a) || a.is_variable())
        return true;
    if (is_dyn(b) || b.is_variable() || !same_shape(a, b))
        return null_beside(b, a);
    switch (a.kind()) {
    case TypeKind::list:
        return less_specific(a.element(), b.element());
    case TypeKind::map:
        return less_specific(a.key(), b.key()) && less_specific(a.element(), b.element());
    case TypeKind::type:
        return true;
    case TypeKind::string:
        // A text limited to words is more special than any text, and than one limited to other words.
        return a.word_list().empty() || a.word_list() == b.word_list();
    default:
        return a == b;
    }
}

Type Inference::general(Type const& a, Type const& b) const
{
    if (less_specific(a, b))
        return a;
    if (a.kind() == TypeKind::string && b.kind() == TypeKind::string && a.word_list() != b.word_list())
        return TypeKind::string;
    return b;
}

Type Inference::join(Type const& a, Type const& b)
{
    return assignable(a, b) ? general(a, b) : Type {};
}

Type Inference::substituted(Type const& type) const
{
    if (type.is_variable()) {
        auto const* bound = find(type);
        return bound != nullptr ? substituted(*bound) : type;
    }
    return with_parts(type, [&](Type const& part) { return substituted(part); });
}

Type Inference::finished(Type const& type) const
{
    if (type.is_variable()) {
        auto const* bound = find(type);
        return bound != nullptr ? finished(*bound) : Type {};
    }
    return with_parts(type, [&](Type const& part) { return finished(part); });
}

} // namespace recourse::rules
