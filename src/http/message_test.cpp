#include "http/accept.hpp"
#include "http/cookies.hpp"
#include "http/etag.hpp"
#include "http/metrics.hpp"
#include "http/problem.hpp"
#include "http/request_parser.hpp"
#include "http/router.hpp"
#include "http/service.hpp"
#include "http/target.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <set>

namespace recourse::http {

TEST(Target, is_taken_apart)
{
    struct Case {
        std::string_view target;
        std::vector<std::string> segments;
        std::vector<Field> query;
    };
    for (auto const& [text, segments, query] : std::vector<Case> {
             { "/", {}, {} },
             { "/a", { "a" }, {} },
             { "/a/", { "a", "" }, {} },
             { "//", { "", "" }, {} },
             { "/%E4%B8%AD/%2F+", { "中", "/+" }, {} },
             { "/a?", { "a" }, {} },
             { "/a?b", { "a" }, { { "b", "" } } },
             { "/a?b=1&b=2&&c=%26+x=y", { "a" }, { { "b", "1" }, { "b", "2" }, { "c", "& x=y" } } },
             { "/a?b=/../?", { "a" }, { { "b", "/../?" } } },
             { "http://host:8080/a?b=c", { "a" }, { { "b", "c" } } },
             { "HTTPS://host", {}, {} },
             { "http://host?a=b", {}, { { "a", "b" } } },
         }) {
        auto const target = parse_target(text);
        ASSERT_TRUE(target) << text;
        EXPECT_EQ(target->segments, segments) << text;
        EXPECT_EQ((std::vector<Field> { target->query.begin(), target->query.end() }), query) << text;
    }
    for (auto const text : { "", "a", "*x", "/%", "/%1", "/%g1", "/a b", "/a#b", "/..", "/a/../b", "/%2e", "/.%2E",
             "http://", "/a?%", "/a?b=%ff", "/\x7f", "/a%0ab", "/a?b=%00" })
        EXPECT_FALSE(parse_target(text)) << text;
    std::string many = "/?a";
    for (int i = 0; i < 256; ++i)
        many += "&a";
    EXPECT_FALSE(parse_target(many));
}

RC_GTEST_PROP(Target, what_is_encoded_is_decoded_to_the_same, (std::string const& text))
{
    RC_ASSERT(percent_decode(percent_encode(text)) == text);
}

TEST(Router, finds_the_most_literal_template)
{
    auto const route = [](Method method, std::string path) {
        return Route { method, path, fmt::format("{} {}", to_string(method), path), [](auto&, auto) { } };
    };
    std::vector<Route> table;
    for (auto const path : { "/", "/v1/orders", "/v1/orders/{order}", "/v1/orders/{order}/lines/{line}",
             "/v1/orders/open", "/pages/{file...}", "/pages/index" })
        table.push_back(route(Method::get, path));
    table.push_back(route(Method::post, "/v1/orders"));
    Router const router { std::move(table) };
    struct Case {
        Method method;
        std::string_view path;
        std::string_view found; ///< operation, then parameters; or what is allowed
    };
    for (auto const& [method, path, found] : std::vector<Case> {
             { Method::get, "/", "GET /" },
             { Method::head, "/v1/orders", "GET /v1/orders" },
             { Method::post, "/v1/orders", "POST /v1/orders" },
             { Method::del, "/v1/orders", "allow GET, HEAD, POST, OPTIONS" },
             { Method::get, "/v1/orders/7", "GET /v1/orders/{order} order=7" },
             { Method::get, "/v1/orders/open", "GET /v1/orders/open" },
             { Method::get, "/v1/orders/open/lines/2", "GET /v1/orders/{order}/lines/{line} order=open line=2" },
             { Method::get, "/v1/orders/7/lines", "allow " },
             { Method::get, "/v1/orders/7/", "allow " },
             { Method::get, "/v1/orders/", "allow " },
             { Method::get, "/v1", "allow " },
             { Method::get, "/pages/a/b.css", "GET /pages/{file...} file=a/b.css" },
             { Method::get, "/pages/index", "GET /pages/index" },
             { Method::get, "/pages", "allow " },
             { Method::get, "/pages/a//b", "allow " },
         }) {
        auto const match = router.match(method, parse_target(path)->segments);
        auto text = match.route ? match.route->operation : "allow " + match.allow;
        for (auto const& [name, value] : match.parameters)
            text += " " + name + "=" + value;
        EXPECT_EQ(text, found) << path;
    }
}

TEST(Router, what_fits_no_template_goes_to_the_page_for_the_rest)
{
    auto const quiet = [](Request const&, Responder) { };
    Router const router({ { .method = Method::get, .path = "/v1/orders", .operation = "orders", .handler = quiet },
                            { .method = Method::post, .path = "/v1/claims", .operation = "claims", .handler = quiet } },
        Route { .method = Method::get, .path = "/{page...}", .operation = "page", .handler = quiet });
    struct Case {
        Method method;
        std::string_view path, found;
    };
    for (auto const& [method, path, found] : std::vector<Case> {
             { Method::get, "/v1/orders", "orders" },
             { Method::get, "/", "page" },
             { Method::head, "/cases/7", "page" },
             { Method::get, "/v1/nothing", "page" },
             { Method::get, "/v1/claims", "allow POST, OPTIONS" },
             { Method::post, "/cases/7", "allow " },
             { Method::options, "/cases/7", "allow " },
         }) {
        auto const match = router.match(method, parse_target(path)->segments);
        EXPECT_EQ(match.route ? match.route->operation : "allow " + match.allow, found) << path;
    }
}

TEST(Accept, takes_the_best_form_that_is_offered)
{
    struct Case {
        std::string_view accept;
        std::optional<Format> chosen; ///< of JSON, HTML, CSV in this order
    };
    for (auto const& [accept, chosen] : std::vector<Case> {
             { "", Format::json },
             { "*/*", Format::json },
             { "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Format::html },
             { "text/*", Format::html },
             { "text/*;q=0.5, text/csv", Format::csv },
             { "text/csv;q=0.2, application/json;q=0.3", Format::json },
             { "text/csv;q=0.9999, application/json;q=0.3", Format::json },
             { "application/json;q=0, */*;q=0.1", Format::html },
             { "APPLICATION/JSON ; Q=1.0", Format::json },
             { "application/json;profile=x", {} },
             { "image/png", {} },
             { "*/*;q=0", {} },
             { "nonsense;;;,,;q=", {} },
         })
        EXPECT_EQ(choose_format(accept, { Format::json, Format::html, Format::csv }), chosen) << accept;
}

TEST(Accept, takes_the_best_language)
{
    struct Case {
        std::string_view header;
        Language chosen;
    };
    for (auto const& [header, chosen] : std::vector<Case> {
             { "", Language::en },
             { "zh", Language::zh },
             { "zh-Hant-TW", Language::zh },
             { "ZH-cn,en;q=0.9", Language::zh },
             { "de, en;q=0.3, zh;q=0.4", Language::zh },
             { "de", Language::en },
             { "zh;q=0", Language::en },
             { "*", Language::en },
             { "en;q=2, zh;q=0.1", Language::zh },
         })
        EXPECT_EQ(choose_language(header, Language::en), chosen) << header;
    EXPECT_TRUE(accepts_coding("br, GZIP;q=0.5", "gzip"));
    EXPECT_TRUE(accepts_coding("*", "gzip"));
    EXPECT_FALSE(accepts_coding("*, gzip;q=0", "gzip"));
    EXPECT_FALSE(accepts_coding("", "gzip"));
}

TEST(Etag, is_compared_as_the_header_asks)
{
    struct Case {
        std::string_view list;
        std::string_view tag;
        bool strong;
        bool weak;
    };
    for (auto const& [list, tag, strong, weak] : std::vector<Case> {
             { "\"v1\"", "\"v1\"", true, true },
             { "W/\"v1\"", "\"v1\"", false, true },
             { "\"v1\"", "W/\"v1\"", false, true },
             { "\"v2\" , \"v1\"", "\"v1\"", true, true },
             { "\"a,b\", \"v1\"", "\"v1\"", true, true },
             { "\"v11\"", "\"v1\"", false, false },
             { "*", "\"v1\"", true, true },
             { "v1", "\"v1\"", false, false },
             { "\"v1", "\"v1\"", false, false },
             { "\"v1\" \"v2\"", "\"v2\"", false, false },
             { "", "\"v1\"", false, false },
         }) {
        EXPECT_EQ(names_tag(list, tag, Comparison::strong), strong) << list;
        EXPECT_EQ(names_tag(list, tag, Comparison::weak), weak) << list;
    }
    EXPECT_EQ(tagged_version(version_tag(17)), 17u);
    for (auto const wrong :
        { "", "\"v\"", "\"v01\"", "W/\"v1\"", "\"v1\", \"v2\"", "\"v-1\"", "\"v18446744073709551616\"" })
        EXPECT_FALSE(tagged_version(wrong)) << wrong;
}

TEST(Etag, decides_whether_a_request_goes_on)
{
    auto const check = [](Method method, std::string_view name, std::string_view value, bool exists = true) {
        Headers headers;
        headers.add(name, value);
        return check_preconditions(
            method, headers, exists ? std::optional<std::string_view> { "\"v3\"" } : std::nullopt);
    };
    EXPECT_EQ(check(Method::put, "If-Match", "\"v3\""), Precondition::holds);
    EXPECT_EQ(check(Method::put, "If-Match", "\"v2\""), Precondition::failed);
    EXPECT_EQ(check(Method::put, "If-Match", "*", false), Precondition::failed);
    EXPECT_EQ(check(Method::put, "If-None-Match", "*"), Precondition::failed);
    EXPECT_EQ(check(Method::put, "If-None-Match", "*", false), Precondition::holds);
    EXPECT_EQ(check(Method::get, "If-None-Match", "W/\"v3\""), Precondition::not_modified);
    EXPECT_EQ(check(Method::get, "If-None-Match", "\"v2\""), Precondition::holds);
    EXPECT_EQ(check(Method::get, "Accept", "*/*"), Precondition::holds);
}

TEST(Cookies, are_read_as_browsers_send_them)
{
    using Pairs = std::vector<std::pair<std::string_view, std::string_view>>;
    EXPECT_EQ(parse_cookies("a=1; b=\"2\";c=x=y;; d ; =e; f="),
        (Pairs { { "a", "1" }, { "b", "2" }, { "c", "x=y" }, { "f", "" } }));
    Headers headers;
    headers.add("Cookie", "session=abc; theme=dark; theme=light");
    EXPECT_EQ(find_cookie(headers, "session"), "abc");
    EXPECT_FALSE(find_cookie(headers, "Session"));
    EXPECT_FALSE(find_cookie(headers, "theme")); // twice: nobody knows whose is which
    headers.add("Cookie", "session=other");
    EXPECT_FALSE(find_cookie(headers, "session"));
}

TEST(Cookies, are_set_closed_unless_somebody_opens_them)
{
    EXPECT_EQ(to_header({ .name = "__Host-session", .value = "abc" }),
        "__Host-session=abc; Path=/; HttpOnly; Secure; SameSite=Strict");
    EXPECT_EQ(to_header({ .name = "language",
                  .value = "zh",
                  .max_age = std::chrono::hours { 1 },
                  .path = "/app",
                  .http_only = false,
                  .secure = false,
                  .same_site = SameSite::lax }),
        "language=zh; Path=/app; Max-Age=3600; SameSite=Lax");
    EXPECT_DEATH(to_header({ .name = "a", .value = "b; Path=/x" }), "is_cookie_text");
}

TEST(Problem, has_the_members_of_rfc_9457_and_our_code)
{
    EXPECT_EQ(to_json({ .status = 422,
                          .code = "claim.window_closed",
                          .title = "The window is closed",
                          .detail = "It closed on 2026-03-31.",
                          .errors = { { "/amount/minor", "expected a whole number", "json.number" },
                              { "limit", "too large" } } },
                  "id1"),
        R"({"type":"/docs/problems#claim.window_closed","title":"The window is closed","status":422,)"
        R"("code":"claim.window_closed","detail":"It closed on 2026-03-31.","instance":"id1","errors":[)"
        R"({"pointer":"/amount/minor","detail":"expected a whole number","code":"json.number"},)"
        R"({"pointer":"limit","detail":"too large"}]})");
    for (auto const& one : standard_problems())
        EXPECT_FALSE(one.title_zh.empty() || one.title_en.empty() || !one.code.starts_with("http."));
}

TEST(Problem, refuses_bodies_of_other_types)
{
    Request request;
    request.content_type = media_type("Application/JSON; charset=utf-8");
    EXPECT_FALSE(refuse_other_media(request, { "application/json", "text/csv" }));
    request.content_type = media_type("text/xml");
    auto const refused = refuse_other_media(request, { "application/json", "text/csv" });
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 415);
    EXPECT_EQ(refused->headers.get("Accept"), "application/json, text/csv");
}

TEST(Problem, refuses_bodies_that_are_coded_or_in_another_character_set)
{
    struct Row {
        std::string_view type, coding, says;
    };
    for (auto const& [type, coding, says] : {
             Row { "application/json", "", "" },
             Row { "application/json; charset=UTF-8", "identity", "" },
             Row { "application/json;x=1; charset=\"utf-8\"", "", "" },
             Row { "application/json; charset=utf-16", "", "charset=utf-8" },
             Row { "application/json; CHARSET=\"latin1\"", "", "charset=utf-8" },
             Row { "application/json", "gzip", "identity" },
             Row { "application/json", "identity, br", "identity" },
         }) {
        Request request;
        request.content_type = media_type(type);
        request.headers.set("Content-Type", type);
        if (!coding.empty())
            request.headers.set("Content-Encoding", coding);
        auto const refused = refuse_other_media(request, { "application/json" });
        ASSERT_EQ(refused.has_value(), !says.empty()) << type << " " << coding;
        if (refused) {
            EXPECT_EQ(refused->status, 415);
            EXPECT_NE(refused->body.view().find(says), std::string_view::npos);
        }
    }
}

TEST(Metrics, are_written_as_prometheus_reads_them)
{
    Metrics metrics;
    metrics.counter("requests_total", "All \\ of\nthem.", { { "path", "a\"b\\c\nd" } }).add(3);
    metrics.counter("requests_total", "", {}).add();
    metrics.gauge("open", "Now.").set(-2);
    metrics.ask("asked", "When read.", [] { return 7; });
    std::array<std::uint64_t, 2> const bounds { 100, 2'500'000 };
    auto& histogram = metrics.histogram("seconds", "How long.", bounds, Scale::microseconds, { { "route", "/x" } });
    for (auto const value : { 50u, 100u, 101u, 3'000'000u })
        histogram.observe(value);
    EXPECT_EQ(metrics.to_text(), R"(# HELP asked When read.
# TYPE asked gauge
asked 7
# HELP open Now.
# TYPE open gauge
open -2
# HELP requests_total All \\ of\nthem.
# TYPE requests_total counter
requests_total 1
requests_total{path="a\"b\\c\nd"} 3
# HELP seconds How long.
# TYPE seconds histogram
seconds_bucket{route="/x",le="0.0001"} 2
seconds_bucket{route="/x",le="2.5"} 3
seconds_bucket{route="/x",le="+Inf"} 4
seconds_sum{route="/x"} 3.000251
seconds_count{route="/x"} 4
)");
    EXPECT_EQ(&metrics.counter("requests_total", ""), &metrics.counter("requests_total", ""));
    EXPECT_DEATH(metrics.gauge("requests_total", ""), "kind");
    EXPECT_DEATH(metrics.gauge("not a name", ""), "is_name");
}

TEST(Service, writes_the_date_as_http_wants_it)
{
    EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(http_date(1772323200), "Sun, 01 Mar 2026 00:00:00 GMT");
    ThreadMemory memory;
    std::set<std::string> ids;
    for (int i = 0; i < 100; ++i)
        ids.insert(memory.new_id());
    EXPECT_EQ(ids.size(), 100u);
}

RC_GTEST_PROP(HeadScan, finds_the_same_however_the_bytes_arrive, ())
{
    auto const text = *rc::gen::container<std::string>(
        rc::gen::elementOf(std::string { "GET /a HTTP/1.1\r\nHost: b\r\n\r\n\r\n\r\n\n\t:" }));
    auto const whole = "GET / HTTP/1.1\r\n" + text;
    HeadLimits const limits;
    HeadScan at_once { limits };
    auto const expected = at_once.scan(whole);
    HeadScan in_pieces { limits };
    auto result = HeadScan::Result::more;
    for (std::size_t i = 1; i <= whole.size() && result == HeadScan::Result::more; ++i)
        result = in_pieces.scan(std::string_view { whole }.substr(0, i));
    RC_ASSERT(result == expected);
    if (expected == HeadScan::Result::complete)
        RC_ASSERT(in_pieces.length() == at_once.length());
}

} // namespace recourse::http
