#pragma once

#include "packets/page.hpp"
#include "render/sheets.hpp"

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::packets {

/// Where the number of an exhibit stands on the printed sheets: points from the upper left corner.
struct Spot {
    Number exhibit;
    std::uint32_t sheet = 0; ///< from 0
    double x = 0, y = 0, width = 0, height = 0;
};

/// A page that is set and waits for its PDF.
struct SetPage {
    render::SheetRun run;
    std::vector<Spot> spots;
};

/// A file of text as sheets: what it says, line by line, under a head that says what it is. It is a print that comes
/// straight from the data. Nothing is left out without a word: `cut` says when there was more.
struct SetText {
    render::SheetRun run;
    bool cut = false;
    std::size_t encoded = 0; ///< lines of a mail that are no text; each run of them is named in its place
};

/// What a text is of.
enum class TextOf : std::uint8_t {
    data,
    mail, ///< its encoded parts are not printed
};
inline constexpr std::size_t text_max = 512u << 10; ///< bytes that are printed of one file
inline constexpr std::size_t text_sheets_max = 200;

/// Sets pages on A4, Chinese on the left and English on the right of every line, and writes them.
class Press {
public:
    SetPage set(Page const&) const;
    SetText set_text(std::string_view text, std::string const& title, std::string const& about, Date day,
        TextOf = TextOf::data) const;

    /// All of them in one PDF, and after them a stamp for each line, a page each. At least one run.
    /// Error: no font has the letters; the PDF could not be written.
    std::expected<std::string, std::string> write(
        std::vector<render::SheetRun> const&, std::vector<std::string> const& stamps = {}) const;

private:
    render::Typesetter zh_ { Language::zh };
    render::Typesetter en_ { Language::en };
};

/// One page alone.
struct Printed {
    std::string pdf;
    std::uint32_t sheets = 0;
};
std::expected<Printed, std::string> print(Page const&);

} // namespace recourse::packets
