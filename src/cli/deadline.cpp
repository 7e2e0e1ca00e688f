#include "cli/deadline.hpp"

#include "base/place.hpp"
#include "base/text.hpp"
#include "base/wrap.hpp"
#include "cli/report.hpp"
#include "time/deadline.hpp"

#include <fmt/format.h>

#include <array>
#include <ostream>
#include <set>

namespace recourse::cli {

namespace {

constexpr std::size_t columns = 80;

/// The options in their own types.
struct Question {
    Date from;
    time::Period period;
    time::Calendar calendar;
    time::Counting counting;
    std::optional<time::ClockTime> at;
    Language language = Language::en;
    bool json = false;
};

std::expected<Question, Problems> read(DeadlineOptions const& options, time::CalendarSet const& calendars)
{
    Question question;
    Problems problems;
    auto const wrong = [&](std::string_view option, std::string_view message, std::string_view remedy = {}) {
        problems.push_back({ {}, fmt::format("--{}: {}", option, message), std::string { remedy } });
    };
    auto const choose = [&](std::string_view option, std::string const& given, std::array<std::string_view, 2> words) {
        if (given == words[0] || given == words[1])
            return given == words[1];
        wrong(option, fmt::format("'{}' is neither {} nor {}", given, words[0], words[1]), did_you_mean(given, words));
        return false;
    };

    if (options.from.empty())
        wrong("from", "the day of the event is missing", "write it as 2026-09-28");
    else if (auto const from = parse_date(options.from); !from)
        wrong("from", from.error());
    else if (constexpr int first = time::period_years_max + 2, last = 9999 - time::period_years_max - 2;
        from->year() < first || from->year() > last)
        wrong("from",
            fmt::format(
                "{} is out of range; deadlines are counted from the years {} to {}", options.from, first, last));
    else
        question.from = *from;

    if (options.period.empty())
        wrong("period", "the period is missing", "for example \"15 days\" or \"7 working days\"");
    else if (auto const period = time::parse_period(options.period))
        question.period = *period;
    else
        wrong("period", period.error());

    if (options.calendar != "none") {
        if (auto const found = calendars.find(options.calendar); found != calendars.end()) {
            question.calendar = found->second;
        } else {
            std::vector<std::string_view> names { "none" };
            for (auto const& [name, calendar] : calendars)
                names.push_back(name);
            auto const hint = did_you_mean(options.calendar, names);
            wrong("calendar", fmt::format("there is no calendar '{}'", options.calendar),
                hint.empty() ? fmt::format("there are: {}", fmt::join(names, ", ")) : hint);
        }
    }

    question.counting.first = choose("count", options.count, { "next-day", "same-day" }) ? time::CountFrom::same_day
                                                                                         : time::CountFrom::next_day;
    question.counting.direction = choose("direction", options.direction, { "after", "before" })
        ? time::Direction::before
        : time::Direction::after;
    // A calendar is named to find working days, or for a last day that is not one: with none there is nothing to move
    // by.
    auto const last_day
        = options.last_day.empty() ? std::string { options.calendar == "none" ? "stays" : "moves" } : options.last_day;
    if (choose("last-day", last_day, { "stays", "moves" }))
        question.counting.last_day = question.counting.direction == time::Direction::before
            ? time::WhenClosed::moves_to_previous_open_day
            : time::WhenClosed::moves_to_next_open_day;
    if (!options.at.empty()) {
        if (auto const at = time::parse_clock(options.at))
            question.at = *at;
        else
            wrong("at", at.error());
    }
    if (!options.zone.empty()) {
        if (auto const zone = time::Zone::find(options.zone))
            question.counting.zone = *zone;
        else
            wrong("zone", zone.error());
    } else if (question.at && !question.calendar.zone()) {
        wrong("at", "an hour needs a zone", "add --zone, such as --zone Asia/Shanghai");
    }
    question.language = choose("language", options.language, { "en", "zh" }) ? Language::zh : Language::en;
    question.json = choose("format", options.format, { "text", "json" });
    if (!problems.empty())
        return std::unexpected(std::move(problems));
    return question;
}

std::expected<time::Due, time::OutsideCalendar> answer(Question const& question)
{
    if (!question.at)
        return time::deadline(question.from, question.period, question.counting, question.calendar);
    auto const zone = question.counting.zone ? *question.counting.zone : *question.calendar.zone();
    auto const event = zone.instant({ question.from, question.at->hour, question.at->minute }, time::Unclear::first);
    return time::deadline(event, question.period, question.counting, question.calendar);
}

/// Years of the calendar that the count can have looked into, and those among them that it has no notice for.
std::vector<int> years_of(Question const& question, std::expected<time::Due, time::OutsideCalendar> const& due)
{
    if (!question.calendar.tells_working_days())
        return {};
    std::set<int> years { question.from.year() };
    int const other = !due ? due.error().year : due->provisional ? due->missing_year : due->date.year();
    for (int year = std::min(question.from.year(), other); year <= std::max(question.from.year(), other); ++year)
        years.insert(year);
    return { years.begin(), years.end() };
}

std::string source_text(time::CalendarYear const& year)
{
    auto text = year.source.document;
    if (!year.source.confidence.empty())
        text += " [" + year.source.confidence + "]";
    if (!year.source.note.empty())
        text += ". " + year.source.note;
    return text;
}

std::string in_quotes(std::string_view text)
{
    std::string out = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        if (static_cast<unsigned char>(c) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            out += c;
    }
    return out + "\"";
}

void write_json(Question const& question, std::expected<time::Due, time::OutsideCalendar> const& due, std::ostream& out)
{
    out << fmt::format("{{\"from\":\"{}\",\"period\":{},\"calendar\":{}", to_string(question.from),
        in_quotes(to_string(question.period)), in_quotes(question.calendar.name()));
    if (due) {
        out << fmt::format(",\"due\":\"{}\",\"ends\":{},\"provisional\":{}", to_string(due->date),
            due->ends ? in_quotes(to_string(*due->ends)) : "null", due->provisional);
        out << ",\"missing_year\":" << (due->provisional ? fmt::format("{}", due->missing_year) : "null");
        out << ",\"counting\":[";
        for (std::size_t i = 0; i < due->counting.size(); ++i)
            out << fmt::format("{}{{\"step\":\"{}\",\"text\":{}}}", i > 0 ? "," : "", word(due->counting[i].kind),
                in_quotes(say(due->counting[i], question.language)));
        out << "]";
    } else {
        out << ",\"due\":null,\"ends\":null,\"provisional\":false,\"missing_year\":"
            << (due.error().year == 0 ? "null" : fmt::format("{}", due.error().year));
        out << ",\"counting\":[],\"why\":" << in_quotes(say(due.error(), question.language));
    }
    out << ",\"sources\":[";
    bool first = true;
    for (int const number : years_of(question, due)) {
        auto const* const year = question.calendar.year(number);
        out << (first ? "" : ",");
        first = false;
        if (year == nullptr)
            out << fmt::format("{{\"year\":{},\"document\":null,\"confidence\":\"unknown\",\"note\":null}}", number);
        else
            out << fmt::format("{{\"year\":{},\"document\":{},\"confidence\":{},\"note\":{}}}", number,
                in_quotes(year->source.document), in_quotes(year->source.confidence), in_quotes(year->source.note));
    }
    out << "]}\n";
}

std::string headline(Question const& question, std::expected<time::Due, time::OutsideCalendar> const& due)
{
    bool const en = question.language == Language::en;
    if (!due) {
        auto const why = say(due.error(), question.language);
        return en ? fmt::format("The deadline cannot be counted: {}.", why) : fmt::format("无法计算期限：{}。", why);
    }
    auto const day = time::say_day(due->date, question.language);
    std::string text;
    if (question.counting.direction == time::Direction::before)
        text = en ? fmt::format("The last day to act is {}", day) : fmt::format("最迟应于{}办理", day);
    else
        text = en ? fmt::format("The last day is {}", day) : fmt::format("最后一日为{}", day);
    // Hours end within a day; everything else ends with it, which the counting says.
    if (question.period.unit == time::Unit::hours && due->ends) {
        auto const zone = question.counting.zone ? *question.counting.zone : *question.calendar.zone();
        auto const clock = zone.civil(*due->ends);
        text += en ? fmt::format(", at {:02}:{:02} {}", clock.hour, clock.minute, zone.name())
                   : fmt::format("{:02}:{:02}（{}）", clock.hour, clock.minute, zone.name());
    }
    if (due->provisional)
        text += en ? fmt::format(", provisionally: nothing is known of {}", due->missing_year)
                   : fmt::format("（暂定：尚无{}年的放假通知）", due->missing_year);
    return text + (en ? "." : "。");
}

void write_text(Question const& question, std::expected<time::Due, time::OutsideCalendar> const& due, std::ostream& out)
{
    bool const en = question.language == Language::en;
    auto const& counting = question.counting;
    out << wrap(headline(question, due), columns) << "\n";

    auto const row = [&](std::string_view en_name, std::string_view zh_name, std::string const& value) {
        std::string label { en ? en_name : zh_name };
        label.insert(0, "  ");
        label.append(14 - display_width(label), ' ');
        out << wrap(value, columns, label, std::string(14, ' '));
    };
    auto from = time::say_day(question.from, question.language);
    if (question.at)
        from += " " + to_string(*question.at);
    row("Event", "事件", from);
    row("Period", "期间",
        say(question.period, question.language)
            + (counting.direction == time::Direction::before ? (en ? ", counted back" : "，倒算") : ""));
    // What does not bear on this count is not said.
    if (question.period.unit != time::Unit::hours) {
        row("First day", "起算",
            counting.first == time::CountFrom::next_day
                ? (en ? "the day after the event (--count same-day counts the event's day)"
                      : "自事件次日起算（--count same-day 则计入当日）")
                : (en ? "the event's day (--count next-day leaves it out)"
                      : "计入事件当日（--count next-day 则不计入）"));
        if (question.period.unit != time::Unit::working_days && question.calendar.tells_working_days())
            row("Last day", "末日",
                counting.last_day == time::WhenClosed::stays
                    ? (en ? "stays on a closed day too (--last-day moves)" : "遇休息日不变（--last-day moves 则变动）")
                    : (en ? "moves off a closed day (--last-day stays keeps it)"
                          : "遇休息日变动（--last-day stays 则不变）"));
    }
    auto const years = question.calendar.years();
    auto const known = years.empty() ? std::string {}
        : en                         ? fmt::format(", notices for {} to {}", years.front(), years.back())
                                     : fmt::format("，已有{}年至{}年的通知", years.front(), years.back());
    row("Calendar", "日历",
        question.calendar.name()
            + (question.calendar.tells_working_days() ? known
                    : en                              ? ": closes no day"
                                                      : "：没有休息日"));

    if (due) {
        out << "\n" << (en ? "How it was counted" : "计算过程") << "\n";
        int number = 1;
        for (auto const& sentence : explain(due->counting, question.language))
            out << wrap(sentence, columns, fmt::format("{:>4}. ", number++), "      ");
    }

    auto const sources = years_of(question, due);
    if (sources.empty())
        return;
    out << "\n" << (en ? "What is known of the years" : "各年份依据") << "\n";
    for (int const number : sources) {
        auto const* const year = question.calendar.year(number);
        auto const text = year != nullptr ? source_text(*year)
            : en                          ? std::string { "UNKNOWN: no official notice is recorded for this year." }
                                          : std::string { "未知：没有该年的官方放假通知。" };
        out << wrap(text, columns, fmt::format("  {}  ", number), "        ");
    }
}

} // namespace

int run_deadline(
    DeadlineOptions const& options, time::CalendarSet const& calendars, std::ostream& out, std::ostream& err)
{
    auto const question = read(options, calendars);
    if (!question) {
        for (auto const& problem : question.error())
            say("recourse deadline: " + to_string(problem), err);
        return 2;
    }
    auto const due = answer(*question);
    if (question->json)
        write_json(*question, due, out);
    else
        write_text(*question, due, out);
    return 0;
}

} // namespace recourse::cli
