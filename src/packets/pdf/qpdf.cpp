#include "packets/pdf/qpdf.hpp"

#include "packets/pdf/image.hpp"
#include "render/stamp.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/Pl_Buffer.hh>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

namespace recourse::packets::pdf {

namespace {

using Handle = QPDFObjectHandle;

std::shared_ptr<QPDF> opened(std::string_view bytes)
{
    auto pdf = QPDF::create();
    pdf->setSuppressWarnings(true);
    try {
        pdf->processMemoryFile("exhibit", bytes.data(), bytes.size());
    } catch (QPDFExc const& error) {
        throw Refused { error.getErrorCode() == qpdf_e_password ? "it opens with a password only"
                                                                : "it is no PDF, or too broken to be bound" };
    }
    return pdf;
}

std::vector<QPDFPageObjectHelper> pages_of(QPDF& pdf)
{
    auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
    if (pages.empty())
        throw Refused { "it has no pages" };
    if (pages.size() > pages_max)
        throw Refused { fmt::format("it has more than {} pages", pages_max) };
    return pages;
}

struct Box {
    double x0, y0, x1, y1;
};

/// The part of a page that is shown, in its own space.
Box shown(QPDFPageObjectHelper& page)
{
    auto const rectangle = page.getCropBox().getArrayAsRectangle();
    Box box { std::min(rectangle.llx, rectangle.urx), std::min(rectangle.lly, rectangle.ury),
        std::max(rectangle.llx, rectangle.urx), std::max(rectangle.lly, rectangle.ury) };
    bool const sound = std::isfinite(box.x0) && std::isfinite(box.y0) && box.x1 - box.x0 >= 1 && box.y1 - box.y0 >= 1
        && std::abs(box.x0) < 1e6 && std::abs(box.y0) < 1e6 && box.x1 - box.x0 < 20'000 && box.y1 - box.y0 < 20'000;
    if (!sound)
        throw Refused { "a page has no size that could be printed" };
    return box;
}

int turn_of(QPDFPageObjectHelper& page)
{
    auto turn = page.getAttribute("/Rotate", false);
    if (!turn.isInteger())
        return 0;
    return static_cast<int>(((turn.getIntValue() % 360) + 360) % 360) / 90 * 90;
}

/// Where a stamp goes: the upper right corner as the page is shown.
Handle::Rectangle corner(Box const& box, int turn)
{
    constexpr double edge = 14;
    double const w = render::stamp_width;
    double const h = render::stamp_height;
    switch (turn) {
    case 90:
        return { box.x0 + edge, box.y1 - edge - w, box.x0 + edge + h, box.y1 - edge };
    case 180:
        return { box.x0 + edge, box.y0 + edge, box.x0 + edge + w, box.y0 + edge + h };
    case 270:
        return { box.x1 - edge - h, box.y0 + edge, box.x1 - edge, box.y0 + edge + w };
    default:
        return { box.x1 - edge - w, box.y1 - edge - h, box.x1 - edge, box.y1 - edge };
    }
}

/// A narrow page gets a smaller stamp, so that it ends at the edge and never leaves it.
Handle::Rectangle within(Handle::Rectangle rectangle, Box const& box)
{
    rectangle.llx = std::max(rectangle.llx, box.x0 + 2);
    rectangle.lly = std::max(rectangle.lly, box.y0 + 2);
    rectangle.urx = std::min(rectangle.urx, box.x1 - 2);
    rectangle.ury = std::min(rectangle.ury, box.y1 - 2);
    return rectangle;
}

bool has_active(QPDF& pdf, std::vector<QPDFPageObjectHelper>& pages)
{
    auto root = pdf.getRoot();
    if (root.hasKey("/OpenAction") || root.hasKey("/AA"))
        return true;
    if (auto names = root.getKey("/Names");
        names.isDictionary() && (names.hasKey("/JavaScript") || names.hasKey("/EmbeddedFiles")))
        return true;
    for (auto& page : pages) {
        auto object = page.getObjectHandle();
        if (object.hasKey("/AA"))
            return true;
        auto annotations = object.getKey("/Annots");
        if (!annotations.isArray())
            continue;
        for (int i = 0; i < annotations.getArrayNItems(); ++i) {
            auto one = annotations.getArrayItem(i);
            if (one.isDictionary() && (one.hasKey("/A") || one.hasKey("/AA") || one.hasKey("/Dest")))
                return true;
        }
    }
    return false;
}

/// What a page shows, and nothing that acts: notes, fields and links become what they look like.
void make_still(QPDF& pdf)
{
    QPDFAcroFormDocumentHelper form { pdf };
    form.generateAppearancesIfNeeded();
    QPDFPageDocumentHelper { pdf }.flattenAnnotations();
    static std::set<std::string> const kept { "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox",
        "/TrimBox", "/ArtBox", "/Contents", "/Rotate", "/Group", "/UserUnit" };
    for (auto& page : QPDFPageDocumentHelper { pdf }.getAllPages()) {
        auto object = page.getObjectHandle();
        for (auto const& key : object.getKeys())
            if (kept.count(key) == 0)
                object.removeKey(key);
    }
}

std::int32_t thousandths(double points)
{
    return static_cast<std::int32_t>(std::lround(points * 1000));
}

std::string_view bytes_of(std::string_view file, Piece const& piece)
{
    if (piece.offset > file.size() || piece.size > file.size() - piece.offset)
        throw Refused { "a piece lies outside of the file" };
    return file.substr(piece.offset, piece.size);
}

/// Builds the bound PDF.
class Binder {
public:
    Binder(std::string_view file, Job const& job) : file_(file), job_(job), out_(QPDF::create())
    {
        out_->setSuppressWarnings(true);
        out_->emptyPDF();
    }

