#include "http/server.hpp"

#include "http/connection.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <thread>
#include <unordered_map>

namespace recourse::http {

namespace asio = boost::asio;

namespace {

using Error = boost::system::error_code;
using Socket = asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;
using TlsStream = asio::ssl::stream<Socket>;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, asio::io_context::executor_type>;

constexpr std::chrono::milliseconds tick_most { 1000 };
constexpr std::chrono::milliseconds tick_least { 10 };
constexpr std::chrono::milliseconds accept_pause { 50 };

/// One thread with its connections. A connection keeps its thread's memory alive, so that an answer may come from
/// elsewhere while the server goes down.
struct Worker {
    asio::io_context context { 1 };
    asio::executor_work_guard<asio::io_context::executor_type> guard { context.get_executor() };
    asio::basic_waitable_timer<std::chrono::steady_clock> tick { context };
    ThreadMemory memory;
    std::unordered_map<Connection*, std::shared_ptr<Connection>> connections;
    std::thread thread;
    bool ends = false; ///< its own thread's
};

thread_local Worker const* here = nullptr;

Socket& socket_of(Socket& socket)
{
    return socket;
}
Socket& socket_of(TlsStream& stream)
{
    return stream.next_layer();
}

/// A connection over a socket, plain or under TLS.
template <class Stream>
class SocketConnection final : public Connection {
    static constexpr bool is_secure = std::is_same_v<Stream, TlsStream>;

public:
    SocketConnection(Service& service, std::shared_ptr<Worker> worker, Stream stream, std::string peer)
        : Connection(service, worker->memory, std::move(peer), is_secure || service.options.tls_in_front)
        , worker_(std::move(worker))
        , stream_(std::move(stream))
    {
    }

    void start()
    {
        if (service().stopping)
            return abort();
        if constexpr (is_secure) {
            set_deadline(service().options.limits.head_timeout);
            stream_.async_handshake(asio::ssl::stream_base::server, [self = self()](Error error) {
                if (error)
                    self->abort();
                else
                    self->on_ready();
            });
        } else {
            on_ready();
        }
    }

private:
    std::shared_ptr<SocketConnection> self()
    {
        return std::static_pointer_cast<SocketConnection>(this->shared_from_this());
    }
    Socket& socket() { return socket_of(stream_); }

    void read(char* into, std::size_t bytes_max) override
    {
        stream_.async_read_some(asio::buffer(into, bytes_max),
            [self = self()](Error error, std::size_t bytes) { self->on_read(error ? 0 : bytes); });
    }

    void write(std::string_view first, std::string_view second) override
    {
        auto const done = [self = self()](Error error, std::size_t) { self->on_written(!error); };
        if (second.empty())
            asio::async_write(stream_, asio::buffer(first), done);
        else
            asio::async_write(stream_, std::array { asio::buffer(first), asio::buffer(second) }, done);
    }

    void cancel() override
    {
        Error ignored;
        socket().cancel(ignored);
    }

