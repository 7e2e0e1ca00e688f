#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recourse::readers {

/// One tag or stretch of text of an HTML page, as a browser would begin to read it. Nothing is built of them, so
/// nothing grows with depth.
struct HtmlToken {
    enum class Kind : unsigned char { text, start, end } kind = Kind::text;
    std::string_view name; ///< of a tag, as written
    std::string_view raw; ///< text: as written, references not resolved
    std::vector<std::pair<std::string_view, std::string_view>> attributes; ///< at most 64; values not resolved
    bool closed = false; ///< "<br/>"
    std::size_t begin = 0, end = 0; ///< in the page

    bool is(std::string_view tag) const; ///< without regard to case
    std::string attribute(std::string_view name) const; ///< resolved; "" where there is none
};

/// Walks over the tokens. Comments, declarations and the content of script and style are passed over.
class HtmlScan {
public:
    explicit HtmlScan(std::string_view page) : page_(page) { }
    bool next(HtmlToken&);

private:
    bool tag(HtmlToken&);
    std::string_view page_;
    std::size_t at_ = 0;
    std::string_view passing_; ///< script or style
};

/// References like "&amp;" and "&#20013;" resolved; unknown ones stay as they are.
std::string resolve_references(std::string_view);

/// What a person reads of the page, a line for each block.
std::string html_text(std::string_view page);

/// White space at the ends gone, and within it one space.
std::string squeezed(std::string_view);

/// Elements that have no content and no end tag.
bool is_void_element(std::string_view name);

} // namespace recourse::readers
