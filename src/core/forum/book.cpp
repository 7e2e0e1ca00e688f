#include "core/forum/book.hpp"

#include <algorithm>

namespace recourse::forum {

namespace {

template <class List, class Member>
auto find_in(List const& list, std::string_view key, Member member) -> typename List::value_type const*
{
    auto const found = std::ranges::find(list, key, member);
    return found == list.end() ? nullptr : &*found;
}

} // namespace

std::string_view word(Answer answer)
{
    constexpr std::array<std::string_view, 4> words { "yes", "no", "uncertain", "unknown" };
    return words[static_cast<std::size_t>(answer)];
}

std::string_view word(CourtLevel level)
{
    constexpr std::array<std::string_view, 3> words { "basic", "intermediate", "high" };
    return words[static_cast<std::size_t>(level)];
}

std::string_view word(ResultKind kind)
{
    constexpr std::array<std::string_view, 6> words { "prc_judgment", "prc_award", "hk_award", "hk_judgment",
        "foreign_award", "foreign_judgment" };
    return words[static_cast<std::size_t>(kind)];
}

Institution const* Book::institution(std::string_view id) const
{
    return find_in(institutions, id, &Institution::id);
}

PlaceName const* Book::place(std::string_view id) const
{
    return find_in(places, id, &PlaceName::id);
}

Party const* Book::party(std::string_view country) const
{
    return find_in(convention, country, &Party::country);
}

SupplierStatus const* Book::status(std::string_view id) const
{
    return find_in(statuses, id, &SupplierStatus::id);
}

Filing const* Book::filing(std::string_view id) const
{
    return find_in(filings, id, &Filing::id);
}

ApostilleRow const* Book::apostille_of(std::string_view country) const
{
    return find_in(apostille, country, &ApostilleRow::country);
}

Answer Signs::all(std::span<std::string const> signs) const
{
    auto answer = Answer::yes;
    for (auto const& sign : signs) {
        if (fails.contains(sign))
            return Answer::no;
        if (!holds.contains(sign))
            answer = Answer::unknown;
    }
    return answer;
}

} // namespace recourse::forum
