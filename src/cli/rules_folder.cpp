#include "cli/rules_folder.hpp"

#include "cli/files.hpp"
#include "cli/report.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

namespace recourse::cli {

namespace {

namespace fs = std::filesystem;

std::unexpected<Problems> refuse(std::string message, std::string remedy = {})
{
    return std::unexpected(Problems { { {}, std::move(message), std::move(remedy) } });
}

std::expected<DataFiles, Problems> read_folder(std::string const& folder, Streams streams)
{
    DataFiles found;
    std::error_code error;
    for (auto const* top : { "programmes", "forums", "calendars", "receivers" }) {
        auto const root = fs::path { folder } / top;
        if (!fs::is_directory(root, error))
            continue;
        auto entry = fs::recursive_directory_iterator(root, error);
        for (; !error && entry != fs::recursive_directory_iterator {}; entry.increment(error)) {
            if (entry->path().extension() != ".toml")
                continue;
            auto const name = entry->path().lexically_normal().string();
            auto text = read_file(name, streams.in);
            if (!text)
                return refuse(text.error());
            found.add(entry->path().lexically_relative(folder).generic_string(), name, *std::move(text));
        }
        if (error)
            return refuse(fmt::format("{}: {}", root.string(), error.message()));
    }
    if (found.files.empty())
        return refuse(fmt::format("{} holds no rule book, forum, calendar or receiver", folder),
            "give the folder in which programmes/, forums/, calendars/ or receivers/ lies");
    return found;
}

/// The folder laid beside the shipped data; empty where there is none.
std::string own_folder(Given const& given)
{
    auto const* set = std::getenv("RECOURSE_DATA");
    return value_of(given, "data", set == nullptr ? "" : set);
}

} // namespace

std::expected<DataFiles, Problems> read_data(Given const& given, Streams streams)
{
    auto const folder = own_folder(given);
    if (folder.empty()) {
        DataFiles shipped;
        shipped.files = catalog::shipped_files();
        return shipped;
    }
    auto data = read_folder(folder, streams);
    if (!data)
        return data;
    auto problems = catalog::changed_editions(*data);
    if (!problems.empty())
        return std::unexpected(std::move(problems));
    catalog::lay_under(*data, [](std::string_view) { return true; });
    return data;
}

std::optional<Data> load_data(Given const& given, Streams streams, bool cases)
{
    auto files = read_data(given, streams);
    auto data = files ? catalog::load(std::move(*files), cases) : std::unexpected(std::move(files.error()));
    if (data)
        return std::move(*data);
    say(data.error(), streams.err);
    return std::nullopt;
}

int data_wrong(Given const& given)
{
    return own_folder(given).empty() ? we_failed : input_wrong;
}

std::expected<Data, Problems> load_folder(std::string const& folder, Streams streams)
{
    if (folder.empty()) {
        DataFiles shipped;
        shipped.files = catalog::shipped_files();
        return catalog::load(std::move(shipped), true);
    }
    auto data = read_folder(folder, streams);
    if (!data)
        return std::unexpected(std::move(data.error()));
    // Law, terms and what is said of every case lie under what the folder does not have itself.
    catalog::lay_under(*data, [](std::string_view path) { return !path.starts_with("programmes/"); });
    auto loaded = catalog::load(std::move(*data), true);
    // The shipped cases speak of programmes that are not there.
    if (loaded)
        catalog::keep_own_cases(*loaded);
    return loaded;
}

std::optional<Data> data_to_check(Given const& given, Streams streams)
{
    auto const own = value_of(given, "FOLDER");
    auto files = own.empty() ? read_data(given, streams) : std::expected<DataFiles, Problems> {};
    if (!own.empty() && given.contains("data"))
        files = refuse("give a FOLDER, or lay one beside the shipped data with --data; not both");
    auto data = !files ? std::unexpected(std::move(files.error()))
        : own.empty()  ? catalog::load(std::move(*files), true)
                       : load_folder(own, streams);
    if (data)
        return std::move(*data);
    say(data.error(), streams.err);
    streams.err << counted(data.error().size(), "problem") << '\n';
    return std::nullopt;
}

} // namespace recourse::cli
