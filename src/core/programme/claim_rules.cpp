#include "core/programme/claim_rules.hpp"

#include "base/check.hpp"
#include "core/cover/assess.hpp"
#include "core/programme/claim_days.hpp"
#include "core/programme/claim_facts.hpp"
#include "core/programme/enumerators.hpp"
#include "core/programme/order_rules.hpp"
#include "core/programme/provisions.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::programme {

namespace {

using act::Role;
using casework::Facts;
using casework::Truth;
using claim::Act;
using cover::Provision;

/// "return-shipment" is "return_shipment".
bool same_word(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](char x, char y) { return x == y || (x == '-' && y == '_'); });
}

/// The value that the book writes so.
template <class Enum>
std::optional<Enum> value_of(std::string_view text)
{
    for (auto const one : all_of<Enum>()) {
        if (same_word(text, word(one)))
            return one;
    }
    return std::nullopt;
}

std::string_view word(claim::Start start)
{
    switch (start) {
    case claim::Start::opened:
        return "opened";
    case claim::Start::answered:
        return "answered";
    case claim::Start::offered:
        return "offered";
    case claim::Start::escalated:
        return "escalated";
    case claim::Start::evidence_asked:
        return "evidence-asked";
    case claim::Start::return_due:
        return "return-due";
    case claim::Start::return_shipped:
        return "return-shipped";
    case claim::Start::reopened:
        return "reopened";
    case claim::Start::replacement_due:
        return "replacement-due";
    case claim::Start::replacement_shipped:
        return "replacement-shipped";
    }
    RECOURSE_ASSERT(false);
}

std::optional<claim::Start> start_of(std::string_view text)
{
    using claim::Start;
    for (auto const one :
        { Start::opened, Start::answered, Start::offered, Start::escalated, Start::evidence_asked, Start::return_due,
            Start::return_shipped, Start::reopened, Start::replacement_due, Start::replacement_shipped }) {
        if (word(one) == text)
            return one;
    }
    return std::nullopt;
}

Role role_of(std::string_view text)
{
    for (auto const role : { Role::buyer, Role::supplier, Role::inspector, Role::carrier }) {
        if (book_word(role) == text)
            return role;
    }
    return Role::platform;
}

/// Counsel stand beside their party.
Role side_of(Role role)
{
    if (role == Role::counsel)
        return Role::buyer;
    return role == Role::supplier_counsel ? Role::supplier : role;
}

/// Books speak of the platform where one of its officers acts.
bool allows(Provision const& rule, std::string_view key, Role role)
{
    return names(rule, key, book_word(role)) || (role == Role::officer && names(rule, key, "platform"));
}

/// A claim that is looked at again is under review.
std::string_view state_word(claim::Phase phase)
{
    return word(phase == claim::Phase::reopened ? claim::Phase::review : phase);
}

std::optional<escrow::Fund> fund_of(std::string_view text)
{
    using escrow::Fund;
    if (text == "held")
        return Fund::held;
    if (text == "supplier-balance")
        return Fund::supplier_balance;
    if (text == "bond")
        return Fund::bond;
    // The platform pays from its guarantee pool, up to the supplier's limit.
    if (text == "limit" || text == "platform")
        return Fund::guarantee_pool;
    return std::nullopt;
}

std::optional<claim::ChargebackEffect> chargeback_of(std::string_view text)
{
    using claim::ChargebackEffect;
    if (text == "deducts")
        return ChargebackEffect::deducts;
    if (text == "suspends")
        return ChargebackEffect::suspends;
    if (text == "closes" || text == "bars")
        return ChargebackEffect::closes;
    return std::nullopt;
}

bool of_chargebacks(Provision const& rule)
{
    return names(rule, "with", "chargeback") || names(rule, "with", "card-chargeback");
}

/// How a case file tells the way in which an earlier claim ended; nothing: it would not speak of it.
bool tell(claim::Ending ending, Facts& facts)
{
    auto const decision = [&](std::string_view word) {
        facts.set_text(*casework::parse_path("claim.decision"), word);
        return true;
    };
    switch (ending) {
    case claim::Ending::granted:
        return decision("granted");
    case claim::Ending::partly:
        return decision("partly");
    case claim::Ending::rejected:
        return decision("rejected");
    case claim::Ending::withdrawn:
        return decision("withdrawn");
    case claim::Ending::no_response:
        return decision("closed_no_response");
    case claim::Ending::settled:
        facts.set(*casework::parse_path("offers[0].accepted"), rules::Value::of(true));
        facts.set(*casework::parse_path("offers[0].full_and_final"), rules::Value::of(true));
        return true;
    case claim::Ending::none:
    case claim::Ending::not_returned:
    case claim::Ending::charged_back:
        return false;
    }
    RECOURSE_ASSERT(false);
}

