#pragma once

#include "base/language.hpp"
#include "cli/commands.hpp"
#include "codec/case_file.hpp"
#include "core/case/answer.hpp"
#include "core/case/guide.hpp"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace recourse::cli {

/// What is still worth asking, most valuable first. Works out the answer each time.
using Questions = std::function<std::vector<casework::Question>(codec::CaseFile const&)>;

/// Fills in a case file by asking: the most valuable question first, "don't know" always an answer, worked out anew
/// after each reply. The file is made where it is missing, and kept up to date after each reply, so that nothing is
/// lost when the window is closed. The same for a terminal and for replies that come through a pipe. Returns 0, or 2
/// where the file is wrong or cannot be written.
int run_case_ask(std::string const& file, Language, Questions const&, std::span<casework::FactWords const>, Streams);

} // namespace recourse::cli
