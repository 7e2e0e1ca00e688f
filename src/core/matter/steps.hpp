#pragma once

#include "base/money.hpp"
#include "core/evidence/types.hpp"
#include "core/limitation/types.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What a matter goes through: preservation, filing, settlement, titles, enforcement, money.

namespace recourse::matter {

using limitation::Asset;
using limitation::Bench;
using limitation::Proof;
using Exhibits = std::vector<Id<evidence::Exhibit>>;

/// In which stage a preservation is asked for. Stored: don't renumber.
enum class Stage : std::uint8_t {
    pre_action = 1, ///< ruled within 48 hours; sue within 30 days; security for the whole
    urgent = 2, ///< in suit, within 48 hours
    suit = 3, ///< within 5 days; security of at most 30 %
    arbitration = 4, ///< through the institution; security is compulsory in foreign-related ones
};
BOOST_DESCRIBE_ENUM(Stage, pre_action, urgent, suit, arbitration)
std::string_view word(Stage);

/// Stored: don't renumber.
enum class SecurityForm : std::uint8_t {
    none = 0,
    cash = 1,
    property = 2,
    guarantee = 3, ///< a third party's
    insurer = 4, ///< its letter of guarantee
    bank = 5, ///< an independent guarantee
};
BOOST_DESCRIBE_ENUM(SecurityForm, none, cash, property, guarantee, insurer, bank)
std::string_view word(SecurityForm);

struct Target {
    Asset asset = Asset::bank;
    std::string what; ///< the bank and account, the plate, the parcel of land, the shareholding
    std::string holder; ///< by name
    std::optional<Money> value;
    friend bool operator==(Target const&, Target const&) = default;
};
BOOST_DESCRIBE_STRUCT(Target, (), (asset, what, holder, value))

struct Application {
    Stage stage = Stage::pre_action;
    bool of_evidence = false; ///< evidence is to be preserved, not assets
    std::string court;
    Date on;
    Money amount; ///< asked to be frozen
    std::vector<Target> targets;
    SecurityForm security = SecurityForm::none;
    std::optional<Money> security_amount;
    std::string insurer;
    friend bool operator==(Application const&, Application const&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Application, (), (stage, of_evidence, court, on, amount, targets, security, security_amount, insurer))

struct Measure {
    std::uint32_t preservation = 0;
    std::uint32_t target = 0; ///< of the application, from 1
    Date on; ///< carried out
    std::optional<Money> amount; ///< caught
    std::optional<Date> until; ///< its last day, as the court says
    bool queued = false; ///< behind another's freeze: takes hold when that ends
    friend bool operator==(Measure const&, Measure const&) = default;
};
BOOST_DESCRIBE_STRUCT(Measure, (), (preservation, target, on, amount, until, queued))

/// Stored: don't renumber.
enum class MeasurePhase : std::uint8_t { stands = 1, lifted = 2, lapsed = 3 };
BOOST_DESCRIBE_ENUM(MeasurePhase, stands, lifted, lapsed)
std::string_view word(MeasurePhase);

struct Filing {
    std::string forum; ///< id of the route, as chosen
    Date on;
    std::string case_number; ///< empty: none yet
    Money amount;
    Exhibits exhibits;
    friend bool operator==(Filing const&, Filing const&) = default;
};
BOOST_DESCRIBE_STRUCT(Filing, (), (forum, on, case_number, amount, exhibits))

/// What became known of a filing; what is left out stays as it was.
struct Progress {
    std::string case_number;
    std::optional<Date> fee_noticed_on;
    std::optional<Date> fee_paid_on;
    std::optional<Date> served_on; ///< on the other side
    std::optional<bool> served_abroad; ///< on a party without domicile in the PRC
    std::optional<Date> answer_set; ///< the last day for the answer that the forum named
    std::optional<Date> answered_on;
    std::string note;
    friend bool operator==(Progress const&, Progress const&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Progress, (), (case_number, fee_noticed_on, fee_paid_on, served_on, served_abroad, answer_set, answered_on, note))

/// How a filing ended without a result. Stored: don't renumber.
enum class FilingEnd : std::uint8_t { withdrawn = 1, refused = 2, dismissed = 3, settled = 4 };
BOOST_DESCRIBE_ENUM(FilingEnd, withdrawn, refused, dismissed, settled)
std::string_view word(FilingEnd);

/// An offer to settle, on this track.
struct Offer {
    bool ours = false; ///< we offered
    Money amount; ///< to the buyer, in the matter's currency
    bool full_and_final = false; ///< gives up all the rest, on both tracks
    bool revives = false; ///< if it is not kept, the old claim comes back
    Date valid_until;
    std::string terms;
    friend bool operator==(Offer const&, Offer const&) = default;
};
BOOST_DESCRIBE_STRUCT(Offer, (), (ours, amount, full_and_final, revives, valid_until, terms))

/// Stored: don't renumber.
enum class OfferPhase : std::uint8_t { open = 1, accepted = 2, rejected = 3, withdrawn = 4, lapsed = 5, broken = 6 };
BOOST_DESCRIBE_ENUM(OfferPhase, open, accepted, rejected, withdrawn, lapsed, broken)
std::string_view word(OfferPhase);

/// What whoever accepts has read: what is given up here and with the programme.
struct Waiver {
    Money here;
    std::optional<Money> there;
    friend bool operator==(Waiver const&, Waiver const&) = default;
};
BOOST_DESCRIBE_STRUCT(Waiver, (), (here, there))

/// An award, a judgment: what can be enforced.
struct Title {
    limitation::TitleKind kind = limitation::TitleKind::award;
    std::optional<std::uint32_t> filing; ///< that gave it
    bool chinese = true; ///< of a Mainland court or seat
    Date received_on;
    std::optional<Date> effective_on;
    std::optional<Date> performance_until; ///< the last instalment's
    Money principal; ///< to us, in the matter's currency
    Money interest; ///< up to the day it says
    Money costs;
    std::string note;
    friend bool operator==(Title const&, Title const&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Title, (), (kind, filing, chinese, received_on, effective_on, performance_until, principal, interest, costs, note))

/// Stored: don't renumber.
enum class ChallengeStep : std::uint8_t {
    ours = 1, ///< we appealed, or asked to set it aside
    theirs = 2,
    stands = 3, ///< it was upheld
    falls = 4, ///< it was changed or set aside: another title takes its place, or none
};
BOOST_DESCRIBE_ENUM(ChallengeStep, ours, theirs, stands, falls)
std::string_view word(ChallengeStep);

struct EnforcementCase {
    Date on;
    std::string court;
    std::string case_number;
    friend bool operator==(EnforcementCase const&, EnforcementCase const&) = default;
};
BOOST_DESCRIBE_STRUCT(EnforcementCase, (), (on, court, case_number))

/// Stored: don't renumber.
enum class Pressure : std::uint8_t {
    consumption_list = 1,
    dishonest_list = 2,
    exit_ban = 3,
    asset_report = 4,
    added_party = 5, ///< to enforcement
    no_assets = 6, ///< this round of enforcement ended without assets; it may be asked for again
};
BOOST_DESCRIBE_ENUM(Pressure, consumption_list, dishonest_list, exit_ban, asset_report, added_party, no_assets)
std::string_view word(Pressure);

/// On which route money came. Stored: don't renumber.
enum class Route : std::uint8_t {
    platform = 1,
    chargeback = 2,
    bank_recall = 3,
    voluntary = 4, ///< the debtor paid by itself
    settlement = 5,
    enforcement = 6,
    insurance = 7,
    set_off = 8,
    other = 9,
};
BOOST_DESCRIBE_ENUM(
    Route, platform, chargeback, bank_recall, voluntary, settlement, enforcement, insurance, set_off, other)
std::string_view word(Route);

struct Receipt {
    Route route = Route::other;
    Money amount; ///< as it came
    std::optional<Money> counted; ///< in the matter's currency; nothing: `amount` is in it
    std::optional<Ratio> rate; ///< units of the matter's currency for one
    std::string rate_source;
    Date on;
    Exhibits exhibits;
    std::string note;
    friend bool operator==(Receipt const&, Receipt const&) = default;
};
BOOST_DESCRIBE_STRUCT(Receipt, (), (route, amount, counted, rate, rate_source, on, exhibits, note))

/// Stored: don't renumber.
enum class ShareKind : std::uint8_t { costs = 1, success_fee = 2, client = 3, paid_back = 4 };
BOOST_DESCRIBE_ENUM(ShareKind, costs, success_fee, client, paid_back)
std::string_view word(ShareKind);

struct Share {
    ShareKind kind = ShareKind::client;
    Money amount;
    std::string to;
    friend bool operator==(Share const&, Share const&) = default;
};
BOOST_DESCRIBE_STRUCT(Share, (), (kind, amount, to))

/// Stored: don't renumber.
enum class DistributionPhase : std::uint8_t { proposed = 1, confirmed = 2, declined = 3 };
BOOST_DESCRIBE_ENUM(DistributionPhase, proposed, confirmed, declined)
std::string_view word(DistributionPhase);

} // namespace recourse::matter
