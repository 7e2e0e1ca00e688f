#include "papers/docx_parts.hpp"
#include "papers/docx_runs.hpp"
#include "papers/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::papers::docx {

namespace {

/// What a paragraph is besides its text.
struct Shape {
    std::string_view style;
    bool keep_next = false;
    std::string_view side = ""; ///< w:jc
    int number = 0; ///< w:numId; 0: none
    int level = 0; ///< w:ilvl
    int right = 0; ///< white at the right
};

constexpr std::string_view side_of(ColumnShape::Side side)
{
    return side == ColumnShape::Side::right ? "right" : side == ColumnShape::Side::middle ? "center" : "";
}

class Writer {
public:
    explicit Writer(Paper const& paper) : paper_(paper), runs_(paper), width_(sheet_of(paper).inner()) { }

    Body write()
    {
        xml_.open("w:document", { { "xmlns:w", main_namespace }, { "xmlns:r", relation_namespace } }).open("w:body");
        for (std::size_t i = 0; i < paper_.blocks.size(); ++i) {
            bool const beside = paper_.setting == Setting::both && stands_beside(paper_.blocks[i]);
            keep_ = kept_with(paper_.blocks[i]); // and so is what closes the columns before it
            if (!beside)
                end_columns();
            keep_ = i + 1 < paper_.blocks.size() && kept_with(paper_.blocks[i + 1]);
            std::visit([&](auto const& one) { beside ? put_beside(one) : put(one); }, paper_.blocks[i]);
        }
        end_columns();
        section();
        xml_.close().close();
        return { xml_.take(), restarts_ };
    }

private:
    // ---- paragraphs

    template <class F>
    void paragraph(Shape const& shape, F const& inside)
    {
        xml_.open("w:p").open("w:pPr").leaf("w:pStyle", { { "w:val", shape.style } });
        if (shape.keep_next || keep_)
            xml_.leaf("w:keepNext");
        if (turn_ && !in_table_)
            xml_.leaf("w:pageBreakBefore");
        turn_ = turn_ && in_table_;
        if (shape.number > 0)
            xml_.open("w:numPr")
                .leaf("w:ilvl", { { "w:val", std::to_string(shape.level) } })
                .leaf("w:numId", { { "w:val", std::to_string(shape.number) } })
                .close();
        if (shape.right > 0)
            xml_.leaf("w:ind", { { "w:left", "120" }, { "w:right", std::to_string(shape.right) } });
        if (!shape.side.empty())
            xml_.leaf("w:jc", { { "w:val", shape.side } });
        xml_.close();
        inside();
        xml_.close();
    }

    void paragraph(Shape const& shape, Line const& line, Language language)
    {
        paragraph(shape, [&] { runs_.line(xml_, line, language); });
    }

    /// In each language of the paper, Chinese first; once where both are the same.
    void paragraphs(Shape const& shape, Text const& text)
    {
        for (auto const language : { Language::zh, Language::en })
            if (paper_.shows(language) && !repeats(text, language))
                paragraph(shape, text.in(language), language);
    }

    /// Whether English only says again what the Chinese above it says.
    bool repeats(Text const& text, Language language) const
    {
        return language == Language::en && paper_.setting == Setting::both && text.en == text.zh;
    }

    void in_a_line(Text const& text)
    {
        for (auto const language : { Language::zh, Language::en }) {
            if (!paper_.shows(language) || repeats(text, language) || text.in(language).empty())
                continue;
            if (language == Language::en && paper_.setting == Setting::both && !text.zh.empty())
                runs_.run(xml_, " · ", Manner::plain, language);
            runs_.line(xml_, text.in(language), language);
        }
    }

    std::string_view colon() const { return paper_.setting == Setting::en ? ": " : "："; }

    void put(Title const& one) { paragraphs({ .style = "Title" }, one.text); }
    void put(Heading const& one) { paragraphs({ .style = heading(one.level) }, one.text); }
    void put(Paragraph const& one) { paragraphs({ .style = style_of(one.stand) }, one.text); }
    void put(Bullet const& one) { paragraphs(bullet(one), one.text); }
    void put(Numbered const& one)
    {
        restarts_ += one.restart ? 1 : 0;
        numbered(one, paper_.language());
    }
    void put(Remark const& one) { remark(one, paper_.language()); }
    void put(PageBreak const&) { turn_ = true; }

    static std::string_view heading(int level)
    {
        return level == 1 ? "Heading1" : level == 2 ? "Heading2" : "Heading3";
    }
    static std::string_view style_of(Stand stand)
    {
        switch (stand) {
        case Stand::plain:
            return "Normal";
        case Stand::right:
            return "AtRight";
        case Stand::middle:
            return "InTheMiddle";
        case Stand::quote:
            return "Quote";
        }
        return "Normal";
    }
    static Shape bullet(Bullet const& one)
    {
        return {
            .style = one.level == 1 ? "ListBullet" : "ListBullet2", .number = bullets_number, .level = one.level - 1
        };
    }

