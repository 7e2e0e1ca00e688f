#include "accounts/address.hpp"

#include <gtest/gtest.h>

namespace recourse::accounts {
namespace {

TEST(Address, of_it_only_the_network_is_kept)
{
    struct Row {
        std::string_view address, network, counted;
    };
    for (auto const& [address, network, counted] : {
             Row { "203.0.113.77", "203.0.113.0/24", "203.0.113.77/32" },
             Row { "::ffff:203.0.113.77", "203.0.113.0/24", "203.0.113.77/32" },
             Row { "2001:db8:1:2:3:4:5:6", "2001:db8:1::/48", "2001:db8:1:2::/64" },
             Row { "fe80::1%eth0", "fe80::/48", "fe80::/64" },
             Row { "::1", "::/48", "::/64" },
             Row { "", "", "" },
             Row { "unix", "", "unix" },
             Row { "203.0.113.777", "", "203.0.113.777" },
         }) {
        EXPECT_EQ(network_of(address), network) << address;
        EXPECT_EQ(counted_address(address), counted) << address;
    }
}

} // namespace
} // namespace recourse::accounts
