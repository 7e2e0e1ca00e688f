#include "catalog/world.hpp"
#include "cli/case_template.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/report.hpp"
#include "cli/rules_folder.hpp"
#include "codec/case_edit.hpp"
#include "intake/view.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <ostream>

namespace recourse::cli {

namespace {

constexpr std::array words { Positional {
    "FILE", "a mail (.eml), a table of orders (.csv), a chat or a PDF with text", true, {}, true } };
constexpr std::array options { Option { "format", "FORMAT", "text or json", "text", false, "text json" },
    Option { "language", "LANGUAGE", "en or zh", "en", false, "en zh" },
    Option { "row", "ROW", "of a table of several orders: the one to read, such as \"row 3\"" },
    Option { "case", "NEW", "writes a case file with the facts that are not ambiguous" }, data_option };

constexpr std::string_view details = "Every fact is a proposal, with the passage it comes from and how sure it is; "
                                     "what can be read in more than one way "
                                     "is shown with all its readings and goes into no case file. Files are read in a "
                                     "process of their own with limits, "
                                     "and nothing is kept. docs/intake.md says what is read from which file.";

/// The file, read; nothing where it cannot be, which has been said.
std::optional<intake::Intake> read_one(std::string const& name, std::string_view row, bool zh, Streams streams)
{
    auto const wrong = [&](std::string_view says) {
        say(fmt::format("recourse intake: {}: {}", name, says), streams.err);
        return std::nullopt;
    };
    int const file = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat about {};
    if (file < 0 || ::fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
        if (file >= 0)
            ::close(file);
        return wrong("there is no such file, or it cannot be read");
    }
    auto read = intake::read_file(
        file, static_cast<std::uint64_t>(about.st_size), std::filesystem::path(name).filename().string(), row);
    ::close(file);
    if (!read)
        return wrong(zh ? read.error().says_zh : read.error().says);
    return *std::move(read);
}

void show(intake::IntakeView const& view, bool zh, std::ostream& out)
{
    say(fmt::format("{} ({})", view.file.name, view.file.kind), out);
    for (auto const& order : view.orders)
        say(fmt::format("  {}: {}", order.row, order.says), out);
    for (auto const& fact : view.facts) {
        auto const sure = fact.sure == intake::Sure::stated ? (zh ? "载明" : "stated")
            : fact.sure == intake::Sure::likely             ? (zh ? "很可能" : "likely")
                                                            : (zh ? "有歧义" : "ambiguous");
        if (fact.value)
            say(fmt::format("  {} = {} ({})", fact.fact, fact.candidates.front().says, sure), out);
        else
            say(fmt::format("  {} = ? ({})", fact.fact, sure), out);
        for (auto const& one : fact.candidates) {
            if (!fact.value)
                say(fmt::format("    {}", one.says), out);
            say(fmt::format("      {}: {}", one.source.place, one.source.passage), out);
            say(fmt::format("      {}", one.because), out);
        }
    }
    for (auto const& remark : view.remarks)
        say(fmt::format("  ! {}", remark.says), out);
}

/// A new case file with what is sure of all files; the first file wins.
int write_case(std::string const& name, std::vector<intake::IntakeView> const& views,
    std::span<casework::FactWords const> guide, Language language, Streams streams)
{
    std::error_code error;
    if (std::filesystem::exists(name, error)) {
        say(fmt::format("recourse intake: {} is there already and is left as it is", name), streams.err);
        return input_wrong;
    }
    auto text = case_template(guide, language);
    for (auto const& view : views) {
        for (auto const& fact : view.facts) {
            if (!fact.value)
                continue;
            auto const path = *casework::parse_path(fact.fact);
            auto const kind = casework::fact_groups()[path.group].fields[path.field].kind;
            bool const plain = kind == casework::FactKind::boolean || kind == casework::FactKind::date;
            auto edited = codec::with_fact(text, path, plain ? *fact.value : codec::toml_string(*fact.value));
            if (edited)
                text = *std::move(edited);
            else
                say(fmt::format("recourse intake: {}: {} is left out: {}", view.file.name, fact.fact, edited.error()),
                    streams.err);
        }
    }
    if (auto const written = write_file(name, text); !written) {
        say(fmt::format("recourse intake: {}", written.error()), streams.err);
        return input_wrong;
    }
    say(fmt::format("Wrote {}. Look it through, then: recourse case ask {}", name, name), streams.out);
    return answered;
}

int run_intake(Given const& given, Streams streams)
{
    Problems problems;
    auto const language = language_of("intake", given, Language::en, problems);
    auto const format = value_of(given, "format", "text");
    if (format != "text" && format != "json")
        problems.push_back({ {}, fmt::format("--format is text or json, not '{}'", format), {} });
    if (!problems.empty()) {
        say(problems, streams.err);
        return input_wrong;
    }
    auto const loaded = load_data(given, streams);
    if (!loaded)
        return data_wrong(given);
    bool const zh = language == Language::zh;
    auto const& guide = loaded->world->guide.facts;
    int status = answered;
    std::vector<intake::IntakeView> views;
    auto const named = value_of(given, "FILE");
    for (std::string_view rest = named; !rest.empty();) {
        auto const end = rest.find('\n');
        auto const read = read_one(std::string { rest.substr(0, end) }, value_of(given, "row"), zh, streams);
        rest = end == std::string_view::npos ? std::string_view {} : rest.substr(end + 1);
        if (!read) {
            status = input_wrong;
            continue;
        }
        views.push_back(intake::view_of(*read, guide, language));
        if (format == "json") {
            codec::JsonWriter json(codec::JsonStyle::pretty);
            intake::write(json, views.back());
            streams.out << json.take() << '\n';
        } else
            show(views.back(), zh, streams.out);
    }
    if (given.contains("case") && !views.empty()) {
        auto const written = write_case(value_of(given, "case"), views, guide, language, streams);
        status = status == answered ? written : status;
    }
    return status;
}

} // namespace

Subcommand const intake_command { "intake", "Propose facts of a case from a mail, a table, a chat or a PDF",
    "recourse intake mail.eml --case my-case.toml", words, options, &run_intake, details };

} // namespace recourse::cli
