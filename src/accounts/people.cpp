#include "accounts/authority.hpp"
#include "accounts/password_policy.hpp"
#include "accounts/refusals.hpp"
#include "accounts/state.hpp"
#include "base/printable.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::accounts {

namespace {

constexpr std::size_t name_bytes_max = 200;
constexpr std::size_t email_bytes_max = 254; // RFC 5321, 4.5.3.1.3, without the brackets

constexpr char profile_columns[]
    = "SELECT p.id, p.name, p.email, p.language, p.disabled, p.since,"
      " EXISTS(SELECT 1 FROM factors f WHERE f.person = p.id AND f.confirmed = 1) FROM people p WHERE p.id = ?1";
constexpr char profiles_after[]
    = "SELECT p.id, p.name, p.email, p.language, p.disabled, p.since,"
      " EXISTS(SELECT 1 FROM factors f WHERE f.person = p.id AND f.confirmed = 1) FROM people p WHERE p.id > ?1"
      " ORDER BY p.id LIMIT ?2";

Profile profile_at(sql::Query const& row)
{
    return { id_at<Person>(row, 0), std::string(row->text(1)), std::string(row->text(2)), parse_language(row->text(3)),
        row->integer(4) != 0, row->integer(6) != 0, instant_at(row, 5) };
}

Membership membership_at(sql::Query const& row)
{
    return { id_at<Membership>(row, 0), id_at<Person>(row, 1),
        { role_at(row, 2), id_at<Party>(row, 3), id_at<Order>(row, 4) }, instant_at(row, 5) };
}

} // namespace

std::string_view word(Language language)
{
    return language == Language::zh ? "zh" : "en";
}

Language parse_language(std::string_view text)
{
    return text == "zh" ? Language::zh : Language::en;
}

