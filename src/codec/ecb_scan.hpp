#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recourse::codec {

/// Without the spaces, tabs and carriage returns at both ends. An empty result still points into the text.
std::string_view trimmed(std::string_view);

/// One start tag of an XML text. All parts point into it, so that they have a place.
struct Tag {
    std::string_view text; ///< from '<'
    std::string_view name;
    std::vector<std::pair<std::string_view, std::string_view>> attributes;

    std::string_view local_name() const; ///< without the namespace prefix
    std::optional<std::string_view> attribute(std::string_view name) const;
};

/// Walks over the start tags of an XML text, passing over text, comments, declarations and end tags, and keeps count of
/// what is open. It resolves no entities and refuses a document type, so nothing can be expanded or fetched: enough for
/// lists of rates, not for XML at large.
class TagScan {
public:
    explicit TagScan(std::string_view text) : text_(text) { }

    /// Nothing at the end, or where the text is broken.
    std::optional<Tag> next();

    struct Broken {
        std::string_view at;
        std::string message;
    };
    std::optional<Broken> const& broken() const { return broken_; }

private:
    std::optional<Tag> fail(std::size_t at, std::string message);
    bool skip_past(std::string_view closing, std::string_view what);
    void skip_space();
    std::string_view take_name();
    std::optional<Tag> start_tag();
    bool end_tag();

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<std::string_view> open_;
    std::optional<Broken> broken_;
};

} // namespace recourse::codec
