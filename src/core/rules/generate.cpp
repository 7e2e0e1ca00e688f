#include "core/rules/generate.hpp"

#include "base/check.hpp"
#include "core/rules/containers.hpp"
#include "core/rules/functions.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace recourse::rules {

namespace {

struct BinaryOp {
    std::string_view name;
    Op op;
};
constexpr std::array binary_ops {
    BinaryOp { "_==_", Op::equal },
    BinaryOp { "_!=_", Op::not_equal },
    BinaryOp { "_<_", Op::less },
    BinaryOp { "_<=_", Op::less_equal },
    BinaryOp { "_>_", Op::greater },
    BinaryOp { "_>=_", Op::greater_equal },
    BinaryOp { "_+_", Op::add },
    BinaryOp { "_-_", Op::subtract },
    BinaryOp { "_*_", Op::multiply },
    BinaryOp { "_/_", Op::divide },
    BinaryOp { "_%_", Op::remainder },
    BinaryOp { "_[_]", Op::item },
    BinaryOp { "_in_", Op::contained },
};

/// Functions that read a literal: what they cannot read is a mistake in the rule, found when it is compiled.
bool reads_literal(std::string_view name)
{
    return name == "money" || name == "date" || name == "timestamp" || name == "duration";
}

/// For all patterns of one expression: some ten thousand letters of them, or fifty times \pL.
constexpr std::uint64_t pattern_steps_max = 2'000'000;

class Generator {
public:
    Generator(Ast const& ast, Program& program, bool report, std::vector<Fault>& faults)
        : ast_(ast)
        , program_(program)
        , report_(report)
        , faults_(faults)
    {
    }

    std::uint32_t node(NodeId id)
    {
        auto const& node = ast_[id];
        switch (node.form) {
        case Form::bad:
            return constant(fail("the expression was not read"), node);
        case Form::literal:
            return constant(node.literal, node);
        case Form::name:
            return name(node);
        case Form::select:
        case Form::has:
            return select(node);
        case Form::call:
            return call(node);
        case Form::list:
            return sequence(Op::list, node);
        case Form::map:
            return sequence(Op::map, node);
        case Form::bind: {
            auto const value = this->node(node.children[0]);
            is_bound(node.local) = true;
            auto const body = this->node(node.children[1]);
            return emit({ Op::bind, 0, 0, value, body, static_cast<std::uint32_t>(node.local) }, node);
        }
        default:
            return comprehension(node);
        }
    }

private:
    std::uint32_t emit(Code code, Node const& node)
    {
        program_.code.push_back(code);
        program_.extents.push_back({ node.begin, node.end });
        return static_cast<std::uint32_t>(program_.code.size() - 1);
    }

    std::uint32_t keep(Value value)
    {
        program_.constants.push_back(value);
        return static_cast<std::uint32_t>(program_.constants.size() - 1);
    }

    std::uint32_t constant(Value value, Node const& node)
    {
        return emit({ Op::constant, 0, 0, keep(value), 0, 0 }, node);
    }
    std::uint32_t error(std::string const& message, Node const& node)
    {
        return constant(Value::error(program_.memory, message), node);
    }

    bool is_constant(std::uint32_t at) const
    {
        auto const& code = program_.code[at];
        return code.op == Op::constant && !program_.constants[code.a].is_error();
    }

    /// The operation just emitted, or its value if everything below it is constant.
    std::uint32_t folded(std::uint32_t at, std::span<std::uint32_t const> below, Node const& node)
    {
        if (!std::ranges::all_of(below, [&](std::uint32_t b) { return is_constant(b); }))
            return at;
        Value const value = evaluate_constant(program_, at, program_.memory);
        if (value.is_error()) {
            if (report_ && node.form == Form::call && reads_literal(node.name))
                faults_.push_back({ ast_[node.children[0]].at, std::string(value.as_text()), {} });
            return at;
        }
        if (!value.is_unknown())
            program_.code[at] = { Op::constant, 0, 0, keep(value), 0, 0 };
        return at;
    }

    std::uint32_t name(Node const& node)
    {
        if (node.local >= 0)
            return emit({ Op::local, 0, 0, static_cast<std::uint32_t>(node.local), 0, 0 }, node);
        if (node.slot >= 0)
            return emit({ Op::slot, 0, 0, static_cast<std::uint32_t>(node.slot), 0, 0 }, node);
        if (node.denotes_type) {
            Value type = Value::string(program_.memory.copy(node.name));
            type.kind = Kind::type;
            return constant(type, node);
        }
        return error("undeclared reference to '" + node.name + "'", node);
    }

