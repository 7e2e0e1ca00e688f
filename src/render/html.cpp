#include "render/html.hpp"

#include "core/case/answer_words.hpp"
#include "render/compose.hpp"
#include "render/figure.hpp"
#include "render/html_style.hpp"
#include "render/markup.hpp"
#include "render/wording.hpp"

#include <algorithm>

namespace recourse::render {

namespace {

constexpr double page_width = 820;
constexpr double phone_width = 350;

std::string_view class_of(Tone tone)
{
    switch (tone) {
    case Tone::muted:
        return "muted";
    case Tone::good:
        return "good";
    case Tone::caution:
    case Tone::open:
        return "caution";
    case Tone::stop:
        return "stop";
    case Tone::plain:
    case Tone::strong:
    case Tone::code:
        return "";
    }
    return "";
}

class HtmlSetter {
public:
    explicit HtmlSetter(Page const& page) : page_(page), say_(page.language) { }

    std::string set()
    {
        head();
        answer();
        contents();
        for (auto const& section : page_.sections) {
            put(fmt::format(
                "<section aria-labelledby=\"{0}\">\n<h2 id=\"{0}\">{1}</h2>\n", section.id, escaped(section.title)));
            for (auto const& block : section.blocks)
                std::visit([this](auto const& one) { set(one); }, block);
            put("</section>\n");
        }
        sources();
        put(fmt::format("</main>\n<footer><p>{}</p></footer>\n</body>\n</html>\n", escaped(page_.closing)));
        return std::move(out_);
    }

private:
    void put(std::string_view text) { out_ += text; }

    /// All spans of one tone leave the tone to the element around them.
    static Tone tone_of(Line const& line)
    {
        if (line.empty())
            return Tone::plain;
        // References and names in code look the same in every tone.
        std::optional<Tone> tone;
        for (auto const& span : line) {
            if (span.note > 0 || span.tone == Tone::code)
                continue;
            if (tone && *tone != span.tone)
                return Tone::plain;
            tone = span.tone;
        }
        return tone.value_or(Tone::plain);
    }

    static std::string inner(Line const& line, Tone around = Tone::plain)
    {
        std::string text;
        for (auto const& span : line) {
            if (span.note > 0) {
                text += fmt::format("<a class=\"note\" href=\"#source-{0}\">[{0}]</a>", span.note);
                continue;
            }
            auto const words = unbroken(escaped(span.text));
            if (span.tone == Tone::code)
                text += "<code>" + words + "</code>";
            else if (span.tone == around || span.tone == Tone::plain)
                text += words;
            else if (span.tone == Tone::strong)
                text += "<strong>" + words + "</strong>";
            else
                text += fmt::format("<span class=\"{}\">{}</span>", class_of(span.tone), words);
        }
        return text;
    }

    /// An amount stays beside its currency: "USD 48,000.00" is never broken.
    static std::string unbroken(std::string const& text)
    {
        auto const capital = [&](std::size_t i) { return i < text.size() && text[i] >= 'A' && text[i] <= 'Z'; };
        auto const digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
        static constexpr std::string_view minus = "\u2212";
        std::string out;
        for (std::size_t i = 0; i < text.size();) {
            auto end = i + 4;
            if (capital(i) && capital(i + 1) && capital(i + 2) && i + 3 < text.size() && text[i + 3] == ' ') {
                if (text.compare(end, minus.size(), minus) == 0)
                    end += minus.size();
                if (digit(end)) {
                    while (
                        digit(end) || ((end < text.size() && (text[end] == ',' || text[end] == '.')) && digit(end + 1)))
                        ++end;
                    out += "<span class=\"a\">" + text.substr(i, end - i) + "</span>";
                    i = end;
                    continue;
                }
            }
            out += text[i++];
        }
        return out;
    }

    static std::string paragraph(Line const& line, std::string_view extra = {})
    {
        auto const tone = tone_of(line);
        std::string classes { class_of(tone) };
        if (!extra.empty())
            classes += (classes.empty() ? "" : " ") + std::string { extra };
        auto text = inner(line, classes.empty() ? Tone::plain : tone);
        return classes.empty() ? "<p>" + text + "</p>\n" : fmt::format("<p class=\"{}\">{}</p>\n", classes, text);
    }

