#pragma once

#include "base/date.hpp"
#include "base/language.hpp"
#include "base/money.hpp"
#include "core/case/answer.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

// The answer as a page: what stands where, in words, before any medium. Text, HTML and PDF set the same page.
// Every text in it is clean: well-formed, without control characters or marks that reorder it.

namespace recourse::render {

enum class Tone : std::uint8_t {
    plain,
    strong,
    muted,
    good,
    caution,
    stop,
    code,
    open, ///< a place that waits to be filled
};

/// A run of text in one tone, or a reference to source number `note` (then `text` is empty).
struct Span {
    std::string text;
    Tone tone = Tone::plain;
    int note = 0;
};

using Line = std::vector<Span>;

/// A line that belongs to the page as a whole or stands alone.
struct Paragraph {
    Line line;
};

struct Heading {
    std::string text;
    Line aside; ///< at the right of it
};

struct Fact {
    std::string label;
    Line value;
};

struct Facts {
    std::vector<Fact> facts;
};

/// One thing among like things: a head, perhaps something to its right, facts and lines under it.
struct Entry {
    Line head;
    Line aside;
    std::vector<Fact> facts;
    std::vector<Line> body;
};

struct Entries {
    std::vector<Entry> entries;
    bool numbered = false;
};

struct Column {
    std::string title;
    int chars = 0; ///< columns of a terminal; 0: shares what is left
    bool flush_right = false;
};

using Cell = std::vector<Line>;

struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
    bool first_is_head = false; ///< the first column names the row
};

/// A range of outcomes per route; the first row may be both tracks together.
struct NetPlot {
    struct Row {
        std::string name;
        Money low, middle, high;
        bool together = false;
        casework::Track track = casework::Track::legal;
    };
    std::vector<Row> rows; ///< all in one currency
    std::string title, description;
    Language language = Language::en;
};

struct Timeline {
    struct Item {
        std::string what;
        bool deadline = false; ///< else a step of the plan
        std::optional<Date> from;
        Date date;
        std::optional<Date> latest;
        bool urgent = false;
        bool passed = false;
    };
    struct Lane {
        std::string name;
        casework::Track track = casework::Track::legal;
        std::vector<Item> items; ///< by date
    };
    Date as_of;
    std::vector<Lane> lanes;
    std::string title, description;
    Language language = Language::en;
};

/// Detail that a reader opens on purpose; media without that leave it out.
struct Fold {
    std::string title;
    std::vector<std::string> lines;
};

using Block = std::variant<Paragraph, Heading, Facts, Entries, Table, NetPlot, Timeline, Fold>;

struct Section {
    std::string id; ///< fixed, for links
    std::string title;
    std::vector<Block> blocks;
};

/// The straight answer to one of the three questions.
struct Point {
    std::string question;
    Line answer; ///< first what matters
    Line more; ///< second sentence
    Line brief; ///< the same in fewer words, where room is short
    std::vector<Line> actions; ///< numbered, most urgent first
    Line stop; ///< what must not be done
    Line after; ///< what follows when nothing is due
};

struct SourceNote {
    std::string title;
    std::string url; ///< http or https only
    std::string shown; ///< the address as a person reads it: escaped letters as letters
    std::string about; ///< kind, mark, day it was read
};

struct Page {
    Language language = Language::en;
    std::string title;
    std::string as_of_line;
    Date as_of;
    casework::Verdict verdict = casework::Verdict::undecided;
    std::vector<Point> summary; ///< covered, how much, today
    std::vector<Section> sections;
    std::vector<SourceNote> sources; ///< note n is sources[n - 1]
    std::string sources_title;
    Line sources_remark; ///< what the marks of the sources mean
    std::string closing;
};

/// The columns that have a title or content; an empty one only keeps others apart on a terminal.
std::vector<std::size_t> shown_columns(Table const&);
/// Whether any of its columns has a title.
bool has_titles(Table const&);

Line operator+(Line, Line const&);

/// The text of a line without tones; references as "[3]".
std::string plain(Line const&);

} // namespace recourse::render
