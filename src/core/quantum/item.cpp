#include "core/quantum/item.hpp"

#include "base/check.hpp"
#include "base/wide.hpp"

#include <fmt/format.h>

namespace recourse::quantum {

namespace {

constexpr std::int64_t units_max = 36'600;

class Measuring {
public:
    Measuring(Item const& item, std::string const& at) : item_(item), at_(at) { }

    std::expected<Measured, Faults> take()
    {
        std::visit([&](auto const& measure) { work(measure); }, item_.measure);
        deduct();
        if (!faults_.empty())
            return std::unexpected(std::move(faults_));
        return std::move(result_);
    }

private:
    Item const& item_;
    std::string const& at_;
    Faults faults_ {};
    Measured result_ { {}, {}, {}, basis_of(item_.head) };

    void fault(std::string_view member, Text says, Text remedy)
    {
        faults_.push_back({ fmt::format("{}.{}", at_, member), std::move(says), std::move(remedy) });
    }

    bool good(std::string_view member, Money money)
    {
        bool const right = money.minor >= 0 && money.minor <= amount_minor_max && money.currency != Currency::none();
        if (!right)
            fault(member, { "no amount of a currency from zero up", "不是某一币种的非负金额" },
                { "give it like 480.00 USD", "请以480.00 USD的形式填写" });
        return right;
    }

    bool alike(std::string_view member, Money a, Money b)
    {
        if (a.currency == b.currency)
            return true;
        fault(member,
            { fmt::format("{} beside {}", b.currency.code(), a.currency.code()),
                fmt::format("与{}并列的{}", a.currency.code(), b.currency.code()) },
            { "give both in one currency", "请使用同一币种" });
        return false;
    }

    bool of_head(std::initializer_list<Head> heads)
    {
        for (auto const head : heads)
            if (item_.head == head)
                return true;
        fault("measure",
            { fmt::format("'{}' is not measured this way", key(item_.head)),
                fmt::format("“{}”不以此方式计算", word(item_.head).zh) },
            { "state its amount, or give it the head that belongs to the measure",
                "请直接填写金额，或改用相应的项目" });
        return false;
    }

    /// a - b, not below zero.
    std::optional<Money> difference(std::string_view member, Money a, Money b)
    {
        if (a.minor >= b.minor)
            return a - b;
        fault(member,
            { fmt::format("{} is more than {}", display(b), display(a)),
                fmt::format("{}大于{}", display(b), display(a)) },
            { "there is no difference to claim; leave the item out", "没有可主张的差额，请删去此项" });
        return std::nullopt;
    }

    void work(Stated const& stated)
    {
        if (item_.head == Head::deposit_doubled) {
            of_head({});
            return;
        }
        if (!good("amount", stated.amount))
            return;
        result_.amount = stated.amount;
        result_.formula = { fmt::format("{} as stated", display(stated.amount)),
            fmt::format("所列金额{}", display(stated.amount)) };
    }

    void work(ValueGap const& gap)
    {
        if (!of_head({ Head::price_reduction }) || !good("conforming", gap.conforming)
            || !good("delivered", gap.delivered) || !alike("delivered", gap.conforming, gap.delivered)
            || (gap.price && (!good("price", *gap.price) || !alike("price", gap.conforming, *gap.price))))
            return;
        auto const whole = difference("delivered", gap.conforming, gap.delivered);
        if (!whole)
            return;
        result_.amount = *whole;
        result_.source = law::sale("art. 17");
        result_.formula = { fmt::format("value at delivery, conforming {} - delivered {} = {}", display(gap.conforming),
                                display(gap.delivered), display(*whole)),
            fmt::format("交付时市场价值：合格标的物{} - 实际交付{} = {}", display(gap.conforming),
                display(gap.delivered), display(*whole)) };
    }

    void work(Bought const& bought)
    {
        if (!of_head({ Head::substitute_purchase }) || !good("instead", bought.instead)
            || !good("contract", bought.contract) || !alike("contract", bought.instead, bought.contract))
            return;
        auto const more = difference("contract", bought.instead, bought.contract);
        if (!more)
            return;
        result_.amount = *more;
        result_.formula
            = { fmt::format("{} {} - contract price {} = {}", bought.market ? "market price" : "price paid instead",
                    display(bought.instead), display(bought.contract), display(*more)),
                  fmt::format("{}{} - 合同价格{} = {}", bought.market ? "市场价格" : "替代交易价格",
                      display(bought.instead), display(bought.contract), display(*more)) };
    }