    void watch_peer() override
    {
        socket().async_wait(Socket::wait_read, [self = self()](Error error) {
            if (error)
                return;
            char byte = 0;
            // A plain client that sends a next request ahead has not left; under TLS nothing but the goodbye is due.
            auto const got = ::recv(self->socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
            if (is_secure || got <= 0)
                self->on_peer_gone();
        });
    }

    void finish() override
    {
        cancel();
        if constexpr (is_secure)
            stream_.async_shutdown([self = self()](Error) { self->read_away(); });
        else
            read_away();
    }

    /// Below TLS: what comes now is neither decrypted nor looked at.
    void read_away()
    {
        Error ignored;
        socket().shutdown(Socket::shutdown_send, ignored);
        take_and_forget();
    }

    void take_and_forget()
    {
        static thread_local std::array<char, 65'536> nowhere;
        socket().async_read_some(asio::buffer(nowhere), [self = self()](Error error, std::size_t) {
            if (error)
                self->on_finished();
            else
                self->take_and_forget();
        });
    }

    void cut() override
    {
        Error ignored;
        socket().close(ignored);
        --service().open;
        worker_->connections.erase(this);
    }

    void post(std::move_only_function<void()> work) override { asio::post(worker_->context, std::move(work)); }
    bool on_own_thread() const override { return here == worker_.get(); }

    std::shared_ptr<Worker> worker_; // before the stream, which needs its context to the end
    Stream stream_;
};

std::string text_of(asio::ip::address const& address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

std::expected<asio::ssl::context, std::string> tls_context(TlsFiles const& files)
{
    asio::ssl::context context { asio::ssl::context::tls_server };
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_options(
        context.native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(context.native_handle(), SSL_MODE_RELEASE_BUFFERS);
    // TLS 1.3 has only good ones; of 1.2 those with forward secrecy and authenticated encryption.
    SSL_CTX_set_cipher_list(context.native_handle(), "ECDHE+AESGCM:ECDHE+CHACHA20");
    Error error;
    context.use_certificate_chain_file(files.certificate_chain.string(), error);
    if (error)
        return std::unexpected(fmt::format(
            "the certificate chain {} cannot be used: {}", files.certificate_chain.string(), error.message()));
    context.use_private_key_file(files.private_key.string(), asio::ssl::context::pem, error);
    if (error)
        return std::unexpected(
            fmt::format("the private key {} cannot be used: {}", files.private_key.string(), error.message()));
    return context;
}

std::chrono::milliseconds tick_of(ServerLimits const& limits)
{
    auto const shortest = std::min({ limits.head_timeout, limits.body_timeout, limits.write_timeout,
        limits.idle_timeout, limits.linger_timeout, limits.heartbeat });
    return std::clamp(shortest / 4, tick_least, tick_most);
}

} // namespace

struct Server::Parts {
    Service service;
    std::optional<asio::ssl::context> tls;
    std::vector<std::shared_ptr<Worker>> workers;
    std::optional<Acceptor> acceptor; // on the first worker
    std::optional<asio::basic_waitable_timer<std::chrono::steady_clock>> accept_again;
    std::uint16_t port = 0;
    std::size_t next = 0;
    bool stopped = false;

    void accept();
    void welcome(std::shared_ptr<Worker> const& worker, Socket socket);
    void tick(Worker& worker, std::chrono::milliseconds every);

    template <class Stream>
    void begin(std::shared_ptr<Worker> const& worker, Stream stream, std::string peer)
    {
        auto const connection
            = std::make_shared<SocketConnection<Stream>>(service, worker, std::move(stream), std::move(peer));
        asio::post(worker->context, [worker, connection] {
            worker->connections.emplace(connection.get(), connection);
            connection->start();
        });
    }
};

void Server::Parts::accept()
{
    auto worker = workers[next++ % workers.size()];
    auto& context = worker->context;
    acceptor->async_accept(context, [this, worker = std::move(worker)](Error error, Socket socket) {
        if (service.stopping)
            return;
        if (error) {
            // No descriptors left, or the client is gone already: waiting is the only cure for the first.
            accept_again->expires_after(accept_pause);
            accept_again->async_wait([this](Error cancelled) {
                if (!cancelled && !service.stopping)
                    accept();
            });
            return;
        }
        welcome(worker, std::move(socket));
        accept();
    });
}

void Server::Parts::welcome(std::shared_ptr<Worker> const& worker, Socket socket)
{
    ++service.accepted;
    Error error;
    auto const peer = socket.remote_endpoint(error);
    if (error)
        return;
    if (service.open >= service.options.limits.connections_max) {
        ++service.refused;
        static constexpr std::string_view full
            = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        if (!tls)
            static_cast<void>(::send(socket.native_handle(), full.data(), full.size(), MSG_DONTWAIT | MSG_NOSIGNAL));
        return;
    }
    ++service.open;
    socket.set_option(asio::ip::tcp::no_delay { true }, error);
    if (tls)
        begin(worker, TlsStream { std::move(socket), *tls }, text_of(peer.address()));
    else
        begin(worker, std::move(socket), text_of(peer.address()));
}

void Server::Parts::tick(Worker& worker, std::chrono::milliseconds every)
{
    worker.tick.expires_after(every);
    worker.tick.async_wait([this, &worker, every](Error error) {
        if (error || worker.ends) // a tick that is due already cannot be cancelled
            return;
        auto const now = Connection::Clock::now();
        for (auto at = worker.connections.begin(); at != worker.connections.end();) {
            auto const connection = (at++)->second; // its tick may remove it from the map, and nothing else
            connection->on_tick(now);
        }
        tick(worker, every);
    });
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) { }

// Only want of memory could throw here, and then nothing is mended by going on.
// NOLINTNEXTLINE(bugprone-exception-escape)
Server::~Server()
{
    stop(std::chrono::milliseconds { 0 });
}

std::expected<std::unique_ptr<Server>, std::string> Server::start(
    ServerOptions options, Router router, ServerHooks hooks)
{
    auto parts = std::make_unique<Parts>();
    if (options.tls) {
        auto context = tls_context(*options.tls);
        if (!context)
            return std::unexpected(context.error());
        parts->tls = std::move(*context);
    }
    for (std::size_t i = 0; i < std::max<std::size_t>(options.threads, 1); ++i)
        parts->workers.push_back(std::make_shared<Worker>());

    Error error;
    auto const address = asio::ip::make_address(options.address, error);
    if (error)
        return std::unexpected(fmt::format("'{}' is not an IP address", options.address));
    auto& acceptor = parts->acceptor.emplace(parts->workers.front()->context);
    parts->accept_again.emplace(parts->workers.front()->context);
    asio::ip::tcp::endpoint const endpoint { address, options.port };
    acceptor.open(endpoint.protocol(), error);
    if (!error)
        acceptor.set_option(asio::socket_base::reuse_address { true }, error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return std::unexpected(
            fmt::format("cannot listen on {} port {}: {}", options.address, options.port, error.message()));
    parts->port = acceptor.local_endpoint(error).port();

    auto& service = parts->service;
    service.options = std::move(options);
    service.router = std::move(router);
    service.hooks = std::move(hooks);
    service.aside = std::make_unique<WorkPool>(service.options.aside_threads, service.options.limits.aside_waiting_max);
    service.usual_headers = usual_headers(service.options.tls.has_value() || service.options.tls_in_front);
    service.allow_all = methods_of(service.router);

    auto const every = tick_of(service.options.limits);
    for (auto const& worker : parts->workers)
        parts->tick(*worker, every);
    parts->accept();
    for (auto const& worker : parts->workers)
        worker->thread = std::thread { [worker] {
            here = worker.get();
            worker->context.run();
            here = nullptr;
        } };
    return std::unique_ptr<Server> { new Server { std::move(parts) } };
}

std::uint16_t Server::port() const
{
    return parts_->port;
}

ServerCounts Server::counts() const
{
    auto const& service = parts_->service;
    return { service.accepted, service.refused, service.open, service.streams };
}

std::size_t Server::stop(std::chrono::milliseconds grace)
{
    auto& parts = *parts_;
    if (std::exchange(parts.stopped, true))
        return 0;
    auto const deadline = Connection::Clock::now() + grace;
    parts.service.stopping = true;
    asio::post(parts.workers.front()->context, [&parts] {
        Error ignored;
        parts.acceptor->close(ignored);
        parts.accept_again->cancel();
    });
    auto const each = [](Worker& worker, auto const& what) {
        for (auto at = worker.connections.begin(); at != worker.connections.end();) {
            auto const connection = (at++)->second;
            what(*connection);
        }
    };
    for (auto const& worker : parts.workers)
        asio::post(worker->context, [worker, each] { each(*worker, [](Connection& one) { one.drain(); }); });
    while (parts.service.open > 0 && Connection::Clock::now() < deadline)
        std::this_thread::sleep_for(std::chrono::milliseconds { 2 });

    std::atomic<std::size_t> cut { 0 };
    for (auto const& worker : parts.workers)
        asio::post(worker->context, [worker, each, &cut] {
            each(*worker, [&](Connection& one) {
                cut += one.is_finishing() ? 0 : 1;
                one.abort();
            });
            worker->ends = true;
            worker->tick.cancel();
            worker->guard.reset();
        });
    // With sockets closed and timers cancelled nothing is left to wait for, and the threads come to their end.
    for (auto const& worker : parts.workers)
        worker->thread.join();
    // A connection that was accepted at the last moment may still wait to begin, and keeps its worker alive.
    for (auto const& worker : parts.workers) {
        worker->context.restart();
        worker->context.poll();
    }
    parts.service.aside.reset();
    return cut;
}

} // namespace recourse::http
