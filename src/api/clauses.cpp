#include "api/clause_view.hpp"
#include "api/matter_views.hpp"
#include "api/rows.hpp"

// Clauses on disputes: one that is sent, and the one that a matter keeps.

namespace recourse::api {

namespace {

using accounts::Scope;

struct ClauseText {
    std::string text; ///< of the clause alone, in English, Chinese or both; at most 64 KiB
};
BOOST_DESCRIBE_STRUCT(ClauseText, (), (text))

struct MatterClauseView {
    Id<Matter> id;
    std::string kept_by; ///< "matter", "order", "nobody"
    std::string text; ///< the clause, where the matter keeps one
    std::string institution; ///< id, where the order names one; "none": it says that there is no arbitration
    std::string governing_law; ///< as the matter, else the order, has it
    std::string says; ///< in one sentence
    std::optional<ClauseView> read; ///< nothing: there is no text to read
    std::string worth; ///< as counsel has judged it; empty: nobody has
};
BOOST_DESCRIBE_STRUCT(MatterClauseView, (), (id, kept_by, text, institution, governing_law, says, read, worth))

void refuse_text(Call& call, std::string says)
{
    auto problem = problem_of({ &form_refusals::body_wrong, {}, {} }, http::language_of(call.request));
    problem.errors.push_back({ "/text", std::move(says) });
    call.refuse(std::move(problem));
}

void read_clause(Call& call)
{
    auto const asked = body<ClauseText>(call);
    if (!asked)
        return;
    bool const zh = http::language_of(call.request) == Language::zh;
    if (asked->text.find_first_not_of(" \t\r\n") == std::string::npos)
        return refuse_text(call,
            zh ? "没有条款文字：请填写争议解决条款" : "there is no clause: give its words, as the contract has them");
    auto const read = forum::ClauseReader(forum_book()).read(asked->text);
    if (!read)
        return refuse_text(call, read.error());
    call.answer(http::Response::json(json_of(shown(*read))));
}

std::string told(MatterClauseView const& view, Language language)
{
    bool const zh = language == Language::zh;
    if (view.kept_by == "matter" && view.text.empty())
        return zh ? "案件记录：合同没有争议解决条款。" : "The matter records that there is no clause on disputes.";
    if (view.kept_by == "matter")
        return zh ? "案件中记录的争议解决条款。" : "The clause that the matter keeps.";
    if (view.institution == "none")
        return zh ? "订单注明没有仲裁约定；案件未记录条款。"
                  : "The order says that nothing was agreed on arbitration; the matter keeps no clause.";
    if (view.kept_by == "order")
        return zh
            ? fmt::format("订单约定的仲裁机构为{}，但没有条款原文可供审查：请以record-clause记录。", view.institution)
            : fmt::format("The order names {}, but has no words of a clause that could be read: record them with "
                          "record-clause.",
                  view.institution);
    return zh ? "案件和订单均未记录争议解决条款。"
              : "Neither the matter nor its order keeps a clause on disputes: record it with record-clause.";
}

void read_clause_of_matter(Call& call)
{
    Id<Matter> id;
    auto const matter = matter_of(call, id);
    if (!matter)
        return;
    note(call, "matter", id.number, accounts::Deed::read);
    auto const& state = matter->state;
    MatterClauseView view;
    view.id = id;
    view.kept_by = "nobody";
    if (state.order) {
        auto const order = peek<order::State>(call.desk, { codec::Subject::order, state.order.number });
        view.institution = order.state.terms.arbitration;
        view.governing_law = order.state.terms.governing_law;
        if (!view.institution.empty())
            view.kept_by = "order";
    }
    if (state.clause) {
        if (!state.clause->law.empty())
            view.governing_law = state.clause->law;
        if (state.clause->worth != matter::ClauseWorth::unknown)
            view.worth = matter::word(state.clause->worth);
        view.text = state.clause->text;
        view.kept_by = "matter";
        // What is recorded is at most text_max of core/matter, far below what the reader takes.
        if (auto const read = forum::ClauseReader(forum_book()).read(state.clause->text); read && !view.text.empty())
            view.read = shown(*read);
    }
    view.says = told(view, http::language_of(call.request));
    give(call, matter->version, json_of(view));
}

} // namespace

ClauseView shown(forum::Clause const& read)
{
    ClauseView view;
    view.verdict = forum::word(read.verdict);
    view.arbitration = read.arbitration;
    view.court = read.court;
    for (auto const& one : read.institutions) {
        auto const* known = forum_book().institution(one.id);
        view.institutions.push_back({ one.id, known == nullptr ? one.excerpt.text : known->name.en,
            known == nullptr ? one.excerpt.text : known->name.zh, one.excerpt.text, one.only_rules });
    }
    for (auto const& one : read.seats)
        view.seats.push_back(one.place);
    view.languages = read.languages;
    if (read.arbitrators && *read.arbitrators >= 0)
        view.arbitrators = static_cast<std::uint32_t>(*read.arbitrators);
    for (auto const& one : read.courts)
        view.courts.push_back(one.excerpt.text);
    for (auto const& one : read.findings)
        view.findings.push_back({ std::string { forum::finding_words.at(static_cast<std::size_t>(one.code)) },
            one.says.en, one.says.zh, one.remedy.en, one.remedy.zh, one.source.mark, shown(one.source) });
    return view;
}

void add_clauses(std::vector<Operation>& table)
{
    table.push_back({ .method = http::Method::post,
        .path = "/v1/clauses/read",
        .id = "clauses.read",
        .summary = "What a clause on disputes says, and whether it stands; nothing is kept",
        .scope = Scope::read,
        .takes = taken<ClauseText>(),
        .gives = given<ClauseView>(),
        .runs = http::Runs::aside,
        .run = read_clause });
    table.push_back({ .path = "/v1/matters/{matter}/clause",
        .id = "matters.clause",
        .summary = "The clause on disputes that the matter keeps, and what it says",
        .scope = Scope::read,
        .gives = given<MatterClauseView>(),
        .runs = http::Runs::aside,
        .run = read_clause_of_matter });
}

} // namespace recourse::api