    std::string bind(Report& report)
    {
        ours_ = opened(bytes_of(file_, job_.ours));
        own_pages_ = pages_of(*ours_);
        if (job_.front_pages == 0)
            throw Refused { "there is no sheet in front" };
        for (std::uint32_t i = 0; i < job_.front_pages; ++i)
            append(own_page(i));
        for (auto const& part : job_.parts) {
            ++report.part;
            add(part);
        }
        report.part = 0;
        auto pages = QPDFPageDocumentHelper { *out_ }.getAllPages();
        links(pages);
        outline(pages);
        about();
        report.pages = pages.size();
        QPDFWriter writer { *out_ };
        writer.setOutputMemory();
        writer.setDeterministicID(true);
        writer.setStreamDataMode(qpdf_s_preserve);
        writer.setObjectStreamMode(qpdf_o_generate);
        writer.write();
        auto const buffer = writer.getBufferSharedPointer();
        return { reinterpret_cast<char const*>(buffer->getBuffer()), buffer->getSize() };
    }

private:
    QPDFPageObjectHelper append(QPDFPageObjectHelper const& page)
    {
        if (++count_ > pages_max)
            throw Refused { fmt::format("the packet has more than {} pages", pages_max) };
        QPDFPageDocumentHelper { *out_ }.addPage(page, false);
        return QPDFPageObjectHelper { out_->getAllPages().back() };
    }

    QPDFPageObjectHelper own_page(std::uint64_t number)
    {
        if (number >= own_pages_.size())
            throw Refused { "there are fewer sheets of ours than was said" };
        return own_pages_[number];
    }

    void add(Part const& part)
    {
        if (part.piece.size == 0) {
            for (std::uint32_t i = 0; i < part.pages; ++i)
                stamp(append(own_page(std::uint64_t { part.first } + i)));
            return;
        }
        auto const bytes = bytes_of(file_, part.piece);
        if (part.piece.form != Form::pdf) {
            if (part.pages != 1)
                throw Refused { "a picture takes one page" };
            stamp(append(picture(part.piece.form, bytes)));
            return;
        }
        auto pdf = opened(bytes);
        make_still(*pdf);
        auto const pages = pages_of(*pdf);
        if (pages.size() != part.pages)
            throw Refused { "a file has not as many pages as were counted" };
        for (auto const& page : pages)
            stamp(append(page));
        kept_.push_back(std::move(pdf));
    }

