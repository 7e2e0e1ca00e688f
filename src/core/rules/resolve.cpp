#include "core/rules/resolve.hpp"

#include "base/text.hpp"
#include "core/rules/functions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace recourse::rules {

namespace {

constexpr std::array<std::string_view, 14> type_names { "bool", "int", "uint", "double", "string", "bytes", "list",
    "map", "null_type", "type", "google.protobuf.Timestamp", "google.protobuf.Duration", "money", "date" };

bool is_type_name(std::string_view name)
{
    return std::ranges::find(type_names, name) != type_names.end();
}

class Resolver {
public:
    Resolver(Ast& ast, Schema const& schema, std::string_view container, std::vector<Fault>& faults)
        : ast_(ast)
        , schema_(schema)
        , faults_(faults)
    {
        // "a.b" gives the prefixes "a.b.", "a." and "".
        for (auto prefix = std::string(container); !prefix.empty();) {
            prefixes_.push_back(prefix + ".");
            auto const point = prefix.rfind('.');
            prefix.resize(point == std::string::npos ? 0 : point);
        }
        prefixes_.emplace_back();
    }

    std::uint32_t whole()
    {
        visit(ast_.root);
        return locals_max_;
    }

private:
    int find_local(std::string_view name) const
    {
        for (auto i = scope_.size(); i-- > 0;) {
            if (scope_[i] == name)
                return static_cast<int>(i);
        }
        return -1;
    }

    /// "a.b.c" for a name with nothing but selects on it; nothing for other nodes and below a macro's variable.
    std::optional<std::string> chain(NodeId id, bool& rooted) const
    {
        auto const& node = ast_[id];
        if (node.form == Form::name) {
            rooted = node.rooted;
            if (!rooted && find_local(node.name) >= 0)
                return std::nullopt;
            return node.name;
        }
        if (node.form != Form::select)
            return std::nullopt;
        auto start = chain(node.children[0], rooted);
        if (start)
            (*start += '.') += node.name;
        return start;
    }

    /// Makes the node the variable or the type of that name if there is one.
    bool name_becomes(NodeId id, std::string_view name, bool rooted)
    {
        for (auto const& prefix : prefixes_) {
            if (rooted && !prefix.empty())
                continue;
            auto const full = prefix + std::string(name);
            auto& node = ast_[id];
            if (int const slot = schema_.slot(full); slot >= 0)
                node.slot = slot;
            else if (is_type_name(full))
                node.denotes_type = true;
            else
                continue;
            node.form = Form::name;
            node.name = full;
            node.children.clear();
            return true;
        }
        return false;
    }

    void visit(NodeId id)
    {
        switch (ast_[id].form) {
        case Form::bad:
        case Form::literal:
            return;
        case Form::name:
        case Form::select:
            return name(id);
        case Form::call:
            call(id);
            return visit_children(id);
        case Form::has:
        case Form::list:
        case Form::map:
            return visit_children(id);
        default:
            return scoped(id);
        }
    }

    void visit_children(NodeId id)
    {
        for (std::size_t i = 0; i < ast_[id].children.size(); ++i)
            visit(ast_[id].children[i]);
    }

    void name(NodeId id)
    {
        bool rooted = false;
        if (auto const full = chain(id, rooted); full && name_becomes(id, *full, rooted))
            return;
        auto& node = ast_[id];
        if (node.form == Form::select)
            return visit(node.children[0]);
        if (!node.rooted && (node.local = find_local(node.name)) >= 0)
            return;
        std::vector<std::string_view> known(scope_.begin(), scope_.end());
        known.insert(known.end(), schema_.names().begin(), schema_.names().end());
        known.insert(known.end(), type_names.begin(), type_names.end());
        faults_.push_back({ node.at, fmt::format("there is no '{}' here", node.name), did_you_mean(node.name, known) });
    }

    void call(NodeId id)
    {
        auto& node = ast_[id];
        if (node.method) {
            bool rooted = false;
            if (auto const full = chain(node.children[0], rooted)) {
                // A function may have a name with points: "a.f(x)" without any a.
                auto const function = find_function(*full + "." + node.name, false, node.children.size() - 1);
                if (function >= 0) {
                    node.function = function;
                    node.method = false;
                    node.name = *full + "." + node.name;
                    node.children.erase(node.children.begin());
                    return;
                }
            }
        }
        node.function = find_function(node.name, node.method, node.children.size());
        if (node.function < 0)
            unknown_function(node);
    }

    void unknown_function(Node const& node)
    {
        auto const plain = node.children.size() - (node.method ? 1 : 0);
        int const named = find_function_named(node.name);
        if (named < 0) {
            auto const names = function_names(node.method);
            auto remedy = did_you_mean(node.name, names);
            if (remedy.empty())
                remedy = did_you_mean(node.name, function_names(!node.method));
            return void(
                faults_.push_back({ node.at, fmt::format("there is no function '{}'", node.name), std::move(remedy) }));
        }
        auto const& function = functions()[static_cast<std::size_t>(named)];
        bool const other_style = find_function(node.name, !node.method, node.children.size()) >= 0;
        if (other_style)
            return void(faults_.push_back({ node.at, fmt::format("{}() is not called this way", node.name),
                node.method ? fmt::format("write {}(...)", node.name) : fmt::format("write x.{}(...)", node.name) }));
        auto const low = function.arguments_min - (function.method ? 1 : 0);
        auto const high = function.arguments_max - (function.method ? 1 : 0);
        faults_.push_back(
            { node.at, fmt::format("{}() does not take {} argument{}", node.name, plain, plain == 1 ? "" : "s"),
                low == high ? fmt::format("it takes {}", low) : fmt::format("it takes {} to {}", low, high) });
    }

    /// A macro with variables: the range is outside their scope.
    void scoped(NodeId id)
    {
        visit(ast_[id].children[0]);
        ast_[id].local = static_cast<int>(scope_.size());
        auto const before = scope_.size();
        scope_.push_back(ast_[id].variable);
        if (!ast_[id].second.empty())
            scope_.push_back(ast_[id].second);
        locals_max_ = std::max(locals_max_, static_cast<std::uint32_t>(scope_.size()));
        for (std::size_t i = 1; i < ast_[id].children.size(); ++i)
            visit(ast_[id].children[i]);
        scope_.resize(before);
    }

    Ast& ast_;
    Schema const& schema_;
    std::vector<Fault>& faults_;
    std::vector<std::string> prefixes_;
    std::vector<std::string> scope_;
    std::uint32_t locals_max_ = 0;
};

} // namespace

std::uint32_t resolve(Ast& ast, Schema const& schema, std::string_view container, std::vector<Fault>& faults)
{
    return Resolver(ast, schema, container, faults).whole();
}

} // namespace recourse::rules
