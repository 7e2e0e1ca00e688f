#include "vault/log/lines.hpp"

#include "base/base64.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace recourse::vault::log {

std::optional<std::string_view> take_line(std::string_view& text)
{
    auto const end = text.find('\n');
    if (end == std::string_view::npos)
        return std::nullopt;
    auto const line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

std::optional<std::uint64_t> parse_decimal(std::string_view text)
{
    std::uint64_t number = 0;
    auto const* const end = text.data() + text.size();
    auto const [read, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc {} || read != end || (text.size() > 1 && text[0] == '0')
        || number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return std::nullopt;
    return number;
}

std::optional<std::string> parse_base64(std::string_view text)
{
    auto bytes = from_base64(text);
    if (!bytes || to_base64(*bytes) != text)
        return std::nullopt;
    return bytes;
}

std::string base64_of(Digest const& digest)
{
    return to_base64({ reinterpret_cast<char const*>(digest.bytes.data()), digest.bytes.size() });
}

std::optional<Digest> parse_base64_digest(std::string_view text)
{
    Digest digest;
    auto const bytes = text.size() == 44 ? parse_base64(text) : std::nullopt;
    if (!bytes || bytes->size() != digest.bytes.size())
        return std::nullopt;
    std::ranges::copy(*bytes, reinterpret_cast<char*>(digest.bytes.data()));
    return digest;
}

} // namespace recourse::vault::log
