#include "core/assess/precheck.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recourse::assess {

namespace {

using casework::Facts;

/// The warnings that can still change how one pays; in words of their own where the warning speaks of money that has
/// gone.
struct BeforePaying {
    std::string_view id;
    std::string_view en = {}, zh = {};
};
constexpr std::array before_paying {
    BeforePaying { "paid-outside", "What is paid outside the platform no programme covers; only the law reaches it.",
        "平台外支付的款项不在保障之内，只能走法律途径。" },
    BeforePaying { "payee-mismatch",
        "A payee who is not the contract party can deny having received it for the supplier: pay the company that the "
        "contract names.",
        "收款人不是合同方的，可否认代收：请付给合同载明的公司。" },
    BeforePaying { "personal-account", "Do not pay a personal account: ask for one in the company's name.",
        "不要付至个人账户：要求提供以公司名义开立的账户。" },
    BeforePaying { "verify-by-phone" },
    BeforePaying { "wire-can-be-on-platform" },
    BeforePaying { "no-written-standard",
        "No measurable standard stands in the contract: have one written into it before you pay.",
        "合同没有可衡量的标准：付款前将其写入合同。" },
    BeforePaying { "clause-needed" },
    BeforePaying { "identify-counterparty" },
    BeforePaying { "hong-kong-entity" },
};

constexpr std::array tried {
    WhatIf { "not_shipped", "not_shipped", "If nothing is ever shipped", "如果从未发货" },
    WhatIf { "quality", "delivered", "If what arrives is worth nothing", "如果到货毫无价值" },
};

casework::FactPath at(std::string const& path)
{
    return *casework::parse_path(path);
}

Facts with(Facts facts, WhatIf const& what_if, Date as_of)
{
    facts.set_text(at("problems[0].kind"), what_if.kind);
    facts.set_text(at("problems[0].share"), "1");
    facts.set_text(at("delivery.state"), what_if.state);
    if (what_if.state == "delivered")
        facts.set(at("delivery.delivered_on"), rules::Value::of(as_of));
    return facts;
}

std::size_t payments_of(Facts const& facts)
{
    return facts.items(static_cast<std::uint16_t>(casework::find_group("payments")));
}

/// The same order with every payment through its platform.
Facts everything_inside(Facts facts)
{
    if (facts.text("order.channel") == "direct")
        facts.set_text(at("order.channel"), "platform");
    for (std::size_t i = 0; i < payments_of(facts); ++i) {
        facts.set(at(fmt::format("payments[{}].through_platform", i)), rules::Value::of(true));
        facts.set_text(at(fmt::format("payments[{}].payee", i)), "platform");
    }
    return facts;
}

/// The same order with this payment alone.
Facts only(Facts const& facts, std::size_t payment)
{
    Facts alone;
    auto const groups = casework::fact_groups();
    for (std::uint16_t group = 0; group < groups.size(); ++group) {
        bool const payments = groups[group].name == "payments";
        if (groups[group].list && facts.list_known(group))
            alone.set_list_known(group);
        for (std::uint16_t item = 0; item < facts.items(group); ++item) {
            if (payments && item != payment)
                continue;
            auto const to = payments ? std::uint16_t { 0 } : item;
            if (groups[group].list)
                alone.add_item(group);
            for (std::uint16_t field = 0; field < groups[group].fields.size(); ++field) {
                auto const value = facts.get({ group, item, field });
                casework::FactPath const path { group, to, field };
                if (value.is(rules::Kind::string)) {
                    alone.set_text(path, value.as_text());
                } else if (value.is(rules::Kind::list)) {
                    std::vector<std::string> texts;
                    for (auto const one : value.items())
                        texts.emplace_back(one.as_text());
                    alone.set_texts(path, texts);
                } else if (!value.is(rules::Kind::absent)) {
                    alone.set(path, value);
                }
            }
        }
    }
    return alone;
}

std::optional<Money> lesser(std::optional<Money> a, std::optional<Money> b)
{
    return !a || !b ? std::nullopt : comparable(*a, *b) ? std::optional { min(*a, *b) } : a;
}

} // namespace

