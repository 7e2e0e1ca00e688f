#include "core/rules/check.hpp"

#include "base/text.hpp"
#include "core/rules/functions.hpp"
#include "core/rules/inference.hpp"
#include "core/rules/text_forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace recourse::rules {

namespace {

Type literal_type(Value v)
{
    switch (v.kind) {
    case Kind::null:
        return TypeKind::null;
    case Kind::boolean:
        return TypeKind::boolean;
    case Kind::integer:
        return TypeKind::integer;
    case Kind::uinteger:
        return TypeKind::uinteger;
    case Kind::real:
        return TypeKind::real;
    case Kind::string:
        return TypeKind::string;
    case Kind::bytes:
        return TypeKind::bytes;
    default:
        return {};
    }
}

/// "'+'" for "_+_", "size()" for a function.
std::string display_name(std::string_view name)
{
    if (!name.contains('_') || !(name.starts_with('_') || name.ends_with('_')))
        return std::string(name) + "()";
    std::string shown;
    for (char const c : name) {
        if (c != '_')
            shown += c;
    }
    return "'" + shown + "'";
}

bool is_free(Type const& type)
{
    return type.kind() == TypeKind::dyn || type.kind() == TypeKind::error;
}

class Checker {
public:
    Checker(Ast& ast, Schema const& schema, bool exact_enums, std::vector<Fault>& faults)
        : ast_(ast)
        , schema_(schema)
        , exact_enums_(exact_enums)
        , faults_(faults)
    {
    }

    Type whole()
    {
        type_of(ast_.root);
        for (auto& node : ast_.nodes)
            node.type = inference_.finished(node.type);
        return ast_[ast_.root].type;
    }

private:
    void fault(std::uint32_t at, std::string message, std::string remedy = {})
    {
        if (faults_.size() < faults_max)
            faults_.push_back({ at, std::move(message), std::move(remedy) });
    }

    Type shown(NodeId id) const { return inference_.finished(ast_[id].type); }

    Type type_of(NodeId id)
    {
        auto type = work_out(id);
        return ast_[id].type = std::move(type);
    }

    Type work_out(NodeId id)
    {
        auto const& node = ast_[id];
        switch (node.form) {
        case Form::bad:
            return {};
        case Form::literal:
            return literal_type(node.literal);
        case Form::name:
            return name(node);
        case Form::select:
            return field(id, false);
        case Form::has:
            return field(id, true);
        case Form::call:
            return call(id);
        case Form::list:
            return list(id);
        case Form::map:
            return map(id);
        case Form::bind: {
            auto const local = static_cast<std::size_t>(node.local);
            locals(local + 1)[local] = type_of(node.children[0]);
            return type_of(ast_[id].children[1]);
        }
        default:
            return comprehension(id);
        }
    }

    std::vector<Type>& locals(std::size_t at_least)
    {
        if (locals_.size() < at_least)
            locals_.resize(at_least);
        return locals_;
    }

    Type name(Node const& node)
    {
        if (node.local >= 0)
            return locals_[static_cast<std::size_t>(node.local)];
        if (node.slot >= 0)
            return schema_.type(static_cast<std::uint32_t>(node.slot));
        if (node.denotes_type) {
            auto type = parse_type(node.name);
            return type ? Type::type_of(*std::move(type)) : Type {};
        }
        return {};
    }

    Type field(NodeId id, bool asks)
    {
        auto const target = inference_.substituted(type_of(ast_[id].children[0]));
        auto const& node = ast_[id];
        Type const result = asks ? Type { TypeKind::boolean } : Type {};
        switch (target.kind()) {
        case TypeKind::map:
            if (!inference_.assignable(TypeKind::string, target.key()))
                fault(node.at,
                    fmt::format(
                        "this map has keys of type {}, not names", to_string(inference_.finished(target.key()))),
                    "write map[key]");
            return asks ? result : target.element();
        case TypeKind::record: {
            int const at = target.fields().find(node.name);
            if (at < 0) {
                std::vector<std::string_view> names;
                for (auto const& known : target.fields().fields)
                    names.push_back(known.name);
                fault(node.at, fmt::format("there is no field '{}' in {}", node.name, target.fields().name),
                    did_you_mean(node.name, names));
                return result;
            }
            return asks ? result : target.fields().fields[static_cast<std::size_t>(at)].type;
        }
        case TypeKind::dyn:
        case TypeKind::error:
            if (target.is_variable())
                inference_.assignable(target, Type {});
            return result;
        default:
            fault(node.at, fmt::format("a value of type {} has no fields", to_string(inference_.finished(target))));
            return result;
        }
    }

