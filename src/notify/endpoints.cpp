#include "notify/outbox.hpp"
#include "notify/outbox_state.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace recourse::notify {

namespace {

std::vector<std::string> words(std::string_view joined)
{
    std::vector<std::string> result;
    while (!joined.empty()) {
        auto const space = joined.find(' ');
        result.emplace_back(joined.substr(0, space));
        joined.remove_prefix(space == std::string_view::npos ? joined.size() : space + 1);
    }
    return result;
}

} // namespace

Endpoint endpoint_of(sql::Query const& row)
{
    Endpoint one;
    one.id = id_at<Endpoint>(row, 0);
    one.role = static_cast<act::Role>(row->integer(1));
    one.party = id_at<Party>(row, 2);
    one.url = row->text(3);
    one.description = row->text(4);
    one.types = words(row->text(5));
    one.state = static_cast<EndpointState>(row->integer(6));
    one.since = { row->integer(7) };
    one.failing_since = moment_at(row, 8);
    one.old_secret_until = moment_at(row, 9);
    one.replaying = !row->is_null(10);
    one.after = static_cast<store::Sequence>(row->integer(11));
    return one;
}

Result<Endpoint> Outbox::add_endpoint(Endpoint endpoint, Seal const& seal)
{
    auto& state = *state_;
    return state.write([&]() -> Result<Endpoint> {
        auto const types = fmt::format("{}", fmt::join(endpoint.types, " "));
        std::span<std::uint8_t const> const none;
        RECOURSE_TRY_DONE(state.run("INSERT INTO endpoints(role, party, url, description, types, state, since, after,"
                                    " secret, told) VALUES(?1, ?2, ?3, ?4, ?5, 1, ?6, ?7, ?8, 1)",
            static_cast<std::int64_t>(endpoint.role), number(endpoint.party), text(endpoint.url),
            text(endpoint.description), text(types), endpoint.since.micros, static_cast<std::int64_t>(endpoint.after),
            none));
        endpoint.id
            = { static_cast<std::uint64_t>(RECOURSE_TRY(db(state.connection.number("SELECT last_insert_rowid()")))) };
        auto const sealed = seal(endpoint.id);
        RECOURSE_TRY_DONE(state.run("UPDATE endpoints SET secret = ?2 WHERE id = ?1", number(endpoint.id),
            std::span<std::uint8_t const> { sealed }));
        return endpoint;
    });
}

Result<std::vector<Endpoint>> Outbox::endpoints()
{
    auto& state = *state_;
    return state.read([&]() -> Result<std::vector<Endpoint>> {
        auto row
            = RECOURSE_TRY(state.query("SELECT id, role, party, url, description, types, state, since,"
                                       " failing_since, old_until, replay_from, after FROM endpoints ORDER BY id"));
        std::vector<Endpoint> found;
        while (RECOURSE_TRY(state.next(row)))
            found.push_back(endpoint_of(row));
        return found;
    });
}

Result<std::vector<Endpoint>> Outbox::endpoints(Owner of)
{
    auto& state = *state_;
    return state.read([&]() -> Result<std::vector<Endpoint>> {
        auto row = RECOURSE_TRY(state.query("SELECT id, role, party, url, description, types, state, since,"
                                            " failing_since, old_until, replay_from, after FROM endpoints"
                                            " WHERE party = ?1 AND role = ?2 ORDER BY id",
            number(of.party), static_cast<std::int64_t>(of.role)));
        std::vector<Endpoint> found;
        while (RECOURSE_TRY(state.next(row)))
            found.push_back(endpoint_of(row));
        return found;
    });
}

Result<std::optional<Endpoint>> Outbox::endpoint(Id<Endpoint> id)
{
    auto& state = *state_;
    return state.read([&]() -> Result<std::optional<Endpoint>> {
        auto row
            = RECOURSE_TRY(state.query("SELECT id, role, party, url, description, types, state, since,"
                                       " failing_since, old_until, replay_from, after FROM endpoints WHERE id = ?1",
                number(id)));
        if (!RECOURSE_TRY(state.next(row)))
            return std::nullopt;
        return endpoint_of(row);
    });
}

Result<void> Outbox::change_endpoint(Endpoint const& endpoint, Instant now)
{
    auto& state = *state_;
    return state.write([&]() -> Result<void> {
        auto const types = fmt::format("{}", fmt::join(endpoint.types, " "));
        RECOURSE_TRY_DONE(state.run("UPDATE endpoints SET url = ?2, description = ?3, types = ?4, state = ?5,"
                                    " failing_since = NULL, told = 1 WHERE id = ?1",
            number(endpoint.id), text(endpoint.url), text(endpoint.description), text(types),
            static_cast<std::int64_t>(endpoint.state)));
        if (endpoint.state != EndpointState::on)
            return state.give_up_waiting(endpoint.id, "the endpoint was switched off", now);
        return {};
    });
}

