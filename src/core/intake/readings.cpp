#include "core/intake/readings.hpp"

#include <algorithm>

namespace recourse::intake {

namespace {

Candidate with(Candidate base, std::string value)
{
    base.value = std::move(value);
    return base;
}

Candidate with(Candidate base, std::string value, Ground ground, std::string_view detail)
{
    base.value = std::move(value);
    base.ground = ground;
    base.detail = detail;
    return base;
}

} // namespace

Readings::Readings(Text const& text)
{
    std::string all;
    auto const see = [&](std::string_view part) {
        for (auto const& day : find_days(part))
            order_.see(day, part);
        all += part;
        all += '\n';
    };
    for (auto const& line : text.lines)
        see(line.text);
    for (auto const& table : text.tables) {
        for (auto const& row : table.rows)
            for (auto const& cell : row.cells)
                see(cell);
    }
    currency_ = only_currency(all);
    // Numbers of a table without a currency are of the one that its heads name.
    for (auto const& table : text.tables) {
        for (auto const& head : table.heads) {
            if (auto const named = currency_in(head); named && !currency_)
                currency_ = named;
            else if (named && named != currency_) {
                currency_.reset();
                return;
            }
        }
    }
}

Reading Readings::day(std::string_view text, Candidate const& base, Sure sure) const
{
    auto const days = find_days(text);
    return days.empty() ? Reading {} : day(days.front(), text, base, sure);
}

Reading Readings::day(FoundDay const& found, std::string_view, Candidate const& base, Sure sure) const
{
    if (found.readings.size() == 1)
        return { sure, { with(base, to_string(found.readings.front())) } };
    if (order_.order() != Order::unknown) {
        auto const& day = found.readings[order_.order() == Order::day_first ? 0 : 1];
        return { Sure::likely, { with(base, to_string(day), Ground::day_order, order_.shown_by()) } };
    }
    return { Sure::ambiguous,
        { with(base, to_string(found.readings[0]), Ground::day_first, {}),
            with(base, to_string(found.readings[1]), Ground::month_first, {}) } };
}

Reading Readings::sum(std::string_view text, Candidate const& base, Sure sure, std::optional<Currency> currency) const
{
    if (auto const sums = find_sums(text, currency); !sums.empty())
        return sum(sums.front(), base, sure);
    if (!currency_)
        return {};
    auto const sums = find_sums(text, currency_);
    if (sums.empty())
        return {};
    auto reading = sum(sums.front(), base, Sure::likely);
    for (auto& one : reading.candidates) {
        one.ground = Ground::currency_elsewhere;
        one.detail = currency_->code();
    }
    return reading;
}

Reading Readings::sum(FoundSum const& found, Candidate const& base, Sure sure) const
{
    if (found.readings.size() == 1)
        return { sure, { with(base, to_string(found.readings.front())) } };
    if (!found.sign.empty() && currency_) {
        auto const settled = std::ranges::find(found.readings, *currency_, &Money::currency);
        if (settled != found.readings.end())
            return { Sure::likely, { with(base, to_string(*settled), Ground::currency_elsewhere, currency_->code()) } };
    }
    Reading reading { Sure::ambiguous, {} };
    for (auto const& money : found.readings)
        reading.candidates.push_back(with(base, to_string(money), Ground::sign, found.sign));
    return reading;
}

std::optional<Currency> Readings::currency_in(std::string_view text) const
{
    // A number beside it makes every way to write a currency readable.
    auto const before = find_sums(std::string { text } + " 1");
    if (!before.empty() && before.front().sign.empty())
        return before.front().readings.front().currency;
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto const sums = find_sums("1 " + std::string { text.substr(at) });
        auto const before_it = at == 0 ? ' ' : text[at - 1];
        bool const begins = before_it == '(' || before_it == ' ' || before_it == '_'
            || static_cast<unsigned char>(before_it) >= 0x80; // a bracket of Chinese text
        if (begins && !sums.empty() && sums.front().sign.empty())
            return sums.front().readings.front().currency;
    }
    return std::nullopt;
}

} // namespace recourse::intake
