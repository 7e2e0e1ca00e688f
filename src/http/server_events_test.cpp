#include "http/client_test.hpp"

#include <atomic>
#include <mutex>
#include <thread>

namespace recourse::http {

using namespace testing;

namespace {

/// Keeps the streams that clients open, as a feed of events does.
struct Feed {
    std::mutex mutex;
    std::vector<EventStream> streams;

    Route route(std::size_t waiting_bytes_max = EventStream::waiting_bytes_max_usual)
    {
        return { .path = "/events",
            .operation = "events",
            .handler = [this, waiting_bytes_max](auto& request, auto to) {
                EventStream const stream { waiting_bytes_max };
                if (auto const last = request.last_event_id(); !last.empty())
                    for (int id = std::stoi(std::string { last }) + 1; id <= 5; ++id)
                        stream.push({ std::to_string(id), "missed", "x" });
                to(Response::stream(stream));
                std::lock_guard const lock { mutex };
                streams.push_back(stream);
            } };
    }

    EventStream first()
    {
        for (int i = 0; i < 500; ++i) {
            {
                std::lock_guard const lock { mutex };
                if (!streams.empty())
                    return streams.front();
            }
            std::this_thread::sleep_for(milliseconds { 2 });
        }
        return EventStream {};
    }
};

std::unique_ptr<Server> serve(Feed& feed, ServerLimits limits = {}, std::size_t waiting_bytes_max = 256 * 1024)
{
    std::vector<Route> routes;
    routes.push_back(feed.route(waiting_bytes_max));
    routes.push_back(echo(Method::get, "/things/{thing}"));
    return start({ .limits = limits }, std::move(routes));
}

} // namespace

TEST(Events, are_written_so_that_no_text_makes_up_an_event)
{
    EXPECT_EQ(to_wire({ "7", "claim.opened", "{\"a\":1}" }), "id: 7\nevent: claim.opened\ndata: {\"a\":1}\n\n");
    EXPECT_EQ(to_wire({ "", "", "a\nb\r\nc\rd\n" }), "data: a\ndata: b\ndata: c\ndata: d\ndata: \n\n");
    EXPECT_EQ(to_wire({ "1\n\ndata: x", "a\rb", "" }), "id: 1  data: x\nevent: a b\ndata: \n\n");
}

TEST(Events, are_pushed_from_any_thread_and_arrive_in_order)
{
    Feed feed;
    auto const server = serve(feed);
    Client client { server->port() };
    auto const answer = client.ask(get("/events"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->headers.get("Content-Type"), "text/event-stream; charset=utf-8");
    EXPECT_EQ(answer->headers.get("Connection"), "close");
    EXPECT_EQ(answer->headers.get("Cache-Control"), "no-store");
    auto const stream = feed.first();
    std::thread other { [&] {
        for (int i = 1; i <= 500; ++i)
            EXPECT_TRUE(stream.push({ std::to_string(i), "tick", "data" }));
        stream.close();
    } };
    for (int i = 1; i <= 500; ++i)
        ASSERT_EQ(client.read_until("\n\n"), fmt::format("id: {}\nevent: tick\ndata: data\n\n", i));
    EXPECT_TRUE(client.closes_within(milliseconds { 1000 }));
    EXPECT_FALSE(client.was_reset());
    other.join();
    EXPECT_FALSE(stream.push({ "1", "", "" }));
}

TEST(Events, go_on_where_the_client_was)
{
    Feed feed;
    auto const server = serve(feed);
    Client client { server->port() };
    ASSERT_TRUE(client.ask(get("/events", "Last-Event-ID: 3\r\n")));
    EXPECT_EQ(client.read_until("\n\n"), "id: 4\nevent: missed\ndata: x\n\n");
    EXPECT_EQ(client.read_until("\n\n"), "id: 5\nevent: missed\ndata: x\n\n");
}

TEST(Events, a_quiet_stream_has_a_heartbeat)
{
    Feed feed;
    ServerLimits limits;
    limits.heartbeat = milliseconds { 40 };
    auto const server = serve(feed, limits);
    Client client { server->port() };
    ASSERT_TRUE(client.ask(get("/events")));
    EXPECT_EQ(client.read_until("\n\n"), ":\n\n");
    EXPECT_EQ(client.read_until("\n\n"), ":\n\n");
    EXPECT_TRUE(feed.first().push({ "", "", "x" }));
    EXPECT_TRUE(client.read_until("data: x\n\n").ends_with("data: x\n\n"));
}

TEST(Events, a_client_that_leaves_ends_its_stream)
{
    Feed feed;
    auto const server = serve(feed);
    Client client { server->port() };
    ASSERT_TRUE(client.ask(get("/events")));
    auto const stream = feed.first();
    EXPECT_TRUE(stream.alive());
    EXPECT_EQ(server->counts().streams, 1u);
    client.close();
    for (int i = 0; i < 500 && stream.alive(); ++i)
        std::this_thread::sleep_for(milliseconds { 2 });
    EXPECT_FALSE(stream.alive());
    EXPECT_FALSE(stream.push({ "1", "", "" }));
    for (int i = 0; i < 500 && server->counts().open > 0; ++i)
        std::this_thread::sleep_for(milliseconds { 2 });
    EXPECT_EQ(server->counts().streams, 0u);
    EXPECT_EQ(server->counts().open, 0u);
}

TEST(Events, a_client_that_does_not_read_is_dropped_and_the_others_are_not)
{
    Feed feed;
    auto const server = serve(feed, {}, 64 * 1024);
    Client slow { server->port(), 4096 };
    ASSERT_TRUE(slow.ask(get("/events")));
    auto const stream = feed.first();
    Client brisk { server->port() };
    std::string const data(8'000, 'x');
    int pushed = 0;
    // The kernel takes some megabytes of its own before anything waits here.
    while (pushed < 10'000 && stream.push({ std::to_string(pushed), "", data })) {
        ++pushed;
        if (pushed % 8 == 0) {
            ASSERT_TRUE(brisk.ask(get("/things/1")));
        }
    }
    EXPECT_LT(pushed, 10'000);
    EXPECT_FALSE(stream.alive());
    EXPECT_TRUE(slow.closes_within(milliseconds { 2000 }));
    EXPECT_TRUE(brisk.ask(get("/things/1")));
}

TEST(Events, a_stream_nobody_holds_ends)
{
    std::vector<Route> routes;
    routes.push_back({ .path = "/events", .operation = "events", .handler = [](Request const&, Responder to) {
                          EventStream const stream;
                          stream.push({ "1", "", "only" });
                          to(Response::stream(stream));
                      } });
    auto const server = start({}, std::move(routes));
    Client client { server->port() };
    ASSERT_TRUE(client.ask(get("/events")));
    EXPECT_EQ(client.read_until("\n\n"), "id: 1\ndata: only\n\n");
    EXPECT_TRUE(client.closes_within(milliseconds { 1000 }));
    Client head { server->port() };
    auto const answer = head.ask("HEAD /events HTTP/1.1\r\nHost: h\r\n\r\n");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->headers.get("Content-Type"), "text/event-stream; charset=utf-8");
}

TEST(Stop, answers_what_is_at_work_and_ends_what_is_idle)
{
    Feed feed;
    std::mutex mutex;
    std::vector<Responder> waiting;
    std::vector<Route> routes;
    routes.push_back(feed.route());
    routes.push_back(echo(Method::post, "/things"));
    routes.push_back({ .path = "/slow", .operation = "slow", .handler = [&](Request const&, Responder to) {
                          std::lock_guard const lock { mutex };
                          waiting.push_back(std::move(to));
                      } });
    auto server = start({}, std::move(routes));
    Client idle { server->port() };
    ASSERT_TRUE(idle.ask(post("/things", "a")));
    Client events { server->port() };
    ASSERT_TRUE(events.ask(get("/events")));
    ASSERT_TRUE(feed.first().push({ "1", "", "last" }));
    Client halfway { server->port() };
    ASSERT_TRUE(halfway.send("POST /things HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nab"));
    Client slow { server->port() };
    ASSERT_TRUE(slow.send(get("/slow")));
    for (int i = 0; i < 500; ++i) {
        std::lock_guard const lock { mutex };
        if (!waiting.empty())
            break;
        std::this_thread::sleep_for(milliseconds { 2 });
    }
    std::this_thread::sleep_for(milliseconds { 50 }); // `halfway` has been read by now

    std::size_t cut = 99;
    std::thread stopping { [&] { cut = server->stop(milliseconds { 4000 }); } };
    EXPECT_TRUE(idle.closes_within(milliseconds { 1000 }));
    EXPECT_EQ(events.read_until("\n\n"), "id: 1\ndata: last\n\n");
    EXPECT_TRUE(events.closes_within(milliseconds { 1000 }));
    EXPECT_FALSE(Client { server->port() }.ask(get("/things")));
    ASSERT_TRUE(halfway.send("cd"));
    auto answer = halfway.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "POST|abcd");
    EXPECT_EQ(answer->headers.get("Connection"), "close");
    {
        std::lock_guard const lock { mutex };
        waiting.front()(Response::text("done"));
    }
    answer = slow.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "done");
    stopping.join();
    EXPECT_EQ(cut, 0u);
}

TEST(Stop, comes_to_its_end_at_any_moment)
{
    ServerLimits limits;
    limits.heartbeat = milliseconds { 1 }; // so that each thread looks over its connections every ten milliseconds
    for (int i = 0; i < 40; ++i) {
        Feed feed;
        auto const server = serve(feed, limits);
        Client client { server->port() };
        Client other { server->port() };
        if (i % 2 == 0)
            client.send(get("/things/1"));
        std::this_thread::sleep_for(std::chrono::microseconds { 9'500 + 50 * i });
        server->stop(milliseconds { i % 3 });
    }
}

TEST(Stop, cuts_what_takes_longer_than_the_grace)
{
    std::optional<Responder> kept;
    std::atomic<bool> has_it { false };
    std::vector<Route> routes;
    routes.push_back({ .path = "/never", .operation = "never", .handler = [&](Request const&, Responder to) {
                          kept.emplace(std::move(to));
                          has_it = true;
                      } });
    std::string recorded;
    auto server = start({}, std::move(routes), { .finished = [&](RequestRecord const& record) {
        recorded += fmt::format("{} {} {};", record.operation, record.status, record.complete);
    } });
    Client client { server->port() };
    ASSERT_TRUE(client.send(get("/never")));
    while (!has_it)
        std::this_thread::sleep_for(milliseconds { 1 });
    auto const began = std::chrono::steady_clock::now();
    EXPECT_EQ(server->stop(milliseconds { 100 }), 1u);
    EXPECT_LT(std::chrono::steady_clock::now() - began, milliseconds { 1000 });
    EXPECT_TRUE(client.closes_within(milliseconds { 1000 }));
    EXPECT_EQ(recorded, "never 0 false;");
    server.reset();
    (*kept)(Response::text("too late")); // to nobody, and no harm done
}

} // namespace recourse::http
