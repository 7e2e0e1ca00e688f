#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::codec {

enum class JsonStyle : std::uint8_t {
    pretty, ///< two spaces a level, small objects on one line; for people
    line, ///< no white space at all; one document a line
};

/// Writes JSON from beginning to end, keys in the order of the calls. It keeps count of commas and depth; that every
/// key gets a value is up to the caller.
class JsonWriter {
public:
    explicit JsonWriter(JsonStyle style) : style_(style) { }

    void begin_object(bool inlined = false) { begin('{', inlined); } ///< inlined: on one line in the pretty style
    void end_object() { end('}'); }
    void begin_array(bool inlined = false) { begin('[', inlined); }
    void end_array() { end(']'); }

    void key(std::string_view name);
    void string(std::string_view text); ///< bytes that are not UTF-8 become U+FFFD
    void integer(std::int64_t);
    void number(std::string_view digits); ///< as they stand; they must be a JSON number
    void boolean(bool);
    void null();

    std::string take() { return std::move(out_); }

private:
    struct Level {
        bool inlined = false;
        bool empty = true;
    };

    void begin(char bracket, bool inlined);
    void end(char bracket);
    void before_value();
    void separate();
    void new_line();
    void quoted(std::string_view text);

    JsonStyle style_;
    std::string out_;
    std::vector<Level> levels_;
    bool after_key_ = false;
};

} // namespace recourse::codec
