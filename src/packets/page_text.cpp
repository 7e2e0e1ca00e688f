#include "packets/page.hpp"

#include "base/check.hpp"
#include "base/printable.hpp"
#include "render/measure.hpp"

#include <algorithm>

namespace recourse::packets {

namespace {

using render::Line;
using Rows = std::vector<std::string>;

constexpr int number_width = 6;
constexpr int between = 3;

class Setter {
public:
    Setter(Page const& page, int width) : page_(page), width_(std::max(width, 40)) { }

    std::string set()
    {
        side_by_side("", page_.title, page_.title.en.size() + page_.title.zh.size() > 0);
        side_by_side("", page_.subtitle, !page_.subtitle.en.empty() || !page_.subtitle.zh.empty());
        out_ += std::string(static_cast<std::size_t>(width_), '=') + '\n';
        for (auto const& block : page_.blocks)
            std::visit([this](auto const& one) { put(one); }, block);
        return std::move(out_);
    }

private:
    static std::string named(std::string const& name, std::string const& value, std::string_view colon)
    {
        return name.empty() ? value : name + std::string { colon } + value;
    }

    Rows rows(std::string const& text, int width) const
    {
        Rows found;
        for (auto const& line : render::wrap(Line { { printable(text), render::Tone::plain, 0 } }, width)) {
            std::string row;
            for (auto const& span : line)
                row += span.text;
            found.push_back(std::move(row));
        }
        return found;
    }

    static std::string padded(std::string text, int width)
    {
        text.append(static_cast<std::size_t>(std::max(width - render::columns(text), 0)), ' ');
        return text;
    }

    void side_by_side(std::string const& number, Words const& text, bool wanted = true)
    {
        if (!wanted)
            return;
        bool const two = page_.english && page_.chinese;
        int const room = width_ - number_width;
        int const left = two ? (room - between) / 2 : room;
        int const right = two ? room - between - left : room;
        auto const zh = page_.chinese ? rows(text.zh, left) : Rows {};
        auto const en = page_.english ? rows(text.en, right) : Rows {};
        for (std::size_t i = 0; i < std::max(zh.size(), en.size()); ++i) {
            auto row = padded(i == 0 ? number : "", number_width);
            if (two) {
                row += padded(i < zh.size() ? zh[i] : "", left + between);
                row += i < en.size() ? en[i] : "";
            } else {
                row += page_.chinese ? (i < zh.size() ? zh[i] : "") : (i < en.size() ? en[i] : "");
            }
            row.erase(row.find_last_not_of(' ') + 1);
            out_ += row + '\n';
        }
    }

    void item(Item const& one)
    {
        side_by_side("", { named(one.name.en, one.value.en, ": "), named(one.name.zh, one.value.zh, "：") });
    }

    void put(Section const& section)
    {
        out_ += '\n';
        side_by_side("", section.title);
        out_ += std::string(static_cast<std::size_t>(width_), '-') + '\n';
    }
    void put(Paragraph const& paragraph) { side_by_side("", paragraph.text); }
    void put(Particulars const& particulars)
    {
        for (auto const& one : particulars.items)
            item(one);
    }
    void put(Entry const& entry)
    {
        side_by_side(entry.number, entry.head);
        for (auto const& one : entry.items)
            item(one);
        out_ += '\n';
    }
    void put(Signature const& signature)
    {
        out_ += '\n';
        item({ signature.label, { "____________________", "____________________" } });
        item({ { "Name and capacity", "姓名及身份" }, signature.who });
        item({ signature.day_label, { day_of(signature), day_of(signature) } });
    }

    Page const& page_;
    int width_;
    std::string out_;
};

} // namespace

std::string to_text(Page const& page, int width)
{
    return Setter(page, width).set();
}

} // namespace recourse::packets
