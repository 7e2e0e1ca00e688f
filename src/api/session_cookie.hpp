#pragma once

#include "http/message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace recourse::api {

/// The value of Set-Cookie for a session; an empty token removes it. Bound to this host where the connection is secure.
std::string session_cookie(std::string_view token, bool secure);
/// The session's token that the request brings; nothing: none, or more than one.
std::optional<std::string_view> session_token(http::Request const&);
/// A browser sends its cookie wherever it is led: what changes something needs the session's other token, too.
bool may_change(http::Request const&, std::string_view token);

} // namespace recourse::api