    void numbered(Numbered const& one, Language language)
    {
        static constexpr std::array<std::string_view, 3> styles { "NumberedParagraph1", "NumberedParagraph2",
            "NumberedParagraph3" };
        paragraph({ .style = styles.at(static_cast<std::size_t>(one.level - 1)),
                      .number = paragraphs_number(language, restarts_),
                      .level = one.level - 1 },
            [&] {
                runs_.bookmarked(xml_, one.name, language, [&] { runs_.line(xml_, one.text.in(language), language); });
            });
    }

    void remark(Remark const& one, Language language)
    {
        paragraph({ .style = "Remark" }, [&] {
            runs_.run(xml_, one.mark, Manner::plain, language);
            runs_.tab(xml_);
            runs_.line(xml_, one.text.in(language), language);
        });
    }

    // ---- tables

    void begin_table(std::string_view style, std::vector<int> const& widths)
    {
        if (turn_)
            gap();
        xml_.open("w:tbl").open("w:tblPr").leaf("w:tblStyle", { { "w:val", style } });
        xml_.leaf("w:tblW", { { "w:w", std::to_string(width_) }, { "w:type", "dxa" } });
        xml_.leaf("w:tblLayout", { { "w:type", "fixed" } }).close();
        xml_.open("w:tblGrid");
        for (int const width : widths)
            xml_.leaf("w:gridCol", { { "w:w", std::to_string(width) } });
        xml_.close();
        in_table_ = true;
        widths_ = widths;
    }

    void end_table()
    {
        xml_.close();
        in_table_ = false;
        gap();
    }

    /// What keeps two tables apart.
    void gap()
    {
        paragraph({ .style = "Gap" }, [] { });
    }

    void begin_row(bool whole, bool titles = false)
    {
        xml_.open("w:tr");
        if (whole || titles) {
            xml_.open("w:trPr").leaf("w:cantSplit");
            if (titles)
                xml_.leaf("w:tblHeader");
            xml_.close();
        }
        column_ = 0;
    }
    void end_row() { xml_.close(); }

    template <class F>
    void cell(F const& inside, bool write_on = false)
    {
        xml_.open("w:tc").open("w:tcPr");
        xml_.leaf("w:tcW", { { "w:w", std::to_string(widths_.at(column_++)) }, { "w:type", "dxa" } });
        if (write_on)
            xml_.open("w:tcBorders")
                .leaf(
                    "w:bottom", { { "w:val", "single" }, { "w:sz", "4" }, { "w:space", "0" }, { "w:color", "444444" } })
                .close();
        xml_.close();
        inside();
        xml_.close();
    }

    std::vector<int> shares(std::vector<ColumnShape> const& columns) const
    {
        std::vector<int> out;
        int rest = width_;
        for (auto const& one : columns) {
            out.push_back(width_ * one.percent / 100);
            rest -= out.back();
        }
        out.back() += rest;
        return out;
    }

    void put(Table const& table)
    {
        begin_table("PaperTable", shares(table.columns));
        bool const keep = keep_;
        for (auto const& row : table.rows) {
            using Kind = Table::Row::Kind;
            keep_ = keep && &row == &table.rows.back();
            begin_row(true, row.kind == Kind::titles);
            for (std::size_t i = 0; i < row.cells.size(); ++i)
                cell([&] {
                    auto const style = row.kind == Kind::titles ? "TableTitle"
                        : row.kind == Kind::sums                ? "TableSum"
                                                                : "TableText";
                    paragraphs({ .style = style, .side = side_of(table.columns[i].side) }, row.cells[i]);
                });
            end_row();
        }
        end_table();
    }

    void put(Particulars const& block)
    {
        begin_table("PlainColumns", { width_ * 28 / 100, width_ - width_ * 28 / 100 });
        bool const keep = keep_;
        for (auto const& row : block.rows) {
            keep_ = keep && &row == &block.rows.back();
            begin_row(true);
            cell([&] { paragraphs({ .style = "ParticularsName" }, row.name); });
            cell([&] { paragraphs({ .style = "Particulars" }, row.value); }, row.value.empty());
            end_row();
        }
        end_table();
    }

    void put(Signature const& block)
    {
        auto const count = static_cast<int>(block.columns.size());
        std::vector<int> const widths(block.columns.size(), width_ / std::max(count, 2));
        begin_table("PlainColumns", widths);
        begin_row(true);
        for (auto const& column : block.columns)
            cell([&] {
                for (auto const& item : column)
                    sign(item, widths.front());
                if (column.empty())
                    paragraph({ .style = "Signature" }, [] { });
            });
        end_row();
        end_table();
    }

