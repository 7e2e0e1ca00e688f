#include "catalog/embedded.hpp"
#include "catalog/world.hpp"
#include "cli/case_input.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/rules_eval.hpp"
#include "cli/today.hpp"
#include "core/rules/trace.hpp"

#include <fmt/format.h>

#include <deque>
#include <filesystem>
#include <ostream>

// rules eval, rules check, rules test

namespace recourse::cli {

namespace {

constexpr std::array eval_words { Positional { "EXPR", "an expression of the rule language", false } };
constexpr std::array eval_options {
    Option { "facts", "FILE", "the case file whose facts the expression speaks of" },
    Option { "lines", "", "one JSON request a line in, one answer a line out" },
};
constexpr std::array folder_words { Positional { "FOLDER", "a folder with programmes/ and forums/", false } };

void say(Problems const& problems, std::ostream& err)
{
    for (auto const& problem : problems)
        err << to_string(problem) << '\n';
}

int eval(Given const& given, Streams streams)
{
    if (given.contains("lines"))
        return run_eval_lines(streams.in, streams.out);
    if (!given.contains("EXPR")) {
        streams.err << "recourse rules eval: give an expression, or --lines\n";
        return input_wrong;
    }
    auto const loaded = catalog::shipped_world();
    if (!loaded) {
        say(loaded.error(), streams.err);
        return we_failed;
    }
    codec::CaseFile file;
    if (given.contains("facts")) {
        auto const name = value_of(given, "facts");
        auto const text = read_file(name, streams.in);
        if (!text) {
            streams.err << "recourse rules eval: " << text.error() << '\n';
            return input_wrong;
        }
        auto read = codec::read_case(*text, name, codec::case_format(name, *text));
        if (!read) {
            say(read.error(), streams.err);
            return input_wrong;
        }
        file = std::move(*read);
    }
    auto const& world = *loaded->world;
    auto const program = rules::compile(value_of(given, "EXPR"), *world.schema);
    if (!program) {
        say(program.error(), streams.err);
        return input_wrong;
    }
    casework::Evaluation evaluation(world, file.facts, file.facts.date("as_of").value_or(today()));
    rules::Trace trace;
    auto const value = evaluation.frame().value(**program, &trace);
    streams.out << rules::to_string(value) << '\n';
    for (auto const& line : trace.lines())
        streams.out << "  " << line << '\n';
    return value.is_error() ? input_wrong : answered;
}

/// The shipped data, or that of a folder.
std::expected<catalog::Loaded, Problems> load(Given const& given, std::deque<std::string>& texts, Streams streams)
{
    auto const folder = value_of(given, "FOLDER");
    if (folder.empty())
        return catalog::shipped_world(true);
    std::vector<catalog::FileText> files;
    namespace fs = std::filesystem;
    std::error_code error;
    for (auto const* top : { "programmes", "forums" }) {
        fs::path const root = fs::path { folder } / top;
        if (!fs::is_directory(root, error))
            continue;
        for (auto const& entry : fs::recursive_directory_iterator(root, error)) {
            if (entry.path().extension() != ".toml")
                continue;
            auto text = read_file(entry.path().string(), streams.in);
            if (!text)
                return std::unexpected(Problems { { {}, text.error(), {} } });
            texts.push_back(std::move(*text));
            files.push_back({ fs::relative(entry.path(), folder).generic_string(), texts.back() });
        }
    }
    if (files.empty())
        return std::unexpected(Problems { { {},
            fmt::format("{} holds no rule book or forum: give the folder in which programmes/ or forums/ lies", folder),
            {} } });
    // Law, terms and what is said of every case lie under what the folder does not have itself.
    for (auto const& file : catalog::embedded_files()) {
        bool const own = std::ranges::any_of(files, [&](auto const& one) { return one.path == file.path; });
        if (!own && file.path.starts_with("forums/"))
            files.push_back({ std::string { file.path }, file.text });
    }
    std::ranges::sort(files, {}, &catalog::FileText::path);
    return catalog::load_world(files, true);
}

int check(Given const& given, Streams streams)
{
    std::deque<std::string> texts;
    auto const loaded = load(given, texts, streams);
    if (!loaded) {
        say(loaded.error(), streams.err);
        streams.err << fmt::format("{} problems\n", loaded.error().size());
        return input_wrong;
    }
    auto const& world = *loaded->world;
    std::size_t rules = 0;
    for (auto const& book : world.books)
        rules += book.scopes.size() + book.covers.size() + book.exclusions.size() + book.caps.size()
            + book.deadlines.size() + book.provisions.size();
    streams.out << fmt::format("{} books with {} rules, {} routes, {} warnings, {} tasks, {} cases: nothing wrong\n",
        world.books.size(), rules, world.routes.size(), world.guide.warnings.size(), world.guide.tasks.size(),
        loaded->cases.size());
    return answered;
}

std::string status_word(casework::RouteStatus status)
{
    switch (status) {
    case casework::RouteStatus::open:
        return "open";
    case casework::RouteStatus::conditional:
        return "conditional";
    case casework::RouteStatus::closed:
        return "closed";
    case casework::RouteStatus::unknown:
        return "unknown";
    }
    return "";
}

std::string verdict_word(casework::Verdict verdict)
{
    switch (verdict) {
    case casework::Verdict::covered:
        return "covered";
    case casework::Verdict::partly:
        return "partly";
    case casework::Verdict::not_covered:
        return "not_covered";
    case casework::Verdict::undecided:
        return "undecided";
    }
    return "";
}

std::string deadline_word(casework::DeadlineStatus status)
{
    static constexpr std::array<char const*, 6> words { "passed", "today", "soon", "later", "not_started", "unknown" };
    return words[static_cast<std::size_t>(status)];
}

/// Compares one example with what comes out; every difference is a line.
class CaseRun {
public:
    CaseRun(catalog::BookCase const& example, casework::World const& world) : example_(example), world_(world) { }

