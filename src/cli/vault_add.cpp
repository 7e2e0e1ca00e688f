#include "base/printable.hpp"
#include "base/text.hpp"
#include "cli/desk_page.hpp"
#include "cli/report.hpp"
#include "cli/upload.hpp"
#include "cli/vault_page.hpp"
#include "core/evidence/types.hpp"
#include "readers/readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <ostream>

#include <fcntl.h>
#include <unistd.h>

// Files into a dossier: each is uploaded in pieces and becomes an exhibit.

namespace recourse::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_bytes = std::size_t { 4 } << 20U;
constexpr std::array words { dossier_word,
    Positional { "FILE", "a file, or a folder of which every file is added", true, {}, true } };
constexpr auto options = with_client_options(std::array {
    compartment_option,
    Option { "from", "TEXT", "where they were: a platform, a mailbox, a phone", {}, true },
    Option { "collected-by", "NAME", "who took them from there" },
    Option { "kind", "WORD", "of all of them", "by what each file is", false,
        "contract order-record payment-record platform-chat other-chat email photo video inspection-report lab-report "
        "shipping-document customs-record web-capture witness other" },
    Option { "form", "WORD", "original or copy", "unknown", false, "original copy" },
});
constexpr std::string_view details
    = "A file that is in the dossier already, in the same compartment, is named and left; of several with the same "
      "bytes the first becomes the exhibit, and the names of the others go into its note. Files whose names begin with "
      "a dot are left out, and what is no regular file is named and left out. Where it was broken off, the same again "
      "adds the rest.";

/// The kind of exhibit that a file most likely is.
std::string_view kind_word(readers::Kind kind)
{
    using readers::Kind;
    switch (kind) {
    case Kind::mail:
    case Kind::outlook_message:
        return "email";
    case Kind::chat:
        return "other-chat";
    case Kind::photo:
    case Kind::other_picture:
        return "photo";
    case Kind::video:
        return "video";
    case Kind::web_capture:
    case Kind::web_capture_bundle:
    case Kind::saved_page:
    case Kind::web_page:
        return "web-capture";
    case Kind::inspection:
        return "inspection-report";
    case Kind::payment:
    case Kind::statement:
        return "payment-record";
    case Kind::unknown:
    case Kind::pdf:
    case Kind::office_file:
    case Kind::archive:
    case Kind::text:
        return "other";
    }
    return "other";
}

