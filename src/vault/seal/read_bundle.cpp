#include "vault/seal/read_bundle.hpp"

#include "vault/seal/derived.hpp"
#include "vault/seal/lists.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

namespace recourse::vault::seal {

namespace {

constexpr std::size_t flaws_max = 100;
constexpr std::size_t small_bytes_max = 2U << 20U;
constexpr std::size_t text_bytes_max = 64U << 20U;
constexpr std::size_t numbered_max = 999; ///< stamps, earlier checkpoints, keys

constexpr std::string_view bag_info_file = "bag-info.txt";
constexpr std::array of_the_bag { "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "manifest-sha512.txt",
    "tagmanifest-sha256.txt", "tagmanifest-sha512.txt" };

class Reading {
public:
    explicit Reading(std::shared_ptr<Contents const> contents) : contents_(std::move(contents)) { }

    ReadBundle run();

private:
    void wrong(std::string_view file, std::string says)
    {
        if (read_.flaws.size() < flaws_max)
            read_.flaws.push_back({ std::string { file }, std::move(says) });
    }
    /// The bytes of a file; nothing where it is not there, or cannot be read, which is told.
    std::optional<std::string> bytes(std::string_view file, std::size_t bytes_max = small_bytes_max);
    /// The same; told also where it is not there.
    std::optional<std::string> need(std::string_view file, std::size_t bytes_max = small_bytes_max);

    void read_seal();
    void read_checkpoint();
    void read_keys();
    void read_entries();
    std::optional<Entry> read_entry(std::uint64_t index);
    void read_exhibits();
    void read_stamps();
    std::optional<OtherCheckpoint> read_other(std::string const& note, std::string const& proof);
    void read_texts();
    void check_lists();
    void compare(std::string_view file, std::string_view expected);

