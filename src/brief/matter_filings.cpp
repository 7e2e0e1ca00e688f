#include "brief/matter_filings.hpp"

#include "brief/contains.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recourse::brief {

namespace {

using forum::Words;
using limitation::ActKind;
using limitation::RuleId;
using matter::State;
using Answered = std::pair<FilingStanding, Words>;
using enum FilingStanding;

constexpr std::array limitation_rules { RuleId::limitation_three, RuleId::limitation_four, RuleId::limitation_foreign };
constexpr std::array suit_rules { RuleId::limitation_three, RuleId::limitation_four, RuleId::limitation_foreign,
    RuleId::file_after_preservation };
constexpr std::array enforcement_rules { RuleId::enforcement_application };
constexpr std::array objection_rules { RuleId::deregistration_objection };

/// The periods of the law within which a filing has to be made.
std::span<RuleId const> rules_of(std::string_view filing)
{
    if (filing == "demand" || filing == "preservation-before" || filing == "evidence-preservation")
        return limitation_rules;
    if (filing == "complaint" || filing == "cietac")
        return suit_rules;
    if (filing == "enforcement")
        return enforcement_rules;
    if (filing == "registry-objection")
        return objection_rules;
    return {};
}

std::optional<limitation::Row> last_day(State const& state, std::span<RuleId const> rules, Date today)
{
    std::optional<limitation::Row> next, over;
    for (auto const& day : state.days) {
        auto const& row = day.row;
        if (!contains(rules, row.rule) || row.stand != limitation::Stand::runs || !row.due || limitation::is_met(row))
            continue;
        if (today <= *row.due) {
            if (!next || *row.due < *next->due)
                next = row;
        } else if (!over || *over->due < *row.due)
            over = row;
    }
    return next ? next : over;
}

/// One matter, asked about each filing.
class Asking {
public:
    Asking(State const& state, FilingGround const& ground) : state_(state), ground_(ground) { }

    Answered ask(std::string_view filing) const
    {
        if (state_.phase == matter::Phase::closed)
            return { no, { "The matter is closed.", "案件已结案。" } };
        if (filing == "demand")
            return demand();
        if (filing == "complaint")
            return suit(true);
        if (filing == "cietac")
            return suit(false);
        if (filing == "preservation-before")
            return before_suit();
        if (filing == "preservation-in-suit")
            return in_suit();
        if (filing == "evidence-preservation")
            return of_evidence();
        if (filing == "enforcement")
            return enforcement();
        if (filing == "police")
            return police();
        if (filing == "registry-objection")
            return objection();
        return { perhaps, { "Whether it concerns the matter is for counsel to say.", "是否涉及本案由律师判断。" } };
    }

private:
    bool title() const
    {
        return std::ranges::any_of(state_.titles, [](auto const& one) { return !one.fell; });
    }
    static Answered decided() { return { no, { "There is a title: it is enforced.", "已有生效裁判，应申请执行。" } }; }

    Answered demand() const
    {
        if (title())
            return decided();
        bool sent = false;
        for (auto const& one : state_.acts) {
            if (one.act.kind != ActKind::demand)
                continue;
            if (one.act.arrived_on)
                return { done, { "A demand has arrived.", "催告已送达。" } };
            sent = true;
        }
        return sent ? Answered { now,
            { "A demand went off; that it arrived is not shown yet, and only then does it count.",
                "催告已发出，尚无送达证明；送达后方生效力。" } }
                    : Answered { now,
                          { "No demand has gone off: one that arrives starts limitation anew.",
                              "尚未催告；催告送达即中断时效。" } };
    }

    Answered suit(bool court) const
    {
        if (title())
            return decided();
        if (auto const number = matter::pending_filing(state_); number != 0) {
            auto const& filing = state_.filings[number - 1];
            bool const here = court ? filing.bench == matter::Bench::court : is_cietac(filing.filing.forum);
            return here ? Answered { done, { "It was filed.", "已提交。" } }
                        : Answered { no,
                              { fmt::format("A case runs at {}.", filing.filing.forum),
                                  fmt::format("已在{}立案。", filing.filing.forum) } };
        }
        if (state_.choice) {
            bool const here = court ? state_.choice->bench == matter::Bench::court : is_cietac(state_.choice->forum);
            return here ? Answered { now, { "It is the forum that was chosen.", "系已选定的受理机构。" } }
                        : Answered { no,
                              { fmt::format("The forum that was chosen is {}.", state_.choice->forum),
                                  fmt::format("已选定的受理机构为{}。", state_.choice->forum) } };
        }
        return court ? by_clause_to_court() : by_clause_to_cietac();
    }
    static bool is_cietac(std::string_view forum) { return forum == "cietac"; }

