#pragma once

#include "core/case/world.hpp"
#include "core/cover/book.hpp"
#include "core/order/rules.hpp"
#include "time/deadline.hpp"

#include <array>
#include <mutex>
#include <string>
#include <vector>

namespace recourse::programme {

/// What an operator settles beside the book, because public texts leave it open.
struct Charges {
    std::int64_t release_fee_bp = 0; ///< hundredths of a percent of each release, rounded down; 0 to 10,000
};

/// The book of a programme as an order asks it: `[[transition]]` of the machine "order" with a period become timers,
/// `[[permission]]` with the act "cancel" says who may cancel. One reading; the reading is part of what binds.
/// World and book must outlive it.
class OrderRules : public order::Rules {
public:
    /// Asserts that the book has the reading.
    OrderRules(casework::World const&, cover::Book const&, std::string_view reading, Charges = {});

    std::string const& edition() const override { return book_.edition; }
    std::string const& reading() const override { return reading_.id; }
    std::vector<act::Timer> timers(order::Phase entered, Date on, order::State const&) const override;
    std::optional<std::string> may_cancel(act::Role, order::State const&) const override;
    Money fee(order::State const&, Money release) const override;

private:
    struct Step {
        cover::Provision const* rule;
        order::Phase from;
        std::string to;
        time::Period after;
        /// The answer for each mode of shipping where the condition asks nothing else; absent: worked out each time.
        std::optional<std::array<bool, 6>> by_mode;
    };
    /// The timer of a step that began on a day. It says in words how it was counted, and orders of one day have the
    /// same.
    struct Counted {
        Date on;
        std::optional<act::Timer> timer; ///< nothing: the day cannot be counted
    };

    std::optional<act::Timer> timer_of(std::size_t step, Date on) const;

    bool holds(cover::Provision const&, order::State const&) const;
    bool holds_on_facts(cover::Provision const&, casework::Facts const&, Date) const;

    casework::World const& world_;
    cover::Book const& book_;
    cover::Reading const& reading_;
    Charges charges_;
    std::vector<Step> steps_;
    mutable std::mutex counted_mutex_;
    mutable std::vector<std::optional<Counted>> counted_; ///< the latest of each step
    std::vector<cover::Provision const*> cancels_;
};

/// The word that books use for a role: "seller" for the supplier.
std::string_view book_word(act::Role);

} // namespace recourse::programme
