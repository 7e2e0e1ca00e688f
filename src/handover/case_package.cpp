#include "handover/case_package.hpp"

#include "brief/fill.hpp"
#include "brief/paper_signs.hpp"
#include "core/case/answer_words.hpp"
#include "core/quantum/print.hpp"
#include "handover/case_steps.hpp"
#include "handover/sheets.hpp"
#include "papers/compose.hpp"
#include "papers/docx.hpp"
#include "papers/pdf.hpp"
#include "papers/wording.hpp"

#include <fmt/format.h>

#include <array>

namespace recourse::handover {

namespace {

using papers::Setting;

constexpr std::string_view memo_id = "handover-memo";
/// What counsel begins with, beside the filing to which the clause leads.
constexpr std::array<std::string_view, 4> drafts { "demand-letter", "claim-statement", "evidence-list",
    "power-of-attorney" };

std::string_view code(Language language)
{
    return language == Language::zh ? "zh" : "en";
}

std::vector<Language> languages_of(Setting setting)
{
    switch (setting) {
    case Setting::en:
        return { Language::en };
    case Setting::zh:
        return { Language::zh };
    case Setting::both:
        return { Language::en, Language::zh };
    }
    return { Language::en };
}

class OfCase {
public:
    OfCase(brief::Study const& study, brief::Shelf const& shelf, Wish const& wish)
        : study_(study)
        , shelf_(shelf)
        , wish_(wish)
    {
        auto& head = package_.head;
        head.salt = new_salt();
        head.made_on = study.as_of;
        head.title = study.facts.text("title").value_or(std::string {});
        head.from = wish.from;
        head.to = wish.to;
    }

    Package take() && { return std::move(package_); }

    void put(std::string name, What what, std::string says, std::string bytes)
    {
        package_.items.push_back(
            item(free_name(package_.items, std::move(name)), what, std::move(says), std::move(bytes)));
    }
    void left(std::string what, std::string why)
    {
        package_.head.left_out.push_back({ std::move(what), std::move(why) });
    }

    void make_papers()
    {
        if (auto const paper = composed(memo_id)) {
            put("memo/handover-memo.docx", What::memo, "the memorandum, to be worked on", papers::to_docx(*paper));
            if (auto const pdf = papers::Press {}.print(*paper))
                put("memo/handover-memo.pdf", What::memo, "the memorandum, to be read", pdf->bytes);
            else
                left("memo/handover-memo.pdf", pdf.error());
            open_ = paper->open;
        }
        for (auto const id : drafts)
            draft(id);
        auto const filing = brief::filing_of(study_);
        draft(filing == "cietac" ? "cietac-request" : "prc-complaint");
    }

    void make_deadlines(std::span<Calendar const> calendars)
    {
        for (auto const language : languages_of(wish_.setting)) {
            auto const& answer = language == Language::zh ? study_.zh : study_.en;
            std::vector<DeadlineRow> rows;
            for (auto const& one : answer.deadlines)
                rows.push_back({ one.what, one.due, std::string { casework::word(one.status) },
                    one.from ? fmt::format("{} {}", one.from_what, to_string(*one.from)) : one.from_what, one.if_missed,
                    fmt::format("{} {}", one.source.title, one.source.clause), one.counting });
            put(fmt::format("deadlines/deadlines.{}.csv", code(language)), What::deadlines,
                "every day with its counting", deadline_table(rows, language));
        }
        for (auto const& one : calendars)
            put(fmt::format("deadlines/deadlines.{}.ics", code(one.language)), What::deadlines,
                "the days to come, for a calendar", one.ics);
    }

    void make_statement()
    {
        if (!study_.statement)
            return left("statement/", "the case does not say enough for a statement of the claim");
        for (auto const language : languages_of(wish_.setting))
            put(fmt::format("statement/claim.{}.txt", code(language)), What::statement, "the claim line by line",
                quantum::printed(*study_.statement, language));
    }

