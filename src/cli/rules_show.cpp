#include "base/text.hpp"
#include "base/wrap.hpp"
#include "cli/commands.hpp"
#include "cli/report.hpp"
#include "cli/rules_folder.hpp"
#include "core/case/answer_words.hpp"

#include <fmt/format.h>

#include <ostream>

namespace recourse::cli {

namespace {

constexpr std::array words {
    Positional { "NAME", "a programme, or a route such as cietac", true, "@rules" },
    Positional { "RULE", "only the rule with this id", false },
};
constexpr std::array options { data_option };
constexpr std::size_t width = 80;

/// The formulas of a rule, beside its condition: "low", "min(...)".
using Formulas = std::vector<std::pair<std::string_view, casework::Expression>>;

std::string on_one_line(std::string_view text)
{
    std::string result;
    for (char const c : text) {
        bool const blank = c == ' ' || c == '\n' || c == '\t';
        if (!blank)
            result += c;
        else if (!result.empty() && result.back() != ' ')
            result += ' ';
    }
    return result;
}

std::string origin(casework::SourceRef const& source)
{
    return fmt::format("{}{}{} ({})", source.title, source.clause.empty() ? "" : ", ", source.clause,
        source.mark.empty() ? "unverified" : source.mark);
}

class Sheet {
public:
    Sheet(std::ostream& out, std::string only) : out_(out), only_(std::move(only)) { }
    int shown = 0;

    void rule(std::string_view table, std::string const& id, std::string const& says, casework::Expression const& when,
        std::vector<std::string> const& readings, casework::SourceRef const& source, Formulas const& formulas = {})
    {
        if (!only_.empty() && only_ != id)
            return;
        ++shown;
        say(fmt::format("{} {}", table, id), out_);
        if (!says.empty())
            out_ << wrap(says, width, "  ", "  ");
        if (when)
            out_ << wrap("when " + on_one_line(rules::text_of(*when)), width, "  ", "    ");
        for (auto const& [name, is] : formulas)
            if (is)
                out_ << wrap(fmt::format("{} {}", name, on_one_line(rules::text_of(*is))), width, "  ", "    ");
        if (!readings.empty())
            out_ << wrap(fmt::format("readings {}", fmt::join(readings, ", ")), width, "  ", "    ");
        out_ << wrap("source " + origin(source), width, "  ", "    ") << '\n';
    }

private:
    std::ostream& out_;
    std::string only_;
};

void show(cover::Book const& book, Sheet& sheet, std::ostream& out)
{
    say(fmt::format("{}, edition {}", casework::written(book.name.en), book.edition), out);
    out << '\n';
    for (auto const& one : book.readings)
        sheet.rule("reading", one.id, casework::written(one.says.en), nullptr, {}, one.source);
    auto const rules = [&](std::string_view table, auto const& all, auto&& formulas) {
        for (auto const& one : all)
            sheet.rule(
                table, one.id, casework::written(one.says.en), one.when, one.readings, one.source, formulas(one));
    };
    rules("scope", book.scopes, [](cover::Scope const&) { return Formulas {}; });
    rules("cover", book.covers, [](cover::Cover const& one) { return Formulas { { "amount", one.amount } }; });
    rules("exclusion", book.exclusions,
        [](cover::Exclusion const& one) { return Formulas { { "amount", one.amount }, { "cures", one.cures } }; });
    rules("cap", book.caps, [](cover::Cap const& one) {
        return one.low == one.high ? Formulas { { "amount", one.low } }
                                   : Formulas { { "low", one.low }, { "high", one.high } };
    });
    for (auto const& one : book.deadlines)
        sheet.rule("deadline", one.id, casework::written(one.what.en), one.when, one.readings, one.source);
    for (auto const& one : book.provisions)
        sheet.rule(one.table, one.id, casework::written(one.says.en), one.when, one.readings, one.source);
}

void show(route::RouteBook const& route, Sheet& sheet, std::ostream& out)
{
    say(casework::written(route.name.en), out);
    out << '\n';
    for (auto const& one : route.statuses)
        sheet.rule(
            "status", std::string { casework::word(one.is) }, casework::written(one.why.en), one.when, {}, one.source);
    for (auto const& one : route.costs)
        sheet.rule("cost", one.id, casework::written(one.what.en), one.when, {}, one.source,
            { { "of", one.of }, { "low", one.low }, { "likely", one.likely }, { "high", one.high } });
}

int rules_show(Given const& given, Streams streams)
{
    auto const loaded = load_data(given, streams);
    if (!loaded)
        return data_wrong(given);
    auto const name = value_of(given, "NAME");
    Sheet sheet(streams.out, value_of(given, "RULE"));
    std::vector<std::string_view> known;
    bool found = false;
    for (auto const& book : loaded->world->books) {
        known.push_back(book.id);
        if (book.id == name) {
            found = true;
            show(book, sheet, streams.out);
        }
    }
    for (auto const& route : loaded->world->routes) {
        known.push_back(route.id);
        if (route.id == name) {
            found = true;
            show(route, sheet, streams.out);
        }
    }
    if (found && sheet.shown > 0)
        return answered;
    if (found)
        say(fmt::format("recourse rules show: there is no rule '{}' in {}", value_of(given, "RULE"), name),
            streams.err);
    else if (auto const meant = did_you_mean(name, known); !meant.empty())
        say(fmt::format("recourse rules show: there is no programme or route '{}' ({})", name, meant), streams.err);
    else
        say(fmt::format("recourse rules show: there is no programme or route '{}' (there are: {})", name,
                fmt::join(known, ", ")),
            streams.err);
    return input_wrong;
}

} // namespace

Subcommand const rules_show_command { "rules show", "Print a programme's or a route's rules with their sources",
    "recourse rules show cietac", words, options, &rules_show };

} // namespace recourse::cli
