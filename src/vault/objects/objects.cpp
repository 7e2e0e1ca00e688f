#include "vault/objects/objects.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace recourse::vault {

ByteSource source_of(std::string_view bytes)
{
    return [bytes](std::span<std::uint8_t> into) mutable -> std::expected<std::size_t, std::string> {
        auto const count = std::min(bytes.size(), into.size());
        std::copy_n(bytes.begin(), count, reinterpret_cast<char*>(into.data()));
        bytes.remove_prefix(count);
        return count;
    };
}

Outcome<StoredObject> Objects::put(ByteSource const& source, std::uint64_t size_max)
{
    std::vector<std::unique_ptr<StagedObject>> one;
    one.push_back(RECOURSE_TRY(stage(source, size_max)));
    return RECOURSE_TRY(keep(std::move(one))).front();
}

Outcome<StoredObject> Objects::put(std::string_view bytes)
{
    return put(source_of(bytes), bytes.size());
}

Outcome<bool> Objects::has(Digest const& digest)
{
    return RECOURSE_TRY(size(digest)).has_value();
}

Outcome<std::string> Objects::get_small(Digest const& digest, std::size_t size_max)
{
    auto const there = RECOURSE_TRY(size(digest));
    if (there.value_or(0) > size_max)
        return std::unexpected(Fault { FaultKind::limit,
            fmt::format("the object {} has {} bytes; at most {} are wanted", to_string(digest), *there, size_max) });
    std::string bytes;
    RECOURSE_TRY_DONE(
        get(digest, 0, std::numeric_limits<std::uint64_t>::max(), [&](std::span<std::uint8_t const> piece) {
            bytes.append(reinterpret_cast<char const*>(piece.data()), piece.size());
            return bytes.size() <= size_max;
        }));
    return bytes;
}

} // namespace recourse::vault
