#include "api/matter_package.hpp"

#include "api/matter_memo.hpp"
#include "base/file_name.hpp"
#include "core/matter/refusals.hpp"
#include "handover/matter_file.hpp"
#include "handover/sheets.hpp"
#include "papers/docx.hpp"
#include "papers/pdf.hpp"
#include "papers/wording.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace recourse::api {

namespace {

using handover::What;

constexpr std::uint64_t paper_bytes_max = std::uint64_t { 64 } << 20U;

std::string_view code(Language language)
{
    return language == Language::zh ? "zh" : "en";
}

/// "pdf", by how the file begins: a paper knows its digest and no name.
std::string_view ending_of(std::string_view bytes)
{
    if (bytes.starts_with("%PDF-"))
        return "pdf";
    if (bytes.starts_with("PK\x03\x04"))
        return "docx";
    return "bin";
}

class Packing {
public:
    Packing(Desk& desk, MatterPackage const& asked) : desk_(desk), asked_(asked), state_(asked.state)
    {
        auto& head = package_.head;
        head.salt = handover::new_salt();
        head.made_on = desk.today();
        head.title = state_.title;
        head.of = to_string(asked.id);
        head.from = asked.from;
        head.to = asked.to;
    }

    handover::Package take() &&
    {
        memo();
        made_papers();
        for (auto const language : asked_.languages) {
            deadlines(language);
            claim(language);
            questions(language);
        }
        matter();
        return std::move(package_);
    }

private:
    void put(std::string name, What what, std::string says, std::string bytes)
    {
        package_.items.push_back(handover::item(
            handover::free_name(package_.items, std::move(name)), what, std::move(says), std::move(bytes)));
    }
    void left(std::string what, std::string why)
    {
        package_.head.left_out.push_back({ std::move(what), std::move(why) });
    }

    void memo()
    {
        using papers::Setting;
        auto const setting = asked_.languages.size() > 1 ? Setting::both
            : asked_.languages.front() == Language::zh   ? Setting::zh
                                                         : Setting::en;
        auto paper = matter_memo(desk_, asked_, setting);
        if (!paper) {
            std::string why;
            for (auto const& one : paper.error())
                why += (why.empty() ? "" : "; ") + to_string(one);
            return left("memo/", why);
        }
        open_ = std::move(paper->open);
        put("memo/handover-memo.docx", What::memo, "the memorandum, to be worked on", papers::to_docx(*paper));
        if (auto const pdf = papers::Press {}.print(*paper))
            put("memo/handover-memo.pdf", What::memo, "the memorandum, to be read", pdf->bytes);
        else
            left("memo/handover-memo.pdf", pdf.error());
    }

    void made_papers()
    {
        for (std::size_t i = 0; i < state_.papers.size(); ++i) {
            auto const& one = state_.papers[i];
            auto const what = fmt::format("paper {}, {} ({})", i + 1, one.paper.title, matter::word(one.phase));
            auto const size = desk_.vault().object_size(one.paper.digest);
            std::string bytes;
            bool const there = size && *size <= paper_bytes_max
                && desk_.vault().keeper().objects().get(one.paper.digest, 0, *size, [&](auto const piece) {
                       bytes.append(reinterpret_cast<char const*>(piece.data()), piece.size());
                       return true;
                   });
            if (!there) {
                left(what, "the desk has its digest and not its bytes");
                continue;
            }
            auto const name = fmt::format("papers/{:03}_{}.{}", i + 1,
                plain_file_name(std::string { matter::word(one.paper.kind) }), ending_of(bytes));
            put(name, What::paper, what, std::move(bytes));
        }
    }

    void deadlines(Language language)
    {
        auto const view = deadlines_view(desk_, state_, language);
        std::vector<handover::DeadlineRow> rows;
        for (auto const& one : view.deadlines)
            rows.push_back({ one.what, one.due, std::string { limitation::word(one.status) },
                one.from ? fmt::format("{} {}", one.from_what, to_string(*one.from)) : one.from_what, one.if_missed,
                fmt::format("{} {}", one.document, one.clause), one.counting });
        put(fmt::format("deadlines/deadlines.{}.csv", code(language)), What::deadlines, "every day with its counting",
            handover::deadline_table(rows, language));
        put(fmt::format("deadlines/deadlines.{}.ics", code(language)), What::deadlines,
            "the days to come, for a calendar",
            render::render_ics(calendar_days(desk_, asked_.id, state_, language),
                { "Matter", state_.title, desk_.today(), language },
                fmt::format("matter {} {}", to_string(asked_.id), to_string(state_.opened_on))));
    }