/// The rule that a line's outcome rests on: what takes it away, else what covers it.
std::string deciding_rule(cover::ReadingOutcome const& outcome)
{
    std::string covers;
    for (auto const& finding : outcome.findings) {
        if (finding.rule == nullptr)
            continue;
        bool const fails = finding.kind == cover::RuleKind::scope && finding.truth == Truth::no;
        bool const excludes = finding.kind == cover::RuleKind::exclusion && finding.truth == Truth::yes;
        if (fails || excludes)
            return finding.rule->id;
        if (finding.kind == cover::RuleKind::cover && covers.empty())
            covers = finding.rule->id;
    }
    return covers;
}

/// A cap of which nothing but the supplier's limit is not known.
bool asks_limit(casework::Reason const& reason)
{
    auto const of_limit = [](std::string const& fact) {
        return fact == "supplier.limit_remaining" || fact == "supplier.assurance_limit";
    };
    return reason.outcome == "unknown" && !reason.missing.empty() && std::ranges::all_of(reason.missing, of_limit);
}

/// How the inspector's report was judged, where there is one.
void trace_report(claim::State const& state, std::vector<std::string>& trace)
{
    if (!state.inspection || !state.inspection->report)
        return;
    auto const& report = *state.inspection->report;
    if (!report.verdict) {
        trace.push_back(fmt::format("inspection: no acceptance terms were agreed, so no plan judges the report. The "
                                    "inspector's own statement: {}, share {}.",
            report.accepted ? "accepted" : "rejected", to_string(report.share)));
        return;
    }
    trace.push_back("inspection: " + report.verdict->why);
    for (auto const& one : report.verdict->classes)
        trace.push_back("  " + one.why);
}

std::string_view outcome_word(casework::Verdict verdict)
{
    switch (verdict) {
    case casework::Verdict::covered:
        return "covered";
    case casework::Verdict::partly:
        return "partly";
    case casework::Verdict::not_covered:
        return "not-covered";
    case casework::Verdict::undecided:
        return "undecided";
    }
    RECOURSE_ASSERT(false);
}

} // namespace

std::string_view book_word(Act act)
{
    switch (act) {
    case Act::open:
        return "open-dispute";
    case Act::escalate:
        return "escalate";
    case Act::withdraw:
        return "withdraw";
    case Act::make_offer:
        return "make-offer";
    case Act::accept_offer:
        return "accept-offer";
    case Act::order_inspection:
        return "order-inspection";
    default: // NOLINT(clang-diagnostic-switch-enum): books say nothing of the rest
        return {};
    }
}

ClaimRules::ClaimRules(
    casework::World const& world, cover::Book const& book, std::string_view reading, ClaimSettings settings)
    : world_(world)
    , book_(book)
    , timely_(book)
    , reading_(reading_of(book, reading))
    , settings_(std::move(settings))
    , permissions_(table_of(book, reading_, "permission"))
    , inspections_(table_of(book, reading_, "inspection"))
    , evidence_(table_of(book, reading_, "evidence"))
    , reasons_(table_of(book, reading_, "reason"))
    , interactions_(table_of(book, reading_, "interaction"))
    , reviews_(table_of(book, reading_, "review"))
{
    std::erase_if(timely_.deadlines, [](auto const& rule) { return rule.bars; });
    for (auto const* rule : table_of(book, reading_, "transition")) {
        if (!words(*rule, "on").empty())
            acts_.push_back(rule);
        auto const start = start_of(word_of(*rule, "starts"));
        auto const effect = value_of<claim::Effect>(word_of(*rule, "effect"));
        if (!start || !effect)
            continue;
        Step step { rule, *start, {}, {}, nullptr };
        step.clock.rule = rule->id;
        step.clock.effect = *effect;
        step.clock.awaits = value_of<claim::Awaits>(word_of(*rule, "awaits")).value_or(claim::Awaits::nothing);
        step.clock.silent = role_of(word_of(*rule, "silent"));
        if (auto const share = parse_ratio(word_of(*rule, "share")))
            step.clock.share = *share;
        auto const after = word_of(*rule, "after");
        if (auto const period = time::parse_period(after))
            step.period = *period;
        else
            step.deadline = find_deadline(after);
        if (step.period || step.deadline != nullptr || after == "evidence-slot")
            steps_.push_back(std::move(step));
    }
    for (auto const& rule : book.deadlines)
        window_asks_defects_ |= rule.bars && reading_.takes(rule.readings) && asks_defects(rule, world_, book_);
    funds_ = settings_.funds;
    if (funds_.empty()) {
        auto funding = table_of(book, reading_, "funding");
        std::ranges::sort(
            funding, {}, [](Rule rule) { return std::pair { number(*rule, "order").value_or(0), rule->place.line }; });
        for (auto const* rule : funding) {
            auto const fund = fund_of(word_of(*rule, "from"));
            if (fund && std::ranges::find(funds_, *fund) == funds_.end())
                funds_.push_back(*fund);
        }
    }
    if (funds_.empty())
        funds_.push_back(escrow::Fund::supplier_balance);
    withdrawal_is_final_ = bars({ {}, claim::Ending::withdrawn, false, {} }, {}).has_value();
}

