#include "core/forum/clause.hpp"
#include "base/printable.hpp"
#include "base/wrap.hpp"
#include "catalog/forum_book.hpp"
#include "cli/files.hpp"
#include "cli/report.hpp"
#include "cli/rules_folder.hpp"
#include "codec/json_writer.hpp"

#include <fmt/format.h>

#include <ostream>

// What a clause on disputes says.

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "FILE", "the words of the clause; - is standard input" } };
constexpr std::array options {
    Option { "language", "LANGUAGE", "en or zh", "en", false, "en zh" },
    Option { "format", "FORMAT", "text or json", "text", false, "text json" },
    data_option,
};
constexpr std::size_t width = 80;

std::string_view in_chinese(forum::Verdict verdict)
{
    switch (verdict) {
    case forum::Verdict::none:
        return "未见争议解决条款";
    case forum::Verdict::valid:
        return "未发现使其无效的情形";
    case forum::Verdict::unclear:
        return "效力取决于条款未写明的事项";
    case forum::Verdict::defective:
        return "有缺陷";
    case forum::Verdict::competing:
        return "约定相互冲突";
    case forum::Verdict::either_or:
        return "或裁或审";
    }
    return "";
}

std::string named(forum::Book const& book, forum::NamedInstitution const& one, Language language)
{
    auto const* institution = book.institution(one.id);
    return institution == nullptr ? one.excerpt.text : institution->name.in(language);
}

void print(forum::Book const& book, forum::Clause const& read, Language language, std::ostream& out)
{
    auto const say = [&](std::string_view en, std::string_view zh) { return language == Language::zh ? zh : en; };
    auto const row = [&](std::string_view name, std::string_view text) {
        if (!text.empty())
            out << wrap(printable(text), width, fmt::format("{}{}", name, say(": ", "：")), "   ");
    };
    row(say("Verdict", "结论"), language == Language::zh ? in_chinese(read.verdict) : forum::word(read.verdict));
    for (auto const& one : read.institutions)
        row(one.only_rules ? say("Rules of", "规则") : say("Institution", "机构"), named(book, one, language));
    for (auto const& one : read.seats)
        row(say("Seat", "仲裁地"), one.excerpt.text);
    row(say("Language", "语言"), fmt::format("{}", fmt::join(read.languages, ", ")));
    if (read.arbitrators)
        row(say("Arbitrators", "仲裁员人数"), fmt::format("{}", *read.arbitrators));
    for (auto const& one : read.courts)
        row(say("Court", "法院"), one.excerpt.text);
    for (auto const& finding : read.findings) {
        out << wrap(printable(finding.says.in(language)), width, "- ", "  ");
        if (auto const& remedy = finding.remedy.in(language); !remedy.empty())
            out << wrap(printable(remedy), width, "   -> ", "      ");
        out << wrap(
            printable(fmt::format("{} {} [{}]", finding.source.title, finding.source.clause, finding.source.mark)),
            width, "   ", "      ");
    }
}

std::string json_of(forum::Clause const& read)
{
    codec::JsonWriter json(codec::JsonStyle::pretty);
    auto const member = [&](std::string_view name, std::string_view value) {
        json.key(name);
        json.string(value);
    };
    json.begin_object();
    member("verdict", forum::word(read.verdict));
    json.key("institutions");
    json.begin_array();
    for (auto const& one : read.institutions) {
        json.begin_object(true);
        member("id", one.id);
        member("text", one.excerpt.text);
        json.key("only_rules");
        json.boolean(one.only_rules);
        json.end_object();
    }
    json.end_array();
    json.key("seats");
    json.begin_array(true);
    for (auto const& one : read.seats)
        json.string(one.place);
    json.end_array();
    json.key("languages");
    json.begin_array(true);
    for (auto const& one : read.languages)
        json.string(one);
    json.end_array();
    json.key("arbitrators");
    read.arbitrators ? json.integer(*read.arbitrators) : json.null();
    json.key("courts");
    json.begin_array(true);
    for (auto const& one : read.courts)
        json.string(one.excerpt.text);
    json.end_array();
    json.key("findings");
    json.begin_array();
    for (auto const& finding : read.findings) {
        json.begin_object();
        member("code", forum::finding_words.at(static_cast<std::size_t>(finding.code)));
        member("says", finding.says.en);
        member("says_zh", finding.says.zh);
        member("remedy", finding.remedy.en);
        member("remedy_zh", finding.remedy.zh);
        member("mark", finding.source.mark);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return json.take() + "\n";
}

int run_clause(Given const& given, Streams streams)
{
    Problems problems;
    auto const wrong
        = [&](std::string message) { problems.push_back({ {}, "recourse clause: " + std::move(message), {} }); };
    auto const language = language_of("clause", given, Language::en, problems);
    auto const format = value_of(given, "format", "text");
    if (format != "text" && format != "json")
        wrong(fmt::format("--format is '{}'; expected text or json", format));
    auto const text = read_file(value_of(given, "FILE"), streams.in, forum::ClauseReader::bytes_max);
    if (!text)
        wrong(text.error());
    auto const data = read_data(given, streams);
    auto const book = data ? catalog::forum_book_of(data->files) : std::unexpected { data.error() };
    if (!book) {
        say(data ? data->opened(book.error()) : data.error(), streams.err);
        return data_wrong(given);
    }
    auto const read = text ? forum::ClauseReader(*book).read(*text) : std::unexpected { std::string {} };
    if (text && !read)
        wrong(read.error());
    say(problems, streams.err);
    if (!problems.empty())
        return input_wrong;
    if (format == "json")
        streams.out << json_of(*read);
    else
        print(*book, *read, language, streams.out);
    return answered;
}

} // namespace

Subcommand const clause_command { "clause", "What a clause on disputes says, and whether it stands",
    "recourse clause clause.txt", words, options, &run_clause };

} // namespace recourse::cli
