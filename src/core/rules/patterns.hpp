#pragma once

// Regular expressions behind one file, so that the RE2 library stays in it.

#include <expected>
#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace recourse::rules {

/// A compiled RE2 pattern. Immutable, shareable between threads.
class Pattern {
public:
    /// Errors: what RE2 says of the pattern.
    static std::expected<Pattern, std::string> compile(std::string_view);

    /// True when some part of the text matches.
    bool found_in(std::string_view text) const;

private:
    explicit Pattern(std::shared_ptr<re2::RE2 const> re) : re_(std::move(re)) { }
    std::shared_ptr<re2::RE2 const> re_;
};

} // namespace recourse::rules
