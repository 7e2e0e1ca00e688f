#include "brief/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace recourse::brief {

namespace {

std::string text_of(papers::Value const* value)
{
    if (value == nullptr)
        return {};
    auto const& words = std::get<papers::Words>(value->is);
    return words.zh.empty() ? words.en : words.zh;
}

std::optional<forum::Clause> clause_of(forum::Book const& book, Study const& study)
{
    auto text = text_of(study.value("order.arbitration_clause"));
    if (text.empty())
        text = text_of(study.value("order.court_clause"));
    if (text.empty())
        text = study.facts.text("order.court_clause").value_or("");
    if (text.empty())
        return std::nullopt;
    auto read = forum::ClauseReader(book).read(text);
    return read ? std::optional { *std::move(read) } : std::nullopt;
}

std::optional<bool> truth(casework::Evaluation& evaluation, std::string_view term)
{
    auto const value = evaluation.term(term);
    return value.is(rules::Kind::boolean) ? std::optional { value.boolean } : std::nullopt;
}

} // namespace

papers::Value const* Study::value(std::string_view field) const
{
    auto const found = given.find(field);
    return found == given.end() ? nullptr : &found->second;
}

std::vector<papers::Exhibit> exhibits_of(casework::Facts const& facts)
{
    std::vector<papers::Exhibit> exhibits;
    auto const count = facts.items(static_cast<std::uint16_t>(casework::find_group("evidence")));
    for (std::size_t i = 1; i <= count; ++i)
        exhibits.push_back({ fmt::format("evidence-{}", i), fmt::format("{}{}", exhibit_letter, i), 0 });
    return exhibits;
}

Study study(
    Books const& books, casework::Facts facts, assess::BookInputs const& inputs, Fields given, Options const& options)
{
    assess::Options asked;
    asked.as_of = options.as_of;
    asked.as_of_given = true;
    asked.trace = asked.forecast = false; // no paper tells chances
    auto en = assess::assess(books.world, facts, inputs, asked);
    asked.language = Language::zh;
    auto zh = assess::assess(books.world, facts, inputs, asked);
    Study result { books, std::move(facts), options.as_of, std::move(given), {}, std::move(en), std::move(zh), {}, {},
        {}, std::unexpected { quantum::Faults {} }, {} };
    result.exhibits = exhibits_of(result.facts);
    casework::Evaluation evaluation(books.world, result.facts, options.as_of);
    result.paid = evaluation.money_term("paid");
    // The rule takes a country that is not known for one that may be a party; a paper says only what is known.
    if (result.facts.text("buyer.country") && result.facts.text("supplier.country"))
        result.cisg = truth(evaluation, "cisg_applies");
    quantum::Terms terms;
    terms.mode = options.mode;
    terms.uplift = options.uplift;
    terms.rates = loan_prime_rates(books.world);
    if (auto const table = std::ranges::find(books.world.tables, "lpr", &casework::Table::id);
        table != books.world.tables.end())
        terms.source = table->source;
    result.basis = basis_of(evaluation, result.given, result.exhibits, std::move(terms));
    result.statement = quantum::statement(result.basis.particulars);
    result.clause = clause_of(books.forum, result);
    return result;
}

} // namespace recourse::brief
