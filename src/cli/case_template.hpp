#pragma once

#include "base/language.hpp"
#include "core/case/guide.hpp"

#include <span>
#include <string>

namespace recourse::cli {

/// A case file to fill in: every group and field of the schema, each with a line of help, its words and an example
/// behind a '#'. As it stands it says nothing and is a correct case file; with every '#' before a key taken away it is
/// one too. `words` gives the help where it has some for a field; without, the kind of the field speaks.
std::string case_template(std::span<casework::FactWords const> words, Language = Language::en);

} // namespace recourse::cli
