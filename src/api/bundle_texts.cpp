#include "api/bundle_texts.hpp"

#include "api/system_facts.hpp"
#include "packets/page.hpp"
#include "packets/system_statement.hpp"

#include <fmt/format.h>

namespace recourse::api {

namespace {

using packets::Item;
using packets::Words;

constexpr int columns = 160; ///< room for a digest in either language

Words same(std::string const& text)
{
    return { text, text };
}

Words or_unknown(std::string const& text)
{
    return text.empty() ? Words { "not stated", "未填写" } : same(text);
}

packets::Entry entry_of(std::string const& number, evidence::ExhibitState const& one)
{
    auto const& exhibit = one.exhibit;
    auto const& description = exhibit.description;
    Words head { description.title, description.title_zh };
    if (head.en.empty() && head.zh.empty())
        head = same(exhibit.file_name);
    std::vector<Item> items {
        { { "Original name", "原始文件名" }, same(exhibit.file_name) },
        { { "Kind of file", "文件类型" }, or_unknown(exhibit.media_type) },
        { { "Size", "大小" }, { fmt::format("{} bytes", exhibit.size), fmt::format("{} 字节", exhibit.size) } },
        { { "SHA-256", "SHA-256" }, same(to_string(exhibit.digest)) },
        { { "Added on", "收录日期" }, same(to_string(one.on)) },
        { { "Source", "来源" }, or_unknown(exhibit.source.from) },
    };
    return { number, std::move(head), std::move(items), {} };
}

/// The line that a number keeps which is not used again. What was erased has no name any more: it may say as much as
/// the bytes did.
packets::Entry gone_of(std::string const& number, evidence::ExhibitState const& one)
{
    if (one.erased) {
        auto const day = to_string(*one.erased);
        return { number, { "Erased by order", "已依命令删除" },
            { { {},
                { fmt::format("Erased on {}: there are no bytes. The number is not used again.", day),
                    fmt::format("已于 {} 删除，编号不再使用。", day) } } },
            {} };
    }
    auto const& description = one.exhibit.description;
    Words head { description.title, description.title_zh };
    if (head.en.empty() && head.zh.empty())
        head = same(one.exhibit.file_name);
    auto const day = one.withdrawn ? to_string(*one.withdrawn) : std::string {};
    return { number, std::move(head),
        { { {},
              { fmt::format("Withdrawn on {}. The number is not used again.", day),
                  fmt::format("已于 {} 撤回，编号不再使用。", day) } },
            { { "Reason", "理由" }, or_unknown(one.withdrawn_because) } },
        {} };
}

packets::Page list_page(BundleMatter const& matter)
{
    packets::Page page { .title = { "List of exhibits", "证据清单" },
        .subtitle = { matter.state.title, matter.state.title_zh },
        .blocks = {},
        .day = matter.day };
    page.blocks.emplace_back(packets::Particulars { {
        { { "Case", "案件" }, same(to_string(matter.dossier)) },
        { { "Bundle", "证据包" }, same(matter.bundle) },
        { { "Exhibits", "证据数量" }, same(std::to_string(matter.exhibits.size())) },
    } });
    page.blocks.emplace_back(packets::Section { { "Exhibits", "证据" } });
    auto gone = matter.gone.begin();
    auto const gone_before = [&](std::string const* number) {
        for (; gone != matter.gone.end() && (number == nullptr || gone->first < *number); ++gone)
            page.blocks.emplace_back(gone_of(gone->first, gone->second));
    };
    for (auto const& [number, one] : matter.exhibits) {
        gone_before(&number);
        page.blocks.emplace_back(entry_of(number, one));
    }
    gone_before(nullptr);
    page.blocks.emplace_back(packets::Paragraph { { "Number, name, kind, size and digest follow from records in the "
                                                    "log of acts (exhibits.json); title and source "
                                                    "are as stated by whoever added the exhibit.",
        "编号、文件名、类型、大小及哈希值源自操作日志记录（exhibits.json）；标题与来源以提交人陈述为准。" } });
    return page;
}

} // namespace

std::string exhibit_list_text(BundleMatter const& matter)
{
    return to_text(list_page(matter), columns);
}

std::expected<std::vector<vault::seal::Text>, vault::Fault> bundle_texts(
    Desk& desk, BundleMatter const& matter, Instant now)
{
    std::vector<evidence::ExhibitState> exhibits;
    for (auto const& [number, one] : matter.exhibits)
        exhibits.push_back(one);
    // The bundle itself proves its records, so that nothing else has to be shown.
    auto const taken = RECOURSE_TRY(take_out(desk, matter.dossier, matter.role, exhibits, {}, now, Proofs::left_out));
    auto const statement = packets::system_statement(taken.facts, to_string(matter.dossier), {}, matter.day);
    return std::vector<vault::seal::Text> {
        { std::string { vault::seal::list_file }, exhibit_list_text(matter) },
        { std::string { vault::seal::statement_file }, to_text(statement, columns) },
    };
}

} // namespace recourse::api
