#include "notify/addresses.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <string>

namespace recourse::notify {

namespace {

struct Range4 {
    std::uint32_t base;
    unsigned bits;
};

// IANA's IPv4 special-purpose registry: all of it that is not globally reachable, and multicast.
constexpr std::array ranges4 {
    Range4 { 0x00000000, 8 }, // this network
    Range4 { 0x0A000000, 8 }, // private
    Range4 { 0x64400000, 10 }, // shared by carriers
    Range4 { 0xA9FE0000, 16 }, // link-local, where clouds keep their metadata
    Range4 { 0xAC100000, 12 }, // private
    Range4 { 0xC0000000, 24 }, // protocol assignments
    Range4 { 0xC0000200, 24 }, // documentation
    Range4 { 0xC0586300, 24 }, // 6to4 relays
    Range4 { 0xC0A80000, 16 }, // private
    Range4 { 0xC6120000, 15 }, // benchmarks
    Range4 { 0xC6336400, 24 }, // documentation
    Range4 { 0xCB007100, 24 }, // documentation
    Range4 { 0xE0000000, 4 }, // multicast
    Range4 { 0xF0000000, 4 }, // reserved, broadcast
};

Reach reach4(std::uint32_t address)
{
    if (address >> 24 == 127)
        return Reach::loopback;
    bool const special = std::ranges::any_of(
        ranges4, [&](Range4 range) { return (address >> (32 - range.bits)) == (range.base >> (32 - range.bits)); });
    return special ? Reach::inside : Reach::everywhere;
}

std::uint32_t number(std::span<std::uint8_t const> four)
{
    return (std::uint32_t { four[0] } << 24) | (std::uint32_t { four[1] } << 16) | (std::uint32_t { four[2] } << 8)
        | four[3];
}

bool zeros(std::span<std::uint8_t const> bytes)
{
    return std::ranges::all_of(bytes, [](auto byte) { return byte == 0; });
}

Reach reach6(std::span<std::uint8_t const> bytes)
{
    if (zeros(bytes.first(15)) && bytes[15] == 1)
        return Reach::loopback;
    if (zeros(bytes.first(10)) && bytes[10] == 0xFF && bytes[11] == 0xFF)
        return reach4(number(bytes.last(4)));
    constexpr std::array<std::uint8_t, 12> nat64 { 0, 0x64, 0xFF, 0x9B };
    if (std::ranges::equal(bytes.first(12), nat64))
        return reach4(number(bytes.last(4)));
    if (bytes[0] == 0x20 && bytes[1] == 0x02)
        return reach4(number(bytes.subspan(2, 4)));
    // What is given out to the world is 2000::/3; of it, 2001::/23 (Teredo and other protocols), documentation.
    bool const global = bytes[0] >> 5 == 1;
    bool const protocols = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] < 2;
    bool const documentation = (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0D && bytes[3] == 0xB8)
        || (bytes[0] == 0x3F && bytes[1] == 0xFF && bytes[2] < 0x10);
    return global && !protocols && !documentation ? Reach::everywhere : Reach::inside;
}

} // namespace

Reach reach_of(std::span<std::uint8_t const> address)
{
    if (address.size() == 4)
        return reach4(number(address));
    return address.size() == 16 ? reach6(address) : Reach::inside;
}

std::optional<Reach> reach_of_host(std::string_view host)
{
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    std::string const text { host.substr(0, host.find('%')) };
    std::array<std::uint8_t, 16> bytes {};
    if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1)
        return reach_of(std::span(bytes).first(4));
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1)
        return reach_of(bytes);
    return std::nullopt;
}

bool is_allowed(Reach reach, Allowed allowed)
{
    switch (allowed) {
    case Allowed::everywhere_only:
        return reach == Reach::everywhere;
    case Allowed::loopback_too:
        return reach != Reach::inside;
    case Allowed::all:
        return true;
    }
    return false;
}

} // namespace recourse::notify
