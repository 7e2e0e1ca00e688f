#include "codec/ecb_scan.hpp"

#include <fmt/format.h>

namespace recourse::codec {

namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::size_t depth_max = 16;
constexpr std::size_t attributes_max = 16;

bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'
        || c == '.' || c == ':';
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    auto const first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return text.substr(0, 0);
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string_view Tag::local_name() const
{
    return name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
}

std::optional<std::string_view> Tag::attribute(std::string_view wanted) const
{
    for (auto const& [key, value] : attributes)
        if (key == wanted)
            return value;
    return std::nullopt;
}

std::optional<Tag> TagScan::fail(std::size_t at, std::string message)
{
    broken_ = Broken { text_.substr(at, 0), std::move(message) };
    at_ = text_.size();
    return std::nullopt;
}

bool TagScan::skip_past(std::string_view closing, std::string_view what)
{
    auto const end = text_.find(closing, at_);
    if (end == std::string_view::npos) {
        fail(at_, fmt::format("{} is not closed", what));
        return false;
    }
    at_ = end + closing.size();
    return true;
}

void TagScan::skip_space()
{
    while (at_ < text_.size() && blanks.find(text_[at_]) != std::string_view::npos)
        ++at_;
}

std::string_view TagScan::take_name()
{
    auto const start = at_;
    while (at_ < text_.size() && is_name_char(text_[at_]))
        ++at_;
    return text_.substr(start, at_ - start);
}

std::optional<Tag> TagScan::next()
{
    while (!broken_) {
        auto const open = text_.find('<', at_);
        if (open == std::string_view::npos) {
            at_ = text_.size();
            if (!open_.empty())
                return fail(text_.size(), fmt::format("the text ends inside <{}>", open_.back()));
            return std::nullopt;
        }
        at_ = open;
        auto const rest = text_.substr(at_);
        if (rest.starts_with("<!--")) {
            skip_past("-->", "a comment");
        } else if (rest.starts_with("<?")) {
            skip_past("?>", "a declaration");
        } else if (rest.starts_with("<!")) {
            return fail(at_, "the file declares a document type, which lists of rates do not have");
        } else if (rest.starts_with("</")) {
            end_tag();
        } else {
            return start_tag();
        }
    }
    return std::nullopt;
}

bool TagScan::end_tag()
{
    auto const start = at_;
    at_ += 2;
    auto const name = take_name();
    skip_space();
    if (at_ >= text_.size() || text_[at_] != '>' || open_.empty() || open_.back() != name) {
        fail(start,
            open_.empty() ? fmt::format("</{}> closes nothing", name)
                          : fmt::format("</{}> stands where </{}> belongs", name, open_.back()));
        return false;
    }
    ++at_;
    open_.pop_back();
    return true;
}

std::optional<Tag> TagScan::start_tag()
{
    auto const start = at_;
    ++at_;
    Tag tag;
    tag.text = text_.substr(start);
    tag.name = take_name();
    if (tag.name.empty())
        return fail(start, "'<' does not begin a tag");
    for (;;) {
        skip_space();
        if (at_ >= text_.size())
            return fail(start, fmt::format("<{} is not closed", tag.name));
        if (text_.substr(at_).starts_with("/>")) {
            at_ += 2;
            return tag;
        }
        if (text_[at_] == '>') {
            ++at_;
            if (open_.size() >= depth_max)
                return fail(start, fmt::format("tags are nested deeper than {}", depth_max));
            open_.push_back(tag.name);
            return tag;
        }
        auto const key_at = at_;
        auto const key = take_name();
        skip_space();
        if (key.empty() || at_ >= text_.size() || text_[at_] != '=')
            return fail(key_at, fmt::format("<{}> has something that is no attribute", tag.name));
        ++at_;
        skip_space();
        if (at_ >= text_.size() || (text_[at_] != '\'' && text_[at_] != '"'))
            return fail(key_at, fmt::format("the value of {} is not in quotes", key));
        auto const quote = text_[at_];
        auto const value_at = ++at_;
        auto const end = text_.find(quote, value_at);
        if (end == std::string_view::npos)
            return fail(value_at, fmt::format("the value of {} is not closed", key));
        auto const value = text_.substr(value_at, end - value_at);
        if (tag.attribute(key))
            return fail(key_at, fmt::format("<{}> has the attribute {} twice", tag.name, key));
        if (tag.attributes.size() >= attributes_max)
            return fail(key_at, fmt::format("<{}> has more than {} attributes", tag.name, attributes_max));
        tag.attributes.emplace_back(key, value);
        at_ = end + 1;
    }
}

} // namespace recourse::codec
