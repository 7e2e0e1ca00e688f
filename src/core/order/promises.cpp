#include "core/order/promises.hpp"

namespace recourse::order {

bool is_new_promise(Terms const& before, Terms const& after)
{
    return price(after).minor > price(before).minor || after.goods != before.goods
        || after.specification != before.specification || after.programme != before.programme;
}

bool promises(State const& state, Command const& command)
{
    if (auto const* amend = std::get_if<Amend>(&command))
        return is_new_promise(state.terms, amend->terms);
    if (std::holds_alternative<AcceptAmendment>(command))
        return state.amendment && is_new_promise(state.terms, *state.amendment);
    return std::holds_alternative<Offer>(command) || std::holds_alternative<Agree>(command);
}

} // namespace recourse::order
