#include "core/cover/assess.hpp"

#include "core/case/deadline_run.hpp"

#include <algorithm>

namespace recourse::cover {

using casework::Evaluation;
using casework::Frame;
using casework::Verdict;
using rules::Kind;

namespace {

/// "Money" where a rule may leave the currency open (an empty sum), in the currency of the case; nothing where no rate
/// leads there.
std::optional<Money> in_currency(std::optional<Money> amount, Currency to, rules::Exchange const& exchange)
{
    return amount ? exchange.convert(*amount, to) : std::nullopt;
}

/// Sums and limits under one way of deciding what is open.
struct Tally {
    bool void_all = false;
    std::optional<Money> sum;
    std::optional<Money> cap;

    void limit(Money by)
    {
        if (!cap || compare(by, *cap) < 0)
            cap = by;
    }
    /// Nothing where no sum and no cap is known.
    std::optional<Money> result(Currency currency) const
    {
        if (void_all)
            return Money { 0, currency };
        if (!sum || !cap)
            return sum ? sum : cap;
        return min(*sum, *cap);
    }
};

class Run {
public:
    Run(Book const& book, BookFrame& frame, Evaluation& evaluation)
        : book_(book)
        , frame_(frame)
        , evaluation_(evaluation)
        , currency_(evaluation.currency())
    {
        strict_.sum = sure_.sum = generous_.sum = Money { 0, currency_ };
    }

    ReadingOutcome run()
    {
        outcome_.reading = frame_.reading();
        scopes();
        windows();
        for (auto const& exclusion : book_.exclusions) {
            if (!exclusion.per_problem && frame_.holds(exclusion.readings))
                order_exclusion(exclusion);
        }
        for (std::size_t i = 0; i < frame_.problems(); ++i)
            problem(i);
        if (frame_.problems() == 0) {
            strict_.void_all = sure_.void_all = true;
            generous_.sum.reset();
            outcome_.missing.emplace_back("problems");
        }
        limit_to_claim();
        caps();
        finish();
        return std::move(outcome_);
    }

private:
    Finding& find(RuleKind kind, Rule const* rule, int problem, Truth truth, std::vector<std::string> missing)
    {
        outcome_.findings.push_back({ kind, rule, nullptr, problem, truth, std::move(missing) });
        return outcome_.findings.back();
    }

    /// A condition that must hold for anything to be paid.
    void require(Truth truth)
    {
        generous_.void_all |= truth == Truth::no;
        strict_.void_all |= truth != Truth::yes;
        sure_.void_all |= truth != Truth::yes;
    }

    void scopes()
    {
        for (auto const& scope : book_.scopes) {
            if (!frame_.holds(scope.readings))
                continue;
            std::vector<std::string> missing;
            auto const truth = frame_.frame().truth(scope.when, &missing);
            require(truth);
            find(RuleKind::scope, &scope, -1, truth, std::move(missing));
        }
    }

    void windows()
    {
        for (auto const& rule : book_.deadlines) {
            if (!rule.bars || rule.not_before || !frame_.holds(rule.readings))
                continue;
            auto deadline = casework::run(rule, frame_.frame(), evaluation_.world(), evaluation_.as_of());
            if (deadline.applies == Truth::no || deadline.status == casework::DeadlineStatus::not_started)
                continue;
            auto truth = Truth::open;
            if (deadline.due) {
                if (deadline.met || (!deadline.done && deadline.status != casework::DeadlineStatus::passed))
                    truth = Truth::yes;
                else if (deadline.done && !deadline.met && deadline.applies == Truth::yes)
                    truth = Truth::no;
                else if (rule.done)
                    casework::note_missing(frame_.frame().value(*rule.done), deadline.missing);
                else
                    truth = deadline.applies == Truth::yes ? Truth::no : Truth::open;
            }
            require(truth);
            Finding finding;
            finding.kind = RuleKind::window;
            finding.window = &rule;
            finding.truth = truth;
            finding.missing = std::move(deadline.missing);
            outcome_.findings.push_back(std::move(finding));
        }
    }

    void order_exclusion(Exclusion const& exclusion)
    {
        std::vector<std::string> missing;
        auto const truth = frame_.frame().truth(exclusion.when, &missing);
        if (exclusion.effect == Effect::reduce)
            reduce(exclusion, frame_.frame(), truth, missing, reductions_);
        else
            require(truth == Truth::yes ? Truth::no : truth == Truth::no ? Truth::yes : Truth::open);
        find(RuleKind::exclusion, &exclusion, -1, truth, std::move(missing));
    }

