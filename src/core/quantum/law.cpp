#include "core/quantum/law.hpp"

#include <fmt/format.h>

#include <array>

namespace recourse::quantum::law {

namespace {

SourceRef of(std::string_view document, std::string_view title, std::string clause, std::string_view kind,
    std::string_view mark = "primary")
{
    SourceRef source;
    source.document = document;
    source.title = title;
    source.clause = std::move(clause);
    source.kind = kind;
    source.mark = mark;
    return source;
}

constexpr std::string_view between = " · ";

/// The half of a text in this language; the whole where it has one only.
std::string_view half(std::string_view text, Language language)
{
    auto const at = text.find(between);
    if (at == std::string_view::npos)
        return text;
    return language == Language::zh ? text.substr(at + between.size()) : text.substr(0, at);
}

/// Nothing but articles: "art. 18(4)", "arts. 586, 587", "arts. 1 to 5".
bool article(std::string_view clause)
{
    return (clause.starts_with("art. ") || clause.starts_with("arts. "))
        && clause.substr(clause.find(' ')).find_first_not_of(" 0123456789(),to") == std::string_view::npos;
}

std::string in_chinese(std::string_view clause)
{
    std::string numbers { clause.substr(clause.find(' ') + 1) };
    auto const replace = [&](std::string_view old, std::string_view with) {
        for (auto at = numbers.find(old); at != std::string::npos; at = numbers.find(old, at + with.size()))
            numbers.replace(at, old.size(), with);
    };
    replace(", ", "、");
    replace(" to ", "至");
    bool const parts = numbers.find('(') != std::string::npos;
    replace("(", "条第");
    replace(")", "款");
    return "第" + numbers + (parts ? "" : "条");
}

std::string comma_before(std::string_view title, std::string_view clause)
{
    return fmt::format("{}{}", title.empty() || clause.empty() ? "" : "，", clause);
}

std::string_view mark_in_chinese(std::string_view mark)
{
    constexpr std::array words { std::pair { "primary", "原文" }, std::pair { "secondary", "二手资料" },
        std::pair { "unverified", "未核实" }, std::pair { "inference", "推断" }, std::pair { "estimate", "估计" },
        std::pair { "contested", "有争议" } };
    for (auto const& [en, zh] : words)
        if (mark == en)
            return zh;
    return mark;
}

} // namespace

SourceRef civil_code(std::string clause)
{
    return of("civil-code-contract", "Civil Code, Contracts · 民法典合同编", std::move(clause), "statute");
}

SourceRef imputation(std::string clause)
{
    return of("civil-code-contract-2", "Civil Code, Contracts · 民法典合同编", std::move(clause), "statute");
}

SourceRef sale(std::string clause)
{
    return of(
        "sale-int", "Interpretation on contracts of sale · 买卖合同司法解释", std::move(clause), "interpretation");
}

SourceRef contract(std::string clause)
{
    return of("contract-int", "Interpretation on contracts in general · 民法典合同编通则司法解释", std::move(clause),
        "interpretation");
}

SourceRef delay(std::string clause)
{
    return of("delay-int", "Interpretation on interest for late performance · 迟延履行期间债务利息司法解释",
        std::move(clause), "interpretation");
}

SourceRef fees(std::string clause)
{
    return of("fee-measures", "Measures on litigation fees · 诉讼费用交纳办法", std::move(clause), "statute");
}

SourceRef arbitration_fees(std::string clause)
{
    return of("arb-fee1995", "Measures on the fees of arbitration commissions · 仲裁委员会仲裁收费办法",
        std::move(clause), "statute");
}

SourceRef contingency(std::string clause)
{
    return of(
        "conting", "Notice on lawyers' fees, 2021 · 司法发通〔2021〕87号", std::move(clause), "analysis", "secondary");
}

SourceRef contingency_older()
{
    return of("conting-old", "Measures on lawyers' fees, 2006 · 律师服务收费管理办法", "", "weak", "contested");
}

SourceRef costs_note(std::string clause)
{
    return of("cjocost", "A note on what a suit in China costs · 中国诉讼费用说明", std::move(clause), "analysis",
        "secondary");
}

SourceRef unsourced(std::string note)
{
    return of("", "", std::move(note), "", "unverified");
}

SourceRef inferred(SourceRef source)
{
    source.mark = "inference";
    return source;
}

std::string cited(SourceRef const& source, Language language)
{
    auto const title = half(source.title, language);
    auto const clause = half(source.clause, language);
    if (language == Language::zh) {
        auto const text = std::string { title } + (article(clause) ? in_chinese(clause) : comma_before(title, clause));
        return fmt::format("{}［{}］", text.empty() ? "无" : text, mark_in_chinese(source.mark));
    }
    auto const text
        = title.empty() || clause.empty() ? fmt::format("{}{}", title, clause) : fmt::format("{}, {}", title, clause);
    return fmt::format("{} [{}]", text.empty() ? "none" : text, source.mark);
}

} // namespace recourse::quantum::law
