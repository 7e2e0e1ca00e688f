#include "accounts/authority.hpp"
#include "accounts/password_policy.hpp"
#include "accounts/refusals.hpp"
#include "accounts/state.hpp"

#include <fmt/format.h>

namespace recourse::accounts {

namespace {

Invitation invitation_of(StoredLink const& link)
{
    return { { static_cast<std::uint64_t>(link.id) }, link.part, link.email, link.by, link.since, link.until };
}

bool may_withdraw(Caller const& caller, StoredLink const& link)
{
    bool const is_own = caller.session && caller.actor.person == link.by;
    return is_own || may_take(caller, link.part);
}

StoredLink link_at(sql::Query const& row)
{
    return { row->integer(0), id_at<Person>(row, 1), { role_at(row, 2), id_at<Party>(row, 3), id_at<Order>(row, 4) },
        std::string(row->text(5)), id_at<Person>(row, 6), instant_at(row, 7), instant_at(row, 8),
        static_cast<LinkKind>(row->integer(9)) };
}

} // namespace

Result<Link> Accounts::State::make_link(LinkKind kind, StoredLink const& link)
{
    auto token = new_token(link_token);
    auto const hash = sha256(token.reveal());
    RECOURSE_TRY(run("INSERT INTO links(hash, kind, person, email, role, party, only_case, made_by, since, until)"
                     " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        blob(hash), static_cast<std::int64_t>(kind), number(link.person), text(link.email), number(link.part.role),
        number(link.part.party), number(link.part.only_case), number(link.by), link.since.micros, link.until.micros));
    return Link { std::move(token), link.until };
}

Result<StoredLink> Accounts::State::find_link(LinkKind kind, Secret const& token, Instant at)
{
    if (!has_form_of(link_token, token.reveal()))
        return act::refuse(refusals::link_unknown);
    auto const hash = sha256(token.reveal());
    // An invitation, whoever made it.
    auto const second = kind == LinkKind::invitation ? LinkKind::other_side : kind;
    auto row
        = RECOURSE_TRY(query("SELECT id, person, role, party, only_case, email, made_by, since, until, kind FROM links"
                             " WHERE hash = ?1 AND (kind = ?2 OR kind = ?3)",
            blob(hash), static_cast<std::int64_t>(kind), static_cast<std::int64_t>(second)));
    if (!RECOURSE_TRY(next(row)))
        return act::refuse(refusals::link_unknown);
    auto link = link_at(row);
    if (at >= link.until)
        return act::refuse(refusals::link_expired, { { "until", to_string(link.until) } });
    return link;
}

Result<void> Accounts::State::void_links_of(Id<Person> person)
{
    return run("DELETE FROM links WHERE made_by = ?1 OR person = ?1", number(person));
}

/// Whoever faces a party asks nobody in for it once it has people or keys of its own, which ask their own.
Result<void> Accounts::State::other_side_is_away(StoredLink const& link)
{
    if (link.kind != LinkKind::other_side)
        return {};
    auto row = RECOURSE_TRY(
        query("SELECT EXISTS(SELECT 1 FROM memberships WHERE party = ?1 AND only_case = 0 AND ended IS NULL)"
              " OR EXISTS(SELECT 1 FROM keys WHERE party = ?1 AND revoked IS NULL AND until > ?2)",
            number(link.part.party), now().micros));
    RECOURSE_TRY(next(row));
    if (row->integer(0) != 0)
        return act::refuse(refusals::other_side_is_here, { { "party", to_string(link.part.party) } });
    return {};
}

Result<void> Accounts::State::use_up(StoredLink const& link)
{
    return run("DELETE FROM links WHERE id = ?1", link.id);
}

// ------------------------------------------------------------------------------------------------------ first start

Result<bool> Accounts::is_set_up()
{
    auto& state = *state_;
    return state.read([&]() -> Result<bool> {
        return RECOURSE_TRY(db(state.connection.number("SELECT EXISTS(SELECT 1 FROM people)"))) != 0;
    });
}

Result<Link> Accounts::setup_link()
{
    auto& state = *state_;
    auto const now = state.now();
    return state.write([&]() -> Result<Link> {
        if (RECOURSE_TRY(db(state.connection.number("SELECT EXISTS(SELECT 1 FROM people)"))) != 0)
            return act::refuse(refusals::set_up_already);
        RECOURSE_TRY(state.run("DELETE FROM links WHERE kind = ?1", static_cast<std::int64_t>(LinkKind::setup)));
        StoredLink link;
        link.part.role = act::Role::officer;
        link.since = now;
        link.until = later(now, state.options.setup_link);
        return state.make_link(LinkKind::setup, link);
    });
}

Result<Id<Person>> Accounts::set_up(Secret const& token, NewPerson const& person)
{
    auto& state = *state_;
    auto const now = state.now();
    // Looked at before the hash is made, which costs more than any stranger should be able to ask for.
    RECOURSE_TRY(state.read([&] { return state.find_link(LinkKind::setup, token, now); }));
    if (auto refused = person_refused(person))
        return std::unexpected(*std::move(refused));
    auto const hash = RECOURSE_TRY(state.hashed(person.password));
    return state.write([&]() -> Result<Id<Person>> {
        auto const link = RECOURSE_TRY(state.find_link(LinkKind::setup, token, now));
        if (RECOURSE_TRY(db(state.connection.number("SELECT EXISTS(SELECT 1 FROM people)"))) != 0)
            return act::refuse(refusals::set_up_already);
        auto const id = RECOURSE_TRY(state.add_person(person, hash, now));
        auto const membership = RECOURSE_TRY(state.add_membership(id, link.part, now));
        RECOURSE_TRY(state.use_up(link));
        RECOURSE_TRY(state.note(himself(id), {}, "person", number(id), now));
        RECOURSE_TRY(state.note(himself(id), {}, "membership", number(membership), now));
        return id;
    });
}

// --------------------------------------------------------------------------------------------- a forgotten password

Result<Link> Accounts::recovery_link(Caller const& caller, Id<Person> id)
{
    auto& state = *state_;
    if (!is_officer_in_person(caller))
        return act::refuse(refusals::may_not);
    if (caller.actor.person && caller.actor.person == id)
        return act::refuse(refusals::oneself);
    auto const now = state.now();
    return state.write([&]() -> Result<Link> {
        RECOURSE_TRY(state.known_person(id));
        RECOURSE_TRY(state.run("DELETE FROM links WHERE kind = ?1 AND person = ?2",
            static_cast<std::int64_t>(LinkKind::recovery), number(id)));
        StoredLink link;
        link.person = id;
        link.by = caller.actor.person;
        link.since = now;
        link.until = later(now, state.options.recovery_link);
        RECOURSE_TRY(state.note_recovery(caller, id, now));
        RECOURSE_TRY(state.note(caller, "person", number(id), now));
        return state.make_link(LinkKind::recovery, link);
    });
}

Result<void> Accounts::recover_password(Secret const& token, Secret const& next)
{
    auto& state = *state_;
    auto const now = state.now();
    auto const person = RECOURSE_TRY(state.read([&]() -> Result<StoredPerson> {
        auto const link = RECOURSE_TRY(state.find_link(LinkKind::recovery, token, now));
        return state.known_person(link.person);
    }));
    if (person.is_disabled)
        return act::refuse(refusals::disabled);
    if (auto refused = password_refused(next, person.email, person.name))
        return std::unexpected(*std::move(refused));
    auto const hash = RECOURSE_TRY(state.hashed(next));
    return state.write([&]() -> Result<void> {
        auto const link = RECOURSE_TRY(state.find_link(LinkKind::recovery, token, now));
        if (RECOURSE_TRY(state.known_person(link.person)).is_disabled)
            return act::refuse(refusals::disabled);
        RECOURSE_TRY(state.run("UPDATE people SET hash = ?2 WHERE id = ?1", number(link.person), text(hash)));
        RECOURSE_TRY(state.forget_failures(email_key(person.email)));
        RECOURSE_TRY(state.end_sessions(link.person, {}));
        RECOURSE_TRY(state.use_up(link));
        return state.note(himself(link.person), {}, "person", number(link.person), now);
    });
}

// ------------------------------------------------------------------------------------------------------ invitations

Result<MintedInvitation> Accounts::invite(Caller const& caller, Part part, std::string const& email, Instant until)
{
    auto& state = *state_;
    if (auto refused = part_refused(part))
        return std::unexpected(*std::move(refused));
    if (!may_give(caller, part))
        return act::refuse(refusals::may_not);
    // Where a second person is asked for, a program must not have made both.
    if (part.role == act::Role::officer && caller.key)
        return act::refuse(refusals::may_not);
    if (!email.empty())
        if (auto refused = email_refused(email))
            return std::unexpected(*std::move(refused));
    auto const now = state.now();
    if (auto const longest = state.options.invitation_longest; until <= now || until > later(now, longest))
        return act::refuse(refusals::link_life, { { "days", fmt::format("{}", longest.count()) } });
    return state.write([&]() -> Result<MintedInvitation> {
        bool const other_side = !is_officer(caller) && part.party != caller.actor.party;
        auto const kind = other_side ? LinkKind::other_side : LinkKind::invitation;
        StoredLink link { 0, {}, part, email, caller.actor.person, now, until, kind };
        RECOURSE_TRY(state.other_side_is_away(link));
        auto minted = RECOURSE_TRY(state.make_link(kind, link));
        link.id = RECOURSE_TRY(state.last_id());
        RECOURSE_TRY(state.note(caller, "invitation", link.id, now));
        return MintedInvitation { std::move(minted), invitation_of(link) };
    });
}

Result<std::vector<Invitation>> Accounts::invitations(Caller const& caller)
{
    auto& state = *state_;
    return state.read([&]() -> Result<std::vector<Invitation>> {
        auto row = RECOURSE_TRY(
            state.query("SELECT id, person, role, party, only_case, email, made_by, since, until, kind FROM links"
                        " WHERE kind IN (2, 4) AND until > ?1 ORDER BY id",
                state.now().micros));
        std::vector<Invitation> found;
        while (RECOURSE_TRY(state.next(row)))
            if (auto const link = link_at(row); may_withdraw(caller, link))
                found.push_back(invitation_of(link));
        return found;
    });
}

Result<void> Accounts::withdraw_invitation(Caller const& caller, Id<Invitation> id)
{
    auto& state = *state_;
    auto const now = state.now();
    return state.write([&]() -> Result<void> {
        std::optional<StoredLink> link;
        {
            auto row = RECOURSE_TRY(
                state.query("SELECT id, person, role, party, only_case, email, made_by, since, until, kind FROM links"
                            " WHERE id = ?1 AND kind IN (2, 4) AND until > ?2",
                    number(id), now.micros));
            if (RECOURSE_TRY(state.next(row)))
                link = link_at(row);
        }
        if (!link)
            return act::refuse(refusals::no_invitation);
        if (!may_withdraw(caller, *link))
            return act::refuse(refusals::may_not);
        RECOURSE_TRY(state.use_up(*link));
        return state.note(caller, "invitation", number(id), now);
    });
}

Result<Invitation> Accounts::invitation(Secret const& token)
{
    auto& state = *state_;
    auto const link
        = RECOURSE_TRY(state.read([&] { return state.find_link(LinkKind::invitation, token, state.now()); }));
    return invitation_of(link);
}

Result<Id<Person>> Accounts::accept(Secret const& token, NewPerson const& person)
{
    auto& state = *state_;
    auto const now = state.now();
    auto const offered = RECOURSE_TRY(state.read([&] { return state.find_link(LinkKind::invitation, token, now); }));
    if (!offered.email.empty() && email_key(offered.email) != email_key(person.email))
        return act::refuse(refusals::other_email);
    if (auto refused = person_refused(person))
        return std::unexpected(*std::move(refused));
    auto const hash = RECOURSE_TRY(state.hashed(person.password));
    return state.write([&]() -> Result<Id<Person>> {
        auto const link = RECOURSE_TRY(state.find_link(LinkKind::invitation, token, now));
        RECOURSE_TRY(state.other_side_is_away(link));
        auto const id = RECOURSE_TRY(state.add_person(person, hash, now));
        auto const membership = RECOURSE_TRY(state.add_membership(id, link.part, now));
        RECOURSE_TRY(state.note_invited(link, id, now));
        RECOURSE_TRY(state.use_up(link));
        RECOURSE_TRY(state.note(himself(id), {}, "person", number(id), now));
        RECOURSE_TRY(state.note(himself(id), {}, "membership", number(membership), now));
        RECOURSE_TRY(state.note(himself(id), {}, "invitation", link.id, now));
        return id;
    });
}

Result<Id<Membership>> Accounts::accept(Secret const& token, Secret const& session)
{
    auto& state = *state_;
    auto const now = state.now();
    return state.write([&]() -> Result<Id<Membership>> {
        auto const owned = RECOURSE_TRY(state.owner(session));
        auto const link = RECOURSE_TRY(state.find_link(LinkKind::invitation, token, now));
        auto const person = RECOURSE_TRY(state.known_person(owned.person));
        if (!link.email.empty() && email_key(link.email) != email_key(person.email))
            return act::refuse(refusals::other_email);
        RECOURSE_TRY(state.other_side_is_away(link));
        auto const membership = RECOURSE_TRY(state.add_membership(person.id, link.part, now));
        RECOURSE_TRY(state.note_invited(link, person.id, now));
        RECOURSE_TRY(state.use_up(link));
        RECOURSE_TRY(state.note(himself(person.id), {}, "membership", number(membership), now));
        RECOURSE_TRY(state.note(himself(person.id), {}, "invitation", link.id, now));
        return membership;
    });
}

} // namespace recourse::accounts
