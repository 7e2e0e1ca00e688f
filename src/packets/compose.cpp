#include "packets/compose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace recourse::packets {

namespace {

using receiver::Field;
using receiver::Receiver;

constexpr char const* not_stated_en = "(not stated)";
constexpr char const* not_stated_zh = "（未填写）";

Words same(std::string const& text)
{
    return { text, text };
}

/// What is missing in a language is said there.
Words stated(Words text)
{
    if (text.en.empty())
        text.en = not_stated_en;
    if (text.zh.empty())
        text.zh = not_stated_zh;
    return text;
}

Words joined(Words first, Words const& more, std::string_view en, std::string_view zh)
{
    if (!more.en.empty())
        first.en += (first.en.empty() ? "" : std::string { en }) + more.en;
    if (!more.zh.empty())
        first.zh += (first.zh.empty() ? "" : std::string { zh }) + more.zh;
    return first;
}

Words name_of(Field field)
{
    switch (field) {
    case Field::name:
        return { "Name", "证据名称" };
    case Field::category:
        return { "Kind", "证据种类" };
    case Field::source:
        return { "Source", "证据来源" };
    case Field::collected:
        return { "Collected", "收集" };
    case Field::proves:
        return { "Proves", "证明对象" };
    case Field::content:
        return { "Content in brief", "内容摘要" };
    case Field::date:
        return { "Date", "日期" };
    case Field::pages:
        return { "Pages", "页数" };
    case Field::original:
        return { "Original or copy", "原件/复印件" };
    case Field::form:
        return { "Form", "形式" };
    case Field::digest:
        return { "SHA-256 (first 16)", "SHA-256（前16位）" };
    }
    return {};
}

Words language_name(std::string const& code)
{
    if (code == "zh")
        return { "Chinese", "中文" };
    if (code == "en")
        return { "English", "英文" };
    return same(code);
}

Words said_by(Words by)
{
    by.en = by.en.empty() ? "translator not stated" : "by " + by.en;
    by.zh = by.zh.empty() ? "未注明译者" : "译者：" + by.zh;
    return by;
}

Words form_of(Receiver const& to, Dossier const& dossier, Exhibit const& exhibit)
{
    auto const& form = exhibit.form;
    Words out;
    if (form.foreign_public)
        out = joined(out, { "official document made abroad", "域外公文书证" }, "; ", "；");
    if (form.notarised)
        out = joined(out, { "notarised", "已公证" }, "; ", "；");
    if (form.apostilled)
        out = joined(out, { "apostilled", "已附加证明书" }, "; ", "；");
    if (form.foreign_public && !form.notarised && !form.apostilled)
        out = joined(out, { "neither notarised nor apostilled", "未公证、未附加证明书" }, "; ", "；");
    if (!form.language.empty()) {
        auto const language = language_name(form.language);
        out = joined(out, { "text in " + language.en, "文本为" + language.zh }, "; ", "；");
    }
    for (auto const number : exhibit.translates)
        out = joined(out,
            { fmt::format("translation of {} ({})", label(number), said_by(form.translated_by).en),
                fmt::format("{}的译本（{}）", label_zh(number), said_by(form.translated_by).zh) },
            "; ", "；");
    // What goes along is named by its number; of what is only said to be there the list says that.
    auto const attached = translations_of(to, dossier, exhibit);
    for (auto const* one : attached) {
        auto const language = language_name(one->form.language);
        auto const by = said_by(translator_of(*one, exhibit));
        out = joined(out,
            { fmt::format("with a translation into {}: {} ({})", language.en, label(one->number), by.en),
                fmt::format("附{}译本：{}（{}）", language.zh, label_zh(one->number), by.zh) },
            "; ", "；");
    }
    for (auto const& code : form.translations) {
        if (std::ranges::any_of(attached, [&](auto const* one) { return one->form.language == code; }))
            continue;
        auto const language = language_name(code);
        auto const by = said_by(form.translated_by);
        out = joined(out,
            { fmt::format("a translation into {} is said to be there ({}) and is not attached", language.en, by.en),
                fmt::format("称有{}译本（{}），未随附", language.zh, by.zh) },
            "; ", "；");
    }
    return out;
}

Words pages_of(Exhibit const& exhibit, Surveys const& surveys, BoundPages const& bound)
{
    Words out;
    std::optional<std::size_t> pages;
    if (auto const seen = surveys.find(exhibit.number); seen != surveys.end() && !seen->second.pages.empty())
        pages = seen->second.pages.size();
    else if (exhibit.pages)
        pages = static_cast<std::size_t>(std::max(*exhibit.pages, 0));
    if (pages)
        out = same(std::to_string(*pages));
    if (auto const place = bound.find(exhibit.number); place != bound.end()) {
        auto const last = place->second.first + place->second.pages - 1;
        auto const range = last > place->second.first ? fmt::format("{}–{}", place->second.first, last)
                                                      : std::to_string(place->second.first);
        if (!pages)
            out = same(std::to_string(place->second.pages));
        out.en += fmt::format(", bound as {}", range);
        out.zh += fmt::format("，装订页码 {}", range);
    }
    return stated(out);
}

Words dates_of(Exhibit const& exhibit)
{
    if (!exhibit.from)
        return stated({});
    if (!exhibit.to || *exhibit.to == *exhibit.from)
        return same(to_string(*exhibit.from));
    return { fmt::format("{} to {}", to_string(*exhibit.from), to_string(*exhibit.to)),
        fmt::format("{} 至 {}", to_string(*exhibit.from), to_string(*exhibit.to)) };
}

Words value_of(Field field, Receiver const& to, Dossier const& dossier, Exhibit const& exhibit, Surveys const& surveys,
    BoundPages const& bound)
{
    switch (field) {
    case Field::name:
        return stated(exhibit.name);
    case Field::category:
        return exhibit.category ? words(*exhibit.category) : stated({});
    case Field::source:
        return stated(exhibit.source);
    case Field::collected: {
        auto out = exhibit.collected_by;
        if (exhibit.collected_on)
            out = joined(out, same(to_string(*exhibit.collected_on)), ", ", "，");
        return stated(out);
    }
    case Field::proves:
        return stated(exhibit.proves);
    case Field::content:
        return stated(exhibit.content);
    case Field::date:
        return dates_of(exhibit);
    case Field::pages:
        return pages_of(exhibit, surveys, bound);
    case Field::original:
        switch (exhibit.original) {
        case Originality::original:
            return { "original", "原件" };
        case Originality::copy:
            return { "copy", "复印件" };
        case Originality::unknown:
            return stated({});
        }
        return {};
    case Field::form:
        return stated(form_of(to, dossier, exhibit));
    case Field::digest:
        return same(to_string(exhibit.digest).substr(0, 16));
    }
    return {};
}

/// What is in no group comes last.
int group_order(Exhibit const* one)
{
    return one->group == 0 ? std::numeric_limits<int>::max() : one->group;
}

} // namespace

