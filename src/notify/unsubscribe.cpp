#include "notify/unsubscribe.hpp"

#include "accounts/crypto.hpp"
#include "notify/templates.hpp"

#include <fmt/format.h>

namespace recourse::notify {

namespace {

constexpr std::size_t mark_digits = 32;

std::string mark_of(accounts::Accounts const& accounts, std::string_view text)
{
    return to_string(accounts.mark("unsubscribe", text)).substr(0, mark_digits);
}

} // namespace

std::string unsubscribe_token(accounts::Accounts const& accounts, Leaving const& leaving)
{
    auto const text = fmt::format("{}.{}", to_string(leaving.person), leaving.kind);
    return fmt::format("{}.{}", text, mark_of(accounts, text));
}

std::optional<TokenParts> split_token(std::string_view token)
{
    constexpr std::size_t token_bytes_max = 120;
    auto const first = token.find('.');
    auto const last = token.rfind('.');
    if (token.size() > token_bytes_max || first == std::string_view::npos || first == last)
        return std::nullopt;
    auto const person = parse_id<Person>(token.substr(0, first));
    auto const* kind = find_kind(token.substr(first + 1, last - first - 1));
    auto const mark = token.substr(last + 1);
    if (!person || kind == nullptr || !kind->may_be_silenced || mark.size() != mark_digits
        || mark.find_first_not_of("0123456789abcdef") != std::string_view::npos)
        return std::nullopt;
    return TokenParts { { *person, std::string { kind->word } }, token.substr(0, last), mark };
}

std::optional<Leaving> parse_unsubscribe_token(accounts::Accounts const& accounts, std::string_view token)
{
    auto parts = split_token(token);
    if (!parts || !accounts::is_same_secret(mark_of(accounts, parts->signed_text), parts->mark))
        return std::nullopt;
    return std::move(parts->leaving);
}

} // namespace recourse::notify
