#pragma once

#include "base/language.hpp"
#include "render/page.hpp"
#include "render/pdf_flow.hpp"

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <pango/pango.h>

namespace recourse::render {

struct Colour {
    double red, green, blue;
};
/// On white paper.
Colour colour_of(Tone);
Colour colour_of(Ink);

/// Where a link leads: a source of the page by its number, or an address.
using Target = std::variant<int, std::string>;

struct LinkArea {
    double x, width; ///< from the left end of the line
    Target target;
};

/// One line of type, ready to be drawn at its base line.
struct SetLine {
    std::shared_ptr<PangoLayout> layout; ///< owns `line`
    PangoLayoutLine* line = nullptr;
    double width = 0;
    double height = 0;
    double base = 0; ///< from its top
    std::vector<LinkArea> links;
};

enum class Face : std::uint8_t {
    sans,
    serif, ///< in Chinese the same as sans
    book, ///< with serifs in both languages
};

struct Style {
    double size = 9.5;
    bool bold = false;
    Face face = Face::sans;
    Tone tone = Tone::plain; ///< of what has no tone of its own
};

/// Sets lines of the page with Pango. Families come from fontconfig; a character that the first family lacks comes
/// from the next one that has it.
class Typesetter {
public:
    explicit Typesetter(Language);

    /// Broken at `width` as the language breaks lines, amounts and their currencies together, long words inside.
    std::vector<std::shared_ptr<SetLine const>> set(Line const&, Style const&, double width) const;
    /// The whole of it leads to an address.
    std::vector<std::shared_ptr<SetLine const>> set_address(
        std::string const& shown, std::string const& url, Style const&, double width) const;
    /// One line, cut with an ellipsis.
    std::shared_ptr<SetLine const> single(std::string const& text, Style const&, double width) const;
    /// One line of a figure, in its own colour.
    std::shared_ptr<SetLine const> figure_line(std::string const& text, double size, bool bold, Colour const&) const;
    double width_of(Line const&, Style const&) const;

    /// Chinese characters for which no font was found. Anything else unknown shows its code in a box.
    bool lacks_chinese() const { return lacks_chinese_; }
    bool lacks_latin() const { return lacks_latin_; }

private:
    std::shared_ptr<PangoLayout> layout(Line const&, Style const&, double width) const;
    std::shared_ptr<SetLine const> line_of(std::shared_ptr<PangoLayout> const&, int number, Style const&) const;
    void check(PangoLayout*) const;

    struct Extent {
        double ascent, descent;
    };
    Extent extent_of(Style const&) const;

    Language language_;
    std::shared_ptr<PangoFontMap> fonts_;
    std::shared_ptr<PangoContext> context_;
    mutable std::map<std::tuple<double, bool, Face>, Extent> extents_;
    mutable bool lacks_chinese_ = false;
    mutable bool lacks_latin_ = false;
};

} // namespace recourse::render
