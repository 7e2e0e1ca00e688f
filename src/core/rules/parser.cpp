#include "core/rules/parser.hpp"

#include "core/rules/literals.hpp"
#include "core/rules/macros.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace recourse::rules {

namespace {

/// A chain of operators ("a + b + c ...") may be this many times deeper than brackets may nest.
constexpr int chain_factor = 4;

struct Operator {
    Token token;
    int level;
    std::string_view name;
};
constexpr std::array operators {
    Operator { Token::or_else, 1, "_||_" },
    Operator { Token::and_also, 2, "_&&_" },
    Operator { Token::less, 3, "_<_" },
    Operator { Token::less_equal, 3, "_<=_" },
    Operator { Token::greater, 3, "_>_" },
    Operator { Token::greater_equal, 3, "_>=_" },
    Operator { Token::equal, 3, "_==_" },
    Operator { Token::not_equal, 3, "_!=_" },
    Operator { Token::word_in, 3, "_in_" },
    Operator { Token::plus, 4, "_+_" },
    Operator { Token::minus, 4, "_-_" },
    Operator { Token::star, 5, "_*_" },
    Operator { Token::slash, 5, "_/_" },
    Operator { Token::percent, 5, "_%_" },
};
constexpr int level_unary = 6;

class Parser {
public:
    Parser(std::string_view text, Limits const& limits, Arena& arena, std::vector<Fault>& faults)
        : text_(text)
        , limits_(limits)
        , arena_(arena)
        , faults_(faults)
        , lexemes_(lex(text, faults))
    {
        ast_.nodes.reserve(std::min<std::size_t>(lexemes_.size(), limits_.nodes_max));
    }

    std::optional<Ast> whole()
    {
        auto const before = faults_.size();
        bool const lexed = before == 0;
        ast_.root = expression();
        if (panic_)
            recover();
        while (!is(Token::end)) {
            if (faults_.size() == before && lexed)
                fault(current().begin, fmt::format("{} stands after the end of the expression", found()));
            advance();
        }
        if (!faults_.empty())
            return std::nullopt;
        return std::move(ast_);
    }

private:
    // Tokens

    Lexeme const& current() const { return lexemes_[at_]; }
    bool is(Token token) const { return current().token == token; }
    std::string_view text_of(Lexeme const& lexeme) const
    {
        return text_.substr(lexeme.begin, lexeme.end - lexeme.begin);
    }
    void advance()
    {
        if (!is(Token::end))
            end_ = lexemes_[at_++].end;
    }
    bool take(Token token)
    {
        if (!is(token))
            return false;
        advance();
        return true;
    }
    std::string found() const
    {
        if (is(Token::end))
            return "the end of the expression";
        auto const text = text_of(current());
        return text.size() <= 24 ? fmt::format("'{}'", text) : std::string(say(current().token));
    }

    // Faults. After one, everything up to the next comma or closing bracket of the same level is passed over, so that
    // one slip is reported once and what follows is still read.

    void fault(std::uint32_t at, std::string message, std::string remedy = {})
    {
        if (!panic_ && faults_.size() < faults_max)
            faults_.push_back({ at, std::move(message), std::move(remedy) });
        panic_ = true;
    }

    NodeId bad(std::uint32_t at, std::string message, std::string remedy = {})
    {
        fault(at, std::move(message), std::move(remedy));
        return bad_node();
    }

    NodeId bad_node()
    {
        Node node;
        node.begin = node.at = node.end = current().begin;
        return keep(std::move(node));
    }

    void recover()
    {
        int open = 0;
        for (; !is(Token::end); advance()) {
            switch (current().token) {
            case Token::left_paren:
            case Token::left_bracket:
            case Token::left_brace:
                ++open;
                break;
            case Token::right_paren:
            case Token::right_bracket:
            case Token::right_brace:
                if (open-- == 0)
                    return void(panic_ = false);
                break;
            case Token::comma:
                if (open == 0)
                    return void(panic_ = false);
                break;
            default:
                break;
            }
        }
    }

    /// Closes a bracket that was opened at `open`.
    void close(Token token, std::uint32_t open)
    {
        if (panic_)
            recover();
        if (take(token) || panic_)
            return;
        if (is(Token::bad))
            panic_ = true;
        else if (is(Token::end))
            fault(open, fmt::format("the bracket opened here is not closed with {}", say(token)));
        else
            fault(current().begin, fmt::format("expected {}, found {}", say(token), found()));
    }

    // Nodes

    NodeId keep(Node node)
    {
        for (auto const child : node.children)
            node.depth = std::max(node.depth, ast_[child].depth + 1);
        if (ast_.nodes.size() >= limits_.nodes_max) {
            fault(node.at, fmt::format("the expression has more than {} parts", limits_.nodes_max),
                "split it into terms");
            at_ = lexemes_.size() - 1;
            node.children.clear();
            node.form = Form::bad;
            node.depth = 1;
            if (!ast_.nodes.empty())
                return 0;
        }
        if (node.depth > static_cast<int>(limits_.nesting_max) * chain_factor) {
            fault(node.at,
                fmt::format("the expression is more than {} levels deep", limits_.nesting_max * chain_factor),
                "split it into terms");
            at_ = lexemes_.size() - 1;
        }
        ast_.nodes.push_back(std::move(node));
        return static_cast<NodeId>(ast_.nodes.size() - 1);
    }