    void head()
    {
        auto const title = escaped(page_.title);
        put(fmt::format(R"(<!doctype html>
<html lang="{}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{}</title>
<style>{}</style>
</head>
<body>
<a class="skip" href="#answer">{}</a>
<header class="top">
<p class="brand">{}</p>
<h1>{}</h1>
<p class="asof">{}</p>
</header>
<main>
)",
            page_.language == Language::zh ? "zh-Hans" : "en", title, html_style(), escaped(say_(Label::ask_covered)),
            escaped(say_(Label::recourse)), title, escaped(page_.as_of_line)));
    }

    void answer()
    {
        put(fmt::format("<section class=\"answer {}\" id=\"answer\">\n<dl>\n", casework::word(page_.verdict)));
        for (auto const& point : page_.summary) {
            put(fmt::format("<div><dt>{}</dt>\n<dd>", escaped(point.question)));
            for (auto const* line : { &point.answer, &point.more, &point.after })
                if (!line->empty())
                    put(paragraph(*line));
            if (!point.actions.empty()) {
                put("<ol>\n");
                for (auto const& action : point.actions)
                    put("<li>" + inner(action) + "</li>\n");
                put("</ol>\n");
            }
            if (!point.stop.empty())
                put(fmt::format("<p class=\"halt\">{}{}</p>\n",
                    escaped(say_(Label::colon, say_(Label::stop_mark), std::string {})),
                    inner(point.stop, Tone::stop)));
            put("</dd></div>\n");
        }
        put("</dl>\n</section>\n");
    }

    void contents()
    {
        if (page_.sections.size() < 3)
            return;
        put(fmt::format("<nav aria-label=\"{}\"><ul>\n", escaped(say_(Label::contents))));
        for (auto const& section : page_.sections)
            put(fmt::format("<li><a href=\"#{}\">{}</a></li>\n", section.id, escaped(section.title)));
        put("</ul></nav>\n");
    }

    void set(Paragraph const& block) { put(paragraph(block.line)); }

    void set(Heading const& block)
    {
        put("<h3>" + escaped(block.text));
        if (!block.aside.empty())
            put(fmt::format(" <span class=\"tag {}\">{}</span>", class_of(tone_of(block.aside)),
                inner(block.aside, tone_of(block.aside))));
        put("</h3>\n");
    }

    void facts(std::vector<Fact> const& facts)
    {
        if (facts.empty())
            return;
        put("<dl class=\"facts\">\n");
        for (auto const& fact : facts)
            put(fmt::format("<dt>{}</dt><dd>{}</dd>\n", escaped(fact.label), inner(fact.value)));
        put("</dl>\n");
    }

    void set(Facts const& block) { facts(block.facts); }

    void set(Entries const& block)
    {
        if (block.numbered) {
            put("<ol class=\"entries\">\n");
            for (auto const& entry : block.entries) {
                put("<li>" + paragraph(entry.head, "ask"));
                facts(entry.facts);
                for (auto const& line : entry.body)
                    put(paragraph(line));
                put("</li>\n");
            }
            put("</ol>\n");
            return;
        }
        for (auto const& entry : block.entries) {
            put(fmt::format("<article class=\"entry\">\n<header><h4>{}</h4>", inner(entry.head, Tone::strong)));
            if (!entry.aside.empty())
                put(fmt::format(" <span class=\"tag muted\">{}</span>", inner(entry.aside, Tone::muted)));
            put("</header>\n");
            facts(entry.facts);
            for (auto const& line : entry.body)
                put(paragraph(line));
            put("</article>\n");
        }
    }

