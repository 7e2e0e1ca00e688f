#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// XML from strangers, read whole into a tree. Nothing outside the bytes is ever looked at: a document type declaration,
// and with it every entity but the five of XML itself, is refused.

namespace recourse::bank {

/// One thing that is wrong with a document: where, and what.
struct XmlFlaw {
    std::uint32_t line = 0; ///< from 1 on
    std::string path; ///< "/Document/BkToCstmrStmt/Stmt[2]/Id"; a place among equals counts from 1
    std::string says; ///< a clause, with the remedy
    friend bool operator==(XmlFlaw const&, XmlFlaw const&) = default;
};
/// "line 12, /Document/BkToCstmrStmt/Stmt/Id: this is needed".
std::string to_string(XmlFlaw const&);

/// By line, each once.
std::vector<XmlFlaw> in_order(std::vector<XmlFlaw>);

struct XmlElement {
    std::string name; ///< without a prefix
    bool own = true; ///< in the namespace of the root
    std::uint32_t line = 0;
    std::string text; ///< what stands directly in it, as it stands there
    std::vector<std::pair<std::string, std::string>> attributes; ///< without namespaces
    std::vector<XmlElement> children;
};

struct XmlDocument {
    std::string space; ///< namespace of the root
    XmlElement root;
};

struct XmlLimits {
    std::size_t bytes_max = 16u << 20;
    std::size_t depth_max = 48;
    std::size_t elements_max = 500'000;
};

/// Errors: the first place at which it is not well-formed XML 1.0 in a known encoding (UTF-8, UTF-16, ISO 8859-1,
/// US-ASCII), has a document type declaration, or goes beyond a limit.
std::expected<XmlDocument, XmlFlaw> read_xml(std::string_view bytes, XmlLimits = {});

/// So many flaws are told, and after them that there are more.
inline constexpr std::size_t flaws_max = 1'000;

/// One element while it is read, with the path that leads to it, or the place where one is missing. All that is wrong
/// is gathered in one list.
class XmlPlace {
public:
    XmlPlace(XmlElement const& root, std::vector<XmlFlaw>& flaws)
        : element_(&root)
        , line_(root.line)
        , path_("/" + root.name)
        , flaws_(&flaws)
    {
    }

    explicit operator bool() const { return element_ != nullptr; }
    std::string const& name() const { return element_->name; }
    std::uint32_t line() const { return line_; }
    std::string const& path() const { return path_; }

    /// How much is wrong so far, anywhere.
    std::size_t flaws() const { return flaws_->size(); }
    void wrong(std::string says) const { tell({ line_, path_, std::move(says) }); }

    /// The child of that name; a place without an element where there is none. More than one is wrong.
    XmlPlace one(std::string_view name) const;
    /// The same; none is wrong, unless this place is empty itself.
    XmlPlace need(std::string_view name) const;
    std::vector<XmlPlace> all(std::string_view name) const;
    std::size_t count(std::string_view name) const;

    /// Without the white space around it; empty where there is no element.
    std::string_view text() const;
    /// The text of a child that may be missing: of at most so many characters, else it is wrong.
    std::string text_of(std::string_view name, std::size_t most) const;
    std::optional<std::string_view> attribute(std::string_view name) const;

private:
    XmlPlace(XmlElement const* element, std::uint32_t line, std::string path, std::vector<XmlFlaw>* flaws)
        : element_(element)
        , line_(line)
        , path_(std::move(path))
        , flaws_(flaws)
    {
    }

    void tell(XmlFlaw) const;

    XmlElement const* element_;
    std::uint32_t line_;
    std::string path_;
    std::vector<XmlFlaw>* flaws_;
};

} // namespace recourse::bank
