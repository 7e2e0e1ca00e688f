#include "cli/vault_page.hpp"

#include "base/id.hpp"
#include "cli/desk_page.hpp"
#include "cli/new_key.hpp"
#include "cli/report.hpp"
#include "core/evidence/types.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::cli {

std::optional<std::string> dossier_path(std::string_view command, Given const& given, Streams streams)
{
    auto const id = value_of(given, "DOSSIER");
    if (parse_id<Dossier>(id))
        return "/v1/dossiers/" + id;
    say(fmt::format("recourse {}: '{}' is no id of a dossier such as V-17", command, id), streams.err);
    return std::nullopt;
}

std::string with_short_words(std::string_view text)
{
    constexpr std::size_t word_max = 60;
    std::string cut;
    while (!text.empty()) {
        auto const end = std::min(text.find_first_of(" \t\n"), text.size());
        cut += cut_to_width(std::string { text.substr(0, end) }, word_max);
        cut += text.substr(end, 1);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return cut;
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
