#pragma once

#include "base/language.hpp"

#include <string>

namespace recourse::offer {

/// A sentence in both languages.
struct Said {
    std::string en;
    std::string zh;
    std::string const& in(Language language) const { return language == Language::zh ? zh : en; }
    friend bool operator==(Said const&, Said const&) = default;
};

} // namespace recourse::offer
