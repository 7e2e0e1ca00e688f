#include "api/session_cookie.hpp"

#include "accounts/accounts.hpp"
#include "http/cookies.hpp"

namespace recourse::api {

namespace {

std::string_view name(bool secure)
{
    return secure ? "__Host-recourse" : "recourse_session";
}

} // namespace

std::string session_cookie(std::string_view token, bool secure)
{
    http::SetCookie cookie { .name = name(secure), .value = token };
    cookie.secure = secure;
    if (token.empty())
        cookie.max_age = std::chrono::seconds { 0 };
    return http::to_header(cookie);
}

std::optional<std::string_view> session_token(http::Request const& request)
{
    return http::find_cookie(request.headers, name(request.secure));
}

bool may_change(http::Request const& request, std::string_view token)
{
    if (request.method == http::Method::get || request.method == http::Method::head)
        return true;
    return accounts::Accounts::is_csrf_token(accounts::Secret { token }, request.headers.get("X-CSRF-Token"));
}

} // namespace recourse::api
