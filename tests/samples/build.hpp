#pragma once

#include "base/check.hpp"
#include "core/case/answer.hpp"

#include <string_view>

// Short hands for writing answers by hand.

namespace recourse::samples {

using namespace casework;

inline Money money(std::string_view text)
{
    auto const parsed = parse_money(text);
    RECOURSE_ASSERT(parsed.has_value());
    return *parsed;
}

inline Money usd(std::int64_t whole)
{
    return { whole * 100, *Currency::from_code("USD") };
}
inline Money cny(std::int64_t whole)
{
    return { whole * 100, *Currency::from_code("CNY") };
}

inline Date day(std::string_view text)
{
    auto const parsed = parse_date(text);
    RECOURSE_ASSERT(parsed.has_value());
    return *parsed;
}

inline SourceRef source(std::string_view document, std::string_view title, std::string_view url,
    std::string_view clause, std::string_view kind, std::string_view mark)
{
    return { std::string { document }, std::string { title }, std::string { url }, std::string { clause },
        std::string { kind }, std::string { mark }, day("2026-11-22") };
}

inline SourceRef paid_on_platform()
{
    return source("help-20328873", "How wire transfers are covered",
        "https://service.alibaba.com/buyer/faq_detail/20328873.htm", "", "official", "primary");
}
inline SourceRef claim_help()
{
    return source("help-20155175", "Dispute process of Trade Assurance",
        "https://service.alibaba.com/buyer/faq_detail/20155175.htm", "", "official", "primary");
}
inline SourceRef covered_breaches(std::string_view clause = {})
{
    return source("alifaq-covered", "What is covered by Trade Assurance",
        "https://www.alifaq.org/whats-covered-by-trade-assurance/", clause, "copy", "secondary");
}
inline SourceRef practitioner(std::string_view clause)
{
    return source("ta-vs-legal", "Trade Assurance versus legal action", "", clause, "analysis", "secondary");
}
inline SourceRef contract_code(std::string_view clause)
{
    return source("civil-code-contract", "Civil Code of the PRC, Book Three: Contracts", "https://flk.npc.gov.cn/",
        clause, "statute", "primary");
}
inline SourceRef procedure_law(std::string_view clause)
{
    return source("cpl", "Civil Procedure Law of the PRC", "https://flk.npc.gov.cn/", clause, "statute", "primary");
}
inline SourceRef guess(std::string_view title)
{
    return source("estimates", title, "", "", "estimate", "estimate");
}
inline SourceRef unsourced()
{
    SourceRef none;
    none.mark = "unverified";
    return none;
}

inline std::array<CompareCell, 11> cells(std::array<std::pair<std::string_view, std::string_view>, 11> const& rows)
{
    std::array<CompareCell, 11> out;
    for (std::size_t i = 0; i < rows.size(); ++i)
        out[i] = { std::string { rows[i].first }, std::string { rows[i].second } };
    return out;
}

} // namespace recourse::samples
