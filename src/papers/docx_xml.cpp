#include "papers/docx_xml.hpp"

#include "base/check.hpp"

namespace recourse::papers {

std::string xml_text(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&apos;";
            break;
        default:
            // U+FFFE and U+FFFF are well-formed UTF-8 and no characters of XML.
            if (text.substr(i).starts_with("\xEF\xBF\xBE") || text.substr(i).starts_with("\xEF\xBF\xBF"))
                i += 2;
            else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n')
                out += c;
        }
    }
    return out;
}

void Xml::begin(std::string_view tag, Attributes attributes)
{
    out_ += '<';
    out_ += tag;
    for (auto const& [name, value] : attributes) {
        out_ += ' ';
        out_ += name;
        out_ += "=\"";
        out_ += xml_text(value);
        out_ += '"';
    }
}

Xml& Xml::open(std::string_view tag, Attributes attributes)
{
    begin(tag, attributes);
    out_ += '>';
    open_.emplace_back(tag);
    return *this;
}

Xml& Xml::close()
{
    RECOURSE_ASSERT(!open_.empty());
    out_ += "</";
    out_ += open_.back();
    out_ += '>';
    open_.pop_back();
    return *this;
}

Xml& Xml::leaf(std::string_view tag, Attributes attributes)
{
    begin(tag, attributes);
    out_ += "/>";
    return *this;
}

Xml& Xml::text(std::string_view text)
{
    out_ += xml_text(text);
    return *this;
}

Xml& Xml::raw(std::string_view xml)
{
    out_ += xml;
    return *this;
}

std::string Xml::take()
{
    RECOURSE_ASSERT(open_.empty());
    return std::move(out_);
}

} // namespace recourse::papers
