#include "catalog/data_readers.hpp"

#include "base/text.hpp"
#include "core/cover/standing_record.hpp"
#include "time/period.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

// The tables of a rule book that answer "what happens next".

namespace recourse::catalog {

namespace {

constexpr std::array<std::string_view, 3> discretions { "mandatory", "presumptive", "discretionary" };

/// What a table has beside the keys of every rule, separated by blanks.
struct Shape {
    std::string_view table;
    std::string_view keys;
};
constexpr std::array shapes {
    Shape { "reason", "kinds sub_reasons elements burden materiality defences frame" },
    Shape { "evidence", "reasons kind from need within formats size_max language visible_to why" },
    Shape { "presumption", "fact record rebutted_by" },
    Shape { "state", "machine terminal" },
    Shape { "transition", "machine from to on after by silent outcome earliest starts effect awaits share" },
    Shape { "permission", "act by in" },
    Shape { "remedy", "sequence return_by return_paid_by once exclusive_with credit" },
    Shape { "inspection", "firms ordered_by advanced_by borne_by needs" },
    Shape { "funding", "order from recourse" },
    Shape { "fee", "payer amount of" },
    Shape { "quota", "per period most" },
    Shape { "interaction", "with effect does" },
    Shape { "review", "of period test decided_by rounds final forum seat language before" },
    Shape { "sanction", "act points cured lapses from until" },
    Shape { "ladder", "points measure days stops_cover" },
    Shape { "measure", "measure stops_cover lowers_cover percent_left grounds" },
    Shape { "limit", "amount" },
    Shape { "unknown", "what" },
};

/// The words that a key may hold, separated by blanks, where a running programme reads it. A few keys of other tables
/// have the same names and hold what they like.
struct Choice {
    std::string_view table;
    std::string_view key;
    std::string_view words;
};
constexpr std::array choices {
    Choice { "transition", "silent", "buyer seller" },
    Choice {
        "transition", "starts", "opened answered offered escalated evidence-asked return-due return-shipped reopened" },
    Choice { "transition", "effect", "escalate refund close count-as-received" },
    Choice { "transition", "awaits", "answer reply evidence return-shipment return-receipt" },
    Choice { "evidence", "from", "buyer seller carrier inspector" },
    Choice { "evidence", "need", "required optional decisive inadmissible" },
    Choice { "funding", "from", "held supplier-balance bond limit platform" },
    Choice { "interaction", "does", "deducts suspends closes bars" },
    Choice { "review", "of", "decision points measure blacklisting link" },
    Choice { "sanction", "cured", "early late never" },
};

/// Keys that hold a period.
struct Timed {
    std::string_view table;
    std::string_view key;
};
constexpr std::array timed { Timed { "evidence", "within" }, Timed { "review", "period" },
    Timed { "sanction", "lapses" } };

std::vector<std::string_view> split(std::string_view text)
{
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        auto const part = text.substr(0, text.find(' '));
        parts.push_back(part);
        text.remove_prefix(std::min(text.size(), part.size() + 1));
    }
    return parts;
}

/// The texts of a key that holds one or a list of them.
std::vector<codec::Node const*> texts_of(codec::Node const& table, std::string_view key)
{
    std::vector<codec::Node const*> found;
    auto const* value = table.find(key);
    if (value != nullptr && value->is_string())
        found.push_back(value);
    if (value != nullptr && value->is_array()) {
        for (auto const& item : value->items)
            found.push_back(&item);
    }
    return found;
}

void check_words(Entry& entry, codec::Node const& node, std::string_view key, std::span<std::string_view const> allowed)
{
    for (auto const* one : texts_of(node, key)) {
        if (std::ranges::find(allowed, std::string_view { one->text }) == allowed.end())
            entry.problem(*one,
                fmt::format("'{}' is '{}'; expected one of {}", key, one->text, fmt::join(allowed, ", ")),
                did_you_mean(one->text, allowed));
    }
}

/// What a running programme reads has to be readable.
void check_values(Entry& entry, codec::Node const& node, std::string_view table)
{
    for (auto const& choice : choices) {
        if (choice.table == table)
            check_words(entry, node, choice.key, split(choice.words));
    }
    if (table == "evidence") {
        auto const& evidence = casework::fact_groups()[static_cast<std::size_t>(casework::find_group("evidence"))];
        auto const& kinds = evidence.fields[static_cast<std::size_t>(evidence.find("kind"))].words;
        check_words(entry, node, "kind", std::vector<std::string_view> { kinds.begin(), kinds.end() });
        auto const* kind = node.find("kind");
        auto const* need = node.find("need");
        if (kind != nullptr && kind->is_array() && (need == nullptr || need->text != "inadmissible"))
            entry.problem(*kind, "evidence that is asked for is of one kind",
                "only what is inadmissible names several; give each kind its own [[evidence]]");
    }
    if (auto const* left = node.find("percent_left"); left != nullptr && table == "measure") {
        if (!left->is(codec::NodeKind::integer) || left->integer < 0 || left->integer > 99)
            entry.problem(*left, "'percent_left' is no part of a limit", "a whole number from 0 to 99");
    }
    for (auto const& one : timed) {
        if (one.table != table)
            continue;
        for (auto const* value : texts_of(node, one.key)) {
            if (auto const period = time::parse_period(value->text); !period)
                entry.problem(*value, fmt::format("'{}' is no period: {}", one.key, period.error()));
        }
    }
    for (auto const* share : texts_of(node, "share")) {
        auto const ratio = parse_ratio(share->text);
        if (table == "transition" && (!ratio || *ratio < Ratio::whole(0) || Ratio::whole(1) < *ratio))
            entry.problem(*share, "'share' is no share of what is claimed", "digits from 0 to 1, as \"0.5\"");
    }
}

} // namespace

