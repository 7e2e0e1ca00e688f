#include "core/quantum/statement_check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::quantum {

namespace {

Date const first_lpr = Date::of(2019, 8, 20);

class Warnings {
public:
    Warnings(Particulars const& given, Statement const& stated) : given_(given), stated_(stated) { }

    std::vector<Warning> take()
    {
        for (auto const& item : given_.items)
            if (!item.arises || *item.arises <= given_.as_of)
                of_item(item);
        penalties();
        for (auto const& receipt : given_.receipts)
            if (receipt.date <= given_.as_of)
                of_receipt(receipt);
        of_interest();
        for (auto const& rate : stated_.rates)
            if (rate.later)
                add("exchange-rate-later", Severity::warn, {},
                    { fmt::format("no exchange rate was recorded on or before the day; the first after it is used: {}",
                          to_string(rate.rate)),
                        fmt::format("该日及之前没有汇率记录，采用其后首个汇率：{}", to_string(rate.rate)) },
                    {});
        if (stated_.sums.total.minor < 0)
            add("overpaid", Severity::warn, {},
                { fmt::format(
                      "{} more was received than is owed: it has to be given back", display(-stated_.sums.total)),
                    fmt::format("已收款项超出应得{}，应予返还", display(-stated_.sums.total)) },
                {});
        return std::move(warnings_);
    }

private:
    Particulars const& given_;
    Statement const& stated_;
    std::vector<Warning> warnings_ {};

    void add(std::string id, Severity severity, std::string item, Text says, law::SourceRef source)
    {
        warnings_.push_back({ std::move(id), severity, std::move(item), std::move(says), std::move(source) });
    }

    void of_item(Item const& item)
    {
        bool const distant = item.head == Head::damages || item.head == Head::lost_profit;
        if (distant && item.foreseen.empty())
            add("foreseeability-not-shown", Severity::warn, item.id,
                { "nothing shows that the supplier foresaw this loss, or had to, when it signed",
                    "没有证据证明供应商订立合同时预见或应当预见该损失" },
                law::civil_code("art. 584"));
        bool const avoidable = distant || item.head == Head::storage || item.head == Head::substitute_purchase;
        if (avoidable && item.mitigation.empty())
            add("mitigation-not-shown", Severity::warn, item.id,
                { "it is not said what was done to keep the loss small", "未说明为减少损失采取的措施" },
                law::civil_code("art. 591"));
        if (item.evidence.empty())
            add("no-evidence", Severity::warn, item.id, { "no exhibit is named for it", "未列明证据" }, {});
        if (auto const* deposit = std::get_if<Deposit>(&item.measure))
            of_deposit(item, *deposit);
        if (item.head == Head::legal_costs && item.clause.empty())
            add("legal-costs-not-agreed", Severity::warn, item.id,
                { "lawyers' fees are generally borne by each side unless the contract shifts them; no clause is named",
                    "除合同另有约定外，律师费通常由各方自行承担；未列明合同条款" },
                law::costs_note("winner's fees · 胜诉方费用"));
        if (item.head == Head::liquidated_damages && item.interest_from)
            add("interest-on-agreed-damages", Severity::warn, item.id,
                { "interest on agreed damages is often refused as a second compensation for the same delay",
                    "就违约金再计利息，常因重复填补同一损失而不获支持" },
                law::unsourced("practice of the courts on interest on agreed damages · 违约金计息的裁判实践"));
        if (item.head == Head::lost_profit && std::ranges::any_of(given_.items, [&](Item const& other) {
                return other.head == Head::substitute_purchase
                    && std::ranges::find(item.beside, other.id) == item.beside.end();
            }))
            add("profit-and-substitute", Severity::warn, item.id,
                { "with goods bought instead the resale could go on: lost profit beside them has to be explained",
                    "既已另行采购，转售仍可进行，并主张可得利益须作说明" },
                law::inferred(law::contract("art. 60")));
    }

    void of_deposit(Item const& item, Deposit const& deposit)
    {
        if (!deposit.character)
            add("deposit-without-character", Severity::warn, item.id,
                { "the payment has no deposit (定金) character: it comes back once, not double",
                    "该款项不具定金性质，仅返还本数，不双倍返还" },
                law::contract("art. 67"));
        else if (portion(deposit.contract_value, Ratio::percent(20), Rounding::down).minor < deposit.paid.minor)
            add("deposit-over-20", Severity::note, item.id,
                { "only a fifth of the contract's value is a deposit; the rest comes back once",
                    "定金以主合同标的额20%为限，超过部分仅返还本数" },
                law::civil_code("art. 586"));
    }

