#pragma once

#include "papers/document.hpp"

#include <string>
#include <type_traits>
#include <variant>
#include <vector>

// A document filled with a case's values, before any medium: text, .docx and PDF set the same paper.
// Every text in it is clean: well-formed, without control characters or marks that reorder it.

namespace recourse::papers {

enum class Manner : std::uint8_t {
    plain,
    strong,
    open, ///< not known: to be seen at once
    note, ///< mark of a note for counsel: "[3]", note is 3
    warning, ///< mark of one that must not be missed: "[!3]"
    reference, ///< number of a numbered paragraph, whose name is `paragraph`
    line_break, ///< text is "\n"
};

struct Run {
    std::string text;
    Manner manner = Manner::plain;
    int note = 0;
    std::string paragraph {};
    friend bool operator==(Run const&, Run const&) = default;
};
using Line = std::vector<Run>;

/// A line in the languages of the paper's setting; the other one is empty.
struct Text {
    Line en, zh;

    Line const& in(Language language) const { return language == Language::zh ? zh : en; }
    Line& in(Language language) { return language == Language::zh ? zh : en; }
    bool empty() const { return en.empty() && zh.empty(); }
};

struct Title {
    Text text;
};

struct Heading {
    int level = 1;
    Text text;
};

enum class Stand : std::uint8_t { plain, right, middle, quote };

struct Paragraph {
    Text text;
    Stand stand = Stand::plain;
};

/// Its number is the paper's, not the medium's; `counted` is its place among its like, `restart` that it begins anew.
struct Numbered {
    int level = 1;
    int counted = 1;
    bool restart = false; ///< first of its level since numbering began again
    Words number; ///< "7.", "(a)"; "第七条"
    std::string name; ///< for references; may be empty
    Text text;
};

struct Bullet {
    int level = 1;
    Text text;
};

/// Rows of a name and a value; an empty value is room to write.
struct Particulars {
    struct Row {
        Text name, value;
    };
    std::vector<Row> rows;
};

struct Table {
    struct Row {
        enum class Kind : std::uint8_t { titles, usual, sums } kind = Kind::usual;
        std::vector<Text> cells;
    };
    std::vector<ColumnShape> columns;
    std::vector<Row> rows; ///< titles only as the first
};

struct Signature {
    struct Item {
        enum class Kind : std::uint8_t { line, row, seal } kind = Kind::line;
        Text name, value; ///< of a line the name alone; an empty value is room to write
    };
    std::vector<std::vector<Item>> columns;
};

struct PageBreak { };

/// A point of the appendices: its mark and what it says.
struct Remark {
    std::string mark; ///< "[3]"
    int note = 0; ///< its number, where it is a note
    Text text;
};

using Block
    = std::variant<Title, Heading, Paragraph, Numbered, Bullet, Particulars, Table, Signature, PageBreak, Remark>;

enum class OpenKind : std::uint8_t {
    unknown, ///< a value is not known
    untranslated, ///< a text is known in the other language only
    unanswered, ///< a flag that decides something is not known
    left_out, ///< a paragraph to which another refers is not in the paper
};

/// What keeps a paper from being finished.
struct Open {
    OpenKind kind = OpenKind::unknown;
    std::string field; ///< "heads.amount", or the name of the paragraph
    int row = 0; ///< of its list, from 1
    Words name;
    bool needed = false; ///< the document says that it needs it
    friend bool operator==(Open const&, Open const&) = default;
};

struct Note {
    int number = 0;
    bool warning = false;
    Words words;
};

struct Paper {
    std::string id; ///< of the document
    Words name;
    Setting setting = Setting::en;
    Numbering numbering = Numbering::plain;
    bool draft = true;
    bool landscape = false;
    Date day; ///< of the file's data; never the clock's
    std::vector<Block> blocks;
    std::vector<Open> open; ///< needed ones first
    std::vector<Note> notes;

    bool shows(Language language) const
    {
        return setting == Setting::both || (setting == Setting::en) == (language == Language::en);
    }
    /// That in which it stands first: Chinese side by side.
    Language language() const { return setting == Setting::en ? Language::en : Language::zh; }
};

/// Calls `with` for every text of a block, in the order of reading.
template <class AnyBlock, class F>
void each_text(AnyBlock& block, F const& with)
{
    std::visit(
        [&](auto& one) {
            using One = std::remove_cvref_t<decltype(one)>;
            if constexpr (std::is_same_v<One, Particulars>) {
                for (auto& row : one.rows) {
                    with(row.name);
                    with(row.value);
                }
            } else if constexpr (std::is_same_v<One, Table>) {
                for (auto& row : one.rows)
                    for (auto& cell : row.cells)
                        with(cell);
            } else if constexpr (std::is_same_v<One, Signature>) {
                for (auto& column : one.columns)
                    for (auto& item : column) {
                        with(item.name);
                        with(item.value);
                    }
            } else if constexpr (!std::is_same_v<One, PageBreak>) {
                with(one.text);
            }
        },
        block);
}

/// Whether what stands before a block stays on its page: a signature alone would be under nothing, a table follows the
/// words that say what it is, a strong paragraph (to whom a paper goes) the word before it, and a single particular
/// (what is enclosed) to whom it goes.
inline bool kept_with(Block const& block)
{
    if (auto const* paragraph = std::get_if<Paragraph>(&block)) {
        auto const& line = paragraph->text.zh.empty() ? paragraph->text.en : paragraph->text.zh;
        return !line.empty() && line.front().manner == Manner::strong;
    }
    if (auto const* particulars = std::get_if<Particulars>(&block))
        return particulars->rows.size() == 1;
    return std::holds_alternative<Signature>(block) || std::holds_alternative<Table>(block);
}

/// The text of a line without manners.
std::string plain(Line const&);

/// What a running head, a foot and the number of a page say.
Words head_of(Paper const&);
Words page_of(); ///< "Page {} of {}", "第{}页 共{}页"
/// In the setting of the paper; both with " · " between.
std::string joined(Words const&, Setting);

/// As plain text, for a look and for tests: one line a block, side by side in two.
std::string to_text(Paper const&);

} // namespace recourse::papers
