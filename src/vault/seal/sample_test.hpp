#pragma once

#include "vault/record/record.hpp"
#include "vault/seal/verify.hpp"
#include "vault/seal/write_bundle.hpp"
#include "vault/stamp/authority_test.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

namespace recourse::vault::seal {

inline constexpr std::string_view sample_origin = "desk.example/log";
inline Instant const sample_time { 1'796'000'000'000'000 }; // 2026-11-30

inline log::Seed seed_of(std::uint8_t fill)
{
    log::Seed seed;
    seed.fill(fill);
    return seed;
}

inline log::Signer sample_signer(std::uint8_t fill = 1)
{
    return log::make_signer(std::string { sample_origin }, seed_of(fill));
}

/// A log in memory that can be asked for everything.
class SampleLog {
public:
    explicit SampleLog(std::uint8_t key = 1) : key_(key) { }

    std::uint64_t add(std::string_view bytes, Act act = Act::received, std::string note = {})
    {
        Record record;
        record.sequence = entries_.size();
        record.digest = sha256(bytes);
        record.size = bytes.size();
        record.nonce.fill(static_cast<std::uint8_t>(entries_.size()));
        record.act = act;
        record.subject = "C-17";
        record.actor = "buyer";
        record.at = sample_time;
        record.how = "upload";
        record.note = std::move(note);
        entries_.push_back(encode(record));
        return record.sequence;
    }
    std::uint64_t size() const { return entries_.size(); }

    log::SignedCheckpoint checkpoint(std::uint64_t size) const
    {
        auto nodes = this->nodes();
        auto const signer = sample_signer(key_);
        return *log::sign_checkpoint(
            { std::string { sample_origin }, { size, *merkle::make_root(nodes, size) }, {} }, { &signer, 1 });
    }
    Entry entry(std::uint64_t index, std::uint64_t size) const
    {
        auto nodes = this->nodes();
        return { entries_[index],
            { std::nullopt, index, *merkle::make_inclusion(nodes, index, size), checkpoint(size) } };
    }
    OtherCheckpoint other(std::uint64_t size, std::uint64_t own) const
    {
        auto nodes = this->nodes();
        return { log::to_string(checkpoint(size).note),
            *merkle::make_consistency(nodes, std::min(size, own), std::max(size, own)) };
    }

private:
    merkle::LeafNodes nodes() const
    {
        std::vector<Digest> leaves;
        for (auto const& entry : entries_)
            leaves.push_back(merkle::leaf_hash(entry));
        return merkle::LeafNodes(std::move(leaves));
    }
    std::uint8_t key_;
    std::vector<std::string> entries_;
};

inline Exhibit exhibit_of(std::string number, std::string file, std::string original, std::string bytes)
{
    Exhibit exhibit { std::move(number), std::move(file), std::move(original), "text/plain", sha256(bytes),
        bytes.size(), {} };
    exhibit.read = [bytes = std::move(bytes)](PieceSink const& sink) -> std::expected<void, Flaw> {
        sink({ reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size() });
        return {};
    };
    return exhibit;
}

inline constexpr std::string_view contract = "We deliver 500 pumps by 1 October.\n";
inline constexpr std::string_view photo = "\xFF\xD8 not really a photograph \x00\x01";

/// Two exhibits among eleven entries; every entry about them is in the bundle.
inline SampleLog sample_log()
{
    SampleLog log;
    for (int i = 0; i < 3; ++i)
        log.add(fmt::format("somebody else's {}", i));
    log.add(contract);
    log.add(photo);
    log.add(contract, Act::numbered, "E001");
    for (int i = 0; i < 5; ++i)
        log.add(fmt::format("later {}", i));
    return log;
}

inline Bundle sample_bundle(SampleLog const& log, std::uint64_t size, stamp::LocalAuthority const* authority = nullptr)
{
    Bundle bundle;
    bundle.name = "C-17-2026-11-30";
    bundle.sealed_at = sample_time;
    bundle.exhibits.push_back(exhibit_of("E001", "E001_contract.txt", "合同 \"final\".txt", std::string { contract }));
    bundle.exhibits.push_back(exhibit_of("E002", "E002_photo.jpg", "IMG_1.jpg", std::string { photo }));
    for (std::uint64_t const index : { 3U, 4U, 5U })
        bundle.entries.push_back(log.entry(index, size));
    bundle.checkpoint = log.checkpoint(size);
    if (authority != nullptr) {
        auto over = log.other(7, size);
        auto reply = authority->stamp(over.note);
        bundle.stamps.push_back(
            { std::move(reply), std::move(over), authority->signer() + authority->root(), authority->list("-") });
    }
    bundle.earlier.push_back(log.other(6, size));
    bundle.keys.push_back(sample_signer().verifier);
    bundle.texts.push_back({ "list.zh-en.pdf", "%PDF-1.7 the list" });
    bundle.texts.push_back({ "system-statement.txt", "The system was sound.\n" });
    return bundle;
}

inline std::string zip_of(Bundle const& bundle, std::uint8_t key = 1)
{
    std::string zip;
    auto const signer = sample_signer(key);
    auto const written = write_bundle(
        bundle, { &signer, 1 }, [&](std::span<std::uint8_t const> piece) -> std::expected<void, std::string> {
            zip.append(reinterpret_cast<char const*>(piece.data()), piece.size());
            return {};
        });
    if (!written)
        for (auto const& flaw : written.error())
            ADD_FAILURE() << to_string(flaw);
    return zip;
}

} // namespace recourse::vault::seal
