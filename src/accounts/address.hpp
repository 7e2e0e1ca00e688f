#pragma once

#include <string>
#include <string_view>

namespace recourse::accounts {

/// What is kept of where somebody came from: "203.0.113.0/24", "2001:db8:1::/48"; "" for no IP address. An IPv4
/// address written as IPv6 is an IPv4 address.
std::string network_of(std::string_view address);

/// What is counted together when somebody tries too often: an IPv4 address, the /64 of an IPv6 address, of which one
/// subscriber has at least one. Anything else stands for itself.
std::string counted_address(std::string_view address);

} // namespace recourse::accounts
