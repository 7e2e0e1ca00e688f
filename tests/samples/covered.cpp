#include "tests/samples/answers.hpp"
#include "tests/samples/build.hpp"

namespace recourse::samples {

namespace {

Route platform_claim()
{
    return {
        .id = "platform-claim",
        .name = "Claim with Alibaba.com Trade Assurance",
        .track = Track::assurance,
        .status = RouteStatus::open,
        .why = { { "The order was placed on the platform and every payment went through it.", paid_on_platform() },
            { "Receipt was confirmed on 2026-11-10; the window of 30 days is still open.", claim_help() } },
        .recoverable = { usd(18400), usd(18400) },
        .cost = { usd(0), usd(0), usd(0), {} },
        .weeks = { 2, 4, 6, true, practitioner("Speed") },
        .net = { usd(9000), usd(18000), usd(18000), usd(16000) },
        .compare = cells({ { { "USD 18,400.00: the supplier's remaining limit is not reached", "18400.00 USD" },
            { "2 to 6 weeks", "2-6 weeks" }, { "Free", "0.00 USD" }, { "Partly: non-delivery only", "partly" },
            { "No", "no" }, { "No", "no" }, { "No", "no" }, { "Not applicable: internal to Alibaba", "no" },
            { "Account suspended", "" }, { "No", "no" },
            { "Moderate: the inspection report is at hand", "moderate" } } }),
        .missing = {},
    };
}

Route cietac()
{
    return {
        .id = "cietac",
        .name = "CIETAC arbitration",
        .track = Track::legal,
        .status = RouteStatus::closed,
        .why
        = { { "The contract has no arbitration clause. Open again only if both sides sign a submission agreement now.",
            source("arb-law-2025", "Arbitration Law of the PRC (2025)", "https://flk.npc.gov.cn/", "art. 27", "statute",
                "secondary") } },
        .recoverable = {},
        .cost = {},
        .weeks = {},
        .net = {},
        .compare = {},
        .missing = {},
    };
}

Route prc_court()
{
    return {
        .id = "prc-court",
        .name = "Court at the supplier's seat",
        .track = Track::legal,
        .status = RouteStatus::open,
        .why = { { "No forum was agreed; the court where the defendant has its domicile is competent.",
            procedure_law("art. 22") } },
        .recoverable = { usd(18400), usd(21150) },
        .cost = { usd(3100), usd(4400), usd(7200),
            { { "court-fee", "Court fee on the amount claimed", money("2510.00 CNY"), money("2510.00 CNY"),
                  money("2510.00 CNY"), false,
                  source("court-fees", "Measures on litigation costs (State Council decree 481)",
                      "https://flk.npc.gov.cn/", "art. 13", "statute", "primary") },
                { "lawyer", "Lawyer, 8 to 15 % of the claim, at least USD 2,500.00", usd(2500), usd(3200), usd(5500),
                    true,
                    source("cjo-cost", "Costs of litigation in China", "https://www.chinajusticeobserver.com/", "",
                        "analysis", "secondary") } } },
        .weeks = { 26, 44, 78, true, unsourced() },
        .net = { usd(-5000), usd(5000), usd(14000), usd(5000) },
        .compare = cells({ { { "USD 21,150.00 and damages", "21150.00 USD" }, { "26 to 78 weeks", "26-78 weeks" },
            { "USD 3,100.00 to 7,200.00", "4400.00 USD" }, { "Yes", "yes" }, { "Yes", "yes" }, { "Yes", "yes" },
            { "Yes: before or during the suit, against security", "yes" },
            { "Judgments: by treaty or reciprocity only", "partly" },
            { "Public record, seizure of assets, limits on the legal representative", "" },
            { "Yes, if foreseeable", "yes" },
            { "Higher: notarised and apostilled papers, Chinese translation", "higher" } } }),
        .missing = {},
    };
}

} // namespace

Answer covered()
{
    Answer a;
    a.title = "Stainless bottles: coating peels off 1,840 of 2,000";
    a.as_of = day("2026-11-24");
    a.as_of_given = true;
    a.loss = { .paid = usd(20000), .claimed = usd(21150), .claimed_low = usd(18400), .missing = {} };

    Coverage c;
    c.programme = "alibaba-trade-assurance";
    c.name = "Alibaba.com Trade Assurance";
    c.edition = "2026-03-17";
    c.verdict = Verdict::covered;
    c.range = { usd(18400), usd(18400) };
    c.cap = { usd(30000), std::nullopt };
    c.shortfall = { usd(0), usd(2750) };
    c.reasons = {
        { "paid-through-platform", "passed", "Both payments went to the account the platform named.",
            paid_on_platform(), "", "", {} },
        { "evident-non-conformity", "applies",
            "The coating peels off 92 % of the pieces; an inspector's report says so.", covered_breaches("breach 2"),
            "", "problems[0]", {} },
        { "share-of-defective", "limits", "92 of 100 pieces are defective: 92 % of USD 20,000.00 is USD 18,400.00.",
            covered_breaches(), "", "problems[0]", {} },
        { "no-consequential-damages", "fails", "Lost sales of USD 2,750.00 are not part of what the programme pays.",
            practitioner("Consequential damages"), "", "", {} },
    };
    c.trace = { "order.channel == \"platform\"  is true", "payments.all(p, p.through_platform)  is true (2 of 2)",
        "days_between(delivery.receipt_confirmed_on, as_of) = 14, at most 30" };
    a.coverage = { c };

    a.routes = { platform_claim(), prc_court(), cietac() };
    a.forecast = { .made = true,
        .not_made_because = "",
        .together = { usd(9000), usd(18000), usd(20000), usd(16000) },
        .by_month = { { 1, usd(0), usd(0), usd(18000), usd(8000) }, { 2, usd(0), usd(18000), usd(18000), usd(15000) },
            { 6, usd(9000), usd(18000), usd(18000), usd(16000) },
            { 12, usd(9000), usd(18000), usd(20000), usd(16000) } },
        .drivers = { { "claim-success", "Chance that the platform decides for the buyer", usd(11000), usd(18000),
                         guess("Assumptions of the forecast") },
            { "collectability", "Share of a judgment that is collected", usd(15000), usd(17000),
                guess("Assumptions of the forecast") } },
        .freeze_delay = {},
        .seed = 20261124,
        .samples = 100000,
        .remarks = { "A suit for the remaining USD 2,750.00 would cost more than it can bring." } };

    a.deadlines = {
        { .id = "claim-window",
            .what = "Open the claim in the order",
            .from_what = "receipt was confirmed",
            .from = day("2026-11-10"),
            .due = day("2026-12-10"),
            .due_latest = {},
            .time = "24:00 Asia/Shanghai",
            .status = DeadlineStatus::soon,
            .if_missed = "The programme no longer hears the claim.",
            .counting = { "30 calendar days after 2026-11-10, that day not counted: 2026-12-10.",
                "The last day stays where it falls." },
            .provisional = false,
            .route = "platform-claim",
            .reading = "",
            .source = claim_help(),
            .missing = {} },
        { .id = "limitation",
            .what = "Sue, or interrupt the limitation period by a demand",
            .from_what = "the defect was found",
            .from = day("2026-11-12"),
            .due = day("2030-11-12"),
            .due_latest = {},
            .time = "",
            .status = DeadlineStatus::later,
            .if_missed = "The supplier may refuse to pay for that reason alone.",
            .counting = { "4 years from 2026-11-12, that day not counted." },
            .provisional = true,
            .route = "prc-court",
            .reading = "",
            .source = contract_code("art. 594"),
            .missing = {} },
    };
    a.plan = {
        { .id = "open-claim",
            .step = 1,
            .track = Track::assurance,
            .act = "Open the claim under 'quality', with the inspection report and the contract's coating standard.",
            .by = day("2026-11-24"),
            .who = "buyer",
            .needs = { "inspection_report", "contract", "photo" },
            .why = "It is free, fast and covers the whole direct loss.",
            .source = practitioner("step 1") },
        { .id = "call-counsel",
            .step = 2,
            .track = Track::legal,
            .act = "Talk to a PRC-licensed lawyer and secure the originals.",
            .by = day("2026-11-24"),
            .who = "buyer",
            .needs = {},
            .why = "Waiting for the platform lets assets move.",
            .source = practitioner("step 2") },
        { .id = "export-chat",
            .step = 2,
            .track = Track::legal,
            .act = "Export the platform's chat and the order record.",
            .by = day("2026-11-26"),
            .who = "buyer",
            .needs = {},
            .why = "The platform need not keep them.",
            .source = {} },
        { .id = "demand",
            .step = 3,
            .track = Track::legal,
            .act = "Send a demand letter while the claim runs.",
            .by = day("2026-12-01"),
            .who = "counsel",
            .needs = { "contract" },
            .why = "It shows that you are prepared to go on, and it interrupts the limitation period.",
            .source = contract_code("art. 195") },
        { .id = "close",
            .step = 4,
            .track = Track::legal,
            .act = "Close the matter if the platform refunds in full.",
            .by = {},
            .who = "buyer",
            .needs = {},
            .why = "",
            .source = practitioner("step 4") },
    };
    a.evidence = {
        { .kind = "contract",
            .have = true,
            .for_routes = { "platform-claim", "prc-court" },
            .form = { "original", "translated" },
            .why = "It states the coating standard.",
            .source = {} },
        { .kind = "inspection_report",
            .have = true,
            .for_routes = { "platform-claim" },
            .form = { "copy" },
            .why = "It decides a claim about quality.",
            .source = claim_help() },
        { .kind = "payment_record",
            .have = false,
            .for_routes = { "platform-claim", "prc-court" },
            .form = { "original" },
            .why = "It shows what was paid, to whom and when.",
            .source = {} },
        { .kind = "other",
            .have = false,
            .for_routes = { "prc-court" },
            .form = { "notarised", "apostilled", "translated" },
            .why = "Proof of the buyer's existence and of the lawyer's power.",
            .source = procedure_law("art. 275") },
    };
    a.warnings = {
        { "keep-on-platform", Severity::warn, "Keep every message with the supplier on the platform.",
            practitioner("Should I stop communicating") },
        { "no-partial-settlement-without-counsel", Severity::stop,
            "Do not accept a part payment before a lawyer has read the terms.",
            practitioner("Should I stop communicating") },
        { "outcome-may-differ", Severity::note,
            "The platform decides at its own discretion; this is what its rules say.", unsourced() },
    };
    a.questions
        = { { "supplier.limit_remaining", "What does the supplier's Trade Assurance badge show as its remaining limit?",
            "Below USD 18,400.00 the refund would be cut to it." } };
    a.counterfactuals
        = { { "Had all 2,000 pieces been inspected as defective", "USD 1,600.00 more would be covered" } };
    a.rates = { { "CNY 1 = USD 0.1405 on 2026-10-08",
        source("ecb", "Euro foreign exchange reference rates",
            "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/", "2026-10-08",
            "official", "primary") } };
    a.notes = { "No official notice of holidays for 2030 was known; the limitation date may move by some days." };
    return a;
}

} // namespace recourse::samples
