#include "tests/samples/answers.hpp"
#include "tests/samples/build.hpp"

namespace recourse::samples {

namespace {

Route closed(std::string id, std::string name, Track track, std::string why)
{
    return { .id = std::move(id), .name = std::move(name), .track = track, .status = RouteStatus::closed, .why = { { std::move(why), unsourced() } },
        .recoverable = {}, .cost = {}, .weeks = {}, .net = {}, .compare = {}, .missing = {} };
}

} // namespace

Answer not_covered()
{
    Answer a;
    a.title = "Deposit of USD 50,000 wired to a private account, supplier silent";
    a.as_of = day("2026-11-24");
    a.as_of_given = true;
    a.loss = { .paid = usd(50000), .claimed = usd(58000), .claimed_low = usd(50000), .missing = {} };

    Coverage c;
    c.programme = "alibaba-trade-assurance";
    c.name = "Alibaba.com Trade Assurance";
    c.edition = "2026-03-17";
    c.verdict = Verdict::not_covered;
    c.range = { usd(0), usd(0) };
    c.cap = { usd(10000), usd(30000) };
    c.shortfall = { usd(50000), usd(58000) };
    c.reasons = {
        { "paid-outside", "fails", "The deposit was wired to a personal account outside the platform; that voids the cover.", paid_on_platform(), "", "", {} },
        { "deposit-fraud", "fails", "The programme covers orders, not advance payments to personal accounts.", practitioner("Deposit fraud"), "practitioner", "problems[0]", {} },
    };
    c.trace = { "payments.exists(p, !p.through_platform)  is true (payments[0])" };
    a.coverage = { c };

    Route claim = closed("platform-claim", "Claim with Alibaba.com Trade Assurance", Track::assurance, "");
    claim.why = { { "Paid outside the platform.", paid_on_platform() } };
    claim.compare = cells({ { { "USD 0.00", "0.00 USD" }, { "2 to 6 weeks", "" }, { "Free", "" }, { "Partly: non-delivery only", "partly" }, { "No", "no" }, { "No", "no" }, { "No", "no" },
        { "Not applicable", "no" }, { "Account suspended", "" }, { "No", "no" }, { "Moderate", "" } } });
    Route offline {
        .id = "platform-offline-complaint", .name = "Offline complaint to the platform", .track = Track::assurance, .status = RouteStatus::open,
        .why = { { "The platform hears complaints about offline deals; it can punish the supplier, not refund you.", source("help-1000063651", "Offline disputes", "https://service.alibaba.com/buyer/faq_detail/1000063651.htm", "", "official", "primary") } },
        .recoverable = { usd(0), usd(0) }, .cost = { usd(0), usd(0), usd(0), {} }, .weeks = { 2, 4, 8, true, unsourced() }, .net = { usd(0), usd(0), usd(0), usd(0) },
        .compare = cells({ { { "Nothing is paid", "0.00 USD" }, { "2 to 8 weeks", "" }, { "Free", "" }, { "Reported, not refunded", "no" }, { "No", "no" }, { "Yes, without payment", "partly" }, { "No", "no" },
            { "Not applicable", "no" }, { "Points, account closed", "" }, { "No", "no" }, { "Moderate", "" } } }),
        .missing = {},
    };
    Route recall {
        .id = "bank-recall", .name = "Recall of the wire through your bank", .track = Track::other, .status = RouteStatus::open,
        .why = { { "The wire left 4 days ago; each hour counts, and the beneficiary's bank may refuse.", unsourced() } },
        .recoverable = { usd(0), usd(50000) }, .cost = { usd(30), usd(60), usd(150), { { "bank", "Your bank's fee", usd(30), usd(60), usd(150), true, unsourced() } } },
        .weeks = { 1, 2, 8, true, guess("Assumptions of the forecast") }, .net = { usd(-100), usd(-100), usd(30000), usd(5000) },
        .compare = cells({ { { "What is still in the account", "" }, { "1 to 8 weeks", "" }, { "USD 30.00 to 150.00", "" }, { "Yes", "yes" }, { "No", "no" }, { "Yes", "yes" }, { "In effect, if the bank holds the money", "partly" },
            { "Between banks", "partly" }, { "None", "" }, { "No", "no" }, { "Low: the wire record", "" } } }),
        .missing = {},
    };
    Route police {
        .id = "police-report", .name = "Report of contract fraud to the police", .track = Track::legal, .status = RouteStatus::conditional,
        .why = { { "Possible if deception from the start can be shown; a police case may suspend the civil one.", source("criminal-law", "Criminal Law of the PRC", "https://flk.npc.gov.cn/", "art. 224", "statute", "primary") } },
        .recoverable = { usd(0), usd(50000) }, .cost = { usd(500), usd(1500), usd(4000), {} }, .weeks = { 4, 26, 104, true, unsourced() }, .net = { usd(-4000), usd(-1000), usd(14000), usd(2000) },
        .compare = cells({ { { "What is seized and returned", "" }, { "4 to 104 weeks", "" }, { "USD 500.00 to 4,000.00", "" }, { "Yes", "yes" }, { "Partly", "partly" }, { "Yes", "yes" }, { "By the police", "yes" }, { "Hardly", "no" }, { "Criminal record", "" }, { "No", "no" }, { "Highest: intent", "" } } }),
        .missing = { "supplier.status" },
    };
    Route court {
        .id = "prc-court", .name = "Court at the supplier's seat", .track = Track::legal, .status = RouteStatus::open,
        .why = { { "No forum was agreed; the court where the defendant has its domicile is competent.", procedure_law("art. 22") },
            { "The holder of the private account can be sued beside the company.", unsourced() } },
        .recoverable = { usd(50000), usd(58000) },
        .cost = { usd(6000), usd(9500), usd(16000),
            { { "court-fee", "Court fee on the amount claimed", money("6944.00 CNY"), money("6944.00 CNY"), money("6944.00 CNY"), false, source("court-fees", "Measures on litigation costs (State Council decree 481)", "https://flk.npc.gov.cn/", "art. 13", "statute", "primary") },
                { "lawyer", "Lawyer, 8 to 15 % of the claim", usd(4000), usd(6500), usd(8700), true, source("cjo-cost", "Costs of litigation in China", "https://www.chinajusticeobserver.com/", "", "analysis", "secondary") },
                { "preservation-fee", "Fee for the freezing order", money("2270.00 CNY"), money("2270.00 CNY"), money("2270.00 CNY"), false, source("court-fees", "Measures on litigation costs (State Council decree 481)", "https://flk.npc.gov.cn/", "art. 14", "statute", "primary") } } },
        .weeks = { 39, 60, 104, true, unsourced() }, .net = { usd(-14000), usd(8000), usd(41000), usd(12000) },
        .compare = cells({ { { "USD 58,000.00 and damages", "58000.00 USD" }, { "39 to 104 weeks", "" }, { "USD 6,000.00 to 16,000.00", "" }, { "Yes: full recovery from fraud", "yes" }, { "Yes", "yes" }, { "Yes", "yes" }, { "Yes: before or during the suit, against security", "yes" },
            { "By treaty or reciprocity", "partly" }, { "Public record, seizure, limits on the legal representative", "" }, { "Yes, if foreseeable", "yes" }, { "Higher, but broader: chats, e-mails, witnesses", "" } } }),
        .missing = {},
    };
    Route freeze {
        .id = "asset-preservation", .name = "Freezing of assets", .track = Track::legal, .status = RouteStatus::open,
        .why = { { "Before filing where the matter is urgent; the court decides within 48 hours.", procedure_law("art. 104") } },
        .recoverable = {}, .cost = { usd(700), usd(1500), usd(4000), {} }, .weeks = { 1, 2, 4, true, unsourced() }, .net = {}, .compare = {}, .missing = { "supplier.assets_known" },
    };
    a.routes = { claim, offline, recall, police, court, freeze,
        closed("cietac", "CIETAC arbitration", Track::legal, "No arbitration clause. One way back: a submission agreement that both sides sign now."),
        closed("hkiac", "HKIAC arbitration", Track::legal, "No arbitration clause names it."),
        closed("card-chargeback", "Card chargeback", Track::other, "No payment was made by card."),
        closed("carrier-claim", "Claim against the carrier", Track::other, "Nothing was shipped.") };

    a.forecast = { .made = true, .not_made_because = "", .together = { usd(-14000), usd(13000), usd(45000), usd(16000) },
        .by_month = { { 1, usd(0), usd(0), usd(25000), usd(4000) }, { 3, usd(-5000), usd(-2000), usd(30000), usd(4000) }, { 6, usd(-9000), usd(-3000), usd(32000), usd(6000) }, { 12, usd(-13000), usd(6000), usd(42000), usd(12000) }, { 24, usd(-14000), usd(13000), usd(45000), usd(16000) } },
        .drivers = { { "freeze", "Whether assets are frozen before they move", usd(3000), usd(30000), guess("Assumptions of the forecast") },
            { "collectability", "Share of a judgment that is collected", usd(5000), usd(27000), source("spc-2024", "Report of the Supreme People's Court for 2024", "", "", "news", "secondary") },
            { "recall", "Whether the bank recalls the wire", usd(12000), usd(25000), unsourced() },
            { "duration", "How long the suit takes", usd(15000), usd(17000), guess("Assumptions of the forecast") } },
        .freeze_delay = { { 0, usd(16000) }, { 14, usd(13000) }, { 30, usd(10000) }, { 60, usd(7000) }, { 120, usd(4000) } }, .seed = 7, .samples = 100000, .remarks = {} };

    a.deadlines = {
        { .id = "bank-recall", .what = "Ask your bank to recall the wire", .from_what = "the wire", .from = day("2026-11-20"), .due = day("2026-11-24"), .due_latest = {}, .time = "", .status = DeadlineStatus::today,
            .if_missed = "The money is likely gone from the account.", .counting = { "As soon as possible; no fixed period was found." }, .provisional = false, .route = "bank-recall", .reading = "", .source = unsourced(), .missing = {} },
        { .id = "counsel-same-day", .what = "Talk to a PRC-licensed lawyer", .from_what = "today", .from = day("2026-11-24"), .due = day("2026-11-24"), .due_latest = {}, .time = "", .status = DeadlineStatus::today,
            .if_missed = "Each day lets the supplier move assets.", .counting = {}, .provisional = false, .route = "prc-court", .reading = "", .source = practitioner("step 2"), .missing = {} },
        { .id = "limitation", .what = "Sue, or interrupt the limitation period by a demand", .from_what = "the breach was known", .from = day("2026-11-23"), .due = day("2030-11-23"), .due_latest = {}, .time = "", .status = DeadlineStatus::later,
            .if_missed = "The supplier may refuse to pay for that reason alone.", .counting = { "4 years from 2026-11-23, that day not counted." }, .provisional = true, .route = "prc-court", .reading = "", .source = contract_code("art. 594"), .missing = {} },
        { .id = "file-after-preservation", .what = "Sue after a freeze that was granted before filing", .from_what = "the freeze", .from = {}, .due = {}, .due_latest = {}, .time = "", .status = DeadlineStatus::not_started,
            .if_missed = "The freeze is lifted.", .counting = { "30 days after the measure." }, .provisional = false, .route = "asset-preservation", .reading = "", .source = procedure_law("art. 104"), .missing = { "legal.frozen_on" } },
        { .id = "ship-by", .what = "The goods had to leave", .from_what = "the order", .from = {}, .due = day("2026-11-15"), .due_latest = {}, .time = "", .status = DeadlineStatus::passed, .if_missed = "The supplier is in breach.", .counting = {}, .provisional = false, .route = "", .reading = "", .source = {}, .missing = {} },
    };
    a.plan = {
        { .id = "recall", .step = 1, .track = Track::other, .act = "Call your bank and ask for a recall of the wire, in writing, today.", .by = day("2026-11-24"), .who = "buyer", .needs = { "payment_record" }, .why = "Money that has not been withdrawn can come back.", .source = unsourced() },
        { .id = "complain", .step = 1, .track = Track::assurance, .act = "File the offline complaint with the platform.", .by = day("2026-11-25"), .who = "buyer", .needs = { "platform_chat" }, .why = "It recovers nothing, but it puts pressure on the supplier and dates your complaint.", .source = practitioner("Can Alibaba ban the supplier") },
        { .id = "counsel", .step = 2, .track = Track::legal, .act = "Talk to a PRC-licensed lawyer; hand over contract, wire record and messages.", .by = day("2026-11-24"), .who = "buyer", .needs = { "contract", "payment_record" }, .why = "Waiting is the costliest mistake.", .source = practitioner("Do not wait") },
        { .id = "identify", .step = 2, .track = Track::legal, .act = "Find the registered name and number of the company, and who holds the account.", .by = day("2026-11-26"), .who = "counsel", .needs = {}, .why = "Only a named party can be sued or frozen.", .source = {} },
        { .id = "demand", .step = 3, .track = Track::legal, .act = "Send a demand letter to the company and the account holder.", .by = day("2026-12-01"), .who = "counsel", .needs = { "contract" }, .why = "It interrupts the limitation period.", .source = contract_code("art. 195") },
        { .id = "file", .step = 4, .track = Track::legal, .act = "File the suit at the supplier's seat.", .by = day("2027-01-15"), .who = "counsel", .needs = { "contract", "payment_record" }, .why = "", .source = procedure_law("art. 22") },
        { .id = "freeze", .step = 5, .track = Track::legal, .act = "Apply for the freezing of the account that took the wire, before the demand arrives.", .by = day("2026-11-30"), .who = "counsel", .needs = { "payment_record" }, .why = "This is the move that forces a settlement.", .source = procedure_law("art. 104") },
    };
    a.evidence = {
        { .kind = "payment_record", .have = true, .for_routes = { "bank-recall", "prc-court" }, .form = { "original" }, .why = "It names the account.", .source = {} },
        { .kind = "contract", .have = false, .for_routes = { "prc-court", "police-report" }, .form = { "original", "translated" }, .why = "It names the party that owes the goods.", .source = {} },
        { .kind = "other_chat", .have = false, .for_routes = { "prc-court", "police-report" }, .form = { "original", "notarised" }, .why = "The supplier asked there for the private account.", .source = {} },
        { .kind = "other", .have = false, .for_routes = { "prc-court" }, .form = { "notarised", "apostilled", "translated" }, .why = "Proof of the buyer's existence and of the lawyer's power.", .source = procedure_law("art. 275") },
    };
    a.warnings = {
        { "paid-outside", Severity::warn, "The payment was made outside the platform: the programme's cover is void.", paid_on_platform() },
        { "no-more-money", Severity::stop, "Do not send any more money, whatever fee, tax or release it is said to be for.", unsourced() },
        { "personal-account", Severity::warn, "The payee is a private person. The company may say that it received nothing.", unsourced() },
        { "do-not-wait", Severity::stop, "Do not wait for the platform before you talk to a lawyer.", practitioner("Do not wait") },
        { "suspension-recovers-nothing", Severity::note, "A closed account at the platform brings no money back.", practitioner("Can Alibaba ban the supplier") },
    };
    a.questions = {
        { "supplier.assets_known", "Do you know of an account, a factory or goods that belong to the supplier?", "A freeze needs a target; with one, about USD 14,000 more is likely." },
        { "supplier.status", "Is the company still registered as operating?", "A deregistered company opens the claim against its shareholders." },
    };
    a.counterfactuals = { { "Had the deposit been paid through the platform", "USD 10,000.00 to 30,000.00 would be covered" } };
    a.notes = { "No official notice of holidays for 2030 was known; the limitation date may move by some days." };
    return a;
}

} // namespace recourse::samples
