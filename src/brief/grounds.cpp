#include "brief/grounds.hpp"

#include "base/check.hpp"
#include "base/date.hpp"
#include "core/quantum/law.hpp"
#include "papers/figures.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace recourse::brief {

namespace {

constexpr std::string_view ordinal = "第", article = "条";

bool digit(char c)
{
    return c >= '0' && c <= '9';
}

void replace(std::string& text, std::string_view old, std::string_view with)
{
    for (auto at = text.find(old); at != std::string::npos; at = text.find(old, at + with.size()))
        text.replace(at, old.size(), with);
}

/// Where "第583、584条" begins; npos where the text cites no article.
std::size_t first_article(std::string_view text)
{
    for (auto at = text.find(ordinal); at != std::string_view::npos; at = text.find(ordinal, at + ordinal.size()))
        if (at + ordinal.size() < text.size() && digit(text[at + ordinal.size()]))
            return at;
    return std::string_view::npos;
}

/// "第583、584条": "第五百八十三条、第五百八十四条".
std::string in_numerals(std::string_view articles)
{
    std::string out;
    while (!articles.empty()) {
        if (!articles.starts_with(ordinal) || articles.size() == ordinal.size() || !digit(articles[ordinal.size()])) {
            out += articles.front();
            articles.remove_prefix(1);
            continue;
        }
        articles.remove_prefix(ordinal.size());
        while (true) {
            std::uint64_t number = 0;
            char const* const begin = &articles.front(); // a digit stands there
            auto const read = std::from_chars(begin, begin + articles.size(), number);
            out += std::string { ordinal } + papers::chinese_number(number);
            articles.remove_prefix(static_cast<std::size_t>(read.ptr - begin));
            bool again = false;
            for (std::string_view const between : { "、", "至" })
                if (articles.starts_with(between) && articles.size() > between.size()
                    && digit(articles[between.size()])) {
                    out += std::string { article } + std::string { between };
                    articles.remove_prefix(between.size());
                    again = true;
                }
            if (!again)
                break;
        }
    }
    return out;
}

/// The articles of the code are counted through, so that its parts are not named.
std::string_view code_of(std::string_view title)
{
    constexpr std::string_view part = "民法典合同编";
    return title == part ? title.substr(0, std::string_view { "民法典" }.size()) : title;
}

std::string days_of(std::string_view from, Language language)
{
    constexpr std::size_t length = 10;
    std::string out;
    while (!from.empty()) {
        auto const dash = from.find('-');
        if (dash == std::string_view::npos)
            return out.append(from);
        auto const read = dash < 4 ? std::unexpected { std::string {} } : parse_date(from.substr(dash - 4, length));
        auto const day = read ? std::optional { *read } : std::nullopt;
        auto const end = day ? dash - 4 : dash + 1;
        out += from.substr(0, end);
        if (day)
            out += papers::day_of(*day, language);
        from.remove_prefix(day ? end + length : end);
    }
    return out;
}

/// "USD 12,000.00" where the text begins with it: the sum and its length.
std::optional<std::pair<Money, std::size_t>> sum_at(std::string_view text)
{
    constexpr std::size_t code = 3;
    if (text.size() < code + 2 || text[code] != ' ' || !digit(text[code + 1]))
        return std::nullopt;
    auto end = code + 1;
    while (end < text.size() && (digit(text[end]) || text[end] == ',' || text[end] == '.'))
        ++end;
    while (!digit(text[end - 1]))
        --end;
    std::string figures { text.substr(code + 1, end - code - 1) };
    std::erase(figures, ',');
    auto const read = parse_money(figures + " " + std::string { text.substr(0, code) });
    return read ? std::optional { std::pair { *read, end } } : std::nullopt;
}

std::string sums_in_chinese(std::string_view from)
{
    std::string out;
    while (!from.empty()) {
        if (auto const sum = sum_at(from)) {
            out += papers::figure_of(sum->first, Language::zh);
            from.remove_prefix(sum->second);
            continue;
        }
        out += from.front();
        from.remove_prefix(1);
    }
    return out;
}

} // namespace

Words trust_of(casework::SourceRef const& source)
{
    return { quantum::law::cited(source, Language::en), quantum::law::cited(source, Language::zh) };
}

Words ground_of(casework::SourceRef const& source)
{
    if (source.document.empty())
        return {};
    auto cited = trust_of(source);
    if (auto const at = cited.en.rfind(" ["); at != std::string::npos)
        cited.en.resize(at);
    if (auto const at = cited.zh.rfind("［"); at != std::string::npos)
        cited.zh.resize(at);
    auto const at = first_article(cited.zh);
    if (at == std::string::npos)
        return cited;
    std::string title { code_of(std::string_view { cited.zh }.substr(0, at)) };
    constexpr std::string_view comma = "，";
    if (title.ends_with(comma))
        title.resize(title.size() - comma.size());
    replace(title, "《", "〈");
    replace(title, "》", "〉");
    cited.zh = "《" + title + "》" + in_numerals(std::string_view { cited.zh }.substr(at));
    return cited;
}

Words convention_ground(quantum::Head head)
{
    using quantum::Head;
    switch (head) {
    case Head::price_refund:
        return { "CISG, arts. 45, 49", "《联合国国际货物销售合同公约》第四十五条、第四十九条" };
    case Head::price_reduction:
        return { "CISG, arts. 45, 50", "《联合国国际货物销售合同公约》第四十五条、第五十条" };
    case Head::damages:
    case Head::freight:
    case Head::inspection:
    case Head::lost_profit:
        return { "CISG, arts. 45, 74", "《联合国国际货物销售合同公约》第四十五条、第七十四条" };
    case Head::substitute_purchase:
    case Head::storage:
    case Head::liquidated_damages:
    case Head::deposit_doubled:
    case Head::preservation_cost:
    case Head::notary:
    case Head::translation:
    case Head::legal_costs:
    case Head::forum_fee:
    case Head::enforcement_fee:
        return {};
    }
    RECOURSE_ASSERT(false);
}

Words convention_trust()
{
    return { "Ferrari on the buyer's remedies [secondary]", "Ferrari论公约下买方救济（英文）［二手资料］" };
}

Words as_written(Words const& text)
{
    return { days_of(text.en, Language::en), sums_in_chinese(days_of(text.zh, Language::zh)) };
}

} // namespace recourse::brief
