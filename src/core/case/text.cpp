#include "core/case/text.hpp"

namespace recourse::casework {

std::string written(Template const& text)
{
    std::string result;
    std::uint16_t option = 0;
    auto const enter = [&](std::uint16_t next) {
        if (option != next && option != 0)
            result += ']';
        if (option != next && next != 0)
            result += '[';
        option = next;
    };
    for (auto const& piece : text.pieces) {
        enter(piece.option);
        result += piece.literal;
        if (piece.hole)
            result.append("{").append(rules::text_of(*piece.hole)).append("}");
    }
    enter(0);
    return result;
}

} // namespace recourse::casework
