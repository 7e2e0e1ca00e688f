#include "codec/tree.hpp"

namespace recourse::codec {

Member const* Node::member(std::string_view key) const
{
    for (Member const& m : members) {
        if (m.key == key)
            return &m;
    }
    return nullptr;
}

Node const* Node::find(std::string_view key) const
{
    Member const* found = member(key);
    return found ? &found->value : nullptr;
}

std::string_view describe(NodeKind kind)
{
    switch (kind) {
    case NodeKind::null:
        return "null";
    case NodeKind::table:
        return "a table";
    case NodeKind::array:
        return "a list";
    case NodeKind::string:
        return "text in quotes";
    case NodeKind::integer:
        return "a whole number";
    case NodeKind::decimal:
        return "a number with a point";
    case NodeKind::boolean:
        return "true or false";
    case NodeKind::date:
        return "a date";
    case NodeKind::time:
        return "a time of day";
    case NodeKind::datetime:
        return "a date with a time";
    }
    return "";
}

} // namespace recourse::codec
