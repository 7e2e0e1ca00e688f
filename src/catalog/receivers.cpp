#include "catalog/receivers.hpp"

#include "base/text.hpp"
#include "core/case/evidence_kinds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recourse::catalog {

namespace {

using codec::Node;
using receiver::Field;
using receiver::Measure;
using receiver::Receiver;
using receiver::Words;

constexpr std::array<std::string_view, 7> kind_words { "platform", "card-network", "payment-service", "arbitration",
    "court", "inspector", "police" };
constexpr std::array<std::string_view, receiver::measures> measure_words { "file-bytes", "total-bytes", "files",
    "pages", "file-pages", "image-pixels" };
constexpr std::array<std::string_view, 11> field_words { "name", "category", "source", "collected", "proves", "content",
    "date", "pages", "original", "form", "digest" };
constexpr std::array<std::string_view, 2> language_words { "zh", "en" };
constexpr std::array<std::string_view, 2> order_words { "number", "group" };
constexpr std::array<std::string_view, 2> translation_words { "attached", "none" };
constexpr std::array<std::string_view, 2> character_words { "any", "letters-and-digits" };

template <class Enumeration, std::size_t N>
Enumeration chosen(std::optional<std::string> const& word, std::array<std::string_view, N> const& words)
{
    auto const found = word ? std::ranges::find(words, *word) : words.end();
    return found == words.end() ? Enumeration {} : static_cast<Enumeration>(found - words.begin());
}

class ReceiverReader {
public:
    ReceiverReader(DataFile const& file, Reading with) : file_(file), with_(with) { }

    Receiver read()
    {
        auto const& root = file_.document.root;
        TableReader top(file_.document, root, "a receiver's file", with_.problems);
        Receiver out;
        out.place = { file_.document.file, 1, 1 };
        if (auto const* node = top.need_table("receiver"))
            about(*node, out);
        if (auto const* node = top.need_table("types"))
            types(*node, out.types);
        if (auto const* node = top.need_table("languages"))
            languages(*node, out.languages);
        if (auto const* node = top.need_table("copies"))
            copies(*node, out.copies);
        if (auto const* node = top.need_table("names"))
            names(*node, out.names);
        if (auto const* node = top.need_table("list"))
            list(*node, out.list);
        for (auto const* node : top.tables("slot"))
            slot(*node, out);
        for (auto const* node : top.tables("note")) {
            TableReader table(file_.document, *node, "[[note]]", with_.problems);
            out.notes.push_back(need_words(table, "says"));
            source(table, *node, true);
            table.finish();
        }
        limits(top, out);
        top.allow("sources");
        top.finish();
        return out;
    }

private:
    casework::SourceRef source(TableReader& table, Node const& node, bool required)
    {
        table.allow("source");
        return with_.sources.resolve(file_.document, node, required, with_.problems);
    }

    std::optional<Words> words(TableReader& table, std::string const& key)
    {
        auto en = table.text(key);
        auto zh = table.text(key + "_zh");
        if (en.has_value() != zh.has_value())
            table.problem_at(en ? key : key + "_zh",
                fmt::format("'{}' is there without '{}'", en ? key : key + "_zh", en ? key + "_zh" : key),
                "every text is in English and in Chinese");
        if (!en && !zh)
            return std::nullopt;
        return Words { std::move(en).value_or(""), std::move(zh).value_or("") };
    }

    Words need_words(TableReader& table, std::string const& key)
    {
        auto found = words(table, key);
        if (!found)
            table.problem(fmt::format("there is no '{}'", key));
        return std::move(found).value_or(Words {});
    }

    /// Known with its source, or unknown with what was looked for; both or neither is a problem.
    void known_or_unknown(TableReader& table, Node const& node, std::string_view what, bool known,
        receiver::Unknown& unknown, casework::SourceRef& from)
    {
        unknown = words(table, "unknown");
        if (known && unknown)
            table.problem(fmt::format("{} is given and said to be unknown", what), "keep one of them");
        if (!known && !unknown)
            table.problem(fmt::format("{} is neither given nor said to be unknown", what),
                "unknown = \"what was looked for\", unknown_zh = \"...\"");
        from = source(table, node, known);
    }

    std::optional<std::uint64_t> count(TableReader& table, std::string_view key)
    {
        auto const given = table.integer(key);
        if (given && *given < 0) {
            table.problem_at(key, fmt::format("'{}' is below nothing", key));
            return std::nullopt;
        }
        return given ? std::optional { static_cast<std::uint64_t>(*given) } : std::nullopt;
    }

