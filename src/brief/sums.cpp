#include "brief/filler.hpp"

#include "base/check.hpp"
#include "brief/grounds.hpp"
#include "papers/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

// How much: the claim statement as fields.

namespace recourse::brief {

namespace {

using quantum::Head;
using quantum::Line;
using quantum::LineKind;
using quantum::Statement;

Words words(quantum::Text const& text)
{
    return { text.en, text.zh };
}

/// What the other side is to do, as an act.
Words relief(Head head)
{
    switch (head) {
    case Head::price_refund:
        return { "refund the price paid", "返还已付货款" };
    case Head::price_reduction:
        return { "pay back the price by which it is reduced", "返还应减少的价款" };
    case Head::damages:
        return { "pay damages", "赔偿损失" };
    case Head::lost_profit:
        return { "pay the profit lost", "赔偿可得利益损失" };
    case Head::substitute_purchase:
        return { "pay what goods bought instead cost more", "赔偿替代交易的差价损失" };
    case Head::freight:
        return { "pay the freight", "赔偿运费" };
    case Head::inspection:
        return { "pay the cost of the inspection", "赔偿检验费" };
    case Head::storage:
        return { "pay the cost of storage", "赔偿仓储费" };
    case Head::liquidated_damages:
        return { "pay liquidated damages", "支付违约金" };
    case Head::deposit_doubled:
        return { "return the deposit double", "双倍返还定金" };
    case Head::preservation_cost:
        return { "pay the costs of preservation", "支付保全费用" };
    case Head::notary:
        return { "pay the costs of notarisation and apostille", "支付公证认证费" };
    case Head::translation:
        return { "pay the costs of translation", "支付翻译费" };
    case Head::legal_costs:
        return { "pay lawyers' fees", "支付律师费" };
    case Head::forum_fee:
        return { "pay the fee of the forum", "支付案件受理费（仲裁费）" };
    case Head::enforcement_fee:
        return { "pay the enforcement fee", "支付申请执行费" };
    }
    RECOURSE_ASSERT(false);
}

class Figures {
public:
    Figures(Filler& filler, Statement const& stated) : filler_(filler), stated_(stated) { }

    void put()
    {
        heads();
        totals();
        interest();
        received();
        penalty();
    }

private:
    Filler& filler_;
    Statement const& stated_;

    std::optional<papers::ExhibitPages> proof(std::vector<std::string> const& marks) const
    {
        // A line that several exhibits prove names none: which is meant, a person says.
        if (marks.size() != 1)
            return std::nullopt;
        auto const& all = filler_.study.exhibits;
        auto const found = std::ranges::find(all, marks.front(), &papers::Exhibit::mark);
        return found == all.end() ? std::nullopt : std::optional { papers::ExhibitPages { found->id } };
    }

    void heads()
    {
        std::vector<papers::Row> rows;
        for (auto const& line : stated_.lines) {
            if (line.kind == LineKind::receipt)
                continue;
            papers::Row row;
            cell(row, "what", words(line.what));
            bool const interest = line.kind == LineKind::interest;
            cell(row, "relief", interest ? interest_relief(line) : relief(*line.head));
            basis(row, line);
            cell(row, "working", working(line));
            cell(row, "amount", std::optional { line.sum });
            cell(row, "amount_cny", std::optional { line.rmb });
            if (line.open.minor > 0)
                cell(row, "open", std::optional { line.open });
            cell(row, "proof", proof(line.evidence));
            rows.push_back(std::move(row));
        }
        filler_.put_rows("heads", std::move(rows));
    }

    /// What the parties agreed and the law behind it. Where the sales convention governs it comes first and the law of
    /// the land in the second place, as it is pleaded: a tribunal that takes another view finds its ground too.
    void basis(papers::Row& row, Line const& line) const
    {
        auto ground = ground_of(line.source);
        auto trust = trust_of(line.source);
        auto const convention = convention_governs() && line.head ? convention_ground(*line.head) : Words {};
        if (!convention.empty() && line.kind != LineKind::interest) {
            ground
                = { convention.en + "; in the alternative " + ground.en, convention.zh + "；备选依据：" + ground.zh };
            trust = joined(convention_trust(), trust);
        }
        if (!line.clause.empty())
            ground = joined(same(line.clause), ground);
        if (!ground.empty())
            row.cells.emplace("basis", papers::Value { std::move(ground), std::move(trust) });
    }

    bool convention_governs() const
    {
        auto const* said = filler_.find("law.cisg");
        return said != nullptr ? std::get<bool>(said->is) : filler_.study.cisg.value_or(false);
    }

