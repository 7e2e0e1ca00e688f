#include "http/message.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace recourse::http {

namespace {

constexpr std::array<std::pair<Method, std::string_view>, 7> methods { {
    { Method::get, "GET" },
    { Method::head, "HEAD" },
    { Method::post, "POST" },
    { Method::put, "PUT" },
    { Method::patch, "PATCH" },
    { Method::del, "DELETE" },
    { Method::options, "OPTIONS" },
} };

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

} // namespace

std::string_view to_string(Method method)
{
    return methods[static_cast<std::size_t>(method)].second;
}

std::optional<Method> parse_method(std::string_view text)
{
    for (auto const& [method, name] : methods)
        if (name == text)
            return method;
    return {};
}

bool same_name(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char left, char right) {
        return left == right || lower(left) == lower(right);
    });
}

std::string_view trimmed(std::string_view text)
{
    auto const begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

void Headers::add(std::string_view name, std::string_view value)
{
    fields_.push_back({ std::string { name }, std::string { value } });
}

void Headers::set(std::string_view name, std::string_view value)
{
    std::erase_if(fields_, [&](Field const& field) { return same_name(field.name, name); });
    add(name, value);
}

std::optional<std::string_view> Headers::find(std::string_view name) const
{
    for (auto const& field : fields_)
        if (same_name(field.name, name))
            return field.value;
    return {};
}

std::string Headers::joined(std::string_view name) const
{
    std::string list;
    for (auto const& field : fields_)
        if (same_name(field.name, name))
            list.append(list.empty() ? "" : ", ").append(field.value);
    return list;
}

std::size_t Headers::count(std::string_view name) const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(fields_, [&](Field const& field) { return same_name(field.name, name); }));
}

std::optional<std::string_view> Parameters::find(std::string_view name) const
{
    for (auto const& pair : pairs_)
        if (pair.name == name)
            return pair.value;
    return {};
}

std::vector<std::string_view> Parameters::all(std::string_view name) const
{
    std::vector<std::string_view> values;
    for (auto const& pair : pairs_)
        if (pair.name == name)
            values.push_back(pair.value);
    return values;
}

Body Body::shared(std::string_view bytes, std::shared_ptr<void const> keeper)
{
    Body body;
    body.shared_ = bytes;
    body.keeper_ = std::move(keeper);
    body.is_shared_ = true;
    return body;
}

namespace {

Response of_type(std::string_view type, std::string body, int status)
{
    Response response;
    response.status = status;
    response.headers.add("Content-Type", type);
    response.body = std::move(body);
    return response;
}

} // namespace

Response Response::json(std::string body, int status)
{
    return of_type("application/json", std::move(body), status);
}

Response Response::text(std::string body, int status)
{
    return of_type("text/plain; charset=utf-8", std::move(body), status);
}

Response Response::html(std::string body, int status)
{
    return of_type("text/html; charset=utf-8", std::move(body), status);
}

Response Response::stream(EventStream events)
{
    auto response = of_type("text/event-stream; charset=utf-8", {}, 200);
    // Proxies that gather answers before they pass them on would hold the events back.
    response.headers.add("X-Accel-Buffering", "no");
    response.events = std::move(events);
    return response;
}

Response Response::in_pieces(std::uint64_t size, std::move_only_function<std::string()> next, int status)
{
    Response response;
    response.status = status;
    response.pieces = Pieces { size, std::make_shared<std::move_only_function<std::string()>>(std::move(next)) };
    return response;
}

Response Response::empty(int status)
{
    Response response;
    response.status = status;
    return response;
}

Response&& Response::with(std::string_view name, std::string_view value) &&
{
    headers.set(name, value);
    return std::move(*this);
}

std::string_view reason_of(int status)
{
    static constexpr std::array<std::pair<int, std::string_view>, 38> reasons { {
        { 200, "OK" },
        { 201, "Created" },
        { 202, "Accepted" },
        { 204, "No Content" },
        { 206, "Partial Content" },
        { 301, "Moved Permanently" },
        { 302, "Found" },
        { 303, "See Other" },
        { 304, "Not Modified" },
        { 307, "Temporary Redirect" },
        { 308, "Permanent Redirect" },
        { 400, "Bad Request" },
        { 401, "Unauthorized" },
        { 402, "Payment Required" },
        { 403, "Forbidden" },
        { 404, "Not Found" },
        { 405, "Method Not Allowed" },
        { 406, "Not Acceptable" },
        { 408, "Request Timeout" },
        { 409, "Conflict" },
        { 410, "Gone" },
        { 411, "Length Required" },
        { 412, "Precondition Failed" },
        { 413, "Content Too Large" },
        { 414, "URI Too Long" },
        { 415, "Unsupported Media Type" },
        { 416, "Range Not Satisfiable" },
        { 417, "Expectation Failed" },
        { 422, "Unprocessable Content" },
        { 423, "Locked" },
        { 425, "Too Early" },
        { 428, "Precondition Required" },
        { 429, "Too Many Requests" },
        { 431, "Request Header Fields Too Large" },
        { 500, "Internal Server Error" },
        { 501, "Not Implemented" },
        { 503, "Service Unavailable" },
        { 505, "HTTP Version Not Supported" },
    } };
    auto const at = std::ranges::lower_bound(reasons, status, {}, [](auto const& one) { return one.first; });
    return at != reasons.end() && at->first == status ? at->second : std::string_view {};
}

} // namespace recourse::http
