#pragma once

#include "cli/commands.hpp"
#include "cli/desk.hpp"
#include "codec/tree.hpp"
#include "http/message.hpp"

#include <array>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// A desk at the other end of a command: a running server, or a directory that no server has. Both take the same
// requests and give the same answers.

namespace recourse::cli {

struct DeskRequest {
    http::Method method = http::Method::get;
    std::string target; ///< "/v1/orders?limit=20"
    std::string body = {};
    std::vector<http::Field> headers = {};
    /// Takes the body of an answer with a status of 2xx in pieces, whatever its length; false ends it.
    std::function<bool(std::string_view)> into = {};
};

struct DeskReply {
    int status = 0;
    std::string type; ///< of the body
    std::string body;

    /// An empty table where the body is no JSON.
    codec::Node json() const;
};

class DeskClient {
public:
    virtual ~DeskClient() = default;
    /// Errors: a clause; nobody answered.
    virtual std::expected<DeskReply, std::string> ask(DeskRequest const&) = 0;
};

inline constexpr Option desk_server { "server", "URL", "the desk that runs there: https, or http on this machine" };
inline constexpr Option desk_key_file { "key-file", "FILE", "with --server: its key, else RECOURSE_KEY has it" };

/// Of every command that works on either.
inline constexpr std::array client_options {
    desk_server,
    desk_key_file,
    Option { "data", "DIR", "instead of --server: a directory that no server has" },
    Option { "role", "ROLE", "with --data: in which part", "officer", false,
        "buyer supplier officer inspector carrier provider auditor" },
    Option { "party", "P-NUMBER", "with --data: for whom" },
    desk_programme,
    desk_zone,
};

/// The desk that --server or --data names; null when it has been said why there is none.
std::unique_ptr<DeskClient> connected(std::string_view command, Given const&, Streams);

/// Says what a desk refused, or that none answered, with every flaw that it named. Returns the status of the command.
int say_refused(std::string_view command, std::expected<DeskReply, std::string> const&, std::ostream& err);

/// The value under a path such as "order/terms/goods", as text; money as "500.00 USD"; "" for null and for what is not
/// there.
std::string text_at(codec::Node const&, std::string_view path);
/// The node itself; null where there is none.
codec::Node const* node_at(codec::Node const&, std::string_view path);
/// The items of a list; none where there is no list.
std::vector<codec::Node> const& items_at(codec::Node const&, std::string_view path);

} // namespace recourse::cli
