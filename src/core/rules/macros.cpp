#include "core/rules/macros.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace recourse::rules {

namespace {

/// A macro over a range: how many variables, and how many expressions after them.
struct RangeMacro {
    std::string_view name;
    Form form;
    std::size_t variables;
    std::size_t bodies;
};

constexpr std::array range_macros {
    RangeMacro { "all", Form::all, 1, 1 },
    RangeMacro { "exists", Form::exists, 1, 1 },
    RangeMacro { "exists_one", Form::exists_one, 1, 1 },
    RangeMacro { "existsOne", Form::exists_one, 1, 1 },
    RangeMacro { "map", Form::transform, 1, 1 },
    RangeMacro { "map", Form::transform, 1, 2 },
    RangeMacro { "filter", Form::filter, 1, 1 },
    RangeMacro { "all", Form::all, 2, 1 },
    RangeMacro { "exists", Form::exists, 2, 1 },
    RangeMacro { "exists_one", Form::exists_one, 2, 1 },
    RangeMacro { "existsOne", Form::exists_one, 2, 1 },
    RangeMacro { "transformList", Form::transform, 2, 1 },
    RangeMacro { "transformList", Form::transform, 2, 2 },
    RangeMacro { "transformMap", Form::transform_map, 2, 1 },
    RangeMacro { "transformMap", Form::transform_map, 2, 2 },
    RangeMacro { "transformMapEntry", Form::transform_map_entry, 2, 1 },
    RangeMacro { "transformMapEntry", Form::transform_map_entry, 2, 2 },
};

class Expander {
public:
    Expander(Ast& ast, NodeId id, std::vector<Fault>& faults) : ast_(ast), node_(ast[id]), faults_(faults) { }

    void expand()
    {
        if (!node_.method) {
            if (node_.name == "has" && node_.children.size() == 1 && !node_.rooted)
                has();
            return;
        }
        if (node_.name == "bind" && node_.children.size() == 4 && is_cel_namespace(ast_[node_.children[0]]))
            return bind();
        auto const arguments = node_.children.size() - 1;
        for (auto const& macro : range_macros) {
            // "map" with three arguments may be either: a filter, never a second variable, so the table's order
            // decides.
            if (macro.name == node_.name && macro.variables + macro.bodies == arguments)
                return over_range(macro);
        }
    }

private:
    void refuse(std::uint32_t at, std::string message, std::string remedy)
    {
        faults_.push_back({ at, std::move(message), std::move(remedy) });
        node_.form = Form::bad;
    }

    static bool is_cel_namespace(Node const& target) { return target.form == Form::name && target.name == "cel"; }

    /// The name a macro gives to an item: a bare name and nothing else.
    bool take_variable(std::size_t argument, std::string& variable)
    {
        auto const& child = ast_[node_.children[argument]];
        if (child.form == Form::bad) {
            node_.form = Form::bad;
            return false;
        }
        if (child.form != Form::name || child.rooted) {
            refuse(child.begin, fmt::format("{}() first names the variable that stands for an item", node_.name),
                fmt::format("such as {}(p, ...)", node_.name));
            return false;
        }
        variable = child.name;
        return true;
    }

    void has()
    {
        auto const& field = ast_[node_.children[0]];
        if (field.form == Form::bad) {
            node_.form = Form::bad;
            return;
        }
        if (field.form != Form::select)
            return refuse(field.begin, "has() asks for a field", "such as has(order.value)");
        node_.form = Form::has;
        node_.name = field.name;
        node_.at = field.at;
        node_.children = { field.children[0] };
    }

    void bind()
    {
        if (!take_variable(1, node_.variable))
            return;
        node_.form = Form::bind;
        node_.children = { node_.children[2], node_.children[3] };
    }

    void over_range(RangeMacro const& macro)
    {
        if (!take_variable(1, node_.variable) || (macro.variables == 2 && !take_variable(2, node_.second)))
            return;
        if (node_.variable == node_.second)
            return refuse(node_.at, fmt::format("{}() names both variables '{}'", node_.name, node_.variable),
                "give each its own name");
        node_.form = macro.form;
        auto const first = node_.children.begin() + 1;
        node_.children.erase(first, first + static_cast<std::ptrdiff_t>(macro.variables));
    }

    Ast& ast_;
    Node& node_;
    std::vector<Fault>& faults_;
};

} // namespace

void expand_macro(Ast& ast, NodeId id, std::vector<Fault>& faults)
{
    Expander(ast, id, faults).expand();
}

} // namespace recourse::rules
