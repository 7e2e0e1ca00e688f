#pragma once

#include "core/forum/book.hpp"

#include <boost/describe.hpp>

#include <string>

// What the rows on forums have in common: the book they read, and how a source is shown.

namespace recourse::api {

/// The forum book that is part of the program, read once for the process. (The build checks it; one with a problem
/// stops the program.)
forum::Book const& forum_book();

struct SourceLine {
    std::string document; ///< key of forums/sources.toml; empty: no source, and then the mark says so
    std::string title;
    std::string clause;
    std::string mark; ///< primary, secondary, inference, unverified, ...
    std::string url;
};
BOOST_DESCRIBE_STRUCT(SourceLine, (), (document, title, clause, mark, url))

inline SourceLine shown(casework::SourceRef const& one)
{
    return { one.document, one.title, one.clause, one.mark, one.url };
}

} // namespace recourse::api
