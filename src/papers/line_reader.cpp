#include "papers/line_reader.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recourse::papers {

namespace {

std::string_view trimmed(std::string_view text)
{
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string_view remedy_for(Kind kind)
{
    switch (kind) {
    case Kind::flag:
        return "a flag stands in conditions: {if ...}";
    case Kind::exhibit:
        return "{exhibit:...} refers to it";
    case Kind::list:
        return "{each ...}, {join:...} or {count:...} uses it";
    case Kind::text:
    case Kind::money:
    case Kind::date:
    case Kind::number:
        return "";
    }
    return "";
}

std::optional<Form> form_of(std::string_view word, Kind kind)
{
    if (word == "words" && (kind == Kind::money || kind == Kind::number))
        return Form::words;
    if (word == "full" && kind == Kind::money)
        return Form::full;
    if (word == "digits" && kind == Kind::date)
        return Form::digits;
    return std::nullopt;
}

/// The place of the brace that closes the one at `open`; npos where none does.
std::size_t closing(std::string_view text, std::size_t open)
{
    int depth = 0;
    for (auto i = open; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == '{') {
            ++depth;
        } else if (text[i] == '}' && --depth == 0) {
            return i;
        }
    }
    return std::string_view::npos;
}

} // namespace

std::pair<int, int> Joined::place(std::size_t offset) const
{
    auto found = std::ranges::upper_bound(parts, offset, {}, &Part::offset);
    if (found == parts.begin())
        return { 0, 0 };
    --found;
    auto const behind = std::string_view { text }.substr(found->offset, offset - found->offset);
    auto const points
        = std::ranges::count_if(behind, [](char const c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    return { found->line, found->column + static_cast<int>(points) };
}

/// One line, from its beginning to its end.
class LineReader::Reading {
public:
    Reading(LineReader& reader, Joined const& text, std::size_t first, std::size_t end)
        : reader_(reader)
        , joined_(text)
        , text_(std::string_view { text.text }.substr(0, end))
        , at_(first)
    {
    }

    Pieces all()
    {
        auto pieces = part(0);
        if (strong_)
            problem(at_, "bold begins here or before and does not end", "** begins and ends it");
        // White at the ends is of the notation, not of the text.
        if (!pieces.empty() && pieces.front().kind == PieceKind::literal)
            pieces.front().text.erase(
                0, std::min(pieces.front().text.find_first_not_of(' '), pieces.front().text.size()));
        if (!pieces.empty() && pieces.back().kind == PieceKind::literal)
            pieces.back().text.erase(pieces.back().text.find_last_not_of(' ') + 1);
        std::erase_if(pieces, [](Piece const& one) { return one.kind == PieceKind::literal && one.text.empty(); });
        return pieces;
    }

private:
    void problem(std::size_t offset, std::string message, std::string remedy = {})
    {
        auto const [line, column] = joined_.place(offset);
        reader_.problem(line, column, std::move(message), std::move(remedy));
    }

    void add(Pieces& pieces, Piece piece)
    {
        piece.strong = strong_;
        pieces.push_back(std::move(piece));
        ++reader_.pieces_;
    }

    void literal(Pieces& pieces, std::string_view text)
    {
        if (pieces.empty() || pieces.back().kind != PieceKind::literal || pieces.back().strong != strong_)
            add(pieces, { .text = {} });
        pieces.back().text += text;
    }

    /// Up to the end, or to the {else} or {end} of the condition that is open.
    Pieces part(std::size_t depth)
    {
        Pieces pieces;
        while (at_ < text_.size()) {
            if (reader_.pieces_ > reader_.limits_.pieces_max) {
                at_ = text_.size();
                break;
            }
            char const c = text_[at_];
            if (c == '\\' && at_ + 1 < text_.size()) {
                // The whole code point behind it.
                auto end = at_ + 2;
                while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0U) == 0x80U)
                    ++end;
                literal(pieces, text_.substr(at_ + 1, end - at_ - 1));
                at_ = end;
            } else if (text_.substr(at_).starts_with("**")) {
                strong_ = !strong_;
                at_ += 2;
            } else if (c == '{') {
                auto const end = closing(text_, at_);
                if (end == std::string_view::npos) {
                    problem(at_, "'{' is not closed", "write \\{ for the sign itself");
                    at_ = text_.size();
                    break;
                }
                auto const inside = trimmed(text_.substr(at_ + 1, end - at_ - 1));
                if (inside == "else" || inside == "end") {
                    if (depth > 0)
                        return pieces;
                    problem(at_, fmt::format("{{{}}} ends nothing in this line", inside),
                        "{if ...} stands before it in the same line");
                    at_ = end + 1;
                    continue;
                }
                auto const from = at_;
                at_ = end + 1;
                directive(pieces, inside, from, depth);
            } else if (c == '}') {
                problem(at_, "'}' closes nothing", "write \\} for the sign itself");
                ++at_;
            } else {
                auto const end = std::min(text_.find_first_of("\\*{}", at_ + 1), text_.size());
                literal(pieces, text_.substr(at_, end - at_));
                at_ = end;
            }
        }
        return pieces;
    }

    void directive(Pieces& pieces, std::string_view inside, std::size_t from, std::size_t depth)
    {
        auto const space = inside.find(' ');
        auto const word = inside.substr(0, space);
        auto const rest = space == std::string_view::npos ? std::string_view {} : trimmed(inside.substr(space));
        auto const [line, column] = joined_.place(from);
        if (word == "if")
            return choice(pieces, rest, from, depth);
        if (word == "note" || word == "warning")
            return note(pieces, word == "note" ? PieceKind::note : PieceKind::warning, rest, from);
        if (inside == "row") {
            if (reader_.repeated_.empty())
                problem(from, "{row} stands in no repetition", "{each ...} around it");
            return add(pieces, { .kind = PieceKind::row });
        }
        if (inside == "blank" || inside == "br")
            return add(pieces, { .kind = inside == "br" ? PieceKind::line_break : PieceKind::blank });
        static constexpr std::array<std::string_view, 9> alone { "each", "page", "restart", "table", "sign", "seal",
            "and", "end", "else" };
        if (std::ranges::find(alone, word) != alone.end())
            return problem(from, fmt::format("{{{}}} stands within a line", word), "it stands alone on its line");
        auto const colon = inside.find(':');
        auto const before = inside.substr(0, colon);
        auto const after = colon == std::string_view::npos ? std::string_view {} : inside.substr(colon + 1);
        if (before == "source")
            return source(pieces, after, from);
        if (inside.find(' ') != std::string_view::npos || inside.empty())
            return problem(from, fmt::format("{{{}}} is nothing that a line can hold", inside),
                "see docs/formats/document.md; write \\{ for the sign itself");
        if (before == "ref") {
            reader_.references_.push_back({ std::string { after }, line, column });
            return add(pieces, { .kind = PieceKind::paragraph, .name = std::string { after } });
        }
        if (before == "exhibit" || before == "join" || before == "count")
            return special(pieces, before, after, from);
        value(pieces, before, colon == std::string_view::npos ? std::nullopt : std::optional { after }, from);
    }

    void choice(Pieces& pieces, std::string_view words, std::size_t from, std::size_t depth)
    {
        auto const [line, column] = joined_.place(from);
        Piece piece { .kind = PieceKind::choice };
        piece.name = reader_.condition(words, piece.unless, line, column);
        if (depth >= reader_.limits_.depth_max) {
            problem(from, fmt::format("conditions are more than {} deep", reader_.limits_.depth_max));
            at_ = text_.size();
            return;
        }
        piece.yes = part(depth + 1);
        if (text_.substr(at_).starts_with("{") && ends_with("else"))
            piece.no = part(depth + 1);
        if (!ends_with("end"))
            problem(from, "this condition does not end in its line", "{end}");
        // White inside belongs to the text here: "{if a} and b{end}".
        if (!piece.name.empty())
            add(pieces, std::move(piece));
    }

    /// Steps over {word}, if it stands here.
    bool ends_with(std::string_view word)
    {
        if (at_ >= text_.size() || text_[at_] != '{')
            return false;
        auto const end = closing(text_, at_);
        if (end == std::string_view::npos || trimmed(text_.substr(at_ + 1, end - at_ - 1)) != word)
            return false;
        at_ = end + 1;
        return true;
    }

    void note(Pieces& pieces, PieceKind kind, std::string_view words, std::size_t from)
    {
        if (words.empty())
            return problem(from, "a note without words");
        Piece piece { .kind = kind };
        // In a note stand words and sources only; `words` is part of the text, so places stay right.
        auto const first = static_cast<std::size_t>(words.data() - text_.data());
        Reading inner { reader_, joined_, first, first + words.size() };
        piece.yes = inner.all();
        for (auto const& one : piece.yes)
            if (one.kind != PieceKind::literal && one.kind != PieceKind::source)
                return problem(from, "a note holds something else than words and sources", "only {source:...}");
        add(pieces, std::move(piece));
    }

    void source(Pieces& pieces, std::string_view words, std::size_t from)
    {
        auto const space = words.find(' ');
        auto const key = words.substr(0, space);
        if (!reader_.vocabulary_.sources.contains(key)) {
            std::vector<std::string_view> known;
            for (auto const& [name, one] : reader_.vocabulary_.sources)
                known.push_back(name);
            return problem(
                from, fmt::format("documents/sources.toml has no source '{}'", key), did_you_mean(key, known));
        }
        add(pieces,
            { .kind = PieceKind::source,
                .name = std::string { key },
                .text
                = space == std::string_view::npos ? std::string {} : std::string { trimmed(words.substr(space)) } });
    }

    void special(Pieces& pieces, std::string_view word, std::string_view name, std::size_t from)
    {
        auto const [line, column] = joined_.place(from);
        bool const is_join = word == "join";
        if (is_join && !reader_.vocabulary_.column(name))
            return problem(from, fmt::format("'{}' is no column of a list", name), "{join:list.column}");
        auto const* field = reader_.field(name, line, column, is_join);
        if (field == nullptr)
            return;
        auto const wanted = word == "exhibit" ? Kind::exhibit : word == "count" ? Kind::list : field->kind;
        bool const can_join = field->kind == Kind::text || field->kind == Kind::date || field->kind == Kind::money
            || field->kind == Kind::number;
        if (field->kind != wanted || (is_join && !can_join))
            return problem(from,
                fmt::format("'{}' is {}, not {}", name, papers::name(field->kind),
                    word == "exhibit"     ? "an exhibit"
                        : word == "count" ? "a list"
                                          : "something that is written"));
        add(pieces,
            { .kind = word == "exhibit" ? PieceKind::exhibit
                    : is_join           ? PieceKind::join
                                        : PieceKind::count,
                .name = std::string { name } });
    }

    void value(Pieces& pieces, std::string_view name, std::optional<std::string_view> form, std::size_t from)
    {
        auto const [line, column] = joined_.place(from);
        auto const* field = reader_.field(name, line, column);
        if (field == nullptr)
            return;
        if (auto const remedy = remedy_for(field->kind); !remedy.empty())
            return problem(
                from, fmt::format("'{}' is of the kind {}", name, papers::name(field->kind)), std::string { remedy });
        Piece piece { .kind = PieceKind::value, .name = std::string { name } };
        if (form) {
            auto const found = form_of(*form, field->kind);
            if (!found)
                return problem(from, fmt::format("a {} has no form '{}'", papers::name(field->kind), *form),
                    field->kind == Kind::money        ? "words or full"
                        : field->kind == Kind::date   ? "digits"
                        : field->kind == Kind::number ? "words"
                                                      : "it has one form only");
            piece.form = *found;
        }
        add(pieces, std::move(piece));
    }

    LineReader& reader_;
    Joined const& joined_;
    std::string_view text_;
    std::size_t at_;
    bool strong_ = false;
};

