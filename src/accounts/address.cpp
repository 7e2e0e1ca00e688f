#include "accounts/address.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include <arpa/inet.h>

namespace recourse::accounts {

namespace {

struct Address {
    int family = AF_INET;
    std::array<std::uint8_t, 16> bytes {};
};

std::optional<Address> parsed(std::string_view text)
{
    Address address;
    std::string const terminated(text.substr(0, text.find('%'))); // a zone ("%eth0") is no part of the address
    if (inet_pton(AF_INET, terminated.c_str(), address.bytes.data()) == 1)
        return address;
    address.family = AF_INET6;
    if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) != 1)
        return std::nullopt;
    constexpr std::array<std::uint8_t, 12> mapped { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF };
    if (std::equal(mapped.begin(), mapped.end(), address.bytes.begin())) {
        std::copy_n(address.bytes.begin() + 12, 4, address.bytes.begin());
        std::fill(address.bytes.begin() + 4, address.bytes.end(), std::uint8_t { 0 });
        address.family = AF_INET;
    }
    return address;
}

/// The first `kept` bytes, the rest zero, with the prefix's length.
std::string prefix(Address address, int kept)
{
    std::fill(address.bytes.begin() + kept, address.bytes.end(), std::uint8_t { 0 });
    std::array<char, INET6_ADDRSTRLEN> text {};
    if (inet_ntop(address.family, address.bytes.data(), text.data(), text.size()) == nullptr)
        return {};
    return fmt::format("{}/{}", text.data(), kept * 8);
}

} // namespace

std::string network_of(std::string_view address)
{
    auto const known = parsed(address);
    return known ? prefix(*known, known->family == AF_INET ? 3 : 6) : std::string {};
}

std::string counted_address(std::string_view address)
{
    auto const known = parsed(address);
    return known ? prefix(*known, known->family == AF_INET ? 4 : 8) : std::string(address);
}

} // namespace recourse::accounts
