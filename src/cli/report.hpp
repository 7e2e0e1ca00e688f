#pragma once

#include "base/language.hpp"
#include "base/place.hpp"
#include "catalog/world.hpp"
#include "cli/commands.hpp"
#include "codec/case_file.hpp"

#include <optional>
#include <string>

// What several subcommands say and ask in the same way.

namespace recourse::cli {

/// One line for a person. What it quotes from outside cannot steer the terminal or begin another line.
void say(std::string_view line, std::ostream& err);
/// One problem a line.
void say(Problems const&, std::ostream& err);

/// The data in the binary. Says what is wrong with it and gives nothing where it cannot be loaded.
std::optional<catalog::Loaded> load_shipped(Streams, bool cases = false);

/// The case file of that name ("-": standard input). Says every problem and gives nothing where it cannot be read.
std::optional<codec::CaseFile> load_case(std::string_view command, std::string const& name, Streams);

/// `--language`, or the standard one. Adds to `problems` a word that names none.
Language language_of(std::string_view command, Given const&, Language standard, Problems& problems);

} // namespace recourse::cli
