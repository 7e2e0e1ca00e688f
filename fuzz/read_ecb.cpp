// Any bytes give rates that are above zero and dated, or problems.

#include "base/check.hpp"
#include "codec/ecb.hpp"
#include "planted.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    auto const rates = recourse::codec::read_ecb({ reinterpret_cast<char const*>(bytes), size }, "fuzz.csv");
    if (!rates) {
        RECOURSE_ASSERT(!rates.error().empty());
        return 0;
    }
    for (auto const& rate : *rates)
        RECOURSE_ASSERT(rate.rate.numerator > 0 && rate.from.code() == "EUR");
    recourse::fuzz::planted(rates->size() >= 2);
    return 0;
}
