#include "brief/filler.hpp"

#include "papers/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

// What happened day by day, each defect by itself, offers and proceedings.

namespace recourse::brief {

namespace {

constexpr std::array<std::string_view, 2> reports { "inspection_report", "lab_report" };
constexpr std::array<std::string_view, 6> defects { "quality", "quantity", "wrong_goods", "damaged",
    "subjective_quality", "counterfeit" };

Words figure(Money money)
{
    return { papers::figure_of(money, Language::en), papers::figure_of(money, Language::zh) };
}

struct Entry {
    Date day;
    Words what;
    std::optional<papers::ExhibitPages> proof {};
};

class Telling {
public:
    explicit Telling(Filler& filler) : filler_(filler), facts_(filler.study.facts) { }

    void tell()
    {
        event("order.date", { "The order was agreed.", "订单成立。" });
        payments();
        event("delivery.shipped_on", { "The goods were shipped.", "货物发运。" });
        event("delivery.delivered_on", { "The goods were handed over.", "货物交付。" });
        problems();
        event("legal.demand_sent_on", { "The Buyer demanded payment.", "买方发函催告付款。" });
        event("claim.filed_on", { "The Buyer opened a claim on the platform.", "买方在平台发起索赔。" });
        event("legal.part_paid_on", { "The supplier paid a part.", "供应商部分付款。" });
        if (!filler_.to_a_judge())
            offers();
        // Whom it is to catch unawares must not read of it here.
        if (!filler_.to_the_other_side() && !filler_.to(papers::Receiver::anyone)) {
            event("legal.filed_on", { "The case was filed.", "已提交立案（仲裁）申请。" });
            event("legal.frozen_on", { "Assets of the supplier were frozen.", "供应商财产被采取保全措施。" });
        }
        std::ranges::stable_sort(entries_, {}, &Entry::day);
        std::vector<papers::Row> rows;
        for (auto& entry : entries_) {
            papers::Row row;
            row.cells.emplace("day", papers::Value { entry.day });
            cell(row, "what", std::move(entry.what));
            cell(row, "proof", std::move(entry.proof));
            rows.push_back(std::move(row));
        }
        filler_.put_rows("story", std::move(rows));
    }

private:
    Filler& filler_;
    casework::Facts const& facts_;
    std::vector<Entry> entries_ {};

    void event(std::string_view fact, Words what)
    {
        if (auto const day = facts_.date(fact))
            entries_.push_back({ *day, std::move(what) });
    }

    void payments()
    {
        auto const* listed = filler_.find("payments");
        if (listed == nullptr)
            return;
        for (auto const& row : std::get<std::vector<papers::Row>>(listed->is)) {
            auto const day = row.cells.find("date");
            auto const amount = row.cells.find("amount");
            if (day == row.cells.end() || amount == row.cells.end())
                continue;
            auto const money = figure(std::get<Money>(amount->second.is));
            Entry entry { std::get<Date>(day->second.is),
                { fmt::format("The Buyer paid {}.", money.en), fmt::format("买方付款{}。", money.zh) } };
            if (auto const proof = row.cells.find("proof"); proof != row.cells.end())
                entry.proof = std::get<papers::ExhibitPages>(proof->second.is);
            entries_.push_back(std::move(entry));
        }
    }

    void problems()
    {
        for (std::size_t i = 0; i < filler_.count("problems"); ++i) {
            auto const at = fmt::format("problems[{}]", i);
            auto const kind = facts_.text(at + ".kind");
            auto const name = kind ? kind_of_problem(*kind) : Words { "a breach", "违约" };
            event(at + ".found_on",
                { fmt::format("The Buyer found: {}.", name.en), fmt::format("买方发现：{}。", name.zh) });
            event(at + ".notified_on",
                { fmt::format("The Buyer told the supplier: {}.", name.en),
                    fmt::format("买方通知供应商：{}。", name.zh) });
        }
    }

