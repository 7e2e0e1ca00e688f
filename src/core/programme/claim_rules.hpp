#pragma once

#include "core/case/world.hpp"
#include "core/claim/rules.hpp"
#include "core/cover/book.hpp"
#include "time/deadline.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::programme {

/// What an operator settles for claims, where the public texts of a programme leave it open. What the book says comes
/// first; an answer that rests on a setting names the rule "operator".
struct ClaimSettings {
    /// Above the sum of its currency a second officer has to confirm; in a currency without a sum every determination
    /// needs one. Empty: one officer is enough, always.
    std::vector<Money> four_eyes {};
    /// Days from a decision, by an officer or by silence, until it is carried out; a settlement is carried out at once.
    std::uint16_t execute_days = 0;
    /// Days to ask for another look on new facts; nothing: only where the book gives a period.
    std::optional<std::uint16_t> review_days {};
    std::uint16_t review_rounds = 1;
    /// Days from the opening to show what is required; nothing: only where the book gives a period.
    std::optional<std::uint16_t> evidence_days {};
    /// Days to send the goods back, and for the supplier to say whether they came; nothing: as for evidence.
    std::optional<std::uint16_t> return_days {};
    std::optional<std::uint16_t> receipt_days {};
    /// Where nothing gives a leg an end (goods that go back, or that come instead of money): days from the act that it
    /// waits on until an officer may end it. The operator's own, from no source.
    std::uint16_t leg_days = 30;
    /// Where refunds come from after the hold; empty: as the book's `[[funding]]` says, else the supplier's balance.
    std::vector<escrow::Fund> funds {};
    /// What a chargeback does where the book does not say: by default a person looks at it before anything goes on.
    claim::ChargebackEffect chargeback = claim::ChargebackEffect::suspends;
};

/// The book of a programme as a claim asks it, in one reading (docs/formats/programme.md, "What runs a claim"). A rule
/// whose condition is not known to hold gives nobody a right and sets nobody a day. World and book must outlive it.
class ClaimRules : public claim::Rules {
public:
    /// Asserts that the book has the reading.
    ClaimRules(casework::World const&, cover::Book const&, std::string_view reading, ClaimSettings = {});

    std::string const& edition() const override { return book_.edition; }
    std::string const& reading() const override { return reading_.id; }

    std::optional<std::string> may(claim::Act, act::Role, claim::State const&, order::State const&) const override;
    /// From the deadlines with `bars`: the earliest last day and the latest first day of those that concern the lines.
    /// A period that has not begun has no end.
    claim::Window window(order::State const&, std::vector<claim::Line> const&) const override;
    /// From the exclusions that leave nothing of an order once that is how a claim has ended.
    std::optional<std::string> bars(claim::Earlier const&, std::vector<claim::Line> const&) const override;
    std::vector<claim::Slot> evidence(claim::State const&, Date opened, order::State const&) const override;
    std::optional<std::string> inadmissible(claim::ExhibitKind, act::Role, claim::State const&) const override;
    std::optional<claim::Given> escalation_from(claim::State const&, order::State const&) const override;
    std::vector<claim::Clock> clocks(claim::Start, Date on, claim::State const&, order::State const&) const override;
    /// Whether the claim came in time is not asked again. Low and high are within what is still claimed; a line's own
    /// figures are those of a claim for it alone. The supplier's limit is no part of it: what is left of that is looked
    /// at when the award is paid.
    claim::Proposal proposal(
        claim::State const&, order::State const&, std::optional<Money> coverable = std::nullopt) const override;
    std::optional<Money> four_eyes_above(Currency) const override;
    Date execute_from(claim::Basis, Date on, claim::State const&, order::State const&) const override;
    std::optional<claim::ReviewRight> review(
        claim::Basis, Date on, claim::State const&, order::State const&) const override;
    /// A claim that was withdrawn bars every other one.
    bool withdrawal_is_final(claim::State const&) const override { return withdrawal_is_final_; }
    std::vector<escrow::Fund> funds(claim::State const&) const override { return funds_; }
    claim::OnChargeback on_chargeback(Money amount, claim::State const&) const override;

private:
    using Rule = cover::Provision const*;
    /// A transition that time takes in a claim.
    struct Step {
        Rule rule;
        claim::Start start;
        claim::Clock clock; ///< all but the day
        std::optional<time::Period> period; ///< nothing: `deadline`, and where that is null, the slot's own day
        casework::DeadlineRule const* deadline = nullptr;
    };

    bool holds(cover::Rule const&, casework::Facts const&, Date as_of) const;
    casework::DeadlineRule const* find_deadline(std::string_view id) const;
    /// The day that the deadline comes to, where it concerns the case; the first day on which something happens where
    /// the deadline is `not_before`.
    std::optional<claim::Given> day_of(casework::DeadlineRule const&, casework::Facts const&, Date as_of) const;
    claim::Window window_on(casework::Facts const&) const;
    bool concerns(cover::Provision const& evidence, std::vector<claim::Line> const&) const;
    std::string say(casework::Said const&, casework::Facts const&, Date as_of) const;
    std::optional<claim::Clock> run(Step const&, Date on, claim::State const&, casework::Facts const&) const;

    casework::World const& world_;
    cover::Book const& book_;
    cover::Book timely_; ///< the book without the windows of claims
    cover::Reading const& reading_;
    ClaimSettings settings_;
    std::vector<Rule> permissions_, acts_, inspections_, evidence_, reasons_, interactions_, reviews_;
    std::vector<Step> steps_;
    std::vector<escrow::Fund> funds_;
    bool window_asks_defects_ = false;
    bool withdrawal_is_final_ = false;
};

/// The word that books use for what somebody does in a claim: "open-dispute", "escalate", "withdraw", "make-offer",
/// "accept-offer", "order-inspection"; empty for the others.
std::string_view book_word(claim::Act);

} // namespace recourse::programme
