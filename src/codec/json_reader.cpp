#include "codec/json_reader.hpp"

#include "base/text.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <fmt/format.h>

#include <limits>
#include <map>

namespace recourse::codec {

namespace {

using boost::json::error_code;
using boost::json::string_view;

/// Follows the parser through the text and remembers lines. The parser does not say where it is, but it reports what it
/// reads in order, so that skipping blanks, commas and colons from the last token leads to the next one.
class Cursor {
public:
    explicit Cursor(std::string_view text) : text_(text) { }

    struct Spot {
        int line = 1;
        int column = 1;
    };

    Spot next()
    {
        while (at_ < text_.size() && std::string_view { " \t\r\n,:" }.find(text_[at_]) != std::string_view::npos)
            step();
        return spot_;
    }

    void skip_byte() { step(); }

    /// The string that begins here, quotes and all.
    void skip_string()
    {
        step();
        while (at_ < text_.size() && text_[at_] != '"') {
            if (text_[at_] == '\\')
                step();
            step();
        }
        step();
    }

    /// The number or word that begins here, as written.
    std::string_view skip_word()
    {
        auto const from = at_;
        while (at_ < text_.size() && std::string_view { " \t\r\n,:]}" }.find(text_[at_]) == std::string_view::npos)
            step();
        return text_.substr(from, at_ - from);
    }

    Spot at_byte(std::size_t offset)
    {
        while (at_ < offset && at_ < text_.size())
            step();
        return spot_;
    }

private:
    void step()
    {
        if (at_ >= text_.size())
            return;
        auto const byte = static_cast<unsigned char>(text_[at_++]);
        if (byte == '\n')
            spot_ = { spot_.line + 1, 1 };
        else if (at_ >= text_.size() || (static_cast<unsigned char>(text_[at_]) & 0xC0U) != 0x80U)
            ++spot_.column;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Spot spot_;
};

/// Takes the parser's reports and grows the tree.
class TreeHandler {
public:
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

    TreeHandler(std::string_view text, Document& document) : document_(document), cursor_(text) { }

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) { return open(NodeKind::table); }
    bool on_array_begin(error_code&) { return open(NodeKind::array); }
    bool on_object_end(std::size_t, error_code&) { return close(); }
    bool on_array_end(std::size_t, error_code&) { return close(); }

    bool on_key_part(string_view part, std::size_t, error_code&)
    {
        text_.append(part.data(), part.size());
        return true;
    }

    bool on_key(string_view part, std::size_t, error_code&)
    {
        text_.append(part.data(), part.size());
        auto const spot = cursor_.next();
        cursor_.skip_string();
        key_ = { .key = std::move(text_), .line = spot.line, .column = spot.column, .value = {} };
        text_.clear();
        return true;
    }

    bool on_string_part(string_view part, std::size_t, error_code&)
    {
        text_.append(part.data(), part.size());
        return true;
    }

    bool on_string(string_view part, std::size_t, error_code&)
    {
        text_.append(part.data(), part.size());
        Node node = here(NodeKind::string);
        cursor_.skip_string();
        node.text = std::move(text_);
        text_.clear();
        node.text_line = node.line;
        node.text_column = node.column + 1;
        add(std::move(node));
        return true;
    }

    bool on_number_part(string_view, error_code&) { return true; }

    bool on_int64(std::int64_t value, string_view, error_code&)
    {
        Node node = here(NodeKind::integer);
        node.integer = value;
        // "-0" and the like keep no more than their value.
        cursor_.skip_word();
        add(std::move(node));
        return true;
    }

    bool on_uint64(std::uint64_t, string_view, error_code&) { return decimal(); }
    bool on_double(double, string_view, error_code&) { return decimal(); }

    bool on_bool(bool value, error_code&)
    {
        Node node = here(NodeKind::boolean);
        node.boolean = value;
        cursor_.skip_word();
        add(std::move(node));
        return true;
    }

    bool on_null(error_code&)
    {
        Node node = here(NodeKind::null);
        cursor_.skip_word();
        add(std::move(node));
        return true;
    }

    bool on_comment_part(string_view, error_code&) { return true; }
    bool on_comment(string_view, error_code&) { return true; }

    Node take_root() { return std::move(root_); }

private:
    Node here(NodeKind kind)
    {
        auto const spot = cursor_.next();
        Node node;
        node.kind = kind;
        node.line = spot.line;
        node.column = spot.column;
        return node;
    }

    bool decimal()
    {
        Node node = here(NodeKind::decimal);
        node.text = cursor_.skip_word();
        add(std::move(node));
        return true;
    }

