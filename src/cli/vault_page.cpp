#include "cli/vault_page.hpp"

#include "base/id.hpp"
#include "base/printable.hpp"
#include "base/wrap.hpp"
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

int say_dossier_refused(std::string_view command, std::string_view dossier,
    std::expected<DeskReply, std::string> const& reply, std::ostream& err)
{
    if (!reply || reply->status != 404 || text_at(reply->json(), "code") != "http.not_found")
        return say_refused(command, reply, err);
    say(fmt::format("recourse {}: there is no dossier {}, or none for whoever asks; recourse vault list names those "
                    "that there are",
            command, dossier),
        err);
    return input_wrong;
}

std::string with_parted_words(std::string_view text)
{
    constexpr std::size_t word_max = page_width - 4; // behind the indent of an item
    std::string parted;
    std::size_t width = 0; // of the word so far
    while (!text.empty()) {
        auto const length = std::max<std::size_t>(first_length(text), 1);
        auto const point = text.substr(0, length);
        text.remove_prefix(length);
        if (point == " " || point == "\t" || point == "\n")
            width = 0;
        else if (auto const wide = display_width(point); width + wide > word_max) {
            parted += ' ';
            width = wide;
        } else
            width += wide;
        parted += point;
    }
    return parted;
}

std::string in_column(std::string const& text, std::size_t width)
{
    auto column = cut_to_width(printable(text), width);
    column.append(width - std::min(width, display_width(column)), ' ');
    return column;
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
