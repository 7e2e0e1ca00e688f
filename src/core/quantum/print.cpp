#include "core/quantum/print.hpp"

#include "core/quantum/page.hpp"

#include <fmt/format.h>

namespace recourse::quantum {

namespace {

/// A sentence of two languages with the values in it.
template <class... Values>
std::string filled(Page const& page, std::string_view en, std::string_view zh, Values const&... values)
{
    return fmt::format(fmt::runtime(page.say(en, zh)), values...);
}

std::string both(Money sum, Money rmb)
{
    return sum.currency == rmb.currency ? display(sum) : fmt::format("{} = {}", display(sum), display(rmb));
}

class Printing {
public:
    Printing(Statement const& stated, Language language, std::size_t columns)
        : stated_(stated)
        , page_(language, columns)
    {
    }

    std::string take()
    {
        head();
        std::size_t number = 0;
        for (auto const& line : stated_.lines)
            of_line(++number, line);
        sums();
        exclusions();
        warnings();
        if (!stated_.rates.empty())
            page_.line(page_.say("Exchange rates", "汇率"));
        for (auto const& each : stated_.rates)
            page_.row(page_.say("used", "采用"), to_string(each.rate));
        return page_.take();
    }

private:
    Statement const& stated_;
    Page page_;

    void head()
    {
        page_.line(filled(page_, "Statement of claim: {}", "诉请金额计算表：{}", page_.say(stated_.title)));
        page_.line(filled(page_, "As of {}, currency of the contract {}", "截至{}，合同币种{}",
            to_string(stated_.as_of), stated_.currency.code()));
        page_.line(filled(page_, "Interest: {}, plus {}, a year of {} days", "利息：{}，加计{}，一年按{}天计",
            page_.say(word(stated_.terms.mode)), page_.say(percent(stated_.terms.uplift)),
            static_cast<int>(stated_.terms.year)));
        page_.gap();
    }

    void of_line(std::size_t number, Line const& line)
    {
        page_.line(fmt::format("{}. {}", number, page_.say(line.what)));
        if (line.own.currency != line.sum.currency)
            page_.row(page_.say("Measured", "原币种"), display(line.own));
        page_.row(page_.say("Counts", "计入"), both(line.sum, line.rmb));
        bool const receipt = line.kind == LineKind::receipt;
        if (!receipt && line.open != line.sum)
            page_.row(page_.say("Still open", "尚欠"), display(line.open));
        page_.row(receipt ? page_.say("Received on", "收款日") : page_.say("From", "起算日"), to_string(line.date));
        page_.row(page_.say("How", "计算"), page_.say(line.formula));
        page_.row(page_.say("Basis", "依据"), law::cited(line.source, page_.language()));
        page_.row(page_.say("Contract", "合同条款"), line.clause);
        page_.row(page_.say("Evidence", "证据"), fmt::format("{}", fmt::join(line.evidence, page_.say(", ", "、"))));
        page_.row(page_.say("For the lawyer", "律师备注"), page_.say(line.note));
        page_.gap();
    }

    void sums()
    {
        auto const& sum = stated_.sums;
        auto const& rmb = stated_.rmb;
        page_.line(page_.say("Together", "合计"));
        page_.row(page_.say("Heads of claim", "各项主张"), both(sum.heads, rmb.heads));
        page_.row(page_.say("Interest", "利息"), both(sum.interest, rmb.interest));
        page_.row(page_.say("Received", "已收"), both(sum.received, rmb.received));
        page_.row(page_.say("Open", "尚欠"), both(sum.total, rmb.total));
        page_.row(page_.say("Each day more", "此后每日"), both(sum.interest_a_day, rmb.interest_a_day));
        auto const& other = stated_.other;
        page_.row(page_.say("With the other way of counting interest", "另一种计息方式"),
            filled(page_, "{}: interest {}, open {}, each day more {}", "{}：利息{}，尚欠{}，此后每日{}",
                page_.say(word(other.mode)), display(other.interest), display(other.total),
                display(other.interest_a_day)));
        page_.gap();
    }

    void exclusions()
    {
        if (stated_.exclusions.empty())
            return;
        page_.line(page_.say("Not claimed", "未计入"));
        for (auto const& each : stated_.exclusions) {
            auto const by
                = each.by.empty() ? std::string {} : filled(page_, " (covered by {})", "（由{}涵盖）", each.by);
            page_.row(each.item,
                fmt::format("{}{}{}{}{}{}", display(each.amount), by, page_.say(": ", "："), page_.say(each.why),
                    page_.say("; ", "；"), law::cited(each.source, page_.language())));
        }
        page_.gap();
    }