std::vector<Exhibit const*> in_order(receiver::List const& list, Dossier const& dossier)
{
    std::vector<Exhibit const*> order;
    order.reserve(dossier.exhibits.size());
    for (auto const& exhibit : dossier.exhibits)
        order.push_back(&exhibit);
    std::ranges::stable_sort(order, {}, [](auto const* one) { return one->number; });
    if (list.order == receiver::Order::group)
        std::ranges::stable_sort(order, {}, &group_order);
    return order;
}

namespace {

/// What the receiver calls who asks and who answers.
std::pair<Words, Words> roles(receiver::Kind kind)
{
    switch (kind) {
    case receiver::Kind::arbitration:
        return { { "Claimant", "申请人" }, { "Respondent", "被申请人" } };
    case receiver::Kind::court:
        return { { "Plaintiff", "原告" }, { "Defendant", "被告" } };
    case receiver::Kind::police:
        return { { "Reported by", "报案人" }, { "Against", "被控告人" } };
    case receiver::Kind::card_network:
    case receiver::Kind::payment_service:
        return { { "Disputed by", "争议提出方" }, { "Other side", "对方" } };
    case receiver::Kind::platform:
        return { { "Complaint of", "投诉方" }, { "Against", "被投诉方" } };
    case receiver::Kind::inspector:
        return { { "For", "委托方" }, { "Other side", "对方" } };
    }
    return {};
}

void parties(Receiver const& to, Dossier const& dossier, std::vector<Block>& out)
{
    auto [asks, answers] = roles(to.kind);
    // An inspector works for who asks him, and to the police only who reports hands in.
    if (dossier.defends && to.kind != receiver::Kind::inspector && to.kind != receiver::Kind::police)
        std::swap(asks, answers);
    Particulars particulars;
    auto const list = [&](std::vector<Party> const& all, Words const& role) {
        for (auto const& party : all) {
            auto value = stated(party.name);
            value = joined(value, party.address, ", ", "，");
            bool const said = !party.role.en.empty() || !party.role.zh.empty();
            particulars.items.push_back({ said ? stated(party.role) : role, value });
        }
    };
    list(dossier.own, asks);
    list(dossier.opponents, answers);
    particulars.items.push_back({ { "Our case", "本方案号" }, same(dossier.case_id) });
    // Who receives it first has given no number yet.
    if (!dossier.reference.empty())
        particulars.items.push_back({ { "Your reference", "贵方编号" }, same(dossier.reference) });
    out.emplace_back(std::move(particulars));
}

/// The line that keeps a number which is not used again. What was erased has no name any more: it may say as much as
/// the bytes did.
Entry gone(Exhibit const& exhibit)
{
    auto const on = exhibit.gone_on ? to_string(*exhibit.gone_on) : std::string {};
    auto const en = on.empty() ? std::string {} : " on " + on;
    auto const zh = on.empty() ? std::string {} : "于 " + on + " ";
    if (exhibit.erased)
        return { label(exhibit.number), { "Erased by order", "已依命令删除" },
            { { {},
                { fmt::format("Erased{}: there are no bytes. The number is not used again.", en),
                    fmt::format("已{}删除，编号不再使用。", zh) } } },
            {} };
    return { label(exhibit.number), stated(exhibit.name),
        { { {},
            { fmt::format("Withdrawn{}. The number is not used again.", en),
                fmt::format("已{}撤回，编号不再使用。", zh) } } },
        {} };
}

void exhibits(Receiver const& to, Dossier const& dossier, Surveys const& surveys, BoundPages const& bound,
    std::vector<Block>& out)
{
    int group = 0;
    bool first = true;
    for (auto const* exhibit : in_order(to.list, dossier)) {
        if (to.list.order == receiver::Order::group && (first || exhibit->group != group)) {
            first = false;
            group = exhibit->group;
            out.emplace_back(Section { group_title(dossier, group) });
        }
        if (is_gone(*exhibit)) {
            out.emplace_back(gone(*exhibit));
            continue;
        }
        Entry entry { label(exhibit->number), stated(exhibit->name), {},
            bound.contains(exhibit->number) ? exhibit->number : Number {} };
        for (auto const field : to.list.fields)
            if (field != Field::name && !(field == Field::form && form_of(to, dossier, *exhibit) == Words {}))
                entry.items.push_back({ name_of(field), value_of(field, to, dossier, *exhibit, surveys, bound) });
        out.emplace_back(std::move(entry));
    }
}

/// An exhibit that goes in as a file: what the file is called, and what the list says of it. Pages are left out of what
/// has none that were counted.
Entry as_file(Receiver const& to, Dossier const& dossier, Exhibit const& exhibit, Surveys const& surveys)
{
    Entry entry { label(exhibit.number), stated(exhibit.name),
        { { { "File", "文件" }, same(file_name(exhibit, to.names)) } }, {} };
    for (auto const field : to.list.fields) {
        if (field == Field::name || (field == Field::pages && !exhibit.pages && !surveys.contains(exhibit.number)))
            continue;
        entry.items.push_back({ name_of(field), value_of(field, to, dossier, exhibit, surveys, {}) });
    }
    return entry;
}

/// A slot that only we make of the receiver's form has no name there.
Words slot_title(receiver::Slot const& slot)
{
    if (slot.source.mark == "inference")
        return slot.name;
    return { fmt::format("Slot {}: {}", slot.id, slot.name.en), fmt::format("栏位 {}：{}", slot.id, slot.name.zh) };
}

Item copies(Receiver const& to, Dossier const& dossier)
{
    auto const opponents = static_cast<int>(dossier.opponents.size());
    auto const count = copies_for(to.copies, opponents, dossier.sole_arbitrator);
    Words value { "not known: ask before handing in", "未查到，提交前请核实" };
    if (count) {
        value = { fmt::format("{} ({} {}{})", *count, opponents, opponents == 1 ? "opponent" : "opponents",
                      dossier.sole_arbitrator && to.copies.sole_fewer > 0 ? ", sole arbitrator" : ""),
            fmt::format("{} 份（对方当事人 {} 名{}）", *count, opponents,
                dossier.sole_arbitrator && to.copies.sole_fewer > 0 ? "，独任仲裁员" : "") };
    }
    return { { "Copies", "份数" }, value };
}

void chronology(Receiver const& to, Dossier const& dossier, std::vector<Block>& out)
{
    auto const slots = slots_of(to, dossier);
    auto const named = [&](Number number) -> Words {
        auto const found = std::ranges::find(dossier.exhibits, number, &Exhibit::number);
        if (found == dossier.exhibits.end() || is_enclosed(to, *found, slots))
            return same(label(number));
        return { label(number) + " (not enclosed)", label(number) + "（未随附）" };
    };
    if (dossier.chronology.empty())
        return;
    out.emplace_back(Section { { "What happened", "事实经过" } });
    for (auto const& fact : dossier.chronology) {
        Words numbers;
        for (auto const number : fact.exhibits)
            numbers = joined(numbers, named(number), ", ", "、");
        auto when = fact.day ? same(to_string(*fact.day)) : fact.when;
        if (when == Words {})
            when = { "Day not stated", "日期未注明" };
        Entry entry { "", stated(when), { { {}, stated(fact.says) } }, {} };
        if (!numbers.en.empty())
            entry.items.push_back({ { "Exhibits", "证据" }, numbers });
        out.emplace_back(std::move(entry));
    }
}

Words total(Receiver const& to, Dossier const& dossier)
{
    auto const slots = slots_of(to, dossier);
    auto const handed_in
        = std::ranges::count_if(dossier.exhibits, [&](auto const& one) { return is_enclosed(to, one, slots); });
    return { fmt::format("{} {}", handed_in, handed_in == 1 ? "exhibit" : "exhibits"),
        fmt::format("共 {} 份证据", handed_in) };
}

} // namespace

