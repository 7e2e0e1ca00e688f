#pragma once

#include "app/pipeline.hpp"
#include "app/stored_event.hpp"

// Inside app: what the files of the pipeline have in common.

namespace recourse::app {

/// What the first event of a command and its last tell about its outcome; the log is all that is kept for ever.
Outcome outcome_of(codec::Happening const& first, store::Event const& last);

auto Pipeline::patiently(auto const& ask) -> decltype(ask())
{
    auto answer = ask();
    for (int attempt = 1; attempt < 100 && !answer && answer.error().kind == store::ReadError::transient; ++attempt) {
        pause_(std::chrono::milliseconds(attempt));
        answer = ask();
    }
    return answer;
}

auto Pipeline::undisturbed(auto const& look) -> decltype(look())
{
    for (;;) {
        auto const drops = drops_.load(std::memory_order_acquire);
        auto found = look();
        // What memory did not have yet may have been gone from the store already.
        if (drops_.load(std::memory_order_acquire) == drops)
            return found;
    }
}

} // namespace recourse::app
