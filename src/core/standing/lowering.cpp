#include "core/standing/lowering.hpp"

#include "core/standing/refusals.hpp"

namespace recourse::standing {

std::optional<Lowering> said_by_book(Rules const& rules, std::string_view measure)
{
    auto const said = rules.lowers_cover(measure);
    return said && (said->share || said->most) ? said : std::nullopt;
}

std::expected<std::optional<Lowering>, act::Refusal> lowering(
    State const& state, TakeMeasure const& command, Rules const& rules)
{
    auto const& asked = command.lowers_to;
    auto const refused = [&](act::RefusalKind const& kind) {
        return std::unexpected(act::Refusal { &kind, { { "measure", command.measure } }, {} });
    };
    if (!rules.lowers_cover(command.measure)) {
        if (asked)
            return refused(refusals::lowers_nothing);
        return std::nullopt;
    }
    auto const said = said_by_book(rules, command.measure);
    if (said && asked && *asked != *said)
        return refused(refusals::book_says_how_far);
    auto to = said ? said : asked;
    if (!to || to->share.has_value() == to->most.has_value())
        return refused(refusals::how_far);
    if (to->share && (*to->share < Ratio::whole(0) || !(*to->share < Ratio::whole(1))))
        return refused(refusals::not_a_share);
    if (to->most && to->most->currency != rules.currency())
        return act::refuse(refusals::currencies, { { "currency", std::string { rules.currency().code() } } });
    if (to->most && (to->most->minor < 0 || to->most->minor > sum_max))
        return act::refuse(refusals::too_much);
    // Where there is no limit there is nothing to lower.
    if (!state.limit && !rules.limited())
        return act::refuse(refusals::no_formula);
    if (to->share)
        to->share = Ratio::of(to->share->numerator, to->share->denominator); // what is stored is in lowest terms
    return to;
}

} // namespace recourse::standing
