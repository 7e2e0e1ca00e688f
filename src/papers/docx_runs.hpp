#pragma once

#include "papers/docx_xml.hpp"
#include "papers/paper.hpp"

#include <map>
#include <string>

namespace recourse::papers::docx {

/// Writes runs of text, and remembers under which bookmarks numbered paragraphs stand.
class Runs {
public:
    explicit Runs(Paper const&);

    void line(Xml&, Line const&, Language) const;
    void run(Xml&, std::string_view text, Manner, Language) const;
    void tab(Xml&) const;
    /// A field that the reader works out, with what it says until then.
    void field(Xml&, std::string_view instruction, std::string_view shown, Language) const;
    /// A bookmark around what `inside` writes.
    template <class F>
    void bookmarked(Xml& xml, std::string const& name, Language language, F const& inside) const
    {
        auto const known = marks_.find(name);
        if (known == marks_.end())
            return inside();
        auto const id = std::to_string(known->second * 2 + (language == Language::zh ? 1 : 0));
        xml.leaf("w:bookmarkStart", { { "w:id", id }, { "w:name", bookmark(known->second, language) } });
        inside();
        xml.leaf("w:bookmarkEnd", { { "w:id", id } });
    }

private:
    static std::string bookmark(int number, Language language)
    {
        return "paragraph_" + std::to_string(number) + (language == Language::zh ? "_zh" : "_en");
    }

    std::map<std::string, int> marks_; ///< of named paragraphs
    bool articles_;
};

} // namespace recourse::papers::docx
