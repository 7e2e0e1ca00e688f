#include "accounts/types.hpp"

#include <algorithm>

namespace recourse::accounts {

std::string_view word(Scope scope)
{
    switch (scope) {
    case Scope::read:
        return "read";
    case Scope::orders:
        return "orders";
    case Scope::payments:
        return "payments";
    case Scope::claims:
        return "claims";
    case Scope::rules:
        return "rules";
    case Scope::accounts:
        return "accounts";
    case Scope::audit:
        return "audit";
    }
    return "";
}

std::optional<Scope> parse_scope(std::string_view text)
{
    auto const found = std::ranges::find(scopes_all, text, [](Scope scope) { return word(scope); });
    return found == scopes_all.end() ? std::nullopt : std::optional(*found);
}

std::string_view word(Deed deed)
{
    switch (deed) {
    case Deed::read:
        return "read";
    case Deed::changed:
        return "changed";
    }
    return "";
}

Caller Caller::command_line()
{
    return { { act::Role::officer, {}, {} }, Scopes::all(), {}, {}, {}, Language::en };
}

} // namespace recourse::accounts
