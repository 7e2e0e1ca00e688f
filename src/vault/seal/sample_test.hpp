#pragma once

#include "vault/record/record.hpp"
#include "vault/seal/verify.hpp"
#include "vault/seal/write_bundle.hpp"
#include "vault/stamp/authority_test.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

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
    /// That the bytes came in under that name.
    std::uint64_t add_named(std::string_view bytes, std::string_view original, Act act = Act::received)
    {
        return add(bytes, act,
            fmt::format("exhibit: VX-1\ncompartment: shared\noriginal name: {}\nmedia type: text/plain", original));
    }
    /// That they got that number.
    std::uint64_t add_number(std::string_view bytes, std::string_view mark)
    {
        return add(bytes, Act::numbered, fmt::format("number: {}", mark));
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

inline constexpr std::string_view contract_name = "合同/\"contract\".txt";
inline constexpr std::string_view photo_name = "photo.jpg";

/// After three entries the four about the exhibits, then what came later.
inline SampleLog sample_log_of(
    std::string_view first, int later = 4, std::uint8_t key = 1, Act contract_act = Act::received)
{
    SampleLog log(key);
    log.add(first);
    for (int i = 1; i < 3; ++i)
        log.add(fmt::format("somebody else's {}", i));
    log.add_named(contract, contract_name, contract_act);
    log.add_named(photo, photo_name);
    log.add_number(contract, "E1");
    log.add_number(photo, "E2");
    for (int i = 0; i < later; ++i)
        log.add(fmt::format("later {}", i));
    return log;
}

/// Two exhibits among eleven entries; every entry about them is in the bundle.
inline SampleLog sample_log()
{
    return sample_log_of("somebody else's 0");
}

inline Bundle sample_bundle(SampleLog const& log, std::uint64_t size, stamp::LocalAuthority const* authority = nullptr)
{
    Bundle bundle;
    bundle.name = "C-17-2026-11-30";
    bundle.sealed_at = sample_time;
    bundle.exhibits.push_back(
        exhibit_of("E001", "E001_contract.txt", std::string { contract_name }, std::string { contract }));
    bundle.exhibits.push_back(exhibit_of("E002", "E002_photo.jpg", std::string { photo_name }, std::string { photo }));
    for (std::uint64_t const index : { 3U, 4U, 5U, 6U })
        bundle.entries.push_back(log.entry(index, size));
    bundle.checkpoint = log.checkpoint(size);
    if (authority != nullptr) {
        // A stamp is of now; whoever seals does it later.
        bundle.sealed_at.micros = std::max(sample_time.micros,
            std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
                    .count()
                * 1'000'000);
        auto over = log.other(7, size);
        auto reply = authority->stamp(over.note);
        bundle.stamps.push_back(
            { std::move(reply), std::move(over), authority->signer() + authority->root(), authority->list("-") });
    }
    bundle.earlier.push_back(log.other(6, size));
    bundle.keys.push_back(sample_signer().verifier);
    bundle.texts.push_back({ std::string { list_file }, "The list.\n" });
    bundle.texts.push_back({ std::string { statement_file }, "The system was sound.\n" });
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
