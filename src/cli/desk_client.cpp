#include "cli/desk_client.hpp"

#include "api/inside.hpp"
#include "base/check.hpp"
#include "cli/files.hpp"
#include "cli/remote.hpp"
#include "cli/report.hpp"
#include "cli/role.hpp"
#include "codec/json_reader.hpp"

#include <fmt/format.h>

#include <ostream>

namespace recourse::cli {

namespace {

/// The desk on a directory, which is locked as long as this is there.
class OnDirectory : public DeskClient {
public:
    OnDirectory(std::unique_ptr<app::Clock> clock, std::unique_ptr<api::Desk> desk, accounts::Caller const& caller)
        : clock_(std::move(clock))
        , desk_(std::move(desk))
        , inside_(*desk_, caller)
    {
    }
    std::expected<DeskReply, std::string> ask(DeskRequest const& request) override
    {
        auto response = RECOURSE_TRY(inside_.ask(request.method, request.target, request.body, request.headers));
        DeskReply reply { response.status, http_type(response), {} };
        bool const good = response.status >= 200 && response.status < 300;
        auto const take = [&](std::string_view bytes) {
            if (good && request.into)
                return request.into(bytes);
            reply.body += bytes;
            return true;
        };
        if (!response.pieces) {
            if (!take(response.body.view()))
                return std::unexpected("the answer could not be written");
            return reply;
        }
        for (std::uint64_t got = 0; got < response.pieces->size;) {
            auto const piece = (*response.pieces->next)();
            if (piece.empty() || piece.size() > response.pieces->size - got)
                return std::unexpected("the answer was cut short: recourse check says what is damaged");
            got += piece.size();
            if (!take(piece))
                return std::unexpected("the answer could not be written");
        }
        return reply;
    }

private:
    static std::string http_type(http::Response const& response)
    {
        auto const type = response.headers.get("Content-Type");
        return std::string { type.substr(0, type.find(';')) };
    }

    std::unique_ptr<app::Clock> clock_; ///< outlives the desk
    std::unique_ptr<api::Desk> desk_;
    api::Inside inside_;
};

std::unique_ptr<DeskClient> on_directory(std::string_view command, Given const& given, Streams streams)
{
    auto const wrong = [&](std::string const& message) {
        say(fmt::format("recourse {}: {}", command, message), streams.err);
        return nullptr;
    };
    auto caller = accounts::Caller::command_line();
    auto const role = parse_role(value_of(given, "role", "officer"));
    if (!role)
        return wrong("--role is buyer, supplier, officer, inspector, carrier, provider or auditor");
    caller.actor.role = *role;
    if (auto const text = value_of(given, "party"); !text.empty()) {
        auto const party = parse_id<Party>(text);
        if (!party)
            return wrong(fmt::format("--party is an id such as P-3, not '{}'", text));
        caller.actor.party = *party;
    }
    auto clock = std::make_unique<app::SystemClock>();
    auto desk = opened_desk(command, given, streams, *clock);
    if (desk == nullptr)
        return nullptr;
    return std::make_unique<OnDirectory>(std::move(clock), std::move(desk), caller);
}

} // namespace

codec::Node DeskReply::json() const
{
    auto document = codec::read_json(body, "answer", { .bytes_max = std::size_t { 64 } << 20 });
    if (document.problems.empty())
        return std::move(document.root);
    codec::Node nothing;
    nothing.kind = codec::NodeKind::table;
    return nothing;
}

std::unique_ptr<DeskClient> connected(std::string_view command, Given const& given, Streams streams)
{
    auto const wrong = [&](std::string const& message) {
        say(fmt::format("recourse {}: {}", command, message), streams.err);
        return nullptr;
    };
    bool const server = given.contains("server"), data = given.contains("data");
    if (server == data)
        return wrong("name one of --server URL and --data DIR");
    if (data) {
        if (given.contains("key-file"))
            return wrong("--key-file goes with --server; with --data it is --role and --party");
        return on_directory(command, given, streams);
    }
    for (auto const* name : { "role", "party", "programme", "zone" }) {
        if (given.contains(name))
            return wrong(fmt::format("--{} goes with --data; a server knows it, or the key says it", name));
    }
    auto client = remote_desk(value_of(given, "server"), value_of(given, "key-file"));
    if (!client)
        return wrong(client.error());
    return *std::move(client);
}

int say_refused(std::string_view command, std::expected<DeskReply, std::string> const& reply, std::ostream& err)
{
    auto const line = [&](std::string const& text) { say(fmt::format("recourse {}: {}", command, text), err); };
    if (!reply) {
        line(reply.error());
        return we_failed;
    }
    auto const problem = reply->json();
    auto const title = text_at(problem, "title"), detail = text_at(problem, "detail"), code = text_at(problem, "code");
    if (title.empty())
        line(fmt::format("{} is no answer that is known here: is this a desk?", reply->status));
    else
        line(fmt::format("{}{}{} ({} {})", title, detail.empty() ? "" : " ", detail, reply->status, code));
    for (auto const& flaw : items_at(problem, "errors")) {
        auto place = text_at(flaw, "pointer");
        if (place.empty())
            place = text_at(flaw, "file");
        auto const remedy = text_at(flaw, "remedy");
        line(fmt::format("{}{}{}{}", place, place.empty() ? "" : ": ", text_at(flaw, "detail"),
            remedy.empty() ? "" : " (" + remedy + ")"));
    }
    return reply->status >= 500 ? we_failed : input_wrong;
}

codec::Node const* node_at(codec::Node const& tree, std::string_view path)
{
    auto const* at = &tree;
    while (at != nullptr && !path.empty()) {
        auto const slash = path.find('/');
        at = at->is_table() ? at->find(path.substr(0, slash)) : nullptr;
        path = slash == std::string_view::npos ? std::string_view {} : path.substr(slash + 1);
    }
    return at;
}

std::string text_at(codec::Node const& tree, std::string_view path)
{
    auto const* node = node_at(tree, path);
    if (node == nullptr)
        return {};
    switch (node->kind) {
    case codec::NodeKind::string:
    case codec::NodeKind::decimal:
        return node->text;
    case codec::NodeKind::integer:
        return fmt::format("{}", node->integer);
    case codec::NodeKind::boolean:
        return node->boolean ? "true" : "false";
    case codec::NodeKind::table:
        if (node->find("amount") != nullptr && node->find("currency") != nullptr)
            return fmt::format("{} {}", text_at(*node, "amount"), text_at(*node, "currency"));
        return {};
    case codec::NodeKind::null:
    case codec::NodeKind::array:
    case codec::NodeKind::date:
    case codec::NodeKind::time:
    case codec::NodeKind::datetime:
        return {};
    }
    return {};
}

std::vector<codec::Node> const& items_at(codec::Node const& tree, std::string_view path)
{
    static std::vector<codec::Node> const none;
    auto const* node = node_at(tree, path);
    return node != nullptr && node->is_array() ? node->items : none;
}

} // namespace recourse::cli
