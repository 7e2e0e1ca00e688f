#include "notify/transfer.hpp"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

namespace recourse::notify {

namespace {

/// A mail server that offers what it is told to, for one conversation, and keeps what was said to it.
class Peer {
public:
    explicit Peer(std::string offers) : offers_(std::move(offers)), listening_(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(listening_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listening_, 1) != 0
            || ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
            throw std::runtime_error("no socket");
        url = "smtp://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
        thread_ = std::thread([this] { converse(); });
    }
    std::string heard()
    {
        thread_.join();
        ::close(listening_);
        return heard_;
    }

    std::string url;

private:
    void converse()
    {
        int const caller = ::accept(listening_, nullptr, nullptr);
        auto const say = [&](std::string const& line) { (void)!::write(caller, line.data(), line.size()); };
        say("220 peer\r\n");
        char buffer[4096];
        bool data = false;
        for (ssize_t count = 0; (count = ::read(caller, buffer, sizeof buffer)) > 0;) {
            std::string const piece(buffer, static_cast<std::size_t>(count));
            heard_ += piece;
            if (data && heard_.ends_with("\r\n.\r\n")) {
                data = false;
                say("250 taken\r\n");
            } else if (piece.starts_with("EHLO"))
                say(offers_);
            else if (piece.starts_with("DATA")) {
                data = true;
                say("354 go on\r\n");
            } else if (!data)
                say("250 ok\r\n");
        }
        ::close(caller);
    }

    std::string offers_;
    int listening_;
    std::string heard_;
    std::thread thread_;
};

} // namespace

TEST(Transfer, no_mail_and_no_password_goes_out_without_encryption_where_it_is_asked_for)
{
    std::atomic<bool> const stop = false;
    Peer peer("250-peer\r\n250 AUTH PLAIN LOGIN\r\n");
    SmtpServer server { peer.url, "desk", accounts::Secret { std::string_view { "very secret" } }, false };
    auto const reply = send_mail(server, "desk@example.org", "ada@example.org", "Subject: x\r\n\r\ny\r\n", stop);
    EXPECT_FALSE(reply.accepted);
    EXPECT_FALSE(reply.refused_for_good) << "the next try may find it mended";
    auto const heard = peer.heard();
    EXPECT_NE(heard.find("EHLO"), std::string::npos);
    EXPECT_EQ(heard.find("AUTH"), std::string::npos) << heard;
    EXPECT_EQ(heard.find("MAIL"), std::string::npos) << heard;
}

TEST(Transfer, a_line_that_is_a_dot_does_not_end_a_mail)
{
    std::atomic<bool> const stop = false;
    Peer peer("250 peer\r\n");
    SmtpServer const server { peer.url, "", {}, true };
    auto const reply
        = send_mail(server, "desk@example.org", "ada@example.org", "Subject: x\r\n\r\na\r\n.\r\nb\r\n", stop);
    EXPECT_TRUE(reply.accepted) << reply.said;
    auto const heard = peer.heard();
    EXPECT_NE(heard.find("MAIL FROM:<desk@example.org>"), std::string::npos) << heard;
    EXPECT_NE(heard.find("RCPT TO:<ada@example.org>"), std::string::npos) << heard;
    EXPECT_NE(heard.find("a\r\n..\r\nb\r\n.\r\n"), std::string::npos) << heard;
}

} // namespace recourse::notify
