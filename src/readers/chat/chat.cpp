#include "readers/chat/chat.hpp"

#include "base/printable.hpp"
#include "base/text.hpp"
#include "readers/chat/forms.hpp"
#include "readers/text/charset.hpp"
#include "time/zones.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>

namespace recourse::readers::chat {

namespace {

bool is_day(int year, int month, int day)
{
    return month >= 1 && month <= 12 && day >= 1
        && std::chrono::year_month_day {
               std::chrono::year { year }, std::chrono::month { static_cast<unsigned>(month) },
               std::chrono::day { static_cast<unsigned>(day) }
           }.ok();
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
    auto const words = small_letters(text);
    return contains_any(words,
        { "撤回了一条消息", "撤回一条消息", "recalled a message", "this message was deleted",
            "you deleted this message", "message recalled", "消息已撤回", "withdrew a message", "unsent a message" });
}

bool is_system(std::string_view text)
{
    auto const words = small_letters(text);
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
    for (std::string_view const bare :
        { "[图片]", "[视频]", "[语音]", "[文件]", "[Picture]", "[Image]", "[Video]", "[File]", "[Photo]",
            "<Media omitted>", "image omitted", "video omitted", "document omitted", "audio omitted" }) {
        if (trimmed(text) == bare)
            message.kind = MessageKind::attachment;
    }
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
        auto const decides = time->first > 12 ? DayOrder::day_first
            : time->second > 12               ? DayOrder::month_first
                                              : DayOrder::unknown;
        if (decides == DayOrder::unknown)
            continue;
        if (found && *found != decides) {
            chat.gaps.push_back(
                { i, fmt::format("message {} has day and month in another order than one before it", i + 1) });
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

/// By what stands before the first message: what people say in it names other platforms too.
Platform guess_platform(std::string_view text, std::vector<Raw> const& all)
{
    auto const head = all.empty() ? text.size() : all.front().begin;
    auto const beginning = small_letters(text.substr(0, std::min<std::size_t>(head, 20'000)));
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
    if (headings_of(text).enough)
        return true;
    Chat chat;
    auto const start = text.find_first_not_of(" \t\r\n");
    if (start != std::string_view::npos && text[start] == '<') {
        return std::ranges::count_if(read_page(text).messages, [](auto const& raw) { return raw.time.has_value(); })
            >= 1;
    }
    return read_lines(text, chat).messages.size() >= 2;
}

std::string cited(Message const& message)
{
    if (message.own_number.empty())
        return fmt::format("message {}", message.number);
    if (message.own_number == fmt::format("{}", message.number))
        return fmt::format("message No. {}", message.number);
    return fmt::format("message No. {} (row {})", message.own_number, message.number);
}

Chat read(std::string_view bytes, Told const& told, Pieces& text, std::vector<Remark>& remarks)
{
    Chat chat;
    auto const decoded = decode_text(bytes);
    if (decoded.guessed)
        remarks.push_back({ "charset-guessed",
            fmt::format("the file does not say how it is encoded; it was read as {}", decoded.charset) });
    std::string_view const whole = decoded.text;
    auto const start = whole.find_first_not_of(" \t\r\n");
    Found found;
    if (start != std::string_view::npos && whole[start] == '<') {
        chat.form = "html";
        found = read_page(whole);
    } else if (headings_of(whole).known >= 3) {
        chat.form = "csv";
        found = read_table(whole, chat);
    } else {
        chat.form = "text";
        found = read_lines(whole, chat);
        if (found.unread > 0)
            chat.gaps.push_back({ 0, fmt::format("{} lines before the first message belong to none", found.unread) });
    }
    auto& all = found.messages;
    if (found.full)
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
        message.own_number = printable(clean(message.own_number, 100));
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
            gap(fmt::format("{} was recalled; what it said is not in the export", cited(message)));
        if (!message.local.empty()) {
            if (last_local && message.local < *last_local)
                gap(fmt::format(
                    "{} is of {}, before the one above it ({})", cited(message), message.local, *last_local));
            last_local = message.local;
        }
        if (!message.sender.empty() || !message.sender_id.empty())
            ++counts[{ message.sender_id, message.sender }];
        text.add(cited(message), message.text, message.begin, message.end);
        chat.messages.push_back(std::move(message));
    }
    std::ranges::sort(chat.gaps, {}, &Gap::after);
    for (auto const& [who, count] : counts)
        chat.participants.push_back({ who.first, who.second, count });
    if (ambiguous > 0)
        remarks.push_back({ "days-ambiguous",
            fmt::format(
                "{} messages are of a day that may be two days; say whether day or month comes first", ambiguous) });
    if (without_zone > 0)
        remarks.push_back({ "zone-unknown",
            fmt::format("{} messages have a time without a zone; name the zone of the device that made the export",
                without_zone) });
    if (without_time > 0)
        remarks.push_back({ "times-missing", fmt::format("{} messages have no time that can be read", without_time) });
    if (chat.messages.empty())
        remarks.push_back({ "no-messages", "no message was found in any of the forms that are known" });
    return chat;
}

} // namespace recourse::readers::chat