void LineReader::problem(int line, int column, std::string message, std::string remedy)
{
    if (problems_.size() < limits_.problems_max)
        problems_.push_back({ { file_, line, column }, std::move(message), std::move(remedy) });
}

bool LineReader::repeats(std::string_view list) const
{
    return std::ranges::find(repeated_, list) != repeated_.end();
}

Field const* LineReader::field(std::string_view name, int line, int column, bool any_row)
{
    if (auto const found = vocabulary_.fields.find(name); found != vocabulary_.fields.end()) {
        used_.emplace(name);
        return &found->second;
    }
    if (auto const found = vocabulary_.column(name)) {
        used_.emplace(found->list->id);
        if (any_row || repeats(found->list->id))
            return found->column;
        problem(line, column, fmt::format("'{}' stands outside of its list", name),
            fmt::format("{{each {}}} around it", found->list->id));
        return nullptr;
    }
    std::vector<std::string_view> known;
    std::vector<std::string> columns;
    for (auto const& [id, one] : vocabulary_.fields)
        for (auto const& its : one.columns)
            columns.push_back(fmt::format("{}.{}", id, its.id));
    for (auto const& [id, one] : vocabulary_.fields)
        known.push_back(id);
    known.insert(known.end(), columns.begin(), columns.end());
    problem(line, column, fmt::format("documents/fields.toml has no field '{}'", name), did_you_mean(name, known));
    return nullptr;
}

