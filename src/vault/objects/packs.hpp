#pragma once

#include "base/digest.hpp"
#include "vault/files/files.hpp"
#include "vault/objects/objects.hpp"

#include <map>
#include <mutex>
#include <set>
#include <shared_mutex>

namespace recourse::vault {

/// Small objects, many in one file: packs/<number>, appended to, so that a group of them is durable with one flush.
/// packs/<number>.index says what is in a pack that is not written any more; packs/erased names the places whose bytes
/// were taken away. docs/formats/vault.md has the bytes. About a hundred bytes of memory for each object.
/// `add` and `erase` are called by one thread at a time, the rest by any.
class Packs {
public:
    Packs(Files& files, std::filesystem::path folder) : files_(files), folder_(std::move(folder)) { }

    struct Place {
        std::uint32_t pack = 0;
        std::uint32_t offset = 0; ///< of the bytes
        std::uint32_t size = 0;
        friend auto operator<=>(Place const&, Place const&) = default;
    };
    struct Small {
        Digest digest;
        std::string_view bytes;
    };

    /// Reads what is there. What a stop left half is not seen; nothing is written behind it.
    Outcome<void> open();

    /// Durable and visible when it returns. Errors: full, failed: none is kept. unknown.
    Outcome<void> add(std::span<Small const>);
    std::optional<Place> find(Digest const&) const;
    /// As many bytes from `offset` within the object as fit.
    Outcome<std::size_t> read(Place const&, std::uint64_t offset, std::span<std::uint8_t> into);
    Outcome<bool> erase(Digest const&);
    /// Digests greater than `after` in ascending order, at most `max`.
    std::vector<Digest> list(std::optional<Digest> const& after, std::size_t max) const;

private:
    struct Entry {
        Digest digest;
        Place place;
    };

    std::filesystem::path pack_path(std::uint32_t number) const;
    std::filesystem::path index_path(std::uint32_t number) const;
    std::filesystem::path erased_path() const { return folder_ / "erased"; }

    Outcome<void> read_erased();
    Outcome<bool> read_index(std::uint32_t number);
    Outcome<void> scan(std::uint32_t number);
    Outcome<void> begin_pack();
    void end_pack();
    void show(std::span<Entry const>);

    Files& files_;
    std::filesystem::path folder_;
    std::uint32_t number_ = 0; ///< of the last pack
    std::uint64_t size_ = 0; ///< of it, in bytes
    std::unique_ptr<WrittenFile> file_; ///< null: the next object begins a pack
    std::vector<Entry> entries_; ///< of it
    std::set<std::pair<std::uint32_t, std::uint32_t>> erased_; ///< pack and offset

    mutable std::shared_mutex mutex_;
    std::map<Digest, Place> places_;
};

} // namespace recourse::vault
