#pragma once

#include "codec/names.hpp"
#include "codec/stored.hpp"
#include "store/store.hpp"

#include <expected>
#include <string>
#include <string_view>

// Between the bytes that a store keeps and the texts that are packed and unpacked.

namespace recourse::app {

inline std::string_view text_of(store::Bytes const& bytes)
{
    return { reinterpret_cast<char const*>(bytes.data()), bytes.size() };
}

inline store::Bytes bytes_of(std::string_view text)
{
    return { text.begin(), text.end() };
}

/// What an event of the log says; it is no header.
inline std::expected<codec::Stored, packed::Fault> unpacked(store::Event const& event)
{
    return codec::unpack(event.type, text_of(event.body));
}

/// "payment-received"; empty for what the rules refused and for what was so already.
inline std::string event_word(codec::Happening const& what)
{
    return std::visit(
        [](auto const& one) -> std::string {
            if constexpr (requires { one.index(); })
                return codec::word_of(one);
            else
                return {};
        },
        what);
}

} // namespace recourse::app
