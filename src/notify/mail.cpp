#include "notify/mail.hpp"

#include "base/base64.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recourse::notify {

namespace {

bool is_plain(char c)
{
    return c >= ' ' && c < 0x7F;
}

bool has_control(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; });
}

/// What may stand between angle brackets: the accounts take no other address either.
bool is_address(std::string_view text)
{
    return !text.empty() && text.size() <= 320 && is_utf8(text) && !has_control(text)
        && text.find_first_of(" \t\",;<>()[]\\") == std::string_view::npos && std::ranges::count(text, '@') == 1
        && text.front() != '@' && text.back() != '@';
}

std::string folded_base64(std::string_view bytes)
{
    constexpr std::size_t line = 76;
    auto const text = to_base64(bytes);
    std::string out;
    for (std::size_t at = 0; at < text.size(); at += line)
        out += text.substr(at, line) + "\r\n";
    return out;
}

std::string with_crlf(std::string_view text)
{
    std::string out;
    for (char const c : text) {
        if (c == '\n')
            out += '\r';
        out += c;
    }
    return out;
}

} // namespace

std::string mail_date(Instant at)
{
    constexpr std::array<std::string_view, 7> days { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    constexpr std::array<std::string_view, 12> months { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
        "Oct", "Nov", "Dec" };
    auto const text = to_string(at); // 2026-03-01T08:30:00Z
    auto const day = *parse_date(std::string_view { text }.substr(0, 10));
    // 1970-01-01 was a Thursday.
    auto const seconds = at.micros / 1'000'000;
    auto const number = (seconds >= 0 ? seconds : seconds - 86'399) / 86'400;
    auto const weekday = static_cast<std::size_t>(((number + 3) % 7 + 7) % 7);
    return fmt::format("{}, {:02} {} {:04} {} +0000", days[weekday], day.day(), months[day.month() - 1], day.year(),
        text.substr(11, 8));
}

std::string header_text(std::string_view utf8, std::size_t used)
{
    constexpr std::size_t line_max = 78;
    bool const plain = std::ranges::all_of(utf8, is_plain) && utf8.find("=?") == std::string_view::npos;
    if (plain && used + utf8.size() <= line_max)
        return std::string { utf8 };
    // 75 bytes a word: 12 of them for "=?UTF-8?B?" and "?=", 45 bytes of text make 60. The first shares its line.
    std::string out;
    std::size_t room = used < 18 ? 42 : 30;
    while (!utf8.empty()) {
        auto size = std::min(room, utf8.size());
        while (size < utf8.size() && size > 0 && (static_cast<unsigned char>(utf8[size]) & 0xC0) == 0x80)
            --size; // no character is cut
        if (size == 0)
            size = std::min<std::size_t>(room, utf8.size());
        out += (out.empty() ? "" : "\r\n ") + fmt::format("=?UTF-8?B?{}?=", to_base64(utf8.substr(0, size)));
        utf8.remove_prefix(size);
        room = 45;
    }
    return out;
}

std::string quoted_printable(std::string_view text)
{
    constexpr std::size_t line_max = 76;
    std::string out, line;
    auto const end_line = [&](bool soft) {
        out += line;
        out += soft ? "=\r\n" : "\r\n";
        line.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        if (c == '\n') {
            end_line(false);
            continue;
        }
        bool const last = i + 1 == text.size() || text[i + 1] == '\n';
        // A space at the end of a line would be lost; a dot or "From " at its beginning is somebody's end or escape.
        bool const written
            = is_plain(c) && c != '=' && !(c == ' ' && last) && !(line.empty() && (c == '.' || c == 'F'));
        auto const piece = written ? std::string(1, c) : fmt::format("={:02X}", static_cast<unsigned char>(c));
        if (line.size() + piece.size() > line_max - (last ? 0 : 1))
            end_line(true);
        line += piece;
    }
    if (!line.empty())
        end_line(false);
    return out;
}

std::expected<std::string, std::string> to_message(Mail const& mail)
{
    if (!is_address(mail.from) || !is_address(mail.to))
        return std::unexpected(std::string { "an address is none" });
    if (has_control(mail.subject) || !is_utf8(mail.subject))
        return std::unexpected(std::string { "the subject is more than one line of text" });
    if (!std::ranges::all_of(mail.message_id, is_plain) || !std::ranges::all_of(mail.unsubscribe, is_plain)
        || mail.message_id.find_first_of("<> ") != std::string::npos
        || mail.unsubscribe.find_first_of("<> ") != std::string::npos)
        return std::unexpected(std::string { "the message's id or its link holds what no header may hold" });
    if (!is_utf8(mail.body))
        return std::unexpected(std::string { "the text is not UTF-8" });
    std::string out;
    auto const field
        = [&](std::string_view name, std::string_view value) { out += fmt::format("{}: {}\r\n", name, value); };
    field("Date", mail_date(mail.at));
    field("From", fmt::format("<{}>", mail.from));
    field("To", fmt::format("<{}>", mail.to));
    field("Message-ID", fmt::format("<{}>", mail.message_id));
    field("Subject", header_text(mail.subject, 9));
    field("Auto-Submitted", "auto-generated");
    field("Content-Language", mail.language == Language::zh ? "zh" : "en");
    if (!mail.unsubscribe.empty()) {
        field("List-Unsubscribe", fmt::format("<{}>", mail.unsubscribe));
        field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    field("MIME-Version", "1.0");
    field("Content-Type", "text/plain; charset=utf-8");
    auto const plain = static_cast<std::size_t>(std::ranges::count_if(mail.body, is_plain));
    bool const readable = plain * 3 >= mail.body.size() * 2; // mostly ASCII: readable also where nothing decodes it
    field("Content-Transfer-Encoding", readable ? "quoted-printable" : "base64");
    out += "\r\n";
    out += readable ? quoted_printable(mail.body) : folded_base64(with_crlf(mail.body));
    return out;
}

} // namespace recourse::notify
