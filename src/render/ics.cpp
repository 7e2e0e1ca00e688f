#include "render/ics.hpp"

#include "base/text.hpp"
#include "codec/utf8.hpp"
#include "render/composer.hpp"
#include "render/wording.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace recourse::render {

using namespace casework;

namespace {

/// RFC 5545, 3.1: no line longer than 75 octets without its line end; a fold is a line end and one space. A fold never
/// falls inside a character.
constexpr std::size_t line_octets = 75;

void put_line(std::string& out, std::string_view line)
{
    std::size_t room = line_octets;
    while (line.size() > room) {
        auto at = room;
        while (at > 1 && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U)
            --at;
        out += line.substr(0, at);
        out += "\r\n ";
        line.remove_prefix(at);
        room = line_octets - 1;
    }
    out += line;
    out += "\r\n";
}

/// RFC 5545, 3.3.11.
std::string text_value(std::string_view text)
{
    std::string out;
    for (char const c : text) {
        if (c == '\\' || c == ';' || c == ',')
            out += '\\';
        if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
    return out;
}

std::string compact(Date date)
{
    auto text = to_string(date);
    std::erase(text, '-');
    return text;
}

/// FNV-1a: short, the same everywhere and for ever, as identifiers must be.
std::uint64_t hash(std::string_view text)
{
    std::uint64_t h = 0xCBF29CE484222325U;
    for (char const c : text)
        h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return h;
}

/// Ids of rules are made of letters, digits and hyphens; anything else is left out.
std::string id_part(std::string_view text)
{
    std::string out;
    for (char const c : text.substr(0, 40))
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.')
            out += c;
    return out;
}

bool is_web_address(std::string_view url)
{
    return (url.starts_with("https://") || url.starts_with("http://"))
        && std::ranges::all_of(url, [](char c) { return c > 0x20 && c < 0x7F; });
}

class Calendar {
public:
    Calendar(CalendarHead const& head, std::string_view which)
        : as_of_(head.as_of)
        , which_(hash(which))
        , say_(head.language)
    {
        line("BEGIN", "VCALENDAR");
        line("VERSION", "2.0");
        line("PRODID", fmt::format("-//Recourse//{}//{}", head.product, say_.language() == Language::zh ? "ZH" : "EN"));
        line("CALSCALE", "GREGORIAN");
        auto const title = head.title.empty() ? std::string { say_(Label::untitled) } : codec::printable(head.title);
        line("X-WR-CALNAME", text_value(say_(Label::calendar_name, title)));
    }

    void put(CalendarDay const& event)
    {
        auto const summary = codec::printable(event.summary);
        auto uid = fmt::format("{}-{:016x}", event.key, which_);
        if (auto const times = ++seen_[uid]; times > 1)
            uid += fmt::format("-{}", times);
        std::string description;
        for (auto const& part : event.description)
            if (!part.empty())
                description += (description.empty() ? "" : "\n") + codec::printable(part);

        line("BEGIN", "VEVENT");
        line("UID", uid + "@recourse");
        line("DTSTAMP", compact(as_of_) + "T000000Z");
        // A later assessment replaces an earlier one.
        line("SEQUENCE", std::to_string(std::max(as_of_.days(), 0)));
        line("DTSTART;VALUE=DATE", compact(event.day));
        line("DTEND;VALUE=DATE", compact(event.day.plus_days(1)));
        line("SUMMARY", text_value(summary));
        if (!description.empty())
            line("DESCRIPTION", text_value(description));
        line("CATEGORIES", text_value(event.category));
        if (is_web_address(event.url))
            line("URL", event.url);
        line("STATUS", event.tentative ? "TENTATIVE" : "CONFIRMED");
        line("TRANSP", "TRANSPARENT");
        // An alarm before the day of the answer could not ring any more.
        auto const left = days_between(as_of_, event.day);
        for (int const days : { 90, 30, 7 })
            if (left >= days && (event.lapses || days == 7))
                alarm(fmt::format("-P{}D", days), say_(Label::alarm_days, days, summary));
        if (left >= 1)
            alarm("-P1D", say_(Label::alarm_tomorrow, summary));
        else
            alarm("PT9H", say_(Label::alarm_today, summary));
        line("END", "VEVENT");
    }

    std::string write()
    {
        if (seen_.empty())
            nothing_due();
        line("END", "VCALENDAR");
        return std::move(out_);
    }

private:
    void line(std::string_view name, std::string_view value) { put_line(out_, fmt::format("{}:{}", name, value)); }

    /// A calendar without any component is none (RFC 5545, 3.6); a journal entry takes up no day.
    void nothing_due()
    {
        line("BEGIN", "VJOURNAL");
        line("UID", fmt::format("nothing-due-{:016x}@recourse", which_));
        line("DTSTAMP", compact(as_of_) + "T000000Z");
        line("DTSTART;VALUE=DATE", compact(as_of_));
        line("SUMMARY", text_value(say_(Label::deadlines_none)));
        line("END", "VJOURNAL");
    }

    void alarm(std::string_view trigger, std::string const& text)
    {
        line("BEGIN", "VALARM");
        line("ACTION", "DISPLAY");
        line("DESCRIPTION", text_value(text));
        line("TRIGGER", trigger);
        line("END", "VALARM");
    }

    Date as_of_;
    std::uint64_t which_;
    Wording say_;
    std::map<std::string, int> seen_;
    std::string out_;
};

/// What an answer puts into a calendar.
class AnswerDays {
public:
    explicit AnswerDays(Answer const& answer) : answer_(answer), say_(language_of(answer.language)), composer_(answer)
    {
    }

    void put_into(Calendar& calendar) const
    {
        for (auto const* deadline : composer_.deadlines_by_urgency())
            if (auto const day = day_of(*deadline); day && !deadline->met)
                calendar.put(event_of(*deadline, *day));
        for (auto const& task : answer_.plan)
            if (task.by)
                calendar.put(event_of(task));
    }

private:
    std::string source_of(SourceRef const& source) const
    {
        if (source.title.empty() && source.document.empty())
            return {};
        return fmt::format("{}{}{}", source.title.empty() ? source.document : source.title,
            source.clause.empty() ? "" : std::string { say_(Label::separator) } + source.clause,
            say_(Label::in_brackets, say_.mark(source.mark)));
    }

    /// The earliest day that is still ahead; what has passed under one reading may be alive under another.
    std::optional<Date> day_of(Deadline const& d) const
    {
        if (d.due && *d.due >= answer_.as_of && d.status != DeadlineStatus::passed)
            return d.due;
        return d.due_latest && *d.due_latest >= answer_.as_of ? d.due_latest : std::nullopt;
    }

    CalendarDay event_of(Deadline const& d, Date day) const
    {
        CalendarDay event { .key = fmt::format("deadline-{}-{}-{:08x}", id_part(d.id), id_part(d.route),
                                static_cast<std::uint32_t>(hash(d.id + '\n' + d.route + '\n' + d.reading))),
            .day = day,
            .summary = d.what,
            .description = {},
            .category = std::string { say_.track(composer_.track_of(d.route)) },
            .url = d.source.url,
            .tentative = d.provisional || (d.due_latest && d.due_latest != d.due),
            .lapses = d.id == "limitation" || d.id == "cisg-two-years" || d.id == "enforcement-application" };
        auto& text = event.description;
        if (!d.time.empty())
            text.push_back(composer_.hour(d.time));
        if (d.due_latest && *d.due_latest != day)
            text.push_back(say_(Label::due_or, to_string(*d.due_latest)));
        if (!d.if_missed.empty())
            text.push_back(say_(Label::if_missed, d.if_missed));
        for (auto const& step : d.counting)
            text.push_back(step);
        if (d.provisional)
            text.emplace_back(say_(Label::provisional));
        text.push_back(source_of(d.source));
        return event;
    }

    CalendarDay event_of(Task const& t) const
    {
        CalendarDay event { .key = fmt::format("task-{}-{:08x}", id_part(t.id), static_cast<std::uint32_t>(hash(t.id))),
            .day = *t.by,
            .summary = t.act,
            .description = {},
            .category = std::string { say_.track(t.track) },
            .url = t.source.url,
            .tentative = false };
        auto& text = event.description;
        text.push_back(t.why);
        if (!t.who.empty())
            text.push_back(say_.who(t.who));
        std::vector<std::string> needs;
        for (auto const& need : t.needs)
            needs.push_back(say_.evidence(need));
        if (!needs.empty())
            text.push_back(say_(Label::needs, say_.list(needs)));
        text.push_back(source_of(t.source));
        return event;
    }

    Answer const& answer_;
    Wording say_;
    Composer composer_;
};

} // namespace

std::string render_ics(Answer const& answer, std::string_view which)
{
    Calendar calendar { { "Answer", answer.title, answer.as_of, language_of(answer.language) },
        which.empty() ? std::string_view { answer.title } : which };
    AnswerDays { answer }.put_into(calendar);
    return calendar.write();
}

std::string render_ics(std::span<CalendarDay const> days, CalendarHead const& head, std::string_view which)
{
    Calendar calendar { head, which };
    for (auto const& day : days)
        calendar.put(day);
    return calendar.write();
}

} // namespace recourse::render