std::optional<std::string> ClaimRules::may(
    Act act, Role role, claim::State const& state, order::State const& order) const
{
    auto const name = book_word(act);
    if (name.empty())
        return std::nullopt;
    bool const opens = act == Act::open;
    auto const at = opens ? word(order.phase) : state_word(state.phase);
    std::optional<Facts> facts;
    auto const as_of = opens ? order.agreed_on.value_or(Date {}) : last_day(state);
    auto const speaks = [&](Provision const& rule) {
        if (rule.when && !facts)
            facts = facts_of(state, order, book_.platform);
        return !rule.when || holds(rule, *facts, as_of);
    };
    // Where a chargeback bars a claim, an order whose payment was taken back has none.
    if (opens && order::reversed(order).minor > 0) {
        for (auto const* rule : interactions_) {
            if (of_chargebacks(*rule) && names(*rule, "does", "bars") && speaks(*rule))
                return std::nullopt;
        }
    }
    for (auto const* rule : permissions_) {
        if (names(*rule, "act", name) && allows(*rule, "by", role) && names(*rule, "in", at) && speaks(*rule))
            return rule->id;
    }
    if (opens)
        return std::nullopt;
    for (auto const* rule : acts_) {
        if (names(*rule, "on", name) && allows(*rule, "by", role) && names(*rule, "from", at) && speaks(*rule))
            return rule->id;
    }
    if (act != Act::order_inspection)
        return std::nullopt;
    for (auto const* rule : inspections_) {
        if (allows(*rule, "ordered_by", role) && speaks(*rule))
            return rule->id;
    }
    return std::nullopt;
}

std::optional<std::string> ClaimRules::bars(claim::Earlier const& earlier, std::vector<claim::Line> const& lines) const
{
    if (earlier.ending == claim::Ending::charged_back) {
        for (auto const* rule : interactions_) {
            if (of_chargebacks(*rule) && !rule->when
                && (names(*rule, "does", "bars") || names(*rule, "does", "closes")))
                return rule->id;
        }
    }
    // A settlement that is not full and final settles what it names.
    if (earlier.ending == claim::Ending::settled && !earlier.full_and_final) {
        bool const named = std::ranges::any_of(lines,
            [&](auto const& line) { return std::ranges::find(earlier.kinds, line.kind) != earlier.kinds.end(); });
        if (!named)
            return std::nullopt;
    }
    Facts facts;
    for (std::size_t i = 0; i < lines.size(); ++i)
        facts.set_text(*casework::parse_path(fmt::format("problems[{}].kind", i)), word(lines[i].kind));
    if (!tell(earlier.ending, facts))
        return std::nullopt;
    casework::Evaluation evaluation(world_, facts, end_of_days);
    cover::BookFrame frame(book_, reading_, evaluation, {});
    for (auto const& rule : book_.exclusions) {
        bool const leaves_nothing = !rule.per_problem && rule.effect == cover::Effect::void_all;
        if (leaves_nothing && rule.when && frame.holds(rule.readings) && frame.frame().truth(rule.when) == Truth::yes)
            return rule.id;
    }
    return std::nullopt;
}

bool ClaimRules::concerns(Provision const& evidence, std::vector<claim::Line> const& lines) const
{
    auto const& wanted = words(evidence, "reasons");
    if (wanted.empty())
        return true;
    return std::ranges::any_of(reasons_, [&](Rule reason) {
        return std::ranges::find(wanted, reason->id) != wanted.end()
            && std::ranges::any_of(lines, [&](auto const& line) { return names(*reason, "kinds", word(line.kind)); });
    });
}

std::vector<claim::Slot> ClaimRules::evidence(claim::State const& state, Date opened, order::State const& order) const
{
    std::vector<claim::Slot> slots;
    auto const facts = facts_of(state, order, book_.platform);
    for (auto const* rule : evidence_) {
        auto const need = value_of<claim::Need>(word_of(*rule, "need"));
        auto const kind = value_of<claim::ExhibitKind>(word_of(*rule, "kind"));
        if (!need || !kind || !concerns(*rule, state.lines) || !holds(*rule, facts, opened))
            continue;
        claim::Slot slot { rule->id, role_of(word_of(*rule, "from")), *kind, *need, {},
            say(rule->says, facts, opened) };
        if (auto const last = after_period(opened, word_of(*rule, "within"), rule->id))
            slot.last = last->day;
        else if (*need == claim::Need::required && settings_.evidence_days)
            slot.last = after_days(opened, *settings_.evidence_days, {}).day;
        slots.push_back(std::move(slot));
    }
    return slots;
}

