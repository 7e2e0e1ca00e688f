#include "tests/samples/forum_book.hpp"

#include "base/check.hpp"
#include "catalog/forum_book.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace recourse::forum {

Book const& shipped()
{
    static auto const book = [] {
        auto read = catalog::shipped_forum_book();
        if (!read)
            for (auto const& problem : read.error())
                fmt::print(stderr, "{}\n", to_string(problem));
        RECOURSE_ASSERT(read.has_value());
        return std::move(*read);
    }();
    return book;
}

} // namespace recourse::forum
