#include "render/pdf_setter.hpp"

#include "render/figure.hpp"
#include "render/wording.hpp"

#include <algorithm>

namespace recourse::render {

namespace {

constexpr Style body { .size = 9.5 };
constexpr Style small { .size = 8.5 };
constexpr Style label { .size = 9.5, .tone = Tone::muted };
constexpr Style small_label { .size = 8.5, .tone = Tone::muted };
constexpr Style strong { .size = 9.5, .bold = true };
constexpr Style large { .size = 11 };
constexpr Style large_strong { .size = 11, .bold = true };
constexpr Style heading { .size = 11, .bold = true };
constexpr Style section_title { .size = 14.5, .bold = true, .face = Face::serif };
constexpr Style page_title { .size = 20, .bold = true, .face = Face::serif };

constexpr double pad = 9; ///< inside a frame
constexpr double gap = 12; ///< between columns
constexpr double figure_scale = 0.75;

/// Points that a column of a terminal is worth here.
constexpr double per_char = 5.4;

using SetLines = std::vector<std::shared_ptr<SetLine const>>;

Line named(std::string const& text)
{
    return { { text, Tone::plain, 0 } };
}

bool all_muted(Line const& line)
{
    return std::ranges::all_of(
        line, [](Span const& span) { return span.tone == Tone::muted || span.tone == Tone::code || span.note > 0; });
}

class Setter {
public:
    Setter(Page const& page, Typesetter const& type, double width, double height)
        : page_(page)
        , say_(page.language)
        , type_(type)
        , width_(width)
        , height_(height)
    {
    }

    Flow set()
    {
        title();
        answer();
        contents();
        for (auto const& section : page_.sections) {
            section_head(section.title, section.id);
            for (std::size_t i = 0; i < section.blocks.size(); ++i) {
                std::visit([this](auto const& one) { put(one); }, section.blocks[i]);
                // What introduces a table stays with it.
                if (i + 1 < section.blocks.size() && std::holds_alternative<Paragraph>(section.blocks[i])
                    && std::holds_alternative<Table>(section.blocks[i + 1]))
                    flow_.bands.back().with_next = true;
            }
        }
        sources();
        paragraph(named(page_.closing), label, 16);
        return std::move(flow_);
    }

private:
    /// Stacks lines in a band from `top` down; returns where they end.
    static double stack(Band& band, SetLines const& lines, double x, double top, std::optional<double> right = {})
    {
        for (auto const& line : lines) {
            band.text.push_back({ line, right ? *right - line->width : x, top, line->height });
            top += line->height;
        }
        return top;
    }

    double text(Band& band, Line const& line, Style const& style, double x, double width, double top) const
    {
        return line.empty() ? top : stack(band, type_.set(line, style, width), x, top);
    }

    void add(Band band) { flow_.bands.push_back(std::move(band)); }

    void paragraph(Line const& line, Style const& style, double before)
    {
        Band band { .before = before };
        band.height = text(band, line, style, 0, width_, 0);
        add(std::move(band));
    }

    void title()
    {
        paragraph(named(std::string { say_(Label::recourse) }), small_label, 0);
        Band band { .before = 6, .role = Role::section, .name = page_.title, .id = {} };
        band.height = text(band, named(page_.title), page_title, 0, width_, 0);
        add(std::move(band));
        paragraph(named(page_.as_of_line), label, 3);
    }

