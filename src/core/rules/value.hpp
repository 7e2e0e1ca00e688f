#pragma once

#include "base/check.hpp"
#include "base/date.hpp"
#include "base/money.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::rules {

struct RecordType;
struct Value;

/// Memory for values: grows in blocks, each twice the one before, freed all at once. Takes none before it is asked.
class Arena {
public:
    Arena() = default;
    Arena(Arena const&) = delete;
    Arena& operator=(Arena const&) = delete;

    void* allocate(std::size_t bytes, std::size_t alignment = alignof(std::max_align_t));
    template <class T>
    std::span<T> array(std::size_t n)
    {
        return { static_cast<T*>(allocate(n * sizeof(T), alignof(T))), n };
    }
    std::string_view copy(std::string_view text);
    /// Forgets everything; keeps the room it was given.
    void reset();
    std::size_t used() const { return used_; }

protected:
    explicit Arena(std::span<std::byte> room) : room_(room), next_(room.data()), end_(room.data() + room.size()) { }

private:
    std::span<std::byte> room_;
    std::byte* next_ = nullptr;
    std::byte* end_ = nullptr;
    std::vector<std::unique_ptr<std::byte[]>> blocks_;
    std::size_t used_ = 0;
};

/// With its first block inside the object: an evaluation of a few small values takes nothing from the heap.
class LocalArena : public Arena {
public:
    LocalArena() : Arena(std::span(room_)) { } // NOLINT(cppcoreguidelines-pro-type-member-init): not worth clearing

private:
    alignas(std::max_align_t) std::byte room_[2048];
};

enum class Kind : std::uint8_t {
    absent, ///< an empty slot; never the result of an evaluation
    null,
    boolean,
    integer,
    uinteger,
    real,
    string,
    bytes,
    list,
    map,
    timestamp,
    duration,
    type,
    money,
    date,
    record,
    unknown, ///< the result hangs on facts that are not known; carries their paths
    error, ///< carries a message
};

struct List; // value.cpp / detail: immutable, in an arena
struct Map;
/// The paths an unknown result depends on: sorted, each once.
struct Unknowns {
    std::span<std::string_view const> paths;
};

/// A CEL value: sixteen bytes, trivially copyable; strings, lists, maps and records point into an arena (or into the
/// program or the facts), which must outlive it.
struct Value {
    Kind kind = Kind::absent;
    std::uint16_t currency = 0; ///< money: Currency::index()
    std::uint32_t extra = 0; ///< string, bytes: length; timestamp, duration: nanoseconds (0..999,999,999); type: unused
    union {
        bool boolean;
        std::int64_t integer
            = 0; ///< integer; money minor units; date days; timestamp, duration whole seconds (floored)
        std::uint64_t uinteger;
        double real;
        char const* text; ///< string, bytes, error message, type name
        List const* list;
        Map const* map;
        Value const* fields; ///< record: values in field order, preceded (see record()) by its type
        Unknowns const* unknowns;
        void const* pointer;
    };

    static Value null_value()
    {
        Value v;
        v.kind = Kind::null;
        return v;
    }
    static Value of(bool b)
    {
        Value v;
        v.kind = Kind::boolean;
        v.integer = 0;
        v.boolean = b;
        return v;
    }
    static Value of(std::int64_t i)
    {
        Value v;
        v.kind = Kind::integer;
        v.integer = i;
        return v;
    }
    static Value of_uint(std::uint64_t u)
    {
        Value v;
        v.kind = Kind::uinteger;
        v.uinteger = u;
        return v;
    }
    static Value of(double d)
    {
        Value v;
        v.kind = Kind::real;
        v.real = d;
        return v;
    }
    static Value of(Money m)
    {
        Value v;
        v.kind = Kind::money;
        v.currency = m.currency.index();
        v.integer = m.minor;
        return v;
    }
    static Value of(Date d)
    {
        Value v;
        v.kind = Kind::date;
        v.integer = d.days();
        return v;
    }
    /// Points at the text; copies nothing.
    static Value string(std::string_view s)
    {
        Value v;
        v.kind = Kind::string;
        v.extra = static_cast<std::uint32_t>(s.size());
        v.text = s.data();
        return v;
    }
    static Value bytes(std::string_view s)
    {
        Value v = string(s);
        v.kind = Kind::bytes;
        return v;
    }
    /// The list keeps the values (copied into the arena).
    static Value list_of(Arena&, std::span<Value const>);
    /// A record of this type with these fields in order; copied into the arena. A missing fact is an unknown() field.
    static Value record_of(Arena&, RecordType const&, std::span<Value const> fields);
    static Value unknown(Arena&, std::string_view path);
    static Value error(Arena&, std::string_view message);

    bool is(Kind k) const { return kind == k; }
    bool is_true() const { return kind == Kind::boolean && boolean; }
    bool is_false() const { return kind == Kind::boolean && !boolean; }
    bool is_unknown() const { return kind == Kind::unknown; }
    bool is_error() const { return kind == Kind::error; }

    std::string_view as_text() const
    {
        RECOURSE_ASSERT(kind == Kind::string || kind == Kind::bytes || kind == Kind::error || kind == Kind::type);
        return { text, extra };
    }
    Money as_money() const
    {
        RECOURSE_ASSERT(kind == Kind::money);
        return { integer, Currency::from_index(currency) };
    }
    Date as_date() const
    {
        RECOURSE_ASSERT(kind == Kind::date);
        return Date::from_days(static_cast<std::int32_t>(integer));
    }
    std::int64_t as_int() const
    {
        RECOURSE_ASSERT(kind == Kind::integer);
        return integer;
    }
    std::span<Value const> items() const; ///< of a list
    RecordType const& record_type() const; ///< of a record
    Value field(std::size_t index) const; ///< of a record
    std::span<std::string_view const> unknown_paths() const; ///< of an unknown
};
static_assert(sizeof(Value) == 16);

/// CEL equality of two known values (numbers compare across int, uint and double); false for different kinds.
bool equal(Value, Value);

/// The value as CEL source text, for traces and messages: 'money("480.00 USD")' prints as "480.00 USD", strings quoted.
/// What is longer is cut between characters and ends with "...".
std::string to_string(Value, std::size_t bytes_max = 65'536);

/// How much of a value a message shows.
inline constexpr std::size_t said_max = 80;

} // namespace recourse::rules
