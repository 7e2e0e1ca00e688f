#pragma once

#include "http/server.hpp"

#include <arpa/inet.h>
#include <chrono>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <optional>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace recourse::http::testing {

using std::chrono::milliseconds;

/// What came back, cut into its parts by the test's own, simple reading of HTTP.
struct Answer {
    int status = 0;
    Headers headers;
    std::string body;
};

/// A client of bare sockets: it sends what it is told to and nothing else.
class Client {
public:
    explicit Client(std::uint16_t port, int receive_bytes = 0) : fd_(::socket(AF_INET, SOCK_STREAM, 0))
    {
        if (receive_bytes > 0)
            ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
        sockaddr_in to {};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        is_connected_ = ::connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
    }
    Client(Client&& other) noexcept
        : fd_(std::exchange(other.fd_, -1))
        , is_connected_(other.is_connected_)
        , got_(std::move(other.got_))
    {
    }
    Client(Client const&) = delete;
    ~Client() { close(); }

    bool is_connected() const { return is_connected_; }
    int fd() const { return fd_; }
    void close()
    {
        if (fd_ >= 0)
            ::close(std::exchange(fd_, -1));
    }
    void end_sending() const { ::shutdown(fd_, SHUT_WR); }

    /// False when the other side no longer takes it.
    bool send(std::string_view bytes) const
    {
        while (!bytes.empty()) {
            auto const sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    /// One answer; nothing when the connection ends before it is whole, or five seconds pass.
    std::optional<Answer> read(bool head_only = false)
    {
        auto const end = wait_for("\r\n\r\n");
        if (!end)
            return {};
        Answer answer;
        std::string_view head { got_.data(), *end };
        answer.status = std::stoi(std::string { head.substr(9, 3) });
        head.remove_prefix(std::min(head.find('\n') + 1, head.size()));
        while (!head.empty()) {
            auto const line = head.substr(0, head.find("\r\n"));
            auto const colon = line.find(": ");
            answer.headers.add(line.substr(0, colon), line.substr(colon + 2));
            head.remove_prefix(std::min(line.size() + 2, head.size()));
        }
        got_.erase(0, *end + 4);
        auto const length = answer.headers.find("Content-Length");
        if (head_only || !length)
            return answer;
        auto const size = std::stoul(std::string { *length });
        while (got_.size() < size)
            if (!receive(milliseconds { 5000 }))
                return {};
        answer.body = got_.substr(0, size);
        got_.erase(0, size);
        return answer;
    }

    std::optional<Answer> ask(std::string_view request)
    {
        return send(request) ? read(request.starts_with("HEAD ")) : std::nullopt;
    }

    /// Reads until the text has come, and takes all up to its end; "" when it does not come.
    std::string read_until(std::string_view text)
    {
        auto const at = wait_for(text);
        if (!at)
            return {};
        auto const taken = got_.substr(0, *at + text.size());
        got_.erase(0, taken.size());
        return taken;
    }

    /// True when the other side closes in that time; what comes before is passed over.
    bool closes_within(milliseconds time)
    {
        auto const until = std::chrono::steady_clock::now() + time;
        while (std::chrono::steady_clock::now() < until)
            if (!receive(std::chrono::duration_cast<milliseconds>(until - std::chrono::steady_clock::now())))
                return is_closed_;
        return false;
    }
    /// The last read ended with a reset and not with the end of the stream.
    bool was_reset() const { return was_reset_; }

private:
    bool receive(milliseconds time)
    {
        pollfd one { fd_, POLLIN, 0 };
        if (::poll(&one, 1, static_cast<int>(std::max<std::int64_t>(time.count(), 0))) <= 0)
            return false;
        char bytes[16 * 1024];
        auto const got = ::recv(fd_, bytes, sizeof bytes, 0);
        if (got <= 0) {
            is_closed_ = true;
            was_reset_ = got < 0;
            return false;
        }
        got_.append(bytes, static_cast<std::size_t>(got));
        return true;
    }

    std::optional<std::size_t> wait_for(std::string_view text)
    {
        for (;;) {
            if (auto const at = got_.find(text); at != std::string::npos)
                return at;
            if (!receive(milliseconds { 5000 }))
                return {};
        }
    }

    int fd_;
    bool is_connected_ = false;
    bool is_closed_ = false;
    bool was_reset_ = false;
    std::string got_;
};

inline std::unique_ptr<Server> start(ServerOptions options, std::vector<Route> routes, ServerHooks hooks = {})
{
    auto server = Server::start(std::move(options), Router { std::move(routes) }, std::move(hooks));
    EXPECT_TRUE(server.has_value()) << (server ? "" : server.error());
    return server ? std::move(*server) : nullptr;
}

/// Answers with what it was asked.
inline Route echo(Method method, std::string path, std::optional<std::size_t> body_bytes_max = {})
{
    return { .method = method,
        .path = std::move(path),
        .operation = "echo",
        .handler =
            [](Request const& request, Responder to) {
                std::string text { to_string(request.method) };
                for (auto const& [name, value] : request.parameters)
                    text.append(" ").append(name).append("=").append(value);
                for (auto const& [name, value] : request.query)
                    text.append(" ?").append(name).append("=").append(value);
                to(Response::text(text + "|" + request.body));
            },
        .body_bytes_max = body_bytes_max };
}

inline std::string get(std::string_view path, std::string_view more = {})
{
    return fmt::format("GET {} HTTP/1.1\r\nHost: h\r\n{}\r\n", path, more);
}

inline std::string post(std::string_view path, std::string_view body, std::string_view more = {})
{
    return fmt::format("POST {} HTTP/1.1\r\nHost: h\r\nContent-Length: {}\r\n{}\r\n{}", path, body.size(), more, body);
}

} // namespace recourse::http::testing
