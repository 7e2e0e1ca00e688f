#include "render/composer.hpp"

#include "base/text.hpp"
#include "codec/utf8.hpp"
#include "render/compose.hpp"
#include "render/fact_names.hpp"

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
        if (!table.columns[c].title.empty() || std::ranges::any_of(table.rows, [&](auto const& cells) {
                return c < cells.size() && !cells[c].empty();
            }))
            shown.push_back(c);
    return shown;
}

bool has_titles(Table const& table)
{
    return std::ranges::any_of(table.columns, [](Column const& column) { return !column.title.empty(); });
}

std::string sentence(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

std::string spaced(std::string_view id)
{
    auto text = codec::printable(id);
    std::ranges::replace(text, '-', ' ');
    return text;
}

namespace {

/// "CJOCost", "ecb-2026-10-08": one word of letters and digits.
bool is_key(std::string_view title)
{
    return std::ranges::all_of(title, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

std::string site_of(std::string_view url)
{
    auto const from = url.find("//") + 2;
    auto site = url.substr(from, url.find('/', from) - from);
    if (site.starts_with("www."))
        site.remove_prefix(4);
    return codec::printable(site);
}

/// An address with the letters of other scripts in place of their escapes; everything else stays escaped.
std::string readable(std::string_view url)
{
    auto const digit = [](char c) {
        return c >= '0' && c <= '9' ? c - '0'
            : c >= 'A' && c <= 'F'  ? c - 'A' + 10
            : c >= 'a' && c <= 'f'  ? c - 'a' + 10
                                    : -1;
    };
    auto const byte_at = [&](std::size_t i) {
        return i + 2 < url.size() && url[i] == '%' && digit(url[i + 1]) >= 0 && digit(url[i + 2]) >= 0
            ? digit(url[i + 1]) * 16 + digit(url[i + 2])
            : -1;
    };
    std::string out;
    for (std::size_t i = 0; i < url.size();) {
        std::string bytes;
        auto end = i;
        for (int byte = byte_at(end); byte >= 0x80; byte = byte_at(end)) {
            bytes += static_cast<char>(byte);
            end += 3;
        }
        // Only what is shown as it is: an escape that is no letter, or would turn the text round, stays one.
        if (!bytes.empty() && is_utf8(bytes) && codec::printable(bytes) == bytes
            && bytes.find("\u3000") == std::string::npos) {
            out += bytes;
            i = end;
        } else {
            auto const to = std::max(end, i + 1);
            out += url.substr(i, to - i);
            i = to;
        }
    }
    return out;
}

} // namespace

Line Composer::facts_named(std::vector<std::string> const& paths) const
{
    Line out;
    std::vector<std::string> seen;
    for (auto const& path : paths) {
        auto name = fact_name(path, say.language());
        auto const named = !name.empty();
        if (!named)
            name = path;
        if (std::ranges::find(seen, name) != seen.end())
            continue;
        if (!out.empty())
            out.push_back(span(say(Label::separator)));
        out.push_back(span(name, named ? Tone::plain : Tone::code));
        seen.push_back(std::move(name));
    }
    return out;
}

/// "art. 48-49" in the words of the language.
std::string Composer::clause(std::string const& text) const
{
    auto const clean = codec::printable(text);
    static constexpr std::string_view prefix = "art. ";
    bool const numbers
        = clean.starts_with(prefix) && clean.find_first_not_of("0123456789-, ", prefix.size()) == std::string::npos;
    return numbers ? say(Label::articles, clean.substr(prefix.size())) : clean;
}

/// The ids of routes in a text as their names.
std::string Composer::with_route_names(std::string text) const
{
    auto const inside = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        auto end = i;
        while (end < text.size() && inside(text[end]))
            ++end;
        if (end == i) {
            out += text[i++];
            continue;
        }
        auto const word = text.substr(i, end - i);
        auto const known = std::ranges::find(answer.routes, word, &Route::id);
        out += known == answer.routes.end() || known->name.empty() ? word : known->name;
        i = end;
    }
    return out;
}

/// Of some readings of a programme, their numbers in the table of readings.
Line Composer::readings_named(std::string const& ids, std::string const& programme) const
{
    auto const cover = std::ranges::find(answer.coverage, programme, &Coverage::programme);
    if (ids.empty() || cover == answer.coverage.end() || cover->readings.size() < 2)
        return {};
    std::vector<std::string> numbers;
    for (std::size_t from = 0; from != std::string::npos;) {
        auto const comma = ids.find(", ", from);
        auto const found = std::ranges::find(cover->readings, ids.substr(from, comma - from), &ReadingResult::reading);
        if (found != cover->readings.end())
            numbers.push_back(std::to_string(found - cover->readings.begin() + 1));
        from = comma == std::string::npos ? comma : comma + 2;
    }
    return numbers.empty() ? Line {} : line(say(Label::reading_named, say.list(numbers)));
}

Line Composer::cite(SourceRef const& source, bool of_fact, bool estimate)
{
    std::vector<std::string> marks;
    if (estimate)
        marks.emplace_back(say(Label::mark_estimate));
    bool const named = !source.document.empty() || !source.title.empty() || !source.url.empty();
    // Where a source can be read and speaks, its rank stands in the list of sources; a weaker ground is said at once.
    bool const spoken = named && (source.mark == "primary" || source.mark == "secondary");
    if (!spoken && (named || of_fact || !source.mark.empty()))
        if (auto const mark = say.mark(source.mark); marks.empty() || marks.front() != mark)
            marks.push_back(mark);
    if (marks.empty() && !named)
        return {};
    auto const marked = marks.empty() ? std::string {} : say(Label::in_brackets, say.list(marks));
    if (!named)
        return line(marked.substr(marked.find_first_not_of(' ')), Tone::muted);
    Line out { { {}, Tone::muted, number_of(source) } };
    if (auto const after = (source.clause.empty() ? "" : " " + clause(source.clause)) + marked; !after.empty())
        out.push_back(span(after, Tone::muted));
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
    auto title = codec::printable(source.title.empty() ? source.document : source.title);
    // A bare key of the register says nothing to a reader; the site does.
    if (web && is_key(title))
        title = site_of(source.url);
    auto const url = web ? codec::printable(source.url) : std::string {};
    sources.push_back({ std::move(title), url, codec::printable(readable(url)), say.list(about) });
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
    return spaced(id);
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
    page.sources_remark = line(say(Label::sources_remark), Tone::muted);
    page.sources_title = say(Label::section_sources);
    page.closing = say(Label::closing);
    return page;
}

} // namespace recourse::render
