#include "packets/system_statement.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::packets {

namespace {

Words same(std::string const& text)
{
    return { text, text };
}

Words unknown()
{
    return { "not known", "未知" };
}

bool empty(Words const& text)
{
    return text.en.empty() && text.zh.empty();
}

Words or_unknown(Words text)
{
    if (empty(text))
        return unknown();
    if (text.en.empty())
        text.en = "stated in Chinese only";
    if (text.zh.empty())
        text.zh = "仅有英文说明";
    return text;
}

Words or_unknown(std::string const& text)
{
    return text.empty() ? unknown() : same(text);
}

/// Each check; of many, how many they are, the last one, and whether any found something wrong.
Words checks(std::vector<SystemCheck> const& all)
{
    if (all.empty())
        return { "none recorded", "无记录" };
    constexpr std::size_t told_one_by_one = 3;
    if (all.size() <= told_one_by_one) {
        Words out;
        for (auto const& one : all) {
            out.en += fmt::format("{}{}: {}, {} looked at, {} wrong", out.en.empty() ? "" : "; ", to_string(one.at),
                one.what.en, one.looked_at, one.wrong);
            out.zh += fmt::format("{}{}：{}，检查 {} 项，异常 {} 项", out.zh.empty() ? "" : "；", to_string(one.at),
                one.what.zh, one.looked_at, one.wrong);
        }
        return out;
    }
    auto const& last = *std::ranges::max_element(all, {}, [](auto const& one) { return one.at; });
    auto const wrong = std::ranges::count_if(all, [](auto const& one) { return one.wrong > 0; });
    return { fmt::format("{} recorded, {} found something wrong; the last at {}: {}, {} looked at, {} wrong",
                 all.size(), wrong, to_string(last.at), last.what.en, last.looked_at, last.wrong),
        fmt::format("记录 {} 次，其中 {} 次发现异常；最近一次 {}：{}，检查 {} 项，异常 {} 项", all.size(), wrong,
            to_string(last.at), last.what.zh, last.looked_at, last.wrong) };
}

/// What is known, and from when on.
Words since(SystemFacts const& facts, Words text)
{
    if (!facts.recorded_since)
        return text;
    auto const from = to_string(*facts.recorded_since);
    return { fmt::format("{}; before {} they were not recorded", text.en, from),
        fmt::format("{}；{} 之前未作记录", text.zh, from) };
}

Words restarts(SystemFacts const& facts)
{
    if (!facts.restarts_known && !facts.recorded_since)
        return unknown();
    if (facts.restarts.empty())
        return since(facts, { "none", "无" });
    auto const last = to_string(std::ranges::max(facts.restarts));
    Words out { fmt::format("{}, the last at {}", facts.restarts.size(), last),
        fmt::format("{} 次，最近一次 {}", facts.restarts.size(), last) };
    if (facts.abrupt > 0) {
        out.en += fmt::format(", {} after a run that did not end in good order", facts.abrupt);
        out.zh += fmt::format("，其中 {} 次之前系统非正常终止", facts.abrupt);
    }
    return since(facts, std::move(out));
}

Words joined(std::vector<Words> const& all)
{
    Words out;
    for (auto const& one : all) {
        out.en += (out.en.empty() ? "" : "; ") + one.en;
        out.zh += (out.zh.empty() ? "" : "；") + one.zh;
    }
    return out;
}

Words incidents(SystemFacts const& facts)
{
    if (!facts.incidents_known && !facts.recorded_since)
        return unknown();
    return since(facts, facts.incidents.empty() ? Words { "none recorded", "无记录" } : joined(facts.incidents));
}

Words log(SystemFacts const& facts)
{
    if (!facts.entries)
        return unknown();
    Words out { fmt::format("{} acts, each bound to all before it by a hash tree (RFC 6962)", *facts.entries),
        fmt::format("{} 条操作记录，以哈希树（RFC 6962）逐条固定", *facts.entries) };
    if (!facts.log_root.empty()) {
        out.en += fmt::format(", {} at {}", facts.log_name, facts.log_root.substr(0, 16));
        out.zh += fmt::format("，{}，根哈希前16位 {}", facts.log_name, facts.log_root.substr(0, 16));
    }
    out.en += facts.records_missing ? fmt::format("; of this case's acts {} without a record", *facts.records_missing)
                                    : "; whether an act of this case is without a record is not known";
    out.zh += facts.records_missing ? fmt::format("；本案操作缺失记录 {} 条", *facts.records_missing)
                                    : "；本案操作是否缺失记录未知";
    return out;
}

} // namespace

