#include "render/pdf_type.hpp"

#include <algorithm>
#include <cmath>

#include <pango/pangocairo.h>

namespace recourse::render {

namespace {

template <class T>
std::shared_ptr<T> owned(T* object)
{
    return { object, [](T* one) { g_object_unref(one); } };
}

constexpr double points(int pango_units)
{
    return static_cast<double>(pango_units) / PANGO_SCALE;
}
int units(double points)
{
    return static_cast<int>(std::lround(points * PANGO_SCALE));
}

/// The family of the language first: quotation marks and other signs that both have differ in width.
char const* families(Language language, Face face)
{
    if (face == Face::book)
        return language == Language::zh ? "Noto Serif CJK SC, Noto Serif, serif"
                                        : "Noto Serif, Noto Serif CJK SC, serif";
    // Chinese titles stay in the family of the text: each further font of that size adds 400 kB to the file.
    if (face == Face::serif && language == Language::en)
        return "Noto Serif, Noto Sans CJK SC, serif";
    return language == Language::zh ? "Noto Sans CJK SC, Noto Sans, sans-serif"
                                    : "Noto Sans, Noto Sans CJK SC, sans-serif";
}

using Description = std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)>;

Description description_of(Style const& style, Language language)
{
    Description description { pango_font_description_new(), &pango_font_description_free };
    pango_font_description_set_family(description.get(), families(language, style.face));
    pango_font_description_set_absolute_size(description.get(), style.size * PANGO_SCALE);
    pango_font_description_set_weight(description.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    return description;
}

/// Chinese is set wider: its characters fill their squares.
double pitch_of(Style const& style, Language language)
{
    return style.size * (style.size > 12 ? 1.3 : language == Language::zh ? 1.58 : 1.42);
}

/// Bytes of "USD 48,000.00" that must stay on one line.
std::vector<std::pair<std::size_t, std::size_t>> amounts(std::string const& text)
{
    std::vector<std::pair<std::size_t, std::size_t>> found;
    auto const capital = [&](std::size_t i) { return text[i] >= 'A' && text[i] <= 'Z'; };
    auto const digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    static constexpr std::string_view minus = "\u2212";
    for (std::size_t i = 0; i + 4 < text.size(); ++i) {
        if (!capital(i) || !capital(i + 1) || !capital(i + 2) || text[i + 3] != ' ')
            continue;
        auto end = i + 4;
        if (text.compare(end, minus.size(), minus) == 0)
            end += minus.size();
        if (!digit(end))
            continue;
        while (digit(end) || (end < text.size() && (text[end] == ',' || text[end] == '.') && digit(end + 1)))
            ++end;
        found.emplace_back(i, end);
        i = end;
    }
    return found;
}

void add(PangoAttrList* list, PangoAttribute* attribute, std::size_t from, std::size_t to)
{
    attribute->start_index = static_cast<guint>(from);
    attribute->end_index = static_cast<guint>(to);
    pango_attr_list_insert(list, attribute); // takes it over
}

void add_colour(PangoAttrList* list, Colour const& colour, std::size_t from, std::size_t to)
{
    auto const of = [](double part) { return static_cast<guint16>(std::lround(part * 65535)); };
    add(list, pango_attr_foreground_new(of(colour.red), of(colour.green), of(colour.blue)), from, to);
}

bool is_chinese(gunichar c)
{
    return (c >= 0x3000 && c <= 0x303F) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xFF00 && c <= 0xFFEF);
}

constexpr Colour hex(unsigned rgb)
{
    return { static_cast<double>(rgb >> 16U) / 255.0, static_cast<double>((rgb >> 8U) & 0xFFU) / 255.0,
        static_cast<double>(rgb & 0xFFU) / 255.0 };
}
constexpr Colour link_colour = hex(0x2b4a94);

} // namespace

Colour colour_of(Tone tone)
{
    switch (tone) {
    case Tone::plain:
    case Tone::strong:
    case Tone::open:
        return hex(0x16191f);
    case Tone::muted:
    case Tone::code:
        return hex(0x555c67);
    case Tone::good:
        return hex(0x1c6b45);
    case Tone::caution:
        return hex(0x7c4f06);
    case Tone::stop:
        return hex(0xa0211a);
    }
    return hex(0x16191f);
}