    /// Short: the engine's own sentence is as long as a case is old.
    Words working(Line const& line) const
    {
        if (line.kind == LineKind::interest)
            if (auto counted = interest_working(line.id); !counted.empty())
                return counted;
        return as_written(words(line.note.en.empty() ? line.formula : line.note));
    }

    /// Sum by sum; empty where that is more than a cell holds.
    Words interest_working(std::string const& item) const
    {
        constexpr std::size_t most = 6;
        std::vector<quantum::Stretch const*> all;
        for (auto const& one : stated_.stretches)
            if (one.debt == item && one.part == quantum::Part::interest)
                all.push_back(&one);
        if (all.empty() || all.size() > most)
            return {};
        Words out;
        for (auto const* one : all) {
            auto const rate = quantum::percent(one->rate);
            out = joined(out,
                { fmt::format(
                      "{} for {} days at {}", papers::figure_of(one->principal, Language::en), one->days, rate.en),
                    fmt::format(
                        "{}，{}天，年利率{}", papers::figure_of(one->principal, Language::zh), one->days, rate.zh) });
        }
        return { fmt::format("{}; from {}, a year of {} days", out.en, papers::day_of(all.front()->from, Language::en),
                     all.front()->per),
            fmt::format("{}；自{}起，一年按{}天计", out.zh, papers::day_of(all.front()->from, Language::zh),
                all.front()->per) };
    }

    /// On what, so that two of them are told apart; the name of the head stands before the colon.
    Words interest_relief(Line const& line) const
    {
        auto const of = [](std::string const& what, std::string_view colon) {
            auto const at = what.find(colon);
            return at == std::string::npos ? what : what.substr(at + colon.size());
        };
        return {
            fmt::format("pay interest to {} ({})", papers::day_of(stated_.as_of, Language::en), of(line.what.en, ": ")),
            fmt::format("支付截至{}的利息（{}）", papers::day_of(stated_.as_of, Language::zh), of(line.what.zh, "："))
        };
    }

    void totals()
    {
        auto const& sums = stated_.sums;
        auto const& rmb = stated_.rmb;
        Words const from { "claim statement as of " + papers::day_of(stated_.as_of, Language::en),
            "截至" + papers::day_of(stated_.as_of, Language::zh) + "的债权计算书" };
        filler_.put("claim.as_of", stated_.as_of);
        filler_.put("claim.total", sums.heads + sums.interest, from);
        filler_.put("claim.total_cny", rmb.heads + rmb.interest, from);
        if (sums.total.minor >= 0) {
            filler_.put("claim.open", sums.total, from);
            filler_.put("claim.open_cny", rmb.total, from);
            filler_.put("preservation.amount", rmb.total,
                { "what is open, in renminbi; counsel may ask for less", "未偿金额折合人民币；可少于该金额" });
        }
        exchange();
        Money refund { 0, stated_.currency };
        for (auto const& line : stated_.lines)
            if (line.kind == LineKind::head && line.head == Head::price_refund)
                refund = refund + line.open;
        if (refund.minor > 0)
            filler_.put(
                "avoidance.refund", refund, { "refunds, less what was received", "应返还货款，已扣除已收款项" });
        if (auto const paid = filler_.study.paid; paid && paid->currency == sums.received.currency)
            if (auto const lost = *paid - sums.received; lost.minor > 0)
                filler_.put("fraud.amount", lost, { "what was paid, less what was received", "已付款减已收回款项" });
    }

    /// The rates with their days; under what name they were recorded is for counsel.
    void exchange()
    {
        Words rates, sources;
        for (auto const& used : stated_.rates) {
            auto const one
                = fmt::format("1 {} = {} {}", used.rate.from.code(), to_string(used.rate.rate), used.rate.to.code());
            rates = joined(rates,
                { fmt::format("{}, {}", one, papers::day_of(used.rate.date, Language::en)),
                    fmt::format("{}，{}", one, papers::day_of(used.rate.date, Language::zh)) });
            sources = joined(sources, same(used.rate.source));
        }
        if (!rates.empty())
            filler_.put("claim.rate", std::move(rates), std::move(sources));
    }

