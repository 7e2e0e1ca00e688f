#include "api/people.hpp"
#include "api/replies.hpp"
#include "api/session_cookie.hpp"

// Who is asked to take a part, and takes it.

namespace recourse::api::people {

namespace {

using accounts::Scope;
using accounts::Secret;

struct NewInvitation {
    act::Role role = act::Role::buyer;
    std::optional<Id<Party>> party;
    std::optional<Id<Order>> only_case;
    std::string email; ///< empty: whoever has the link
    std::int64_t days = 7;
};
BOOST_DESCRIBE_STRUCT(NewInvitation, (), (role, party, only_case, email, days))
struct InvitationView {
    Id<accounts::Invitation> id;
    act::Role role = act::Role::buyer;
    Id<Party> party;
    Id<Order> only_case;
    std::string email;
    Instant until;
};
BOOST_DESCRIBE_STRUCT(InvitationView, (), (id, role, party, only_case, email, until))
struct MintedInvitationView {
    InvitationView invitation;
    std::string token; ///< shown here and nowhere again
};
BOOST_DESCRIBE_STRUCT(MintedInvitationView, (), (invitation, token))
struct Invitations {
    std::vector<InvitationView> invitations;
};
BOOST_DESCRIBE_STRUCT(Invitations, (), (invitations))

struct LookBody {
    std::string token; ///< of the invitation
};
BOOST_DESCRIBE_STRUCT(LookBody, (), (token))
/// What a link offers, for whoever has it.
struct OfferedView {
    act::Role role = act::Role::buyer;
    Id<Party> party; ///< nothing: the programme itself
    std::string party_name; ///< empty: the programme itself
    Id<Order> only_case; ///< nothing: all cases of the party
    std::string email; ///< the only address that may take it; empty: any
    std::string invited_by; ///< the name of the person; empty: a program, or the command line
    Instant until;
};
BOOST_DESCRIBE_STRUCT(OfferedView, (), (role, party, party_name, only_case, email, invited_by, until))

/// Whoever is signed in brings the token alone, and takes the part beside those that he has.
struct AcceptBody {
    std::string token; ///< of the invitation
    std::optional<std::string> name; ///< this and the rest of somebody who has no account here
    std::optional<std::string> email;
    std::optional<std::string> language; ///< "en" or "zh"
    std::optional<std::string> password;
};
BOOST_DESCRIBE_STRUCT(AcceptBody, (), (token, name, email, language, password))
struct AcceptedView {
    Id<Person> person;
    std::optional<Id<accounts::Membership>> membership; ///< for act-as; nothing for somebody new, who acts in it
};
BOOST_DESCRIBE_STRUCT(AcceptedView, (), (person, membership))

InvitationView view_of(accounts::Invitation const& one)
{
    return { one.id, one.part.role, one.part.party, one.part.only_case, one.email, one.until };
}

void invite(Call& call)
{
    auto const given = body<NewInvitation>(call);
    if (!given)
        return;
    accounts::Part const part { given->role, given->party.value_or(Id<Party> {}),
        given->only_case.value_or(Id<Order> {}) };
    if (!can_be_offered(call, part))
        return;
    auto const minted = call.desk.accounts().invite(call.caller, part, given->email, in_days(call, given->days));
    if (went(call, minted))
        give_secret(call,
            json_of(MintedInvitationView { view_of(minted->invitation), std::string { minted->link.token.reveal() } }),
            201);
}

void list_invitations(Call& call)
{
    auto const found = call.desk.accounts().invitations(call.caller);
    if (!went(call, found))
        return;
    Invitations view;
    for (auto const& one : *found)
        view.invitations.push_back(view_of(one));
    call.answer(http::Response::json(json_of(view)));
}

void withdraw_invitation(Call& call)
{
    auto const id = path_id<accounts::Invitation>(call, "invitation");
    if (id && went(call, call.desk.accounts().withdraw_invitation(call.caller, *id)))
        call.answer(http::Response::empty());
}

void look(Call& call)
{
    auto const given = body<LookBody>(call);
    if (!given)
        return;
    auto& accounts = call.desk.accounts();
    auto const found = accounts.invitation(Secret { given->token });
    if (!went(call, found))
        return;
    OfferedView view { found->part.role, found->part.party, name_of(call.desk, found->part.party),
        found->part.only_case, found->email, {}, found->until };
    if (found->by) {
        auto const by = accounts.person(found->by);
        if (!went(call, by))
            return;
        view.invited_by = by->name;
    }
    give_secret(call, json_of(view));
}

void accept_invitation(Call& call)
{
    auto const given = body<AcceptBody>(call);
    if (!given)
        return;
    auto& accounts = call.desk.accounts();
    bool const somebody_new = given->name || given->email || given->language || given->password;
    if (somebody_new || !session_token(call.request)) {
        auto const person = accounts.accept(Secret { given->token },
            { given->name.value_or(""), given->email.value_or(""),
                given->language.value_or("") == "zh" ? Language::zh : Language::en,
                Secret { given->password.value_or("") } });
        if (went(call, person))
            give_secret(call, json_of(AcceptedView { *person, {} }), 201);
        return;
    }
    auto const session = own_session(call);
    if (!session)
        return;
    auto const owner = accounts.owner(*session);
    if (!went(call, owner))
        return;
    auto const membership = accounts.accept(Secret { given->token }, *session);
    if (went(call, membership))
        give_secret(call, json_of(AcceptedView { owner->person, *membership }), 201);
}

} // namespace

void add_invitations(std::vector<Operation>& table)
{
    using http::Method;
    add(table,
        { .method = Method::post,
            .path = "/v1/invitations",
            .id = "invitations.make",
            .summary = "Asks somebody to take a part, in all cases of a party or in one",
            .scope = Scope::accounts,
            .takes = taken<NewInvitation>(),
            .gives = given<MintedInvitationView>(),
            .status = 201,
            .run = invite });
    add(table,
        { .path = "/v1/invitations",
            .id = "invitations.list",
            .summary = "Invitations that wait",
            .scope = Scope::accounts,
            .gives = given<Invitations>(),
            .run = list_invitations });
    add(table,
        { .method = Method::del,
            .path = "/v1/invitations/{invitation}",
            .id = "invitations.withdraw",
            .summary = "Withdraws an invitation",
            .scope = Scope::accounts,
            .status = 204,
            .run = withdraw_invitation });
    add(table,
        { .method = Method::post,
            .path = "/v1/invitations/look",
            .id = "invitations.look",
            .summary = "What a link offers, without using it",
            .takes = taken<LookBody>(),
            .gives = given<OfferedView>(),
            .run = look });
    add(table,
        { .method = Method::post,
            .path = "/v1/invitations/accept",
            .id = "invitations.accept",
            .summary = "Takes the part that a link offers: somebody new, or with the token alone whoever is signed in",
            .takes = taken<AcceptBody>(),
            .gives = given<AcceptedView>(),
            .status = 201,
            .run = accept_invitation });
}

} // namespace recourse::api::people
