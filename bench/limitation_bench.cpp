// How long it takes to work every deadline of many matters out anew, as after a change of a calendar; beside it the
// plain way through the deadline engine with its counting, which is the peer.
//   limitation_bench [MATTERS]

#include "core/limitation/clock.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>

using namespace recourse;

namespace {

/// A matter in full course: a dozen acts, an obstacle, two freezes, a suit, a title, notices. By its number, so that
/// no two end on the same days.
limitation::Record record(std::int32_t number)
{
    auto const day = [&](int days) { return Date::of(2022, 1, 10).plus_days(days + number % 700); };
    limitation::Record made;
    made.footing.law = static_cast<limitation::Law>(number % 3);
    made.footing.known_on = day(0);
    made.footing.harmed_on = day(-20);
    made.footing.cisg = number % 2 == 0;
    made.footing.defect_found_on = day(5);
    made.footing.handed_over_on = day(1);
    for (int i = 0; i < 12; ++i) {
        limitation::Act act;
        act.kind = i % 3 == 0 ? limitation::ActKind::demand : limitation::ActKind::promise;
        act.on = day(40 * i);
        act.arrived_on = day(40 * i + 3);
        act.proof = limitation::Proof::arrived;
        made.acts.push_back(act);
    }
    made.obstacles.push_back({ limitation::ObstacleKind::force_majeure, day(900), day(960) });
    made.freezes.push_back({ 1, limitation::Asset::bank, day(500), {}, {} });
    made.freezes.push_back({ 2, limitation::Asset::real, day(500), {}, {} });
    made.pre_actions.push_back({ 1, day(500) });
    made.answers.push_back({ 1, limitation::Bench::cietac, day(540), true, {}, {} });
    made.titles.push_back({ 1, limitation::TitleKind::award, true, day(800), day(830), {}, true, {}, {} });
    return made;
}

/// A calendar with three festivals of a week in each year from 2020 to 2050: no day is outside of it.
time::Calendar every_year()
{
    time::CalendarBuilder builder("cn");
    for (int year = 2020; year <= 2050; ++year) {
        time::CalendarYear made;
        made.year = year;
        for (auto const month : { 2U, 5U, 10U }) {
            for (unsigned day = 1; day <= 7; ++day)
                made.holidays.push_back({ Date::of(year, month, day), "Festival", "节日" });
        }
        builder.add(std::move(made));
    }
    auto calendar = builder.build();
    if (!calendar)
        std::exit(1);
    return *calendar;
}

double seconds(auto const& work)
{
    auto const start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

int main(int count, char** words)
{
    auto const matters = count > 1 ? std::atoi(words[1]) : 100'000;
    if (matters < 1)
        return 1;
    auto const cn = every_year();
    std::vector<limitation::Record> records;
    records.reserve(static_cast<std::size_t>(matters));
    for (int i = 0; i < matters; ++i)
        records.push_back(record(i));

    std::size_t deadlines = 0;
    std::int64_t sum = 0; // of the days, so that nothing is left out
    std::vector<limitation::Row> rows;
    auto const fast = seconds([&] {
        for (auto const& one : records) {
            limitation::work_out(one, cn, rows);
            deadlines += rows.size();
            for (auto const& row : rows)
                sum += row.due ? row.due->days() : 0;
        }
    });
    std::size_t sentences = 0;
    auto const shown = matters < 2'000 ? matters : 2'000;
    auto const slow = seconds([&] {
        for (int i = 0; i < shown; ++i) {
            auto const& one = records[static_cast<std::size_t>(i)];
            limitation::work_out(one, cn, rows);
            for (auto const& row : rows)
                sentences += limitation::show(row, one, cn, Language::en).counting.size();
        }
    });
    auto const per_second = [](double n, double time) { return n / time; };
    fmt::print("{} matters, {} deadlines: {:.3f} s, {:.0f} matters/s, {:.0f} deadlines/s (days add up to {})\n",
        matters, deadlines, fast, per_second(matters, fast), per_second(static_cast<double>(deadlines), fast), sum);
    fmt::print("with the counting in words: {:.0f} matters/s ({} sentences); the days alone are {:.0f} times as fast\n",
        per_second(shown, slow), sentences, per_second(matters, fast) / per_second(shown, slow));
    return 0;
}
