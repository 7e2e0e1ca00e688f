#include "http/etag.hpp"

#include "base/digest.hpp"

#include <charconv>
#include <fmt/format.h>

namespace recourse::http {

std::string version_tag(std::uint64_t version)
{
    return fmt::format("\"v{}\"", version);
}

std::optional<std::uint64_t> tagged_version(std::string_view tag)
{
    if (tag.size() < 4 || !tag.starts_with("\"v") || !tag.ends_with('"'))
        return {};
    auto const digits = tag.substr(2, tag.size() - 3);
    if (digits.size() > 1 && digits.front() == '0')
        return {};
    std::uint64_t version = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
    if (error != std::errc {} || end != digits.data() + digits.size())
        return {};
    return version;
}

std::string content_tag(std::string_view bytes)
{
    return fmt::format("\"{}\"", to_string(sha256(bytes)).substr(0, 32));
}

bool names_tag(std::string_view list, std::string_view tag, Comparison comparison)
{
    auto const skip_spaces = [&] {
        while (!list.empty() && (list.front() == ' ' || list.front() == '\t'))
            list.remove_prefix(1);
    };
    skip_spaces();
    if (list == "*")
        return true;
    bool found = false;
    bool const tag_is_weak = tag.starts_with("W/");
    auto const opaque = tag.substr(tag_is_weak ? 2 : 0);
    while (!list.empty()) {
        bool const weak = list.starts_with("W/");
        if (weak)
            list.remove_prefix(2);
        if (!list.starts_with('"'))
            return false;
        auto const end = list.find('"', 1);
        if (end == std::string_view::npos)
            return false;
        if (list.substr(0, end + 1) == opaque && (comparison == Comparison::weak || (!weak && !tag_is_weak)))
            found = true;
        list.remove_prefix(end + 1);
        skip_spaces();
        if (list.empty())
            break;
        if (list.front() != ',')
            return false;
        list.remove_prefix(1);
        skip_spaces();
    }
    return found;
}

Precondition check_preconditions(Method method, Headers const& headers, std::optional<std::string_view> current)
{
    if (headers.has("If-Match") && (!current || !names_tag(headers.joined("If-Match"), *current, Comparison::strong)))
        return Precondition::failed;
    if (headers.has("If-None-Match") && current
        && names_tag(headers.joined("If-None-Match"), *current, Comparison::weak))
        return method == Method::get || method == Method::head ? Precondition::not_modified : Precondition::failed;
    return Precondition::holds;
}

} // namespace recourse::http
