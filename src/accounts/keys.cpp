#include "accounts/authority.hpp"
#include "accounts/refusals.hpp"
#include "accounts/state.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::accounts {

Result<Caller> Accounts::State::authenticate_key(Digest const& digest)
{
    auto row = RECOURSE_TRY(
        query("SELECT id, role, party, scopes, until, revoked, made_by FROM keys WHERE hash = ?1", blob(digest)));
    if (!RECOURSE_TRY(next(row)))
        return act::refuse(refusals::key_unknown);
    if (!row->is_null(5))
        return act::refuse(refusals::key_revoked);
    auto const until = instant_at(row, 4);
    auto const at = now();
    if (at >= until)
        return act::refuse(refusals::key_expired, { { "until", to_string(until) } });
    Caller const caller { { role_at(row, 1), id_at<Party>(row, 2), {} },
        Scopes::of_bits(static_cast<std::uint32_t>(row->integer(3))), {}, {}, id_at<ApiKey>(row, 0), Language::en,
        { id_at<Person>(row, 6), {} } };
    callers.emplace(digest, Known { caller, at, until });
    keys_used[caller.key.number] = at;
    return caller;
}

Result<MintedKey> Accounts::make_key(Caller const& caller, NewKey const& wanted)
{
    auto& state = *state_;
    if (auto refused = part_refused({ wanted.role, wanted.party, {} }))
        return std::unexpected(*std::move(refused));
    if (!may_keep_keys(caller, wanted.role, wanted.party))
        return act::refuse(refusals::may_not);
    if (auto refused = name_refused(wanted.name))
        return std::unexpected(*std::move(refused));
    if (wanted.scopes.empty())
        return act::refuse(refusals::no_scopes);
    if (!wanted.scopes.is_within(caller.scopes))
        return act::refuse(refusals::scopes_beyond);
    auto const now = state.now();
    if (wanted.until <= now || wanted.until > later(now, state.options.key_longest))
        return act::refuse(refusals::key_life, { { "days", fmt::format("{}", state.options.key_longest.count()) } });
    // A key that a key makes is its maker's, too.
    auto const maker = caller.key ? caller.behind.maker : caller.actor.person;
    return state.write([&]() -> Result<MintedKey> {
        MintedKey minted { new_token(key_token),
            { {}, wanted.name, wanted.role, wanted.party, wanted.scopes, now, wanted.until, {}, {}, maker } };
        auto const hash = sha256(minted.token.reveal());
        RECOURSE_TRY(state.run("INSERT INTO keys(hash, name, role, party, scopes, since, until, made_by)"
                               " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            blob(hash), text(wanted.name), number(wanted.role), number(wanted.party),
            std::int64_t { wanted.scopes.bits() }, now.micros, wanted.until.micros, number(maker)));
        auto const id = RECOURSE_TRY(state.last_id());
        minted.key.id = { static_cast<std::uint64_t>(id) };
        RECOURSE_TRY(state.note(caller, "key", id, now));
        return minted;
    });
}

Result<std::vector<ApiKey>> Accounts::keys(Id<Party> party)
{
    auto& state = *state_;
    return state.read([&]() -> Result<std::vector<ApiKey>> {
        auto row = RECOURSE_TRY(state.query("SELECT id, name, role, party, scopes, since, until, used, revoked, made_by"
                                            " FROM keys WHERE party = ?1 ORDER BY id",
            number(party)));
        std::vector<ApiKey> found;
        while (RECOURSE_TRY(state.next(row))) {
            ApiKey key { id_at<ApiKey>(row, 0), std::string(row->text(1)), role_at(row, 2), id_at<Party>(row, 3),
                Scopes::of_bits(static_cast<std::uint32_t>(row->integer(4))), instant_at(row, 5), instant_at(row, 6),
                optional_instant_at(row, 7), optional_instant_at(row, 8), id_at<Person>(row, 9) };
            if (auto const used = state.keys_used.find(key.id.number); used != state.keys_used.end()) {
                constexpr std::int64_t hour = 3'600'000'000;
                key.used = std::max(key.used.value_or(Instant {}), Instant { used->second.micros / hour * hour });
            }
            found.push_back(std::move(key));
        }
        return found;
    });
}

Result<void> Accounts::revoke_key(Caller const& caller, Id<ApiKey> id)
{
    auto& state = *state_;
    auto const now = state.now();
    return state.write([&]() -> Result<void> {
        {
            auto row = RECOURSE_TRY(state.query("SELECT role, party, revoked FROM keys WHERE id = ?1", number(id)));
            if (!RECOURSE_TRY(state.next(row)) || !row->is_null(2))
                return act::refuse(refusals::no_key);
            if (!may_keep_keys(caller, role_at(row, 0), id_at<Party>(row, 1)))
                return act::refuse(refusals::may_not);
        }
        RECOURSE_TRY(state.run("UPDATE keys SET revoked = ?2 WHERE id = ?1", number(id), now.micros));
        return state.note(caller, "key", number(id), now);
    });
}

} // namespace recourse::accounts