    int small(TableReader& table, std::string_view key)
    {
        auto const given = count(table, key);
        if (given && *given > 1000)
            table.problem_at(key, fmt::format("'{}' is {}", key, *given), "at most 1000");
        return given && *given <= 1000 ? static_cast<int>(*given) : 0;
    }

    void about(Node const& node, Receiver& out)
    {
        TableReader table(file_.document, node, "[receiver]", with_.problems);
        out.id = table.need_text("id");
        if (!out.id.empty() && file_.name != out.id + ".toml")
            table.problem_at("id", fmt::format("the file of '{}' is called {}", out.id, file_.name),
                fmt::format("call it receivers/{}.toml", out.id));
        out.name = need_words(table, "name");
        auto const kind = table.word("kind", kind_words);
        if (!kind && node.find("kind") == nullptr)
            table.problem("[receiver] has no 'kind'");
        out.kind = chosen<receiver::Kind>(kind, kind_words);
        out.route = table.text("route").value_or("");
        out.source = source(table, node, true);
        table.finish();
    }

    void types(Node const& node, receiver::Types& out)
    {
        TableReader table(file_.document, node, "[types]", with_.problems);
        out.takes = table.texts("takes");
        for (auto const& type : out.takes)
            if (auto const slash = type.find('/'); slash == std::string::npos || slash == 0 || slash + 1 == type.size())
                table.problem_at("takes", fmt::format("'{}' is no media type", type), "as application/pdf");
        known_or_unknown(table, node, "what it takes", !out.takes.empty(), out.unknown, out.source);
        table.finish();
    }

    void languages(Node const& node, receiver::Languages& out)
    {
        TableReader table(file_.document, node, "[languages]", with_.problems);
        out.takes = table.texts("takes");
        for (auto const& one : out.takes)
            if (std::ranges::find(language_words, one) == language_words.end())
                table.problem_at("takes", fmt::format("'{}' is no language here", one), "zh or en");
        out.translation = table.word("translation", translation_words) == "attached";
        known_or_unknown(table, node, "the language", !out.takes.empty(), out.unknown, out.source);
        table.finish();
    }

    void copies(Node const& node, receiver::Copies& out)
    {
        TableReader table(file_.document, node, "[copies]", with_.problems);
        out.base = small(table, "base");
        out.per_opponent = small(table, "per_opponent");
        out.per_opponent_beyond_first = small(table, "per_opponent_beyond_first");
        out.sole_fewer = small(table, "sole_fewer");
        if (out.sole_fewer > 0 && out.sole_fewer >= out.base)
            table.problem_at("sole_fewer", "nothing would be left of the copies");
        known_or_unknown(table, node, "the number of copies", node.find("base") != nullptr, out.unknown, out.source);
        table.finish();
    }

    void names(Node const& node, receiver::Names& out)
    {
        TableReader table(file_.document, node, "[names]", with_.problems);
        if (auto const longest = count(table, "longest")) {
            // A number ("E001") has to fit.
            if (*longest < 8 || *longest > 255)
                table.problem_at("longest", fmt::format("'longest' is {}", *longest), "8 to 255 characters");
            else
                out.longest = static_cast<int>(*longest);
        }
        auto const characters = table.word("characters", character_words);
        out.letters_and_digits = characters == "letters-and-digits";
        known_or_unknown(table, node, "what a file may be called", out.longest || characters, out.unknown, out.source);
        table.finish();
    }

    std::vector<Field> fields(TableReader& table, std::string_view key)
    {
        std::vector<Field> found;
        for (auto const& text : table.texts(key)) {
            auto const field = receiver::field_of(text);
            if (!field)
                table.problem_at(key, fmt::format("'{}' is no field of a list", text), did_you_mean(text, field_words));
            else if (std::ranges::find(found, *field) != found.end())
                table.problem_at(key, fmt::format("'{}' stands twice", text));
            else
                found.push_back(*field);
        }
        return found;
    }

    void list(Node const& node, receiver::List& out)
    {
        TableReader table(file_.document, node, "[list]", with_.problems);
        out.title = need_words(table, "title");
        out.fields = fields(table, "fields");
        out.required = fields(table, "required");
        if (out.fields.empty())
            table.problem("[list] has no 'fields'");
        for (auto const field : out.required)
            if (std::ranges::find(out.fields, field) == out.fields.end())
                table.problem_at(
                    "required", fmt::format("'{}' is required and not in the list", receiver::word(field)));
        out.order = chosen<receiver::Order>(table.word("order", order_words), order_words);
        out.signed_ = table.boolean("signed").value_or(false);
        out.source = source(table, node, true);
        table.finish();
    }

