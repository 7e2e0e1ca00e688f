#pragma once

#include "base/check.hpp"
#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/money.hpp"
#include "base/ratio.hpp"

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <algorithm>
#include <cstdint>
#include <expected>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

// The packed form of values: what events are stored as, and what is hashed where terms are agreed. The same value
// always has the same bytes.
//
// Don't change how anything is packed, and don't take fields away or change their order: stored books are read with it.
// A described struct is its number of fields and then the fields; a reader that knows more fields than were written
// leaves the rest as they begin, so fields may be added at the end. One that knows fewer refuses.

namespace recourse::packed {

/// Why bytes are no packed value.
enum class Fault : std::uint8_t {
    cut, ///< they end too early
    surplus, ///< something is left over
    newer, ///< written with fields or alternatives that this program does not know
    value, ///< a number out of range, text that is not UTF-8, an unknown currency, too long a list
};
std::string_view word(Fault);

/// No list and no text inside a packed value is longer.
inline constexpr std::uint64_t size_max = 1u << 20;

class Writer {
public:
    void byte(std::uint8_t value) { out_ += static_cast<char>(value); }
    /// Seven bits a byte, least significant first.
    void number(std::uint64_t value)
    {
        for (; value >= 0x80; value >>= 7)
            byte(static_cast<std::uint8_t>(value | 0x80));
        byte(static_cast<std::uint8_t>(value));
    }
    /// Small numbers of either sign take few bytes: 0, -1, 1, -2, ... are 0, 1, 2, 3, ...
    void signed_number(std::int64_t value)
    {
        number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
    }
    void text(std::string_view value)
    {
        number(value.size());
        out_ += value;
    }
    void bytes(std::span<std::uint8_t const> value)
    {
        out_.append(reinterpret_cast<char const*>(value.data()), value.size());
    }
    std::string take() { return std::move(out_); }

private:
    std::string out_;
};

class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) { }

    std::expected<std::uint8_t, Fault> byte();
    std::expected<std::uint64_t, Fault> number();
    std::expected<std::int64_t, Fault> signed_number();
    /// A number of at most size_max: how long a list or a text is.
    std::expected<std::size_t, Fault> size();
    std::expected<std::string, Fault> text();
    std::expected<void, Fault> bytes(std::span<std::uint8_t> into);
    bool done() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

namespace detail {

template <class T, template <class...> class Of>
inline constexpr bool is = false;
template <class... Ts, template <class...> class Of>
inline constexpr bool is<Of<Ts...>, Of> = true;

template <class T>
inline constexpr bool is_id = false;
template <class Kind>
inline constexpr bool is_id<Id<Kind>> = true;

template <class T>
using members = boost::describe::describe_members<T, boost::describe::mod_public>;

} // namespace detail

template <class T>
void write(Writer& out, T const& value)
{
    if constexpr (std::is_same_v<T, bool>)
        out.byte(value ? 1 : 0);
    else if constexpr (std::is_enum_v<T>)
        out.number(static_cast<std::uint64_t>(value));
    else if constexpr (std::is_unsigned_v<T>)
        out.number(value);
    else if constexpr (std::is_integral_v<T>)
        out.signed_number(value);
    else if constexpr (std::is_same_v<T, std::string>)
        out.text(value);
    else if constexpr (std::is_same_v<T, Date>)
        out.signed_number(value.days());
    else if constexpr (std::is_same_v<T, Instant>)
        out.signed_number(value.micros);
    else if constexpr (std::is_same_v<T, Currency>)
        out.number(static_cast<std::uint64_t>(value.numeric()));
    else if constexpr (std::is_same_v<T, Money>) {
        out.signed_number(value.minor);
        write(out, value.currency);
    } else if constexpr (std::is_same_v<T, Ratio>) {
        out.signed_number(value.numerator);
        out.signed_number(value.denominator);
    } else if constexpr (std::is_same_v<T, Digest>)
        out.bytes(value.bytes);
    else if constexpr (detail::is_id<T>)
        out.number(value.number);
    else if constexpr (detail::is<T, std::optional>) {
        out.byte(value ? 1 : 0);
        if (value)
            write(out, *value);
    } else if constexpr (detail::is<T, std::vector>) {
        out.number(value.size());
        for (auto const& item : value)
            write(out, item);
    } else if constexpr (detail::is<T, std::variant>) {
        out.number(value.index());
        std::visit([&](auto const& one) { write(out, one); }, value);
    } else {
        static_assert(
            boost::describe::has_describe_members<T>::value, "describe the struct with BOOST_DESCRIBE_STRUCT");
        out.number(boost::mp11::mp_size<detail::members<T>>::value);
        boost::mp11::mp_for_each<detail::members<T>>([&](auto member) { write(out, value.*member.pointer); });
    }
}

template <class T>
std::expected<void, Fault> read(Reader& in, T& value);

