#include "packets/print.hpp"

#include "base/printable.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::packets {

namespace {

using render::Band;
using render::Line;
using render::Style;
using render::Tone;
using render::Typesetter;

constexpr Style body { .size = 9 };
constexpr Style muted { .size = 9, .tone = Tone::muted };
constexpr Style strong { .size = 9, .bold = true };
/// Of a document that has to be one page.
constexpr Style small_body { .size = 8 };
constexpr Style small_strong { .size = 8, .bold = true };
constexpr Style section_title { .size = 10.5, .bold = true };
constexpr Style page_title { .size = 15, .bold = true };

constexpr double number_width = 40;
constexpr double between = 16;

class Setter {
public:
    Setter(Page const& page, Typesetter const& zh, Typesetter const& en, double width)
        : page_(page)
        , zh_(zh)
        , en_(en)
        , width_(width)
        , body_(page.compact ? small_body : body)
        , strong_(page.compact ? small_strong : strong)
        , loose_(page.compact ? 0.5 : 1)
    {
    }

    std::vector<Band> set()
    {
        Band head;
        side_by_side(head, plain(page_.title), page_title);
        side_by_side(head, plain(page_.subtitle), muted);
        add(std::move(head));
        for (auto const& block : page_.blocks) {
            ++block_;
            // A signature alone on its sheet would be under nothing.
            if (std::holds_alternative<Signature>(block))
                bands_.back().with_next = true;
            std::visit([this](auto const& one) { put(one); }, block);
        }
        return std::move(bands_);
    }

private:
    struct Both {
        Line en, zh;
    };

    static Both plain(Words const& text)
    {
        return { { { printable(text.en), Tone::plain, 0 } }, { { printable(text.zh), Tone::plain, 0 } } };
    }

    static Both named(Item const& item)
    {
        if (item.name.en.empty())
            return plain(item.value);
        return { { { printable(item.name.en) + ": ", Tone::muted, 0 }, { printable(item.value.en), Tone::plain, 0 } },
            { { printable(item.name.zh) + "：", Tone::muted, 0 }, { printable(item.value.zh), Tone::plain, 0 } } };
    }

    void add(Band band) { bands_.push_back(std::move(band)); }

    using SetLines = std::vector<std::shared_ptr<render::SetLine const>>;

    /// The lines below each other, each `pitch` high; where they end.
    static double stack(Band& band, SetLines const& lines, double x, double top, double pitch)
    {
        for (auto const& one : lines) {
            // What is lower than the pitch stands on the same ground as its neighbour.
            band.text.push_back({ one, x, top + pitch - one->height, one->height });
            top += pitch;
        }
        return top;
    }

    /// How high the first line of what was just set below `top` is.
    static double first_pitch(Band const& band, double top)
    {
        double pitch = 0;
        for (auto const& one : band.text)
            if (one.top < top + one.height)
                pitch = std::max(pitch, one.top + one.height - top);
        return pitch;
    }

    static double highest(SetLines const& lines)
    {
        double height = 0;
        for (auto const& one : lines)
            height = std::max(height, one->height);
        return height;
    }

    /// Both columns from the band's end down; the band grows by the longer one.
    void side_by_side(Band& band, Both const& text, Style const& style)
    {
        bool const two = page_.english && page_.chinese;
        double const room = width_ - number_width;
        double const column = two ? (room - between) / 2 : room;
        double const top = band.height;
        auto const zh = page_.chinese ? zh_.set(text.zh, style, column) : SetLines {};
        auto const en = page_.english ? en_.set(text.en, style, column) : SetLines {};
        // One pitch for both, or the languages would drift apart line by line.
        auto const pitch = std::max(highest(zh), highest(en));
        band.height = std::max(stack(band, zh, number_width, top, pitch),
            stack(band, en, number_width + (two ? column + between : 0), top, pitch));
    }

    void put(Section const& section)
    {
        Band band { .before = 14 * loose_, .height = 4, .with_next = true };
        band.rules.push_back({ 0, width_, 0, true });
        side_by_side(band, plain(section.title), section_title);
        band.height += 2;
        add(std::move(band));
    }
    void put(Paragraph const& paragraph)
    {
        Band band { .before = 4 * loose_ };
        side_by_side(band, plain(paragraph.text), body_);
        add(std::move(band));
    }
    void put(Particulars const& particulars)
    {
        Band band { .before = 10 * loose_ };
        for (auto const& item : particulars.items)
            side_by_side(band, named(item), body_);
        add(std::move(band));
    }
    void put(Entry const& entry)
    {
        Band band { .before = 5 * loose_, .height = 4, .source = entry.exhibit.value > 0 ? block_ : 0 };
        band.rules.push_back({ 0, width_, 0, false });
        double const top = band.height;
        side_by_side(band, plain(entry.head), strong_);
        auto const number = en_.set({ { entry.number, Tone::plain, 0 } }, strong_, number_width - 4);
        auto const pitch = band.text.empty() ? highest(number) : std::max(highest(number), first_pitch(band, top));
        band.height = std::max(band.height, stack(band, number, 0, top, pitch));
        for (auto const& item : entry.items)
            side_by_side(band, named(item), body_);
        add(std::move(band));
    }
    void put(Signature const& signature)
    {
        Band band { .before = 26 * loose_ };
        side_by_side(band, named({ signature.label, {} }), body_);
        band.height += 24;
        double const column = (width_ - number_width - between) / 2;
        band.rules.push_back({ number_width, number_width + column * 0.8, band.height, true });
        band.height += 4;
        side_by_side(band, named({ { "Name and capacity", "姓名及身份" }, signature.who }), body_);
        side_by_side(band, named({ signature.day_label, { day_of(signature), day_of(signature) } }), body_);
        add(std::move(band));
    }

