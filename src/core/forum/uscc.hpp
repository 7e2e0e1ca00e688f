#pragma once

#include "core/forum/types.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The unified social credit code of a Chinese company or body, GB 32100-2015: one digit for the authority that
// registered it, one for the kind of body, six for the place, nine for the organisation, one that checks the rest.

namespace recourse::forum {

/// What is odd about a code. Nothing of it refuses a code: registrations that fail the check are said to exist.
enum class CodeWarning : std::uint8_t {
    empty,
    length, ///< not 18 characters
    character, ///< one that the alphabet does not have (I, O, S, V, Z among them)
    check, ///< the last character is not the one computed
    organisation_check, ///< the same for the organisation's own last character
    kind, ///< a beginning that the list of kinds does not have
    place, ///< the six characters of the place are not all digits
};
std::string_view word(CodeWarning);

struct CodeRead {
    std::string code; ///< upper case, without spaces and hyphens
    std::vector<CodeWarning> warnings; ///< in the order of the enumeration; empty: nothing is odd
    char authority = 0, kind = 0; ///< 0 where the code is too short
    Words authority_name, kind_name; ///< empty: not in the list
    std::string place; ///< six characters
    std::string organisation; ///< nine characters
    std::optional<char> computed; ///< the check character; nothing where it cannot be computed
    std::optional<char> organisation_computed;

    bool clean() const { return warnings.empty(); }
    bool warns(CodeWarning) const;
};

/// Reads any text as a code; never fails. Full-width letters and digits are read as their narrow ones.
/// Weights: 3^(i-1) mod 31 over the value of each character, 31 - sum mod 31, 31 counting as 0. Organisation code
/// (GB 11714): weights 3, 7, 9, 10, 5, 8, 4, 2, 11 - sum mod 11, 10 as X, 11 as 0. Texts longer than 200 bytes are
/// read as far as that.
CodeRead read_code(std::string_view text);

/// One sentence for a person.
std::string say(CodeWarning, CodeRead const&, Language);

} // namespace recourse::forum
