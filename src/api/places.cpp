#include "api/places.hpp"

#include "notify/outbox.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/looked.hpp"

#include <fmt/format.h>

#include <charconv>
#include <fstream>

namespace recourse::api {

namespace fs = std::filesystem;
namespace sqlite = store::sqlite;

namespace {

std::string sentence(fs::path const& file, std::uint64_t upto, store::Sequence last)
{
    return fmt::format("{} has come to event {}, and the log ends with {}: {} are gone. Nothing was changed. Restore a "
                       "backup into a new directory (recourse restore) and keep this one as it is, to find out what "
                       "became of the events",
        file.string(), upto, last, upto - last);
}

/// 0: there is no search, or it is none of ours, which is for whoever opens it to say.
std::expected<std::uint64_t, std::string> filled_upto(fs::path const& file)
{
    std::error_code error;
    if (!fs::exists(file, error))
        return 0;
    sqlite::Looked::Beside const beside(file);
    auto connection = sqlite::Connection::open(file, sqlite::Access::look, {});
    if (!connection)
        return std::unexpected(fmt::format("{}: {}", file.string(), connection.error().message));
    auto const filled = connection->number("SELECT filled FROM state");
    return filled ? static_cast<std::uint64_t>(*filled) : 0;
}

/// The place that the vault has noted; 0: none.
std::uint64_t noted(fs::path const& file)
{
    std::ifstream in(file, std::ios::binary);
    std::string text(64, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    std::uint64_t upto = 0;
    auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), upto);
    return wrong == std::errc {} && end != text.data() + text.size() && *end == ' ' ? upto : 0;
}

} // namespace

std::expected<std::vector<std::string>, std::string> ahead_of(fs::path const& directory, store::Sequence last_event)
{
    std::vector<std::string> ahead;
    if (auto says = RECOURSE_TRY(notify::Outbox::ahead_of(directory, last_event)))
        ahead.push_back(*std::move(says));
    auto const search = directory / "vault" / "search.db";
    if (auto const filled = RECOURSE_TRY(filled_upto(search)); filled > last_event)
        ahead.push_back(sentence(search, filled, last_event));
    auto const followed = directory / "vault" / "followed";
    if (auto const upto = noted(followed); upto > last_event)
        ahead.push_back(sentence(followed, upto, last_event));
    return ahead;
}

} // namespace recourse::api
