#include "cli/case_study.hpp"
#include "cli/desk_page.hpp"
#include "cli/download.hpp"
#include "cli/files.hpp"
#include "cli/identity.hpp"
#include "cli/new_key.hpp"
#include "cli/passphrase.hpp"
#include "cli/report.hpp"
#include "cli/vault_page.hpp"
#include "core/matter/types.hpp"
#include "handover/archive.hpp"
#include "handover/case_package.hpp"
#include "handover/passphrase.hpp"
#include "handover/readme.hpp"
#include "handover/scratch.hpp"
#include "render/ics.hpp"
#include "vault/seal/verify.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <ostream>

// A matter as one encrypted zip for counsel who takes over: of a case file, or of a desk.

namespace recourse::cli {

namespace {

namespace fs = std::filesystem;
using accounts::Secret;
using papers::Setting;

constexpr std::string_view command = "case handover";
constexpr std::array words { Positional { "CASE", "the case file, TOML or JSON; or the id of a matter, L-17" } };
constexpr auto options = with_client_options(std::array {
    Option { "to", "FILE.zip", "the package; it must not be there yet", {}, true },
    Option { "for", "WHOM", "counsel who takes over", {}, true },
    Option { "from", "WHOM", "who hands over" },
    passphrase_option,
    Option { "language", "LANGUAGE", "of the papers: en, zh or both", "both", false, "en zh both" },
    with_option,
    as_of_option,
    Option { "evidence", "BUNDLE.zip", "of a case file: a sealed bundle that goes along" },
    Option {
        "leave-out", "WORDS", "of a matter: evidence that only one side reads stays", {}, false, "buyer-and-counsel" },
    Option { "note", "TEXT", "of a matter: for the record" },
});
constexpr std::string_view details
    = "Two files are in the zip: README.txt, which says how to open it, and handover.zip, encrypted with AES-256; "
      "7-Zip, "
      "WinZip, Keka and bsdtar open it. No name and no text of the case can be read without the passphrase. Where none "
      "is given, one is made and printed once (137 bits): tell it by telephone or in person. In handover.zip are the "
      "memorandum, drafts, sealed evidence, deadlines as table and calendar, the claim line by line, what is open, and "
      "the matter for another desk (recourse case import). With the id of a matter, --server or --data names the desk; "
      "it records who got what.";

Setting setting_of(std::string_view word)
{
    return word == "en" ? Setting::en : word == "zh" ? Setting::zh : Setting::both;
}

/// A passphrase, and whether it was made here.
struct Chosen {
    Secret passphrase;
    bool made = false;
};

/// Everything that is wrong with what was given, whatever the package is made of.
std::optional<Chosen> chosen(Given const& given, Problems& problems)
{
    auto const wrong
        = [&](std::string says) { problems.push_back({ {}, fmt::format("recourse {}: {}", command, says), {} }); };
    std::error_code error;
    if (fs::exists(value_of(given, "to"), error))
        wrong(fmt::format("{} is there already: name another file", value_of(given, "to")));
    auto const language = value_of(given, "language", "both");
    if (language != "en" && language != "zh" && language != "both")
        wrong(fmt::format("--language is '{}'; expected en, zh or both", language));
    auto passphrase = given_passphrase(given);
    if (!passphrase) {
        wrong(passphrase.error());
        return std::nullopt;
    }
    if (!*passphrase)
        return Chosen { Secret { handover::new_passphrase() }, true };
    if (auto const flaw = handover::passphrase_flaw((*passphrase)->reveal())) {
        wrong("the passphrase: " + *flaw);
        return std::nullopt;
    }
    return Chosen { *std::move(*passphrase), false };
}

void say_done(Given const& given, Chosen const& chosen, std::ostream& out)
{
    auto const to = value_of(given, "to");
    out << printable(to) << '\n';
    if (chosen.made)
        out << "Passphrase, shown once: " << chosen.passphrase.reveal()
            << "\nTell it by telephone or in person, never beside the file.\n";
}

void say_left_out(handover::Manifest const& manifest, std::ostream& out)
{
    Page page(out);
    for (auto const& one : manifest.left_out)
        page.item(with_parted_words(fmt::format("left out: {}: {}", one.what, one.why)));
}

/// The bundle as an item, if one was named. False: it has been said why not.
bool add_evidence(Given const& given, handover::Package& package, std::ostream& err)
{
    auto const name = value_of(given, "evidence");
    if (name.empty()) {
        package.head.left_out.push_back({ "evidence/", "no sealed bundle was named" });
        return true;
    }
    auto const wrong = [&](std::string const& says) {
        say(fmt::format("recourse {}: --evidence {}: {}", command, name, says), err);
        return false;
    };
    if (fs::is_directory(name))
        return wrong("name the zip, not a folder");
    auto const opened = vault::seal::open_bundle(name);
    if (!opened)
        return wrong(to_string(opened.error().front()));
    auto const verified = vault::seal::verify_bundle(*opened, {}, {}, { 0 });
    auto const& complete = verified.of(vault::seal::Question::complete);
    if (complete.state != vault::seal::State::holds)
        return wrong(complete.says);
    auto bytes = vault::file_range(name);
    if (!bytes)
        return wrong(bytes.error());
    package.items.push_back({ "evidence/" + fs::path(name).filename().string(), handover::What::evidence,
        "the exhibits, sealed", *std::move(bytes) });
    return true;
}

std::expected<handover::Manifest, std::string> write(
    Given const& given, handover::Package package, Secret const& passphrase)
{
    auto file = handover::Scratch::open(fs::temp_directory_path());
    if (!file)
        return std::unexpected(std::move(file.error()));
    auto manifest
        = handover::pack(std::move(package), [&](std::span<std::uint8_t const> bytes) { return file->append(bytes); });
    if (!manifest)
        return std::unexpected(to_string(manifest.error()));
    auto const done = handover::encrypt(
        value_of(given, "to"), handover::outer_readme(), (*std::move(file)).range(), passphrase.reveal());
    if (!done)
        return std::unexpected(done.error());
    return *std::move(manifest);
}

std::vector<handover::Calendar> calendars_of(brief::Study const& study)
{
    auto const which = identity(study.facts);
    return { { Language::en, render::render_ics(study.en, which) },
        { Language::zh, render::render_ics(study.zh, which) } };
}

/// The file as it was given. It could be read a moment ago.
std::string text_of(std::string const& name, std::istream& in)
{
    return name.empty() ? std::string {} : read_file(name, in).value_or(std::string {});
}

int of_case(Given const& given, Streams streams)
{
    Problems problems;
    for (auto const* name : { "server", "key-file", "data", "role", "party", "leave-out", "note" })
        if (given.contains(name))
            problems.push_back(
                { {}, fmt::format("recourse {}: --{} goes with the id of a matter", command, name), {} });
    if (value_of(given, "CASE") == "-" || value_of(given, "with") == "-")
        problems.push_back({ {}, fmt::format("recourse {}: the files go along: name them", command), {} });
    auto const chosen = cli::chosen(given, problems);
    int status = answered;
    auto const made = study_case(command, given, std::move(problems), streams, status);
    if (made == nullptr || !chosen)
        return made == nullptr ? status : static_cast<int>(input_wrong);
    auto const& study = *made->study;
    auto const name = value_of(given, "CASE");
    handover::CaseFiles const files { fs::path(name).extension() == ".json" ? "case.json" : "case.toml",
        text_of(name, streams.in), text_of(value_of(given, "with"), streams.in) };
    auto const setting = setting_of(value_of(given, "language", "both"));
    auto calendars = calendars_of(study);
    if (setting != Setting::both)
        std::erase_if(
            calendars, [&](auto const& one) { return (one.language == Language::zh) != (setting == Setting::zh); });
    auto package = handover::case_package(
        study, *made->shelf, files, calendars, { value_of(given, "from"), value_of(given, "for"), setting });
    if (!add_evidence(given, package, streams.err))
        return input_wrong;
    auto const manifest = write(given, std::move(package), chosen->passphrase);
    if (!manifest) {
        say(fmt::format("recourse {}: {}", command, manifest.error()), streams.err);
        return we_failed;
    }
    say_done(given, *chosen, streams.out);
    say_left_out(*manifest, streams.out);
    return answered;
}

int of_matter(Given const& given, Streams streams)
{
    Problems problems;
    for (auto const* name : { "with", "as-of", "evidence" })
        if (given.contains(name))
            problems.push_back({ {}, fmt::format("recourse {}: --{} goes with a case file", command, name), {} });
    auto const chosen = cli::chosen(given, problems);
    if (!problems.empty()) {
        say(problems, streams.err);
        return input_wrong;
    }
    auto const client = connected(command, given, streams);
    if (client == nullptr)
        return input_wrong;
    if (auto const there = client->ask({ .target = "/v1/matters/" + value_of(given, "CASE") });
        !there || there->status != 200)
        return say_refused(command, there, streams.err);
    auto const status = download(command, *client, value_of(given, "CASE"),
        { http::Method::post, fmt::format("/v1/matters/{}/handover", value_of(given, "CASE")),
            object([&](codec::JsonWriter& json) {
                member(json, "to", value_of(given, "for"));
                member(json, "from", value_of(given, "from"));
                member(json, "note", value_of(given, "note"));
                member(json, "language", value_of(given, "language", "both"));
                member(json, "passphrase", chosen->passphrase.reveal());
                json.key("leave_out");
                json.begin_array();
                if (given.contains("leave-out"))
                    json.string(value_of(given, "leave-out"));
                json.end_array();
            }),
            { { "Content-Type", "application/json" }, { "Idempotency-Key", new_key() } } },
        value_of(given, "to"), streams.err);
    if (status == answered)
        say_done(given, *chosen, streams.out);
    return status;
}

int run_handover(Given const& given, Streams streams)
{
    return parse_id<Matter>(value_of(given, "CASE")) ? of_matter(given, streams) : of_case(given, streams);
}

} // namespace

Subcommand const case_handover_command { "case handover", "One encrypted zip for counsel who takes over",
    "recourse case handover examples/legal/case.toml --with examples/legal/more.toml --for \"Smith LLP\" --to "
    "handover.zip",
    words, options, &run_handover, details };

} // namespace recourse::cli