    struct Reductions {
        Money strict {}, generous {};
    };

    void reduce(Exclusion const& exclusion, Frame& frame, Truth truth, std::vector<std::string>& missing,
        Reductions& reductions)
    {
        if (truth == Truth::no)
            return;
        auto const amount = in_currency(frame.money(exclusion.amount, &missing), currency_, evaluation_.exchange());
        if (!amount)
            return;
        reductions.strict = reductions.strict + *amount;
        if (truth == Truth::yes)
            reductions.generous = reductions.generous + *amount;
    }

    void problem(std::size_t index)
    {
        auto& frame = frame_.problem(index);
        bool barred = false;
        bool perhaps_barred = false;
        Reductions reductions;
        for (auto const& exclusion : book_.exclusions) {
            if (!exclusion.per_problem || !frame_.holds(exclusion.readings))
                continue;
            std::vector<std::string> missing;
            auto const truth = frame.truth(exclusion.when, &missing);
            if (exclusion.effect == Effect::reduce)
                reduce(exclusion, frame, truth, missing, reductions);
            else if (exclusion.effect == Effect::void_all)
                require(truth == Truth::yes ? Truth::no : truth == Truth::no ? Truth::yes : Truth::open);
            else {
                barred |= truth == Truth::yes;
                perhaps_barred |= truth == Truth::open;
            }
            if (truth != Truth::no)
                find(RuleKind::exclusion, &exclusion, static_cast<int>(index), truth, std::move(missing));
        }

        Cover const* sure = nullptr;
        Cover const* likely = nullptr;
        for (auto const& cover : book_.covers) {
            if (sure != nullptr || !frame_.holds(cover.readings))
                continue;
            std::vector<std::string> missing;
            auto const truth = frame.truth(cover.when, &missing);
            if (truth == Truth::no)
                continue;
            if (likely == nullptr)
                likely = &cover;
            if (truth == Truth::yes)
                sure = &cover;
            find(RuleKind::cover, &cover, static_cast<int>(index), truth, std::move(missing));
        }
        if (likely == nullptr && !barred)
            find(RuleKind::cover, nullptr, static_cast<int>(index), Truth::no, {});
        if (sure != nullptr && !barred && !perhaps_barred) {
            pay(strict_, *sure, frame, "problem_claim_low", reductions.strict);
            pay(sure_, *sure, frame, "problem_claim", reductions.strict);
        }
        if (likely != nullptr && !barred)
            pay(generous_, *likely, frame, "problem_claim", reductions.generous);
    }

    void pay(Tally& tally, Cover const& cover, Frame& frame, std::string_view claimed, Money less)
    {
        if (!tally.sum)
            return;
        auto const slot = book_.problem_schema->slot(claimed);
        auto const value = slot < 0 ? rules::Value {} : frame.slot(static_cast<std::uint32_t>(slot));
        auto amount = value.is(Kind::money) ? std::optional { Money { value.integer, currency_ } } : std::nullopt;
        casework::note_missing(value, outcome_.missing);
        if (cover.amount) {
            auto const most
                = in_currency(frame.money(cover.amount, &outcome_.missing), currency_, evaluation_.exchange());
            if (most)
                amount = amount ? min(*amount, *most) : *most;
        }
        if (!amount) {
            if (&tally == &generous_)
                tally.sum.reset();
            return;
        }
        tally.sum = *tally.sum + max(Money { 0, currency_ }, *amount - Money { less.minor, currency_ });
    }

    /// Several defects of one delivery are never claimed for more than the whole.
    void limit_to_claim()
    {
        auto const most = evaluation_.money_term("goods_claim");
        auto const least = evaluation_.money_term("goods_claim_low");
        Money const zero { 0, currency_ };
        auto const take = [&](Tally& tally, std::optional<Money> limit, Money less) {
            if (!tally.sum)
                return;
            if (limit)
                tally.sum = min(*tally.sum, *limit);
            tally.sum = max(zero, *tally.sum - Money { less.minor, currency_ });
        };
        take(strict_, least, reductions_.strict);
        take(sure_, most, reductions_.strict);
        take(generous_, most, reductions_.generous);
    }

    void caps()
    {
        for (auto const& cap : book_.caps) {
            if (!frame_.holds(cap.readings))
                continue;
            std::vector<std::string> missing;
            auto truth = frame_.frame().truth(cap.when, &missing);
            if (truth == Truth::no)
                continue;
            auto const amount = [&](Expression const& expression) {
                return in_currency(frame_.frame().money(expression, &missing), currency_, evaluation_.exchange());
            };
            auto const low = amount(cap.low);
            auto const high = cap.high == cap.low ? low : amount(cap.high);
            if (low) {
                strict_.limit(*low);
                sure_.limit(*low);
            }
            if (high && truth == Truth::yes)
                generous_.limit(*high);
            if (!low && !high)
                truth = Truth::open;
            find(RuleKind::cap, &cap, -1, truth, std::move(missing));
        }
    }