std::span<WhatIf const> what_ifs()
{
    return tried;
}

casework::Coverage const* best_of(casework::Answer const& answer)
{
    casework::Coverage const* best = nullptr;
    auto const more = [](casework::Coverage const& a, casework::Coverage const& b) {
        return a.range.high && b.range.high && comparable(*a.range.high, *b.range.high)
            && compare(*a.range.high, *b.range.high) > 0;
    };
    for (auto const& one : answer.coverage)
        if (best == nullptr || more(one, *best))
            best = &one;
    return best;
}

Reply reply_of(Covered const& covered, std::optional<Money> paid)
{
    auto const& [low, high] = covered.range;
    if (!covered.any || (high && high->is_zero()))
        return Reply::no;
    auto const all = [&](std::optional<Money> const& sum) {
        return sum && paid && comparable(*sum, *paid) && compare(*sum, *paid) >= 0;
    };
    if (all(low))
        return Reply::yes;
    return !low || !high || !paid || (low->is_zero() && all(high)) ? Reply::uncertain : Reply::partly;
}

std::string_view word(Reply reply)
{
    switch (reply) {
    case Reply::yes:
        return "yes";
    case Reply::no:
        return "no";
    case Reply::partly:
        return "partly";
    case Reply::uncertain:
        return "uncertain";
    }
    return "";
}

bool speaks(casework::Reason const& reason)
{
    return reason.outcome == "applies" || reason.outcome == "fails" || reason.outcome == "limits";
}

Precheck::Precheck(casework::World const& world, BookInputs const& inputs, Options how, Facts const& facts)
    : how_(std::move(how))
    , zh_(how_.language == Language::zh)
    , planned_(cover(world, inputs, facts))
    , inside_(cover(world, inputs, everything_inside(facts)))
    , paid_(planned_.answers.front().loss.paid)
{
    for (std::size_t i = 0; i < payments_of(facts); ++i)
        payments_.push_back(payment(world, inputs, facts, i));
    std::set<std::string> fields;
    for (auto const& answer : planned_.answers)
        if (auto const* best = best_of(answer))
            for (auto const& path : best->missing) // what is still to happen cannot be known yet
                if (!path.starts_with("delivery.") && !path.starts_with("problems") && !path.starts_with("claim."))
                    fields.insert(path);
    missing_ = { fields.begin(), fields.end() };
    if (payments_.empty())
        missing_.insert(missing_.begin(), "payments");
    for (auto const& answer : planned_.answers)
        for (auto const& warning : answer.warnings) {
            auto const* const fits = std::ranges::find(before_paying, warning.id, &BeforePaying::id);
            bool const said = std::ranges::find(warnings_, warning.id, &casework::Warning::id) != warnings_.end();
            if (fits == before_paying.end() || said)
                continue;
            warnings_.push_back(warning);
            if (auto const words_before = zh_ ? fits->zh : fits->en; !words_before.empty())
                warnings_.back().text = words_before;
        }
}

Covered Precheck::cover(casework::World const& world, BookInputs const& inputs, Facts const& facts) const
{
    Covered covered;
    for (auto const& what_if : tried) {
        covered.answers.push_back(assess(world, with(facts, what_if, how_.as_of), inputs, how_));
        auto const* best = best_of(covered.answers.back());
        bool const first = covered.answers.size() == 1;
        auto const now = best == nullptr ? casework::MoneyRange {} : best->range;
        covered.any |= best != nullptr;
        covered.range.low = first ? now.low : lesser(covered.range.low, now.low);
        covered.range.high = first ? now.high : lesser(covered.range.high, now.high);
    }
    return covered;
}

PlannedPayment Precheck::payment(
    casework::World const& world, BookInputs const& inputs, Facts const& facts, std::size_t i) const
{
    auto const name = [&](std::string_view field) { return fmt::format("payments[{}].{}", i, field); };
    PlannedPayment one { i + 1, facts.money(name("amount")), facts.boolean(name("through_platform")),
        facts.text(name("payee")).value_or(""), cover(world, inputs, only(facts, i)), {} };
    if (one.inside != true)
        one.instead = instead(one);
    return one;
}

