// Any bytes give a report with lines of known status, or flaws with a line.

#include "bank/pain002.hpp"
#include "base/check.hpp"
#include "planted.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    auto const report = bank::read_pain002({ reinterpret_cast<char const*>(bytes), size });
    if (!report) {
        RECOURSE_ASSERT(!report.error().empty());
        for (auto const& flaw : report.error())
            RECOURSE_ASSERT(!flaw.says.empty() && flaw.path.starts_with('/'));
        return 0;
    }
    RECOURSE_ASSERT(!report->lines.empty());
    bool pending = false;
    for (auto const& line : report->lines) {
        RECOURSE_ASSERT(line.code.size() == 4);
        pending = pending || line.status == bank::PaymentStatus::pending;
    }
    // No seed says that a payment is pending.
    fuzz::planted(pending);
    return 0;
}
