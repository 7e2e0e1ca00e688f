#include "papers/pdf_setter.hpp"

#include "papers/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::papers {

namespace {

using render::Band;
using render::Face;
using render::Role;
using render::Style;
using render::Tone;
using SetLines = std::vector<std::shared_ptr<render::SetLine const>>;

/// Points.
constexpr double between = 18; ///< languages side by side
constexpr double pad = 5; ///< of a cell

constexpr Style title { .size = 17, .bold = true, .face = Face::book };
constexpr std::array<Style, 3> headings { { { .size = 13, .bold = true, .face = Face::book },
    { .size = 11.5, .bold = true, .face = Face::book }, { .size = 10.5, .bold = true, .face = Face::book } } };

render::Line drawn(Line const& line)
{
    render::Line out;
    for (auto const& run : line)
        switch (run.manner) {
        case Manner::plain:
        case Manner::reference:
        case Manner::line_break:
            out.push_back({ run.text, Tone::plain, 0 });
            break;
        case Manner::strong:
            out.push_back({ run.text, Tone::strong, 0 });
            break;
        case Manner::open:
            out.push_back({ run.text, Tone::open, 0 });
            break;
        case Manner::note:
            out.push_back({ {}, Tone::plain, run.note });
            break;
        case Manner::warning:
            out.push_back({ run.text, Tone::stop, 0 });
            break;
        }
    return out;
}

render::Line words(std::string text, Tone tone = Tone::plain)
{
    return { { std::move(text), tone, 0 } };
}

double highest(SetLines const& lines)
{
    double height = 0;
    for (auto const& one : lines)
        height = std::max(height, one->height);
    return height;
}

/// One column of text, with the number or mark before it.
struct Strand {
    SetLines lines {};
    double x = 0, width = 0; ///< of the text
    SetLines mark {};
    double mark_x = 0;
    ColumnShape::Side side = ColumnShape::Side::left;
};

/// How text is set as a block.
struct Manners {
    std::string_view tag = "P";
    double before = 5;
    bool with_next = false;
    Role role = Role::text;
    std::string name {}; ///< of a heading
    int note = 0;
};

class Setter {
public:
    Setter(Paper const& paper, render::Typesetter const& zh, render::Typesetter const& en, render::Paper const& sheet)
        : paper_(paper)
        , zh_(zh)
        , en_(en)
        , width_(sheet.inner_width())
        , height_(sheet.inner_height())
        , two_(paper.setting == Setting::both)
    {
        body_ = { .size = two_ ? 9.5 : 10.5, .face = Face::book };
        strong_ = body_;
        strong_.bold = true;
        small_ = { .size = 9, .face = Face::book };
    }

    std::vector<render::Sheet> set()
    {
        for (auto const& block : paper_.blocks) {
            if (kept_with(block))
                keep_last();
            std::visit([this](auto const& one) { put(one); }, block);
        }
        turn();
        return std::move(sheets_);
    }

private:
    render::Typesetter const& type(Language language) const { return language == Language::zh ? zh_ : en_; }

    /// What was set last stays with what follows, a table with the space below it.
    void keep_last()
    {
        for (auto band = bands_.rbegin(); band != bands_.rend(); ++band) {
            band->with_next = true;
            if (!band->text.empty())
                return;
        }
    }

    void turn()
    {
        if (bands_.empty() && !sheets_.empty())
            return;
        auto more = render::paginate(std::move(bands_), heads_, height_);
        std::ranges::move(more, std::back_inserter(sheets_));
        bands_.clear();
    }

    std::string element(std::string_view tag) { return fmt::format("{}#{}", tag, ++elements_); }

    // ---- text

    /// The columns in which a block is set: one, or two for the languages.
    template <class F>
    void columns(F const& with) const
    {
        double const column = two_ ? (width_ - between) / 2 : width_;
        double x = 0;
        for (auto const language : { Language::zh, Language::en })
            if (paper_.shows(language)) {
                with(language, x, column);
                x += column + between;
            }
    }

    static double x_of(Strand const& strand, render::SetLine const& line)
    {
        switch (strand.side) {
        case ColumnShape::Side::left:
            return strand.x;
        case ColumnShape::Side::middle:
            return strand.x + (strand.width - line.width) / 2;
        case ColumnShape::Side::right:
            return strand.x + strand.width - line.width;
        }
        return strand.x;
    }

