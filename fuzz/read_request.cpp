// Any bytes are a request or are refused, and they are the same whether they arrive at once or in pieces. What
// negotiates and what carries sessions takes any text.

#include "base/check.hpp"
#include "base/text.hpp"
#include "http/accept.hpp"
#include "http/cookies.hpp"
#include "http/etag.hpp"
#include "http/head_scan.hpp"
#include "http/request_parser.hpp"
#include "http/router.hpp"
#include "http/target.hpp"
#include "planted.hpp"

#include <tuple>

namespace {

using namespace recourse::http;

constexpr std::size_t body_bytes_max = 1000;

Router const& router()
{
    static Router const routes = [] {
        std::vector<Route> table;
        for (auto const path : { "/", "/a", "/a/{b}", "/a/{b}/c", "/d/{e...}" })
            table.push_back({ .path = path, .operation = path, .handler = [](auto&, auto) { } });
        return Router { std::move(table) };
    }();
    return routes;
}

struct Reading {
    int status = 0; ///< 0: wants more, 200: complete
    Request request;
};

/// Reads as a connection does; `cut` is where the first piece ends.
Reading read(std::string_view bytes, std::size_t cut)
{
    HeadLimits const limits { .start_line_bytes_max = 300, .head_bytes_max = 1000, .fields_max = 20 };
    HeadScan scan { limits };
    Reading reading;
    auto result = scan.scan(bytes.substr(0, cut));
    if (result == HeadScan::Result::more)
        result = scan.scan(bytes);
    if (result != HeadScan::Result::complete) {
        reading.status = result == HeadScan::Result::more ? 0 : 400;
        return reading;
    }
    RequestParser parser;
    auto const framing = parser.head(bytes.substr(0, scan.length()), reading.request);
    if (!framing) {
        reading.status = framing.error().status;
        return reading;
    }
    reading.status = 200;
    if (!framing->has_body())
        return reading;
    parser.allow_body(body_bytes_max);
    auto begin = scan.length();
    for (auto const end : { std::max(cut, begin), bytes.size() }) {
        auto const step = parser.body(bytes.substr(begin, end - begin));
        if (!step) {
            reading.status = step.error().status;
            return reading;
        }
        RECOURSE_ASSERT(step->consumed <= end - begin);
        if (step->done)
            return reading;
        begin += step->consumed;
    }
    reading.status = 0;
    return reading;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const text { reinterpret_cast<char const*>(bytes), size };
    auto const whole = read(text, size);
    auto const pieces = read(text, size / 2);
    RECOURSE_ASSERT(whole.status == pieces.status);
    auto const& request = whole.request;
    if (whole.status == 200) {
        RECOURSE_ASSERT(request.body == pieces.request.body && request.body.size() <= body_bytes_max);
        RECOURSE_ASSERT(request.segments == pieces.request.segments && request.query == pieces.request.query);
        for (auto const& segment : request.segments)
            RECOURSE_ASSERT(recourse::is_utf8(segment) && segment != "..");
        auto const match = router().match(request.method, request.segments);
        RECOURSE_ASSERT(!match.route || match.allow.empty());
        std::ignore = find_cookie(request.headers, "session");
        std::ignore = check_preconditions(request.method, request.headers, "\"v1\"");
    }
    std::ignore = parse_target(text);
    std::ignore = choose_format(text, { Format::json, Format::html });
    std::ignore = choose_language(text, recourse::Language::en);
    std::ignore = accepts_coding(text, "gzip");
    std::ignore = parse_cookies(text);
    std::ignore = names_tag(text, "\"v1\"", Comparison::strong);
    std::ignore = tagged_version(text);
    auto const decoded = percent_decode(percent_encode(text));
    RECOURSE_ASSERT(decoded == text);
    recourse::fuzz::planted(whole.status == 200 && request.query.all("a").size() >= 2);
    return 0;
}
