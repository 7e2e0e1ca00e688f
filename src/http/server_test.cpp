#include "http/client_test.hpp"
#include "http/problem.hpp"
#include "http/request_metrics.hpp"

#include <atomic>
#include <mutex>
#include <thread>

namespace recourse::http {

using namespace testing;

namespace {

std::unique_ptr<Server> usual(ServerOptions options = {}, ServerHooks hooks = {})
{
    std::vector<Route> routes;
    routes.push_back(echo(Method::get, "/v1/things/{thing}"));
    routes.push_back(echo(Method::post, "/v1/things"));
    routes.push_back(echo(Method::post, "/v1/small", 8));
    routes.push_back({ .path = "/throws", .operation = "throws", .handler = [](Request const&, Responder) {
                          throw std::runtime_error("planted");
                      } });
    routes.push_back({ .path = "/forgets", .operation = "forgets", .handler = [](Request const&, Responder) { } });
    routes.push_back({ .path = "/page", .operation = "page", .handler = [](Request const&, Responder to) {
                          to(Response::html("<p>").with("Content-Security-Policy", "default-src 'self'"));
                      } });
    routes.push_back({ .path = "/injects", .operation = "injects", .handler = [](Request const& request, Responder to) {
                          to(Response::empty().with("Location", request.query.get("to")));
                      } });
    return start(std::move(options), std::move(routes), std::move(hooks));
}

} // namespace

TEST(Server, answers_one_request_after_the_other_on_a_connection_that_stays)
{
    auto const server = usual();
    Client client { server->port() };
    for (int i = 0; i < 3; ++i) {
        auto const answer = client.ask(get(fmt::format("/v1/things/{}?a=1&a=%202", i)));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 200);
        EXPECT_EQ(answer->body, fmt::format("GET thing={} ?a=1 ?a= 2|", i));
        EXPECT_FALSE(answer->headers.has("Connection"));
    }
    EXPECT_EQ(server->counts().accepted, 1u);
}

TEST(Server, answers_in_order_what_is_sent_ahead)
{
    auto const server = usual();
    Client client { server->port() };
    std::string all;
    for (int i = 0; i < 100; ++i)
        all += i % 3 == 0 ? post("/v1/things", std::to_string(i)) : get(fmt::format("/v1/things/{}", i));
    ASSERT_TRUE(client.send(all));
    for (int i = 0; i < 100; ++i) {
        auto const answer = client.read();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->body, i % 3 == 0 ? fmt::format("POST|{}", i) : fmt::format("GET thing={}|", i));
    }
}

TEST(Server, answers_in_order_even_when_handlers_answer_late_and_elsewhere)
{
    std::mutex mutex;
    std::vector<std::thread> threads;
    std::vector<Route> routes;
    routes.push_back({ .path = "/{n}", .operation = "late", .handler = [&](Request const& request, Responder to) {
                          std::lock_guard const lock { mutex };
                          threads.emplace_back([&request, answer = std::move(to)]() mutable {
                              std::this_thread::sleep_for(milliseconds { 2 });
                              answer(Response::text(std::string { request.parameter("n") }));
                          });
                      } });
    routes.push_back({ .path = "/aside/{n}",
        .operation = "aside",
        .handler
        = [](Request const& request, Responder to) { to(Response::text(std::string { request.parameter("n") })); },
        .runs = Runs::aside });
    {
        auto const server = start({}, std::move(routes));
        Client client { server->port() };
        std::string all;
        for (int i = 0; i < 20; ++i)
            all += get(fmt::format("{}/{}", i % 2 == 0 ? "" : "/aside", i));
        ASSERT_TRUE(client.send(all));
        for (int i = 0; i < 20; ++i) {
            auto const answer = client.read();
            ASSERT_TRUE(answer);
            EXPECT_EQ(answer->body, std::to_string(i));
        }
    }
    for (auto& thread : threads)
        thread.join();
}

