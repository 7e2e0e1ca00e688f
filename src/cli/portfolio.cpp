#include "cli/portfolio.hpp"

#include "cli/files.hpp"
#include "cli/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <sstream>

namespace recourse::cli {

std::string PortfolioItem::name() const
{
    return line == 0 ? file : fmt::format("{}:{}", file, line);
}

std::optional<std::vector<PortfolioItem>> read_portfolio(
    std::string_view command, std::string const& name, Streams streams)
{
    auto const refuse = [&](std::string_view why) {
        say(fmt::format("recourse {}: {}", command, why), streams.err);
        return std::nullopt;
    };
    std::vector<PortfolioItem> items;
    std::error_code error;
    if (std::filesystem::is_directory(name, error)) {
        std::vector<std::string> folders;
        auto entry = std::filesystem::directory_iterator(name, error);
        for (; !error && entry != std::filesystem::directory_iterator {}; entry.increment(error)) {
            auto const extension = entry->path().extension();
            std::error_code unknown;
            if (entry->is_directory(unknown))
                folders.push_back(entry->path().string());
            else if (extension == ".toml" || extension == ".json")
                items.push_back({ entry->path().string(), 0, {} });
        }
        if (error)
            return refuse(fmt::format("{}: {}", name, error.message()));
        std::ranges::sort(folders);
        for (auto const& folder : folders)
            say(fmt::format("recourse {}: {}: a folder inside the folder is not read", command, folder), streams.err);
        if (items.empty())
            return refuse(fmt::format("{}: the folder holds no case file (*.toml or *.json)", name));
        std::ranges::sort(items, {}, &PortfolioItem::file);
        return items;
    }
    if (name.ends_with(".toml"))
        return std::vector { PortfolioItem { name, 0, {} } };
    auto const text = read_file(name, streams.in);
    if (!text)
        return refuse(text.error());
    std::istringstream lines(*text);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.find_first_not_of(" \t\r") != std::string::npos)
            items.push_back({ name, number, line });
    }
    if (items.empty())
        return refuse(fmt::format("{}: no line holds a case", name == "-" ? "standard input" : name));
    return items;
}

std::expected<codec::CaseFile, Problems> read_item(PortfolioItem const& item)
{
    if (item.line > 0) {
        auto file = codec::read_case(item.text, item.file, codec::CaseFormat::json);
        if (!file)
            for (auto& problem : file.error())
                problem.place.line = item.line; // to its reader the line was a document of one line
        return file;
    }
    std::istringstream nothing; // "-" is no name of a file in a folder
    auto const text = read_file(item.file, nothing);
    if (!text)
        return std::unexpected(Problems { { {}, text.error(), {} } });
    return read_case(*text, item.file);
}

} // namespace recourse::cli
