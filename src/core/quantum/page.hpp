#pragma once

#include "core/quantum/text.hpp"

#include "base/language.hpp"
#include "base/money.hpp"

#include <cstddef>
#include <string>
#include <string_view>

// A page of plain text in one language.

namespace recourse::quantum {

class Page {
public:
    explicit Page(Language language, std::size_t columns = 100) : language_(language), columns_(columns) { }

    Language language() const { return language_; }
    std::string_view say(std::string_view en, std::string_view zh) const { return language_ == Language::zh ? zh : en; }
    std::string const& say(Text const& text) const { return text.in(language_); }

    /// A line by itself, broken where it is too long.
    void line(std::string_view text);
    void gap() { out_ += '\n'; }
    /// "   name: text"; nothing where the text is empty.
    void row(std::string_view name, std::string_view text);

    std::string take() { return std::move(out_); }

private:
    Language language_;
    std::size_t columns_;
    std::string out_ {};
};

} // namespace recourse::quantum