    void interest()
    {
        auto const& sums = stated_.sums;
        Money principal { 0, stated_.currency };
        std::optional<Date> from;
        for (auto const& item : filler_.study.basis.particulars.items) {
            if (!item.interest_from)
                continue;
            auto const line = std::ranges::find_if(
                stated_.lines, [&](Line const& one) { return one.kind == LineKind::head && one.id == item.id; });
            if (line == stated_.lines.end())
                continue;
            principal = principal + line->open;
            from = from ? std::min(*from, *item.interest_from) : *item.interest_from;
        }
        if (!from)
            return;
        filler_.put("interest.from", *from);
        filler_.put("interest.principal", principal);
        filler_.put("interest.amount", sums.interest);
        if (sums.interest_a_day.minor > 0)
            filler_.put("interest.per_day", sums.interest_a_day);
        // As it is pleaded, with the name of the rate in full (interpretation on contracts of sale, art. 18(4)).
        auto const mode = quantum::word(stated_.terms.mode);
        std::string_view const rate = stated_.terms.mode == quantum::Mode::segmented
            ? "按全国银行间同业拆借中心公布的一年期贷款市场报价利率（LPR）分段计算"
            : "以违约行为发生时全国银行间同业拆借中心公布的一年期贷款市场报价利率（LPR）为基础";
        auto const uplift = quantum::percent(stated_.terms.uplift);
        filler_.put("interest.mode",
            Words { fmt::format("one-year {}, plus {} of it", mode.en, uplift.en),
                fmt::format("{}，加计{}", rate, uplift.zh) },
            trust_of(stated_.terms.source));
        steps();
    }

    void steps()
    {
        std::vector<papers::Row> rows;
        std::optional<Ratio> last;
        bool one = true;
        for (auto const& stretch : stated_.stretches) {
            papers::Row row;
            cell(row, "from", std::optional { stretch.from });
            cell(row, "to", std::optional { stretch.until.plus_days(-1) });
            cell(row, "days", std::optional { papers::Number { stretch.days, 0 } });
            cell(row, "rate", words(quantum::percent(stretch.rate)));
            cell(row, "principal", std::optional { stretch.principal });
            cell(row, "amount", std::optional { stretch.sum });
            rows.push_back(std::move(row));
            if (stretch.until != stated_.as_of)
                continue;
            one = one && (!last || *last == stretch.rate);
            last = stretch.rate;
        }
        filler_.put_rows("interest_steps", std::move(rows));
        if (last && one) {
            auto const rate = quantum::percent(*last);
            filler_.put("interest.rate", Words { rate.en + " a year", "年利率" + rate.zh });
        }
    }

    void received()
    {
        auto const& sums = stated_.sums;
        if (sums.received.minor > 0)
            filler_.put("recovered", sums.received);
        auto const found = filler_.values.fields.find("recoveries");
        if (found == filler_.values.fields.end())
            return;
        auto& rows = std::get<std::vector<papers::Row>>(found->second.is);
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (!rows[i].cells.contains("against"))
                cell(rows[i], "against", against(fmt::format("received-{}", i + 1)));
    }

    /// "interest USD 10.00; principal USD 90.00", in the order in which the receipt was set off.
    Words against(std::string const& receipt) const
    {
        static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> names { { { "costs", "费用" },
            { "interest", "利息" }, { "principal", "本金" }, { "interest of delay", "迟延利息" } } };
        Words out;
        for (auto const part : quantum::usual_order) {
            Money sum { 0, stated_.currency };
            for (auto const& posting : stated_.postings)
                if (posting.payment == receipt && posting.part == part)
                    sum = sum + posting.amount;
            auto const& [en, zh] = names.at(
                static_cast<std::size_t>(std::ranges::find(quantum::usual_order, part) - quantum::usual_order.begin()));
            if (sum.minor > 0)
                out = joined(out,
                    { fmt::format("{} {}", en, papers::figure_of(sum, Language::en)),
                        fmt::format("{}{}", zh, papers::figure_of(sum, Language::zh)) });
        }
        return out;
    }

    void penalty()
    {
        Words all;
        for (auto const& one : stated_.penalties)
            all = joined(all,
                { fmt::format(
                      "agreed {}, loss {}, 130 % of it {}", display(one.agreed), display(one.loss), display(one.most)),
                    fmt::format("约定{}，损失{}，其130%为{}", papers::figure_of(one.agreed, Language::zh),
                        papers::figure_of(one.loss, Language::zh), papers::figure_of(one.most, Language::zh)) });
        filler_.put_words("penalty.measure", std::move(all));
    }
};

} // namespace

void fill_sums(Filler& filler)
{
    if (filler.study.statement)
        Figures(filler, *filler.study.statement).put();
}

} // namespace recourse::brief
