#include "api/matter_memo.hpp"

#include "brief/shelf.hpp"
#include "core/party/party.hpp"
#include "papers/compose.hpp"

#include <array>
#include <map>

namespace recourse::api {

namespace {

using papers::same;
using papers::Value;
using papers::Words;

constexpr std::string_view memo_id = "handover-memo";

/// A word of the core in both languages; in Chinese the English one where none is here.
Words said(std::string_view english)
{
    static std::map<std::string_view, std::string_view> const chinese { { "price", "货款" }, { "damages", "损害赔偿" },
        { "lost-profit", "可得利益" }, { "liquidated-damages", "违约金" }, { "deposit", "定金" },
        { "interest", "利息" }, { "costs", "费用" }, { "other", "其他" }, { "supplier", "供应商" },
        { "payee", "收款人" }, { "hong-kong", "香港公司" }, { "shareholder", "股东" },
        { "liquidation-member", "清算组成员" }, { "legal-representative", "法定代表人" }, { "guarantor", "保证人" },
        { "operating", "存续" }, { "deregistered", "已注销" }, { "bankrupt", "破产" }, { "clear", "无冲突" },
        { "conflict", "有冲突" }, { "waived", "已豁免" }, { "fixed", "固定收费" }, { "hourly", "计时收费" },
        { "contingency", "风险代理" } };
    auto const found = chinese.find(english);
    return { std::string { english }, std::string { found == chinese.end() ? english : found->second } };
}

class Filling {
public:
    Filling(Desk& desk, MatterPackage const& asked) : desk_(desk), asked_(asked), state_(asked.state) { }

    papers::Values fill() &&
    {
        put("paper.day", desk_.today());
        put_text("handover.to", asked_.to);
        parties();
        order();
        claim();
        days();
        pursued();
        proceedings();
        exhibits();
        if (!state_.checks.empty())
            put("conflict.state", dated(said(matter::word(state_.checks.back().result)), state_.checks.back().on));
        if (state_.engagement)
            put("engagement.state", said(matter::word(state_.engagement->model)));
        return std::move(values_);
    }

private:
    template <class Is>
    void put(std::string_view id, Is is)
    {
        values_.fields.try_emplace(std::string { id }, Value { std::move(is) });
    }
    void put_text(std::string_view id, std::string const& text)
    {
        if (!text.empty())
            put(id, same(text));
    }
    void put_rows(std::string_view id, std::vector<papers::Row> rows)
    {
        if (!rows.empty())
            put(id, std::move(rows));
    }
    template <class Is>
    static void cell(papers::Row& row, std::string_view id, Is is)
    {
        row.cells.emplace(std::string { id }, Value { std::move(is) });
    }
    static void cell_text(papers::Row& row, std::string_view id, std::string const& text)
    {
        if (!text.empty())
            cell(row, id, same(text));
    }
    static Words dated(Words words, Date on)
    {
        return { fmt::format("{}, {}", words.en, to_string(on)), fmt::format("{}，{}", words.zh, to_string(on)) };
    }

    void parties()
    {
        auto const client = peek<party::State>(desk_, { codec::Subject::party, state_.client.number }).state.profile;
        put_text("buyer.name", client.name);
        put_text("buyer.name_zh", client.name_zh);
        for (auto const& one : state_.pursued) {
            if (one.dropped || one.pursued.role != matter::PursuedRole::supplier)
                continue;
            put_text("supplier.name", one.pursued.name);
            put_text("supplier.name_zh", one.pursued.name_zh);
            put_text("supplier.uscc", one.pursued.uscc);
            if (one.pursued.standing != matter::Standing::unknown)
                put("supplier.status", said(matter::word(one.pursued.standing)));
            if (one.pursued.checked_on)
                put("supplier.status_checked_on", *one.pursued.checked_on);
            break;
        }
        put_text("supplier.name", state_.against);
    }

    void order()
    {
        if (!state_.order)
            return;
        auto const order = peek<order::State>(desk_, { codec::Subject::order, state_.order.number }).state;
        put_text("order.number", to_string(state_.order));
        put_text("order.goods", order.terms.goods);
        put("order.value", order.terms.price_goods);
    }

    void claim()
    {
        put("claim.as_of", desk_.today());
        put("claim.total", asked_.figures.claim);
        put("claim.open", asked_.figures.left);
        if (!asked_.figures.received.is_zero())
            put("recovered", asked_.figures.received);
        std::vector<papers::Row> rows;
        for (auto const& [head, on, withdrawn] : state_.heads) {
            if (withdrawn)
                continue;
            papers::Row row;
            cell(row, "what", said(matter::word(head.kind)));
            cell_text(row, "basis", head.basis);
            cell_text(row, "working", head.basis);
            cell(row, "amount", head.amount);
            rows.push_back(std::move(row));
        }
        put_rows("heads", std::move(rows));
    }

