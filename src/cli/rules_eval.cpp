#include "cli/rules_eval.hpp"

#include "base/place.hpp"
#include "codec/json_reader.hpp"
#include "codec/json_writer.hpp"
#include "codec/rule_value.hpp"
#include "core/rules/rules.hpp"
#include "core/rules/trace.hpp"

#include <istream>
#include <ostream>
#include <vector>

namespace recourse::cli {

namespace {

using codec::JsonStyle;
using codec::JsonWriter;
using codec::Node;
using rules::Value;

/// Values nest three deep in JSON for each level of lists.
constexpr codec::TreeLimits limits { .bytes_max = 16U << 20U, .depth_max = 512, .problems_max = 10 };

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
    rules::Arena arena;

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

std::string answer(Request& request)
{
    auto const program = rules::compile(request.expression, request.schema, request.options);
    if (!program)
        return error_line(program.error());
    rules::Activation activation { .slots = request.slots };
    rules::Trace trace;
    auto const value = rules::evaluate(**program, activation, request.arena, request.trace ? &trace : nullptr);
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
    for (std::string line; std::getline(in, line);)
        out << answer_line(line) << '\n' << std::flush;
    return 0;
}

} // namespace recourse::cli
