#pragma once

#include "app/envelope.hpp"
#include "sim/books.hpp"

namespace recourse::sim {

/// What stands against the actor's doing this at all, by the auditor's own table of who may do what; nothing: he may.
/// Asked before the command's events are in the books. Whether it is the time for it is not asked.
std::optional<std::string> forbidden(app::Envelope const&, Books const&);

/// "order.release": the subject and the word of a command.
std::string word_of(app::Command const&);

/// Somebody may send it; what is left is the machinery's own.
bool anybody_may(std::string_view command);

/// The words of all commands, in the order of the variants.
std::vector<std::string> const& all_commands();

} // namespace recourse::sim
