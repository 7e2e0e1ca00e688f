#include "intake/text_of.hpp"

#include "core/intake/labels.hpp"
#include "core/intake/propose.hpp"
#include "readers/text/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recourse::intake {

namespace {

constexpr std::size_t head_rows_max = 6; ///< a table's head stands in one of its first rows

/// "part 1, line 12"; `of` may be empty.
void add_lines(Text& text, std::string_view of, std::string_view content, int speaker = -1)
{
    bool quoted = false;
    for (std::size_t number = 1; !content.empty(); ++number) {
        auto const end = content.find('\n');
        auto line = content.substr(0, end);
        content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        auto const plain = small(bare(line));
        // What follows such a line was written by somebody else.
        quoted |= plain.starts_with("-----original message") || plain.starts_with("-----原始邮件")
            || (plain.starts_with("on ") && plain.ends_with(" wrote:")) || plain.ends_with("写道：");
        bool marked = false;
        while (line.starts_with('>') || (marked && line.starts_with(' '))) {
            marked = true;
            line.remove_prefix(1);
        }
        text.lines.push_back({ of.empty() ? fmt::format("line {}", number) : fmt::format("{}, line {}", of, number),
            std::string { line }, speaker, marked || quoted });
    }
    text.lines.push_back({}); // what comes next is another paragraph
}

void of_mail(readers::Reading const& reading, Text& text)
{
    text.medium = Medium::mail;
    auto const& mail = *reading.mail;
    auto const speaker = [&](std::vector<readers::mail::Address> const& who, char const* place) {
        if (!who.empty())
            text.speakers.push_back({ who.front().name, who.front().address, place });
    };
    speaker(mail.from, "header From");
    speaker(mail.to, "header To");
    bool const has_plain = std::ranges::any_of(
        mail.parts, [](auto const& part) { return part.type == "text/plain" && !part.attachment; });
    for (auto const& piece : reading.text) {
        if (piece.place == "subject") {
            text.lines.push_back({ "header Subject", piece.text, mail.from.empty() ? -1 : 0, false });
            text.lines.push_back({});
            continue;
        }
        auto const part
            = std::ranges::find_if(mail.parts, [&](auto const& one) { return piece.place == "part " + one.path; });
        if (part != mail.parts.end() && (part->attachment || (has_plain && part->type == "text/html")))
            continue;
        bool const only = mail.parts.size() == 1;
        add_lines(text, only ? std::string {} : piece.place, piece.text, mail.from.empty() ? -1 : 0);
    }
}

void of_chat(readers::chat::Chat const& chat, Text& text)
{
    text.medium = Medium::chat;
    for (auto const& one : chat.participants)
        text.speakers.push_back({ one.name.empty() ? one.id : one.name, {}, "participants" });
    for (auto const& message : chat.messages) {
        if (message.kind != readers::chat::MessageKind::text)
            continue;
        auto const who = std::ranges::find_if(chat.participants,
            [&](auto const& one) { return one.id == message.sender_id && one.name == message.sender; });
        int const speaker = who == chat.participants.end() ? -1 : static_cast<int>(who - chat.participants.begin());
        auto content = std::string_view { message.text };
        while (!content.empty()) {
            auto const end = content.find('\n');
            text.lines.push_back({ cited(message), std::string { content.substr(0, end) }, speaker, false });
            content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
        }
        text.lines.push_back({});
    }
}

/// True where the text is a table whose head is known.
bool of_table(std::string_view content, Text& text)
{
    readers::CsvScan scan(content, readers::csv_separator(content));
    readers::CsvRow row;
    Table table;
    for (std::size_t number = 1; scan.next(row); ++number) {
        if (table.heads.empty()) {
            if (row.cells.size() > 1 && is_head(row.cells))
                table.heads = row.cells;
            else if (number == head_rows_max)
                return false;
            continue;
        }
        table.rows.push_back({ fmt::format("row {}", row.line), std::move(row.cells) });
    }
    if (table.heads.empty() || table.rows.empty())
        return false;
    text.medium = Medium::table;
    text.tables.push_back(std::move(table));
    return true;
}

} // namespace

Text text_of(readers::Reading const& reading, std::string const& file)
{
    Text text;
    text.file = file;
    if (reading.mail) {
        of_mail(reading, text);
        return text;
    }
    if (reading.chat && !reading.chat->messages.empty()) {
        of_chat(*reading.chat, text);
        return text;
    }
    std::string whole;
    for (auto const& piece : reading.text)
        whole += piece.text;
    if (reading.kind == readers::Kind::text && of_table(whole, text))
        return text;
    if (reading.pdf) {
        text.medium = Medium::document;
        for (auto const& piece : reading.text)
            add_lines(text, piece.place, piece.text);
    } else
        add_lines(text, {}, whole);
    return text;
}

} // namespace recourse::intake