    /// Strands beside each other, line by line at one pitch, so that a long block may go over to the next sheet; never
    /// with its first or last line alone.
    void flow(std::vector<Strand> const& strands, Manners const& how)
    {
        double pitch = 0;
        std::size_t count = 0;
        for (auto const& one : strands) {
            pitch = std::max({ pitch, highest(one.lines), highest(one.mark) });
            count = std::max(count, one.lines.size());
        }
        count = std::max<std::size_t>(count, 1);
        auto const id = element(how.tag);
        for (std::size_t i = 0; i < count; ++i) {
            bool const kept = (i == 0 && count > 1) || i + 2 == count || how.with_next;
            Band band { .before = i == 0 ? how.before : 0, .height = pitch, .with_next = kept };
            band.id = id;
            if (i == 0) {
                band.role = how.role;
                band.name = how.name;
                band.source = how.note;
            }
            for (auto const& one : strands) {
                double const left = one.mark.empty() ? one.x : std::min(one.mark_x, one.x);
                band.contents.push_back({ std::string { how.tag }, left, one.x + one.width - left, 0 });
                if (i == 0 && !one.mark.empty())
                    band.text.push_back(
                        { one.mark.front(), one.mark_x, pitch - one.mark.front()->height, one.mark.front()->height });
                if (i < one.lines.size())
                    band.text.push_back(
                        { one.lines[i], x_of(one, *one.lines[i]), pitch - one.lines[i]->height, one.lines[i]->height });
            }
            bands_.push_back(std::move(band));
        }
    }

    /// A text in its columns, set in from the left and the right.
    void text(Text const& both, Style const& style, Manners const& how, double left = 0, double right = 0,
        ColumnShape::Side side = ColumnShape::Side::left, Words const& mark = {}, double mark_x = 0)
    {
        std::vector<Strand> strands;
        columns([&](Language language, double x, double column) {
            Strand one { .x = x + left, .width = column - left - right, .mark_x = x + mark_x, .side = side };
            one.lines = type(language).set(drawn(both.in(language)), style, one.width);
            if (auto const& number = mark.in(language); !number.empty())
                one.mark = { type(language).single(number, style, left - mark_x + 200) };
            strands.push_back(std::move(one));
        });
        flow(strands, how);
    }

    /// Full width, Chinese above English.
    void put(Title const& one)
    {
        for (auto const language : { Language::zh, Language::en }) {
            if (!paper_.shows(language))
                continue;
            auto style = title;
            style.size = two_ && language == Language::en ? 14 : title.size;
            Strand strand { .lines = type(language).set(drawn(one.text.in(language)), style, width_),
                .width = width_,
                .side = ColumnShape::Side::middle };
            bool const last = language == Language::en || !two_;
            flow({ strand }, { .tag = "H1", .before = 2, .with_next = true });
            if (last)
                bands_.back().height += 10;
        }
    }

    void put(Heading const& one)
    {
        static constexpr std::array<std::string_view, 3> tags { "H2", "H3", "H4" };
        static constexpr std::array<double, 3> before { 16, 12, 10 };
        auto const level = static_cast<std::size_t>(one.level - 1);
        auto style = headings.at(level);
        if (two_)
            style.size -= 1;
        auto const name = joined({ plain(one.text.en), plain(one.text.zh) }, paper_.setting);
        text(one.text, style,
            { .tag = tags.at(level),
                .before = before.at(level),
                .with_next = true,
                .role = level == 0 ? Role::section : Role::heading,
                .name = name });
    }

    void put(Paragraph const& one)
    {
        auto const side = one.stand == Stand::right ? ColumnShape::Side::right
            : one.stand == Stand::middle            ? ColumnShape::Side::middle
                                                    : ColumnShape::Side::left;
        double const inset = one.stand == Stand::quote ? 24 : 0;
        text(one.text, body_, { .tag = one.stand == Stand::quote ? "BlockQuote" : "P", .before = 6 }, inset, inset,
            side);
    }

    void put(Numbered const& one)
    {
        bool const wide = paper_.numbering == Numbering::articles;
        double const first = wide ? 58 : 28;
        double const step = two_ ? 30 : 33; // room for "（12）"
        double const left = wide ? (one.level < 3 ? first : first + step) : first + step * (one.level - 1);
        double const mark_x = wide ? (one.level == 1          ? 0
                                             : one.level == 2 ? first - 30
                                                              : first)
                                   : left - (one.level == 1 ? first : step);
        text(one.text, body_, { .before = 6 }, left, 0, ColumnShape::Side::left, one.number, mark_x);
    }

    void put(Bullet const& one)
    {
        double const left = one.level == 1 ? 28 : 46;
        text(one.text, body_, { .tag = "P", .before = 3 }, left, 0, ColumnShape::Side::left,
            same(one.level == 1 ? "•" : "–"), left - 13);
    }

