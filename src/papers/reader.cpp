#include "papers/reader.hpp"

#include "base/text.hpp"
#include "catalog/sources.hpp"
#include "catalog/table_reader.hpp"
#include "codec/toml_reader.hpp"
#include "papers/skeleton.hpp"
#include "papers/text_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recourse::papers {

namespace {

using catalog::TableReader;
using codec::Node;

constexpr std::array<std::string_view, 7> kind_words { "text", "money", "date", "number", "flag", "exhibit", "list" };
constexpr std::array<std::string_view, 10> sort_words { "letter", "notice", "claim", "application", "pleading",
    "agreement", "list", "authority", "report", "memo" };
constexpr std::array<std::string_view, 8> receiver_words { "supplier", "platform", "court", "tribunal", "police",
    "registry", "counsel", "anyone" };
constexpr std::array<std::string_view, 3> setting_words { "en", "zh", "both" };
constexpr std::array<std::string_view, 3> numbering_words { "plain", "clauses", "articles" };

constexpr std::size_t columns_max = 16;

template <class Enumeration, std::size_t N>
Enumeration chosen(std::optional<std::string> const& word, std::array<std::string_view, N> const& words)
{
    auto const found = word ? std::ranges::find(words, std::string_view { *word }) : words.end();
    return found == words.end() ? Enumeration {} : static_cast<Enumeration>(found - words.begin());
}

bool is_part(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char const c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

bool is_id(std::string_view text)
{
    for (auto point = text.find('.'); point != std::string_view::npos; point = text.find('.')) {
        if (!is_part(text.substr(0, point)))
            return false;
        text.remove_prefix(point + 1);
    }
    return is_part(text);
}

Words read_name(TableReader& table)
{
    Words out;
    out.en = table.need_text("name");
    out.zh = table.need_text("name_zh");
    return out;
}

Field read_field(codec::Document const& file, Node const& node, bool is_column, Problems& problems)
{
    TableReader table(file, node, is_column ? "a column" : "[[field]]", problems);
    Field out;
    out.id = table.need_text("id");
    if (!out.id.empty() && !(is_column ? is_part(out.id) : is_id(out.id)))
        table.problem_at("id", fmt::format("'{}' is no name of a field", out.id),
            is_column ? "small letters, digits, - and _" : "small letters, digits, - and _, parts joined by a point");
    table.need_text("kind");
    out.kind = chosen<Kind>(table.word("kind", kind_words), kind_words);
    out.name = read_name(table);
    out.about = table.text("about").value_or("");
    if (!is_column) {
        for (auto const* column : table.tables("column")) {
            auto read = read_field(file, *column, true, problems);
            if (out.column(read.id) != nullptr)
                table.problem(*column, fmt::format("'{}' has the column '{}' twice", out.id, read.id));
            out.columns.push_back(std::move(read));
        }
        if ((out.kind == Kind::list) == out.columns.empty())
            table.problem(fmt::format("'{}' is {}", out.id,
                              out.columns.empty() ? "a list without columns" : "no list and has columns"),
                "column = [ { id = \"...\", kind = \"...\", name = \"...\", name_zh = \"...\" } ] is for lists");
        if (out.columns.size() > columns_max)
            table.problem_at("column", fmt::format("'{}' has more than {} columns", out.id, columns_max));
    } else if (out.kind == Kind::list) {
        table.problem_at("kind", "there is no list inside a list");
    }
    table.finish();
    return out;
}

class AboutReader {
public:
    AboutReader(codec::Document const& file, Vocabulary const& vocabulary, ReadLimits const& limits, Problems& problems)
        : file_(file)
        , vocabulary_(vocabulary)
        , limits_(limits)
        , problems_(problems)
    {
    }

    void read(Document& out, std::string_view folder_name)
    {
        TableReader top(file_, file_.root, "a document's file", problems_);
        if (auto const* node = top.need_table("document"))
            about(*node, out, folder_name);
        top.finish();
    }

    /// Where a field is named; the file itself where it is not.
    Place place_of(std::string_view field) const
    {
        auto const found = places_.find(field);
        return found == places_.end() ? Place { file_.file, 1, 1 } : found->second;
    }

private:
    void about(Node const& node, Document& out, std::string_view folder_name)
    {
        TableReader table(file_, node, "[document]", problems_);
        out.id = table.need_text("id");
        if (!out.id.empty() && out.id != folder_name)
            table.problem_at("id", fmt::format("the document '{}' lies in the folder '{}'", out.id, folder_name),
                "the folder has the name of the document");
        out.name = read_name(table);
        table.need_text("kind");
        out.sort = chosen<Sort>(table.word("kind", sort_words), sort_words);
        table.need_text("to");
        out.to = chosen<Receiver>(table.word("to", receiver_words), receiver_words);
        out.forums = table.texts("forums");
        settings(table, out);
        out.numbering = chosen<Numbering>(table.word("numbering", numbering_words), numbering_words);
        out.landscape = table.boolean("landscape").value_or(false);
        out.needs = fields(table, node, "needs");
        out.takes = fields(table, node, "takes");
        table.finish();
    }

    void settings(TableReader& table, Document& out)
    {
        for (auto const& word : table.texts("settings")) {
            auto const found = std::ranges::find(setting_words, std::string_view { word });
            if (found == setting_words.end()) {
                table.problem_at("settings", fmt::format("'{}' is no setting", word), "en, zh, both");
                continue;
            }
            auto const setting = static_cast<Setting>(found - setting_words.begin());
            if (std::ranges::find(out.settings, setting) == out.settings.end())
                out.settings.push_back(setting);
        }
        if (out.settings.empty())
            table.problem_at("settings", "it can be set in no language", "settings = [\"en\", \"zh\", \"both\"]");
    }

    std::vector<std::string> fields(TableReader& table, Node const& node, std::string_view key)
    {
        std::vector<std::string> out;
        auto const ids = table.texts(key);
        auto const* list = node.find(key);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            Node const& at = list->items.size() == ids.size() ? list->items[i] : *list;
            if (!vocabulary_.fields.contains(ids[i])) {
                std::vector<std::string_view> known;
                for (auto const& [id, field] : vocabulary_.fields)
                    known.push_back(id);
                table.problem(
                    at, fmt::format("documents/fields.toml has no field '{}'", ids[i]), did_you_mean(ids[i], known));
                continue;
            }
            if (!places_.emplace(ids[i], file_.place(at)).second) {
                table.problem(at, fmt::format("'{}' is named twice", ids[i]), "once, in 'needs' or in 'takes'");
                continue;
            }
            out.push_back(ids[i]);
        }
        if (places_.size() > limits_.fields_max)
            table.problem_at(key, fmt::format("there are more than {} fields", limits_.fields_max));
        return out;
    }

    codec::Document const& file_;
    Vocabulary const& vocabulary_;
    ReadLimits const& limits_;
    Problems& problems_;
    std::map<std::string, Place, std::less<>> places_;
};

std::string_view last_part(std::string_view path)
{
    auto const slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool wants(Document const& document, Language language)
{
    return std::ranges::any_of(document.settings, [&](Setting const setting) {
        return setting == Setting::both || (setting == Setting::en) == (language == Language::en);
    });
}

} // namespace

std::expected<Vocabulary, Problems> read_vocabulary(
    std::string_view fields, std::string_view sources, std::string_view folder)
{
    Problems problems;
    Vocabulary out;
    auto const fields_file = codec::read_toml(fields, fmt::format("{}/fields.toml", folder));
    problems.insert(problems.end(), fields_file.problems.begin(), fields_file.problems.end());
    TableReader top(fields_file, fields_file.root, "fields.toml", problems);
    for (auto const* node : top.tables("field")) {
        auto field = read_field(fields_file, *node, false, problems);
        auto id = field.id;
        if (!out.fields.emplace(id, std::move(field)).second)
            top.problem(*node, fmt::format("the field '{}' is declared twice", id));
    }
    top.finish();
    for (auto const& [id, field] : out.fields)
        if (auto const point = id.rfind('.'); point != std::string::npos)
            if (auto const list = out.fields.find(id.substr(0, point));
                list != out.fields.end() && list->second.kind == Kind::list)
                top.problem(fmt::format("the field '{}' looks like a column of the list '{}'", id, list->first),
                    "give it another name");

    auto const sources_file = codec::read_toml(sources, fmt::format("{}/sources.toml", folder));
    problems.insert(problems.end(), sources_file.problems.begin(), sources_file.problems.end());
    catalog::SourceRegister checked;
    checked.add(sources_file, problems);
    if (auto const* table = sources_file.root.find("sources"))
        for (auto const& member : table->members) {
            auto const* title = member.value.find("title");
            auto const* url = member.value.find("url");
            out.sources.emplace(member.key,
                Source {
                    title != nullptr ? title->text : std::string {}, url != nullptr ? url->text : std::string {} });
        }
    if (!problems.empty())
        return std::unexpected(std::move(problems));
    return out;
}

std::expected<Document, Problems> read_document(
    DocumentFiles const& files, Vocabulary const& vocabulary, ReadLimits limits)
{
    Problems problems;
    Document out;
    out.vocabulary = &vocabulary;
    auto const about_file = codec::read_toml(files.about, files.folder + "/document.toml");
    problems.insert(problems.end(), about_file.problems.begin(), about_file.problems.end());
    AboutReader about { about_file, vocabulary, limits, problems };
    about.read(out, last_part(files.folder));

    for (auto const language : { Language::en, Language::zh }) {
        bool const english = language == Language::en;
        auto const text = english ? files.en : files.zh;
        auto const file = fmt::format("{}/{}.md", files.folder, english ? "en" : "zh");
        if (!wants(out, language)) {
            if (!text.empty())
                problems.push_back({ { file, 1, 1 }, "no setting of the document uses this text",
                    english ? "add \"en\" to settings" : "add \"zh\" to settings" });
            continue;
        }
        std::set<std::string, std::less<>> used;
        auto const before = problems.size();
        out.texts[language] = read_text(text, file, language, vocabulary, limits, used, problems);
        for (auto const* list : { &out.needs, &out.takes })
            for (auto const& field : *list)
                if (!used.contains(field) && problems.size() == before)
                    problems.push_back({ about.place_of(field), fmt::format("{} does not use '{}'", file, field),
                        "use it in every language, or take it out of the list" });
        for (auto const& field : used)
            if (std::ranges::find(out.needs, field) == out.needs.end()
                && std::ranges::find(out.takes, field) == out.takes.end())
                problems.push_back({ about.place_of("needs"), fmt::format("{} uses '{}'", file, field),
                    "name it in 'needs' or in 'takes'" });
    }
    if (problems.empty() && std::ranges::find(out.settings, Setting::both) != out.settings.end())
        if (auto parted = parting(out.texts[Language::en], out.texts[Language::zh]))
            problems.push_back({ { files.folder + "/zh.md", parted->line_zh, 1 }, std::move(parted->says),
                "side by side, both texts have the same blocks in the same order" });
    if (problems.size() > limits.problems_max)
        problems.resize(limits.problems_max);
    if (!problems.empty())
        return std::unexpected(std::move(problems));
    return out;
}

} // namespace recourse::papers