    Type list(NodeId id)
    {
        auto element = ast_[id].children.empty() ? inference_.fresh() : type_of(ast_[id].children[0]);
        for (std::size_t i = 1; i < ast_[id].children.size(); ++i)
            element = inference_.join(element, type_of(ast_[id].children[i]));
        return Type::list(std::move(element));
    }

    Type map(NodeId id)
    {
        if (ast_[id].children.empty())
            return Type::map(inference_.fresh(), inference_.fresh());
        Type key;
        Type value;
        for (std::size_t i = 0; i < ast_[id].children.size(); i += 2) {
            auto key_here = type_of(ast_[id].children[i]);
            auto const value_here = type_of(ast_[id].children[i + 1]);
            if (!check_key(ast_[id].children[i]))
                key_here = {};
            key = i == 0 ? key_here : inference_.join(key, key_here);
            value = i == 0 ? value_here : inference_.join(value, value_here);
        }
        return Type::map(std::move(key), std::move(value));
    }

    bool check_key(NodeId id)
    {
        auto const type = shown(id);
        switch (type.kind()) {
        case TypeKind::boolean:
        case TypeKind::integer:
        case TypeKind::uinteger:
        case TypeKind::string:
        case TypeKind::dyn:
            return true;
        default:
            fault(ast_[id].at, fmt::format("a value of type {} cannot be a key", to_string(type)),
                "keys of a map are bool, int, uint or string");
            return false;
        }
    }

    Type comprehension(NodeId id)
    {
        auto const range = inference_.substituted(type_of(ast_[id].children[0]));
        bool const two = !ast_[id].second.empty();
        Type first;
        Type second;
        switch (range.kind()) {
        case TypeKind::list:
            first = two ? Type { TypeKind::integer } : range.element();
            second = range.element();
            break;
        case TypeKind::map:
            first = range.key();
            second = range.element();
            break;
        case TypeKind::dyn:
        case TypeKind::error:
            if (range.is_variable())
                inference_.assignable(range, Type {});
            break;
        default:
            fault(ast_[ast_[id].children[0]].at,
                fmt::format("{}() goes over a list or a map, not over {}", ast_[id].name,
                    to_string(inference_.finished(range))));
        }
        auto const local = static_cast<std::size_t>(ast_[id].local);
        locals(local + 2)[local] = first;
        locals_[local + 1] = second;
        auto const children = ast_[id].children;
        Type result;
        for (std::size_t i = 1; i < children.size(); ++i) {
            result = type_of(children[i]);
            // In nested macros the slots above ours have been used.
            bool const is_condition
                = i + 1 < children.size() || ast_[id].form <= Form::exists_one || ast_[id].form == Form::filter;
            if (is_condition && !inference_.assignable(result, TypeKind::boolean))
                fault(ast_[children[i]].at,
                    fmt::format("{}() needs a condition, this is {}", ast_[id].name, to_string(shown(children[i]))));
        }
        switch (ast_[id].form) {
        case Form::transform:
            return Type::list(std::move(result));
        case Form::filter:
            return Type::list(range.kind() == TypeKind::list ? range.element() : first);
        case Form::transform_map:
            return Type::map(std::move(first), std::move(result));
        case Form::transform_map_entry:
            if (!inference_.assignable(result, Type::map(inference_.fresh(), inference_.fresh())))
                fault(
                    ast_[children.back()].at, fmt::format("{}() needs an entry such as {{key: value}}", ast_[id].name));
            return result;
        default:
            return TypeKind::boolean;
        }
    }

    Type call(NodeId id)
    {
        std::vector<Type> arguments;
        for (std::size_t i = 0; i < ast_[id].children.size(); ++i)
            arguments.push_back(type_of(ast_[id].children[i]));
        auto const& node = ast_[id];
        if (node.function < 0)
            return {};
        auto const type = overload(node, arguments);
        if (!type) {
            no_overload(node);
            return {};
        }
        if (exact_enums_)
            check_words(node);
        return *type;
    }