    void finish()
    {
        outcome_.cap_low = strict_.cap;
        outcome_.cap_high = generous_.cap;
        outcome_.low = strict_.result(currency_).value_or(Money { 0, currency_ });
        outcome_.sure = sure_.result(currency_).value_or(Money { 0, currency_ });
        outcome_.high = generous_.result(currency_);
        if (generous_.void_all) {
            outcome_.missing.clear();
            return;
        }
        for (auto const& finding : outcome_.findings) {
            if (finding.truth == Truth::open)
                casework::note_missing(finding.missing, outcome_.missing);
        }
    }

    Book const& book_;
    BookFrame& frame_;
    Evaluation& evaluation_;
    Currency currency_;
    ReadingOutcome outcome_;
    Tally strict_, sure_, generous_;
    Reductions reductions_;
};

/// What can surely be had, what at best, of what is claimed.
Verdict verdict_of(Money sure, std::optional<Money> high, std::optional<Money> claim)
{
    if (high && high->is_zero())
        return Verdict::not_covered;
    if (!claim || claim->is_zero() || sure.is_zero())
        return Verdict::undecided;
    return compare(sure, *claim) >= 0 ? Verdict::covered : Verdict::partly;
}

void put_together(Outcome& outcome, std::optional<Money> claim)
{
    auto const& first = outcome.readings.front();
    Money low = first.low, sure = first.sure;
    auto high = first.high;
    auto cap_low = first.cap_low, cap_high = first.cap_high;
    for (auto const& reading : outcome.readings) {
        low = min(low, reading.low);
        sure = min(sure, reading.sure);
        high = high && reading.high ? std::optional { max(*high, *reading.high) } : std::nullopt;
        if (reading.cap_low && (!cap_low || compare(*reading.cap_low, *cap_low) < 0))
            cap_low = reading.cap_low;
        if (!reading.cap_high)
            cap_high.reset();
        else if (cap_high)
            cap_high = max(*cap_high, *reading.cap_high);
        outcome.readings_differ
            |= reading.verdict != first.verdict || reading.low != first.low || reading.high != first.high;
        casework::note_missing(reading.missing, outcome.missing);
    }
    outcome.range = { low, high };
    outcome.cap = { cap_low, cap_high };
    outcome.verdict = verdict_of(sure, high, claim);
    // A cap nobody knows is left out and asked about; it does not leave the result open.
    for (auto const& reading : outcome.readings) {
        bool const nothing = reading.high && reading.high->is_zero();
        outcome.facts_missing
            |= !reading.high || (!nothing && std::ranges::any_of(reading.findings, [](Finding const& one) {
                   return one.truth == Truth::open && one.kind != RuleKind::cap;
               }));
    }
}

} // namespace

bool is_listed(Book const& book, Evaluation& evaluation, Inputs const& inputs)
{
    if (!book.listed)
        return true;
    BookFrame frame(book, book.readings.front(), evaluation, inputs);
    auto const truth = frame.frame().truth(book.listed);
    return truth == Truth::yes || (truth == Truth::open && book.listed_when_unknown);
}

bool may_bind(Book const& book, Evaluation& evaluation, Inputs const& inputs)
{
    if (!book.binds)
        return true;
    BookFrame frame(book, book.readings.front(), evaluation, inputs);
    auto const day = frame.frame().date(book.binds);
    if (!day)
        return true;
    return !(book.from && *day < *book.from) && !(book.until && *day >= *book.until);
}

Outcome decide(Book const& book, Evaluation& evaluation, Inputs const& inputs, std::string_view only_reading)
{
    Outcome outcome;
    auto const claim = evaluation.money_term("claimed");
    for (auto const& reading : book.readings) {
        if (!only_reading.empty() && reading.id != only_reading)
            continue;
        BookFrame frame(book, reading, evaluation, inputs);
        outcome.readings.push_back(Run(book, frame, evaluation).run());
        auto& result = outcome.readings.back();
        result.verdict = verdict_of(result.sure, result.high, claim);
    }
    if (outcome.readings.empty()) // the book does not know the reading that was asked for
        return outcome;
    put_together(outcome, claim);
    return outcome;
}

} // namespace recourse::cover
