#pragma once

#include "core/case/facts.hpp"
#include "core/case/text.hpp"
#include "core/case/world.hpp"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Working out the expressions of the data files for one case.

namespace recourse::casework {

/// What a condition came to. An error in a rule counts as open, too: it decides nothing.
enum class Truth : std::uint8_t { no, open, yes };

/// The variables of one schema with their values for one case. Terms are worked out when first asked for and kept.
class Frame {
public:
    using Lazy = std::function<rules::Value(std::uint32_t slot)>;

    /// The slots after `known` are asked of `lazy`.
    Frame(rules::Arena& arena, std::size_t size, std::span<rules::Value const> known, Lazy lazy,
        rules::Exchange const& exchange, rules::Counting const& counting);
    Frame(Frame const&) = delete;
    Frame& operator=(Frame const&) = delete;

    void set(std::uint32_t slot, rules::Value value) { slots_[slot] = value; }
    /// Forgets what was set and worked out; the slots after `known` are asked of `lazy` again.
    void restart(std::span<rules::Value const> known);
    rules::Value slot(std::uint32_t slot);
    /// Lives as long as the arena.
    rules::Value value(rules::Program const& program, rules::Trace* trace = nullptr);

    /// Null expressions are true. The paths an open result hangs on are added to `missing`, each once.
    Truth truth(Expression const&, std::vector<std::string>* missing = nullptr);
    std::optional<Money> money(Expression const&, std::vector<std::string>* missing = nullptr);
    std::optional<Date> date(Expression const&, std::vector<std::string>* missing = nullptr);

    /// The sentence with its holes filled.
    std::string say(Said const&, Language);

    std::span<rules::Value const> slots() const { return slots_; }
    rules::Arena& arena() { return arena_; }

private:
    rules::Arena& arena_;
    std::span<rules::Value> slots_;
    Lazy lazy_;
    rules::Activation activation_;
};

/// A value as a sentence writes it: "USD 48,000.00", "2026-03-01", "(not known)".
std::string say(rules::Value, Language);

/// Adds the paths of an unknown, or the message of an error as "error: ...", each once.
void note_missing(rules::Value, std::vector<std::string>& missing);
/// Adds paths, each once.
void note_missing(std::span<std::string const> more, std::vector<std::string>& missing);

/// One case under one world: the facts as variables, the shared terms, each defect by itself.
class Evaluation {
public:
    /// The day of the answer replaces the fact `as_of`. World and facts must outlive it.
    Evaluation(World const&, Facts const&, Date as_of);

    World const& world() const { return world_; }
    Facts const& facts() const { return facts_; }
    Date as_of() const { return as_of_; }
    rules::Arena& arena() { return arena_; }

    Frame& frame() { return *frame_; }
    std::size_t problems() const { return problem_values_.size(); }
    /// Facts, shared terms and the defect: the variables of World::problem_schema. Made when first asked for.
    Frame& problem(std::size_t index);
    rules::Value problem_value(std::size_t index) const { return problem_values_[index]; }

    /// A shared term by name; absent where the data has no such term.
    rules::Value term(std::string_view id);
    std::optional<Money> money_term(std::string_view id);
    /// USD where nothing else is known.
    Currency currency();

    rules::Exchange const& exchange() const { return exchange_; }
    rules::Counting const& counting() const { return counting_; }
    /// The recorded rates that conversions of this case used so far.
    std::vector<time::UsedRate> const& rates_used() const { return exchange_.used; }
    time::RateTable const& rates() const { return exchange_.table(); }

private:
    class CaseExchange : public rules::Exchange {
    public:
        CaseExchange(time::RateTable const& shipped, Facts const& facts, Date as_of);
        std::optional<Money> convert(Money from, Currency to) const override;
        time::RateTable const& table() const { return own_ ? *own_ : shipped_; }
        mutable std::vector<time::UsedRate> used;

    private:
        time::RateTable const& shipped_;
        std::optional<time::RateTable> own_; ///< with the rates of the case file
        Date as_of_;
    };
    class CaseCounting : public rules::Counting {
    public:
        explicit CaseCounting(World const& world) : world_(world) { }
        std::expected<Date, std::string> after(
            Date from, std::string_view period, std::string_view calendar) const override;

    private:
        World const& world_;
    };

    rules::Value shared(std::uint32_t slot);
    rules::Value shared_of_problem(std::size_t index, std::uint32_t slot);

    World const& world_;
    Facts const& facts_;
    Date as_of_;
    rules::LocalArena arena_;
    CaseExchange exchange_;
    CaseCounting counting_;
    std::optional<Frame> frame_;
    std::span<rules::Value const> problem_values_;
    std::vector<std::unique_ptr<Frame>> problem_frames_;
};

/// The calendar of that name; "none" is natural. Null where there is none.
time::Calendar const* find_calendar(World const&, std::string_view name);

} // namespace recourse::casework
