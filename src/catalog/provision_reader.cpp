#include "catalog/data_readers.hpp"

#include <fmt/format.h>

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
    Shape { "evidence", "reasons kind from need formats size_max language visible_to why" },
    Shape { "presumption", "fact record rebutted_by" },
    Shape { "state", "machine terminal" },
    Shape { "transition", "machine from to on after by silent outcome" },
    Shape { "permission", "act by in" },
    Shape { "remedy", "sequence return_by return_paid_by once exclusive_with credit" },
    Shape { "inspection", "firms ordered_by advanced_by borne_by needs" },
    Shape { "funding", "order from recourse" },
    Shape { "fee", "payer amount of" },
    Shape { "quota", "per period most" },
    Shape { "interaction", "with effect" },
    Shape { "review", "period test decided_by rounds final forum seat language before" },
    Shape { "sanction", "act points cured from until" },
    Shape { "ladder", "points measure days" },
    Shape { "unknown", "what" },
};

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
    std::string_view keys = std::ranges::find(shapes, table, &Shape::table)->keys;
    while (!keys.empty()) {
        auto const key = keys.substr(0, keys.find(' '));
        keys.remove_prefix(std::min(keys.size(), key.size() + 1));
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
