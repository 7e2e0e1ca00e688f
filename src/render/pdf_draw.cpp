#include "render/pdf_draw.hpp"

#include "base/check.hpp"

#include <numbers>

#include <pango/pangocairo.h>

namespace recourse::render {

namespace {

void use(cairo_t* cairo, Colour const& colour, double opacity = 1)
{
    if (opacity < 1)
        cairo_set_source_rgba(cairo, colour.red, colour.green, colour.blue, opacity);
    else
        cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue);
}

void round_box(cairo_t* cairo, double x, double y, double width, double height, double radius)
{
    radius = std::min({ radius, width / 2, height / 2 });
    constexpr double quarter = std::numbers::pi / 2;
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x + width - radius, y + radius, radius, -quarter, 0);
    cairo_arc(cairo, x + width - radius, y + height - radius, radius, 0, quarter);
    cairo_arc(cairo, x + radius, y + height - radius, radius, quarter, 2 * quarter);
    cairo_arc(cairo, x + radius, y + radius, radius, 2 * quarter, 3 * quarter);
    cairo_close_path(cairo);
}

void draw_backdrop(cairo_t* cairo, Backdrop const& backdrop, double x, double y, double height)
{
    x += backdrop.x;
    if (backdrop.filled) {
        round_box(cairo, x, y, backdrop.width, height, 4);
        use(cairo, { 0.965, 0.957, 0.933 });
        cairo_fill(cairo);
    } else {
        round_box(cairo, x + 0.3, y + 0.3, backdrop.width - 0.6, height - 0.6, 4);
        use(cairo, colour_of(Ink::grid));
        cairo_set_line_width(cairo, 0.6);
        cairo_stroke(cairo);
    }
    if (backdrop.bar) {
        round_box(cairo, x, y, 4, height, 2);
        use(cairo, colour_of(*backdrop.bar));
        cairo_fill(cairo);
    }
}

/// The shapes of a figure, whose coordinates are scaled to the page here; type is set at its final size.
class FigureDrawer {
public:
    FigureDrawer(cairo_t* cairo, double x, double y, double scale, Typesetter const& type)
        : cairo_(cairo)
        , x_(x)
        , y_(y)
        , scale_(scale)
        , type_(type)
    {
    }

    void draw(Stroke const& s)
    {
        use(cairo_, colour_of(s.ink));
        cairo_set_line_width(cairo_, s.thickness * scale_);
        double const dash = 3 * scale_;
        cairo_set_dash(cairo_, &dash, s.dashed ? 1 : 0, 0);
        cairo_move_to(cairo_, x(s.x1), y(s.y1));
        cairo_line_to(cairo_, x(s.x2), y(s.y2));
        cairo_stroke(cairo_);
        cairo_set_dash(cairo_, nullptr, 0, 0);
    }

    void draw(Box const& b)
    {
        round_box(cairo_, x(b.x), y(b.y), b.width * scale_, b.height * scale_, b.radius * scale_);
        use(cairo_, colour_of(b.ink), b.opacity);
        cairo_fill(cairo_);
    }

    void draw(Mark const& m)
    {
        double const r = m.radius * scale_;
        cairo_new_path(cairo_);
        if (m.form == Form::disc) {
            cairo_arc(cairo_, x(m.x), y(m.y), r, 0, 2 * std::numbers::pi);
        } else {
            cairo_move_to(cairo_, x(m.x) - r, y(m.y));
            cairo_line_to(cairo_, x(m.x), y(m.y) - r);
            cairo_line_to(cairo_, x(m.x) + r, y(m.y));
            cairo_line_to(cairo_, x(m.x), y(m.y) + r);
        }
        cairo_close_path(cairo_);
        if (!m.hollow) {
            use(cairo_, colour_of(m.ink));
            cairo_fill(cairo_);
            return;
        }
        use(cairo_, colour_of(Ink::paper));
        cairo_fill_preserve(cairo_);
        use(cairo_, colour_of(m.ink));
        cairo_set_line_width(cairo_, 1.5 * scale_);
        cairo_stroke(cairo_);
    }

    void draw(Words const& w)
    {
        if (w.text.empty())
            return;
        auto const line = type_.figure_line(w.text, w.size * scale_, w.bold, colour_of(w.ink));
        double const left = x(w.x)
            - (w.anchor == Anchor::middle     ? line->width / 2
                    : w.anchor == Anchor::end ? line->width
                                              : 0);
        if (w.halo) {
            // Lines behind the letters end before them.
            use(cairo_, colour_of(Ink::paper));
            cairo_rectangle(cairo_, left - 2, y(w.y) - w.size * scale_, line->width + 4, w.size * scale_ * 1.35);
            cairo_fill(cairo_);
        }
        draw_line(cairo_, *line, left, y(w.y) - line->base);
    }

private:
    double x(double of_figure) const { return x_ + of_figure * scale_; }
    double y(double of_figure) const { return y_ + of_figure * scale_; }

    cairo_t* cairo_;
    double x_, y_, scale_;
    Typesetter const& type_;
};

} // namespace

void draw_rule(cairo_t* cairo, double x1, double x2, double y, bool dark)
{
    use(cairo, dark ? colour_of(Ink::muted) : colour_of(Ink::grid));
    cairo_set_line_width(cairo, 0.6);
    cairo_move_to(cairo, x1, y);
    cairo_line_to(cairo, x2, y);
    cairo_stroke(cairo);
}

void draw_line(cairo_t* cairo, SetLine const& line, double x, double y)
{
    cairo_move_to(cairo, x, y + line.base);
    pango_cairo_show_layout_line(cairo, line.line);
}

void draw_band(cairo_t* cairo, Band const& band, double x, double y, Typesetter const& type, bool with_top_rule)
{
    if (band.backdrop)
        draw_backdrop(cairo, *band.backdrop, x, y, band.height);
    for (auto const& rule : band.rules)
        if (rule.y > 0 || with_top_rule)
            draw_rule(cairo, x + rule.x1, x + rule.x2, y + rule.y, rule.dark);
    if (band.plate) {
        FigureDrawer drawer { cairo, x, y, band.plate->scale, type };
        for (auto const& shape : band.plate->figure.shapes)
            std::visit([&](auto const& one) { drawer.draw(one); }, shape);
    }
    for (auto const& line : band.text)
        draw_line(cairo, *line.line, x + line.x, y + line.top);
}

} // namespace recourse::render
