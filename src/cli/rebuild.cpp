#include "cli/desk_client.hpp"
#include "cli/report.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <iostream>
#include <thread>

#include <unistd.h>

// Every view is dropped and made anew, on a running desk or on a directory.

namespace recourse::cli {

namespace {

constexpr std::string_view details
    = "The desk goes on taking commands; reads of what the views do not show yet wait or are refused with 503 for that "
      "time. On a terminal it says how far it is. With --data it has the directory to itself until it is done.";

std::uint64_t number_at(codec::Node const& tree, std::string_view path)
{
    auto const text = text_at(tree, path);
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

int run_rebuild(Given const& given, Streams streams)
{
    auto const client = connected("rebuild", given, streams);
    if (client == nullptr)
        return input_wrong;
    auto const asked = client->ask({ .method = http::Method::post, .target = "/v1/views/rebuild" });
    if (!asked || asked->status != 202)
        return say_refused("rebuild", asked, streams.err);
    bool const terminal = &streams.err == &std::cerr && ::isatty(STDERR_FILENO) == 1;
    for (;;) {
        auto const state = client->ask({ .target = "/v1/views" });
        if (!state || state->status != 200)
            return say_refused("rebuild", state, streams.err);
        auto const ready = client->ask({ .target = "/readyz" });
        if (ready && ready->status == 503)
            return say_refused("rebuild", ready, streams.err);
        auto const tree = state->json();
        auto const shown = number_at(tree, "shown"), last = number_at(tree, "last");
        bool const done = text_at(tree, "rebuilding") != "true";
        if (terminal)
            streams.err << fmt::format(
                "\r{:>3} % of {} events{}", last == 0 ? 100 : shown * 100 / last, last, done ? "\n" : "")
                        << std::flush;
        if (done) {
            streams.out << fmt::format("the views are made anew and show {} of {} events\n", shown, last);
            return answered;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
}

} // namespace

Subcommand const rebuild_command { "rebuild", "drop every view and make it anew from the log",
    "recourse rebuild --data desk", {}, client_options, run_rebuild, details };

} // namespace recourse::cli
