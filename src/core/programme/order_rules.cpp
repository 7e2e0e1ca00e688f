#include "core/programme/order_rules.hpp"

#include "core/cover/assess.hpp"
#include "core/programme/order_facts.hpp"
#include "core/programme/provisions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace recourse::programme {

namespace {

using casework::Truth;
using cover::Provision;
using order::Phase;

constexpr std::array phases { Phase::draft, Phase::awaiting_seller, Phase::awaiting_payment, Phase::awaiting_shipment,
    Phase::awaiting_receipt, Phase::completed, Phase::closed };
constexpr std::array modes { order::ShippingMode::unknown, order::ShippingMode::express, order::ShippingMode::air,
    order::ShippingMode::sea, order::ShippingMode::land, order::ShippingMode::post };

/// The condition asks for the mode of shipping and nothing else.
bool asks_only_mode(Provision const& rule)
{
    auto const paths = rules::paths_of(*rule.when);
    return std::ranges::all_of(paths, [](auto const& path) { return path == "order.shipping_mode"; });
}

} // namespace

std::string_view book_word(act::Role role)
{
    return role == act::Role::supplier ? "seller" : word(role);
}

OrderRules::OrderRules(casework::World const& world, cover::Book const& book, std::string_view reading, Charges charges)
    : world_(world)
    , book_(book)
    , reading_(reading_of(book, reading))
    , charges_(charges)
{
    for (auto const& rule : book.provisions) {
        if (!reading_.takes(rule.readings))
            continue;
        if (rule.table == "permission" && names(rule, "act", "cancel"))
            cancels_.push_back(&rule);
        auto const& after = words(rule, "after");
        if (rule.table != "transition" || !names(rule, "machine", "order") || after.empty())
            continue;
        auto const period = time::parse_period(after.front());
        if (!period) // it names a deadline
            continue;
        for (auto const phase : phases) {
            if (!names(rule, "from", word(phase)))
                continue;
            Step step { &rule, phase, words(rule, "to").front(), *period, {} };
            if (rule.when && asks_only_mode(rule)) {
                auto& answers = step.by_mode.emplace();
                for (std::size_t i = 0; i < modes.size(); ++i) {
                    order::State state;
                    state.terms.price_goods = { 0, *Currency::from_code("USD") };
                    state.terms.shipping_mode = modes[i];
                    answers[i] = holds_on_facts(rule, facts_of(state, { 1 }, {}), Date {});
                }
            }
            steps_.push_back(std::move(step));
        }
    }
    counted_.resize(steps_.size());
}

std::vector<act::Timer> OrderRules::timers(Phase entered, Date on, order::State const& state) const
{
    std::vector<act::Timer> timers;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        auto const& step = steps_[i];
        if (step.from != entered)
            continue;
        bool const holds = step.by_mode ? (*step.by_mode)[static_cast<std::size_t>(state.terms.shipping_mode)]
                                        : this->holds(*step.rule, state);
        if (!holds)
            continue;
        if (auto timer = timer_of(i, on))
            timers.push_back(*std::move(timer));
    }
    return timers;
}

std::optional<act::Timer> OrderRules::timer_of(std::size_t number, Date on) const
{
    std::lock_guard const lock(counted_mutex_);
    auto& latest = counted_[number];
    if (latest && latest->on == on)
        return latest->timer;
    auto const& step = steps_[number];
    // Days of every kind count: books state such periods in plain days, and a year without a notice of holidays must
    // not leave an order without its timer.
    auto const due = time::deadline(on, step.after, {}, time::Calendar::natural());
    latest = { on, std::nullopt };
    if (due)
        latest->timer = act::Timer { step.rule->id, step.to, due->date,
            fmt::format("{}", fmt::join(time::explain(due->counting, Language::en), " ")) };
    return latest->timer;
}

std::optional<std::string> OrderRules::may_cancel(act::Role role, order::State const& state) const
{
    for (auto const* rule : cancels_) {
        if (names(*rule, "by", book_word(role)) && names(*rule, "in", word(state.phase)) && holds(*rule, state))
            return rule->id;
    }
    return std::nullopt;
}

Money OrderRules::fee(order::State const&, Money release) const
{
    return portion(release, Ratio::of(charges_.release_fee_bp, 10'000), Rounding::down);
}

bool OrderRules::holds(Provision const& rule, order::State const& state) const
{
    if (!rule.when)
        return true;
    return holds_on_facts(rule, facts_of(state, { 1 }, {}), state.agreed_on.value_or(Date {}));
}

bool OrderRules::holds_on_facts(Provision const& rule, casework::Facts const& facts, Date as_of) const
{
    casework::Evaluation evaluation(world_, facts, as_of);
    cover::BookFrame frame(book_, reading_, evaluation, {});
    // What is not known sets nobody a day.
    return frame.frame().truth(rule.when) == Truth::yes;
}

} // namespace recourse::programme
