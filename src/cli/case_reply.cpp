#include "cli/case_reply.hpp"

#include "base/ratio.hpp"
#include "codec/case_edit.hpp"
#include "codec/case_value.hpp"
#include "core/case/fact_forms.hpp"

#include <fmt/format.h>

#include <charconv>

namespace recourse::cli {

namespace {

using casework::FactField;
using casework::FactKind;
using codec::Node;
using codec::NodeKind;

constexpr std::size_t text_max = 20'000;

std::string_view trimmed(std::string_view text)
{
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string lowered(std::string_view text)
{
    std::string out { text };
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words)
{
    return std::ranges::find(words, text) != words.end();
}

Node text_node(std::string_view text)
{
    Node node;
    node.kind = NodeKind::string;
    node.text = text;
    return node;
}

/// "35 %" as "0.35"; anything else as it is.
std::string share_of(std::string_view typed)
{
    if (!typed.ends_with('%'))
        return std::string { typed };
    auto const percent = parse_ratio(trimmed(typed.substr(0, typed.size() - 1)));
    return percent ? to_string(Ratio::of(percent->numerator, percent->denominator * 100)) : std::string { typed };
}

/// The word itself, its number in the list, or its label in either language.
std::string word_of(FactField const& field, std::string_view typed, casework::FactWords const* words)
{
    std::size_t number = 0;
    auto const [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    if (error == std::errc {} && end == typed.data() + typed.size() && number >= 1 && number <= field.words.size())
        return field.words[number - 1];
    if (words != nullptr)
        for (auto const& [word, labels] : words->words)
            if (lowered(labels.first) == lowered(typed) || labels.second == typed)
                return word;
    for (auto const& word : field.words)
        if (casework::chinese_name(word) == typed)
            return word;
    auto word = lowered(typed);
    std::ranges::replace(word, ' ', '_');
    return std::ranges::find(field.words, word) != field.words.end() ? word : std::string { typed };
}

Node node_of(
    casework::FactGroup const& group, FactField const& field, std::string_view typed, casework::FactWords const* words)
{
    Node node;
    switch (field.kind) {
    case FactKind::boolean:
        if (is_one_of(lowered(typed), { "y", "yes", "true", "是", "对" })
            || is_one_of(lowered(typed), { "n", "no", "false", "否", "不是" })) {
            node.kind = NodeKind::boolean;
            node.boolean = is_one_of(lowered(typed), { "y", "yes", "true", "是", "对" });
            return node;
        }
        break;
    case FactKind::word:
        return text_node(word_of(field, typed, words));
    case FactKind::text_list:
        node.kind = NodeKind::array;
        while (!typed.empty()) {
            auto const comma = typed.find(',');
            if (auto const item = trimmed(typed.substr(0, comma)); !item.empty())
                node.items.push_back(text_node(item));
            typed.remove_prefix(comma == std::string_view::npos ? typed.size() : comma + 1);
        }
        return node;
    case FactKind::decimal:
        return text_node(group.name == "problems" && field.name == "share" ? share_of(typed) : std::string { typed });
    case FactKind::text:
    case FactKind::date:
    case FactKind::money:
        break;
    }
    return text_node(typed);
}

std::string toml_of(FactField const& field, Node const& node)
{
    if (node.is(NodeKind::boolean))
        return node.boolean ? "true" : "false";
    if (node.is_array()) {
        std::string list;
        for (Node const& item : node.items)
            list += (list.empty() ? "" : ", ") + codec::toml_string(item.text);
        return "[" + list + "]";
    }
    return field.kind == FactKind::date ? node.text : codec::toml_string(node.text);
}

/// Every way to say that one does not know.
bool is_unknown(std::string word)
{
    for (std::string_view const mark : { "\u2019", "'" }) // don't, don’t, dont
        for (auto at = word.find(mark); at != std::string::npos; at = word.find(mark))
            word.erase(at, mark.size());
    while (word.ends_with('.') || word.ends_with('!'))
        word.pop_back();
    return is_one_of(word,
        { "?", "dont know", "i dont know", "i do not know", "do not know", "dunno", "idk", "not known", "not sure",
            "im not sure", "no idea", "unknown", "不知道", "我不知道", "不清楚", "不确定", "未知" });
}

bool is_text(FactKind kind)
{
    return kind == FactKind::text || kind == FactKind::text_list;
}

/// What is typed to get past a question: kept as a text it would be a fact that nobody stated.
bool is_no_fact(std::string const& word)
{
    return is_one_of(word,
        { "no", "nope", "yes", "n/a", "na", "n.a.", "-", "--", "x", "nil", "nothing", "none of them", "没有", "无",
            "否", "不是", "是" });
}

std::string no_fact(casework::FactPath path, std::string_view typed, Language language)
{
    auto const form = casework::form_of(path, language);
    if (language == Language::zh)
        return fmt::format("请输入{}；不知道就直接按回车键", form.empty() ? "上列的序号或词语" : form);
    if (is_one_of(lowered(typed), { "help", "h" }))
        return fmt::format("wanted is {}; Enter alone means don't know, \"stop\" ends",
            form.empty() ? "one of the words above, or its number" : form);
    return fmt::format("'{}' is not taken for the answer; wanted is {}; Enter alone means don't know", typed, form);
}

} // namespace

std::expected<Reply, std::string> understand(
    casework::FactPath path, std::string_view typed, casework::FactWords const* words, Language language)
{
    typed = trimmed(typed);
    auto const word = lowered(typed);
    if (typed.empty() || is_unknown(word))
        return Unknown {};
    if (is_one_of(word, { "stop", "quit", "q", "够了", "结束" }))
        return Enough {};

    casework::FactGroup const& group = casework::fact_groups()[path.group];
    FactField const& field = group.fields[path.field];
    bool const zh = language == Language::zh;
    if (is_one_of(word, { "help", "h", "帮助" }) || (is_text(field.kind) && is_no_fact(word)))
        return std::unexpected(no_fact(path, typed, language));
    Node const node = node_of(group, field, typed, words);
    if (!zh && field.kind == FactKind::boolean && !node.is(NodeKind::boolean))
        return std::unexpected(fmt::format("'{}' is neither yes nor no", typed));
    casework::Facts scratch;
    auto const complaint = codec::set_fact(scratch, path, to_string(path), group, field, node, text_max);
    if (complaint && zh) // the complaint itself is in English only
        return std::unexpected(fmt::format("无法理解“{}”：{}", typed,
            field.words.empty() ? casework::form_of(path, language) : "请输入上列的序号或词语"));
    if (complaint)
        return std::unexpected(complaint->remedy.empty()
                ? complaint->message
                : fmt::format("{} ({})", complaint->message, complaint->remedy));
    return Known { toml_of(field, node) };
}

} // namespace recourse::cli