    Page const& page_;
    Typesetter const& zh_;
    Typesetter const& en_;
    double width_;
    Style body_, strong_;
    double loose_; ///< of white between bands
    int block_ = 0; ///< which of the page's is set, from 1
    std::vector<Band> bands_;
};

} // namespace

namespace {

/// The block, counted from 1, that a band was set for where its number leads somewhere.
Entry const* entry_of(Page const& page, int source)
{
    return source > 0 ? std::get_if<Entry>(&page.blocks.at(static_cast<std::size_t>(source - 1))) : nullptr;
}

/// How many lines of base64 the text begins with: at least `encoded_least` of the full width that mails give them, and
/// the shorter one that ends them. 0: none.
std::size_t encoded_lines(std::string_view text)
{
    constexpr std::size_t encoded_least = 4, wide = 60;
    std::size_t lines = 0;
    while (!text.empty()) {
        auto const end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        bool const encoded = !line.empty() && std::ranges::all_of(line, [](char const c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/'
                || c == '=';
        });
        if (!encoded || (line.size() < wide && lines == 0))
            break;
        ++lines;
        if (line.size() < wide)
            break;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines >= encoded_least ? lines : 0;
}

} // namespace

SetPage Press::set(Page const& page) const
{
    render::Paper const paper;
    bool const both_languages = page.chinese && page.english;
    auto const& title = page.chinese ? page.title.zh : page.title.en;
    auto const& subtitle = page.chinese ? page.subtitle.zh : page.subtitle.en;
    auto const named
        = [&](Words const& text, std::string const& one) { return printable(both_languages ? in_a_line(text) : one); };
    SetPage out;
    out.run = { render::paginate(Setter(page, zh_, en_, paper.inner_width()).set(), {}, paper.inner_height()),
        { .title = named(page.title, title),
            .subject = subtitle,
            .head = named(page.title, title),
            .foot = named(page.subtitle, subtitle),
            .day = page.day,
            .language = page.chinese ? Language::zh : Language::en } };
    for (std::uint32_t i = 0; i < out.run.sheets.size(); ++i)
        for (auto const& [band, y] : out.run.sheets[i])
            if (auto const* entry = entry_of(page, band.source))
                out.spots.push_back({ entry->exhibit, i, paper.margin, paper.top + y + 3, number_width - 4, 14 });
    return out;
}

SetText Press::set_text(
    std::string_view text, std::string const& title, std::string const& about, Date day, TextOf of) const
{
    render::Paper const paper;
    SetText out;
    if (text.size() > text_max) {
        text = text.substr(0, text_max);
        out.cut = true;
    }
    std::vector<Band> bands;
    // In the Latin face first: data is mostly letters, and what is Chinese in it finds its own.
    auto const add = [&](std::string_view line, Style const& style) {
        Band band;
        auto clean = printable(line);
        for (auto const& one :
            en_.set({ { clean.empty() ? " " : std::move(clean), Tone::plain, 0 } }, style, paper.inner_width())) {
            band.text.push_back({ one, 0, band.height, one->height });
            band.height += one->height;
        }
        bands.push_back(std::move(band));
    };
    add(title, section_title);
    add(about, muted);
    bands.back().rules.push_back({ 0, paper.inner_width(), bands.back().height + 3, false });
    bands.back().height += 8;
    while (!text.empty()) {
        if (auto const lines = of == TextOf::mail ? encoded_lines(text) : 0; lines > 0) {
            out.encoded += lines;
            add(fmt::format("[{} lines of encoded data are not printed: the file has them · "
                            "略去 {} 行编码数据，以文件为准]",
                    lines, lines),
                muted);
            for (std::size_t i = 0; i < lines; ++i)
                text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
            continue;
        }
        auto const end = text.find('\n');
        add(text.substr(0, end), body);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    out.run.sheets = render::paginate(std::move(bands), {}, paper.inner_height());
    if (out.run.sheets.size() > text_sheets_max) {
        out.run.sheets.resize(text_sheets_max);
        out.cut = true;
    }
    out.run.text = { .title = title,
        .subject = about,
        .head = printable(title),
        .foot = out.cut ? "Not the whole: the file has more · 打印不完整，以文件为准" : "",
        .day = day };
    return out;
}

std::expected<std::string, std::string> Press::write(
    std::vector<render::SheetRun> const& runs, std::vector<std::string> const& stamps) const
{
    auto pdf = render::write_runs(runs, stamps, {}, en_);
    for (auto const* type : { &zh_, &en_ })
        if (auto missing = render::missing_fonts(*type); !missing.empty())
            return std::unexpected(std::move(missing));
    return pdf;
}

std::expected<Printed, std::string> print(Page const& page)
{
    Press const press;
    auto set = press.set(page);
    auto const sheets = static_cast<std::uint32_t>(set.run.sheets.size());
    auto pdf = press.write({ std::move(set.run) });
    if (!pdf)
        return std::unexpected(std::move(pdf.error()));
    return Printed { *std::move(pdf), sheets };
}

} // namespace recourse::packets
