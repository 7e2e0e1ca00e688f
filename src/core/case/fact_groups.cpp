#include "core/case/facts.hpp"

#include "core/case/evidence_kinds.hpp"

#include <fmt/format.h>

#include <charconv>

// The schema of facts: what a case file may say, and the names that rule books use. Published as
// docs/formats/case.schema.json; a name once published is never given another meaning.

namespace recourse::casework {

namespace {

FactField text(std::string name)
{
    return { std::move(name), FactKind::text, {} };
}
FactField texts(std::string name)
{
    return { std::move(name), FactKind::text_list, {} };
}
FactField boolean(std::string name)
{
    return { std::move(name), FactKind::boolean, {} };
}
FactField date(std::string name)
{
    return { std::move(name), FactKind::date, {} };
}
FactField money(std::string name)
{
    return { std::move(name), FactKind::money, {} };
}
FactField decimal(std::string name)
{
    return { std::move(name), FactKind::decimal, {} };
}
FactField word(std::string name, std::vector<std::string> words)
{
    return { std::move(name), FactKind::word, std::move(words) };
}

FactGroup record(std::string name, std::vector<FactField> fields)
{
    return { std::move(name), false, std::move(fields) };
}
FactGroup list(std::string name, std::vector<FactField> fields)
{
    return { std::move(name), true, std::move(fields) };
}

std::vector<FactGroup> make_groups()
{
    return {
        record("", { text("title"), date("as_of"), word("language", { "en", "zh" }) }),
        record("order",
            { word("channel", { "platform", "direct" }), text("platform"), text("number"), date("date"), money("value"),
                text("goods"), boolean("custom_made"), boolean("own_use"), text("incoterm"),
                word("shipping_mode", { "express", "air", "sea", "land", "post" }), date("ship_by"), date("deliver_by"),
                boolean("spec_written"), text("arbitration"), text("court_clause"), text("governing_law"),
                decimal("liquidated_damages_percent") }),
        list("payments",
            { date("date"), money("amount"), word("purpose", { "deposit", "balance", "full", "other" }),
                word("method",
                    { "card", "wire", "paypal", "western_union", "letter_of_credit", "cash", "crypto", "other" }),
                boolean("through_platform"),
                word("payee", { "platform", "supplier_company", "personal", "third_party_company" }),
                text("payee_country"), text("bank_reference"),
                word("card_network", { "visa", "mastercard", "amex", "jcb", "unionpay", "other" }) }),
        record("delivery",
            { word("state", { "not_shipped", "shipped", "delivered", "refused" }), date("shipped_on"),
                date("delivered_on"), date("receipt_confirmed_on"), date("order_closed_on") }),
        list("problems",
            { word("kind",
                  { "not_shipped", "shipped_late", "not_received", "quality", "quantity", "wrong_goods", "damaged",
                      "subjective_quality", "counterfeit", "ip_infringement", "deposit_fraud", "contract_breach",
                      "payment_diverted", "goods_withheld" }),
                date("found_on"), date("notified_on"), text("description"), boolean("verifiable"), money("loss"),
                decimal("share"), boolean("accepted_by_buyer") }),
        record("losses", { money("consequential"), money("freight"), money("inspection"), money("other") }),
        record("supplier",
            { text("name"), text("name_zh"), text("country"), text("uscc"), boolean("gold"), money("assurance_limit"),
                money("limit_remaining"),
                word("status",
                    { "operating", "silent", "abnormal", "deregistering", "deregistered", "revoked", "liquidating",
                        "bankrupt" }),
                date("status_checked_on"), boolean("assets_known"), boolean("platform_member") }),
        record("buyer", { text("name"), text("country"), text("tier") }),
        record("communication",
            { word("on_platform", { "all", "mostly", "partly", "none" }), texts("channels"),
                boolean("supplier_admission"), boolean("supplier_promise"), boolean("supplier_threat") }),
        list("rates", { text("from"), text("to"), decimal("rate"), date("date"), text("source") }),
        record("claim",
            { date("filed_on"), text("stage"),
                word("decision", { "granted", "partly", "rejected", "closed_no_response", "withdrawn" }),
                money("awarded") }),
        list("offers", { date("date"), money("amount"), boolean("full_and_final"), boolean("accepted") }),
        record("legal",
            { date("demand_sent_on"), date("part_paid_on"), date("filed_on"), text("forum"), date("frozen_on"),
                date("award_on") }),
        list("evidence",
            { word("kind", std::vector<std::string>(evidence_kinds.begin(), evidence_kinds.end())), date("date"),
                boolean("original"), text("note") }),
    };
}

} // namespace

int FactGroup::find(std::string_view field) const
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name == field)
            return static_cast<int>(i);
    }
    return -1;
}

std::span<FactGroup const> fact_groups()
{
    static std::vector<FactGroup> const groups = make_groups();
    return groups;
}

int find_group(std::string_view name)
{
    auto const groups = fact_groups();
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (groups[i].name == name)
            return static_cast<int>(i);
    }
    return -1;
}

std::string to_string(FactPath path)
{
    auto const& group = fact_groups()[path.group];
    auto const& field = group.fields[path.field].name;
    if (group.name.empty())
        return field;
    return group.list ? fmt::format("{}[{}].{}", group.name, path.item, field)
                      : fmt::format("{}.{}", group.name, field);
}

std::optional<FactPath> parse_path(std::string_view text)
{
    auto const point = text.rfind('.');
    auto head = point == std::string_view::npos ? std::string_view {} : text.substr(0, point);
    auto const name = point == std::string_view::npos ? text : text.substr(point + 1);

    std::uint16_t item = 0;
    auto const bracket = head.find('[');
    bool const positioned = bracket != std::string_view::npos;
    if (positioned) {
        auto const digits = head.substr(bracket + 1);
        auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), item);
        if (error != std::errc {} || digits.substr(static_cast<std::size_t>(end - digits.data())) != "]")
            return std::nullopt;
        head = head.substr(0, bracket);
    }
    int const group = find_group(head);
    // "" names the first group only where nothing stands before the field's name.
    if (group < 0 || (head.empty() && point != std::string_view::npos))
        return std::nullopt;
    auto const& schema = fact_groups()[static_cast<std::size_t>(group)];
    int const field = schema.find(name);
    if (field < 0 || schema.list != positioned)
        return std::nullopt;
    return FactPath { static_cast<std::uint16_t>(group), item, static_cast<std::uint16_t>(field) };
}

} // namespace recourse::casework
