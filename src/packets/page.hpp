#pragma once

#include "base/date.hpp"
#include "core/receiver/receiver.hpp"
#include "packets/dossier.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

// A document of two languages side by side, Chinese on the left and English on the right, before any medium.

namespace recourse::packets {

/// A name and its value: "证据来源：..." beside "Source: ...".
struct Item {
    Words name;
    Words value;
};

/// A numbered thing: its number in a narrow column, its head and its items beside it.
struct Entry {
    std::string number; ///< "E003"
    Words head;
    std::vector<Item> items;
    Number exhibit = {}; ///< its number leads to the first page of this exhibit; none: nowhere
};

struct Section {
    Words title;
};

struct Paragraph {
    Words text;
};

/// Items without a number, such as the parties.
struct Particulars {
    std::vector<Item> items;
};

/// Room for a signature or seal, with who signs and the day beside it.
struct Signature {
    Words who;
    std::optional<Date> day; ///< nothing: room for it
    Words label = { "Handed in by (signature or seal)", "提交人（签名或盖章）" };
    Words day_label = { "Day of handing in", "提交日期" };
};

using Block = std::variant<Section, Paragraph, Particulars, Entry, Signature>;

/// Both languages in a line, "中文 · English"; one alone where the other is not said or is the same.
inline std::string in_a_line(Words const& text)
{
    if (text.zh.empty() || text.zh == text.en)
        return text.en;
    return text.en.empty() ? text.zh : text.zh + " · " + text.en;
}

/// "2026-11-30", or room to write it.
inline std::string day_of(Signature const& one)
{
    return one.day ? to_string(*one.day) : "____________________";
}

struct Page {
    Words title;
    Words subtitle;
    std::vector<Block> blocks;
    bool english = true; ///< false: Chinese alone
    bool chinese = true; ///< false: English alone
    bool compact = false; ///< set small, to stay on one page
    Date day; ///< of the document's data; never the clock's
};

/// As plain text, `width` columns wide, the languages side by side. No line is wider.
std::string to_text(Page const&, int width = 110);

} // namespace recourse::packets
