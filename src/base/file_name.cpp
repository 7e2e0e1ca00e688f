#include "base/file_name.hpp"

namespace recourse {

namespace {

constexpr std::size_t safe_bytes_max = 200;
constexpr std::size_t plain_bytes_max = 60;
constexpr std::size_t ending_bytes_max = 10; ///< the point with it

/// At most so many bytes, cut between characters. The ending, which says what it is, stays.
std::string cut(std::string name, std::size_t max)
{
    if (name.size() <= max)
        return name;
    auto const dot = name.rfind('.');
    auto const ending
        = dot != std::string::npos && name.size() - dot <= ending_bytes_max ? name.substr(dot) : std::string {};
    auto end = max - ending.size();
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0u) == 0x80u)
        --end;
    name.resize(end);
    return name + ending;
}

} // namespace

std::string safe_file_name(std::string_view name)
{
    if (auto const slash = name.find_last_of("/\\"); slash != std::string_view::npos)
        name.remove_prefix(slash + 1);
    std::string safe;
    for (char const c : name) {
        auto const code = static_cast<unsigned char>(c);
        if (code >= 0x20 && code != 0x7F && c != '"')
            safe += c;
    }
    safe = cut(std::move(safe), safe_bytes_max);
    while (safe.starts_with('.'))
        safe.erase(0, 1);
    return safe.empty() ? "file" : safe;
}

std::string plain_file_name(std::string_view name)
{
    std::string plain;
    for (char const c : safe_file_name(name)) {
        bool const kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'
            || c == '_' || c == '-';
        if (kept)
            plain += c;
        else if (!plain.ends_with('_'))
            plain += '_';
    }
    plain = cut(std::move(plain), plain_bytes_max);
    return plain.find_first_not_of("_.") == std::string::npos ? "file" : plain;
}

} // namespace recourse
