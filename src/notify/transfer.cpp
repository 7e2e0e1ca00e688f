#include "notify/transfer.hpp"

#include "base/check.hpp"
#include "base/text.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <tuple>

namespace recourse::notify {

namespace {

constexpr std::size_t said_bytes_max = 300;
constexpr std::size_t reply_bytes_max = std::size_t { 64 } * 1024;
constexpr std::size_t url_bytes_max = 2'000;

/// Before anything else of the library; again is nothing.
void start()
{
    static bool const started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    RECOURSE_ASSERT(started);
}

struct Cleanup {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, Cleanup>;
using List = std::unique_ptr<curl_slist, Cleanup>;

void append(List& list, std::string const& line)
{
    auto* const longer = curl_slist_append(list.get(), line.c_str());
    RECOURSE_ASSERT(longer != nullptr);
    std::ignore = list.release(); // it is the beginning of the longer one
    list.reset(longer);
}

/// Sets an option that this version of the library is known to have.
template <class T>
void set(Handle const& handle, CURLoption option, T value)
{
    RECOURSE_ASSERT(curl_easy_setopt(handle.get(), option, value) == CURLE_OK);
}

std::string printable(std::string_view text)
{
    std::string out;
    for (char const c : text.substr(0, said_bytes_max))
        out += c >= ' ' && c != 0x7F ? c : (static_cast<unsigned char>(c) >= 0x80 ? c : ' ');
    // A character that the cut went through, or bytes that are none.
    while (!out.empty() && !is_utf8(out))
        out.pop_back();
    return out;
}

struct Exchange {
    Allowed allowed = Allowed::everywhere_only;
    bool loopback_only = false; ///< not encrypted: to this machine alone
    bool address_refused = false;
    std::string body;
    std::size_t kept_max = said_bytes_max; ///< of the body
    std::size_t received = 0;
    std::size_t received_max = reply_bytes_max;
    std::string_view upload;
    std::atomic<bool> const* stop = nullptr;
    CURL* handle = nullptr; ///< where `into` is
    std::function<bool(std::string_view)> into; ///< of the body of a good answer
};

/// Every address that is connected to comes by here, after it was resolved and before anything is sent to it: whoever
/// answers one address when asked and another when called gains nothing.
curl_socket_t open_socket(void* data, curlsocktype, curl_sockaddr* address)
{
    auto& exchange = *static_cast<Exchange*>(data);
    auto const* bytes = reinterpret_cast<std::uint8_t const*>(&address->addr);
    auto reach = Reach::inside;
    if (address->family == AF_INET)
        reach = reach_of({ bytes + offsetof(sockaddr_in, sin_addr), 4 });
    else if (address->family == AF_INET6)
        reach = reach_of({ bytes + offsetof(sockaddr_in6, sin6_addr), 16 });
    if (!is_allowed(reach, exchange.allowed) || (exchange.loopback_only && reach != Reach::loopback)) {
        exchange.address_refused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t take(char* data, std::size_t size, std::size_t count, void* to)
{
    auto& exchange = *static_cast<Exchange*>(to);
    auto const bytes = size * count;
    if (exchange.into) {
        long status = 0;
        curl_easy_getinfo(exchange.handle, CURLINFO_RESPONSE_CODE, &status);
        if (status >= 200 && status < 300)
            return exchange.into({ data, bytes }) ? bytes : 0;
    }
    exchange.received += bytes;
    exchange.body.append(data, std::min(bytes, exchange.kept_max - std::min(exchange.kept_max, exchange.body.size())));
    return exchange.received > exchange.received_max ? 0 : bytes; // enough: the rest is not read
}

std::size_t give(char* data, std::size_t size, std::size_t count, void* from)
{
    auto& exchange = *static_cast<Exchange*>(from);
    auto const bytes = std::min(size * count, exchange.upload.size());
    std::memcpy(data, exchange.upload.data(), bytes);
    exchange.upload.remove_prefix(bytes);
    return bytes;
}

int go_on(void* data, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<Exchange*>(data)->stop->load() ? 1 : 0;
}

/// One for each thread: it keeps connections open between messages to the same receiver. What is set for one message is
/// forgotten at the end of it.
class Use {
public:
    Use(Exchange& exchange, std::string const& url, std::chrono::milliseconds timeout);
    ~Use() { curl_easy_reset(handle.get()); }
    Use(Use const&) = delete;
    Use& operator=(Use const&) = delete;

    Handle const& handle;

private:
    static Handle const& of_this_thread()
    {
        start();
        thread_local Handle const own { curl_easy_init() };
        RECOURSE_ASSERT(own != nullptr);
        return own;
    }
};

Use::Use(Exchange& exchange, std::string const& url, std::chrono::milliseconds timeout) : handle(of_this_thread())
{
    set(handle, CURLOPT_URL, url.c_str());
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_PROXY, "");
    set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
    set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min<std::int64_t>(timeout.count(), 10'000)));
    set(handle, CURLOPT_WRITEFUNCTION, &take);
    set(handle, CURLOPT_WRITEDATA, &exchange);
    set(handle, CURLOPT_NOPROGRESS, 0L);
    set(handle, CURLOPT_XFERINFOFUNCTION, &go_on);
    set(handle, CURLOPT_XFERINFODATA, &exchange);
}

} // namespace

std::optional<Url> parse_url(std::string_view text)
{
    start();
    bool const plain
        = text.size() <= url_bytes_max && std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F; });
    if (!plain)
        return std::nullopt;
    std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> const url { curl_url(), &curl_url_cleanup };
    RECOURSE_ASSERT(url != nullptr);
    if (curl_url_set(url.get(), CURLUPART_URL, std::string { text }.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        return std::nullopt;
    auto const part = [&](CURLUPart which, unsigned flags = 0) -> std::optional<std::string> {
        char* value = nullptr;
        if (curl_url_get(url.get(), which, &value, flags) != CURLUE_OK)
            return std::nullopt;
        std::string copy { value };
        curl_free(value);
        return copy;
    };
    auto const scheme = part(CURLUPART_SCHEME), host = part(CURLUPART_HOST);
    if (!scheme || !host || host->empty())
        return std::nullopt;
    Url parsed { *scheme, *host, 0, part(CURLUPART_USER) || part(CURLUPART_PASSWORD),
        part(CURLUPART_FRAGMENT).has_value() };
    if (auto const port = part(CURLUPART_PORT, CURLU_DEFAULT_PORT)) {
        unsigned number = 0;
        for (char const c : *port)
            number = number * 10 + static_cast<unsigned>(c - '0'); // checked by the library: digits, at most 65535
        parsed.port = static_cast<std::uint16_t>(number);
    }
    return parsed;
}

HttpReply post(HttpPost const& what, std::atomic<bool> const& stop)
{
    Exchange exchange;
    exchange.allowed = what.allowed;
    exchange.stop = &stop;
    bool const encrypted = what.url.starts_with("https:") || what.url.starts_with("HTTPS:");
    exchange.loopback_only = !encrypted;
    List headers;
    Use const use(exchange, what.url, what.timeout);
    auto const& handle = use.handle;
    set(handle, CURLOPT_PROTOCOLS_STR, what.http_to_loopback ? "https,http" : "https");
    set(handle, CURLOPT_FOLLOWLOCATION, 0L);
    if (!what.authorities.empty())
        set(handle, CURLOPT_CAINFO, what.authorities.c_str());
    set(handle, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    set(handle, CURLOPT_OPENSOCKETDATA, &exchange);
    for (auto const& [name, value] : what.headers)
        append(headers, fmt::format("{}: {}", name, value));
    append(headers, "Expect:");
    set(handle, CURLOPT_HTTPHEADER, headers.get());
    set(handle, CURLOPT_POST, 1L);
    set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(what.body.size()));
    set(handle, CURLOPT_POSTFIELDS, what.body.data()); // NOLINT(bugprone-suspicious-stringview-data-usage): sized above

    auto const code = curl_easy_perform(handle.get());
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    bool const cut = code == CURLE_WRITE_ERROR && exchange.received > reply_bytes_max;
    if (code == CURLE_OK || cut)
        return { static_cast<int>(status), printable(exchange.body) };
    if (exchange.address_refused)
        return { 0, "the address is none that webhooks may go to" };
    return { 0, printable(curl_easy_strerror(code)) };
}

std::expected<HttpAnswer, std::string> call(HttpCall const& what, std::atomic<bool> const& stop)
{
    Exchange exchange;
    exchange.allowed = Allowed::all;
    exchange.stop = &stop;
    RECOURSE_ASSERT(!what.plain || what.bearer.reveal().empty());
    exchange.loopback_only = !what.plain && !(what.url.starts_with("https:") || what.url.starts_with("HTTPS:"));
    exchange.kept_max = exchange.received_max = what.answer_bytes_max;
    exchange.into = what.into;
    List headers;
    Use const use(exchange, what.url, what.timeout);
    auto const& handle = use.handle;
    exchange.handle = handle.get();
    if (what.into) { // a file takes the time that it takes, as long as it comes
        set(handle, CURLOPT_TIMEOUT_MS, 0L);
        set(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
        set(handle, CURLOPT_LOW_SPEED_TIME,
            static_cast<long>(std::chrono::ceil<std::chrono::seconds>(what.timeout).count()));
    }
    set(handle, CURLOPT_PROTOCOLS_STR, "https,http");
    set(handle, CURLOPT_FOLLOWLOCATION, 0L);
    set(handle, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    set(handle, CURLOPT_OPENSOCKETDATA, &exchange);
    append(headers, "Expect:");
    append(headers, "Content-Type:"); // none but the one that is given
    for (auto const& [name, value] : what.headers)
        append(headers, fmt::format("{}: {}", name, value));
    set(handle, CURLOPT_HTTPHEADER, headers.get());
    std::string bearer { what.bearer.reveal() };
    if (!bearer.empty()) {
        set(handle, CURLOPT_HTTPAUTH, CURLAUTH_BEARER);
        set(handle, CURLOPT_XOAUTH2_BEARER, bearer.c_str());
    }
    std::string const method { what.method };
    if (method != "GET") {
        set(handle, CURLOPT_POST, 1L);
        set(handle, CURLOPT_CUSTOMREQUEST, method.c_str());
        set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(what.body.size()));
        // NOLINTNEXTLINE(bugprone-suspicious-stringview-data-usage): sized above
        set(handle, CURLOPT_POSTFIELDS, what.body.empty() ? "" : what.body.data());
    }
    auto const code = curl_easy_perform(handle.get());
    accounts::wipe(bearer);
    if (code != CURLE_OK) {
        if (exchange.address_refused)
            return std::unexpected("without TLS a key goes to this machine only; use https");
        if (code == CURLE_WRITE_ERROR && exchange.received > exchange.received_max)
            return std::unexpected("the answer is too large");
        return std::unexpected(printable(curl_easy_strerror(code)));
    }
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    char const* type = nullptr;
    curl_easy_getinfo(handle.get(), CURLINFO_CONTENT_TYPE, &type);
    return HttpAnswer { static_cast<int>(status), type == nullptr ? "" : type, std::move(exchange.body) };
}

MailReply send_mail(SmtpServer const& server, std::string const& from, std::string const& to, std::string_view message,
    std::atomic<bool> const& stop)
{
    Exchange exchange;
    exchange.stop = &stop;
    exchange.upload = message;
    List recipients;
    Use const use(exchange, server.url, server.timeout);
    auto const& handle = use.handle;
    set(handle, CURLOPT_FORBID_REUSE, 1L); // a mail server is not kept waiting for the next mail
    set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(handle, CURLOPT_USE_SSL, static_cast<long>(server.plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    std::string password { server.password.reveal() };
    if (!server.user.empty()) {
        set(handle, CURLOPT_USERNAME, server.user.c_str());
        set(handle, CURLOPT_PASSWORD, password.c_str());
    }
    set(handle, CURLOPT_MAIL_FROM, fmt::format("<{}>", from).c_str());
    append(recipients, fmt::format("<{}>", to));
    set(handle, CURLOPT_MAIL_RCPT, recipients.get());
    set(handle, CURLOPT_UPLOAD, 1L);
    set(handle, CURLOPT_READFUNCTION, &give);
    set(handle, CURLOPT_READDATA, &exchange);

    auto const code = curl_easy_perform(handle.get());
    accounts::wipe(password);
    if (code == CURLE_OK)
        return { true, false, {} };
    long said = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &said);
    // A recipient or a text that is refused (CURLE_SEND_ERROR, CURLE_WEIRD_SERVER_REPLY) is this mail's; a login is
    // not.
    bool const for_good = said >= 500 && said < 600 && said != 530 && said != 535 && code != CURLE_LOGIN_DENIED;
    auto const words = printable(curl_easy_strerror(code));
    return { false, for_good, said > 0 ? fmt::format("{} ({})", words, said) : words };
}

} // namespace recourse::notify