std::string LineReader::condition(std::string_view words, bool& unless, int line, int column)
{
    static constexpr std::string_view negation = "not ";
    unless = words.starts_with(negation);
    if (unless)
        words = trimmed(words.substr(negation.size()));
    if (words.empty() || words.find(' ') != std::string_view::npos) {
        problem(line, column, fmt::format("'{}' is no condition", words), "{if field} or {if not field}");
        return {};
    }
    return field(words, line, column) == nullptr ? std::string {} : std::string { words };
}

std::string LineReader::list(std::string_view name, int line, int column)
{
    auto const found = vocabulary_.fields.find(name);
    if (found == vocabulary_.fields.end() || found->second.kind != Kind::list) {
        std::vector<std::string_view> known;
        for (auto const& [id, one] : vocabulary_.fields)
            if (one.kind == Kind::list)
                known.push_back(id);
        problem(line, column, fmt::format("'{}' is no list of documents/fields.toml", name), did_you_mean(name, known));
        return {};
    }
    used_.emplace(name);
    return std::string { name };
}

Pieces LineReader::read(Joined const& text)
{
    bool const full = pieces_ > limits_.pieces_max;
    auto pieces = Reading { *this, text, 0, text.text.size() }.all();
    if (!full && pieces_ > limits_.pieces_max)
        problem(text.parts.front().line, 1, fmt::format("there are more than {} parts of lines", limits_.pieces_max),
            "make two documents of it");
    return pieces;
}

std::vector<Pieces> LineReader::read_cells(Joined const& text)
{
    std::vector<Pieces> cells;
    std::string_view const all { text.text };
    std::size_t first = 0;
    int depth = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i] == '\\')
            ++i;
        else if (all[i] == '{')
            ++depth;
        else if (all[i] == '}')
            --depth;
        else if (all[i] == '|' && depth == 0) {
            cells.push_back(Reading { *this, text, first, i }.all());
            first = i + 1;
        }
    }
    if (!trimmed(all.substr(first)).empty() || cells.empty())
        cells.push_back(Reading { *this, text, first, all.size() }.all());
    return cells;
}

} // namespace recourse::papers