    void put(Remark const& one)
    {
        text(one.text, small_, { .before = 4, .note = one.note }, 30, 0, ColumnShape::Side::left, same(one.mark), 0);
    }

    void put(PageBreak const&) { turn(); }

    // ---- rows

    /// The lines below each other at their own heights; where they end.
    static double stack(Band& band, SetLines const& lines, Strand const& at, double top)
    {
        for (auto const& one : lines) {
            band.text.push_back({ one, x_of(at, *one), top, one->height });
            top += one->height;
        }
        return top;
    }

    /// In each language of the paper, Chinese first, once where both are the same.
    double stack_both(Band& band, Text const& both, Style const& style, Strand const& at, double top) const
    {
        for (auto const language : { Language::zh, Language::en }) {
            bool const again = language == Language::en && two_ && both.en == both.zh;
            if (paper_.shows(language) && !again && !both.in(language).empty())
                top = stack(band, type(language).set(drawn(both.in(language)), style, at.width), at, top);
        }
        return top;
    }

    void put(Particulars const& block)
    {
        double const names = width_ * 0.28;
        for (auto const& row : block.rows) {
            bool const first = &row == &block.rows.front();
            if (two_) {
                particular(row, first ? 8 : 3, block.rows.size() == 1);
                continue;
            }
            Band band { .before = first ? 8.0 : 2.0, .with_next = first && block.rows.size() > 1 };
            band.id = element("P");
            band.contents.push_back({ "P", 0, width_, 0 });
            double const left = stack_both(band, row.name, strong_, { .width = names - 10 }, 0);
            double const right = stack_both(band, row.value, body_, { .x = names, .width = width_ - names }, 0);
            band.height = std::max({ left, right, 16.0 });
            if (row.value.empty())
                band.rules.push_back({ names, width_ * 0.85, band.height - 3, true });
            bands_.push_back(std::move(band));
        }
    }

    /// A row of particulars of which both languages stand beside each other; a single one is not parted.
    void particular(Particulars::Row const& row, double before, bool single)
    {
        Text both;
        for (auto const language : { Language::en, Language::zh }) {
            auto line = row.name.in(language);
            for (auto& run : line)
                if (run.manner == Manner::plain)
                    run.manner = Manner::strong;
            line.push_back({ language == Language::zh ? "：" : ": ", Manner::strong });
            auto const& value = row.value.in(language);
            line.insert(line.end(), value.begin(), value.end());
            if (value.empty())
                line.push_back({ std::string { blank_line } });
            both.in(language) = std::move(line);
        }
        text(both, body_, { .before = before, .with_next = single });
    }

    Band table_row(Table const& table, Table::Row const& row, std::string const& outer)
    {
        using Kind = Table::Row::Kind;
        auto style = row.kind == Kind::usual ? body_ : strong_;
        style.size -= 0.5;
        Band band;
        band.id = fmt::format("{}/{}", outer, element("TR"));
        double x = 0;
        double end = pad;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            double const width = width_ * table.columns[i].percent / 100;
            Strand const at { .x = x + pad, .width = width - 2 * pad, .side = table.columns[i].side };
            band.contents.push_back({ row.kind == Kind::titles ? "TH" : "TD", x, width, 0 });
            end = std::max(end, stack_both(band, row.cells[i], style, at, pad));
            x += width;
        }
        band.height = end + pad;
        return band;
    }

    void put(Table const& table)
    {
        using Kind = Table::Row::Kind;
        auto const outer = element("Table");
        int head = -1;
        auto const first = bands_.size();
        double whole = 0;
        for (auto const& row : table.rows) {
            auto band = table_row(table, row, outer);
            bool const dark = row.kind == Kind::titles || &row == &table.rows.back();
            band.rules.push_back({ 0, width_, band.height, dark });
            if (row.kind == Kind::titles) {
                band.rules.push_back({ 0, width_, 0.01, true });
                band.before = 8;
                band.with_next = true;
                head = static_cast<int>(heads_.size());
                heads_.push_back(std::move(band));
                continue;
            }
            bool const opens = bands_.size() == first;
            band.before = opens ? 8 : 0;
            band.head = head;
            if (opens && head < 0)
                band.rules.push_back({ 0, width_, 0.01, true });
            // A row of sums does not begin a sheet.
            if (row.kind == Kind::sums && !opens)
                bands_.back().with_next = true;
            whole += band.height;
            bands_.push_back(std::move(band));
        }
        if (head >= 0 && bands_.size() == first) { // titles alone
            bands_.push_back(heads_.back());
            bands_.back().with_next = false;
        }
        // A short table is read at a glance and stays on one sheet.
        if (whole < height_ * 0.2)
            for (auto row = first; row + 1 < bands_.size(); ++row)
                bands_[row].with_next = true;
        if (bands_.size() > first)
            bands_.push_back({ .height = 4 });
    }

