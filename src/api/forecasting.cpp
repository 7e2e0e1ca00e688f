#include "api/forecasting.hpp"

#include "api/forecast_refusals.hpp"
#include "api/query.hpp"
#include "core/offer/prospect.hpp"

namespace recourse::api {

namespace {

/// What the desk's own closed cases say, where they are to count.
std::shared_ptr<offer::OwnCases const> own_of(Desk& desk)
{
    return desk.options().own_cases ? desk.own_history().now(desk) : nullptr;
}

} // namespace

std::expected<CaseSeen, act::Refusal> matter_now(
    Desk& desk, Id<Matter> id, matter::State const& state, Language language)
{
    auto own = own_of(desk);
    auto const books = desk.books();
    auto now = case_now(*books, id, state, track_of(desk, state.order), { desk.today(), language, own.get() });
    if (!now)
        return std::unexpected(std::move(now.error()));
    return CaseSeen { std::move(own), *std::move(now) };
}

std::expected<CaseSeen, act::Refusal> claim_now(Desk& desk, Id<Claim> id, claim::State const& state, Language language)
{
    auto own = own_of(desk);
    auto const books = desk.books();
    auto const order = peek<order::State>(desk, { codec::Subject::order, state.order.number });
    auto now = case_now(*books, id, state, order.state, { desk.today(), language, own.get() });
    if (!now)
        return std::unexpected(std::move(now.error()));
    return CaseSeen { std::move(own), *std::move(now) };
}

std::optional<CaseSeen> matter_now(Call& call, matter::State* state)
{
    Id<Matter> id;
    auto const matter = matter_of(call, id);
    if (!matter)
        return std::nullopt;
    note(call, "matter", id.number, accounts::Deed::read);
    auto seen = matter_now(call.desk, id, matter->state, http::language_of(call.request));
    if (!seen) {
        call.refuse(seen.error());
        return std::nullopt;
    }
    if (state != nullptr)
        *state = matter->state;
    return *std::move(seen);
}

void refuse_flaws(Call& call, std::vector<http::ProblemError> flaws)
{
    auto problem = problem_of({ &forecast_refusals::flaws, {}, {} }, http::language_of(call.request));
    problem.errors = std::move(flaws);
    call.refuse(problem);
}

void refuse_flaws(Call& call, offer::Flaws const& flaws)
{
    std::vector<http::ProblemError> errors;
    for (auto const& one : flaws)
        errors.push_back({ {}, one });
    refuse_flaws(call, std::move(errors));
}

QueryMember samples_member(std::uint32_t standard)
{
    return query::whole_number(
        "samples", fmt::format("how many are drawn, {} if nothing is said", standard), 1'000, offer::samples_most);
}

forecast::Options options_asked(Call& call, std::uint32_t standard)
{
    forecast::Options options;
    options.samples = static_cast<std::uint32_t>(query::number_asked(call, "samples").value_or(standard));
    return options;
}

QueryMember months_member()
{
    return query::whole_number(
        "months", "how many, 24 if nothing is said", 1, static_cast<std::uint64_t>(offer::cash_months_most));
}

int months_asked(Call& call)
{
    return static_cast<int>(query::number_asked(call, "months").value_or(24));
}

matter::Prediction prediction_of(CaseNow const& now, forecast::Options const& options)
{
    auto const seen = offer::prospect(now.position, options);
    matter::Prediction kept { now.position.open, {}, seen.samples, seen.seed, now.ended(),
        static_cast<std::uint32_t>(now.own_cases) };
    for (auto const& one : offer::predictions(seen, { 0, now.position.claim.currency }, now.id, now.happened.now)) {
        if (kept.routes.size() == matter::predicted_routes_max)
            break;
        kept.routes.push_back({ one.route, static_cast<std::uint32_t>(one.chance.value_or(0)), one.received->p10,
            one.received->p50, one.received->p90 });
    }
    return kept;
}

} // namespace recourse::api
