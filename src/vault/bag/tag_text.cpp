#include "vault/bag/tag_text.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

namespace recourse::vault {

namespace {

constexpr std::array encodings { "UTF-8", "UTF-16", "UTF-16BE", "UTF-16LE", "ISO-8859-1", "US-ASCII" };

std::string upper(std::string_view text)
{
    std::string out { text };
    std::ranges::transform(
        out, out.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return out;
}

std::string to_text(icu::UnicodeString const& text)
{
    std::string out;
    text.toUTF8String(out);
    return out;
}

icu::UnicodeString unicode(std::string_view name)
{
    return icu::UnicodeString::fromUTF8({ name.data(), static_cast<std::int32_t>(name.size()) });
}

} // namespace

std::expected<std::string, std::string> to_utf8(std::string_view bytes, std::string_view encoding)
{
    auto const name = upper(encoding);
    if (std::ranges::find(encodings, name) == encodings.end())
        return std::unexpected(fmt::format("the encoding '{}' is none that is read", encoding.substr(0, 40)));
    if (name == "UTF-8") {
        if (!is_utf8(bytes))
            return std::unexpected("is no UTF-8");
        return std::string { bytes };
    }
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<UConverter, decltype(&ucnv_close)> const converter { ucnv_open(name.c_str(), &error), &ucnv_close };
    if (converter != nullptr)
        ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    if (U_FAILURE(error))
        return std::unexpected(std::string { u_errorName(error) });
    icu::UnicodeString const text(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(), error);
    auto utf8 = to_text(text);
    if (U_FAILURE(error) || !is_utf8(utf8))
        return std::unexpected(fmt::format("is no {}", name));
    return utf8;
}

std::vector<std::string_view> lines_of(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        auto const end = text.find_first_of("\r\n");
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            break;
        text.remove_prefix(text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
    }
    return lines;
}

std::string encode_name(std::string_view name)
{
    std::string out;
    for (char const c : name) {
        if (c == '%')
            out += "%25";
        else if (c == '\n')
            out += "%0A";
        else if (c == '\r')
            out += "%0D";
        else
            out += c;
    }
    return out;
}

std::string decode_name(std::string_view written)
{
    std::string out;
    while (!written.empty()) {
        auto const three = upper(written.substr(0, 3));
        auto const* const found = three == "%25" ? "%" : three == "%0A" ? "\n" : three == "%0D" ? "\r" : nullptr;
        out += found != nullptr ? *found : written.front();
        written.remove_prefix(found != nullptr ? 3 : 1);
    }
    return out;
}

std::string composed(std::string_view name)
{
    if (!is_utf8(name))
        return std::string { name };
    UErrorCode error = U_ZERO_ERROR;
    auto const* const form = icu::Normalizer2::getNFCInstance(error);
    auto const text = U_FAILURE(error) ? icu::UnicodeString() : form->normalize(unicode(name), error);
    return U_FAILURE(error) ? std::string { name } : to_text(text);
}

std::string folded(std::string_view name)
{
    auto const whole = composed(name);
    return is_utf8(whole) ? to_text(unicode(whole).foldCase()) : whole;
}

} // namespace recourse::vault
