#include "tests/samples/answers.hpp"
#include "tests/samples/build.hpp"

namespace recourse::samples {

Answer undecided()
{
    Answer a;
    a.title = "LED panels shipped 23 days late";
    a.as_of = day("2026-11-24");
    a.loss = { .paid = usd(42000), .claimed = usd(42000), .claimed_low = usd(6300), .missing = { "problems[0].loss" } };

    Coverage c;
    c.programme = "alibaba-trade-assurance";
    c.name = "Alibaba.com Trade Assurance";
    c.edition = "2026-03-17";
    c.verdict = Verdict::undecided;
    c.range = { usd(0), usd(30000) };
    c.cap = { usd(10000), std::nullopt };
    c.shortfall = { usd(12000), usd(42000) };
    c.facts_missing = true;
    c.readings_differ = true;
    c.reasons = {
        { "late-shipment", "applies", "Goods left later than the agreed date: covered as a breach of shipment.",
            covered_breaches("breach 1"), "official", "problems[0]", {} },
        { "contract-disputes-out", "fails", "Delivery delays are outside the programme.",
            practitioner("Contract disputes"), "practitioner", "problems[0]", {} },
        { "supplier-limit", "unknown", "The refund cannot exceed the supplier's remaining limit, which is not known.",
            claim_help(), "", "", { "supplier.limit_remaining" } },
        { "accepted-delay", "unknown", "If the buyer agreed to the later date, nothing is owed for it.",
            source("aliservice-364", "What is not covered by Trade Assurance",
                "https://www.alicustomerservice.com/faq4_what-s-not-covered-by-trade-assurance-364.html", "", "copy",
                "secondary"),
            "", "problems[0]", { "problems[0].accepted_by_buyer" } },
    };
    c.readings = { { "official", Verdict::partly, { usd(10000), usd(30000) } },
        { "practitioner", Verdict::not_covered, { usd(0), usd(0) } } };
    c.missing = { "supplier.limit_remaining", "problems[0].accepted_by_buyer", "problems[0].loss" };
    c.trace = { "delivery.shipped_on > order.ship_by  is true (2026-10-28 > 2026-10-05)",
        "problem.accepted_by_buyer  is not known" };
    Coverage card;
    card.programme = "visa-disputes";
    card.name = "Visa dispute, condition 13.1";
    card.edition = "2025-10-18";
    card.verdict = Verdict::not_covered;
    card.range = { usd(0), usd(0) };
    card.reasons = { { "paid-by-card", "fails", "No payment was made by card.", unsourced(), "", "", {} } };
    a.coverage = { c, card };

    Route claim {
        .id = "platform-claim",
        .name = "Claim with Alibaba.com Trade Assurance",
        .track = Track::assurance,
        .status = RouteStatus::conditional,
        .why = { { "Whether late shipment is covered depends on the reading of the rules.", covered_breaches() } },
        .recoverable = { usd(0), usd(30000) },
        .cost = { usd(0), usd(0), usd(0), {} },
        .weeks = { 2, 4, 6, true, practitioner("Speed") },
        .net = { usd(0), usd(0), usd(20000), usd(7000) },
        .compare = cells({ { { "USD 0.00 to 30,000.00", "" }, { "2 to 6 weeks", "" }, { "Free", "" },
            { "Partly", "partly" }, { "No", "no" }, { "No", "no" }, { "No", "no" }, { "Not applicable", "no" },
            { "Account suspended", "" }, { "No", "no" }, { "Moderate", "" } } }),
        .missing = { "supplier.limit_remaining" },
    };
    Route settlement {
        .id = "negotiated-settlement",
        .name = "Negotiated settlement",
        .track = Track::legal,
        .status = RouteStatus::open,
        .why = { { "The supplier answers and has admitted the delay in writing.", unsourced() } },
        .recoverable = { usd(2000), usd(12000) },
        .cost = { usd(0), usd(500), usd(1500), {} },
        .weeks = { 1, 4, 12, true, guess("Assumptions of the forecast") },
        .net = { usd(0), usd(3000), usd(8000), usd(4000) },
        .compare = cells({ { { "What both sides agree", "" }, { "1 to 12 weeks", "" }, { "Little", "" },
            { "Yes", "yes" }, { "Yes", "yes" }, { "Yes", "yes" }, { "No", "no" }, { "A contract only", "no" },
            { "None", "" }, { "Negotiable", "partly" }, { "Low", "" } } }),
        .missing = {},
    };
    Route hkiac {
        .id = "hkiac",
        .name = "HKIAC arbitration",
        .track = Track::legal,
        .status = RouteStatus::open,
        .why = { { "The contract names HKIAC.", unsourced() } },
        .recoverable = { usd(6300), usd(42000) },
        .cost = { usd(16000), usd(28000), usd(52000),
            { { "registration", "Registration fee of HKIAC", money("8000.00 HKD"), money("8000.00 HKD"),
                money("8000.00 HKD"), false,
                source("hkiac-fees", "HKIAC schedule of fees", "https://www.hkiac.org/arbitration/fees", "sch. 1",
                    "official", "secondary") } } },
        .weeks = { 39, 58, 82, true, unsourced() },
        .net = { usd(-40000), usd(-20000), usd(10000), usd(-18000) },
        .compare = cells({ { { "USD 42,000.00 and damages", "" }, { "39 to 82 weeks", "" },
            { "USD 16,000.00 to 52,000.00", "" }, { "Yes", "yes" }, { "Yes", "yes" }, { "Yes", "yes" },
            { "Yes: Mainland courts act on the arrangement of 2019", "yes" },
            { "New York Convention and the arrangement with the Mainland", "yes" },
            { "Confidential award, seizure of assets", "" }, { "Yes, if foreseeable", "yes" }, { "Higher", "" } } }),
        .missing = {},
    };
    Route cietac {
        .id = "cietac",
        .name = "CIETAC arbitration",
        .track = Track::legal,
        .status = RouteStatus::closed,
        .why = { { "The contract names another institution (HKIAC).", unsourced() } },
        .recoverable = {},
        .cost = {},
        .weeks = {},
        .net = {},
        .compare = {},
        .missing = {},
    };
    Route chargeback {
        .id = "card-chargeback",
        .name = "Card chargeback",
        .track = Track::other,
        .status = RouteStatus::closed,
        .why = { { "No payment was made by card.", unsourced() } },
        .recoverable = {},
        .cost = {},
        .weeks = {},
        .net = {},
        .compare = {},
        .missing = {},
    };
    a.routes = { claim, settlement, hkiac, cietac, chargeback };

    a.forecast = { .made = true,
        .not_made_because = "",
        .together = { usd(0), usd(4000), usd(22000), usd(8000) },
        .by_month = { { 1, usd(0), usd(0), usd(8000), usd(2000) }, { 3, usd(0), usd(3000), usd(20000), usd(7000) },
            { 12, usd(0), usd(4000), usd(22000), usd(8000) } },
        .drivers = { { "reading", "Whether the platform treats late shipment as covered", usd(3000), usd(18000),
                         covered_breaches() },
            { "limit", "The supplier's remaining limit", usd(6000), usd(12000), claim_help() } },
        .freeze_delay = { { 0, usd(8000) }, { 30, usd(7000) }, { 90, usd(6000) } },
        .seed = 1,
        .samples = 100000,
        .remarks = { "HKIAC arbitration costs more than it is likely to bring." } };

    a.deadlines = {
        { .id = "automatic-escalation",
            .what = "The platform takes the case over by itself",
            .from_what = "the refund request",
            .from = {},
            .due = {},
            .due_latest = {},
            .time = "",
            .status = DeadlineStatus::not_started,
            .if_missed = "",
            .counting = {},
            .provisional = false,
            .route = "platform-claim",
            .reading = "",
            .source = claim_help(),
            .missing = { "claim.filed_on" } },
        { .id = "claim-window",
            .what = "Open the claim in the order",
            .from_what = "receipt, or confirmation of receipt",
            .from = day("2026-10-26"),
            .due = day("2026-11-25"),
            .due_latest = day("2026-12-03"),
            .time = "24:00 Asia/Shanghai",
            .status = DeadlineStatus::soon,
            .if_missed = "The programme no longer hears the claim.",
            .counting = { "Reading 'receipt': 30 calendar days after 2026-10-26: 2026-11-25.",
                "Reading 'confirmation': 30 calendar days after 2026-11-03: 2026-12-03." },
            .provisional = false,
            .route = "platform-claim",
            .reading = "",
            .source = claim_help(),
            .missing = {} },
        { .id = "ship-by",
            .what = "The goods had to leave",
            .from_what = "the order",
            .from = {},
            .due = day("2026-10-05"),
            .due_latest = {},
            .time = "",
            .status = DeadlineStatus::passed,
            .if_missed = "",
            .counting = {},
            .provisional = false,
            .route = "",
            .reading = "",
            .source = {},
            .missing = {} },
    };
    a.plan = {
        { .id = "open-claim",
            .step = 1,
            .track = Track::assurance,
            .act = "Open the claim as late shipment, and name the quality of the remaining pieces as well.",
            .by = day("2026-11-25"),
            .who = "buyer",
            .needs = { "order_record", "platform_chat" },
            .why = "The window may close tomorrow under the strictest reading.",
            .source = claim_help() },
        { .id = "demand",
            .step = 3,
            .track = Track::legal,
            .act = "Send a demand for the agreed damages for delay.",
            .by = day("2026-12-01"),
            .who = "counsel",
            .needs = {},
            .why = "",
            .source = contract_code("art. 585") },
    };
    a.evidence = { { .kind = "platform_chat",
        .have = false,
        .for_routes = { "platform-claim", "hkiac" },
        .form = { "original" },
        .why = "The supplier admitted the delay there.",
        .source = {} } };
    a.warnings = {
        { "window-closing", Severity::stop, "Under the strictest reading the claim window closes on 2026-11-25.",
            claim_help() },
        { "acquiesced-delay", Severity::warn, "If you wrote that a later date is fine, the claim for delay is gone.",
            unsourced() },
    };
    a.questions = {
        { "problems[0].accepted_by_buyer", "Did you agree, in any message, to a later shipping date?",
            "Yes: nothing is covered. No: up to USD 30,000.00." },
        { "supplier.limit_remaining", "What does the supplier's badge show as its remaining limit?",
            "It is the most the platform pays." },
    };
    a.counterfactuals
        = { { "Had the order named damages for each day of delay", "the sum would not have to be proved" } };
    return a;
}

} // namespace recourse::samples
