#pragma once

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include <vector>

namespace recourse::programme {

/// The values of a described enumeration, in their order.
template <class Enum>
std::vector<Enum> all_of()
{
    std::vector<Enum> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>(
        [&](auto one) { found.push_back(one.value); });
    return found;
}

} // namespace recourse::programme
