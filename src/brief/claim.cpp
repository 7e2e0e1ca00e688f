#include "brief/claim.hpp"

#include "brief/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace recourse::brief {

namespace {

using quantum::Head;
using quantum::Item;
using quantum::Via;

constexpr std::array<std::string_view, 5> nothing_came { "not_shipped", "not_received", "deposit_fraud",
    "payment_diverted", "goods_withheld" };
constexpr std::array<std::string_view, 2> payment_evidence { "payment_record", "order_record" };
constexpr std::array<std::string_view, 2> defect_evidence { "inspection_report", "lab_report" };

class Gathering {
public:
    Gathering(casework::Evaluation& evaluation, Fields const& given, std::span<papers::Exhibit const> exhibits,
        quantum::Terms terms)
        : evaluation_(evaluation)
        , facts_(evaluation.facts())
        , given_(given)
        , exhibits_(exhibits)
    {
        auto& whole = basis_.particulars;
        whole.currency = evaluation.currency();
        whole.as_of = evaluation.as_of();
        whole.terms = std::move(terms);
        whole.rates = evaluation.rates();
        whole.paid = evaluation.money_term("paid");
        auto const title = words_of(facts_.text("title").value_or(""));
        whole.title = { title.en.empty() ? title.zh : title.en, title.zh };
    }

    Basis take()
    {
        auto const count = facts_.items(static_cast<std::uint16_t>(casework::find_group("problems")));
        for (std::size_t i = 0; i < count; ++i)
            problem(i, count);
        loss("consequential", Head::damages);
        loss("freight", Head::freight);
        loss("inspection", Head::inspection);
        loss("other", Head::damages);
        receipts();
        platform();
        return std::move(basis_);
    }

private:
    casework::Evaluation& evaluation_;
    casework::Facts const& facts_;
    Fields const& given_;
    std::span<papers::Exhibit const> exhibits_;
    Basis basis_ {};

    void remark(std::string fact, std::string en, std::string zh)
    {
        basis_.remarks.push_back({ std::move(fact), { std::move(en), std::move(zh) } });
    }

    /// In the currency of the case; a remark where no rate leads there.
    std::optional<Money> in_currency(std::string const& fact, Money amount)
    {
        auto const converted = evaluation_.exchange().convert(amount, basis_.particulars.currency);
        if (!converted)
            remark(fact,
                fmt::format(
                    "no exchange rate leads from {} to {}", amount.currency.code(), basis_.particulars.currency.code()),
                fmt::format("没有{}兑{}的汇率", amount.currency.code(), basis_.particulars.currency.code()));
        return converted;
    }

    std::optional<Money> share_of_price(std::string const& at)
    {
        auto const text = facts_.text(at + ".share");
        auto const share = text ? parse_ratio(*text) : std::unexpected { std::string {} };
        auto const price = facts_.money("order.value");
        auto const whole = price ? in_currency("order.value", *price) : basis_.particulars.paid;
        if (!share || !whole)
            return std::nullopt;
        return portion(*whole, *share, Rounding::half_even);
    }

