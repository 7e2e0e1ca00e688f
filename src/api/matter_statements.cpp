#include "api/forum_words.hpp"
#include "api/matter_views.hpp"
#include "api/query.hpp"
#include "api/statement_refusals.hpp"
#include "brief/matter_statement.hpp"
#include "core/case/world.hpp"
#include "core/quantum/print.hpp"

#include <algorithm>
#include <array>

// The claim statement of a matter: itemised, with interest, in the currency of the contract and in renminbi, worked
// out anew for the day that is asked.

namespace recourse::api {

namespace {

using accounts::Scope;

struct StatementLine {
    std::string kind; ///< "head", "interest", "receipt"
    std::string id;
    std::string head; ///< "price_refund"; empty of a receipt
    std::string what;
    Date date;
    std::string how; ///< the formula, in figures
    Money own; ///< as measured, in its own currency
    Money sum; ///< what counts of it, in the currency of the contract
    Money rmb;
    std::optional<Money> open; ///< after what was received; nothing of a receipt
    std::vector<std::string> evidence;
    std::string note;
    SourceLine source;
};
BOOST_DESCRIBE_STRUCT(StatementLine, (), (kind, id, head, what, date, how, own, sum, rmb, open, evidence, note, source))

struct StatementSums {
    Money heads, interest, received;
    Money total; ///< heads + interest - received; below zero where too much was received
    Money interest_a_day;
};
BOOST_DESCRIBE_STRUCT(StatementSums, (), (heads, interest, received, total, interest_a_day))

struct StatementMode {
    std::string mode;
    Money interest, total, interest_a_day;
};
BOOST_DESCRIBE_STRUCT(StatementMode, (), (mode, interest, total, interest_a_day))

struct NotClaimed {
    std::string item, by;
    Money amount;
    std::string why;
    SourceLine source;
};
BOOST_DESCRIBE_STRUCT(NotClaimed, (), (item, by, amount, why, source))

struct StatementWarning {
    std::string id;
    bool warns = true; ///< false: a note
    std::string item;
    std::string says;
    SourceLine source;
};
BOOST_DESCRIBE_STRUCT(StatementWarning, (), (id, warns, item, says, source))

struct StatementRemark {
    std::string about;
    std::string says;
};
BOOST_DESCRIBE_STRUCT(StatementRemark, (), (about, says))

struct StatementView {
    Id<Matter> id;
    Date as_of;
    std::string currency; ///< of the contract, ISO 4217
    std::string mode; ///< by which the rate follows the day of the breach, or each change: the other one stands below
    Ratio uplift; ///< on the loan prime rate
    SourceLine rates_from;
    std::vector<StatementLine> lines; ///< their sums add up to the total; what was received is negative
    StatementSums sums, rmb;
    StatementMode other_mode;
    std::vector<NotClaimed> not_claimed;
    std::vector<StatementWarning> warnings;
    std::vector<StatementRemark> remarks;
    std::vector<std::string> exchange_rates; ///< that were used
};
BOOST_DESCRIBE_STRUCT(StatementView, (),
    (id, as_of, currency, mode, uplift, rates_from, lines, sums, rmb, other_mode, not_claimed, warnings, remarks,
        exchange_rates))

constexpr std::array<std::string_view, 2> mode_words { "lpr-at-breach", "lpr-segmented" };
std::string word_of(quantum::Mode mode)
{
    return std::string { mode_words.at(static_cast<std::size_t>(mode)) };
}

StatementSums shown(quantum::Sums const& one)
{
    return { one.heads, one.interest, one.received, one.total, one.interest_a_day };
}

StatementLine shown(quantum::Line const& one, Language language)
{
    static constexpr std::array<std::string_view, 3> kinds { "head", "interest", "receipt" };
    StatementLine line { std::string { kinds.at(static_cast<std::size_t>(one.kind)) }, one.id,
        one.head ? std::string { quantum::key(*one.head) } : std::string {}, one.what.in(language), one.date,
        one.formula.in(language), one.own, one.sum, one.rmb, {}, one.evidence, one.note.in(language),
        api::shown(one.source) };
    if (one.kind != quantum::LineKind::receipt)
        line.open = one.open;
    return line;
}

StatementView shown(
    Id<Matter> id, quantum::Statement const& stated, std::vector<brief::Remark> const& remarks, Language language)
{
    StatementView view;
    view.id = id;
    view.as_of = stated.as_of;
    view.currency = std::string { stated.currency.code() };
    view.mode = word_of(stated.terms.mode);
    view.uplift = stated.terms.uplift;
    view.rates_from = api::shown(stated.terms.source);
    for (auto const& one : stated.lines)
        view.lines.push_back(shown(one, language));
    view.sums = shown(stated.sums);
    view.rmb = shown(stated.rmb);
    view.other_mode
        = { word_of(stated.other.mode), stated.other.interest, stated.other.total, stated.other.interest_a_day };
    for (auto const& one : stated.exclusions)
        view.not_claimed.push_back({ one.item, one.by, one.amount, one.why.in(language), api::shown(one.source) });
    for (auto const& one : stated.warnings)
        view.warnings.push_back({ one.id, one.severity == quantum::Severity::warn, one.item, one.says.in(language),
            api::shown(one.source) });
    for (auto const& one : remarks)
        view.remarks.push_back({ one.fact, language == Language::zh ? one.says.zh : one.says.en });
    for (auto const& used : stated.rates)
        view.exchange_rates.push_back(to_string(used.rate));
    return view;
}

void read_statement(Call& call)
{
    Id<Matter> id;
    auto const matter = matter_of(call, id);
    if (!matter)
        return;
    auto const& state = matter->state;
    auto const language = http::language_of(call.request);
    note(call, "matter", id.number, accounts::Deed::read);
    auto day = call.desk.today();
    if (auto const asked = query::moment_asked(call, "on"))
        day = call.desk.zone().civil(*asked).date;
    auto const world = call.desk.world();
    quantum::Terms terms;
    if (auto const mode = call.request.query.find("mode"))
        terms.mode = *mode == mode_words.front() ? quantum::Mode::at_breach : quantum::Mode::segmented;
    terms.rates = brief::loan_prime_rates(*world);
    if (auto const table = std::ranges::find(world->tables, "lpr", &casework::Table::id); table != world->tables.end())
        terms.source = table->source;
    std::optional<Money> paid;
    if (state.order)
        paid = order::received(track_of(call.desk, state.order).order);
    auto const basis = brief::basis_of(state, paid, day, std::move(terms), world->rates);
    auto const stated = quantum::statement(basis.particulars);
    if (!stated) {
        auto problem = problem_of({ &statement_refusals::not_made, {}, {} }, language);
        for (auto const& one : stated.error())
            problem.errors.push_back({ one.at, fmt::format("{}: {}", one.says.in(language), one.remedy.in(language)) });
        return call.refuse(std::move(problem));
    }
    if (call.request.query.get("format") == "text")
        return call.answer(
            http::Response::text(quantum::printed(*stated, language, 80)).with("Cache-Control", "private, no-cache"));
    give(call, matter->version, json_of(shown(id, *stated, basis.remarks, language)));
}

} // namespace

void add_matter_statements(std::vector<Operation>& table)
{
    table.push_back({ .path = "/v1/matters/{matter}/statement",
        .id = "matters.statement",
        .summary = "The claim statement: each head with its interest, less what came on any route, in two currencies",
        .scope = Scope::read,
        .gives = given<StatementView>(),
        .runs = http::Runs::aside,
        .query = { query::moment("on", "of which day, today if nothing is said"),
            query::one_of("mode", "which loan prime rate interest follows: each change of it if nothing is said",
                { std::string { mode_words[0] }, std::string { mode_words[1] } }),
            query::one_of("format", "json if nothing is said; text is a page in the language of the request",
                { "json", "text" }) },
        .run = read_statement });
}

} // namespace recourse::api
