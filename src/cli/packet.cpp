#include "api/packet_request.hpp"
#include "base/printable.hpp"
#include "base/text.hpp"
#include "base/wrap.hpp"
#include "catalog/receivers.hpp"
#include "cli/desk_page.hpp"
#include "cli/download.hpp"
#include "cli/files.hpp"
#include "cli/new_key.hpp"
#include "cli/packet_files.hpp"
#include "cli/report.hpp"
#include "cli/rules_folder.hpp"
#include "cli/today.hpp"
#include "cli/vault_page.hpp"
#include "codec/described.hpp"
#include "codec/json_reader.hpp"
#include "codec/toml_reader.hpp"
#include "packets/parcel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>

// Packets for receivers: of a dossier of a desk, or of files alone.

namespace recourse::cli {

namespace {

constexpr std::array words { Positional {
    "WHAT", "a dossier of a desk, V-17; or a sealed bundle or a folder of files" } };
constexpr Option for_option { "for", "RECEIVER", "to whom it goes; recourse packet list", {}, true };
constexpr Option about_option { "about", "FILE", "what is to be said in it: TOML or JSON", "packet.toml of a folder" };
constexpr Option compartment_of_dossier { "compartment", "WORD", "of a dossier: who knows of it", {}, false,
    "shared buyer-and-counsel supplier-and-counsel officer" };
constexpr auto list_options = client_options;
constexpr auto check_options = with_client_options(std::array { for_option, about_option, compartment_of_dossier });
constexpr auto make_options = with_client_options(std::array {
    for_option,
    Option { "to", "FILE", "the zip; it must not be there yet", {}, true },
    about_option,
    compartment_of_dossier,
    Option { "despite-breaches", "", "make it though the receiver will not take it so" },
});
constexpr std::string_view details
    = "Every breach of what the receiver takes is named with what mends it, and everything that nobody could say. With "
      "a "
      "breach the status is 2. FILE of --about holds for a dossier what POST /v1/dossiers/V-17/packets takes, and for "
      "files what docs/packets.md describes. A packet of a dossier is on record in its custody; of files nothing is.";

int wrong(std::string_view command, std::string const& message, Streams streams)
{
    say(fmt::format("recourse {}: {}", command, message), streams.err);
    return input_wrong;
}

int wrong(std::string_view command, Wrongs const& all, Streams streams)
{
    for (auto const& one : all)
        say(fmt::format("recourse {}: {}", command, one), streams.err);
    return input_wrong;
}

std::optional<std::vector<receiver::Receiver>> receivers(Streams streams)
{
    // --data is a desk's directory here; a folder of own receivers is the environment's RECOURSE_DATA.
    auto const data = read_data({}, streams);
    if (!data) {
        say(data.error(), streams.err);
        return std::nullopt;
    }
    auto all = catalog::receivers_of(data->files);
    if (!all) {
        say(data->opened(all.error()), streams.err);
        return std::nullopt;
    }
    return *std::move(all);
}

std::string row(std::string_view id, std::string_view kind, bool as_files, std::string_view name)
{
    return cut_to_width(
        fmt::format("{:<24} {:<16} {:<9} {}", id, kind, as_files ? "files" : "one PDF", name), page_width);
}

int run_list(Given const& given, Streams streams)
{
    auto const head = fmt::format("{:<24} {:<16} {:<9} {}", "receiver", "kind", "gets", "name");
    if (given.contains("server") || given.contains("data")) {
        auto const client = connected("packet list", given, streams);
        if (client == nullptr)
            return input_wrong;
        auto const reply = client->ask({ .target = "/v1/receivers" });
        if (!reply || reply->status != 200)
            return say_refused("packet list", reply, streams.err);
        auto const answer = reply->json();
        streams.out << head << '\n';
        for (auto const& one : items_at(answer, "receivers"))
            streams.out << printable(
                row(text_at(one, "id"), text_at(one, "kind"), text_at(one, "as_files") == "true", text_at(one, "name")))
                        << '\n';
        return answered;
    }
    auto const all = receivers(streams);
    if (!all)
        return data_wrong({});
    streams.out << head << '\n';
    for (auto const& one : *all)
        streams.out << row(one.id, receiver::word(one.kind), packets::takes_files(one), one.name.en) << '\n';
    return answered;
}

/// The text of --about, and its name; of a folder, that of its packet.toml where none is named. Nothing: it has been
/// said why it cannot be read.
struct AboutFile {
    std::string text, name;
};
std::optional<AboutFile> about_file(
    std::string_view command, Given const& given, std::string const& folder, Streams streams)
{
    AboutFile file { {}, value_of(given, "about") };
    if (file.name.empty() && !folder.empty()) {
        auto const standard = std::filesystem::path { folder } / about_standard;
        std::error_code ignored;
        if (std::filesystem::is_regular_file(standard, ignored))
            file.name = standard.string();
    }
    if (file.name.empty())
        return file;
    auto text = read_file(file.name, streams.in, std::size_t { 1 } << 20U);
    if (!text) {
        wrong(command, text.error(), streams);
        return std::nullopt;
    }
    file.text = *std::move(text);
    return file;
}

/// What is sent to a desk.
std::optional<std::string> request_of(std::string_view command, Given const& given, Streams streams)
{
    auto const file = about_file(command, given, {}, streams);
    if (!file)
        return std::nullopt;
    api::PacketAsked asked;
    if (!file->name.empty()) {
        auto const document = file->name.ends_with(".json") ? codec::read_json(file->text, file->name)
                                                            : codec::read_toml(file->text, file->name);
        Wrongs wrongs;
        for (auto const& problem : document.problems)
            wrongs.push_back(to_string(problem));
        if (wrongs.empty()) {
            auto read = codec::from_tree<api::PacketAsked>(document.root);
            if (read)
                asked = *std::move(read);
            else
                for (auto const& flaw : read.error())
                    wrongs.push_back(fmt::format("{}: {}: {}", file->name, flaw.pointer, flaw.says));
        }
        if (!wrongs.empty()) {
            wrong(command, wrongs, streams);
            return std::nullopt;
        }
    }
    asked.receiver = value_of(given, "for");
    if (given.contains("despite-breaches"))
        asked.despite_breaches = true;
    codec::JsonWriter json(codec::JsonStyle::line);
    if (auto const word = value_of(given, "compartment"); !word.empty()) {
        auto const compartment = [&]() -> std::optional<api::Compartment> {
            for (auto const one : { api::Compartment::shared, api::Compartment::buyer_and_counsel,
                     api::Compartment::supplier_and_counsel, api::Compartment::officer }) {
                if (claim::word(one) == word)
                    return one;
            }
            return std::nullopt;
        }();
        if (!compartment) {
            wrong(command,
                "--compartment is shared, buyer-and-counsel, supplier-and-counsel or officer, not '" + word + "'",
                streams);
            return std::nullopt;
        }
        asked.compartment = compartment;
    }
    if (!asked.compartment) {
        wrong(command, "a packet of a dossier needs --compartment: who knows of it", streams);
        return std::nullopt;
    }
    codec::to_json(json, asked);
    return json.take();
}

/// A finding for people, within the width of a page.
void say_finding(std::ostream& out, std::string_view weight, std::string_view place, std::string_view code,
    std::string_view says, std::string_view remedy)
{
    std::string const indent(9, ' ');
    out << wrap(
        printable(fmt::format("{} {}: {}", place, code, says)), page_width, fmt::format("{:<9}", weight), indent);
    // Of what is unknown there is one remedy: to ask the receiver, which is said once.
    if (!remedy.empty() && weight != "unknown")
        out << wrap(printable(remedy), page_width, indent + "-> ", indent + "   ");
}

void say_counts(std::ostream& out, std::uint64_t breaches, std::uint64_t unknowns, std::uint64_t notes)
{
    out << fmt::format("{}, {} unknown, {}\n", breaches == 1 ? "1 breach" : fmt::format("{} breaches", breaches),
        unknowns, counted(notes, "note"));
    if (unknowns > 0)
        out << "What is unknown the receiver has to say: ask before it is handed in.\n";
}

int check_at_desk(Given const& given, Streams streams)
{
    auto const body = request_of("packet check", given, streams);
    auto const client = body ? connected("packet check", given, streams) : nullptr;
    if (client == nullptr)
        return input_wrong;
    auto const reply
        = client->ask({ http::Method::post, fmt::format("/v1/dossiers/{}/packet-check", value_of(given, "WHAT")), *body,
            { { "Content-Type", "application/json" } } });
    if (!reply || reply->status != 200)
        return say_dossier_refused("packet check", value_of(given, "WHAT"), reply, streams.err);
    auto const answer = reply->json();
    bool const as_files = text_at(answer, "as_files") == "true";
    for (auto const& one : items_at(answer, "exhibits")) {
        auto const* count = node_at(one, "pages");
        auto const pages = count == nullptr ? 0 : static_cast<std::size_t>(std::max<std::int64_t>(count->integer, 0));
        auto const slot = text_at(one, "slot");
        streams.out << cut_to_width(
            printable(fmt::format("{} {}{}{}{}{}", text_at(one, "place"), text_at(one, "exhibit"),
                as_files ? " as " + text_at(one, "file") : "", slot.empty() ? "" : " in " + slot,
                pages == 0 ? "" : ", " + counted(pages, "page"),
                text_at(one, "enclosed") == "true" ? "" : ", stays out")),
            page_width)
                    << '\n';
    }
    for (auto const& one : items_at(answer, "findings"))
        say_finding(streams.out, text_at(one, "weight"), text_at(one, "place"), text_at(one, "code"),
            text_at(one, "says"), text_at(one, "remedy"));
    auto const number = [&](std::string_view name) {
        auto const* node = node_at(answer, name);
        return node == nullptr ? std::uint64_t { 0 } : static_cast<std::uint64_t>(node->integer);
    };
    say_counts(streams.out, number("breaches"), number("unknowns"), number("notes"));
    return number("breaches") == 0 ? answered : input_wrong;
}

/// Of files alone: the receiver and the dossier; nothing when it has been said what is wrong.
struct Local {
    receiver::Receiver to;
    packets::Dossier dossier;
};
std::optional<Local> local(std::string_view command, Given const& given, Streams streams)
{
    auto const what = value_of(given, "WHAT");
    for (auto const* name : { "server", "data", "key-file", "role", "party", "compartment", "programme", "zone" }) {
        if (given.contains(name)) {
            wrong(command, fmt::format("--{} goes with a dossier of a desk such as V-17", name), streams);
            return std::nullopt;
        }
    }
    auto const all = receivers(streams);
    if (!all)
        return std::nullopt;
    auto const id = value_of(given, "for");
    auto const to = std::ranges::find(*all, id, &receiver::Receiver::id);
    if (to == all->end()) {
        std::vector<std::string_view> ids;
        for (auto const& one : *all)
            ids.emplace_back(one.id);
        auto const meant = did_you_mean(id, ids);
        wrong(command,
            fmt::format("no receiver is called '{}'{}", id, meant.empty() ? "; recourse packet list" : "; " + meant),
            streams);
        return std::nullopt;
    }
    std::error_code ignored;
    auto const about
        = about_file(command, given, std::filesystem::is_directory(what, ignored) ? what : std::string {}, streams);
    if (!about)
        return std::nullopt;
    auto dossier = dossier_of_files(what, about->text, about->name, today());
    if (!dossier) {
        wrong(command, dossier.error(), streams);
        return std::nullopt;
    }
    for (auto const& name : dossier->left_out)
        say(fmt::format("recourse {}: {} is left out: {} does not name it", command, name, about->name), streams.err);
    return Local { *to, std::move(dossier->dossier) };
}

std::uint64_t count(packets::Findings const& all, packets::Weight weight)
{
    return static_cast<std::uint64_t>(std::ranges::count(all, weight, &packets::Finding::weight));
}

std::string_view word(packets::Weight weight)
{
    return weight == packets::Weight::breach ? "breach" : weight == packets::Weight::unknown ? "unknown" : "note";
}

/// Prints them; the status that goes with them.
int say_findings(packets::Findings const& all, std::ostream& out)
{
    for (auto const& one : all)
        say_finding(out, word(one.weight), one.place, one.code, one.says.en, one.remedy.en);
    say_counts(out, count(all, packets::Weight::breach), count(all, packets::Weight::unknown),
        count(all, packets::Weight::note));
    return packets::has_breach(all) ? input_wrong : answered;
}

bool is_dossier(Given const& given)
{
    auto const what = value_of(given, "WHAT");
    return parse_id<Dossier>(what).has_value() && !is_path(what);
}

int run_check(Given const& given, Streams streams)
{
    if (is_dossier(given))
        return check_at_desk(given, streams);
    auto const one = local("packet check", given, streams);
    if (!one)
        return input_wrong;
    auto const surveys = packets::survey(one->dossier);
    auto const slots = packets::slots_of(one->to, one->dossier);
    for (auto const& exhibit : one->dossier.exhibits) {
        auto const slot = slots.find(exhibit.number);
        auto const seen = surveys.find(exhibit.number);
        auto const pages = seen == surveys.end() ? 0 : seen->second.pages.size();
        bool const as_file = packets::takes_files(one->to);
        auto const file = as_file ? " as " + packets::file_name(exhibit, one->to.names) : std::string {};
        auto const place = slot == slots.end() ? std::string {} : " in " + slot->second->id;
        streams.out << cut_to_width(printable(fmt::format("{} {}{}{}{}{}", packets::label(exhibit.number),
                                        exhibit.name.en, file, place, pages == 0 ? "" : ", " + counted(pages, "page"),
                                        packets::is_enclosed(one->to, exhibit, slots) ? "" : ", stays out")),
            page_width)
                    << '\n';
    }
    auto findings = packets::check(one->to, one->dossier, surveys);
    for (auto& found : packets::try_binding(one->to, one->dossier, surveys, findings))
        findings.push_back(std::move(found));
    return say_findings(findings, streams.out);
}

int make_at_desk(Given const& given, std::filesystem::path const& to, Streams streams)
{
    auto const body = request_of("packet make", given, streams);
    auto const client = body ? connected("packet make", given, streams) : nullptr;
    if (client == nullptr)
        return input_wrong;
    auto const what = value_of(given, "WHAT");
    auto const status = download("packet make", *client, what,
        { http::Method::post, fmt::format("/v1/dossiers/{}/packets", what), *body,
            { { "Content-Type", "application/json" }, { "Idempotency-Key", new_key() } } },
        to, streams.err);
    if (status != answered)
        return status;
    streams.out << fmt::format("{}\nREAD-FIRST.txt in it says what to look at. It is on record.\n", to.string());
    return answered;
}

int run_make(Given const& given, Streams streams)
{
    std::filesystem::path const to = value_of(given, "to");
    std::error_code error;
    if (std::filesystem::exists(to, error))
        return wrong("packet make", fmt::format("{} is there already: name another file", to.string()), streams);
    if (is_dossier(given))
        return make_at_desk(given, to, streams);
    auto const one = local("packet make", given, streams);
    if (!one)
        return input_wrong;
    auto const packet = packets::make(one->to, one->dossier);
    if (!packet)
        return wrong("packet make", packet.error(), streams);
    auto const status = say_findings(packet->findings, streams.out);
    if (status != answered && !given.contains("despite-breaches"))
        return wrong(
            "packet make", "the receiver will not take it so; --despite-breaches makes it all the same", streams);
    auto const zip = packets::parcel(one->to, one->dossier, *packet);
    if (!zip)
        return wrong("packet make", zip.error(), streams);
    if (auto const done = write_file(to.string(), *zip); !done) {
        say("recourse packet make: " + done.error(), streams.err);
        return we_failed;
    }
    streams.out << fmt::format(
        "{}\nREAD-FIRST.txt in it says what to look at; made of files, it is on no record.\n", to.string());
    return answered;
}

} // namespace

Subcommand const packet_list_command { "packet list", "to whom packets of evidence can go", "recourse packet list", {},
    list_options, run_list };
Subcommand const packet_check_command { "packet check", "what a receiver will not take of an evidence packet, and why",
    "recourse packet check examples/evidence --for cietac", words, check_options, run_check, details };
Subcommand const packet_make_command { "packet make", "the exhibits in the form that a receiver wants, as a zip",
    "recourse packet make V-17 --for cietac --compartment shared --to packet.zip --data desk", words, make_options,
    run_make, details };
Subcommand const vault_packet_command { "vault packet", "as packet make: exhibits in the form that a receiver wants",
    "recourse vault packet V-17 --for cietac --compartment shared --to packet.zip --data desk", words, make_options,
    run_make, details };

} // namespace recourse::cli