    std::uint32_t select(Node const& node)
    {
        auto const target = this->node(node.children[0]);
        auto const field = keep(Value::string(program_.memory.copy(node.name)));
        if (node.form == Form::has)
            return emit({ Op::has, 0, 0, target, 0, field }, node);
        auto const& type = ast_[node.children[0]].type;
        int const index = type.kind() == TypeKind::record ? type.fields().find(node.name) : -1;
        if (index >= 0)
            return emit({ Op::field, 0, 0, target, static_cast<std::uint32_t>(index), field }, node);
        return emit({ Op::select, 0, 0, target, static_cast<std::uint32_t>(name_hash(node.name)), field }, node);
    }

    std::vector<std::uint32_t> children(Node const& node)
    {
        std::vector<std::uint32_t> codes;
        codes.reserve(node.children.size());
        for (auto const child : node.children)
            codes.push_back(this->node(child));
        return codes;
    }

    std::uint32_t with_arguments(Code code, std::span<std::uint32_t const> arguments, Node const& node)
    {
        code.a = static_cast<std::uint32_t>(program_.arguments.size());
        code.count = static_cast<std::uint16_t>(arguments.size());
        program_.arguments.insert(program_.arguments.end(), arguments.begin(), arguments.end());
        return emit(code, node);
    }

    std::uint32_t sequence(Op op, Node const& node)
    {
        auto const below = children(node);
        return folded(with_arguments({ op }, below, node), below, node);
    }

    std::uint32_t call(Node const& node)
    {
        if (node.function < 0)
            return error("unbound function '" + node.name + "'", node);
        auto const below = children(node);
        if (node.name == "_&&_" || node.name == "_||_")
            return folded(with_arguments({ node.name == "_&&_" ? Op::both : Op::either }, below, node), below, node);
        if (node.name == "_?_:_")
            return folded(
                emit({ Op::choice, flag_of(node.children[0]), 0, below[0], below[1], below[2] }, node), below, node);
        if (node.name == "!_" || node.name == "-_")
            return folded(
                emit({ node.name == "!_" ? Op::negation : Op::minus, 0, 0, below[0], 0, 0 }, node), below, node);
        auto const binary = std::ranges::find(binary_ops, node.name, &BinaryOp::name);
        if (binary != binary_ops.end())
            return folded(emit({ binary->op, 0, 0, below[0], below[1], 0 }, node), below, node);
        if (node.name == "known")
            return emit({ Op::known, 0, 0, below[0], 0, 0 }, node);
        if (node.name == "known_or")
            return emit({ Op::known_or, 0, 0, below[0], below[1], 0 }, node);
        if (node.name == "matches") {
            if (auto const code = literal_pattern(node, below))
                return *code;
        }
        auto const& function = functions()[static_cast<std::size_t>(node.function)];
        auto const& first = ast_[node.children[0]].type;
        auto const element = first.kind() == TypeKind::list ? first.element().kind() : TypeKind::dyn;
        Code const code { Op::call, static_cast<std::uint8_t>(element), 0, 0, static_cast<std::uint32_t>(node.function),
            0 };
        auto const at = with_arguments(code, below, node);
        return function.pure ? folded(at, below, node) : at;
    }

    std::optional<std::uint32_t> literal_pattern(Node const& node, std::span<std::uint32_t const> below)
    {
        auto const& code = program_.code[below[1]];
        if (code.op != Op::constant || !program_.constants[code.a].is(Kind::string))
            return std::nullopt;
        auto const text = program_.constants[code.a].as_text();
        pattern_steps_ += Pattern::compile_steps(text);
        if (pattern_steps_ > pattern_steps_max) {
            if (report_ && !patterns_reported_)
                faults_.push_back({ ast_[node.children[1]].at,
                    "the patterns of this expression are together too large to compile", "split it into terms" });
            patterns_reported_ = true;
            return error("the patterns of this expression are together too large to compile", node);
        }
        auto pattern = Pattern::compile(text);
        if (!pattern) {
            if (report_)
                faults_.push_back({ ast_[node.children[1]].at, pattern.error(), {} });
            return std::nullopt;
        }
        pattern_steps_ += pattern->size_steps();
        program_.patterns.push_back(*std::move(pattern));
        auto const at
            = emit({ Op::matches, 0, 0, below[0], static_cast<std::uint32_t>(program_.patterns.size() - 1), 0 }, node);
        return folded(at, below, node);
    }

