#include "api/backup.hpp"

#include "store/sqlite/connection.hpp"
#include "store/sqlite/directory_lock.hpp"
#include "store/sqlite/files.hpp"
#include "store/sqlite/looked.hpp"
#include "vault/files/files.hpp"
#include "vault/keeper/backup.hpp"
#include "vault/log/checkpoint.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>

#include <sys/stat.h>

namespace recourse::api {

namespace fs = std::filesystem;
namespace sqlite = store::sqlite;

namespace {

/// One file of a backup: how its name goes on behind that of the backup, and its name in a data directory.
struct Part {
    std::string_view suffix;
    std::string_view name;
    bool needed = true;
};
constexpr std::array parts {
    Part { "", store::SqliteStore::file_name }, Part { ".accounts", "accounts.db" },
    Part { ".deliveries", "deliveries.db", false }, ///< copies of before there were any are without
    Part { store::SqliteStore::views_backup_suffix, store::SqliteStore::views_file_name, false }, ///< made anew
};
/// Where the copied log ends: its last event and the hash of the chain there. Copies of before that are without.
constexpr Part head_part { ".head", "", false };
/// Of a sandbox whose clock was put forward.
constexpr Part clock_part { ".clock", MovableClock::file_name, false };
/// The rule books of a desk, a folder; a desk that keeps none has none.
constexpr Part books_part { ".books", "books", false };
/// The vault, a folder; copies of before there was one are without.
constexpr Part vault_part { ".vault", "vault", false };
constexpr std::string_view key_name = "accounts.key";
constexpr std::string_view lock_name = "recourse.lock";

fs::path part_of(fs::path const& backup, Part const& part)
{
    auto path = backup;
    path += part.suffix;
    return path;
}

std::expected<void, std::string> copy_private(fs::path const& from, fs::path const& to)
{
    std::error_code error;
    if (!fs::is_regular_file(from, error))
        return std::unexpected(fmt::format("{} is no file", from.string()));
    if (!fs::copy_file(from, to, error))
        return std::unexpected(fmt::format("{} cannot be copied: {}", from.string(), error.message()));
    fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, error);
    return sqlite::flush(to);
}

/// A folder of files and folders and nothing else.
std::expected<void, std::string> copy_folder(fs::path const& from, fs::path const& to)
{
    std::error_code error;
    if (fs::create_directory(to, error); error)
        return std::unexpected(fmt::format("{}: {}", to.string(), error.message()));
    for (auto one = fs::recursive_directory_iterator(from, error); !error && one != fs::end(one);
        one.increment(error)) {
        auto const copy = to / one->path().lexically_relative(from);
        if (!one->is_symlink(error) && one->is_directory(error)) {
            if (fs::create_directory(copy, error); error)
                break;
        } else {
            RECOURSE_TRY(copy_private(one->path(), copy));
        }
    }
    if (error)
        return std::unexpected(fmt::format("{} cannot be copied: {}", from.string(), error.message()));
    return sqlite::flush(to);
}

/// What SQLite itself finds in a file, without regard to what it means.
std::expected<void, std::string> look_through(fs::path const& file, std::string const& named, bool quick)
{
    auto const damaged = [&](std::string const& what) {
        return std::unexpected(fmt::format("{} is damaged: {}. Take an older backup.", named, what));
    };
    auto connection = sqlite::Connection::open(file, sqlite::Access::write, {});
    if (!connection)
        return damaged(connection.error().message);
    auto query = connection->query(quick ? "PRAGMA quick_check(1)" : "PRAGMA integrity_check(1)");
    if (!query)
        return damaged(query.error().message);
    auto const row = query->next();
    if (!row)
        return damaged(row.error().message);
    std::string const said { *row ? (*query)->text(0) : "it gives no answer" };
    if (said != "ok")
        return damaged(said);
    return {};
}

/// A restore never mixes with what is there. Errors: a sentence with what to do.
std::expected<void, std::string> check_target(fs::path const& directory)
{
    std::error_code error;
    if (!fs::exists(directory, error))
        return {};
    if (!fs::is_directory(directory, error))
        return std::unexpected(
            fmt::format("{} is no directory: name one that is empty or not there yet", directory.string()));
    auto const lock_file = directory / lock_name;
    if (fs::exists(lock_file, error)) {
        auto const lock = sqlite::DirectoryLock::take(lock_file, "recourse restore");
        if (!lock && lock.error().held)
            return std::unexpected(fmt::format("{} is in use by {}: stop it, or restore into another directory",
                directory.string(), lock.error().detail));
    }
    fs::directory_iterator const found(directory, error);
    if (error)
        return std::unexpected(fmt::format("{}: {}", directory.string(), error.message()));
    if (found != fs::directory_iterator {})
        return std::unexpected(fmt::format("{} is not empty ({} is there): restore into another directory, or move "
                                           "what is there away first",
            directory.string(), found->path().filename().string()));
    return {};
}

/// Whether a copy of a vault has records; without any there is nothing to restore.
std::expected<bool, std::string> has_records(fs::path const& vault)
{
    auto const text = vault::read_small(vault::system_files(), vault / "log" / "checkpoint", std::size_t { 1 } << 20U);
    auto const checkpoint
        = text ? vault::log::parse_signed_checkpoint(*text) : std::unexpected(std::string { text.error().detail });
    if (!checkpoint)
        return std::unexpected(fmt::format(
            "{} is damaged: {}. Take an older backup.", (vault / "log" / "checkpoint").string(), checkpoint.error()));
    return checkpoint->checkpoint.head.size > 0;
}

std::string head_line(store::Head const& head)
{
    return fmt::format("recourse log {} {}\n", head.last, to_string(head.hash));
}

/// Where the log in the file ends, as the line that goes with a copy.
std::expected<std::string, std::string> head_of(fs::path const& log)
{
    auto const head = sqlite::look_at_head(log);
    if (!head)
        return std::unexpected(
            fmt::format("{} is damaged: {}. Take an older backup.", log.string(), head.error().detail));
    return head_line(*head);
}

std::expected<void, std::string> write_private(fs::path const& file, std::string_view text)
{
    RECOURSE_TRY_DONE(sqlite::create_private(file));
    {
        std::ofstream out(file, std::ios::binary);
        out << text;
        if (!out.flush())
            return std::unexpected(fmt::format("{} cannot be written", file.string()));
    }
    return sqlite::flush(file);
}

/// The copied log ends where the backup says, and nothing that was copied with it knows of more events: a log that lost
/// its end is no backup.
std::expected<void, std::string> check_head(fs::path const& backup, fs::path const& folder)
{
    auto const log = folder / store::SqliteStore::file_name;
    auto const ends = RECOURSE_TRY(head_of(log));
    auto const told = part_of(backup, head_part);
    std::error_code error;
    bool const says = fs::exists(told, error);
    if (says) {
        std::ifstream in(told, std::ios::binary);
        std::string const line(std::istreambuf_iterator<char> { in }, {});
        if (line != ends)
            return std::unexpected(
                fmt::format("{} says \"{}\", and the log in {} is \"{}\": events are missing, or they "
                            "are others. Take another backup.",
                    told.string(), line.substr(0, line.find('\n')).substr(0, 120), backup.string(),
                    ends.substr(0, ends.size() - 1)));
    }
    auto const head = sqlite::look_at_head(log);
    if (!head)
        return std::unexpected(head.error().detail);
    // Earlier versions copied it after the log, so that it could be a moment newer.
    auto const deliveries = folder / "deliveries.db";
    if (!says && fs::exists(deliveries, error))
        return notify::Outbox::set_back(deliveries, head->last);
    auto const ahead = RECOURSE_TRY(notify::Outbox::ahead_of(folder, head->last));
    if (ahead)
        return std::unexpected(*ahead);
    return {};
}

std::expected<void, std::string> restore_vault(fs::path const& from, fs::path const& to, fs::path const& key)
{
    std::error_code error;
    if (!fs::exists(from, error))
        return {};
    bool const needs_key = RECOURSE_TRY(has_records(from));
    if (key.empty() && !needs_key)
        return {}; // a new one begins
    if (key.empty())
        return std::unexpected(
            fmt::format("{} has records of evidence, and the key that signs them is not in it: name the copy of "
                        "vault/key that was kept elsewhere with --vault-key",
                from.string()));
    RECOURSE_TRY_DONE(copy_folder(from, to));
    return copy_private(key, to / "key");
}

} // namespace