    bool open(NodeKind kind)
    {
        Node node = here(kind);
        cursor_.skip_byte();
        open_.push_back({ std::move(node), std::move(key_) });
        return true;
    }

    bool close()
    {
        cursor_.next();
        cursor_.skip_byte();
        auto [node, key, places] = std::move(open_.back());
        open_.pop_back();
        key_ = std::move(key);
        add(std::move(node));
        return true;
    }

    void add(Node node)
    {
        if (open_.empty()) {
            root_ = std::move(node);
            return;
        }
        Node& parent = open_.back().node;
        if (parent.is_array()) {
            parent.items.push_back(std::move(node));
            return;
        }
        if (Member const* first = member(open_.back(), key_.key)) {
            document_.problems.push_back(
                { document_.place(key_), fmt::format("the key \"{}\" stands here a second time", key_.key),
                    fmt::format("the first is in line {}", first->line) });
            return;
        }
        key_.value = std::move(node);
        parent.members.push_back(std::move(key_));
    }

    struct Open {
        Node node;
        Member key; ///< under which it will stand in its parent
        std::map<std::string, std::size_t> places {}; ///< of its members, once they are more than a few
    };

    /// The member of that key, or null and the key is entered as that of the next member.
    static Member const* member(Open& open, std::string const& key)
    {
        constexpr std::size_t few = 16;
        auto const& members = open.node.members;
        if (members.size() < few)
            return open.node.member(key);
        if (open.places.empty())
            for (std::size_t i = 0; i < members.size(); ++i)
                open.places.emplace(members[i].key, i);
        auto const [found, added] = open.places.try_emplace(key, members.size());
        return added ? nullptr : &members[found->second];
    }

    Document& document_;
    Cursor cursor_;
    std::vector<Open> open_;
    Member key_;
    std::string text_;
    Node root_;
};

/// What is wrong where the parser stopped; it tells little more than the place, so the neighbours have to.
std::string clause(error_code const& error, std::string_view text, std::size_t at)
{
    if (error == boost::json::error::incomplete || at >= text.size())
        return "the document ends too early";
    if (error == boost::json::error::extra_data)
        return "something stands after the end of the document";
    if (error == boost::json::error::too_deep)
        return "too many objects and lists inside each other";
    char const here = text[at];
    auto const last = text.substr(0, at).find_last_not_of(" \t\r\n");
    char const before = last == std::string_view::npos ? '\0' : text[last];
    if (here == '\'')
        return "text stands in double quotes";
    if (here == '/' || here == '#')
        return "JSON has no comments";
    if ((here == '}' || here == ']') && before == ',')
        return "a comma stands before the closing bracket";
    if (before == '{')
        return "a key in double quotes is expected";
    if (before == ':' || before == ',' || before == '[')
        return "expected text in double quotes, a number, true, false, null, an object or a list";
    if (before == '"' || before == '}' || before == ']' || here == '"' || here == '{' || here == '[')
        return "a comma or a colon is missing before this";
    return error == boost::json::error::syntax ? "this is not JSON" : error.message();
}

} // namespace

Document read_json(std::string_view text, std::string file, TreeLimits const& limits)
{
    Document document;
    document.file = std::move(file);
    document.root.kind = NodeKind::table;
    text.remove_prefix(text.starts_with("\xEF\xBB\xBF") ? 3 : 0); // the mark that some editors put before UTF-8
    if (text.size() > limits.bytes_max) {
        document.problems.push_back(
            { { document.file }, fmt::format("the file has more than {} bytes", limits.bytes_max), {} });
        return document;
    }
    if (!is_utf8(text)) {
        document.problems.push_back({ { document.file }, "the file is not UTF-8 text", "save it as UTF-8" });
        return document;
    }

    boost::json::parse_options options;
    options.max_depth = limits.depth_max + 1; // the top itself is not counted
    boost::json::basic_parser<TreeHandler> parser { options, text, document };
    error_code error;
    std::size_t const read = parser.write_some(false, text.data(), text.size(), error);
    if (!error && read < text.size())
        error = boost::json::error::extra_data;
    if (error) {
        auto const spot = Cursor { text }.at_byte(read);
        document.problems.push_back({ { document.file, spot.line, spot.column }, clause(error, text, read), {} });
        return document;
    }
    Node root = parser.handler().take_root();
    if (!root.is_table()) {
        document.problems.push_back(
            { document.place(root), fmt::format("the document is {}, not an object", describe(root.kind)), {} });
        return document;
    }
    document.root = std::move(root);
    return document;
}

} // namespace recourse::codec