std::span<std::string_view const> provision_tables()
{
    static constexpr auto tables = [] {
        std::array<std::string_view, shapes.size()> names;
        std::ranges::transform(shapes, names.begin(), &Shape::table);
        return names;
    }();
    return tables;
}

cover::Provision read_provision(
    DataFile const& file, codec::Node const& node, std::string_view table, rules::Schema const& schema, Reading with)
{
    Entry entry(file, node, fmt::format("[[{}]]", table), schema, with);
    cover::Provision result;
    result.table = table;
    result.id = entry.need_text("id");
    result.when = entry.expression("when");
    result.says = entry.said("says");
    result.readings = entry.texts("readings");
    result.discretion = entry.choice("discretion", discretions, cover::Discretion::mandatory);
    result.note = entry.text("note").value_or("");
    result.source = entry.source();
    result.place = entry.place();
    if (table == "limit") {
        // A supplier's limit is worked out from its record, not from the facts of one dispute.
        if (result.when)
            entry.problem_at("when", "a limit has no condition", "put it into 'amount'");
        Entry formula(file, node, "[[limit]]", cover::record_schema(), with);
        result.expressions.emplace("amount", formula.need_expression("amount", rules::TypeKind::money));
        entry.allow("amount");
        entry.finish();
        return result;
    }
    check_values(entry, node, table);
    for (auto const key : split(std::ranges::find(shapes, table, &Shape::table)->keys)) {
        entry.allow(key);
        auto const* value = node.find(key);
        if (value == nullptr)
            continue;
        auto const other = fmt::format("{}_zh", key);
        if (value->is(codec::NodeKind::integer))
            result.numbers.emplace(key, value->integer);
        else if (value->is(codec::NodeKind::boolean))
            result.flags.emplace(key, value->boolean);
        else if (value->is_string() && node.find(other) != nullptr)
            result.texts.emplace(key, entry.said(key));
        else if (value->is_string())
            result.words[std::string { key }] = { value->text };
        else if (value->is_array())
            result.words[std::string { key }] = entry.texts(key);
    }
    entry.finish();
    return result;
}

} // namespace recourse::catalog
