#include "core/rules/functions.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace recourse::rules {

namespace {

std::string_view trimmed(std::string_view text)
{
    auto const first = text.find_first_not_of(' ');
    return first == std::string_view::npos ? std::string_view {}
                                           : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Splits at the separator, outside brackets.
std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    int depth = 0;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        char const c = i < text.size() ? text[i] : separator;
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == separator && (depth == 0 || i == text.size())) {
            if (auto const part = trimmed(text.substr(start, i - start)); !part.empty())
                parts.push_back(part);
            start = i + 1;
        }
    }
    return parts;
}

Type type_in_table(std::string_view text)
{
    auto type = parse_type(text);
    RECOURSE_ASSERT(type.has_value());
    return *std::move(type);
}

Signature read_signature(std::string_view text)
{
    auto const arrow = text.find(" -> ");
    RECOURSE_ASSERT(arrow != std::string_view::npos && text.starts_with('('));
    Signature signature;
    signature.result = type_in_table(trimmed(text.substr(arrow + 4)));
    auto const parameters = trimmed(text.substr(0, arrow));
    for (auto part : split(parameters.substr(1, parameters.size() - 2), ',')) {
        if (part.ends_with("...")) {
            signature.repeats = true;
            part.remove_suffix(3);
        }
        signature.parameters.push_back(type_in_table(trimmed(part)));
    }
    return signature;
}

struct Table {
    std::vector<Function> rows;
    std::vector<std::vector<Signature>> signatures;
    std::unordered_multimap<std::string_view, int> by_name;
    std::vector<std::string_view> names[2];

    Table()
    {
        for (auto const part : { operator_functions(), conversion_functions(), text_functions(), time_functions(),
                 money_functions(), date_functions(), list_functions() })
            rows.insert(rows.end(), part.begin(), part.end());
        for (auto const& row : rows) {
            by_name.emplace(row.name, static_cast<int>(signatures.size()));
            auto& all = signatures.emplace_back();
            for (auto const text : split(row.signatures, ';'))
                all.push_back(read_signature(text));
            if (!row.name.contains('_') || !(row.name.starts_with('_') || row.name.ends_with('_')))
                names[row.method ? 1 : 0].push_back(row.name);
        }
    }
};

Table const& table()
{
    static Table const the_table;
    return the_table;
}

} // namespace

std::span<Function const> functions()
{
    return table().rows;
}

int find_function(std::string_view name, bool method, std::size_t arguments)
{
    auto const [first, last] = table().by_name.equal_range(name);
    for (auto it = first; it != last; ++it) {
        auto const& row = table().rows[static_cast<std::size_t>(it->second)];
        if (row.method == method && arguments >= row.arguments_min
            && (arguments <= row.arguments_max || row.arguments_max == 255))
            return it->second;
    }
    return -1;
}

int find_function_named(std::string_view name)
{
    auto const found = table().by_name.find(name);
    return found == table().by_name.end() ? -1 : found->second;
}

std::span<Signature const> signatures_of(int function)
{
    return table().signatures[static_cast<std::size_t>(function)];
}

std::span<std::string_view const> function_names(bool method)
{
    return table().names[method ? 1 : 0];
}

std::string_view type_name(Value v)
{
    switch (v.kind) {
    case Kind::null:
        return "null_type";
    case Kind::boolean:
        return "bool";
    case Kind::integer:
        return "int";
    case Kind::uinteger:
        return "uint";
    case Kind::real:
        return "double";
    case Kind::string:
        return "string";
    case Kind::bytes:
        return "bytes";
    case Kind::list:
        return "list";
    case Kind::map:
        return "map";
    case Kind::timestamp:
        return "google.protobuf.Timestamp";
    case Kind::duration:
        return "google.protobuf.Duration";
    case Kind::type:
        return "type";
    case Kind::money:
        return "money";
    case Kind::date:
        return "date";
    case Kind::record:
        return v.record_type().name;
    case Kind::absent:
    case Kind::unknown:
    case Kind::error:
        break;
    }
    return "error";
}

Value Call::no_overload(std::span<Value const> arguments)
{
    std::string message = "no such overload: ";
    message += name;
    message += '(';
    for (std::size_t i = 0; i < arguments.size(); ++i)
        (message += i == 0 ? "" : ", ") += type_name(arguments[i]);
    return error(message + ')');
}

} // namespace recourse::rules
