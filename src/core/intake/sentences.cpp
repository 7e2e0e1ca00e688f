#include "core/intake/sentences.hpp"

#include "core/intake/labels.hpp"

#include <algorithm>
#include <array>

namespace recourse::intake {

namespace {

/// Words before whose point no sentence ends.
constexpr std::array<std::string_view, 11> shortened { "no", "ltd", "co", "inc", "mr", "ms", "mrs", "approx", "pcs",
    "art", "st" };

bool ends_after(std::string_view text, std::size_t at)
{
    for (std::string_view const sign : { "。", "！", "？", "；" }) {
        if (at + 1 >= sign.size() && text.substr(at + 1 - sign.size(), sign.size()) == sign)
            return true;
    }
    char const c = text[at];
    bool const blank_follows = at + 1 >= text.size() || text[at + 1] == ' ';
    if (!blank_follows || (c != '.' && c != '!' && c != '?' && c != ';'))
        return false;
    if (c != '.')
        return true;
    auto begin = at;
    while (begin > 0 && text[begin - 1] != ' ')
        --begin;
    return std::ranges::find(shortened, small(text.substr(begin, at - begin))) == shortened.end();
}

/// Between two Chinese characters no blank is put where a line was broken.
bool joins_without_blank(std::string_view before, std::string_view after)
{
    return !before.empty() && !after.empty() && static_cast<unsigned char>(before.back()) >= 0xe0 - 0x60
        && static_cast<unsigned char>(after.front()) >= 0xe0;
}

struct Paragraph {
    std::string text;
    std::vector<std::pair<std::size_t, std::string>> places; ///< where each line begins
    int speaker = -1;
    bool quoted = false;
};

void cut(Paragraph const& of, std::vector<Sentence>& to)
{
    std::size_t begin = 0;
    auto const keep = [&](std::size_t end) {
        auto const text = bare(std::string_view { of.text }.substr(begin, end - begin));
        if (!text.empty()) {
            auto const at = static_cast<std::size_t>(text.data() - of.text.data());
            auto const place = std::ranges::find_if(
                of.places.rbegin(), of.places.rend(), [&](auto const& one) { return one.first <= at; });
            to.push_back(
                { std::string { text }, place == of.places.rend() ? "" : place->second, of.speaker, of.quoted });
        }
        begin = end;
    };
    for (std::size_t at = 0; at < of.text.size(); ++at) {
        if (ends_after(of.text, at))
            keep(at + 1);
    }
    keep(of.text.size());
}

} // namespace

std::vector<Sentence> sentences_of(std::vector<Line> const& lines)
{
    std::vector<Sentence> result;
    Paragraph paragraph;
    auto const finish = [&] {
        cut(paragraph, result);
        paragraph = {};
    };
    for (auto const& line : lines) {
        auto const text = bare(line.text);
        if (text.empty() || line.speaker != paragraph.speaker || line.quoted != paragraph.quoted)
            finish();
        if (text.empty())
            continue;
        paragraph.speaker = line.speaker;
        paragraph.quoted = line.quoted;
        if (!paragraph.text.empty() && !joins_without_blank(paragraph.text, text))
            paragraph.text += ' ';
        paragraph.places.emplace_back(paragraph.text.size(), line.place);
        paragraph.text += text;
    }
    finish();
    return result;
}

std::string passage_of(std::string_view text)
{
    if (text.size() <= passage_bytes_max)
        return std::string { text };
    auto end = passage_bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80)
        --end;
    return std::string { text.substr(0, end) } + "…";
}

} // namespace recourse::intake
