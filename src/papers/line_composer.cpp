#include "papers/line_composer.hpp"

#include "base/printable.hpp"
#include "papers/compose.hpp"
#include "papers/figures.hpp"
#include "papers/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::papers {

namespace {

Manner manner(bool strong)
{
    return strong ? Manner::strong : Manner::plain;
}

void add(Line& line, std::string text, Manner how)
{
    if (text.empty())
        return;
    if (!line.empty() && line.back().manner == how && how != Manner::open)
        line.back().text += text;
    else
        line.push_back({ std::move(text), how });
}

void line_break(Line& line)
{
    line.push_back({ "\n", Manner::line_break });
}

/// A text of the case: its line breaks stay.
void add_text(Line& line, std::string_view text, Manner how)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.remove_suffix(1);
    for (bool first = true; first || !text.empty(); first = false) {
        if (!first)
            line_break(line);
        auto const end = std::min(text.find('\n'), text.size());
        auto part = text.substr(0, end);
        if (part.ends_with('\r'))
            part.remove_suffix(1);
        add(line, printable(part), how);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

/// What a value of these kinds is in a line.
std::string written(Value const& value, Form form, Language language)
{
    if (auto const* money = std::get_if<Money>(&value.is)) {
        if (form == Form::full)
            return full_of(*money, language);
        auto words = form == Form::words ? words_of(*money, language) : std::nullopt;
        return words ? *words : figure_of(*money, language);
    }
    if (auto const* day = std::get_if<Date>(&value.is))
        return form == Form::digits ? to_string(*day) : day_of(*day, language);
    if (auto const* number = std::get_if<Number>(&value.is)) {
        auto words = form == Form::words ? words_of(*number, language) : std::nullopt;
        return words ? *words : figure_of(*number);
    }
    return {};
}

} // namespace

bool LineComposer::too_long() const
{
    return bytes_ > bytes_max;
}

Text LineComposer::text(Pieces const* en, Pieces const* zh)
{
    Text out;
    ++texts_;
    // The Chinese side first: it stands on the left, so its notes have the lower numbers.
    for (auto const language : { Language::zh, Language::en })
        if (auto const* pieces = language == Language::zh ? zh : en) {
            own_notes_ = 0;
            line(out.in(language), *pieces, language);
        }
    return out;
}

LineComposer::Found LineComposer::cell(Field const& list, Field const& column, Row const& row, int number) const
{
    auto const value = row.cells.find(column.id);
    return { &column, value == row.cells.end() ? nullptr : &value->second, cell_name(list.name, number, column.name),
        fmt::format("{}[{}].{}", list.id, number, column.id), number, document_.needs_field(list.id) };
}

LineComposer::Found LineComposer::find(std::string const& name) const
{
    auto const& vocabulary = *document_.vocabulary;
    if (auto const field = vocabulary.fields.find(name); field != vocabulary.fields.end()) {
        auto const value = values_.fields.find(name);
        return { &field->second, value == values_.fields.end() ? nullptr : &value->second, field->second.name, name, 0,
            document_.needs_field(name) };
    }
    auto const column = vocabulary.column(name);
    auto const scope = std::ranges::find(scopes_, column->list->id, &Scope::list);
    return cell(*column->list, *column->column, *scope->row, scope->number);
}

void LineComposer::remember(Open open)
{
    if (opened_.emplace(open.kind, open.field).second)
        open_.push_back(std::move(open));
}

void LineComposer::mark_open(Line& line, Found const& found, OpenKind kind, Language language)
{
    remember({ kind, found.row == 0 ? found.field->id : found.key, found.row, found.name, found.needed });
    if (kind == OpenKind::unknown)
        add(line, open_mark(found.name.in(language)), Manner::open);
}

Text LineComposer::open_text(std::string const& field, bool en, bool zh)
{
    auto const found = find(field);
    Text out;
    if (zh)
        mark_open(out.zh, found, OpenKind::unknown, Language::zh);
    if (en)
        mark_open(out.en, found, OpenKind::unknown, Language::en);
    return out;
}

bool LineComposer::holds(std::string const& name, bool unless)
{
    auto const found = find(name);
    bool yes = found.value != nullptr;
    if (found.field->kind == Kind::flag) {
        if (!yes)
            remember({ OpenKind::unanswered, found.row == 0 ? found.field->id : found.key, found.row, found.name,
                found.needed });
        yes = yes && std::get<bool>(found.value->is);
    } else if (found.field->kind == Kind::list) {
        yes = yes && !std::get<std::vector<Row>>(found.value->is).empty();
    }
    return yes != unless;
}

std::vector<Row> const* LineComposer::rows(std::string const& list) const
{
    auto const value = values_.fields.find(list);
    return value == values_.fields.end() ? nullptr : &std::get<std::vector<Row>>(value->second.is);
}

void LineComposer::line(Line& out, Pieces const& pieces, Language language)
{
    for (auto const& one : pieces)
        piece(out, one, language);
}

void LineComposer::piece(Line& out, Piece const& one, Language language)
{
    switch (one.kind) {
    case PieceKind::literal:
        return add(out, one.text, manner(one.strong));
    case PieceKind::value:
        return value(out, find(one.name), one.form, one.strong, language);
    case PieceKind::exhibit:
        return exhibit(out, find(one.name), one.strong, language);
    case PieceKind::paragraph:
        // Its number is known when all paragraphs are.
        out.push_back({ .text = {}, .manner = Manner::reference, .note = 0, .paragraph = one.name });
        return;
    case PieceKind::choice:
        return line(out, holds(one.name, one.unless) ? one.yes : one.no, language);
    case PieceKind::row:
        return add(out, std::to_string(scopes_.back().number), manner(one.strong));
    case PieceKind::join:
        return join(out, one, language);
    case PieceKind::count:
        return count(out, one, language);
    case PieceKind::note:
    case PieceKind::source:
    case PieceKind::warning:
        return own_note(out, one, language);
    case PieceKind::blank:
        return add(out, std::string { blank_line }, Manner::plain);
    case PieceKind::line_break:
        return line_break(out);
    }
}

void LineComposer::value(Line& out, Found const& found, Form form, bool strong, Language language)
{
    if (found.value == nullptr)
        return mark_open(out, found, OpenKind::unknown, language);
    if (too_long())
        return;
    bytes_ += 32; // whatever a figure takes
    if (auto const* words = std::get_if<Words>(&found.value->is)) {
        bytes_ += words->in(language).size();
        auto const other = language == Language::zh ? Language::en : Language::zh;
        if (words->empty())
            return mark_open(out, found, OpenKind::unknown, language);
        bool const known = !words->in(language).empty();
        if (!known)
            mark_open(out, found, OpenKind::untranslated, language);
        add_text(out, words->in(known ? language : other), known ? manner(strong) : Manner::open);
    } else {
        add(out, written(*found.value, form, language), manner(strong));
    }
    source_note(out, found, language);
}

void LineComposer::exhibit(Line& out, Found const& found, bool strong, Language language)
{
    if (found.value == nullptr)
        return mark_open(out, found, OpenKind::unknown, language);
    auto const& pages = std::get<ExhibitPages>(found.value->is);
    auto const known = std::ranges::find(values_.exhibits, pages.exhibit, &Exhibit::id);
    add(out, exhibit_name(printable(known->mark), pages.first, pages.last).in(language), manner(strong));
    source_note(out, found, language);
}

void LineComposer::join(Line& out, Piece const& one, Language language)
{
    auto const column = *document_.vocabulary->column(one.name);
    auto const* all = rows(column.list->id);
    if (all == nullptr)
        return mark_open(out, find(column.list->id), OpenKind::unknown, language);
    for (std::size_t i = 0; i < all->size() && !too_long(); ++i) {
        add(out, std::string { between(i, all->size(), language) }, manner(one.strong));
        value(out, cell(*column.list, *column.column, (*all)[i], static_cast<int>(i) + 1), Form::usual, one.strong,
            language);
    }
}

void LineComposer::count(Line& out, Piece const& one, Language language)
{
    auto const* all = rows(one.name);
    if (all == nullptr)
        return mark_open(out, find(one.name), OpenKind::unknown, language);
    add(out, figure_of(Number { static_cast<std::int64_t>(all->size()), 0 }), manner(one.strong));
}

void LineComposer::source_note(Line& out, Found const& found, Language language)
{
    auto const& source = found.value->source;
    if (!with_notes_ || source.empty())
        return;
    auto const says = printable(source.in(language).empty() ? source.en + source.zh : source.in(language));
    auto const number = notebook_.note("value " + found.key, false, language,
        language == Language::zh ? fmt::format("{}：{}", found.name.zh, says)
                                 : fmt::format("{}: {}", found.name.en, says));
    out.push_back({ fmt::format("[{}]", number), Manner::note, number });
}

std::string LineComposer::words_of_note(Piece const& one, Language language) const
{
    std::string out;
    if (one.kind == PieceKind::source) {
        return cited(document_.vocabulary->sources.at(one.name), one.text, language);
    }
    for (auto const& part : one.yes)
        out += part.kind == PieceKind::source ? words_of_note(part, language) : part.text;
    return out;
}

void LineComposer::own_note(Line& out, Piece const& one, Language language)
{
    // The n-th note of a line is the same in both languages.
    auto const key = fmt::format("text {} {}", texts_, ++own_notes_);
    if (!with_notes_)
        return;
    bool const warning = one.kind == PieceKind::warning;
    auto const number = notebook_.note(key, warning, language, words_of_note(one, language));
    out.push_back({ fmt::format(fmt::runtime(warning ? "[!{}]" : "[{}]"), number),
        warning ? Manner::warning : Manner::note, number });
}

} // namespace recourse::papers
