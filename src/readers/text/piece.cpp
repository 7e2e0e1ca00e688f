#include "readers/text/piece.hpp"

#include "base/printable.hpp"

#include <algorithm>

namespace recourse::readers {

std::string_view beginning(std::string_view utf8, std::size_t bytes_max)
{
    if (utf8.size() <= bytes_max)
        return utf8;
    auto length = bytes_max;
    while (length > 0 && (static_cast<unsigned char>(utf8[length]) & 0xc0) == 0x80)
        --length;
    return utf8.substr(0, length);
}

std::string clean(std::string_view text, std::size_t bytes_max)
{
    auto good = well_formed(text.substr(0, bytes_max + 4));
    good.resize(beginning(good, bytes_max).size());
    std::erase(good, '\0');
    return good;
}

void Pieces::add(std::string place, std::string_view text, std::uint64_t begin, std::uint64_t end)
{
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return;
    auto const good = well_formed(text);
    std::string_view rest = good;
    while (!rest.empty()) {
        auto const part = beginning(rest, piece_bytes_max);
        if (part.empty() || bytes_ + part.size() > text_bytes_max || pieces_.size() >= 200'000) {
            full_ = true;
            return;
        }
        bytes_ += part.size();
        pieces_.push_back({ place, std::string { part }, begin, end });
        std::erase(pieces_.back().text, '\0');
        rest.remove_prefix(part.size());
    }
}

} // namespace recourse::readers
