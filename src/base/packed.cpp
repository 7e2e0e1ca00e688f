#include "base/packed.hpp"

#include "base/check.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace recourse::packed {

std::string_view word(Fault fault)
{
    switch (fault) {
    case Fault::cut:
        return "cut";
    case Fault::surplus:
        return "surplus";
    case Fault::newer:
        return "newer";
    case Fault::value:
        return "value";
    }
    RECOURSE_ASSERT(false);
}

std::expected<std::uint8_t, Fault> Reader::byte()
{
    if (rest_.empty())
        return std::unexpected(Fault::cut);
    auto const value = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return value;
}

std::expected<std::uint64_t, Fault> Reader::number()
{
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        auto const next = RECOURSE_TRY(byte());
        auto const bits = std::uint64_t { next } & 0x7f;
        // The tenth byte has room for one bit; and a value has one form only, so no empty byte ends it.
        if ((shift == 63 && bits > 1) || (next == 0 && shift > 0))
            return std::unexpected(Fault::value);
        value |= bits << shift;
        if (next < 0x80)
            return value;
    }
    return std::unexpected(Fault::value);
}

std::expected<std::int64_t, Fault> Reader::signed_number()
{
    auto const value = RECOURSE_TRY(number());
    return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
}

std::expected<std::size_t, Fault> Reader::size()
{
    auto const value = RECOURSE_TRY(number());
    if (value > size_max)
        return std::unexpected(Fault::value);
    return static_cast<std::size_t>(value);
}

std::expected<std::string, Fault> Reader::text()
{
    auto const length = RECOURSE_TRY(size());
    if (rest_.size() < length)
        return std::unexpected(Fault::cut);
    std::string value { rest_.substr(0, length) };
    rest_.remove_prefix(length);
    if (!is_utf8(value))
        return std::unexpected(Fault::value);
    return value;
}

std::expected<void, Fault> Reader::bytes(std::span<std::uint8_t> into)
{
    if (rest_.size() < into.size())
        return std::unexpected(Fault::cut);
    std::ranges::copy(rest_.substr(0, into.size()), reinterpret_cast<char*>(into.data()));
    rest_.remove_prefix(into.size());
    return {};
}

} // namespace recourse::packed
