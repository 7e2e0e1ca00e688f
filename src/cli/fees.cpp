#include "cli/fees.hpp"

#include "base/text.hpp"
#include "base/wrap.hpp"
#include "cli/amount.hpp"
#include "cli/report.hpp"
#include "codec/json_writer.hpp"

#include <fmt/format.h>

#include <ostream>
#include <set>

namespace recourse::cli {

namespace {

using catalog::ForumSchedule;

constexpr std::size_t columns = 80;

struct Line {
    ForumSchedule const* schedule = nullptr;
    Money amount; ///< in the schedule's currency
    std::vector<time::UsedRate> rates;
    route::Fee fee;
};

bool in_force(route::Schedule const& schedule, Date day)
{
    return (!schedule.from || *schedule.from <= day) && (!schedule.until || day < *schedule.until);
}

Money total(Line const& line)
{
    return line.fee.registration ? line.fee.low + *line.fee.registration : line.fee.low;
}

std::string rate_text(time::UsedRate const& used)
{
    return to_string(used.rate) + (used.later ? ", the first recorded after that day" : "");
}

void print(Line const& line, std::ostream& out)
{
    auto const& schedule = line.schedule->schedule;
    bool const range = line.fee.high != line.fee.low;
    out << fmt::format("{}\n", schedule.id);
    auto const row = [&](std::string_view name, std::string_view text) {
        out << wrap(text, columns, fmt::format("  {:<14}", name), std::string(16, ' '));
    };
    row("On", display(line.amount));
    for (auto const& rate : line.rates)
        row("Rate", rate_text(rate));
    row("Fee", range ? fmt::format("{} to {}", display(line.fee.low), display(line.fee.high)) : display(line.fee.low));
    if (line.fee.registration) {
        row("Registration", display(*line.fee.registration));
        row("Together",
            range ? fmt::format("{} to {}", display(total(line)), display(line.fee.high + *line.fee.registration))
                  : display(total(line)));
    }
    for (std::size_t i = 0; i < line.fee.working.size(); ++i)
        row(i == 0 ? "Working" : "", line.fee.working[i]);
    row("Source",
        fmt::format("{}{}{} [{}]", schedule.source.title.empty() ? "none" : schedule.source.title,
            schedule.source.clause.empty() ? "" : ", ", schedule.source.clause, schedule.source.mark));
    if (schedule.cap && !schedule.cap_mark.empty())
        row("Mind", fmt::format("the upper limit of {} is {}", display(*schedule.cap), schedule.cap_mark));
    for (auto const& mark : schedule.marks)
        row("Mind", fmt::format("{}: {}{}{}", mark.clause, mark.mark, mark.title.empty() ? "" : "; ", mark.title));
    out << '\n';
}

void write_money(codec::JsonWriter& json, std::string_view key, Money money)
{
    json.key(key);
    json.begin_object(true);
    json.key("amount");
    json.string(amount_text(money));
    json.key("currency");
    json.string(money.currency.code());
    json.end_object();
}

void write_source(codec::JsonWriter& json, casework::SourceRef const& source)
{
    json.key("source");
    json.begin_object();
    for (auto const& [key, value] : { std::pair { "document", source.document }, { "title", source.title },
             { "url", source.url }, { "clause", source.clause }, { "mark", source.mark } }) {
        json.key(key);
        json.string(value);
    }
    json.end_object();
}

std::string to_json(std::span<Line const> lines, FeesOptions const& options)
{
    codec::JsonWriter json(codec::JsonStyle::pretty);
    json.begin_object();
    json.key("as_of");
    json.string(to_string(options.as_of));
    json.key("fees");
    json.begin_array();
    for (auto const& line : lines) {
        auto const& schedule = line.schedule->schedule;
        json.begin_object();
        json.key("forum");
        json.string(line.schedule->forum);
        json.key("schedule");
        json.string(schedule.id);
        write_money(json, "on", line.amount);
        write_money(json, "fee", line.fee.low);
        write_money(json, "fee_max", line.fee.high);
        if (line.fee.registration)
            write_money(json, "registration", *line.fee.registration);
        write_money(json, "total", total(line));
        json.key("working");
        json.begin_array();
        for (auto const& step : line.fee.working)
            json.string(step);
        json.end_array();
        json.key("rates");
        json.begin_array();
        for (auto const& rate : line.rates)
            json.string(rate_text(rate));
        json.end_array();
        write_source(json, schedule.source);
        json.key("marks");
        json.begin_array();
        for (auto const& mark : schedule.marks)
            json.string(fmt::format("{}: {}", mark.clause, mark.mark));
        if (!schedule.cap_mark.empty())
            json.string(fmt::format("cap: {}", schedule.cap_mark));
        json.end_array();
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return json.take();
}

constexpr std::string_view unconfirmed = "unknown: no schedule could be confirmed";

int print_unknown(UnknownFees const& forum, Money amount, FeesOptions const& options, std::ostream& out)
{
    auto const& source = forum.source;
    if (options.format != "json") {
        out << fmt::format("{}\n", forum.forum);
        auto const row = [&](std::string_view name, std::string_view text) {
            out << wrap(text, columns, fmt::format("  {:<14}", name), std::string(16, ' '));
        };
        row("On", display(amount));
        row("Fee", unconfirmed);
        row("Source", fmt::format("{} [{}]", source.title.empty() ? "none" : source.title, source.mark));
        out << '\n';
        return 0;
    }
    codec::JsonWriter json(codec::JsonStyle::pretty);
    json.begin_object();
    json.key("as_of");
    json.string(to_string(options.as_of));
    json.key("fees");
    json.begin_array();
    json.begin_object();
    json.key("forum");
    json.string(forum.forum);
    json.key("schedule");
    json.null();
    write_money(json, "on", amount);
    json.key("fee");
    json.null();
    json.key("note");
    json.string(unconfirmed);
    write_source(json, source);
    json.end_object();
    json.end_array();
    json.end_object();
    out << json.take() << '\n';
    return 0;
}

} // namespace

int run_fees(FeesOptions const& options, std::span<ForumSchedule const> schedules, std::span<UnknownFees const> unknown,
    time::RateTable const& rates, std::ostream& out, std::ostream& err)
{
    std::vector<std::string> wrong;
    auto const colon = options.forum.find(':');
    auto const forum = options.forum.substr(0, colon);
    auto const id = colon == std::string::npos ? std::string {} : options.forum.substr(colon + 1);
    std::vector<Line> lines;
    std::set<std::string> forums;
    for (auto const& each : schedules) {
        forums.insert(each.forum);
        if (each.forum == forum && (id.empty() ? in_force(each.schedule, options.as_of) : each.schedule.id == id))
            lines.push_back({ &each, {}, {}, {} });
    }
    for (auto const& each : unknown)
        forums.insert(each.forum);
    auto const without = std::ranges::find(unknown, options.forum, &UnknownFees::forum);
    if (lines.empty() && without == unknown.end()) {
        std::vector<std::string_view> const names { forums.begin(), forums.end() };
        auto const list = fmt::format("{}", fmt::join(names, ", "));
        auto const meant = did_you_mean(forum, names);
        wrong.push_back(forums.contains(forum)
                ? fmt::format(
                      "FORUM: '{}' has no such schedule in force on {}", options.forum, to_string(options.as_of))
                : fmt::format("FORUM: there is no fee schedule of '{}'{}{}; there are those of {}", forum,
                      meant.empty() ? "" : ", ", meant, list));
    }
    auto const amount = read_amount(options.amount);
    if (!amount)
        wrong.push_back(fmt::format("AMOUNT: {}", amount.error()));
    else if (amount->minor < 0)
        wrong.emplace_back("AMOUNT: a negative amount has no fee");
    if (options.format != "text" && options.format != "json")
        wrong.push_back(fmt::format("--format: '{}' is neither text nor json", options.format));
    if (wrong.empty()) {
        for (auto& line : lines) {
            auto converted = rates.convert(*amount, line.schedule->schedule.currency, options.as_of);
            if (!converted) {
                auto why = fmt::format("AMOUNT: no recorded rate leads from {} to {}", amount->currency.code(),
                    line.schedule->schedule.currency.code());
                if (std::ranges::find(wrong, why) == wrong.end())
                    wrong.push_back(std::move(why));
                continue;
            }
            line.amount = converted->amount;
            line.rates = std::move(converted->used);
            auto const fee = route::fee(line.schedule->schedule, line.amount);
            if (fee && checked_add(fee->high, fee->registration.value_or(Money {})))
                line.fee = *fee;
            else
                wrong.emplace_back("AMOUNT: it is more than any fee is worked out for");
        }
    }
    if (!wrong.empty()) {
        for (auto const& text : wrong)
            say(fmt::format("recourse fees: {}", text), err);
        return 2;
    }
    if (lines.empty())
        return print_unknown(*without, *amount, options, out);
    if (options.format == "json") {
        out << to_json(lines, options) << '\n';
        return 0;
    }
    for (auto const& line : lines)
        print(line, out);
    return 0;
}

} // namespace recourse::cli
