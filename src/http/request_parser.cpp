#include "http/request_parser.hpp"

#include "http/target.hpp"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>

namespace recourse::http {

namespace beast = boost::beast;

namespace {

constexpr Refused malformed { 400, "The request does not follow the grammar of HTTP/1.1." };
constexpr Refused malformed_body { 400, "The chunks of the body do not follow the grammar of HTTP/1.1." };
constexpr Refused too_large { 413, {} };

bool has_bare_line_feed(std::string_view text)
{
    for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
        if (at == 0 || text[at - 1] != '\r')
            return true;
    return false;
}

} // namespace

/// Takes what Beast's parser reads straight into a Request.
class RequestParser::Collector final : public beast::http::basic_parser<true> {
public:
    explicit Collector(Request& request) : request_(&request)
    {
        body_limit(boost::none); // depends on the route; see `room`
        header_limit(UINT32_MAX); // HeadScan has seen to it
    }

    std::string method;
    std::string target;
    std::size_t room = 0; ///< bytes that the body may still grow
    bool over = false;

private:
    using Text = beast::string_view;
    using Error = beast::error_code;

    void on_request_impl(beast::http::verb, Text name, Text text, int, Error&) override
    {
        method.assign(name.data(), name.size());
        target.assign(text.data(), text.size());
    }
    void on_response_impl(int, Text, int, Error&) override { }
    void on_field_impl(beast::http::field, Text name, Text value, Error&) override
    {
        // Trailers come here too, after the body: nothing here reads them, and they must not pass for header fields.
        if (!is_header_done())
            request_->headers.add({ name.data(), name.size() }, { value.data(), value.size() });
    }
    void on_header_impl(Error&) override { }
    void on_body_init_impl(boost::optional<std::uint64_t> const&, Error&) override { }
    std::size_t on_body_impl(Text bytes, Error& error) override { return append(bytes, error); }
    void on_chunk_header_impl(std::uint64_t size, Text, Error& error) override
    {
        if (size > room) {
            over = true;
            error = beast::http::error::body_limit;
        }
    }
    std::size_t on_chunk_body_impl(std::uint64_t, Text bytes, Error& error) override { return append(bytes, error); }
    void on_finish_impl(Error&) override { }

    std::size_t append(Text bytes, Error& error)
    {
        if (bytes.size() > room) {
            over = true;
            error = beast::http::error::body_limit;
            return 0;
        }
        room -= bytes.size();
        request_->body.append(bytes.data(), bytes.size());
        return bytes.size();
    }

    Request* request_;
};

RequestParser::RequestParser() = default;
RequestParser::~RequestParser() = default;
RequestParser::RequestParser(RequestParser&&) noexcept = default;
RequestParser& RequestParser::operator=(RequestParser&&) noexcept = default;

namespace {

std::optional<Refused> check_framing(Headers const& headers, bool old_version)
{
    auto const lengths = headers.count("Content-Length");
    auto const codings = headers.count("Transfer-Encoding");
    if (lengths + codings > 1)
        return Refused { 400, "The request says twice how long its body is." };
    if (auto const length = headers.get("Content-Length");
        lengths == 1 && (length.empty() || !std::ranges::all_of(length, [](char c) { return c >= '0' && c <= '9'; })))
        return Refused { 400, "Content-Length is not a number." };
    if (codings == 1 && old_version)
        return Refused { 400, "HTTP/1.0 knows no Transfer-Encoding." };
    if (codings == 1 && !same_name(headers.get("Transfer-Encoding"), "chunked"))
        return Refused { 501, "The only transfer coding that is read is 'chunked'." };
    auto const hosts = headers.count("Host");
    if (hosts > 1 || (hosts == 0 && !old_version))
        return Refused { 400, "The request must have one Host." };
    auto const host = headers.get("Host");
    if (std::ranges::any_of(host, [](char c) { return c <= 0x20 || c == 0x7F || c == '/' || c == '@' || c == ','; }))
        return Refused { 400, "Host is not the name of a host." };
    return {};
}

} // namespace

std::expected<Framing, Refused> RequestParser::head(std::string_view bytes, Request& request)
{
    collector_ = std::make_unique<Collector>(request);
    auto& parser = *collector_;
    beast::error_code error;
    auto const used = parser.put({ bytes.data(), bytes.size() }, error);
    // Which of two lengths holds is asked before Beast's own answer, so that the sentence names the reason.
    bool const old_version = bytes.substr(0, bytes.find('\r')).ends_with("1.0");
    if (error || used != bytes.size() || !parser.is_header_done()) {
        if (error == beast::http::error::multiple_content_length || error == beast::http::error::bad_transfer_encoding)
            return std::unexpected(Refused { 400, "The request says twice how long its body is." });
        return std::unexpected(malformed);
    }
    if (auto const refused = check_framing(request.headers, old_version))
        return std::unexpected(*refused);

    auto const method = parse_method(parser.method);
    if (!method)
        return std::unexpected(Refused { 501, "The method is not known here." });
    request.method = *method;
    auto target = parse_target(parser.target);
    if (!target)
        return std::unexpected(Refused { 400, target.error() });
    if (target->path == "*" && *method != Method::options)
        return std::unexpected(Refused { 400, "Only OPTIONS speaks of the whole server." });
    request.path = std::move(target->path);
    request.segments = std::move(target->segments);
    request.query = std::move(target->query);
    request.content_type = media_type(request.headers.get("Content-Type"));

    Framing framing;
    framing.chunked = parser.chunked();
    framing.keep_alive = parser.keep_alive();
    framing.old_version = old_version;
    if (auto const length = parser.content_length())
        framing.content_length = *length;
    if (auto const expectation = request.headers.find("Expect"); expectation && !old_version) {
        if (!same_name(*expectation, "100-continue"))
            return std::unexpected(Refused { 417, {} });
        framing.expects_continue = true;
    }
    if (framing.has_body())
        parser.eager(true);
    return framing;
}

void RequestParser::allow_body(std::size_t bytes_max)
{
    collector_->room = bytes_max;
}

std::expected<RequestParser::BodyStep, Refused> RequestParser::body(std::string_view bytes)
{
    auto& parser = *collector_;
    BodyStep step;
    if (!bytes.empty()) {
        beast::error_code error;
        step.consumed = parser.put({ bytes.data(), bytes.size() }, error);
        if (parser.over)
            return std::unexpected(too_large);
        if (error && error != beast::http::error::need_more)
            return std::unexpected(malformed_body);
        // The parser would wait for ever for the other half of such a line's end.
        if (error && has_bare_line_feed(bytes.substr(step.consumed)))
            return std::unexpected(malformed_body);
    }
    step.done = parser.is_done();
    return step;
}

} // namespace recourse::http
