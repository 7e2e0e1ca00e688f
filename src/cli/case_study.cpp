#include "cli/case_study.hpp"

#include "base/printable.hpp"
#include "base/text.hpp"
#include "base/wrap.hpp"
#include "catalog/book_inputs.hpp"
#include "catalog/forum_book.hpp"
#include "cli/files.hpp"
#include "cli/report.hpp"
#include "cli/today.hpp"
#include "codec/toml_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <ostream>

namespace recourse::cli {

namespace {

void add(Problems& to, Problems more)
{
    std::ranges::move(more, std::back_inserter(to));
}

/// --as-of, --mode and --uplift; the day stays empty where the case says it.
struct Settings {
    std::optional<Date> as_of;
    brief::Options options {};
};

Settings settings_of(std::string_view command, Given const& given, Problems& problems)
{
    Settings settings;
    auto const wrong = [&](std::string message, std::string remedy) {
        problems.push_back({ {}, fmt::format("recourse {}: {}", command, message), std::move(remedy) });
    };
    if (given.contains("as-of")) {
        if (auto const day = parse_date(value_of(given, "as-of")))
            settings.as_of = *day;
        else
            wrong("--as-of: " + day.error(), {});
    }
    auto const mode = value_of(given, "mode", "lpr-segmented");
    static constexpr std::array<std::string_view, 2> modes { "lpr-segmented", "lpr-at-breach" };
    if (!brief::contains(modes, std::string_view { mode }))
        wrong(fmt::format("--mode is '{}'; expected lpr-segmented or lpr-at-breach", mode), did_you_mean(mode, modes));
    settings.options.mode = mode == "lpr-at-breach" ? quantum::Mode::at_breach : quantum::Mode::segmented;
    auto const uplift = parse_ratio(value_of(given, "uplift", "50"));
    if (!uplift || *uplift < Ratio::whole(0) || Ratio::whole(100) < *uplift || uplift->denominator > 10'000)
        wrong(fmt::format("--uplift is '{}'; expected a percentage from 0 to 100", value_of(given, "uplift")),
            "the interpretation on sales names 30 to 50");
    else
        settings.options.uplift = Ratio::of(uplift->numerator, uplift->denominator * 100);
    return settings;
}

/// The fields of --with; `facts` is null where the case could not be read: then exhibits are not looked at.
brief::Fields fields_of(Given const& given, brief::Shelf const& shelf, casework::Facts const* facts,
    std::string_view command, Streams streams, Problems& problems)
{
    auto const name = value_of(given, "with");
    if (name.empty())
        return {};
    auto const text = read_file(name, streams.in, std::size_t { 1 } << 20U);
    if (!text) {
        problems.push_back({ {}, fmt::format("recourse {}: --with: {}", command, text.error()), {} });
        return {};
    }
    auto const document = codec::read_toml(*text, name);
    if (facts == nullptr) {
        add(problems, document.problems);
        return {};
    }
    auto fields = brief::read_fields(document, shelf.vocabulary, brief::exhibits_of(*facts));
    if (fields)
        return *std::move(fields);
    add(problems, std::move(fields.error()));
    return {};
}

} // namespace

std::unique_ptr<brief::Shelf> documents(Streams streams)
{
    auto shelf = brief::shipped_shelf();
    if (shelf)
        return *std::move(shelf);
    say(shelf.error(), streams.err);
    return nullptr;
}

std::unique_ptr<CaseStudy> study_case(
    std::string_view command, Given const& given, Problems problems, Streams streams, int& status)
{
    auto result = std::make_unique<CaseStudy>();
    result->data = load_data(given, streams);
    if (!result->data) {
        status = data_wrong(given);
        return nullptr;
    }
    auto book = catalog::forum_book_of(result->data->files.files);
    result->shelf = documents(streams);
    if (!book || result->shelf == nullptr) {
        if (!book)
            say(result->data->files.opened(book.error()), streams.err);
        status = data_wrong(given);
        return nullptr;
    }
    result->forum = *std::move(book);
    status = input_wrong;
    auto settings = settings_of(command, given, problems);
    auto const name = value_of(given, "CASE");
    auto const text = read_file(name, streams.in);
    if (!text)
        problems.push_back({ {}, fmt::format("recourse {}: {}", command, text.error()), {} });
    auto file = text ? read_case(*text, name) : std::unexpected { Problems {} };
    if (!file)
        add(problems, file.error());
    rules::LocalArena arena;
    assess::BookInputs inputs;
    if (file)
        inputs = catalog::book_inputs(*file, *result->data->world, arena, problems);
    auto fields = fields_of(given, *result->shelf, file ? &file->facts : nullptr, command, streams, problems);
    if (!problems.empty()) {
        say(problems, streams.err);
        return nullptr;
    }
    warn_of_empty(command, *file, name == "-" ? "standard input" : name, streams.err);
    auto const stated = file->facts.date("as_of");
    settings.options.as_of = settings.as_of ? *settings.as_of : stated ? *stated : today();
    result->study.emplace(brief::study(
        { *result->data->world, result->forum }, std::move(file->facts), inputs, std::move(fields), settings.options));
    status = answered;
    return result;
}

void say_remarks(brief::Study const& study, Language language, std::ostream& out)
{
    constexpr std::size_t width = 80;
    auto const line = [&](std::string_view at, std::string_view says) {
        out << wrap(printable(fmt::format("{}: {}", at, says)), width, "- ", "  ");
    };
    for (auto const& remark : study.basis.remarks)
        line(remark.fact, remark.says.in(language));
    if (!study.statement)
        for (auto const& fault : study.statement.error())
            line(fault.at, fmt::format("{} ({})", fault.says.in(language), fault.remedy.in(language)));
}

} // namespace recourse::cli
