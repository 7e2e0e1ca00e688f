#pragma once

#include "brief/shelf.hpp"
#include "brief/study.hpp"
#include "cli/rules_folder.hpp"

#include <memory>
#include <optional>

// A case file, what a person adds to it, and everything that is worked out of both.

namespace recourse::cli {

inline constexpr Option with_option { "with", "FILE", "fields that the case does not have, TOML" };
inline constexpr Option as_of_option { "as-of", "DATE", "the day of the paper",
    "the file's as_of, else today in Beijing" };

struct CaseStudy {
    std::optional<Data> data;
    forum::Book forum;
    std::unique_ptr<brief::Shelf> shelf;
    std::optional<brief::Study> study;
};

/// The case of the positional CASE with --with, --as-of, --data and, where the command has them, --mode and --uplift.
/// Says everything that is wrong, with `problems` that the command found itself, and gives nothing where there is
/// anything; `status` is then what the command ends with.
std::unique_ptr<CaseStudy> study_case(std::string_view command, Given const&, Problems problems, Streams, int& status);

/// The documents, or null where it was said what is wrong with them.
std::unique_ptr<brief::Shelf> documents(Streams);

/// What the claim statement leaves out, and why it could not be made where it could not: one line each.
void say_remarks(brief::Study const&, Language, std::ostream&);

} // namespace recourse::cli
