#include "base/printable.hpp"
#include "base/wrap.hpp"
#include "brief/paper_signs.hpp"
#include "cli/case_study.hpp"
#include "cli/report.hpp"
#include "core/forum/venue.hpp"

#include <fmt/format.h>

#include <ostream>

// What a filing needs, and how long its forum takes.

namespace recourse::cli {

namespace {

constexpr std::array words {
    Positional { "KIND",
        "demand, complaint, cietac, preservation-before, preservation-in-suit, evidence-preservation, enforcement, "
        "police or registry-objection",
        true,
        "demand complaint cietac preservation-before preservation-in-suit evidence-preservation enforcement police "
        "registry-objection" },
    Positional { "CASE", "the case file, TOML or JSON; - is standard input" },
};
constexpr std::array options {
    as_of_option,
    Option { "last-day", "DATE", "on which it can be filed: days are counted back from it" },
    with_option,
    Option { "language", "LANGUAGE", "en or zh", "en", false, "en zh" },
    data_option,
};
constexpr std::size_t width = 80;

class Printing {
public:
    Printing(CaseStudy const& made, Language language, std::ostream& out) : made_(made), language_(language), out_(out)
    {
    }

    void readiness(forum::Readiness const& ready)
    {
        line("", "", ready.filing->name);
        line("  ", "  ", ready.filing->says);
        if (ready.apostille != nullptr)
            line("  ", "  ", ready.apostille->note);
        for (auto const& paper : ready.papers) {
            line("- ", "  ", paper.paper->name,
                fmt::format("{}{}{}",
                    paper.needed == forum::Answer::yes ? "" : say(" (perhaps needed)", "（可能需要）"),
                    paper.days_high == 0 ? std::string {} : days(paper.days_low, paper.days_high),
                    paper.start_by ? fmt::format(fmt::runtime(say("; begin by {}", "；最迟{}开始")),
                                         to_string(paper.start_by->date))
                                   : ""));
            if (paper.late)
                line("    ", "    ", { "that day is over", "该日期已过" });
        }
    }

    void level()
    {
        auto const& statement = made_.study->statement;
        if (!statement || statement->rmb.total.minor < 0)
            return;
        auto const level = forum::level_of(made_.forum, {}, statement->rmb.total);
        for (auto const* rule : level.rules)
            line("- ", "  ",
                { fmt::format("{} court from {}", forum::word(rule->court), display(rule->at_least)),
                    fmt::format("{}起：{}", display(rule->at_least), level_zh(rule->court)) });
    }

    void timetable(std::string_view forum)
    {
        for (auto const* step : forum::timetable_of(made_.forum, forum))
            line("- ", "  ", step->what,
                fmt::format("{}{}",
                    step->period ? (language_ == Language::zh ? "：" : ": ") + time::say(*step->period, language_) : "",
                    step->says.in(language_).empty()
                        ? ""
                        : (language_ == Language::zh ? "；" : "; ") + step->says.in(language_)));
    }

    void paragraph(forum::Words const& words)
    {
        out_ << '\n';
        line("", "", words);
    }
    void title(std::string_view en, std::string_view zh) { out_ << '\n' << say(en, zh) << '\n'; }

private:
    CaseStudy const& made_;
    Language language_;
    std::ostream& out_;

    std::string_view say(std::string_view en, std::string_view zh) const { return language_ == Language::zh ? zh : en; }

    std::string days(int low, int high) const
    {
        if (low == high)
            return language_ == Language::zh ? fmt::format("；{}天", low)
                                             : fmt::format("; {}", counted(static_cast<std::size_t>(low), "day"));
        return fmt::format(fmt::runtime(say("; {} to {} days", "；{}至{}天")), low, high);
    }

    static std::string_view level_zh(forum::CourtLevel level)
    {
        return level == forum::CourtLevel::basic       ? "基层人民法院"
            : level == forum::CourtLevel::intermediate ? "中级人民法院"
                                                       : "高级人民法院";
    }

    void line(std::string_view first, std::string_view then, forum::Words const& words, std::string const& more = {})
    {
        if (auto const& text = words.in(language_); !text.empty())
            out_ << wrap(printable(text + more), width, first, then);
    }
};

int run_filing(Given const& given, Streams streams)
{
    constexpr std::string_view command = "filing";
    Problems problems;
    auto const language = language_of(command, given, Language::en, problems);
    std::optional<Date> last_day;
    if (given.contains("last-day")) {
        if (auto const day = parse_date(value_of(given, "last-day")))
            last_day = *day;
        else
            problems.push_back({ {}, fmt::format("recourse {}: --last-day: {}", command, day.error()), {} });
    }
    int status = answered;
    auto const made = study_case(command, given, std::move(problems), streams, status);
    if (made == nullptr)
        return status;
    auto const kind = value_of(given, "KIND");
    auto const ready = brief::readiness_for(*made->study, kind, last_day);
    if (!ready) {
        say(fmt::format("recourse {}: {}", command, ready.error()), streams.err);
        return input_wrong;
    }
    Printing printing(*made, language, streams.out);
    printing.readiness(*ready);
    if (kind == "complaint" && brief::goes_to_arbitration(*made->study).value_or(false))
        printing.paragraph(
            { "The clause of the case leads to arbitration: a court turns the complaint away if the other "
              "side objects before the first hearing.",
                "本案约定仲裁：对方在首次开庭前提出异议的，法院驳回起诉。" });
    if (kind == "complaint") {
        printing.title("Level of the court by the amount; the region decides where two are named",
            "按标的额的级别管辖；列出两项时由地区决定");
        printing.level();
    }
    if (kind == "complaint" || kind == "cietac") {
        printing.title("Timetable", "时间表");
        printing.timetable(kind == "cietac" ? "cietac" : "prc-court");
    }
    return answered;
}

} // namespace

Subcommand const filing_command { "filing", "Papers that a filing needs, how long each takes, timetable",
    "recourse filing cietac examples/legal/case.toml", words, options, &run_filing };

} // namespace recourse::cli
