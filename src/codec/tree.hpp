#pragma once

#include "base/date.hpp"
#include "base/place.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::codec {

/// What a node of a document holds.
enum class NodeKind : std::uint8_t {
    null, ///< JSON null; TOML has none
    table,
    array,
    string,
    integer,
    decimal, ///< a number with a point or an exponent; only its digits are kept
    boolean,
    date, ///< a civil day
    time, ///< an hour without a day (TOML)
    datetime, ///< a day with an hour (TOML)
};

struct Member;

/// One value of a document, with the place at which it begins. Lines and columns count from 1, columns in code points.
struct Node {
    NodeKind kind = NodeKind::null;
    int line = 0;
    int column = 0;
    /// string: where its first character stands, after the quotes (for messages about an expression inside it).
    int text_line = 0;
    int text_column = 0;
    /// string: its content, always UTF-8. decimal, time, datetime: as written in the document, without the underscores
    /// and the leading plus sign that TOML allows.
    std::string text;
    std::int64_t integer = 0;
    bool boolean = false;
    Date date;
    std::vector<Node> items; ///< of an array
    std::vector<Member> members; ///< of a table, in the order of the document, every key once

    bool is(NodeKind k) const { return kind == k; }
    bool is_table() const { return kind == NodeKind::table; }
    bool is_array() const { return kind == NodeKind::array; }
    bool is_string() const { return kind == NodeKind::string; }
    /// Null where this is no table or has no such key.
    Member const* member(std::string_view key) const;
    Node const* find(std::string_view key) const;
};

/// A key with its own place and its value.
struct Member {
    std::string key;
    int line = 0;
    int column = 0;
    Node value;
};

/// "a table", "a list", "text in quotes", "a whole number", ...: for messages that say what was found or expected.
std::string_view describe(NodeKind);

/// A document as far as it could be read; `root` is always a table. `problems` names what could not be read, and then
/// the rest of the tree is still worth checking, so that a person sees everything that is wrong at once.
struct Document {
    std::string file; ///< as the caller named it
    Node root;
    Problems problems;

    Place place(Node const& node) const { return { file, node.line, node.column }; }
    Place text_place(Node const& node) const { return { file, node.text_line, node.text_column }; }
    Place place(Member const& member) const { return { file, member.line, member.column }; }
};

/// Bounds on what is read from outside.
struct TreeLimits {
    std::size_t bytes_max = 4U << 20U;
    std::size_t depth_max = 32; ///< tables and arrays inside each other
    std::size_t problems_max = 100; ///< reading stops after so many
    std::size_t reread_max = 8U << 20U; ///< and after so many bytes were read again to find one more (TOML)
};

} // namespace recourse::codec
