#pragma once

#include "cli/commands.hpp"
#include "notify/notifier.hpp"

#include <string>
#include <vector>

namespace recourse::cli {

/// What the flags of `serve` say of webhooks and mails. Adds a sentence to `wrong` for each that cannot be followed.
notify::Options notify_options_of(Given const&, std::vector<std::string>& wrong);

} // namespace recourse::cli
