#pragma once

#include "base/packed.hpp"
#include "codec/tree.hpp"

// The packed form of a document's tree. Only the program that a tree was made for reads it.

namespace recourse::codec {

BOOST_DESCRIBE_ENUM(NodeKind, null, table, array, string, integer, decimal, boolean, date, time, datetime)
BOOST_DESCRIBE_STRUCT(
    Node, (), (kind, line, column, text_line, text_column, text, integer, boolean, date, items, members))
BOOST_DESCRIBE_STRUCT(Member, (), (key, line, column, value))

} // namespace recourse::codec
