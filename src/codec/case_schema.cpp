#include "codec/case_schema.hpp"

#include "codec/json_writer.hpp"
#include "core/case/facts.hpp"

namespace recourse::codec {

namespace {

using casework::FactField;
using casework::FactGroup;
using casework::FactKind;

void key_text(JsonWriter& json, std::string_view key, std::string_view text)
{
    json.key(key);
    json.string(text);
}

void reference(JsonWriter& json, std::string_view definition)
{
    json.begin_object(true);
    key_text(json, "$ref", std::string { "#/$defs/" } += definition);
    json.end_object();
}

/// The name under $defs of what a field holds; empty for words, which every field lists for itself.
std::string_view definition_of(FactGroup const& group, FactField const& field)
{
    switch (field.kind) {
    case FactKind::text:
        if (field.name == "country" || field.name == "payee_country")
            return "country";
        return group.name == "rates" && (field.name == "from" || field.name == "to") ? "currency" : "text";
    case FactKind::word:
        return "";
    case FactKind::text_list:
        return "texts";
    case FactKind::boolean:
        return "boolean";
    case FactKind::date:
        return "date";
    case FactKind::money:
        return "money";
    case FactKind::decimal:
        return "decimal";
    }
    return "";
}

void write_field(JsonWriter& json, FactGroup const& group, FactField const& fact)
{
    json.key(fact.name);
    if (auto const definition = definition_of(group, fact); !definition.empty()) {
        reference(json, definition);
        return;
    }
    json.begin_object(true);
    json.key("enum");
    json.begin_array(true);
    for (auto const& word : fact.words)
        json.string(word);
    json.null();
    json.end_array();
    json.end_object();
}

void write_fields(JsonWriter& json, FactGroup const& group)
{
    for (FactField const& fact : group.fields)
        write_field(json, group, fact);
}

void types(JsonWriter& json, std::initializer_list<std::string_view> names)
{
    json.key("type");
    json.begin_array(true);
    for (auto const name : names)
        json.string(name);
    json.end_array();
}

void record(JsonWriter& json, FactGroup const& group)
{
    json.begin_object();
    types(json, { "object", "null" });
    json.key("additionalProperties");
    json.boolean(false);
    json.key("properties");
    json.begin_object();
    write_fields(json, group);
    json.end_object();
    if (group.name == "rates") {
        json.key("dependentRequired");
        json.begin_object(true);
        json.key("rate");
        json.begin_array(true);
        for (auto const* needed : { "from", "to", "date" })
            json.string(needed);
        json.end_array();
        json.end_object();
    }
    json.end_object();
}

void list(JsonWriter& json, FactGroup const& group)
{
    json.begin_object();
    types(json, { "array", "null" });
    json.key("items");
    record(json, group);
    json.end_object();
}

void inputs(JsonWriter& json)
{
    json.begin_object();
    key_text(json, "description", "Facts that only one rule book asks for, under the programme's name.");
    types(json, { "object", "null" });
    json.key("additionalProperties");
    json.begin_object(true);
    key_text(json, "type", "object");
    json.end_object();
    json.end_object();
}

/// A text that matches a pattern, or null.
void pattern(JsonWriter& json, std::string_view name, std::string_view description, std::string_view regex)
{
    json.key(name);
    json.begin_object();
    key_text(json, "description", description);
    types(json, { "string", "null" });
    key_text(json, "pattern", regex);
    json.end_object();
}

void definitions(JsonWriter& json)
{
    json.begin_object();
    pattern(json, "text", "Not empty.", "\\S");
    pattern(json, "country", "A country: its code of ISO 3166-1 (CN), EU, or its usual English name.", "\\S");
    pattern(json, "date", "A civil day.", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    pattern(json, "money", "An amount, zero or more, and the ISO 4217 code of its currency.",
        "^[0-9]+(\\.[0-9]+)? [A-Z]{3}$");
    pattern(json, "currency", "An ISO 4217 code.", "^[A-Z]{3}$");
    json.key("boolean");
    json.begin_object(true);
    types(json, { "boolean", "null" });
    json.end_object();
    json.key("decimal");
    json.begin_object();
    key_text(json, "description",
        "Digits with at most one point, in quotes or not; read exactly, zero or more. A share lies between 0 and 1, a "
        "percentage between 0 and 100.");
    types(json, { "string", "number", "null" });
    json.end_object();
    json.key("texts");
    json.begin_object();
    types(json, { "array", "null" });
    json.key("items");
    reference(json, "text");
    json.end_object();
    json.end_object();
}

} // namespace

std::string case_schema()
{
    JsonWriter json { JsonStyle::pretty };
    json.begin_object();
    key_text(json, "$schema", "https://json-schema.org/draft/2020-12/schema");
    key_text(json, "title", "Recourse case");
    key_text(json, "description",
        "The facts of one dispute. A key that is absent or null is not known; there are no defaults.");
    key_text(json, "type", "object");
    json.key("additionalProperties");
    json.boolean(false);
    json.key("properties");
    json.begin_object();
    for (FactGroup const& group : casework::fact_groups()) {
        if (group.name.empty()) {
            write_fields(json, group);
            continue;
        }
        json.key(group.name);
        if (group.list)
            list(json, group);
        else
            record(json, group);
    }
    json.key("inputs");
    inputs(json);
    json.end_object();
    json.key("$defs");
    definitions(json);
    json.end_object();
    return json.take() + "\n";
}

} // namespace recourse::codec