    NodeId call(std::string_view name, std::uint32_t at, std::uint32_t begin, std::vector<NodeId> children)
    {
        Node node;
        node.form = Form::call;
        node.name = name;
        node.at = at;
        node.begin = begin;
        node.end = end_;
        node.children = std::move(children);
        return keep(std::move(node));
    }

    NodeId literal(Value value, std::uint32_t begin)
    {
        Node node;
        node.form = Form::literal;
        node.literal = value;
        node.at = node.begin = begin;
        node.end = end_;
        return keep(std::move(node));
    }

    NodeId read(std::expected<Value, LiteralFault> value, std::uint32_t token, std::uint32_t begin)
    {
        if (value)
            return literal(*value, begin);
        // The tokens around it are sound: say so and go on.
        if (!panic_ && faults_.size() < faults_max)
            faults_.push_back({ token + static_cast<std::uint32_t>(value.error().at), value.error().message, {} });
        return literal(Value::null_value(), begin);
    }

    // Grammar

    NodeId expression()
    {
        if (++nesting_ > limits_.nesting_max) {
            auto const id = bad(current().begin,
                fmt::format("more than {} levels of brackets and choices", limits_.nesting_max), "split it into terms");
            at_ = lexemes_.size() - 1;
            --nesting_;
            return id;
        }
        auto const begin = current().begin;
        auto id = binary(1);
        if (is(Token::question) && !panic_) {
            auto const at = current().begin;
            advance();
            auto const yes = binary(1);
            if (!panic_ && !take(Token::colon))
                fault(current().begin, fmt::format("expected ':' and the other choice, found {}", found()),
                    "a choice is written condition ? yes : no");
            if (!panic_) {
                auto const no = expression();
                id = call("_?_:_", at, begin, { id, yes, no });
            }
        }
        --nesting_;
        return id;
    }

    Operator const* operator_here(int level) const
    {
        auto const op = std::ranges::find(operators, current().token, &Operator::token);
        return op != operators.end() && op->level == level ? &*op : nullptr;
    }

    NodeId binary(int level)
    {
        if (level == level_unary)
            return unary();
        auto const begin = current().begin;
        auto left = binary(level + 1);
        while (auto const* op = panic_ ? nullptr : operator_here(level)) {
            auto const at = current().begin;
            if (level > 2) {
                advance();
                auto const right = binary(level + 1);
                left = call(op->name, at, begin, { left, right });
                continue;
            }
            // Chains of && and || are one node with many children: no nesting, and each operand is seen once.
            std::vector<NodeId> operands { left };
            while (!panic_ && take(op->token))
                operands.push_back(binary(level + 1));
            left = call(op->name, at, begin, std::move(operands));
        }
        return left;
    }

    NodeId unary()
    {
        auto const first = current();
        if (first.token != Token::bang && first.token != Token::minus)
            return member(current().begin, false);
        std::vector<std::uint32_t> places;
        while (is(first.token)) {
            places.push_back(current().begin);
            advance();
        }
        // A minus straight before a number belongs to it: -9223372036854775808 is one literal.
        bool const number = is(Token::integer) || is(Token::real);
        bool const folded = first.token == Token::minus && number;
        auto const innermost = places.back();
        if (folded)
            places.pop_back();
        auto id = member(folded ? innermost : current().begin, folded);
        for (; !places.empty(); places.pop_back())
            id = call(first.token == Token::bang ? "!_" : "-_", places.back(), places.back(), { id });
        return id;
    }

    NodeId member(std::uint32_t begin, bool negative)
    {
        auto id = primary(begin, negative);
        while (!panic_) {
            auto const at = current().begin;
            if (take(Token::dot))
                id = selection(id, begin);
            else if (take(Token::left_bracket)) {
                if (is(Token::question))
                    return bad(current().begin, "optional access ([?) is not part of this language",
                        "ask with has() or 'in' first");
                auto const index = expression();
                close(Token::right_bracket, at);
                id = call("_[_]", at, begin, { id, index });
            } else if (is(Token::left_brace) && (ast_[id].form == Form::name || ast_[id].form == Form::select)) {
                fault(at, "messages are not part of this language: only lists [...] and maps {...} can be built");
                return id;
            } else
                break;
        }
        return id;
    }

    NodeId selection(NodeId target, std::uint32_t begin)
    {
        auto const field = current();
        if (field.token == Token::question)
            return bad(field.begin, "optional access (.?) is not part of this language", "ask with has() first");
        if (field.token != Token::name && field.token != Token::quoted_name) {
            if (field.token == Token::bad) {
                panic_ = true;
                return bad_node();
            }
            return bad(field.begin, fmt::format("expected the name of a field, found {}", found()));
        }
        advance();
        auto name = text_of(field);
        if (field.token == Token::quoted_name)
            name = name.substr(1, name.size() - 2);
        auto const open = current().begin;
        Node node;
        node.name = name;
        node.at = field.begin;
        node.begin = begin;
        node.children = { target };
        if (field.token == Token::name && take(Token::left_paren)) {
            node.form = Form::call;
            node.method = true;
            arguments(node.children, open);
        } else
            node.form = Form::select;
        return finish(std::move(node));
    }