    /// Laid over what is there: streams of the page stay as they are, between a saved and a restored state.
    void stamp(QPDFPageObjectHelper page)
    {
        auto tile = own_page(std::uint64_t { job_.stamps } + stamped_++);
        auto const box = shown(page);
        auto form = out_->copyForeignObject(tile.getFormXObjectForPage());
        auto resources = page.getAttribute("/Resources", true);
        if (!resources.isDictionary()) {
            resources = Handle::newDictionary();
            page.getObjectHandle().replaceKey("/Resources", resources);
        }
        // Resources that several pages share would get the stamps of all of them.
        resources = resources.shallowCopy();
        page.getObjectHandle().replaceKey("/Resources", resources);
        auto objects = resources.getKey("/XObject");
        objects = objects.isDictionary() ? objects.shallowCopy() : Handle::newDictionary();
        resources.replaceKey("/XObject", objects);
        int suffix = 1;
        auto const name = resources.getUniqueResourceName("/Stamp", suffix);
        auto const place = page.placeFormXObject(form, name, within(corner(box, turn_of(page)), box));
        if (place.empty())
            throw Refused { "a page is too small for its stamp" };
        objects.replaceKey(name, form);
        page.addPageContents(Handle::newStream(out_.get(), "q\n"), true);
        page.addPageContents(Handle::newStream(out_.get(), "\nQ\n" + place), false);
    }

    Handle stream_of(std::string_view data, Handle dictionary)
    {
        auto stream = Handle::newStream(out_.get(), std::string { data });
        auto own = stream.getDict();
        for (auto const& key : dictionary.getKeys())
            own.replaceKey(key, dictionary.getKey(key));
        return stream;
    }

    /// Packed at once: pixels of many pictures would not fit beside each other.
    Handle deflated(std::string pixels, Handle dictionary)
    {
        std::string packed;
        {
            auto const all = std::exchange(pixels, {});
            Pl_Buffer buffer { "pixels" };
            Pl_Flate flate { "pixels", &buffer, Pl_Flate::a_deflate };
            flate.write(reinterpret_cast<unsigned char const*>(all.data()), all.size());
            flate.finish();
            auto const bytes = buffer.getBufferSharedPointer();
            packed.assign(reinterpret_cast<char const*>(bytes->getBuffer()), bytes->getSize());
        }
        dictionary.replaceKey("/Filter", Handle::newName("/FlateDecode"));
        return stream_of(packed, dictionary);
    }

    static Handle image_dictionary(std::uint32_t width, std::uint32_t height, std::string const& space)
    {
        auto out = Handle::newDictionary();
        out.replaceKey("/Type", Handle::newName("/XObject"));
        out.replaceKey("/Subtype", Handle::newName("/Image"));
        out.replaceKey("/Width", Handle::newInteger(width));
        out.replaceKey("/Height", Handle::newInteger(height));
        out.replaceKey("/ColorSpace", Handle::newName(space));
        out.replaceKey("/BitsPerComponent", Handle::newInteger(8));
        return out;
    }

    QPDFPageObjectHelper picture(Form form, std::string_view bytes)
    {
        Handle image;
        std::uint32_t width = 0, height = 0;
        int orientation = 1;
        if (form == Form::jpeg) {
            auto const jpeg = read_jpeg(bytes);
            width = jpeg.width, height = jpeg.height, orientation = jpeg.orientation;
            auto about = image_dictionary(width, height,
                jpeg.components == 1       ? "/DeviceGray"
                    : jpeg.components == 3 ? "/DeviceRGB"
                                           : "/DeviceCMYK");
            about.replaceKey("/Filter", Handle::newName("/DCTDecode"));
            if (jpeg.inverted)
                about.replaceKey("/Decode", Handle::parse("[1 0 1 0 1 0 1 0]"));
            image = out_->makeIndirectObject(stream_of(bytes, about)); // the very bytes of the JPEG
        } else {
            auto png = read_png(bytes);
            width = png.width, height = png.height;
            auto about = image_dictionary(width, height, png.grey ? "/DeviceGray" : "/DeviceRGB");
            if (!png.opacity.empty())
                about.replaceKey("/SMask",
                    out_->makeIndirectObject(
                        deflated(std::move(png.opacity), image_dictionary(width, height, "/DeviceGray"))));
            image = out_->makeIndirectObject(deflated(std::move(png.colour), about));
        }
        return placed(image, width, height, orientation);
    }

