#pragma once

#include "base/language.hpp"
#include "core/rules/rules.hpp"

#include <memory>
#include <string>
#include <vector>

namespace recourse::casework {

using Expression = std::shared_ptr<rules::Program const>; ///< null: not given

using recourse::Language;

/// A sentence of a data file with the expressions in its braces already compiled: literal, hole, literal, ..., literal.
struct Template {
    std::vector<std::string> literals; ///< one more than holes
    std::vector<Expression> holes;
    bool empty() const { return literals.empty() || (holes.empty() && literals.front().empty()); }
};

/// A sentence in both languages. Where the Chinese one is missing the English one is shown.
struct Said {
    Template en;
    Template zh;
    Template const& in(Language language) const { return language == Language::zh && !zh.empty() ? zh : en; }
};

} // namespace recourse::casework
