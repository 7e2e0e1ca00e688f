#include "base/text.hpp"
#include "catalog/book_inputs.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/identity.hpp"
#include "cli/portfolio.hpp"
#include "cli/report.hpp"
#include "cli/rules_folder.hpp"
#include "cli/today.hpp"
#include "codec/answer_json.hpp"
#include "codec/ecb.hpp"
#include "codec/json_writer.hpp"
#include "render/html.hpp"
#include "render/ics.hpp"
#include "render/pdf.hpp"
#include "render/text.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <iostream>
#include <set>
#include <unistd.h>

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "FILE", "the case file, TOML or JSON; - is standard input", true } };
constexpr std::array options {
    Option { "as-of", "DATE", "the day of the answer", "the file's as_of, else today in Beijing" },
    Option { "reading", "READING", "only this reading of the rules", "all", false, "@readings" },
    Option { "programme", "PROGRAMME", "only this programme", "all that concern the case", false, "@programmes" },
    Option { "format", "FORMAT", "text, json, html, ics or pdf", "text", false, "text json html ics pdf" },
    Option { "out", "FILE", "write the answer to this file", "standard output" },
    Option { "language", "LANGUAGE", "en or zh", "the file's language, else en", false, "en zh" },
    Option { "rates", "FILE", "reference rates as the European Central Bank has them" },
    Option { "batch", "", "FILE is a folder of case files or a stream of JSON lines" },
    Option { "no-forecast", "", "leave the forecast out" },
    data_option,
};
constexpr std::string_view details = "With --batch each case is answered by one line of JSON that begins with its "
                                     "\"file\" and \"line\" (null where the "
                                     "file is one case). A case that cannot be read has \"errors\" in its line, and "
                                     "the exit status is 2 at the end. Of "
                                     "a folder *.toml and *.json are read; a folder inside it is named and not read.";

struct Settings {
    std::optional<Date> as_of;
    std::optional<Language> language;
    std::string reading, programme, format = "text", out;
    bool forecast = true;
};

/// The answer for one case that was read, or every problem of it.
std::expected<casework::Answer, Problems> answer(
    codec::CaseFile const& file, casework::World const& world, Settings const& settings)
{
    Problems problems;
    rules::LocalArena arena;
    auto const inputs = catalog::book_inputs(file, world, arena, problems);
    if (!problems.empty())
        return std::unexpected(std::move(problems));
    assess::Options chosen;
    auto const stated = file.facts.date("as_of");
    chosen.as_of = settings.as_of ? *settings.as_of : stated ? *stated : today();
    chosen.as_of_given = settings.as_of || stated;
    chosen.language = settings.language.value_or(file.facts.text("language") == "zh" ? Language::zh : Language::en);
    chosen.reading = settings.reading;
    chosen.programme = settings.programme;
    chosen.forecast = settings.forecast;
    return assess::assess(world, file.facts, inputs, chosen);
}

/// Does the terminal set colours, and does its user want them (no-color.org)?
bool knows_colour()
{
    auto const* refused = std::getenv("NO_COLOR");
    auto const* terminal = std::getenv("TERM");
    return (refused == nullptr || *refused == '\0') && terminal != nullptr && std::string_view { terminal } != "dumb";
}

/// The answer in its form, or why it could not be written.
std::expected<std::string, std::string> print(
    casework::Answer const& answer, casework::Facts const& facts, std::string const& format, bool to_terminal)
{
    if (format == "pdf")
        return render::render_pdf(answer);
    if (format == "json")
        return codec::to_json(answer) + "\n";
    if (format == "html")
        return render::render_html(answer);
    if (format == "ics")
        return render::render_ics(answer, identity(facts));
    render::TextOptions text;
    text.colour = to_terminal && knows_colour();
    return render::render_text(answer, text);
}

/// A reading that other programmes have and this one does not would leave nothing to answer.
template <class Wrong>
void check_reading(casework::World const& world, Settings const& settings, Wrong&& wrong)
{
    std::set<std::string> readings;
    for (auto const& book : world.books)
        if (book.id == settings.programme)
            for (auto const& reading : book.readings)
                readings.insert(reading.id);
    if (!readings.contains(settings.reading))
        wrong(fmt::format("--reading: '{}' has no reading '{}'", settings.programme, settings.reading),
            fmt::format("it has {}", join_and(std::vector<std::string> { readings.begin(), readings.end() })));
}

std::optional<Settings> read_settings(Given const& given, casework::World const& world, std::ostream& err)
{
    Settings settings;
    Problems problems;
    auto const wrong = [&](std::string message, std::string remedy = {}) {
        problems.push_back({ {}, "recourse assess: " + std::move(message), std::move(remedy) });
    };
    if (given.contains("as-of")) {
        if (auto const date = parse_date(value_of(given, "as-of")))
            settings.as_of = *date;
        else
            wrong(fmt::format("--as-of: {}", date.error()));
    }
    if (given.contains("language"))
        settings.language = language_of("assess", given, Language::en, problems);
    settings.format = value_of(given, "format", "text");
    static constexpr std::array<std::string_view, 5> formats { "text", "json", "html", "ics", "pdf" };
    if (std::ranges::find(formats, settings.format) == formats.end())
        wrong(fmt::format("--format is '{}'; expected text, json, html, ics or pdf", settings.format),
            did_you_mean(settings.format, formats));
    settings.forecast = !given.contains("no-forecast");
    settings.programme = value_of(given, "programme");
    settings.out = value_of(given, "out");
    if (given.contains("batch") && !settings.out.empty())
        wrong("--out takes one answer; --batch writes one a line", "send them on with > FILE");
    if (given.contains("batch") && given.contains("format") && settings.format != "json")
        wrong(fmt::format("--batch answers in JSON, not in {}", settings.format), "leave --format out");
    settings.reading = value_of(given, "reading");
    std::vector<std::string_view> programmes, readings;
    for (auto const& book : world.books) {
        programmes.push_back(book.id);
        for (auto const& reading : book.readings)
            readings.push_back(reading.id);
    }
    if (!settings.programme.empty() && std::ranges::find(programmes, settings.programme) == programmes.end())
        wrong(fmt::format("--programme: no rule book is called '{}'", settings.programme),
            did_you_mean(settings.programme, programmes));
    if (!settings.reading.empty() && std::ranges::find(readings, settings.reading) == readings.end())
        wrong(fmt::format("--reading: no rule book has the reading '{}'", settings.reading),
            did_you_mean(settings.reading, readings));
    if (problems.empty() && !settings.reading.empty() && !settings.programme.empty())
        check_reading(world, settings, wrong);
    say(problems, err);
    return problems.empty() ? std::optional { settings } : std::nullopt;
}

