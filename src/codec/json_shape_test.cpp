#include "codec/json_shape_test.hpp"

#include <regex>
#include <set>

namespace recourse::codec {

namespace json = boost::json;

bool ShapeCheck::has_type(std::string_view type, json::value const& value) const
{
    if (type == "object")
        return value.is_object();
    if (type == "array")
        return value.is_array();
    if (type == "string")
        return value.is_string();
    if (type == "integer")
        return value.is_int64() || value.is_uint64();
    if (type == "number")
        return value.is_number();
    if (type == "boolean")
        return value.is_bool();
    return type == "null" && value.is_null();
}

void ShapeCheck::check(json::object const& rule, json::value const& value, std::string const& at)
{
    static std::set<std::string_view> const known { "$schema", "title", "description", "type", "required", "properties",
        "$defs", "$ref", "items", "enum", "anyOf", "pattern", "minimum", "maximum", "additionalProperties",
        "dependentRequired" };
    for (auto const& [key, ignored] : rule)
        if (!known.contains(key))
            errors_.push_back(at + ": the schema uses '" + std::string { key } + "', which this check does not know");

    if (auto const* ref = rule.if_contains("$ref"))
        check(root_.at("$defs")
                  .at(std::string_view { ref->as_string() }.substr(std::string_view { "#/$defs/" }.size()))
                  .as_object(),
            value, at);
    if (auto const* any = rule.if_contains("anyOf")) {
        bool const fits = std::ranges::any_of(any->as_array(), [&](json::value const& option) {
            ShapeCheck attempt { root_, strict_ };
            attempt.check(option.as_object(), value, at);
            return attempt.errors_.empty();
        });
        if (!fits)
            errors_.push_back(at + ": fits no alternative");
    }
    if (auto const* type = rule.if_contains("type")) {
        bool const fits = type->is_string() ? has_type(type->as_string(), value)
                                            : std::ranges::any_of(type->as_array(),
                                                  [&](json::value const& t) { return has_type(t.as_string(), value); });
        if (!fits) {
            errors_.push_back(at + ": wrong type, is " + json::serialize(value).substr(0, 40));
            return;
        }
    }
    if (auto const* choice = rule.if_contains("enum");
        choice && std::ranges::find(choice->as_array(), value) == choice->as_array().end())
        errors_.push_back(at + ": not one of the words, is " + json::serialize(value).substr(0, 40));
    if (auto const* pattern = rule.if_contains("pattern"); pattern && value.is_string())
        if (!std::regex_search(std::string { value.as_string() }, std::regex { std::string { pattern->as_string() } }))
            errors_.push_back(at + ": does not match the pattern, is " + json::serialize(value));
    if (auto const* least = rule.if_contains("minimum");
        least && value.to_number<std::int64_t>() < least->to_number<std::int64_t>())
        errors_.push_back(at + ": too small");
    if (auto const* most = rule.if_contains("maximum");
        most && value.to_number<std::int64_t>() > most->to_number<std::int64_t>())
        errors_.push_back(at + ": too large");
    if (auto const* required = rule.if_contains("required"))
        for (auto const& key : required->as_array())
            if (!value.as_object().contains(key.as_string()))
                errors_.push_back(at + ": lacks " + std::string { key.as_string() });
    if (auto const* needs = rule.if_contains("dependentRequired"); needs && value.is_object())
        for (auto const& [key, required] : needs->as_object())
            for (auto const& other : required.as_array())
                if (value.as_object().contains(key) && !value.as_object().contains(other.as_string()))
                    errors_.push_back(at + ": lacks " + std::string { other.as_string() });
    auto const* others = rule.if_contains("additionalProperties");
    if (others && value.is_object()) {
        auto const* properties = rule.if_contains("properties");
        for (auto const& [key, child] : value.as_object()) {
            if (properties && properties->as_object().contains(key))
                continue;
            if (others->is_object())
                check(others->as_object(), child, at + "/" + std::string { key });
            else if (!others->as_bool())
                errors_.push_back(at + ": no such key: " + std::string { key });
        }
    }
    if (auto const* properties = rule.if_contains("properties"); properties && value.is_object()) {
        for (auto const& [key, child] : value.as_object()) {
            if (auto const* inner = properties->as_object().if_contains(key))
                check(inner->as_object(), child, at + "/" + std::string { key });
            else if (strict_ && !others)
                errors_.push_back(at + ": unlisted key " + std::string { key });
        }
    }
    if (auto const* items = rule.if_contains("items"); items && value.is_array()) {
        std::size_t i = 0;
        for (auto const& child : value.as_array())
            check(items->as_object(), child, at + "/" + std::to_string(i++));
    }
}

} // namespace recourse::codec
