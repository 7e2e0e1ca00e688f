#pragma once

#include "papers/reader.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace recourse::papers {

/// A text of one or more lines of a file, joined, with the place at which each part of it stood.
struct Joined {
    struct Part {
        std::size_t offset; ///< in `text`
        int line, column; ///< of the file
    };
    std::string text {};
    std::vector<Part> parts {};

    std::pair<int, int> place(std::size_t offset) const;
};

/// Reads what stands inside lines: values, notes, references. It knows which lists are being repeated.
class LineReader {
public:
    LineReader(std::string file, Vocabulary const& vocabulary, ReadLimits const& limits,
        std::set<std::string, std::less<>>& used, Problems& problems)
        : file_(std::move(file))
        , vocabulary_(vocabulary)
        , limits_(limits)
        , used_(used)
        , problems_(problems)
    {
    }

    Pieces read(Joined const& text);
    /// The cells of a row, parted by '|' outside braces; a '|' at the end parts nothing.
    std::vector<Pieces> read_cells(Joined const& text);

    /// What {if ...} asks: a field, a column of a list that is being repeated. Empty where it is wrong.
    std::string condition(std::string_view words, bool& unless, int line, int column);
    /// What {each ...} names. Empty where it is wrong.
    std::string list(std::string_view name, int line, int column);
    void repeat(std::string list) { repeated_.push_back(std::move(list)); }
    void repeated() { repeated_.pop_back(); }
    bool repeats(std::string_view list) const;

    /// Names of paragraphs that {ref:...} asks for, with their places.
    struct Reference {
        std::string name;
        int line, column;
    };
    std::vector<Reference> const& references() const { return references_; }

    void problem(int line, int column, std::string message, std::string remedy = {});
    std::size_t problems() const { return problems_.size(); } ///< so far

private:
    class Reading;

    /// The field or column of that name; a problem where there is none, or its list is not being repeated.
    Field const* field(std::string_view name, int line, int column, bool any_row = false);

    std::string file_;
    Vocabulary const& vocabulary_;
    ReadLimits const& limits_;
    std::set<std::string, std::less<>>& used_;
    Problems& problems_;
    std::vector<std::string> repeated_;
    std::vector<Reference> references_;
    std::size_t pieces_ = 0;
};

} // namespace recourse::papers
