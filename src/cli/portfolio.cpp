#include "cli/portfolio.hpp"

#include "cli/files.hpp"
#include "cli/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <sstream>

namespace recourse::cli {

std::optional<std::vector<PortfolioItem>> read_portfolio(
    std::string_view command, std::string const& name, Streams streams)
{
    std::vector<PortfolioItem> items;
    std::error_code error;
    if (std::filesystem::is_directory(name, error)) {
        for (auto const& entry : std::filesystem::directory_iterator(name, error)) {
            auto const extension = entry.path().extension();
            if (extension == ".toml" || extension == ".json")
                items.push_back({ entry.path().string(), {} });
        }
        if (error) {
            say(fmt::format("recourse {}: {}: {}", command, name, error.message()), streams.err);
            return std::nullopt;
        }
        std::ranges::sort(items, {}, &PortfolioItem::name);
        return items;
    }
    auto const text = read_file(name, streams.in);
    if (!text) {
        say(fmt::format("recourse {}: {}", command, text.error()), streams.err);
        return std::nullopt;
    }
    std::istringstream lines(*text);
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (!line.empty())
            items.push_back({ fmt::format("{}:{}", name, number), line });
    }
    return items;
}

std::expected<codec::CaseFile, Problems> read_item(PortfolioItem const& item)
{
    auto text = item.text;
    if (text.empty()) {
        std::istringstream nothing; // "-" is no name of a file in a folder
        auto read = read_file(item.name, nothing);
        if (!read)
            return std::unexpected(Problems { { {}, read.error(), {} } });
        text = std::move(*read);
    }
    return codec::read_case(text, item.name, codec::case_format(item.name, text));
}

} // namespace recourse::cli
