#pragma once

#include "app/envelope.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace recourse::sim {

/// One command as a client has it: sent until there is an answer that stands.
struct Request {
    std::uint64_t number = 0;
    app::Envelope envelope;
    bool hostile = false; ///< it ought not to work, or its body is not the one that was sent first under its id
    unsigned sent = 0;
    std::optional<app::Outcome> answer; ///< the one that stands
    bool given_up = false; ///< the client asks no more: another version, or another command under its id
};

} // namespace recourse::sim
