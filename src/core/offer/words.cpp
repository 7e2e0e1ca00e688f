#include "core/offer/words.hpp"

#include <fmt/format.h>

namespace recourse::offer {

namespace {

class Page {
public:
    explicit Page(Language language) : language_(language) { }

    std::string_view say(std::string_view en, std::string_view zh) const { return language_ == Language::zh ? zh : en; }

    void line(std::string_view text)
    {
        text_ += text;
        text_ += '\n';
    }
    void line(std::string_view en, std::string_view zh) { line(say(en, zh)); }
    void item(std::string_view text) { line(fmt::format("- {}", text)); }
    void gap() { text_ += '\n'; }

    void spread(std::string_view en, std::string_view zh, Spread const& spread)
    {
        line(language_ == Language::zh
                ? fmt::format("{}：平均{}；悲观（p10）{}，居中（p50）{}，乐观（p90）{}", zh, display(spread.mean),
                      display(spread.p10), display(spread.p50), display(spread.p90))
                : fmt::format("{}: {} on average; p10 {}, p50 {}, p90 {}", en, display(spread.mean),
                      display(spread.p10), display(spread.p50), display(spread.p90)));
    }

    std::string text() && { return std::move(text_); }

private:
    Language language_;
    std::string text_;
};

/// A range with where it comes from.
void estimate(Page& page, forecast::Assumption const& one, std::string_view says)
{
    auto const& source = one.source;
    auto from = !source.title.empty() ? source.title : source.document;
    if (from.empty())
        from = page.say("no published source", "无公开来源");
    else if (!source.clause.empty())
        from += ", " + source.clause;
    bool const weeks = one.of == "freeze_settles_weeks";
    auto const number = [&](double value) { return fmt::format("{:.3g}", weeks ? value : 100 * value); };
    auto const unit = weeks ? page.say(" weeks", "周") : page.say(" %", "%");
    auto const range = one.low < one.high
        ? fmt::format("{}{}{}{}{}{}", number(one.low), page.say(" to ", "至"), number(one.high), unit,
              page.say(", likely ", "，最可能"), number(one.likely))
        : fmt::format("{}{}", number(one.likely), unit);
    page.item(fmt::format(
        "{}{}{}{}{}{}", says, page.say(": ", "："), range, page.say(" (", "（"), from, page.say(")", "）")));
}

void break_even(Page& page, Comparison const& compared, Language language)
{
    bool const zh = language == Language::zh;
    page.line(zh ? fmt::format("今日确定支付时的平衡点：{}", display(compared.sure_today))
                 : fmt::format("Break-even, paid today and surely: {}", display(compared.sure_today)));
    if (compared.break_even)
        page.line(zh ? fmt::format("按此付款日与违约风险的平衡点：{}", display(*compared.break_even))
                     : fmt::format("Break-even, paid as offered and with its risk: {}", display(*compared.break_even)));
    else
        page.line("Break-even, paid as offered and with its risk: none, not even all that is open",
            "按此付款日与违约风险的平衡点：无，即使支付全部未清偿款项");
    if (!compared.break_even_weeks)
        page.line("Break-even in weeks: none, the offer is worth more already", "以周计的平衡点：无，该方案已优于继续");
    else if (*compared.break_even_weeks >= weeks_most)
        page.line(zh ? fmt::format("以周计的平衡点：继续延迟{}周以上仍不差于该方案", weeks_most)
                     : fmt::format("Break-even in weeks: going on may take more than {} weeks longer", weeks_most));
    else
        page.line(zh ? fmt::format("以周计的平衡点：继续再迟{}周仍不差于该方案", *compared.break_even_weeks)
                     : fmt::format("Break-even in weeks: going on may take {} weeks longer and is still worth as much",
                           *compared.break_even_weeks));
}

} // namespace

std::string text_of(Comparison const& compared, Offer const& offer, Language language)
{
    bool const zh = language == Language::zh;
    Page page(language);
    page.line(zh ? fmt::format("报价{}，未清偿{}", display(compared.offered), display(compared.open))
                 : fmt::format("Offer of {}; open: {}", display(compared.offered), display(compared.open)));
    for (auto const& one : offer.instalments)
        page.item(zh ? fmt::format("第{}天：{}{}", one.day, display(one.amount), one.secured ? "（有担保）" : "")
                     : fmt::format("day {}: {}{}", one.day, display(one.amount), one.secured ? " (secured)" : ""));
    page.gap();
    page.spread("Accepting", "接受", compared.accept);
    page.spread("Going on", "继续", compared.go_on);
    page.line(zh ? fmt::format("继续结果更好的概率：{}%", compared.go_on_better)
                 : fmt::format("Going on ends better in {} % of the samples", compared.go_on_better));
    page.line(zh ? fmt::format("接受可免去的费用：平均{}（已计入上述数字）", display(compared.costs_saved))
                 : fmt::format("Costs saved by accepting: {} on average (within the figures above)",
                       display(compared.costs_saved)));
    break_even(page, compared, language);
    page.gap();
    page.line(zh ? fmt::format("还价：{}至{}，先提{}", display(compared.counter.low), display(compared.counter.high),
                       display(compared.counter.ask))
                 : fmt::format("Counter: from {} to {}, asking for {}", display(compared.counter.low),
                       display(compared.counter.high), display(compared.counter.ask)));
    for (auto const& reason : compared.counter.reasons)
        page.item(reason.says.in(language));
    page.gap();
    page.line("Before signing:", "签署之前：");
    for (auto const& warning : compared.warnings) {
        auto const grave = warning.severity == casework::Severity::stop ? page.say("STOP: ", "【停】")
            : warning.severity == casework::Severity::warn              ? page.say("Mind: ", "【注意】")
                                                                        : page.say("", "");
        page.item(fmt::format("{}{}", grave, warning.says.in(language)));
    }
    page.gap();
    page.line("Estimates, all of them ranges:", "以下均为估计，以区间表示：");
    estimate(page, compared.default_risk, page.say("risk of default", "违约风险"));
    for (auto const& one : compared.estimates)
        estimate(page, one, one.says.empty() ? one.id : one.says);
    page.line(zh ? fmt::format("折现率：{}", compared.rate.name.zh)
                 : fmt::format("Discounted at: {}", compared.rate.name.en));
    page.line(zh ? fmt::format("抽样{}次，种子{}。全部为估计，不是法律意见。", compared.samples, compared.seed)
                 : fmt::format("{} samples, seed {}. All of it is estimated; none of it is legal advice.",
                       compared.samples, compared.seed));
    return std::move(page).text();
}

std::string text_of(Position const& position, Language language)
{
    bool const zh = language == Language::zh;
    Page page(language);
    page.line(zh ? fmt::format("主张{}，已收{}，未清偿{}", display(position.claim), display(position.received),
                       display(position.open))
                 : fmt::format("Claimed {}, received {}, open {}", display(position.claim), display(position.received),
                       display(position.open)));
    for (auto const& change : position.changes) {
        auto const route = change.route.empty() ? std::string {} : change.route + (zh ? "：" : ": ");
        page.item(route + change.says.in(language));
    }
    return std::move(page).text();
}

} // namespace recourse::offer
