#include "api/people.hpp"

#include "accounts/refusals.hpp"
#include "api/access.hpp"
#include "api/replies.hpp"
#include "api/session_cookie.hpp"

namespace recourse::api {

namespace people {

std::string name_of(Desk& desk, Id<Party> party)
{
    return party ? peek<party::State>(desk, { codec::Subject::party, party.number }).state.profile.name : "";
}

MembershipView view_of(Desk& desk, accounts::Membership const& one)
{
    return { one.id, one.part.role, one.part.party, name_of(desk, one.part.party), one.part.only_case };
}

accounts::From from(Call const& call)
{
    return { call.request.peer, std::string { call.request.headers.get("User-Agent") } };
}

std::string word(Language language)
{
    return language == Language::zh ? "zh" : "en";
}

std::optional<Language> language_said(Call& call, std::string const& text)
{
    if (text == "en" || text == "zh")
        return text == "zh" ? Language::zh : Language::en;
    auto problem = problem_of({ &form_refusals::body_wrong, {}, {} }, http::language_of(call.request));
    problem.errors.push_back({ "/language", fmt::format("'{}' is none of en and zh", text) });
    call.refuse(problem);
    return std::nullopt;
}

Instant in_days(Call& call, std::int64_t days)
{
    constexpr std::int64_t day = 86'400'000'000;
    return { call.desk.real_clock().now().micros + std::clamp<std::int64_t>(days, 0, 10'000) * day };
}

std::optional<accounts::Secret> own_session(Call& call)
{
    auto const token = session_token(call.request);
    if (!token) {
        call.refuse(act::Refusal { &accounts::refusals::not_signed_in, {}, {} });
        return std::nullopt;
    }
    if (!may_change(call.request, *token)) {
        call.refuse(act::Refusal { &form_refusals::csrf, {}, {} });
        return std::nullopt;
    }
    return accounts::Secret { *token };
}

std::optional<accounts::Owner> own_account(Call& call)
{
    auto const token = own_session(call);
    if (!token)
        return std::nullopt;
    auto const owner = call.desk.accounts().owner(*token);
    if (!went(call, owner))
        return std::nullopt;
    return *owner;
}

bool can_be_offered(Call& call, accounts::Part const& part)
{
    if (part.only_case) {
        auto const order = peek<order::State>(call.desk, { codec::Subject::order, part.only_case.number });
        // Whoever is asked to one case takes a side of that case.
        auto const& terms = order.state.terms;
        bool const concerned = !part.party || part.party == terms.buyer || part.party == terms.supplier;
        if (order.version == 0 || !may_see(call.caller, part.only_case, order.state) || !concerned) {
            call.refuse(not_found());
            return false;
        }
    }
    return names_known_party(call, part.party);
}

void add(std::vector<Operation>& table, Row row)
{
    Operation one;
    one.method = row.method;
    one.path = std::move(row.path);
    one.id = std::move(row.id);
    one.summary = std::move(row.summary);
    one.scope = row.scope;
    one.takes = std::move(row.takes);
    one.gives = std::move(row.gives);
    one.status = row.status;
    one.runs = http::Runs::aside;
    one.query = std::move(row.query);
    one.run = row.run;
    table.push_back(std::move(one));
}

} // namespace people

namespace {

struct AccessLine {
    std::uint64_t number = 0;
    std::string deed;
    act::Role role = act::Role::buyer;
    Id<Party> party;
    Id<Person> person;
    Instant at;
    std::uint32_t times = 1;
};
BOOST_DESCRIBE_STRUCT(AccessLine, (), (number, deed, role, party, person, at, times))
struct AccessLog {
    std::vector<AccessLine> accesses;
};
BOOST_DESCRIBE_STRUCT(AccessLog, (), (accesses))

/// Who read or changed an order, a claim, a matter or a party: for whoever may see it, of a party for itself and the
/// programme.
void access_log(Call& call)
{
    std::uint64_t number = 0;
    auto const kind = call.request.parameter("kind");
    if (kind == "orders") {
        auto const id = path_id<Order>(call, "id");
        if (!id)
            return;
        auto const order = load<order::State>(call, { codec::Subject::order, id->number });
        if (!order)
            return;
        if (!may_see(call.caller, *id, order->state) || !may_see_accesses(call.caller))
            return call.refuse(not_found());
        number = id->number;
    } else if (kind == "claims") {
        auto const id = path_id<Claim>(call, "id");
        if (!id)
            return;
        auto const claim = load<claim::State>(call, { codec::Subject::claim, id->number });
        if (!claim)
            return;
        if (!may_see(call.caller, claim->state) || !may_see_accesses(call.caller))
            return call.refuse(not_found());
        number = id->number;
    } else if (kind == "matters") {
        auto const id = path_id<Matter>(call, "id");
        if (!id)
            return;
        auto const matter = load<matter::State>(call, { codec::Subject::matter, id->number });
        if (!matter)
            return;
        if (!may_see(call.caller, matter->state, call.desk.today()))
            return call.refuse(not_found());
        number = id->number;
    } else if (kind == "parties") {
        auto const id = path_id<Party>(call, "id");
        if (!id)
            return;
        if (!may_see_history(call.caller, *id))
            return call.refuse(not_found());
        if (!load<party::State>(call, { codec::Subject::party, id->number }))
            return;
        number = id->number;
    } else
        return call.refuse(not_found());
    std::string const record { kind == "parties" ? "party" : kind.substr(0, kind.size() - 1) };
    auto const found = call.desk.accounts().accesses({ record, number }, 0, 200);
    if (!went(call, found))
        return;
    AccessLog view;
    for (auto const& one : *found)
        view.accesses.push_back({ one.number, std::string { word(one.deed) }, one.actor.role, one.actor.party,
            one.actor.person, one.at, one.times });
    call.answer(http::Response::json(json_of(view)).with("Cache-Control", "no-store"));
}

} // namespace

void add_people(std::vector<Operation>& table)
{
    people::add_sessions(table);
    people::add_own_account(table);
    people::add_members(table);
    people::add_invitations(table);
    people::add_keys(table);
    people::add(table,
        { .path = "/v1/access-log/{kind}/{id}",
            .id = "people.access-log",
            .summary
            = "Who read or changed an order, a claim, a matter or a party (kind orders, claims, matters or parties)",
            .scope = accounts::Scope::audit,
            .gives = given<AccessLog>(),
            .run = access_log });
}

} // namespace recourse::api
