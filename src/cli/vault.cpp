#include "cli/desk_page.hpp"
#include "cli/download.hpp"
#include "cli/files.hpp"
#include "cli/new_key.hpp"
#include "cli/report.hpp"
#include "cli/vault_page.hpp"
#include "core/evidence/types.hpp"
#include "http/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <ostream>

// Dossiers of a desk, for people.

namespace recourse::cli {

namespace {

constexpr std::array words { dossier_word };
constexpr auto list_options = with_client_options(std::array {
    Option { "limit", "NUMBER", "how many, from 1 to 200", "50" },
    Option { "after", "CURSOR", "go on where the list before ended" },
});
constexpr auto number_options = with_client_options(std::array {
    compartment_option,
    Option { "all", "", "all of your side's that have none, in the order they came in" },
    Option { "exhibits", "IDS", "those, in this order: VX-12,VX-9" },
});
constexpr auto link_options = with_client_options(std::array {
    compartment_option,
    Option { "fact", "VF-NUMBER", "a fact of the dossier" },
    Option { "issue", "VI-NUMBER", "an issue" },
    Option { "exhibit", "VX-NUMBER", "an exhibit" },
    Option { "pages", "PAGES", "of the exhibit: \"3, 12-14\"", "all" },
    Option { "proves", "TEXT", "what it shows" },
});
constexpr std::array search_words { dossier_word,
    Positional { "QUERY", "words; \"two words\" that follow each other; a OR b; -word" } };
constexpr auto search_options = with_client_options(std::array {
    Option { "limit", "NUMBER", "how many, from 1 to 100", "20" },
    Option { "after", "CURSOR", "go on where the answer before ended" },
});
constexpr auto seal_options = with_client_options(std::array {
    compartment_option,
    Option { "to", "FILE", "the bundle; it must not be there yet", {}, true },
    Option { "for", "WHOM", "the person or body that gets it", {}, true },
    Option { "how", "TEXT", "how it goes there" },
    Option { "note", "TEXT", "of the record" },
    Option { "exhibits", "IDS", "VX-12,VX-9", "all that are numbered" },
});
constexpr std::string_view seal_details = "The bundle is a zip that is verified without this desk: recourse verify "
                                          "FILE. That it was sealed, for whom, and its "
                                          "digest are on record. What does not arrive is sealed anew.";

std::string row(codec::Node const& dossier)
{
    auto const order = text_at(dossier, "order"), against = text_at(dossier, "against");
    auto const last = printable(text_at(dossier, "title"));
    return cut_to_width(
        fmt::format("{} {} {} {} {}", in_column(text_at(dossier, "id"), 8),
            in_column(order.empty() || order == "O-0" ? "-" : order, 8), in_column(text_at(dossier, "buyer"), 7),
            in_column(against.empty() ? text_at(dossier, "supplier") : against, 20), last),
        page_width);
}

int run_list(Given const& given, Streams streams)
{
    return list_page("vault list", "/v1/dossiers", given, streams,
        fmt::format("{:<8} {:<8} {:<7} {:<20} {}", "dossier", "order", "buyer", "against", "title"), &row);
}

/// "E12 VX-40 photo-leak.jpg, photo (shared)".
std::string exhibit_line(codec::Node const& line)
{
    auto const mark = text_at(line, "mark"), title = text_at(line, "entry/exhibit/description/title");
    auto const gone = !text_at(line, "entry/erased").empty() ? ", erased"
        : !text_at(line, "entry/withdrawn").empty()          ? ", withdrawn"
                                                             : "";
    return fmt::format("{} {} {}{}, {} ({}){}", mark.empty() ? "-" : mark, text_at(line, "entry/id"),
        text_at(line, "entry/exhibit/file_name"), title.empty() ? "" : fmt::format(" \"{}\"", title),
        text_at(line, "entry/exhibit/kind"), text_at(line, "entry/compartment"), gone);
}

int run_show(Given const& given, Streams streams)
{
    auto const path = dossier_path("vault show", given, streams);
    auto const client = path ? connected("vault show", given, streams) : nullptr;
    if (client == nullptr)
        return input_wrong;
    auto const reply = client->ask({ .target = *path });
    if (!reply || reply->status != 200)
        return say_dossier_refused("vault show", value_of(given, "DOSSIER"), reply, streams.err);
    auto const dossier = reply->json();
    Page page(streams.out);
    page.title(fmt::format(
        "{} {}, version {}", text_at(dossier, "id"), text_at(dossier, "title"), text_at(dossier, "version")));
    auto const order = text_at(dossier, "order");
    page.field("Order", order == "O-0" ? "" : order);
    page.field("Buyer", text_at(dossier, "buyer"));
    page.field("Supplier", text_at(dossier, "supplier"));
    page.field("Against", text_at(dossier, "against"));
    page.field("Opened", text_at(dossier, "opened_on"));
    page.field("Kept until", text_at(dossier, "kept_until"));
    auto const part = [&](std::string_view heading, std::string_view of, auto const& line) {
        if (items_at(dossier, of).empty())
            return;
        page.heading(heading);
        for (auto const& one : items_at(dossier, of))
            page.item(line(one));
    };
    part("Exhibits", "exhibits", &exhibit_line);
    part("Facts", "facts",
        [](auto const& one) { return fmt::format("{} {}", text_at(one, "id"), text_at(one, "fact/text")); });
    part("Issues", "issues",
        [](auto const& one) { return fmt::format("{} {}", text_at(one, "id"), text_at(one, "issue/text")); });
    part("Links", "links", [](auto const& one) {
        return told(fmt::format("{} {} {} {}", text_at(one, "id"), text_at(one, "link/fact"),
                        text_at(one, "link/issue"), text_at(one, "link/exhibit")),
            text_at(one, "link/proves"));
    });
    part("Holds", "holds",
        [](auto const& one) { return fmt::format("{} {}", text_at(one, "id"), text_at(one, "hold/reference")); });
    return answered;
}

/// The ids of a list with commas. Nothing when it has been said which is none.
std::optional<std::vector<std::string>> exhibits_named(std::string_view command, Given const& given, Streams streams)
{
    std::vector<std::string> ids;
    auto const text = value_of(given, "exhibits");
    for (std::string_view rest = text; !rest.empty();) {
        auto const comma = rest.find(',');
        auto const id = rest.substr(0, comma);
        if (!parse_id<evidence::Exhibit>(id)) {
            say(fmt::format("recourse {}: --exhibits: '{}' is no id of an exhibit such as VX-12", command, id),
                streams.err);
            return std::nullopt;
        }
        ids.emplace_back(id);
        rest = comma == std::string_view::npos ? std::string_view {} : rest.substr(comma + 1);
    }
    return ids;
}

void list_member(codec::JsonWriter& json, std::string_view key, std::vector<std::string> const& texts)
{
    json.key(key);
    json.begin_array();
    for (auto const& one : texts)
        json.string(one);
    json.end_array();
}

int run_number(Given const& given, Streams streams)
{
    auto const path = dossier_path("vault number", given, streams);
    auto const ids = exhibits_named("vault number", given, streams);
    if (!path || !ids)
        return input_wrong;
    if (given.contains("all") != ids->empty()) {
        say("recourse vault number: name --exhibits, or say --all", streams.err);
        return input_wrong;
    }
    auto const client = connected("vault number", given, streams);
    if (client == nullptr)
        return input_wrong;
    auto const reply = command_to(*client, *path + "/number", object([&](codec::JsonWriter& json) {
        member(json, "compartment", value_of(given, "compartment"));
        list_member(json, "exhibits", *ids);
    }));
    if (!reply || reply->status >= 300)
        return say_dossier_refused("vault number", value_of(given, "DOSSIER"), reply, streams.err);
    auto const list = client->ask({ .target = *path + "/list" });
    if (!list || list->status != 200)
        return say_dossier_refused("vault number", value_of(given, "DOSSIER"), list, streams.err);
    auto const lines = list->json();
    for (auto const& line : items_at(lines, "exhibits"))
        streams.out << printable(
            fmt::format("{} {} {}", text_at(line, "mark"), text_at(line, "exhibit"), text_at(line, "title")))
                    << '\n';
    return answered;
}

int run_link(Given const& given, Streams streams)
{
    auto const path = dossier_path("vault link", given, streams);
    auto const client = path ? connected("vault link", given, streams) : nullptr;
    if (client == nullptr)
        return input_wrong;
    auto const reply = command_to(*client, *path + "/add-link", object([&](codec::JsonWriter& json) {
        member(json, "compartment", value_of(given, "compartment"));
        json.key("link");
        json.begin_object();
        for (auto const* name : { "fact", "issue", "exhibit", "pages", "proves" }) {
            if (given.contains(name))
                member(json, name, value_of(given, name));
        }
        json.end_object();
    }));
    if (!reply || reply->status >= 300)
        return say_dossier_refused("vault link", value_of(given, "DOSSIER"), reply, streams.err);
    streams.out << fmt::format("VL-{}\n", text_at(reply->json(), "as_of"));
    return answered;
}

int run_search(Given const& given, Streams streams)
{
    auto const path = dossier_path("vault search", given, streams);
    auto const client = path ? connected("vault search", given, streams) : nullptr;
    if (client == nullptr)
        return input_wrong;
    auto target = fmt::format("{}/search?q={}&limit={}", *path, http::percent_encode(value_of(given, "QUERY")),
        http::percent_encode(value_of(given, "limit", "20")));
    if (given.contains("after"))
        target += "&cursor=" + http::percent_encode(value_of(given, "after"));
    auto const reply = client->ask({ .target = std::move(target) });
    if (!reply || reply->status != 200)
        return say_dossier_refused("vault search", value_of(given, "DOSSIER"), reply, streams.err);
    auto const answer = reply->json();
    Page page(streams.out);
    for (auto const& hit : items_at(answer, "hits")) {
        auto const mark = text_at(hit, "mark"), place = text_at(hit, "place");
        page.title(fmt::format(
            "{}{}{}", mark.empty() ? "" : mark + " ", text_at(hit, "exhibit"), place.empty() ? "" : ", " + place));
        page.item(with_parted_words(text_at(hit, "snippet")));
    }
    streams.out << fmt::format("{} found\n", text_at(answer, "count"));
    if (auto const unread = text_at(answer, "unread"); unread != "0")
        streams.out << fmt::format("{} of the exhibits are still to be read\n", unread);
    if (auto const next = text_at(answer, "next"); !next.empty())
        streams.out << fmt::format("more: --after {}\n", printable(next));
    return answered;
}

int run_seal(Given const& given, Streams streams)
{
    auto const path = dossier_path("vault seal", given, streams);
    auto const ids = exhibits_named("vault seal", given, streams);
    if (!path || !ids)
        return input_wrong;
    std::filesystem::path const to = value_of(given, "to");
    std::error_code error;
    if (std::filesystem::exists(to, error)) {
        say(fmt::format("recourse vault seal: {} is there already: name another file", to.string()), streams.err);
        return input_wrong;
    }
    auto const client = connected("vault seal", given, streams);
    if (client == nullptr)
        return input_wrong;
    auto const status = download("vault seal", *client, value_of(given, "DOSSIER"),
        { http::Method::post, *path + "/bundles", object([&](codec::JsonWriter& json) {
             member(json, "compartment", value_of(given, "compartment"));
             member(json, "to", value_of(given, "for"));
             member(json, "how", value_of(given, "how"));
             member(json, "note", value_of(given, "note"));
             list_member(json, "exhibits", *ids);
         }),
            { { "Content-Type", "application/json" }, { "Idempotency-Key", new_key() } } },
        to, streams.err);
    if (status != answered)
        return status;
    streams.out << fmt::format("{}\nrecourse verify {} says what it proves.\n", to.string(), to.string());
    return answered;
}

} // namespace

Subcommand const vault_list_command { "vault list", "the dossiers of a desk, latest change first",
    "recourse vault list --data desk", {}, list_options, run_list };
Subcommand const vault_show_command { "vault show", "a dossier: its exhibits, facts, issues, links and holds",
    "recourse vault show V-17 --data desk", words, client_options, run_show };
Subcommand const vault_number_command { "vault number", "give exhibits their numbers, for ever",
    "recourse vault number V-17 --all --compartment shared --data desk", words, number_options, run_number };
Subcommand const vault_link_command { "vault link", "join a fact, an issue and an exhibit, or two of them",
    "recourse vault link V-17 --fact VF-9 --exhibit VX-7 --compartment shared --data desk", words, link_options,
    run_link };
Subcommand const vault_search_command { "vault search", "find words in the exhibits of a dossier",
    "recourse vault search V-17 \"leaking seals\" --data desk", search_words, search_options, run_search };
Subcommand const vault_seal_command { "vault seal", "seal numbered exhibits into a bundle that is verified anywhere",
    "recourse vault seal V-17 --compartment shared --for CIETAC --to bundle.zip --data desk", words, seal_options,
    run_seal, seal_details };

} // namespace recourse::cli
