#include "papers/paper.hpp"

#include "papers/wording.hpp"

#include <fmt/format.h>

namespace recourse::papers {

std::string plain(Line const& line)
{
    std::string out;
    for (auto const& run : line)
        out += run.text;
    return out;
}

namespace {

class Printer {
public:
    explicit Printer(Paper const& paper) : paper_(paper) { }

    std::string print()
    {
        if (auto const head = joined(head_of(paper_), paper_.setting); !head.empty())
            out_ += paper_.setting == Setting::en ? fmt::format("({})\n", head) : fmt::format("（{}）\n", head);
        for (auto const& block : paper_.blocks)
            std::visit([this](auto const& one) { put(one); }, block);
        return std::move(out_);
    }

private:
    /// A line for each language, Chinese first; the second alone where both are the same.
    void lines(std::string_view before_zh, std::string_view before_en, Text const& text)
    {
        for (auto const language : { Language::zh, Language::en }) {
            if (!paper_.shows(language))
                continue;
            out_
                += fmt::format("{}{}\n", language == Language::zh ? before_zh : before_en, one_line(text.in(language)));
        }
    }
    void lines(std::string_view before, Text const& text) { lines(before, before, text); }

    static std::string one_line(Line const& line)
    {
        auto out = plain(line);
        for (auto& c : out)
            if (c == '\n')
                c = '/';
        return out;
    }

    std::string in_a_line(Text const& text) const
    {
        return joined({ one_line(text.en), one_line(text.zh) }, paper_.setting);
    }

    void put(Title const& one) { lines("# ", one.text); }
    void put(Heading const& one)
    {
        out_ += '\n';
        lines(std::string(static_cast<std::size_t>(one.level) + 1, '#') + " ", one.text);
    }
    void put(Paragraph const& one)
    {
        static constexpr std::array<std::string_view, 4> marks { "", ">> ", ">< ", "> " };
        lines(marks.at(static_cast<std::size_t>(one.stand)), one.text);
    }
    void put(Numbered const& one)
    {
        std::string const indent(static_cast<std::size_t>(one.level - 1) * 2, ' ');
        lines(indent + one.number.zh + " ", indent + one.number.en + " ", one.text);
    }
    void put(Bullet const& one)
    {
        lines(std::string(static_cast<std::size_t>(one.level) * 2 - 2, ' ') + "- ", one.text);
    }
    void put(Particulars const& block)
    {
        for (auto const& row : block.rows)
            for (auto const language : { Language::zh, Language::en })
                if (paper_.shows(language))
                    out_
                        += fmt::format("{}{}{}\n", plain(row.name.in(language)), language == Language::zh ? "：" : ": ",
                            row.value.empty() ? std::string { blank_line } : one_line(row.value.in(language)));
    }
    void put(Table const& table)
    {
        for (auto const& row : table.rows) {
            out_ += row.kind == Table::Row::Kind::titles ? "!" : row.kind == Table::Row::Kind::sums ? "=" : "|";
            for (auto const& cell : row.cells)
                out_ += fmt::format(" {} |", in_a_line(cell));
            out_ += '\n';
        }
    }
    void put(Signature const& block)
    {
        out_ += '\n';
        for (auto const& column : block.columns) {
            if (&column != &block.columns.front())
                out_ += "  ----\n";
            for (auto const& item : column) {
                if (item.kind == Signature::Item::Kind::seal)
                    out_ += fmt::format("  {}\n", joined(seal(), paper_.setting));
                else if (item.kind == Signature::Item::Kind::line)
                    out_ += fmt::format("  {}\n", in_a_line(item.name));
                else
                    out_ += fmt::format("  {}{}{}\n", in_a_line(item.name), paper_.setting == Setting::en ? ": " : "：",
                        item.value.empty() ? std::string { blank_line } : in_a_line(item.value));
            }
        }
    }
    void put(PageBreak const&) { out_ += "\n----------------\n"; }
    void put(Remark const& one) { lines(one.mark + " ", one.text); }

    Paper const& paper_;
    std::string out_;
};

} // namespace

std::string to_text(Paper const& paper)
{
    return Printer { paper }.print();
}

} // namespace recourse::papers