    void penalties()
    {
        for (auto const& measure : stated_.penalties) {
            auto const item = std::ranges::find(given_.items, measure.item, &Item::id);
            auto const* agreed = std::get_if<Agreed>(&item->measure);
            if (measure.loss.is_zero())
                add("ld-without-loss", Severity::warn, measure.item,
                    { "no loss stands beside the agreed damages: what the supplier may call excessive cannot be "
                      "measured",
                        "未列明违约金对应的损失，无法衡量是否过高" },
                    law::contract("arts. 64, 65"));
            else if (measure.excessive)
                add("ld-over-130", Severity::warn, measure.item,
                    { fmt::format(
                          "{} is more than 130 % of the loss of {} ({}): generally excessive, and cut on request; "
                          "the supplier has to prove it{}",
                          display(measure.agreed), display(measure.loss), display(measure.most),
                          agreed != nullptr && agreed->bad_faith ? "; a breach in bad faith normally gets no cut" : ""),
                        fmt::format("{}超过损失{}的130%（{}），一般视为过高，可依请求调减；由供应商举证{}",
                            display(measure.agreed), display(measure.loss), display(measure.most),
                            agreed != nullptr && agreed->bad_faith ? "；恶意违约的一般不予调减" : "") },
                    law::contract("arts. 64, 65"));
        }
    }

    void of_receipt(Receipt const& receipt)
    {
        if (receipt.to && !receipt.agreed)
            add("appropriation-not-agreed", Severity::warn, receipt.id,
                { fmt::format("the payer named {}; without an agreement the order stands: costs, interest, principal",
                      word(*receipt.to).en),
                    fmt::format("付款人指定抵充{}；未经约定，仍按费用、利息、主债务的顺序抵充", word(*receipt.to).zh) },
                law::imputation("art. 561"));
        if (receipt.via == Via::insurance)
            add("insurance-takes-over", Severity::warn, receipt.id,
                { "an insurer that pays may take the claim over to that extent: settle who sues for it",
                    "保险人赔付后可能在相应范围内取得追偿权，须先明确由谁主张" },
                law::unsourced("Insurance Law, subrogation of the insurer · 保险法，保险人代位求偿"));
        if (receipt.evidence.empty())
            add("receipt-without-evidence", Severity::note, receipt.id,
                { "no exhibit shows the receipt", "未列明收款凭证" }, {});
    }

    void of_interest()
    {
        auto const runs = [&](Item const& item) { return item.interest_from && *item.interest_from < given_.as_of; };
        auto const first = std::ranges::find_if(given_.items, runs);
        if (first == given_.items.end())
            return;
        add("interest-for-a-buyer", Severity::note, {},
            { "the interpretation speaks of a buyer's late payment; that a refund carries such interest is court "
              "practice, often between the plain rate and one and a half times of it",
                "该条针对买受人逾期付款；返还货款参照计息属审判实践，通常为LPR的1至1.5倍" },
            law::unsourced("courts on interest for refund claims · 返还货款计息的裁判实践"));
        if (given_.currency != *Currency::from_code("CNY"))
            add("interest-in-foreign-currency", Severity::warn, {},
                { fmt::format(
                      "the loan prime rate is a rate for the renminbi; whether it is taken for {} is not settled",
                      given_.currency.code()),
                    fmt::format("LPR为人民币贷款利率，能否适用于{}尚无定论", given_.currency.code()) },
                law::unsourced("loan prime rate for sums in foreign currency · 外币金额适用LPR"));
        if (!given_.terms.rates.empty() && given_.terms.rates.back().from.plus_days(62) < given_.as_of)
            add("last-rate", Severity::note, {},
                { fmt::format("the last rate holds from {}; a later change is not in it",
                      to_string(given_.terms.rates.back().from)),
                    fmt::format(
                        "最近一次利率自{}起适用，其后如有变动尚未计入", to_string(given_.terms.rates.back().from)) },
                given_.terms.source);
        auto const& uplift = given_.terms.uplift;
        if (uplift != Ratio::whole(0) && (uplift < Ratio::percent(30) || Ratio::percent(50) < uplift))
            add("uplift-outside", Severity::warn, {},
                { "the interpretation names an uplift of 30 to 50 %", "司法解释规定的加计幅度为30—50%" },
                law::sale("art. 18(4)"));
        for (auto const& item : given_.items)
            if (runs(item) && *item.interest_from < first_lpr)
                add("breach-before-lpr", Severity::warn, item.id,
                    { "for a breach before 2019-08-20 the benchmark rate counts, with the practice on penalty rates",
                        "2019年8月20日前的违约行为适用贷款基准利率及逾期罚息标准" },
                    law::sale("art. 18(4)"));
    }
};

} // namespace

std::vector<Warning> warnings(Particulars const& given, Statement const& stated)
{
    return Warnings(given, stated).take();
}

} // namespace recourse::quantum
