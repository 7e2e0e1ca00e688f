#include "accounts/refusals.hpp"
#include "accounts/state.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::accounts {

namespace {

constexpr std::int64_t feeds_max = 50; ///< of a person, that are not revoked

/// Acts for a party; the programme's own people have queues, and no days of their own.
bool may_have_feeds(Caller const& caller)
{
    switch (caller.actor.role) {
    case act::Role::buyer:
    case act::Role::supplier:
    case act::Role::counsel:
    case act::Role::supplier_counsel:
        return static_cast<bool>(caller.actor.party);
    case act::Role::officer:
    case act::Role::inspector:
    case act::Role::auditor:
    case act::Role::carrier:
    case act::Role::provider:
    case act::Role::platform:
        return false;
    }
    return false;
}

constexpr char feeds_of[] = "SELECT f.id, f.name, f.matter, m.role, m.party, m.only_case, f.since, f.until, f.used,"
                            " f.revoked FROM feeds f JOIN memberships m ON m.id = f.membership WHERE f.person = ?1"
                            " ORDER BY f.id";
constexpr char feed_of[] = "SELECT f.id, f.name, f.matter, m.role, m.party, m.only_case, f.since, f.until, f.used,"
                           " f.revoked, f.person, p.language, p.disabled, m.ended"
                           " FROM feeds f JOIN memberships m ON m.id = f.membership AND m.person = f.person"
                           " JOIN people p ON p.id = f.person WHERE f.hash = ?1";

Feed feed_at(sql::Query const& row)
{
    return { id_at<Feed>(row, 0), std::string(row->text(1)), static_cast<std::uint64_t>(row->integer(2)),
        { role_at(row, 3), id_at<Party>(row, 4), id_at<Order>(row, 5) }, instant_at(row, 6),
        optional_instant_at(row, 7), optional_instant_at(row, 8), optional_instant_at(row, 9) };
}

} // namespace

Result<MintedFeed> Accounts::make_feed(Caller const& caller, NewFeed const& wanted)
{
    auto& state = *state_;
    auto const person = caller.actor.person;
    if (!caller.session || !person)
        return act::refuse(refusals::feed_person);
    if (!may_have_feeds(caller))
        return act::refuse(refusals::may_not);
    if (auto refused = name_refused(wanted.name))
        return std::unexpected(*std::move(refused));
    auto const now = state.now();
    if (wanted.until && (*wanted.until <= now || *wanted.until > later(now, state.options.key_longest)))
        return act::refuse(refusals::feed_life, { { "days", fmt::format("{}", state.options.key_longest.count()) } });
    return state.write([&]() -> Result<MintedFeed> {
        Id<Membership> membership;
        {
            auto row
                = RECOURSE_TRY(state.query("SELECT s.acting, (SELECT count(*) FROM feeds f WHERE f.person = ?2"
                                           " AND f.revoked IS NULL) FROM sessions s WHERE s.id = ?1 AND s.person = ?2",
                    number(caller.session), number(person)));
            if (!RECOURSE_TRY(state.next(row)))
                return act::refuse(refusals::session_over);
            membership = id_at<Membership>(row, 0);
            if (row->integer(1) >= feeds_max)
                return act::refuse(refusals::feeds_full, { { "count", fmt::format("{}", feeds_max) } });
        }
        auto const found = RECOURSE_TRY(state.find_membership(membership));
        if (!found || found->person != person)
            return act::refuse(refusals::no_membership);
        MintedFeed minted { new_token(feed_token),
            { {}, wanted.name, wanted.matter, found->part, now, wanted.until, {}, {} } };
        auto const hash = sha256(minted.token.reveal());
        auto const matter = static_cast<std::int64_t>(wanted.matter);
        RECOURSE_TRY(state.run("INSERT INTO feeds(hash, name, person, membership, matter, since)"
                               " VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
            blob(hash), text(wanted.name), number(person), number(membership), matter, now.micros));
        auto const id = RECOURSE_TRY(state.last_id());
        minted.feed.id = { static_cast<std::uint64_t>(id) };
        if (wanted.until)
            RECOURSE_TRY(state.run("UPDATE feeds SET until = ?2 WHERE id = ?1", id, wanted.until->micros));
        RECOURSE_TRY(state.note(caller, "feed", id, now));
        return minted;
    });
}

Result<std::vector<Feed>> Accounts::feeds(Id<Person> person)
{
    auto& state = *state_;
    return state.read([&]() -> Result<std::vector<Feed>> {
        auto row = RECOURSE_TRY(state.query(feeds_of, number(person)));
        std::vector<Feed> found;
        while (RECOURSE_TRY(state.next(row))) {
            auto feed = feed_at(row);
            if (auto const used = state.feeds_used.find(feed.id.number); used != state.feeds_used.end()) {
                constexpr std::int64_t hour = 3'600'000'000;
                feed.used = std::max(feed.used.value_or(Instant {}), Instant { used->second.micros / hour * hour });
            }
            found.push_back(std::move(feed));
        }
        return found;
    });
}

Result<void> Accounts::revoke_feed(Caller const& caller, Id<Feed> id)
{
    auto& state = *state_;
    auto const now = state.now();
    auto const person = caller.actor.person;
    if (!person)
        return act::refuse(refusals::no_feed);
    return state.write([&]() -> Result<void> {
        {
            auto row = RECOURSE_TRY(state.query(
                "SELECT 1 FROM feeds WHERE id = ?1 AND person = ?2 AND revoked IS NULL", number(id), number(person)));
            if (!RECOURSE_TRY(state.next(row)))
                return act::refuse(refusals::no_feed);
        }
        RECOURSE_TRY(state.run("UPDATE feeds SET revoked = ?2 WHERE id = ?1", number(id), now.micros));
        return state.note(caller, "feed", number(id), now);
    });
}

Result<ReadFeed> Accounts::read_feed(Secret const& token)
{
    auto& state = *state_;
    if (!has_form_of(feed_token, token.reveal()))
        return act::refuse(refusals::feed_unknown);
    auto const hash = sha256(token.reveal());
    auto const now = state.now();
    return state.read([&]() -> Result<ReadFeed> {
        auto row = RECOURSE_TRY(state.query(feed_of, blob(hash)));
        if (!RECOURSE_TRY(state.next(row)))
            return act::refuse(refusals::feed_unknown);
        auto feed = feed_at(row);
        bool const over
            = feed.revoked || (feed.until && now >= *feed.until) || row->integer(12) != 0 || !row->is_null(13);
        if (over)
            return act::refuse(refusals::feed_unknown);
        Caller caller { { feed.part.role, feed.part.party, id_at<Person>(row, 10) }, { Scope::read },
            feed.part.only_case, {}, {}, parse_language(row->text(11)), {} };
        state.feeds_used[feed.id.number] = now;
        return ReadFeed { std::move(caller), std::move(feed) };
    });
}

} // namespace recourse::accounts