std::expected<std::vector<fs::path>, std::string> back_up(Desk& desk, fs::path const& to)
{
    std::error_code error;
    auto const books = part_of(to, books_part), clock = part_of(to, clock_part), vault = part_of(to, vault_part);
    auto const ends = part_of(to, head_part);
    auto taken = std::vector { clock, books, vault, ends };
    for (auto const& part : parts)
        taken.push_back(part_of(to, part));
    for (auto const& file : taken) {
        if (fs::exists(file, error))
            return std::unexpected(fmt::format("{} is there already: name another file", file.string()));
    }
    std::vector<fs::path> made;
    auto const undo = [&](std::string what) {
        for (auto const& file : made)
            fs::remove_all(file, error);
        return std::unexpected(std::move(what));
    };
    // The log of the vault before the events, or it would be ahead of them; the objects that they name after them.
    auto& keeper = desk.vault().keeper();
    made.push_back(vault);
    if (auto const copied = vault::keeper::back_up(keeper, vault); !copied)
        return undo(fmt::format("the vault could not be copied: {}", copied.error().detail));
    if (auto copied = copy_private(keeper.folder() / "origin", vault / "origin"); !copied)
        return undo(std::move(copied.error()));
    // What the events name is not taken away before it is copied.
    auto keeping = desk.vault().keeping();
    // What was told before the events of which it tells: it is never ahead of them in a copy either.
    auto const telling = part_of(to, parts[2]);
    if (auto const copied = desk.notifier().outbox().backup_to(telling); !copied)
        return undo(fmt::format("what is to be told to others could not be copied to {}", telling.string()));
    made.push_back(telling);
    auto const log = part_of(to, parts[0]), people = part_of(to, parts[1]);
    if (auto const copied = desk.store().backup_to(log); !copied)
        return undo(copied.error().detail);
    made.push_back(log);
    made.push_back(part_of(to, parts[3]));
    made.push_back(ends);
    auto const head = head_of(log);
    if (!head)
        return undo(head.error());
    if (auto written = write_private(ends, *head); !written)
        return undo(std::move(written.error()));
    if (auto const copied = vault::keeper::back_up_objects(keeper, vault); !copied)
        return undo(fmt::format("the vault could not be copied: {}", copied.error().detail));
    keeping.unlock();
    if (auto const copied = desk.accounts().backup_to(people); !copied)
        return undo(fmt::format("the accounts could not be copied to {}", people.string()));
    made.push_back(people);
    // After the log, which has nothing from later than the clock then says.
    if (auto const kept = desk.options().directory / clock_part.name; fs::exists(kept, error)) {
        made.push_back(clock);
        if (auto copied = copy_private(kept, clock); !copied)
            return undo(std::move(copied.error()));
    }
    // After the log: a book is kept before an edition of the log names it, and stays.
    made.push_back(books);
    auto const kept = desk.shelf().backup_to(books);
    if (!kept)
        return undo(fmt::format("the rule books could not be copied: {}", kept.error()));
    if (!*kept)
        made.pop_back();
    return made;
}

