#include "base/text.hpp"
#include "base/wrap.hpp"
#include "catalog/book_inputs.hpp"
#include "cli/portfolio.hpp"
#include "cli/report.hpp"
#include "cli/rules_folder.hpp"
#include "cli/today.hpp"
#include "core/assess/difference.hpp"
#include "core/case/answer_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace recourse::cli {

namespace {

constexpr std::array words {
    Positional { "FROM", "PROGRAMME, PROGRAMME@EDITION or PROGRAMME:READING", true, "@programmes" },
    Positional { "TO", "the same; what changes is told from FROM to TO", true, "@programmes" },
};
constexpr std::array options {
    Option { "cases", "PORTFOLIO", "case files (a folder) or JSON lines, run under both" },
    Option { "to-folder", "FOLDER", "take TO from the programmes/ of this folder", "the shipped books" },
    Option { "as-of", "DATE", "the day of the answers", "each file's as_of, else today in Beijing" },
    data_option,
};

constexpr std::size_t width = 80;

/// "PROGRAMME[@EDITION][:READING]" among the books of a world. Errors: what is not there, with the nearest name.
std::expected<assess::Side, Problem> find_side(std::string const& text, casework::World const& world)
{
    auto const colon = text.find(':');
    auto const at = text.substr(0, colon).find('@');
    auto const name = text.substr(0, std::min(at, colon));
    auto const edition = at == std::string::npos
        ? std::string {}
        : text.substr(at + 1, colon == std::string::npos ? colon : colon - at - 1);
    auto const reading = colon == std::string::npos ? std::string {} : text.substr(colon + 1);
    std::vector<std::string_view> names, editions, readings;
    cover::Book const* book = nullptr;
    for (auto const& one : world.books) {
        names.push_back(one.id);
        if (one.id != name)
            continue;
        editions.push_back(one.edition);
        bool const wanted = edition.empty() ? book == nullptr || book->edition < one.edition : one.edition == edition;
        if (wanted)
            book = &one;
    }
    if (editions.empty())
        return std::unexpected(Problem {
            {}, fmt::format("recourse rules diff: no rule book is called '{}'", name), did_you_mean(name, names) });
    if (book == nullptr)
        return std::unexpected(
            Problem { {}, fmt::format("recourse rules diff: '{}' has no edition '{}'", name, edition),
                fmt::format("there is {}", join_and(std::vector<std::string>(editions.begin(), editions.end()))) });
    for (auto const& one : book->readings)
        readings.push_back(one.id);
    if (!reading.empty() && book->find_reading(reading) == nullptr)
        return std::unexpected(
            Problem { {}, fmt::format("recourse rules diff: '{}' has no reading '{}'", name, reading),
                did_you_mean(reading, readings) });
    return assess::Side { book, reading };
}

std::string name_of(assess::Side const& side)
{
    return fmt::format("{}@{}{}{}", side.book->id, side.book->edition, side.reading.empty() ? "" : ":", side.reading);
}

/// What the rules say differently, each reading against the same one of the other side: two readings may have a rule of
/// one id each, and those are two rules.
std::vector<assess::RuleChange> changes_between(assess::Side const& before, assess::Side const& after)
{
    if (!before.reading.empty() || !after.reading.empty())
        return assess::rule_changes(before, after);
    // What only one side has at all, then what one reading of both has and says differently.
    auto changes = assess::rule_changes(before, after);
    using Kind = assess::RuleChange::Kind;
    std::erase_if(changes, [](auto const& one) { return one.kind == Kind::changed; });
    for (auto const& reading : before.book->readings) {
        if (after.book->find_reading(reading.id) == nullptr)
            continue;
        for (auto& one : assess::rule_changes({ before.book, reading.id }, { after.book, reading.id })) {
            bool const said = std::ranges::any_of(changes, [&](auto const& other) {
                return other.kind == one.kind && other.before == one.before && other.after == one.after;
            });
            if (!said)
                changes.push_back(std::move(one));
        }
    }
    return changes;
}

void print(std::vector<assess::RuleChange> const& changes, std::ostream& out)
{
    using Kind = assess::RuleChange::Kind;
    out << fmt::format("Rules: {}\n",
        changes.empty() ? "none differs" : fmt::format("{} differ{}", changes.size(), changes.size() == 1 ? "s" : ""));
    for (auto const& one : changes) {
        auto const sign = one.kind == Kind::gone ? '-' : one.kind == Kind::come ? '+' : '~';
        out << wrap(
            fmt::format("{} {} {}{}{}", sign, one.table, one.id, one.what.empty() ? "" : ": ", join_and(one.what)),
            width, "  ", "    ");
    }
}

std::string sums(cover::Outcome const& outcome)
{
    auto const text = [](std::optional<Money> const& sum) { return sum ? display(*sum) : std::string { "not known" }; };
    std::string verdict { casework::word(outcome.verdict) };
    std::ranges::replace(verdict, '_', ' ');
    if (outcome.range.low == outcome.range.high)
        return fmt::format("{}, {}", verdict, text(outcome.range.low));
    return fmt::format("{}, {} to {}", verdict, text(outcome.range.low), text(outcome.range.high));
}

/// What the cases of the portfolio together would be paid more or less, by currency.
struct Sums {
    std::map<std::string, std::pair<Money, Money>> by_currency;

