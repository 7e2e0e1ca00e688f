#pragma once

#include "accounts/secret.hpp"
#include "notify/addresses.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What goes out over the network: requests over HTTP and mails over SMTP, all by libcurl, which is included in
// transfer.cpp alone. Any thread may call any of it.

namespace recourse::notify {

struct Url {
    std::string scheme; ///< in small letters
    std::string host; ///< an IPv6 address in brackets
    std::uint16_t port = 0; ///< the scheme's own where none is written
    bool has_user = false;
    bool has_fragment = false;
};
/// Nothing for anything but an absolute URL of printable ASCII, at most 2,000 bytes long.
std::optional<Url> parse_url(std::string_view);

struct HttpPost {
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string_view body;
    Allowed allowed = Allowed::everywhere_only; ///< every address that is connected to is held against it
    bool http_to_loopback = false; ///< otherwise https alone
    std::string authorities = {}; ///< file (PEM) of those whose certificates are taken; empty: the system's
    std::chrono::milliseconds timeout { 15'000 };
};

struct HttpReply {
    int status = 0; ///< 0: there was no answer
    std::string said; ///< the beginning of its body, or what went wrong; a few hundred characters, printable
};

/// Redirects are not followed, proxies of the environment not used, no cookie is kept. `stop` ends it early.
HttpReply post(HttpPost const&, std::atomic<bool> const& stop);

/// A request of our own command line to a desk, or of a desk to a time-stamp authority.
struct HttpCall {
    std::string_view method; ///< "GET", "POST"
    std::string url; ///< https, or http to this machine
    accounts::Secret bearer; ///< never sent over http to another machine
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string_view body = {}; ///< of anything but GET
    /// Of the whole exchange; with `into` without a byte. A copy of a large desk takes its time.
    std::chrono::milliseconds timeout { 600'000 };
    std::size_t answer_bytes_max = std::size_t { 64 } << 20;
    bool plain = false; ///< http to any address, for what is no secret; there is no bearer then
    /// Takes the body of an answer with a status of 2xx as it comes, whatever its length; false ends it.
    std::function<bool(std::string_view)> into = {};
};

struct HttpAnswer {
    int status = 0;
    std::string type; ///< of the body, as the server named it
    std::string body;
};

/// The whole answer, whatever its status. Redirects are not followed, proxies of the environment not used. Errors: a
/// clause; nobody answered, or more than `answer_bytes_max` came.
std::expected<HttpAnswer, std::string> call(HttpCall const&, std::atomic<bool> const& stop);

struct SmtpServer {
    std::string url; ///< smtp://host:587 or smtps://host
    std::string user; ///< empty: no authentication
    accounts::Secret password;
    bool plain = false; ///< without TLS: a server on this machine
    std::chrono::milliseconds timeout { 30'000 };
};

struct MailReply {
    bool accepted = false;
    bool refused_for_good = false; ///< the server says 5xx of this mail
    std::string said;
};

/// One mail to one recipient. Both addresses without angle brackets; the message in the form of RFC 5322.
MailReply send_mail(SmtpServer const&, std::string const& from, std::string const& to, std::string_view message,
    std::atomic<bool> const& stop);

} // namespace recourse::notify
