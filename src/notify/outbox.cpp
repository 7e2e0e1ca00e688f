#include "notify/outbox.hpp"

#include "accounts/crypto.hpp"
#include "notify/outbox_state.hpp"
#include "notify/schedule.hpp"
#include "store/sqlite/files.hpp"
#include "store/sqlite/looked.hpp"

#include <fmt/format.h>

namespace recourse::notify {

namespace {

std::unexpected<accounts::Fault> failed(std::string what)
{
    return std::unexpected(accounts::Fault { store::ReadError::failed, std::move(what) });
}

template <class T>
std::expected<T, accounts::Fault> opening(sql::Result<T> result)
{
    if (!result)
        return std::unexpected(
            accounts::Fault { sql::read_error(result.error().code), std::move(result.error().message) });
    if constexpr (std::is_void_v<T>)
        return {};
    else
        return std::move(*result);
}
std::expected<void, accounts::Fault> opening(std::expected<void, std::string> result)
{
    if (!result)
        return failed(std::move(result.error()));
    return {};
}

/// Durable commits; one process, which holds the directory, has the file.
sql::Result<void> settle_in(sql::Connection& connection)
{
    return connection.execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA page_size = 4096; PRAGMA journal_mode = WAL;"
                              "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;"
                              "PRAGMA journal_size_limit = 4194304");
}

std::string ahead(std::filesystem::path const& file, store::Sequence cursor, store::Sequence head)
{
    return fmt::format(
        "{} has told of the events up to {}, and the log ends with {}: {} are gone. Nothing was changed. "
        "Restore a backup into a new directory (recourse restore) and keep this one as it is, to find "
        "out what became of the events",
        file.string(), cursor, head, cursor - head);
}

} // namespace

std::expected<std::optional<std::string>, std::string> Outbox::ahead_of(
    std::filesystem::path const& directory, store::Sequence head)
{
    auto const file = directory / "deliveries.db";
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        return std::nullopt;
    store::sqlite::Looked::Beside const beside(file);
    auto const said = [&](auto const& result) {
        return std::unexpected(fmt::format("{}: {}", file.string(), result.error().message));
    };
    auto connection = sql::Connection::open(file, sql::Access::look, {});
    if (!connection)
        return said(connection);
    auto const begun = connection->number("SELECT count(*) FROM sqlite_schema WHERE name = 'place'");
    if (!begun)
        return said(begun);
    if (*begun == 0)
        return std::nullopt;
    auto const cursor = connection->number("SELECT cursor FROM place");
    if (!cursor)
        return said(cursor);
    auto const upto = static_cast<store::Sequence>(*cursor);
    return upto > head ? std::optional { ahead(file, upto, head) } : std::nullopt;
}

std::expected<void, std::string> Outbox::set_back(std::filesystem::path const& file, store::Sequence head)
{
    auto connection = sql::Connection::open(file, sql::Access::write, {});
    auto const done = connection
        ? connection->run("UPDATE place SET cursor = ?1 WHERE cursor > ?1", static_cast<std::int64_t>(head))
        : sql::Result<void> { std::unexpected(connection.error()) };
    if (!done)
        return std::unexpected(fmt::format("{}: {}", file.string(), done.error().message));
    return {};
}

Outbox::Outbox(std::unique_ptr<State> state) : state_(std::move(state)) { }
Outbox::~Outbox() = default;

std::expected<std::unique_ptr<Outbox>, accounts::Fault> Outbox::open(
    std::filesystem::path const& directory, store::Sequence head, std::string const& vfs)
{
    auto const file = directory / "deliveries.db";
    RECOURSE_TRY_DONE(opening(store::sqlite::create_private(file)));
    auto connection = RECOURSE_TRY(opening(sql::Connection::open(file, sql::Access::write, vfs)));
    RECOURSE_TRY_DONE(opening(settle_in(connection)));
    RECOURSE_TRY_DONE(migrate(connection));
    std::array<std::uint8_t, 16> random {};
    accounts::fill_random(random);
    std::span<std::uint8_t const> const own { random };
    RECOURSE_TRY_DONE(opening(connection.run(
        "INSERT INTO place VALUES(1, ?1, ?2, 0) ON CONFLICT(one) DO NOTHING", own, static_cast<std::int64_t>(head))));
    auto state = std::make_unique<State>(std::move(connection));
    {
        auto row = RECOURSE_TRY(opening(state->connection.query("SELECT desk, cursor, invitations FROM place")));
        if (!RECOURSE_TRY(opening(row.next())))
            return failed("deliveries.db: it has no place in the log");
        auto const desk = row->bytes(0);
        state->desk.assign(desk.begin(), desk.end());
        state->cursor = static_cast<store::Sequence>(row->integer(1));
        if (state->cursor > head)
            return failed(ahead(file, state->cursor, head));
        state->invitations = static_cast<std::uint64_t>(row->integer(2));
    }
    return std::unique_ptr<Outbox>(new Outbox(std::move(state)));
}

