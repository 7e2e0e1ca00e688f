#include "catalog/case_run.hpp"

#include "catalog/book_inputs.hpp"
#include "core/case/answer_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::catalog {

namespace {

/// Compares one example with what comes out; every difference is a line.
class CaseRun {
public:
    CaseRun(BookCase const& example, casework::World const& world, Date today)
        : example_(example)
        , world_(world)
        , today_(today)
    {
    }

    std::vector<std::string> differences()
    {
        Problems problems;
        auto const inputs = book_inputs(example_.given, world_, arena_, problems);
        for (auto const& problem : problems)
            differences_.push_back(to_string(problem));
        assess::Options options;
        options.as_of = example_.as_of ? *example_.as_of : example_.given.facts.date("as_of").value_or(today_);
        options.questions = false;
        options.trace = false;
        options.forecast = false;
        options.reading = example_.reading;
        auto const* book = find_book();
        if (book != nullptr)
            options.programme = book->id;
        if (book != nullptr && !example_.reading.empty() && book->find_reading(example_.reading) == nullptr)
            return { fmt::format("the book declares no reading '{}'", example_.reading) };
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
            world_.books, [&](auto const& book) { return lies_in(example_.folder, book.folder); });
        return found == world_.books.end() ? nullptr : &*found;
    }
    route::RouteBook const* find_route() const
    {
        auto const found = std::ranges::find(world_.routes, example_.folder, &route::RouteBook::folder);
        return found == world_.routes.end() ? nullptr : &*found;
    }

    /// The one that the example names, else the book's first.
    cover::Reading const& reading(cover::Book const& book) const
    {
        auto const* named = book.find_reading(example_.reading);
        return named == nullptr ? book.readings.front() : *named;
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
            expect("verdict", *example_.verdict, std::string { word(found->verdict) });
        if (example_.low)
            expect("low", *example_.low, text(found->range.low));
        if (example_.high)
            expect("high", *example_.high, text(found->range.high));
        auto const has = [&](std::string const& id) {
            return std::ranges::any_of(found->reasons, [&](auto const& reason) {
                return reason.rule == id && reason.outcome != "unknown" && reason.outcome != "open";
            }) || text_shown(book, id, {}, inputs, options);
        };
        for (auto const& id : example_.reasons) {
            if (!has(id))
                differences_.push_back(fmt::format("the reason '{}' is not given", id));
        }
        for (auto const& id : example_.not_reasons) {
            if (has(id))
                differences_.push_back(fmt::format("the reason '{}' is given", id));
        }
        for (auto const& [id, wanted] : example_.says)
            says(*found, book, id, wanted, inputs, options);
        for (auto const& [id, holds] : example_.transitions) {
            auto const* one = provision(book, id, "transition");
            if (one == nullptr)
                differences_.push_back(fmt::format("the book has no transition '{}'", id));
            else if ((text_shown(book, id, "transition", inputs, options) != std::nullopt) != holds)
                differences_.push_back(fmt::format("the transition '{}' {}", id, holds ? "does not hold" : "holds"));
        }
        terms(book, inputs, options);
    }

    static cover::Provision const* provision(cover::Book const& book, std::string const& id, std::string_view table)
    {
        auto const found = std::ranges::find_if(
            book.provisions, [&](auto const& one) { return one.id == id && (table.empty() || one.table == table); });
        return found == book.provisions.end() ? nullptr : &*found;
    }

    /// The English sentence of a provision of the book that holds in this case; of any table where none is named.
    std::optional<std::string> text_shown(cover::Book const& book, std::string const& id, std::string_view table,
        assess::BookInputs const& inputs, assess::Options const& options)
    {
        if (provision(book, id, table) == nullptr)
            return std::nullopt;
        casework::Evaluation evaluation(world_, example_.given.facts, options.as_of);
        auto const given = inputs.find(book.id);
        cover::Inputs const own = given == inputs.end() ? cover::Inputs {} : given->second;
        cover::BookFrame frame(book, reading(book), evaluation, own);
        for (auto const& one : book.provisions) {
            if (one.id == id && (table.empty() || one.table == table) && frame.holds(one.readings)
                && frame.frame().truth(one.when) == casework::Truth::yes)
                return frame.frame().say(one.says, Language::en);
        }
        return std::nullopt;
    }

    /// The rule must speak in this case, and its sentence must contain what the case names.
    void says(casework::Coverage const& coverage, cover::Book const& book, std::string const& id,
        std::vector<std::string> const& wanted, assess::BookInputs const& inputs, assess::Options const& options)
    {
        auto const reason = std::ranges::find(coverage.reasons, id, &casework::Reason::rule);
        auto const text = reason != coverage.reasons.end() ? std::optional { reason->text }
                                                           : text_shown(book, id, {}, inputs, options);
        if (!text) {
            differences_.push_back(fmt::format("the rule '{}' says nothing", id));
            return;
        }
        for (auto const& part : wanted) {
            if (text->find(part) == std::string::npos)
                differences_.push_back(fmt::format("the rule '{}' does not say '{}': {}", id, part, *text));
        }
    }

    void terms(cover::Book const& book, assess::BookInputs const& inputs, assess::Options const& options)
    {
        if (example_.terms.empty())
            return;
        casework::Evaluation evaluation(world_, example_.given.facts, options.as_of);
        auto const given = inputs.find(book.id);
        cover::BookFrame frame(
            book, reading(book), evaluation, given == inputs.end() ? cover::Inputs {} : given->second);
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
            expect("status", *example_.status, std::string { word(found->status) });
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
                expect("status of " + id, wanted, std::string { word(found->status) });
        };
        for (auto const& [id, wanted] : example_.due)
            check(id, wanted, true);
        for (auto const& [id, wanted] : example_.due_status)
            check(id, wanted, false);
    }

    BookCase const& example_;
    casework::World const& world_;
    Date today_;
    rules::LocalArena arena_;
    std::vector<std::string> differences_;
};

} // namespace

Problems failing_cases(Data const& data, Date today)
{
    Problems problems;
    for (auto const& example : data.cases)
        for (auto& difference : CaseRun(example, *data.world, today).differences())
            problems.push_back(
                { { example.place.file, example.place.line, 0 }, fmt::format("{}: {}", example.name, difference), {} });
    return problems;
}

} // namespace recourse::catalog