    void sign(Signature::Item const& item, int width)
    {
        using Kind = Signature::Item::Kind;
        auto const language = paper_.language();
        if (item.kind == Kind::seal) {
            paragraph({ .style = "Seal", .right = std::max(width - 2'600, 120) },
                [&] { runs_.run(xml_, joined(seal(), paper_.setting), Manner::plain, language); });
            return;
        }
        paragraph({ .style = "Signature" }, [&] {
            in_a_line(item.name);
            if (item.kind == Kind::line)
                return;
            runs_.run(xml_, colon(), Manner::plain, language);
            if (item.value.empty())
                runs_.run(xml_, blank_line, Manner::plain, language);
            else
                in_a_line(item.value);
        });
    }

    // ---- side by side

    static bool stands_beside(Block const& block)
    {
        return !std::holds_alternative<Title>(block) && !std::holds_alternative<Table>(block)
            && !std::holds_alternative<Signature>(block) && !std::holds_alternative<PageBreak>(block);
    }

    void end_columns()
    {
        if (beside_)
            end_table();
        beside_ = false;
    }

    /// A row of both languages, each written by `with`.
    template <class F>
    void beside(F const& with, bool whole)
    {
        if (!beside_)
            begin_table("PlainColumns", { width_ / 2, width_ - width_ / 2 });
        beside_ = true;
        begin_row(whole);
        for (auto const language : { Language::zh, Language::en })
            cell([&] { with(language); });
        end_row();
    }

    void put_beside(Heading const& one)
    {
        beside([&](Language l) { paragraph({ .style = heading(one.level), .keep_next = true }, one.text.in(l), l); },
            true);
    }
    void put_beside(Paragraph const& one)
    {
        auto const style = one.stand == Stand::plain ? "SideBySide" : style_of(one.stand);
        beside([&](Language l) { paragraph({ .style = style }, one.text.in(l), l); }, false);
    }
    void put_beside(Bullet const& one)
    {
        beside([&](Language l) { paragraph(bullet(one), one.text.in(l), l); }, false);
    }
    void put_beside(Numbered const& one)
    {
        restarts_ += one.restart ? 1 : 0;
        beside([&](Language l) { numbered(one, l); }, false);
    }
    void put_beside(Remark const& one)
    {
        beside([&](Language l) { remark(one, l); }, false);
    }
    void put_beside(Particulars const& block)
    {
        for (auto const& row : block.rows)
            beside(
                [&](Language l) {
                    paragraph({ .style = "Particulars" }, [&] {
                        for (auto run : row.name.in(l)) {
                            if (run.manner == Manner::plain)
                                run.manner = Manner::strong;
                            runs_.line(xml_, { run }, l);
                        }
                        runs_.run(xml_, l == Language::zh ? "：" : ": ", Manner::strong, l);
                        if (row.value.empty())
                            runs_.run(xml_, blank_line, Manner::plain, l);
                        else
                            runs_.line(xml_, row.value.in(l), l);
                    });
                },
                true);
    }
    template <class Other>
    void put_beside(Other const& one)
    {
        put(one);
    }

    // ---- the sheet

    void section()
    {
        auto const sheet = sheet_of(paper_);
        xml_.open("w:sectPr");
        if (paper_.draft)
            xml_.leaf("w:headerReference", { { "w:type", "default" }, { "r:id", "rId4" } });
        xml_.leaf("w:footerReference", { { "w:type", "default" }, { "r:id", "rId5" } });
        if (paper_.landscape)
            xml_.leaf("w:pgSz",
                { { "w:w", std::to_string(sheet.width) }, { "w:h", std::to_string(sheet.height) },
                    { "w:orient", "landscape" } });
        else
            xml_.leaf("w:pgSz", { { "w:w", std::to_string(sheet.width) }, { "w:h", std::to_string(sheet.height) } });
        auto const side = std::to_string(sheet.margin);
        xml_.leaf("w:pgMar",
            { { "w:top", "1361" }, { "w:right", side }, { "w:bottom", "1304" }, { "w:left", side },
                { "w:header", "680" }, { "w:footer", "624" }, { "w:gutter", "0" } });
        xml_.close();
    }

    Paper const& paper_;
    Runs runs_;
    int width_;
    Xml xml_;
    std::vector<int> widths_; ///< of the table that is written
    std::size_t column_ = 0;
    int restarts_ = 0;
    bool in_table_ = false;
    bool beside_ = false;
    bool turn_ = false; ///< the next paragraph begins a page
    bool keep_ = false; ///< what is written stays on the page of what follows
};

} // namespace

Body document(Paper const& paper)
{
    return Writer { paper }.write();
}

} // namespace recourse::papers::docx
