#include "store/sqlite/looked.hpp"

#include "store/sqlite/database.hpp"
#include "store/sqlite/files.hpp"
#include "store/sqlite/schema.hpp"
#include "store/sqlite/state.hpp"
#include "store/sqlite/views_file.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace recourse::store::sqlite {

namespace fs = std::filesystem;

namespace {

std::unexpected<Fault<OpenError>> wrong(OpenError kind, std::string detail)
{
    return std::unexpected(Fault { kind, std::move(detail) });
}

/// Of the log: it is ours, and in the form that this program reads.
std::expected<void, Fault<OpenError>> check_form(Connection& log, fs::path const& file)
{
    auto const known = log_schema();
    if (RECOURSE_TRY(opening(log.number("PRAGMA application_id"))) != known.application_id)
        return wrong(OpenError::corrupt, fmt::format("{}: a database of another program", file.string()));
    auto const version = RECOURSE_TRY(opening(log.number("PRAGMA user_version")));
    auto const newest = static_cast<std::int64_t>(known.steps.size());
    if (version > newest)
        return wrong(OpenError::newer,
            fmt::format("{}: written in version {} of the tables by a newer program, this one knows {}", file.string(),
                version, newest));
    if (version < newest)
        return wrong(OpenError::older,
            fmt::format("{}: written in version {} of the tables by an older program, this one writes {}: look at it "
                        "with that program, or serve it once",
                file.string(), version, newest));
    return {};
}

} // namespace

Looked::Beside::Beside(fs::path const& file)
{
    std::error_code error;
    for (auto const* ending : { "-wal", "-shm" }) {
        fs::path beside = file.string() + ending;
        if (!fs::exists(beside, error))
            not_there_.push_back(std::move(beside));
    }
}

Looked::Beside::~Beside()
{
    std::error_code ignored;
    for (auto const& file : not_there_)
        fs::remove(file, ignored);
}

std::expected<void, Fault<OpenError>> Looked::begin_empty_views()
{
    std::error_code error;
    auto pattern = (fs::temp_directory_path(error) / "recourse-looking-XXXXXX").string();
    if (error || ::mkdtemp(pattern.data()) == nullptr)
        return wrong(OpenError::failed, fmt::format("{}: no folder can be made there", pattern));
    scratch_ = pattern;
    views_ = scratch_ / "views.db";
    RECOURSE_TRY(opening(create_private(views_)));
    auto views = RECOURSE_TRY(opening(Connection::open(views_, Access::write, {})));
    if (auto const made = migrate(views, views_schema()); !made)
        return wrong(OpenError::failed, made.error().detail);
    return {};
}

std::expected<std::unique_ptr<Looked>, Fault<OpenError>> Looked::at(SqliteOptions const& options)
{
    std::unique_ptr<Looked> looked { new Looked };
    looked->log_ = options.directory / SqliteStore::file_name;
    looked->views_ = options.directory / SqliteStore::views_file_name;
    std::error_code error;
    if (!fs::exists(looked->log_, error))
        return wrong(OpenError::failed, fmt::format("{}: it is not there", looked->log_.string()));
    looked->beside_.emplace_back(looked->log_);
    looked->beside_.emplace_back(looked->views_);
    auto log = RECOURSE_TRY(opening(Connection::open(looked->log_, Access::look, options.vfs)));
    RECOURSE_TRY(check_form(log, looked->log_));
    if (auto says = RECOURSE_TRY(opening(apart(looked->views_, Access::look, options.vfs, log))))
        return wrong(OpenError::apart, *std::move(says));
    bool usable = fs::exists(looked->views_, error);
    if (usable) {
        auto views = RECOURSE_TRY(opening(Connection::open(looked->views_, Access::look, options.vfs)));
        usable = RECOURSE_TRY(opening(views.number("PRAGMA application_id"))) == views_schema().application_id
            && RECOURSE_TRY(opening(views.number("PRAGMA user_version"))) == views_form;
    }
    if (!usable)
        RECOURSE_TRY(looked->begin_empty_views());
    return looked;
}

Looked::~Looked()
{
    std::error_code ignored;
    if (!scratch_.empty())
        fs::remove_all(scratch_, ignored);
}

std::expected<Head, Fault<OpenError>> look_at_head(fs::path const& log_file)
{
    Looked::Beside const beside(log_file);
    auto log = RECOURSE_TRY(opening(Connection::open(log_file, Access::look, {})));
    return opening(end_of(log));
}

} // namespace recourse::store::sqlite
