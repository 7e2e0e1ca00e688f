#include "cli/commands.hpp"

#include "catalog/calendars.hpp"
#include "cli/deadline.hpp"

#include <array>
#include <istream>
#include <ostream>

namespace recourse::cli {

namespace {

std::string word(Given const& given, std::string_view name, std::string_view standard = {})
{
    auto const found = given.find(name);
    return found == given.end() ? std::string { standard } : found->second;
}

constexpr std::array deadline_options {
    Option { "from", "DATE", "the day of the event, 2026-09-28", {}, true },
    Option { "period", "PERIOD", "\"15 days\", \"7 working days\", \"48 hours\", \"3 months\"", {}, true },
    Option { "calendar", "NAME", "whose holidays count: cn, or none", "none" },
    Option { "count", "HOW", "next-day (event is day 0) or same-day (it is day 1)", "next-day" },
    Option { "last-day", "HOW", "moves or stays on a closed day", "moves where a calendar is named" },
    Option { "direction", "WAY", "after the event, or before it", "after" },
    Option { "at", "TIME", "the hour of the event, 15:30, from which hours run" },
    Option { "zone", "ZONE", "of that hour, Asia/Shanghai", "the calendar's" },
    Option { "language", "LANGUAGE", "en or zh", "en" },
    Option { "format", "FORMAT", "text or json", "text" },
};

int deadline(Given const& given, Streams streams)
{
    auto const calendars = catalog::shipped_calendars();
    if (!calendars) {
        for (auto const& problem : calendars.error())
            streams.err << "recourse: " << to_string(problem) << '\n';
        return we_failed;
    }
    DeadlineOptions options;
    options.from = word(given, "from");
    options.period = word(given, "period");
    options.calendar = word(given, "calendar", options.calendar);
    options.count = word(given, "count", options.count);
    options.last_day = word(given, "last-day");
    options.direction = word(given, "direction", options.direction);
    options.at = word(given, "at");
    options.zone = word(given, "zone");
    options.language = word(given, "language", options.language);
    options.format = word(given, "format", options.format);
    return run_deadline(options, *calendars, streams.out, streams.err);
}

constexpr std::array help_words { Positional { "COMMAND", "the command to explain, e.g. deadline", false } };

int help(Given const& given, Streams streams)
{
    auto const text = help_text(word(given, "COMMAND"));
    (text.empty() ? streams.err : streams.out) << (text.empty() ? "recourse: no such command\n" : text);
    return text.empty() ? input_wrong : answered;
}

int man(Given const&, Streams streams)
{
    streams.out << man_page();
    return answered;
}

constexpr std::array completion_words { Positional { "SHELL", "bash, zsh or fish", true } };

int complete(Given const& given, Streams streams)
{
    auto const text = completion(word(given, "SHELL"));
    (text.empty() ? streams.err : streams.out) << (text.empty() ? "recourse: SHELL is bash, zsh or fish\n" : text);
    return text.empty() ? input_wrong : answered;
}

constexpr std::array table {
    Subcommand { "deadline", "Count one deadline and explain the counting",
        "recourse deadline --from 2026-09-28 --period \"15 days\" --calendar cn", {}, deadline_options, &deadline },
    Subcommand { "help", "Explain a command", "recourse help deadline", help_words, {}, &help },
    Subcommand { "man", "Print the manual page", "recourse man | man -l -", {}, {}, &man },
    Subcommand {
        "completion", "Print completion for a shell", "recourse completion bash", completion_words, {}, &complete },
};

} // namespace

std::span<Subcommand const> subcommands()
{
    return table;
}

} // namespace recourse::cli