    void slot(Node const& node, Receiver& out)
    {
        TableReader table(file_.document, node, "[[slot]]", with_.problems);
        receiver::Slot slot;
        slot.id = table.need_text("id");
        slot.name = need_words(table, "name");
        slot.kinds = table.texts("kinds");
        for (auto const& kind : slot.kinds) {
            if (std::ranges::find(casework::evidence_kinds, kind) == casework::evidence_kinds.end())
                table.problem_at("kinds", fmt::format("'{}' is no kind of evidence", kind),
                    did_you_mean(kind, casework::evidence_kinds));
            for (auto const& other : out.slots)
                if (std::ranges::find(other.kinds, kind) != other.kinds.end())
                    table.problem_at("kinds", fmt::format("'{}' belongs to the slot '{}' already", kind, other.id));
        }
        if (node.find("most") != nullptr)
            slot.most = small(table, "most");
        table.allow("most");
        if (slot.most == 0)
            table.problem_at("most", "a slot for nothing");
        slot.required = table.boolean("required").value_or(false);
        slot.source = source(table, node, true);
        if (std::ranges::any_of(out.slots, [&](auto const& one) { return one.id == slot.id; }))
            table.problem_at("id", fmt::format("there are two slots '{}'", slot.id));
        table.finish();
        out.slots.push_back(std::move(slot));
    }

    void limits(TableReader& top, Receiver& out)
    {
        for (std::size_t i = 0; i < receiver::measures; ++i)
            out.limits.push_back({ .measure = static_cast<Measure>(i), .unknown = {}, .source = {} });
        std::array<bool, receiver::measures> given {};
        for (auto const* node : top.tables("limit")) {
            TableReader table(file_.document, *node, "[[limit]]", with_.problems);
            auto const of = table.word("of", measure_words);
            if (!of && node->find("of") == nullptr)
                table.problem("[[limit]] has no 'of'");
            receiver::Limit limit;
            limit.measure = chosen<Measure>(of, measure_words);
            auto const most = count(table, "most");
            auto const below = count(table, "below");
            if (most && below)
                table.problem_at("below", "'most' and 'below' are both given", "keep one of them");
            limit.most = most.value_or(below.value_or(0));
            limit.below = below && !most;
            known_or_unknown(table, *node, of.value_or("the limit"), most || below, limit.unknown, limit.source);
            table.finish();
            if (!of)
                continue;
            auto const at = static_cast<std::size_t>(limit.measure);
            if (given[at])
                table.problem_at("of", fmt::format("'{}' is limited twice", *of));
            given[at] = true;
            out.limits[at] = std::move(limit);
        }
        for (std::size_t i = 0; i < receiver::measures; ++i)
            if (!given[i])
                top.problem(fmt::format("nothing is said of '{}'", measure_words[i]),
                    fmt::format("[[limit]] of = \"{}\", with a number or 'unknown'", measure_words[i]));
    }

    DataFile const& file_;
    Reading with_;
};

} // namespace

Receiver read_receiver(DataFile const& file, Reading with)
{
    return ReceiverReader(file, with).read();
}

std::expected<std::vector<Receiver>, Problems> receivers_of(std::span<FileText const> files)
{
    Problems problems;
    SourceRegister sources;
    std::vector<DataFile> documents;
    for (auto const& file : files) {
        if (!file.path.starts_with("receivers/"))
            continue;
        documents.push_back({ read(file), "receivers", file.path.substr(sizeof "receivers/" - 1) });
        auto const& document = documents.back().document;
        problems.insert(problems.end(), document.problems.begin(), document.problems.end());
        if (document.root.find("sources") != nullptr)
            sources.add(document, problems);
    }
    std::vector<Receiver> found;
    for (auto const& file : documents)
        if (file.name != "sources.toml")
            found.push_back(read_receiver(file, { sources, problems, {}, nullptr }));
    if (!problems.empty())
        return std::unexpected(std::move(problems));
    std::ranges::sort(found, {}, &Receiver::id);
    return found;
}

std::expected<std::vector<Receiver>, Problems> shipped_receivers()
{
    return receivers_of(shipped_files());
}

} // namespace recourse::catalog
