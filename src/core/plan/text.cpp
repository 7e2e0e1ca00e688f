#include "core/plan/plan.hpp"

#include <fmt/format.h>

namespace recourse::plan {

namespace {

std::string_view zh(Standing standing)
{
    switch (standing) {
    case Standing::done:
        return "已完成";
    case Standing::now:
        return "现在";
    case Standing::next:
        return "其后";
    case Standing::blocked:
        return "受阻";
    case Standing::not_needed:
        return "不需要";
    case Standing::too_late:
        return "已逾期";
    }
    return {};
}

std::string_view zh(Owner owner)
{
    switch (owner) {
    case Owner::buyer:
        return "买方";
    case Owner::counsel:
        return "律师";
    case Owner::finance:
        return "财务";
    case Owner::programme:
        return "平台";
    case Owner::supplier:
        return "供应商";
    case Owner::forum:
        return "裁判机构";
    case Owner::bank:
        return "银行";
    }
    return {};
}

std::string_view zh(DayKind kind)
{
    switch (kind) {
    case DayKind::statutory:
        return "法定";
    case DayKind::programme:
        return "平台规则";
    case DayKind::set:
        return "指定";
    case DayKind::advised:
        return "建议";
    }
    return {};
}

std::string_view zh(BlockerKind kind)
{
    switch (kind) {
    case BlockerKind::conflict_unchecked:
        return "利益冲突未检索";
    case BlockerKind::conflict_open:
        return "存在利益冲突";
    case BlockerKind::engagement_missing:
        return "未签委托合同";
    case BlockerKind::no_heads:
        return "未列请求";
    case BlockerKind::no_forum:
        return "未选裁判机构";
    case BlockerKind::interlock_unread:
        return "须先阅读互斥提示";
    case BlockerKind::security_open:
        return "担保未落实";
    case BlockerKind::paper_missing:
        return "缺少文件";
    case BlockerKind::paper_open:
        return "文稿未经律师批准";
    case BlockerKind::exhibit_missing:
        return "缺少证据";
    case BlockerKind::original_missing:
        return "缺少原件";
    case BlockerKind::authenticity_missing:
        return "缺少公证认证";
    case BlockerKind::translation_missing:
        return "缺少译文";
    case BlockerKind::measure_stands:
        return "保全未解除";
    case BlockerKind::filing_pending:
        return "案件未结";
    case BlockerKind::no_right:
        return "目前不可为";
    case BlockerKind::debtor_gone:
        return "主体均已注销";
    }
    return {};
}

class Page {
public:
    Page(Plan const& plan, Language language) : plan_(plan), chinese_(language == Language::zh), language_(language) { }

    std::string run()
    {
        line(chinese_ ? fmt::format("{}的计划", to_string(plan_.today)) : "Plan on " + to_string(plan_.today));
        for (auto const& step : plan_.steps)
            one(step);
        if (!plan_.hours.empty())
            line(chinese_ ? "最初两天" : "The first two days");
        for (auto const& hour : plan_.hours)
            line(fmt::format("  {:>2}h {}: {}", hour.within, named(hour.who), hour.what.in(language_)));
        line(chinese_ ? "互斥" : "What excludes what");
        for (auto const& lock : plan_.interlocks) {
            if (!lock.active)
                continue;
            line(fmt::format("  {}: {}", lock.id, lock.excludes.in(language_)));
            line("    " + lock.to_do.in(language_));
        }
        line(chinese_ ? "回收" : "Recovered");
        auto const& all = plan_.recoveries;
        line(chinese_
                ? fmt::format("  请求{}，已收{}，尚余{}", display(all.claim), display(all.received), display(all.left))
                : fmt::format("  claim {}, received {}, left {}", display(all.claim), display(all.received),
                      display(all.left)));
        for (auto const& one : all.routes)
            line(chinese_ ? fmt::format("  {}：已收{}，他途抵减{}，尚可主张{}", word(one.route), display(one.received),
                                display(one.others), display(one.left))
                          : fmt::format("  {}: {} came; less by {} from elsewhere; {} can still be asked for",
                                word(one.route), display(one.received), display(one.others), display(one.left)));
        line("  " + all.says.in(language_));
        return std::move(text_);
    }

private:
    void line(std::string const& text) { text_ += text + "\n"; }

    std::string_view named(Owner owner) const { return chinese_ ? zh(owner) : word(owner); }

    void one(Step const& step)
    {
        auto text = fmt::format(
            "{} [{}] {}", word(step.id), chinese_ ? zh(step.standing) : word(step.standing), step.what.in(language_));
        bool const live = step.standing == Standing::now || step.standing == Standing::blocked;
        if (step.done_on)
            text += fmt::format(" ({})", to_string(*step.done_on));
        if (live)
            text += fmt::format(" - {}", named(step.owner));
        if (step.due)
            text += fmt::format("; {} {} ({}{}{})", chinese_ ? "期限" : "by", to_string(step.due->day),
                chinese_ ? zh(step.due->kind) : word(step.due->kind), step.due->word.empty() ? "" : ": ",
                step.due->word);
        line(text);
        if (step.standing == Standing::next)
            line(fmt::format("    {} {}", chinese_ ? "开始：" : "opens:", step.opens.in(language_)));
        if (step.action)
            line(fmt::format("    {} {}{}", chinese_ ? "操作：" : "do:", step.action->command,
                step.action->number ? fmt::format(" {}", step.action->number) : std::string {}));
        for (auto const& blocker : step.blockers)
            line(fmt::format("    {} {}{}{}{}",
                blocker.stops ? (chinese_ ? "阻：" : "stops:") : (chinese_ ? "缺：" : "lacks:"),
                chinese_ ? zh(blocker.kind) : word(blocker.kind), blocker.detail.empty() ? "" : " ", blocker.detail,
                blocker.begin_by
                    ? fmt::format(" ({} {})", chinese_ ? "最迟开始" : "begin by", to_string(*blocker.begin_by))
                    : std::string {}));
        if (live)
            line("    " + step.if_idle.in(language_));
    }

    Plan const& plan_;
    bool chinese_;
    Language language_;
    std::string text_;
};

} // namespace

std::string text_of(Plan const& plan, Language language)
{
    return Page(plan, language).run();
}

} // namespace recourse::plan