    void set(Table const& table)
    {
        auto const shown = shown_columns(table);
        bool const titled = has_titles(table);
        // The roles keep their meaning for a screen reader when a phone stacks the cells.
        put("<table class=\"stack\" role=\"table\">\n<colgroup>");
        for (auto const c : shown)
            put(table.columns[c].chars > 0
                    ? fmt::format("<col style=\"width:{:.1f}rem\">", table.columns[c].chars * 0.6)
                    : std::string { "<col>" });
        put("</colgroup>\n");
        if (titled) {
            put("<thead role=\"rowgroup\"><tr role=\"row\">");
            for (auto const c : shown)
                put(fmt::format("<th scope=\"col\" role=\"columnheader\"{}>{}</th>",
                    table.columns[c].flush_right ? " class=\"right\"" : "", escaped(table.columns[c].title)));
            put("</tr></thead>\n");
        }
        put("<tbody role=\"rowgroup\">\n");
        for (auto const& cells : table.rows) {
            put("<tr role=\"row\">");
            for (std::size_t i = 0; i < shown.size(); ++i) {
                auto const c = shown[i];
                bool const head = i == 0 && table.first_is_head;
                auto const content = c < cells.size() ? cell_content(cells[c]) : std::string {};
                std::string attributes;
                if (table.columns[c].flush_right)
                    attributes += " class=\"right\"";
                else if (i + 1 < shown.size() && table.columns[c].chars > 0 && table.columns[c].chars <= 13)
                    attributes += " class=\"nowrap\"";
                if (i > 0 && shown.size() > 2 && titled && !table.columns[c].title.empty())
                    attributes += fmt::format(" data-name=\"{}\"", escaped(table.columns[c].title));
                put(head ? fmt::format("<th scope=\"row\" role=\"rowheader\"{}>{}</th>", attributes, content)
                         : fmt::format("<td role=\"cell\"{}>{}</td>", attributes, content));
            }
            put("</tr>\n");
        }
        put("</tbody>\n</table>\n");
    }

    static std::string cell_content(Cell const& cell)
    {
        if (cell.size() == 1) {
            auto const tone = tone_of(cell.front());
            auto const name = class_of(tone);
            return name.empty() ? inner(cell.front())
                                : fmt::format("<span class=\"{}\">{}</span>", name, inner(cell.front(), tone));
        }
        std::string text;
        for (auto const& line : cell)
            if (!line.empty())
                text += paragraph(line);
        return text;
    }

    template <class Picture>
    void picture(Picture const& picture, std::string_view id)
    {
        put(fmt::format("<figure>\n<figcaption>{}</figcaption>\n<div class=\"wide\">", escaped(picture.title)));
        put(to_svg(draw(picture, page_width), fmt::format("{}-wide", id)));
        put("</div>\n<div class=\"narrow\">");
        put(to_svg(draw(picture, phone_width), fmt::format("{}-narrow", id)));
        put("</div>\n</figure>\n");
    }

    void set(NetPlot const& plot) { picture(plot, "net"); }
    void set(Timeline const& timeline) { picture(timeline, "timeline"); }

    void set(Fold const& fold)
    {
        put(fmt::format("<details><summary>{}</summary>\n<ol>\n", escaped(fold.title)));
        for (auto const& line : fold.lines)
            put("<li><code>" + escaped(line) + "</code></li>\n");
        put("</ol></details>\n");
    }

    void sources()
    {
        if (page_.sources.empty())
            return;
        put(fmt::format("<section aria-labelledby=\"sources\">\n<h2 id=\"sources\">{}</h2>\n{}<ol class=\"sources\">\n",
            escaped(page_.sources_title), paragraph(page_.sources_remark)));
        for (std::size_t i = 0; i < page_.sources.size(); ++i) {
            auto const& source = page_.sources[i];
            put(fmt::format("<li id=\"source-{}\">{}", i + 1, escaped(source.title)));
            if (!source.about.empty())
                put(fmt::format("<span class=\"muted\">{}</span>", escaped(say_(Label::in_brackets, source.about))));
            if (!source.url.empty())
                put(fmt::format("<br><a href=\"{}\" rel=\"noreferrer noopener\">{}</a>", escaped(source.url),
                    escaped(source.shown)));
            put("</li>\n");
        }
        put("</ol>\n</section>\n");
    }

    Page const& page_;
    Wording say_;
    std::string out_;
};

} // namespace

std::string render_html(casework::Answer const& answer)
{
    auto const page = compose(answer);
    return HtmlSetter { page }.set();
}

} // namespace recourse::render
