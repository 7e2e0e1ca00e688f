#pragma once

#include "readers/text/piece.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::readers::files {

struct Entry {
    std::string path; ///< an entry of an archive in an archive: "outer.zip!inner.pdf"
    std::uint64_t size = 0; ///< bytes unpacked, counted, not as the archive says
    bool folder = false, encrypted = false;
};
BOOST_DESCRIBE_STRUCT(Entry, (), (path, size, folder, encrypted))

/// Archives (zip, tar, 7z, gzip and what else the library knows) and office files, which are zips: what is in them.
struct Archive {
    std::string format; ///< "ZIP 2.0 (deflation)", as the library names it
    std::vector<Entry> entries;
    std::uint64_t unpacked = 0; ///< bytes in all
    bool complete = false; ///< all was listed; otherwise a remark says why not
};
BOOST_DESCRIBE_STRUCT(Archive, (), (format, entries, unpacked, complete))

/// What stops the listing. Something small that unpacks to a thousand times itself is made to harm.
struct ArchiveLimits {
    std::uint64_t entries = 10'000, unpacked = 1u << 30, ratio = 200, ratio_from = 16u << 20;
    int depth = 3; ///< archives within archives
    std::uint64_t inner_size = 64u << 20; ///< a longer inner archive is listed, not opened
};

Archive list(std::string_view bytes, std::vector<Remark>& remarks, ArchiveLimits const& = {});

/// The bytes of one entry by its path, at most so many; "" where there is none.
std::string entry_bytes(std::string_view archive, std::string_view path, std::size_t bytes_max);

} // namespace recourse::readers::files
