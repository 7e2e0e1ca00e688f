#include "cli/desk_page.hpp"
#include "cli/import_steps.hpp"
#include "cli/passphrase.hpp"
#include "cli/report.hpp"
#include "cli/upload.hpp"
#include "cli/vault_page.hpp"
#include "handover/matter_file.hpp"
#include "handover/open.hpp"
#include "vault/seal/verify.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <ostream>

#include <stdlib.h>

// A package from somebody who hands over: looked at, and opened as a matter on one's own desk.

namespace recourse::cli {

namespace {

namespace fs = std::filesystem;
namespace seal = vault::seal;
using handover::What;

constexpr std::string_view command = "case import";
constexpr std::array words { Positional { "FILE", "the package" } };
constexpr auto options = with_client_options(std::array {
    passphrase_option,
    Option { "into", "L-NUMBER", "go on with a matter that an earlier import opened" },
    Option { "counsel", "FIRM", "who takes over, as the matter names it" },
});
constexpr std::string_view details
    = "Every file is compared with the manifest and the sealed evidence is verified before anything is taken; a file "
      "that differs ends it. Without --server or --data that is all, and what is inside is listed. With a desk a "
      "dossier takes the exhibits and a matter is opened by the steps of matter.json, as whoever asks: the desk "
      "refuses "
      "what it would refuse him otherwise, and each step that was taken or left is said, with the reason. Nobody's "
      "search for conflicts, approval or settlement is taken over. After counsel's own search, --into takes the steps "
      "that had to wait. In the end the days are compared with those of the package.";

/// A private folder for the bundles, which goes with it.
class PrivateFolder {
public:
    PrivateFolder()
    {
        std::string name = fs::temp_directory_path() / "recourse-import-XXXXXX";
        if (::mkdtemp(name.data()) != nullptr)
            path_ = name;
    }
    ~PrivateFolder()
    {
        std::error_code ignored;
        if (!path_.empty())
            fs::remove_all(path_, ignored);
    }
    PrivateFolder(PrivateFolder const&) = delete;
    PrivateFolder& operator=(PrivateFolder const&) = delete;
    fs::path const& path() const { return path_; }

private:
    fs::path path_;
};

/// A line for a person, broken where it is too long.
void line(std::ostream& out, std::string const& text)
{
    Page(out).item(with_parted_words(text));
}

int refused(std::vector<vault::Flaw> const& flaws, std::ostream& err)
{
    for (auto const& one : flaws)
        say(fmt::format("recourse {}: {}", command, to_string(one)), err);
    return input_wrong;
}

std::expected<accounts::Secret, std::string> passphrase_of(Given const& given)
{
    auto passphrase = given_passphrase(given);
    if (!passphrase)
        return std::unexpected(std::move(passphrase.error()));
    if (*passphrase)
        return **std::move(passphrase);
    return asked_passphrase();
}

void say_contents(handover::Manifest const& manifest, std::ostream& out)
{
    Page page(out);
    page.title(printable(manifest.title.empty() ? "A case without a title" : manifest.title));
    page.field("Of", printable(manifest.of));
    page.field("From", printable(manifest.from));
    page.field("To", printable(manifest.to));
    page.field("Made on", to_string(manifest.made_on));
    page.heading("Files, each as its manifest says");
    for (auto const& one : manifest.files)
        page.item(with_parted_words(fmt::format("{} ({} bytes): {}", one.name, one.size, one.says)));
    if (!manifest.left_out.empty())
        page.heading("Left out by whoever handed over");
    for (auto const& one : manifest.left_out)
        page.item(with_parted_words(fmt::format("{}: {}", one.what, one.why)));
}

/// A sealed bundle of the package as a file of its own, verified.
struct Bundle {
    std::string name; ///< in the package
    fs::path file;
};

/// Writes the bundles down and verifies each. Errors: what is wrong; nothing is taken then.
std::expected<std::vector<Bundle>, std::vector<vault::Flaw>> bundles_of(
    handover::Opened const& opened, fs::path const& folder, std::ostream& out)
{
    std::vector<Bundle> bundles;
    for (auto const& listed : opened.manifest.files) {
        if (listed.what != What::evidence)
            continue;
        auto const at = find(*opened.contents, listed.name);
        Bundle bundle { listed.name, folder / fmt::format("bundle-{}.zip", bundles.size() + 1) };
        std::ofstream file(bundle.file, std::ios::binary);
        auto const read = opened.contents->read(*at, [&](std::span<std::uint8_t const> bytes) {
            file.write(reinterpret_cast<char const*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        });
        file.close();
        if (!read)
            return std::unexpected(std::vector { read.error() });
        if (!file)
            return std::unexpected(std::vector { vault::Flaw { listed.name, "there is no room to unpack it" } });
        auto const sealed = seal::open_bundle(bundle.file);
        if (!sealed)
            return std::unexpected(sealed.error());
        auto const verified = seal::verify_bundle(*sealed, {}, {}, { 0 });
        for (auto const question : { seal::Question::complete, seal::Question::in_log, seal::Question::signed_by,
                 seal::Question::sealed_by, seal::Question::existed }) {
            auto const& answer = verified.of(question);
            line(out,
                fmt::format(
                    "{}: {}: {}. {}", listed.name, seal::name(question), seal::name(answer.state), answer.says));
        }
        auto const& complete = verified.of(seal::Question::complete);
        auto const& in_log = verified.of(seal::Question::in_log);
        for (auto const* answer : { &complete, &in_log })
            if (answer->state == seal::State::fails) {
                auto flaws = answer->flaws;
                flaws.insert(flaws.begin(), { listed.name, answer->says });
                return std::unexpected(std::move(flaws));
            }
        bundles.push_back(std::move(bundle));
    }
    return bundles;
}

/// Gives the desk the bundles, in a dossier that is opened for them. The status; answered: all went in.
int import_bundles(DeskClient& client, handover::Manifest const& manifest, std::string const& against,
    std::vector<Bundle> const& bundles, std::string& dossier, Streams streams)
{
    if (bundles.empty())
        return answered;
    if (dossier.empty()) {
        auto const opened = command_to(client, "/v1/dossiers", object([&](codec::JsonWriter& json) {
            member(json, "against", against);
            member(json, "title", manifest.title.empty() ? against : manifest.title);
        }));
        if (!opened || opened->status >= 300)
            return say_refused(command, opened, streams.err);
        dossier = text_at(opened->json(), "id");
        line(streams.out, fmt::format("took: dossier {} opened", dossier));
    }
    for (auto const& bundle : bundles) {
        auto const uploaded = upload(client, bundle.file);
        if (!uploaded)
            return say_refused(command, uploaded.error(), streams.err);
        auto const reply
            = command_to(client, fmt::format("/v1/dossiers/{}/imports", dossier), object([&](codec::JsonWriter& json) {
                  member(json, "compartment", "buyer-and-counsel");
                  member(json, "digest", uploaded->digest);
                  member(json, "from", manifest.from.empty() ? "the package of a hand-over" : manifest.from);
              }));
        if (!reply || reply->status != 200)
            return say_refused(command, reply, streams.err);
        for (auto const& one : items_at(reply->json(), "files")) {
            auto const exhibit = text_at(one, "exhibit");
            line(streams.out,
                exhibit.empty() ? fmt::format("left: {}: {}", text_at(one, "file"), text_at(one, "says"))
                                : fmt::format("took: {} {}", exhibit, text_at(one, "file")));
        }
    }
    return answered;
}

/// The matter's dossier, where it is gone on with.
std::expected<std::string, int> dossier_of(DeskClient& client, std::string const& matter, std::ostream& err)
{
    if (matter.empty())
        return std::string {};
    if (!parse_id<Matter>(matter)) {
        say(fmt::format("recourse {}: --into is an id such as L-5, not '{}'", command, matter), err);
        return std::unexpected(input_wrong);
    }
    auto const reply = client.ask({ .target = "/v1/matters/" + matter });
    if (!reply || reply->status != 200)
        return std::unexpected(say_refused(command, reply, err));
    return text_at(reply->json(), "matter/dossier");
}

int run_import(Given const& given, Streams streams)
{
    bool const desk = given.contains("server") || given.contains("data");
    if (!desk && given.contains("into")) {
        say(fmt::format("recourse {}: --into goes with --server or --data", command), streams.err);
        return input_wrong;
    }
    auto const passphrase = passphrase_of(given);
    if (!passphrase) {
        say(fmt::format("recourse {}: {}", command, passphrase.error()), streams.err);
        return input_wrong;
    }
    auto const opened = handover::open(value_of(given, "FILE"), passphrase->reveal(), fs::temp_directory_path());
    if (!opened)
        return refused(opened.error(), streams.err);
    say_contents(opened->manifest, streams.out);
    PrivateFolder const folder;
    auto const bundles = bundles_of(*opened, folder.path(), streams.out);
    if (!bundles)
        return refused(bundles.error(), streams.err);
    auto const text = handover::file_of(*opened, handover::matter_file, handover::matter_bytes_max);
    auto matter = text ? handover::read_matter(*text) : std::unexpected(std::vector { text.error() });
    if (!matter)
        return refused(matter.error(), streams.err);
    if (!desk)
        return answered;
    auto const client = connected(command, given, streams);
    if (client == nullptr)
        return input_wrong;
    auto dossier = dossier_of(*client, value_of(given, "into"), streams.err);
    if (!dossier)
        return dossier.error();
    auto& first = std::get<matter::OpenOutside>(matter->steps.steps.front().command);
    // A matter that is gone on with has its exhibits.
    if (auto const status = given.contains("into")
            ? static_cast<int>(answered)
            : import_bundles(*client, opened->manifest, first.against, *bundles, *dossier, streams);
        status != answered)
        return status;
    first.dossier = parse_id<Dossier>(*dossier);
    first.counsel = value_of(given, "counsel");
    return import_steps(command, *client, *matter, *dossier, value_of(given, "into"), streams);
}

} // namespace

Subcommand const case_import_command { "case import", "Open the package of a hand-over as a matter",
    "recourse case import handover.zip --passphrase-file passphrase.txt --data desk --role buyer --party P-1", words,
    options, &run_import, details };

} // namespace recourse::cli
