#include "cli/rules_folder.hpp"

#include "cli/files.hpp"
#include "cli/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

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
    for (auto const* top : { "programmes", "forums", "calendars" }) {
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
            found.texts.push_back(std::move(*text));
            auto path = entry->path().lexically_relative(folder).generic_string();
            found.own.emplace(path, name);
            found.files.push_back({ std::move(path), found.texts.back() });
        }
        if (error)
            return refuse(fmt::format("{}: {}", root.string(), error.message()));
    }
    if (found.files.empty())
        return refuse(fmt::format("{} holds no rule book, forum or calendar", folder),
            "give the folder in which programmes/, forums/ or calendars/ lies");
    return found;
}

/// The folder laid beside the shipped data; empty where there is none.
std::string own_folder(Given const& given)
{
    auto const* set = std::getenv("RECOURSE_DATA");
    return value_of(given, "data", set == nullptr ? "" : set);
}

/// Lays the shipped files for which `wanted` holds under the own ones.
template <class Wanted>
void lay_under(DataFiles& data, Wanted&& wanted)
{
    for (auto& file : catalog::shipped_files()) {
        bool const replaced = data.own.contains(file.path) && !file.path.ends_with("/sources.toml");
        if (!replaced && wanted(file.path))
            data.files.push_back(std::move(file));
    }
    std::ranges::stable_sort(data.files, {}, &catalog::FileText::path);
}

/// "programmes/x/2026-01-01" of "programmes/x/2026-01-01/reasons/quality.toml"; empty for what is of no edition.
std::string_view edition_of(std::string_view path)
{
    if (!path.starts_with("programmes/"))
        return {};
    auto const edition = path.find('/', path.find('/') + 1);
    return edition == std::string_view::npos ? std::string_view {} : path.substr(0, path.find('/', edition + 1));
}

std::expected<Data, Problems> load(DataFiles files, bool cases)
{
    auto loaded = catalog::load_world(files.files, cases);
    if (!loaded)
        return std::unexpected(files.opened(std::move(loaded.error())));
    for (auto& one : loaded->cases)
        one.place.file = files.opened(one.place.file);
    return Data { std::move(loaded->world), std::move(loaded->cases), std::move(files) };
}

} // namespace

std::string DataFiles::opened(std::string_view path) const
{
    if (auto const file = own.find(path); file != own.end())
        return file->second;
    // A folder opens by the name of any file in it.
    auto const inside = std::ranges::find_if(own, [&](auto const& one) { return lies_in(one.first, path); });
    if (path.empty() || inside == own.end())
        return std::string { path };
    return inside->second.substr(0, inside->second.size() - (inside->first.size() - path.size()));
}

Problems DataFiles::opened(Problems problems) const
{
    for (auto& problem : problems)
        problem.place.file = opened(problem.place.file);
    return problems;
}

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
    std::set<std::string, std::less<>> shipped;
    for (auto const& file : catalog::shipped_files())
        if (auto const edition = edition_of(file.path); !edition.empty())
            shipped.emplace(edition);
    Problems problems;
    for (auto const& [path, name] : data->own)
        if (auto const found = shipped.find(edition_of(path)); found != shipped.end()) {
            problems.push_back(
                { { data->opened(*found) }, fmt::format("the program has an edition {} of its own", *found),
                    "a published edition is never changed: give yours another one" });
            shipped.erase(found);
        }
    if (!problems.empty())
        return std::unexpected(std::move(problems));
    lay_under(*data, [](std::string_view) { return true; });
    return data;
}

std::optional<Data> load_data(Given const& given, Streams streams, bool cases)
{
    auto files = read_data(given, streams);
    auto data = files ? load(std::move(*files), cases) : std::unexpected(std::move(files.error()));
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
        return load(std::move(shipped), true);
    }
    auto data = read_folder(folder, streams);
    if (!data)
        return std::unexpected(std::move(data.error()));
    // Law, terms and what is said of every case lie under what the folder does not have itself.
    lay_under(*data, [](std::string_view path) { return !path.starts_with("programmes/"); });
    auto loaded = load(std::move(*data), true);
    // The shipped cases speak of programmes that are not there.
    if (loaded)
        std::erase_if(loaded->cases, [&](catalog::BookCase const& one) {
            return std::ranges::none_of(
                loaded->files.own, [&](auto const& own) { return own.second == one.place.file; });
        });
    return loaded;
}

std::optional<Data> data_to_check(Given const& given, Streams streams)
{
    auto const own = value_of(given, "FOLDER");
    auto files = own.empty() ? read_data(given, streams) : std::expected<DataFiles, Problems> {};
    if (!own.empty() && given.contains("data"))
        files = refuse("give a FOLDER, or lay one beside the shipped data with --data; not both");
    auto data = !files ? std::unexpected(std::move(files.error()))
        : own.empty()  ? load(std::move(*files), true)
                       : load_folder(own, streams);
    if (data)
        return std::move(*data);
    say(data.error(), streams.err);
    streams.err << counted(data.error().size(), "problem") << '\n';
    return std::nullopt;
}

bool lies_in(std::string_view folder, std::string_view other)
{
    return folder.starts_with(other) && (folder.size() == other.size() || folder[other.size()] == '/');
}

} // namespace recourse::cli
