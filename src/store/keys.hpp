#pragma once

#include "store/store.hpp"

namespace recourse::store {

/// Eight bytes that sort as the number does.
inline Key key_of(std::uint64_t number)
{
    Key key(8, '\0');
    for (auto place = key.rbegin(); place != key.rend(); ++place) {
        *place = static_cast<char>(number & 0xFF);
        number >>= 8;
    }
    return key;
}

/// Negative numbers before positive ones.
inline Key key_of(std::int64_t number)
{
    return key_of(static_cast<std::uint64_t>(number) ^ (std::uint64_t { 1 } << 63));
}

inline Key key_of(Instant instant)
{
    return key_of(instant.micros);
}

} // namespace recourse::store
