#include "app/seen_ids.hpp"

#include <algorithm>
#include <bit>

namespace recourse::app {

namespace {

constexpr std::size_t ids_per_line = 42; ///< of 512 bits: twelve each
constexpr int bits_per_id = 6;

/// Ids are digests as a rule, but whoever sends them may choose them: their bits are mixed (SplitMix64's finish).
std::uint64_t mixed(std::uint64_t number)
{
    number = (number ^ (number >> 30)) * 0xBF58'476D'1CE4'E5B9u;
    number = (number ^ (number >> 27)) * 0x94D0'49BB'1331'11EBu;
    return number ^ (number >> 31);
}

struct Hash {
    std::uint64_t line = 0; ///< to be cut to the number of lines
    std::uint64_t places = 0; ///< nine bits for each bit within the line
};

Hash hash_of(store::CommandId const& id)
{
    std::uint64_t high = 0, low = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        high = (high << 8) | id.bytes[i];
        low = (low << 8) | id.bytes[8 + i];
    }
    auto const line = mixed(high + 0x9E37'79B9'7F4A'7C15u * (low | 1));
    return { line, mixed(line ^ low) };
}

template <class Do>
void for_each_bit(std::uint64_t places, Do const& act)
{
    for (int i = 0; i < bits_per_id; ++i, places >>= 9)
        act((places >> 6) & 7, std::uint64_t { 1 } << (places & 63));
}

} // namespace

SeenIds::Part SeenIds::part_for(std::size_t ids)
{
    auto const lines = std::bit_ceil(std::max<std::size_t>(ids / ids_per_line, 16));
    return { std::vector<Line>(lines), lines * ids_per_line };
}

SeenIds::SeenIds(std::size_t expected)
{
    parts_.push_back(part_for(expected));
}

void SeenIds::add(store::CommandId const& id)
{
    if (parts_.back().left == 0)
        parts_.push_back(part_for(2 * parts_.back().lines.size() * ids_per_line));
    auto& part = parts_.back();
    --part.left;
    auto const hash = hash_of(id);
    auto& line = part.lines[hash.line & (part.lines.size() - 1)];
    for_each_bit(hash.places, [&](std::size_t word, std::uint64_t bit) { line[word] |= bit; });
}

bool SeenIds::may_have(store::CommandId const& id) const
{
    auto const hash = hash_of(id);
    return std::ranges::any_of(parts_, [&](Part const& part) {
        auto const& line = part.lines[hash.line & (part.lines.size() - 1)];
        bool all = true;
        for_each_bit(hash.places, [&](std::size_t word, std::uint64_t bit) { all = all && (line[word] & bit) != 0; });
        return all;
    });
}

} // namespace recourse::app