Colour colour_of(Ink ink)
{
    switch (ink) {
    case Ink::text:
        return hex(0x16191f);
    case Ink::muted:
        return hex(0x555c67);
    case Ink::grid:
        return hex(0xdedbd2);
    case Ink::band:
        return hex(0xf7ecdd);
    case Ink::paper:
        return hex(0xffffff);
    case Ink::assurance:
        return hex(0x1c7468);
    case Ink::legal:
        return hex(0x3d55a6);
    case Ink::other:
        return hex(0x85683a);
    case Ink::together:
        return hex(0xb35c13);
    case Ink::danger:
        return hex(0xa0211a);
    }
    return hex(0x16191f);
}

Typesetter::Typesetter(Language language)
    : language_(language)
    , fonts_(owned(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)))
{
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts_.get()), 72); // a unit is a point
    context_ = owned(pango_font_map_create_context(fonts_.get()));
    pango_context_set_language(context_.get(), pango_language_from_string(language == Language::zh ? "zh-cn" : "en"));
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
    // Paper has no pixels to fit letters to; the same answer gives the same widths everywhere.
    auto* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context_.get(), options);
    cairo_font_options_destroy(options);
}

std::shared_ptr<PangoLayout> Typesetter::layout(Line const& line, Style const& style, double width) const
{
    auto out = owned(pango_layout_new(context_.get()));
    pango_layout_set_font_description(out.get(), description_of(style, language_).get());
    pango_layout_set_wrap(out.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(out.get(), width > 0 ? units(width) : -1);
    pango_layout_set_auto_dir(out.get(), FALSE);
    auto const text = plain(line);
    pango_layout_set_text(out.get(), text.data(), static_cast<int>(text.size()));

    auto* list = pango_attr_list_new();
    add(list, pango_attr_insert_hyphens_new(FALSE), 0, text.size());
    std::size_t at = 0;
    for (auto const& span : line) {
        auto const end = at + (span.note > 0 ? fmt::format("[{}]", span.note).size() : span.text.size());
        auto const tone = span.tone == Tone::plain ? style.tone : span.tone;
        add_colour(list, span.note > 0 ? link_colour : colour_of(tone), at, end);
        if (tone == Tone::open)
            add(list, pango_attr_background_new(0xFFFF, 0xEEEE, 0x8888), at, end);
        if (tone == Tone::strong || tone == Tone::stop)
            add(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), at, end);
        if (span.note > 0) {
            add(list, pango_attr_scale_new(0.86), at, end);
            // It stays with the character before it.
            auto before = at;
            while (before > 0 && (static_cast<unsigned char>(text[--before]) & 0xC0U) == 0x80U) { }
            add(list, pango_attr_allow_breaks_new(FALSE), before, end);
        }
        at = end;
    }
    for (auto const& [from, to] : amounts(text))
        add(list, pango_attr_allow_breaks_new(FALSE), from, to);
    pango_layout_set_attributes(out.get(), list);
    pango_attr_list_unref(list);
    check(out.get());
    return out;
}

void Typesetter::check(PangoLayout* layout) const
{
    if (pango_layout_get_unknown_glyphs_count(layout) == 0)
        return;
    for (auto const* at = pango_layout_get_text(layout); *at != '\0'; at = g_utf8_next_char(at)) {
        auto const c = g_utf8_get_char(at);
        (is_chinese(c) ? lacks_chinese_ : lacks_latin_) |= is_chinese(c) || (c > ' ' && c < 0x7F);
    }
}

Typesetter::Extent Typesetter::extent_of(Style const& style) const
{
    auto const [at, is_new] = extents_.try_emplace({ style.size, style.bold, style.face }, 0.0, 0.0);
    if (is_new) {
        auto* metrics = pango_context_get_metrics(
            context_.get(), description_of(style, language_).get(), pango_context_get_language(context_.get()));
        at->second
            = { points(pango_font_metrics_get_ascent(metrics)), points(pango_font_metrics_get_descent(metrics)) };
        pango_font_metrics_unref(metrics);
    }
    return at->second;
}

