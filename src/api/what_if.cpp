#include "api/rule_books.hpp"
#include "base/check.hpp"
#include "core/assess/difference.hpp"
#include "core/case/answer_words.hpp"
#include "core/programme/claim_facts.hpp"
#include "core/programme/provisions.hpp"

#include <map>
#include <tuple>

// What would be different for open orders and claims if another edition bound them. Nothing is kept.

namespace recourse::api {

namespace {

using accounts::Scope;
using cover::Book;

constexpr std::size_t subjects_max = 500; ///< of each kind that are looked at

struct WhatIfRule {
    std::string change; ///< "gone", "come", "changed"
    std::string table;
    std::string id;
    std::vector<std::string> what; ///< of a changed rule: "when", "says", ...
};
BOOST_DESCRIBE_STRUCT(WhatIfRule, (), (change, table, id, what))

struct WhatIfSide {
    std::string verdict;
    Money low; ///< what the desk would propose at least
    Money high;
};
BOOST_DESCRIBE_STRUCT(WhatIfSide, (), (verdict, low, high))

struct WhatIfClaim {
    Id<Claim> claim;
    Id<Order> order;
    std::string edition; ///< that binds it
    WhatIfSide before;
    WhatIfSide after;
    std::vector<std::string> rules_gone; ///< that speak before and not after
    std::vector<std::string> rules_come;
};
BOOST_DESCRIBE_STRUCT(WhatIfClaim, (), (claim, order, edition, before, after, rules_gone, rules_come))

struct WhatIfOrder {
    Id<Order> order;
    std::string edition;
    order::Phase phase = order::Phase::none;
    std::vector<act::Timer> timers_before; ///< of the present phase, counted from the day on which it began
    std::vector<act::Timer> timers_after;
    std::vector<std::string> words; ///< what else differs
};
BOOST_DESCRIBE_STRUCT(WhatIfOrder, (), (order, edition, phase, timers_before, timers_after, words))

/// What open claims together would be proposed more or less, in one currency.
struct WhatIfSum {
    Money low;
    Money high;
};
BOOST_DESCRIBE_STRUCT(WhatIfSum, (), (low, high))

struct WhatIf {
    Digest digest;
    std::string programme;
    std::string edition;
    std::string reading;
    std::vector<WhatIfRule> rules; ///< against the edition that is in force today
    std::uint32_t claims_run = 0;
    std::uint32_t orders_run = 0;
    bool complete = true; ///< false: there are more open ones than were looked at
    std::vector<WhatIfClaim> claims; ///< that differ
    std::vector<WhatIfOrder> orders; ///< that differ
    std::vector<WhatIfSum> sums;
};
BOOST_DESCRIBE_STRUCT(
    WhatIf, (), (digest, programme, edition, reading, rules, claims_run, orders_run, complete, claims, orders, sums))

/// One comparison: all of it rests on one world, which has both editions.
class Comparison {
public:
    Comparison(Call& call, app::RuleBooks const& books, KeptBook const& kept, app::RunProgramme const& run)
        : call_(call)
        , books_(books)
        , run_(run)
        , after_(*books.find_book(kept.programme, kept.edition))
    {
        result_.digest = kept.digest;
        result_.programme = kept.programme;
        result_.edition = kept.edition;
        result_.reading = run.reading;
    }

    /// False: an answer has been given, the views give none.
    bool run()
    {
        rules();
        using Phase = claim::Phase;
        for (auto const phase : { Phase::negotiation, Phase::review, Phase::returning, Phase::replacing, Phase::agreed,
                 Phase::decided, Phase::reopened }) {
            auto const numbers = numbers_in(app::View::claims, static_cast<std::uint8_t>(phase), result_.claims_run);
            if (!numbers)
                return false;
            for (auto const number : *numbers)
                claim({ number });
        }
        for (auto const phase :
            { order::Phase::awaiting_payment, order::Phase::awaiting_shipment, order::Phase::awaiting_receipt }) {
            auto const numbers = numbers_in(app::View::orders, static_cast<std::uint8_t>(phase), result_.orders_run);
            if (!numbers)
                return false;
            for (auto const number : *numbers) {
                if (!order({ number }))
                    return false;
            }
        }
        for (auto& [currency, sum] : sums_) {
            if (sum.low.minor != 0 || sum.high.minor != 0)
                result_.sums.push_back(sum);
        }
        return true;
    }

