#pragma once

#include "http/message.hpp"
#include "http/responder.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::http {

/// Answers a request, now or later; the request lives at least as long as the responder. May throw: the client is told
/// of a mistake of the server, and the server's `failed` hook of the text.
using Handler = std::function<void(Request const&, Responder)>;

enum class Runs : std::uint8_t {
    here, ///< on the connection's thread: it must neither wait nor work for long, many connections share the thread
    aside, ///< on the server's pool, for work of milliseconds and more
};

/// One row of the table of routes.
struct Route {
    Method method = Method::get;
    /// "/v1/orders/{order}/lines": a part in braces takes any one segment that is not empty; a last part "{name...}"
    /// takes all the rest (one segment at least, joined by '/').
    std::string path;
    std::string operation; ///< a stable name for logs, metrics and the API's description: "order.read"
    Handler handler;
    Runs runs = Runs::here;
    std::optional<std::size_t> body_bytes_max = {}; ///< instead of the server's
    std::vector<Field> options = {}; ///< what an answer to OPTIONS of the path says beside Allow
};

/// Finds the route of a path. A literal part goes before a part in braces. HEAD is answered by the route of GET. A path
/// with a trailing slash is another path, and none that a template without one fits.
class Router {
public:
    Router();
    /// RECOURSE_ASSERTs that templates are well formed and that no two rows answer the same method of the same paths.
    /// `otherwise` answers GET and HEAD of every path that fits no template.
    explicit Router(std::vector<Route> routes, std::optional<Route> otherwise = std::nullopt);
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;
    ~Router();

    struct Match {
        Route const* route = nullptr; ///< nothing: 404, or 405 where `allow` is not empty
        Parameters parameters;
        std::string allow; ///< "GET, HEAD, OPTIONS": what the path takes; "" when no template fits it
        std::vector<Field> options; ///< with `allow`: of the routes of the path
    };
    Match match(Method, std::span<std::string const> segments) const;

    std::span<Route const> routes() const { return routes_; }

private:
    struct Node;

    std::vector<Route> routes_;
    std::unique_ptr<Node> root_;
    std::unique_ptr<Route const> otherwise_;
};

} // namespace recourse::http
