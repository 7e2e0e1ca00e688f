#include "render/pdf.hpp"

#include "render/compose.hpp"
#include "render/pdf_catalog.hpp"
#include "render/pdf_draw.hpp"
#include "render/pdf_flow.hpp"
#include "render/pdf_setter.hpp"
#include "render/wording.hpp"

#include <cairo/cairo-pdf.h>

namespace recourse::render {

namespace {

// A4 in points.
constexpr double paper_width = 595.28;
constexpr double paper_height = 841.89;
constexpr double margin = 54;
constexpr double top = 62; ///< below the running head
constexpr double bottom = 58; ///< above the foot
constexpr double width = paper_width - 2 * margin;
constexpr double height = paper_height - top - bottom;

constexpr Style running { .size = 8, .tone = Tone::muted };

cairo_status_t append(void* out, unsigned char const* data, unsigned length)
{
    static_cast<std::string*>(out)->append(reinterpret_cast<char const*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

struct Place {
    std::size_t sheet;
    double y;
};

/// Single quotes delimit the values of Cairo's tags.
std::string tag_text(std::string_view text)
{
    std::string out;
    for (char const c : text) {
        if (c == '\'' || c == '\\')
            out += '\\';
        out += c;
    }
    return out;
}

bool is_ascii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F; });
}

class Writer {
public:
    Writer(Page const& page, Typesetter const& type, std::vector<Sheet> const& sheets)
        : page_(page)
        , type_(type)
        , sheets_(sheets)
        , surface_(cairo_pdf_surface_create_for_stream(&append, &bytes_, paper_width, paper_height))
        , cairo_(cairo_create(surface_))
    {
        for (std::size_t i = 0; i < sheets_.size(); ++i)
            for (auto const& [band, y] : sheets_[i]) {
                if (band.source > 0)
                    sources_.emplace(band.source, Place { i, y });
                if (band.role == Role::section)
                    sections_.emplace(band.id, Place { i, y });
            }
    }
    Writer(Writer const&) = delete;
    ~Writer()
    {
        cairo_destroy(cairo_);
        cairo_surface_destroy(surface_);
    }

    std::expected<std::string, std::string> write()
    {
        data();
        for (std::size_t i = 0; i < sheets_.size(); ++i)
            sheet(i);
        cairo_surface_finish(surface_);
        if (auto const status = cairo_surface_status(surface_); status != CAIRO_STATUS_SUCCESS)
            return std::unexpected(std::string { "the PDF could not be written: " } + cairo_status_to_string(status));
        return with_language(std::move(bytes_), page_.language == Language::zh ? "zh-CN" : "en");
    }

private:
    void data()
    {
        auto const set = [&](cairo_pdf_metadata_t key, std::string const& value) {
            cairo_pdf_surface_set_metadata(surface_, key, value.c_str());
        };
        set(CAIRO_PDF_METADATA_TITLE, page_.title);
        set(CAIRO_PDF_METADATA_SUBJECT, page_.as_of_line);
        set(CAIRO_PDF_METADATA_CREATOR, "Recourse");
        // The day of the answer, in Beijing: never the clock, or no two copies would be the same.
        auto const day = to_string(page_.as_of) + "T00:00:00+08:00";
        set(CAIRO_PDF_METADATA_CREATE_DATE, day);
        set(CAIRO_PDF_METADATA_MOD_DATE, day);
    }

    std::string to_place(Place const& place) const
    {
        return fmt::format("page={} pos=[{:.1f} {:.1f}]", place.sheet + 1, margin, std::max(top + place.y - 12, 0.0));
    }

    void link(double x, double y, double w, double h, std::string const& where)
    {
        cairo_tag_begin(
            cairo_, CAIRO_TAG_LINK, fmt::format("rect=[{:.1f} {:.1f} {:.1f} {:.1f}] {}", x, y, w, h, where).c_str());
        cairo_tag_end(cairo_, CAIRO_TAG_LINK);
    }

    void follow(LinkArea const& area, double x, double y, double h)
    {
        std::string where;
        if (auto const* note = std::get_if<int>(&area.target)) {
            auto const found = sources_.find(*note);
            if (found == sources_.end())
                return;
            where = to_place(found->second);
        } else {
            auto const& url = std::get<std::string>(area.target);
            if (!is_ascii(url))
                return;
            where = fmt::format("uri='{}'", tag_text(url));
        }
        link(x + area.x, y, area.width, h, where);
    }

    void outline(Band const& band, std::size_t sheet, double y)
    {
        if (band.role == Role::text || band.name.empty() || (band.role == Role::section && band.id.empty()))
            return;
        bool const section = band.role == Role::section;
        auto const id = cairo_pdf_surface_add_outline(surface_, section ? CAIRO_PDF_OUTLINE_ROOT : section_,
            band.name.c_str(), to_place({ sheet, y }).c_str(), static_cast<cairo_pdf_outline_flags_t>(0));
        if (section)
            section_ = id;
    }

    void sheet(std::size_t number)
    {
        if (number > 0)
            running_head();
        for (auto const& [band, y] : sheets_[number]) {
            outline(band, number, y);
            draw_band(cairo_, band, margin, top + y, type_, y > 0);
            for (auto const& line : band.text)
                for (auto const& area : line.line->links)
                    follow(area, margin + line.x, top + y + line.top, line.height);
            contents(band, top + y);
        }
        foot(number);
        cairo_show_page(cairo_);
    }

    void contents(Band const& band, double y)
    {
        for (auto const& line : band.contents) {
            auto const found = sections_.find(line.id);
            if (found == sections_.end())
                continue;
            auto const number
                = type_.single(std::to_string(found->second.sheet + 1), { .size = 9.5, .tone = Tone::muted }, 28);
            draw_line(cairo_, *number, margin + line.x + line.width - number->width, y + line.top);
            link(margin + line.x, y + line.top, line.width, number->height, to_place(found->second));
        }
    }

    void running_head()
    {
        auto const brand = type_.single(std::string { label(page_.language, Label::recourse) }, running, width);
        draw_line(cairo_, *brand, margin + width - brand->width, 30);
        draw_line(cairo_, *type_.single(page_.title, running, width - brand->width - 24), margin, 30);
        draw_rule(cairo_, margin, margin + width, 30 + brand->height + 3, false);
    }

    void foot(std::size_t number)
    {
        double const y = paper_height - 40;
        auto const count
            = type_.single(label(page_.language, Label::page_of, number + 1, sheets_.size()), running, width);
        draw_line(cairo_, *count, margin + width - count->width, y);
        draw_line(cairo_, *type_.single(page_.closing, running, width - count->width - 24), margin, y);
    }

    Page const& page_;
    Typesetter const& type_;
    std::vector<Sheet> const& sheets_;
    std::string bytes_;
    cairo_surface_t* surface_;
    cairo_t* cairo_;
    std::map<int, Place> sources_;
    std::map<std::string, Place> sections_;
    int section_ = CAIRO_PDF_OUTLINE_ROOT;
};

} // namespace

std::expected<std::string, std::string> render_pdf(casework::Answer const& answer)
{
    auto const page = compose(answer);
    Typesetter const type { page.language };
    auto flow = set_page(page, type, width, height);
    if (type.lacks_chinese())
        return std::unexpected(
            "no installed font has Chinese characters; install Noto Sans CJK SC (Debian: fonts-noto-cjk)");
    if (type.lacks_latin())
        return std::unexpected("no installed font has letters; install Noto Sans (Debian: fonts-noto-core)");
    auto const sheets = paginate(std::move(flow.bands), flow.heads, height);
    return Writer { page, type, sheets }.write();
}

} // namespace recourse::render