    bool clause_clear() const
    {
        return ground_.clause != nullptr
            && (ground_.clause->verdict == forum::Verdict::valid || ground_.clause->verdict == forum::Verdict::unclear);
    }
    Answered by_clause_to_court() const
    {
        if (clause_clear() && ground_.clause->arbitration)
            return { no,
                { "The clause leads to arbitration: a court turns the complaint away if the other side objects before "
                  "the first hearing.",
                    "约定仲裁：对方在首次开庭前提出异议的，法院驳回起诉。" } };
        if (clause_clear() && ground_.clause->court)
            return { now, { "The clause names a court.", "条款约定法院管辖。" } };
        if (ground_.clause == nullptr && ground_.institution == "none")
            return { now, { "The order says that no arbitration was agreed.", "订单注明没有仲裁约定。" } };
        if (ground_.clause == nullptr && !ground_.institution.empty())
            return { no,
                { fmt::format("The order names {}.", ground_.institution),
                    fmt::format("订单约定{}仲裁。", ground_.institution) } };
        return open();
    }
    Answered by_clause_to_cietac() const
    {
        if (clause_clear() && ground_.clause->arbitration) {
            if (contains(ground_.clause->institutions, std::string_view { "cietac" }, &forum::NamedInstitution::id))
                return { now, { "The clause names CIETAC.", "条款约定贸仲仲裁。" } };
            return { no, { "The clause names another institution.", "条款约定其他机构。" } };
        }
        if (clause_clear() && ground_.clause->court)
            return { no, { "The clause names a court.", "条款约定法院管辖。" } };
        if (ground_.clause == nullptr && is_cietac(ground_.institution))
            return { now, { "The order names CIETAC.", "订单约定贸仲仲裁。" } };
        if (ground_.clause == nullptr && ground_.institution == "none")
            return { no, { "The order says that no arbitration was agreed.", "订单注明没有仲裁约定。" } };
        if (ground_.clause == nullptr && !ground_.institution.empty())
            return { no,
                { fmt::format("The order names {}.", ground_.institution),
                    fmt::format("订单约定{}仲裁。", ground_.institution) } };
        return open();
    }
    static Answered open()
    {
        return { perhaps,
            { "Nobody has chosen a forum, and no clause that stands settles it.",
                "尚未选定受理机构，亦无有效条款可依。" } };
    }

    bool applied(bool of_evidence, bool before) const
    {
        return std::ranges::any_of(state_.preservations, [&](auto const& one) {
            auto const& application = one.application;
            return application.of_evidence == of_evidence
                && (of_evidence || (application.stage == matter::Stage::pre_action) == before);
        });
    }
    Answered before_suit() const
    {
        if (title())
            return decided();
        if (matter::pending_filing(state_) != 0)
            return { no, { "A case runs: preservation is asked for in it.", "案件已受理，应在程序中申请保全。" } };
        if (applied(false, true))
            return { done, { "It was applied for.", "已申请。" } };
        return { now, { "Nothing is filed yet: freezing may come first.", "尚未立案，可先行申请保全。" } };
    }
    Answered in_suit() const
    {
        if (title())
            return decided();
        if (applied(false, false))
            return { done, { "It was applied for.", "已申请。" } };
        if (matter::pending_filing(state_) == 0)
            return { later,
                { "Something has to be filed first, or goes in with it.", "须先立案，或与立案一并提出。" } };
        return { now, { "A case runs, and nothing was frozen in it.", "案件已受理，尚未在程序中保全。" } };
    }
    Answered of_evidence() const
    {
        if (title())
            return decided();
        if (applied(true, true))
            return { done, { "It was applied for.", "已申请。" } };
        return { perhaps,
            { "Only where evidence may be lost or hard to get later.", "仅在证据可能灭失或以后难以取得时。" } };
    }

    Answered enforcement() const
    {
        if (!title())
            return { later, { "There is no award or judgment yet.", "尚无裁决或判决。" } };
        bool const all = std::ranges::all_of(
            state_.titles, [](auto const& one) { return one.fell || one.enforcement.has_value(); });
        return all
            ? Answered { done, { "It was applied for.", "已申请。" } }
            : Answered { now,
                  { "A title stands, and nobody has applied for its enforcement.", "已有裁判，尚未申请执行。" } };
    }

    Answered police() const
    {
        if (contains(state_.acts, ActKind::police_report, [](auto const& one) { return one.act.kind; }))
            return { done, { "A report was made.", "已报案。" } };
        if (ground_.fraud || contains(state_.avoidables, limitation::Ground::fraud, [](auto const& one) {
                return one.avoidable.ground;
            }))
            return { perhaps,
                { "The case says fraud: counsel decides whether it is a crime.",
                    "案情涉及欺诈，是否构成犯罪由律师判断。" } };
        return { no, { "Nothing of the case says fraud.", "案情未显示欺诈。" } };
    }

    Answered objection() const
    {
        bool made = false, unknown = false;
        for (auto const& one : state_.pursued) {
            if (one.dropped)
                continue;
            auto const& who = one.pursued;
            if (who.deregistration_notice_on && !who.objected_on)
                return { now,
                    { fmt::format("{} announced a simplified deregistration on {}.", name_of(who),
                          to_string(*who.deregistration_notice_on)),
                        fmt::format("{}于{}公告简易注销。", name_of(who), to_string(*who.deregistration_notice_on)) } };
            made = made || who.objected_on.has_value();
            unknown = unknown || (who.standing == matter::Standing::deregistering && !who.objected_on);
        }
        if (made)
            return { done, { "An objection was made.", "已提出异议。" } };
        if (unknown)
            return { perhaps,
                { "A company is being struck off: find out on which day that was announced.",
                    "有公司正在注销：请查明公告日期。" } };
        return { no, { "Nobody who is pursued is being struck off, as far as is known.", "未见被追索方正在注销。" } };
    }
    static std::string name_of(matter::Pursued const& who) { return who.name.empty() ? who.name_zh : who.name; }

    State const& state_;
    FilingGround const& ground_;
};

} // namespace

std::string_view word(FilingStanding standing)
{
    static constexpr std::array<std::string_view, 5> words { "now", "perhaps", "later", "done", "no" };
    return words.at(static_cast<std::size_t>(standing));
}

std::vector<MatterFiling> filings_of(forum::Book const& book, matter::State const& state, FilingGround const& ground)
{
    Asking const asking(state, ground);
    std::vector<MatterFiling> all;
    for (auto const& filing : book.filings) {
        auto [standing, why] = asking.ask(filing.id);
        MatterFiling one { &filing, standing, std::move(why), {} };
        if (standing != done && standing != no)
            one.last_day = last_day(state, rules_of(filing.id), ground.today);
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace recourse::brief
