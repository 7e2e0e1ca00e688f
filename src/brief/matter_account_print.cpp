#include "brief/matter_account.hpp"

#include "base/check.hpp"
#include "core/quantum/page.hpp"

#include <fmt/format.h>

// The account of a matter in words.

namespace recourse::brief {

namespace {

using matter::CostLine;
using matter::Route;
using matter::ShareKind;

class Printing {
public:
    Printing(MatterAccount const& account, Language language, std::size_t columns)
        : account_(account)
        , page_(language, columns)
    {
    }

    std::string print(Words const& title) &&
    {
        page_.line(fmt::format("{}, {}", in(title), to_string(account_.as_of)));
        part({ "Claimed", "请求" }, account_.claimed);
        part({ "Awarded", "裁判" }, account_.awarded);
        part({ "Received, by route", "各途径收款" }, account_.received);
        sum({ "Open", "未受偿" }, account_.open);
        if (!account_.over.own.is_zero())
            sum({ "Came beyond the claim, and has to go back", "超额受偿，应返还" }, account_.over);
        costs();
        fee();
        shares();
        checks();
        return page_.take();
    }

private:
    std::string const& in(Words const& words) const
    {
        return page_.language() == Language::zh && !words.zh.empty() ? words.zh : words.en;
    }
    std::string figure(AccountSum const& one) const
    {
        if (!one.rmb || one.rmb->currency == one.own.currency)
            return display(one.own);
        return fmt::format("{} ({})", display(one.own), display(*one.rmb));
    }
    void sum(Words const& name, AccountSum const& one) { page_.row(in(name), figure(one)); }
    void heading(Words const& name)
    {
        page_.gap();
        page_.line(in(name));
    }

    void part(Words const& name, AccountPart const& part)
    {
        heading(name);
        for (auto const& one : part.entries) {
            auto text = figure(one.sum);
            if (!in(one.note).empty())
                text += fmt::format("; {}", in(one.note));
            page_.row(one.on ? fmt::format("{}, {}", in(one.what), to_string(*one.on)) : in(one.what), text);
        }
        sum({ "Together", "合计" }, part.total);
    }

    void costs()
    {
        if (account_.costs.empty())
            return;
        heading({ "Costs", "费用" });
        for (auto const& one : account_.costs) {
            auto const booked = figure(one.booked);
            if (one.budget.own.is_zero())
                page_.row(in(cost_words(one.line)), fmt::format("{}{}", booked, page_.say("; no budget", "；无预算")));
            else
                page_.row(in(cost_words(one.line)),
                    fmt::format("{}{}{}{}{}", booked, page_.say("; budget ", "；预算"), figure(one.budget),
                        one.left.own.minor < 0 ? page_.say("; over by ", "；超出") : page_.say("; left ", "；余"),
                        display(one.left.own.minor < 0 ? -one.left.own : one.left.own)));
        }
        sum({ "Together", "合计" }, account_.costs_booked);
    }

    void fee()
    {
        if (!account_.success_fee)
            return;
        auto const& one = *account_.success_fee;
        heading({ "Success fee on what has come", "按已收款计的风险代理费" });
        page_.row(page_.say("Fee", "金额"), display(one.fee));
        page_.row(page_.say("How", "计算"), page_.say(one.formula));
        if (one.ceilings)
            page_.row(page_.say("Ceilings", "上限"), page_.say(one.ceilings->says));
        for (auto const& warning : one.warnings)
            page_.row(page_.say("Mind", "提示"), page_.say(warning));
    }

    void shares()
    {
        heading({ "Who gets what of it", "分配" });
        for (auto const& one : account_.shares)
            page_.row(in(share_words(one.kind)),
                fmt::format("{}{}{}{}{}{}", page_.say("due ", "应得"), figure(one.due), page_.say("; given ", "；已付"),
                    display(one.given.own), page_.say("; difference ", "；差额"), display(one.difference.own)));
        sum({ "Given out", "已分配" }, account_.given);
        if (!account_.waiting.own.is_zero())
            sum({ "Waits for a second person", "待另一人确认" }, account_.waiting);
        sum({ "Left to share", "待分配" }, account_.to_share);
        for (auto const& one : account_.distribution.unpaid)
            page_.row(page_.say("Not reached", "未能支付"), fmt::format("{} ({})", display(one.amount), one.due));
    }

    void checks()
    {
        heading({ "It balances", "核对" });
        for (auto const& one : account_.checks)
            page_.row(in(one.says), fmt::format("{} = {}", display(one.left), display(one.right)));
        for (auto const& one : account_.remarks)
            page_.row(page_.say("Mind", "提示"), in(one));
        for (auto const& used : account_.rates)
            page_.row(page_.say("Rate", "汇率"), to_string(used.rate));
    }

    MatterAccount const& account_;
    quantum::Page page_;
};

} // namespace

Words route_words(Route route)
{
    switch (route) {
    case Route::platform:
        return { "Refund of the platform", "平台退款" };
    case Route::chargeback:
        return { "Chargeback", "拒付（退单）" };
    case Route::bank_recall:
        return { "Recall by the bank", "银行追回" };
    case Route::voluntary:
        return { "The debtor by itself", "债务人自动履行" };
    case Route::settlement:
        return { "Settlement", "和解款" };
    case Route::enforcement:
        return { "Enforcement", "强制执行" };
    case Route::insurance:
        return { "Insurance", "保险赔付" };
    case Route::set_off:
        return { "Set-off", "抵销" };
    case Route::other:
        return { "Other", "其他" };
    }
    RECOURSE_ASSERT(false);
}

Words cost_words(CostLine line)
{
    switch (line) {
    case CostLine::counsel:
        return { "Counsel", "律师费" };
    case CostLine::court:
        return { "Court", "法院费用" };
    case CostLine::arbitration:
        return { "Arbitration", "仲裁费" };
    case CostLine::preservation:
        return { "Preservation", "保全费" };
    case CostLine::security:
        return { "Security", "担保费" };
    case CostLine::translation:
        return { "Translation", "翻译费" };
    case CostLine::notarisation:
        return { "Notarisation", "公证认证费" };
    case CostLine::investigation:
        return { "Investigation", "调查费" };
    case CostLine::enforcement:
        return { "Enforcement", "执行费" };
    case CostLine::other:
        return { "Other", "其他" };
    }
    RECOURSE_ASSERT(false);
}

Words share_words(ShareKind kind)
{
    switch (kind) {
    case ShareKind::costs:
        return { "Costs", "费用" };
    case ShareKind::success_fee:
        return { "Success fee", "风险代理费" };
    case ShareKind::client:
        return { "The client", "委托人" };
    case ShareKind::paid_back:
        return { "Paid back", "返还" };
    }
    RECOURSE_ASSERT(false);
}

std::string printed(MatterAccount const& account, Words const& title, Language language, std::size_t columns)
{
    return Printing(account, language, columns).print(title);
}

} // namespace recourse::brief
