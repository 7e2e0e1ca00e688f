#include "core/programme/claim_days.hpp"

#include "base/check.hpp"
#include "core/case/deadline_run.hpp"
#include "core/cover/assess.hpp"
#include "core/programme/claim_facts.hpp"
#include "core/programme/claim_rules.hpp"
#include "core/programme/enumerators.hpp"
#include "core/programme/provisions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace recourse::programme {

namespace {

using act::Role;
using casework::DeadlineRule;
using casework::Facts;
using casework::Truth;
using claim::Act;
using claim::Given;

std::string in_words(std::vector<time::Step> const& counting)
{
    return fmt::format("{}", fmt::join(time::explain(counting, Language::en), " "));
}

/// Whether expressions ask for the defects, by themselves or through the terms that they name.
class Defects {
public:
    Defects(casework::World const& world, cover::Book const& book) : world_(world), book_(book) { }

    bool asked_by(casework::Expression const& expression)
    {
        return expression
            && std::ranges::any_of(rules::slots_of(*expression), [this](auto slot) { return asked_by(slot); });
    }

private:
    bool asked_by(std::uint32_t slot)
    {
        static auto const& facts = casework::fact_schema();
        if (slot < facts.size())
            return slot == static_cast<std::uint32_t>(facts.slot("problems"));
        auto const [at, is_new] = seen_.try_emplace(slot, false);
        if (is_new)
            seen_[slot] = asked_by_terms(world_.terms, slot) || asked_by_terms(book_.terms, slot);
        return seen_[slot];
    }
    /// What is no term, a table of the law or a supplier's own number, holds no defects.
    bool asked_by_terms(auto const& terms, std::uint32_t slot)
    {
        return std::ranges::any_of(
            terms, [&](auto const& term) { return !term.per_problem && term.slot == slot && asked_by(term.is); });
    }

    casework::World const& world_;
    cover::Book const& book_;
    std::map<std::uint32_t, bool> seen_;
};

} // namespace

Given after_days(Date on, int days, std::string rule)
{
    auto const due = time::deadline(on, { days, time::Unit::days }, {}, time::Calendar::natural());
    RECOURSE_ASSERT(due.has_value());
    return { due->date, std::move(rule), in_words(due->counting) };
}

std::optional<Given> after_period(Date on, std::string_view text, std::string rule)
{
    auto const period = time::parse_period(text);
    if (!period)
        return std::nullopt;
    auto const due = time::deadline(on, *period, {}, time::Calendar::natural());
    if (!due)
        return std::nullopt;
    return Given { due->date, std::move(rule), in_words(due->counting) };
}

bool asks_defects(DeadlineRule const& rule, casework::World const& world, cover::Book const& book)
{
    Defects defects(world, book);
    return defects.asked_by(rule.when) || defects.asked_by(rule.started) || defects.asked_by(rule.due)
        || defects.asked_by(rule.opens) || defects.asked_by(rule.opens_when)
        || std::ranges::any_of(rule.legs, [&](auto const& leg) { return defects.asked_by(leg.from); });
}

claim::Window ClaimRules::window(order::State const& order, std::vector<claim::Line> const& lines) const
{
    if (!lines.empty() || !window_asks_defects_)
        return window_on(facts_of(order, {}, book_.platform, lines));
    std::optional<claim::Window> widest;
    for (auto const kind : all_of<claim::Problem>()) {
        claim::Line line;
        line.kind = kind;
        auto const one = window_on(facts_of(order, {}, book_.platform, std::array { line }));
        if (!widest) {
            widest = one;
            continue;
        }
        if (widest->first && (!one.first || one.first->day < widest->first->day))
            widest->first = one.first;
        if (widest->last && (!one.last || one.last->day > widest->last->day))
            widest->last = one.last;
    }
    return *widest;
}

claim::Window ClaimRules::window_on(Facts const& facts) const
{
    casework::Evaluation evaluation(world_, facts, end_of_days);
    cover::BookFrame frame(book_, reading_, evaluation, {});
    claim::Window window;
    for (auto const& rule : book_.deadlines) {
        if (!rule.bars || !reading_.takes(rule.readings))
            continue;
        auto const outcome = casework::run(rule, frame.frame(), world_, end_of_days);
        if (outcome.applies != Truth::yes)
            continue;
        auto const counting = in_words(outcome.counting);
        auto const& opens = rule.not_before ? outcome.due : outcome.opens;
        if (opens && (!window.first || *opens > window.first->day))
            window.first = Given { *opens, rule.id, counting };
        if (!rule.not_before && outcome.due && (!window.last || *outcome.due < window.last->day))
            window.last = Given { *outcome.due, rule.id, counting };
    }
    return window;
}

std::optional<Given> ClaimRules::escalation_from(claim::State const& state, order::State const& order) const
{
    auto const name = book_word(Act::escalate);
    std::optional<Given> first;
    for (auto const* rule : acts_) {
        bool const of_a_party = names(*rule, "by", "buyer") || names(*rule, "by", "seller");
        if (!names(*rule, "on", name) || !of_a_party || !names(*rule, "from", word(claim::Phase::negotiation)))
            continue;
        auto const facts = facts_of(state, order, book_.platform);
        if (!holds(*rule, facts, state.opened_on))
            continue;
        auto const earliest = word_of(*rule, "earliest");
        auto const* deadline = earliest.empty() ? nullptr : find_deadline(earliest);
        auto const given = earliest.empty() ? std::optional { Given { state.opened_on, rule->id, {} } }
            : deadline == nullptr           ? after_period(state.opened_on, earliest, rule->id)
                                            : day_of(*deadline, facts, state.opened_on);
        if (given && (!first || given->day < first->day))
            first = given;
    }
    return first;
}

