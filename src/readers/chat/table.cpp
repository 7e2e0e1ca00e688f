#include "readers/chat/forms.hpp"

#include "readers/text/csv.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::readers::chat {

namespace {

enum class Column : std::uint8_t { none, time, sender, sender_id, text, attachment, number, kind };

Column column_of(std::string_view heading)
{
    auto const word = small_letters(trimmed(heading));
    auto const is = [&](std::initializer_list<std::string_view> words) {
        return std::ranges::find(words, std::string_view { word }) != words.end();
    };
    if (is({ "time", "date", "datetime", "sent at", "send time", "sent time", "timestamp", "strtime", "时间",
            "发送时间", "日期" }))
        return Column::time;
    if (is({ "sender", "from", "name", "sender name", "nickname", "发送人", "发送者", "昵称", "remark" }))
        return Column::sender;
    if (is({ "sender id", "account", "member id", "from id", "wxid", "账号", "会员id", "发送人账号" }))
        return Column::sender_id;
    if (is({ "message", "text", "content", "strcontent", "内容", "消息", "消息内容" }))
        return Column::text;
    if (is({ "attachment", "attachments", "file", "files", "附件", "文件" }))
        return Column::attachment;
    if (is({ "no", "no.", "number", "message id", "id", "序号", "编号" }))
        return Column::number;
    if (is({ "type", "message type", "类型", "消息类型" }))
        return Column::kind;
    return Column::none;
}

} // namespace

Found read_table(std::string_view text, Chat& chat)
{
    CsvScan scan { text, csv_separator(text) };
    CsvRow row;
    std::vector<Column> columns;
    Found found;
    auto& all = found.messages;
    std::optional<std::int64_t> last_number;
    if (!scan.next(row))
        return found;
    for (auto const& heading : row.cells)
        columns.push_back(column_of(heading));
    while (scan.next(row)) {
        if (all.size() >= messages_max) {
            found.full = true;
            break;
        }
        Raw raw;
        raw.begin = row.begin;
        raw.end = row.end;
        for (std::size_t i = 0; i < std::min(columns.size(), row.cells.size()); ++i) {
            auto const cell = trimmed(row.cells[i]);
            switch (columns[i]) {
            case Column::none:
                break;
            case Column::time:
                raw.message.time_as_written = cell;
                raw.time = written_time(cell);
                break;
            case Column::sender:
                raw.message.sender = cell;
                break;
            case Column::sender_id:
                raw.message.sender_id = cell;
                break;
            case Column::text:
                raw.message.text = cell;
                break;
            case Column::attachment:
                for (std::size_t at = 0; at < cell.size() && raw.message.attachments.size() < 100;) {
                    auto const end = std::min(cell.find(';', at), cell.size());
                    if (auto const name = trimmed(cell.substr(at, end - at)); !name.empty())
                        raw.message.attachments.emplace_back(name);
                    at = end + 1;
                }
                if (!raw.message.attachments.empty())
                    raw.message.kind = MessageKind::attachment;
                break;
            case Column::number: {
                raw.message.own_number = cell;
                std::int64_t number = 0;
                bool const digits = !cell.empty() && cell.size() < 16
                    && std::ranges::all_of(cell, [](char c) { return c >= '0' && c <= '9'; });
                if (!digits)
                    break;
                for (char const c : cell)
                    number = number * 10 + (c - '0');
                if (last_number && number > *last_number + 1 && number - *last_number < 100'000
                    && chat.gaps.size() < gaps_max)
                    chat.gaps.push_back({ all.size(),
                        fmt::format("numbers {} to {} are not in the export", *last_number + 1, number - 1) });
                last_number = number;
                break;
            }
            case Column::kind:
                if (contains_any(small_letters(cell), { "recall", "撤回" }))
                    raw.message.kind = MessageKind::recalled;
                else if (contains_any(small_letters(cell), { "system", "系统" }))
                    raw.message.kind = MessageKind::system;
                break;
            }
        }
        all.push_back(std::move(raw));
    }
    return found;
}

Headings headings_of(std::string_view text)
{
    auto const first_line = text.substr(0, text.find('\n'));
    CsvScan scan { first_line, csv_separator(first_line) };
    CsvRow row;
    Headings headings;
    bool time = false, sender = false, said = false;
    if (!scan.next(row))
        return headings;
    for (auto const& cell : row.cells) {
        auto const column = column_of(cell);
        headings.known += column != Column::none;
        time = time || column == Column::time;
        sender = sender || column == Column::sender || column == Column::sender_id;
        said = said || column == Column::text;
    }
    headings.enough = time && sender && said;
    return headings;
}

} // namespace recourse::readers::chat
