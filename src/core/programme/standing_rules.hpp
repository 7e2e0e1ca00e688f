#pragma once

#include "core/cover/book.hpp"
#include "core/standing/rules.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::programme {

/// What an operator settles for suppliers' standing, where the public texts of a programme leave it open. What the book
/// says comes first.
struct StandingSettings {
    /// No supplier's limit is less, in the book's currency, unless its points have ended its cover; nothing: one
    /// without a record may have none. Where the book has no formula, every supplier has this limit.
    std::optional<Money> limit_least {};
    /// Days for which points count; nothing: as the book says, else for good.
    std::optional<std::uint16_t> points_days {};
    /// Days to appeal; nothing: as the book says, else without end.
    std::optional<std::uint16_t> appeal_days {};
};

/// The book of a programme as a supplier's standing asks it, in one reading (docs/formats/programme.md, "What runs a
/// supplier's standing"): `[[sanction]]`, `[[ladder]]`, `[[measure]]`, `[[limit]]` and `[[review]]`. The book must
/// outlive it.
class StandingRules : public standing::Rules {
public:
    /// Asserts that the book has the reading, and that amounts of the settings are in the book's currency.
    StandingRules(cover::Book const&, std::string_view reading, StandingSettings = {});

    std::string const& edition() const override { return book_.edition; }
    std::string const& reading() const override { return reading_.id; }
    Currency currency() const override { return book_.currency; }
    std::optional<standing::Sanction> sanction(std::string_view act, standing::Cure) const override;
    std::vector<standing::Rung> ladder() const override { return ladder_; }
    std::optional<Date> lapse(std::string_view act, Date given) const override;
    /// Nothing too where the formula cannot be worked out for this record.
    std::optional<standing::Limit> limit(standing::Record const&) const override;
    bool limited() const override { return formula_ != nullptr || settings_.limit_least; }
    std::vector<std::string> measures() const override;
    bool has_rule(std::string_view id) const override;
    bool stops_cover(std::string_view measure) const override;
    std::optional<standing::Lowering> lowers_cover(std::string_view measure) const override;
    std::optional<Date> appeal_until(standing::Subject, Date on) const override;

private:
    using Rule = cover::Provision const*;

    /// So many points that no order is covered any more.
    bool ended(standing::Record const&) const;

    cover::Book const& book_;
    cover::Reading const& reading_;
    StandingSettings settings_;
    std::vector<Rule> sanctions_, measures_, reviews_;
    std::vector<standing::Rung> ladder_;
    Rule formula_ = nullptr;
};

} // namespace recourse::programme