    void answer()
    {
        auto const tone = page_.verdict == casework::Verdict::covered ? Tone::good
            : page_.verdict == casework::Verdict::not_covered         ? Tone::stop
                                                                      : Tone::caution;
        Band band { .before = 12, .backdrop = Backdrop { .x = 0, .width = width_, .filled = true, .bar = tone } };
        double question_width = 0;
        for (auto const& point : page_.summary)
            question_width = std::max(question_width, type_.width_of(named(point.question), large));
        double const x = 16 + question_width + 16;
        double const room = width_ - x - 12;
        double y = 3;
        for (auto const& point : page_.summary) {
            if (&point != &page_.summary.front())
                band.rules.push_back({ 16, width_ - 12, y });
            y += 8;
            auto const question_end = stack(
                band, type_.set(named(point.question), { .size = 11, .tone = Tone::muted }, question_width + 2), 16, y);
            y = text(band, point.answer, large_strong, x, room, y);
            for (auto const* line : { &point.more, &point.after })
                y = text(band, *line, body, x, room, y + (line->empty() ? 0 : 2));
            for (std::size_t i = 0; i < point.actions.size(); ++i) {
                stack(band, type_.set(named(fmt::format("{}", i + 1)), { .size = 10, .tone = Tone::muted }, 20), x, y);
                y = text(band, point.actions[i], { .size = 10 }, x + 16, room - 16, y) + 1.5;
            }
            if (!point.stop.empty())
                y = text(band,
                    Line { { say_(Label::colon, say_(Label::stop_mark), std::string {}), Tone::stop, 0 } } + point.stop,
                    { .size = 10 }, x, room, y + 3);
            y = std::max(y, question_end) + 8;
        }
        band.height = y + 2;
        add(std::move(band));
    }

    void contents()
    {
        if (page_.sections.size() < 3)
            return;
        Band band { .before = 14 };
        auto const add_line = [&](std::string const& id, std::string const& name, std::size_t i, std::size_t rows) {
            double const column = (width_ - 2 * gap) / 2;
            double const x = i < rows ? 0 : column + 2 * gap;
            auto const line = type_.single(name, body, column - 30);
            double const top = static_cast<double>(i < rows ? i : i - rows) * (line->height + 1.5);
            band.text.push_back({ line, x, top, line->height });
            band.contents.push_back({ id, x, column, top });
            band.height = std::max(band.height, top + line->height);
        };
        auto const count = page_.sections.size() + (page_.sources.empty() ? 0 : 1);
        auto const rows = (count + 1) / 2;
        for (std::size_t i = 0; i < page_.sections.size(); ++i)
            add_line(page_.sections[i].id, page_.sections[i].title, i, rows);
        if (!page_.sources.empty())
            add_line("sources", page_.sources_title, count - 1, rows);
        add(std::move(band));
    }

    void section_head(std::string const& name, std::string const& id)
    {
        Band band { .before = 22, .with_next = true, .role = Role::section, .name = name, .id = id };
        band.rules.push_back({ 0, width_, 0 });
        band.height = text(band, named(name), section_title, 0, width_, 8) + 2;
        add(std::move(band));
    }

    void put(Paragraph const& block) { paragraph(block.line, body, 6); }

    void put(Heading const& block) { heading_band(block.text, block.aside); }

    void heading_band(std::string const& name, Line const& aside)
    {
        Band band { .before = 13, .with_next = true, .role = Role::heading, .name = name };
        double room = width_;
        if (!aside.empty()) {
            auto const lines = type_.set(aside, strong, width_ / 3);
            for (auto const& line : lines)
                room = std::min(room, width_ - line->width - gap);
            band.height = stack(band, lines, 0, 1.5, width_);
        }
        band.height = std::max(band.height, text(band, named(name), heading, 0, room, 0)) + 2;
        add(std::move(band));
    }

    double facts(Band& band, std::vector<Fact> const& facts, double x, double room, double top) const
    {
        double names = 0;
        for (auto const& fact : facts)
            names = std::max(names, type_.width_of(named(fact.label), label));
        names = std::min(names, room / 3);
        for (auto const& fact : facts) {
            auto const left = stack(band, type_.set(named(fact.label), label, names + 2), x, top);
            auto const right = text(band, fact.value, body, x + names + gap, room - names - gap, top);
            top = std::max(left, right) + 1;
        }
        return top;
    }

    void put(Facts const& block)
    {
        if (block.facts.empty())
            return;
        Band band { .before = 4 };
        band.height = facts(band, block.facts, 0, width_, 0);
        add(std::move(band));
    }

