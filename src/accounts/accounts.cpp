#include "accounts/accounts.hpp"

#include "accounts/schema.hpp"
#include "accounts/state.hpp"
#include "store/sqlite/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace recourse::accounts {

namespace {

using store::ReadError;

std::unexpected<Fault> failed(std::string what)
{
    return std::unexpected(Fault { ReadError::failed, std::move(what) });
}

template <class T>
std::expected<T, Fault> opening(sql::Result<T> result)
{
    if (!result)
        return std::unexpected(Fault { sql::read_error(result.error().code), std::move(result.error().message) });
    if constexpr (std::is_void_v<T>)
        return {};
    else
        return std::move(*result);
}

std::expected<void, Fault> opening(std::expected<void, std::string> result)
{
    if (!result)
        return failed(std::move(result.error()));
    return {};
}

/// The key by which second factors are sealed; a new one where there is none yet.
std::expected<SealKey, Fault> seal_key(std::filesystem::path const& file)
{
    RECOURSE_TRY(opening(store::sqlite::create_private(file)));
    std::string content;
    {
        std::ifstream in(file, std::ios::binary);
        if (!in)
            return failed(fmt::format("{}: cannot be read", file.string()));
        content.assign(std::istreambuf_iterator<char>(in), {});
    }
    SealKey key {};
    if (content.size() == key.size()) {
        std::ranges::copy(content, key.begin());
        wipe(content);
        return key;
    }
    if (!content.empty())
        return std::unexpected(Fault { ReadError::corrupt, fmt::format("{}: this is no key", file.string()) });
    fill_random(key);
    std::ofstream out(file, std::ios::binary);
    out.write(reinterpret_cast<char const*>(key.data()), static_cast<std::streamsize>(key.size()));
    out.close();
    if (!out)
        return failed(fmt::format("{}: cannot be written", file.string()));
    RECOURSE_TRY(opening(store::sqlite::flush(file)));
    return key;
}

/// No other process beside us, durable commits, and what is deleted is overwritten.
sql::Result<void> settle(sql::Connection& connection)
{
    return connection.execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA page_size = 4096; PRAGMA journal_mode = WAL;"
                              "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;"
                              "PRAGMA journal_size_limit = 4194304");
}

constexpr std::int64_t failures_kept_max = 100'000;
constexpr std::chrono::days link_remembered { 30 }; ///< after its end, so that whoever comes late is told so

} // namespace

HashCost calibrated_cost(app::Clock& clock, std::chrono::milliseconds target, std::size_t memory_bytes)
{
    HashCost cost { HashCost {}.passes, memory_bytes };
    Secret const sample("a password of usual length");
    for (constexpr std::uint64_t passes_max = 16; cost.passes < passes_max; ++cost.passes) {
        auto const start = clock.now();
        if (!hash_password(sample, cost))
            break;
        auto const taken = std::chrono::microseconds(clock.now().micros - start.micros);
        if (taken >= target)
            break;
    }
    return cost;
}

Accounts::State::State(Options opened_with, app::Clock& with_clock, sql::Connection with_connection,
    SealKey const& with_key, std::string with_dummy)
    : options(std::move(opened_with))
    , clock(with_clock)
    , gate(options.hashes_at_once, options.hashes_waiting_max)
    , key(with_key)
    , dummy_hash(std::move(with_dummy))
    , connection(std::move(with_connection))
{
}

Accounts::Accounts(std::unique_ptr<State> state) : state_(std::move(state)) { }

Accounts::~Accounts()
{
    // Best effort: what cannot be written now is what a crash would have lost too.
    std::scoped_lock const lock(state_->mutex);
    [[maybe_unused]] auto const written = state_->flush();
    wipe({ reinterpret_cast<char*>(state_->key.data()), state_->key.size() });
}

std::expected<std::unique_ptr<Accounts>, Fault> Accounts::open(Options options, app::Clock& clock)
{
    auto const file = options.directory / "accounts.db";
    RECOURSE_TRY(opening(store::sqlite::create_private(file)));
    auto connection = RECOURSE_TRY(opening(sql::Connection::open(file, sql::Access::write, options.vfs)));
    RECOURSE_TRY(opening(settle(connection)));
    RECOURSE_TRY(migrate(connection));
    auto const key = RECOURSE_TRY(seal_key(options.directory / "accounts.key"));
    auto dummy = hash_password(new_token(session_token), options.hash);
    if (!dummy)
        return failed("there is no memory to hash a password");
    return std::unique_ptr<Accounts>(new Accounts(
        std::make_unique<State>(std::move(options), clock, std::move(connection), key, std::move(*dummy))));
}

