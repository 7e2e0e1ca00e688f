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

/// What a paper calls the two sides of the order, the supplier inside a sentence.
struct Sides {
    Words buyer, supplier;
};

Sides sides_of(papers::Document const& document)
{
    using papers::Receiver;
    if (document.id == "prc-complaint")
        return { { "The Plaintiff", "原告" }, { "the Defendant", "被告" } };
    switch (document.to) {
    case Receiver::tribunal:
        return { { "The Claimant", "申请人" }, { "the Respondent", "被申请人" } };
    case Receiver::court:
        return { { "The Applicant", "申请人" }, { "the Respondent", "被申请人" } };
    case Receiver::police:
        return { { "The reporting company", "控告人" }, { "the supplier", "供应商" } };
    case Receiver::platform:
        return { { "The buyer", "买家" }, { "the seller", "卖家" } };
    case Receiver::supplier:
        return { { "The Buyer", "买方" }, { "the Supplier", "贵司" } };
    case Receiver::registry:
    case Receiver::counsel:
    case Receiver::anyone:
        break;
    }
    return { { "The Buyer", "买方" }, { "the Supplier", "供应商" } };
}

struct Entry {
    Date day;
    Words what;
    std::optional<papers::ExhibitPages> proof {};
};

/// Sentences without their point: an exhibit may follow, the paper sets the point.
class Telling {
public:
    explicit Telling(Filler& filler)
        : filler_(filler)
        , facts_(filler.study.facts)
        , sides_(sides_of(filler.document)) { }

    void tell()
    {
        event("order.date", { "The order was agreed", "订单成立" });
        payments();
        event("delivery.shipped_on", { "The goods were shipped", "货物发运" });
        event("delivery.delivered_on", { "The goods were handed over", "货物交付" });
        problems();
        event("legal.demand_sent_on", by_buyer("demanded payment", "发函催告付款"));
        event("claim.filed_on", by_buyer("opened a claim on the platform", "在平台发起索赔"));
        event("legal.part_paid_on",
            { capital(sides_.supplier.en) + " paid a part", sides_.supplier.zh + "支付部分款项" });
        receipts();
        // An offer is for counsel alone: the other side knows it, and nobody who decides is to hear of it from us.
        if (filler_.to(papers::Receiver::counsel))
            offers();
        // Whom it is to catch unawares must not read of it here.
        if (!filler_.to_the_other_side() && !filler_.to(papers::Receiver::anyone)) {
            event("legal.filed_on", { "The case was filed", "已提交立案（仲裁）申请" });
            event("legal.frozen_on",
                { "Assets of " + sides_.supplier.en + " were frozen", sides_.supplier.zh + "财产被采取保全措施" });
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
    Sides sides_;
    std::vector<Entry> entries_ {};

    static std::string capital(std::string text)
    {
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
        return text;
    }
    Words by_buyer(std::string_view en, std::string_view zh) const
    {
        return { fmt::format("{} {}", sides_.buyer.en, en), fmt::format("{}{}", sides_.buyer.zh, zh) };
    }

    void event(std::string_view fact, Words what)
    {
        if (auto const day = facts_.date(fact))
            entries_.push_back({ *day, std::move(what) });
    }

    /// A dated row of a list, with its amount; `words` makes the sentence.
    template <class F>
    void amounts(std::string_view list, std::string_view day_column, F const& words)
    {
        auto const* listed = filler_.find(list);
        if (listed == nullptr)
            return;
        for (auto const& row : std::get<std::vector<papers::Row>>(listed->is)) {
            auto const day = row.cells.find(day_column);
            auto const amount = row.cells.find("amount");
            if (day == row.cells.end() || amount == row.cells.end())
                continue;
            Entry entry { std::get<Date>(day->second.is), words(row, figure(std::get<Money>(amount->second.is))) };
            if (auto const proof = row.cells.find("proof"); proof != row.cells.end())
                entry.proof = std::get<papers::ExhibitPages>(proof->second.is);
            entries_.push_back(std::move(entry));
        }
    }

    void payments()
    {
        amounts("payments", "date",
            [&](papers::Row const&, Words const& money) { return by_buyer("paid " + money.en, "付款" + money.zh); });
    }

    void receipts()
    {
        amounts("recoveries", "day", [&](papers::Row const& row, Words const& money) {
            auto what = by_buyer("received " + money.en, "收到" + money.zh);
            auto const payer = row.cells.find("payer");
            if (payer == row.cells.end())
                return what;
            auto const& from = std::get<Words>(payer->second.is);
            if (!from.en.empty())
                what.en += " from " + from.en;
            if (!from.zh.empty())
                what.zh += "（付款人：" + from.zh + "）";
            return what;
        });
    }

    void problems()
    {
        for (std::size_t i = 0; i < filler_.count("problems"); ++i) {
            auto const at = fmt::format("problems[{}]", i);
            auto const kind = facts_.text(at + ".kind");
            auto const name = kind ? kind_of_problem(*kind) : Words { "a breach", "违约" };
            event(at + ".found_on", by_buyer("found: " + name.en, "发现：" + name.zh));
            event(at + ".notified_on",
                by_buyer(fmt::format("told {}: {}", sides_.supplier.en, name.en),
                    fmt::format("通知{}：{}", sides_.supplier.zh, name.zh)));
        }
    }

    void offers()
    {
        for (std::size_t i = 0; i < filler_.count("offers"); ++i) {
            auto const at = fmt::format("offers[{}]", i);
            auto const money = facts_.money(at + ".amount");
            auto const text = money ? figure(*money) : Words {};
            event(at + ".date",
                money ? Words { fmt::format("The Supplier offered {}", text.en),
                            fmt::format("供应商提出和解方案，金额{}", text.zh) }
                      : Words { "The Supplier made an offer", "供应商提出和解方案" });
        }
    }
};

/// "60 % of the goods" from the digits of the share.
Words extent(std::string const& share)
{
    auto const percent = percent_of(share);
    if (percent.empty())
        return {};
    return { fmt::format("{} of the goods", percent.en), fmt::format("货物的{}", percent.zh) };
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
        cell(row, "side", Words { "the Supplier", "供应商" }); // a case has offers of the supplier alone
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
    // Where only suits and arbitrations count, a platform's case is none.
    bool const courts_alone = filler.to(papers::Receiver::registry) || filler.document.id == "preservation-renewal";
    if (auto const filed = facts.date("claim.filed_on"); filed && !courts_alone) {
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
