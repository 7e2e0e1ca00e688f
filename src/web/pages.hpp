#pragma once

#include "http/router.hpp"
#include "web/files.hpp"

namespace recourse::web {

/// The route of the console's pages, for what no row of the API answers (Router's `otherwise`).
///
/// "/" is index.html, and so is every path whose last part has no dot: the console knows what it means. Another file
/// that is not there is 404, and everything below /v1. Files whose name changes with their bytes are kept for a year,
/// the others are asked for again with their tag. Without files "/" says so in words.
http::Route pages(std::span<File const> = files());

/// The answer itself.
http::Response page(std::span<File const>, http::Request const&);

} // namespace recourse::web
