#include "cli/role.hpp"

#include "codec/described.hpp"

namespace recourse::cli {

std::optional<act::Role> parse_role(std::string_view text)
{
    std::optional<act::Role> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<act::Role>>([&](auto one) {
        if (codec::hyphened(one.name) == text)
            found = one.value;
    });
    return found;
}

} // namespace recourse::cli