    std::shared_ptr<Contents const> contents_;
    ReadBundle read_;
    std::set<std::string, std::less<>> known_; ///< files that were recognized
};

std::optional<std::string> Reading::bytes(std::string_view file, std::size_t bytes_max)
{
    auto const at = find(*contents_, file);
    if (!at)
        return std::nullopt;
    known_.emplace(file);
    auto whole = read_whole(*contents_, *at, bytes_max);
    if (!whole) {
        wrong(file, whole.error().says);
        return std::nullopt;
    }
    return *std::move(whole);
}

std::optional<std::string> Reading::need(std::string_view file, std::size_t bytes_max)
{
    if (!find(*contents_, file))
        wrong(file, "is missing");
    return bytes(file, bytes_max);
}

void Reading::read_seal()
{
    auto const text = need(seal_file);
    if (!text)
        return;
    auto note = log::parse_note(*text);
    if (!note)
        return wrong(seal_file, note.error());
    auto seal = parse_seal(note->text);
    if (!seal)
        return wrong(seal_file, seal.error());
    read_.bundle.name = seal->name;
    read_.bundle.sealed_at = *parse_instant(seal->sealed_at);
    read_.seal = *std::move(seal);
    read_.seal_note = *std::move(note);
}

void Reading::read_checkpoint()
{
    auto const text = need(checkpoint_file);
    auto checkpoint = text ? log::parse_signed_checkpoint(*text) : std::unexpected(std::string {});
    if (checkpoint) {
        read_.bundle.checkpoint = *std::move(checkpoint);
        read_.has_checkpoint = true;
    } else if (text) {
        wrong(checkpoint_file, checkpoint.error());
    }
}

void Reading::read_keys()
{
    for (std::size_t i = 1; i <= numbered_max; ++i) {
        auto text = bytes(key_file(i));
        if (!text)
            break;
        auto const key
            = log::parse_verifier(std::string_view { *text }.substr(0, text->size() - (text->ends_with('\n') ? 1 : 0)));
        if (!key || !text->ends_with('\n'))
            wrong(key_file(i), key ? "does not end with a line break" : key.error());
        else
            read_.bundle.keys.push_back(*key);
    }
    if (read_.bundle.keys.empty())
        wrong("keys/", "has no key");
}

std::optional<Entry> Reading::read_entry(std::uint64_t index)
{
    auto const file = entry_file(index);
    auto entry = need(file);
    auto const text = need(proof_file(index));
    if (!entry || !text)
        return std::nullopt;
    auto proof = log::parse_tlog_proof(*text);
    if (!proof) {
        wrong(proof_file(index), proof.error());
        return std::nullopt;
    }
    if (proof->index != index) {
        wrong(proof_file(index), fmt::format("proves the place {}", proof->index));
        return std::nullopt;
    }
    auto record = decode_record(*entry);
    if (!record)
        wrong(file, "holds no record: " + record.error());
    else if (record->sequence != index)
        wrong(file, fmt::format("holds the record of the place {}", record->sequence));
    else
        read_.records.push_back(*std::move(record));
    return Entry { *std::move(entry), *std::move(proof) };
}

void Reading::read_entries()
{
    constexpr std::string_view before = "entries/", after = ".entry";
    for (auto const& file : contents_->entries()) {
        std::string_view name = file.name;
        if (!name.starts_with(before) || !name.ends_with(after) || name.size() != before.size() + 12 + after.size())
            continue;
        std::uint64_t index = 0;
        for (char const c : name.substr(before.size(), 12))
            index = index * 10 + static_cast<std::uint64_t>(c - '0');
        if (name != entry_file(index))
            continue;
        if (auto entry = read_entry(index))
            read_.bundle.entries.push_back(*std::move(entry));
    }
}

void Reading::read_exhibits()
{
    auto const text = need(exhibits_file, text_bytes_max);
    if (!text)
        return;
    auto exhibits = parse_exhibits(*text);
    if (!exhibits)
        return wrong(exhibits_file, exhibits.error());
    for (auto& exhibit : *exhibits) {
        auto const name = "data/" + exhibit.file;
        auto const at = find(*contents_, name);
        if (!is_plain_name(exhibit.number) || !is_plain_name(exhibit.file) || !exhibit.file.starts_with(exhibit.number))
            wrong(exhibits_file, fmt::format("\"{}\" is no name of an exhibit", exhibit.file));
        else if (!known_.emplace(name).second)
            wrong(exhibits_file, fmt::format("lists {} twice", name));
        else if (!at)
            wrong(name, "is missing, and exhibits.json lists it");
        else {
            exhibit.read
                = [contents = contents_, index = *at](PieceSink const& sink) { return contents->read(index, sink); };
            read_.bundle.exhibits.push_back(std::move(exhibit));
        }
    }
}

std::optional<OtherCheckpoint> Reading::read_other(std::string const& note_file, std::string const& file)
{
    auto note = need(note_file);
    auto const lines = need(file);
    if (!note || !lines)
        return std::nullopt;
    auto proof = log::parse_proof_lines(*lines);
    if (!proof) {
        wrong(file, proof.error());
        return std::nullopt;
    }
    if (auto const checkpoint = log::parse_signed_checkpoint(*note); !checkpoint) {
        wrong(note_file, checkpoint.error());
        return std::nullopt;
    }
    return OtherCheckpoint { *std::move(note), *std::move(proof) };
}

void Reading::read_stamps()
{
    for (std::size_t i = 1; i <= numbered_max; ++i) {
        auto reply = bytes(stamp_file(i, "tsr"));
        if (!reply)
            break;
        auto chain = need(stamp_file(i, "chain.pem")), revocations = need(stamp_file(i, "crl.pem"));
        auto over = read_other(stamp_file(i, "checkpoint"), stamp_file(i, "consistency"));
        if (over && chain && revocations)
            read_.bundle.stamps.push_back(
                { *std::move(reply), *std::move(over), *std::move(chain), *std::move(revocations) });
    }
    for (std::size_t i = 1; i <= numbered_max && find(*contents_, earlier_file(i, "checkpoint")); ++i)
        if (auto other = read_other(earlier_file(i, "checkpoint"), earlier_file(i, "consistency")))
            read_.bundle.earlier.push_back(*std::move(other));
}

void Reading::read_texts()
{
    for (auto const* name : of_the_bag)
        known_.emplace(name);
    for (auto const& file : contents_->entries()) {
        if (known_.contains(file.name))
            continue;
        auto const names = text_names(read_.seal ? read_.seal->version : bundle_version);
        if (std::ranges::find(names, file.name) == names.end()) {
            wrong(file.name, "is none of the files of a bundle");
            continue;
        }
        if (auto text = bytes(file.name, text_bytes_max))
            read_.bundle.texts.push_back({ file.name, *std::move(text) });
    }
}

void Reading::compare(std::string_view file, std::string_view expected)
{
    auto const text = need(file, text_bytes_max);
    if (text && *text != expected)
        wrong(file, "is not what follows from the rest of the bundle");
}

void Reading::check_lists()
{
    Derivation const derivation(read_.records);
    for (auto const& exhibit : read_.bundle.exhibits)
        if (auto flaw = derivation.flaw(exhibit))
            wrong(exhibits_file, *std::move(flaw));
    if (read_.seal)
        compare(bag_info_file, bag_info_text(read_.bundle));
    std::vector<Exhibit> sorted(read_.bundle.exhibits);
    std::ranges::sort(sorted, {}, &Exhibit::number);
    compare(exhibits_file,
        exhibits_text(sorted, gone_numbers(read_.records), read_.seal ? read_.seal->version : bundle_version));
    compare(custody_file, custody_text(read_.records, read_.bundle.exhibits));
    need(how_to_verify_file);
}

ReadBundle Reading::run()
{
    read_seal();
    read_checkpoint();
    read_keys();
    read_entries();
    read_exhibits();
    read_stamps();
    check_lists();
    read_texts();
    return std::move(read_);
}

} // namespace

ReadBundle read_bundle(std::shared_ptr<Contents const> contents)
{
    return Reading(std::move(contents)).run();
}

} // namespace recourse::vault::seal
