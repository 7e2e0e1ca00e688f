#include "readers/text/charset.hpp"

#include "base/printable.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <iconv.h>

namespace recourse::readers {

namespace {

class Converter {
public:
    explicit Converter(std::string const& charset) : state_(::iconv_open("UTF-8", charset.c_str())) { }
    ~Converter()
    {
        if (*this)
            ::iconv_close(state_);
    }
    Converter(Converter const&) = delete;
    Converter& operator=(Converter const&) = delete;
    // NOLINTNEXTLINE(performance-no-int-to-ptr): POSIX says failure that way
    explicit operator bool() const { return state_ != reinterpret_cast<iconv_t>(-1); }

    /// `broken` counts the bytes that were replaced.
    std::string convert(std::string_view bytes, std::size_t& broken)
    {
        std::string result;
        auto* in = const_cast<char*>(bytes.data());
        auto left = bytes.size();
        char buffer[4096];
        (void)::iconv(state_, nullptr, nullptr, nullptr, nullptr);
        while (left > 0) {
            char* out = buffer;
            auto room = sizeof buffer;
            auto const done = ::iconv(state_, &in, &left, &out, &room);
            int const why = errno;
            result.append(buffer, sizeof buffer - room);
            if (done != static_cast<std::size_t>(-1) || why == E2BIG)
                continue;
            result += "\xef\xbf\xbd";
            ++broken;
            ++in;
            --left;
        }
        return result;
    }

private:
    iconv_t state_;
};

constexpr char const* charsets[] = { "GB18030", "GBK", "GB2312", "BIG5", "BIG5-HKSCS", "UTF-16LE", "UTF-16BE", "UTF-16",
    "UTF-32", "UTF-7", "ISO-8859-1", "ISO-8859-2", "ISO-8859-5", "ISO-8859-15", "WINDOWS-1250", "WINDOWS-1251",
    "WINDOWS-1252", "KOI8-R", "SHIFT_JIS", "EUC-JP", "ISO-2022-JP", "EUC-KR", "ISO-2022-CN", "HZ", "US-ASCII" };

/// GB18030 as the standard forms it: two bytes, or four with digits second and fourth.
bool is_gb18030(std::string_view bytes)
{
    auto const at = [&](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u; };
    std::size_t doubles = 0;
    for (std::size_t i = 0; i < bytes.size();) {
        auto const first = at(i);
        if (first < 0x80) {
            ++i;
            continue;
        }
        auto const second = at(i + 1);
        if (first == 0x80 || first == 0xff)
            return false;
        if (second >= 0x30 && second <= 0x39)
            i += 4;
        else if (second >= 0x40 && second <= 0xfe && second != 0x7f) {
            ++doubles;
            i += 2;
        } else
            return false;
    }
    return doubles > 0;
}

bool looks_like_utf16(std::string_view bytes, std::size_t zero_at)
{
    auto const probe = bytes.substr(0, 512);
    if (probe.size() < 4)
        return false;
    std::size_t zeros = 0, others = 0;
    for (std::size_t i = 0; i < probe.size(); ++i)
        (probe[i] == '\0' && i % 2 == zero_at ? zeros : others) += 1;
    return zeros * 5 > probe.size(); // two fifths of all pairs have an ASCII character
}

} // namespace

void prepare_charsets()
{
    // They are never closed: what is open stays loaded.
    static std::array<std::array<::iconv_t, 2>, std::size(charsets)> open {};
    if (open[0][0] != nullptr)
        return;
    for (std::size_t i = 0; i < open.size(); ++i)
        open[i] = { ::iconv_open("UTF-8", charsets[i]), ::iconv_open(charsets[i], "UTF-8") };
}

std::optional<std::string> to_utf8(std::string_view bytes, std::string const& charset)
{
    Converter converter { charset };
    if (!converter)
        return std::nullopt;
    std::size_t broken = 0;
    return converter.convert(bytes, broken);
}

DecodedText decode_text(std::string_view bytes)
{
    DecodedText result;
    result.size_ = bytes.size();
    std::size_t unit = 1;
    if (bytes.starts_with("\xef\xbb\xbf")) {
        result.charset = "UTF-8";
        result.shift_ = 3;
    } else if (bytes.starts_with("\xff\xfe")) {
        result.charset = "UTF-16LE";
        result.shift_ = unit = 2;
    } else if (bytes.starts_with("\xfe\xff")) {
        result.charset = "UTF-16BE";
        result.shift_ = unit = 2;
    } else if (is_utf8(bytes) && bytes.find('\0') == std::string_view::npos)
        result.charset = "UTF-8";
    else {
        result.guessed = true;
        if (looks_like_utf16(bytes, 1) || looks_like_utf16(bytes, 0)) {
            result.charset = looks_like_utf16(bytes, 1) ? "UTF-16LE" : "UTF-16BE";
            unit = 2;
        } else
            result.charset = is_gb18030(bytes) ? "GB18030" : "windows-1252";
    }
    auto const body = bytes.substr(result.shift_);
    if (result.charset == "UTF-8") {
        auto good = well_formed(body);
        if (good.size() == body.size()) {
            result.text = std::move(good);
            return result;
        }
    }
    // Line by line, so that there is a way back.
    Converter converter { result.charset };
    std::string_view const line_break = unit == 1 ? std::string_view { "\n", 1 }
        : result.charset == "UTF-16LE"            ? std::string_view { "\n\0", 2 }
                                                  : std::string_view { "\0\n", 2 };
    std::size_t broken = 0;
    for (std::size_t begin = 0; begin < body.size();) {
        auto end = body.find(line_break, begin);
        while (end != std::string_view::npos && unit == 2 && end % 2 != 0)
            end = body.find(line_break, end + 1);
        end = end == std::string_view::npos ? body.size() : end + unit;
        result.lines_.push_back({ result.text.size(), result.shift_ + begin });
        auto const line = body.substr(begin, end - begin);
        result.text += result.charset == "UTF-8" || !converter ? well_formed(line) : converter.convert(line, broken);
        begin = end;
    }
    return result;
}

std::uint64_t DecodedText::begin_of(std::size_t at) const
{
    if (lines_.empty())
        return std::min<std::uint64_t>(at + shift_, size_);
    auto const after = std::ranges::upper_bound(lines_, at, {}, &Mark::text);
    return after == lines_.begin() ? 0 : std::prev(after)->file;
}

std::uint64_t DecodedText::end_of(std::size_t at) const
{
    if (lines_.empty())
        return std::min<std::uint64_t>(at + shift_, size_);
    auto const next = std::ranges::lower_bound(lines_, at, {}, &Mark::text);
    return next == lines_.end() ? size_ : next->file;
}

} // namespace recourse::readers
