#pragma once

#include "api/desk.hpp"
#include "app/stored_event.hpp"
#include "app/views.hpp"
#include "base/packed.hpp"

#include <vector>

namespace recourse::api {

/// Each line of these lists of a view, read as one, in the order of latest change, until `see` answers false. What
/// cannot be read is passed over. False: the store gave no answer.
template <class Line, class See>
bool each_line(Desk& desk, app::View view, std::vector<store::Key> scopes, store::Direction direction, See const& see)
{
    store::PageRequest page { .view = static_cast<store::View>(view),
        .scopes = std::move(scopes),
        .direction = direction,
        .limit = 256,
        .bodies = static_cast<store::View>(view) };
    for (;;) {
        auto const found = desk.store().page(page);
        if (!found)
            return false;
        for (auto const& item : found->value) {
            if (!item.body)
                continue;
            auto const line = packed::unpack<Line>(app::text_of(*item.body));
            if (line && !see(*line))
                return true;
        }
        if (found->value.size() < page.limit)
            return true;
        page.after = { found->value.back().sort, found->value.back().key };
    }
}

} // namespace recourse::api
