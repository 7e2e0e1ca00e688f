#include "core/rules/generate.hpp"

#include <algorithm>
#include <optional>

namespace recourse::rules {

namespace {

/// Which variables, and which paths below them, an expression may read.
class Reads {
public:
    Reads(Ast const& ast, Program& program) : ast_(ast), program_(program) { }

    void whole()
    {
        note(visit(ast_.root));
        std::ranges::sort(program_.paths);
        program_.paths.erase(std::ranges::unique(program_.paths).begin(), program_.paths.end());
        std::ranges::sort(program_.slots);
        program_.slots.erase(std::ranges::unique(program_.slots).begin(), program_.slots.end());
    }

private:
    using Path = std::optional<std::string>;

    void note(Path const& path)
    {
        if (path)
            program_.paths.push_back(*path);
    }

    void note_children(Node const& node, std::size_t from = 0)
    {
        for (auto i = from; i < node.children.size(); ++i)
            note(visit(node.children[i]));
    }

    /// The path that the node's value is, if it is one; whoever goes no further notes it.
    Path visit(NodeId id)
    {
        auto const& node = ast_[id];
        switch (node.form) {
        case Form::bad:
        case Form::literal:
            return {};
        case Form::name:
            if (node.local >= 0)
                return locals_[static_cast<std::size_t>(node.local)];
            if (node.slot < 0)
                return {};
            program_.slots.push_back(static_cast<std::uint32_t>(node.slot));
            return node.name;
        case Form::select:
        case Form::has: {
            auto path = visit(node.children[0]);
            if (path)
                (*path += '.') += node.name;
            return path;
        }
        case Form::call:
            return call(node);
        case Form::list:
        case Form::map:
            note_children(node);
            return {};
        case Form::bind: {
            auto path = visit(node.children[0]);
            note(path);
            local(node.local) = path;
            return visit(node.children[1]);
        }
        default:
            return comprehension(node);
        }
    }

    Path call(Node const& node)
    {
        if (node.name == "_[_]") {
            auto path = visit(node.children[0]);
            note(visit(node.children[1]));
            // A position in a list is left out; a key of a map ends the path.
            if (ast_[node.children[0]].type.kind() == TypeKind::list)
                return path;
            note(path);
            return {};
        }
        note_children(node);
        return {};
    }

    Path comprehension(Node const& node)
    {
        auto range = visit(node.children[0]);
        note(range);
        bool const list = ast_[node.children[0]].type.kind() == TypeKind::list;
        local(node.local) = list && node.second.empty() ? range : Path {};
        if (!node.second.empty())
            local(node.local + 1) = list ? range : Path {};
        note_children(node, 1);
        return node.form == Form::filter ? range : Path {};
    }

    Path& local(int at)
    {
        if (locals_.size() <= static_cast<std::size_t>(at))
            locals_.resize(static_cast<std::size_t>(at) + 1);
        return locals_[static_cast<std::size_t>(at)];
    }

    Ast const& ast_;
    Program& program_;
    std::vector<Path> locals_;
};

} // namespace

void collect_reads(Ast const& ast, Program& program)
{
    Reads(ast, program).whole();
}

} // namespace recourse::rules
