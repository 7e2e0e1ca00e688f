#include "bank/xml.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <expat.h>

#include <algorithm>
#include <memory>
#include <numeric>

namespace recourse::bank {

namespace {

/// Between a namespace and a name; expat refuses namespaces that hold it.
constexpr char between = '\n';

/// What the callbacks of one document fill in. Expat is written in C: nothing is thrown through it but a lack of
/// memory, which ends the program.
class Tree {
public:
    Tree(XML_Parser parser, XmlLimits const& limits) : parser_(parser), limits_(limits)
    {
        XML_SetUserData(parser, this);
        XML_SetElementHandler(parser, &Tree::started, &Tree::ended);
        XML_SetCharacterDataHandler(parser, &Tree::text);
        XML_SetStartDoctypeDeclHandler(parser, &Tree::doctype);
    }

    std::expected<XmlDocument, XmlFlaw> run(std::string_view bytes)
    {
        auto const status = XML_Parse(parser_, bytes.data(), static_cast<int>(bytes.size()), XML_TRUE);
        if (refused_)
            return std::unexpected(*std::move(refused_));
        if (status != XML_STATUS_OK)
            return std::unexpected(XmlFlaw { line(), path(),
                fmt::format("this is no XML ({}, column {})", XML_ErrorString(XML_GetErrorCode(parser_)),
                    XML_GetCurrentColumnNumber(parser_) + 1) });
        return std::move(document_);
    }

private:
    static Tree& of(void* data) { return *static_cast<Tree*>(data); }

    static void started(void* data, XML_Char const* name, XML_Char const** attributes)
    {
        auto& tree = of(data);
        if (tree.refused_)
            return;
        if (tree.open_.size() >= tree.limits_.depth_max)
            return tree.refuse(fmt::format("elements lie more than {} deep in each other", tree.limits_.depth_max));
        if (++tree.elements_ > tree.limits_.elements_max)
            return tree.refuse(fmt::format("there are more than {} elements", tree.limits_.elements_max));
        std::string_view const full { name };
        auto const cut = full.rfind(between);
        auto const space = cut == std::string_view::npos ? std::string_view {} : full.substr(0, cut);
        XmlElement element;
        element.name = cut == std::string_view::npos ? full : full.substr(cut + 1);
        element.line = tree.line();
        if (tree.open_.empty())
            tree.document_.space = space;
        element.own = space == tree.document_.space;
        for (auto const* one = attributes; *one != nullptr; one += 2) {
            if (std::string_view { *one }.find(between) == std::string_view::npos)
                element.attributes.emplace_back(one[0], one[1]);
        }
        if (tree.open_.empty()) {
            tree.document_.root = std::move(element);
            tree.open_.push_back(&tree.document_.root);
        } else {
            // Of the open elements only the last gets children, so pointers to the others stay good.
            auto& children = tree.open_.back()->children;
            children.push_back(std::move(element));
            tree.open_.push_back(&children.back());
        }
    }

    static void ended(void* data, XML_Char const* /*name*/)
    {
        auto& tree = of(data);
        if (!tree.refused_ && !tree.open_.empty())
            tree.open_.pop_back();
    }

    static void text(void* data, XML_Char const* text, int length)
    {
        auto& tree = of(data);
        if (!tree.refused_ && !tree.open_.empty())
            tree.open_.back()->text.append(text, static_cast<std::size_t>(length));
    }

    static void doctype(
        void* data, XML_Char const* /*name*/, XML_Char const* /*system*/, XML_Char const* /*id*/, int /*internal*/)
    {
        of(data).refuse("a document type declaration (DOCTYPE) is not taken: it can define entities");
    }

    void refuse(std::string says)
    {
        if (!refused_)
            refused_ = XmlFlaw { line(), path(), std::move(says) };
        XML_StopParser(parser_, XML_FALSE);
    }

    std::uint32_t line() const { return static_cast<std::uint32_t>(XML_GetCurrentLineNumber(parser_)); }

    std::string path() const
    {
        std::string path;
        for (auto const* one : open_)
            path += "/" + one->name;
        return path.empty() ? "/" : path;
    }