    /// On an A4 sheet, upright or lying as the picture is; at most 96 pixels an inch, so that nothing is blown up.
    QPDFPageObjectHelper placed(Handle const& image, std::uint32_t width, std::uint32_t height, int orientation)
    {
        bool const turned = orientation >= 5;
        double const w = turned ? height : width;
        double const h = turned ? width : height;
        bool const lying = w > h * 1.15;
        double const paper_w = lying ? 841.89 : 595.28;
        double const paper_h = lying ? 595.28 : 841.89;
        constexpr double edge = 42;
        double const scale = std::min({ (paper_w - 2 * edge) / w, (paper_h - 2 * edge) / h, 0.75 });
        double const sw = w * scale;
        double const sh = h * scale;
        double const x = (paper_w - sw) / 2;
        double const y = (paper_h - sh) / 2;
        // The unit square of the picture onto the place, turned as EXIF says (orientations 1 to 8).
        static constexpr double turns[8][6]
            = { { 1, 0, 0, 1, 0, 0 }, { -1, 0, 0, 1, 1, 0 }, { -1, 0, 0, -1, 1, 1 }, { 1, 0, 0, -1, 0, 1 },
                  { 0, -1, -1, 0, 1, 1 }, { 0, -1, 1, 0, 0, 1 }, { 0, 1, 1, 0, 0, 0 }, { 0, 1, -1, 0, 1, 0 } };
        auto const& t = turns[orientation - 1];
        auto const content = fmt::format("q {:.3f} 0 0 {:.3f} {:.3f} {:.3f} cm {} {} {} {} {} {} cm /Im0 Do Q\n", sw,
            sh, x, y, t[0], t[1], t[2], t[3], t[4], t[5]);
        auto page = Handle::parse(fmt::format("<< /Type /Page /MediaBox [0 0 {:.2f} {:.2f}] >>", paper_w, paper_h));
        auto objects = Handle::newDictionary();
        objects.replaceKey("/Im0", image);
        auto resources = Handle::newDictionary();
        resources.replaceKey("/XObject", objects);
        page.replaceKey("/Resources", resources);
        page.replaceKey("/Contents", Handle::newStream(out_.get(), content));
        return QPDFPageObjectHelper { out_->makeIndirectObject(page) };
    }

    static Handle at_top_of(QPDFPageObjectHelper& page)
    {
        auto where = Handle::newArray();
        where.appendItem(page.getObjectHandle());
        where.appendItem(Handle::newName("/XYZ"));
        for (int i = 0; i < 3; ++i)
            where.appendItem(Handle::newNull());
        return where;
    }

    void links(std::vector<QPDFPageObjectHelper>& pages)
    {
        for (auto const& link : job_.links) {
            if (link.page >= job_.front_pages || link.target >= pages.size())
                throw Refused { "a link leads nowhere" };
            auto& page = pages[link.page];
            auto const box = shown(page);
            double const left = link.x / 1000.0, top = box.y1 - link.y / 1000.0;
            auto one = Handle::parse(
                fmt::format("<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [{:.2f} {:.2f} {:.2f} {:.2f}] >>",
                    left, top - link.height / 1000.0, left + link.width / 1000.0, top));
            one.replaceKey("/Dest", at_top_of(pages[link.target]));
            auto object = page.getObjectHandle();
            auto annotations = object.getKey("/Annots");
            if (!annotations.isArray()) {
                annotations = Handle::newArray();
                object.replaceKey("/Annots", annotations);
            }
            object.getKey("/Annots").appendItem(out_->makeIndirectObject(one));
        }
    }