Restoring::Restoring(fs::path folder, fs::path directory) : folder_(std::move(folder)), directory_(std::move(directory))
{
}

Restoring::Restoring(Restoring&& other) noexcept
    : folder_(std::exchange(other.folder_, {}))
    , directory_(std::move(other.directory_))
{
}

Restoring::~Restoring()
{
    std::error_code ignored;
    if (!folder_.empty())
        fs::remove_all(folder_, ignored);
}

std::expected<Restoring, std::string> Restoring::begin(
    fs::path const& backup, fs::path const& given, RestoredKeys const& keys, bool quick)
{
    auto const& accounts_key = keys.accounts;
    std::error_code error;
    for (auto const& part : parts) {
        auto const file = part_of(backup, part);
        if (part.needed && !fs::is_regular_file(file, error))
            return std::unexpected(
                fmt::format("{} is missing: a backup is {} and the files beside it that `recourse backup` made",
                    file.string(), backup.string()));
    }
    auto directory = fs::absolute(given, error).lexically_normal();
    if (!directory.has_filename()) // "desk/"
        directory = directory.parent_path();
    RECOURSE_TRY(check_target(directory));
    fs::create_directories(directory.parent_path(), error);
    auto pattern = directory.string() + ".restoring-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr)
        return std::unexpected(fmt::format("{}: {}", pattern, std::strerror(errno)));
    Restoring restoring(pattern, directory);
    for (auto const& part : parts) {
        auto const from = part_of(backup, part);
        if (!fs::exists(from, error))
            continue;
        auto const to = restoring.folder_ / part.name;
        RECOURSE_TRY(copy_private(from, to));
        RECOURSE_TRY(look_through(to, from.string(), quick));
    }
    RECOURSE_TRY_DONE(check_head(backup, restoring.folder_));
    if (auto const clock = part_of(backup, clock_part); fs::exists(clock, error)) {
        RECOURSE_TRY(copy_private(clock, restoring.folder_ / clock_part.name));
    }
    if (auto const books = part_of(backup, books_part); fs::exists(books, error)) {
        RECOURSE_TRY(copy_folder(books, restoring.folder_ / books_part.name));
    }
    RECOURSE_TRY_DONE(restore_vault(part_of(backup, vault_part), restoring.folder_ / vault_part.name, keys.vault));
    if (!accounts_key.empty()) {
        constexpr std::uintmax_t key_bytes = 32;
        if (fs::file_size(accounts_key, error) != key_bytes || error)
            return std::unexpected(
                fmt::format("{} is no accounts.key, which has {} bytes", accounts_key.string(), key_bytes));
        RECOURSE_TRY(copy_private(accounts_key, restoring.folder_ / key_name));
    }
    return restoring;
}

std::expected<void, std::string> Restoring::finish()
{
    RECOURSE_TRY(sqlite::flush(folder_));
    // Onto nothing, or onto a directory that is still empty; over anything else the system refuses it.
    if (std::rename(folder_.c_str(), directory_.c_str()) != 0)
        return std::unexpected(fmt::format("{}: {}", directory_.string(), std::strerror(errno)));
    folder_.clear();
    return sqlite::flush(directory_.parent_path());
}

} // namespace recourse::api
