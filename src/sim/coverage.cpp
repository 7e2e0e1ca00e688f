#include "sim/coverage.hpp"

#include "app/refusals.hpp"
#include "base/wrap.hpp"
#include "codec/names.hpp"
#include "codec/stored.hpp"
#include "core/claim/refusals.hpp"
#include "core/matter/refusals.hpp"
#include "core/order/refusals.hpp"
#include "core/standing/refusals.hpp"
#include "sim/permits.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace recourse::sim {

namespace {

void add_counts(Coverage::Counts& to, Coverage::Counts const& from)
{
    for (auto const& [word, count] : from)
        to[word] += count;
}

std::vector<std::string> without(std::vector<std::string> all, Coverage::Counts const& reached)
{
    std::erase_if(all, [&](auto const& one) { return reached.contains(one); });
    return all;
}

/// What stands in one line of the report, however many lines of a terminal it takes.
std::string told(std::string const& text)
{
    return wrap(text, 100, "", "  ");
}

/// "1 run", "2 runs".
std::string count(std::uint64_t number, std::string_view one, std::string_view many)
{
    return fmt::format("{} {}", number, number == 1 ? one : many);
}

std::string line(std::string_view name, Coverage::Counts const& counts)
{
    std::vector<std::string> parts;
    for (auto const& [word, number] : counts)
        parts.push_back(fmt::format("{} {}", word, number));
    return told(parts.empty() ? fmt::format("{}: none", name) : fmt::format("{}: {}", name, fmt::join(parts, ", ")));
}

std::string missed(std::string_view name, std::vector<std::string> const& words)
{
    if (words.empty())
        return fmt::format("{}: none\n", name);
    return told(fmt::format("{} ({}): {}", name, words.size(), fmt::join(words, ", ")));
}

} // namespace

void Coverage::add(Coverage const& other)
{
    runs += other.runs;
    requests += other.requests;
    hostile += other.hostile;
    sendings += other.sendings;
    events += other.events;
    starts += other.starts;
    kills += other.kills;
    rebuilds += other.rebuilds;
    clock_steps += other.clock_steps;
    answers_lost += other.answers_lost;
    audits += other.audits;
    records += other.records;
    vault_stops += other.vault_stops;
    for (std::size_t i = 0; i < faults.size(); ++i)
        faults[i] += other.faults[i];
    add_counts(answers, other.answers);
    add_counts(commands, other.commands);
    add_counts(refusals, other.refusals);
    add_counts(happened, other.happened);
    add_counts(endings, other.endings);
}

std::vector<std::string> Coverage::commands_missed() const
{
    std::vector<std::string> all;
    for (auto const& word : all_commands()) {
        if (anybody_may(word))
            all.push_back(word);
    }
    return without(std::move(all), commands);
}

std::vector<std::string> Coverage::refusals_missed() const
{
    std::vector<std::string> all;
    auto const some = [&](auto const& kinds) {
        for (auto const* kind : kinds)
            all.emplace_back(kind->code);
    };
    some(app::refusals::all);
    some(party::refusals::all);
    some(order::refusals::all);
    some(claim::refusals::all);
    some(standing::refusals::all);
    some(remittance::refusals::all);
    some(matter::refusals::all);
    return without(std::move(all), refusals);
}

std::vector<std::string> Coverage::events_missed() const
{
    std::vector<std::string> all;
    auto const some = [&]<class Event>(std::string_view subject, Event const*) {
        for (auto const& word : codec::alternative_words<Event>())
            all.push_back(fmt::format("{}.{}", subject, word));
    };
    some("party", static_cast<party::Event const*>(nullptr));
    some("order", static_cast<order::Event const*>(nullptr));
    some("claim", static_cast<claim::Event const*>(nullptr));
    some("standing", static_cast<standing::Event const*>(nullptr));
    some("remittance", static_cast<remittance::Event const*>(nullptr));
    some("matter", static_cast<matter::Event const*>(nullptr));
    return without(std::move(all), happened);
}

std::string to_string(Coverage const& all)
{
    static constexpr std::array<std::string_view, store::injected_faults> names { "lost replies", "lost calls",
        "repeated calls", "other writers", "full disks", "torn batches", "transient errors", "slow calls" };
    std::uint64_t refused = 0;
    for (auto const& [code, number] : all.refusals)
        refused += number;
    auto text = told(fmt::format("{}, {} ({} of them hostile), sent {}; {}, {} kept", count(all.runs, "run", "runs"),
        count(all.requests, "command", "commands"), all.hostile, count(all.sendings, "time", "times"),
        count(all.events, "event", "events"), count(refused, "refusal", "refusals")));
    text += line("answers", all.answers);
    std::string faults = "faults:";
    for (std::size_t i = 0; i < names.size(); ++i)
        faults += fmt::format("{} {} {}", i == 0 ? "" : ",", names[i], all.faults[i]);
    text += told(faults);
    text += told(fmt::format("{}, {} without warning, {} of the views, {} of the clock, {} lost on the way, {}",
        count(all.starts, "start", "starts"), count(all.kills, "end", "ends"),
        count(all.rebuilds, "rebuild", "rebuilds"), count(all.clock_steps, "step", "steps"),
        count(all.answers_lost, "answer", "answers"), count(all.audits, "audit", "audits")));
    if (all.records > 0)
        text += told(fmt::format("the vault: {}, stopped in {}", count(all.records, "record", "records"),
            count(all.vault_stops, "write", "writes")));
    text += line("claims ended", all.endings);
    text += missed("commands never carried out", all.commands_missed());
    text += missed("events that never happened", all.events_missed());
    text += missed("refusals never given", all.refusals_missed());
    return text;
}

} // namespace recourse::sim
