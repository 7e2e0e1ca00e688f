#include "cli/packet_files.hpp"

#include "api/packet_request.hpp"
#include "codec/described.hpp"
#include "codec/json_reader.hpp"
#include "codec/toml_reader.hpp"
#include "core/case/evidence_kinds.hpp"
#include "packets/media_type.hpp"
#include "vault/contents/folder_contents.hpp"
#include "vault/seal/read_bundle.hpp"
#include "vault/seal/verify.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <set>

namespace recourse::cli {

namespace {

using api::PacketParty;
using packets::Words;

constexpr std::uint64_t bytes_max = std::uint64_t { 200 } << 20U; ///< of all files: a packet is held whole
constexpr std::size_t files_max = 500;

struct AboutExhibit {
    std::string number; ///< "E007"; empty: `file` says which
    std::string file; ///< within the folder
    std::string name, name_zh;
    std::string kind; ///< one of casework::evidence_kinds
    std::optional<packets::Category> category;
    std::uint32_t group = 0;
    std::string source, source_zh, collected_by, collected_by_zh;
    std::optional<Date> collected_on;
    std::string proves, proves_zh, content, content_zh;
    std::uint32_t pages = 0;
    std::optional<bool> original;
    std::string language;
    bool foreign_public = false, notarised = false, apostilled = false;
    std::vector<std::string> translations; ///< languages into which it is said to be translated
    std::string translated_by, translated_by_zh;
    std::string translation_of; ///< "E007": it is the translation of that one, into its own language
    std::optional<Date> from, to;
    std::string slot;
};
BOOST_DESCRIBE_STRUCT(AboutExhibit, (),
    (number, file, name, name_zh, kind, category, group, source, source_zh, collected_by, collected_by_zh, collected_on,
        proves, proves_zh, content, content_zh, pages, original, language, foreign_public, notarised, apostilled,
        translations, translated_by, translated_by_zh, translation_of, from, to, slot))

struct AboutGroup {
    std::uint32_t number = 0;
    std::string name, name_zh;
};
BOOST_DESCRIBE_STRUCT(AboutGroup, (), (number, name, name_zh))

struct AboutFact {
    std::optional<Date> day;
    std::string when, when_zh, says, says_zh;
    std::vector<std::string> exhibits;
};
BOOST_DESCRIBE_STRUCT(AboutFact, (), (day, when, when_zh, says, says_zh, exhibits))

struct About {
    std::string case_id, title, title_zh, reference, asks, asks_zh;
    bool defends = false;
    std::vector<PacketParty> own, opponents;
    std::vector<AboutGroup> groups;
    std::vector<AboutExhibit> exhibits;
    std::vector<AboutFact> facts;
    std::vector<api::PacketQuestion> questions;
    std::string signer, signer_zh;
    bool sole_arbitrator = false;
};
BOOST_DESCRIBE_STRUCT(About, (),
    (case_id, title, title_zh, reference, asks, asks_zh, defends, own, opponents, groups, exhibits, facts, questions,
        signer, signer_zh, sole_arbitrator))

/// Days of TOML as the described form has them, in quotes.
void quote_days(codec::Node& node)
{
    if (node.is(codec::NodeKind::date)) {
        node.text = to_string(node.date);
        node.kind = codec::NodeKind::string;
    }
    for (auto& one : node.items)
        quote_days(one);
    for (auto& one : node.members)
        quote_days(one.value);
}

std::expected<About, Wrongs> about_of(std::string const& text, std::string const& name)
{
    auto document = name.ends_with(".json") ? codec::read_json(text, name) : codec::read_toml(text, name);
    Wrongs wrongs;
    for (auto const& problem : document.problems)
        wrongs.push_back(to_string(problem));
    if (!wrongs.empty())
        return std::unexpected(std::move(wrongs));
    quote_days(document.root);
    auto about = codec::from_tree<About>(document.root);
    if (about)
        return *std::move(about);
    for (auto const& flaw : about.error())
        wrongs.push_back(fmt::format("{}: {}: {}", name, flaw.pointer.empty() ? "/" : flaw.pointer, flaw.says));
    return std::unexpected(std::move(wrongs));
}

/// A file before anybody has said what it is.
struct Found {
    std::optional<packets::Number> number;
    std::string file; ///< within the folder; of a bundle, as it came
    std::string media_type;
    std::uint64_t size = 0;
    Digest digest;
    std::string bytes;
};

std::optional<packets::Number> number_in(std::string_view name)
{
    name = name.substr(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1);
    auto const end = name.find_first_not_of("0123456789", 1);
    return packets::parse_label(name.substr(0, std::min(end, name.size())));
}

std::expected<std::vector<Found>, Wrongs> found_in_folder(std::string const& path, std::string const& about_name)
{
    auto const folder = vault::FolderContents::open(path, { .files_max = files_max + 1 });
    Wrongs wrongs;
    if (!folder) {
        for (auto const& flaw : folder.error())
            wrongs.push_back(to_string(flaw));
        return std::unexpected(std::move(wrongs));
    }
    std::vector<Found> found;
    std::uint64_t bytes = 0;
    std::error_code ignored;
    for (std::size_t i = 0; i < folder->entries().size(); ++i) {
        auto const& entry = folder->entries()[i];
        if (entry.name == about_standard
            || (!about_name.empty()
                && std::filesystem::equivalent(std::filesystem::path { path } / entry.name, about_name, ignored)))
            continue;
        bytes += entry.size;
        if (bytes > bytes_max || found.size() >= files_max)
            return std::unexpected(Wrongs { fmt::format(
                "{}: at most {} files of {} bytes together go into a packet", path, files_max, bytes_max) });
        auto content = vault::read_whole(*folder, i, bytes_max);
        if (!content) {
            wrongs.push_back(to_string(content.error()));
            continue;
        }
        auto const type = packets::media_type_of(*content, {}, entry.name);
        found.push_back(
            { number_in(entry.name), entry.name, type, content->size(), sha256(*content), *std::move(content) });
    }
    if (!wrongs.empty())
        return std::unexpected(std::move(wrongs));
    return found;
}

std::expected<std::vector<Found>, Wrongs> found_in_bundle(std::string const& path)
{
    namespace seal = vault::seal;
    Wrongs wrongs;
    auto const take = [&](auto const& flaws) {
        for (auto const& flaw : flaws)
            wrongs.push_back(fmt::format("{}: {}", path, to_string(flaw)));
    };
    auto const opened = seal::open_bundle(path);
    if (!opened) {
        take(opened.error());
        return std::unexpected(std::move(wrongs));
    }
    auto const now = Instant { std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now().time_since_epoch())
            .count() };
    auto const verified = seal::verify_bundle(*opened, {}, {}, now);
    for (auto const question : { seal::Question::complete, seal::Question::in_log, seal::Question::sealed_by }) {
        auto const& answer = verified.of(question);
        if (answer.state == seal::State::holds)
            continue;
        wrongs.push_back(fmt::format("{}: {}", path, answer.says));
        take(answer.flaws);
    }
    if (!wrongs.empty())
        return std::unexpected(std::move(wrongs));
    auto const bundle = seal::read_bundle(opened->contents).bundle;
    std::vector<Found> found;
    std::uint64_t bytes = 0;
    for (auto const& one : bundle.exhibits) {
        bytes += one.size;
        if (bytes > bytes_max || found.size() >= files_max)
            return std::unexpected(Wrongs { fmt::format(
                "{}: at most {} files of {} bytes together go into a packet", path, files_max, bytes_max) });
        Found file { packets::parse_label(one.number), one.original_name, {}, one.size, one.digest, {} };
        auto const read = one.read(
            [&](auto piece) { file.bytes.append(reinterpret_cast<char const*>(piece.data()), piece.size()); });
        if (!read)
            take(std::array { read.error() });
        file.media_type = packets::media_type_of(file.bytes, one.media_type, one.original_name);
        found.push_back(std::move(file));
    }
    if (!wrongs.empty())
        return std::unexpected(std::move(wrongs));
    return found;
}

/// The numbers that a description or a name gives stand; the rest get the next ones.
void number_rest(std::vector<Found>& found, Wrongs& wrongs)
{
    std::set<packets::Number> taken;
    int last = 0;
    for (auto const& one : found) {
        if (!one.number)
            continue;
        if (!taken.insert(*one.number).second)
            wrongs.push_back(
                fmt::format("{}: the number {} is another file's too", one.file, packets::label(*one.number)));
        if (one.number->series == packets::Series::shared)
            last = std::max(last, one.number->value);
    }
    for (auto& one : found) {
        if (!one.number)
            one.number = packets::Number { ++last };
    }
}

/// What a file most likely is, where nobody has said it.
std::string kind_by(std::string_view type)
{
    if (type == "message/rfc822" || type == "application/vnd.ms-outlook")
        return "email";
    if (type.starts_with("image/"))
        return "photo";
    if (type.starts_with("video/"))
        return "video";
    return "other";
}

void describe(packets::Exhibit& one, AboutExhibit const& about)
{
    auto const text = [](Words& to, std::string const& en, std::string const& zh) {
        if (!en.empty() || !zh.empty())
            to = { en, zh };
    };
    text(one.name, about.name, about.name_zh);
    text(one.source, about.source, about.source_zh);
    text(one.collected_by, about.collected_by, about.collected_by_zh);
    text(one.proves, about.proves, about.proves_zh);
    text(one.content, about.content, about.content_zh);
    if (!about.kind.empty())
        one.kind = about.kind;
    one.category = about.category ? about.category : packets::category_of(one.kind);
    one.group = static_cast<int>(about.group);
    one.collected_on = about.collected_on;
    if (about.pages > 0)
        one.pages = static_cast<int>(about.pages);
    if (about.original)
        one.original = *about.original ? packets::Originality::original : packets::Originality::copy;
    one.form = { .language = about.language,
        .foreign_public = about.foreign_public,
        .notarised = about.notarised,
        .apostilled = about.apostilled,
        .translations = about.translations,
        .translated_by = { about.translated_by, about.translated_by_zh } };
    one.from = about.from;
    one.to = about.to;
    one.slot = about.slot;
}

packets::Exhibit exhibit_of(Found file)
{
    packets::Exhibit one;
    one.number = *file.number;
    one.name = { file.file, file.file };
    one.kind = kind_by(file.media_type);
    one.category = packets::category_of(one.kind);
    one.digest = file.digest;
    one.size = file.size;
    one.media_type = std::move(file.media_type);
    one.read = [bytes = std::make_shared<std::string const>(
                    std::move(file.bytes))]() -> std::expected<std::string, std::string> { return *bytes; };
    return one;
}

std::vector<packets::Party> parties_of(std::vector<PacketParty> const& all)
{
    std::vector<packets::Party> out;
    out.reserve(all.size());
    for (auto const& one : all)
        out.push_back({ .name = { one.name, one.name_zh }, .address = { one.address, one.address_zh } });
    return out;
}

} // namespace