    // ---- signatures

    void put(Signature const& block)
    {
        Band band { .before = 22 };
        band.id = element("P");
        render::Figure boxes { .width = width_, .height = 0, .shapes = {}, .title = {}, .description = {} };
        double const column = (width_ - 24 * static_cast<double>(std::max<std::size_t>(block.columns.size(), 2) - 1))
            / static_cast<double>(std::max<std::size_t>(block.columns.size(), 2));
        double x = 0;
        for (auto const& items : block.columns) {
            band.contents.push_back({ "P", x, column, 0 });
            double y = 0;
            for (auto const& item : items)
                y = sign(band, boxes, item, { .x = x, .width = column }, y) + 7;
            band.height = std::max(band.height, y);
            x += column + 24;
        }
        boxes.height = band.height;
        if (!boxes.shapes.empty())
            band.plate = render::Plate { std::move(boxes), 1 };
        bands_.push_back(std::move(band));
    }

    double sign(Band& band, render::Figure& boxes, Signature::Item const& item, Strand const& at, double y)
    {
        using Kind = Signature::Item::Kind;
        if (item.kind == Kind::seal) {
            constexpr double side = 92; // a round company seal is 40 to 45 mm wide, a foreign one about the same
            constexpr double wide = 128;
            auto const stroke = [&](double x1, double y1, double x2, double y2) {
                boxes.shapes.emplace_back(render::Stroke { x1, y1, x2, y2, render::Ink::muted, 0.6, true });
            };
            stroke(at.x, y, at.x + wide, y);
            stroke(at.x + wide, y, at.x + wide, y + side);
            stroke(at.x + wide, y + side, at.x, y + side);
            stroke(at.x, y + side, at.x, y);
            auto const& setter = type(paper_.language());
            auto const lines = setter.set(words(joined(seal(), paper_.setting), Tone::muted), small_, wide);
            stack(band, lines, { .x = at.x, .width = wide, .side = ColumnShape::Side::middle }, y + side / 2 - 7);
            return y + side;
        }
        Text name = item.name;
        if (item.kind == Kind::line)
            return stack_line(band, name, {}, at, y);
        return stack_line(band, name, item.value, at, y);
    }

    /// "中文 · English：value" in one line, and a rule to write on where there is none.
    double stack_line(Band& band, Text const& name, std::optional<Text> const& value, Strand const& at, double y)
    {
        auto const language = paper_.language();
        auto line = in_a_line(name);
        if (value) {
            line.push_back({ paper_.setting == Setting::en ? ": " : "：", Tone::plain, 0 });
            for (auto const& span : in_a_line(*value))
                line.push_back(span);
        }
        auto const lines = type(language).set(line, body_, at.width);
        y = stack(band, lines, at, y);
        if (value && value->empty() && !lines.empty()) {
            double from = at.x + lines.back()->width + 4;
            if (at.x + at.width - from < 60) { // no room beside it
                y += 16;
                from = at.x;
            }
            band.rules.push_back({ from, at.x + at.width, y - 3, true });
        }
        return y;
    }

    render::Line in_a_line(Text const& both) const
    {
        render::Line out;
        for (auto const language : { Language::zh, Language::en }) {
            auto const& line = both.in(language);
            bool const again = language == Language::en && two_ && both.en == both.zh;
            if (!paper_.shows(language) || again || line.empty())
                continue;
            if (!out.empty())
                out.push_back({ " · ", Tone::plain, 0 });
            for (auto& span : drawn(line))
                out.push_back(std::move(span));
        }
        return out;
    }

    Paper const& paper_;
    render::Typesetter const& zh_;
    render::Typesetter const& en_;
    double width_;
    double height_;
    bool two_;
    Style body_, strong_, small_;
    int elements_ = 0;
    std::vector<Band> bands_; ///< since the last break
    std::vector<Band> heads_;
    std::vector<render::Sheet> sheets_;
};

} // namespace

render::Paper sheet_for(Paper const& paper)
{
    render::Paper out { .margin = 66, .top = 66, .bottom = 62 };
    if (paper.landscape)
        std::swap(out.width, out.height);
    return out;
}

std::vector<render::Sheet> set_paper(
    Paper const& paper, render::Typesetter const& zh, render::Typesetter const& en, render::Paper const& sheet)
{
    return Setter { paper, zh, en, sheet }.set();
}

} // namespace recourse::papers
