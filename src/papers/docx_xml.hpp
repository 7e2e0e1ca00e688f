#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recourse::papers {

/// Text for XML 1.0: the five signs escaped, characters that XML does not allow left out. Takes well-formed UTF-8.
std::string xml_text(std::string_view);

/// XML that is written element by element.
class Xml {
public:
    using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    /// With the declaration before it.
    Xml() : out_("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n") { }

    Xml& open(std::string_view tag, Attributes = {});
    Xml& close();
    Xml& leaf(std::string_view tag, Attributes = {});
    Xml& text(std::string_view);
    /// XML of ours, as it is.
    Xml& raw(std::string_view xml);
    std::string take();

private:
    void begin(std::string_view tag, Attributes);

    std::string out_;
    std::vector<std::string> open_;
};

} // namespace recourse::papers