    void warnings()
    {
        if (stated_.warnings.empty())
            return;
        page_.line(page_.say("Mind", "提示"));
        for (auto const& each : stated_.warnings)
            page_.row(each.item.empty() ? page_.say("the whole", "全表") : std::string_view { each.item },
                each.source.mark.empty() ? page_.say(each.says)
                                         : fmt::format("{}{}{}", page_.say(each.says), page_.say("; ", "；"),
                                               law::cited(each.source, page_.language())));
        page_.gap();
    }
};

} // namespace

std::string printed(Statement const& stated, Language language, std::size_t columns)
{
    return Printing(stated, language, columns).take();
}

std::string printed(JudgmentStatement const& stated, Language language)
{
    Page page(language);
    page.line(filled(page, "Open on {}", "截至{}尚欠", to_string(stated.as_of)));
    page.gap();
    std::size_t number = 0;
    for (auto const& line : stated.lines) {
        page.line(fmt::format("{}. {}", ++number, page.say(line.what)));
        page.row(page.say("In all", "总额"), display(line.in_all));
        page.row(page.say("Still open", "尚欠"), display(line.open));
        page.row(page.say("How", "计算"), page.say(line.formula));
        page.row(page.say("Basis", "依据"), law::cited(line.source, page.language()));
    }
    page.gap();
    auto const& sums = stated.sums;
    page.line(page.say("Together", "合计"));
    page.row(page.say("Costs", "费用"), display(sums.costs));
    page.row(page.say("Principal", "本金"), display(sums.principal));
    page.row(page.say("Ordinary interest", "一般债务利息"), display(sums.interest));
    page.row(page.say("Doubled interest", "加倍部分债务利息"), display(sums.delay));
    page.row(page.say("Open", "尚欠"), display(sums.open));
    page.row(page.say("Each day more", "此后每日"),
        filled(page, "{} ordinary, {} doubled", "一般利息{}，加倍部分{}", display(sums.interest_a_day),
            display(sums.delay_a_day)));
    if (!sums.over.is_zero())
        page.row(page.say("To be given back", "应退还"), display(sums.over));
    return page.take();
}

std::string printed(FeeBudget const& budget, Language language)
{
    Page page(language);
    for (auto const& line : budget.lines) {
        page.line(page.say(line.what));
        if (line.low)
            page.row(page.say("Fee", "金额"),
                line.low == line.high ? display(*line.low)
                                      : filled(page, "{} to {}", "{}至{}", display(*line.low), display(*line.high)));
        page.row(page.say("How", "计算"), page.say(line.formula));
        page.row(page.say("Due", "交纳"), page.say(line.due));
        page.row(page.say("Borne by", "负担"), page.say(line.bears));
        page.row(page.say("Basis", "依据"), law::cited(line.source, page.language()));
        for (auto const& mark : line.marks)
            page.row(page.say("Mind", "提示"), law::cited(mark, page.language()));
    }
    page.gap();
    for (auto const& [low, high] : budget.advance)
        page.row(page.say("To be advanced", "须预交"),
            low == high ? display(low) : filled(page, "{} to {}", "{}至{}", display(low), display(high)));
    if (!budget.complete)
        page.row(
            page.say("Mind", "提示"), page.say("a fee is not known: the sums are too low", "有费用不明，合计偏低"));
    return page.take();
}

std::string printed(FinalAccount const& account, Language language)
{
    Page page(language);
    for (auto const& line : account.lines)
        page.row(to_string(line.date), fmt::format("{}  {} ({})", display(line.amount), page.say(line.what), line.id));
    page.gap();
    page.row(page.say("Recovered by all routes", "各途径合计收回"), display(account.recovered));
    page.row(page.say("Still open", "尚欠"), display(account.open));
    for (auto const& each : account.give_back)
        page.row(page.say("Goes back", "应返还"),
            filled(
                page, "{} to {}: {}", "{}，返还{}：{}", display(each.amount), page.say(each.to), page.say(each.why)));
    for (auto const& each : account.unpaid)
        page.row(page.say("Not reached", "未能支付"), fmt::format("{} ({})", display(each.amount), each.due));
    return page.take();
}

} // namespace recourse::quantum
