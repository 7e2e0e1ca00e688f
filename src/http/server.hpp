#pragma once

#include "http/head_scan.hpp"
#include "http/router.hpp"

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace recourse::http {

/// Certificate chain and private key, PEM. TLS 1.2 and newer are spoken.
struct TlsFiles {
    std::filesystem::path certificate_chain;
    std::filesystem::path private_key;
};

struct ServerLimits {
    HeadLimits head;
    std::size_t body_bytes_max = 1'048'576; ///< a route may say otherwise
    std::size_t connections_max = 10'000;
    std::size_t requests_per_connection_max = 100'000; ///< then the connection is closed, so that clients spread anew
    std::size_t aside_waiting_max = 256; ///< requests that wait for the pool; beyond them the answer is 503

    /// From the first byte of a head (of the first, and under TLS: from the connection) to its last.
    std::chrono::milliseconds head_timeout { 10'000 };
    std::chrono::milliseconds body_timeout { 15'000 }; ///< for a body, and as long as its bytes take at the least rate
    std::chrono::milliseconds write_timeout { 15'000 }; ///< for an answer, in the same way
    std::chrono::milliseconds idle_timeout { 60'000 }; ///< between two requests
    std::chrono::milliseconds linger_timeout { 5'000 }; ///< how long a closing connection still takes bytes, see below
    std::size_t bytes_per_second_min = 4'096;

    std::chrono::milliseconds heartbeat { 15'000 }; ///< after so long a quiet event stream gets a comment
};

struct ServerOptions {
    std::string address = "127.0.0.1"; ///< an IP address; loopback unless somebody decides otherwise
    std::uint16_t port = 0; ///< 0: the system chooses, see Server::port
    std::size_t threads = 2; ///< each with its own share of the connections
    std::size_t aside_threads = 2; ///< for routes that run aside
    std::optional<TlsFiles> tls = {};
    /// A proxy that speaks TLS stands before it: requests count as secure, and cookies go over TLS alone.
    bool tls_in_front = false;
    ServerLimits limits = {};
    /// The header of a proxy in front that names requests already ("X-Request-Id"); "" trusts none.
    std::string trusted_id_header = {};
};

/// What is known of a request when its answer has been written, or could not be. It holds nothing that a person could
/// have typed: no path, no query, no address. The texts live only as long as the call.
struct RequestRecord {
    std::string_view id;
    std::string_view method; ///< "" where the request could not be read
    std::string_view operation; ///< of the route; "" where none was found
    std::string_view route; ///< its template
    int status = 0; ///< 0 where the connection went before there was an answer
    std::uint64_t bytes_in = 0; ///< of the body
    std::uint64_t bytes_out = 0; ///< of the answer with its head; of an event stream, all that was sent
    std::chrono::microseconds duration {}; ///< from the complete head to the last byte handed over
    bool complete = true; ///< false: the client did not take it all
};

/// Called on the server's threads, several at a time.
struct ServerHooks {
    std::function<void(RequestRecord const&)> finished = {};
    /// A handler threw, or went without an answer.
    std::function<void(std::string_view id, std::string_view operation, std::string_view what)> failed = {};
};

struct ServerCounts {
    std::uint64_t accepted = 0; ///< connections since the start
    std::uint64_t refused = 0; ///< connections above the limit
    std::uint64_t open = 0; ///< connections now
    std::uint64_t streams = 0; ///< event streams now
};

/// An HTTP/1.1 server (RFC 9112) in front of a router.
///
/// One request of a connection is answered after the other; what a client sends ahead waits. HEAD and OPTIONS are
/// answered from the routes. What cannot be read, is too large or too slow gets a problem (RFC 9457) with its proper
/// status, and then the connection goes: its sending side is closed and what still arrives is read away for a while,
/// because a connection that is cut with bytes unread loses the answer on its way to the client.
class Server {
public:
    /// Listens and serves from now on. Errors: a sentence, where the address, the port or the TLS files do not serve.
    static std::expected<std::unique_ptr<Server>, std::string> start(ServerOptions, Router, ServerHooks = {});
    /// Stops without grace.
    ~Server();

    std::uint16_t port() const;
    ServerCounts counts() const;

    /// Stops accepting, closes idle connections, ends event streams, and waits until every request has been answered
    /// (each answer says "Connection: close"), at most for `grace`; then cuts what is left. Returns the number of
    /// connections that were cut. A second call returns 0 at once.
    std::size_t stop(std::chrono::milliseconds grace);

private:
    struct Parts;
    explicit Server(std::unique_ptr<Parts>);

    std::unique_ptr<Parts> parts_;
};

} // namespace recourse::http
