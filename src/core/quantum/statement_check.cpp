#include "core/quantum/statement_check.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recourse::quantum {

namespace {

constexpr std::size_t id_bytes_max = 40;

bool plain(std::string_view id)
{
    return !id.empty() && id.size() <= id_bytes_max && std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

class Checking {
public:
    explicit Checking(Particulars const& given) : given_(given) { }

    Faults take()
    {
        whole();
        if (given_.items.size() > items_max || given_.receipts.size() > receipts_max)
            return std::move(faults_);
        std::set<std::string> ids;
        for (std::size_t i = 0; i < given_.items.size(); ++i)
            id(place_of("items", i, given_.items[i].id), given_.items[i].id, ids);
        auto const items = ids;
        for (std::size_t i = 0; i < given_.items.size(); ++i)
            item(place_of("items", i, given_.items[i].id), given_.items[i], items);
        for (std::size_t i = 0; i < given_.receipts.size(); ++i) {
            auto const at = place_of("receipts", i, given_.receipts[i].id);
            id(at, given_.receipts[i].id, ids);
            receipt(at, given_.receipts[i], items);
        }
        return std::move(faults_);
    }

private:
    Particulars const& given_;
    Faults faults_ {};

    void fault(std::string at, Text says, Text remedy)
    {
        faults_.push_back({ std::move(at), std::move(says), std::move(remedy) });
    }

    void whole()
    {
        if (given_.currency == Currency::none())
            fault("currency", { "the contract has no currency", "未填写合同币种" },
                { "name it, like USD", "请填写，例如USD" });
        if (given_.items.empty())
            fault("items", { "nothing is claimed", "没有任何主张" }, { "give at least one item", "请至少填写一项" });
        if (given_.items.size() > items_max)
            fault("items", { fmt::format("more than {} items", items_max), fmt::format("超过{}项", items_max) },
                { "put small ones together and attach a list", "请合并小额项目并另附清单" });
        if (given_.receipts.size() > receipts_max)
            fault("receipts",
                { fmt::format("more than {} receipts", receipts_max), fmt::format("超过{}笔", receipts_max) },
                { "put those of one day together", "请合并同日款项" });
        auto const& uplift = given_.terms.uplift;
        if (uplift < Ratio::whole(0) || Ratio::whole(1) < uplift || uplift.denominator > 1'000'000)
            fault("terms.uplift", { "no share from 0 to 1", "不在0至1之间" }, { "50 % is 0.5", "50%填写为0.5" });
        auto const& rates = given_.terms.rates;
        if (!std::ranges::is_sorted(rates, std::less_equal {}, &route::YearlyRate::from))
            fault("terms.rates", { "the days do not ascend", "日期未按先后排列" },
                { "put them in order, each day once", "请按日期先后排列，不得重复" });
        bool const returns = std::ranges::any_of(given_.items, [](Item const& item) {
            return item.head == Head::price_refund || item.head == Head::price_reduction
                || item.head == Head::deposit_doubled;
        });
        if (returns && !given_.paid)
            fault("paid", { "what was paid of the price is not known", "未填写已付货款" },
                { "give it: no more than that comes back", "请填写；返还以已付金额为限" });
        if (given_.paid && (given_.paid->minor < 0 || given_.paid->currency != given_.currency))
            fault("paid", { "no amount in the currency of the contract", "不是合同币种的金额" },
                { fmt::format("give it in {}", given_.currency.code()),
                    fmt::format("请以{}填写", given_.currency.code()) });
    }

    void id(std::string const& at, std::string const& id, std::set<std::string>& ids)
    {
        if (!plain(id))
            fault(at + ".id", { "no id of letters, digits and hyphens", "标识须由字母、数字和连字符组成" },
                { "give it a short one like freight-1", "请填写简短标识，例如freight-1" });
        else if (!ids.insert(id).second)
            fault(at + ".id", { fmt::format("'{}' is used twice", id), fmt::format("“{}”重复", id) },
                { "give each item and receipt its own", "每项及每笔收款请使用不同标识" });
    }

    void known(std::string const& at, std::vector<std::string> const& names, std::set<std::string> const& items)
    {
        for (auto const& name : names)
            if (!items.contains(name))
                fault(at, { fmt::format("there is no item '{}'", name), fmt::format("没有“{}”项", name) },
                    { "name one of the items", "请填写已有项目的标识" });
    }

    void item(std::string const& at, Item const& item, std::set<std::string> const& items)
    {
        known(at + ".covers", item.covers, items);
        known(at + ".beside", item.beside, items);
        auto const* gap = std::get_if<ValueGap>(&item.measure);
        if (gap != nullptr && gap->price && gap->price->currency != given_.currency)
            fault(at + ".price", { "the price is not in the currency of the contract", "价款不是合同币种" },
                { fmt::format("give it in {}", given_.currency.code()),
                    fmt::format("请以{}填写", given_.currency.code()) });
        if (!item.interest_from || given_.as_of <= *item.interest_from)
            return;
        if (item.arises && *item.interest_from < *item.arises)
            fault(at + ".interest_from", { "interest would run before the cost arose", "起息日早于费用发生日" },
                { fmt::format("begin on {} or later", to_string(*item.arises)),
                    fmt::format("请自{}或其后起计", to_string(*item.arises)) });
        if (!steps(given_.terms, Mode::segmented, *item.interest_from))
            fault(at + ".interest_from",
                { fmt::format("no rate is recorded for {}", to_string(*item.interest_from)),
                    fmt::format("没有{}的利率记录", to_string(*item.interest_from)) },
                { "for a breach before 2019-08-20 give the benchmark rate of that time as a rate of its own",
                    "2019年8月20日前的违约行为，请填写当时的贷款基准利率" });
    }

    void receipt(std::string const& at, Receipt const& receipt, std::set<std::string> const& items)
    {
        if (receipt.amount.minor <= 0 || receipt.amount.minor > amount_minor_max
            || receipt.amount.currency == Currency::none())
            fault(at + ".amount", { "no amount above zero", "金额须大于零" },
                { "give what came in, like 480.00 USD", "请填写到账金额，例如480.00 USD" });
        if (!receipt.on.empty() && !items.contains(receipt.on))
            known(at + ".on", { receipt.on }, items);
        if (receipt.to == Part::delay)
            fault(at + ".to", { "there is no doubled interest before a judgment", "判决前没有加倍部分债务利息" },
                { "costs, interest or principal", "请填写费用、利息或本金" });
    }
};

} // namespace

std::string place_of(std::string_view list, std::size_t index, std::string const& id)
{
    return plain(id) ? fmt::format("{}[{}] ({})", list, index, id) : fmt::format("{}[{}]", list, index);
}

Faults check(Particulars const& given)
{
    return Checking(given).take();
}

} // namespace recourse::quantum
