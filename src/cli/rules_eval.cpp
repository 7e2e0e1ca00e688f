#include "cli/rules_eval.hpp"

#include "base/place.hpp"
#include "codec/json_reader.hpp"
#include "codec/json_writer.hpp"
#include "codec/rule_value.hpp"
#include "core/rules/containers.hpp"
#include "core/rules/rules.hpp"
#include "core/rules/trace.hpp"

#include <fmt/format.h>

#include <istream>
#include <ostream>
#include <vector>

namespace recourse::cli {

namespace {

using codec::JsonStyle;
using codec::JsonWriter;
using codec::Node;
using rules::Value;

constexpr std::size_t line_max = 1U << 20U; ///< bytes of a request
constexpr std::size_t answer_max = 16U << 20U; ///< bytes of an answer, about

/// Values nest three deep in JSON for each level of lists.
constexpr codec::TreeLimits limits { .bytes_max = line_max, .depth_max = 512, .problems_max = 10 };

std::string error_line(std::string_view message)
{
    JsonWriter out { JsonStyle::line };
    out.begin_object();
    out.key("error");
    out.string(message);
    out.end_object();
    return out.take();
}

std::string error_line(Problems const& problems)
{
    std::string all;
    for (auto const& problem : problems)
        all += (all.empty() ? "" : "\n") + to_string(problem);
    return error_line(all);
}

/// What a request asks for, read from its JSON.
class Request {
public:
    /// The first thing wrong with it, or nothing.
    std::string read(Node const& root)
    {
        auto const* expr = root.find("expr");
        if (expr == nullptr || !expr->is_string())
            return "\"expr\" is missing or not text in quotes";
        expression = expr->text;
        for (auto const [key, flag] :
            { std::pair { "check", &options.check }, { "trace", &trace }, { "deduce", &deduce } }) {
            if (auto const* node = root.find(key)) {
                if (!node->is(codec::NodeKind::boolean))
                    return std::string("\"") + key + "\" is true or false";
                *flag = node->boolean;
            }
        }
        if (auto const* container = root.find("container")) {
            if (!container->is_string())
                return "\"container\" is text in quotes";
            options.container = container->text;
        }
        auto wrong = read_types(root.find("types"));
        return wrong.empty() ? read_bindings(root.find("bindings")) : wrong;
    }

    std::string expression;
    rules::CompileOptions options;
    bool trace = false;
    bool deduce = false;
    rules::Schema schema;
    std::vector<Value> slots;
    rules::LocalArena arena;

private:
    std::string read_types(Node const* types)
    {
        if (types == nullptr)
            return {};
        if (!types->is_table())
            return "\"types\" is an object of names and types";
        for (auto const& [name, line, column, node] : types->members) {
            if (!node.is_string())
                return "the type of '" + name + "' is text in quotes";
            auto type = rules::parse_type(node.text);
            if (!type)
                return "the type of '" + name + "': " + type.error();
            schema.declare(name, *std::move(type));
            slots.emplace_back();
        }
        return {};
    }

    std::string read_bindings(Node const* bindings)
    {
        if (bindings == nullptr)
            return {};
        if (!bindings->is_table())
            return "\"bindings\" is an object of names and values";
        for (auto const& [name, line, column, node] : bindings->members) {
            auto value = codec::read_rule_value(node, arena);
            if (!value)
                return "the value of '" + name + "': " + value.error();
            if (int const slot = schema.slot(name); slot >= 0)
                slots[static_cast<std::size_t>(slot)] = *value;
            else {
                schema.declare(name, {});
                slots.push_back(*value);
            }
        }
        return {};
    }
};

/// About how many bytes the value takes when it is written, counted no further than `most`. A value that shares its
/// parts is small in memory and may be without end on paper.
std::size_t written_size(Value value, std::size_t most)
{
    std::size_t size = 24; // {"value":...,"type":"..."}
    auto const add = [&](Value part) { size += size < most ? written_size(part, most - size) : 0; };
    switch (value.kind) {
    case rules::Kind::string:
    case rules::Kind::bytes:
    case rules::Kind::error:
    case rules::Kind::type:
        return size + value.as_text().size();
    case rules::Kind::list:
        for (auto const item : value.items()) {
            add(item);
            if (size >= most)
                break;
        }
        return size;
    case rules::Kind::map:
        for (std::uint32_t i = 0; i < value.map->size && size < most; ++i) {
            add(value.map->keys[i]);
            add(value.map->values[i]);
        }
        return size;
    case rules::Kind::record:
        for (std::size_t i = 0; i < value.record_type().fields.size() && size < most; ++i)
            add(value.field(i));
        return size;
    case rules::Kind::absent:
    case rules::Kind::null:
    case rules::Kind::boolean:
    case rules::Kind::integer:
    case rules::Kind::uinteger:
    case rules::Kind::real:
    case rules::Kind::timestamp:
    case rules::Kind::duration:
    case rules::Kind::money:
    case rules::Kind::date:
    case rules::Kind::unknown:
        return size;
    }
    return size;
}

std::string answer(Request& request)
{
    auto const program = rules::compile(request.expression, request.schema, request.options);
    if (!program)
        return error_line(program.error());
    rules::Activation activation { .slots = request.slots };
    rules::Trace trace;
    auto const value = rules::evaluate(**program, activation, request.arena, request.trace ? &trace : nullptr);
    if (written_size(value, answer_max) >= answer_max)
        return error_line(fmt::format("the answer would have more than {} bytes", answer_max));
    JsonWriter out { JsonStyle::line };
    codec::write_rule_value(value, out);
    auto line = out.take();
    if (!request.trace && !request.deduce)
        return line;
    JsonWriter more { JsonStyle::line };
    more.begin_object();
    if (request.deduce) {
        more.key("static_type");
        more.string(to_string(rules::type_of(**program)));
    }
    if (request.trace) {
        more.key("trace");
        more.begin_array();
        for (auto const& reason : trace.lines())
            more.string(reason);
        more.end_array();
    }
    more.end_object();
    // The members of the second object follow those of the first.
    line.back() = ',';
    return line + more.take().substr(1);
}

/// The next line, of a longer one than is answered only so much that this shows. False at the end.
bool read_line(std::istream& in, std::string& line)
{
    line.clear();
    auto* const bytes = in.rdbuf();
    for (auto next = bytes->sbumpc(); next != std::char_traits<char>::eof(); next = bytes->sbumpc()) {
        if (next == '\n')
            return true;
        if (line.size() <= line_max)
            line += static_cast<char>(next);
    }
    return !line.empty();
}

} // namespace

std::string answer_line(std::string_view line)
{
    auto const document = codec::read_json(line, {}, limits);
    if (!document.problems.empty())
        return error_line(document.problems);
    Request request;
    if (auto const wrong = request.read(document.root); !wrong.empty())
        return error_line(wrong);
    return answer(request);
}

int run_eval_lines(std::istream& in, std::ostream& out)
{
    for (std::string line; read_line(in, line) && out;) {
        out << (line.size() > line_max ? error_line(fmt::format("the line has more than {} bytes", line_max))
                                       : answer_line(line))
            << '\n'
            << std::flush;
    }
    return 0;
}

} // namespace recourse::cli
