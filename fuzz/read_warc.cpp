// Any bytes give records that follow each other within the file.

#include "base/check.hpp"
#include "planted.hpp"
#include "readers/files/warc.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    using namespace recourse::readers;
    std::string_view const file { reinterpret_cast<char const*>(bytes), size };
    Pieces text;
    std::vector<Remark> remarks;
    auto const got = files::read_warc(file, text, remarks);
    std::uint64_t at = 0;
    for (auto const& one : got.records) {
        RECOURSE_ASSERT(at <= one.begin && one.begin <= one.end && one.end - one.begin >= one.length);
        RECOURSE_ASSERT(got.packed || one.end <= size);
        at = one.end;
    }
    // The capture among the seeds has one record.
    fuzz::planted(got.records.size() == 2);
    return 0;
}
