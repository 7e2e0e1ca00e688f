#include "core/rules/patterns.hpp"

#include <re2/re2.h>

namespace recourse::rules {

namespace {

re2::StringPiece piece(std::string_view text)
{
    return { text.data(), text.size() };
}

} // namespace

std::expected<Pattern, std::string> Pattern::compile(std::string_view text)
{
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(4 << 20);
    auto re = std::make_shared<re2::RE2 const>(piece(text), options);
    if (!re->ok())
        return std::unexpected("the pattern is not a regular expression: " + re->error());
    return Pattern(std::move(re));
}

bool Pattern::found_in(std::string_view text) const
{
    return re2::RE2::PartialMatch(piece(text), *re_);
}

} // namespace recourse::rules
