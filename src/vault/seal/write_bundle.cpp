#include "vault/seal/write_bundle.hpp"

#include "vault/bag/checksum.hpp"
#include "vault/bag/write.hpp"
#include "vault/contents/memory_contents.hpp"
#include "vault/contents/views.hpp"
#include "vault/seal/derived.hpp"
#include "vault/seal/how_to_verify.hpp"
#include "vault/seal/known_keys.hpp"
#include "vault/seal/lists.hpp"
#include "vault/seal/seal_note.hpp"
#include "vault/zip/crc32.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace recourse::vault::seal {

namespace {

constexpr std::size_t flaws_max = 100;

class ExhibitContents : public Contents {
public:
    explicit ExhibitContents(std::vector<Exhibit> const& exhibits)
    {
        for (auto const& exhibit : exhibits)
            exhibits_.push_back(&exhibit);
        std::ranges::sort(exhibits_, {}, [](auto const* one) -> auto const& { return one->file; });
        for (auto const* exhibit : exhibits_)
            entries_.push_back({ "data/" + exhibit->file, exhibit->size });
    }

    std::span<ContentFile const> entries() const override { return entries_; }
    std::expected<void, Flaw> read(std::size_t index, PieceSink const& sink) const override
    {
        auto read = exhibits_[index]->read(sink);
        if (!read)
            return std::unexpected(Flaw { entries_[index].name, read.error().says });
        return read;
    }

private:
    std::vector<Exhibit const*> exhibits_;
    std::vector<ContentFile> entries_;
};

/// What has to hold before a bundle is written.
class Plan {
public:
    explicit Plan(Bundle const& bundle) : bundle_(bundle) { }

    std::vector<Flaw> check();
    std::map<std::string, std::string> files() const;

private:
    void wrong(std::string file, std::string says)
    {
        if (flaws_.size() < flaws_max)
            flaws_.push_back({ std::move(file), std::move(says) });
    }
    void check_entries();
    void check_exhibits();
    void check_texts();
    void check_day();

    Bundle const& bundle_;
    std::vector<Flaw> flaws_;
    std::vector<Record> records_;
};

void Plan::check_entries()
{
    std::optional<std::uint64_t> before;
    auto const& head = bundle_.checkpoint.checkpoint.head;
    for (auto const& entry : bundle_.entries) {
        auto const file = entry_file(entry.proof.index);
        auto record = decode_record(entry.bytes);
        if (!record)
            wrong(file, record.error());
        else if (record->sequence != entry.proof.index)
            wrong(file, "its record has another place in the log");
        else
            records_.push_back(*std::move(record));
        if (before && *before >= entry.proof.index)
            wrong(file, "entries are not in order, each once");
        before = entry.proof.index;
        if (!(entry.proof.checkpoint == bundle_.checkpoint))
            wrong(file, "is proved under another checkpoint than the bundle's");
        else if (auto const proved = merkle::verify_inclusion(
                     merkle::leaf_hash(entry.bytes), entry.proof.index, head.size, head.root, entry.proof.hashes);
            !proved)
            wrong(file, fmt::format("is not proved: {}", merkle::name(proved.error())));
    }
}

void Plan::check_exhibits()
{
    std::set<std::string_view> files;
    std::string_view before;
    Derivation const derivation(records_);
    for (auto const& exhibit : bundle_.exhibits) {
        auto const name = "data/" + exhibit.file;
        if (!is_plain_name(exhibit.number) || !is_plain_name(exhibit.file) || !exhibit.file.starts_with(exhibit.number)
            || !files.insert(exhibit.file).second)
            wrong(name, "is no name for an exhibit: plain, beginning with its number, each once");
        if (exhibit.number <= before)
            wrong(name, "exhibits are not by number, each once");
        before = exhibit.number;
        if (std::ranges::none_of(records_,
                [&](Record const& record) { return record.digest == exhibit.digest && record.size == exhibit.size; }))
            wrong(name, "no record among the entries is about its bytes");
        else if (auto flaw = derivation.flaw(exhibit))
            wrong(name, *std::move(flaw));
    }
}

void Plan::check_texts()
{
    std::string_view before;
    for (auto const& text : bundle_.texts) {
        auto const names = text_names(bundle_version);
        if (std::ranges::find(names, text.name) == names.end() || text.name <= before)
            wrong(text.name, "is no name for a text: one of the layout's, in order, each once");
        before = text.name;
    }
}

void Plan::check_day()
{
    for (auto const& record : records_)
        if (seconds_of(bundle_.sealed_at) < seconds_of(record.at))
            wrong(entry_file(record.sequence), "is of a moment after the one at which the bundle is sealed");
}

std::vector<Flaw> Plan::check()
{
    if (!is_plain_name(bundle_.name))
        wrong({}, "the name of the bundle is not plain");
    if (bundle_.keys.empty())
        wrong({}, "no key is given");
    check_entries();
    check_exhibits();
    check_texts();
    check_day();
    return std::move(flaws_);
}

std::map<std::string, std::string> Plan::files() const
{
    std::map<std::string, std::string> files;
    auto const put = [&](std::string name, std::string bytes) { files.emplace(std::move(name), std::move(bytes)); };
    put(std::string { checkpoint_file }, log::to_string(bundle_.checkpoint.note));
    put(std::string { exhibits_file }, exhibits_text(bundle_.exhibits, gone_numbers(records_)));
    put(std::string { custody_file }, custody_text(records_, bundle_.exhibits));
    put(std::string { how_to_verify_file }, std::string { how_to_verify() });
    for (auto const& entry : bundle_.entries) {
        put(entry_file(entry.proof.index), entry.bytes);
        put(proof_file(entry.proof.index), log::to_string(entry.proof));
    }
    for (std::size_t i = 0; i < bundle_.keys.size(); ++i)
        put(key_file(i + 1), log::to_string(bundle_.keys[i]) + "\n");
    for (std::size_t i = 0; i < bundle_.stamps.size(); ++i) {
        auto const& stamp = bundle_.stamps[i];
        put(stamp_file(i + 1, "tsr"), stamp.reply);
        put(stamp_file(i + 1, "checkpoint"), stamp.over.note);
        put(stamp_file(i + 1, "consistency"), log::proof_lines(stamp.over.proof));
        put(stamp_file(i + 1, "chain.pem"), stamp.chain);
        put(stamp_file(i + 1, "crl.pem"), stamp.revocations);
    }
    for (std::size_t i = 0; i < bundle_.earlier.size(); ++i) {
        put(earlier_file(i + 1, "checkpoint"), bundle_.earlier[i].note);
        put(earlier_file(i + 1, "consistency"), log::proof_lines(bundle_.earlier[i].proof));
    }
    for (auto const& text : bundle_.texts)
        put(text.name, text.bytes);
    return files;
}

std::string checksum_of(std::string_view kind, std::string_view bytes)
{
    auto const* const one = checksum_kind(kind);
    Checksums checksums({ &one, 1 });
    checksums.add({ reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size() });
    return checksums.finish().front();
}

/// That the exhibits are what is said of them, before anything is signed.
std::vector<Flaw> differing(Bundle const& bundle, BagTexts const& bag)
{
    std::vector<Flaw> flaws;
    for (auto const& exhibit : bundle.exhibits)
        if (bag.sha256.find("data/" + exhibit.file)->second != to_string(exhibit.digest))
            flaws.push_back({ "data/" + exhibit.file, "its bytes have another SHA-256 than is said of it" });
    return flaws;
}

} // namespace