    void work(Agreed const& agreed)
    {
        bool right = of_head({ Head::liquidated_damages }) && good("base", agreed.base);
        if (agreed.share < Ratio::whole(0) || Ratio::whole(1) < agreed.share || agreed.share.denominator > 1'000'000) {
            fault("share", { "no share from 0 to 1 with at most six digits", "不是0至1之间、至多六位小数的比例" },
                { "2.5 % is 0.025", "2.5%填写为0.025" });
            right = false;
        }
        if (agreed.units < 1 || agreed.units > units_max || (agreed.per == Per::once && agreed.units != 1)) {
            fault("units", { "no count of days or weeks", "不是天数或周数" },
                { "count from 1 up; 1 where it is due once", "自1起计；一次性支付的填1" });
            right = false;
        }
        if (agreed.ceiling && (!good("ceiling", *agreed.ceiling) || !alike("ceiling", agreed.base, *agreed.ceiling)))
            right = false;
        if (!right)
            return;
        auto const minor
            = narrowed(rounded_quotient(static_cast<Wide>(agreed.base.minor) * agreed.share.numerator * agreed.units,
                agreed.share.denominator, Rounding::half_up));
        if (!minor || *minor > amount_minor_max) {
            fault("units", { "the sum is too large", "金额过大" }, { "check the digits", "请核对数字" });
            return;
        }
        Money const whole { *minor, agreed.base.currency };
        bool const capped = agreed.ceiling && agreed.ceiling->minor < whole.minor;
        result_.amount = capped ? *agreed.ceiling : whole;
        auto const share = percent(agreed.share);
        auto const times = [&](std::string_view one, std::string_view many) { // with the space of its language
            return agreed.per == Per::once ? std::string {}
                                           : fmt::format(" x {}{}", agreed.units, agreed.units == 1 ? one : many);
        };
        auto const unit_en = agreed.per == Per::day ? times(" day", " days") : times(" week", " weeks");
        auto const unit_zh = agreed.per == Per::day ? times("日", "日") : times("周", "周");
        result_.formula = { fmt::format("{} x {}{} = {}", display(agreed.base), share.en, unit_en, display(whole)),
            fmt::format("{} x {}{} = {}", display(agreed.base), share.zh, unit_zh, display(whole)) };
        if (capped) {
            result_.formula.en += fmt::format(", at most {}", display(*agreed.ceiling));
            result_.formula.zh += fmt::format("，以{}为限", display(*agreed.ceiling));
        }
    }

    void work(Deposit const& deposit)
    {
        if (!of_head({ Head::deposit_doubled }) || !good("paid", deposit.paid)
            || !good("contract_value", deposit.contract_value)
            || !alike("contract_value", deposit.paid, deposit.contract_value))
            return;
        auto const limit = portion(deposit.contract_value, Ratio::percent(20), Rounding::down);
        auto const effective = deposit.character ? min(deposit.paid, limit) : Money { 0, deposit.paid.currency };
        result_.once = deposit.in_refund ? Money { 0, deposit.paid.currency } : deposit.paid;
        result_.amount = result_.once + effective;
        auto const back = deposit.in_refund
            ? Text { "the deposit itself is in the refund of the price", "定金本数已计入返还货款" }
            : Text { fmt::format("{} back", display(deposit.paid)), fmt::format("返还{}", display(deposit.paid)) };
        if (!deposit.character) {
            result_.formula = { back.en + "; it is no deposit (定金) by its terms, so it is not doubled",
                back.zh + "；合同未约定定金性质，不适用双倍返还" };
            result_.source = law::contract("art. 67");
            return;
        }
        result_.formula = { fmt::format("{}, and once more the lesser of {} and 20 % of {} = {}", back.en,
                                display(deposit.paid), display(deposit.contract_value), display(effective)),
            fmt::format("{}，另加{}与{}的20%中较低者 = {}", back.zh, display(deposit.paid),
                display(deposit.contract_value), display(effective)) };
    }

    void deduct()
    {
        if (!item_.off.empty() && !is_loss(item_.head))
            fault("off", { "only a loss is reduced", "仅损失项目可作扣减" },
                { "take the deductions away, or claim it as damages", "请删去扣减，或改作损失赔偿" });
        for (std::size_t i = 0; i < item_.off.size(); ++i) {
            auto const& each = item_.off[i];
            auto const member = fmt::format("off[{}].amount", i);
            if (!good(member, each.amount) || !faults_.empty() || !alike(member, result_.amount, each.amount))
                continue;
            if (each.amount.minor > result_.amount.minor) {
                fault(member,
                    { fmt::format("it leaves less than nothing of {}", display(result_.amount)),
                        fmt::format("超过剩余的{}", display(result_.amount)) },
                    { "leave the item out, or correct the deduction", "请删去此项或更正扣减" });
                continue;
            }
            result_.amount = result_.amount - each.amount;
            auto const [en, zh] = reason(each.off);
            result_.formula.en += fmt::format("; less {} ({}) = {}", display(each.amount), en, display(result_.amount));
            result_.formula.zh += fmt::format("；扣减{}（{}） = {}", display(each.amount), zh, display(result_.amount));
        }
    }

    static std::pair<std::string_view, std::string_view> reason(Off off)
    {
        switch (off) {
        case Off::not_mitigated:
            return { "loss that could be avoided, art. 591", "未减损的扩大损失，第591条" };
        case Off::own_fault:
            return { "own fault, art. 592", "自身过错，第592条" };
        case Off::gain:
            return { "gain from the breach, sale interpretation art. 23", "因违约获益，买卖合同解释第23条" };
        case Off::saved:
            return { "costs saved, contract interpretation art. 60", "节省的成本，合同编通则解释第60条" };
        }
        RECOURSE_ASSERT(false);
    }
};

} // namespace

std::expected<Measured, Faults> measured(Item const& item, std::string const& at)
{
    return Measuring(item, at).take();
}

bool excessive(Money agreed, Money loss)
{
    RECOURSE_ASSERT(comparable(agreed, loss));
    return static_cast<Wide>(agreed.minor) * 100 > static_cast<Wide>(loss.minor) * 130;
}

Money most_of(Money loss)
{
    return portion(loss, Ratio::of(130, 100), Rounding::down);
}

} // namespace recourse::quantum
