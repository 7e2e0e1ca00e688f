#pragma once

#include "base/date.hpp"
#include "core/receiver/receiver.hpp"

#include <string>
#include <variant>
#include <vector>

// A document of two languages side by side, Chinese on the left and English on the right, before any medium.

namespace recourse::packets {

using receiver::Words;

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
    int exhibit = 0; ///< its number leads to the first page of this exhibit; 0: nowhere
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
    Date day;
};

using Block = std::variant<Section, Paragraph, Particulars, Entry, Signature>;

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
