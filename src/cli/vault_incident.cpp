#include "cli/report.hpp"
#include "cli/vault_page.hpp"

#include <fmt/format.h>

#include <ostream>

// What happened to the system that keeps the evidence, taken down by whoever runs it.

namespace recourse::cli {

namespace {

constexpr std::array words { Positional {
    "WHAT", "what happened, in at most 500 bytes; it stays in the log and is told in statements: name no persons" } };

int run_incident(Given const& given, Streams streams)
{
    auto const client = connected("vault incident", given, streams);
    if (client == nullptr)
        return input_wrong;
    codec::JsonWriter json(codec::JsonStyle::line);
    json.begin_object();
    json.key("says");
    json.string(value_of(given, "WHAT"));
    json.end_object();
    auto const reply = client->ask(
        { http::Method::post, "/v1/vault/incidents", json.take(), { { "Content-Type", "application/json" } } });
    if (!reply || reply->status != 200)
        return say_refused("vault incident", reply, streams.err);
    streams.out << fmt::format("recorded as entry {} of the vault's log\n", text_at(reply->json(), "entry"));
    return answered;
}

constexpr std::string_view details
    = "Disks that were full, damaged objects, steps of the clock, time-stamp authorities that "
      "could not be reached, and restarts are recorded by the desk itself. This is for the rest: "
      "a restored copy, a machine that failed, a key that was lost.";

} // namespace

Subcommand const vault_incident_command { "vault incident", "record that something happened to the system",
    "recourse vault incident \"the machine was moved to another room\" --data desk", words, client_options,
    run_incident, details };

} // namespace recourse::cli
