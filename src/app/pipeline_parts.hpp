#pragma once

#include "app/envelope.hpp"
#include "store/store.hpp"

#include <string_view>

// Inside app: what the files of the pipeline have in common.

namespace recourse::app {

inline std::string_view text_of(store::Bytes const& bytes)
{
    return { reinterpret_cast<char const*>(bytes.data()), bytes.size() };
}

/// What the first event of a command and its last tell about its outcome; the log is all that is kept for ever.
Outcome outcome_of(codec::Happening const& first, store::Event const& last);

} // namespace recourse::app
