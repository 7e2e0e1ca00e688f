#pragma once

#include "base/place.hpp"
#include "papers/values.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

// A document of documents/<id>/ as it was read: texts with places for values (docs/formats/document.md).

namespace recourse::papers {

enum class Kind : std::uint8_t { text, money, date, number, flag, exhibit, list };
std::string_view name(Kind);

/// A field, or a column of a list.
struct Field {
    std::string id;
    Kind kind = Kind::text;
    Words name;
    std::string about; ///< for whoever gives the value; may be empty
    std::vector<Field> columns {}; ///< of a list

    Field const* column(std::string_view id) const;
};

struct Source {
    std::string title;
    std::string url; ///< may be empty
};

/// What all documents share: documents/fields.toml and documents/sources.toml.
struct Vocabulary {
    std::map<std::string, Field, std::less<>> fields;
    std::map<std::string, Source, std::less<>> sources;

    /// The list and the column that "heads.amount" names; nothing where it is no column.
    struct Column {
        Field const* list;
        Field const* column;
    };
    std::optional<Column> column(std::string_view name) const;
};

enum class Setting : std::uint8_t { en, zh, both };
enum class Numbering : std::uint8_t { plain, clauses, articles };
enum class Receiver : std::uint8_t { supplier, platform, court, tribunal, police, registry, counsel, anyone };
enum class Sort : std::uint8_t {
    letter,
    notice,
    claim,
    application,
    pleading,
    agreement,
    list,
    authority,
    report,
    memo
};

/// A field or a column: "total", "heads.amount".
using FieldName = std::string;

enum class Form : std::uint8_t { usual, words, full, digits };

enum class PieceKind : std::uint8_t {
    literal, ///< text
    value, ///< name, form
    exhibit, ///< name
    paragraph, ///< name of a numbered paragraph
    choice, ///< name, unless; yes, no
    row, ///< number of the row
    join, ///< name of a column
    count, ///< name of a list
    note, ///< text
    source, ///< name of a source, text is the clause
    warning, ///< text
    blank,
    line_break,
};

/// A part of a line.
struct Piece {
    PieceKind kind = PieceKind::literal;
    std::string name {};
    std::string text {};
    Form form = Form::usual;
    bool strong = false;
    bool unless = false; ///< {if not ...}
    std::vector<Piece> yes {}, no {};
};
using Pieces = std::vector<Piece>;

enum class NodeKind : std::uint8_t {
    title,
    heading, ///< level
    paragraph,
    right,
    middle,
    quote,
    numbered, ///< level; name where it has one
    bullet, ///< level
    particular, ///< two cells
    page,
    restart,
    table, ///< columns; yes holds the rows
    titles, ///< row of a table
    row,
    sums,
    sign, ///< yes holds what follows
    line,
    seal,
    next_column,
    choice, ///< name, unless; yes, no
    each, ///< name of a list; yes
};

struct ColumnShape {
    int percent = 0;
    enum class Side : std::uint8_t { left, middle, right } side = Side::left;
    friend bool operator==(ColumnShape const&, ColumnShape const&) = default;
};

/// A block of the text or a directive around blocks.
struct Node {
    NodeKind kind = NodeKind::paragraph;
    int line = 0; ///< where it begins
    int level = 0; ///< from 1
    std::string name {};
    bool unless = false;
    std::vector<Pieces> cells {}; ///< one for text
    std::vector<ColumnShape> columns {};
    std::vector<Node> yes {}, no {};
};

struct Document {
    std::string id;
    Words name;
    Sort sort = Sort::letter;
    Receiver to = Receiver::anyone;
    std::vector<std::string> forums;
    std::vector<Setting> settings;
    Numbering numbering = Numbering::plain;
    bool landscape = false;
    std::vector<std::string> needs, takes; ///< ids of fields
    Vocabulary const* vocabulary = nullptr; ///< outlives it
    std::map<Language, std::vector<Node>> texts; ///< one for each language that a setting uses

    bool needs_field(std::string_view id) const;
};

} // namespace recourse::papers
