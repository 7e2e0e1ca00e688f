#include "accounts/address.hpp"
#include "accounts/authority.hpp"
#include "accounts/password_policy.hpp"
#include "accounts/refusals.hpp"
#include "accounts/state.hpp"
#include "accounts/totp.hpp"

#include <fmt/format.h>

namespace recourse::accounts {

namespace {

constexpr unsigned recovery_codes_made = 10;
constexpr std::size_t recovery_code_letters = 16; // of 5 bits each: 80 random bits, too many to try on a stolen file

std::span<std::uint8_t const> bytes_of(Secret const& secret)
{
    auto const text = secret.reveal();
    return { reinterpret_cast<std::uint8_t const*>(text.data()), text.size() };
}

/// As it is compared: without what people put between groups, in capitals.
Secret plain(Secret const& typed)
{
    std::string letters;
    letters.reserve(typed.reveal().size());
    for (char const c : typed.reveal()) {
        if (c == ' ' || c == '-')
            continue;
        letters += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    Secret secret(letters);
    wipe(letters);
    return secret;
}

Digest recovery_hash(Id<Person> person, Secret const& plain_code)
{
    Digester digester;
    return digester.add("recourse recovery code\n").add(person.number).add(plain_code.reveal()).finish();
}

/// "ABCD-EFGH-IJKL-MNOP".
Secret new_recovery_code()
{
    std::array<std::uint8_t, recovery_code_letters * 5 / 8> random {};
    fill_random(random);
    auto letters = totp::base32(random);
    auto grouped
        = fmt::format("{}-{}-{}-{}", std::string_view(letters).substr(0, 4), std::string_view(letters).substr(4, 4),
            std::string_view(letters).substr(8, 4), std::string_view(letters).substr(12, 4));
    Secret code(grouped);
    wipe(letters);
    wipe(grouped);
    return code;
}

bool is_totp(Secret const& plain_code)
{
    auto const text = plain_code.reveal();
    return text.size() == totp::digits_of_codes && text.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

Result<bool> Accounts::State::has_factor(Id<Person> person)
{
    auto row = RECOURSE_TRY(query("SELECT 1 FROM factors WHERE person = ?1 AND confirmed = 1", number(person)));
    return next(row);
}

Result<bool> Accounts::State::use_code(Id<Person> person, Secret const& typed, Instant at)
{
    auto const code = plain(typed);
    if (is_totp(code)) {
        std::uint64_t step = 0;
        {
            auto row = RECOURSE_TRY(query("SELECT secret, used_step FROM factors WHERE person = ?1", number(person)));
            if (!RECOURSE_TRY(next(row)))
                return false;
            auto const secret = unseal(key, row->bytes(0), to_string(person));
            if (!secret)
                return act::refuse(refusals::factor_unreadable);
            auto const found = totp::matching_step(
                bytes_of(*secret), code.reveal(), at, static_cast<std::uint64_t>(row->integer(1)));
            if (!found)
                return false;
            step = *found;
        }
        RECOURSE_TRY(run(
            "UPDATE factors SET used_step = ?2 WHERE person = ?1", number(person), static_cast<std::int64_t>(step)));
        return true;
    }
    auto const hash = recovery_hash(person, code);
    RECOURSE_TRY(run("DELETE FROM recovery_codes WHERE person = ?1 AND hash = ?2", number(person), blob(hash)));
    return RECOURSE_TRY(db(connection.number("SELECT changes()"))) == 1;
}

Result<RecoveryCodes> Accounts::State::renew_recovery_codes(Id<Person> person)
{
    RECOURSE_TRY(run("DELETE FROM recovery_codes WHERE person = ?1", number(person)));
    RecoveryCodes codes;
    while (codes.size() < recovery_codes_made) {
        codes.push_back(new_recovery_code());
        auto const hash = recovery_hash(person, plain(codes.back()));
        RECOURSE_TRY(run("INSERT INTO recovery_codes(person, hash) VALUES(?1, ?2)", number(person), blob(hash)));
    }
    return codes;
}

Result<void> Accounts::State::drop_factor(Id<Person> person)
{
    RECOURSE_TRY(run("DELETE FROM recovery_codes WHERE person = ?1", number(person)));
    return run("DELETE FROM factors WHERE person = ?1", number(person));
}

Result<FactorSecret> Accounts::begin_factor(Secret const& token, Secret const& password, From const& from)
{
    auto& state = *state_;
    auto const proof = RECOURSE_TRY(state.prove_password_alone(token, password, from));
    return state.write([&]() -> Result<FactorSecret> {
        RECOURSE_TRY(state.confirm(proof));
        if (RECOURSE_TRY(state.has_factor(proof.person.id)))
            return act::refuse(refusals::factor_exists);
        std::array<std::uint8_t, totp::secret_size> secret {};
        fill_random(secret);
        auto const sealed = seal(state.key, secret, to_string(proof.person.id));
        RECOURSE_TRY(state.run("INSERT INTO factors VALUES(?1, ?2, 0, 0)"
                               " ON CONFLICT DO UPDATE SET secret = excluded.secret, used_step = 0",
            number(proof.person.id), std::span<std::uint8_t const>(sealed)));
        FactorSecret shown { Secret(totp::base32(secret)),
            totp::uri(state.options.issuer, proof.person.email, secret) };
        wipe({ reinterpret_cast<char*>(secret.data()), secret.size() });
        return shown;
    });
}

Result<RecoveryCodes> Accounts::confirm_factor(Secret const& token, Secret const& code, From const& from)
{
    auto& state = *state_;
    auto const now = state.now();
    auto const person = RECOURSE_TRY(state.read(
        [&]() -> Result<StoredPerson> { return state.known_person(RECOURSE_TRY(state.owner(token)).person); }));
    auto const attempt = RECOURSE_TRY(state.begin_attempt(email_key(person.email), from));
    auto result = state.write([&]() -> Result<RecoveryCodes> {
        auto const owned = RECOURSE_TRY(state.owner(token));
        {
            auto row = RECOURSE_TRY(
                state.query("SELECT 1 FROM factors WHERE person = ?1 AND confirmed = 0", number(person.id)));
            if (!RECOURSE_TRY(state.next(row)))
                return act::refuse(refusals::no_factor_begun);
        }
        if (!is_totp(plain(code)) || !RECOURSE_TRY(state.use_code(person.id, code, now)))
            return act::refuse(refusals::wrong_code);
        RECOURSE_TRY(state.run("UPDATE factors SET confirmed = 1 WHERE person = ?1", number(person.id)));
        RECOURSE_TRY(state.clear_failures(attempt));
        RECOURSE_TRY(state.end_sessions(person.id, owned.session));
        RECOURSE_TRY(state.note(himself(person.id), {}, "person", number(person.id), now, network_of(from.address)));
        return state.renew_recovery_codes(person.id);
    });
    if (!result && result.error().is(refusals::no_factor_begun))
        RECOURSE_TRY(state.take_back(attempt));
    return result;
}

Result<RecoveryCodes> Accounts::new_recovery_codes(Secret const& token, Secret const& password, From const& from)
{
    auto& state = *state_;
    auto const now = state.now();
    auto const proof = RECOURSE_TRY(state.prove_password_alone(token, password, from));
    return state.write([&]() -> Result<RecoveryCodes> {
        RECOURSE_TRY(state.confirm(proof));
        auto const id = proof.person.id;
        if (!RECOURSE_TRY(state.has_factor(id)))
            return act::refuse(refusals::no_factor);
        RECOURSE_TRY(state.note(himself(id), {}, "person", number(id), now, network_of(from.address)));
        return state.renew_recovery_codes(id);
    });
}

Result<void> Accounts::remove_factor(Secret const& token, Secret const& password, Secret const& code, From const& from)
{
    auto& state = *state_;
    auto const now = state.now();
    auto const proof = RECOURSE_TRY(state.prove_password(token, password, from));
    auto const id = proof.person.id;
    auto result = state.write([&]() -> Result<void> {
        RECOURSE_TRY(state.confirm(proof));
        if (!RECOURSE_TRY(state.has_factor(id)))
            return act::refuse(refusals::no_factor);
        for (auto const& membership : RECOURSE_TRY(state.memberships(id))) {
            if (auto const role = membership.part.role;
                state.options.officers_need_factor && role == act::Role::officer)
                return act::refuse(refusals::factor_required, { { "role", std::string { act::word(role) } } });
        }
        if (!RECOURSE_TRY(state.use_code(id, code, now)))
            return act::refuse(refusals::wrong_code);
        RECOURSE_TRY(state.clear_failures(proof.attempt));
        RECOURSE_TRY(state.drop_factor(id));
        return state.note(himself(id), {}, "person", number(id), now, network_of(from.address));
    });
    if (!result && (result.error().is(refusals::no_factor) || result.error().is(refusals::factor_required)))
        RECOURSE_TRY(state.take_back(proof.attempt));
    return result;
}

Result<void> Accounts::change_password(Secret const& token, Secret const& current, Secret const& next, From const& from)
{
    auto& state = *state_;
    auto const now = state.now();
    auto const proof = RECOURSE_TRY(state.prove_password_alone(token, current, from));
    auto const id = proof.person.id;
    if (auto refused = password_refused(next, proof.person.email, proof.person.name))
        return std::unexpected(*std::move(refused));
    auto const hash = RECOURSE_TRY(state.hashed(next));
    return state.write([&]() -> Result<void> {
        auto const owned = RECOURSE_TRY(state.owner(token));
        RECOURSE_TRY(state.confirm(proof));
        RECOURSE_TRY(state.run("UPDATE people SET hash = ?2 WHERE id = ?1", number(id), text(hash)));
        RECOURSE_TRY(state.run("DELETE FROM links WHERE kind = ?1 AND person = ?2",
            static_cast<std::int64_t>(LinkKind::recovery), number(id)));
        RECOURSE_TRY(state.end_sessions(id, owned.session));
        return state.note(himself(id), {}, "person", number(id), now, network_of(from.address));
    });
}

Result<void> Accounts::change_email(
    Secret const& token, Secret const& password, std::string const& email, From const& from)
{
    auto& state = *state_;
    auto const now = state.now();
    if (auto refused = email_refused(email))
        return std::unexpected(*std::move(refused));
    auto const proof = RECOURSE_TRY(state.prove_password_alone(token, password, from));
    auto const id = proof.person.id;
    return state.write([&]() -> Result<void> {
        RECOURSE_TRY(state.confirm(proof));
        auto const key_of_email = email_key(email);
        if (auto const other = RECOURSE_TRY(state.find_person(key_of_email)); other && other->id != id)
            return act::refuse(refusals::email_taken);
        RECOURSE_TRY(state.run(
            "UPDATE people SET email = ?2, email_key = ?3 WHERE id = ?1", number(id), text(email), text(key_of_email)));
        return state.note(himself(id), {}, "person", number(id), now, network_of(from.address));
    });
}

Result<void> Accounts::reset_factor(Caller const& caller, Id<Person> id)
{
    auto& state = *state_;
    if (!is_officer_in_person(caller))
        return act::refuse(refusals::may_not);
    if (caller.actor.person && caller.actor.person == id)
        return act::refuse(refusals::oneself);
    auto const now = state.now();
    return state.write([&]() -> Result<void> {
        RECOURSE_TRY(state.known_person(id));
        if (!RECOURSE_TRY(state.has_factor(id)))
            return act::refuse(refusals::no_factor);
        RECOURSE_TRY(state.drop_factor(id));
        RECOURSE_TRY(state.end_sessions(id, {}));
        RECOURSE_TRY(state.note_recovery(caller, id, now));
        return state.note(caller, "person", number(id), now);
    });
}

} // namespace recourse::accounts
