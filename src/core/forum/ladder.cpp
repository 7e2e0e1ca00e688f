#include "core/forum/ladder.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::forum {

std::expected<Ladder, std::string> ladder_of(Book const& book, std::string_view status, Signs const& signs)
{
    Ladder ladder;
    ladder.status = book.status(status);
    if (ladder.status == nullptr) {
        std::vector<std::string_view> known;
        for (auto const& one : book.statuses)
            known.push_back(one.id);
        return std::unexpected(fmt::format("there is no status '{}' ({})", status, did_you_mean(status, known)));
    }
    std::vector<Rung> own, general;
    for (auto const& person : book.persons) {
        bool const of_status = std::ranges::find(person.statuses, status) != person.statuses.end();
        if (!person.statuses.empty() && !of_status)
            continue;
        Rung rung { &person, signs.all(person.when), {} };
        if (rung.applies == Answer::no)
            continue;
        for (auto const& sign : person.when)
            if (!signs.knows(sign))
                rung.missing.push_back(sign);
        (person.enforcement ? ladder.in_enforcement : of_status ? own : general).push_back(std::move(rung));
    }
    auto const sure = [](Rung const& rung) { return rung.applies != Answer::yes; };
    for (auto* list : { &own, &general, &ladder.in_enforcement })
        std::ranges::stable_sort(*list, {}, sure);
    ladder.rungs = std::move(own);
    std::ranges::move(general, std::back_inserter(ladder.rungs));
    return ladder;
}

std::expected<time::Due, time::OutsideCalendar> last_day(
    LadderPeriod const& period, Date from, time::Calendar const& calendar)
{
    time::Counting counting;
    counting.last_day = time::WhenClosed::moves_to_next_open_day;
    return time::deadline(from, period.period, counting, calendar);
}

} // namespace recourse::forum
