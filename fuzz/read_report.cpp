// Any bytes give a report or a payment, with a remark for whatever is wrong.

#include "base/check.hpp"
#include "planted.hpp"
#include "readers/record/inspection.hpp"
#include "readers/record/payment.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    using namespace recourse::readers;
    std::string_view const file { reinterpret_cast<char const*>(bytes), size };
    Pieces text;
    std::vector<Remark> remarks;
    auto const report = record::read_inspection(file, text, remarks);
    RECOURSE_ASSERT(report.sample > 0 || !remarks.empty());
    remarks.clear();
    auto const payment = record::read_mt103(file, text, remarks);
    RECOURSE_ASSERT(!payment.reference.empty() || !remarks.empty());
    if (payment.amount)
        RECOURSE_ASSERT(payment.amount->minor >= 0 && payment.amount->minor <= amount_minor_max);
    // No seed has a critical defect.
    bool critical = false;
    for (auto const& one : report.defects)
        critical = critical || one.severity == record::Severity::critical;
    fuzz::planted(critical);
    return 0;
}