std::vector<int> open_factors(SystemFacts const& facts)
{
    std::vector<int> open;
    auto const note = [&](int factor, bool is_open) {
        if (is_open)
            open.push_back(factor);
    };
    note(1, facts.program.empty() || facts.operating_system.empty() || empty(facts.machine));
    note(2, !facts.restarts_known || !facts.incidents_known || empty(facts.clock));
    note(3, facts.self_checks.empty() && facts.audits.empty());
    note(4, !facts.entries || !facts.records_missing || empty(facts.extraction));
    note(5, empty(facts.business));
    note(6, empty(facts.keeper));
    note(7, !facts.others_known);
    return open;
}

Page system_statement(SystemFacts const& facts, std::string const& case_id, Words const& signer, Date day)
{
    Page page { .title = { "Statement on the system", "电子数据存储系统说明" },
        .subtitle = { "For the factors of article 93 of the Provisions on Evidence in Civil Cases (2019)",
            "依据《最高人民法院关于民事诉讼证据的若干规定》（2019）第九十三条" },
        .blocks = {},
        .compact = true,
        .day = day };
    Words period = unknown();
    if (facts.from && facts.to)
        period = { fmt::format("{} to {}", to_string(*facts.from), to_string(*facts.to)),
            fmt::format("{} 至 {}", to_string(*facts.from), to_string(*facts.to)) };
    page.blocks.emplace_back(
        Particulars { { { { "Case", "案件" }, same(case_id) }, { { "Covers", "涵盖期间" }, period } } });

    auto replaced = joined(facts.replaced);
    auto const add = [&](int number, Words head, std::vector<Item> items) {
        page.blocks.emplace_back(Entry { fmt::format("{}", number), std::move(head), std::move(items), {} });
    };
    add(1, { "Whether hardware and software are complete and reliable", "系统硬件、软件环境是否完整、可靠" },
        { { { "Program", "程序" }, or_unknown(facts.program) },
            { { "Operating system", "操作系统" }, or_unknown(facts.operating_system) },
            { { "Machine", "设备" }, or_unknown(facts.machine) },
            { { "Changed meanwhile", "期间变更" },
                empty(replaced) ? Words { "nothing recorded", "无记录" } : replaced } });
    add(2, { "Whether they ran as they should, and if not, with what effect", "系统是否正常运行，异常是否有影响" },
        { { { "Restarts", "重启" }, restarts(facts) }, { { "Incidents", "异常事件" }, incidents(facts) },
            { { "Clock", "时钟来源" }, or_unknown(facts.clock) } });
    add(3, { "Whether there are effective means to find and prevent errors", "是否具备有效的防错监测、核查手段" },
        { { { "Self-checks", "自检" }, checks(facts.self_checks) },
            { { "Audits by others", "外部审计" }, checks(facts.audits) } });
    auto stamps = joined(facts.stamps);
    if (empty(stamps))
        stamps = facts.stamps_known ? Words { "none", "无" } : unknown();
    add(4,
        { "Whether the data was kept, moved and taken out whole, by reliable means",
            "是否完整保存、传输、提取，方法是否可靠" },
        { { { "Log of acts", "操作日志" }, log(facts) },
            { { "Time stamps of an authority", "时间戳机构签署" }, stamps },
            { { "Taking out", "提取" }, or_unknown(facts.extraction) } });
    add(5, { "Whether it was made and kept in ordinary dealings", "是否在正常往来活动中形成和存储" },
        { { {}, or_unknown(facts.business) } });
    add(6, { "Whether who kept, moved and took it out is suitable", "保存、传输、提取主体是否适当" },
        { { {}, or_unknown(facts.keeper) } });
    auto others = joined(facts.others);
    if (empty(others))
        others = facts.others_known ? Words { "none found", "未发现" } : unknown();
    add(7, { "Other factors that bear on it", "影响完整性和可靠性的其他因素" }, { { {}, others } });

    page.blocks.emplace_back(Section { { "What this does not show", "本说明不能证明的事项" } });
    page.blocks.emplace_back(Paragraph {
        { "It speaks of the data from the moment at which it came in. Who made it and whether it was true before then "
          "is shown by other evidence.",
            "本说明仅涉及数据进入系统之后的情况；此前由何人制作、是否真实，须由其他证据证明。" } });
    auto const open = open_factors(facts);
    if (!open.empty()) {
        std::string numbers;
        for (int const one : open)
            numbers += (numbers.empty() ? "" : ", ") + std::to_string(one);
        page.blocks.emplace_back(Paragraph { { fmt::format("Not, or not wholly, known: factors {}.", numbers),
            fmt::format("未知或未完全查明的因素：{}。", numbers) } });
    }
    page.blocks.emplace_back(Signature { or_unknown(signer), day,
        { "Stated by (signature or seal)", "说明人（签名或盖章）" }, { "Day of the statement", "说明日期" } });
    return page;
}

} // namespace recourse::packets
