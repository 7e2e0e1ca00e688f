#include "codec/json_writer.hpp"

#include "base/check.hpp"
#include "codec/utf8.hpp"

#include <fmt/format.h>

namespace recourse::codec {

void JsonWriter::begin(char bracket, bool inlined)
{
    before_value();
    // What stands inside a line stays inside it.
    levels_.push_back({ .inlined = inlined || (!levels_.empty() && levels_.back().inlined) });
    out_ += bracket;
}

void JsonWriter::end(char bracket)
{
    RECOURSE_ASSERT(!levels_.empty() && !after_key_);
    auto const level = levels_.back();
    levels_.pop_back();
    if (style_ == JsonStyle::pretty && !level.empty) {
        if (level.inlined)
            out_ += bracket == '}' ? " " : "";
        else
            new_line();
    }
    out_ += bracket;
}

void JsonWriter::key(std::string_view name)
{
    RECOURSE_ASSERT(!levels_.empty() && !after_key_);
    separate();
    quoted(name);
    out_ += style_ == JsonStyle::pretty ? ": " : ":";
    after_key_ = true;
}

void JsonWriter::before_value()
{
    if (after_key_)
        after_key_ = false;
    else if (!levels_.empty())
        separate();
}

void JsonWriter::separate()
{
    auto& level = levels_.back();
    if (!level.empty)
        out_ += ',';
    if (style_ == JsonStyle::pretty) {
        if (!level.inlined)
            new_line();
        else if (!level.empty || out_.back() == '{')
            out_ += ' ';
    }
    level.empty = false;
}

void JsonWriter::new_line()
{
    out_ += '\n';
    out_.append(2 * levels_.size(), ' ');
}

void JsonWriter::quoted(std::string_view text)
{
    out_ += '"';
    for (char const c : well_formed(text)) {
        switch (c) {
        case '"':
            out_ += "\\\"";
            break;
        case '\\':
            out_ += "\\\\";
            break;
        case '\n':
            out_ += "\\n";
            break;
        case '\r':
            out_ += "\\r";
            break;
        case '\t':
            out_ += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
                out_ += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
            else
                out_ += c;
        }
    }
    out_ += '"';
}

void JsonWriter::string(std::string_view text)
{
    before_value();
    quoted(text);
}

void JsonWriter::number(std::string_view digits)
{
    before_value();
    out_ += digits;
}

void JsonWriter::integer(std::int64_t value)
{
    before_value();
    out_ += fmt::format("{}", value);
}

void JsonWriter::boolean(bool value)
{
    before_value();
    out_ += value ? "true" : "false";
}

void JsonWriter::null()
{
    before_value();
    out_ += "null";
}

} // namespace recourse::codec
