#include "cli/vault_page.hpp"

#include "base/id.hpp"
#include "cli/new_key.hpp"
#include "cli/report.hpp"
#include "core/evidence/types.hpp"

#include <fmt/format.h>

namespace recourse::cli {

std::optional<std::string> dossier_path(std::string_view command, Given const& given, Streams streams)
{
    auto const id = value_of(given, "DOSSIER");
    if (parse_id<Dossier>(id))
        return "/v1/dossiers/" + id;
    say(fmt::format("recourse {}: '{}' is no id of a dossier such as V-17", command, id), streams.err);
    return std::nullopt;
}

std::string object(std::function<void(codec::JsonWriter&)> const& members)
{
    codec::JsonWriter json(codec::JsonStyle::line);
    json.begin_object();
    members(json);
    json.end_object();
    return json.take();
}

void member(codec::JsonWriter& json, std::string_view key, std::string_view text)
{
    json.key(key);
    json.string(text);
}

std::expected<DeskReply, std::string> command_to(DeskClient& client, std::string const& target, std::string body)
{
    DeskRequest request { http::Method::post, target, std::move(body),
        { { "Content-Type", "application/json" }, { "Idempotency-Key", new_key() } } };
    auto reply = client.ask(request);
    if (!reply || reply->status == 503)
        reply = client.ask(request);
    return reply;
}

} // namespace recourse::cli
