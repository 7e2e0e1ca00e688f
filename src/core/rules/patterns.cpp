#include "core/rules/patterns.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>

namespace recourse::rules {

namespace {

// Measured, with a step at 10 ns.
constexpr std::uint64_t steps_per_byte = 50;
constexpr std::uint64_t steps_per_repetition = 300; ///< the expression is copied so many times
constexpr std::uint64_t steps_per_class = 40'000; ///< \pL alone is 600 ranges
constexpr std::uint64_t steps_per_instruction = 8;

re2::StringPiece piece(std::string_view text)
{
    return { text.data(), text.size() };
}

/// The larger number of "{3}", "{3,}" or "{3,9}", of which this is what follows the brace; 0 where it is no repetition.
std::uint64_t repetitions(std::string_view text)
{
    std::uint64_t most = 0;
    for (int i = 0; i < 2; ++i) {
        std::uint64_t number = 0;
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error == std::errc {})
            most = std::max(most, number);
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (!text.starts_with(','))
            break;
        text.remove_prefix(1);
    }
    return std::min<std::uint64_t>(most, 1000); // RE2 refuses more
}

} // namespace

std::expected<Pattern, std::string> Pattern::compile(std::string_view text)
{
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(256 << 10);
    auto re = std::make_shared<re2::RE2 const>(piece(text), options);
    if (!re->ok())
        return std::unexpected("the pattern is not a regular expression: " + re->error());
    auto const size = static_cast<std::uint64_t>(std::max(re->ProgramSize(), 1));
    return Pattern(std::move(re), size);
}

std::uint64_t Pattern::compile_steps(std::string_view text)
{
    std::uint64_t steps = 100 + steps_per_byte * text.size();
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] == '{')
            steps += steps_per_repetition * repetitions(text.substr(i + 1));
        else if (text[i] == '\\' && (text[i + 1] == 'p' || text[i + 1] == 'P'))
            steps += steps_per_class;
    }
    return steps;
}

std::uint64_t Pattern::size_steps() const
{
    return steps_per_instruction * size_;
}

std::uint64_t Pattern::match_steps(std::size_t bytes) const
{
    // A text may be such that every instruction is alive at every byte of it.
    return 1 + bytes * (2 + size_) / 32;
}

bool Pattern::found_in(std::string_view text) const
{
    return re2::RE2::PartialMatch(piece(text), *re_);
}

} // namespace recourse::rules
