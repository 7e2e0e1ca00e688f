#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

// To which addresses of the network a webhook may go.

namespace recourse::notify {

/// What an address is, by the registries of special-purpose addresses (RFC 6890 and IANA's lists after it).
enum class Reach : std::uint8_t {
    everywhere, ///< a public address
    loopback, ///< this machine
    inside, ///< private, link-local, shared, documentation, multicast, reserved: nothing a stranger may make us call
};

/// Of an address of 4 or 16 bytes in network order; any other length is `inside`. An IPv6 address in which an IPv4
/// address is embedded (mapped, NAT64, 6to4) is what that one is.
Reach reach_of(std::span<std::uint8_t const> address);

/// Of a host written as an address ("127.0.0.1", "::1", with brackets or without); nothing: it is a name.
std::optional<Reach> reach_of_host(std::string_view host);

/// Which addresses a delivery may go to.
enum class Allowed : std::uint8_t {
    everywhere_only, ///< public addresses
    loopback_too, ///< a sandbox
    all, ///< the operator said so
};
bool is_allowed(Reach, Allowed);

} // namespace recourse::notify
