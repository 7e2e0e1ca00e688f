#include "readers/chat/forms.hpp"

#include "readers/text/html.hpp"

#include <algorithm>

namespace recourse::readers::chat {

namespace {

/// What a class of an HTML element says of its content.
enum class Role : std::uint8_t { none, message, time, sender, text, recalled, system, attachment };

Role role_of(HtmlToken const& token)
{
    auto const classes = small_letters(token.attribute("class"));
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

} // namespace

Found read_page(std::string_view page)
{
    struct Open {
        std::string name;
        Role role;
    };
    Found found;
    auto& all = found.messages;
    auto& full = found.full;
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
            auto const role = std::ranges::find_if(open.rbegin(), open.rend(), [](auto const& one) {
                return one.role != Role::none && one.role != Role::recalled && one.role != Role::system;
            });
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
                auto const classes = small_letters(token.attribute("class"));
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
                    open.push_back({ small_letters(token.name), role });
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
        auto const name = small_letters(token.name);
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
    return found;
}

} // namespace recourse::readers::chat