std::string Outbox::message_id(std::string_view about) const
{
    Digester digester;
    digester.add(std::span<std::uint8_t const> { state_->desk }).add(about);
    auto const digest = digester.finish();
    return "msg_" + accounts::base64url(std::span(digest.bytes).first(18));
}

store::Sequence Outbox::cursor()
{
    return state_->read([&] { return state_->cursor; });
}

std::uint64_t Outbox::invitations_cursor()
{
    return state_->read([&] { return state_->invitations; });
}

Result<void> Outbox::State::insert(Entry const& entry, bool again)
{
    std::span<std::uint8_t const> const body { reinterpret_cast<std::uint8_t const*>(entry.body.data()),
        entry.body.size() };
    auto const with = [&](char const* statement) {
        return run(statement, text(entry.message), static_cast<std::int64_t>(entry.channel), number(entry.endpoint),
            number(entry.person), text(entry.address), text(entry.type), static_cast<std::int64_t>(entry.sequence),
            entry.at.micros, body, entry.due.micros);
    };
    if (again)
        return with(
            "INSERT INTO deliveries(message, channel, endpoint, person, address, type, sequence, at, body, state,"
            " tries, due, status, said) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, 0, ?10, 0, '')"
            " ON CONFLICT(message) DO UPDATE SET state = 1, tries = 0, due = excluded.due, finished = NULL"
            " WHERE state > 2");
    return with("INSERT INTO deliveries(message, channel, endpoint, person, address, type, sequence, at, body, state,"
                " tries, due, status, said) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, 0, ?10, 0, '')"
                " ON CONFLICT(message) DO NOTHING");
}

Result<void> Outbox::take(Taken const& taken)
{
    auto& state = *state_;
    auto const done = state.write([&]() -> Result<void> {
        for (auto const& entry : taken.entries)
            RECOURSE_TRY_DONE(state.insert(entry, false));
        RECOURSE_TRY_DONE(state.run("UPDATE place SET cursor = ?1", static_cast<std::int64_t>(taken.cursor)));
        return {};
    });
    if (done)
        state.read([&] { state.cursor = taken.cursor; });
    return done;
}

Result<void> Outbox::take_invitations(std::uint64_t cursor, std::vector<Entry> const& entries)
{
    auto& state = *state_;
    auto const done = state.write([&]() -> Result<void> {
        for (auto const& entry : entries)
            RECOURSE_TRY_DONE(state.insert(entry, false));
        return state.run("UPDATE place SET invitations = ?1", static_cast<std::int64_t>(cursor));
    });
    if (done)
        state.read([&] { state.invitations = cursor; });
    return done;
}

Result<void> Outbox::add(std::vector<Entry> const& entries)
{
    auto& state = *state_;
    return state.write([&]() -> Result<void> {
        for (auto const& entry : entries)
            RECOURSE_TRY_DONE(state.insert(entry, false));
        return {};
    });
}

// -------------------------------------------------------------------------------------------------------- deliveries

Delivery delivery_of(sql::Query const& row)
{
    Delivery one;
    one.id = id_at<Delivery>(row, 0);
    auto& entry = one.entry;
    entry.message = row->text(1);
    entry.channel = static_cast<Channel>(row->integer(2));
    entry.endpoint = id_at<Endpoint>(row, 3);
    entry.person = id_at<Person>(row, 4);
    entry.address = row->text(5);
    entry.type = row->text(6);
    entry.sequence = static_cast<store::Sequence>(row->integer(7));
    entry.at = { row->integer(8) };
    auto const body = row->bytes(9);
    entry.body.assign(body.begin(), body.end());
    one.state = static_cast<DeliveryState>(row->integer(10));
    one.tries = static_cast<std::uint32_t>(row->integer(11));
    entry.due = { row->integer(12) };
    one.finished = moment_at(row, 13);
    one.status = static_cast<int>(row->integer(14));
    one.said = row->text(15);
    return one;
}

Result<bool> Outbox::any_due(Instant now)
{
    auto& state = *state_;
    return state.read([&]() -> Result<bool> {
        auto row
            = RECOURSE_TRY(state.query("SELECT 1 FROM deliveries WHERE state <= 2 AND due <= ?1 LIMIT 1", now.micros));
        return state.next(row);
    });
}