    void put(Entries const& block)
    {
        int number = 0;
        for (auto const& entry : block.entries) {
            if (block.numbered) {
                Band band { .before = 8 };
                stack(band, type_.set(named(fmt::format("{}", ++number)), label, 24), 0, 0);
                double y = text(band, entry.head, body, 22, width_ - 22, 0);
                y = facts(band, entry.facts, 22, width_ - 22, y);
                for (auto const& line : entry.body)
                    y = text(band, line, small, 22, width_ - 22, y + 1);
                band.height = y;
                add(std::move(band));
                continue;
            }
            Band band { .before = 8, .backdrop = Backdrop { .x = 0, .width = width_ } };
            double room = width_ - 2 * pad;
            double aside_end = 0;
            if (!entry.aside.empty()) {
                auto const lines = type_.set(entry.aside, small_label, width_ / 3);
                for (auto const& line : lines)
                    room = std::min(room, width_ - 2 * pad - line->width - gap);
                aside_end = stack(band, lines, 0, pad - 2, width_ - pad);
            }
            double y = std::max(aside_end, text(band, entry.head, strong, pad, room, pad - 2)) + 2;
            y = facts(band, entry.facts, pad, width_ - 2 * pad, y);
            for (auto const& line : entry.body)
                y = text(band, line, small, pad, width_ - 2 * pad, y + 2);
            band.height = y + pad - 2;
            add(std::move(band));
        }
    }

    std::vector<double> column_widths(Table const& table, std::vector<std::size_t> const& shown) const
    {
        std::vector<double> widths(shown.size(), 0);
        double rest = width_ - gap * static_cast<double>(shown.size() - 1);
        std::size_t open = 0;
        for (std::size_t i = 0; i < shown.size(); ++i) {
            auto const& column = table.columns[shown[i]];
            if (column.chars == 0) {
                ++open;
                continue;
            }
            // No wider than what stands in it.
            double const most = column.chars * per_char;
            // Tables without titles follow one another and share their left edge.
            double needed = column.title.empty() ? most * 0.76 : type_.width_of(named(column.title), small_label);
            for (auto const& cells : table.rows)
                if (shown[i] < cells.size() && needed < most)
                    for (auto const& line : cells[shown[i]])
                        needed = std::max(needed, type_.width_of(line, strong));
            widths[i] = std::min(needed + 1, most);
            rest -= widths[i];
        }
        for (auto& width : widths)
            if (width == 0)
                width = std::max(rest / static_cast<double>(std::max<std::size_t>(open, 1)), 20.0);
        return widths;
    }

    void put(Table const& table)
    {
        auto const shown = shown_columns(table);
        if (shown.empty())
            return;
        auto const widths = column_widths(table, shown);
        double total = gap * static_cast<double>(shown.size() - 1);
        for (double const width : widths)
            total += width;
        int head = -1;
        if (has_titles(table)) {
            Band band { .before = 8, .with_next = true };
            double x = 0;
            // The titles stand on one base line.
            std::vector<SetLines> titles;
            for (std::size_t i = 0; i < shown.size(); ++i) {
                titles.push_back(table.columns[shown[i]].title.empty()
                        ? SetLines {}
                        : type_.set(named(table.columns[shown[i]].title), small_label, widths[i]));
                double height = 0;
                for (auto const& line : titles.back())
                    height += line->height;
                band.height = std::max(band.height, height);
            }
            for (std::size_t i = 0; i < shown.size(); ++i) {
                double height = 0;
                for (auto const& line : titles[i])
                    height += line->height;
                auto const right = table.columns[shown[i]].flush_right ? std::optional { x + widths[i] } : std::nullopt;
                stack(band, titles[i], x, band.height - height, right);
                x += widths[i] + gap;
            }
            band.height += 3;
            band.rules.push_back({ 0, total, band.height, true });
            head = static_cast<int>(flow_.heads.size());
            flow_.heads.push_back(std::move(band));
        }
        bool first = true;
        auto const first_row = flow_.bands.size();
        for (auto const& cells : table.rows) {
            Band band { .before = first ? 8.0 : 0.0, .head = head };
            first = false;
            double x = 0;
            double end = 0;
            for (std::size_t i = 0; i < shown.size(); ++i) {
                auto const c = shown[i];
                double y = 4;
                bool const names_row = i == 0 && table.first_is_head;
                auto const right = table.columns[c].flush_right ? std::optional { x + widths[i] } : std::nullopt;
                static Cell const none;
                auto const& cell_lines = c < cells.size() ? cells[c] : none;
                for (auto const& line : cell_lines) {
                    if (line.empty())
                        continue;
                    bool const aside = &line != &cell_lines.front() && all_muted(line);
                    y = stack(band,
                        type_.set(line,
                            aside           ? small
                                : names_row ? strong
                                            : body,
                            widths[i]),
                        x, y + (y > 4 ? 1 : 0), right);
                }
                end = std::max(end, y);
                x += widths[i] + gap;
            }
            band.height = end + 4;
            band.rules.push_back({ 0, total, band.height });
            add(std::move(band));
        }
        // A short table of figures is read at a glance and stays on one sheet.
        double whole = 0;
        for (auto row = first_row; row < flow_.bands.size(); ++row)
            whole += flow_.bands[row].height;
        if (shown.size() > 2 && whole < height_ * 0.4)
            for (auto row = first_row; row + 1 < flow_.bands.size(); ++row)
                flow_.bands[row].with_next = true;
    }

