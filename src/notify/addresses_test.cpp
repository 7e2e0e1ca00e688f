#include "notify/addresses.hpp"
#include "notify/transfer.hpp"

#include <gtest/gtest.h>

#include <atomic>

namespace recourse::notify {

TEST(Addresses, only_what_is_given_out_to_the_world_is_reached_everywhere)
{
    struct Row {
        std::string_view host;
        std::optional<Reach> reach;
    };
    using enum Reach;
    for (auto const& [host, reach] : {
             Row { "8.8.8.8", everywhere },
             Row { "1.1.1.1", everywhere },
             Row { "172.15.255.255", everywhere },
             Row { "172.16.0.0", inside },
             Row { "172.31.255.255", inside },
             Row { "172.32.0.0", everywhere },
             Row { "10.0.0.1", inside },
             Row { "11.0.0.0", everywhere },
             Row { "100.63.255.255", everywhere },
             Row { "100.64.0.1", inside },
             Row { "100.127.255.255", inside },
             Row { "127.0.0.1", loopback },
             Row { "127.255.255.254", loopback },
             Row { "0.0.0.0", inside },
             Row { "169.254.169.254", inside }, // metadata of clouds
             Row { "192.168.1.1", inside },
             Row { "192.169.0.0", everywhere },
             Row { "198.18.0.1", inside },
             Row { "198.20.0.0", everywhere },
             Row { "203.0.113.7", inside },
             Row { "224.0.0.1", inside },
             Row { "255.255.255.255", inside },
             Row { "::1", loopback },
             Row { "[::1]", loopback },
             Row { "::", inside },
             Row { "::ffff:127.0.0.1", loopback },
             Row { "::ffff:10.0.0.1", inside },
             Row { "::ffff:8.8.8.8", everywhere },
             Row { "64:ff9b::a00:1", inside }, // 10.0.0.1 behind NAT64
             Row { "64:ff9b::808:808", everywhere },
             Row { "2002:a00:1::", inside }, // 10.0.0.1 behind 6to4
             Row { "2606:4700::1111", everywhere },
             Row { "2001:db8::1", inside },
             Row { "2001::1", inside },
             Row { "fe80::1", inside },
             Row { "fe80::1%eth0", inside },
             Row { "fd00::1", inside },
             Row { "ff02::1", inside },
             Row { "fec0::1", inside },
             Row { "example.org", std::nullopt },
             Row { "127.1", std::nullopt },
             Row { "", std::nullopt },
         })
        EXPECT_EQ(reach_of_host(host), reach) << host;
    EXPECT_EQ(reach_of({}), inside);
}

TEST(Addresses, an_url_is_read_by_the_library_that_calls_it)
{
    auto const url = parse_url("https://desk.example.org/hooks?a=b");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->scheme, "https");
    EXPECT_EQ(url->host, "desk.example.org");
    EXPECT_EQ(url->port, 443);
    EXPECT_FALSE(url->has_user);
    EXPECT_TRUE(parse_url("https://a:b@example.org/")->has_user);
    EXPECT_TRUE(parse_url("https://example.org/#x")->has_fragment);
    EXPECT_EQ(parse_url("HTTPS://example.org:8443/")->port, 8443);
    for (auto const* wrong : { "", "example.org", "/hooks", "https://", "https://exa mple.org",
             "https://example.org:99999/", "https://example.org/\r\nX: y", "https://ex\xC3\xA4mple.org/" })
        EXPECT_FALSE(parse_url(wrong)) << wrong;
    // Numbers that mean an address are turned into it before anybody looks at it.
    EXPECT_EQ(parse_url("https://2130706433/")->host, "127.0.0.1");
    EXPECT_EQ(parse_url("https://0x7f.1/")->host, "127.0.0.1");
}

TEST(Addresses, nothing_is_sent_to_an_address_that_is_not_allowed)
{
    std::atomic<bool> const stop = false;
    for (auto const* url : { "https://127.0.0.1:9/", "https://localhost:9/", "https://10.255.255.1:9/",
             "https://[::1]:9/", "https://169.254.169.254/latest" }) {
        HttpPost what;
        what.url = url;
        what.body = "{}";
        auto const reply = post(what, stop);
        EXPECT_EQ(reply.status, 0);
        EXPECT_EQ(reply.said, "the address is none that webhooks may go to") << url;
    }
    // Without TLS only to this machine, whatever else is allowed, and only where that is allowed at all.
    HttpPost what;
    what.url = "http://10.255.255.1:9/";
    what.body = "{}";
    what.allowed = Allowed::all;
    what.http_to_loopback = true;
    EXPECT_EQ(post(what, stop).said, "the address is none that webhooks may go to");
    what.url = "http://127.0.0.1:9/";
    what.http_to_loopback = false;
    EXPECT_EQ(post(what, stop).said, "Unsupported protocol");
}

} // namespace recourse::notify
