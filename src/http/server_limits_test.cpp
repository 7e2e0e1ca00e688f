#include "http/client_test.hpp"

#include <atomic>
#include <mutex>
#include <sys/resource.h>
#include <thread>

namespace recourse::http {

using namespace testing;

namespace {

ServerLimits narrow()
{
    ServerLimits limits;
    limits.head = { .start_line_bytes_max = 1000, .head_bytes_max = 4000, .fields_max = 20 };
    limits.body_bytes_max = 1000;
    return limits;
}

/// Short times, so that the tests that wait for them are short too. Only they: a busy machine is easily late.
ServerLimits hasty()
{
    ServerLimits limits;
    limits.head_timeout = milliseconds { 200 };
    limits.body_timeout = milliseconds { 200 };
    limits.write_timeout = milliseconds { 200 };
    limits.idle_timeout = milliseconds { 300 };
    limits.linger_timeout = milliseconds { 1500 };
    limits.bytes_per_second_min = 1'000'000;
    return limits;
}

std::vector<Route> routes()
{
    std::vector<Route> table;
    table.push_back(echo(Method::get, "/things/{thing}"));
    table.push_back(echo(Method::post, "/things"));
    table.push_back(echo(Method::post, "/large", 3'000'000));
    table.push_back({ .path = "/long", .operation = "long", .handler = [](Request const&, Responder to) {
                         to(Response::text(std::string(64'000'000, 'x')));
                     } });
    return table;
}

} // namespace

TEST(Limits, a_head_that_drips_ends_with_408)
{
    auto const server = start({ .limits = hasty() }, routes());
    Client client { server->port() };
    auto const began = std::chrono::steady_clock::now();
    bool taken = client.send("GET /things/1 HTTP/1.1\r\nHost: h\r\n");
    // A byte every 20 ms would never end; that each came in time must not count.
    for (int i = 0; i < 100 && taken; ++i) {
        std::this_thread::sleep_for(milliseconds { 20 });
        pollfd one { client.fd(), POLLIN, 0 };
        if (::poll(&one, 1, 0) > 0)
            break;
        taken = client.send("X");
    }
    auto const answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 408);
    EXPECT_LT(std::chrono::steady_clock::now() - began, milliseconds { 1000 });
    client.end_sending();
    EXPECT_TRUE(client.closes_within(milliseconds { 1000 }));
}

TEST(Limits, a_body_that_drips_ends_with_408)
{
    auto const server = start({ .limits = hasty() }, routes());
    Client client { server->port() };
    auto const answer = client.ask("POST /things HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 408);
}

TEST(Limits, a_connection_that_says_nothing_is_closed_without_a_word)
{
    auto const server = start({ .limits = hasty() }, routes());
    Client silent { server->port() };
    EXPECT_TRUE(silent.closes_within(milliseconds { 1000 }));
    Client idle { server->port() };
    ASSERT_TRUE(idle.ask(get("/things/1")));
    EXPECT_FALSE(idle.closes_within(milliseconds { 100 }));
    EXPECT_TRUE(idle.closes_within(milliseconds { 1000 }));
    EXPECT_EQ(idle.read_until("HTTP"), "");
}

TEST(Limits, who_does_not_read_the_answer_loses_it)
{
    std::atomic<int> incomplete { 0 };
    auto const server = start({ .limits =
                                      [] {
                                          auto limits = hasty();
                                          limits.bytes_per_second_min = 1'000'000'000;
                                          return limits;
                                      }() },
        routes(), { .finished = [&](RequestRecord const& record) { incomplete += record.complete ? 0 : 1; } });
    Client client { server->port(), 4096 };
    ASSERT_TRUE(client.send(get("/long")));
    for (int i = 0; i < 500 && (incomplete == 0 || server->counts().open > 0); ++i)
        std::this_thread::sleep_for(milliseconds { 10 });
    EXPECT_EQ(incomplete, 1);
    EXPECT_EQ(server->counts().open, 0u);
}

TEST(Limits, the_head_has_a_size_a_count_and_a_longest_first_line)
{
    auto const server = start({ .limits = narrow() }, routes());
    struct Case {
        std::string request;
        int status;
    };
    std::string many;
    for (int i = 0; i < 21; ++i)
        many += fmt::format("X{}: y\r\n", i);
    for (auto const& [request, status] : std::vector<Case> {
             { get("/things/" + std::string(900, 'a')), 200 },
             { get("/things/" + std::string(1000, 'a')), 414 },
             { "GET /" + std::string(5000, 'a'), 414 }, // no end in sight
             { get("/things/1", "X: " + std::string(3000, 'a') + "\r\n"), 200 },
             { get("/things/1", "X: " + std::string(4000, 'a') + "\r\n"), 431 },
             { "GET /things/1 HTTP/1.1\r\nX: " + std::string(5000, 'a'), 431 },
             { get("/things/1", many), 431 },
             { get("/things/1", many.substr(2 * 7)), 200 },
             { "POST /things HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1;" + std::string(20'000, 'a'),
                 431 },
         }) {
        Client client { server->port() };
        auto const answer = client.ask(request);
        ASSERT_TRUE(answer) << request.substr(0, 60);
        EXPECT_EQ(answer->status, status) << request.substr(0, 60);
    }
}

TEST(Limits, a_body_too_large_gets_its_413_to_read)
{
    auto limits = narrow();
    limits.linger_timeout = milliseconds { 1500 };
    auto const server = start({ .limits = limits }, routes());
    std::string const large(8'000'000, 'x');
    for (auto const& head : { fmt::format("Content-Length: {}\r\n\r\n", large.size()),
             fmt::format("Transfer-Encoding: chunked\r\n\r\n{:x}\r\n", large.size()) }) {
        Client client { server->port() };
        // As a plain client does: all of the body first, and only then a look at the answer.
        ASSERT_TRUE(client.send("POST /things HTTP/1.1\r\nHost: h\r\n" + head));
        ASSERT_TRUE(client.send(large));
        auto const answer = client.read();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 413);
        EXPECT_TRUE(answer->body.contains("http.body_too_large"));
        EXPECT_EQ(answer->headers.get("Connection"), "close");
        EXPECT_TRUE(client.closes_within(milliseconds { 2500 }));
    }
    Client client { server->port() };
    auto answer = client.ask(post("/large", large.substr(0, 3'000'000)));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body.size(), 3'000'005u);
    answer = client.ask(post("/things", large.substr(0, 1000)));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    // Many small chunks that together are too much.
    std::string chunks = "POST /things HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (int i = 0; i < 20; ++i)
        chunks += fmt::format("64\r\n{}\r\n", large.substr(0, 100));
    answer = client.ask(chunks);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 413);
}