    /// Keeps a call or a selection and expands it if it is a macro.
    NodeId finish(Node node)
    {
        node.end = end_;
        bool const may_be_macro = node.form == Form::call && !panic_;
        auto const id = keep(std::move(node));
        if (may_be_macro && ast_[id].form == Form::call)
            expand_macro(ast_, id, faults_);
        return id;
    }

    void arguments(std::vector<NodeId>& into, std::uint32_t open)
    {
        if (!is(Token::right_paren)) {
            do {
                into.push_back(expression());
                if (panic_)
                    recover();
            } while (take(Token::comma));
        }
        close(Token::right_paren, open);
    }

    NodeId primary(std::uint32_t begin, bool negative)
    {
        auto const lexeme = current();
        switch (lexeme.token) {
        case Token::dot:
        case Token::name:
            return name();
        case Token::left_paren: {
            advance();
            auto const id = expression();
            close(Token::right_paren, lexeme.begin);
            return id;
        }
        case Token::left_bracket:
            return list();
        case Token::left_brace:
            return map();
        case Token::integer:
            advance();
            return read(read_integer(text_of(lexeme), negative), lexeme.begin, begin);
        case Token::uinteger:
            advance();
            return read(read_uinteger(text_of(lexeme)), lexeme.begin, begin);
        case Token::real:
            advance();
            return read(read_double(text_of(lexeme), negative), lexeme.begin, begin);
        case Token::string:
        case Token::bytes:
            advance();
            return read(read_string(text_of(lexeme), arena_), lexeme.begin, begin);
        case Token::word_true:
        case Token::word_false:
            advance();
            return literal(Value::of(lexeme.token == Token::word_true), begin);
        case Token::word_null:
            advance();
            return literal(Value::null_value(), begin);
        case Token::bad:
            panic_ = true;
            return bad_node();
        case Token::end:
            return bad(lexeme.begin,
                text_.find_first_not_of(" \t\r\n\f") == std::string_view::npos ? "the expression is empty"
                                                                               : "the expression ends too early");
        default:
            return bad(lexeme.begin, fmt::format("expected a value, found {}", found()));
        }
    }

    NodeId name()
    {
        auto const begin = current().begin;
        Node node;
        node.rooted = take(Token::dot);
        auto const lexeme = current();
        if (lexeme.token != Token::name)
            return bad(lexeme.begin, fmt::format("expected a name after '.', found {}", found()));
        auto const word = text_of(lexeme);
        if (is_reserved(word))
            return bad(lexeme.begin, fmt::format("'{}' is a reserved word and cannot be a name", word));
        advance();
        node.name = word;
        node.at = lexeme.begin;
        node.begin = begin;
        auto const open = current().begin;
        if (take(Token::left_paren)) {
            node.form = Form::call;
            arguments(node.children, open);
        } else
            node.form = Form::name;
        return finish(std::move(node));
    }

    NodeId list()
    {
        auto const open = current().begin;
        advance();
        Node node;
        node.form = Form::list;
        node.at = node.begin = open;
        while (!is(Token::right_bracket) && !is(Token::end)) {
            if (is(Token::question))
                fault(current().begin, "optional items ([?) are not part of this language");
            else
                node.children.push_back(expression());
            if (panic_)
                recover();
            if (!take(Token::comma))
                break;
        }
        close(Token::right_bracket, open);
        return finish(std::move(node));
    }

    NodeId map()
    {
        auto const open = current().begin;
        advance();
        Node node;
        node.form = Form::map;
        node.at = node.begin = open;
        while (!is(Token::right_brace) && !is(Token::end)) {
            if (is(Token::question))
                fault(current().begin, "optional entries ({?) are not part of this language");
            else {
                auto const key = expression();
                if (!panic_ && !take(Token::colon))
                    fault(current().begin, fmt::format("expected ':' and the value of the entry, found {}", found()));
                if (!panic_)
                    node.children.insert(node.children.end(), { key, expression() });
            }
            if (panic_)
                recover();
            if (!take(Token::comma))
                break;
        }
        close(Token::right_brace, open);
        return finish(std::move(node));
    }

    std::string_view text_;
    Limits const& limits_;
    Arena& arena_;
    std::vector<Fault>& faults_;
    std::vector<Lexeme> lexemes_;
    std::size_t at_ = 0;
    std::uint32_t end_ = 0; ///< of the last token taken
    std::uint32_t nesting_ = 0;
    bool panic_ = false;
    Ast ast_;
};

} // namespace

std::optional<Ast> parse(std::string_view text, Limits const& limits, Arena& arena, std::vector<Fault>& faults)
{
    return Parser(text, limits, arena, faults).whole();
}

} // namespace recourse::rules