    void problem(std::size_t index, std::size_t count)
    {
        auto const at = fmt::format("problems[{}]", index);
        auto const kind = facts_.text(at + ".kind");
        if (!kind)
            return remark(
                at + ".kind", "what kind of problem it is is not known: not in the statement", "问题类型不明：未计入");
        if (facts_.boolean(at + ".accepted_by_buyer").value_or(false))
            remark(at + ".accepted_by_buyer", "the buyer is said to have accepted it: counsel decides whether it stays",
                "买方已接受该问题：是否仍予主张由律师决定");
        bool const came_not = contains(nothing_came, *kind);
        // What was paid for and is missing is paid back; what is there and bad is made good.
        bool const refund = came_not || *kind == "quantity";
        auto const name = kind_of_problem(*kind);
        Item item;
        item.id = fmt::format("problem-{}", index + 1);
        if (auto const stated = facts_.money(at + ".loss")) {
            auto const amount = in_currency(at + ".loss", *stated);
            if (!amount)
                return;
            item.measure = quantum::Stated { *amount };
            item.head = refund ? Head::price_refund : Head::damages;
        } else if (auto const part = share_of_price(at); part && *kind != "shipped_late") {
            item.measure = quantum::Stated { *part };
            item.head = refund ? Head::price_refund : Head::price_reduction;
            auto const percent = percent_of(*facts_.text(at + ".share"));
            item.note = { fmt::format("{} of the price = {}", percent.en, display(*part)),
                fmt::format("价款的{} = {}", percent.zh, display(*part)) };
            if (!refund)
                remark(at + ".share",
                    "a reduction goes by what the goods were worth at delivery, not by a share of the price: prove it",
                    "减价应按交付时的市场价值计算，而非价款的比例：须举证");
        } else if (came_not && count == 1 && facts_.text("delivery.state") == "not_shipped"
            && basis_.particulars.paid) {
            item.measure = quantum::Stated { *basis_.particulars.paid };
            item.head = Head::price_refund;
            item.note = { "nothing was shipped: all that was paid", "未发货：全部已付款项" };
        } else {
            return remark(at + ".loss",
                fmt::format("{}: neither its loss nor its share of the goods is known: not in the statement", name.en),
                fmt::format("{}：损失金额及货物比例均不明：未计入", name.zh));
        }
        auto const head = quantum::word(item.head);
        item.what = { fmt::format("{}: {}", head.en, name.en), fmt::format("{}：{}", head.zh, name.zh) };
        item.evidence = proof_given(index, count);
        if (item.evidence.empty())
            item.evidence = came_not ? marks_of(facts_, exhibits_, payment_evidence)
                                     : marks_of(facts_, exhibits_, defect_evidence);
        if (item.head != Head::damages)
            interest(item, at, came_not);
        basis_.particulars.items.push_back(std::move(item));
    }

    /// The exhibit that a person gave for this problem; nothing where the lists do not run side by side.
    std::vector<std::string> proof_given(std::size_t index, std::size_t count) const
    {
        auto const found = given_.find("problems");
        if (found == given_.end())
            return {};
        auto const& rows = std::get<std::vector<papers::Row>>(found->second.is);
        if (rows.size() != count)
            return {};
        auto const proof = rows[index].cells.find("proof");
        if (proof == rows[index].cells.end())
            return {};
        auto const& id = std::get<papers::ExhibitPages>(proof->second.is).exhibit;
        auto const named = std::ranges::find(exhibits_, id, &papers::Exhibit::id);
        return named == exhibits_.end() ? std::vector<std::string> {} : std::vector { named->mark };
    }

    void interest(Item& item, std::string const& at, bool came_not)
    {
        auto const due = facts_.text(at + ".kind") == "not_shipped"
            ? (facts_.date("order.ship_by") ? facts_.date("order.ship_by") : facts_.date("order.deliver_by"))
            : (facts_.date("order.deliver_by") ? facts_.date("order.deliver_by") : facts_.date("order.ship_by"));
        auto const from = came_not ? (due ? std::optional { due->plus_days(1) } : std::nullopt)
                                   : facts_.date("delivery.delivered_on");
        if (!from) {
            remark(came_not ? "order.ship_by" : "delivery.delivered_on", "without this day no interest is counted",
                "缺少该日期，未计利息");
            return;
        }
        if (basis_.particulars.as_of <= *from)
            return;
        if (quantum::steps(basis_.particulars.terms, quantum::Mode::segmented, *from))
            item.interest_from = from;
        else
            remark("order.date",
                fmt::format("no loan prime rate is recorded for {}: no interest is counted", to_string(*from)),
                fmt::format("没有{}的贷款市场报价利率记录：未计利息", to_string(*from)));
    }

    void loss(std::string_view name, Head head)
    {
        auto const fact = fmt::format("losses.{}", name);
        auto const stated = facts_.money(fact);
        if (!stated || stated->is_zero())
            return;
        Item item;
        item.id = fmt::format("loss-{}", name);
        item.head = head;
        item.measure = quantum::Stated { *stated };
        if (name == "consequential")
            item.what = { "Damages: consequential loss", "损失赔偿：间接损失" };
        else if (name == "other")
            item.what = { "Damages: other loss", "损失赔偿：其他损失" };
        basis_.particulars.items.push_back(std::move(item));
    }

