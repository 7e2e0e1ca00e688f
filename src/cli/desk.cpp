#include "cli/desk.hpp"

#include "base/text.hpp"
#include "catalog/world.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace recourse::cli {

std::expected<api::DeskOptions, std::string> desk_options_of(Given const& given)
{
    api::DeskOptions options;
    options.directory = value_of(given, "data");
    if (options.directory.empty())
        return std::unexpected("--data wants the data directory");
    options.zone = value_of(given, "zone", "Asia/Shanghai");
    auto const programme = value_of(given, "programme", "alibaba-trade-assurance:current-help");
    auto const colon = programme.find(':');
    if (colon == std::string::npos)
        return std::unexpected(fmt::format("--programme wants ID:READING; '{}' has no colon", programme));
    app::RunProgramme run;
    run.programme = programme.substr(0, colon);
    run.reading = programme.substr(colon + 1);
    options.programmes.push_back(std::move(run));
    return options;
}

std::expected<std::unique_ptr<api::Desk>, std::string> open_desk(api::DeskOptions options, app::Clock& clock)
{
    auto const loaded = catalog::shipped_world(false);
    if (!loaded)
        return std::unexpected("the shipped data cannot be read");
    for (auto const& run : options.programmes) {
        std::vector<std::string_view> ids, readings;
        bool known = false;
        for (auto const& book : loaded->world->books) {
            ids.push_back(book.id);
            if (book.id != run.programme)
                continue;
            for (auto const& reading : book.readings) {
                readings.push_back(reading.id);
                known = known || reading.id == run.reading;
            }
        }
        if (known)
            continue;
        if (readings.empty())
            return std::unexpected(
                fmt::format("no rule book is called '{}'; {}", run.programme, did_you_mean(run.programme, ids)));
        return std::unexpected(fmt::format(
            "the book {} has no reading '{}'; it has {}", run.programme, run.reading, fmt::join(readings, ", ")));
    }
    return api::Desk::open(std::move(options), loaded->world, clock);
}

} // namespace recourse::cli