    void offers()
    {
        for (std::size_t i = 0; i < filler_.count("offers"); ++i) {
            auto const at = fmt::format("offers[{}]", i);
            auto const money = facts_.money(at + ".amount");
            auto const text = money ? figure(*money) : Words {};
            event(at + ".date",
                money ? Words { fmt::format("An offer of {} was made.", text.en),
                            fmt::format("提出和解方案，金额{}。", text.zh) }
                      : Words { "An offer was made.", "提出和解方案。" });
        }
    }
};

/// "60 % of the goods" from the digits of the share.
Words extent(std::string const& share)
{
    auto const ratio = parse_ratio(share);
    if (!ratio)
        return {};
    auto const percent = to_string(Ratio::of(ratio->numerator * 100, ratio->denominator));
    return { fmt::format("{} % of the goods", percent), fmt::format("货物的{}%", percent) };
}

/// What was agreed, where it is a day.
Words agreed(Filler const& filler, std::string_view kind)
{
    auto const day = kind == "not_shipped" || kind == "shipped_late" ? filler.study.facts.date("order.ship_by")
        : kind == "not_received"                                     ? filler.study.facts.date("order.deliver_by")
                                                                     : std::nullopt;
    if (!day)
        return {};
    bool const shipped = kind != "not_received";
    return { fmt::format("{} by {}", shipped ? "shipment" : "delivery", papers::day_of(*day, Language::en)),
        fmt::format("{}前{}", papers::day_of(*day, Language::zh), shipped ? "发货" : "交货") };
}

void problems(Filler& filler)
{
    auto const& facts = filler.study.facts;
    std::vector<papers::Row> rows;
    for (std::size_t i = 0; i < filler.count("problems"); ++i) {
        auto const at = fmt::format("problems[{}]", i);
        papers::Row row;
        if (auto const kind = facts.text(at + ".kind")) {
            cell(row, "kind", kind_of_problem(*kind));
            cell(row, "term", agreed(filler, *kind));
            if (*kind == "not_shipped" || *kind == "not_received")
                cell(row, "found", kind_of_problem(*kind));
            if (contains(defects, std::string_view { *kind }))
                cell(row, "proof", filler.only_exhibit(reports));
        }
        if (auto const text = facts.text(at + ".description"))
            row.cells.insert_or_assign("found", papers::Value { words_of(*text) });
        if (auto const share = facts.text(at + ".share"))
            cell(row, "extent", extent(*share));
        cell(row, "found_on", facts.date(at + ".found_on"));
        cell(row, "notified_on", facts.date(at + ".notified_on"));
        cell(row, "loss", facts.money(at + ".loss"));
        rows.push_back(std::move(row));
    }
    filler.put_rows("problems", std::move(rows));
}

void offers(Filler& filler)
{
    auto const& facts = filler.study.facts;
    std::vector<papers::Row> rows;
    for (std::size_t i = 0; i < filler.count("offers"); ++i) {
        auto const at = fmt::format("offers[{}]", i);
        papers::Row row;
        cell(row, "day", facts.date(at + ".date"));
        auto const full = facts.boolean(at + ".full_and_final");
        if (auto const amount = facts.money(at + ".amount")) {
            auto const text = figure(*amount);
            cell(row, "terms",
                full.value_or(false) ? Words { text.en + ", full and final", text.zh + "，一次性了结" } : text);
        }
        if (auto const accepted = facts.boolean(at + ".accepted"))
            cell(row, "fate", *accepted ? Words { "accepted", "已接受" } : Words { "not accepted", "未接受" });
        rows.push_back(std::move(row));
        if (i + 1 < filler.count("offers"))
            continue;
        filler.put_date("offer.day", at + ".date");
        filler.put_money("offer.amount", at + ".amount");
        if (full)
            filler.put("offer.full_and_final", *full);
    }
    filler.put_rows("offers", std::move(rows));
}

void proceedings(Filler& filler)
{
    auto const& facts = filler.study.facts;
    std::vector<papers::Row> rows;
    if (auto const filed = facts.date("claim.filed_on")) {
        papers::Row row;
        if (auto const platform = facts.text("order.platform"))
            cell(row, "body", same(*platform));
        cell(row, "kind", Words { "claim on the platform", "平台索赔" });
        cell(row, "day", filed);
        if (auto const word = facts.text("claim.decision"))
            cell(row, "state", decision_of_platform(*word));
        rows.push_back(std::move(row));
    }
    if (auto const filed = facts.date("legal.filed_on"); filed && !filler.to_the_other_side()) {
        papers::Row row;
        if (auto const forum = facts.text("legal.forum")) {
            auto const* institution = filler.study.books.forum.institution(*forum);
            cell(row, "body",
                institution != nullptr ? Words { institution->name.en, institution->name.zh } : words_of(*forum));
        }
        cell(row, "day", filed);
        rows.push_back(std::move(row));
    }
    filler.put_rows("proceedings", std::move(rows));
}

} // namespace

void fill_story(Filler& filler)
{
    Telling(filler).tell();
    problems(filler);
    offers(filler);
    proceedings(filler);
}

} // namespace recourse::brief
