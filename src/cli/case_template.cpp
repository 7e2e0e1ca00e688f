#include "cli/case_template.hpp"

#include "base/wrap.hpp"

#include <fmt/format.h>

#include <iterator>

namespace recourse::cli {

namespace {

using casework::FactField;
using casework::FactGroup;
using casework::FactKind;
using casework::FactWords;

constexpr std::size_t width = 80;

struct Heading {
    std::string_view group;
    std::string_view en;
    std::string_view zh;
};

constexpr std::array headings {
    Heading { "order", "What was agreed.", "订单：双方约定的内容。" },
    Heading { "payments", "One for each payment, also one that went outside the platform.",
        "每笔付款一项，平台外的付款也要写。" },
    Heading { "delivery", "What became of the goods.", "货物的交付情况。" },
    Heading { "problems", "One for each defect.", "每个问题一项。" },
    Heading { "losses", "What it cost beside the goods.", "货款以外的损失。" },
    Heading { "supplier", "Whom you bought from.", "供应商。" },
    Heading { "buyer", "Who bought.", "买方。" },
    Heading { "communication", "Where and what was written.", "沟通的渠道和内容。" },
    Heading { "rates", "One for each exchange rate you want to be used.", "需要指定的汇率，每个一项。" },
    Heading { "claim", "A claim that was made under a programme.", "已在平台保障下提出的索赔。" },
    Heading { "offers", "One for each offer of the supplier.", "供应商提出的每个方案一项。" },
    Heading { "legal", "What was done at law.", "已采取的法律步骤。" },
    Heading { "evidence", "One for each thing you hold.", "手中的每件证据一项。" },
};

std::string_view heading(std::string_view group, Language language)
{
    for (auto const& h : headings) {
        if (h.group == group)
            return language == Language::zh ? h.zh : h.en;
    }
    return "";
}

FactWords const* words_of(std::span<FactWords const> all, std::string const& path)
{
    for (auto const& words : all) {
        if (words.path == path)
            return &words;
    }
    return nullptr;
}

std::string example_of(FactGroup const& group, FactField const& field)
{
    switch (field.kind) {
    case FactKind::text:
        return group.name == "rates" && field.name == "from" ? "\"USD\""
            : group.name == "rates" && field.name == "to"    ? "\"CNY\""
            : field.name.ends_with("country")                ? "\"CN\""
                                                             : "\"\u2026\"";
    case FactKind::word:
        return fmt::format("\"{}\"", field.words.front());
    case FactKind::text_list:
        return "[\"email\"]";
    case FactKind::boolean:
        return "true";
    case FactKind::date:
        return "2026-03-01";
    case FactKind::money:
        return "\"480.00 USD\"";
    case FactKind::decimal:
        return group.name == "rates" ? "\"7.1\"" : field.name.ends_with("_percent") ? "\"5\"" : "\"0.35\"";
    }
    return "";
}

std::string_view kind_help(FactKind kind, Language language)
{
    bool const zh = language == Language::zh;
    switch (kind) {
    case FactKind::text:
        return zh ? "文字" : "text";
    case FactKind::word:
        return zh ? "下列词之一" : "one of these words";
    case FactKind::text_list:
        return zh ? "若干文字" : "a list of texts";
    case FactKind::boolean:
        return zh ? "true（是）或 false（否）" : "true or false";
    case FactKind::date:
        return zh ? "日期" : "a day";
    case FactKind::money:
        return zh ? "金额和币种" : "an amount with its currency";
    case FactKind::decimal:
        return zh ? "小数" : "digits";
    }
    return "";
}

void comment(std::string& out, std::string_view text)
{
    out += wrap(text, width, "# ", "# ");
}

void write_field(
    std::string& out, FactGroup const& group, FactField const& field, std::span<FactWords const> all, Language language)
{
    auto const path = group.name.empty() ? field.name : fmt::format("{}.{}", group.name, field.name);
    auto const* words = words_of(all, path);
    bool const zh = language == Language::zh;

    std::string help;
    if (words != nullptr)
        help = zh && !words->ask_zh.empty() ? words->ask_zh : words->ask;
    if (words != nullptr && !(zh ? words->help_zh : words->help).empty())
        help += (help.empty() ? "" : " ") + (zh ? words->help_zh : words->help);
    if (help.empty())
        help = fmt::format("{}: {}", field.name, kind_help(field.kind, language));
    comment(out, help);
    if (field.kind == FactKind::word) {
        std::string list;
        for (auto const& word : field.words) {
            list += list.empty() ? word : ", " + word;
            if (words == nullptr)
                continue;
            auto const label = words->words.find(word);
            if (label != words->words.end() && !(zh ? label->second.second : label->second.first).empty())
                list += fmt::format(" ({})", zh ? label->second.second : label->second.first);
        }
        out += wrap(list, width, "#   ", "#   ");
    }
    out += fmt::format("#{} = {}\n", field.name, example_of(group, field));
}

} // namespace

std::string case_template(std::span<FactWords const> words, Language language)
{
    bool const zh = language == Language::zh;
    std::string out;
    comment(out,
        zh ? "Recourse 案件文件。知道的事实，去掉该行开头的 "
             "#，并改成实际内容；不知道的，留着不动即可：没有写的就是未知，没有默认值。"
           : "A case for Recourse. Take away the # before what you know and write it down; leave alone what you do not "
             "know: what is not written is unknown, and nothing has a default.");
    comment(out,
        zh ? "日期写作 2026-03-01，金额写作 \"480.00 USD\"。" : "A day is written 2026-03-01, money \"480.00 USD\".");
    comment(out,
        zh ? "recourse assess FILE 随时给出答复；recourse case ask FILE 逐项提问，最要紧的先问。"
           : "recourse assess FILE answers at any time; recourse case ask FILE asks for what is missing, what matters "
             "most first.");
    for (FactGroup const& group : casework::fact_groups()) {
        out += '\n';
        if (!group.name.empty()) {
            comment(out, heading(group.name, language));
            out += group.list ? fmt::format("#[[{}]]\n", group.name) : fmt::format("[{}]\n", group.name);
        }
        for (FactField const& field : group.fields)
            write_field(out, group, field, words, language);
    }
    return out;
}

} // namespace recourse::cli