Result<std::optional<Delivery>> Outbox::due(Id<Endpoint> endpoint, Instant now)
{
    auto& state = *state_;
    return state.read([&]() -> Result<std::optional<Delivery>> {
        auto row = RECOURSE_TRY(state.query(
            "SELECT id, message, channel, endpoint, person, address, type, sequence, at, body, state, tries, due,"
            " finished, status, said FROM deliveries WHERE endpoint = ?1 AND state <= 2 AND due <= ?2"
            " ORDER BY due LIMIT 1",
            number(endpoint), now.micros));
        if (!RECOURSE_TRY(state.next(row)))
            return std::nullopt;
        return delivery_of(row);
    });
}

Result<void> Outbox::State::give_up_waiting(Id<Endpoint> endpoint, std::string_view said, Instant at)
{
    return run("UPDATE deliveries SET state = 4, finished = ?2, said = ?3 WHERE endpoint = ?1 AND state <= 2",
        number(endpoint), at.micros, text(said));
}

Result<bool> Outbox::settle(Delivery const& delivery, Tried const& tried)
{
    auto& state = *state_;
    auto const& entry = delivery.entry;
    return state.write([&]() -> Result<bool> {
        auto const tries = delivery.tries + (tried.dropped ? 0u : 1u);
        auto result = DeliveryState::failed;
        auto due = entry.due;
        if (tried.success)
            result = DeliveryState::sent;
        else if (tried.dropped)
            result = DeliveryState::dropped;
        else if (auto const wait = retry_wait(tries, entry.message); wait && !tried.for_good && !tried.gone)
            due = { tried.at.micros + wait->count() };
        else
            result = DeliveryState::dead;
        bool const over = result != DeliveryState::failed;
        RECOURSE_TRY_DONE(state.run("UPDATE deliveries SET state = ?2, tries = ?3, due = ?4,"
                                    " finished = CASE WHEN ?5 THEN ?6 END, status = ?7, said = ?8"
                                    " WHERE id = ?1 AND state <= 2",
            number(delivery.id), static_cast<std::int64_t>(result), static_cast<std::int64_t>(tries), due.micros,
            std::int64_t { over ? 1 : 0 }, tried.at.micros, static_cast<std::int64_t>(tried.status), text(tried.said)));
        if (!entry.endpoint || tried.dropped)
            return false;
        if (tried.success) {
            RECOURSE_TRY_DONE(
                state.run("UPDATE endpoints SET failing_since = NULL WHERE id = ?1", number(entry.endpoint)));
            return false;
        }
        RECOURSE_TRY_DONE(state.run("UPDATE endpoints SET failing_since = coalesce(failing_since, ?2) WHERE id = ?1",
            number(entry.endpoint), tried.at.micros));
        constexpr auto longest = std::chrono::microseconds { failing_longest }.count();
        RECOURSE_TRY_DONE(state.run("UPDATE endpoints SET state = CASE WHEN ?2 THEN 4 ELSE 3 END, told = 0"
                                    " WHERE id = ?1 AND state = 1 AND (?2 OR failing_since + ?3 < ?4)",
            number(entry.endpoint), std::int64_t { tried.gone ? 1 : 0 }, longest, tried.at.micros));
        bool off = false;
        {
            auto row = RECOURSE_TRY(state.query("SELECT state FROM endpoints WHERE id = ?1", number(entry.endpoint)));
            off = RECOURSE_TRY(state.next(row)) && row->integer(0) >= static_cast<std::int64_t>(EndpointState::failing);
        }
        if (off)
            RECOURSE_TRY_DONE(state.give_up_waiting(entry.endpoint, "the endpoint was switched off", tried.at));
        return off;
    });
}

Result<std::optional<Delivery>> Outbox::delivery(Id<Delivery> id)
{
    auto& state = *state_;
    return state.read([&]() -> Result<std::optional<Delivery>> {
        auto row = RECOURSE_TRY(state.query(
            "SELECT id, message, channel, endpoint, person, address, type, sequence, at, body, state, tries, due,"
            " finished, status, said FROM deliveries WHERE id = ?1",
            number(id)));
        if (!RECOURSE_TRY(state.next(row)))
            return std::nullopt;
        return delivery_of(row);
    });
}

