#include "vault/seal/seal_note.hpp"

#include "base/date.hpp"
#include "vault/seal/bundle.hpp"

#include <charconv>
#include <fmt/format.h>

namespace recourse::vault::seal {

namespace {

constexpr std::string_view first_words = "recourse evidence bundle ";

/// What stands between `before` and `after` in the next line; nothing when it has another form.
std::optional<std::string_view> take(std::string_view& text, std::string_view before, std::string_view after)
{
    auto const end = text.find('\n');
    auto const line = text.substr(0, end);
    if (end == std::string_view::npos || line.size() < before.size() + after.size() || !line.starts_with(before)
        || !line.ends_with(after))
        return std::nullopt;
    text.remove_prefix(end + 1);
    return line.substr(before.size(), line.size() - before.size() - after.size());
}

bool is_hex(std::string_view text, std::size_t size)
{
    return text.size() == size && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::optional<std::int64_t> number(std::string_view digits)
{
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos || error != std::errc {}
        || end != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

} // namespace

std::string to_text(Seal const& seal)
{
    return fmt::format("{}{}\n{}\nsealed {}\nsha256 {} tagmanifest-sha256.txt\nsha512 {} tagmanifest-sha512.txt\n",
        first_words, seal.version, seal.name, seal.sealed_at, seal.sha256, seal.sha512);
}

std::expected<Seal, std::string> parse_seal(std::string_view text)
{
    auto const word = take(text, first_words, "");
    auto const version = word ? number(*word) : std::nullopt;
    if (!version || *word != std::to_string(*version))
        return std::unexpected(fmt::format("does not begin with \"{}\" and a version", first_words));
    if (*version < bundle_version_oldest || *version > bundle_version)
        return std::unexpected(fmt::format(
            "is of version {}; this program knows {} to {}", *version, bundle_version_oldest, bundle_version));
    auto const name = take(text, "", "");
    auto const at = take(text, "sealed ", "");
    auto const sha256 = take(text, "sha256 ", " tagmanifest-sha256.txt");
    auto const sha512 = take(text, "sha512 ", " tagmanifest-sha512.txt");
    if (!name || !is_plain_name(*name) || !at || !parse_instant(*at) || !sha256 || !is_hex(*sha256, 64) || !sha512
        || !is_hex(*sha512, 128) || !text.empty())
        return std::unexpected("is not of the form of a seal");
    return Seal { std::string { *name }, std::string { *at }, std::string { *sha256 }, std::string { *sha512 },
        static_cast<int>(*version) };
}

std::optional<Instant> parse_instant(std::string_view text)
{
    if (text.size() < 20 || text[10] != 'T' || text.back() != 'Z')
        return std::nullopt;
    auto const day = parse_date(text.substr(0, 10));
    auto const hour = number(text.substr(11, 2)), minute = number(text.substr(14, 2)),
               second = number(text.substr(17, 2));
    if (!day || !hour || !minute || !second)
        return std::nullopt;
    Instant instant { ((std::int64_t { day->days() } * 24 + *hour) * 60 + *minute) * 60 * 1'000'000
        + *second * 1'000'000 };
    if (auto fraction = std::string { text.substr(19, text.size() - 20) }; !fraction.empty()) {
        fraction.resize(7, '0');
        auto const micros = number(std::string_view { fraction }.substr(1));
        if (!micros)
            return std::nullopt;
        instant.micros += *micros;
    }
    return to_string(instant) == text ? std::optional(instant) : std::nullopt;
}

} // namespace recourse::vault::seal
