// Any bytes give messages in order, within the file, in UTF-8; a moment only where a zone is.

#include "base/check.hpp"
#include "base/text.hpp"
#include "planted.hpp"
#include "readers/chat/chat.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    using namespace recourse::readers;
    std::string_view const file { reinterpret_cast<char const*>(bytes), size };
    (void)chat::looks_like_chat(file);
    Pieces text;
    std::vector<Remark> remarks;
    auto const got = chat::read(file, { .zone = "Asia/Shanghai" }, text, remarks);
    bool contradictory = false;
    std::uint64_t number = 0;
    for (auto const& one : got.messages) {
        RECOURSE_ASSERT(one.number == ++number);
        RECOURSE_ASSERT(one.begin <= one.end && one.end <= size);
        RECOURSE_ASSERT(is_utf8(one.text) && is_utf8(one.sender) && is_utf8(one.time_as_written));
        RECOURSE_ASSERT(one.at.has_value() == (one.time == chat::TimeState::known));
        RECOURSE_ASSERT((one.time == chat::TimeState::ambiguous) == (one.readings.size() == 2));
        contradictory = contradictory || (one.time == chat::TimeState::known && one.local < "1992");
    }
    // No seed has a message of 1990 or 1991.
    fuzz::planted(contradictory);
    return 0;
}
