#include "papers/pdf.hpp"

#include "papers/pdf_setter.hpp"
#include "render/pdf_catalog.hpp"
#include "render/pdf_draw.hpp"

#include <cairo/cairo-pdf.h>
#include <fmt/format.h>

#include <map>

namespace recourse::papers {

namespace {

using render::Band;
using render::Sheet;
using render::Style;
using render::Tone;

// In the faces of the text: each further Chinese face costs some 40 ms and 100 kB.
constexpr Style running { .size = 8, .face = render::Face::book, .tone = Tone::muted };
constexpr Style warning { .size = 8, .bold = true, .face = render::Face::book, .tone = Tone::stop };

cairo_status_t append(void* out, unsigned char const* data, unsigned length)
{
    static_cast<std::string*>(out)->append(reinterpret_cast<char const*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

/// "Table" of "Table#3/TR#12".
std::string_view outer_of(std::string_view id)
{
    auto const slash = id.find('/');
    return slash == std::string_view::npos ? std::string_view {} : id.substr(0, slash);
}
std::string tag_of(std::string_view element)
{
    return std::string { element.substr(0, element.find('#')) };
}

class Writer {
public:
    Writer(Paper const& paper, std::vector<Sheet> const& sheets, render::Paper const& sheet,
        render::Typesetter const& type)
        : paper_(paper)
        , sheets_(sheets)
        , sheet_(sheet)
        , type_(type)
        , surface_(cairo_pdf_surface_create_for_stream(&append, &bytes_, sheet.width, sheet.height))
        , cairo_(cairo_create(surface_))
    {
        for (std::size_t i = 0; i < sheets_.size(); ++i)
            for (auto const& [band, y] : sheets_[i])
                if (band.source > 0)
                    notes_.try_emplace(band.source, place(i, y));
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
        for (std::size_t i = 0; i < sheets_.size(); ++i) {
            edges(i);
            elements(i);
            links();
            cairo_show_page(cairo_);
        }
        cairo_surface_finish(surface_);
        if (auto const status = cairo_surface_status(surface_); status != CAIRO_STATUS_SUCCESS)
            return std::unexpected(std::string { "the PDF could not be written: " } + cairo_status_to_string(status));
        return render::with_language(std::move(bytes_), paper_.language() == Language::zh ? "zh-CN" : "en");
    }

private:
    void data()
    {
        auto const set = [&](cairo_pdf_metadata_t key, std::string const& value) {
            cairo_pdf_surface_set_metadata(surface_, key, value.c_str());
        };
        set(CAIRO_PDF_METADATA_TITLE, joined(paper_.name, paper_.setting));
        set(CAIRO_PDF_METADATA_SUBJECT, joined(head_of(paper_), paper_.setting));
        set(CAIRO_PDF_METADATA_CREATOR, "Recourse");
        auto const day = to_string(paper_.day) + "T00:00:00+08:00";
        set(CAIRO_PDF_METADATA_CREATE_DATE, day);
        set(CAIRO_PDF_METADATA_MOD_DATE, day);
    }

    std::string place(std::size_t sheet, double y) const
    {
        return fmt::format("page={} pos=[{:.1f} {:.1f}]", sheet + 1, sheet_.margin, std::max(sheet_.top + y - 12, 0.0));
    }

    /// What stands on every sheet; it is no part of the structure.
    void edges(std::size_t number)
    {
        double const right = sheet_.width - sheet_.margin;
        if (auto const head = joined(head_of(paper_), paper_.setting); !head.empty()) {
            auto const line = type_.single(head, warning, sheet_.inner_width());
            render::draw_line(cairo_, *line, (sheet_.width - line->width) / 2, 32);
            render::draw_rule(cairo_, sheet_.margin, right, 32 + line->height + 4, false);
        }
        double const y = sheet_.height - 42;
        auto const of = joined(page_of(), paper_.setting);
        auto const count = sheets_.size();
        auto const page = type_.single(
            fmt::format(fmt::runtime(of), number + 1, count, number + 1, count), running, sheet_.inner_width());
        render::draw_line(cairo_, *page, right - page->width, y);
        auto const name
            = type_.single(joined(paper_.name, paper_.setting), running, sheet_.inner_width() - page->width - 24);
        render::draw_line(cairo_, *name, sheet_.margin, y);
    }

    void begin(std::string const& tag) { cairo_tag_begin(cairo_, tag.c_str(), nullptr); }
    void end(std::string const& tag) { cairo_tag_end(cairo_, tag.c_str()); }

    /// The elements of a sheet, each with its columns one after the other: so they are read aloud and copied.
    void elements(std::size_t number)
    {
        auto const& bands = sheets_[number];
        std::string outer;
        for (std::size_t i = 0; i < bands.size();) {
            auto j = i + 1;
            while (j < bands.size() && bands[j].band.id == bands[i].band.id)
                ++j;
            std::string const around { outer_of(bands[i].band.id) };
            if (around != outer) {
                if (!outer.empty())
                    end(tag_of(outer));
                if (!around.empty())
                    begin(tag_of(around));
                outer = around;
            }
            element({ bands.data() + i, j - i }, number);
            i = j;
        }
        if (!outer.empty())
            end(tag_of(outer));
    }

    void element(std::span<render::OnSheet const> bands, std::size_t number)
    {
        outline(bands.front().band, number, bands.front().y);
        for (auto const& [band, y] : bands)
            if (!band.rules.empty() || band.plate) {
                auto bare = band;
                bare.text.clear();
                render::draw_band(cairo_, bare, sheet_.margin, sheet_.top + y, type_, true);
            }
        auto const& id = bands.front().band.id;
        bool const row = !outer_of(id).empty();
        if (row)
            begin("TR");
        auto const& columns = bands.front().band.contents;
        for (auto const& column : columns) {
            begin(column.id);
            for (auto const& [band, y] : bands)
                for (auto const& line : band.text)
                    if (line.x >= column.x - 0.5 && line.x < column.x + column.width + 0.5
                        && &column == owner(columns, line.x))
                        draw(line, y);
            end(column.id);
        }
        if (row)
            end("TR");
    }

    /// The last column that begins before the line.
    static render::ContentsLine const* owner(std::vector<render::ContentsLine> const& columns, double x)
    {
        render::ContentsLine const* found = &columns.front();
        for (auto const& one : columns)
            if (one.x <= x + 0.5)
                found = &one;
        return found;
    }

    void draw(render::Placed const& line, double y)
    {
        double const left = sheet_.margin + line.x;
        double const top = sheet_.top + y + line.top;
        render::draw_line(cairo_, *line.line, left, top);
        for (auto const& area : line.line->links)
            if (auto const* note = std::get_if<int>(&area.target))
                if (auto const found = notes_.find(*note); found != notes_.end())
                    links_.push_back(fmt::format("rect=[{:.1f} {:.1f} {:.1f} {:.1f}] {}", left + area.x, top,
                        area.width, line.height, found->second));
    }

    /// After the elements: Cairo 1.16 forgets the text of an element that holds another.
    void links()
    {
        for (auto const& link : std::exchange(links_, {})) {
            cairo_tag_begin(cairo_, CAIRO_TAG_LINK, link.c_str());
            cairo_tag_end(cairo_, CAIRO_TAG_LINK);
        }
    }

    void outline(Band const& band, std::size_t sheet, double y)
    {
        if (band.role == render::Role::text || band.name.empty() || band.contents.empty())
            return;
        // H2 is the first level of headings.
        auto const level = static_cast<std::size_t>(band.contents.front().id.back() - '2');
        int parent = CAIRO_PDF_OUTLINE_ROOT;
        for (std::size_t above = 0; above < level; ++above)
            if (above_.at(above) != CAIRO_PDF_OUTLINE_ROOT)
                parent = above_.at(above);
        above_.at(level) = cairo_pdf_surface_add_outline(
            surface_, parent, band.name.c_str(), place(sheet, y).c_str(), static_cast<cairo_pdf_outline_flags_t>(0));
        for (auto below = level + 1; below < above_.size(); ++below)
            above_.at(below) = CAIRO_PDF_OUTLINE_ROOT;
    }

    Paper const& paper_;
    std::vector<Sheet> const& sheets_;
    render::Paper const& sheet_;
    render::Typesetter const& type_;
    std::string bytes_;
    cairo_surface_t* surface_;
    cairo_t* cairo_;
    std::map<int, std::string> notes_; ///< where each stands
    std::vector<std::string> links_; ///< of this sheet
    std::array<int, 3> above_ { CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT };
};

} // namespace

std::expected<Pdf, std::string> Press::print(Paper const& paper) const
{
    auto const sheet = sheet_for(paper);
    auto const sheets = set_paper(paper, zh_, en_, sheet);
    for (auto const* type : { &zh_, &en_ })
        if (auto missing = render::missing_fonts(*type); !missing.empty())
            return std::unexpected(std::move(missing));
    auto bytes = Writer { paper, sheets, sheet, paper.setting == Setting::en ? en_ : zh_ }.write();
    if (!bytes)
        return std::unexpected(std::move(bytes.error()));
    return Pdf { *std::move(bytes), static_cast<std::uint32_t>(sheets.size()) };
}

} // namespace recourse::papers
