#pragma once

#include "core/assess/assess.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Before money moves: the same engine, asked what would be covered if the order went wrong in the two common ways, paid
// as it is planned, paid through the platform, and each payment for itself.

namespace recourse::assess {

/// A way in which an order goes wrong.
struct WhatIf {
    std::string_view kind;
    std::string_view state;
    std::string_view en, zh;
};
/// Those that are tried, in this order.
std::span<WhatIf const> what_ifs();

/// What would be covered whichever of the two ways the order goes wrong.
struct Covered {
    casework::MoneyRange range;
    std::vector<casework::Answer> answers; ///< by what_if
    bool any = false; ///< does a programme apply?
};

/// The programme that may pay most; null where none applies.
casework::Coverage const* best_of(casework::Answer const&);

/// The word with which the answer begins.
enum class Reply : std::uint8_t { yes, no, partly, uncertain };

Reply reply_of(Covered const&, std::optional<Money> paid);
std::string_view word(Reply);
/// The reason says why, or why not; others only stand by.
bool speaks(casework::Reason const&);

/// One planned payment.
struct PlannedPayment {
    std::size_t number = 0;
    std::optional<Money> amount;
    std::optional<bool> inside;
    std::string payee;
    Covered alone;
    std::string instead; ///< what to do; empty where it is right as it is planned
};

/// The answer for one order with the payments that are planned, in figures and in words.
class Precheck {
public:
    /// Options: their day and language count.
    Precheck(casework::World const&, BookInputs const&, Options, casework::Facts const&);

    Date as_of() const { return how_.as_of; }
    Language language() const { return how_.language; }
    std::optional<Money> paid() const { return paid_; }
    Covered const& planned() const { return planned_; }
    Covered const& through_platform() const { return inside_; }
    std::vector<PlannedPayment> const& payments() const { return payments_; }
    /// Paths of facts that keep something open.
    std::vector<std::string> const& missing() const { return missing_; }
    /// Those that can still change how one pays.
    std::vector<casework::Warning> const& warnings() const { return warnings_; }
    Reply reply() const { return reply_of(planned_, paid_); }

    std::string headline() const;
    std::vector<std::string> to_do() const;
    std::string amount_text(std::optional<Money> const&) const;
    std::string span(casework::MoneyRange const&) const;
    std::string range_text(Covered const&) const;

private:
    Covered cover(casework::World const&, BookInputs const&, casework::Facts const&) const;
    PlannedPayment payment(casework::World const&, BookInputs const&, casework::Facts const&, std::size_t) const;
    std::string instead(PlannedPayment const&) const;

    Options how_;
    bool zh_;
    Covered planned_, inside_;
    std::optional<Money> paid_;
    std::vector<PlannedPayment> payments_;
    std::vector<std::string> missing_;
    std::vector<casework::Warning> warnings_;
};

} // namespace recourse::assess
