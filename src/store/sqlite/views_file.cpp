#include "store/sqlite/views_file.hpp"

#include "store/sqlite/schema.hpp"
#include "store/sqlite/state.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::store::sqlite {

namespace {

/// Whether the file has tables, of this program, but of another form. Anything else is for `migrate` to say.
Result<bool> has_another_form(std::filesystem::path const& file, std::string const& vfs)
{
    if (!std::filesystem::exists(file))
        return false;
    auto connection = RECOURSE_TRY(Connection::open(file, Access::write, vfs));
    auto const of = RECOURSE_TRY(connection.number("PRAGMA application_id"));
    return of == views_schema().application_id && RECOURSE_TRY(connection.number("PRAGMA user_version")) != views_form;
}

constexpr std::string_view remedy = "Nothing was changed. Restore a backup into a new directory (recourse restore) and "
                                    "keep this one as it is, to find out what became of the events; where an older "
                                    "copy of the log was put here on purpose, move the views away first";

void remove_with_log(std::filesystem::path const& file)
{
    std::error_code ignored;
    for (auto const* ending : { "", "-wal", "-shm" })
        std::filesystem::remove(file.string() + ending, ignored);
}

} // namespace

Result<std::optional<std::string>> apart(
    std::filesystem::path const& file, Access access, std::string const& vfs, Connection& log)
{
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        return std::nullopt;
    auto views = RECOURSE_TRY(Connection::open(file, access, vfs));
    bool const ours = RECOURSE_TRY(views.number("PRAGMA application_id")) == views_schema().application_id
        && RECOURSE_TRY(views.number("SELECT count(*) FROM sqlite_schema WHERE name = 'watermark'")) == 1;
    if (!ours)
        return std::nullopt;
    auto row = RECOURSE_TRY(views.query("SELECT projected, place FROM watermark WHERE id = 1"));
    if (!RECOURSE_TRY(row.next()))
        return std::nullopt;
    auto const projected = unsigned_of(row->integer(0));
    auto const last = unsigned_of(RECOURSE_TRY(log.number("SELECT max(sequence) FROM events")));
    if (projected > last)
        return fmt::format("{} was made of the events up to {}, and the log ends with {}: {} are gone. {}",
            file.string(), projected, last, projected - last, remedy);
    auto const place = RECOURSE_TRY(place_in(log, projected));
    if (!place || !std::ranges::equal(place->bytes, row->bytes(1)))
        return fmt::format(
            "{} was made of another log: it has come to event {}, which is another one here (the log ends "
            "with {}). {}",
            file.string(), projected, last, remedy);
    return std::nullopt;
}

Result<std::optional<Digest>> place_in(Connection& log, Sequence sequence)
{
    if (sequence == 0)
        return Digest {};
    auto row = RECOURSE_TRY(log.query(
        "SELECT stream, version, type, at, command, body FROM events WHERE sequence = ?1", signed_of(sequence)));
    if (!RECOURSE_TRY(row.next()))
        return std::nullopt;
    Digester hash;
    hash.add(sequence);
    for (int column = 0; column < 4; ++column)
        hash.add(unsigned_of(row->integer(column)));
    hash.add(row->bytes(4));
    hash.add(row->bytes(5));
    return hash.finish();
}

std::expected<std::unique_ptr<Database>, Fault<OpenError>> open_views(
    std::filesystem::path const& file, Database::Settings const& settings, Connection& log)
{
    auto const named = [&](Fault<OpenError> fault) {
        return std::unexpected(Fault { fault.kind,
            fmt::format("{}: {}. It can be removed: it is made again from the log", file.string(), fault.detail) });
    };
    auto const wrong = opening(apart(file, Access::write, settings.vfs, log));
    if (!wrong)
        return named(wrong.error());
    if (*wrong)
        return std::unexpected(Fault { OpenError::apart, **wrong });
    auto const another = opening(has_another_form(file, settings.vfs));
    if (!another)
        return named(another.error());
    if (*another)
        remove_with_log(file);
    auto opened = Database::open(file, settings, views_schema());
    if (!opened)
        return named(opened.error());
    return opened;
}

} // namespace recourse::store::sqlite