std::expected<void, Flaw> pack(std::shared_ptr<Contents const> contents, std::string_view name, Output const& output)
{
    auto const files = contents->entries();
    std::vector<ZipMember> members;
    for (std::size_t i = 0; i < files.size(); ++i) {
        std::uint32_t crc = 0;
        auto const read = contents->read(i, [&](std::span<std::uint8_t const> piece) { crc = crc32_of(crc, piece); });
        if (!read)
            return read;
        members.push_back({ fmt::format("{}/{}", name, files[i].name), files[i].size, crc });
    }
    return write_zip(Under(contents, name), members, output);
}

std::expected<void, std::vector<Flaw>> write_bundle(
    Bundle const& bundle, std::span<log::Signer const> signers, Output const& output)
{
    auto const one = [](Flaw flaw) { return std::unexpected(std::vector { std::move(flaw) }); };
    Plan plan(bundle);
    if (auto flaws = plan.check(); !flaws.empty())
        return std::unexpected(std::move(flaws));
    auto const keys = own_keys(bundle, bundle.keys);
    for (auto const& signer : signers)
        if (!all_among({ &signer.verifier, 1 }, keys))
            return one({ std::string { seal_file },
                fmt::format("would be by {}, which neither signed the log's checkpoint nor was announced in it",
                    short_name(signer.verifier)) });
    auto const exhibits = std::make_shared<ExhibitContents const>(bundle.exhibits);
    auto const beside = std::make_shared<MemoryContents const>(plan.files());
    auto bag = write_bag(Together({ exhibits, beside }),
        { { "Bagging-Date", to_string(bundle.sealed_at).substr(0, 10) }, { "External-Identifier", bundle.name } });
    if (!bag)
        return one(bag.error());
    if (auto flaws = differing(bundle, *bag); !flaws.empty())
        return std::unexpected(std::move(flaws));
    auto const note = log::sign_note(to_text(Seal { bundle.name, to_string(bundle.sealed_at),
                                         checksum_of("sha256", bag->files.at("tagmanifest-sha256.txt")),
                                         checksum_of("sha512", bag->files.at("tagmanifest-sha512.txt")) }),
        signers);
    if (!note)
        return one({ std::string { seal_file }, "a signer did not answer" });
    bag->files[std::string { seal_file }] = log::to_string(*note);
    auto const made = std::make_shared<MemoryContents const>(std::move(bag->files));
    auto packed = pack(
        std::make_shared<Together const>(std::vector<std::shared_ptr<Contents const>> { exhibits, beside, made }),
        bundle.name, output);
    if (!packed)
        return one(packed.error());
    return {};
}

} // namespace recourse::vault::seal
