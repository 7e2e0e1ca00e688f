#include "render/sheets.hpp"

#include "base/check.hpp"
#include "render/pdf_catalog.hpp"
#include "render/pdf_draw.hpp"

#include <cairo/cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>

namespace recourse::render {

namespace {

constexpr Style running { .size = 8, .tone = Tone::muted };
constexpr Style stamp { .size = 9, .bold = true };

cairo_status_t append(void* out, unsigned char const* data, unsigned length)
{
    static_cast<std::string*>(out)->append(reinterpret_cast<char const*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

/// A PDF that is being written.
class Surface {
public:
    Surface(double width, double height, Date day)
        : surface_(cairo_pdf_surface_create_for_stream(&append, &bytes_, width, height))
        , cairo_(cairo_create(surface_))
    {
        set(CAIRO_PDF_METADATA_CREATOR, "Recourse");
        auto const time = to_string(day) + "T00:00:00+08:00";
        set(CAIRO_PDF_METADATA_CREATE_DATE, time);
        set(CAIRO_PDF_METADATA_MOD_DATE, time);
    }
    Surface(Surface const&) = delete;
    ~Surface()
    {
        cairo_destroy(cairo_);
        cairo_surface_destroy(surface_);
    }

    void set(cairo_pdf_metadata_t key, std::string const& value)
    {
        cairo_pdf_surface_set_metadata(surface_, key, value.c_str());
    }
    void resize(double width, double height) { cairo_pdf_surface_set_size(surface_, width, height); }
    cairo_t* cairo() { return cairo_; }

    std::expected<std::string, std::string> finish()
    {
        cairo_surface_finish(surface_);
        if (auto const status = cairo_surface_status(surface_); status != CAIRO_STATUS_SUCCESS)
            return std::unexpected(std::string { "the PDF could not be written: " } + cairo_status_to_string(status));
        return std::move(bytes_);
    }

private:
    std::string bytes_;
    cairo_surface_t* surface_;
    cairo_t* cairo_;
};

void draw_sheet(cairo_t* cairo, Sheet const& sheet, Paper const& paper, Typesetter const& type)
{
    for (auto const& [band, y] : sheet)
        draw_band(cairo, band, paper.margin, paper.top + y, type, y > 0);
}

void draw_edges(cairo_t* cairo, std::size_t number, std::size_t count, Paper const& paper, Typesetter const& type,
    SheetText const& text)
{
    double const right = paper.width - paper.margin;
    if (!text.head.empty()) {
        auto const head = type.single(text.head, running, paper.inner_width());
        draw_line(cairo, *head, paper.margin, 34);
        draw_rule(cairo, paper.margin, right, 34 + head->height + 3, false);
    }
    double const y = paper.height - 40;
    auto const page
        = type.single(fmt::format(fmt::runtime(text.page_of), number + 1, count), running, paper.inner_width());
    draw_line(cairo, *page, right - page->width, y);
    draw_line(cairo, *type.single(text.foot, running, paper.inner_width() - page->width - 24), paper.margin, y);
}

void draw_stamp(cairo_t* cairo, std::string const& text, Typesetter const& type)
{
    auto const line = type.single(text, stamp, stamp_width - 4);
    double const x = stamp_width - 2 - line->width;
    double const y = (stamp_height - line->height) / 2;
    cairo_move_to(cairo, x, y + line->base);
    pango_cairo_layout_line_path(cairo, line->line);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_set_line_width(cairo, 2.5);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cairo);
    draw_line(cairo, *line, x, y);
}

} // namespace

std::string missing_fonts(Typesetter const& type)
{
    if (type.lacks_chinese())
        return "no installed font has Chinese characters; install Noto Sans CJK SC (Debian: fonts-noto-cjk)";
    if (type.lacks_latin())
        return "no installed font has letters; install Noto Sans (Debian: fonts-noto-core)";
    return {};
}

std::expected<std::string, std::string> write_runs(
    std::span<SheetRun const> runs, std::span<std::string const> stamps, Paper const& paper, Typesetter const& type)
{
    RECOURSE_ASSERT(!runs.empty());
    auto const& about = runs.front().text;
    Surface surface { paper.width, paper.height, about.day };
    surface.set(CAIRO_PDF_METADATA_TITLE, about.title);
    surface.set(CAIRO_PDF_METADATA_SUBJECT, about.subject);
    for (auto const& run : runs)
        for (std::size_t i = 0; i < run.sheets.size(); ++i) {
            draw_sheet(surface.cairo(), run.sheets[i], paper, type);
            draw_edges(surface.cairo(), i, run.sheets.size(), paper, type, run.text);
            cairo_show_page(surface.cairo());
        }
    if (!stamps.empty())
        surface.resize(stamp_width, stamp_height);
    for (auto const& text : stamps) {
        draw_stamp(surface.cairo(), text, type);
        cairo_show_page(surface.cairo());
    }
    auto bytes = surface.finish();
    if (!bytes)
        return bytes;
    return with_language(*std::move(bytes), about.language == Language::zh ? "zh-CN" : "en");
}

} // namespace recourse::render
