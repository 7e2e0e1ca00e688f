#include "accounts/authority.hpp"
#include "accounts/refusals.hpp"
#include "api/lists.hpp"
#include "api/people.hpp"
#include "api/replies.hpp"

#include <algorithm>
#include <map>

// Who is here, in which parts, and what an officer or a party does about it.

namespace recourse::api::people {

namespace {

using accounts::Scope;

struct MemberView {
    Id<Person> id;
    std::string name;
    std::string email;
    std::string language; ///< "en" or "zh"
    bool disabled = false; ///< cannot sign in until enabled again
    bool has_factor = false; ///< a second factor, in use
    Instant since;
    std::vector<MembershipView> memberships; ///< that the caller has to do with: an officer with all
};
BOOST_DESCRIBE_STRUCT(MemberView, (), (id, name, email, language, disabled, has_factor, since, memberships))

struct NewMembership {
    Id<Person> person;
    act::Role role = act::Role::buyer;
    std::optional<Id<Party>> party;
    std::optional<Id<Order>> only_case;
};
BOOST_DESCRIBE_STRUCT(NewMembership, (), (person, role, party, only_case))

struct LinkView {
    std::string token;
    Instant until;
};
BOOST_DESCRIBE_STRUCT(LinkView, (), (token, until))

constexpr std::size_t page_standard = 50;

MemberView view_of(Desk& desk, accounts::Profile const& person, std::vector<accounts::Membership> const& parts)
{
    MemberView view { person.id, person.name, person.email, word(person.language), person.is_disabled,
        person.has_factor, person.since, {} };
    for (auto const& part : parts)
        view.memberships.push_back(people::view_of(desk, part));
    return view;
}

/// Somebody of a party sees who else acts for it; a guest of one case, who does so in that case.
bool is_seen(accounts::Caller const& caller, accounts::Membership const& one)
{
    return !caller.only_case || one.part.only_case == caller.only_case;
}

/// Those of a party, after that person, with their parts in it; nothing: a problem has been answered.
std::optional<std::vector<MemberView>> of_party(Call& call, Id<Party> party, Id<Person> after, std::size_t limit)
{
    auto& accounts = call.desk.accounts();
    auto const members = accounts.members(party);
    if (!went(call, members))
        return std::nullopt;
    std::map<Id<Person>, std::vector<accounts::Membership>> parts;
    for (auto const& one : *members) {
        if (one.person > after && (accounts::is_officer(call.caller) || is_seen(call.caller, one)))
            parts[one.person].push_back(one);
    }
    std::vector<MemberView> page;
    for (auto const& [id, own] : parts) {
        if (page.size() == limit)
            break;
        auto const person = accounts.person(id);
        if (!went(call, person))
            return std::nullopt;
        page.push_back(view_of(call.desk, *person, own));
    }
    return page;
}

/// Everybody after that person; nothing: a problem has been answered.
std::optional<std::vector<MemberView>> of_all(Call& call, Id<Person> after, std::size_t limit)
{
    auto& accounts = call.desk.accounts();
    auto const people = accounts.people(after, limit);
    if (!went(call, people))
        return std::nullopt;
    std::vector<MemberView> page;
    for (auto const& person : *people) {
        auto const parts = accounts.memberships(person.id);
        if (!went(call, parts))
            return std::nullopt;
        page.push_back(view_of(call.desk, person, *parts));
    }
    return page;
}

void list_people(Call& call)
{
    bool const is_officer = accounts::is_officer(call.caller);
    auto const own = call.caller.actor.party;
    auto const asked = query::id_asked<Party>(call, "party");
    // Who else works for the programme is its own.
    if (!is_officer && (!own || (asked && *asked != own)))
        return call.refuse(act::Refusal { &accounts::refusals::may_not, {}, {} });
    auto const place = lists::place_asked(call);
    if (!place)
        return;
    auto const after = *place ? parse_id<Person>(**place).value_or(Id<Person> {}) : Id<Person> {};
    auto const limit = static_cast<std::size_t>(query::number_asked(call, "limit").value_or(page_standard));
    auto page
        = is_officer && !asked ? of_all(call, after, limit + 1) : of_party(call, asked.value_or(own), after, limit + 1);
    if (!page)
        return;
    std::string next = "null";
    if (page->size() > limit) {
        page->pop_back();
        next = fmt::format("\"{}\"", lists::cursor_of(call, to_string(page->back().id)));
    }
    std::string json = R"({"items":[)";
    for (auto const& one : *page)
        json += (json.back() == '[' ? "" : ",") + json_of(one);
    give_secret(call, json + R"(],"next":)" + next + "}");
}

void disable(Call& call)
{
    auto const id = path_id<Person>(call, "person");
    if (id && went(call, call.desk.accounts().disable(call.caller, *id)))
        call.answer(http::Response::empty());
}

void enable(Call& call)
{
    auto const id = path_id<Person>(call, "person");
    if (id && went(call, call.desk.accounts().enable(call.caller, *id)))
        call.answer(http::Response::empty());
}

/// An officer finds everybody by his number, others whoever has a part in their party: that there is somebody else is
/// not told.
bool is_found(Call& call, Id<Person> person)
{
    if (accounts::is_officer(call.caller))
        return true;
    auto const members = call.desk.accounts().members(call.caller.actor.party);
    if (!went(call, members))
        return false;
    bool const found = call.caller.actor.party && std::ranges::any_of(*members, [&](auto const& one) {
        return one.person == person && is_seen(call.caller, one);
    });
    if (!found)
        call.refuse(act::Refusal { &accounts::refusals::no_person, {}, {} });
    return found;
}

void add_membership(Call& call)
{
    auto const given = body<NewMembership>(call);
    if (!given)
        return;
    accounts::Part const part { given->role, given->party.value_or(Id<Party> {}),
        given->only_case.value_or(Id<Order> {}) };
    // Whether he may at all comes first: a number of a person, an order or a party is tried by nobody else.
    if (auto const refused = accounts::part_refused(part))
        return call.refuse(*refused);
    if (!accounts::may_take(call.caller, part))
        return call.refuse(act::Refusal { &accounts::refusals::may_not, {}, {} });
    if (!can_be_offered(call, part) || !is_found(call, given->person))
        return;
    auto const made = call.desk.accounts().add_membership(call.caller, given->person, part);
    if (went(call, made))
        give_secret(call, json_of(people::view_of(call.desk, *made)), 201);
}

void end_membership(Call& call)
{
    auto const id = path_id<accounts::Membership>(call, "membership");
    if (id && went(call, call.desk.accounts().end_membership(call.caller, *id)))
        call.answer(http::Response::empty());
}

void recovery_link(Call& call)
{
    auto const id = path_id<Person>(call, "person");
    if (!id)
        return;
    auto const link = call.desk.accounts().recovery_link(call.caller, *id);
    if (went(call, link))
        give_secret(call, json_of(LinkView { std::string { link->token.reveal() }, link->until }), 201);
}

void reset_factor(Call& call)
{
    auto const id = path_id<Person>(call, "person");
    if (id && went(call, call.desk.accounts().reset_factor(call.caller, *id)))
        call.answer(http::Response::empty());
}

} // namespace

void add_members(std::vector<Operation>& table)
{
    using http::Method;
    add(table,
        { .path = "/v1/people",
            .id = "people.list",
            .summary = "Who is here and in which parts: everybody for an officer, for others who acts for their party",
            .scope = Scope::accounts,
            .gives = given_page<MemberView>(),
            .run = list_people,
            .query = { query::id<Party>("party", "only those who act for it"),
                query::whole_number("limit", "how many, 50 if nothing is said", 1, 200),
                { .name = "cursor",
                    .says = "goes on where a page ended",
                    .takes = "its next",
                    .fits = [](Call&, std::string_view) { return true; } } } });
    auto const row = [&](Method method, std::string path, std::string id, std::string summary, int status,
                         void (*run)(Call&), Schema takes = {}, Schema gives = {}) {
        add(table,
            { .method = method,
                .path = std::move(path),
                .id = std::move(id),
                .summary = std::move(summary),
                .scope = Scope::accounts,
                .takes = std::move(takes),
                .gives = std::move(gives),
                .status = status,
                .run = run });
    };
    row(Method::post, "/v1/people/{person}/disable", "people.disable",
        "Lets somebody in no more: sessions end, links are void", 204, disable);
    row(Method::post, "/v1/people/{person}/enable", "people.enable", "Lets somebody in again", 204, enable);
    row(Method::post, "/v1/people/{person}/recovery", "people.recovery-link",
        "A one-time link with which somebody chooses a new password", 201, recovery_link, {}, given<LinkView>());
    row(Method::del, "/v1/people/{person}/factor", "people.reset-factor", "Removes somebody's lost second factor", 204,
        reset_factor);
    row(Method::post, "/v1/memberships", "memberships.add", "Gives somebody who is here one part more", 201,
        add_membership, taken<NewMembership>(), given<MembershipView>());
    row(Method::post, "/v1/memberships/{membership}/end", "memberships.end", "Ends somebody's part, or the own one",
        204, end_membership);
}

} // namespace recourse::api::people
