#include "catalog/calendars.hpp"

#include "catalog/table_reader.hpp"

#include <array>

namespace recourse::catalog {

namespace {

using codec::Document;

/// One file: the year, and what all years of a calendar share.
struct YearFile {
    std::string id;
    std::string zone;
    std::vector<unsigned> weekend;
    time::CalendarYear year;
};

std::vector<time::NamedDay> read_days(Document const& file, TableReader& root, std::string_view key, Problems& problems)
{
    std::vector<time::NamedDay> days;
    for (auto const* node : root.tables(key)) {
        TableReader reader(file, *node, fmt::format("[[{}]]", key), problems);
        auto const date = reader.need_date("date");
        auto occasion = reader.need_text("occasion");
        auto occasion_zh = reader.text("occasion_zh").value_or("");
        reader.finish();
        if (date)
            days.push_back({ *date, std::move(occasion), std::move(occasion_zh) });
    }
    return days;
}

time::CalendarSource read_source(Document const& file, codec::Node const& node, Problems& problems)
{
    static constexpr std::array<std::string_view, 2> kinds { "official", "copy" };
    static constexpr std::array<std::string_view, 3> confidences { "primary", "secondary", "unverified" };
    TableReader reader(file, node, "[source]", problems);
    time::CalendarSource source;
    source.document = reader.need_text("document");
    source.url = reader.text("url").value_or("");
    source.kind = reader.word("kind", kinds).value_or("");
    source.confidence = reader.word("confidence", confidences).value_or("");
    source.read = reader.date("read");
    source.note = reader.text("note").value_or("");
    reader.finish();
    return source;
}

YearFile read_year(Document const& file, Problems& problems)
{
    YearFile found;
    TableReader root(file, file.root, "a calendar's file", problems);
    if (auto const* node = root.need_table("calendar")) {
        TableReader reader(file, *node, "[calendar]", problems);
        found.id = reader.need_text("id");
        found.year.year = static_cast<int>(reader.need_integer("year").value_or(0));
        found.zone = reader.need_text("zone");
        for (auto const& name : reader.texts("weekend")) {
            if (auto const day = time::parse_weekday(name))
                found.weekend.push_back(*day);
            else
                reader.problem(
                    *node->find("weekend"), fmt::format("'{}' is no day of the week", name), "write \"saturday\"");
        }
        reader.finish();
        auto const expected = fmt::format("calendars/{}/{}.toml", found.id, found.year.year);
        if (!file.file.ends_with(expected))
            reader.problem(fmt::format("the file is called '{}' but speaks of '{}'", file.file, expected));
    }
    if (auto const* node = root.need_table("source"))
        found.year.source = read_source(file, *node, problems);
    found.year.holidays = read_days(file, root, "holiday", problems);
    found.year.working_days = read_days(file, root, "working_day", problems);
    root.finish();
    return found;
}

} // namespace

std::expected<time::CalendarSet, Problems> read_calendars(std::span<Document const> files)
{
    Problems problems;
    std::map<std::string, std::vector<std::pair<Document const*, YearFile>>> by_id;
    for (auto const& file : files) {
        problems.insert(problems.end(), file.problems.begin(), file.problems.end());
        auto year = read_year(file, problems);
        by_id[year.id].emplace_back(&file, std::move(year));
    }

    time::CalendarSet calendars;
    for (auto const& [id, years] : by_id) {
        auto const& first = years.front().second;
        time::CalendarBuilder builder(id);
        auto const zone = time::Zone::find(first.zone);
        if (zone)
            builder.zone(*zone);
        else
            problems.push_back({ { years.front().first->file, 0, 0 }, zone.error(), "" });
        builder.weekend(first.weekend);
        for (auto const& [file, year] : years) {
            if (year.zone != first.zone || year.weekend != first.weekend)
                problems.push_back(
                    { { file->file, 0, 0 }, fmt::format("zone or weekend differs from {}", years.front().first->file),
                        "all years of a calendar share them" });
            builder.add(year.year);
        }
        if (auto built = builder.build()) {
            calendars.emplace(id, *std::move(built));
        } else {
            for (auto const& fault : built.error())
                problems.push_back(
                    { { fmt::format("calendars/{}/{}.toml", id, fault.year), 0, 0 }, fault.message, fault.remedy });
        }
    }
    if (!problems.empty())
        return std::unexpected(std::move(problems));
    return calendars;
}

std::expected<time::CalendarSet, Problems> calendars_of(std::span<FileText const> files)
{
    std::vector<Document> documents;
    for (auto const& file : files)
        if (file.path.starts_with("calendars/"))
            documents.push_back(read(file));
    return read_calendars(documents);
}

std::expected<time::CalendarSet, Problems> shipped_calendars()
{
    return calendars_of(shipped_files());
}

} // namespace recourse::catalog
