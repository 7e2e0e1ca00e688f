#pragma once

// An expression as it was written, macros already expanded. Nodes lie in one array and name each other by position.

#include "core/rules/type.hpp"
#include "core/rules/value.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace recourse::rules {

using NodeId = std::uint32_t;

enum class Form : std::uint8_t {
    bad, ///< a fault was reported here; every use of it passes
    literal,
    name, ///< a variable or a type
    select, ///< child.name
    has, ///< has(child.name)
    call, ///< name(children), or children[0].name(children[1..]) where `method`; operators are "_+_" and so on
    list,
    map, ///< children: key, value, key, value
    // The macros over a range (children[0]) with the variables `variable` and perhaps `second`:
    all, ///< children: range, predicate
    exists,
    exists_one,
    transform, ///< list of results; children: range, result, or range, filter, result
    filter, ///< list of items; children: range, predicate
    transform_map, ///< as transform, with the same keys
    transform_map_entry, ///< as transform, where each result is a map that is put in whole
    bind, ///< cel.bind(variable, children[0], children[1])
};

constexpr bool is_comprehension(Form form)
{
    return form >= Form::all && form <= Form::transform_map_entry;
}

struct Node {
    Form form = Form::bad;
    bool method = false;
    bool rooted = false; ///< written with a leading dot
    std::uint32_t at = 0; ///< where a message about it points
    std::uint32_t begin = 0; ///< its text is [begin, end)
    std::uint32_t end = 0;
    std::string name;
    std::string variable;
    std::string second; ///< empty: one variable
    Value literal;
    std::vector<NodeId> children;
    int depth = 1; ///< of the tree below and with it

    // Found by name resolution (resolve.hpp):
    int slot = -1; ///< of the schema
    int local = -1; ///< number of the variable of a macro; of its own first variable for a macro
    bool denotes_type = false; ///< a name that is a type's
    int function = -1; ///< position in the table of functions
    // Found by the checker; dyn where checking is off:
    Type type;
};

struct Ast {
    std::vector<Node> nodes;
    NodeId root = 0;

    Node& operator[](NodeId id) { return nodes[id]; }
    Node const& operator[](NodeId id) const { return nodes[id]; }
};

} // namespace recourse::rules