std::string Precheck::instead(PlannedPayment const& one) const
{
    auto const amount = one.amount ? display(*one.amount) : std::string { zh_ ? "该笔款项" : "this sum" };
    auto const gain = paid_ && inside_.range.high && !inside_.range.high->is_zero()
        ? fmt::format(fmt::runtime(zh_ ? "，总共可保障{}（按计划为{}）" : "; then {} would be covered, as planned {}"),
              span(inside_.range), span(planned_.range))
        : std::string {};
    if (!one.inside)
        return fmt::format(
            fmt::runtime(zh_ ? "{}务必经平台支付{}。" : "Make sure that {} goes through the platform{}."), amount,
            gain);
    auto const to = one.payee == "personal"  ? (zh_ ? "个人账户" : "to a personal account")
        : one.payee == "third_party_company" ? (zh_ ? "第三方公司账户" : "to a company that is not your contract party")
        : one.payee == "supplier_company"    ? (zh_ ? "供应商自己的账户" : "to the supplier's own account")
                                             : (zh_ ? "平台以外" : "outside the platform");
    return fmt::format(
        fmt::runtime(zh_ ? "不要将{}付至{}：应经平台支付{}。" : "Don't pay {} {}: pay it through the platform{}."),
        amount, to, gain);
}

std::string Precheck::amount_text(std::optional<Money> const& money) const
{
    return money ? display(*money) : std::string { zh_ ? "未知" : "not known" };
}

std::string Precheck::span(casework::MoneyRange const& range) const
{
    if (range.low == range.high)
        return amount_text(range.low);
    return fmt::format(fmt::runtime(zh_ ? "{}至{}" : "{} to {}"), amount_text(range.low), amount_text(range.high));
}

std::string Precheck::range_text(Covered const& covered) const
{
    if (!covered.any)
        return zh_ ? "没有适用的买家保障规则" : "nothing: no programme of buyer protection would apply";
    return fmt::format(fmt::runtime(zh_ ? "可保障{}（共付{}）" : "{} would be covered, of {}"), span(covered.range),
        amount_text(paid_));
}

std::string Precheck::headline() const
{
    if (!planned_.any)
        return zh_ ? "否。没有适用于该订单的买家保障规则。"
                   : "No. No programme of buyer protection would apply to this order.";
    auto const sums = span(planned_.range);
    auto const paid = amount_text(paid_);
    switch (reply_of(planned_, paid_)) {
    case Reply::yes:
        return fmt::format(fmt::runtime(zh_ ? "是。这样付款将受保障：{}。"
                                            : "Yes. Paid this way, the whole sum would be covered: {}."),
            sums);
    case Reply::no:
        return zh_ ? "否。这样付款将完全不受保障。" : "No. Paid this way, nothing would be covered.";
    case Reply::partly:
        if (planned_.range.low->is_zero())
            return fmt::format(
                fmt::runtime(zh_
                        ? "部分。这样付款，{1}中至多{0}将受保障；如规则的解释或未明事实对您不利，则完全不受保障。"
                        : "Partly. Paid this way, at most {} of {} would be covered, and nothing if the "
                          "rules or the open facts go against you."),
                amount_text(planned_.range.high), paid);
        return fmt::format(fmt::runtime(zh_ ? "部分。这样付款，{1}中{0}将受保障。"
                                            : "Partly. Paid this way, {} of {} would be covered."),
            sums, paid);
    case Reply::uncertain:
        return fmt::format(
            fmt::runtime(zh_ ? "尚不能确定。这样付款，{1}中有{0}将受保障，取决于尚不清楚的事实或规则的解释。"
                             : "Uncertain. Paid this way, {} of {} would be covered: it hangs on what is missing "
                               "below, or on how the rules are read."),
            sums, paid);
    }
    return {};
}

std::vector<std::string> Precheck::to_do() const
{
    std::vector<std::string> acts;
    for (auto const& one : payments_)
        if (!one.instead.empty())
            acts.push_back(one.instead);
    return acts;
}

} // namespace recourse::assess
