#include "core/rules/value.hpp"

#include <algorithm>
#include <cstring>

namespace recourse::rules {

namespace {

constexpr std::size_t block_bytes_min = 256; // the constants of most expressions fit
constexpr std::size_t block_bytes_max = 1u << 20;

} // namespace

void* Arena::allocate(std::size_t bytes, std::size_t alignment)
{
    auto const aligned = [&](std::byte* p) {
        auto const address = reinterpret_cast<std::uintptr_t>(p);
        return p + ((address + alignment - 1) / alignment * alignment - address);
    };
    std::byte* start = aligned(next_);
    if (start == nullptr || start > end_ || bytes > static_cast<std::size_t>(end_ - start)) {
        auto const wanted = std::clamp(used_, block_bytes_min, block_bytes_max);
        auto const size = std::max(wanted, bytes + alignment);
        blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(size));
        next_ = blocks_.back().get();
        end_ = next_ + size;
        start = aligned(next_);
    }
    next_ = start + bytes;
    used_ += bytes;
    return start;
}

std::string_view Arena::copy(std::string_view text)
{
    if (text.empty())
        return {};
    auto* to = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(to, text.data(), text.size());
    return { to, text.size() };
}

void Arena::reset()
{
    blocks_.clear();
    next_ = room_.data();
    end_ = next_ + room_.size();
    used_ = 0;
}

} // namespace recourse::rules
