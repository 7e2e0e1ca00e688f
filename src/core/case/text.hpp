#pragma once

#include "base/language.hpp"
#include "core/rules/rules.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace recourse::casework {

using Expression = std::shared_ptr<rules::Program const>; ///< null: not given

using recourse::Language;

/// A sentence of a data file with the expressions in its braces already compiled.
struct Template {
    struct Piece {
        std::string literal;
        Expression hole; ///< written after the literal; null: none
        std::uint16_t option = 0; ///< 0: always written; else left out together with its like when a hole is not known
    };
    std::vector<Piece> pieces;
    bool empty() const
    {
        return pieces.empty() || (pieces.size() == 1 && pieces[0].literal.empty() && !pieces[0].hole);
    }
};

/// The sentence as the data file has it, braces and all.
std::string written(Template const&);

/// A sentence in both languages. Where the Chinese one is missing the English one is shown.
struct Said {
    Template en;
    Template zh;
    Template const& in(Language language) const { return language == Language::zh && !zh.empty() ? zh : en; }
};

} // namespace recourse::casework