std::shared_ptr<SetLine const> Typesetter::line_of(
    std::shared_ptr<PangoLayout> const& layout, int number, Style const& style) const
{
    auto out = std::make_shared<SetLine>();
    out->layout = layout;
    out->line = pango_layout_get_line_readonly(layout.get(), number);
    PangoRectangle logical;
    pango_layout_line_get_extents(out->line, nullptr, &logical);
    out->width = points(logical.width);
    auto const [ascent, descent] = extent_of(style);
    // One pitch whatever fonts a line mixes; only scripts that stack high get more room.
    double const pitch = pitch_of(style, language_);
    double const tall = points(logical.height) * 0.88;
    out->height = std::max(pitch, tall);
    out->base
        = tall > pitch ? -points(logical.y) - points(logical.height) * 0.06 : (pitch - ascent - descent) / 2 + ascent;
    return out;
}

std::vector<std::shared_ptr<SetLine const>> Typesetter::set(Line const& line, Style const& style, double width) const
{
    struct Note {
        int from, to;
        Target target;
    };
    std::vector<Note> notes;
    int at = 0;
    for (auto const& span : line) {
        auto const end
            = at + static_cast<int>(span.note > 0 ? fmt::format("[{}]", span.note).size() : span.text.size());
        if (span.note > 0)
            notes.push_back({ at, end, span.note });
        at = end;
    }
    auto const shared = layout(line, style, width);
    std::vector<std::shared_ptr<SetLine const>> lines;
    for (int i = 0; i < pango_layout_get_line_count(shared.get()); ++i) {
        auto one = std::const_pointer_cast<SetLine>(line_of(shared, i, style)); // nobody else has it yet
        int const first = one->line->start_index;
        int const last = first + one->line->length;
        for (auto const& note : notes)
            if (note.from >= first && note.to <= last) {
                int from = 0;
                int to = 0;
                pango_layout_line_index_to_x(one->line, note.from, FALSE, &from);
                pango_layout_line_index_to_x(one->line, note.to, FALSE, &to);
                one->links.push_back({ points(std::min(from, to)), points(std::abs(to - from)), note.target });
            }
        lines.push_back(std::move(one));
    }
    return lines;
}

std::vector<std::shared_ptr<SetLine const>> Typesetter::set_address(
    std::string const& shown, std::string const& url, Style const& style, double width) const
{
    auto lines = set({ { shown, Tone::plain, 0 } }, style, width);
    for (auto& line : lines) {
        auto linked = std::make_shared<SetLine>(*line);
        linked->links.push_back({ 0, line->width, url });
        line = std::move(linked);
    }
    return lines;
}

std::shared_ptr<SetLine const> Typesetter::single(std::string const& text, Style const& style, double width) const
{
    auto const one = layout({ { text, Tone::plain, 0 } }, style, width);
    pango_layout_set_ellipsize(one.get(), PANGO_ELLIPSIZE_END);
    pango_layout_set_single_paragraph_mode(one.get(), TRUE);
    return line_of(one, 0, style);
}

std::shared_ptr<SetLine const> Typesetter::figure_line(
    std::string const& text, double size, bool bold, Colour const& colour) const
{
    Style const style { .size = size, .bold = bold };
    auto const one = layout({ { text, Tone::plain, 0 } }, style, 0);
    pango_layout_set_single_paragraph_mode(one.get(), TRUE);
    auto* list = pango_attr_list_new();
    add_colour(list, colour, 0, text.size());
    pango_layout_set_attributes(one.get(), list);
    pango_attr_list_unref(list);
    return line_of(one, 0, style);
}

double Typesetter::width_of(Line const& line, Style const& style) const
{
    int width = 0;
    pango_layout_get_size(layout(line, style, 0).get(), &width, nullptr);
    return points(width);
}

} // namespace recourse::render
