#pragma once

// For the tests of this folder and of core/assess: a book made of expressions, over a world with the terms that the
// engine reads.

#include "core/case/world_test.hpp"
#include "core/cover/assess.hpp"

namespace recourse::cover {

/// What is claimed for a defect is its loss, else anything up to the order's value; together no more than the losses
/// that are stated, or the value. What the platform has awarded is no longer claimed.
inline casework::World cover_world()
{
    return casework::small_world({
        { "case_currency", "\"USD\"" },
        { "paid", "sum(payments.map(p, p.amount))" },
        { "awarded", "known(claim.awarded) ? claim.awarded : money(\"0.00 USD\")" },
        { "stated", "sum(problems.filter(p, known(p.loss)).map(p, p.loss))" },
        { "goods_claim",
            "max(money(\"0.00 USD\"), (problems.all(p, known(p.loss)) ? stated : order.value) - awarded)" },
        { "goods_claim_low", "max(money(\"0.00 USD\"), stated - awarded)" },
        { "claimed", "goods_claim" },
        { "claimed_low", "goods_claim_low" },
        { "problem_claim", "known(problem.loss) ? problem.loss : order.value", true },
        { "problem_claim_low", "known(problem.loss) ? problem.loss : money(\"0.00 USD\")", true },
    });
}

class TestBook {
public:
    explicit TestBook(casework::World const& world, std::vector<std::string> readings = { "text" })
    {
        book_.id = "test";
        book_.edition = "1";
        auto schema = *world.schema;
        book_.input_type = std::make_shared<rules::RecordType const>(rules::RecordType { "input", {} });
        book_.input_slot = schema.declare("input", rules::Type::record(book_.input_type));
        auto problem = schema;
        book_.problem_slot = problem.declare("problem", casework::fact_type("problems"));
        for (auto const& term : world.terms) {
            if (term.per_problem)
                problem.declare(term.id, rules::type_of(*term.is));
        }
        book_.schema = std::make_shared<rules::Schema const>(std::move(schema));
        book_.problem_schema = std::make_shared<rules::Schema const>(std::move(problem));
        for (auto& id : readings)
            book_.readings.push_back({ std::move(id), {}, {}, false });
    }

    using Names = std::vector<std::string>;
    TestBook& scope(std::string_view when, Names readings = {})
    {
        add(book_.scopes, of_order(when), std::move(readings));
        return *this;
    }
    TestBook& cover(std::string_view when, std::string_view amount = {}, Names readings = {})
    {
        add(book_.covers, of_problem(when), std::move(readings)).amount = of_problem(amount);
        return *this;
    }
    /// Of one defect where `per_problem`.
    TestBook& exclusion(
        Effect effect, bool per_problem, std::string_view when, std::string_view amount = {}, Names readings = {})
    {
        auto const in = [&](std::string_view text) { return per_problem ? of_problem(text) : of_order(text); };
        auto& one = add(book_.exclusions, in(when), std::move(readings));
        one.effect = effect;
        one.per_problem = per_problem;
        one.amount = in(amount);
        return *this;
    }
    /// Without `high` it has no upper end; "=" makes it the same as `low`.
    TestBook& cap(std::string_view when, std::string_view low, std::string_view high = "=", Names readings = {})
    {
        auto& one = add(book_.caps, of_order(when), std::move(readings));
        one.low = of_order(low);
        one.high = high == "=" ? one.low : of_order(high);
        one.open_ended = !one.high;
        return *this;
    }
    casework::DeadlineRule& window(
        std::string_view when, std::string_view due, std::string_view done, std::string_view opens = {})
    {
        auto& rule = book_.deadlines.emplace_back();
        rule.id = "claim-window";
        rule.bars = true;
        rule.when = of_order(when);
        rule.due = of_order(due);
        rule.done = of_order(done);
        rule.opens = of_order(opens);
        return rule;
    }

    Book const& get() const { return book_; }
    Outcome decide(casework::World const& world, casework::Facts const& facts) const
    {
        casework::Evaluation evaluation(world, facts, casework::day("2026-03-01"));
        return cover::decide(book_, evaluation, {});
    }

private:
    casework::Expression of_order(std::string_view text) const { return casework::compiled(text, *book_.schema); }
    casework::Expression of_problem(std::string_view text) const
    {
        return casework::compiled(text, *book_.problem_schema);
    }
    template <class Rule>
    Rule& add(std::vector<Rule>& rules, casework::Expression when, Names readings)
    {
        auto& one = rules.emplace_back();
        one.id = "rule-" + std::to_string(rules.size());
        one.when = std::move(when);
        one.readings = std::move(readings);
        return one;
    }

    Book book_;
};

} // namespace recourse::cover
