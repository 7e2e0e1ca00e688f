#include "core/matter/types.hpp"

#include "base/check.hpp"
#include "base/type_name.hpp"
#include "core/matter/commands.hpp"

#include <boost/mp11.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <type_traits>

namespace recourse::matter {

namespace {

/// The enumerator's name with hyphens.
template <class Enum>
std::string_view name(Enum value)
{
    static std::map<Enum, std::string> const names = [] {
        std::map<Enum, std::string> made;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) {
            std::string text { one.name };
            std::ranges::replace(text, '_', '-');
            made.emplace(one.value, std::move(text));
        });
        return made;
    }();
    auto const found = names.find(value);
    RECOURSE_ASSERT(found != names.end());
    return found->second;
}

/// Adds the exhibits that a described value names, at whatever depth.
template <class T>
void gather(T const& value, Exhibits& into)
{
    if constexpr (std::is_same_v<T, Exhibits>)
        into.insert(into.end(), value.begin(), value.end());
    else if constexpr (boost::describe::has_describe_members<T>::value)
        boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>(
            [&](auto member) { gather(value.*member.pointer, into); });
}

} // namespace

std::string_view word(Phase value)
{
    return name(value);
}
std::string_view word(Ending value)
{
    return name(value);
}
std::string_view word(PursuedRole value)
{
    return name(value);
}
std::string_view word(Standing value)
{
    return name(value);
}
std::string_view word(ConflictResult value)
{
    return name(value);
}
std::string_view word(FeeModel value)
{
    return name(value);
}
std::string_view word(CostLine value)
{
    return name(value);
}
std::string_view word(HeadKind value)
{
    return name(value);
}
std::string_view word(ClauseWorth value)
{
    return name(value);
}
std::string_view word(Interlock value)
{
    return name(value);
}
std::string_view word(NoticeKind value)
{
    return name(value);
}
std::string_view word(PaperKind value)
{
    return name(value);
}
std::string_view word(PaperPhase value)
{
    return name(value);
}
std::string_view word(PaperHave value)
{
    return name(value);
}
std::string_view word(Stage value)
{
    return name(value);
}
std::string_view word(SecurityForm value)
{
    return name(value);
}
std::string_view word(MeasurePhase value)
{
    return name(value);
}
std::string_view word(FilingEnd value)
{
    return name(value);
}
std::string_view word(OfferPhase value)
{
    return name(value);
}
std::string_view word(ChallengeStep value)
{
    return name(value);
}
std::string_view word(Pressure value)
{
    return name(value);
}
std::string_view word(Route value)
{
    return name(value);
}
std::string_view word(ShareKind value)
{
    return name(value);
}
std::string_view word(DistributionPhase value)
{
    return name(value);
}
std::string_view word(Act value)
{
    static auto const words = []<std::size_t... i>(std::index_sequence<i...>) {
        return std::array { hyphenated(type_name<std::variant_alternative_t<i, Command>>())... };
    }(std::make_index_sequence<std::variant_size_v<Command>> {});
    auto const at = static_cast<std::size_t>(value);
    RECOURSE_ASSERT(at < words.size());
    return words[at];
}

Exhibits named_exhibits(Command const& command)
{
    Exhibits all;
    std::visit([&](auto const& one) { gather(one, all); }, command);
    return all;
}

} // namespace recourse::matter