Words group_title(Dossier const& dossier, int number)
{
    if (number == 0)
        return dossier.groups.empty() ? Words { "Exhibits", "证据" } : Words { "In no group", "未分组证据" };
    Words out { fmt::format("Group {}", number), group_zh(number) + "证据" };
    for (auto const& group : dossier.groups)
        if (group.number == number)
            out = joined(out, stated(group.name), ": ", "：");
    return out;
}

bool english_only(Receiver const& to)
{
    return to.languages.takes == std::vector<std::string> { "en" };
}

Page list_page(Receiver const& to, Dossier const& dossier, Surveys const& surveys, BoundPages const& bound)
{
    Page page { .title = to.list.title, .subtitle = dossier.title, .blocks = {}, .day = dossier.day };
    parties(to, dossier, page.blocks);
    auto& particulars = std::get<Particulars>(page.blocks.back());
    particulars.items.push_back({ { "To", "致" }, to.name });
    if (to.list.signed_)
        particulars.items.push_back(copies(to, dossier));
    particulars.items.push_back({ { "In all", "合计" }, total(to, dossier) });
    if (to.list.order == receiver::Order::number)
        page.blocks.emplace_back(Section { { "Exhibits", "证据" } });
    exhibits(to, dossier, surveys, bound, page.blocks);
    if (to.list.signed_)
        page.blocks.emplace_back(Signature { stated(dossier.signer), dossier.day });
    page.chinese = !english_only(to);
    return page;
}

