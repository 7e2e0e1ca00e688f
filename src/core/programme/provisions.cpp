#include "core/programme/provisions.hpp"

#include "base/check.hpp"

namespace recourse::programme {

std::vector<std::string> const& words(cover::Provision const& rule, std::string_view key)
{
    static std::vector<std::string> const none;
    auto const found = rule.words.find(std::string { key });
    return found == rule.words.end() ? none : found->second;
}

std::string_view word_of(cover::Provision const& rule, std::string_view key)
{
    auto const& all = words(rule, key);
    return all.empty() ? std::string_view {} : std::string_view { all.front() };
}

bool names(cover::Provision const& rule, std::string_view key, std::string_view one)
{
    auto const& all = words(rule, key);
    return std::ranges::find(all, one) != all.end();
}

std::optional<std::int64_t> number(cover::Provision const& rule, std::string_view key)
{
    auto const found = rule.numbers.find(std::string { key });
    return found == rule.numbers.end() ? std::nullopt : std::optional { found->second };
}

bool flag(cover::Provision const& rule, std::string_view key)
{
    auto const found = rule.flags.find(std::string { key });
    return found != rule.flags.end() && found->second;
}

std::vector<cover::Provision const*> table_of(
    cover::Book const& book, cover::Reading const& reading, std::string_view table)
{
    std::vector<cover::Provision const*> found;
    for (auto const& rule : book.provisions) {
        if (rule.table == table && reading.takes(rule.readings))
            found.push_back(&rule);
    }
    return found;
}

cover::Reading const& reading_of(cover::Book const& book, std::string_view id)
{
    auto const* found = book.find_reading(id);
    RECOURSE_ASSERT(found != nullptr);
    return *found;
}

} // namespace recourse::programme
