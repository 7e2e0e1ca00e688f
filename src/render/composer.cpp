#include "render/composer.hpp"

#include "codec/utf8.hpp"
#include "render/compose.hpp"

#include <algorithm>

namespace recourse::render {

using namespace casework;

Span span(std::string_view text, Tone tone)
{
    return { codec::printable(text), tone, 0 };
}
Line line(std::string_view text, Tone tone)
{
    return text.empty() ? Line {} : Line { span(text, tone) };
}
Cell cell(std::string_view text, Tone tone)
{
    return { line(text, tone) };
}

Line operator+(Line a, Line const& b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

Line muted_join(std::vector<Line> const& parts)
{
    Line out;
    for (auto const& part : parts) {
        if (part.empty())
            continue;
        if (!out.empty())
            out.push_back({ " · ", Tone::muted, 0 });
        for (auto piece : part) {
            if (piece.tone == Tone::plain)
                piece.tone = Tone::muted;
            out.push_back(std::move(piece));
        }
    }
    return out;
}

std::string plain(Line const& line)
{
    std::string text;
    for (auto const& span : line)
        text += span.note > 0 ? fmt::format("[{}]", span.note) : span.text;
    return text;
}

std::vector<std::size_t> shown_columns(Table const& table)
{
    std::vector<std::size_t> shown;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (!table.columns[c].title.empty()
            || std::ranges::any_of(table.rows, [&](auto const& cells) { return c < cells.size() && !cells[c].empty(); }))
            shown.push_back(c);
    return shown;
}

bool has_titles(Table const& table)
{
    return std::ranges::any_of(table.columns, [](Column const& column) { return !column.title.empty(); });
}

Line Composer::cite(SourceRef const& source, bool of_fact, bool estimate)
{
    std::vector<std::string> marks;
    if (estimate)
        marks.emplace_back(say(Label::mark_estimate));
    bool const named = !source.document.empty() || !source.title.empty() || !source.url.empty();
    if (named || of_fact || !source.mark.empty())
        if (auto const mark = say.mark(source.mark); marks.empty() || marks.front() != mark)
            marks.push_back(mark);
    if (marks.empty())
        return {};
    auto const marked = say(Label::in_brackets, say.list(marks));
    if (!named)
        return line(marked.substr(marked.find_first_not_of(' ')), Tone::muted);
    Line out { { {}, Tone::muted, number_of(source) } };
    out.push_back(span((source.clause.empty() ? "" : " " + codec::printable(source.clause)) + marked, Tone::muted));
    return out;
}

Line Composer::cite_after(SourceRef const& source, bool of_fact, bool estimate)
{
    auto cited = cite(source, of_fact, estimate);
    return cited.empty() ? cited : line(cited.front().note > 0 ? " " : say(Label::between_sentences)) + cited;
}

int Composer::number_of(SourceRef const& source)
{
    auto const key = source.document + '\n' + source.title + '\n' + source.url;
    auto const found = std::ranges::find(source_keys_, key);
    if (found != source_keys_.end())
        return static_cast<int>(found - source_keys_.begin()) + 1;
    source_keys_.push_back(key);
    // Only addresses that a browser fetches become links.
    bool const web = source.url.starts_with("https://") || source.url.starts_with("http://");
    std::vector<std::string> about;
    if (!source.kind.empty())
        about.push_back(say.kind(source.kind));
    if (about.empty() || about.front() != say.mark(source.mark))
        about.push_back(say.mark(source.mark));
    if (source.read)
        about.push_back(say(Label::read_on, to_string(*source.read)));
    sources.push_back({ codec::printable(source.title.empty() ? source.document : source.title),
        web ? codec::printable(source.url) : std::string {}, say.list(about) });
    return static_cast<int>(sources.size());
}

std::string Composer::route_name(std::string const& id) const
{
    for (auto const& route : answer.routes)
        if (route.id == id && !route.name.empty())
            return codec::printable(route.name);
    for (auto const& cover : answer.coverage)
        if (cover.programme == id && !cover.name.empty())
            return codec::printable(cover.name);
    auto text = codec::printable(id);
    std::ranges::replace(text, '-', ' ');
    return text;
}

Track Composer::track_of(std::string const& id) const
{
    for (auto const& route : answer.routes)
        if (route.id == id)
            return route.track;
    for (auto const& cover : answer.coverage)
        if (cover.programme == id)
            return Track::assurance;
    return Track::legal;
}

Page compose(Answer const& answer)
{
    Composer composer { answer };
    auto const& say = composer.say;
    Page page;
    page.language = say.language();
    page.title = answer.title.empty() ? std::string { say(Label::untitled) } : codec::printable(answer.title);
    page.as_of = answer.as_of;
    page.as_of_line = say(answer.as_of_given ? Label::as_of_line : Label::as_of_today_line, to_string(answer.as_of));
    if (auto const* cover = composer.headline())
        page.verdict = cover->verdict;
    page.summary = composer.summary();
    auto const add = [&](std::string_view id, Label title, std::vector<Block> blocks) {
        if (!blocks.empty())
            page.sections.push_back({ std::string { id }, std::string { say(title) }, std::move(blocks) });
    };
    // One after the other: the sources are numbered in the order in which a reader meets them.
    add("why", Label::section_why, composer.why());
    add("routes", Label::section_routes, composer.routes());
    add("side-by-side", Label::section_compare, composer.comparison());
    add("deadlines", Label::section_deadlines, composer.deadlines());
    add("plan", Label::section_plan, composer.plan());
    add("evidence", Label::section_evidence, composer.evidence());
    add("warnings", Label::section_warnings, composer.warnings());
    add("forecast", Label::section_forecast, composer.forecast());
    add("questions", Label::section_questions, composer.questions());
    add("counterfactuals", Label::section_counterfactuals, composer.counterfactuals());
    add("readings", Label::section_readings, composer.readings());
    add("rates", Label::section_rates, composer.rates());
    add("notes", Label::section_notes, composer.notes());
    page.sources = std::move(composer.sources);
    page.sources_title = say(Label::section_sources);
    page.closing = say(Label::closing);
    return page;
}

} // namespace recourse::render