    WhatIf const& result() const { return result_; }

private:
    void rules()
    {
        auto const* rules = books_.in_force(run_.programme, call_.desk.today());
        auto const* before = rules == nullptr ? nullptr : books_.find_book(run_.programme, rules->edition());
        if (before == nullptr)
            return;
        for (auto& one : assess::rule_changes({ before, run_.reading }, { &after_, run_.reading })) {
            using Kind = assess::RuleChange::Kind;
            auto const* word = one.kind == Kind::gone ? "gone" : one.kind == Kind::come ? "come" : "changed";
            result_.rules.push_back({ word, one.table, one.id, std::move(one.what) });
        }
    }

    /// The subjects in a phase, latest change first, as far as the bound lets.
    std::optional<std::vector<std::uint64_t>> numbers_in(app::View view, std::uint8_t phase, std::size_t run)
    {
        auto const found = call_.desk.store().page({ .view = static_cast<store::View>(view),
            .scopes = app::lists_of(view, phase),
            .direction = store::Direction::descending,
            .limit = subjects_max + 1,
            .bodies = static_cast<store::View>(view) });
        if (!found) {
            call_.refuse(unavailable());
            return std::nullopt;
        }
        std::vector<std::uint64_t> numbers;
        for (auto const& item : found->value) {
            if (!item.body)
                continue;
            auto const text = app::text_of(*item.body);
            std::uint64_t number = 0;
            if (view == app::View::claims) {
                if (auto const line = packed::unpack<app::ClaimLine>(text))
                    number = line->id.number;
            } else if (auto const line = packed::unpack<app::OrderLine>(text))
                number = line->id.number;
            if (numbers.size() + run >= subjects_max) {
                result_.complete = false;
                break;
            }
            numbers.push_back(number);
        }
        return numbers;
    }

    /// The book that binds the order; null where it is of another programme, or bound to this very edition.
    Book const* before_of(order::State const& state) const
    {
        if (state.terms.programme != run_.programme || !state.agreed_on || state.edition == after_.edition)
            return nullptr;
        return books_.binding(state.terms.programme, state.edition, state.reading) == nullptr
            ? nullptr
            : books_.find_book(state.terms.programme, state.edition);
    }

    void claim(Id<Claim> number)
    {
        auto const claim = peek<claim::State>(call_.desk, { codec::Subject::claim, number.number }).state;
        auto const order = peek<order::State>(call_.desk, { codec::Subject::order, claim.order.number }).state;
        auto const* before = before_of(order);
        if (before == nullptr)
            return;
        ++result_.claims_run;
        auto const& world = *books_.world();
        auto const day = programme::last_day(claim);
        auto const facts_before = programme::facts_of(claim, order, before->platform);
        auto const facts_after = programme::facts_of(claim, order, after_.platform);
        casework::Evaluation was(world, facts_before, day);
        casework::Evaluation is(world, facts_after, day);
        auto change = assess::case_change(was, { before, order.reading }, {}, is, { &after_, run_.reading }, {});
        auto const side = [&](cover::Outcome const& outcome, std::string const& edition, std::string const& reading) {
            auto const* rules = books_.claims(run_.programme, edition, reading);
            RECOURSE_ASSERT(rules != nullptr);
            auto const proposal = rules->proposal(claim, order);
            return WhatIfSide { std::string { casework::word(outcome.verdict) }, proposal.low, proposal.high };
        };
        WhatIfClaim one { number, claim.order, order.edition, side(change.before, order.edition, order.reading),
            side(change.after, after_.edition, run_.reading), std::move(change.reasons_gone),
            std::move(change.reasons_come) };
        auto const& [b, a] = std::tie(one.before, one.after);
        bool const differs = b.verdict != a.verdict || b.low != a.low || b.high != a.high || !one.rules_gone.empty()
            || !one.rules_come.empty();
        if (!differs)
            return;
        auto& sum = sums_
                        .try_emplace(std::string { b.low.currency.code() },
                            WhatIfSum { { 0, b.low.currency }, { 0, b.low.currency } })
                        .first->second;
        sum.low = sum.low + (a.low - b.low);
        sum.high = sum.high + (a.high - b.high);
        result_.claims.push_back(std::move(one));
    }

