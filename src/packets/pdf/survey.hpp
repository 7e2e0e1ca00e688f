#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace recourse::packets::pdf {

/// The visible size of a page, in thousandths of a point, as it is shown (turned pages turned).
struct PageSize {
    std::int32_t width = 0, height = 0;
    friend bool operator==(PageSize const&, PageSize const&) = default;
};
BOOST_DESCRIBE_STRUCT(PageSize, (), (width, height))

/// What was found in the file of an exhibit, in a cell. Nothing in it is trusted more than the file.
struct Survey {
    std::string fault; ///< a clause on why its pages cannot be bound; empty: they can
    std::vector<PageSize> pages;
    std::uint64_t image_pixels = 0; ///< of a picture
    bool layers = false; ///< pages with layers that may be switched off: bound, all of them would show
    bool form = false; ///< fields of a form: what they show is kept, they can no longer be filled in
    bool active = false; ///< programs, links and actions in it: left out of the bound copy
};
BOOST_DESCRIBE_STRUCT(Survey, (), (fault, pages, image_pixels, layers, form, active))

} // namespace recourse::packets::pdf
