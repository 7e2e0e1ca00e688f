#include "vault/bag/measure.hpp"

#include <atomic>
#include <thread>

namespace recourse::vault {

namespace {

constexpr std::uint64_t bytes_for_one_thread = 8U << 20U;
constexpr unsigned threads_max = 4;

Measured measure_one(Contents const& contents, std::size_t index, std::span<ChecksumKind const* const> kinds)
{
    if (kinds.empty())
        return std::vector<std::string> {};
    Checksums checksums(kinds);
    auto const read = contents.read(index, [&](std::span<std::uint8_t const> piece) { checksums.add(piece); });
    if (!read)
        return std::unexpected(read.error());
    return checksums.finish();
}

} // namespace

std::vector<Measured> measure(Contents const& contents, std::span<std::vector<ChecksumKind const*> const> wanted)
{
    std::vector<Measured> all(contents.entries().size());
    std::atomic<std::size_t> next = 0;
    auto const work = [&] {
        for (auto i = next++; i < all.size(); i = next++)
            all[i] = measure_one(contents, i, wanted[i]);
    };
    std::uint64_t bytes = 0;
    for (auto const& file : contents.entries())
        bytes += std::min(file.size, bytes_for_one_thread * threads_max);
    auto const threads = std::min<std::uint64_t>(
        { bytes / bytes_for_one_thread, threads_max, std::max(1U, std::thread::hardware_concurrency()) });
    std::vector<std::jthread> others;
    for (std::uint64_t i = 1; i < threads; ++i)
        others.emplace_back(work);
    work();
    others.clear();
    return all;
}

} // namespace recourse::vault
