#include "base/heap.hpp"

#include <cstdint>
#include <cstdlib>

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

namespace recourse {

void prepare_heap()
{
    constexpr std::uintptr_t page = 2u << 20;
    constexpr int room = 32 << 20;
    mallopt(M_TOP_PAD, room);
    mallopt(M_TRIM_THRESHOLD, 4 * room);
    mallopt(M_MMAP_THRESHOLD, 4 << 20); // or the next line would be a mapping of its own
    // More than the heap has so far: it grows by all the room at once.
    void* const grown = std::malloc(1 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
    auto const end = reinterpret_cast<std::uintptr_t>(sbrk(0)) / page * page;
    auto const begin = (reinterpret_cast<std::uintptr_t>(grown) + page - 1) / page * page;
    if (grown != nullptr && begin < end)
        (void)madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE); // NOLINT(performance-no-int-to-ptr)
    std::free(grown);
}

} // namespace recourse
