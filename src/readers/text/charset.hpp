#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::readers {

/// Loads the converters that `to_utf8` needs, so that it works where no file can be opened any more. The encodings of
/// Chinese, Western, Japanese and Korean mail; others then cannot be read.
void prepare_charsets();

/// The bytes as UTF-8; what has no meaning in the charset becomes U+FFFD. Nothing for a charset that nobody knows.
std::optional<std::string> to_utf8(std::string_view bytes, std::string const& charset);

/// A text file as UTF-8, with the way back to its bytes.
class DecodedText {
public:
    std::string text; ///< UTF-8 without a byte order mark
    std::string charset; ///< "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "windows-1252"
    bool guessed = false; ///< nothing in the file says so: the bytes fit

    /// The byte of the file at which the byte `at` of the text stands. Exact for UTF-8; otherwise the first byte of its
    /// line.
    std::uint64_t begin_of(std::size_t at) const;
    /// The end of a stretch that ends at `at`: exact for UTF-8, otherwise the end of its line.
    std::uint64_t end_of(std::size_t at) const;

private:
    friend DecodedText decode_text(std::string_view);
    struct Mark {
        std::size_t text = 0;
        std::uint64_t file = 0;
    };
    std::vector<Mark> lines_; ///< where each line begins; empty where the difference is `shift_` everywhere
    std::uint64_t shift_ = 0, size_ = 0;
};

/// By its byte order mark; else as UTF-8 where it is that; else as UTF-16 where every other byte is NUL; else as
/// GB18030 where it is that, and otherwise as windows-1252, both marked as guessed.
DecodedText decode_text(std::string_view bytes);

} // namespace recourse::readers
