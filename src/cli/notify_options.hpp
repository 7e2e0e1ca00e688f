#pragma once

#include "cli/commands.hpp"
#include "notify/notifier.hpp"

#include <expected>
#include <string>

namespace recourse::cli {

/// What the flags of `serve` say of webhooks and mails. Errors: a sentence.
std::expected<notify::Options, std::string> notify_options_of(Given const&);

} // namespace recourse::cli
