#pragma once

#include "papers/paper.hpp"

#include <string>
#include <string_view>

// The parts of a .docx, one function each. Lengths are twips (1/20 point) unless said otherwise.

namespace recourse::papers::docx {

inline constexpr std::string_view main_namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
inline constexpr std::string_view relation_namespace
    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

struct Sheet {
    int width = 11'906, height = 16'838; ///< A4
    int margin = 1'304; ///< left and right, 23 mm
    int inner() const { return width - 2 * margin; }
};
inline Sheet sheet_of(Paper const& paper)
{
    return paper.landscape ? Sheet { .width = 16'838, .height = 11'906 } : Sheet {};
}

/// The body and how often its numbering begins again.
struct Body {
    std::string xml;
    int restarts = 0;
};
Body document(Paper const&);

std::string styles(Paper const&);
/// `restarts`: how often the numbering begins again.
std::string numbering(Paper const&, int restarts);
std::string settings();
std::string header(Paper const&);
std::string footer(Paper const&);
std::string core_properties(Paper const&);

/// Numbers of w:num: of the paragraphs of a language after so many restarts, and of bullets.
inline int paragraphs_number(Language language, int restarts)
{
    return 2 + 2 * restarts + (language == Language::zh ? 1 : 0);
}
inline constexpr int bullets_number = 1;

} // namespace recourse::papers::docx