    void make_questions()
    {
        for (auto const language : languages_of(wish_.setting)) {
            std::array const parts { memo_questions(language), filing_questions(language), answer_questions(language) };
            auto const name
                = wish_.setting == Setting::both && language == Language::zh ? "questions.zh.txt" : "questions.txt";
            put(name, What::questions, "what is open", question_page(parts, language));
        }
    }

    void make_matter(CaseFiles const& files)
    {
        auto const matter = case_steps(study_);
        put(std::string { matter_file }, What::matter, "the matter for another desk", written(matter));
        put("case/" + files.name, What::case_file, "the facts", files.text);
        if (!files.more.empty())
            put("case/more.toml", What::case_file, "what was added to them", files.more);
    }

private:
    /// The wanted setting, or the first that the document has.
    static Setting setting_for(papers::Document const& document, Setting wanted)
    {
        auto const& all = document.settings;
        return std::ranges::find(all, wanted) != all.end() || all.empty() ? wanted : all.front();
    }

    std::optional<papers::Paper> composed(std::string_view id)
    {
        auto const* document = shelf_.find(id);
        if (document == nullptr) {
            left(std::string { id }, "there is no such document here");
            return std::nullopt;
        }
        auto values = brief::fill(study_, *document);
        if (id == memo_id && !wish_.to.empty())
            values.fields.try_emplace("handover.to", papers::Value { papers::same(wish_.to) });
        papers::Wish wish;
        wish.setting = setting_for(*document, wish_.setting);
        wish.day = study_.as_of;
        auto paper = papers::compose(*document, values, wish);
        if (!paper) {
            std::string why;
            for (auto const& one : paper.error())
                why += (why.empty() ? "" : "; ") + to_string(one);
            left(document->name.en, why);
            return std::nullopt;
        }
        return *std::move(paper);
    }

    void draft(std::string_view id)
    {
        if (auto const paper = composed(id))
            put(fmt::format("papers/{}.docx", id), What::paper, "a draft: " + paper->name.en, papers::to_docx(*paper));
    }

    QuestionPart memo_questions(Language language) const
    {
        bool const zh = language == Language::zh;
        QuestionPart part { zh ? "备忘录待填" : "To be filled in the memorandum", {} };
        for (auto const& one : open_) {
            auto const field = shelf_.vocabulary.fields.find(one.field);
            part.questions.push_back({ papers::says(one).in(language),
                field == shelf_.vocabulary.fields.end() ? std::string {} : field->second.about });
        }
        return part;
    }

    QuestionPart filing_questions(Language language) const
    {
        bool const zh = language == Language::zh;
        QuestionPart part { zh ? "立案或申请仲裁所需文书" : "Papers that the filing needs", {} };
        auto const ready = brief::readiness_for(study_, brief::filing_of(study_), {});
        if (!ready)
            return part;
        for (auto const& one : ready->papers) {
            if (one.state == forum::Have::have)
                continue;
            std::string steps;
            for (auto const& step : one.steps)
                steps += (steps.empty() ? "" : zh ? "；" : "; ") + (zh ? step.step->what.zh : step.step->what.en);
            part.questions.push_back({ zh ? one.paper->name.zh : one.paper->name.en, std::move(steps) });
        }
        return part;
    }

    QuestionPart answer_questions(Language language) const
    {
        bool const zh = language == Language::zh;
        QuestionPart part { zh ? "下一步应了解的事实" : "Facts to find out next", {} };
        for (auto const& one : (zh ? study_.zh : study_.en).questions)
            part.questions.push_back({ one.ask, one.changes });
        return part;
    }

    brief::Study const& study_;
    brief::Shelf const& shelf_;
    Wish const& wish_;
    Package package_;
    std::vector<papers::Open> open_; ///< of the memo
};

} // namespace

Package case_package(brief::Study const& study, brief::Shelf const& shelf, CaseFiles const& files,
    std::span<Calendar const> calendars, Wish const& wish)
{
    OfCase making { study, shelf, wish };
    making.make_papers();
    making.make_deadlines(calendars);
    making.make_statement();
    making.make_questions();
    making.make_matter(files);
    return std::move(making).take();
}

} // namespace recourse::handover
