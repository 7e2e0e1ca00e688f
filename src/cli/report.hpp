#pragma once

#include "base/language.hpp"
#include "base/place.hpp"
#include "cli/commands.hpp"
#include "codec/case_file.hpp"

#include <expected>
#include <optional>
#include <string>

// What several subcommands say and ask in the same way.

namespace recourse::cli {

/// One line for a person. What it quotes from outside cannot steer the terminal or begin another line.
void say(std::string_view line, std::ostream& err);
/// One problem a line.
void say(Problems const&, std::ostream& err);

/// "1 problem", "2 problems".
std::string counted(std::size_t number, std::string_view thing);

/// The case file of that name ("-": standard input). Says every problem and gives nothing where it cannot be read.
std::optional<codec::CaseFile> load_case(std::string_view command, std::string const& name, Streams);

/// Reads a case. A day or number that the reader of TOML refuses before it is known whose it is gets the key beside
/// which it stands. Errors: every problem.
std::expected<codec::CaseFile, Problems> read_case(std::string const& text, std::string const& name);

/// Says where a case states nothing at all, as a new case file does: its answer knows nothing either.
void warn_of_empty(std::string_view command, codec::CaseFile const&, std::string const& name, std::ostream& err);

/// `--language`, or the standard one. Adds to `problems` a word that names none.
Language language_of(std::string_view command, Given const&, Language standard, Problems& problems);

} // namespace recourse::cli