    void caption(std::string const& name)
    {
        Band band { .before = 12, .with_next = true };
        band.height = text(band, named(name), heading, 0, width_, 0);
        add(std::move(band));
    }

    void plate(Figure figure)
    {
        // A picture that is a little too tall is drawn smaller; what is much too tall was parted before.
        double const scale = std::min(figure_scale, (height_ - 40) / figure.height);
        add({ .before = 6, .height = figure.height * scale, .plate = Plate { std::move(figure), scale } });
    }

    void put(NetPlot const& plot)
    {
        constexpr std::size_t rows_max = 24;
        caption(plot.title);
        for (std::size_t from = 0; from < plot.rows.size(); from += rows_max) {
            auto part = plot;
            auto const to = std::min(from + rows_max, plot.rows.size());
            part.rows.assign(plot.rows.begin() + static_cast<std::ptrdiff_t>(from),
                plot.rows.begin() + static_cast<std::ptrdiff_t>(to));
            plate(draw(part, width_ / figure_scale));
        }
    }

    void put(Timeline const& timeline)
    {
        constexpr std::size_t items_max = 32;
        caption(timeline.title);
        auto part = timeline;
        part.lanes.clear();
        std::size_t count = 0;
        auto const flush = [&] {
            if (!part.lanes.empty())
                plate(draw(part, width_ / figure_scale));
            part.lanes.clear();
            count = 0;
        };
        for (auto const& lane : timeline.lanes)
            for (std::size_t i = 0; i < lane.items.size(); ++i) {
                if (count == items_max)
                    flush();
                if (i == 0 || part.lanes.empty())
                    part.lanes.push_back({ lane.name, lane.track, {} });
                part.lanes.back().items.push_back(lane.items[i]);
                ++count;
            }
        flush();
    }

    void put(Fold const&) { } // nobody opens paper

    void sources()
    {
        if (page_.sources.empty())
            return;
        section_head(page_.sources_title, "sources");
        paragraph(page_.sources_remark, small, 3);
        double const x = 26;
        for (std::size_t i = 0; i < page_.sources.size(); ++i) {
            auto const& source = page_.sources[i];
            Band band { .before = 5, .source = static_cast<int>(i) + 1 };
            stack(band, type_.set(named(fmt::format("[{}]", i + 1)), small_label, x), 0, 0);
            Line line = named(source.title);
            if (!source.about.empty())
                line.push_back({ say_(Label::in_brackets, source.about), Tone::muted, 0 });
            double y = text(band, line, small, x, width_ - x, 0);
            if (!source.url.empty())
                y = stack(band, type_.set_address(source.shown, source.url, small_label, width_ - x), x, y);
            band.height = y;
            add(std::move(band));
        }
    }

    Page const& page_;
    Wording say_;
    Typesetter const& type_;
    double width_;
    double height_;
    Flow flow_;
};

} // namespace

Flow set_page(Page const& page, Typesetter const& type, double width, double height)
{
    return Setter { page, type, width, height }.set();
}

} // namespace recourse::render
