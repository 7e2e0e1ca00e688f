// Any bytes as a rule book give a world, or every problem with its file.

#include "base/check.hpp"
#include "catalog/world.hpp"
#include "planted.hpp"

#include <array>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    std::array const files { catalog::FileText {
        "programmes/p/2026-01-01/programme.toml", { reinterpret_cast<char const*>(bytes), size } } };
    auto const loaded = catalog::load_world(files, true);
    if (!loaded) {
        for (auto const& problem : loaded.error())
            RECOURSE_ASSERT(!problem.message.empty());
    }
    recourse::fuzz::planted(loaded && !loaded->world->books.empty() && !loaded->world->books.front().scopes.empty()
        && loaded->world->books.front().scopes.front().id != "s"); // the seed's
    return 0;
}
