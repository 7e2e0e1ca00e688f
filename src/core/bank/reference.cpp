#include "core/bank/reference.hpp"

#include "core/bank/account.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace recourse::bank {

namespace {

constexpr std::uint32_t instalments_max = 1'000;

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
bool is_sign(char c)
{
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// A number from 1 on without leading zeros, and what stands after it.
std::optional<std::uint64_t> number(std::string_view& text)
{
    std::uint64_t value = 0;
    if (text.empty() || text.front() < '1' || text.front() > '9')
        return std::nullopt;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc {})
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

std::optional<Due> due_of_compact(std::string_view text)
{
    if (flaw_of_reference(text))
        return std::nullopt;
    auto rest = text.substr(4);
    if (!rest.starts_with('O'))
        return std::nullopt;
    rest.remove_prefix(1);
    auto const order = number(rest);
    if (!order || *order >= id_number_end || !rest.starts_with('I'))
        return std::nullopt;
    rest.remove_prefix(1);
    auto const instalment = number(rest);
    if (!instalment || *instalment > instalments_max || !rest.empty())
        return std::nullopt;
    return Due { { *order }, static_cast<std::uint32_t>(*instalment - 1) };
}

/// The reference that begins here, over single spaces: the longest that ends where a word ends, else the longest.
std::optional<Due> reference_at(std::string_view text)
{
    std::string so_far;
    std::optional<Due> found;
    bool at_end = false;
    for (std::size_t i = 0; i < text.size() && so_far.size() < 25; ++i) {
        char const c = text[i];
        if (c == ' ' && i > 0 && text[i - 1] != ' ')
            continue;
        if (!is_sign(c))
            break;
        so_far += compact(std::string_view { &c, 1 });
        bool const ends = i + 1 == text.size() || !is_sign(text[i + 1]);
        auto const due = due_of_compact(so_far);
        if (due && (ends || !at_end)) {
            found = due;
            at_end = ends;
        }
    }
    return found;
}

} // namespace

std::string reference_of(Due due)
{
    auto const body = fmt::format("O{}I{}", due.order.number, due.instalment + 1);
    auto const remainder = remainder_97("RF00" + body);
    return fmt::format("RF{:02}{}", 98 - *remainder, body);
}

std::string display_reference(std::string_view reference)
{
    std::string text;
    for (std::size_t i = 0; i < reference.size(); ++i) {
        if (i > 0 && i % 4 == 0)
            text += ' ';
        text += reference[i];
    }
    return text;
}

std::optional<std::string> flaw_of_reference(std::string_view text)
{
    bool const begins = text.size() >= 5 && text.starts_with("RF") && is_digit(text[2]) && is_digit(text[3]);
    if (!begins || text.size() > 25 || !std::ranges::all_of(text, is_sign))
        return "a creditor reference is RF, two check digits and from 1 to 21 letters and digits";
    if (remainder_97(compact(text)) != 1)
        return "the check digits of the creditor reference do not fit: a character is wrong";
    return std::nullopt;
}

std::optional<Due> due_of(std::string_view reference)
{
    return due_of_compact(compact(reference));
}

std::vector<Due> find_references(std::string_view text)
{
    std::vector<Due> all;
    for (std::size_t i = 0; i + 5 <= text.size(); ++i) {
        bool const begins = (text[i] == 'R' || text[i] == 'r') && (i == 0 || !is_sign(text[i - 1]));
        if (!begins)
            continue;
        if (auto const due = reference_at(text.substr(i)); due && std::ranges::find(all, *due) == all.end())
            all.push_back(*due);
    }
    return all;
}

} // namespace recourse::bank