    void add(assess::CaseChange const& change)
    {
        auto const moved = [](std::optional<Money> was, std::optional<Money> is) {
            return was && is && comparable(*was, *is) ? std::optional { *is - *was } : std::nullopt;
        };
        auto const low = moved(change.before.range.low, change.after.range.low);
        auto const high = moved(change.before.range.high, change.after.range.high);
        for (auto const& one : { low, high }) {
            if (one)
                by_currency.try_emplace(
                    std::string { one->currency.code() }, Money { 0, one->currency }, Money { 0, one->currency });
        }
        if (low)
            by_currency.at(std::string { low->currency.code() }).first
                = by_currency.at(std::string { low->currency.code() }).first + *low;
        if (high)
            by_currency.at(std::string { high->currency.code() }).second
                = by_currency.at(std::string { high->currency.code() }).second + *high;
    }
};

int cases(std::vector<PortfolioItem> const& items, assess::Side const& before, casework::World const& world_before,
    assess::Side const& after, casework::World const& world_after, std::optional<Date> as_of, Streams streams)
{
    std::size_t changed = 0, run = 0;
    Sums total;
    int status = answered;
    for (auto const& item : items) {
        auto const file = read_item(item);
        Problems problems = file ? Problems {} : file.error();
        rules::LocalArena arena;
        assess::BookInputs inputs, inputs_after;
        if (file) {
            inputs = catalog::book_inputs(*file, world_before, arena, problems);
            inputs_after = catalog::book_inputs(*file, world_after, arena, problems);
        }
        if (!problems.empty()) {
            say(problems, streams.err);
            status = input_wrong;
            continue;
        }
        ++run;
        auto const day = as_of ? *as_of : file->facts.date("as_of").value_or(today());
        casework::Evaluation was(world_before, file->facts, day);
        casework::Evaluation is(world_after, file->facts, day);
        auto const change
            = assess::case_change(was, before, inputs[before.book->id], is, after, inputs_after[after.book->id]);
        if (!change.any())
            continue;
        ++changed;
        total.add(change);
        auto const name = item.name();
        auto const slash = name.rfind('/');
        say(name.substr(slash == std::string::npos ? 0 : slash + 1), streams.out);
        streams.out << wrap("was " + sums(change.before), width, "  ", "      ");
        streams.out << wrap("is  " + sums(change.after), width, "  ", "      ");
        if (!change.reasons_gone.empty())
            streams.out << wrap("no longer: " + join_and(change.reasons_gone), width, "  ", "    ");
        if (!change.reasons_come.empty())
            streams.out << wrap("now: " + join_and(change.reasons_come), width, "  ", "    ");
    }
    streams.out << fmt::format("Cases: {} of {} differ\n", changed, run);
    for (auto const& [code, sums] : total.by_currency)
        streams.out << fmt::format("  {}: {}{} at least, {}{} at most\n", code, sums.first.minor > 0 ? "+" : "",
            to_string(sums.first), sums.second.minor > 0 ? "+" : "", to_string(sums.second));
    return status;
}

int rules_diff(Given const& given, Streams streams)
{
    auto const shipped = load_data(given, streams);
    if (!shipped)
        return data_wrong(given);
    auto const folder = value_of(given, "to-folder");
    auto const of_folder
        = folder.empty() ? std::optional<std::expected<Data, Problems>> {} : load_folder(folder, streams);
    std::expected<Data const*, Problems> other { &*shipped };
    if (of_folder && *of_folder)
        other = &**of_folder;
    else if (of_folder)
        other = std::unexpected(of_folder->error());
    Problems problems = other ? Problems {} : other.error();
    auto const before = find_side(value_of(given, "FROM"), *shipped->world);
    if (!before)
        problems.push_back(before.error());
    auto const after = other ? find_side(value_of(given, "TO"), *(*other)->world) : before;
    if (!after && other)
        problems.push_back(after.error());
    std::optional<Date> as_of;
    if (given.contains("as-of")) {
        if (auto const date = parse_date(value_of(given, "as-of")))
            as_of = *date;
        else
            problems.push_back({ {}, "recourse rules diff: --as-of: " + date.error(), {} });
    }
    if (!problems.empty()) {
        say(problems, streams.err);
        return input_wrong;
    }
    std::optional<std::vector<PortfolioItem>> items;
    if (given.contains("cases")) {
        items = read_portfolio("rules diff", value_of(given, "cases"), streams);
        if (!items)
            return input_wrong;
    }
    streams.out << wrap(fmt::format("From {} to {}", name_of(*before), name_of(*after)), width, "", "  ") << '\n';
    print(changes_between(*before, *after), streams.out);
    if (!items)
        return answered;
    streams.out << '\n';
    return cases(*items, *before, *shipped->world, *after, *(*other)->world, as_of, streams);
}

} // namespace

Subcommand const rules_diff_command { "rules diff", "What changes between two editions or readings of a programme",
    "recourse rules diff escrow-com escrow-com --to-folder .", words, options, &rules_diff };

} // namespace recourse::cli