/// One line: the names of the item, then the members of the answer, or "errors".
std::string batch_line(PortfolioItem const& item, std::expected<casework::Answer, Problems> const& result)
{
    codec::JsonWriter json(codec::JsonStyle::line);
    json.begin_object();
    json.key("file");
    json.string(item.file);
    json.key("line");
    item.line > 0 ? json.integer(item.line) : json.null();
    if (!result) {
        json.key("errors");
        json.begin_array();
        for (auto const& problem : result.error()) {
            json.begin_object();
            json.key("line");
            problem.place.line > 0 ? json.integer(problem.place.line) : json.null();
            json.key("column");
            problem.place.column > 0 ? json.integer(problem.place.column) : json.null();
            json.key("message");
            json.string(problem.message);
            json.key("remedy");
            problem.remedy.empty() ? json.null() : json.string(problem.remedy);
            json.end_object();
        }
        json.end_array();
    }
    json.end_object();
    auto line = json.take();
    if (!result)
        return line;
    line.back() = ',';
    return line + codec::to_json(*result, codec::JsonStyle::line).substr(1);
}

/// Every case of a folder or of a stream of JSON lines, one answer a line.
int batch(std::string const& name, casework::World const& world, Settings const& settings, Streams streams)
{
    auto const items = read_portfolio("assess", name, streams);
    if (!items)
        return input_wrong;
    bool const bar = isatty(STDERR_FILENO) != 0;
    int status = answered;
    for (std::size_t i = 0; i < items->size(); ++i) {
        auto const& item = (*items)[i];
        auto file = read_item(item);
        if (file)
            warn_of_empty("assess", *file, item.name(), streams.err);
        auto result = file ? answer(*file, world, settings) : std::unexpected(file.error());
        if (!result) {
            for (auto& problem : result.error())
                problem.place.line = item.line > 0 ? item.line : problem.place.line;
            say(result.error(), streams.err);
            status = input_wrong;
        }
        streams.out << batch_line(item, result) << '\n';
        if (bar && (i % 16 == 15 || i + 1 == items->size())) {
            auto const done = 40 * (i + 1) / items->size();
            streams.err << fmt::format(
                "\r[{}{}] {}/{}", std::string(done, '#'), std::string(40 - done, '.'), i + 1, items->size())
                        << std::flush;
        }
    }
    if (bar && !items->empty())
        streams.err << '\n';
    return status;
}

int run_assess(Given const& given, Streams streams)
{
    auto const loaded = load_data(given, streams);
    if (!loaded)
        return data_wrong(given);
    auto world = std::const_pointer_cast<casework::World>(loaded->world); // nobody else has it yet
    if (given.contains("rates")) {
        auto const text = read_file(value_of(given, "rates"), streams.in);
        if (!text) {
            say("recourse assess: --rates: " + text.error(), streams.err);
            return input_wrong;
        }
        auto const rates = codec::read_ecb(*text, value_of(given, "rates"));
        if (!rates) {
            say(rates.error(), streams.err);
            return input_wrong;
        }
        for (auto const& rate : *rates)
            (void)world->rates.add(rate);
    }
    auto const settings = read_settings(given, *world, streams.err);
    if (!settings)
        return input_wrong;
    auto const name = value_of(given, "FILE");
    if (given.contains("batch"))
        return batch(name, *world, *settings, streams);
    auto const file = load_case("assess", name, streams);
    if (!file)
        return input_wrong;
    warn_of_empty("assess", *file, name == "-" ? "standard input" : name, streams.err);
    auto const result = answer(*file, *world, *settings);
    if (!result) {
        say(result.error(), streams.err);
        return input_wrong;
    }
    bool const to_terminal = settings->out.empty() && &streams.out == &std::cout && isatty(STDOUT_FILENO) != 0;
    if (settings->format == "pdf" && to_terminal) {
        streams.err
            << "recourse assess: a terminal cannot show a PDF; --out FILE writes it, or send it on with > or |\n";
        return input_wrong;
    }
    auto const form = print(*result, file->facts, settings->format, to_terminal);
    if (!form) {
        say("recourse assess: " + form.error(), streams.err);
        return we_failed;
    }
    if (settings->out.empty()) {
        streams.out << *form;
        return answered;
    }
    if (auto const written = write_file(settings->out, *form); !written) {
        say("recourse assess: --out: " + written.error(), streams.err);
        return input_wrong;
    }
    return answered;
}

} // namespace

Subcommand const assess_command { "assess", "Cover, routes, deadlines, plan and warnings for one dispute",
    "recourse assess examples/deposit-outside.toml", words, options, &run_assess, details };

} // namespace recourse::cli
