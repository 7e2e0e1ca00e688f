#include "vault/contents/contents.hpp"

#include "base/printable.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <cctype>

namespace recourse::vault {

namespace {

constexpr std::size_t name_bytes_max = 1'024;

} // namespace

std::string to_string(Flaw const& flaw)
{
    return flaw.file.empty() ? flaw.says : flaw.file + ": " + flaw.says;
}

std::optional<std::size_t> find(Contents const& files, std::string_view name)
{
    auto const entries = files.entries();
    auto const at = std::ranges::lower_bound(entries, name, {}, &ContentFile::name);
    if (at == entries.end() || at->name != name)
        return std::nullopt;
    return static_cast<std::size_t>(at - entries.begin());
}

std::expected<std::string, Flaw> read_whole(Contents const& files, std::size_t index, std::size_t bytes_max)
{
    auto const& entry = files.entries()[index];
    if (entry.size > bytes_max)
        return std::unexpected(
            Flaw { entry.name, fmt::format("has {} bytes, more than the {} that are read", entry.size, bytes_max) });
    std::string whole;
    whole.reserve(entry.size);
    auto const done = files.read(index, [&](std::span<std::uint8_t const> piece) {
        whole.append(reinterpret_cast<char const*>(piece.data()), piece.size());
    });
    if (!done)
        return std::unexpected(done.error());
    return whole;
}

std::optional<std::string> name_flaw(std::string_view name)
{
    if (name.empty())
        return "an empty name";
    if (name.size() > name_bytes_max)
        return fmt::format("a name of more than {} bytes", name_bytes_max);
    if (!is_utf8(name))
        return "a name that is no UTF-8";
    if (name.front() == '/')
        return "an absolute name";
    if (name.size() >= 2 && name[1] == ':' && std::isalpha(static_cast<unsigned char>(name[0])) != 0)
        return "a name with a drive";
    if (name.find('\\') != std::string_view::npos)
        return "a backslash in a name";
    for (std::string_view rest = name; !rest.empty();) {
        auto const length = first_length(rest);
        if (is_unprintable(rest.substr(0, length)))
            return "a control character in a name";
        rest.remove_prefix(length);
    }
    while (true) {
        auto const slash = name.find('/');
        auto const part = name.substr(0, slash);
        if (part == "..")
            return "a name that leads outside (\"..\")";
        if (part.empty() || part == ".")
            return "an empty part in a name";
        if (slash == std::string_view::npos)
            return std::nullopt;
        name.remove_prefix(slash + 1);
    }
}

} // namespace recourse::vault