TEST(Server, reads_a_request_that_comes_byte_by_byte)
{
    auto const server = usual();
    Client client { server->port() };
    auto const request = "\r\nPOST /v1/things HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                         "3;name=value\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\n";
    for (char const byte : std::string_view { request }) {
        ASSERT_TRUE(client.send({ &byte, 1 }));
        std::this_thread::sleep_for(std::chrono::microseconds { 200 });
    }
    auto const answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "POST|abcde");
    EXPECT_TRUE(client.ask(get("/v1/things/1")));
}

TEST(Server, every_answer_carries_its_id_and_the_security_headers)
{
    auto const server = usual({ .trusted_id_header = "X-Request-Id" });
    Client client { server->port() };
    auto answer = client.ask(get("/v1/things/1"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->headers.get("X-Request-Id").size(), 32u);
    EXPECT_EQ(answer->headers.get("Content-Security-Policy"), "default-src 'none'; frame-ancestors 'none'");
    EXPECT_EQ(answer->headers.get("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(answer->headers.get("Referrer-Policy"), "no-referrer");
    EXPECT_EQ(answer->headers.get("Cache-Control"), "no-store");
    EXPECT_FALSE(answer->headers.has("Strict-Transport-Security"));
    EXPECT_TRUE(answer->headers.get("Date").ends_with(" GMT"));
    answer = client.ask(get("/page", "X-Request-Id: proxy-17\r\n"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->headers.get("X-Request-Id"), "proxy-17");
    EXPECT_EQ(answer->headers.joined("Content-Security-Policy"), "default-src 'self'");
    answer = client.ask(get("/page", "X-Request-Id: <script>\r\n"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->headers.get("X-Request-Id").size(), 32u);
}

TEST(Server, a_value_from_outside_begins_no_header_of_its_own)
{
    auto const server = usual();
    Client client { server->port() };
    auto const answer = client.ask(get("/injects?to=/a%0D%0ASet-Cookie:%20x=1"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 204);
    EXPECT_EQ(answer->headers.get("Location"), "/a  Set-Cookie: x=1");
    EXPECT_FALSE(answer->headers.has("Set-Cookie"));
}

TEST(Server, head_options_404_and_405_come_by_themselves)
{
    auto const server = usual();
    Client client { server->port() };
    struct Case {
        std::string_view line;
        int status;
        std::string_view allow;
    };
    for (auto const& [line, status, allow] : std::initializer_list<Case> {
             { "HEAD /v1/things/1", 200, "" },
             { "OPTIONS /v1/things/1", 204, "GET, HEAD, OPTIONS" },
             { "OPTIONS /v1/things", 204, "POST, OPTIONS" },
             { "OPTIONS *", 204, "GET, HEAD, POST, OPTIONS" },
             { "OPTIONS /none", 404, "" },
             { "DELETE /v1/things/1", 405, "GET, HEAD, OPTIONS" },
             { "HEAD /v1/things", 405, "POST, OPTIONS" },
             { "GET /v1/things/1/", 404, "" },
             { "GET /v1//things/1", 404, "" },
             { "GET /v1/things/", 404, "" },
             { "GET /", 404, "" },
             { "GET http://h/v1/things/1", 200, "" },
         }) {
        auto const answer = client.ask(fmt::format("{} HTTP/1.1\r\nHost: h\r\n\r\n", line));
        ASSERT_TRUE(answer) << line;
        EXPECT_EQ(answer->status, status) << line;
        EXPECT_EQ(answer->headers.get("Allow"), allow) << line;
    }
    auto const head = client.ask("HEAD /v1/things/1 HTTP/1.1\r\nHost: h\r\n\r\n");
    ASSERT_TRUE(head);
    EXPECT_EQ(head->headers.get("Content-Length"), "13"); // of "HEAD thing=1|"
    auto const problem = client.ask(get("/none", "Accept-Language: zh-CN, en;q=0.5\r\n"));
    ASSERT_TRUE(problem);
    EXPECT_EQ(problem->headers.get("Content-Type"), "application/problem+json");
    EXPECT_EQ(problem->body,
        fmt::format(R"({{"type":"/docs/problems#http.not_found","title":"该地址下没有内容","status":404,)"
                    R"("code":"http.not_found","instance":"{}"}})",
            problem->headers.get("X-Request-Id")));
}

TEST(Server, options_of_a_path_say_what_its_routes_add)
{
    std::vector<Route> routes;
    auto add = [&](Method method, std::string path, std::vector<Field> options) {
        auto route = echo(method, std::move(path));
        route.options = std::move(options);
        routes.push_back(std::move(route));
    };
    add(Method::post, "/files", { { "Tus-Version", "1.0.0" }, { "Tus-Extension", "creation" } });
    add(Method::get, "/files", {});
    add(Method::patch, "/files/{file}", { { "Tus-Version", "1.0.0" } });
    add(Method::del, "/files/{file}", { { "Tus-Version", "1.0.0" } });
    auto const server = start({}, std::move(routes));
    Client client { server->port() };
    auto const ask = [&](std::string_view line) {
        auto answer = client.ask(fmt::format("{} HTTP/1.1\r\nHost: h\r\n\r\n", line));
        if (!answer)
            throw std::runtime_error("no answer");
        return std::move(answer->headers);
    };
    EXPECT_EQ(ask("OPTIONS /files").get("Tus-Extension"), "creation");
    EXPECT_EQ(ask("OPTIONS /files").get("Allow"), "GET, HEAD, POST, OPTIONS");
    EXPECT_EQ(ask("OPTIONS /files/1").get("Tus-Version"), "1.0.0"); // once, though two routes say it
    EXPECT_FALSE(ask("OPTIONS /files/1").has("Tus-Extension"));
    EXPECT_FALSE(ask("GET /files").has("Tus-Version"));
    EXPECT_FALSE(ask("PUT /files").has("Tus-Version")); // 405
    EXPECT_FALSE(ask("OPTIONS /none").has("Tus-Version"));
    EXPECT_FALSE(ask("OPTIONS *").has("Tus-Version"));
}

TEST(Server, refuses_what_could_be_read_in_two_ways)
{
    auto const server = usual();
    struct Case {
        std::string_view what;
        std::string request;
        int status;
    };
    std::string const line = "POST /v1/things HTTP/1.1\r\nHost: h\r\n";
    for (auto const& [what, request, status] : std::vector<Case> {
             { "length and coding", line + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400 },
             { "coding and length", line + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400 },
             { "two lengths", line + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400 },
             { "two equal lengths", line + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400 },
             { "a list of lengths", line + "Content-Length: 3, 3\r\n\r\nabc", 400 },
             { "a signed length", line + "Content-Length: +3\r\n\r\nabc", 400 },
             { "a negative length", line + "Content-Length: -3\r\n\r\nabc", 400 },
             { "a length in hex", line + "Content-Length: 0x3\r\n\r\nabc", 400 },
             { "a length beyond 64 bits", line + "Content-Length: 18446744073709551617\r\n\r\nabc", 400 },
             { "no length at all", line + "Content-Length: \r\n\r\nabc", 400 },
             { "two codings", line + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400 },
             { "chunked twice", line + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 501 },
             { "an unknown coding", line + "Transfer-Encoding: gzip\r\n\r\n", 501 },
             { "a coding around chunked", line + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501 },
             { "almost chunked", line + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501 },
             { "chunked with a tab", line + "Transfer-Encoding:\vchunked\r\n\r\n0\r\n\r\n", 400 },
             { "a space before the colon", line + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400 },
             { "a coding in HTTP/1.0", "POST /v1/things HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400 },
             { "a continued line", line + "X: a\r\n b\r\n\r\n", 400 },
             { "a continued first line", "GET / HTTP/1.1\r\n Host: h\r\n\r\n", 400 },
             { "a bare line feed", "GET /v1/things/1 HTTP/1.1\nHost: h\n\n", 400 },
             { "a bare line feed among good ones", line + "X: a\nY: b\r\n\r\n", 400 },
             { "a bare carriage return", line + "X: a\rY: b\r\n\r\n", 400 },
             { "a NUL", line + std::string { "X: a\0b\r\n\r\n", 10 }, 400 },
             { "a line without a colon", line + "nothing\r\n\r\n", 400 },
             { "an empty name", line + ": a\r\n\r\n", 400 },
             { "no Host", "GET /v1/things/1 HTTP/1.1\r\n\r\n", 400 },
             { "two Hosts", "GET /v1/things/1 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400 },
             { "a Host that is none", "GET /v1/things/1 HTTP/1.1\r\nHost: a/b\r\n\r\n", 400 },
             { "no version", "GET /v1/things/1\r\n\r\n", 400 },
             { "another protocol", "GET /v1/things/1 RTSP/1.0\r\n\r\n", 400 },
             { "another version", "GET /v1/things/1 HTTP/2.0\r\n\r\n", 505 },
             { "the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505 },
             { "two spaces", "GET  /v1/things/1 HTTP/1.1\r\nHost: h\r\n\r\n", 400 },
             { "a TLS client", std::string { "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n", 12 }, 400 },
             { "a method nobody knows", "BREW /v1/things/1 HTTP/1.1\r\nHost: h\r\n\r\n", 501 },
             { "a tunnel", "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", 501 },
             { "another expectation", line + "Expect: tea\r\nContent-Length: 1\r\n\r\na", 417 },
             { "a broken escape", get("/v1/things/%4"), 400 },
             { "an escape of no digit", get("/v1/things/%zz"), 400 },
             { "a broken escape in the query", get("/v1/things/1?a=%"), 400 },
             { "bytes that are no UTF-8", get("/v1/things/%ff"), 400 },
             { "an overlong slash", get("/v1/things/%c0%af"), 400 },
             { "no UTF-8 in the query", get("/v1/things/1?a=%ff"), 400 },
             { "a NUL in the path", get("/v1/things/a%00"), 400 },
             { "raw bytes beyond ASCII", get("/v1/things/\xE4\xB8\xAD"), 400 },
             { "up one", get("/v1/things/../secrets"), 400 },
             { "up one, escaped", get("/v1/things/%2e%2E/secrets"), 400 },
             { "up one, half escaped", get("/v1/things/.%2e"), 400 },
             { "stay", get("/v1/./things/1"), 400 },
             { "a fragment", get("/v1/things/1#x"), 400 },
             { "no slash", get("v1/things/1"), 400 },
             { "a chunk without a size", line + "Transfer-Encoding: chunked\r\n\r\n\r\n\r\n", 400 },
             { "a chunk of no digits", line + "Transfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n", 400 },
             { "a chunk of negative size", line + "Transfer-Encoding: chunked\r\n\r\n-1\r\nabc\r\n0\r\n\r\n", 400 },
             { "a chunk beyond 64 bits",
                 line + "Transfer-Encoding: chunked\r\n\r\n10000000000000000f\r\nabc\r\n0\r\n\r\n", 400 },
             { "a chunk longer than it says", line + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n", 400 },
             { "a chunk ended by a line feed", line + "Transfer-Encoding: chunked\r\n\r\n3\nabc\n0\n\n", 400 },
             { "a line feed in a chunk's extension",
                 line + "Transfer-Encoding: chunked\r\n\r\n3;a\nb\r\nabc\r\n0\r\n\r\n", 400 },
         }) {
        Client client { server->port() };
        ASSERT_TRUE(client.send(request)) << what;
        client.end_sending(); // what waits for more would otherwise wait for the test's patience to end
        auto const answer = client.read();
        ASSERT_TRUE(answer) << what;
        EXPECT_EQ(answer->status, status) << what;
        EXPECT_EQ(answer->headers.get("Connection"), "close") << what;
        EXPECT_TRUE(client.closes_within(milliseconds { 2000 })) << what;
        EXPECT_FALSE(client.was_reset()) << what;
    }
}

TEST(Server, a_slash_in_an_escape_stays_within_its_segment)
{
    auto const server = usual();
    Client client { server->port() };
    auto const answer = client.ask(get("/v1/things/a%2Fb%252F"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "GET thing=a/b%2F|");
}

TEST(Server, speaks_http_1_0)
{
    auto const server = usual();
    Client client { server->port() };
    auto answer = client.ask("GET /v1/things/1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->headers.get("Connection"), "keep-alive");
    answer = client.ask("GET /v1/things/2 HTTP/1.0\r\n\r\n");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->headers.get("Connection"), "close");
    EXPECT_TRUE(client.closes_within(milliseconds { 1000 }));
}

TEST(Server, tells_a_client_to_go_on_only_when_it_wants_the_body)
{
    auto const server = usual();
    {
        Client client { server->port() };
        ASSERT_TRUE(
            client.send("POST /v1/things HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"));
        EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
        auto const answer = client.ask("abc");
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->body, "POST|abc");
        EXPECT_TRUE(client.ask(get("/v1/things/1")));
    }
    for (auto const& [path, status] : std::initializer_list<std::pair<std::string_view, int>> {
             { "/none", 404 }, { "/v1/small", 413 }, { "/v1/things/1", 405 } }) {
        Client client { server->port() };
        auto const answer = client.ask(
            fmt::format("POST {} HTTP/1.1\r\nHost: h\r\nContent-Length: 30\r\nExpect: 100-continue\r\n\r\n", path));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, status);
        EXPECT_EQ(answer->headers.get("Connection"), "close");
    }
}

TEST(Server, a_handler_that_throws_or_forgets_is_a_mistake_of_the_server)
{
    std::mutex mutex;
    std::vector<std::string> told;
    auto const server = usual({}, { .failed = [&](std::string_view, std::string_view operation, std::string_view what) {
        std::lock_guard const lock { mutex };
        told.push_back(fmt::format("{}: {}", operation, what));
    } });
    Client client { server->port() };
    for (auto const path : { "/throws", "/forgets" }) {
        auto const answer = client.ask(get(path));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 500);
        EXPECT_TRUE(answer->body.contains("http.bug"));
        EXPECT_FALSE(answer->body.contains("planted"));
    }
    EXPECT_TRUE(client.ask(get("/v1/things/1")));
    std::lock_guard const lock { mutex };
    ASSERT_GE(told.size(), 2u);
    EXPECT_EQ(told.front(), "throws: planted");
    EXPECT_EQ(told.back(), "forgets: no answer was given");
}

TEST(Server, records_the_template_and_not_the_path)
{
    std::mutex mutex;
    std::vector<std::string> lines;
    auto server = usual({}, { .finished = [&](RequestRecord const& record) {
        std::lock_guard const lock { mutex };
        lines.push_back(
            fmt::format("{} {} {} {} in {} out {} {} {}", record.id.size(), record.method, record.route, record.status,
                record.bytes_in, record.bytes_out > 200, record.duration.count() < 5'000'000, record.complete));
    } });
    {
        Client client { server->port() };
        ASSERT_TRUE(client.ask(get("/v1/things/mary@example.com?q=secret")));
        ASSERT_TRUE(client.ask(post("/v1/things", "abc")));
        ASSERT_TRUE(client.ask(get("/mary")));
        ASSERT_TRUE(client.ask("mary\r\n\r\n"));
    }
    server->stop(milliseconds { 1000 });
    EXPECT_EQ(lines,
        (std::vector<std::string> { "32 GET /v1/things/{thing} 200 in 0 out true true true",
            "32 POST /v1/things 200 in 3 out true true true", "32 GET  404 in 0 out true true true",
            "32   400 in 0 out true true true" }));
}

TEST(Server, counts_by_operation_and_status)
{
    Metrics metrics;
    std::vector<Route> routes;
    routes.push_back(echo(Method::get, "/things/{thing}"));
    Router router { std::move(routes) };
    RequestMetrics requests { metrics, router.routes() };
    auto server
        = Server::start({}, std::move(router), { .finished = [&](auto const& record) { requests.count(record); } });
    ASSERT_TRUE(server);
    RequestMetrics::watch(metrics, **server);
    Client client { (*server)->port() };
    for (auto const path : { "/things/1", "/things/2", "/none" })
        ASSERT_TRUE(client.ask(get(path)));
    client.close();
    (*server)->stop(milliseconds { 1000 }); // an answer may be here before it has been counted
    auto const text = metrics.to_text();
    EXPECT_TRUE(text.contains("http_requests_total{operation=\"echo\",status=\"200\"} 2\n")) << text;
    EXPECT_TRUE(text.contains("http_requests_total{operation=\"none\",status=\"404\"} 1\n")) << text;
    EXPECT_TRUE(text.contains("http_request_seconds_count{operation=\"echo\"} 2\n")) << text;
    EXPECT_TRUE(text.contains("http_connections_accepted 1\n")) << text;
}

TEST(Server, sends_a_body_that_is_made_piece_by_piece)
{
    std::vector<Route> routes;
    std::atomic<int> made = 0;
    std::atomic<bool> at_once = false;
    std::atomic<int> running = 0;
    auto const pieces = [&](std::uint64_t size, std::uint64_t there) {
        return Response::in_pieces(size, [&, there, given = std::uint64_t { 0 }]() mutable {
            at_once = at_once || running.fetch_add(1) > 0;
            ++made;
            auto const count = std::min<std::uint64_t>(there - given, 40'000);
            std::string piece(count, static_cast<char>('a' + given / 40'000 % 26));
            given += count;
            --running;
            return piece;
        });
    };
    for (auto const& [path, size, there] :
        { std::tuple { "/whole", 3'000'001u, 3'000'001u }, std::tuple { "/none", 0u, 0u },
            std::tuple { "/short", 100'000u, 60'000u }, std::tuple { "/long", 50'000u, 90'000u } })
        routes.push_back({ .path = path, .operation = path, .handler = [=](Request const&, Responder to) {
                              to(pieces(size, there));
                          } });
    routes.push_back({ .path = "/throws", .operation = "throws", .handler = [](Request const&, Responder to) {
                          to(Response::in_pieces(10, []() -> std::string { throw std::runtime_error("planted"); }));
                      } });
    std::atomic<int> failed = 0;
    auto const server = start({}, std::move(routes),
        { .failed = [&](std::string_view, std::string_view, std::string_view what) { failed += what == "planted"; } });
    Client client { server->port() };
    for (int i = 0; i < 2; ++i) { // the connection stays
        auto const answer = client.ask(get("/whole"));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->headers.get("Content-Length"), "3000001");
        ASSERT_EQ(answer->body.size(), 3'000'001u);
        for (std::size_t at = 0; at < answer->body.size(); at += 9'999)
            ASSERT_EQ(answer->body[at], static_cast<char>('a' + at / 40'000 % 26)) << at;
        EXPECT_EQ(client.ask(get("/none"))->body, "");
    }
    EXPECT_EQ(made.exchange(0), 2 * 76);
    ASSERT_TRUE(client.send("HEAD /whole HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_EQ(client.read(true)->headers.get("Content-Length"), "3000001");
    EXPECT_EQ(made, 0);
    EXPECT_FALSE(at_once);
    // Nobody takes a part for the whole.
    for (auto const* path : { "/short", "/long", "/throws" }) {
        Client other { server->port() };
        EXPECT_FALSE(other.ask(get(path))) << path;
    }
    EXPECT_EQ(failed, 1);
}

TEST(Server, says_why_it_cannot_start)
{
    auto const first = usual();
    auto const taken = Server::start({ .port = first->port() }, Router {});
    ASSERT_FALSE(taken);
    EXPECT_TRUE(taken.error().starts_with("cannot listen on 127.0.0.1 port"));
    EXPECT_EQ(Server::start({ .address = "localhost" }, Router {}).error(), "'localhost' is not an IP address");
    EXPECT_TRUE(Server::start({ .tls = TlsFiles { "/none.pem", "/none.key" } }, Router {})
            .error()
            .starts_with("the certificate chain /none.pem cannot be used"));
}

} // namespace recourse::http
