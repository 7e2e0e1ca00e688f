#include "catalog/data_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recourse::catalog {

void DataFiles::add(std::string path, std::string name, std::string text)
{
    texts.push_back(std::move(text));
    own.emplace(path, std::move(name));
    files.push_back({ std::move(path), texts.back() });
}

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

void lay_under(DataFiles& data, std::function<bool(std::string_view path)> const& wanted)
{
    for (auto& file : shipped_files()) {
        bool const replaced = data.own.contains(file.path) && !file.path.ends_with("/sources.toml");
        if (!replaced && wanted(file.path))
            data.files.push_back(std::move(file));
    }
    std::ranges::stable_sort(data.files, {}, &FileText::path);
}

std::string_view edition_of(std::string_view path)
{
    if (!path.starts_with("programmes/"))
        return {};
    auto const edition = path.find('/', path.find('/') + 1);
    return edition == std::string_view::npos ? std::string_view {} : path.substr(0, path.find('/', edition + 1));
}

Problems changed_editions(DataFiles const& data)
{
    std::set<std::string, std::less<>> shipped;
    for (auto const& file : shipped_files())
        if (auto const edition = edition_of(file.path); !edition.empty())
            shipped.emplace(edition);
    Problems problems;
    for (auto const& [path, name] : data.own)
        if (auto const found = shipped.find(edition_of(path)); found != shipped.end()) {
            problems.push_back(
                { { data.opened(*found) }, fmt::format("the program has an edition {} of its own", *found),
                    "a published edition is never changed: give yours another one" });
            shipped.erase(found);
        }
    return problems;
}

std::expected<Data, Problems> load(DataFiles files, bool cases)
{
    auto loaded = load_world(files.files, cases);
    if (!loaded)
        return std::unexpected(files.opened(std::move(loaded.error())));
    for (auto& one : loaded->cases)
        one.place.file = files.opened(one.place.file);
    return Data { std::move(loaded->world), std::move(loaded->cases), std::move(loaded->receivers), std::move(files) };
}

void keep_own_cases(Data& data)
{
    std::erase_if(data.cases, [&](BookCase const& one) {
        return std::ranges::none_of(data.files.own, [&](auto const& own) { return own.second == one.place.file; });
    });
}

bool lies_in(std::string_view folder, std::string_view other)
{
    return folder.starts_with(other) && (folder.size() == other.size() || folder[other.size()] == '/');
}

} // namespace recourse::catalog
