#include "core/programme/claim_rules.hpp"

#include "catalog/world.hpp"
#include "core/claim/decide.hpp"
#include "core/claim/react.hpp"
#include "core/order/decide.hpp"
#include "core/programme/claim_facts.hpp"
#include "core/programme/order_rules.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace recourse::programme {

namespace {

using act::Role;
using claim::Act;
using claim::Problem;

Currency const usd = *Currency::from_code("USD");
Date const filed = Date::of(2026, 3, 1);

casework::World const& world()
{
    static auto const loaded = catalog::shipped_world(false);
    return *loaded->world;
}

cover::Book const& book_of(std::string_view id)
{
    return *std::ranges::find(world().books, id, &cover::Book::id);
}

ClaimRules alibaba(std::string_view reading, ClaimSettings settings = {})
{
    return { world(), book_of("alibaba-trade-assurance"), reading, std::move(settings) };
}

Money usd_of(std::int64_t minor)
{
    return { minor, usd };
}

claim::Line line_of(Problem kind, Ratio share = Ratio::whole(1))
{
    claim::Line line;
    line.kind = kind;
    line.description = "as described";
    line.share = share;
    line.verifiable = true;
    return line;
}

/// Paid in full through the platform, shipped, delivered and confirmed as the fields say.
order::State paid_order(std::int64_t minor, order::Phase phase = order::Phase::completed)
{
    order::State state;
    state.phase = phase;
    state.agreed_on = Date::of(2026, 1, 5);
    state.terms.price_goods = usd_of(minor);
    state.terms.price_freight = state.terms.price_tax = usd_of(0);
    state.terms.ship_by = Date::of(2026, 1, 20);
    state.terms.specification = "seals hold 6 bar";
    state.terms.instalments = { { order::Purpose::full, usd_of(minor), {} } };
    order::PaymentState payment;
    payment.received = usd_of(minor);
    payment.reversed = payment.announced = usd_of(0);
    payment.received_on = Date::of(2026, 1, 6);
    state.payments = { payment };
    if (phase == order::Phase::awaiting_shipment)
        return state;
    state.shipped = order::Statement { Date::of(2026, 1, 20), Role::carrier, "TRACK" };
    if (phase == order::Phase::awaiting_receipt)
        return state;
    state.delivered = order::Statement { Date::of(2026, 2, 10), Role::carrier, "TRACK" };
    state.completed_on = Date::of(2026, 2, 14);
    return state;
}

claim::State claim_for(std::vector<claim::Line> lines, std::int64_t minor)
{
    claim::State state;
    state.phase = claim::Phase::negotiation;
    state.order = { 7 };
    state.opened_on = filed;
    state.lines = std::move(lines);
    state.claimed = usd_of(minor);
    state.returned = usd_of(0);
    return state;
}

std::vector<std::string> told(std::vector<claim::Clock> const& clocks)
{
    std::vector<std::string> lines;
    for (auto const& one : clocks)
        lines.push_back(fmt::format("{} {} {} {}", one.rule, word(one.effect), word(one.silent), to_string(one.due)));
    return lines;
}

} // namespace