Result<void> Outbox::rotate(Id<Endpoint> id, std::vector<std::uint8_t> const& sealed, Instant old_until)
{
    auto& state = *state_;
    return state.write([&] {
        return state.run("UPDATE endpoints SET old_secret = secret, old_until = ?3, secret = ?2 WHERE id = ?1",
            number(id), std::span<std::uint8_t const> { sealed }, old_until.micros);
    });
}

Result<void> Outbox::remove_endpoint(Id<Endpoint> id)
{
    auto& state = *state_;
    return state.write([&]() -> Result<void> {
        RECOURSE_TRY_DONE(state.run("DELETE FROM deliveries WHERE endpoint = ?1", number(id)));
        return state.run("DELETE FROM endpoints WHERE id = ?1", number(id));
    });
}

Result<std::vector<std::vector<std::uint8_t>>> Outbox::secrets(Id<Endpoint> id, Instant now)
{
    auto& state = *state_;
    return state.read([&]() -> Result<std::vector<std::vector<std::uint8_t>>> {
        auto row = RECOURSE_TRY(
            state.query("SELECT secret, old_secret, old_until FROM endpoints WHERE id = ?1", number(id)));
        std::vector<std::vector<std::uint8_t>> found;
        if (!RECOURSE_TRY(state.next(row)))
            return found;
        auto const secret = row->bytes(0);
        found.emplace_back(secret.begin(), secret.end());
        if (!row->is_null(1) && row->integer(2) > now.micros) {
            auto const old = row->bytes(1);
            found.emplace_back(old.begin(), old.end());
        }
        return found;
    });
}

Result<std::vector<Endpoint>> Outbox::untold()
{
    auto& state = *state_;
    return state.read([&]() -> Result<std::vector<Endpoint>> {
        auto row
            = RECOURSE_TRY(state.query("SELECT id, role, party, url, description, types, state, since,"
                                       " failing_since, old_until, replay_from, after FROM endpoints WHERE told = 0"));
        std::vector<Endpoint> found;
        while (RECOURSE_TRY(state.next(row)))
            found.push_back(endpoint_of(row));
        return found;
    });
}

Result<void> Outbox::tell_owner(Id<Endpoint> id, std::vector<Entry> const& entries)
{
    auto& state = *state_;
    return state.write([&]() -> Result<void> {
        for (auto const& entry : entries)
            RECOURSE_TRY_DONE(state.insert(entry, false));
        return state.run("UPDATE endpoints SET told = 1 WHERE id = ?1", number(id));
    });
}

Result<void> Outbox::begin_replay(Id<Endpoint> id, store::Sequence from)
{
    auto& state = *state_;
    return state.write([&] {
        return state.run(
            "UPDATE endpoints SET replay_from = ?2, replay_upto = (SELECT cursor FROM place) WHERE id = ?1", number(id),
            static_cast<std::int64_t>(from));
    });
}

Result<std::vector<Outbox::Replay>> Outbox::replays()
{
    auto& state = *state_;
    return state.read([&]() -> Result<std::vector<Replay>> {
        auto row = RECOURSE_TRY(state.query(
            "SELECT id, role, party, url, description, types, state, since, failing_since, old_until, replay_from,"
            " after, replay_upto FROM endpoints WHERE replay_from IS NOT NULL"));
        std::vector<Replay> found;
        while (RECOURSE_TRY(state.next(row)))
            found.push_back({ endpoint_of(row), static_cast<store::Sequence>(row->integer(10)),
                static_cast<store::Sequence>(row->integer(12)) });
        return found;
    });
}

Result<void> Outbox::replay(Id<Endpoint> id, std::vector<Entry> const& entries, std::optional<store::Sequence> next)
{
    auto& state = *state_;
    return state.write([&]() -> Result<void> {
        for (auto const& entry : entries)
            RECOURSE_TRY_DONE(state.insert(entry, true));
        if (next)
            return state.run("UPDATE endpoints SET replay_from = ?2 WHERE id = ?1 AND replay_from IS NOT NULL",
                number(id), static_cast<std::int64_t>(*next));
        return state.run("UPDATE endpoints SET replay_from = NULL, replay_upto = NULL WHERE id = ?1", number(id));
    });
}

} // namespace recourse::notify
