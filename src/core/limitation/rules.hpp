#pragma once

#include "base/date.hpp"
#include "base/language.hpp"
#include "time/calendar.hpp"
#include "time/deadline.hpp"
#include "time/period.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

// The periods of the law, each with its source: what is counted, from when, how, and what is lost.

namespace recourse::limitation {

/// Stored: don't renumber.
enum class RuleId : std::uint8_t {
    limitation_three = 1,
    limitation_four = 2,
    limitation_foreign = 3,
    limitation_absolute = 4,
    cisg_warning = 5,
    cisg_notice = 6,
    cisg_two_years = 7,
    contract_notice = 8,
    agreed_inspection = 9,
    avoid_fraud = 10,
    avoid_mistake = 11,
    avoid_duress = 12,
    avoid_at_latest = 13,
    termination = 14,
    undo_transfer = 15,
    undo_transfer_at_latest = 16,
    fee_payment = 17,
    answer_court = 18,
    answer_court_abroad = 19,
    answer_cietac = 20,
    answer_cietac_summary = 21,
    answer_set = 22,
    appeal_judgment = 23,
    appeal_ruling = 24,
    appeal_abroad = 25,
    file_after_preservation = 26,
    freeze_bank = 27,
    freeze_account = 28,
    freeze_movable = 29,
    freeze_real = 30,
    freeze_rights = 31,
    freeze_renewal = 32,
    preservation_review = 33,
    enforcement_soon = 34,
    set_aside = 35,
    set_aside_before_2026 = 36,
    enforcement_application = 37,
    enforcement_stall = 38,
    liquidation_notified = 39,
    liquidation_announced = 40,
    deregistration_objection = 41,
    hearing = 42,
    offer = 43,
    performance = 44,
    ruling_urgent = 45,
    ruling = 46,
};
BOOST_DESCRIBE_ENUM(RuleId, limitation_three, limitation_four, limitation_foreign, limitation_absolute, cisg_warning,
    cisg_notice, cisg_two_years, contract_notice, agreed_inspection, avoid_fraud, avoid_mistake, avoid_duress,
    avoid_at_latest, termination, undo_transfer, undo_transfer_at_latest, fee_payment, answer_court,
    answer_court_abroad, answer_cietac, answer_cietac_summary, answer_set, appeal_judgment, appeal_ruling,
    appeal_abroad, file_after_preservation, freeze_bank, freeze_account, freeze_movable, freeze_real, freeze_rights,
    freeze_renewal, preservation_review, enforcement_soon, set_aside, set_aside_before_2026, enforcement_application,
    enforcement_stall, liquidation_notified, liquidation_announced, deregistration_objection, hearing, offer,
    performance, ruling_urgent, ruling)

enum class Confidence : std::uint8_t {
    primary, ///< the text was read
    secondary, ///< from a note on it
    inference, ///< our own reading
    given, ///< no rule: somebody named the day
};
std::string_view word(Confidence);

struct Text {
    std::string_view en;
    std::string_view zh;
    std::string_view in(Language language) const { return language == Language::zh ? zh : en; }
};

/// What missing the day does.
enum class Force : std::uint8_t {
    bars, ///< the right is gone
    binds, ///< something else goes on without us, or a step is lost
    reminds, ///< a yardstick, an alarm, a day of the other side
};

/// One period.
struct Rule {
    RuleId id {};
    std::string_view word; ///< "limitation": what other programs look for
    time::Period period; ///< 0 days: none, the day itself is given
    time::WhenClosed last_day = time::WhenClosed::stays; ///< by the days of the PRC
    time::Direction direction = time::Direction::after;
    Force force = Force::bars;
    Text what;
    Text from;
    Text if_missed;
    std::string_view document; ///< key of forums/sources.toml; empty: none
    std::string_view clause;
    Confidence confidence = Confidence::primary;
    std::array<std::int16_t, 4> leads {}; ///< days before the last day on which to remind, longest first; 0: no more
};

Rule const& rule(RuleId);
std::span<Rule const> rules();

/// The last day of a period, and the year without notice in which it may still move (0: it stands).
struct LastDay {
    Date day;
    int missing_year = 0;
    friend bool operator==(LastDay const&, LastDay const&) = default;
};

/// The rule's last day from this day on; the same as time::deadline gives, without the counting.
LastDay last_day(Rule const&, Date from, time::Calendar const&);
/// A day that is the last one by itself, moved as the rule says.
LastDay moved(Rule const&, Date day, time::Calendar const&);
/// With the counting.
time::Due counted(Rule const&, Date from, time::Calendar const&);

} // namespace recourse::limitation