TEST(ClaimRules, each_reading_has_its_own_day_of_escalation)
{
    struct Case {
        std::string_view reading;
        Date escalates; ///< by itself, on this day
    };
    auto const order = paid_order(3000'00);
    auto const state = claim_for({ line_of(Problem::quality) }, 3000'00);
    for (auto const& [reading, escalates] : { Case { "current-help", Date::of(2026, 3, 8) },
             Case { "strict-scope", Date::of(2026, 3, 8) }, Case { "receipt-counts", Date::of(2026, 3, 9) } }) {
        auto const rules = alibaba(reading);
        EXPECT_EQ(rules.edition(), "2026-03-17");
        EXPECT_EQ(rules.reading(), reading);
        auto const clocks = rules.clocks(claim::Start::opened, filed, state, order);
        ASSERT_EQ(clocks.size(), 1u) << reading;
        EXPECT_EQ(clocks[0].rule, "automatic-escalation");
        EXPECT_EQ(clocks[0].effect, claim::Effect::escalate);
        EXPECT_EQ(clocks[0].awaits, claim::Awaits::nothing);
        EXPECT_EQ(clocks[0].due.plus_days(1), escalates);
        EXPECT_NE(clocks[0].counting.find("day 0"), std::string::npos) << clocks[0].counting;
        auto const first = rules.escalation_from(state, order);
        ASSERT_TRUE(first.has_value());
        EXPECT_EQ(first->day, Date::of(2026, 3, 5));
        EXPECT_EQ(first->rule, "escalation-possible");
    }
}

TEST(ClaimRules, time_takes_the_steps_of_the_book)
{
    using claim::Start;
    struct Case {
        std::string_view name;
        Start start;
        std::int64_t price;
        Problem kind;
        std::vector<std::string> clocks;
    };
    auto const rules = alibaba("current-help");
    auto const escalation = "automatic-escalation escalate platform 2026-03-07";
    for (auto const& c : {
             Case { "a supplier silent for 5 days loses a small order", Start::opened, 500'00, Problem::quality,
                 { escalation, "fast-refund refund supplier 2026-03-06" } },
             Case { "a greater one waits for the platform", Start::opened, 500'01, Problem::quality, { escalation } },
             Case { "small goods go back in 15 days", Start::return_due, 3000'00, Problem::quality,
                 { "easy-return-back close buyer 2026-03-16" } },
             Case { "no day is told for greater ones: an officer may end it", Start::return_due, 3000'01,
                 Problem::quality, { "operator await_officer buyer 2026-03-31" } },
             Case { "nor for what was damaged", Start::return_due, 3000'00, Problem::damaged,
                 { "operator await_officer buyer 2026-03-31" } },
             Case { "nor to say that small ones came", Start::return_shipped, 3000'00, Problem::quality,
                 { "operator await_officer supplier 2026-03-31" } },
             Case { "nor for a replacement", Start::replacement_due, 3000'00, Problem::quality,
                 { "operator await_officer supplier 2026-03-31" } },
             Case { "nor to say that it came", Start::replacement_shipped, 3000'00, Problem::quality,
                 { "operator await_officer buyer 2026-03-31" } },
             Case { "an answer starts nothing", Start::answered, 500'00, Problem::quality, {} },
             Case { "nor does a review", Start::reopened, 500'00, Problem::quality, {} },
         }) {
        auto const state = claim_for({ line_of(c.kind) }, c.price);
        auto lines = told(rules.clocks(c.start, filed, state, paid_order(c.price)));
        std::ranges::sort(lines);
        auto expected = c.clocks;
        std::ranges::sort(expected);
        EXPECT_EQ(lines, expected) << c.name;
    }
    // What the book leaves open an operator may settle.
    auto const settled = alibaba("current-help", { .return_days = 20, .receipt_days = 10 });
    auto const state = claim_for({ line_of(Problem::damaged) }, 3000'00);
    EXPECT_EQ(told(settled.clocks(Start::return_due, filed, state, paid_order(3000'00))),
        std::vector<std::string> { "operator close buyer 2026-03-21" });
    EXPECT_EQ(told(settled.clocks(Start::return_shipped, filed, state, paid_order(3000'00))),
        std::vector<std::string> { "operator count_as_received supplier 2026-03-11" });
    auto const patient = alibaba("current-help", { .leg_days = 60 });
    EXPECT_EQ(told(patient.clocks(Start::return_due, filed, state, paid_order(3000'00))),
        std::vector<std::string> { "operator await_officer buyer 2026-04-30" });
}

TEST(ClaimRules, a_buyer_who_does_not_fill_the_slot_that_was_asked_for_is_out)
{
    auto const rules = alibaba("current-help");
    auto state = claim_for({ line_of(Problem::quality) }, 3000'00);
    claim::Slot slot { "asked-1", Role::buyer, claim::ExhibitKind::video, claim::Need::required, Date::of(2026, 3, 20),
        "the leak" };
    auto const ask = [&](claim::Slot const& one) {
        state.slots = { one };
        return told(rules.clocks(claim::Start::evidence_asked, filed, state, paid_order(3000'00)));
    };
    EXPECT_EQ(ask(slot), std::vector<std::string> { "silent-buyer close buyer 2026-03-20" });
    slot.need = claim::Need::optional;
    EXPECT_TRUE(ask(slot).empty());
    slot.need = claim::Need::required;
    slot.from = Role::supplier;
    EXPECT_TRUE(ask(slot).empty());
}

TEST(ClaimRules, the_window_is_that_of_the_reading)
{
    struct Case {
        std::string_view name, reading;
        order::Phase phase;
        std::optional<Date> last;
    };
    using order::Phase;
    for (auto const& c : {
             Case { "30 days from confirmed receipt", "current-help", Phase::completed, Date::of(2026, 3, 16) },
             Case { "30 days from receipt", "receipt-counts", Phase::completed, Date::of(2026, 3, 12) },
             Case { "not begun", "current-help", Phase::awaiting_receipt, {} },
             Case { "not begun either", "receipt-counts", Phase::awaiting_receipt, {} },
             Case { "not shipped", "current-help", Phase::awaiting_shipment, {} },
         }) {
        for (auto const& lines : { std::vector<claim::Line> {}, std::vector { line_of(Problem::quality) } }) {
            auto const window = alibaba(c.reading).window(paid_order(3000'00, c.phase), lines);
            EXPECT_FALSE(window.first.has_value()) << c.name;
            EXPECT_EQ(window.last ? std::optional { window.last->day } : std::nullopt, c.last) << c.name;
            if (window.last)
                EXPECT_EQ(window.last->rule, "claim-window") << c.name;
        }
    }
    // Delivered, and nobody has confirmed: the days from confirmed receipt have not begun.
    auto order = paid_order(3000'00);
    order.completed_on.reset();
    EXPECT_FALSE(alibaba("current-help").window(order, {}).last.has_value());
    EXPECT_EQ(alibaba("receipt-counts").window(order, {}).last->day, Date::of(2026, 3, 12));
}

TEST(ClaimRules, a_window_that_hangs_on_the_defect_is_the_widest_while_no_defect_is_told)
{
    ClaimRules const rules(world(), book_of("ebay-money-back-guarantee"), "text");
    auto order = paid_order(300'00);
    order.terms.deliver_by = Date::of(2026, 2, 1);
    EXPECT_EQ(rules.window(order, { line_of(Problem::not_received) }).last->day, Date::of(2026, 3, 3));
    EXPECT_FALSE(rules.window(order, { line_of(Problem::quality) }).last.has_value());
    EXPECT_FALSE(rules.window(order, {}).last.has_value());
    ClaimRules const amazon(world(), book_of("amazon-a-to-z"), "text");
    EXPECT_EQ(amazon.window(order, { line_of(Problem::not_received) }).first->day, Date::of(2026, 2, 4));
    EXPECT_FALSE(amazon.window(order, { line_of(Problem::quality) }).first.has_value());
    EXPECT_FALSE(amazon.window(order, {}).first.has_value());
    EXPECT_EQ(amazon.window(order, {}).last->day, Date::of(2026, 5, 2));
}

TEST(ClaimRules, who_may_do_what)
{
    using claim::Phase;
    struct Case {
        Act act;
        Role role;
        Phase phase;
        std::string_view reading;
        std::string_view rule; ///< empty: it may not
    };
    auto const order = paid_order(3000'00);
    for (auto const& c : {
             Case { Act::open, Role::buyer, Phase::none, "current-help", "dispute-after-payment" },
             Case { Act::open, Role::supplier, Phase::none, "current-help", "" },
             Case { Act::escalate, Role::buyer, Phase::negotiation, "current-help", "escalate" },
             Case { Act::escalate, Role::supplier, Phase::negotiation, "current-help", "" },
             Case { Act::escalate, Role::buyer, Phase::review, "current-help", "" },
             Case { Act::withdraw, Role::buyer, Phase::review, "current-help", "withdraw" },
             Case { Act::make_offer, Role::supplier, Phase::negotiation, "current-help", "talks" },
             Case { Act::make_offer, Role::buyer, Phase::review, "receipt-counts", "talks" },
             Case { Act::accept_offer, Role::supplier, Phase::review, "current-help", "agreement" },
             Case { Act::accept_offer, Role::officer, Phase::review, "current-help", "" },
             Case { Act::order_inspection, Role::buyer, Phase::review, "receipt-counts", "named-inspectors" },
             Case { Act::order_inspection, Role::buyer, Phase::review, "current-help", "" },
             Case { Act::order_inspection, Role::officer, Phase::review, "current-help", "designated-inspector" },
             Case { Act::order_inspection, Role::officer, Phase::reopened, "current-help", "designated-inspector" },
             Case { Act::determine, Role::officer, Phase::review, "current-help", "" },
         }) {
        auto state = claim_for({ line_of(Problem::quality) }, 3000'00);
        state.phase = c.phase;
        EXPECT_EQ(alibaba(c.reading).may(c.act, c.role, state, order).value_or(""), c.rule)
            << word(c.act) << " " << word(c.role) << " " << c.reading;
    }
    // Before a payment has come, and once the order is closed, nothing can be disputed.
    auto unpaid = order;
    unpaid.payments.clear();
    EXPECT_FALSE(alibaba("current-help").may(Act::open, Role::buyer, {}, unpaid));
    auto closed = order;
    closed.phase = order::Phase::closed;
    EXPECT_FALSE(alibaba("current-help").may(Act::open, Role::buyer, {}, closed));
}

TEST(ClaimRules, what_stands_against_another_claim)
{
    using claim::Ending;
    struct Case {
        Ending ending;
        std::string_view rule;
    };
    auto const rules = alibaba("current-help");
    for (auto const& c : { Case { Ending::granted, "claim-decided" }, Case { Ending::partly, "claim-decided" },
             Case { Ending::rejected, "claim-rejected" }, Case { Ending::settled, "settled" },
             Case { Ending::withdrawn, "case-withdrawn" }, Case { Ending::no_response, "" },
             Case { Ending::not_returned, "" }, Case { Ending::charged_back, "" } }) {
        EXPECT_EQ(rules.bars({ { 1 }, c.ending, false, {} }, {}).value_or(""), c.rule) << word(c.ending);
        EXPECT_EQ(rules.bars({ { 1 }, c.ending, false, {} }, { line_of(Problem::quality) }).value_or(""), c.rule);
    }
    // One that is not full and final stands against what it settled, and nothing else.
    claim::Earlier const part { { 1 }, Ending::settled, false, { Problem::quantity }, {}, false };
    EXPECT_FALSE(rules.bars(part, {}));
    EXPECT_FALSE(rules.bars(part, { line_of(Problem::quality) }));
    EXPECT_EQ(rules.bars(part, { line_of(Problem::quality), line_of(Problem::quantity) }), "settled");
    EXPECT_TRUE(rules.withdrawal_is_final({}));
    EXPECT_FALSE(ClaimRules(world(), book_of("aliexpress-buyer-protection"), "text").withdrawal_is_final({}));
}

TEST(ClaimRules, what_each_side_has_to_show)
{
    auto const rules = alibaba("current-help", { .evidence_days = 5 });
    auto const slots_for = [&](Problem kind) {
        std::vector<std::string> told;
        for (auto const& slot : rules.evidence(claim_for({ line_of(kind) }, 3000'00), filed, paid_order(3000'00)))
            told.push_back(fmt::format("{} {} {} {} {}", slot.id, word(slot.from), word(slot.kind), word(slot.need),
                slot.last ? to_string(*slot.last) : "-"));
        return told;
    };
    EXPECT_EQ(slots_for(Problem::not_shipped),
        (std::vector<std::string> { "own-chat buyer platform_chat decisive -",
            "shipment-proof supplier shipping_document required 2026-03-06",
            "contract buyer contract required 2026-03-06" }));
    EXPECT_EQ(slots_for(Problem::quality),
        (std::vector<std::string> { "own-chat buyer platform_chat decisive -",
            "contract buyer contract required 2026-03-06", "photos buyer photo required 2026-03-06",
            "inspection inspector inspection_report decisive -" }));
    EXPECT_EQ(
        slots_for(Problem::ip_infringement), std::vector<std::string> { "own-chat buyer platform_chat decisive -" });
    for (auto const& slot :
        alibaba("current-help").evidence(claim_for({ line_of(Problem::quality) }, 1), filed, paid_order(1)))
        EXPECT_FALSE(slot.last.has_value()) << "the public texts give no day";

    using claim::ExhibitKind;
    auto const state = claim_for({ line_of(Problem::quality) }, 3000'00);
    for (auto const role : { Role::buyer, Role::counsel, Role::supplier, Role::supplier_counsel }) {
        EXPECT_EQ(rules.inadmissible(ExhibitKind::other_chat, role, state), "outside-messages");
        EXPECT_EQ(rules.inadmissible(ExhibitKind::email, role, state), "outside-messages");
        EXPECT_FALSE(rules.inadmissible(ExhibitKind::platform_chat, role, state));
    }
    EXPECT_FALSE(rules.inadmissible(ExhibitKind::email, Role::officer, state));
}

TEST(ClaimRules, what_the_rules_make_of_the_facts)
{
    struct Case {
        std::string_view name, reading;
        std::vector<claim::Line> lines;
        std::int64_t claimed;
        std::int64_t low, high;
        std::vector<std::string> outcomes; ///< of the lines
    };
    using P = Problem;
    auto const third = Ratio::of(1, 3);
    for (auto const& c :
        {
            Case { "all of it", "current-help", { line_of(P::quality) }, 3000'00, 3000'00, 3000'00,
                { "covered 3000.00 evident-non-conformity" } },
            Case { "no more than is claimed", "current-help", { line_of(P::quality) }, 900'00, 900'00, 900'00,
                { "covered 900.00 evident-non-conformity" } },
            Case { "a share that no digits say", "current-help", { line_of(P::quantity, third) }, 3000'00, 1000'00,
                1000'00, { "covered 1000.00 evident-non-conformity" } },
            Case { "two defects", "current-help",
                { line_of(P::quality, Ratio::percent(10)), line_of(P::quantity, Ratio::percent(25)) }, 3000'00, 1050'00,
                1050'00, { "covered 300.00 evident-non-conformity", "covered 750.00 evident-non-conformity" } },
            Case { "no reading covers infringement", "current-help", { line_of(P::ip_infringement) }, 3000'00, 0, 0,
                { "not-covered 0.00 " } },
            Case { "damage on the way: the present text", "current-help", { line_of(P::damaged) }, 3000'00, 3000'00,
                3000'00, { "covered 3000.00 evident-non-conformity" } },
            Case { "damage on the way: the older lists", "strict-scope", { line_of(P::damaged) }, 3000'00, 0, 0,
                { "not-covered 0.00 in-transit" } },
            Case { "shipped in time", "current-help", { line_of(P::shipped_late) }, 3000'00, 0, 0,
                { "not-covered 0.00 shipped-in-time" } },
        }) {
        auto const rules = alibaba(c.reading);
        auto const state = claim_for(c.lines, c.claimed);
        auto const proposal = rules.proposal(state, paid_order(3000'00));
        EXPECT_EQ(proposal.low, usd_of(c.low)) << c.name;
        EXPECT_EQ(proposal.high, usd_of(c.high)) << c.name;
        EXPECT_EQ(proposal.edition, "2026-03-17");
        EXPECT_EQ(proposal.reading, c.reading);
        EXPECT_FALSE(proposal.trace.empty()) << c.name;
        std::vector<std::string> outcomes;
        for (auto const& line : proposal.lines)
            outcomes.push_back(fmt::format("{} {} {}", line.outcome, amount_text(line.high), line.rule));
        EXPECT_EQ(outcomes, c.outcomes) << c.name;
    }
}

TEST(ClaimRules, a_limit_that_limits_nothing_is_not_asked_for)
{
    auto const rules = alibaba("current-help");
    auto const state = claim_for({ line_of(Problem::quality) }, 900'00);
    auto const told = [&](std::optional<Money> coverable) {
        auto const proposal = rules.proposal(state, paid_order(3000'00), coverable);
        std::string text;
        for (auto const& line : proposal.trace)
            text += line + '\n';
        return text;
    };
    for (auto const& none : { std::optional<Money> {}, std::optional { usd_of(900'00) } }) {
        EXPECT_EQ(told(none).find("limit_remaining"), std::string::npos) << told(none);
        EXPECT_EQ(told(none).find("remaining-limit"), std::string::npos) << told(none);
        EXPECT_NE(told(none).find("evident-non-conformity"), std::string::npos) << told(none);
    }
    EXPECT_NE(told(usd_of(100'00)).find("remaining-limit (limits)"), std::string::npos) << told(usd_of(100'00));
}

TEST(ClaimRules, a_claim_for_goods_that_never_came_is_not_asked_for_the_day_on_which_they_did)
{
    auto const rules = alibaba("current-help");
    auto order = paid_order(3000'00, order::Phase::awaiting_receipt);
    order.terms.deliver_by = Date::of(2026, 2, 20);
    auto const proposal = rules.proposal(claim_for({ line_of(Problem::not_received) }, 3000'00), order);
    EXPECT_EQ(proposal.low, usd_of(3000'00));
    EXPECT_EQ(proposal.lines.at(0).rule, "not-received");
}

TEST(ClaimRules, an_inspectors_report_bounds_what_can_be_verified)
{
    auto const rules = alibaba("current-help");
    auto state = claim_for({ line_of(Problem::quality) }, 3000'00);
    state.inspection = claim::Inspection {};
    claim::Report report;
    report.share = Ratio::percent(20);
    state.inspection->report = report;
    auto const traces = [&](std::string_view text) {
        return std::ranges::any_of(rules.proposal(state, paid_order(3000'00)).trace,
            [&](auto const& line) { return line.find(text) != std::string::npos; });
    };
    EXPECT_TRUE(traces("no acceptance terms were agreed"));
    inspection::Verdict verdict;
    verdict.why = "The lot is rejected for its major defects.";
    state.inspection->report->verdict = verdict;
    EXPECT_TRUE(traces(verdict.why));
    EXPECT_FALSE(traces("no acceptance terms were agreed"));
    EXPECT_EQ(rules.proposal(state, paid_order(3000'00)).high, usd_of(600'00));
    state.lines[0].loss = usd_of(400'00);
    EXPECT_EQ(rules.proposal(state, paid_order(3000'00)).high, usd_of(400'00));
    state.inspection->report->accepted = true;
    EXPECT_EQ(rules.proposal(state, paid_order(3000'00)).high, usd_of(0));
    state.lines[0].verifiable = false;
    EXPECT_EQ(rules.proposal(state, paid_order(3000'00)).high, usd_of(400'00));
}

TEST(ClaimRules, exhibits_that_do_not_count_are_no_facts)
{
    auto state = claim_for({ line_of(Problem::quality) }, 3000'00);
    claim::ExhibitState one;
    one.exhibit.kind = claim::ExhibitKind::email;
    one.inadmissible = "outside-messages";
    one.on = filed.plus_days(3);
    state.exhibits = { one };
    auto const evidence = static_cast<std::uint16_t>(casework::find_group("evidence"));
    EXPECT_EQ(facts_of(state, paid_order(1), "alibaba.com").items(evidence), 0u);
    state.exhibits[0].acknowledged = true;
    EXPECT_EQ(facts_of(state, paid_order(1), "alibaba.com").text("evidence[0].kind"), "email");
    EXPECT_EQ(last_day(state), filed.plus_days(3));
    state.exhibits[0].withdrawn = true;
    EXPECT_EQ(facts_of(state, paid_order(1), "alibaba.com").items(evidence), 0u);
}

TEST(ClaimRules, what_the_book_leaves_open_is_the_operators)
{
    auto const order = paid_order(3000'00);
    auto const plain = alibaba("current-help");
    EXPECT_FALSE(plain.four_eyes_above(usd));
    EXPECT_EQ(plain.execute_from(claim::Basis::determination, filed, {}, order), filed);
    EXPECT_FALSE(plain.review(claim::Basis::determination, filed, claim_for({}, 1), order)) << "none was found";
    EXPECT_EQ(plain.funds({}), (std::vector { escrow::Fund::supplier_balance, escrow::Fund::guarantee_pool }));
    EXPECT_EQ(plain.on_chargeback(usd_of(1), {}).effect, claim::ChargebackEffect::suspends);
    EXPECT_EQ(plain.on_chargeback(usd_of(1), {}).rule, "operator");

    auto const settled = alibaba("current-help",
        { .four_eyes = { usd_of(10'000'00) },
            .execute_days = 7,
            .review_days = 15,
            .review_rounds = 2,
            .funds = { escrow::Fund::bond },
            .chargeback = claim::ChargebackEffect::deducts });
    EXPECT_EQ(settled.four_eyes_above(usd), usd_of(10'000'00));
    EXPECT_EQ(settled.four_eyes_above(*Currency::from_code("EUR"))->minor, 0) << "nobody said what is small there";
    EXPECT_EQ(settled.execute_from(claim::Basis::silence, filed, {}, order), filed.plus_days(7));
    EXPECT_EQ(settled.execute_from(claim::Basis::settlement, filed, {}, order), filed);
    auto const right = settled.review(claim::Basis::silence, filed, claim_for({}, 1), order);
    ASSERT_TRUE(right.has_value());
    EXPECT_EQ(right->until, Date::of(2026, 3, 16));
    EXPECT_EQ(right->rounds, 2u);
    EXPECT_EQ(right->rule, "operator");
    EXPECT_FALSE(settled.review(claim::Basis::settlement, filed, claim_for({}, 1), order));
    EXPECT_EQ(settled.funds({}), std::vector { escrow::Fund::bond });
    EXPECT_EQ(settled.on_chargeback(usd_of(1), {}).effect, claim::ChargebackEffect::deducts);

    ClaimRules const ebay(world(), book_of("ebay-money-back-guarantee"), "text");
    auto const appeal = ebay.review(claim::Basis::determination, filed, claim_for({}, 1), order);
    ASSERT_TRUE(appeal.has_value());
    EXPECT_EQ(appeal->until, Date::of(2026, 3, 31));
    EXPECT_EQ(appeal->rule, "appeal");
}

TEST(ClaimRules, other_books_run_their_own_clocks_and_chargebacks)
{
    struct Case {
        std::string_view book;
        std::vector<std::string> clocks;
        claim::ChargebackEffect chargeback;
        bool again; ///< after a chargeback another claim can be opened
    };
    using claim::ChargebackEffect;
    auto const state = claim_for({ line_of(Problem::quality) }, 3000'00);
    for (auto const& c : {
             Case { "aliexpress-buyer-protection",
                 { "silent-seller refund supplier 2026-03-06", "platform-steps-in escalate platform 2026-03-07" },
                 ChargebackEffect::suspends, true },
             Case { "amazon-a-to-z", { "silent-seller refund supplier 2026-03-04" }, ChargebackEffect::closes, false },
             Case { "etsy-cases", {}, ChargebackEffect::closes, false },
         }) {
        ClaimRules const rules(world(), book_of(c.book), "text");
        EXPECT_EQ(told(rules.clocks(claim::Start::opened, filed, state, paid_order(3000'00))), c.clocks) << c.book;
        EXPECT_EQ(rules.on_chargeback(usd_of(1), state).effect, c.chargeback) << c.book;
        EXPECT_EQ(!rules.bars({ { 1 }, claim::Ending::charged_back, false, {} }, {}), c.again) << c.book;
    }
}

TEST(ClaimRules, every_shipped_book_answers_in_every_reading)
{
    auto const order = paid_order(3000'00);
    for (auto const& book : world().books) {
        for (auto const& reading : book.readings) {
            ClaimRules const rules(world(), book, reading.id);
            auto const state = claim_for({ line_of(Problem::quality), line_of(Problem::not_received) }, 3000'00);
            auto const proposal = rules.proposal(state, order);
            EXPECT_LE(proposal.low.minor, proposal.high.minor) << book.id << " " << reading.id;
            EXPECT_EQ(proposal.lines.size(), 2u);
            (void)rules.window(order, {});
            (void)rules.evidence(state, filed, order);
            (void)rules.escalation_from(state, order);
        }
    }
}

namespace {

/// One order and one claim under the rules of the shipped book, one command after the other.
class Walk {
public:
    explicit Walk(std::string_view reading)
        : claim_rules(alibaba(reading))
        , order_rules(world(), book_of("alibaba-trade-assurance"), reading)
    {
    }

    act::Actor const buyer { Role::buyer, { 1 }, { 1 } }, supplier { Role::supplier, { 2 }, { 2 } },
        provider { Role::provider, {}, {} }, officer { Role::officer, {}, { 11 } }, platform {};
    ClaimRules claim_rules;
    OrderRules order_rules;
    Date today = Date::of(2026, 2, 1);
    order::State order;
    claim::State state;
    escrow::Book book;

    void deal(std::int64_t minor)
    {
        order::Terms terms;
        terms.buyer = { 1 };
        terms.supplier = { 2 };
        terms.programme = "alibaba-trade-assurance";
        terms.goods = "pumps";
        terms.price_goods = usd_of(minor);
        terms.price_freight = terms.price_tax = usd_of(0);
        terms.specification = "seals hold 6 bar";
        terms.instalments = { { order::Purpose::full, usd_of(minor), {} } };
        run(buyer, order::Draft { terms });
        run(buyer, order::Offer {});
        run(supplier, order::Agree { digest(terms) });
        run(provider, order::ReceivePayment { 0, usd_of(minor), 0, "R0" });
        run(supplier, order::Ship { { today, {}, "TRACK" } });
        today = Date::of(2026, 2, 20);
        run(buyer, order::ConfirmReceipt {});
        today = filed;
    }

    void run(act::Actor const& who, order::Command const& command)
    {
        auto const decision
            = order::decide(order, command, { who, { {}, today }, order_rules, { 7 }, Id<Payment> { 1 } });
        ASSERT_TRUE(decision.has_value()) << decision.error().kind->code;
        for (auto const& event : *decision)
            take(event);
    }

    /// "ok", "already so", or the code of the refusal.
    std::string run(act::Actor const& who, claim::Command const& command)
    {
        auto const decision = claim::decide(state, command,
            { who, { {}, today }, claim_rules, { 9 }, { 7 }, order, book, usd_of(1'000'000'00), usd_of(0), {} });
        if (!decision)
            return std::string { decision.error().kind->code };
        for (auto const& event : decision->claim)
            evolve(state, event);
        for (auto const& event : decision->order)
            take(event);
        return decision->claim.empty() ? "already so" : "ok";
    }

    /// What the scheduler would do: every clock, in the order of their days, until one day.
    void until(Date day)
    {
        while (true) {
            auto next = claim::wakes(state);
            std::erase_if(next, [&](auto const& one) { return one.on > day; });
            if (next.empty())
                break;
            auto const first = *std::ranges::min_element(next, {}, &claim::Wake::on);
            today = std::max(today, first.on);
            if (run(platform, first.command) != "ok")
                break;
        }
        today = day;
    }

    claim::Open open(std::int64_t minor) const
    {
        return { { line_of(Problem::quality) }, claim::Remedy::refund, usd_of(minor) };
    }

private:
    void take(order::Event const& event)
    {
        evolve(order, event);
        EXPECT_TRUE(book.apply(order::transfers(event)));
    }
};

} // namespace

TEST(ClaimRules, a_small_claim_is_decided_by_the_suppliers_silence_and_carried_out)
{
    for (auto const* reading : { "current-help", "receipt-counts" }) {
        Walk walk(reading);
        walk.deal(480'00);
        ASSERT_EQ(walk.run(walk.buyer, walk.open(480'00)), "ok") << reading;
        EXPECT_EQ(walk.state.edition, "2026-03-17");
        EXPECT_EQ(walk.state.reading, reading);
        EXPECT_EQ(walk.run(walk.buyer, claim::Escalate {}), "claim.escalation_too_early");
        walk.until(Date::of(2026, 3, 6));
        EXPECT_EQ(walk.state.phase, claim::Phase::negotiation) << "the fifth day is the supplier's";
        walk.until(Date::of(2026, 3, 7));
        ASSERT_TRUE(walk.state.due.has_value()) << reading;
        EXPECT_EQ(walk.state.due->basis, claim::Basis::silence);
        EXPECT_EQ(walk.state.due->rule, "fast-refund");
        EXPECT_EQ(walk.state.paid, usd_of(480'00));
        EXPECT_EQ(walk.state.ending, claim::Ending::granted);
        EXPECT_EQ(walk.order.phase, order::Phase::completed);
        EXPECT_EQ(held(walk.order), usd_of(0));
        EXPECT_EQ(walk.book.amount(escrow::refund_payable({ 7 }, usd)), usd_of(480'00));
        EXPECT_EQ(walk.run(walk.buyer, walk.open(480'00)), "claim.exists");
    }
}

TEST(ClaimRules, a_greater_claim_goes_to_an_officer_on_the_day_of_its_reading)
{
    struct Case {
        std::string_view reading;
        Date escalates;
    };
    for (auto const& [reading, escalates] :
        { Case { "current-help", Date::of(2026, 3, 8) }, Case { "receipt-counts", Date::of(2026, 3, 9) } }) {
        Walk walk(reading);
        walk.deal(3000'00);
        ASSERT_EQ(walk.run(walk.buyer, walk.open(3000'00)), "ok") << reading;
        ASSERT_EQ(walk.run(walk.supplier, claim::Answer { claim::Stance::contests, "the seals are as agreed" }), "ok");
        walk.until(escalates.plus_days(-1));
        EXPECT_EQ(walk.state.phase, claim::Phase::negotiation) << reading;
        walk.until(escalates);
        EXPECT_EQ(walk.state.phase, claim::Phase::review) << reading;
        EXPECT_EQ(walk.state.escalated_on, escalates);

        claim::Ruling ruling;
        ruling.findings = { { 0, "a fifth of the seals leak" } };
        ruling.amount = usd_of(600'00);
        ruling.reasons = "the photographs show it";
        EXPECT_EQ(walk.run(walk.officer, claim::Determine { ruling }), "claim.deviation_unexplained");
        ruling.deviation = "the rest holds 6 bar";
        ASSERT_EQ(walk.run(walk.officer, claim::Determine { ruling }), "ok");
        EXPECT_EQ(walk.state.determinations.at(0).proposal.reading, reading);
        ASSERT_EQ(walk.run(walk.platform, claim::Execute {}), "ok");
        EXPECT_EQ(walk.state.ending, claim::Ending::partly);
        EXPECT_EQ(walk.state.paid, usd_of(600'00));
        // Confirmed receipt has released the money: the supplier's balance pays.
        EXPECT_EQ(walk.order.refunded_elsewhere, usd_of(600'00));
    }
}

} // namespace recourse::programme
