#include "readers/kind.hpp"

#include "readers/chat/chat.hpp"
#include "readers/record/inspection.hpp"
#include "readers/record/payment.hpp"
#include "readers/text/charset.hpp"

#include <algorithm>
#include <string>

namespace recourse::readers {

namespace {

std::string small(std::string_view text)
{
    std::string result { text };
    std::ranges::transform(
        result, result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

Kind kind_of_zip(std::string_view bytes)
{
    auto const ends = std::string { bytes.substr(0, 64u << 10) }
        + std::string { bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 64u << 10)) };
    auto const has = [&](std::string_view name) { return ends.find(name) != std::string::npos; };
    if (has("datapackage.json") && has("archive/"))
        return Kind::web_capture_bundle;
    if (has("[Content_Types].xml") || has("mimetypeapplication/vnd.oasis"))
        return Kind::office_file;
    return Kind::archive;
}

/// Header fields stand at the beginning, and some of them are those of a mail.
Kind kind_of_fields(std::string_view text)
{
    int known = 0, lines = 0;
    bool saved = false;
    for (std::size_t at = 0; at < text.size() && lines < 200; ++lines) {
        auto const end = std::min(text.find('\n', at), text.size());
        auto const line = text.substr(at, end - at);
        at = end + 1;
        if (line.empty() || line == "\r")
            break;
        if (line.starts_with(' ') || line.starts_with('\t'))
            continue;
        auto const colon = line.find(':');
        if (colon == std::string_view::npos || line.substr(0, colon).find_first_of(" \t") != std::string_view::npos) {
            if (lines == 0 && line.starts_with("From "))
                continue;
            return Kind::unknown;
        }
        auto const name = small(line.substr(0, colon));
        saved = saved || name == "snapshot-content-location"
            || (name == "from" && small(line).find("saved by") != std::string::npos);
        for (std::string_view const one : { "from", "to", "date", "subject", "message-id", "received", "return-path",
                 "dkim-signature", "mime-version", "content-type", "delivered-to" })
            known += name == one;
    }
    return known < 2 ? Kind::unknown : saved ? Kind::saved_page : Kind::mail;
}

} // namespace

Kind kind_of(std::string_view bytes, std::string_view name)
{
    using namespace std::string_view_literals;
    auto const begins = [&](std::string_view magic) { return bytes.starts_with(magic); };
    auto const part = [&](std::size_t at, std::size_t length) {
        return at < bytes.size() ? bytes.substr(at, length) : std::string_view {};
    };
    if (begins("\xff\xd8\xff") || begins("\x89PNG\r\n\x1a\n"))
        return Kind::photo;
    if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos)
        return Kind::pdf;
    if (part(4, 4) == "ftyp") {
        auto const brand = part(8, 4);
        return brand == "heic" || brand == "mif1" || brand == "avif" || brand == "heix" ? Kind::other_picture
                                                                                        : Kind::video;
    }
    if (part(4, 4) == "moov" || part(4, 4) == "mdat" || part(4, 4) == "wide")
        return Kind::video;
    if (begins("GIF8") || begins("II*\0"sv) || begins("MM\0*"sv) || (begins("RIFF") && part(8, 4) == "WEBP"))
        return Kind::other_picture;
    if (begins("PK\x03\x04") || begins("PK\x05\x06"))
        return kind_of_zip(bytes);
    if (begins("WARC/1."))
        return Kind::web_capture;
    auto const named = small(name);
    if (begins("\x1f\x8b"))
        return named.ends_with(".warc.gz") ? Kind::web_capture : Kind::archive;
    if (begins("7z\xbc\xaf\x27\x1c") || begins("Rar!\x1a\x07") || begins("BZh")
        || begins("\xfd"
                  "7zXZ")
        || begins("\x28\xb5\x2f\xfd") || part(257, 5) == "ustar")
        return Kind::archive;
    if (begins("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
        return named.ends_with(".msg") ? Kind::outlook_message : Kind::office_file;
    auto const decoded = decode_text(bytes.substr(0, 64u << 10));
    std::string_view text = decoded.text;
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || text.find('\0') != std::string_view::npos)
        return Kind::unknown;
    text.remove_prefix(first);
    if (auto const fields = kind_of_fields(text); fields != Kind::unknown)
        return fields;
    if (text.substr(0, 2000).find("urn:iso:std:iso:20022:tech:xsd:camt.05") != std::string_view::npos)
        return Kind::statement;
    if (record::looks_like_mt103(text))
        return Kind::payment;
    if (record::looks_like_inspection(text))
        return Kind::inspection;
    if (chat::looks_like_chat(text))
        return Kind::chat;
    auto const head = small(text.substr(0, 2000));
    if (head.find("<html") != std::string::npos || head.find("<!doctype html") != std::string::npos)
        return Kind::web_page;
    auto const controls
        = std::ranges::count_if(text, [](char c) { return c >= 0 && c < 32 && c != '\n' && c != '\r' && c != '\t'; });
    return controls * 100 > static_cast<std::ptrdiff_t>(text.size()) ? Kind::unknown : Kind::text;
}

} // namespace recourse::readers
