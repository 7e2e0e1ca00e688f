#include "intake/view.hpp"

#include "core/case/fact_forms.hpp"
#include "core/case/facts.hpp"

#include <algorithm>
#include <map>

namespace recourse::intake {

namespace {

std::string bare_path(std::string const& fact)
{
    auto const open = fact.find('['), close = fact.find(']');
    return open == std::string::npos ? fact : fact.substr(0, open) + fact.substr(close + 1);
}

casework::FactWords const* words_of(std::span<casework::FactWords const> all, std::string const& fact)
{
    auto const found = std::ranges::find(all, bare_path(fact), &casework::FactWords::path);
    return found == all.end() ? nullptr : &*found;
}

casework::FactField const& field_of(std::string const& fact)
{
    auto const path = *casework::parse_path(fact);
    return casework::fact_groups()[path.group].fields[path.field];
}

std::string said(std::string const& fact, std::string const& value, casework::FactWords const* words, Language language)
{
    bool const zh = language == Language::zh;
    switch (field_of(fact).kind) {
    case casework::FactKind::boolean:
        return value == "true" ? (zh ? "是" : "yes") : (zh ? "否" : "no");
    case casework::FactKind::money:
        if (auto const money = parse_money(value))
            return display(*money);
        return value;
    case casework::FactKind::word:
        if (words != nullptr && words->words.contains(value))
            return zh ? words->words.at(value).second : words->words.at(value).first;
        return zh ? std::string { casework::chinese_name(value) } : value;
    default:
        return value;
    }
}

void write_value(codec::JsonWriter& json, FactView const& fact)
{
    if (field_of(fact.fact).kind == casework::FactKind::boolean)
        json.boolean(*fact.value == "true");
    else
        json.string(*fact.value);
}

/// Facts come in the order of the schema, so that those of a group, and of an entry of a list, stand together. Entries
/// of which nothing is sure are empty: they are there.
void write_case(codec::JsonWriter& json, std::vector<FactView> const& facts)
{
    auto const groups = casework::fact_groups();
    auto const path = [](FactView const& one) { return *casework::parse_path(one.fact); };
    json.begin_object();
    for (std::uint16_t group = 0; group < groups.size(); ++group) {
        std::size_t items = 0;
        bool any = false;
        for (auto const& fact : facts) {
            if (path(fact).group != group)
                continue;
            items = std::max<std::size_t>(items, path(fact).item + 1);
            any |= fact.value.has_value() || groups[group].list;
        }
        if (!any)
            continue;
        json.key(groups[group].name);
        if (groups[group].list)
            json.begin_array();
        for (std::size_t item = 0; item < items; ++item) {
            json.begin_object();
            for (auto const& fact : facts) {
                if (path(fact).group == group && path(fact).item == item && fact.value) {
                    json.key(groups[group].fields[path(fact).field].name);
                    write_value(json, fact);
                }
            }
            json.end_object();
        }
        if (groups[group].list)
            json.end_array();
    }
    json.end_object();
}

} // namespace

IntakeView view_of(Intake const& intake, std::span<casework::FactWords const> all, Language language)
{
    bool const zh = language == Language::zh;
    IntakeView view;
    std::string kind;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<readers::Kind>>([&](auto one) {
        if (one.value == intake.kind)
            kind = one.name;
    });
    view.file = { intake.file, intake.bytes, std::move(kind), intake.pages };
    for (auto const& remark : intake.remarks)
        view.remarks.push_back({ remark.id, remark.says });
    for (auto const& record : intake.records)
        view.orders.push_back({ record.place, record.number, record.says });
    for (auto const& proposal : intake.proposals) {
        auto const* words = words_of(all, proposal.fact);
        FactView fact { proposal.fact,
            words == nullptr ? proposal.fact
                : zh         ? words->ask_zh
                             : words->ask,
            {}, proposal.sure, {} };
        if (proposal.sure != Sure::ambiguous)
            fact.value = proposal.candidates.front().value;
        for (auto const& one : proposal.candidates)
            fact.candidates.push_back({ one.value, said(proposal.fact, one.value, words, language),
                { intake.file, one.place, one.passage }, because(one, language) });
        view.facts.push_back(std::move(fact));
    }
    return view;
}

void write(codec::JsonWriter& json, IntakeView const& view)
{
    json.begin_object();
    json.key("file");
    codec::to_json(json, view.file);
    json.key("remarks");
    codec::to_json(json, view.remarks);
    json.key("orders");
    codec::to_json(json, view.orders);
    json.key("facts");
    codec::to_json(json, view.facts);
    json.key("case");
    write_case(json, view.facts);
    json.end_object();
}

void write_schema(codec::JsonWriter& json)
{
    json.begin_object();
    json.key("type");
    json.string("object");
    json.key("properties");
    json.begin_object();
    json.key("file");
    codec::described::schema<FileView>(json, false);
    json.key("remarks");
    codec::described::schema<std::vector<RemarkView>>(json, false);
    json.key("orders");
    codec::described::schema<std::vector<RecordView>>(json, false);
    json.key("facts");
    codec::described::schema<std::vector<FactView>>(json, false);
    json.key("case");
    json.begin_object();
    json.key("type");
    json.string("object");
    json.key("description");
    json.string("A case file of the facts that are not ambiguous, as docs/formats/case.schema.json describes it");
    json.end_object();
    json.end_object();
    json.key("required");
    json.begin_array(true);
    for (auto const key : { "file", "remarks", "orders", "facts", "case" })
        json.string(key);
    json.end_array();
    json.key("additionalProperties");
    json.boolean(false);
    json.end_object();
}

} // namespace recourse::intake
