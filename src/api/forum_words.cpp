#include "api/forum_words.hpp"

#include "base/check.hpp"
#include "catalog/forum_book.hpp"

namespace recourse::api {

forum::Book const& forum_book()
{
    static auto const book = catalog::shipped_forum_book();
    RECOURSE_ASSERT(book.has_value());
    return *book;
}

} // namespace recourse::api
