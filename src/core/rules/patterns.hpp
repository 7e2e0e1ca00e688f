#pragma once

// Regular expressions behind one file, so that the RE2 library stays in it.

#include <cstddef>
#include <cstdint>
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

    /// What compile() may cost, in steps of an evaluation, as far as the text shows: its length, what is repeated by
    /// number, and classes that stand for hundreds of ranges, such as \pL.
    static std::uint64_t compile_steps(std::string_view);
    /// What is known only then: the size of what was made.
    std::uint64_t size_steps() const;
    /// What it may cost to look through a text of so many bytes.
    std::uint64_t match_steps(std::size_t bytes) const;

    /// True when some part of the text matches.
    bool found_in(std::string_view text) const;

private:
    explicit Pattern(std::shared_ptr<re2::RE2 const> re, std::uint64_t size) : re_(std::move(re)), size_(size) { }
    std::shared_ptr<re2::RE2 const> re_;
    std::uint64_t size_; ///< instructions
};

} // namespace recourse::rules
