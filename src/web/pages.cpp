#include "web/pages.hpp"

#include "http/accept.hpp"
#include "http/etag.hpp"
#include "http/problem.hpp"

#include <fmt/format.h>

namespace recourse::web {

namespace {

/// The console loads nothing but its own files, and what it makes itself to show a document.
constexpr std::string_view policy
    = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; "
      "connect-src 'self'; frame-src blob: 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
constexpr std::string_view permissions = "camera=(), display-capture=(), geolocation=(), gyroscope=(), "
                                         "magnetometer=(), microphone=(), midi=(), payment=(), "
                                         "usb=()";

http::Response nothing_here(http::Request const& request)
{
    return http::to_response(http::standard_problem(404, {}, http::language_of(request)), request);
}

http::Response with_walls(http::Response response)
{
    response.headers.set("Content-Security-Policy", policy);
    response.headers.set("Permissions-Policy", permissions);
    response.headers.set("Cross-Origin-Opener-Policy", "same-origin");
    response.headers.set("Cross-Origin-Resource-Policy", "same-origin");
    return response;
}

/// Which file a path means; null: none.
File const* file_of(std::span<File const> files, http::Request const& request)
{
    auto const& parts = request.segments;
    std::string path;
    for (auto const& part : parts) {
        // A slash that was written as %2F belongs to no file.
        if (part.find('/') != std::string::npos)
            return nullptr;
        path += (path.empty() ? "" : "/") + part;
    }
    if (auto const* file = find(files, path); file != nullptr && !path.empty())
        return file;
    bool const is_page = parts.empty() || parts.back().find('.') == std::string::npos;
    return is_page ? find(files, "index.html") : nullptr;
}

/// In the form that the client takes and that is shortest: each has a tag of its own.
http::Response answer_with(File const& file, http::Request const& request)
{
    auto const accepted = request.headers.get("Accept-Encoding");
    std::string_view bytes = file.bytes, coding;
    if (!file.brotli.empty() && http::accepts_coding(accepted, "br")) {
        bytes = file.brotli;
        coding = "br";
    } else if (!file.gzip.empty() && http::accepts_coding(accepted, "gzip")) {
        bytes = file.gzip;
        coding = "gzip";
    }
    auto const tag
        = coding.empty() ? fmt::format("\"{}\"", file.digest) : fmt::format("\"{}-{}\"", file.digest, coding);
    auto response = http::Response::empty(200);
    switch (http::check_preconditions(request.method, request.headers, tag)) {
    case http::Precondition::holds:
        response.body = http::Body::fixed(bytes);
        response.headers.set("Content-Type", file.type);
        if (!coding.empty())
            response.headers.set("Content-Encoding", coding);
        break;
    case http::Precondition::not_modified:
        response.status = 304;
        break;
    case http::Precondition::failed:
        return http::to_response(http::standard_problem(412, {}, http::language_of(request)), request);
    }
    response.headers.set("ETag", tag);
    if (!file.gzip.empty() || !file.brotli.empty())
        response.headers.set("Vary", "Accept-Encoding");
    response.headers.set("Cache-Control", file.hashed ? "public, max-age=31536000, immutable" : "no-cache");
    return with_walls(std::move(response));
}

} // namespace

http::Response page(std::span<File const> files, http::Request const& request)
{
    auto const& parts = request.segments;
    if (!parts.empty() && parts.front() == "v1")
        return nothing_here(request);
    if (files.empty()) {
        if (!parts.empty() && !parts.front().empty())
            return nothing_here(request);
        return http::Response::text(
            "This program was built without its console (RECOURSE_CONSOLE=OFF, or no console/ with "
            "what it is made of). The API is at /v1, its description at /v1/openapi.json.\n"
            "本程序构建时未包含控制台。接口位于/v1，说明见/v1/openapi.json。\n");
    }
    auto const* file = file_of(files, request);
    return file == nullptr ? nothing_here(request) : answer_with(*file, request);
}

http::Route pages(std::span<File const> files)
{
    return { .method = http::Method::get,
        .path = "/{page...}",
        .operation = "console.page",
        .handler = [files](http::Request const& request, http::Responder to) { to(page(files, request)); } };
}

} // namespace recourse::web