Page covering_page(Receiver const& to, Dossier const& dossier, Surveys const& surveys)
{
    Page page { .title = { "Covering note", "提交说明" }, .subtitle = dossier.title, .blocks = {}, .day = dossier.day };
    page.chinese = !english_only(to);
    parties(to, dossier, page.blocks);
    auto& particulars = std::get<Particulars>(page.blocks.back());
    particulars.items.push_back({ { "To", "致" }, to.name });
    particulars.items.push_back({ { "What is asked", "请求" }, stated(dossier.asks) });
    particulars.items.push_back({ { "In all", "合计" }, total(to, dossier) });

    auto const put = slots_of(to, dossier);
    auto const file = [&](Exhibit const& exhibit) { page.blocks.emplace_back(as_file(to, dossier, exhibit, surveys)); };
    auto const order = in_order({ .title = {}, .fields = {}, .required = {}, .source = {} }, dossier);
    for (auto const& slot : to.slots) {
        bool begun = false;
        for (auto const* exhibit : order) {
            auto const found = put.find(exhibit->number);
            if (found == put.end() || found->second != &slot)
                continue;
            if (!std::exchange(begun, true))
                page.blocks.emplace_back(Section { slot_title(slot) });
            file(*exhibit);
        }
    }
    bool begun = false;
    for (auto const* exhibit : order) {
        if (!is_enclosed(to, *exhibit, put) || put.contains(exhibit->number))
            continue;
        if (!std::exchange(begun, true))
            page.blocks.emplace_back(Section { { "Files", "文件" } });
        file(*exhibit);
    }
    begun = false;
    for (auto const* exhibit : order) {
        if (!is_gone(*exhibit))
            continue;
        if (!std::exchange(begun, true))
            page.blocks.emplace_back(Section { { "Numbers that are not used again", "不再使用的编号" } });
        page.blocks.emplace_back(gone(*exhibit));
    }
    chronology(to, dossier, page.blocks);
    return page;
}

