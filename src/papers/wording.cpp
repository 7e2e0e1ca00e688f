#include "papers/wording.hpp"

#include "papers/figures.hpp"

#include <fmt/format.h>

namespace recourse::papers {

namespace {

void replace(std::string& text, std::string_view old, std::string_view with)
{
    for (auto at = text.find(old); at != std::string::npos; at = text.find(old, at + with.size()))
        text.replace(at, old.size(), with);
}

/// "（2023年9月1日文本）" of a title that ends with its day: "Civil Procedure Law, 2023-09-01".
std::string text_of_day(std::string_view english)
{
    constexpr std::size_t length = 10;
    auto const day = english.size() > length ? parse_date(english.substr(english.size() - length))
                                             : std::unexpected { std::string {} };
    return day ? fmt::format("（{}文本）", day_of(*day, Language::zh)) : std::string {};
}

} // namespace

std::string open_mark(std::string_view name)
{
    return fmt::format("[● {}]", name);
}

Words cell_name(Words const& list, int row, Words const& column)
{
    return { fmt::format("{}, row {}: {}", list.en, row, column.en),
        fmt::format("{}第{}行：{}", list.zh, row, column.zh) };
}

Words says(Open const& open)
{
    Words out;
    switch (open.kind) {
    case OpenKind::unknown:
        out = { fmt::format("not known: {}", open.name.en), fmt::format("待补：{}", open.name.zh) };
        break;
    case OpenKind::untranslated:
        out = { fmt::format("to be translated: {}", open.name.en), fmt::format("待译：{}", open.name.zh) };
        break;
    case OpenKind::unanswered:
        out = { fmt::format("not answered, taken as no: {}", open.name.en),
            fmt::format("待答（暂按“否”处理）：{}", open.name.zh) };
        break;
    case OpenKind::left_out:
        out = { fmt::format("referred to, but not in this paper: paragraph “{}”", open.name.en),
            fmt::format("被引用而本文中没有的段落：“{}”", open.name.zh) };
        break;
    }
    if (open.needed) {
        out.en += " (the paper needs it)";
        out.zh += "（必填）";
    }
    return out;
}

Words open_points()
{
    return { "Open points", "待补事项" };
}

Words notes_for_counsel()
{
    return { "Notes for counsel", "律师备注" };
}

Words exhibit_name(std::string_view mark, int first, int last)
{
    if (first == 0)
        return { fmt::format("Exhibit {}", mark), fmt::format("证据{}", mark) };
    if (last == 0 || last == first)
        return { fmt::format("Exhibit {}, p. {}", mark, first), fmt::format("证据{}第{}页", mark, first) };
    return { fmt::format("Exhibit {}, pp. {}–{}", mark, first, last),
        fmt::format("证据{}第{}–{}页", mark, first, last) };
}

std::string cited(Source const& source, std::string_view place, Language language)
{
    constexpr std::string_view between_halves = " · ";
    std::string_view const title = source.title;
    auto const at = title.find(between_halves);
    auto const english = title.substr(0, at);
    if (language == Language::en || at == std::string_view::npos)
        return fmt::format("{}{}{}", english, place.empty() ? "" : language == Language::en ? ", " : "，", place);
    std::string chinese { title.substr(at + between_halves.size()) };
    if (!chinese.starts_with("《")) {
        replace(chinese, "《", "〈");
        replace(chinese, "》", "〉");
        chinese = "《" + chinese + "》";
    }
    return chinese + text_of_day(english) + std::string { place };
}

std::string_view between(std::size_t at, std::size_t count, Language language)
{
    if (at == 0)
        return "";
    bool const last = at + 1 == count;
    if (language == Language::zh)
        return last ? "和" : "、";
    return last ? " and " : ", ";
}

Words seal()
{
    return { "(seal)", "（盖章）" };
}

Words head_of(Paper const& paper)
{
    if (!paper.draft)
        return {};
    return { "Draft for counsel: not to be sent or filed before it is approved",
        "供律师审阅的草稿，批准前不得发送或提交" };
}

Words page_of()
{
    return { "Page {} of {}", "第{}页 共{}页" };
}

std::string joined(Words const& words, Setting setting)
{
    switch (setting) {
    case Setting::en:
        return words.en;
    case Setting::zh:
        return words.zh;
    case Setting::both:
        return words.en == words.zh || words.en.empty() || words.zh.empty()
            ? (words.zh.empty() ? words.en : words.zh)
            : fmt::format("{} · {}", words.zh, words.en);
    }
    return {};
}

} // namespace recourse::papers
