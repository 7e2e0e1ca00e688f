#include "core/cover/assess.hpp"

#include "base/check.hpp"
#include "core/case/deadline_run.hpp"

#include <algorithm>
#include <limits>

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

/// Nothing less than a sum that no longer fits: the greatest that does.
Money sum_of(Money a, Money b)
{
    return checked_add(a, b).value_or(Money { std::numeric_limits<std::int64_t>::max(), b.currency });
}

/// What is claimed for a defect, or what a cover pays for it: at least; of the greatest claim at least; at most, where
/// that is known. Always low <= sure <= high.
struct Bounds {
    Money low, sure;
    std::optional<Money> high;
};

/// Sums and limits under one way of deciding what is open.
struct Tally {
    bool void_all = false;
    std::optional<Money> sum; ///< absent: not known
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
        strict_.sum = sure_.sum = generous_.sum = zero_;
        auto const slot = [&](std::string_view term) { return book.problem_schema->slot(term); };
        claim_slot_ = slot("problem_claim");
        claim_low_slot_ = slot("problem_claim_low");
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
            lacks(std::array { std::string { "problems" } });
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
        bool unknown = false; ///< something is taken off and nobody knows how much: perhaps everything
    };

    void reduce(Exclusion const& exclusion, Frame& frame, Truth truth, std::vector<std::string>& missing,
        Reductions& reductions)
    {
        if (truth == Truth::no)
            return;
        auto const amount = in_currency(frame.money(exclusion.amount, &missing), currency_, evaluation_.exchange());
        if (!amount) {
            reductions.unknown = true;
            lacks(missing);
            return;
        }
        auto const less = max(zero_, *amount);
        reductions.strict = sum_of(reductions.strict, less);
        if (truth == Truth::yes)
            reductions.generous = sum_of(reductions.generous, less);
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

        // A cover is asked after those before it have failed: until one surely holds, any of them may be the one.
        std::vector<Cover const*> possible;
        bool sure = false;
        for (auto const& cover : book_.covers) {
            if (sure || !frame_.holds(cover.readings))
                continue;
            std::vector<std::string> missing;
            auto const truth = frame.truth(cover.when, &missing);
            if (truth == Truth::no)
                continue;
            possible.push_back(&cover);
            sure = truth == Truth::yes;
            find(RuleKind::cover, &cover, static_cast<int>(index), truth, std::move(missing));
        }
        if (possible.empty() && !barred)
            find(RuleKind::cover, nullptr, static_cast<int>(index), Truth::no, {});
        if (!possible.empty() && !barred)
            pay(possible, sure && !perhaps_barred, frame, reductions);
    }

    /// The least and the most that the covers pay; the least counts only where one of them surely does.
    void pay(std::vector<Cover const*> const& covers, bool surely, Frame& frame, Reductions const& less)
    {
        auto const claim = claimed(frame, surely);
        auto paid = payment(*covers.front(), claim, frame);
        for (auto const* cover : std::span(covers).subspan(1)) {
            auto const other = payment(*cover, claim, frame);
            paid.low = min(paid.low, other.low);
            paid.sure = min(paid.sure, other.sure);
            paid.high = paid.high && other.high ? std::optional { max(*paid.high, *other.high) } : std::nullopt;
        }
        auto const rest
            = [&](Money amount, Money reduction) { return max(zero_, amount - Money { reduction.minor, currency_ }); };
        if (surely && !less.unknown) {
            strict_.sum = sum_of(*strict_.sum, rest(paid.low, less.strict));
            sure_.sum = sum_of(*sure_.sum, rest(paid.sure, less.strict));
        }
        if (generous_.sum)
            generous_.sum = paid.high ? checked_add(*generous_.sum, rest(*paid.high, less.generous)) : std::nullopt;
    }

    /// What is not known of a claim may be nothing, or everything.
    Bounds claimed(Frame& frame, bool surely)
    {
        auto const amount = [&](int slot, bool noted) -> std::optional<Money> {
            auto const value = slot < 0 ? rules::Value {} : frame.slot(static_cast<std::uint32_t>(slot));
            if (noted)
                casework::note_missing(value, outcome_.missing);
            return value.is(Kind::money) ? std::optional { max(zero_, Money { value.integer, currency_ }) }
                                         : std::nullopt;
        };
        auto const most = amount(claim_slot_, true);
        auto least = amount(claim_low_slot_, surely);
        outcome_.facts_missing |= !most || (surely && !least);
        least = least.value_or(zero_);
        return { most ? min(*least, *most) : *least, most.value_or(*least), most };
    }

    Bounds payment(Cover const& cover, Bounds const& claim, Frame& frame)
    {
        if (!cover.amount)
            return claim;
        std::vector<std::string> missing;
        auto most = in_currency(frame.money(cover.amount, &missing), currency_, evaluation_.exchange());
        if (!most) {
            lacks(missing);
            return { zero_, zero_, claim.high };
        }
        most = max(zero_, *most);
        return { min(claim.low, *most), min(claim.sure, *most), claim.high ? min(*claim.high, *most) : most };
    }

    /// Several defects of one delivery are never claimed for more than the whole.
    void limit_to_claim()
    {
        auto const most = evaluation_.money_term("goods_claim");
        auto least = evaluation_.money_term("goods_claim_low");
        if (auto const value = evaluation_.term("goods_claim_low"); !least && !value.is(Kind::absent)) {
            // What was awarded or settled already is not known to leave anything.
            least = zero_;
            casework::note_missing(value, outcome_.missing);
            outcome_.facts_missing = true;
        }
        if (most && least)
            least = min(*most, *least);
        auto const take = [&](Tally& tally, std::optional<Money> limit, Money less, bool nothing) {
            if (!tally.sum)
                return;
            if (limit)
                tally.sum = min(*tally.sum, *limit);
            tally.sum = nothing ? zero_ : max(zero_, *tally.sum - Money { less.minor, currency_ });
        };
        take(strict_, least ? least : most, reductions_.strict, reductions_.unknown);
        take(sure_, most ? most : least, reductions_.strict, reductions_.unknown);
        take(generous_, most, reductions_.generous, false);
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
                auto const found
                    = in_currency(frame_.frame().money(expression, &missing), currency_, evaluation_.exchange());
                return found ? std::optional { max(zero_, *found) } : std::nullopt;
            };
            auto const low = amount(cap.low);
            auto const high = cap.high == cap.low ? low : amount(cap.high);
            auto const least = low && high ? min(*low, *high) : low ? *low : high;
            if (least) {
                strict_.limit(*least);
                sure_.limit(*least);
            }
            if (high && truth == Truth::yes)
                generous_.limit(*high);
            if (!least)
                truth = Truth::open;
            // A cap that nobody knows is left out, and the answer says that the fact is missing.
            if ((cap.low && !low) || (cap.high && !high))
                lacks(missing);
            find(RuleKind::cap, &cap, -1, truth, std::move(missing));
        }
    }

    /// The result hangs on these, whatever the conditions of the rules came to.
    void lacks(std::span<std::string const> missing)
    {
        casework::note_missing(missing, outcome_.missing);
        outcome_.facts_missing = true;
    }

    void finish()
    {
        outcome_.cap_low = strict_.cap;
        outcome_.cap_high = generous_.cap;
        outcome_.low = strict_.result(currency_).value_or(zero_);
        outcome_.sure = sure_.result(currency_).value_or(zero_);
        outcome_.high = generous_.result(currency_);
        RECOURSE_ASSERT(compare(outcome_.low, outcome_.sure) <= 0);
        RECOURSE_ASSERT(!outcome_.high || compare(outcome_.sure, *outcome_.high) <= 0);
        bool const nothing = outcome_.high && outcome_.high->is_zero();
        if (generous_.void_all)
            outcome_.missing.clear();
        for (auto const& finding : outcome_.findings) {
            if (finding.truth == Truth::open && !generous_.void_all)
                lacks(finding.missing);
        }
        outcome_.facts_missing = !nothing && (outcome_.facts_missing || !outcome_.high);
    }

    Book const& book_;
    BookFrame& frame_;
    Evaluation& evaluation_;
    Currency currency_;
    Money const zero_ { 0, currency_ };
    int claim_slot_ = -1, claim_low_slot_ = -1;
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
    for (auto const& reading : outcome.readings)
        outcome.facts_missing |= reading.facts_missing;
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
