// Any text is a token of a link, an URL of an endpoint, the host of one, a secret, a stored notice, or is refused; what
// is taken is what it looks like. Any text becomes a header and a body that are read back as lines of a mail.

#include "base/check.hpp"
#include "base/text.hpp"
#include "notify/mail.hpp"
#include "notify/notices.hpp"
#include "notify/payload.hpp"
#include "notify/signature.hpp"
#include "notify/transfer.hpp"
#include "notify/unsubscribe.hpp"
#include "planted.hpp"

#include <fmt/format.h>

#include <tuple>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    std::string_view const text { reinterpret_cast<char const*>(bytes), size };
    if (auto const parts = notify::split_token(text)) {
        RECOURSE_ASSERT(parts->leaving.person.number > 0 && notify::find_kind(parts->leaving.kind) != nullptr);
        RECOURSE_ASSERT(
            text == fmt::format("{}.{}.{}", to_string(parts->leaving.person), parts->leaving.kind, parts->mark));
        fuzz::planted(parts->leaving.person.number == 7);
    }
    if (auto const url = notify::parse_url(text)) {
        RECOURSE_ASSERT(!url->scheme.empty() && !url->host.empty());
        std::ignore = notify::reach_of_host(url->host);
    }
    std::ignore = notify::reach_of_host(text);
    std::ignore = notify::is_type_or_all(text);
    std::ignore = notify::key_of(accounts::Secret { text });
    if (auto const notice = notify::unpack_notice(text))
        RECOURSE_ASSERT(notify::unpack_notice(notify::pack(notice->first, notice->second)) == notice);

    notify::Mail mail { "desk@example.org", "ada@example.org", std::string { text }, std::string { text }, { 0 }, "x@y",
        {}, Language::en };
    auto const message = notify::to_message(mail);
    if (!message)
        return 0;
    RECOURSE_ASSERT(is_utf8(text));
    auto const end = message->find("\r\n\r\n");
    RECOURSE_ASSERT(end != std::string::npos);
    std::size_t fields = 0;
    for (std::size_t at = 0; at < message->size();) {
        auto const line_end = message->find("\r\n", at);
        RECOURSE_ASSERT(line_end != std::string::npos && line_end - at <= 78);
        for (auto i = at; i < line_end; ++i)
            RECOURSE_ASSERT((*message)[i] >= ' ' && (*message)[i] < 0x7F);
        fields += at < end && (*message)[at] != ' ' ? 1u : 0u;
        at = line_end + 2;
    }
    RECOURSE_ASSERT(fields == 10); // no text makes a field of its own
    return 0;
}
