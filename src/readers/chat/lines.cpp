#include "readers/chat/forms.hpp"

#include "base/printable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace recourse::readers::chat {

std::string_view trimmed(std::string_view text)
{
    for (bool again = true; again;) {
        again = false;
        for (std::string_view const blank :
            { " ", "\t", "\r", "\n", "\xc2\xa0", "\xe2\x80\x8e", "\xe2\x80\x8f", "\xe2\x80\xaf" }) {
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

std::string small_letters(std::string_view text)
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

namespace {

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
            auto inner = line;
            while (inner.starts_with("—") || inner.starts_with('-'))
                inner.remove_prefix(inner.starts_with('-') ? 1 : std::string_view { "—" }.size());
            inner = trimmed(inner);
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
                std::tie(time.year, time.first, time.second, time.settled)
                    = std::tuple(day_.year, day_.first, day_.second, true);
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

} // namespace

Found read_lines(std::string_view text, Chat& chat)
{
    TextForm form { text, chat };
    Found found;
    found.messages = form.run();
    found.full = form.full();
    found.unread = form.unread();
    return found;
}

} // namespace recourse::readers::chat
