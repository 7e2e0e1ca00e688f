#include "api/inside.hpp"

#include "http/target.hpp"

#include <fmt/format.h>

#include <future>

namespace recourse::api {

Inside::Inside(Desk& desk, accounts::Caller const& caller) : table_(operations()), router_(routes(desk, table_, caller))
{
}

std::expected<http::Response, std::string> Inside::ask(
    http::Method method, std::string_view target, std::string body, std::span<http::Field const> headers)
{
    auto parsed = http::parse_target(target);
    if (!parsed)
        return std::unexpected(fmt::format("{} is no path: {}", target, parsed.error()));
    http::Request request;
    request.method = method;
    request.path = std::move(parsed->path);
    request.segments = std::move(parsed->segments);
    request.query = std::move(parsed->query);
    request.body = std::move(body);
    request.id = fmt::format("command-{}", ++requests_);
    for (auto const& field : headers)
        request.headers.add(field.name, field.value);
    request.content_type = http::media_type(request.headers.get("Content-Type"));
    auto const found = router_.match(method, request.segments);
    if (found.route == nullptr)
        return http::to_response(http::standard_problem(404), request);
    request.parameters = found.parameters;
    request.operation = found.route->operation;
    request.route = found.route->path;
    std::promise<http::Response> promise;
    auto answer = promise.get_future();
    found.route->handler(
        request, http::Responder([&promise](http::Response response) { promise.set_value(std::move(response)); }));
    return answer.get();
}

} // namespace recourse::api
