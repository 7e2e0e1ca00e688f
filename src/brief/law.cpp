#include "brief/filler.hpp"
#include "brief/paper_signs.hpp"

#include "core/forum/reach.hpp"
#include "core/forum/venue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

// Law and forum: the convention, what the clause says, where a result can be enforced.

namespace recourse::brief {

namespace {

Words words(forum::Words const& from)
{
    return { from.en, from.zh };
}

/// The name of a place in each language, as clauses write it.
Words place_name(forum::Book const& book, std::string_view id)
{
    auto const* place = book.place(id);
    Words names;
    if (place == nullptr)
        return names;
    for (auto const& name : place->names) {
        auto const one = words_of(name);
        if (names.en.empty())
            names.en = one.en;
        if (names.zh.empty())
            names.zh = one.zh;
    }
    return names;
}

Words language_name(std::string_view code)
{
    if (code == "zh")
        return { "Chinese", "中文" };
    if (code == "en")
        return { "English", "英文" };
    return {};
}

Words number_of_arbitrators(int count)
{
    if (count == 1)
        return { "one", "一名" };
    if (count == 3)
        return { "three", "三名" };
    return { fmt::format("{}", count), fmt::format("{}名", count) };
}

Words rules_of(forum::Institution const& institution)
{
    return { "Arbitration Rules of the " + institution.name.en, institution.name.zh + "仲裁规则" };
}

forum::Institution const* institution_of(Filler const& filler)
{
    auto const& book = filler.study.books.forum;
    if (auto const& clause = filler.study.clause) {
        std::vector<std::string_view> chosen;
        for (auto const& named : clause->institutions)
            if (!named.only_rules && !named.misnomer && !named.id.empty())
                chosen.push_back(named.id);
        return chosen.size() == 1 ? book.institution(chosen.front()) : nullptr;
    }
    auto const fact = filler.study.facts.text("order.arbitration");
    return fact ? book.institution(*fact) : nullptr;
}

void clause(Filler& filler, forum::Clause const& read)
{
    auto const& book = filler.study.books.forum;
    Words const from { "as the clause was read", "依条款审查" };
    if (read.seats.size() == 1)
        filler.put_words("forum.seat", place_name(book, read.seats.front().place),
            read.seats.front().said ? from
                                    : Words { "the clause names the place of arbitration only", "条款仅载明仲裁地点" });
    if (read.languages.size() == 1)
        filler.put_words("forum.language", language_name(read.languages.front()), from);
    if (read.arbitrators)
        filler.put("forum.arbitrators", number_of_arbitrators(*read.arbitrators), from);
    if (read.rules.size() == 1)
        if (auto const* institution = book.institution(read.rules.front()))
            filler.put("forum.rules", rules_of(*institution), from);
    // What speaks against the clause is not for the other side or the tribunal to read in our own paper.
    if (!filler.to(papers::Receiver::counsel))
        return;
    std::vector<std::string> en, zh;
    for (auto const& finding : read.findings) {
        auto says = words(finding.says);
        en.push_back(std::move(says.en));
        zh.push_back(std::move(says.zh));
    }
    filler.put_words("forum.findings", one_clause(en, zh));
}

void procedure(Filler& filler, std::string_view institution)
{
    if (!filler.study.statement)
        return;
    auto const& sums = *filler.study.statement;
    auto const amount = sums.rmb.total;
    if (amount.minor < 0)
        return;
    auto const summary = forum::summary_of(filler.study.books.forum, institution, amount, filler.study.as_of);
    if (summary.holds == forum::Answer::yes)
        filler.put("forum.procedure", Words { "summary procedure", "简易程序" },
            { fmt::format("{} in dispute, limit {}. {}", display(amount), display(summary.rule->at_most),
                  summary.rule->says.en),
                fmt::format("争议金额{}，限额{}。{}", display(amount), display(summary.rule->at_most),
                    summary.rule->says.zh) });
}

std::string confidence_in_chinese(std::string_view mark)
{
    constexpr std::array words { std::pair { "primary", "原文" }, std::pair { "secondary", "二手资料" },
        std::pair { "unverified", "未核实" } };
    for (auto const& [en, zh] : words)
        if (mark == en)
            return zh;
    return std::string { mark };
}

void reach(Filler& filler, bool arbitration)
{
    auto const supplier = filler.study.facts.text("supplier.country");
    if (!supplier)
        return;
    auto const reached = forum::reach_of(filler.study.books.forum,
        arbitration ? forum::ResultKind::prc_award : forum::ResultKind::prc_judgment, *supplier, "CN",
        filler.study.as_of);
    if (reached.rule == nullptr)
        return;
    auto const where = country(*supplier);
    Words const answer = reached.enforceable == forum::Answer::yes ? Words { "enforceable", "可执行" }
        : reached.enforceable == forum::Answer::no                 ? Words { "not enforceable", "不可执行" }
                                                                   : Words { "not sure", "不确定" };
    filler.put("forum.reach",
        Words { fmt::format("{}: {} ({})", where.en, answer.en, reached.rule->instrument.en),
            fmt::format("{}：{}（{}）", where.zh, answer.zh, reached.rule->instrument.zh) },
        { "confidence: " + reached.confidence, "可信度：" + confidence_in_chinese(reached.confidence) });
}

/// Grounds that hold on what is known of both sides.
void ground(Filler& filler)
{
    auto const& facts = filler.study.facts;
    auto const supplier = facts.text("supplier.country");
    auto const buyer = facts.text("buyer.country");
    if (!filler.study.statement || filler.study.statement->rmb.total.minor < 0)
        return;
    forum::Signs signs;
    auto const sign = [&](bool holds, std::string_view name) { (holds ? signs.holds : signs.fails).emplace(name); };
    if (supplier)
        sign(*supplier == "CN", "defendant_in_prc");
    if (supplier)
        sign(*supplier != "CN", "defendant_abroad");
    if (buyer && supplier)
        sign(*buyer != "CN" || *supplier != "CN", "foreign_related");
    if (facts.text("order.arbitration") == "none")
        signs.fails.emplace("arbitration_clause");
    auto const venue = forum::venue_of(filler.study.books.forum, {}, filler.study.statement->rmb.total, signs);
    for (auto const& base : venue.bases)
        if (base.holds == forum::Answer::yes) {
            filler.put("forum.ground", words(base.rule->point.says), { "counsel confirms", "由律师确认" });
            return;
        }
}

} // namespace

void fill_law(Filler& filler)
{
    if (filler.study.cisg)
        filler.put("law.cisg", *filler.study.cisg,
            { "by the places of business, the law chosen and the list of parties; counsel confirms",
                "依营业地、所选法律及缔约国名单；由律师确认" });
    auto const* institution = institution_of(filler);
    bool const arbitration = institution != nullptr || (filler.study.clause && filler.study.clause->arbitration);
    if (auto const arbitrated = goes_to_arbitration(filler.study))
        filler.put("forum.arbitration", *arbitrated);
    // A complaint goes to a court, whatever the clause says: its warning tells counsel.
    if (filler.document.id == "prc-complaint") {
        if (auto const* court = filler.find("court.name"))
            filler.put("forum.name", std::get<Words>(court->is));
    } else if (institution != nullptr) {
        filler.put("forum.name", words(institution->name), { "chosen by the clause", "条款所选" });
        procedure(filler, institution->id);
    }
    auto const& read = filler.study.clause;
    if (read)
        clause(filler, *read);
    // An institution that is chosen without naming rules works by its own.
    if (institution != nullptr && (!read || read->rules.empty()))
        filler.put("forum.rules", rules_of(*institution),
            { "the institution's own: no others are named; counsel confirms",
                "该机构规则：未约定其他规则；由律师确认" });
    reach(filler, arbitration);
    if (!arbitration)
        ground(filler);
}

} // namespace recourse::brief
