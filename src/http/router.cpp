#include "http/router.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace recourse::http {

struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> any; ///< a part in braces
    std::map<Method, Route const*> here; ///< templates that end here
    std::map<Method, Route const*> rest; ///< templates that take all that follows

    /// Finds the node whose templates fit; `taken` gets the segments that braces took.
    std::map<Method, Route const*> const* find(
        std::span<std::string const> segments, std::vector<std::string>& taken) const
    {
        if (segments.empty())
            return here.empty() ? nullptr : &here;
        auto const depth = taken.size();
        if (auto const at = literals.find(segments.front()); at != literals.end())
            if (auto const* found = at->second->find(segments.subspan(1), taken))
                return found;
        taken.resize(depth);
        if (segments.front().empty())
            return nullptr;
        if (any) {
            taken.push_back(segments.front());
            if (auto const* found = any->find(segments.subspan(1), taken))
                return found;
            taken.resize(depth);
        }
        if (rest.empty() || std::ranges::any_of(segments, &std::string::empty))
            return nullptr;
        std::string all;
        for (auto const& segment : segments)
            all.append(all.empty() ? "" : "/").append(segment);
        taken.push_back(std::move(all));
        return &rest;
    }
};

namespace {

/// "/a/{b}" as "a", "{b}".
std::vector<std::string_view> parts_of(std::string_view path)
{
    RECOURSE_ASSERT(path.starts_with('/'));
    std::vector<std::string_view> parts;
    path.remove_prefix(1);
    while (!path.empty()) {
        auto const end = std::min(path.find('/'), path.size());
        RECOURSE_ASSERT(end > 0 && end + 1 != path.size());
        parts.push_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return parts;
}

bool is_braced(std::string_view part)
{
    bool const braced = part.starts_with('{') && part.ends_with('}') && part.size() > 2;
    RECOURSE_ASSERT(braced || part.find_first_of("{}") == std::string_view::npos);
    return braced;
}

bool takes_rest(std::string_view part)
{
    return part.ends_with("...}");
}

std::string_view name_in(std::string_view part)
{
    return part.substr(1, part.size() - (takes_rest(part) ? 5 : 2));
}

} // namespace

Router::Router(std::vector<Route> routes, std::optional<Route> otherwise)
    : routes_(std::move(routes))
    , root_(std::make_unique<Node>())
{
    if (otherwise)
        otherwise_ = std::make_unique<Route const>(*std::move(otherwise));
    for (auto const& route : routes_) {
        RECOURSE_ASSERT(route.handler && !route.operation.empty());
        RECOURSE_ASSERT(route.method != Method::head && route.method != Method::options);
        auto* node = root_.get();
        bool rest = false;
        for (auto const part : parts_of(route.path)) {
            RECOURSE_ASSERT(!rest);
            if (!is_braced(part)) {
                auto& next = node->literals[std::string { part }];
                if (!next)
                    next = std::make_unique<Node>();
                node = next.get();
            } else if (takes_rest(part)) {
                rest = true;
            } else {
                if (!node->any)
                    node->any = std::make_unique<Node>();
                node = node->any.get();
            }
        }
        auto& methods = rest ? node->rest : node->here;
        RECOURSE_ASSERT(methods.emplace(route.method, &route).second);
    }
}

Router::Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;
Router::~Router() = default;

Router::Match Router::match(Method method, std::span<std::string const> segments) const
{
    Match match;
    if (!root_)
        return match;
    std::vector<std::string> taken;
    auto const* methods = root_->find(segments, taken);
    if (!methods) {
        if (method == Method::get || method == Method::head)
            match.route = otherwise_.get();
        return match;
    }
    auto const at = methods->find(method == Method::head ? Method::get : method);
    if (at == methods->end()) {
        for (auto const& [one, route] : *methods) {
            match.allow.append(match.allow.empty() ? "" : ", ").append(to_string(one));
            if (one == Method::get)
                match.allow += ", HEAD";
            match.options.insert(match.options.end(), route->options.begin(), route->options.end());
        }
        match.allow += ", OPTIONS";
        return match;
    }
    match.route = at->second;
    std::size_t i = 0;
    for (auto const part : parts_of(match.route->path))
        if (is_braced(part))
            match.parameters.add(std::string { name_in(part) }, std::move(taken[i++]));
    return match;
}

} // namespace recourse::http