std::string_view media_type_of(fs::path const& file)
{
    static std::map<std::string_view, std::string_view> const types { { ".jpg", "image/jpeg" },
        { ".jpeg", "image/jpeg" }, { ".png", "image/png" }, { ".heic", "image/heic" }, { ".webp", "image/webp" },
        { ".gif", "image/gif" }, { ".tif", "image/tiff" }, { ".tiff", "image/tiff" }, { ".mp4", "video/mp4" },
        { ".mov", "video/quicktime" }, { ".pdf", "application/pdf" }, { ".eml", "message/rfc822" },
        { ".txt", "text/plain" }, { ".csv", "text/csv" }, { ".tsv", "text/tab-separated-values" },
        { ".html", "text/html" }, { ".htm", "text/html" }, { ".mht", "multipart/related" },
        { ".mhtml", "multipart/related" }, { ".xml", "application/xml" }, { ".json", "application/json" },
        { ".zip", "application/zip" }, { ".warc", "application/warc" }, { ".wacz", "application/wacz" } };
    auto ending = file.extension().string();
    std::ranges::transform(
        ending, ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    auto const found = types.find(ending);
    return found == types.end() ? "application/octet-stream" : found->second;
}

/// Reads the file behind the walls, as the desk will; of what cannot be read the kind is not known.
readers::Kind kind_of(fs::path const& file)
{
    int const descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return readers::Kind::unknown;
    readers::Told told;
    told.name = file.filename().string();
    auto const read = readers::read(descriptor, told);
    ::close(descriptor);
    return read ? read->reading.kind : readers::Kind::unknown;
}

/// The files that were named, and all of the folders that were, in the order of their names.
std::optional<std::vector<fs::path>> files_of(Given const& given, Streams streams)
{
    std::vector<fs::path> files;
    bool well = true;
    auto const left_out = [&](fs::path const& path, std::string_view why) {
        say(fmt::format("recourse vault add: {} is left out: {}", path.string(), why), streams.err);
    };
    auto const named = value_of(given, "FILE");
    for (std::string_view rest = named; !rest.empty();) {
        auto const end = rest.find('\n');
        fs::path const path { rest.substr(0, end) };
        rest = end == std::string_view::npos ? std::string_view {} : rest.substr(end + 1);
        std::error_code error;
        if (fs::is_regular_file(path, error)) {
            files.push_back(path);
            continue;
        }
        if (!fs::is_directory(path, error)) {
            say(fmt::format("recourse vault add: {} is no file and no folder", path.string()), streams.err);
            well = false;
            continue;
        }
        std::vector<fs::path> inside;
        for (auto one = fs::recursive_directory_iterator(path, error); !error && one != fs::end(one);
            one.increment(error)) {
            bool const hidden = one->path().filename().string().starts_with('.');
            std::error_code ignored;
            if (hidden && one->is_directory(ignored))
                one.disable_recursion_pending();
            if (hidden)
                continue;
            if (one->is_symlink(ignored))
                left_out(one->path(), "it is a symbolic link; name the file itself to add it");
            else if (one->is_regular_file(ignored))
                inside.push_back(one->path());
            else if (!one->is_directory(ignored))
                left_out(one->path(), "it is no regular file");
        }
        if (error) {
            say(fmt::format("recourse vault add: {}: {}", path.string(), error.message()), streams.err);
            well = false;
        }
        std::ranges::sort(inside);
        std::ranges::move(inside, std::back_inserter(files));
    }
    if (!well)
        return std::nullopt;
    if (files.empty()) {
        say("recourse vault add: there is no file to add", streams.err);
        return std::nullopt;
    }
    return files;
}

/// A file that is added, and those that have its bytes, too.
struct Batch {
    fs::path file;
    std::vector<fs::path> same;
};

std::optional<Digest> digest_of(fs::path const& file)
{
    std::ifstream in(file, std::ios::binary);
    Digester hash;
    std::string piece(piece_bytes, '\0');
    while (in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        hash.add(std::string_view { piece }.substr(0, static_cast<std::size_t>(in.gcount())));
    }
    return in.eof() ? std::optional { hash.finish() } : std::nullopt;
}

/// Each once, in their order. A file that cannot be read is its own: the upload will say so.
std::vector<Batch> by_bytes(std::vector<fs::path> const& files)
{
    std::vector<Batch> batches;
    std::map<Digest, std::size_t> seen;
    for (auto const& file : files) {
        auto const digest = digest_of(file);
        auto const known = digest ? seen.try_emplace(*digest, batches.size()) : std::pair { seen.end(), true };
        if (known.second)
            batches.push_back({ file, {} });
        else
            batches[known.first->second].same.push_back(file);
    }
    return batches;
}

/// What the description of an exhibit says of the others that had its bytes; as many names as fit.
std::string note_of(Batch const& batch)
{
    constexpr std::size_t note_max = 2'000;
    std::string note;
    for (auto const& one : batch.same) {
        auto const name = printable(one.filename().string());
        if (note.size() + name.size() > note_max)
            return note + " and others";
        note += (note.empty() ? "came as " : ", ") + name;
    }
    return note.empty() ? note : note + ", too";
}

constexpr std::array import_words { dossier_word, Positional { "BUNDLE", "a sealed bundle or a bag, as a zip" } };
constexpr auto import_options = with_client_options(std::array {
    compartment_option,
    Option { "from", "TEXT", "from whom it came", {}, true },
});
constexpr std::string_view import_details
    = "The bundle is verified first: one whose bytes are not complete is not taken in, nor a sealed one whose records "
      "do "
      "not stand in its log. Who signed it is for you to weigh: recourse verify BUNDLE.";

int run_add(Given const& given, Streams streams)
{
    auto const path = dossier_path("vault add", given, streams);
    auto const files = path ? files_of(given, streams) : std::nullopt;
    if (!files)
        return input_wrong;
    auto const client = connected("vault add", given, streams);
    if (client == nullptr)
        return input_wrong;
    std::size_t added = 0, there = 0;
    std::size_t twice = 0;
    for (auto const& batch : by_bytes(*files)) {
        auto const& file = batch.file;
        auto const say_same = [&] {
            for (auto const& one : batch.same)
                streams.out << printable(fmt::format("{}: the same bytes as {}", one.filename().string(),
                    one.filename() == file.filename() ? file.string() : file.filename().string()))
                            << '\n';
            twice += batch.same.size();
        };
        auto const uploaded = upload(*client, file);
        if (!uploaded)
            return say_refused("vault add", uploaded.error(), streams.err);
        auto const kind = given.contains("kind") ? value_of(given, "kind") : std::string { kind_word(kind_of(file)) };
        auto const name = file.filename().string();
        auto const reply = command_to(*client, *path + "/add-exhibit", object([&](codec::JsonWriter& json) {
            member(json, "compartment", value_of(given, "compartment"));
            json.key("exhibit");
            json.begin_object();
            member(json, "digest", uploaded->digest);
            json.key("size");
            json.integer(static_cast<std::int64_t>(uploaded->size));
            member(json, "file_name", name);
            member(json, "media_type", media_type_of(file));
            member(json, "kind", kind);
            if (given.contains("form"))
                member(json, "form", value_of(given, "form"));
            json.key("source");
            json.begin_object();
            member(json, "from", value_of(given, "from"));
            member(json, "collected_by", value_of(given, "collected-by"));
            json.end_object();
            for (auto const* empty : { "collected", "origin" }) {
                json.key(empty);
                json.begin_object();
                json.end_object();
            }
            json.key("description");
            json.begin_object();
            member(json, "title", file.stem().string());
            if (!batch.same.empty())
                member(json, "note", note_of(batch));
            json.end_object();
            json.end_object();
        }));
        if (reply && reply->status == 409 && text_at(reply->json(), "code") == "dossier.same_bytes") {
            ++there;
            streams.out << printable(fmt::format("{}: {}", name, text_at(reply->json(), "title"))) << '\n';
            say_same();
            continue;
        }
        if (!reply || reply->status >= 300) {
            say(fmt::format("recourse vault add: {} was not added, nor any after it:", file.string()), streams.err);
            return say_dossier_refused("vault add", value_of(given, "DOSSIER"), reply, streams.err);
        }
        auto const receipt = reply->json();
        if (items_at(receipt, "entries").empty()) { // the same exhibit, by the same side
            ++there;
            streams.out << printable(fmt::format("{}: in the dossier already", name)) << '\n';
            say_same();
            continue;
        }
        ++added;
        std::string entry;
        for (auto const& one : items_at(receipt, "entries"))
            entry += (entry.empty() ? ", entry " : " ") + text_at(one, "");
        streams.out << printable(fmt::format("VX-{} {}, {}{}", text_at(receipt, "as_of"), name, kind, entry)) << '\n';
        say_same();
    }
    streams.out << fmt::format("{} added{}{}\n", counted(added, "exhibit"),
        there == 0 ? "" : fmt::format(", {} there before", there),
        twice == 0 ? "" : fmt::format(", {} with the bytes of another", twice));
    return answered;
}

int run_import(Given const& given, Streams streams)
{
    auto const path = dossier_path("vault import", given, streams);
    auto const client = path ? connected("vault import", given, streams) : nullptr;
    if (client == nullptr)
        return input_wrong;
    auto const uploaded = upload(*client, value_of(given, "BUNDLE"));
    if (!uploaded)
        return say_refused("vault import", uploaded.error(), streams.err);
    auto const reply = command_to(*client, *path + "/imports", object([&](codec::JsonWriter& json) {
        member(json, "compartment", value_of(given, "compartment"));
        member(json, "digest", uploaded->digest);
        member(json, "from", value_of(given, "from"));
    }));
    if (!reply || reply->status != 200)
        return say_dossier_refused("vault import", value_of(given, "DOSSIER"), reply, streams.err);
    auto const answer = reply->json();
    Page page(streams.out);
    for (auto const& one : items_at(answer, "answers"))
        page.item(fmt::format(
            "{}: {}. {}", text_at(one, "question"), text_at(one, "state"), with_parted_words(text_at(one, "says"))));
    for (auto const& one : items_at(answer, "files")) {
        auto const exhibit = text_at(one, "exhibit");
        page.item(fmt::format("{} {}", exhibit.empty() ? text_at(one, "says") : exhibit, text_at(one, "file")));
    }
    return answered;
}

} // namespace

Subcommand const vault_add_command { "vault add", "add files to a dossier, or all files of a folder",
    "recourse vault add V-17 evidence/ --compartment shared --from \"the warehouse\" --data desk", words, options,
    run_add, details };

Subcommand const vault_import_command { "vault import", "take a sealed bundle or a bag into a dossier",
    "recourse vault import V-17 bundle.zip --compartment shared --from \"the seller\" --data desk", import_words,
    import_options, run_import, import_details };

} // namespace recourse::cli
