// Any bytes give verdicts with a reason, none of them "verified" without a key, and fields and body whose forms are
// stable.

#include "base/check.hpp"
#include "planted.hpp"
#include "readers/dkim/canonical.hpp"
#include "readers/dkim/dkim.hpp"

#include <algorithm>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    using namespace recourse::readers::dkim;
    std::string_view const mail { reinterpret_cast<char const*>(bytes), size };
    auto const signatures = check(mail, {}, Instant { 1'796'000'000'000'000 });
    for (auto const& one : signatures)
        RECOURSE_ASSERT(one.verdict == Verdict::undetermined && !one.says.empty());
    auto const apart = take_apart(mail);
    auto const once = canonical_body(apart.body, Form::relaxed);
    RECOURSE_ASSERT(canonical_body(once, Form::relaxed) == once);
    // No seed has a signature whose body is limited.
    fuzz::planted(std::ranges::any_of(signatures, [](auto const& one) { return one.body_length == 7u; }));
    return 0;
}
