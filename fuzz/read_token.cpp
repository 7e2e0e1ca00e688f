// Any bytes as a time-stamp token: judged, never good (no anchor is given), and always with a reason.

#include "base/check.hpp"
#include "planted.hpp"
#include "vault/stamp/judge.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    std::string_view const token { reinterpret_cast<char const*>(bytes), size };
    auto const judged = vault::stamp::judge(token, { "hello", {} }, { {}, token, token }, {});
    RECOURSE_ASSERT(judged.verdict != vault::stamp::Verdict::good && !judged.says.empty());
    RECOURSE_ASSERT(!judged.at || *judged.at <= *judged.latest);
    // The seeds are stamps of SHA-256.
    fuzz::planted(judged.at && judged.imprint != "sha256" && !judged.imprint.empty());
    return 0;
}