std::string email_key(std::string_view email)
{
    std::string key(email);
    std::ranges::transform(
        key, key.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return key;
}

std::optional<act::Refusal> email_refused(std::string_view email)
{
    auto const at = email.find('@');
    bool const is_address = email.size() <= email_bytes_max && is_utf8(email) && printable(email) == email
        && email.find_first_of(" \t\",;<>()[]\\") == std::string_view::npos && at != std::string_view::npos && at > 0
        && at + 1 < email.size() && email.find('@', at + 1) == std::string_view::npos && email[at + 1] != '.'
        && email.back() != '.' && email[at - 1] != '.' && email.front() != '.'
        && email.find("..") == std::string_view::npos;
    return is_address ? std::nullopt : std::optional(act::Refusal { &refusals::bad_email, {}, {} });
}

std::optional<act::Refusal> name_refused(std::string_view name)
{
    bool const is_name = !name.empty() && name.size() <= name_bytes_max && is_utf8(name) && printable(name) == name
        && name.find_first_not_of(' ') != std::string_view::npos;
    if (is_name)
        return std::nullopt;
    return act::Refusal { &refusals::bad_name, { { "max", fmt::format("{}", name_bytes_max) } }, {} };
}

std::optional<act::Refusal> person_refused(NewPerson const& person)
{
    if (auto refused = name_refused(person.name))
        return refused;
    if (auto refused = email_refused(person.email))
        return refused;
    return password_refused(person.password, person.email, person.name);
}

Result<std::optional<StoredPerson>> Accounts::State::find_person(Id<Person> id)
{
    auto row = RECOURSE_TRY(query("SELECT id, name, email, hash, disabled FROM people WHERE id = ?1", number(id)));
    if (!RECOURSE_TRY(next(row)))
        return std::nullopt;
    return StoredPerson { id_at<Person>(row, 0), std::string(row->text(1)), std::string(row->text(2)),
        std::string(row->text(3)), row->integer(4) != 0 };
}

Result<std::optional<StoredPerson>> Accounts::State::find_person(std::string_view key_of_email)
{
    Id<Person> id;
    {
        auto row = RECOURSE_TRY(query("SELECT id FROM people WHERE email_key = ?1", text(key_of_email)));
        if (!RECOURSE_TRY(next(row)))
            return std::nullopt;
        id = id_at<Person>(row, 0);
    }
    return find_person(id);
}

Result<StoredPerson> Accounts::State::known_person(Id<Person> id)
{
    auto found = RECOURSE_TRY(find_person(id));
    if (!found)
        return act::refuse(refusals::no_person);
    return std::move(*found);
}

Result<Id<Person>> Accounts::State::add_person(NewPerson const& person, std::string const& hash, Instant at)
{
    auto const key_of_email = email_key(person.email);
    if (RECOURSE_TRY(find_person(key_of_email)))
        return act::refuse(refusals::email_taken);
    RECOURSE_TRY(run("INSERT INTO people(name, email, email_key, language, hash, disabled, since)"
                     " VALUES(?1, ?2, ?3, ?4, ?5, 0, ?6)",
        text(person.name), text(person.email), text(key_of_email), text(word(person.language)), text(hash), at.micros));
    return Id<Person> { static_cast<std::uint64_t>(RECOURSE_TRY(last_id())) };
}

Result<Id<Membership>> Accounts::State::add_membership(Id<Person> person, Part const& part, Instant at)
{
    {
        auto row = RECOURSE_TRY(query("SELECT 1 FROM memberships"
                                      " WHERE person = ?1 AND role = ?2 AND party = ?3 AND only_case = ?4"
                                      " AND ended IS NULL",
            number(person), number(part.role), number(part.party), number(part.only_case)));
        if (RECOURSE_TRY(next(row)))
            return act::refuse(refusals::membership_exists);
    }
    RECOURSE_TRY(run("INSERT INTO memberships(person, role, party, only_case, since) VALUES(?1, ?2, ?3, ?4, ?5)",
        number(person), number(part.role), number(part.party), number(part.only_case), at.micros));
    return Id<Membership> { static_cast<std::uint64_t>(RECOURSE_TRY(last_id())) };
}

Result<std::optional<Membership>> Accounts::State::find_membership(Id<Membership> id)
{
    auto row = RECOURSE_TRY(query("SELECT id, person, role, party, only_case, since FROM memberships"
                                  " WHERE id = ?1 AND ended IS NULL",
        number(id)));
    if (!RECOURSE_TRY(next(row)))
        return std::nullopt;
    return membership_at(row);
}

Result<std::vector<Membership>> Accounts::State::memberships(Id<Person> person)
{
    auto row = RECOURSE_TRY(query("SELECT id, person, role, party, only_case, since FROM memberships"
                                  " WHERE person = ?1 AND ended IS NULL ORDER BY id",
        number(person)));
    std::vector<Membership> found;
    while (RECOURSE_TRY(next(row)))
        found.push_back(membership_at(row));
    return found;
}

Result<void> Accounts::State::leave_an_officer(Id<Person> but)
{
    auto row = RECOURSE_TRY(query("SELECT 1 FROM memberships m JOIN people p ON p.id = m.person"
                                  " WHERE m.role = ?1 AND m.party = 0 AND m.only_case = 0 AND m.ended IS NULL"
                                  " AND p.disabled = 0 AND m.person <> ?2 LIMIT 1",
        number(act::Role::officer), number(but)));
    if (!RECOURSE_TRY(next(row)))
        return act::refuse(refusals::last_officer);
    return {};
}

Result<Profile> Accounts::person(Id<Person> id)
{
    auto& state = *state_;
    return state.read([&]() -> Result<Profile> {
        auto row = RECOURSE_TRY(state.query(profile_columns, number(id)));
        if (!RECOURSE_TRY(state.next(row)))
            return act::refuse(refusals::no_person);
        return profile_at(row);
    });
}

Result<Profile> Accounts::person_of(std::string_view email)
{
    auto& state = *state_;
    auto const found = RECOURSE_TRY(state.read([&] { return state.find_person(email_key(email)); }));
    if (!found)
        return act::refuse(refusals::no_person);
    return person(found->id);
}

Result<std::vector<Profile>> Accounts::people(Id<Person> after, std::size_t limit)
{
    auto& state = *state_;
    return state.read([&]() -> Result<std::vector<Profile>> {
        auto row = RECOURSE_TRY(state.query(profiles_after, number(after), static_cast<std::int64_t>(limit)));
        std::vector<Profile> found;
        while (RECOURSE_TRY(state.next(row)))
            found.push_back(profile_at(row));
        return found;
    });
}

Result<std::vector<Membership>> Accounts::memberships(Id<Person> person)
{
    auto& state = *state_;
    return state.read([&] { return state.memberships(person); });
}

Result<std::vector<Membership>> Accounts::members(Id<Party> party)
{
    auto& state = *state_;
    return state.read([&]() -> Result<std::vector<Membership>> {
        auto row = RECOURSE_TRY(state.query("SELECT id, person, role, party, only_case, since FROM memberships"
                                            " WHERE party = ?1 AND ended IS NULL ORDER BY id",
            number(party)));
        std::vector<Membership> found;
        while (RECOURSE_TRY(state.next(row)))
            found.push_back(membership_at(row));
        return found;
    });
}

Result<void> Accounts::change_profile(Id<Person> id, std::string const& name, Language language)
{
    auto& state = *state_;
    if (auto refused = name_refused(name))
        return std::unexpected(*std::move(refused));
    auto const now = state.now();
    return state.write([&]() -> Result<void> {
        RECOURSE_TRY(state.known_person(id));
        RECOURSE_TRY(state.run(
            "UPDATE people SET name = ?2, language = ?3 WHERE id = ?1", number(id), text(name), text(word(language))));
        return state.note(himself(id), {}, "person", number(id), now);
    });
}

Result<Membership> Accounts::add_membership(Caller const& caller, Id<Person> person, Part part)
{
    auto& state = *state_;
    if (auto refused = part_refused(part))
        return std::unexpected(*std::move(refused));
    // The other side's people are the other side's, and where a second person is asked for, a program must not have
    // made both.
    if (!may_take(caller, part) || (part.role == act::Role::officer && caller.key))
        return act::refuse(refusals::may_not);
    auto const now = state.now();
    return state.write([&]() -> Result<Membership> {
        RECOURSE_TRY(state.known_person(person));
        auto const id = RECOURSE_TRY(state.add_membership(person, part, now));
        // As if he had been invited.
        auto const by = caller.key ? caller.behind.maker : caller.actor.person;
        RECOURSE_TRY(state.note_let_in(by, part, person, now));
        RECOURSE_TRY(state.note(caller, "membership", number(id), now));
        return Membership { id, person, part, now };
    });
}

Result<void> Accounts::end_membership(Caller const& caller, Id<Membership> id)
{
    auto& state = *state_;
    auto const now = state.now();
    return state.write([&]() -> Result<void> {
        auto const found = RECOURSE_TRY(state.find_membership(id));
        if (!found)
            return act::refuse(refusals::membership_not_found);
        bool const is_own = caller.session && caller.actor.person == found->person;
        if (!is_own && !may_take(caller, found->part))
            return act::refuse(refusals::may_not);
        if (found->part == Part { act::Role::officer, {}, {} })
            RECOURSE_TRY(state.leave_an_officer(found->person));
        RECOURSE_TRY(state.run("UPDATE memberships SET ended = ?2 WHERE id = ?1", number(id), now.micros));
        RECOURSE_TRY(state.void_links_of(found->person));
        return state.note(caller, "membership", number(id), now);
    });
}

Result<void> Accounts::disable(Caller const& caller, Id<Person> id)
{
    auto& state = *state_;
    if (!is_officer(caller))
        return act::refuse(refusals::may_not);
    if (caller.actor.person && caller.actor.person == id)
        return act::refuse(refusals::oneself);
    auto const now = state.now();
    return state.write([&]() -> Result<void> {
        if (RECOURSE_TRY(state.known_person(id)).is_disabled)
            return {};
        for (auto const& membership : RECOURSE_TRY(state.memberships(id)))
            if (membership.part == Part { act::Role::officer, {}, {} })
                RECOURSE_TRY(state.leave_an_officer(id));
        RECOURSE_TRY(state.run("UPDATE people SET disabled = 1 WHERE id = ?1", number(id)));
        RECOURSE_TRY(state.end_sessions(id, {}));
        RECOURSE_TRY(state.void_links_of(id));
        return state.note(caller, "person", number(id), now);
    });
}

Result<void> Accounts::enable(Caller const& caller, Id<Person> id)
{
    auto& state = *state_;
    if (!is_officer(caller))
        return act::refuse(refusals::may_not);
    auto const now = state.now();
    return state.write([&]() -> Result<void> {
        if (!RECOURSE_TRY(state.known_person(id)).is_disabled)
            return {};
        RECOURSE_TRY(state.run("UPDATE people SET disabled = 0 WHERE id = ?1", number(id)));
        return state.note(caller, "person", number(id), now);
    });
}

} // namespace recourse::accounts