Page inspector_page(Receiver const& to, Dossier const& dossier, Surveys const& surveys)
{
    Page page { .title = { "Brief for the inspector", "检验委托说明" },
        .subtitle = dossier.title,
        .blocks = {},
        .day = dossier.day };
    parties(to, dossier, page.blocks);
    auto& particulars = std::get<Particulars>(page.blocks.back());
    // What is claimed is nothing for the inspector, who is to find and not to judge.
    particulars.items.push_back({ { "To", "致" }, to.name });
    page.blocks.emplace_back(Section { { "Questions", "检验问题" } });
    if (dossier.questions.empty())
        page.blocks.emplace_back(Paragraph { { "No question is put yet.", "尚未提出检验问题。" } });
    int number = 0;
    for (auto const& question : dossier.questions)
        page.blocks.emplace_back(Entry { fmt::format("{}.", ++number), stated(question), {}, {} });
    auto const put = slots_of(to, dossier);
    for (auto const& slot : to.slots) {
        page.blocks.emplace_back(Section { slot.name });
        bool any = false;
        for (auto const* exhibit : in_order(to.list, dossier)) {
            auto const found = put.find(exhibit->number);
            if (found == put.end() || found->second != &slot)
                continue;
            any = true;
            page.blocks.emplace_back(as_file(to, dossier, *exhibit, surveys));
        }
        if (!any)
            page.blocks.emplace_back(Paragraph { { "Nothing is there.", "无。" } });
    }
    chronology(to, dossier, page.blocks);
    return page;
}

Page police_page(Receiver const& to, Dossier const& dossier, Surveys const& surveys, BoundPages const& bound)
{
    Page page { .title = { "Annex to a police report", "报案材料附件" },
        .subtitle = dossier.title,
        .blocks = {},
        .day = dossier.day };
    parties(to, dossier, page.blocks);
    auto& particulars = std::get<Particulars>(page.blocks.back());
    particulars.items.push_back({ { "To", "致" }, to.name });
    particulars.items.push_back({ { "What is reported", "报案事由" }, stated(dossier.asks) });
    particulars.items.push_back(copies(to, dossier));
    chronology(to, dossier, page.blocks);
    page.blocks.emplace_back(Section { to.list.title });
    exhibits(to, dossier, surveys, bound, page.blocks);
    page.blocks.emplace_back(Signature { stated(dossier.signer), dossier.day });
    return page;
}

} // namespace recourse::packets
