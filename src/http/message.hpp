#pragma once

#include "http/event_stream.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options };

/// "GET", ...; parse_method undoes it (methods are case-sensitive) and knows no other.
std::string_view to_string(Method);
std::optional<Method> parse_method(std::string_view);

/// Same letters, ASCII case aside.
bool same_name(std::string_view, std::string_view);

/// Without the spaces and tabs around it.
std::string_view trimmed(std::string_view);

struct Field {
    std::string name;
    std::string value;
    friend bool operator==(Field const&, Field const&) = default;
};

/// Header fields in the order of their arrival; names match without regard to case.
class Headers {
public:
    void add(std::string_view name, std::string_view value);
    /// Replaces every field of that name.
    void set(std::string_view name, std::string_view value);

    /// The first value.
    std::optional<std::string_view> find(std::string_view name) const;
    /// The first value; "" where there is none.
    std::string_view get(std::string_view name) const { return find(name).value_or(std::string_view {}); }
    /// All values as one list, "a, b".
    std::string joined(std::string_view name) const;
    bool has(std::string_view name) const { return find(name).has_value(); }
    std::size_t count(std::string_view name) const;

    std::size_t size() const { return fields_.size(); }
    auto begin() const { return fields_.begin(); }
    auto end() const { return fields_.end(); }

private:
    std::vector<Field> fields_;
};

/// Decoded pairs of a query or of a path template, in order; a repeated key is kept. Keys match exactly.
class Parameters {
public:
    void add(std::string name, std::string value) { pairs_.push_back({ std::move(name), std::move(value) }); }
    std::optional<std::string_view> find(std::string_view name) const;
    std::string_view get(std::string_view name) const { return find(name).value_or(std::string_view {}); }
    std::vector<std::string_view> all(std::string_view name) const;

    std::size_t size() const { return pairs_.size(); }
    bool empty() const { return pairs_.empty(); }
    auto begin() const { return pairs_.begin(); }
    auto end() const { return pairs_.end(); }
    friend bool operator==(Parameters const&, Parameters const&) = default;

private:
    std::vector<Field> pairs_;
};

/// One request, read whole and checked: text in path and query is UTF-8 without control characters (the query may have
/// tabs and line breaks). Header values and the body are bytes as they came.
struct Request {
    Method method = Method::get;
    std::string path; ///< as sent, still encoded and without the query; may name persons, so it belongs in no log
    std::vector<std::string> segments; ///< decoded one by one: a "%2F" stays inside its segment
    Parameters parameters; ///< what the template's {names} took
    Parameters query;
    Headers headers;
    std::string body;
    std::string content_type; ///< media type in small letters without its parameters; "" where none was sent
    std::string peer; ///< address of the other end of the connection, without the port
    std::string id; ///< of this request, in the answer and in every log
    std::string_view operation; ///< of the route; lives as long as the router
    std::string_view route; ///< its template
    bool secure = false; ///< came over TLS

    std::string_view parameter(std::string_view name) const { return parameters.get(name); }
    /// Where an event stream is to go on; "" where the client has seen nothing yet.
    std::string_view last_event_id() const { return headers.get("Last-Event-ID"); }
};

/// The bytes of an answer: own ones, or shared ones that are never copied (embedded pages).
class Body {
public:
    Body() = default;
    Body(std::string own) : own_(std::move(own)) { }
    Body(char const* own) : own_(own) { }
    /// Bytes that live for ever.
    static Body fixed(std::string_view bytes) { return shared(bytes, nullptr); }
    /// Bytes that live as long as their keeper.
    static Body shared(std::string_view bytes, std::shared_ptr<void const> keeper);

    std::string_view view() const { return is_shared_ ? shared_ : std::string_view { own_ }; }

private:
    std::string own_;
    std::string_view shared_;
    std::shared_ptr<void const> keeper_;
    bool is_shared_ = false;
};

/// A body that is made while it is sent, `size` bytes in all: memory holds one piece at a time. `next` is called on the
/// server's pool, never twice at once, when the piece before has been handed over; what it gives is not empty until all
/// is there. Where it gives nothing, or more than is missing, the connection is cut, so that nobody takes the answer
/// for a whole one.
struct Pieces {
    std::uint64_t size = 0;
    std::shared_ptr<std::move_only_function<std::string()>> next;
};

/// An answer. The server adds Date, Content-Length, Connection, the request's id and the security headers; a security
/// header that stands here replaces the server's.
struct Response {
    int status = 200;
    Headers headers;
    Body body;
    std::optional<EventStream> events; ///< instead of a body: the answer goes on for as long as the stream does
    std::optional<Pieces> pieces; ///< instead of a body: it is longer than memory should hold

    static Response json(std::string body, int status = 200);
    static Response text(std::string body, int status = 200);
    static Response html(std::string body, int status = 200);
    static Response stream(EventStream events);
    static Response in_pieces(std::uint64_t size, std::move_only_function<std::string()> next, int status = 200);
    static Response empty(int status = 204);

    Response&& with(std::string_view name, std::string_view value) &&;
};

/// "Not Found"; "" for a number without a name.
std::string_view reason_of(int status);

} // namespace recourse::http
