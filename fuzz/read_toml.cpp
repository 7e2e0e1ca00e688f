// Any bytes give a document: a tree whose places lie inside the text, or problems that say where they are.

#include "base/check.hpp"
#include "codec/toml_reader.hpp"
#include "planted.hpp"

#include <algorithm>

namespace {

void walk(recourse::codec::Node const& node, int lines)
{
    RECOURSE_ASSERT(node.line >= 0 && node.line <= lines);
    for (auto const& item : node.items)
        walk(item, lines);
    for (auto const& member : node.members) {
        RECOURSE_ASSERT(member.line >= 0 && member.line <= lines);
        walk(member.value, lines);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const text { reinterpret_cast<char const*>(bytes), size };
    auto const document = recourse::codec::read_toml(text, "fuzz.toml");
    RECOURSE_ASSERT(document.root.is_table());
    walk(document.root, static_cast<int>(std::ranges::count(text, '\n')) + 1);
    recourse::fuzz::planted(recourse::fuzz::list_of_three(document.root));
    return 0;
}
