#pragma once

#include "render/page.hpp"
#include "render/text.hpp"

#include <string>

namespace recourse::render {

/// Sets the blocks of a page into lines of a fixed width.
class TextSetter {
public:
    TextSetter(TextOptions const& options, Language);

    void put(Line const&, int indent); ///< one line as it is
    void wrapped(Line const&, int indent, int hanging); ///< hanging: extra indent after the first line
    void blank(); ///< never two in a row
    void rule(std::string const& title); ///< the title of a section, and a rule to the margin
    void aligned(Line const& left, Line const& right, int indent); ///< right: flush with the margin
    void block(Block const&);
    int width() const { return width_; }
    Line clip(Line const& line, int width) const; ///< with the ellipsis that suits the options

    std::string take();

private:
    void set(Paragraph const&);
    void set(Heading const&);
    void set(Facts const&);
    void set(Entries const&);
    void set(Table const&);
    void set(NetPlot const&);
    void set(Timeline const&) { } // the table below it says the same
    void set(Fold const&) { }

    void facts(std::vector<Fact> const&, int indent);
    void row(std::vector<std::vector<Line>> const& cells, std::vector<int> const& widths,
        std::vector<Column> const& columns);
    std::vector<int> column_widths(Table const&) const;
    void stacked(Table const&);
    std::string styled(Line const&) const;

    TextOptions options_;
    Language language_;
    int width_;
    std::string out_;
    bool last_blank_ = true;
    bool after_table_ = false;
    bool after_paragraph_ = false;
};

} // namespace recourse::render