Result<std::vector<Delivery>> Outbox::deliveries(DeliveryFilter const& filter)
{
    auto& state = *state_;
    return state.read([&]() -> Result<std::vector<Delivery>> {
        // A filter that is not given is -1 (a role, a state) or 0 (an endpoint, a delivery).
        auto row = RECOURSE_TRY(state.query(
            "SELECT id, message, channel, endpoint, person, address, type, sequence, at, body, state, tries, due,"
            " finished, status, said FROM deliveries WHERE (?1 = 0 OR id < ?1) AND (?2 = 0 OR endpoint = ?2)"
            " AND (?3 < 0 OR state = ?3) AND (?4 < 0 OR channel = ?4)"
            " AND (?5 < 0 OR endpoint IN (SELECT id FROM endpoints WHERE role = ?5 AND party = ?6))"
            " ORDER BY id DESC LIMIT ?7",
            number(filter.before), number(filter.endpoint),
            filter.state ? static_cast<std::int64_t>(*filter.state) : std::int64_t { -1 },
            filter.channel ? static_cast<std::int64_t>(*filter.channel) : std::int64_t { -1 },
            filter.of ? static_cast<std::int64_t>(filter.of->role) : std::int64_t { -1 },
            filter.of ? number(filter.of->party) : std::int64_t { 0 }, static_cast<std::int64_t>(filter.limit)));
        std::vector<Delivery> found;
        while (RECOURSE_TRY(state.next(row)))
            found.push_back(delivery_of(row));
        return found;
    });
}

Result<void> Outbox::requeue(Id<Delivery> id, Instant due)
{
    auto& state = *state_;
    return state.write([&] {
        return state.run("UPDATE deliveries SET state = 1, tries = 0, due = ?2, finished = NULL WHERE id = ?1",
            number(id), due.micros);
    });
}

Result<Counts> Outbox::counts()
{
    auto& state = *state_;
    return state.read([&]() -> Result<Counts> {
        Counts counts;
        auto row = RECOURSE_TRY(
            state.query("SELECT state, count(*) FROM deliveries WHERE state IN (1, 2, 4) GROUP BY state"));
        while (RECOURSE_TRY(state.next(row)))
            (row->integer(0) == static_cast<std::int64_t>(DeliveryState::dead) ? counts.dead : counts.waiting)
                += row->integer(1);
        return counts;
    });
}

Result<void> Outbox::maintain(Instant now)
{
    auto& state = *state_;
    constexpr std::int64_t day = 86'400'000'000;
    return state.write([&]() -> Result<void> {
        RECOURSE_TRY_DONE(
            state.run("DELETE FROM deliveries WHERE state IN (3, 5) AND finished < ?1", now.micros - 30 * day));
        return state.run("DELETE FROM deliveries WHERE state = 4 AND finished < ?1", now.micros - 90 * day);
    });
}

Result<std::vector<std::string>> Outbox::silenced(Id<Person> person)
{
    auto& state = *state_;
    return state.read([&]() -> Result<std::vector<std::string>> {
        auto row
            = RECOURSE_TRY(state.query("SELECT kind FROM silenced WHERE person = ?1 ORDER BY kind", number(person)));
        std::vector<std::string> kinds;
        while (RECOURSE_TRY(state.next(row)))
            kinds.emplace_back(row->text(0));
        return kinds;
    });
}

Result<void> Outbox::silence(Id<Person> person, std::string_view kind, bool on)
{
    auto& state = *state_;
    return state.write([&] {
        return on ? state.run("INSERT INTO silenced VALUES(?1, ?2) ON CONFLICT DO NOTHING", number(person), text(kind))
                  : state.run("DELETE FROM silenced WHERE person = ?1 AND kind = ?2", number(person), text(kind));
    });
}

Result<void> Outbox::backup_to(std::filesystem::path const& file)
{
    auto& state = *state_;
    return state.read([&]() -> Result<void> {
        std::error_code error;
        if (std::filesystem::exists(file, error))
            return failed(fmt::format("{}: exists already", file.string()));
        std::filesystem::path const part = file.string() + ".part";
        std::filesystem::remove(part, error);
        auto const copy = [&]() -> std::expected<void, accounts::Fault> {
            RECOURSE_TRY_DONE(opening(store::sqlite::create_private(part)));
            auto const name = part.string();
            RECOURSE_TRY_DONE(opening(state.connection.run("VACUUM INTO ?1", text(name))));
            RECOURSE_TRY_DONE(opening(store::sqlite::flush(part)));
            std::filesystem::rename(part, file, error);
            if (error)
                return failed(fmt::format("{}: {}", file.string(), error.message()));
            return opening(store::sqlite::flush(file.parent_path()));
        };
        auto const copied = copy();
        if (!copied) {
            std::filesystem::remove(part, error);
            return std::unexpected(copied.error());
        }
        return {};
    });
}

} // namespace recourse::notify