TEST(Limits, a_connection_has_only_so_many_requests)
{
    auto limits = narrow();
    limits.requests_per_connection_max = 3;
    auto const server = start({ .limits = limits }, routes());
    Client client { server->port() };
    for (int i = 1; i <= 3; ++i) {
        auto const answer = client.ask(get("/things/1"));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->headers.get("Connection"), i == 3 ? "close" : "");
    }
    EXPECT_TRUE(client.closes_within(milliseconds { 1000 }));
}

TEST(Limits, a_connection_too_many_gets_503)
{
    ServerLimits limits;
    limits.connections_max = 2;
    auto const server = start({ .limits = limits }, routes());
    Client first { server->port() };
    Client second { server->port() };
    ASSERT_TRUE(first.ask(get("/things/1")));
    ASSERT_TRUE(second.ask(get("/things/1")));
    Client third { server->port() };
    auto const answer = third.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 503);
    EXPECT_EQ(server->counts().refused, 1u);
    first.close();
    for (int i = 0; i < 200 && server->counts().open == 2; ++i)
        std::this_thread::sleep_for(milliseconds { 5 });
    Client fourth { server->port() };
    EXPECT_TRUE(fourth.ask(get("/things/1")));
}

TEST(Limits, too_much_work_aside_gets_503)
{
    std::mutex gate;
    std::atomic<int> begun { 0 };
    std::atomic<int> refused { 0 };
    ServerLimits limits;
    limits.aside_waiting_max = 1;
    std::vector<Route> table;
    table.push_back({ .path = "/slow",
        .operation = "slow",
        .handler =
            [&](Request const&, Responder to) {
                ++begun;
                std::lock_guard const lock { gate };
                to(Response::empty());
            },
        .runs = Runs::aside });
    auto const server = start({ .aside_threads = 1, .limits = limits }, std::move(table),
        { .finished = [&](RequestRecord const& record) { refused += record.status == 503 ? 1 : 0; } });
    auto const wait_for = [](std::atomic<int> const& number) {
        for (int i = 0; i < 1000 && number == 0; ++i)
            std::this_thread::sleep_for(milliseconds { 2 });
    };
    std::vector<Client> clients;
    {
        std::lock_guard const lock { gate };
        for (int i = 0; i < 3; ++i) {
            clients.emplace_back(server->port());
            ASSERT_TRUE(clients.back().send(get("/slow")));
            if (i == 0)
                wait_for(begun);
        }
        wait_for(refused); // one runs, one waits, and whichever came last is one too many
    }
    std::vector<int> statuses;
    for (auto& client : clients) {
        auto const answer = client.read();
        ASSERT_TRUE(answer);
        statuses.push_back(answer->status);
        EXPECT_EQ(answer->headers.get("Retry-After"), answer->status == 503 ? "1" : "");
    }
    std::ranges::sort(statuses);
    EXPECT_EQ(statuses, (std::vector { 204, 204, 503 }));
}

TEST(Limits, a_thousand_connections_at_once_or_as_many_as_the_system_has_descriptors_for)
{
    rlimit files {};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, 4096);
    ::setrlimit(RLIMIT_NOFILE, &files);
    // Both ends of each are of this process, beside some of its own.
    auto const most = std::min<std::size_t>(1000, (files.rlim_cur - 200) / 2);
    ASSERT_GE(most, 200u) << "raise the number of open files (ulimit -n)";
    auto const server = start({ .limits = ServerLimits {} }, routes());
    std::vector<Client> clients;
    for (std::size_t i = 0; i < most; ++i) {
        clients.emplace_back(server->port());
        ASSERT_TRUE(clients.back().is_connected());
    }
    for (int round = 0; round < 3; ++round) {
        for (std::size_t i = 0; i < clients.size(); ++i)
            ASSERT_TRUE(clients[i].send(get(fmt::format("/things/{}", i))));
        for (std::size_t i = 0; i < clients.size(); ++i) {
            auto const answer = clients[i].read();
            ASSERT_TRUE(answer);
            EXPECT_EQ(answer->body, fmt::format("GET thing={}|", i));
        }
    }
    EXPECT_EQ(server->counts().open, most);
    EXPECT_EQ(server->stop(milliseconds { 3000 }), 0u);
    for (auto& client : clients)
        EXPECT_TRUE(client.closes_within(milliseconds { 1000 }));
}

} // namespace recourse::http