Result<void> Accounts::State::flush()
{
    if (accesses.empty() && sessions_seen.empty() && keys_used.empty() && feeds_used.empty())
        return {};
    auto transaction = RECOURSE_TRY(db(sql::Transaction::begin(connection, sql::Access::write)));
    for (auto const& access : accesses)
        RECOURSE_TRY(insert(access));
    for (auto const& [session, seen] : sessions_seen) {
        RECOURSE_TRY(run(
            "UPDATE sessions SET seen = max(seen, ?1) WHERE id = ?2", seen.micros, static_cast<std::int64_t>(session)));
    }
    for (auto const& [used_key, used] : keys_used) {
        // To the hour: nobody needs to see from the list of keys when exactly a machine works.
        RECOURSE_TRY(run("UPDATE keys SET used = max(coalesce(used, 0), ?1 / 3600000000 * 3600000000) WHERE id = ?2",
            used.micros, static_cast<std::int64_t>(used_key)));
    }
    for (auto const& [used_feed, used] : feeds_used) {
        RECOURSE_TRY(run("UPDATE feeds SET used = max(coalesce(used, 0), ?1 / 3600000000 * 3600000000) WHERE id = ?2",
            used.micros, static_cast<std::int64_t>(used_feed)));
    }
    RECOURSE_TRY(db(transaction.commit()));
    accesses.clear();
    sessions_seen.clear();
    keys_used.clear();
    feeds_used.clear();
    callers.clear(); // they hold moments at which sessions were last seen; from now on the file does
    return {};
}

std::vector<std::uint8_t> Accounts::sealed(Secret const& secret, std::string_view place) const
{
    auto const bytes = secret.reveal();
    return seal(state_->key, { reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size() }, place);
}

std::optional<Secret> Accounts::opened(std::span<std::uint8_t const> sealed, std::string_view place) const
{
    return unseal(state_->key, sealed, place);
}

Digest Accounts::mark(std::string_view purpose, std::string_view text) const
{
    std::string_view const key { reinterpret_cast<char const*>(state_->key.data()), state_->key.size() };
    auto derived = hmac_sha256(key, purpose);
    std::string_view const own { reinterpret_cast<char const*>(derived.bytes.data()), derived.bytes.size() };
    auto const marked = hmac_sha256(own, text);
    wipe({ reinterpret_cast<char*>(derived.bytes.data()), derived.bytes.size() });
    return marked;
}

Result<void> Accounts::maintain()
{
    auto& state = *state_;
    auto const now = state.now();
    RECOURSE_TRY(state.read([&] { return state.flush(); }));
    return state.write([&]() -> Result<void> {
        auto const& options = state.options;
        RECOURSE_TRY(state.run("DELETE FROM sessions WHERE seen <= ?1 OR since <= ?2",
            later(now, -options.session_idle).micros, later(now, -options.session_longest).micros));
        RECOURSE_TRY(state.run("DELETE FROM links WHERE until <= ?1", later(now, -link_remembered).micros));
        auto const forgotten = std::max(options.account_lock.forgotten, options.address_lock.forgotten);
        RECOURSE_TRY(state.run("DELETE FROM failures WHERE last <= ?1", later(now, -forgotten).micros));
        RECOURSE_TRY(state.run("DELETE FROM failures WHERE subject IN"
                               " (SELECT subject FROM failures ORDER BY last DESC LIMIT -1 OFFSET ?1)",
            failures_kept_max));
        RECOURSE_TRY(state.run("DELETE FROM recoveries WHERE at <= ?1", later(now, -apart_after_recovery).micros));
        return state.run("DELETE FROM accesses WHERE at <= ?1", later(now, -options.access_kept).micros);
    });
}

Result<void> Accounts::backup_to(std::filesystem::path const& file)
{
    auto& state = *state_;
    return state.read([&]() -> Result<void> {
        RECOURSE_TRY(state.flush());
        std::error_code error;
        if (std::filesystem::exists(file, error))
            return failed(fmt::format("{}: exists already", file.string()));
        std::filesystem::path const part = file.string() + ".part";
        std::filesystem::remove(part, error);
        auto const copy = [&]() -> std::expected<void, Fault> {
            RECOURSE_TRY(opening(store::sqlite::create_private(part)));
            auto const name = part.string();
            RECOURSE_TRY(opening(state.connection.run("VACUUM INTO ?1", text(name))));
            RECOURSE_TRY(opening(store::sqlite::flush(part)));
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

} // namespace recourse::accounts
