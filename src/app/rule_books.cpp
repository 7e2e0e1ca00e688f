#include "app/rule_books.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace recourse::app {

namespace {

/// From when an edition may bind: where that is not known, nobody can be held to another one, so from always.
Date begins(cover::Book const& book, std::vector<Activation> const& activations)
{
    auto const own = book.from.value_or(Date::from_days(std::numeric_limits<std::int32_t>::min()));
    for (auto const& one : activations) {
        if (one.programme == book.id && one.edition == book.edition)
            return std::max(own, one.from);
    }
    return own;
}

} // namespace

RuleBooks::RuleBooks(std::shared_ptr<casework::World const> world, std::vector<RunProgramme> programmes,
    std::shared_ptr<Provider const> provider, std::vector<Activation> activations)
    : world_(std::move(world))
    , provider_(std::move(provider))
    , programmes_(std::move(programmes))
    , activations_(std::move(activations))
{
    for (auto const& one : programmes_) {
        auto& editions = editions_[one.programme];
        for (auto const& book : world_->books) {
            if (book.id == one.programme && book.find_reading(one.reading) != nullptr)
                editions.push_back({ &book, begins(book, activations_),
                    std::make_unique<programme::OrderRules>(*world_, book, one.reading, one.charges),
                    std::make_unique<programme::ClaimRules>(*world_, book, one.reading, one.claims),
                    std::make_unique<programme::StandingRules>(book, one.reading, one.standing) });
        }
        RECOURSE_ASSERT(!editions.empty());
        std::ranges::sort(editions, std::ranges::greater {}, &Edition::begins);
    }
}

RuleBooks::Edition const* RuleBooks::edition_on(std::string_view programme, Date day) const
{
    auto const found = editions_.find(programme);
    if (found == editions_.end())
        return nullptr;
    for (auto const& edition : found->second) {
        bool const over = edition.book->until && *edition.book->until <= day;
        if (edition.begins <= day && !over)
            return &edition;
    }
    return nullptr;
}

order::Rules const* RuleBooks::in_force(std::string_view programme, Date day) const
{
    auto const* found = edition_on(programme, day);
    return found == nullptr ? nullptr : found->rules.get();
}

RuleBooks::Edition const* RuleBooks::find(
    std::string_view programme, std::string_view edition, std::string_view reading) const
{
    auto const found = editions_.find(programme);
    if (found == editions_.end())
        return nullptr;
    for (auto const& one : found->second) {
        if (one.rules->edition() == edition && one.rules->reading() == reading)
            return &one;
    }
    return nullptr;
}

order::Rules const* RuleBooks::binding(
    std::string_view programme, std::string_view edition, std::string_view reading) const
{
    auto const* found = find(programme, edition, reading);
    return found == nullptr ? nullptr : found->rules.get();
}

claim::Rules const* RuleBooks::claims(
    std::string_view programme, std::string_view edition, std::string_view reading) const
{
    auto const* found = find(programme, edition, reading);
    return found == nullptr ? nullptr : found->claims.get();
}

standing::Rules const* RuleBooks::standing(std::string_view programme, Date day) const
{
    if (programme.empty() && !programmes_.empty())
        programme = programmes_.front().programme;
    auto const* found = edition_on(programme, day);
    return found == nullptr ? nullptr : found->standing.get();
}

cover::Book const* RuleBooks::find_book(std::string_view programme, std::string_view edition) const
{
    auto const found = std::ranges::find_if(
        world_->books, [&](auto const& book) { return book.id == programme && book.edition == edition; });
    return found == world_->books.end() ? nullptr : &*found;
}

RunProgramme const* RuleBooks::run_of(std::string_view programme) const
{
    auto const found = std::ranges::find(programmes_, programme, &RunProgramme::programme);
    return found == programmes_.end() ? nullptr : &*found;
}

std::optional<Money> RuleBooks::converted(Money amount, Currency to, Date day) const
{
    if (amount.currency == to || amount.is_zero())
        return Money { amount.minor, to };
    auto const converted = world_->rates.convert(amount, to, day);
    return converted ? std::optional { converted->amount } : std::nullopt;
}

std::optional<Money> RuleBooks::converted_for_standing(Money amount, Date day) const
{
    auto const* rules = standing({}, day);
    return rules == nullptr ? std::nullopt : converted(amount, rules->currency(), day);
}

} // namespace recourse::app
