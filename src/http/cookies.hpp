#pragma once

#include "http/message.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recourse::http {

/// `a=1; b="2"` as pairs in order; what is no pair is passed over. Views into the header.
std::vector<std::pair<std::string_view, std::string_view>> parse_cookies(std::string_view header);

/// The value of the cookie. Nothing where it is absent, and where it comes twice: then somebody (a neighbour domain, an
/// older path) has put his own beside ours, and no order tells which is which.
std::optional<std::string_view> find_cookie(Headers const&, std::string_view name);

enum class SameSite : std::uint8_t { strict, lax };

/// A cookie to be set. The defaults are those of a session; a name that begins with "__Host-" binds it to this host.
struct SetCookie {
    std::string_view name;
    std::string_view value;
    std::optional<std::chrono::seconds> max_age = {}; ///< nothing: until the browser closes; zero removes the cookie
    std::string_view path = "/";
    bool http_only = true;
    bool secure = true;
    SameSite same_site = SameSite::strict;
};

/// The value of Set-Cookie. RECOURSE_ASSERTs that name and value hold only what RFC 6265 lets them hold: neither may
/// come from outside unencoded.
std::string to_header(SetCookie const&);

} // namespace recourse::http
