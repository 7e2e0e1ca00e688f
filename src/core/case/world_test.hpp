#pragma once

// For tests: small worlds and facts, as text.

#include "core/case/evaluation.hpp"
#include "core/case/results.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace recourse::casework {

inline Currency const usd = *Currency::from_code("USD");

/// Null for an empty text. What does not compile fails the test.
inline Expression compiled(std::string_view text, rules::Schema const& schema)
{
    if (text.empty())
        return nullptr;
    auto program = rules::compile(text, schema);
    if (!program) {
        for (auto const& problem : program.error())
            ADD_FAILURE() << text << ": " << to_string(problem);
        return nullptr;
    }
    return *program;
}

struct TermText {
    std::string_view id, is;
    bool per_problem = false;
};

/// A world whose shared terms are these, and in which nothing else is said. Those of one defect come last.
inline World small_world(std::initializer_list<TermText> terms)
{
    World world;
    world.arena = std::make_shared<rules::Arena>();
    auto schema = fact_schema();
    auto const tables = std::make_shared<rules::RecordType const>(rules::RecordType { "table", {} });
    world.table_slot = schema.declare("table", rules::Type::record(tables));
    world.table_value = rules::Value::record_of(*world.arena, *tables, {});
    rules::Schema of_problem;
    auto const declare = [&](rules::Schema& in, TermText const& text) {
        SharedTerm term;
        term.id = text.id;
        term.per_problem = text.per_problem;
        term.is = compiled(text.is, in);
        if (term.is)
            term.slot = in.declare(term.id, rules::type_of(*term.is));
        world.terms.push_back(std::move(term));
    };
    for (auto const& text : terms) {
        if (!text.per_problem)
            declare(schema, text);
    }
    of_problem = schema;
    world.problem_slot = of_problem.declare("problem", fact_type("problems"));
    for (auto const& text : terms) {
        if (text.per_problem)
            declare(of_problem, text);
    }
    auto guide = schema;
    declare_results(guide);
    auto route = guide;
    declare_route(route);
    world.guide_schema = std::make_shared<rules::Schema const>(std::move(guide));
    world.route_schema = std::make_shared<rules::Schema const>(std::move(route));
    world.schema = std::make_shared<rules::Schema const>(std::move(schema));
    world.problem_schema = std::make_shared<rules::Schema const>(std::move(of_problem));
    return world;
}

/// Facts by path, each as a case file has it but without quotes: "true", "2026-03-01", "480.00 USD", a word.
using FactTexts = std::initializer_list<std::pair<std::string_view, std::string_view>>;

inline void put(Facts& facts, std::string_view path, std::string_view text)
{
    auto const at = parse_path(path);
    ASSERT_TRUE(at) << path;
    switch (fact_groups()[at->group].fields[at->field].kind) {
    case FactKind::boolean:
        return facts.set(*at, rules::Value::of(text == "true"));
    case FactKind::date:
        return facts.set(*at, rules::Value::of(parse_date(text).value()));
    case FactKind::money:
        return facts.set(*at, rules::Value::of(parse_money(text).value()));
    default:
        return facts.set_text(*at, text);
    }
}

inline Facts facts_of(FactTexts texts)
{
    Facts facts;
    for (auto const& [path, text] : texts)
        put(facts, path, text);
    return facts;
}

inline Date day(std::string_view text)
{
    return parse_date(text).value();
}

inline std::string_view word(Truth truth)
{
    return truth == Truth::yes ? "yes" : truth == Truth::no ? "no" : "open";
}

} // namespace recourse::casework