std::vector<claim::Clock> ClaimRules::clocks(
    claim::Start start, Date on, claim::State const& state, order::State const& order) const
{
    std::vector<claim::Clock> clocks;
    std::optional<Facts> facts;
    for (auto const& step : steps_) {
        if (step.start != start)
            continue;
        if (!facts)
            facts = facts_of(state, order, book_.platform);
        if (auto clock = run(step, on, state, *facts))
            clocks.push_back(*std::move(clock));
    }
    if (!clocks.empty())
        return clocks;
    auto const settled
        = [&](std::optional<std::uint16_t> const& days, claim::Effect effect, claim::Awaits awaits, Role silent) {
              if (!days)
                  return;
              auto given = after_days(on, *days, std::string { operator_rule });
              clocks.push_back({ std::move(given.rule), effect, awaits, silent, Ratio::whole(1), 0, given.day,
                  std::move(given.counting) });
          };
    if (start == claim::Start::return_due)
        settled(settings_.return_days, claim::Effect::close, claim::Awaits::return_shipment, Role::buyer);
    if (start == claim::Start::return_shipped)
        settled(
            settings_.receipt_days, claim::Effect::count_as_received, claim::Awaits::return_receipt, Role::supplier);
    if (!clocks.empty())
        return clocks;
    // Nothing ends the leg by itself: a person may, once the party on whom it waits had its time.
    auto const waits = [&](claim::Start of, claim::Awaits awaits, Role silent) {
        if (start == of)
            settled(settings_.leg_days, claim::Effect::await_officer, awaits, silent);
    };
    using claim::Awaits;
    using claim::Start;
    waits(Start::return_due, Awaits::return_shipment, Role::buyer);
    waits(Start::return_shipped, Awaits::return_receipt, Role::supplier);
    waits(Start::replacement_due, Awaits::replacement_shipment, Role::supplier);
    waits(Start::replacement_shipped, Awaits::replacement_receipt, Role::buyer);
    return clocks;
}

std::optional<claim::Clock> ClaimRules::run(
    Step const& step, Date on, claim::State const& state, Facts const& facts) const
{
    if (!holds(*step.rule, facts, on))
        return std::nullopt;
    auto clock = step.clock;
    if (step.period) {
        auto const due = time::deadline(on, *step.period, {}, time::Calendar::natural());
        if (!due)
            return std::nullopt;
        clock.due = due->date;
        clock.counting = in_words(due->counting);
    } else if (step.deadline != nullptr) {
        auto given = day_of(*step.deadline, facts, on);
        if (!given)
            return std::nullopt;
        // On a day "not before" which something happens, it happens: the last day before it is the one that counts.
        clock.due = step.deadline->not_before ? given->day.plus_days(-1) : given->day;
        clock.counting = std::move(given->counting);
    } else {
        // The day that the slot itself was given.
        auto const& slots = state.slots;
        bool const asked = !slots.empty() && slots.back().last && slots.back().need == claim::Need::required
            && slots.back().from == clock.silent;
        if (!asked)
            return std::nullopt;
        clock.due = *slots.back().last;
        clock.counting = "the last day that was given for the evidence";
    }
    return clock;
}

Date ClaimRules::execute_from(claim::Basis basis, Date on, claim::State const&, order::State const&) const
{
    return basis == claim::Basis::settlement ? on : on.plus_days(settings_.execute_days);
}

std::optional<claim::ReviewRight> ClaimRules::review(
    claim::Basis basis, Date on, claim::State const& state, order::State const& order) const
{
    if (basis == claim::Basis::settlement)
        return std::nullopt;
    for (auto const* rule : reviews_) {
        auto const& of = words(*rule, "of");
        bool const of_decisions = of.empty() || names(*rule, "of", "decision");
        // What goes to a forum outside is no review by the programme.
        if (!of_decisions || !words(*rule, "forum").empty())
            continue;
        auto given = after_period(on, word_of(*rule, "period"), rule->id);
        if (given && holds(*rule, facts_of(state, order, book_.platform), on))
            return claim::ReviewRight { given->day, static_cast<std::uint32_t>(number(*rule, "rounds").value_or(1)),
                std::move(given->rule), std::move(given->counting) };
    }
    if (!settings_.review_days)
        return std::nullopt;
    auto given = after_days(on, *settings_.review_days, std::string { operator_rule });
    return claim::ReviewRight { given.day, settings_.review_rounds, std::move(given.rule), std::move(given.counting) };
}

DeadlineRule const* ClaimRules::find_deadline(std::string_view id) const
{
    auto const found = std::ranges::find_if(
        book_.deadlines, [&](auto const& rule) { return rule.id == id && reading_.takes(rule.readings); });
    return found == book_.deadlines.end() ? nullptr : &*found;
}

std::optional<Given> ClaimRules::day_of(DeadlineRule const& rule, Facts const& facts, Date as_of) const
{
    casework::Evaluation evaluation(world_, facts, as_of);
    cover::BookFrame frame(book_, reading_, evaluation, {});
    auto const outcome = casework::run(rule, frame.frame(), world_, as_of);
    if (outcome.applies != Truth::yes || !outcome.due)
        return std::nullopt;
    return Given { *outcome.due, rule.id, in_words(outcome.counting) };
}

} // namespace recourse::programme
