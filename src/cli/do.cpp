#include "api/operation.hpp"
#include "base/text.hpp"
#include "cli/desk_client.hpp"
#include "cli/files.hpp"
#include "cli/new_key.hpp"
#include "cli/report.hpp"
#include "http/target.hpp"

#include <fmt/format.h>

#include <ostream>

// Any row of the API's table, by its name.

namespace recourse::cli {

namespace {

constexpr std::array words {
    Positional { "OPERATION", "of the API: orders.ship (see recourse schema openapi)" },
    Positional { "ID", "the record in its path, O-12", false },
};

constexpr std::array<Option, client_options.size() + 3> make_options()
{
    std::array<Option, client_options.size() + 3> all {};
    std::size_t at = 0;
    all[at++] = { "body", "FILE", "the command's body, JSON; - for standard input", "{}" };
    all[at++] = { "again", "KEY", "the Idempotency-Key of a command that is sent again" };
    all[at++] = { "if-match", "VERSION", "only if the record is still at that version" };
    for (auto const& one : client_options)
        all[at++] = one;
    return all;
}
constexpr auto options = make_options();

constexpr std::string_view details
    = "A command is sent under a key, which is printed on standard error before it goes out. Where no answer comes, "
      "send the same again with --again KEY: it is carried out once, and the answer is the same. The answer is printed "
      "as it comes, as JSON. Bodies and answers count instalments and lines of a claim from 0; what is written for "
      "people (order show, refusals, references of payments) counts them from 1.";

/// The path with the id in the place of its part in braces. Errors: a clause.
std::expected<std::string, std::string> target_of(api::Operation const& row, std::string const& id)
{
    auto const begin = row.path.find('{');
    if (begin == std::string::npos) {
        if (!id.empty())
            return std::unexpected(fmt::format("{} takes no id: its path is {}", row.id, row.path));
        return row.path;
    }
    auto const end = row.path.find('}', begin);
    if (row.path.find('{', end) != std::string::npos)
        return std::unexpected(fmt::format("{} has several ids in its path {}: ask it with curl", row.id, row.path));
    if (id.empty())
        return std::unexpected(
            fmt::format("{} wants the id of its {}", row.id, row.path.substr(begin + 1, end - begin - 1)));
    return row.path.substr(0, begin) + http::percent_encode(id) + row.path.substr(end + 1);
}

int run_do(Given const& given, Streams streams)
{
    auto const wrong = [&](std::string const& message) {
        say("recourse do: " + message, streams.err);
        return input_wrong;
    };
    auto const name = value_of(given, "OPERATION");
    auto const table = api::operations();
    auto const row = std::ranges::find(table, name, &api::Operation::id);
    if (row == table.end()) {
        std::vector<std::string_view> ids;
        ids.reserve(table.size());
        for (auto const& one : table)
            ids.emplace_back(one.id);
        auto const meant = did_you_mean(name, ids);
        return wrong(
            fmt::format("the API has no operation '{}'{}", name, meant.empty() ? "" : fmt::format(" ({})", meant)));
    }
    auto target = target_of(*row, value_of(given, "ID"));
    if (!target)
        return wrong(target.error());
    DeskRequest request { row->method, *std::move(target), {}, {} };
    if (row->takes) {
        request.body = "{}";
        if (given.contains("body")) {
            auto body = read_file(value_of(given, "body"), streams.in);
            if (!body)
                return wrong(body.error());
            request.body = *std::move(body);
        }
        request.headers.push_back({ "Content-Type", row->takes_type });
    } else if (given.contains("body"))
        return wrong(name + " takes no body");
    if (row->gives_type == "text/event-stream")
        return wrong(name + " is a stream without an end: ask it with curl");
    if (!row->is_command && (given.contains("again") || given.contains("if-match")))
        return wrong(name + " is no command: --again and --if-match are for commands");
    if (given.contains("if-match"))
        request.headers.push_back({ "If-Match", fmt::format("\"v{}\"", value_of(given, "if-match")) });
    auto const client = connected("do", given, streams);
    if (client == nullptr)
        return input_wrong;
    if (row->is_command) {
        auto const key = given.contains("again") ? value_of(given, "again") : new_key();
        request.headers.push_back({ "Idempotency-Key", key });
        say("Idempotency-Key: " + key, streams.err);
        streams.err << std::flush;
    }
    auto const reply = client->ask(request);
    if (!reply || reply->status >= 300)
        return say_refused("do", reply, streams.err);
    streams.out << reply->body << (reply->body.empty() || reply->body.ends_with('\n') ? "" : "\n");
    return answered;
}

} // namespace

Subcommand const do_command { "do", "one operation of the API, by its name",
    "recourse do orders.ship O-12 --body ship.json --server URL", words, options, run_do, details };

} // namespace recourse::cli