    std::uint32_t comprehension(Node const& node)
    {
        is_bound(node.local) = false;
        is_bound(node.local + 1) = false;
        auto const below = children(node);
        static_assert(static_cast<int>(Op::transform_map_entry) - static_cast<int>(Op::all)
            == static_cast<int>(Form::transform_map_entry) - static_cast<int>(Form::all));
        Code code;
        code.op
            = static_cast<Op>(static_cast<int>(Op::all) + static_cast<int>(node.form) - static_cast<int>(Form::all));
        code.flag = node.second.empty() ? 0 : two_variables;
        if (node.form == Form::exists_one)
            code.flag |= flag_of(node.children[1]);
        code.b = static_cast<std::uint32_t>(program_.code.size()) - below[0] - 1;
        code.c = static_cast<std::uint32_t>(node.local);
        return with_arguments(code, below, node);
    }

    // What cannot fail: facts of the case, compared and combined. An unknown there is a fact that nobody has stated; an
    // unknown variable may as well be a term that cannot be worked out yet, and then fails.

    std::uint8_t flag_of(NodeId id) const { return is_safe(id) ? cannot_fail : std::uint8_t { 0 }; }

    bool is_safe(NodeId id) const
    {
        auto const& node = ast_[id];
        switch (node.form) {
        case Form::literal:
            return true;
        case Form::name:
            return node.local >= 0 && !bound_[static_cast<std::size_t>(node.local)];
        case Form::select:
        case Form::has:
            return is_fact(node);
        case Form::list:
            return are_safe(node);
        case Form::call:
            return is_total(node) && are_safe(node);
        default:
            return false;
        }
    }

    bool are_safe(Node const& node) const
    {
        return std::ranges::all_of(node.children, [&](NodeId child) { return is_safe(child); });
    }

    /// A field of a record that lies in a variable of the schema or in an item of a macro.
    bool is_fact(Node const& node) const
    {
        auto const& target = ast_[node.children[0]];
        if (target.type.kind() != TypeKind::record || target.type.fields().find(node.name) < 0)
            return false;
        return (target.form == Form::name && target.slot >= 0) || is_safe(node.children[0]);
    }

    /// An operator that has a value for every value of its operands' types.
    bool is_total(Node const& node) const
    {
        auto const kind = [&](std::size_t i) { return ast_[node.children[i]].type.kind(); };
        if (node.name == "_==_" || node.name == "_!=_")
            return true;
        if (node.name == "_in_")
            return kind(1) == TypeKind::list;
        if (node.name == "!_" || node.name == "_&&_" || node.name == "_||_")
            return std::ranges::all_of(
                node.children, [&](NodeId child) { return ast_[child].type.kind() == TypeKind::boolean; });
        static constexpr std::array ordered { TypeKind::integer, TypeKind::uinteger, TypeKind::real, TypeKind::string,
            TypeKind::date, TypeKind::timestamp, TypeKind::duration };
        return (node.name == "_<_" || node.name == "_<=_" || node.name == "_>_" || node.name == "_>=_")
            && kind(0) == kind(1) && std::ranges::find(ordered, kind(0)) != ordered.end();
    }

    std::vector<bool>::reference is_bound(int local)
    {
        if (bound_.size() <= static_cast<std::size_t>(local) + 1)
            bound_.resize(static_cast<std::size_t>(local) + 2);
        return bound_[static_cast<std::size_t>(local)];
    }

    Ast const& ast_;
    Program& program_;
    bool report_;
    std::vector<Fault>& faults_;
    std::uint64_t pattern_steps_ = 0; ///< what the patterns have cost so far
    bool patterns_reported_ = false;
    std::vector<bool> bound_; ///< of each local: given by bind, not by a macro over a range
};

} // namespace

void generate(Ast const& ast, Program& program, bool report, std::vector<Fault>& faults)
{
    program.root = Generator(ast, program, report, faults).node(ast.root);
}

} // namespace recourse::rules
