#pragma once

// For the tests of this folder: an expression worked out over a few variables, as text.

#include "core/rules/rules.hpp"
#include "core/rules/trace.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recourse::rules {

/// What the tests' expressions may speak of:
///   x = 7, flag = true, name = "Ada", items = [1, 2, 3]
///   u, v: int and w: bool, not known ("u", "v", "w"); some = [1, not known ("some[1]"), 3]
///   order: a record with value = 480.00 USD, count = 3, state = "paid" (paid, sent or lost), note = null, and, not
///   known, shipped: date and late: bool; payments: two records, amount 10 and 20, card true and not known
///   ("payments[1].card")
struct World {
    World();

    Schema schema;
    LocalArena arena;
    std::vector<Value> slots;
};

/// "8", "error: divide by zero", "not known (u)"; where it does not compile "1:3: " and the first line of the first
/// message.
std::string worked(std::string_view expression, CompileOptions const& options = {}, Limits const& limits = {});

/// The lines of the trace, joined by line breaks.
std::string traced(std::string_view expression);

/// One line a case: expression and what it comes to.
using Rows = std::initializer_list<std::pair<std::string_view, std::string_view>>;

inline void expect(Rows rows, CompileOptions const& options = {})
{
    for (auto const& [expression, answer] : rows)
        EXPECT_EQ(worked(expression, options), answer) << expression;
}

/// As written where the static check would refuse it.
inline void expect_unchecked(Rows rows)
{
    CompileOptions options;
    options.check = false;
    expect(rows, options);
}

} // namespace recourse::rules