    std::vector<std::string> differences()
    {
        Problems problems;
        auto const inputs = book_inputs(example_.given, world_, arena_, problems);
        for (auto const& problem : problems)
            differences_.push_back(to_string(problem));
        assess::Options options;
        options.as_of = example_.as_of ? *example_.as_of : example_.given.facts.date("as_of").value_or(today());
        options.questions = false;
        options.trace = false;
        options.forecast = false;
        options.reading = example_.reading;
        auto const* book = find_book();
        if (book != nullptr)
            options.programme = book->id;
        auto const answer = assess::assess(world_, example_.given.facts, inputs, options);
        if (book != nullptr)
            cover(answer, *book, inputs, options);
        else if (auto const* route = find_route())
            this->route(answer, route->id);
        guide(answer);
        due(answer);
        return std::move(differences_);
    }

private:
    cover::Book const* find_book() const
    {
        auto const found = std::ranges::find_if(
            world_.books, [&](auto const& book) { return example_.folder.starts_with(book.folder); });
        return found == world_.books.end() ? nullptr : &*found;
    }
    matter::RouteBook const* find_route() const
    {
        auto const found = std::ranges::find(world_.routes, example_.folder, &matter::RouteBook::folder);
        return found == world_.routes.end() ? nullptr : &*found;
    }

    void expect(std::string_view what, std::string const& wanted, std::string const& came)
    {
        if (wanted != came)
            differences_.push_back(fmt::format("{}: expected {}, came {}", what, wanted, came));
    }

    static std::string text(std::optional<Money> const& amount) { return amount ? to_string(*amount) : "unknown"; }

    void cover(casework::Answer const& answer, cover::Book const& book, assess::BookInputs const& inputs,
        assess::Options const& options)
    {
        auto const found = std::ranges::find_if(
            answer.coverage, [&](auto const& one) { return one.programme == book.id && one.edition == book.edition; });
        if (found == answer.coverage.end()) {
            differences_.emplace_back("the programme does not bind this case");
            return;
        }
        if (example_.verdict)
            expect("verdict", *example_.verdict, verdict_word(found->verdict));
        if (example_.low)
            expect("low", *example_.low, text(found->range.low));
        if (example_.high)
            expect("high", *example_.high, text(found->range.high));
        auto const has = [&](std::string const& id) {
            return std::ranges::any_of(found->reasons, [&](auto const& reason) {
                return reason.rule == id && reason.outcome != "unknown" && reason.outcome != "open";
            }) || shown(book, id, inputs, options);
        };
        for (auto const& id : example_.reasons) {
            if (!has(id))
                differences_.push_back(fmt::format("the reason '{}' is not given", id));
        }
        for (auto const& id : example_.not_reasons) {
            if (has(id))
                differences_.push_back(fmt::format("the reason '{}' is given", id));
        }
        terms(book, inputs, options);
    }

    /// A provision of the book that holds in this case.
    bool shown(cover::Book const& book, std::string const& id, assess::BookInputs const& inputs,
        assess::Options const& options)
    {
        auto const provision = std::ranges::find(book.provisions, id, &cover::Provision::id);
        if (provision == book.provisions.end())
            return false;
        casework::Evaluation evaluation(world_, example_.given.facts, options.as_of);
        auto const given = inputs.find(book.id);
        cover::BookFrame frame(book, example_.reading.empty() ? book.readings.front().id : example_.reading, evaluation,
            given == inputs.end() ? cover::Inputs {} : given->second);
        return frame.holds(provision->readings) && frame.frame().truth(provision->when) == casework::Truth::yes;
    }

