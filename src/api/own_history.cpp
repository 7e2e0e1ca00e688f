#include "api/own_history.hpp"

#include "api/lines.hpp"
#include "api/matter_views.hpp"
#include "core/offer/prospect.hpp"
#include "core/plan/happened.hpp"

#include <map>

namespace recourse::api {

namespace {

/// All that has happened until a matter was closed.
offer::Happened story(Desk& desk, matter::State const& state, Date until)
{
    return plan::happened_of(state, track_of(desk, state.order).claims, until).happened;
}

void take(Kept& kept, Desk& desk, Id<Matter> id, matter::State const& state)
{
    std::map<std::string, Date> first; ///< when each route was predicted first
    for (auto const& one : state.forecasts) {
        for (auto const& said : one.prediction.routes) {
            kept.predictions.push_back({ to_string(id), one.on, said.route, static_cast<offer::Chance>(said.chance),
                offer::Prediction::Quantiles { said.p10, said.p50, said.p90 } });
            first.try_emplace(said.route, one.on);
        }
    }
    if (state.phase != matter::Phase::closed || first.empty())
        return;
    auto const closed = state.closed_on.value_or(desk.today());
    auto const all = story(desk, state, closed);
    for (auto const& [route, made] : first)
        kept.outcomes.push_back(offer::outcome(route, all, state.nothing, to_string(id), made, closed));
}

/// A closed claim that was decided, one way or the other.
bool tells(app::ClaimLine const& line)
{
    using enum claim::Ending;
    return line.ending != none && line.ending != withdrawn && line.ending != charged_back;
}

offer::Happened story(Desk& desk, app::ClaimLine const& line)
{
    offer::Happened happened;
    auto const closed = std::max(line.opened_on, desk.zone().civil(line.changed).date);
    happened.now = closed;
    happened.begun.push_back({ "platform-claim", line.opened_on });
    happened.rulings.push_back({ "platform-claim", closed, line.paid });
    return happened;
}

} // namespace

std::optional<Kept> kept_predictions(Desk& desk, Id<Party> client)
{
    Kept kept;
    bool const read = each_line<app::MatterLine>(desk, app::View::matters,
        app::lists_of(app::View::matters, {}, client), store::Direction::descending, [&](app::MatterLine const& line) {
            if (kept.matters == matters_looked_max) {
                kept.cut = true;
                return false;
            }
            ++kept.matters;
            take(kept, desk, line.id, peek<matter::State>(desk, stream_of(line.id)).state);
            return true;
        });
    return read ? std::optional { std::move(kept) } : std::nullopt;
}

std::optional<offer::OwnCases> own_cases(Desk& desk)
{
    offer::OwnCases own;
    std::size_t left = claims_looked_max;
    auto const closed_claims = app::lists_of(app::View::claims, static_cast<std::uint8_t>(claim::Phase::closed));
    bool read = each_line<app::ClaimLine>(
        desk, app::View::claims, closed_claims, store::Direction::descending, [&](app::ClaimLine const& line) {
            if (left-- == 0)
                return false;
            if (tells(line))
                own.take(story(desk, line));
            return true;
        });
    left = matters_looked_max;
    auto const closed_matters = app::lists_of(app::View::matters, static_cast<std::uint8_t>(matter::Phase::closed));
    read = read
        && each_line<app::MatterLine>(
            desk, app::View::matters, closed_matters, store::Direction::descending, [&](app::MatterLine const& line) {
                if (left-- == 0)
                    return false;
                auto const state = peek<matter::State>(desk, stream_of(line.id)).state;
                // The claim with the programme stands among the claims already.
                own.take(story(desk, state, state.closed_on.value_or(desk.today())), { "platform-claim" });
                return true;
            });
    return read ? std::optional { std::move(own) } : std::nullopt;
}

std::shared_ptr<offer::OwnCases const> OwnHistory::now(Desk& desk)
{
    std::scoped_lock const lock(mutex_);
    auto const today = desk.today();
    if (counted_ && counted_on_ == today)
        return counted_;
    auto own = own_cases(desk);
    if (!own)
        return nullptr;
    std::erase_if(own->routes, [](auto const& one) { return one.second.cases < own_cases_least; });
    counted_ = std::make_shared<offer::OwnCases const>(*std::move(own));
    counted_on_ = today;
    return counted_;
}

} // namespace recourse::api
