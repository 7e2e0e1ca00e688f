#include <cstddef>

#include <jemalloc/jemalloc.h>

// How the allocator treats large blocks. By itself it gives a block of 8 MiB and more back to the system as soon as it
// is freed. Cairo copies the whole outline table of a Chinese font, 25 MB, twice for each face of a PDF; to have those
// pages cleared anew each time was half of the work of a paper. Large blocks now go back as all others do, some seconds
// after they are freed.

extern "C" {
char const* malloc_conf = "oversize_threshold:0"; // jemalloc reads it by this name before main
}

namespace {

/// The first arena is made before the option is read and keeps the 8 MiB, so that it is told by itself. An allocator
/// that does not know the name leaves everything as it was.
struct LargeBlocks {
    LargeBlocks()
    {
        std::size_t none = std::size_t { 1 } << 62U;
        static_cast<void>(mallctl("arena.0.oversize_threshold", nullptr, nullptr, &none, sizeof none));
    }
} const large_blocks;

} // namespace