bool is_path(std::string const& path)
{
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

std::expected<FilesDossier, Wrongs> dossier_of_files(
    std::string const& path, std::string const& about_text, std::string const& about_name, Date today)
{
    Wrongs wrongs;
    About about;
    if (!about_name.empty()) {
        if (auto read = about_of(about_text, about_name))
            about = *std::move(read);
        else
            wrongs = read.error();
    }
    std::error_code ignored;
    bool const folder = std::filesystem::is_directory(path, ignored)
        && !std::filesystem::exists(std::filesystem::path { path } / "bagit.txt", ignored);
    auto found = folder ? found_in_folder(path, about_name) : found_in_bundle(path);
    if (!found) {
        wrongs.insert(wrongs.end(), found.error().begin(), found.error().end());
        return std::unexpected(std::move(wrongs));
    }
    // Which file each description is of. Its number goes before that of a file's name, and not before one that was
    // sealed: whoever has the bundle knows the exhibit by that.
    std::vector<AboutExhibit const*> of(found->size(), nullptr);
    std::vector<std::optional<packets::Number>> said(found->size());
    for (auto const& one : about.exhibits) {
        auto const number = packets::parse_label(one.number);
        if (!one.number.empty() && !number) {
            wrongs.push_back(fmt::format("{}: '{}' is no number such as E007", about_name, one.number));
            continue;
        }
        if (!one.kind.empty()
            && std::ranges::find(casework::evidence_kinds, one.kind) == casework::evidence_kinds.end())
            wrongs.push_back(fmt::format("{}: '{}' is no kind of evidence: {}", about_name, one.kind,
                fmt::join(casework::evidence_kinds, ", ")));
        auto file = std::ranges::find_if(*found, [&](auto const& candidate) {
            return (one.file.empty() || candidate.file == one.file) && number && candidate.number == number;
        });
        if (file == found->end() && !one.file.empty())
            file = std::ranges::find(*found, one.file, &Found::file);
        if (file == found->end()) {
            wrongs.push_back(
                fmt::format("{}: {} has no file {}", about_name, path, one.file.empty() ? one.number : one.file));
            continue;
        }
        auto const place = static_cast<std::size_t>(file - found->begin());
        of[place] = &one;
        if (number && !folder && file->number)
            said[place] = number;
        else if (number)
            file->number = number;
    }
    FilesDossier result;
    auto& out = result.dossier;
    if (folder && !about.exhibits.empty()) {
        std::vector<Found> kept;
        std::vector<AboutExhibit const*> kept_of;
        for (std::size_t i = 0; i < found->size(); ++i) {
            if (of[i] == nullptr) {
                result.left_out.push_back((*found)[i].file);
                continue;
            }
            kept.push_back(std::move((*found)[i]));
            kept_of.push_back(of[i]);
        }
        *found = std::move(kept);
        of = std::move(kept_of);
    }
    number_rest(*found, wrongs);
    auto const leaf = std::filesystem::path { path }.lexically_normal();
    out.case_id = !about.case_id.empty() ? about.case_id
        : leaf.filename().empty()        ? leaf.parent_path().filename().string()
                                         : leaf.filename().string();
    out.title = { about.title, about.title_zh };
    if (out.title == Words {})
        out.title = { out.case_id, out.case_id };
    out.own = parties_of(about.own);
    out.opponents = parties_of(about.opponents);
    out.defends = about.defends;
    out.reference = about.reference;
    out.asks = { about.asks, about.asks_zh };
    out.signer = { about.signer, about.signer_zh };
    out.day = today;
    out.sole_arbitrator = about.sole_arbitrator;
    for (auto const& one : about.groups)
        out.groups.push_back({ static_cast<int>(one.number), { one.name, one.name_zh } });
    for (auto const& one : about.questions)
        out.questions.push_back({ one.text, one.text_zh });
    for (std::size_t i = 0; i < found->size(); ++i) {
        auto exhibit = exhibit_of(std::move((*found)[i]));
        if (of[i] != nullptr) {
            describe(exhibit, *of[i]);
            exhibit.said_number = folder ? std::nullopt : said[i];
            if (auto const& original = of[i]->translation_of; !original.empty()) {
                if (auto const number = packets::parse_label(original))
                    exhibit.translates.push_back(*number);
                else
                    wrongs.push_back(
                        fmt::format("{}: translation_of: '{}' is no number such as E007", about_name, original));
            }
        }
        out.exhibits.push_back(std::move(exhibit));
    }
    std::ranges::sort(out.exhibits, {}, &packets::Exhibit::number);
    for (auto const& one : about.facts) {
        packets::Fact fact { one.day, { one.says, one.says_zh }, { one.when, one.when_zh }, {} };
        for (auto const& label : one.exhibits) {
            if (auto const number = packets::parse_label(label))
                fact.exhibits.push_back(*number);
            else
                wrongs.push_back(fmt::format("{}: '{}' is no number such as E007", about_name, label));
        }
        out.chronology.push_back(std::move(fact));
    }
    if (!wrongs.empty())
        return std::unexpected(std::move(wrongs));
    return result;
}

} // namespace recourse::cli