    /// The route in words; a part payment where it says nothing that is known.
    static Via via_of(papers::Row const& row)
    {
        auto const route = row.cells.find("route");
        auto const* words = route == row.cells.end() ? nullptr : std::get_if<papers::Words>(&route->second.is);
        if (words == nullptr)
            return Via::part_payment;
        for (auto const via : { Via::platform_refund, Via::part_payment, Via::settlement_instalment, Via::chargeback,
                 Via::set_off, Via::insurance, Via::enforcement }) {
            auto const name = quantum::word(via);
            if (words->en == name.en || words->zh == name.zh)
                return via;
        }
        return Via::part_payment;
    }

    void receipts()
    {
        auto const found = given_.find("recoveries");
        if (found == given_.end())
            return;
        auto const& rows = std::get<std::vector<papers::Row>>(found->second.is);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            auto const day = rows[i].cells.find("day");
            auto const amount = rows[i].cells.find("amount");
            if (day == rows[i].cells.end() || amount == rows[i].cells.end()) {
                remark(fmt::format("recoveries[{}]", i), "without its day and amount it is not set off",
                    "缺少日期或金额，未予抵充");
                continue;
            }
            quantum::Receipt receipt;
            receipt.id = fmt::format("received-{}", i + 1);
            receipt.via = via_of(rows[i]);
            receipt.date = std::get<Date>(day->second.is);
            receipt.amount = std::get<Money>(amount->second.is);
            basis_.particulars.receipts.push_back(std::move(receipt));
        }
    }

    void platform()
    {
        auto const awarded = facts_.money("claim.awarded");
        if (awarded && basis_.particulars.receipts.empty() && !awarded->is_zero())
            remark("claim.awarded",
                fmt::format("the platform granted {}: not set off until it has come in; then give it under "
                            "[[recoveries]]",
                    display(*awarded)),
                fmt::format("平台已支持{}：到账前不予抵充；到账后请填入[[recoveries]]", display(*awarded)));
        if (facts_.date("legal.part_paid_on") && basis_.particulars.receipts.empty())
            remark("legal.part_paid_on", "a part was paid, its amount is not known: give it under [[recoveries]]",
                "已有部分付款但金额不明：请填入[[recoveries]]");
        auto const offers = facts_.items(static_cast<std::uint16_t>(casework::find_group("offers")));
        for (std::size_t i = 0; i < offers; ++i)
            if (facts_.boolean(fmt::format("offers[{}].accepted", i)).value_or(false)
                && facts_.boolean(fmt::format("offers[{}].full_and_final", i)).value_or(false))
                remark(fmt::format("offers[{}]", i),
                    "a full and final settlement was accepted: more can be claimed only if it is set aside",
                    "已接受一次性了结的和解：除非撤销，不得再主张超出部分");
    }
};

} // namespace

Basis basis_of(casework::Evaluation& evaluation, Fields const& given, std::span<papers::Exhibit const> exhibits,
    quantum::Terms terms)
{
    return Gathering(evaluation, given, exhibits, std::move(terms)).take();
}

std::vector<route::YearlyRate> loan_prime_rates(casework::World const& world)
{
    std::vector<route::YearlyRate> rates;
    auto const table = std::ranges::find(world.tables, "lpr", &casework::Table::id);
    if (table == world.tables.end())
        return rates;
    auto const from = std::ranges::find(table->columns, "from") - table->columns.begin();
    auto const yearly = std::ranges::find(table->columns, "one_year") - table->columns.begin();
    for (auto const& row : table->rows) {
        auto const date = parse_date(row.at(static_cast<std::size_t>(from)));
        auto const percent = parse_ratio(row.at(static_cast<std::size_t>(yearly)));
        if (date && percent)
            rates.push_back({ *date, Ratio::of(percent->numerator, percent->denominator * 100) });
    }
    return rates;
}

std::vector<std::string> marks_of(
    casework::Facts const& facts, std::span<papers::Exhibit const> exhibits, std::span<std::string_view const> kinds)
{
    std::vector<std::string> marks;
    for (std::size_t i = 0; i < exhibits.size(); ++i)
        if (auto const kind = facts.text(fmt::format("evidence[{}].kind", i));
            kind && contains(kinds, std::string_view { *kind }))
            marks.push_back(exhibits[i].mark);
    return marks;
}

} // namespace recourse::brief