namespace detail {

template <class T>
std::expected<void, Fault> read_whole(Reader& in, T& value)
{
    if constexpr (std::is_unsigned_v<T>) {
        auto const number = RECOURSE_TRY(in.number());
        if (number > std::numeric_limits<T>::max())
            return std::unexpected(Fault::value);
        value = static_cast<T>(number);
    } else {
        auto const number = RECOURSE_TRY(in.signed_number());
        if (number < std::numeric_limits<T>::min() || number > std::numeric_limits<T>::max())
            return std::unexpected(Fault::value);
        value = static_cast<T>(number);
    }
    return {};
}

template <class T>
std::expected<void, Fault> read_enum(Reader& in, T& value)
{
    auto const number = RECOURSE_TRY(in.number());
    bool known = false;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto one) {
        if (static_cast<std::uint64_t>(one.value) == number) {
            value = one.value;
            known = true;
        }
    });
    if (!known)
        return std::unexpected(Fault::newer);
    return {};
}

template <class T>
std::expected<void, Fault> read_struct(Reader& in, T& value)
{
    constexpr std::size_t known = boost::mp11::mp_size<members<T>>::value;
    auto const written = RECOURSE_TRY(in.number());
    if (written > known)
        return std::unexpected(Fault::newer);
    std::expected<void, Fault> done;
    std::size_t position = 0;
    boost::mp11::mp_for_each<members<T>>([&](auto member) {
        if (done && position++ < written)
            done = read(in, value.*member.pointer);
    });
    return done;
}

template <class T>
std::expected<void, Fault> read_variant(Reader& in, T& value)
{
    auto const index = RECOURSE_TRY(in.number());
    if (index >= std::variant_size_v<T>)
        return std::unexpected(Fault::newer);
    std::expected<void, Fault> done;
    boost::mp11::mp_with_index<std::variant_size_v<T>>(static_cast<std::size_t>(index), [&](auto at) {
        std::variant_alternative_t<at, T> one {};
        done = read(in, one);
        if (done)
            value = std::move(one);
    });
    return done;
}

} // namespace detail

template <class T>
std::expected<void, Fault> read(Reader& in, T& value)
{
    if constexpr (std::is_same_v<T, bool>) {
        auto const byte = RECOURSE_TRY(in.byte());
        if (byte > 1)
            return std::unexpected(Fault::value);
        value = byte == 1;
    } else if constexpr (std::is_enum_v<T>)
        return detail::read_enum(in, value);
    else if constexpr (std::is_integral_v<T>)
        return detail::read_whole(in, value);
    else if constexpr (std::is_same_v<T, std::string>)
        value = RECOURSE_TRY(in.text());
    else if constexpr (std::is_same_v<T, Date>) {
        std::int32_t days = 0;
        RECOURSE_TRY_DONE(detail::read_whole(in, days));
        value = Date::from_days(days);
    } else if constexpr (std::is_same_v<T, Instant>)
        value.micros = RECOURSE_TRY(in.signed_number());
    else if constexpr (std::is_same_v<T, Currency>) {
        auto const found = Currency::from_numeric(RECOURSE_TRY(in.number()));
        if (!found)
            return std::unexpected(Fault::value);
        value = *found;
    } else if constexpr (std::is_same_v<T, Money>) {
        value.minor = RECOURSE_TRY(in.signed_number());
        return read(in, value.currency);
    } else if constexpr (std::is_same_v<T, Ratio>) {
        auto const numerator = RECOURSE_TRY(in.signed_number());
        auto const denominator = RECOURSE_TRY(in.signed_number());
        if (denominator <= 0 || numerator == std::numeric_limits<std::int64_t>::min())
            return std::unexpected(Fault::value);
        value = Ratio::of(numerator, denominator);
        if (value.numerator != numerator) // not in lowest terms
            return std::unexpected(Fault::value);
    } else if constexpr (std::is_same_v<T, Digest>)
        return in.bytes(value.bytes);
    else if constexpr (detail::is_id<T>)
        value.number = RECOURSE_TRY(in.number());
    else if constexpr (detail::is<T, std::optional>) {
        bool there = false;
        RECOURSE_TRY_DONE(read(in, there));
        if (there)
            return read(in, value.emplace());
        value.reset();
    } else if constexpr (detail::is<T, std::vector>) {
        auto const size = RECOURSE_TRY(in.size());
        value.clear();
        value.reserve(std::min<std::size_t>(size, 16)); // no more than the bytes could be lying about
        for (std::size_t i = 0; i < size; ++i)
            RECOURSE_TRY_DONE(read(in, value.emplace_back()));
    } else if constexpr (detail::is<T, std::variant>)
        return detail::read_variant(in, value);
    else
        return detail::read_struct(in, value);
    return {};
}

/// The bytes of a value.
template <class T>
std::string pack(T const& value)
{
    Writer out;
    write(out, value);
    return out.take();
}

/// The value of the bytes, all of them.
template <class T>
std::expected<T, Fault> unpack(std::string_view bytes)
{
    Reader in(bytes);
    T value {};
    RECOURSE_TRY_DONE(read(in, value));
    if (!in.done())
        return std::unexpected(Fault::surplus);
    return value;
}

} // namespace recourse::packed
