#include "vault/stamp/parsed.hpp"

#include "base/printable.hpp"

#include <chrono>
#include <ctime>
#include <fmt/format.h>

namespace recourse::vault::stamp {

namespace {

std::string status_text(TS_STATUS_INFO const* status)
{
    std::string text
        = fmt::format("the authority refused: status {}", ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(status)));
    auto const* const words = TS_STATUS_INFO_get0_text(status);
    for (int i = 0; i < sk_ASN1_UTF8STRING_num(words) && i < 4; ++i)
        text += fmt::format(", \"{}\"", printable(bytes_of(sk_ASN1_UTF8STRING_value(words, i)).substr(0, 200)));
    return text;
}

} // namespace

std::string_view bytes_of(ASN1_STRING const* text)
{
    if (text == nullptr)
        return {};
    return { reinterpret_cast<char const*>(ASN1_STRING_get0_data(text)),
        static_cast<std::size_t>(ASN1_STRING_length(text)) };
}

std::expected<Parsed, std::string> parse(std::string_view bytes)
{
    if (bytes.size() > token_bytes_max)
        return std::unexpected(fmt::format("more than {} bytes", token_bytes_max));
    auto const* const begin = reinterpret_cast<unsigned char const*>(bytes.data());
    auto const size = static_cast<long>(bytes.size());
    auto const* at = begin;
    Response const response { d2i_TS_RESP(nullptr, &at, size) };
    Parsed parsed;
    if (response != nullptr) {
        if (at != begin + size)
            return std::unexpected("bytes follow the reply");
        auto const status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(response.get())));
        if (status != TS_STATUS_GRANTED && status != TS_STATUS_GRANTED_WITH_MODS)
            return std::unexpected(status_text(TS_RESP_get_status_info(response.get())));
        if (TS_RESP_get_token(response.get()) == nullptr)
            return std::unexpected("the reply has no token");
        parsed.token.reset(PKCS7_dup(TS_RESP_get_token(response.get())));
    } else {
        at = begin;
        parsed.token.reset(d2i_PKCS7(nullptr, &at, size));
        if (parsed.token != nullptr && at != begin + size)
            return std::unexpected("bytes follow the token");
    }
    if (parsed.token == nullptr)
        return std::unexpected("is no time-stamp token");
    parsed.info.reset(PKCS7_to_TS_TST_INFO(parsed.token.get()));
    if (parsed.info == nullptr || TS_TST_INFO_get_version(parsed.info.get()) != 1)
        return std::unexpected("is no time-stamp token: it does not hold what one says");
    return parsed;
}

Request parse_request(std::string_view der)
{
    auto const* const begin = reinterpret_cast<unsigned char const*>(der.data());
    auto const* at = begin;
    Request request { der.size() > token_bytes_max ? nullptr
                                                   : d2i_TS_REQ(nullptr, &at, static_cast<long>(der.size())) };
    if (request != nullptr && at != begin + der.size())
        request.reset();
    return request;
}

std::optional<Instant> moment(ASN1_TIME const* time)
{
    std::tm parts {};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1)
        return std::nullopt;
    using namespace std::chrono;
    auto const day = sys_days { year { parts.tm_year + 1900 } / month { static_cast<unsigned>(parts.tm_mon + 1) }
        / std::chrono::day { static_cast<unsigned>(parts.tm_mday) } };
    auto micros = duration_cast<microseconds>(
        day.time_since_epoch() + hours { parts.tm_hour } + minutes { parts.tm_min } + seconds { parts.tm_sec })
                      .count();
    auto const text = bytes_of(time);
    auto place = text.find('.');
    for (std::int64_t worth = 100'000; place != std::string_view::npos && worth > 0; worth /= 10) {
        ++place;
        if (place >= text.size() || text[place] < '0' || text[place] > '9')
            break;
        micros += (text[place] - '0') * worth;
    }
    return Instant { micros };
}

std::string name_of(X509_NAME const* name)
{
    Bytes const out { BIO_new(BIO_s_mem()) };
    X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
    char* text = nullptr;
    auto const size = BIO_get_mem_data(out.get(), &text);
    return printable({ text, static_cast<std::size_t>(std::max(0L, size)) });
}

std::string hex_of(ASN1_INTEGER const* number)
{
    std::string text;
    for (char const c : bytes_of(number))
        text += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return text;
}

} // namespace recourse::vault::stamp