    void terms(cover::Book const& book, assess::BookInputs const& inputs, assess::Options const& options)
    {
        if (example_.terms.empty())
            return;
        casework::Evaluation evaluation(world_, example_.given.facts, options.as_of);
        auto const given = inputs.find(book.id);
        cover::BookFrame frame(book, example_.reading.empty() ? book.readings.front().id : example_.reading, evaluation,
            given == inputs.end() ? cover::Inputs {} : given->second);
        for (auto const& [id, wanted] : example_.terms) {
            auto value = frame.term(id);
            if (value.is(rules::Kind::absent))
                value = evaluation.term(id);
            auto const came = value.is(rules::Kind::money) ? to_string(value.as_money())
                : value.is(rules::Kind::string)            ? std::string { value.as_text() }
                                                           : rules::to_string(value);
            expect("term " + id, wanted, came);
        }
    }

    void route(casework::Answer const& answer, std::string const& id)
    {
        auto const found = std::ranges::find(answer.routes, id, &casework::Route::id);
        if (found == answer.routes.end())
            return;
        if (example_.status)
            expect("status", *example_.status, status_word(found->status));
        for (auto const& [part, wanted] : example_.cost) {
            auto const one = std::ranges::find(found->cost.parts, part, &casework::CostPart::id);
            expect("cost " + part, wanted, one == found->cost.parts.end() ? "none" : text(one->likely));
        }
    }

    void guide(casework::Answer const& answer)
    {
        auto const list = [&](auto const& wanted, auto const& items, auto member, bool there, std::string_view what) {
            for (auto const& id : wanted) {
                bool const came = std::ranges::any_of(items, [&](auto const& one) { return one.*member == id; });
                if (came != there)
                    differences_.push_back(fmt::format("the {} '{}' is {}given", what, id, there ? "not " : ""));
            }
        };
        list(example_.warnings, answer.warnings, &casework::Warning::id, true, "warning");
        list(example_.not_warnings, answer.warnings, &casework::Warning::id, false, "warning");
        list(example_.tasks, answer.plan, &casework::Task::id, true, "task");
        list(example_.evidence, answer.evidence, &casework::EvidenceItem::kind, true, "evidence");
    }

    void due(casework::Answer const& answer)
    {
        auto const check = [&](std::string const& id, std::string const& wanted, bool date) {
            auto const found = std::ranges::find(answer.deadlines, id, &casework::Deadline::id);
            if (found == answer.deadlines.end())
                differences_.push_back(fmt::format("there is no deadline '{}'", id));
            else if (date)
                expect("due " + id, wanted, found->due ? to_string(*found->due) : "unknown");
            else
                expect("status of " + id, wanted, deadline_word(found->status));
        };
        for (auto const& [id, wanted] : example_.due)
            check(id, wanted, true);
        for (auto const& [id, wanted] : example_.due_status)
            check(id, wanted, false);
    }

    catalog::BookCase const& example_;
    casework::World const& world_;
    rules::Arena arena_;
    std::vector<std::string> differences_;
};

int test(Given const& given, Streams streams)
{
    std::deque<std::string> texts;
    auto const loaded = load(given, texts, streams);
    if (!loaded) {
        say(loaded.error(), streams.err);
        return input_wrong;
    }
    std::size_t failed = 0;
    for (auto const& example : loaded->cases) {
        auto const differences = CaseRun(example, *loaded->world).differences();
        failed += differences.empty() ? 0 : 1;
        for (auto const& difference : differences)
            streams.out << fmt::format(
                "{}:{}: {}: {}\n", example.place.file, example.place.line, example.name, difference);
    }
    streams.out << fmt::format("{} cases, {} differ\n", loaded->cases.size(), failed);
    return failed == 0 ? answered : input_wrong;
}

} // namespace

Subcommand const rules_eval_command { "rules eval", "Work out one expression, with what decided it",
    "recourse rules eval 'paid > money(\"1000.00 USD\")' --facts case.toml", eval_words, eval_options, &eval };
Subcommand const rules_check_command { "rules check", "Check rule books, routes and everything beside them",
    "recourse rules check", folder_words, {}, &check };
Subcommand const rules_test_command { "rules test", "Run the cases that rule books and routes carry",
    "recourse rules test", folder_words, {}, &test };

} // namespace recourse::cli
