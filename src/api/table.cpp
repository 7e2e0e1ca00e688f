#include "accounts/rate_limiter.hpp"
#include "accounts/refusals.hpp"
#include "api/operation.hpp"
#include "api/query.hpp"
#include "api/replies.hpp"
#include "api/rows.hpp"
#include "api/session_cookie.hpp"
#include "api/start_page.hpp"

namespace recourse::api {

namespace {

/// Who comes too often waits; strangers sooner than those who have shown who they are.
struct Gate {
    accounts::RateLimiter strangers { { std::chrono::microseconds { 100'000 }, 100 } };
    accounts::RateLimiter callers { { std::chrono::microseconds { 20 }, 20'000 } };
    /// Guests make the desk work: each waits after a minute's interview, and all of them together leave it half free.
    accounts::RateLimiter guests { { std::chrono::microseconds { 500'000 }, 60 } };
    accounts::RateLimiter all_guests { { std::chrono::microseconds { 20'000 }, 200 } };
};

bool admitted(Call& call, std::expected<void, std::chrono::microseconds> const& taken)
{
    if (taken)
        return true;
    auto const seconds = std::chrono::ceil<std::chrono::seconds>(taken.error()).count();
    call.answer(http::to_response(http::standard_problem(429, {}, http::language_of(call.request)), call.request)
            .with("Retry-After", fmt::format("{}", std::max<std::int64_t>(seconds, 1))));
    return false;
}

/// Who calls; an answer has been given where that is not known.
bool identified(Call& call, Gate& gate)
{
    auto const& request = call.request;
    auto const authorization = request.headers.get("Authorization");
    std::optional<std::string_view> token;
    bool session = false;
    constexpr std::string_view bearer = "Bearer ";
    if (authorization.size() > bearer.size() && http::same_name(authorization.substr(0, bearer.size()), bearer))
        token = http::trimmed(authorization.substr(bearer.size()));
    else {
        token = session_token(request);
        session = token.has_value();
    }
    auto const now = call.desk.real_clock().now();
    auto const unknown = [&](act::Refusal const& refusal) {
        if (!admitted(call, gate.strangers.take(request.peer, now)))
            return false;
        auto response = http::to_response(problem_of(refusal, http::language_of(request)), request);
        if (response.status == 401)
            response.headers.set("WWW-Authenticate", "Bearer");
        call.answer(std::move(response));
        return false;
    };
    if (!token)
        return unknown({ &accounts::refusals::not_signed_in, {}, {} });
    auto const caller = call.desk.accounts().authenticate(accounts::Secret { *token });
    if (!caller) {
        if (auto const* refusal = caller.error().refusal())
            return unknown(*refusal);
        call.refuse(unavailable());
        return false;
    }
    if (session && !may_change(request, *token)) {
        call.refuse(act::Refusal { &form_refusals::csrf, {}, {} });
        return false;
    }
    call.caller = *caller;
    call.token = accounts::Secret { *token };
    auto const name = caller->key ? to_string(caller->key) : to_string(caller->session);
    return admitted(call, gate.callers.take(name, now));
}

/// Nobody is signed in, and the row takes guests. A session that is over is none; a key is always looked at.
bool is_guest(Call& call, Operation const& operation)
{
    if (!operation.without_account || !call.desk.options().without_account || call.request.headers.has("Authorization"))
        return false;
    auto const session = session_token(call.request);
    return !session || !call.desk.accounts().authenticate(accounts::Secret { *session });
}

bool admitted_as_guest(Call& call, Gate& gate)
{
    auto const now = call.desk.real_clock().now();
    return admitted(call, gate.guests.take(call.request.peer, now)) && admitted(call, gate.all_guests.take("", now));
}

bool query_fits(Call& call, Operation const& operation)
{
    auto flaws = query::flaws(call, operation.query);
    if (flaws.empty())
        return true;
    call.refuse(query::wrong(std::move(flaws), http::language_of(call.request)));
    return false;
}

} // namespace

std::vector<Operation> operations()
{
    std::vector<Operation> table;
    add_parties(table);
    add_orders(table);
    add_claims(table);
    add_dossiers(table);
    add_exhibits(table);
    add_bundles(table);
    add_packets(table);
    add_imports(table);
    add_uploads(table);
    add_vault(table);
    add_matters(table);
    add_handovers(table);
    add_plans(table);
    add_drafts(table);
    add_matter_statements(table);
    add_clauses(table);
    add_filings(table);
    add_pursuits(table);
    add_accounts(table);
    add_forecasts(table);
    add_weighings(table);
    add_portfolio(table);
    add_remittances(table);
    add_bank(table);
    add_payouts(table);
    add_rule_books(table);
    add_editions(table);
    add_ledger(table);
    add_statements(table);
    add_assessments(table);
    add_interviews(table);
    add_intakes(table);
    add_inspections(table);
    add_people(table);
    add_start_page(table);
    add_overview(table);
    add_feeds(table);
    add_webhooks(table);
    add_notices(table);
    add_system(table);
    return table;
}

std::vector<http::Route> routes(
    Desk& desk, std::vector<Operation> const& table, std::optional<accounts::Caller> const& always)
{
    auto const gate = std::make_shared<Gate>();
    std::vector<http::Route> result;
    for (auto const& row : table) {
        http::Route route;
        route.method = row.method;
        route.path = row.path;
        route.operation = row.id;
        route.runs = row.runs;
        route.body_bytes_max = row.body_bytes_max;
        route.options = row.options;
        route.handler = [&desk, gate, always, operation = std::make_shared<Operation const>(row)](
                            http::Request const& request, http::Responder to) {
            Call call(desk, request, std::move(to));
            call.always = operation->always;
            if (always)
                call.caller = *always;
            else if (is_guest(call, *operation)) {
                if (!admitted_as_guest(call, *gate))
                    return;
            } else if (operation->scope) {
                if (!identified(call, *gate))
                    return;
                if (!call.caller.scopes.has(*operation->scope))
                    return call.refuse(act::Refusal { &form_refusals::scope,
                        { { "scope", std::string { accounts::word(*operation->scope) } } }, {} });
            } else if (!operation->id.starts_with("system.")
                && !admitted(call, gate->strangers.take(request.peer, desk.real_clock().now())))
                return;
            if (query_fits(call, *operation))
                operation->run(call);
        };
        result.push_back(std::move(route));
    }
    return result;
}

} // namespace recourse::api
