#include "core/forum/fold.hpp"

#include "base/check.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace recourse::forum {

namespace {

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_space(std::string_view c)
{
    return c == " " || c == "\t" || c == "\n" || c == "\r" || c == "\f" || c == "\v" || c == "\u00A0" || c == "\u3000"
        || c == "\u200B" || c == "\u2009" || c == "\uFEFF";
}

std::size_t length_of(char first)
{
    auto const byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array marks {
    Pair { "。", "." },
    Pair { "、", "," },
    Pair { "‘", "'" },
    Pair { "’", "'" },
    Pair { "“", "\"" },
    Pair { "”", "\"" },
    Pair { "–", "-" },
    Pair { "—", "-" },
    Pair { "‑", "-" },
    Pair { "《", "\"" },
    Pair { "》", "\"" },
    Pair { "「", "\"" },
    Pair { "」", "\"" },
    Pair { "【", "(" },
    Pair { "】", ")" },
};

/// Traditional characters in clauses, with the simplified ones.
constexpr std::array characters {
    Pair { "國", "国" },
    Pair { "際", "际" },
    Pair { "經", "经" },
    Pair { "濟", "济" },
    Pair { "貿", "贸" },
    Pair { "員", "员" },
    Pair { "會", "会" },
    Pair { "規", "规" },
    Pair { "則", "则" },
    Pair { "語", "语" },
    Pair { "終", "终" },
    Pair { "決", "决" },
    Pair { "約", "约" },
    Pair { "爭", "争" },
    Pair { "議", "议" },
    Pair { "訟", "讼" },
    Pair { "訴", "诉" },
    Pair { "與", "与" },
    Pair { "關", "关" },
    Pair { "雙", "双" },
    Pair { "對", "对" },
    Pair { "據", "据" },
    Pair { "選", "选" },
    Pair { "處", "处" },
    Pair { "應", "应" },
    Pair { "時", "时" },
    Pair { "東", "东" },
    Pair { "廣", "广" },
    Pair { "灣", "湾" },
    Pair { "門", "门" },
    Pair { "點", "点" },
    Pair { "適", "适" },
    Pair { "條", "条" },
    Pair { "獨", "独" },
    Pair { "為", "为" },
    Pair { "專", "专" },
    Pair { "轄", "辖" },
    Pair { "權", "权" },
    Pair { "級", "级" },
    Pair { "個", "个" },
    Pair { "華", "华" },
    Pair { "區", "区" },
    Pair { "聯", "联" },
    Pair { "執", "执" },
    Pair { "簽", "签" },
    Pair { "協", "协" },
    Pair { "釋", "释" },
    Pair { "發", "发" },
    Pair { "產", "产" },
    Pair { "導", "导" },
    Pair { "臺", "台" },
    Pair { "倫", "伦" },
    Pair { "紐", "纽" },
    Pair { "裡", "里" },
    Pair { "賣", "卖" },
    Pair { "買", "买" },
    Pair { "業", "业" },
    Pair { "現", "现" },
    Pair { "請", "请" },
    Pair { "進", "进" },
    Pair { "該", "该" },
    Pair { "構", "构" },
    Pair { "無", "无" },
    Pair { "達", "达" },
};

std::string_view mapped(std::string_view c)
{
    static auto const table = [] {
        std::vector<Pair> all(marks.begin(), marks.end());
        all.insert(all.end(), characters.begin(), characters.end());
        std::ranges::sort(all);
        return all;
    }();
    auto const found = std::ranges::lower_bound(table, c, {}, &Pair::first);
    return found != table.end() && found->first == c ? found->second : c;
}

/// Words that carry a full stop without ending a sentence; so do single letters ("P.R. China").
bool is_abbreviation(std::string_view before)
{
    std::size_t begin = before.size();
    while (begin > 0 && is_letter(before[begin - 1]))
        --begin;
    auto const word = before.substr(begin);
    constexpr std::array<std::string_view, 12> known { "co", "ltd", "no", "art", "arts", "inc", "corp", "vs", "para",
        "cl", "mr", "etc" };
    return word.size() == 1 || std::ranges::find(known, word) != known.end();
}

class Folder {
public:
    explicit Folder(std::string_view in) : in_(in) { }

    Folded run()
    {
        out_.text.reserve(in_.size());
        out_.from.reserve(in_.size() + 1);
        out_.sentences.push_back(0);
        for (std::size_t i = 0; i < in_.size();) {
            auto const length = length_of(in_[i]);
            one(in_.substr(i, length), i);
            i += length;
        }
        out_.from.push_back(static_cast<std::uint32_t>(in_.size()));
        return std::move(out_);
    }

private:
    void one(std::string_view c, std::size_t at)
    {
        if (is_space(c)) {
            if (!space_)
                space_at_ = at;
            space_ = true;
            lines_ += c == "\n" ? 1 : 0;
            return;
        }
        std::string narrow { mapped(c) };
        auto const byte = [&](std::size_t k) { return static_cast<unsigned char>(c[k]); };
        if (c.size() == 3 && byte(0) == 0xEF
            && ((byte(1) == 0xBC && byte(2) >= 0x81) || (byte(1) == 0xBD && byte(2) <= 0x9E)))
            narrow = std::string(1, static_cast<char>((byte(1) == 0xBC ? 0x21 - 0x81 : 0x60 - 0x80) + byte(2)));
        char const raw = narrow[0];
        bool const wide = narrow.size() > 1;
        end_sentence(raw, wide);
        if (space_ && !out_.text.empty() && !(wide && last_wide_))
            put(" ", space_at_);
        space_ = false;
        lines_ = 0;
        if (!wide && raw >= 'A' && raw <= 'Z')
            narrow[0] = static_cast<char>(raw - 'A' + 'a');
        put(narrow, at);
        last_wide_ = wide;
        stop_ = c == "。" || narrow == ";" ? Stop::always : narrow == "." ? Stop::perhaps : Stop::none;
    }

    /// Called before the first character that is written after a stop.
    void end_sentence(char next, bool wide)
    {
        bool const begins = wide || (next >= 'A' && next <= 'Z') || (next >= '0' && next <= '9');
        bool const ends = stop_ == Stop::always || lines_ > 1
            || (stop_ == Stop::perhaps && begins && (space_ || wide)
                && !is_abbreviation(std::string_view { out_.text }.substr(0, out_.text.size() - 1)));
        if (ends && !out_.text.empty())
            out_.sentences.push_back(static_cast<std::uint32_t>(out_.text.size()));
        stop_ = Stop::none;
    }

    void put(std::string_view bytes, std::size_t at)
    {
        out_.text += bytes;
        out_.from.insert(out_.from.end(), bytes.size(), static_cast<std::uint32_t>(at));
    }

    enum class Stop : std::uint8_t { none, perhaps, always };

    std::string_view in_;
    Folded out_;
    bool space_ = false, last_wide_ = false;
    std::size_t space_at_ = 0;
    int lines_ = 0;
    Stop stop_ = Stop::none;
};

} // namespace

std::uint32_t Folded::sentence_of(std::size_t at) const
{
    auto const after = std::ranges::upper_bound(sentences, static_cast<std::uint32_t>(at));
    return static_cast<std::uint32_t>(after - sentences.begin()) - 1;
}

Folded fold(std::string_view utf8)
{
    RECOURSE_ASSERT(is_utf8(utf8));
    return Folder(utf8).run();
}

} // namespace recourse::forum