    std::optional<Type> overload(Node const& node, std::vector<Type> const& arguments)
    {
        std::optional<Type> found;
        for (auto const& signature : signatures_of(node.function)) {
            auto const declared = signature.parameters.size();
            if (signature.repeats ? arguments.size() < declared && arguments.size() + 1 != declared
                                  : arguments.size() != declared)
                continue;
            Inference::Instance instance(inference_);
            std::vector<Type> parameters;
            for (std::size_t i = 0; i < arguments.size(); ++i)
                parameters.push_back(instance(signature.parameters[std::min(i, declared - 1)]));
            if (!inference_.assignable(arguments, parameters))
                continue;
            auto result = inference_.substituted(instance(signature.result));
            if (!found)
                found = std::move(result);
            else if (!is_free(*found) && *found != result)
                found = Type {};
        }
        return found;
    }

    void no_overload(Node const& node)
    {
        std::string types;
        for (std::size_t i = 0; i < node.children.size(); ++i)
            types += (i == 0                                 ? ""
                             : i + 1 == node.children.size() ? " and "
                                                             : ", ")
                + to_string(shown(node.children[i]));
        std::string remedy;
        if (node.name == "_==_" || node.name == "_!=_")
            remedy = "both sides must have one type; convert one of them, or write dyn(x) to compare anyway";
        else if (node.name == "_&&_" || node.name == "_||_" || node.name == "!_")
            remedy = "it takes conditions";
        else if (node.name == "_?_:_")
            remedy = "a choice is written condition ? yes : no, with both choices of one type";
        else if (arithmetic(node.name) && mixes_numbers(node))
            remedy = "convert one side with int(), uint() or double()";
        else
            remedy = accepted(node);
        fault(node.at, fmt::format("{} has no meaning for {}", display_name(node.name), types), std::move(remedy));
    }

    static bool arithmetic(std::string_view name)
    {
        return name == "_+_" || name == "_-_" || name == "_*_" || name == "_/_" || name == "_%_";
    }

    bool mixes_numbers(Node const& node) const
    {
        return std::ranges::all_of(node.children, [&](NodeId child) {
            auto const kind = shown(child).kind();
            return kind == TypeKind::integer || kind == TypeKind::uinteger || kind == TypeKind::real;
        });
    }

    /// "it takes (string) or (bytes)", for few signatures.
    static std::string accepted(Node const& node)
    {
        auto const signatures = signatures_of(node.function);
        if (signatures.size() > 6)
            return {};
        std::string text;
        for (auto const& signature : signatures) {
            std::string parameters;
            for (auto const& parameter : signature.parameters)
                parameters += (parameters.empty() ? "" : ", ") + to_string(parameter);
            text += (text.empty() ? "it takes (" : " or (") + parameters + (signature.repeats ? "...)" : ")");
        }
        return text;
    }

    // A text compared with a fact that has only certain words must be one of them.

    void check_words(Node const& node)
    {
        if (node.name == "_==_" || node.name == "_!=_") {
            check_word(shown(node.children[0]), node.children[1]);
            check_word(shown(node.children[1]), node.children[0]);
        } else if (node.name == "_in_") {
            auto const item = shown(node.children[0]);
            auto const& range = ast_[node.children[1]];
            if (range.form == Form::list) {
                for (auto const child : range.children)
                    check_word(item, child);
            } else if (auto const type = shown(node.children[1]); type.kind() == TypeKind::list)
                check_word(type.element(), node.children[0]);
        }
    }

    void check_word(Type const& words, NodeId literal)
    {
        auto const& node = ast_[literal];
        if (words.kind() != TypeKind::string || words.word_list().empty() || node.form != Form::literal
            || !node.literal.is(Kind::string))
            return;
        auto const text = node.literal.as_text();
        if (std::ranges::find(words.word_list(), text) != words.word_list().end())
            return;
        std::vector<std::string_view> const candidates(words.word_list().begin(), words.word_list().end());
        auto remedy = did_you_mean(text, candidates);
        if (remedy.empty() && candidates.size() <= 12)
            remedy = fmt::format("it is one of {}", fmt::join(candidates, ", "));
        fault(node.at, fmt::format("{} is never the value here", quoted(text)), std::move(remedy));
    }

    Ast& ast_;
    Schema const& schema_;
    bool exact_enums_;
    std::vector<Fault>& faults_;
    Inference inference_;
    std::vector<Type> locals_;
};

} // namespace

Type check(Ast& ast, Schema const& schema, bool exact_enums, std::vector<Fault>& faults)
{
    return Checker(ast, schema, exact_enums, faults).whole();
}

} // namespace recourse::rules
