#include "render/figure.hpp"

#include "render/measure.hpp"
#include "render/wording.hpp"

#include <algorithm>
#include <cmath>

namespace recourse::render {

namespace {

/// Mean width of a Latin letter, in parts of the type size; a Chinese character counts two.
constexpr double letter = 0.54;

Ink ink_of(NetPlot::Row const& row)
{
    if (row.together)
        return Ink::together;
    switch (row.track) {
    case casework::Track::assurance:
        return Ink::assurance;
    case casework::Track::legal:
        return Ink::legal;
    case casework::Track::other:
        return Ink::other;
    }
    return Ink::other;
}

} // namespace

std::string fitted(std::string const& text, double size, double width)
{
    return plain(clipped({ { text, Tone::plain, 0 } }, std::max(static_cast<int>(width / (size * letter)), 2)));
}

std::vector<double> round_steps(double low, double high, int most)
{
    if (!(high > low))
        return { low };
    double const rough = (high - low) / most;
    double const power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (double const factor : { 1.0, 2.0, 5.0 })
        if (factor * power >= rough) {
            step = factor * power;
            break;
        }
    std::vector<double> steps;
    for (auto n = std::ceil(low / step); n * step <= high * (1 + 1e-12); ++n)
        steps.push_back(n * step);
    return steps;
}

Figure draw(NetPlot const& plot, double width)
{
    Wording const say { plot.language };
    bool const wide = width >= wide_enough;
    double const size = 12;
    double const row_height = wide ? 34 : 50;
    double const top = 10;
    double const left = wide ? width * 0.34 : 10;
    double const right = width - (wide ? 96 : 10);
    auto const rows = static_cast<double>(plot.rows.size());
    double const bottom = top + rows * row_height + 4;
    Figure figure {
        .width = width, .height = bottom + 46, .shapes = {}, .title = plot.title, .description = plot.description
    };
    auto const add = [&](Shape shape) { figure.shapes.push_back(std::move(shape)); };

    double low = 0;
    double high = 0;
    Currency currency;
    for (auto const& row : plot.rows) {
        low = std::min({ low, static_cast<double>(row.low.minor), static_cast<double>(row.high.minor) });
        high = std::max({ high, static_cast<double>(row.high.minor), static_cast<double>(row.low.minor) });
        for (auto const& money : { row.low, row.middle, row.high })
            if (money.currency != Currency::none())
                currency = money.currency;
    }
    if (high == low)
        high = low + 1;
    auto const x_of = [&](double minor) { return left + (minor - low) / (high - low) * (right - left); };
    auto const x = [&](Money const& money) { return x_of(static_cast<double>(money.minor)); };

    for (std::size_t i = 0; i < plot.rows.size(); ++i)
        if (plot.rows[i].together)
            add(Box { 0, top + static_cast<double>(i) * row_height, width, row_height - 4, 6, Ink::band });
    for (double const step : round_steps(low, high, wide ? 6 : 4)) {
        bool const zero = step == 0;
        // Where names stand above their bars, the lines keep to the bars and off the names.
        for (double y = top; y < bottom - 4; y += row_height) {
            add(Stroke { x_of(step), wide ? y : y + 21, x_of(step), wide ? bottom : y + 43,
                zero ? Ink::muted : Ink::grid, zero ? 1.5 : 1 });
            if (wide)
                break;
        }
        auto const amount = say.rough({ static_cast<std::int64_t>(step), currency });
        auto const code = std::string { currency.code() } + " ";
        // The ends stay inside the picture.
        auto const anchor = x_of(step) > width - 40 ? Anchor::end : x_of(step) < 30 ? Anchor::start : Anchor::middle;
        add(Words { x_of(step), bottom + 16, size - 1, amount.starts_with(code) ? amount.substr(code.size()) : amount,
            Ink::muted, zero, anchor });
    }
    for (std::size_t i = 0; i < plot.rows.size(); ++i) {
        auto const& row = plot.rows[i];
        double const y0 = top + static_cast<double>(i) * row_height;
        double const y = wide ? y0 + (row_height - 4) / 2 : y0 + 32;
        auto const ink = ink_of(row);
        double const name_room = wide ? left - 22 : width - 120;
        add(Words { 10, wide ? y + 4 : y0 + 15, size, fitted(row.name, row.together ? size * 1.06 : size, name_room),
            Ink::text, row.together });
        double const a = std::min(x(row.low), x(row.high));
        double const b = std::max(x(row.low), x(row.high));
        add(Box { a, y - 5, std::max(b - a, 2.0), 10, 5, ink, 0.35 });
        add(Mark { x(row.middle), y, 6, Form::disc, ink });
        add(Words {
            width - 10, wide ? y + 4 : y0 + 15, size, say.rough(row.middle), Ink::text, row.together, Anchor::end });
    }
    // What the signs mean.
    double const legend = bottom + 36;
    add(Box { 10, legend - 8, 34, 8, 4, Ink::muted, 0.35 });
    add(Mark { 27, legend - 4, 5, Form::disc, Ink::muted });
    auto const words = fmt::format("{}{}{}{}", say(Label::legend_range), say(Label::separator),
        say(Label::legend_middle), say(Label::in_brackets, currency.code()));
    add(Words { 52, legend, size - 1, fitted(words, size - 1, width - 62), Ink::muted });
    return figure;
}

} // namespace recourse::render
