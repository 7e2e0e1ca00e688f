#include "base/wrap.hpp"
#include "catalog/book_inputs.hpp"
#include "cli/commands.hpp"
#include "cli/report.hpp"
#include "cli/rules_folder.hpp"
#include "cli/today.hpp"
#include "codec/precheck_json.hpp"
#include "render/fact_names.hpp"

#include <fmt/format.h>

#include <ostream>

namespace recourse::cli {

namespace {

using assess::Reply;

constexpr std::array words { Positional { "FILE", "the case file with the order and the payments you plan", true } };
constexpr std::array options {
    Option { "as-of", "DATE", "the day of the answer", "the file's as_of, else today in Beijing" },
    Option { "language", "LANGUAGE", "en or zh", "the file's language, else en", false, "en zh" },
    Option { "format", "FORMAT", "text or json", "text", false, "text json" },
    data_option,
};

constexpr std::size_t width = 80;

std::string_view verdict(casework::Verdict verdict, bool zh)
{
    switch (verdict) {
    case casework::Verdict::covered:
        return zh ? "受保障" : "covered";
    case casework::Verdict::partly:
        return zh ? "部分受保障" : "partly covered";
    case casework::Verdict::not_covered:
        return zh ? "不受保障" : "not covered";
    case casework::Verdict::undecided:
        return zh ? "尚不能确定" : "not decided";
    }
    return "";
}

/// The answer as text.
class Text {
public:
    explicit Text(assess::Precheck const& answer) : answer_(answer), zh_(answer.language() == Language::zh) { }

    void print(std::ostream& out) const
    {
        out << wrap(answer_.headline(), width) << '\n';
        row(out, zh_ ? "按计划付款" : "As you plan to pay", answer_.range_text(answer_.planned()));
        row(out, zh_ ? "全部经平台付款" : "All through the platform", answer_.range_text(answer_.through_platform()));
        out << '\n';
        print_payments(out);
        list(out, zh_ ? "应当这样做" : "Do this instead", answer_.to_do());
        print_what_ifs(out);
        std::vector<std::string> missing;
        for (auto const& path : answer_.missing())
            missing.push_back(name_of(path));
        list(out, zh_ ? "尚不清楚的事实" : "What is missing", missing);
        std::vector<std::string> warnings;
        for (auto const& warning : answer_.warnings())
            warnings.push_back(warning.text);
        list(out, zh_ ? "付款之前" : "Before you pay", warnings);
    }

private:
    static void row(std::ostream& out, std::string_view name, std::string const& value)
    {
        std::string label { "  " };
        label += name;
        label.append(28 - display_width(label), ' ');
        out << wrap(value, width, label, std::string(28, ' '));
    }

    static void list(std::ostream& out, std::string_view heading, std::vector<std::string> const& lines)
    {
        if (lines.empty())
            return;
        out << heading << '\n';
        for (auto const& one : lines)
            out << wrap(one, width, "  - ", "    ");
        out << '\n';
    }

    std::string name_of(std::string const& path) const
    {
        auto name = render::fact_name(path, answer_.language());
        return name.empty() ? path : name;
    }

    /// A reason with its rule, the readings that have it, and where it stands.
    std::string why(casework::Reason const& reason) const
    {
        auto text = reason.text;
        for (std::string_view const stop : { ".", "。" })
            if (text.ends_with(stop))
                text.erase(text.size() - stop.size());
        return fmt::format(fmt::runtime(zh_ ? "{}（规则{}{}；{}）" : "{} (rule {}{}; {})"), text, reason.rule,
            reason.reading.empty()
                ? std::string {}
                : fmt::format(fmt::runtime(zh_ ? "，按{}的解释" : ", as read by {}"), reason.reading),
            reason.source.title.empty() ? "-" : reason.source.title);
    }

    /// `of_payment`: without what is said of the defect, which is only supposed.
    void print_reasons(casework::Answer const& answer, bool of_payment, std::ostream& out) const
    {
        if (auto const* best = assess::best_of(answer))
            for (auto const& reason : best->reasons)
                if (assess::speaks(reason) && !(of_payment && !reason.problem.empty()))
                    out << wrap(why(reason), width, "     - ", "       ");
    }

