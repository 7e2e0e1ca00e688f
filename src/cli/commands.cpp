#include "cli/commands.hpp"

#include "catalog/calendars.hpp"
#include "catalog/rates.hpp"
#include "catalog/schedules.hpp"
#include "cli/deadline.hpp"
#include "cli/fees.hpp"
#include "cli/report.hpp"
#include "cli/rules_folder.hpp"
#include "cli/today.hpp"

#include <algorithm>
#include <array>
#include <istream>
#include <ostream>

namespace recourse::cli {

namespace {

constexpr std::array deadline_options {
    Option { "from", "DATE", "the day of the event, 2026-09-28", {}, true },
    Option { "period", "PERIOD", "\"15 days\", \"7 working days\", \"48 hours\", \"3 months\"", {}, true },
    Option { "calendar", "NAME", "whose holidays count: cn, or none", "none", false, "@calendars" },
    Option {
        "count", "HOW", "next-day (event is day 0) or same-day (it is day 1)", "next-day", false, "next-day same-day" },
    Option {
        "last-day", "HOW", "moves or stays on a closed day", "moves where a calendar is named", false, "moves stays" },
    Option { "direction", "WAY", "after the event, or before it", "after", false, "after before" },
    Option { "at", "TIME", "the hour of the event, 15:30, from which hours run" },
    Option { "zone", "ZONE", "of that hour, Asia/Shanghai", "the calendar's" },
    Option { "language", "LANGUAGE", "en or zh", "en", false, "en zh" },
    Option { "format", "FORMAT", "text or json", "text", false, "text json" },
    data_option,
};

/// Data that is wrong: a fault of ours, or of the folder laid beside it, with every problem named.
int broken(Problems const& problems, Given const& given, Streams streams)
{
    for (auto const& problem : problems)
        say("recourse: " + to_string(problem), streams.err);
    return data_wrong(given);
}

int deadline(Given const& given, Streams streams)
{
    auto const data = read_data(given, streams);
    if (!data)
        return broken(data.error(), given, streams);
    auto const calendars = catalog::calendars_of(data->files);
    if (!calendars)
        return broken(data->opened(calendars.error()), given, streams);
    DeadlineOptions options;
    options.from = value_of(given, "from");
    options.period = value_of(given, "period");
    options.calendar = value_of(given, "calendar", options.calendar);
    options.count = value_of(given, "count", options.count);
    options.last_day = value_of(given, "last-day");
    options.direction = value_of(given, "direction", options.direction);
    options.at = value_of(given, "at");
    options.zone = value_of(given, "zone");
    options.language = value_of(given, "language", options.language);
    options.format = value_of(given, "format", options.format);
    return run_deadline(options, *calendars, streams.out, streams.err);
}

constexpr std::array fees_words {
    Positional { "FORUM", "prc-court, cietac, hkiac, ... or FORUM:SCHEDULE", true, "@fees" },
    Positional { "AMOUNT", "the amount in dispute, \"320000.00 CNY\"", true },
};

constexpr std::array fees_options {
    Option { "as-of", "DATE", "the day whose schedule counts", "today in Beijing" },
    Option { "format", "FORMAT", "text or json", "text", false, "text json" },
    data_option,
};

/// Arbitral institutions and courts that have a route and no schedule of fees.
std::vector<UnknownFees> unknown_fees(casework::World const& world, std::span<catalog::ForumSchedule const> schedules)
{
    std::vector<UnknownFees> found;
    for (auto const& route : world.routes)
        if ((route.kind == "arbitration" || route.kind == "court")
            && std::ranges::find(schedules, route.id, &catalog::ForumSchedule::forum) == schedules.end())
            found.push_back({ route.id, route.source });
    return found;
}

int fees(Given const& given, Streams streams)
{
    auto const data = read_data(given, streams);
    if (!data)
        return broken(data.error(), given, streams);
    auto const schedules = catalog::schedules_of(data->files);
    auto const rates = catalog::rates_of(data->files);
    if (!schedules || !rates)
        return broken(data->opened(schedules ? rates.error() : schedules.error()), given, streams);
    auto const as_of
        = given.contains("as-of") ? parse_date(value_of(given, "as-of")) : std::expected<Date, std::string> { today() };
    if (!as_of) {
        say("recourse fees: --as-of: " + as_of.error(), streams.err);
        return input_wrong;
    }
    FeesOptions const options { value_of(given, "FORUM"), value_of(given, "AMOUNT"), *as_of,
        value_of(given, "format", "text") };
    // The routes are wanted only for a forum without schedule, and to load them takes longer than all the rest.
    std::vector<UnknownFees> unknown;
    auto const forum = options.forum.substr(0, options.forum.find(':'));
    if (std::ranges::find(*schedules, forum, &catalog::ForumSchedule::forum) == schedules->end()) {
        auto const loaded = load_data(given, streams);
        if (!loaded)
            return data_wrong(given);
        unknown = unknown_fees(*loaded->world, *schedules);
    }
    return run_fees(options, *schedules, unknown, *rates, streams.out, streams.err);
}

constexpr std::array help_words {
    Positional { "COMMAND", "the command to explain, e.g. deadline", false, "@commands" },
    Positional { "PART", "its second word, as in: recourse help case new", false },
};

int help(Given const& given, Streams streams)
{
    auto path = value_of(given, "COMMAND");
    if (given.contains("PART"))
        path += " " + value_of(given, "PART");
    auto const text = help_text(path);
    if (text.empty()) {
        say(fmt::format("recourse help: '{}' is no command; recourse help lists them", path), streams.err);
        return input_wrong;
    }
    streams.out << text;
    return answered;
}

int version(Given const&, Streams streams)
{
    streams.out << "recourse " RECOURSE_VERSION "\n";
    return answered;
}

int man(Given const&, Streams streams)
{
    streams.out << man_page();
    return answered;
}

constexpr std::array completion_words { Positional { "SHELL", "bash, zsh or fish", true, "bash zsh fish" } };

int complete(Given const& given, Streams streams)
{
    auto const text = completion(value_of(given, "SHELL"));
    (text.empty() ? streams.err : streams.out) << (text.empty() ? "recourse: SHELL is bash, zsh or fish\n" : text);
    return text.empty() ? input_wrong : answered;
}

/// In the order of use; a local, since the entries of other files are not constants here.
std::span<Subcommand const> table()
{
    static std::array const all {
        assess_command,
        precheck_command,
        case_new_command,
        case_ask_command,
        intake_command,
        case_handover_command,
        case_import_command,
        Subcommand { "deadline", "Count one deadline and explain the counting",
            "recourse deadline --from 2026-09-28 --period \"15 days\" --calendar cn", {}, deadline_options, &deadline },
        Subcommand { "fees", "What a forum charges for an amount in dispute",
            "recourse fees prc-court \"320000.00 CNY\"", fees_words, fees_options, &fees },
        interest_command,
        statement_command,
        offer_command,
        clause_command,
        filing_command,
        paper_list_command,
        paper_fields_command,
        paper_make_command,
        rules_eval_command,
        rules_check_command,
        rules_test_command,
        rules_show_command,
        rules_diff_command,
        schema_command,
        verify_command,
        bank_check_command,
        serve_command,
        key_command,
        order_list_command,
        order_show_command,
        claim_list_command,
        claim_show_command,
        matter_list_command,
        matter_show_command,
        matter_forecast_command,
        matter_clause_command,
        matter_filing_command,
        matter_pursuit_command,
        matter_account_command,
        vault_list_command,
        vault_show_command,
        vault_add_command,
        vault_number_command,
        vault_packet_command,
        vault_link_command,
        vault_search_command,
        vault_seal_command,
        vault_incident_command,
        vault_import_command,
        packet_list_command,
        packet_check_command,
        packet_make_command,
        do_command,
        trace_command,
        check_command,
        rebuild_command,
        backup_command,
        restore_command,
        sim_command,
        Subcommand { "help", "Explain a command", "recourse help deadline", help_words, {}, &help },
        Subcommand { "version", "Print the version", "recourse --version", {}, {}, &version },
        Subcommand { "man", "Print the manual page", "recourse man | man -l -", {}, {}, &man },
        Subcommand {
            "completion", "Print completion for a shell", "recourse completion bash", completion_words, {}, &complete },
    };
    return all;
}

} // namespace

std::string value_of(Given const& given, std::string_view name, std::string_view standard)
{
    auto const found = given.find(name);
    return found == given.end() ? std::string { standard } : found->second;
}

std::span<Subcommand const> subcommands()
{
    return table();
}

} // namespace recourse::cli