    /// The lines from `at` on that are as deep as the first one or deeper, under `parent`; returns where they end.
    std::size_t level(std::size_t at, Handle parent, std::vector<QPDFPageObjectHelper>& pages)
    {
        auto const depth = job_.marks[at].level;
        Handle previous = Handle::newNull();
        long long count = 0;
        while (at < job_.marks.size() && job_.marks[at].level >= depth) {
            auto const& mark = job_.marks[at];
            if (mark.level > depth || mark.page >= pages.size())
                throw Refused { "the outline is out of order" };
            auto item = out_->makeIndirectObject(Handle::newDictionary());
            item.replaceKey("/Title", Handle::newUnicodeString(mark.title));
            item.replaceKey("/Parent", parent);
            item.replaceKey("/Dest", at_top_of(pages[mark.page]));
            if (previous.isNull()) {
                parent.replaceKey("/First", item);
            } else {
                previous.replaceKey("/Next", item);
                item.replaceKey("/Prev", previous);
            }
            previous = item;
            ++count;
            ++at;
            if (at < job_.marks.size() && job_.marks[at].level == depth + 1)
                at = level(at, item, pages);
        }
        parent.replaceKey("/Last", previous);
        parent.replaceKey("/Count", Handle::newInteger(count));
        return at;
    }

    void outline(std::vector<QPDFPageObjectHelper>& pages)
    {
        if (job_.marks.empty())
            return;
        if (job_.marks.front().level != 0)
            throw Refused { "the outline is out of order" };
        auto root = out_->makeIndirectObject(Handle::parse("<< /Type /Outlines >>"));
        level(0, root, pages);
        out_->getRoot().replaceKey("/Outlines", root);
        out_->getRoot().replaceKey("/PageMode", Handle::newName("/UseOutlines"));
    }

    void about()
    {
        auto info = out_->makeIndirectObject(Handle::newDictionary());
        info.replaceKey("/Title", Handle::newUnicodeString(job_.title));
        info.replaceKey("/Creator", Handle::newString("Recourse"));
        info.replaceKey("/CreationDate", Handle::newString(job_.day));
        info.replaceKey("/ModDate", Handle::newString(job_.day));
        out_->getTrailer().replaceKey("/Info", info);
        out_->getRoot().replaceKey("/Lang", Handle::newString(job_.language));
        out_->getRoot().replaceKey("/ViewerPreferences", Handle::parse("<< /DisplayDocTitle true >>"));
    }

    std::string_view file_;
    Job const& job_;
    std::shared_ptr<QPDF> out_;
    std::shared_ptr<QPDF> ours_;
    std::vector<QPDFPageObjectHelper> own_pages_;
    std::uint64_t stamped_ = 0;
    std::vector<std::shared_ptr<QPDF>> kept_; ///< streams are copied when the whole is written, not before
    std::size_t count_ = 0;
};

} // namespace

Survey survey_pdf(std::string_view bytes)
{
    Survey survey;
    auto pdf = opened(bytes);
    auto pages = pages_of(*pdf);
    for (auto& page : pages) {
        auto const box = shown(page);
        bool const lying = turn_of(page) % 180 != 0;
        auto const width = thousandths(box.x1 - box.x0), height = thousandths(box.y1 - box.y0);
        survey.pages.push_back(lying ? PageSize { height, width } : PageSize { width, height });
    }
    survey.active = has_active(*pdf, pages);
    auto root = pdf->getRoot();
    survey.form = root.getKey("/AcroForm").isDictionary();
    auto layers = root.getKey("/OCProperties");
    survey.layers = layers.isDictionary();
    return survey;
}

std::string bind_pieces(std::string_view file, Job const& job, Report& report)
{
    return Binder(file, job).bind(report);
}

} // namespace recourse::packets::pdf