std::optional<std::string> ClaimRules::inadmissible(claim::ExhibitKind kind, Role role, claim::State const& state) const
{
    for (auto const* rule : evidence_) {
        bool const meant = names(*rule, "need", "inadmissible") && names(*rule, "kind", word(kind))
            && names(*rule, "from", book_word(side_of(role)));
        // What the case tells beside the defects changes nothing in what counts as proof.
        if (meant && !rule->when && concerns(*rule, state.lines))
            return rule->id;
    }
    return std::nullopt;
}

claim::Proposal ClaimRules::proposal(
    claim::State const& state, order::State const& order, std::optional<Money> coverable) const
{
    auto const most = left(state);
    // What limits nothing is not told: the trace is for both sides.
    auto const limit = coverable && coverable->minor < most.minor ? coverable : std::nullopt;
    Money const nothing { 0, most.currency };
    auto const within = [&](Money amount) { return min(max(Money { amount.minor, most.currency }, nothing), most); };
    auto const as_of = last_day(state);

    claim::Proposal proposal;
    proposal.edition = edition();
    proposal.reading = reading();
    auto const facts = facts_of(state, order, book_.platform, limit);
    casework::Evaluation evaluation(world_, facts, as_of);
    auto const outcome = cover::decide(timely_, evaluation, {}, reading_.id);
    auto const& all = outcome.readings.front();
    proposal.low = within(all.low);
    proposal.high = all.high ? within(*all.high) : most;
    auto const told = cover::explain(timely_, evaluation, {}, outcome, Language::en);
    // The desk knows what it can cover: where that limits nothing, the book's own question for a limit is answered.
    std::vector<std::string> answered;
    for (auto const& reason : told.reasons) {
        if (!limit && asks_limit(reason))
            answered.push_back(reason.rule + ":");
        else
            proposal.trace.push_back(fmt::format("{} ({}): {}", reason.rule, reason.outcome, reason.text));
    }
    bool of_answered = false;
    for (auto const& line : told.trace) { // a rule, and indented what it came to
        if (!line.starts_with(' '))
            of_answered = std::ranges::find(answered, line) != answered.end();
        if (!of_answered)
            proposal.trace.push_back(line);
    }

    trace_report(state, proposal.trace);

    auto alone = state;
    for (std::uint32_t i = 0; i < state.lines.size(); ++i) {
        alone.lines = { state.lines[i] };
        auto const of_line = facts_of(alone, order, book_.platform, limit);
        casework::Evaluation line(world_, of_line, as_of);
        auto const decided = cover::decide(timely_, line, {}, reading_.id);
        auto const& one = decided.readings.front();
        proposal.lines.push_back({ i, std::string { outcome_word(one.verdict) }, within(one.low),
            one.high ? within(*one.high) : most, deciding_rule(one) });
    }
    return proposal;
}

std::optional<Money> ClaimRules::four_eyes_above(Currency currency) const
{
    if (settings_.four_eyes.empty())
        return std::nullopt;
    auto const found = std::ranges::find(settings_.four_eyes, currency, &Money::currency);
    // Nobody has said what is small in this currency.
    return found == settings_.four_eyes.end() ? Money { 0, currency } : *found;
}

claim::OnChargeback ClaimRules::on_chargeback(Money, claim::State const&) const
{
    for (auto const* rule : interactions_) {
        if (!of_chargebacks(*rule) || rule->when)
            continue;
        if (auto const effect = chargeback_of(word_of(*rule, "does")))
            return { *effect, rule->id };
    }
    return { settings_.chargeback, std::string { operator_rule } };
}

bool ClaimRules::holds(cover::Rule const& rule, Facts const& facts, Date as_of) const
{
    if (!rule.when)
        return true;
    casework::Evaluation evaluation(world_, facts, as_of);
    cover::BookFrame frame(book_, reading_, evaluation, {});
    return frame.frame().truth(rule.when) == Truth::yes;
}

std::string ClaimRules::say(casework::Said const& said, Facts const& facts, Date as_of) const
{
    casework::Evaluation evaluation(world_, facts, as_of);
    cover::BookFrame frame(book_, reading_, evaluation, {});
    return frame.frame().say(said, Language::en);
}

} // namespace recourse::programme
