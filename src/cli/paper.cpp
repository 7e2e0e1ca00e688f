#include "base/printable.hpp"
#include "base/text.hpp"
#include "base/wrap.hpp"
#include "brief/fill.hpp"
#include "brief/receivers.hpp"
#include "cli/case_study.hpp"
#include "cli/files.hpp"
#include "cli/report.hpp"
#include "papers/compose.hpp"
#include "papers/docx.hpp"
#include "papers/gather.hpp"
#include "papers/pdf.hpp"
#include "papers/wording.hpp"

#include <fmt/format.h>

#include <array>
#include <expected>
#include <ostream>

// Papers of a case, without a desk.

namespace recourse::cli {

namespace {

using papers::Document;
using papers::Setting;

constexpr std::size_t width = 80;
constexpr Option language_option { "language", "LANGUAGE", "en or zh", "en", false, "en zh" };

constexpr std::array list_options { language_option };
constexpr std::array make_words { Positional { "ID", "the document; recourse paper list" },
    Positional { "CASE", "the case file, TOML or JSON; - is standard input" } };
constexpr std::array make_options {
    with_option,
    Option {
        "language", "LANGUAGE", "en, zh, or both side by side", "the case's language, else en", false, "en zh both" },
    Option { "to", "FILE", "the paper: .docx, .pdf or .txt by its name", "text to standard output" },
    as_of_option,
    Option { "no-notes", "", "leave the notes for counsel out" },
    data_option,
};
constexpr std::array fields_words { Positional { "ID", "the document; recourse paper list" },
    Positional { "CASE", "a case file: also which of them it leaves open", false } };
constexpr std::array fields_options { with_option, language_option, as_of_option, data_option };

constexpr std::string_view make_details
    = "The paper is a draft for counsel. A field that neither the case nor FILE of --with knows stays open: its name "
      "stands in the paper in brackets, and all of them are told when it is made. What can be given: recourse paper "
      "fields ID.";

std::optional<Language> language(std::string_view command, Given const& given, Streams streams)
{
    Problems problems;
    auto const chosen = language_of(command, given, Language::en, problems);
    say(problems, streams.err);
    return problems.empty() ? std::optional { chosen } : std::nullopt;
}

int run_list(Given const& given, Streams streams)
{
    auto const chosen = language("paper list", given, streams);
    if (!chosen)
        return input_wrong;
    auto const shelf = documents(streams);
    if (shelf == nullptr)
        return we_failed;
    for (auto const& document : shelf->documents)
        streams.out << wrap(fmt::format("{}{}{}", document.name.in(*chosen),
                                *chosen == Language::zh ? "，致：" : ", to: ", brief::word(document.to, *chosen)),
            width, fmt::format("{:<34}", document.id), std::string(36, ' '));
    return answered;
}

/// Adds a problem where no document has this id.
void check_id(std::string_view command, Given const& given, brief::Shelf const& shelf, Problems& problems)
{
    auto const id = value_of(given, "ID");
    if (shelf.find(id) != nullptr)
        return;
    std::vector<std::string_view> ids;
    for (auto const& document : shelf.documents)
        ids.emplace_back(document.id);
    auto meant = did_you_mean(id, ids);
    problems.push_back({ {}, fmt::format("recourse {}: no document is called '{}'", command, id),
        meant.empty() ? "recourse paper list" : std::move(meant) });
}

/// How the paper is written, by the name of its file.
enum class Medium : std::uint8_t { text, docx, pdf };

std::optional<Medium> medium_of(std::string_view file)
{
    if (file.empty() || file.ends_with(".txt"))
        return Medium::text;
    if (file.ends_with(".docx"))
        return Medium::docx;
    return file.ends_with(".pdf") ? std::optional { Medium::pdf } : std::nullopt;
}

Setting setting_of(std::string_view word)
{
    return word == "both" ? Setting::both : word == "zh" ? Setting::zh : Setting::en;
}

std::expected<std::string, std::string> written(papers::Paper const& paper, Medium medium)
{
    if (medium == Medium::docx)
        return papers::to_docx(paper);
    if (medium == Medium::text)
        return papers::to_text(paper);
    auto pdf = papers::Press {}.print(paper);
    if (!pdf)
        return std::unexpected(std::move(pdf.error()));
    return std::move(pdf->bytes);
}

/// What keeps the paper from being finished, and who gives it.
void say_open(papers::Paper const& paper, papers::Vocabulary const& vocabulary, Language in, std::ostream& out)
{
    if (paper.open.empty()) {
        out << (in == Language::zh ? "没有待填事项\n" : "nothing is open\n");
        return;
    }
    auto const points = papers::gathered(paper.open, vocabulary);
    out << (in == Language::zh ? fmt::format("待填事项{}项\n", points.size())
                               : counted(points.size(), "open point") + "\n");
    for (auto const& open : points) {
        auto const field = vocabulary.fields.find(open.field);
        auto const about = field == vocabulary.fields.end() ? std::string {} : field->second.about;
        out << wrap(printable(fmt::format("{}{}: {}{}", open.needed ? "! " : "- ", open.field,
                        papers::says(open).in(in), about.empty() ? "" : fmt::format(" [{}]", about))),
            width, "", "    ");
    }
}

int run_make(Given const& given, Streams streams)
{
    constexpr std::string_view command = "paper make";
    auto const shelf = documents(streams);
    if (shelf == nullptr)
        return we_failed;
    Problems problems;
    check_id(command, given, *shelf, problems);
    auto const to = value_of(given, "to");
    auto const medium = medium_of(to);
    if (!medium)
        problems.push_back({ {}, fmt::format("recourse {}: --to: '{}' names no kind of paper", command, to),
            "end it with .docx, .pdf or .txt" });
    static constexpr std::array<std::string_view, 3> settings { "en", "zh", "both" };
    auto chosen = value_of(given, "language");
    if (given.contains("language") && !brief::contains(settings, std::string_view { chosen }))
        problems.push_back(
            { {}, fmt::format("recourse {}: --language is '{}'; expected en, zh or both", command, chosen),
                did_you_mean(chosen, settings) });
    int status = answered;
    auto const made = study_case(command, given, std::move(problems), streams, status);
    if (made == nullptr)
        return status;
    auto const& study = *made->study;
    if (chosen.empty())
        chosen = study.facts.text("language").value_or("en");
    auto const& document = *made->shelf->find(value_of(given, "ID"));
    papers::Wish wish;
    wish.setting = setting_of(chosen);
    wish.notes = !given.contains("no-notes");
    wish.day = study.as_of;
    auto const paper = papers::compose(document, brief::fill(study, document), wish);
    if (!paper) {
        say(paper.error(), streams.err);
        return input_wrong;
    }
    auto const bytes = written(*paper, *medium);
    if (!bytes) {
        say(fmt::format("recourse {}: {}", command, bytes.error()), streams.err);
        return we_failed;
    }
    if (to.empty()) {
        streams.out << *bytes;
    } else if (auto const put = write_file(to, *bytes); !put) {
        say(fmt::format("recourse {}: --to: {}", command, put.error()), streams.err);
        return input_wrong;
    }
    auto& told = to.empty() ? streams.err : streams.out;
    auto const speaks = wish.setting == Setting::zh ? Language::zh : Language::en;
    say_open(*paper, made->shelf->vocabulary, speaks, told);
    if (document.needs_field("heads") || document.needs_field("claim.open")
        || document.needs_field("preservation.amount"))
        say_remarks(study, speaks, told);
    return answered;
}

/// The fields of a list, in the order of the document, needed ones first.
void say_fields(Document const& document, papers::Values const* values, Language in, std::ostream& out)
{
    for (auto const* ids : { &document.needs, &document.takes })
        for (auto const& id : *ids) {
            auto const& field = document.vocabulary->fields.at(id);
            bool const needed = ids == &document.needs;
            auto const state = values == nullptr ? "" : values->fields.contains(id) ? "filled  " : "open    ";
            out << wrap(printable(fmt::format("{}{} ({}): {}{}", needed ? "! " : "  ", id, papers::name(field.kind),
                            field.name.in(in), field.about.empty() ? "" : fmt::format(" [{}]", field.about))),
                width, state, "            ");
        }
}

int run_fields(Given const& given, Streams streams)
{
    constexpr std::string_view command = "paper fields";
    auto const chosen = language(command, given, streams);
    auto const shelf = documents(streams);
    if (shelf == nullptr)
        return we_failed;
    Problems problems;
    check_id(command, given, *shelf, problems);
    auto const id = value_of(given, "ID");
    if (!given.contains("CASE")) {
        if (given.contains("with"))
            problems.push_back({ {}, fmt::format("recourse {}: --with goes with a CASE", command), {} });
        say(problems, streams.err);
        if (!chosen || !problems.empty())
            return input_wrong;
        say_fields(*shelf->find(id), nullptr, *chosen, streams.out);
        return answered;
    }
    int status = answered;
    auto const made = study_case(command, given, std::move(problems), streams, status);
    if (made == nullptr || !chosen)
        return made == nullptr ? status : static_cast<int>(input_wrong);
    auto const& document = *made->shelf->find(id);
    auto const values = brief::fill(*made->study, document);
    say_fields(document, &values, *chosen, streams.out);
    return answered;
}

} // namespace

Subcommand const paper_list_command { "paper list", "The papers that can be made, and to whom they go",
    "recourse paper list", {}, list_options, &run_list };
Subcommand const paper_make_command { "paper make", "A letter, notice or filing from a case file, a draft for counsel",
    "recourse paper make demand-letter examples/legal/case.toml --with examples/legal/more.toml --language both --to "
    "demand.docx",
    make_words, make_options, &run_make, make_details };
Subcommand const paper_fields_command { "paper fields", "The fields of a paper, who gives them, and which stay open",
    "recourse paper fields demand-letter examples/legal/case.toml", fields_words, fields_options, &run_fields };

} // namespace recourse::cli