    void claim(Language language)
    {
        bool const zh = language == Language::zh;
        std::string text = zh ? "请求金额\n\n" : "THE CLAIM\n\n";
        for (std::size_t i = 0; i < state_.heads.size(); ++i) {
            auto const& [head, on, withdrawn] = state_.heads[i];
            if (withdrawn)
                continue;
            text += fmt::format("{:>3}  {:>18}  {}, {}{}\n", i + 1, display(head.amount), matter::word(head.kind),
                head.basis,
                head.interest_from
                    ? fmt::format(", {} {}", zh ? "利息自" : "interest from", to_string(*head.interest_from))
                    : "");
        }
        auto const row = [&](std::string_view en, std::string_view chinese, Money amount) {
            text += fmt::format("     {:>18}  {}\n", display(amount), zh ? chinese : en);
        };
        text += '\n';
        row("claimed in all", "合计", asked_.figures.claim);
        row("received", "已收回", asked_.figures.received);
        row("still open", "未收回", asked_.figures.left);
        put(fmt::format("statement/claim.{}.txt", code(language)), What::statement, "the heads of claim",
            std::move(text));
    }

    void questions(Language language)
    {
        bool const zh = language == Language::zh;
        handover::QuestionPart cautions { zh ? "须注意" : "To be minded", {} },
            days { zh ? "起算日不明的期限" : "Days that cannot be counted yet", {} },
            numbers { zh ? "尚未确定" : "Not settled", {} };
        for (auto const one : asked_.cautions)
            cautions.questions.push_back({ std::string { matter::word(one) }, {} });
        for (auto const& one : deadlines_view(desk_, state_, language).deadlines)
            if (!one.due
                && (one.status == limitation::Status::not_started || one.status == limitation::Status::unknown))
                days.questions.push_back({ one.what, one.from_what });
        auto const open = [&](bool is, std::string_view en, std::string_view chinese) {
            if (is)
                numbers.questions.push_back({ std::string { zh ? chinese : en }, {} });
        };
        open(!state_.clause, "what the contract says on disputes", "合同争议解决条款");
        open(!state_.choice, "where to go: no forum is chosen", "尚未选择管辖机构");
        open(state_.footing.law == limitation::Law::open, "which limitation applies", "适用何种诉讼时效");
        open(state_.pursued.empty(), "who is pursued", "被追索方");
        handover::QuestionPart memo { zh ? "备忘录待填" : "To be filled in the memorandum", {} };
        for (auto const& one : open_)
            memo.questions.push_back({ papers::says(one).in(language), one.field });
        std::array const parts { std::move(cautions), std::move(numbers), std::move(memo), std::move(days) };
        put(zh && asked_.languages.size() > 1 ? "questions.zh.txt" : "questions.txt", What::questions, "what is open",
            handover::question_page(parts, language));
    }

    void matter()
    {
        handover::MatterFile file;
        file.counted_on = desk_.today();
        file.calendar = state_.calendar;
        handover::ExhibitIds same;
        for (auto const& one : asked_.exhibits) {
            file.exhibits.push_back({ one.id, one.exhibit.digest,
                one.number == 0 ? std::string {} : evidence::mark(one.compartment, one.number) });
            same[one.id] = one.id;
        }
        std::vector<limitation::Row> rows;
        for (auto const& one : state_.days)
            rows.push_back(one.row);
        file.days = handover::running_days(rows);
        file.steps = handover::steps_of(state_);
        std::set<std::string> stay;
        for (auto& step : file.steps.steps)
            for (auto const id : handover::rename_exhibits(step.command, same))
                stay.insert(to_string(id));
        if (!stay.empty())
            file.steps.left_out.push_back(
                { fmt::format("{} that entries of the matter rest on",
                      stay.size() == 1 ? "an exhibit" : fmt::format("{} exhibits", stay.size())),
                    "they do not go along" });
        put(std::string { handover::matter_file }, What::matter, "the matter for another desk", written(file));
    }

    Desk& desk_;
    MatterPackage const& asked_;
    matter::State const& state_;
    handover::Package package_;
    std::vector<papers::Open> open_; ///< of the memorandum
};

} // namespace

handover::Package matter_package(Desk& desk, MatterPackage const& asked)
{
    return Packing { desk, asked }.take();
}

} // namespace recourse::api