    void days()
    {
        auto const en = deadlines_view(desk_, state_, Language::en), zh = deadlines_view(desk_, state_, Language::zh);
        std::vector<papers::Row> rows;
        for (std::size_t i = 0; i < en.deadlines.size(); ++i) {
            auto const &one = en.deadlines[i], &chinese = zh.deadlines[i];
            if (!one.due || one.done || one.stand != limitation::Stand::runs)
                continue;
            Words const counting { fmt::format("{}", fmt::join(one.counting, "; ")),
                fmt::format("{}", fmt::join(chinese.counting, "；")) };
            papers::Row row;
            cell(row, "what", Words { one.what, chinese.what });
            cell(row, "due", *one.due);
            cell(row, "counting", counting);
            cell(row, "missed", Words { one.if_missed, chinese.if_missed });
            rows.push_back(std::move(row));
            if (one.deadline == "limitation") { // the earliest leads where the law is open
                put("limitation.due", *one.due);
                put("limitation.basis", counting);
            }
        }
        put_rows("deadlines", std::move(rows));
        std::vector<papers::Row> acts;
        for (std::size_t i = 0; i < en.acts.size(); ++i) {
            auto const& act = state_.acts[en.acts[i].act - 1].act;
            papers::Row row;
            cell(row, "day", act.on);
            cell(row, "what", said(limitation::word(act.kind)));
            cell(row, "weight", Words { en.acts[i].says, zh.acts[i].says });
            acts.push_back(std::move(row));
        }
        put_rows("interruptions", std::move(acts));
    }

    void pursued()
    {
        std::vector<papers::Row> rows;
        for (auto const& one : state_.pursued) {
            if (one.dropped)
                continue;
            auto const& who = one.pursued;
            papers::Row row;
            cell_text(row, "name", who.name_zh.empty() ? who.name : who.name_zh);
            cell_text(row, "name_en", who.name);
            cell_text(row, "identity", who.uscc);
            cell_text(row, "address", who.address);
            cell(row, "liability", said(matter::word(who.role)));
            rows.push_back(std::move(row));
        }
        put_rows("respondents", std::move(rows));
        std::vector<papers::Row> targets;
        for (auto const& one : state_.preservations) {
            for (auto const& target : one.application.targets) {
                papers::Row row;
                cell(row, "kind", said(limitation::word(target.asset)));
                cell_text(row, "holder", target.holder);
                cell_text(row, "detail", target.what);
                if (target.value)
                    cell(row, "value", *target.value);
                targets.push_back(std::move(row));
            }
        }
        put_rows("targets", std::move(targets));
    }

    void proceedings()
    {
        std::vector<papers::Row> rows;
        for (auto const& one : state_.filings) {
            papers::Row row;
            cell_text(row, "body", one.filing.forum);
            cell(row, "kind", Words { "filing", "立案或仲裁申请" });
            cell_text(row, "number", one.progress.case_number);
            cell(row, "day", one.filing.on);
            if (one.end)
                cell(row, "state", said(matter::word(*one.end)));
            rows.push_back(std::move(row));
        }
        put_rows("proceedings", std::move(rows));
        std::vector<papers::Row> offers;
        for (auto const& one : state_.offers) {
            papers::Row row;
            cell(row, "day", one.on);
            cell(row, "side", one.offer.ours ? Words { "ours", "我方" } : Words { "theirs", "对方" });
            cell_text(row, "terms",
                fmt::format("{}{}{}", display(one.offer.amount), one.offer.terms.empty() ? "" : ", ", one.offer.terms));
            cell(row, "fate", said(matter::word(one.phase)));
            offers.push_back(std::move(row));
        }
        put_rows("offers", std::move(offers));
    }

    void exhibits()
    {
        std::vector<papers::Row> rows;
        for (auto const& one : asked_.exhibits) {
            values_.exhibits.push_back({ to_string(one.id), evidence::mark(one.compartment, one.number), 0 });
            papers::Row row;
            cell(row, "document", papers::ExhibitPages { to_string(one.id), 0, 0 });
            cell_text(row, "why", one.exhibit.description.title);
            rows.push_back(std::move(row));
        }
        put_rows("core_documents", std::move(rows));
    }

    Desk& desk_;
    MatterPackage const& asked_;
    matter::State const& state_;
    papers::Values values_;
};

} // namespace

papers::Values matter_values(Desk& desk, MatterPackage const& asked)
{
    return Filling { desk, asked }.fill();
}

std::expected<papers::Paper, Problems> matter_memo(Desk& desk, MatterPackage const& asked, papers::Setting setting)
{
    // Read once for the process: it is part of the program.
    static auto const shelf = brief::shipped_shelf();
    if (!shelf)
        return std::unexpected(shelf.error());
    auto const* document = (*shelf)->find(memo_id);
    if (document == nullptr)
        return std::unexpected(Problems { { {}, "there is no document handover-memo", {} } });
    papers::Wish wish;
    wish.setting = setting;
    wish.day = desk.today();
    return papers::compose(*document, Filling { desk, asked }.fill(), wish);
}

} // namespace recourse::api
