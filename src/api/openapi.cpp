#include "api/operation.hpp"

#include <fmt/format.h>

#include <map>

namespace recourse::api {

namespace {

using codec::JsonWriter;

/// "post" of a method.
std::string verb(http::Method method)
{
    std::string word { http::to_string(method) };
    for (auto& c : word)
        c = static_cast<char>(c - 'A' + 'a');
    return word;
}

void member(JsonWriter& json, std::string_view key, std::string_view text)
{
    json.key(key);
    json.string(text);
}

/// `words`: the only values; a list of them where several may stand with commas between.
void parameter(JsonWriter& json, std::string_view name, std::string_view in, bool required, std::string_view says,
    std::vector<std::string> const& words = {}, bool list = false)
{
    json.begin_object();
    member(json, "name", name);
    member(json, "in", in);
    json.key("required");
    json.boolean(required);
    if (!says.empty())
        member(json, "description", says);
    if (list) {
        member(json, "style", "form");
        json.key("explode");
        json.boolean(false);
    }
    json.key("schema");
    json.begin_object(true);
    if (list) {
        member(json, "type", "array");
        json.key("items");
        json.begin_object(true);
    }
    member(json, "type", "string");
    if (!words.empty()) {
        json.key("enum");
        json.begin_array(true);
        for (auto const& word : words)
            json.string(word);
        json.end_array();
    }
    if (list)
        json.end_object();
    json.end_object();
    json.end_object();
}

/// "what it is for: the values that it takes".
std::string said(QueryMember const& one)
{
    return one.says.empty() || one.takes.empty() ? one.says + one.takes : fmt::format("{}: {}", one.says, one.takes);
}

void parameters(JsonWriter& json, Operation const& row)
{
    json.key("parameters");
    json.begin_array();
    std::string_view path = row.path;
    for (auto at = path.find('{'); at != std::string_view::npos; at = path.find('{', at + 1))
        parameter(json, path.substr(at + 1, path.find('}', at) - at - 1), "path", true, {});
    for (auto const& one : row.query)
        parameter(json, one.name, "query", one.is_needed, said(one), one.words, one.is_list);
    if (row.is_command) {
        parameter(
            json, "Idempotency-Key", "header", true, "The same key with the same body: the same answer, for ever");
        parameter(json, "If-Match", "header", false, "The ETag of the version that the command is meant for");
    }
    json.end_array();
}

void content(JsonWriter& json, std::string_view type, Schema const& schema)
{
    json.key("content");
    json.begin_object();
    json.key(type);
    json.begin_object();
    json.key("schema");
    if (schema)
        schema(json);
    else {
        json.begin_object(true);
        member(json, "type", "string");
        json.end_object();
    }
    json.end_object();
    json.end_object();
}

void responses(JsonWriter& json, Operation const& row)
{
    json.key("responses");
    json.begin_object();
    json.key(fmt::format("{}", row.status));
    json.begin_object();
    member(json, "description", "Done");
    if (row.gives || row.gives_type != "application/json")
        content(json, row.gives_type, row.gives);
    json.end_object();
    json.key("default");
    json.begin_object();
    member(json, "description", "A problem (RFC 9457)");
    content(json, "application/problem+json", [](JsonWriter& to) {
        to.begin_object(true);
        member(to, "$ref", "#/components/schemas/problem");
        to.end_object();
    });
    json.end_object();
    json.end_object();
}

void operation(JsonWriter& json, Operation const& row)
{
    json.key(verb(row.method));
    json.begin_object();
    member(json, "operationId", row.id);
    member(json, "summary", row.summary);
    json.key("tags");
    json.begin_array(true);
    json.string(row.id.substr(0, row.id.find('.')));
    json.end_array();
    parameters(json, row);
    if (row.takes) {
        json.key("requestBody");
        json.begin_object();
        json.key("required");
        json.boolean(true);
        content(json, row.takes_type, row.takes);
        json.end_object();
    }
    responses(json, row);
    json.key("security");
    json.begin_array();
    if (row.scope) {
        for (auto const scheme : { "key", "session" }) {
            json.begin_object(true);
            json.key(scheme);
            json.begin_array(true);
            json.end_array();
            json.end_object();
        }
        if (row.without_account) { // where the desk lets guests ask
            json.begin_object(true);
            json.end_object();
        }
        json.end_array();
        member(json, "x-scope", accounts::word(*row.scope));
    } else
        json.end_array();
    json.end_object();
}

void components(JsonWriter& json)
{
    json.key("components");
    json.begin_object();
    json.key("schemas");
    json.begin_object();
    json.key("money");
    json.begin_object();
    member(json, "type", "object");
    json.key("properties");
    json.begin_object();
    json.key("amount");
    json.begin_object(true);
    member(json, "type", "string");
    member(json, "pattern", "^-?[0-9]+([.][0-9]+)?$");
    json.end_object();
    json.key("currency");
    json.begin_object(true);
    member(json, "type", "string");
    member(json, "pattern", "^[A-Z]{3}$");
    json.end_object();
    json.end_object();
    json.key("required");
    json.begin_array(true);
    json.string("amount");
    json.string("currency");
    json.end_array();
    json.key("additionalProperties");
    json.boolean(false);
    json.end_object();
    json.key("problem");
    json.begin_object();
    member(json, "type", "object");
    json.key("properties");
    json.begin_object();
    for (auto const key : { "type", "title", "code", "detail", "instance" }) {
        json.key(key);
        json.begin_object(true);
        member(json, "type", "string");
        json.end_object();
    }
    json.key("status");
    json.begin_object(true);
    member(json, "type", "integer");
    json.end_object();
    json.key("errors");
    json.begin_object(true);
    member(json, "type", "array");
    json.end_object();
    json.end_object();
    json.key("required");
    json.begin_array(true);
    for (auto const key : { "type", "title", "status", "code" })
        json.string(key);
    json.end_array();
    json.end_object();
    json.end_object();
    json.key("securitySchemes");
    json.begin_object();
    json.key("key");
    json.begin_object(true);
    member(json, "type", "http");
    member(json, "scheme", "bearer");
    json.end_object();
    json.key("session");
    json.begin_object(true);
    member(json, "type", "apiKey");
    member(json, "in", "cookie");
    member(json, "name", "__Host-recourse");
    json.end_object();
    json.end_object();
    json.end_object();
}

} // namespace

std::string openapi(std::vector<Operation> const& table)
{
    JsonWriter json(codec::JsonStyle::line);
    json.begin_object();
    member(json, "openapi", "3.1.0");
    json.key("info");
    json.begin_object();
    member(json, "title", "Recourse");
    member(json, "version", "1");
    json.end_object();
    json.key("paths");
    json.begin_object();
    std::map<std::string, std::vector<Operation const*>> by_path;
    std::vector<std::string> order;
    for (auto const& row : table) {
        auto& rows = by_path[row.path];
        if (rows.empty())
            order.push_back(row.path);
        rows.push_back(&row);
    }
    for (auto const& path : order) {
        json.key(path);
        json.begin_object();
        for (auto const* row : by_path[path])
            operation(json, *row);
        json.end_object();
    }
    json.end_object();
    components(json);
    json.end_object();
    return json.take();
}

Schema page_of(Schema item)
{
    return [item = std::move(item)](JsonWriter& json) {
        json.begin_object();
        json.key("type");
        json.string("object");
        json.key("properties");
        json.begin_object();
        json.key("items");
        json.begin_object();
        json.key("type");
        json.string("array");
        json.key("items");
        item(json);
        json.end_object();
        json.key("next");
        json.begin_object(true);
        json.key("type");
        json.begin_array(true);
        json.string("string");
        json.string("null");
        json.end_array();
        json.end_object();
        json.end_object();
        json.key("required");
        json.begin_array(true);
        json.string("items");
        json.string("next");
        json.end_array();
        json.end_object();
    };
}

} // namespace recourse::api
