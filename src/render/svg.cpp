#include "base/check.hpp"
#include "render/figure.hpp"
#include "render/markup.hpp"

#include <fmt/format.h>

namespace recourse::render {

namespace {

std::string_view name_of(Ink ink)
{
    switch (ink) {
    case Ink::text:
        return "text";
    case Ink::muted:
        return "muted";
    case Ink::grid:
        return "grid";
    case Ink::band:
        return "band";
    case Ink::paper:
        return "paper";
    case Ink::assurance:
        return "assurance";
    case Ink::legal:
        return "legal";
    case Ink::other:
        return "other";
    case Ink::together:
        return "together";
    case Ink::danger:
        return "danger";
    }
    return "text";
}

/// A tenth of a point is finer than any eye.
std::string number(double value)
{
    auto text = fmt::format("{:.1f}", value);
    if (text.ends_with(".0"))
        text.resize(text.size() - 2);
    return text == "-0" ? "0" : text;
}

std::string element(Stroke const& s)
{
    return fmt::format(R"(<path class="s i-{}" d="M{} {}L{} {}" stroke-width="{}"{}/>)", name_of(s.ink), number(s.x1),
        number(s.y1), number(s.x2), number(s.y2), number(s.thickness), s.dashed ? R"( stroke-dasharray="3 3")" : "");
}

std::string element(Box const& b)
{
    return fmt::format(R"(<rect class="f i-{}" x="{}" y="{}" width="{}" height="{}" rx="{}"{}/>)", name_of(b.ink),
        number(b.x), number(b.y), number(b.width), number(b.height), number(b.radius),
        b.opacity < 1 ? fmt::format(R"( opacity="{:.2f}")", b.opacity) : "");
}

std::string element(Mark const& m)
{
    auto const kind = m.hollow ? "h" : "f";
    if (m.form == Form::disc)
        return fmt::format(R"(<circle class="{} i-{}" cx="{}" cy="{}" r="{}"/>)", kind, name_of(m.ink), number(m.x),
            number(m.y), number(m.radius));
    return fmt::format(R"(<path class="{} i-{}" d="M{} {}L{} {}L{} {}L{} {}Z"/>)", kind, name_of(m.ink),
        number(m.x - m.radius), number(m.y), number(m.x), number(m.y - m.radius), number(m.x + m.radius), number(m.y),
        number(m.x), number(m.y + m.radius));
}

std::string element(Words const& w)
{
    auto const anchor = w.anchor == Anchor::middle ? R"( text-anchor="middle")"
        : w.anchor == Anchor::end                  ? R"( text-anchor="end")"
                                                   : "";
    return fmt::format(R"(<text class="f{} i-{}" x="{}" y="{}" font-size="{}"{}{}>{}</text>)", w.halo ? " halo" : "",
        name_of(w.ink), number(w.x), number(w.y), number(w.size), anchor, w.bold ? R"( font-weight="600")" : "",
        escaped(w.text));
}

} // namespace

std::string to_svg(Figure const& figure, std::string_view id)
{
    auto out = fmt::format(
        R"(<svg viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-desc"><title id="{}-title">{}</title><desc id="{}-desc">{}</desc>)",
        number(figure.width), number(figure.height), id, id, id, escaped(figure.title), id,
        escaped(figure.description));
    for (auto const& shape : figure.shapes)
        out += '\n' + std::visit([](auto const& one) { return element(one); }, shape);
    return out + "\n</svg>\n";
}

} // namespace recourse::render
