#include "api/shown.hpp"

#include <utility>

namespace recourse::api {

std::size_t Shown::Hash::operator()(MadeOf const& one) const
{
    std::uint64_t hash = one.of;
    auto const mix = [&](std::uint64_t more) { hash = (hash ^ more) * 0x9E37'79B9'7F4A'7C15u; };
    mix(one.viewer.party.number);
    mix(one.viewer.person.number << 8 | static_cast<std::uint64_t>(one.viewer.role));
    for (auto const sequence : one.latest)
        mix(sequence);
    return static_cast<std::size_t>(hash ^ hash >> 32);
}

std::shared_ptr<ShownRecord const> Shown::find(MadeOf const& made)
{
    std::lock_guard const lock(mutex_);
    if (auto const found = young_.find(made); found != young_.end())
        return found->second;
    auto const found = old_.find(made);
    return found == old_.end() ? nullptr : found->second;
}

void Shown::keep(MadeOf made, std::shared_ptr<ShownRecord const> record)
{
    auto const bytes = record->json.size();
    std::lock_guard const lock(mutex_);
    if (bytes > half_)
        return;
    if (young_bytes_ + bytes > half_) {
        old_ = std::exchange(young_, {});
        young_bytes_ = 0;
    }
    if (young_.try_emplace(std::move(made), std::move(record)).second)
        young_bytes_ += bytes;
}

} // namespace recourse::api
