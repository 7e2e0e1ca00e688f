#include "tests/samples/answers.hpp"
#include "tests/samples/build.hpp"

namespace recourse::samples {

Answer chinese()
{
    Answer a;
    a.title = "户外折叠桌：尾款付到平台之外，桌面开裂";
    a.language = "zh";
    a.as_of = day("2026-11-24");
    a.loss = { .paid = usd(30000), .claimed = usd(30000), .claimed_low = usd(24000), .missing = {} };

    Coverage c;
    c.programme = "alibaba-trade-assurance";
    c.name = "阿里巴巴国际站信用保障服务";
    c.edition = "2026-03-17";
    c.verdict = Verdict::partly;
    c.range = { usd(9600), usd(12000) };
    c.cap = { usd(12000), std::nullopt };
    c.shortfall = { usd(18000), usd(20400) };
    c.readings_differ = true;
    c.reasons = {
        { "paid-outside", "limits", "尾款 USD 18,000.00 未通过平台支付，不在保障范围内。", paid_on_platform(), "", "",
            {} },
        { "evident-non-conformity", "applies", "检验报告确认八成桌面开裂，属于明显质量不符。", covered_breaches(), "",
            "problems[0]", {} },
    };
    c.readings = { { "official", Verdict::partly, { usd(12000), usd(12000) } },
        { "practitioner", Verdict::partly, { usd(9600), usd(9600) } } };
    a.coverage = { c };

    Route claim {
        .id = "platform-claim",
        .name = "向平台申请信用保障退款",
        .track = Track::assurance,
        .status = RouteStatus::open,
        .why = { { "定金通过平台支付，且申请期限未过。", claim_help() } },
        .recoverable = { usd(9600), usd(12000) },
        .cost = { usd(0), usd(0), usd(0), {} },
        .weeks = { 2, 4, 6, true, practitioner("Speed") },
        .net = { usd(5000), usd(10000), usd(12000), usd(9000) },
        .compare = cells({ { { "USD 9,600.00 至 12,000.00", "" }, { "2 至 6 周", "" }, { "免费", "" },
            { "部分：仅限未交货", "partly" }, { "否", "no" }, { "否", "no" }, { "否", "no" },
            { "不适用（平台内部）", "no" }, { "平台账号被暂停", "" }, { "否", "no" },
            { "中等：检验报告已在手", "" } } }),
        .missing = {},
    };
    Route court {
        .id = "prc-court",
        .name = "向供应商所在地人民法院起诉",
        .track = Track::legal,
        .status = RouteStatus::open,
        .why = { { "合同未约定管辖，由被告住所地人民法院管辖。", procedure_law("第二十二条") } },
        .recoverable = { usd(24000), usd(30000) },
        .cost = { usd(4500), usd(6000), usd(9800),
            { { "court-fee", "案件受理费", money("3900.00 CNY"), money("3900.00 CNY"), money("3900.00 CNY"), false,
                source("court-fees", "诉讼费用交纳办法（国务院令第 481 号）", "https://flk.npc.gov.cn/", "第十三条",
                    "statute", "primary") } } },
        .weeks = { 26, 44, 78, true, unsourced() },
        .net = { usd(-7000), usd(9000), usd(22000), usd(9000) },
        .compare
        = cells({ { { "USD 30,000.00 及损害赔偿", "" }, { "26 至 78 周", "" }, { "USD 4,500.00 至 9,800.00", "" },
            { "是", "yes" }, { "是", "yes" }, { "是", "yes" }, { "是：起诉前或诉讼中均可，须提供担保", "yes" },
            { "依条约或互惠原则", "partly" }, { "公开裁判文书、查封财产、限制高消费", "" },
            { "是，以可预见为限", "yes" }, { "较高：需公证、附加证明书和中文译本", "" } } }),
        .missing = {},
    };
    Route cietac {
        .id = "cietac",
        .name = "贸仲仲裁",
        .track = Track::legal,
        .status = RouteStatus::closed,
        .why = { { "合同没有仲裁条款；除非双方现在另行签署仲裁协议。", unsourced() } },
        .recoverable = {},
        .cost = {},
        .weeks = {},
        .net = {},
        .compare = {},
        .missing = {},
    };
    a.routes = { claim, court, cietac };
    a.forecast = { .made = true,
        .not_made_because = "",
        .together = { usd(5000), usd(14000), usd(25000), usd(14000) },
        .by_month
        = { { 1, usd(0), usd(9000), usd(12000), usd(6000) }, { 12, usd(5000), usd(14000), usd(25000), usd(14000) } },
        .drivers = { { "collectability", "判决后实际能够执行到位的比例", usd(11000), usd(19000), guess("预测假设") } },
        .freeze_delay = { { 0, usd(14000) }, { 60, usd(11000) } },
        .seed = 3,
        .samples = 100000,
        .remarks = {} };
    a.deadlines = {
        { .id = "claim-window",
            .what = "在订单中提出退款申请",
            .from_what = "确认收货",
            .from = day("2026-10-25"),
            .due = day("2026-11-24"),
            .due_latest = {},
            .time = "24:00 Asia/Shanghai",
            .status = DeadlineStatus::today,
            .if_missed = "平台不再受理。",
            .counting = { "自 2026-10-25 起 30 个自然日，当日不计入。" },
            .provisional = false,
            .route = "platform-claim",
            .reading = "",
            .source = claim_help(),
            .missing = {} },
        { .id = "limitation",
            .what = "起诉，或以催告中断诉讼时效",
            .from_what = "发现缺陷",
            .from = day("2026-10-28"),
            .due = day("2030-10-28"),
            .due_latest = {},
            .time = "",
            .status = DeadlineStatus::later,
            .if_missed = "供应商可以时效届满为由拒绝付款。",
            .counting = { "四年，开始之日不计入。" },
            .provisional = true,
            .route = "prc-court",
            .reading = "",
            .source = contract_code("第五百九十四条"),
            .missing = {} },
    };
    a.plan = {
        { .id = "open-claim",
            .step = 1,
            .track = Track::assurance,
            .act = "今天就在订单中提出退款申请，附检验报告和合同约定的桌面标准。",
            .by = day("2026-11-24"),
            .who = "买方",
            .needs = { "inspection_report", "contract" },
            .why = "免费、快捷，今天是最后一天。",
            .source = claim_help() },
        { .id = "counsel",
            .step = 2,
            .track = Track::legal,
            .act = "当天联系中国执业律师，并保全证据原件。",
            .by = day("2026-11-24"),
            .who = "买方",
            .needs = {},
            .why = "等待平台结果会给对方转移财产的时间。",
            .source = practitioner("Do not wait") },
        { .id = "freeze",
            .step = 5,
            .track = Track::legal,
            .act = "尽早申请财产保全。",
            .by = day("2026-12-08"),
            .who = "律师",
            .needs = { "payment_record" },
            .why = "真正促成和解的是保全。",
            .source = procedure_law("第一百零四条") },
    };
    a.evidence = { { .kind = "inspection_report",
                       .have = true,
                       .for_routes = { "platform-claim" },
                       .form = { "copy" },
                       .why = "质量争议以检验报告为准。",
                       .source = claim_help() },
        { .kind = "payment_record",
            .have = false,
            .for_routes = { "prc-court" },
            .form = { "original", "translated" },
            .why = "证明尾款付给了谁、何时支付。",
            .source = {} } };
    a.warnings = { { "paid-outside", Severity::warn, "尾款付到了平台之外，这一部分只能通过法律途径追回。",
                       paid_on_platform() },
        { "no-partial-settlement-without-counsel", Severity::stop, "未经律师审阅，不要接受部分退款或签署“一次性了结”。",
            practitioner("Should I stop communicating") } };
    a.questions = { { "supplier.limit_remaining", "供应商的信用保障额度还剩多少？",
        "低于 USD 12,000.00 时，退款以剩余额度为限。" } };
    a.counterfactuals = { { "如果尾款也通过平台支付", "可多获得 USD 12,000.00 至 18,000.00 的保障" } };
    a.rates = { { "2026-10-08：CNY 1 = USD 0.1405",
        source("ecb", "欧洲中央银行欧元参考汇率",
            "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/", "", "official",
            "primary") } };
    a.notes = { "2030 年尚无官方节假日通知，时效届满日可能顺延数日。" };
    return a;
}

} // namespace recourse::samples
