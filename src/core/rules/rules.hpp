#pragma once

// The rule language: the Common Expression Language (cel.dev) with money, civil dates and unknowns.
// This header is what the rest of the program uses; how it works is in the other files of this folder.

#include "base/date.hpp"
#include "base/money.hpp"
#include "base/place.hpp"
#include "core/rules/type.hpp"
#include "core/rules/value.hpp"

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::rules {

/// What an expression may speak of: variables with their types, one slot each, in the order they were declared.
class Schema {
public:
    /// Asserts that the name is new. Returns the slot.
    std::uint32_t declare(std::string name, Type type);
    /// Nothing (-1) where there is no such variable.
    int slot(std::string_view name) const;
    std::span<std::string const> names() const { return names_; }
    Type const& type(std::uint32_t slot) const { return types_[slot]; }
    std::size_t size() const { return names_.size(); }
    /// Schemas of one version declare the same: a copy has that of its original until it declares more. 0 is empty.
    std::uint64_t version() const { return version_; }

private:
    std::vector<std::string> names_;
    std::vector<Type> types_;
    std::uint64_t version_ = 0;
};

/// Bounds on hostile input; the defaults are generous for books and small for attackers.
struct Limits {
    std::uint32_t source_bytes_max = 65'536;
    std::uint32_t nesting_max = 256;
    std::uint32_t nodes_max = 50'000;
    std::uint64_t steps_max = 10'000'000; ///< evaluation steps; one more is the error "evaluation too long"
    std::uint64_t arena_bytes_max = 256u << 20;
};

struct CompileOptions {
    Place place; ///< where the first character of the text stands, for messages
    bool check = true; ///< false: no static check, as CEL's "dyn" world
    bool exact_enums = true; ///< a string literal compared with an enumerated fact must be one of its words
    std::string container; ///< CEL name resolution container, e.g. "a.b"
    Limits limits {};
};

class Program; // compiled form; immutable, shareable between threads

/// Parses, expands macros, checks against the schema and compiles. Errors: every problem found, each with place
/// (line and column inside the text, shifted by options.place), caret excerpt in the message where useful, and the
/// nearest right name as the remedy.
std::expected<std::shared_ptr<Program const>, Problems> compile(
    std::string_view text, Schema const&, CompileOptions const& = {});

/// The static type of the whole expression (dyn when it was compiled unchecked).
Type const& type_of(Program const&);
std::string_view text_of(Program const&);
/// Every path the program may read, as "order.value" or "payments.amount" (list positions left out), and every bare
/// variable, each once, sorted. Chain of names only: what is read through an index or a computed key stops before it.
std::span<std::string const> paths_of(Program const&);
/// Slots of the schema that the program may read.
std::span<std::uint32_t const> slots_of(Program const&);

/// Gives exchange rates to `convert(money, "USD")`. Nothing where no rate is known.
class Exchange {
public:
    virtual ~Exchange() = default;
    virtual std::optional<Money> convert(Money from, Currency to) const = 0;
};

/// Gives legal counting to `after(date, "15 days", "cn")` and `working_days(...)`: Nothing where the calendar has no
/// notice for a year in question (the result is then unknown, path "calendar.<name>.<year>").
class Counting {
public:
    virtual ~Counting() = default;
    virtual std::expected<Date, std::string> after(Date from, std::string_view period, std::string_view calendar) const
        = 0;
};

/// The values of the schema's slots for one evaluation. A slot that is `Kind::absent` is asked of `lazy` first and
/// remembered in `slots` (terms that are worked out once per case), or else is the CEL error "undeclared reference".
struct Activation {
    std::span<Value> slots;
    std::function<Value(std::uint32_t slot)> const* lazy = nullptr;
    Exchange const* exchange = nullptr;
    Counting const* counting = nullptr;
};

class Trace; // trace.hpp: which sub-expressions decided the result, with their values

/// The result lives as long as the arena and the activation. Errors and unknowns are values. Does not touch the heap
/// when the result is scalar and no list, map or string is built on the way.
Value evaluate(Program const&, Activation&, Arena&, Trace* = nullptr, Limits const& = {});

} // namespace recourse::rules