    XML_Parser parser_;
    XmlLimits const& limits_;
    XmlDocument document_;
    std::vector<XmlElement*> open_;
    std::size_t elements_ = 0;
    std::optional<XmlFlaw> refused_;
};

bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

} // namespace

std::string to_string(XmlFlaw const& flaw)
{
    return fmt::format("line {}, {}: {}", flaw.line, flaw.path, flaw.says);
}

std::vector<XmlFlaw> in_order(std::vector<XmlFlaw> flaws)
{
    std::vector<std::size_t> order(flaws.size());
    std::iota(order.begin(), order.end(), std::size_t { 0 });
    std::ranges::sort(order, {}, [&](std::size_t at) { return std::pair { flaws[at].line, at }; });
    std::vector<XmlFlaw> once;
    for (auto const at : order) {
        auto& one = flaws[at];
        // What was told twice was told of the same place: the two stand near each other.
        auto const near = once.size() < 16 ? once.begin() : once.end() - 16;
        if (std::find(near, once.end(), one) == once.end())
            once.push_back(std::move(one));
    }
    return once;
}

std::expected<XmlDocument, XmlFlaw> read_xml(std::string_view bytes, XmlLimits limits)
{
    if (bytes.size() > limits.bytes_max)
        return std::unexpected(
            XmlFlaw { 1, "/", fmt::format("there are more than {} bytes: split the file", limits.bytes_max) });
    std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> const parser {
        XML_ParserCreateNS(nullptr, between), &XML_ParserFree
    };
    if (parser == nullptr)
        return std::unexpected(XmlFlaw { 1, "/", "there is no memory to read it" });
    Tree tree(parser.get(), limits);
    return tree.run(bytes);
}

// --------------------------------------------------------------------------------------------------------- XmlPlace

void XmlPlace::tell(XmlFlaw flaw) const
{
    if (flaws_->size() < flaws_max)
        flaws_->push_back(std::move(flaw));
    else if (flaws_->size() == flaws_max)
        flaws_->push_back({ flaw.line, flaw.path, "and more is wrong: mend what was named first" });
}

XmlPlace XmlPlace::one(std::string_view name) const
{
    auto path = path_ + "/" + std::string { name };
    if (element_ == nullptr)
        return { nullptr, line_, std::move(path), flaws_ };
    XmlElement const* found = nullptr;
    for (auto const& child : element_->children) {
        if (!child.own || child.name != name)
            continue;
        if (found != nullptr) {
            tell({ child.line, path, "this may stand here only once" });
            break;
        }
        found = &child;
    }
    return { found, found == nullptr ? line_ : found->line, std::move(path), flaws_ };
}

XmlPlace XmlPlace::need(std::string_view name) const
{
    auto found = one(name);
    if (element_ != nullptr && !found)
        found.wrong("this is needed");
    return found;
}

std::vector<XmlPlace> XmlPlace::all(std::string_view name) const
{
    std::vector<XmlPlace> found;
    if (element_ == nullptr)
        return found;
    for (auto const& child : element_->children) {
        if (child.own && child.name == name)
            found.push_back({ &child, child.line, fmt::format("{}/{}[{}]", path_, name, found.size() + 1), flaws_ });
    }
    return found;
}

std::size_t XmlPlace::count(std::string_view name) const
{
    if (element_ == nullptr)
        return 0;
    return static_cast<std::size_t>(
        std::ranges::count_if(element_->children, [&](auto const& child) { return child.own && child.name == name; }));
}

std::string_view XmlPlace::text() const
{
    if (element_ == nullptr)
        return {};
    std::string_view text = element_->text;
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string XmlPlace::text_of(std::string_view name, std::size_t most) const
{
    auto const child = one(name);
    auto const text = child.text();
    if (code_points(text) > most)
        child.wrong(fmt::format("this has more than {} characters", most));
    return std::string { text };
}

std::optional<std::string_view> XmlPlace::attribute(std::string_view name) const
{
    if (element_ == nullptr)
        return std::nullopt;
    for (auto const& [key, value] : element_->attributes) {
        if (key == name)
            return value;
    }
    return std::nullopt;
}

} // namespace recourse::bank
