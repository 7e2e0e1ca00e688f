#include "accounts/address.hpp"
#include "accounts/refusals.hpp"
#include "accounts/state.hpp"

#include <fmt/format.h>

namespace recourse::accounts {

namespace {

Digest subject_of(std::string_view kind, std::string_view name)
{
    return sha256(fmt::format("{}\n{}", kind, name));
}

} // namespace

Result<void> Accounts::State::count(
    Attempt::Counted& counted, LockPolicy const& policy, act::RefusalKind const& refused, Instant at)
{
    {
        auto row = RECOURSE_TRY(
            query("SELECT count, last, locked_until FROM failures WHERE subject = ?1", blob(counted.subject)));
        if (RECOURSE_TRY(next(row)))
            counted.before = { static_cast<unsigned>(row->integer(0)), instant_at(row, 1), instant_at(row, 2) };
    }
    if (auto const left = counted.before.locked_until.micros - at.micros; left > 0)
        return act::refuse(refused, { { "seconds", fmt::format("{}", (left + 999'999) / 1'000'000) } });
    counted.after = after_failure(policy, counted.before, at);
    return run("INSERT INTO failures VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET"
               " count = excluded.count, last = excluded.last, locked_until = excluded.locked_until",
        blob(counted.subject), std::int64_t { counted.after.count }, counted.after.last.micros,
        counted.after.locked_until.micros);
}

Result<void> Accounts::State::take_back(Attempt::Counted const& counted, LockPolicy const& policy)
{
    Failures present;
    {
        auto row = RECOURSE_TRY(
            query("SELECT count, last, locked_until FROM failures WHERE subject = ?1", blob(counted.subject)));
        if (!RECOURSE_TRY(next(row)))
            return {};
        present = { static_cast<unsigned>(row->integer(0)), instant_at(row, 1), instant_at(row, 2) };
    }
    if (present == counted.after) {
        // Nobody has tried since: all is as it was.
        if (counted.before.count == 0)
            return run("DELETE FROM failures WHERE subject = ?1", blob(counted.subject));
        present = counted.before;
    } else if (present.count > 0) {
        --present.count;
        if (present.count <= policy.free)
            present.locked_until = {};
    }
    return run("UPDATE failures SET count = ?2, last = ?3, locked_until = ?4 WHERE subject = ?1", blob(counted.subject),
        std::int64_t { present.count }, present.last.micros, present.locked_until.micros);
}

Result<void> Accounts::State::clear_failures(Attempt const& attempt)
{
    RECOURSE_TRY(run("DELETE FROM failures WHERE subject = ?1", blob(attempt.account.subject)));
    // Only what this attempt added: otherwise somebody with an account of his own could try others' from one address
    // without end.
    if (attempt.address)
        return take_back(*attempt.address, options.address_lock);
    return {};
}

Result<void> Accounts::State::forget_failures(std::string_view email)
{
    auto const subject = subject_of("account", email);
    return run("DELETE FROM failures WHERE subject = ?1", blob(subject));
}

Result<Attempt> Accounts::State::begin_attempt(std::string_view email, From const& from)
{
    Attempt attempt;
    attempt.account.subject = subject_of("account", email);
    if (auto const address = counted_address(from.address); !address.empty())
        attempt.address = Attempt::Counted { subject_of("address", address), {}, {} };
    auto const at = now();
    return write([&]() -> Result<Attempt> {
        RECOURSE_TRY(count(attempt.account, options.account_lock, refusals::locked, at));
        if (attempt.address)
            RECOURSE_TRY(count(*attempt.address, options.address_lock, refusals::address_locked, at));
        return attempt;
    });
}

Result<void> Accounts::State::take_back(Attempt const& attempt)
{
    return write([&]() -> Result<void> {
        RECOURSE_TRY(take_back(attempt.account, options.account_lock));
        if (attempt.address)
            return take_back(*attempt.address, options.address_lock);
        return {};
    });
}

Result<HashGate::Place> Accounts::State::enter_gate()
{
    auto place = gate.enter();
    if (!place)
        return act::refuse(refusals::busy);
    return std::move(*place);
}

Result<std::string> Accounts::State::hashed(Secret const& password)
{
    auto const place = RECOURSE_TRY(enter_gate());
    auto hash = hash_password(password, options.hash);
    if (!hash)
        return std::unexpected(Fault { store::ReadError::failed, "there is no memory to hash a password" });
    return std::move(*hash);
}

Result<Accounts::State::Proof> Accounts::State::prove_password(
    Secret const& token, Secret const& password, From const& from)
{
    Proof proof;
    RECOURSE_TRY(read([&]() -> Result<void> {
        proof.owner = RECOURSE_TRY(owner(token));
        proof.person = RECOURSE_TRY(known_person(proof.owner.person));
        return {};
    }));
    proof.attempt = RECOURSE_TRY(begin_attempt(email_key(proof.person.email), from));
    bool is_right = false;
    {
        auto const place = enter_gate();
        if (!place) {
            RECOURSE_TRY(take_back(proof.attempt));
            return std::unexpected(place.error());
        }
        is_right = is_password(password, proof.person.hash);
    }
    if (!is_right)
        return act::refuse(refusals::wrong_password);
    return proof;
}

Result<Accounts::State::Proof> Accounts::State::prove_password_alone(
    Secret const& token, Secret const& password, From const& from)
{
    auto proof = RECOURSE_TRY(prove_password(token, password, from));
    RECOURSE_TRY(write([&] { return clear_failures(proof.attempt); }));
    return proof;
}

Result<void> Accounts::State::confirm(Proof const& proof)
{
    auto const present = RECOURSE_TRY(known_person(proof.person.id));
    if (present.hash != proof.person.hash || present.is_disabled)
        return act::refuse(refusals::wrong_password);
    return {};
}

} // namespace recourse::accounts
