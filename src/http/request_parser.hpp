#pragma once

#include "http/message.hpp"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace recourse::http {

/// What the head says about the connection and the body.
struct Framing {
    std::optional<std::uint64_t> content_length;
    bool chunked = false;
    bool keep_alive = false;
    bool old_version = false; ///< HTTP/1.0
    bool expects_continue = false;

    bool has_body() const { return chunked || content_length.value_or(0) > 0; }
};

/// Why a request is refused: the status and a sentence for its sender.
struct Refused {
    int status = 400;
    std::string_view detail;
};

/// Reads requests, one after the other: the head in one piece, then the body as it arrives. Of two readings that an
/// attacker could play against each other it takes neither (RFC 9112, 6 and 11.2): Content-Length beside
/// Transfer-Encoding, either of them twice, a Transfer-Encoding in HTTP/1.0, no or two Hosts.
class RequestParser {
public:
    RequestParser();
    ~RequestParser();
    RequestParser(RequestParser&&) noexcept;
    RequestParser& operator=(RequestParser&&) noexcept;

    /// Reads a head that HeadScan found complete; fills the request's method, path, segments, query, headers and
    /// content type. The request must stay where it is until its body has been read.
    std::expected<Framing, Refused> head(std::string_view bytes, Request&);

    /// How long the body may be; none before it is said.
    void allow_body(std::size_t bytes_max);

    struct BodyStep {
        std::size_t consumed = 0;
        bool done = false;
    };
    /// Adds what has arrived to the request's body; what is not consumed must come again with what follows it.
    std::expected<BodyStep, Refused> body(std::string_view bytes);

private:
    class Collector;
    std::unique_ptr<Collector> collector_;
};

} // namespace recourse::http
