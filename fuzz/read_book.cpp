// Any bytes as a rule book give a world, or every problem with its file.

#include "base/check.hpp"
#include "catalog/world.hpp"
#include "planted.hpp"

#include <array>

namespace {

/// A book that reads, and in which something that matters is not as in the seed.
[[maybe_unused]] bool differs_from_seed(recourse::cover::Book const& book)
{
    if (book.id != "p" || book.from != recourse::Date::of(2026, 1, 1) || book.scopes.size() != 1)
        return true;
    auto const& scope = book.scopes.front();
    return scope.id != "s" || scope.says.zh.pieces.front().literal != "S"
        || recourse::rules::text_of(*scope.when) != "order.platform == \"x\"";
}

} // namespace

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
    recourse::fuzz::planted(loaded && !loaded->world->books.empty() && differs_from_seed(loaded->world->books.front()));
    return 0;
}