    void print_payments(std::ostream& out) const
    {
        if (answer_.payments().empty())
            return;
        out << (zh_ ? "逐笔来看\n" : "Payment by payment\n");
        for (auto const& one : answer_.payments()) {
            auto const way = !one.inside ? (zh_ ? "付款途径未知" : "which way is not known")
                : *one.inside            ? (zh_ ? "经平台" : "through the platform")
                                         : (zh_ ? "平台以外" : "outside the platform");
            auto const reply = assess::reply_of(one.alone, one.amount);
            auto const would = reply == Reply::yes ? (zh_ ? "将受保障" : "would be covered")
                : reply == Reply::no               ? (zh_ ? "将不受保障" : "would not be covered")
                                     : (zh_ ? "可能部分受保障" : "would be covered in part, or not for certain");
            out << wrap(fmt::format(fmt::runtime(zh_ ? "{}，{}：{}（单独计算：{}）" : "{}, {}: {} (for itself {})"),
                            answer_.amount_text(one.amount), way, would,
                            one.alone.any ? answer_.span(one.alone.range) : std::string { zh_ ? "无" : "nothing" }),
                width, fmt::format("  {}. ", one.number), "     ");
            print_reasons(one.alone.answers.front(), true, out);
        }
        out << '\n';
    }

    void print_what_ifs(std::ostream& out) const
    {
        auto const what_ifs = assess::what_ifs();
        for (std::size_t i = 0; i < what_ifs.size(); ++i) {
            out << (zh_ ? what_ifs[i].zh : what_ifs[i].en) << '\n';
            auto const& answer = answer_.planned().answers[i];
            if (answer.coverage.empty())
                out << (zh_ ? "  没有适用的买家保障规则。\n" : "  No programme of buyer protection applies.\n");
            for (auto const& one : answer.coverage)
                out << wrap(fmt::format(fmt::runtime(zh_ ? "{}：{}，{}" : "{}: {}, {}"), one.name,
                                verdict(one.verdict, zh_), answer_.span(one.range)),
                    width, "  ", "    ");
            print_reasons(answer, false, out);
            out << '\n';
        }
    }

    assess::Precheck const& answer_;
    bool zh_;
};

int precheck(Given const& given, Streams streams)
{
    auto const loaded = load_data(given, streams);
    if (!loaded)
        return data_wrong(given);
    auto const file = load_case("precheck", value_of(given, "FILE"), streams);
    if (!file)
        return input_wrong;
    Problems problems;
    rules::LocalArena arena;
    auto const inputs = catalog::book_inputs(*file, *loaded->world, arena, problems);
    assess::Options chosen;
    chosen.as_of = file->facts.date("as_of").value_or(today());
    if (given.contains("as-of")) {
        if (auto const date = parse_date(value_of(given, "as-of")))
            chosen.as_of = *date;
        else
            problems.push_back({ {}, "recourse precheck: --as-of: " + date.error(), {} });
    }
    auto const stated = file->facts.text("language") == "zh" ? Language::zh : Language::en;
    chosen.language = language_of("precheck", given, stated, problems);
    auto const format = value_of(given, "format", "text");
    if (format != "text" && format != "json")
        problems.push_back(
            { {}, fmt::format("recourse precheck: --format is '{}'; expected text or json", format), {} });
    if (!problems.empty()) {
        say(problems, streams.err);
        return input_wrong;
    }
    chosen.questions = chosen.trace = chosen.forecast = false;
    assess::Precheck const answer(*loaded->world, inputs, chosen, file->facts);
    if (format == "json")
        streams.out << codec::to_json(answer, codec::JsonStyle::pretty) << '\n';
    else
        Text(answer).print(streams.out);
    return answered;
}

} // namespace

Subcommand const precheck_command { "precheck", "Will I still be covered if I pay this way?",
    "recourse precheck order.toml", words, options, &precheck,
    "Write the order and one [[payments]] for each payment you plan. The answer says what would be covered as you plan "
    "to pay and with everything through the platform, payment by payment, and what to do instead." };

} // namespace recourse::cli
