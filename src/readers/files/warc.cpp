#include "readers/files/warc.hpp"

#include "base/printable.hpp"
#include "readers/dkim/crypto.hpp"
#include "readers/text/charset.hpp"
#include "readers/text/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include <zlib.h>

namespace recourse::readers::files {

namespace {

constexpr std::size_t unpacked_max = 256u << 20;

std::string small(std::string_view text)
{
    std::string result { text };
    std::ranges::transform(
        result, result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

std::string_view trimmed(std::string_view text)
{
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Member after member of a gzip file, up to the limit. False where it is damaged or too long.
bool unpack(std::string_view bytes, std::string& out, std::string& why)
{
    z_stream state {};
    if (inflateInit2(&state, 15 + 16) != Z_OK)
        return false;
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    state.avail_in = static_cast<uInt>(std::min<std::size_t>(bytes.size(), 1u << 30));
    char buffer[1 << 16];
    bool good = true;
    while (state.avail_in > 0 && good) {
        state.next_out = reinterpret_cast<Bytef*>(buffer);
        state.avail_out = sizeof buffer;
        int const got = inflate(&state, Z_NO_FLUSH);
        out.append(buffer, sizeof buffer - state.avail_out);
        if (out.size() > unpacked_max) {
            why = fmt::format("unpacks to more than {} MiB", unpacked_max >> 20);
            good = false;
        } else if (got == Z_STREAM_END)
            good = inflateReset(&state) == Z_OK;
        else if (got != Z_OK) {
            why = "the packed data are damaged";
            good = false;
        }
    }
    inflateEnd(&state);
    return good;
}

std::string base32(std::string_view bytes)
{
    static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string result;
    std::uint32_t held = 0;
    int bits = 0;
    for (char const c : bytes) {
        held = held << 8 | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 5; bits -= 5)
            result += alphabet[held >> (bits - 5) & 31];
    }
    if (bits > 0)
        result += alphabet[held << (5 - bits) & 31];
    return result;
}

std::string hexadecimal(std::string_view bytes)
{
    std::string result;
    for (char const c : bytes)
        result += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return result;
}

/// "sha1:ABC..." in base 32 or hexadecimal digits, or "sha256:...".
DigestState compare(std::string_view labelled, std::string_view bytes)
{
    if (labelled.empty())
        return DigestState::none;
    auto const colon = labelled.find(':');
    auto const method = small(labelled.substr(0, colon));
    if (colon == std::string_view::npos || (method != "sha1" && method != "sha256" && method != "sha-256"))
        return DigestState::not_known;
    auto value = labelled.substr(colon + 1);
    while (value.ends_with('='))
        value.remove_suffix(1);
    auto const digest = dkim::digest_of(method == "sha1" ? dkim::Hash::sha1 : dkim::Hash::sha256, bytes);
    bool const same = small(value) == hexadecimal(digest) || small(value) == small(base32(digest));
    return same ? DigestState::right : DigestState::wrong;
}

using Fields = std::map<std::string, std::string>;

/// Fields up to the empty line; `at` is then behind it.
Fields read_fields(std::string_view bytes, std::size_t& at)
{
    Fields fields;
    while (at < bytes.size()) {
        auto const end = std::min(bytes.find('\n', at), bytes.size());
        auto const line = trimmed(bytes.substr(at, end - at));
        at = std::min(end + 1, bytes.size());
        if (line.empty())
            break;
        auto const colon = line.find(':');
        if (colon != std::string_view::npos && fields.size() < 100)
            fields.try_emplace(small(line.substr(0, colon)), printable(clean(trimmed(line.substr(colon + 1)), 4000)));
    }
    return fields;
}

} // namespace

WebCapture read_warc(std::string_view bytes, Pieces& text, std::vector<Remark>& remarks)
{
    WebCapture capture;
    std::string unpacked;
    if (bytes.starts_with("\x1f\x8b")) {
        capture.packed = true;
        std::string why;
        if (!unpack(bytes, unpacked, why))
            remarks.push_back({ "packed-damaged", why.empty() ? "it cannot be unpacked" : why });
        bytes = unpacked;
    }
    std::size_t at = 0, wrong = 0;
    while (at < bytes.size()) {
        if (bytes[at] == '\r' || bytes[at] == '\n') {
            ++at;
            continue;
        }
        if (capture.records.size() >= records_max) {
            remarks.push_back({ "too-many-records", fmt::format("only the first {} records are read", records_max) });
            break;
        }
        auto const begin = at;
        if (!bytes.substr(at).starts_with("WARC/1.")) {
            remarks.push_back(
                { "record-damaged", fmt::format("at byte {} there is no record where one should begin", at) });
            break;
        }
        auto const line = std::min(bytes.find('\n', at), bytes.size());
        if (capture.version.empty())
            capture.version = printable(clean(trimmed(bytes.substr(at, line - at)), 20));
        at = std::min(line + 1, bytes.size());
        auto const fields = read_fields(bytes, at);
        auto const field = [&](char const* name) {
            auto const found = fields.find(name);
            return found == fields.end() ? std::string {} : found->second;
        };
        std::uint64_t length = 0;
        auto const digits = field("content-length");
        if (digits.empty() || std::from_chars(digits.data(), digits.data() + digits.size(), length).ec != std::errc {}
            || length > bytes.size() - at) {
            remarks.push_back(
                { "record-cut", fmt::format("the record at byte {} is cut short or says no length", begin) });
            break;
        }
        auto const block = bytes.substr(at, static_cast<std::size_t>(length));
        at += static_cast<std::size_t>(length);
        Capture one { field("warc-type"), field("warc-target-uri"), field("warc-date"), field("warc-record-id"),
            field("content-type"), {}, length, compare(field("warc-block-digest"), block), DigestState::none, begin,
            at };
        auto payload = block;
        if (small(one.content_type).starts_with("application/http")) {
            std::size_t inside = 0;
            auto const first = std::min(block.find('\n'), block.size());
            one.status = printable(clean(trimmed(block.substr(0, first)), 200));
            inside = std::min(first + 1, block.size());
            auto const head = read_fields(block, inside);
            payload = block.substr(inside);
            auto const type = head.find("content-type");
            bool const plain = !head.contains("content-encoding") && !head.contains("transfer-encoding");
            if (one.type == "response" && plain && type != head.end() && small(type->second).starts_with("text/html"))
                text.add("page " + one.uri, html_text(decode_text(payload).text), begin, at);
        }
        if (one.type != "revisit") // its payload stands in another record
            one.payload = compare(field("warc-payload-digest"), payload);
        wrong += one.block == DigestState::wrong || one.payload == DigestState::wrong;
        capture.records.push_back(std::move(one));
    }
    if (wrong > 0)
        remarks.push_back(
            { "digest-wrong", fmt::format("{} records are not the bytes that their digests are of", wrong) });
    return capture;
}

} // namespace recourse::readers::files
