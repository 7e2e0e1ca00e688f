#include "readers/chat/chat.hpp"

#include "base/printable.hpp"
#include "base/text.hpp"
#include "readers/chat/when.hpp"
#include "readers/text/charset.hpp"
#include "readers/text/csv.hpp"
#include "readers/text/html.hpp"
#include "time/zones.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <tuple>

namespace recourse::readers::chat {

namespace {

std::string_view trimmed(std::string_view text)
{
    for (bool again = true; again;) {
        again = false;
        for (std::string_view const blank : { " ", "\t", "\r", "\n", "\xc2\xa0", "\xe2\x80\x8e", "\xe2\x80\x8f", "\xe2\x80\xaf" }) {
            while (text.starts_with(blank)) {
                text.remove_prefix(blank.size());
                again = true;
            }
            while (text.ends_with(blank)) {
                text.remove_suffix(blank.size());
                again = true;
            }
        }
    }
    return text;
}

std::string small(std::string_view text)
{
    std::string result { text };
    std::ranges::transform(
        result, result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

bool contains_any(std::string_view text, std::initializer_list<std::string_view> words)
{
    return std::ranges::any_of(words, [&](auto word) { return text.find(word) != std::string_view::npos; });
}

/// A message as its export has it, before times are settled.
struct Raw {
    Message message;
    std::optional<Written> time;
    std::size_t begin = 0, end = 0; ///< in the decoded text
};

bool is_day(int year, int month, int day)
{
    return month >= 1 && month <= 12 && day >= 1
        && std::chrono::year_month_day { std::chrono::year { year }, std::chrono::month { static_cast<unsigned>(month) },
               std::chrono::day { static_cast<unsigned>(day) } }
               .ok();
}

std::optional<time::CivilTime> civil(Written const& time, int month, int day)
{
    if (!is_day(time.year, month, day))
        return std::nullopt;
    return time::CivilTime { Date::of(time.year, static_cast<unsigned>(month), static_cast<unsigned>(day)), time.hour,
        time.minute, time.second_of_minute, 0 };
}

/// Words of the programs themselves for a message that was withdrawn.
bool is_recall(std::string_view text)
{
    if (text.size() > 200)
        return false;
    auto const words = small(text);
    return contains_any(words,
        { "撤回了一条消息", "撤回一条消息", "recalled a message", "this message was deleted", "you deleted this message",
            "message recalled", "消息已撤回", "withdrew a message", "unsent a message" });
}

bool is_system(std::string_view text)
{
    auto const words = small(text);
    return contains_any(words,
        { "end-to-end encrypted", "以上是打招呼的内容", "你已添加了", "changed the subject", "created group",
            "security code changed", "joined using", "[系统消息]", "[system]" });
}

/// Names of files that the text of a message stands for.
void find_attachments(Message& message)
{
    auto const text = std::string_view { message.text };
    auto const add = [&](std::string_view name) {
        if (message.attachments.size() < 100)
            message.attachments.emplace_back(trimmed(name));
        message.kind = MessageKind::attachment;
    };
    auto const between = [&](std::string_view open, std::string_view close) {
        for (auto at = text.find(open); at != std::string_view::npos; at = text.find(open, at + open.size())) {
            auto const end = text.find(close, at + open.size());
            if (end == std::string_view::npos || end - at > 500)
                return;
            add(text.substr(at + open.size(), end - at - open.size()));
        }
    };
    between("<attached: ", ">");
    between("<附件：", ">");
    between("[File: ", "]");
    between("[Attachment: ", "]");
    between("[文件: ", "]");
    between("[文件：", "]");
    between("[图片: ", "]");
    if (auto const at = text.find(" (file attached)"); at != std::string_view::npos && text.find('\n') > at)
        add(text.substr(0, at));
    for (std::string_view const bare : { "[图片]", "[视频]", "[语音]", "[文件]", "[Picture]", "[Image]", "[Video]", "[File]",
             "[Photo]", "<Media omitted>", "image omitted", "video omitted", "document omitted", "audio omitted" }) {
        if (trimmed(text) == bare)
            message.kind = MessageKind::attachment;
    }
}

/// Text exports, line by line. A line that begins a message is one of four forms.
class TextForm {
public:
    TextForm(std::string_view text, Chat& chat) : text_(text), chat_(chat) { }

    std::vector<Raw> run()
    {
        std::size_t begin = 0;
        while (begin < text_.size() && !full_) {
            auto const end = std::min(text_.find('\n', begin), text_.size());
            line(begin, end);
            begin = end + 1;
        }
        finish(text_.size());
        return std::move(all_);
    }

    bool full() const { return full_; }
    std::size_t unread() const { return unread_; } ///< lines before the first message

private:
    void line(std::size_t begin, std::size_t end)
    {
        auto const whole = text_.substr(begin, end - begin);
        auto const line = trimmed(whole);
        if (line.empty())
            return;
        // "—————  2026-03-01  —————": the day of what follows.
        if (line.starts_with("—") || line.starts_with("-----")) {
            auto const inner = trimmed(line.substr(line.find_first_not_of("-\xe2\x80\x94")  == std::string_view::npos ? line.size() : line.find_first_not_of("-\xe2\x80\x94")));
            if (auto const day = written_date(inner)) {
                finish(begin);
                day_ = *day;
                return;
            }
            if (contains_any(line, { "omitted", "missing", "省略", "缺失" })) {
                finish(begin);
                note_gap(line);
                return;
            }
        }
        if (auto raw = head(line)) {
            finish(begin);
            raw->begin = begin;
            open_ = std::move(raw);
            return;
        }
        if (open_) {
            if (open_->message.text.size() + line.size() < message_bytes_max) {
                if (!open_->message.text.empty())
                    open_->message.text += '\n';
                open_->message.text += line;
            }
        } else
            ++unread_;
    }

    void note_gap(std::string_view line)
    {
        if (chat_.gaps.size() < gaps_max)
            chat_.gaps.push_back({ all_.size(), fmt::format("the export says: {}", printable(line.substr(0, 300))) });
    }

    void finish(std::size_t end)
    {
        if (!open_)
            return;
        if (all_.size() >= messages_max) {
            full_ = true;
            return;
        }
        open_->end = end;
        all_.push_back(*std::move(open_));
        open_.reset();
    }

    static Raw made(Written const& time, std::string_view written, std::string_view sender, std::string_view text)
    {
        Raw raw;
        raw.time = time;
        raw.message.time_as_written = trimmed(written);
        raw.message.sender = trimmed(sender);
        raw.message.text = text;
        return raw;
    }

    std::optional<Raw> head(std::string_view line)
    {
        // WhatsApp on iOS: "[3/3/26, 08:30:15] Name: text"
        if (line.starts_with('[')) {
            if (auto const time = written_time(line.substr(1))) {
                auto const rest = trimmed(line.substr(1 + time->length));
                if (rest.starts_with(']'))
                    return with_colon(*time, line.substr(1, time->length), trimmed(rest.substr(1)));
            }
            return std::nullopt;
        }
        if (auto const time = written_time(line)) {
            auto const written = line.substr(0, time->length);
            auto const rest = trimmed(line.substr(time->length));
            // WhatsApp on Android: "3/3/26, 08:30 - Name: text"
            if (rest.starts_with("- "))
                return with_colon(*time, written, trimmed(rest.substr(2)));
            // "2026-03-03 08:30:15 Name", the text in the lines below; or "… Name: text"
            if (rest.size() > 200 || rest.empty())
                return std::nullopt;
            return with_colon(*time, written, rest, true);
        }
        // "Name(2026-03-03 08:30:15): text", and with the wide signs of Chinese
        for (std::string_view const open : { "(", "（" }) {
            auto const at = line.find(open);
            if (at == std::string_view::npos || at == 0 || at > 200)
                continue;
            auto const after = line.substr(at + open.size());
            auto const time = written_time(after);
            if (!time)
                continue;
            auto rest = trimmed(after.substr(time->length));
            bool const closed = rest.starts_with(")") || rest.starts_with("）");
            if (!closed)
                continue;
            rest = trimmed(rest.substr(rest.starts_with(")") ? 1 : 3));
            if (rest.starts_with(':'))
                rest.remove_prefix(1);
            else if (rest.starts_with("："))
                rest.remove_prefix(3);
            return made(*time, after.substr(0, time->length), line.substr(0, at), trimmed(rest));
        }
        // "Name  08:30" below a line with the day
        if (day_.year != 0) {
            auto const space = line.rfind(' ');
            auto const from = space == std::string_view::npos ? line : line.substr(space + 1);
            auto const clock = written_clock(from);
            if (clock && clock->length == from.size() && space != std::string_view::npos && space < 120) {
                auto time = *clock;
                std::tie(time.year, time.first, time.second, time.settled) = std::tuple(day_.year, day_.first, day_.second, true);
                auto const written = fmt::format("{:04}-{:02}-{:02} {}", day_.year, day_.first, day_.second, from);
                return made(time, written, line.substr(0, space), "");
            }
        }
        return std::nullopt;
    }

    /// "Name: text"; without a colon the program's own words, or the name alone where the text stands below.
    static Raw with_colon(Written const& time, std::string_view written, std::string_view rest, bool name_alone = false)
    {
        auto const narrow = rest.find(": "), wide = rest.find("：");
        auto const colon = std::min(narrow, wide);
        if (colon != std::string_view::npos && colon < 120)
            return made(time, written, rest.substr(0, colon), trimmed(rest.substr(colon + (colon == wide ? 3 : 2))));
        if (rest.ends_with(':'))
            return made(time, written, rest.substr(0, rest.size() - 1), "");
        if (name_alone)
            return made(time, written, rest, "");
        auto raw = made(time, written, "", rest);
        raw.message.kind = MessageKind::system;
        return raw;
    }

    std::string_view text_;
    Chat& chat_;
    std::vector<Raw> all_;
    std::optional<Raw> open_;
    Written day_;
    bool full_ = false;
    std::size_t unread_ = 0;
};

enum class Column : std::uint8_t { none, time, sender, sender_id, text, attachment, number, kind };

Column column_of(std::string_view heading)
{
    auto const word = small(trimmed(heading));
    auto const is = [&](std::initializer_list<std::string_view> words) {
        return std::ranges::find(words, std::string_view { word }) != words.end();
    };
    if (is({ "time", "date", "datetime", "sent at", "send time", "sent time", "timestamp", "strtime", "时间", "发送时间", "日期" }))
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

/// Tables with headings.
std::vector<Raw> read_table(std::string_view text, Chat& chat, bool& full)
{
    CsvScan scan { text, csv_separator(text) };
    CsvRow row;
    std::vector<Column> columns;
    std::vector<Raw> all;
    std::optional<std::int64_t> last_number;
    if (!scan.next(row))
        return all;
    for (auto const& heading : row.cells)
        columns.push_back(column_of(heading));
    while (scan.next(row)) {
        if (all.size() >= messages_max) {
            full = true;
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
                std::int64_t number = 0;
                bool const digits = !cell.empty() && cell.size() < 16
                    && std::ranges::all_of(cell, [](char c) { return c >= '0' && c <= '9'; });
                if (!digits)
                    break;
                for (char const c : cell)
                    number = number * 10 + (c - '0');
                if (last_number && number > *last_number + 1 && number - *last_number < 100'000 && chat.gaps.size() < gaps_max)
                    chat.gaps.push_back({ all.size(),
                        fmt::format("numbers {} to {} are not in the export", *last_number + 1, number - 1) });
                last_number = number;
                break;
            }
            case Column::kind:
                if (contains_any(small(cell), { "recall", "撤回" }))
                    raw.message.kind = MessageKind::recalled;
                else if (contains_any(small(cell), { "system", "系统" }))
                    raw.message.kind = MessageKind::system;
                break;
            }
        }
        all.push_back(std::move(raw));
    }
    return all;
}

/// What a class of an HTML element says of its content.
enum class Role : std::uint8_t { none, message, time, sender, text, recalled, system, attachment };

Role role_of(HtmlToken const& token)
{
    auto const classes = small(token.attribute("class"));
    for (std::size_t at = 0; at < classes.size();) {
        auto const end = std::min(classes.find_first_of(" \t\n", at), classes.size());
        auto const one = std::string_view { classes }.substr(at, end - at);
        at = end + 1;
        auto const is = [&](std::initializer_list<std::string_view> words) {
            return std::ranges::find(words, one) != words.end();
        };
        if (is({ "message", "msg", "chat-message", "message-item", "msg-item", "chat-item", "record", "bubble-row" }))
            return Role::message;
        if (is({ "time", "date", "msg-time", "message-time", "timestamp", "send-time" }))
            return Role::time;
        if (is({ "sender", "nickname", "name", "author", "from", "user-name", "dspname", "display-name" }))
            return Role::sender;
        if (is({ "content", "text", "msg-text", "message-text", "body", "bubble", "msg-content" }))
            return Role::text;
        if (is({ "recalled", "withdrawn", "revoked" }))
            return Role::recalled;
        if (is({ "system", "notice", "sys-msg" }))
            return Role::system;
        if (is({ "attachment", "file", "file-name" }))
            return Role::attachment;
    }
    return Role::none;
}

/// Pages: an element whose class names a message, and within it elements for time, sender and text.
std::vector<Raw> read_page(std::string_view page, bool& full)
{
    struct Open {
        std::string name;
        Role role;
    };
    std::vector<Raw> all;
    std::vector<Open> open;
    std::optional<Raw> current;
    std::string time, sender, said;
    bool was_recalled = false, was_system = false;
    std::size_t depth_of_message = 0, lost = 0;
    auto const finish = [&](std::size_t end) {
        if (!current)
            return;
        auto& message = current->message;
        message.time_as_written = squeezed(time);
        current->time = written_time(message.time_as_written);
        message.sender = squeezed(sender);
        message.text = trimmed(said);
        if (was_recalled)
            message.kind = MessageKind::recalled;
        else if (was_system)
            message.kind = MessageKind::system;
        else if (!message.attachments.empty())
            message.kind = MessageKind::attachment;
        current->end = end;
        if (all.size() >= messages_max)
            full = true;
        else
            all.push_back(*std::move(current));
        current.reset();
        time.clear();
        sender.clear();
        said.clear();
        was_recalled = was_system = false;
    };
    HtmlScan scan { page };
    HtmlToken token;
    while (!full && scan.next(token)) {
        if (token.kind == HtmlToken::Kind::text) {
            if (!current)
                continue;
            auto const role = std::ranges::find_if(open.rbegin(), open.rend(),
                [](auto const& one) { return one.role != Role::none && one.role != Role::recalled && one.role != Role::system; });
            auto const to = role == open.rend() ? Role::none : role->role;
            auto const text = resolve_references(token.raw);
            if (to == Role::time)
                time += text;
            else if (to == Role::sender)
                sender += text;
            else if (to == Role::attachment) {
                if (auto name = squeezed(text); !name.empty() && current->message.attachments.size() < 100)
                    current->message.attachments.push_back(std::move(name));
            } else if (said.size() < message_bytes_max)
                said += to == Role::text ? text : squeezed(text);
            continue;
        }
        if (token.kind == HtmlToken::Kind::start) {
            auto const role = role_of(token);
            if (role == Role::message && !is_void_element(token.name)) {
                finish(token.begin);
                current.emplace();
                current->begin = token.begin;
                current->message.sender_id = token.attribute("data-sender");
                if (auto const written = token.attribute("data-time"); !written.empty())
                    time = written;
                depth_of_message = open.size();
                auto const classes = small(token.attribute("class"));
                was_recalled = contains_any(classes, { "recalled", "withdrawn", "revoked" });
                was_system = contains_any(classes, { "system", "notice" });
            } else if (role == Role::recalled)
                was_recalled = true;
            else if (role == Role::system)
                was_system = true;
            if (current && (token.is("img") || token.is("video") || token.is("audio"))) {
                if (auto const source = token.attribute("src"); !source.empty() && source.size() < 1000
                    && !source.starts_with("data:") && current->message.attachments.size() < 100)
                    current->message.attachments.push_back(source);
            }
            if (token.is("br") && current)
                said += '\n';
            if (!token.closed && !is_void_element(token.name)) {
                if (open.size() < 200)
                    open.push_back({ small(token.name), role });
                else
                    ++lost;
            }
            continue;
        }
        if (lost > 0) {
            --lost;
            continue;
        }
        // An end tag closes the nearest element of its name, within reason.
        auto const name = small(token.name);
        for (std::size_t back = 0; back < std::min<std::size_t>(open.size(), 20); ++back) {
            if (open[open.size() - 1 - back].name != name)
                continue;
            open.resize(open.size() - 1 - back);
            break;
        }
        if (current && open.size() <= depth_of_message)
            finish(token.end);
    }
    finish(page.size());
    return all;
}

/// Which order of day and month every time fits, and the first message that decides it.
void settle_order(std::vector<Raw> const& all, Told const& told, Chat& chat)
{
    if (told.order == DayOrder::day_first || told.order == DayOrder::month_first) {
        chat.order = told.order;
        chat.order_because = "whoever handed it in says so";
    }
    std::optional<DayOrder> found;
    bool needed = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto const& time = all[i].time;
        if (!time || time->settled)
            continue;
        needed = true;
        auto const decides = time->first > 12 ? DayOrder::day_first : time->second > 12 ? DayOrder::month_first : DayOrder::unknown;
        if (decides == DayOrder::unknown)
            continue;
        if (found && *found != decides) {
            chat.gaps.push_back({ i, fmt::format("message {} has day and month in another order than one before it", i + 1) });
            chat.order = DayOrder::unknown;
            chat.order_because = "the messages contradict each other";
            return;
        }
        if (!found && chat.order == DayOrder::not_needed) {
            chat.order = decides;
            chat.order_because = fmt::format("message {} is of {}", i + 1, printable(all[i].message.time_as_written));
        }
        found = decides;
    }
    if (needed && chat.order == DayOrder::not_needed) {
        chat.order = DayOrder::unknown;
        chat.order_because = "no day above 12 stands in the export, and nobody said which comes first";
    }
}

void settle_time(Raw& raw, Chat const& chat, std::optional<time::Zone> const& zone)
{
    auto& message = raw.message;
    if (!raw.time)
        return;
    auto const& time = *raw.time;
    std::optional<time::CivilTime> found;
    if (time.settled)
        found = civil(time, time.first, time.second);
    else {
        auto const day_first = civil(time, time.second, time.first), month_first = civil(time, time.first, time.second);
        if (time.first == time.second || !month_first || (chat.order == DayOrder::day_first && day_first))
            found = day_first;
        else if (!day_first || chat.order == DayOrder::month_first)
            found = month_first;
        else {
            message.time = TimeState::ambiguous;
            message.readings = { time::to_string(*day_first), time::to_string(*month_first) };
            return;
        }
    }
    if (!found)
        return;
    message.local = time::to_string(*found);
    message.time = TimeState::no_zone;
    auto const of_message = time.offset_seconds ? std::optional { time::Zone::fixed(*time.offset_seconds) } : zone;
    if (!of_message)
        return;
    // An hour that the clocks showed twice, or not at all, names no moment.
    if (of_message->occurrence(*found) != time::Occurrence::once) {
        message.time = TimeState::ambiguous;
        message.readings = { to_string(of_message->instant(*found, time::Unclear::first)),
            to_string(of_message->instant(*found, time::Unclear::second)) };
        return;
    }
    message.at = of_message->instant(*found, time::Unclear::first);
    message.time = TimeState::known;
}

Platform guess_platform(std::string_view text, std::vector<Raw> const& all)
{
    auto const beginning = small(text.substr(0, 20'000));
    if (contains_any(beginning, { "whatsapp" }))
        return Platform::whatsapp;
    if (contains_any(beginning, { "wechat", "微信", "weixin", "wxid" }))
        return Platform::wechat;
    if (contains_any(beginning, { "alibaba", "trademanager", "阿里巴巴", "国际站" }))
        return Platform::alibaba;
    auto const first = std::ranges::find_if(all, [](auto const& raw) { return raw.time && !raw.time->settled; });
    return first != all.end() ? Platform::whatsapp : Platform::unknown;
}

} // namespace

bool looks_like_chat(std::string_view text)
{
    text = beginning(text, 64u << 10);
    auto const first_line = text.substr(0, text.find('\n'));
    bool has_time = false, has_text = false, has_sender = false;
    CsvScan scan { first_line, csv_separator(first_line) };
    CsvRow row;
    if (scan.next(row)) {
        for (auto const& heading : row.cells) {
            auto const column = column_of(heading);
            has_time = has_time || column == Column::time;
            has_text = has_text || column == Column::text;
            has_sender = has_sender || column == Column::sender || column == Column::sender_id;
        }
    }
    if (has_time && has_text && has_sender)
        return true;
    Chat chat;
    auto const start = text.find_first_not_of(" \t\r\n");
    if (start != std::string_view::npos && text[start] == '<') {
        bool full = false;
        auto const all = read_page(text, full);
        return std::ranges::count_if(all, [](auto const& raw) { return raw.time.has_value(); }) >= 1;
    }
    return TextForm(text, chat).run().size() >= 2;
}

Chat read(std::string_view bytes, Told const& told, Pieces& text, std::vector<Remark>& remarks)
{
    Chat chat;
    auto const decoded = decode_text(bytes);
    if (decoded.guessed)
        remarks.push_back({ "charset-guessed", fmt::format("the file does not say how it is encoded; it was read as {}", decoded.charset) });
    std::string_view const whole = decoded.text;
    auto const start = whole.find_first_not_of(" \t\r\n");
    bool full = false;
    std::vector<Raw> all;
    if (start != std::string_view::npos && whole[start] == '<') {
        chat.form = "html";
        all = read_page(whole, full);
    } else {
        auto const first_line = whole.substr(0, whole.find('\n'));
        CsvScan scan { first_line, csv_separator(first_line) };
        CsvRow row;
        bool headings = false;
        if (scan.next(row))
            headings = std::ranges::count_if(row.cells, [](auto const& cell) { return column_of(cell) != Column::none; }) >= 3;
        if (headings) {
            chat.form = "csv";
            all = read_table(whole, chat, full);
        } else {
            chat.form = "text";
            TextForm form { whole, chat };
            all = form.run();
            full = form.full();
            if (form.unread() > 0)
                chat.gaps.push_back({ 0, fmt::format("{} lines before the first message belong to none", form.unread()) });
        }
    }
    if (full)
        remarks.push_back({ "too-many-messages", fmt::format("only the first {} messages are read", messages_max) });
    chat.platform = told.platform != Platform::unknown ? told.platform : guess_platform(whole, all);
    std::optional<time::Zone> zone;
    if (!told.zone.empty()) {
        zone = time::Zone::known(told.zone);
        if (zone)
            chat.zone = told.zone;
        else
            remarks.push_back({ "zone-not-known", fmt::format("'{}' is no zone that is known", printable(told.zone)) });
    }
    settle_order(all, told, chat);
    std::map<std::pair<std::string, std::string>, std::uint64_t> counts;
    std::optional<std::string> last_local;
    std::size_t ambiguous = 0, without_zone = 0, without_time = 0;
    for (auto& raw : all) {
        auto& message = raw.message;
        message.number = chat.messages.size() + 1;
        settle_time(raw, chat, zone);
        message.text = clean(message.text, message_bytes_max);
        message.sender = printable(clean(message.sender, 500));
        message.sender_id = printable(clean(message.sender_id, 500));
        message.time_as_written = printable(clean(message.time_as_written, 200));
        if (is_recall(message.text))
            message.kind = MessageKind::recalled;
        else if (message.kind == MessageKind::text && is_system(message.text))
            message.kind = MessageKind::system;
        else if (message.kind == MessageKind::text)
            find_attachments(message);
        for (auto& name : message.attachments)
            name = printable(clean(name, 1000));
        message.begin = decoded.begin_of(raw.begin);
        message.end = decoded.end_of(raw.end);
        ambiguous += message.time == TimeState::ambiguous;
        without_zone += message.time == TimeState::no_zone;
        without_time += message.time == TimeState::missing;
        auto const gap = [&](std::string says) {
            if (chat.gaps.size() < gaps_max)
                chat.gaps.push_back({ message.number - 1, std::move(says) });
        };
        if (message.kind == MessageKind::recalled)
            gap(fmt::format("message {} was recalled; what it said is not in the export", message.number));
        if (!message.local.empty()) {
            if (last_local && message.local < *last_local)
                gap(fmt::format("message {} is of {}, before the one above it ({})", message.number, message.local, *last_local));
            last_local = message.local;
        }
        if (!message.sender.empty() || !message.sender_id.empty())
            ++counts[{ message.sender_id, message.sender }];
        text.add(fmt::format("message {}", message.number), message.text, message.begin, message.end);
        chat.messages.push_back(std::move(message));
    }
    std::ranges::sort(chat.gaps, {}, &Gap::after);
    for (auto const& [who, count] : counts)
        chat.participants.push_back({ who.first, who.second, count });
    if (ambiguous > 0)
        remarks.push_back({ "days-ambiguous", fmt::format("{} messages are of a day that may be two days; say whether day or month comes first", ambiguous) });
    if (without_zone > 0)
        remarks.push_back({ "zone-unknown", fmt::format("{} messages have a time without a zone; name the zone of the device that made the export", without_zone) });
    if (without_time > 0)
        remarks.push_back({ "times-missing", fmt::format("{} messages have no time that can be read", without_time) });
    if (chat.messages.empty())
        remarks.push_back({ "no-messages", "no message was found in any of the forms that are known" });
    return chat;
}

} // namespace recourse::readers::chat