    /// The day on which the order came into its phase; nothing: the store gives no answer.
    std::optional<Date> entered(Id<Order> number, Date otherwise) const
    {
        auto const events
            = call_.desk.store().read_stream(codec::to_number({ codec::Subject::order, number.number }), 1);
        if (!events)
            return std::nullopt;
        order::State state;
        auto day = otherwise;
        for (auto const& event : events->value) {
            auto const stored = app::unpacked(event);
            auto const* what = stored ? std::get_if<order::Event>(&stored->what) : nullptr;
            if (what == nullptr)
                return std::nullopt;
            auto const phase = state.phase;
            evolve(state, *what);
            if (state.phase != phase)
                day = call_.desk.zone().civil(event.at).date;
        }
        return day;
    }

    bool order(Id<Order> number)
    {
        auto const state = peek<order::State>(call_.desk, { codec::Subject::order, number.number }).state;
        auto const* before = before_of(state);
        if (before == nullptr)
            return true;
        ++result_.orders_run;
        auto const day = entered(number, *state.agreed_on);
        if (!day) {
            call_.refuse(unavailable());
            return false;
        }
        auto const* was = books_.binding(run_.programme, state.edition, state.reading);
        auto const* is = books_.binding(run_.programme, after_.edition, run_.reading);
        WhatIfOrder one { number, state.edition, state.phase, was->timers(state.phase, *day, state),
            is->timers(state.phase, *day, state), {} };
        for (auto const role : { act::Role::buyer, act::Role::supplier }) {
            auto const by_old = was->may_cancel(role, state);
            auto const by_new = is->may_cancel(role, state);
            auto const said = [](std::optional<std::string> const& rule) {
                return rule ? fmt::format("may cancel by '{}'", *rule) : std::string { "may not cancel" };
            };
            if (by_old != by_new)
                one.words.push_back(
                    fmt::format("the {} {}, before it {}", act::word(role), said(by_new), said(by_old)));
        }
        if (one.timers_before != one.timers_after || !one.words.empty())
            result_.orders.push_back(std::move(one));
        return true;
    }

    Call& call_;
    app::RuleBooks const& books_;
    app::RunProgramme const& run_;
    Book const& after_;
    WhatIf result_;
    std::map<std::string, WhatIfSum> sums_;
};

void what_if(Call& call)
{
    auto const kept = book_of(call);
    if (!kept)
        return;
    auto const books = books_with(call, *kept, call.desk.today().plus_days(1), nullptr);
    if (!books)
        return;
    auto const* run = (*books)->run_of(kept->programme);
    if (run == nullptr)
        return call.refuse(act::Refusal { &edition::refusals::not_run, { { "programme", kept->programme } }, {} });
    if ((*books)->binding(kept->programme, kept->edition, run->reading) == nullptr)
        return call.refuse(act::Refusal { &edition::refusals::no_reading,
            { { "reading", run->reading }, { "readings", fmt::format("{}", fmt::join(kept->readings, ", ")) } }, {} });
    if (!caught_up(call))
        return;
    Comparison comparison(call, **books, *kept, *run);
    if (comparison.run())
        call.answer(http::Response::json(json_of(comparison.result())).with("Cache-Control", "no-store"));
}

} // namespace

void add_what_if(std::vector<Operation>& table)
{
    table.push_back({ .method = http::Method::post,
        .path = "/v1/rule-books/{digest}/what-if",
        .id = "rule-books.what-if",
        .summary = "What would be different for open orders and claims if this edition bound them; nothing is kept",
        .scope = Scope::rules,
        .gives = given<WhatIf>(),
        .runs = http::Runs::aside,
        .run = what_if });
}

} // namespace recourse::api
