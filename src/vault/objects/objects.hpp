#pragma once

#include "base/digest.hpp"
#include "vault/files/fault.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The port to the bytes of evidence: each object is kept exactly as it came, under its SHA-256.
namespace recourse::vault {

/// Gives the next bytes, as many as there are and fit; 0: the end. An error is a sentence and ends it.
using ByteSource = std::function<std::expected<std::size_t, std::string>(std::span<std::uint8_t> into)>;
/// Takes the next bytes; false ends it.
using ByteSink = std::function<bool(std::span<std::uint8_t const>)>;

/// From memory, which must outlive it.
ByteSource source_of(std::string_view);

struct StoredObject {
    Digest digest {};
    std::uint64_t size = 0; ///< in bytes
    bool was_there = false; ///< the same bytes had been kept before
    friend bool operator==(StoredObject const&, StoredObject const&) = default;
};

/// An object that has been taken in and hashed but is neither durable nor visible yet. One that is let go leaves
/// nothing.
class StagedObject {
public:
    StagedObject() = default;
    virtual ~StagedObject() = default;
    StagedObject(StagedObject const&) = delete;
    StagedObject& operator=(StagedObject const&) = delete;
    virtual Digest const& digest() const = 0;
    virtual std::uint64_t size() const = 0;
};

struct ObjectFinding {
    enum class Kind : std::uint8_t {
        damaged, ///< the bytes have another digest than their name
        misplaced, ///< a file that does not belong there; nothing reads it
    };
    Kind kind {};
    std::string name;
    std::string says; ///< a sentence
};

struct ObjectsCheck {
    std::uint64_t objects = 0;
    std::uint64_t bytes = 0;
    std::vector<ObjectFinding> findings; ///< at most 100
};

/// Every operation may be called from any thread. Nothing is half visible at any moment: an object is there whole or
/// not at all.
class Objects {
public:
    Objects() = default;
    virtual ~Objects() = default;
    Objects(Objects const&) = delete;
    Objects& operator=(Objects const&) = delete;

    /// Takes the bytes in and hashes them as they come; at most size_max of them.
    /// Errors: limit, full, failed (also the source's own error); nothing is left behind.
    virtual Outcome<std::unique_ptr<StagedObject>> stage(ByteSource const&, std::uint64_t size_max) = 0;
    /// Makes all of them durable with few flushes, then visible; in the order given. Those of keep calls that arrive
    /// meanwhile share the next flush.
    /// Errors: full, failed: none of them is kept. unknown: each may be there or not, whole.
    virtual Outcome<std::vector<StoredObject>> keep(std::vector<std::unique_ptr<StagedObject>>) = 0;

    /// stage and keep of one.
    Outcome<StoredObject> put(ByteSource const&, std::uint64_t size_max);
    Outcome<StoredObject> put(std::string_view bytes);

    /// Its size; nothing when it is not there.
    virtual Outcome<std::optional<std::uint64_t>> size(Digest const&) = 0;
    Outcome<bool> has(Digest const&);
    /// Gives the bytes from `offset` on, `count` of them or as many as there are, in pieces. A whole object (offset 0,
    /// to its end) is hashed on the way. Errors: missing, failed, corrupt (the bytes have another digest; the sink has
    /// had them).
    virtual Outcome<void> get(Digest const&, std::uint64_t offset, std::uint64_t count, ByteSink const&) = 0;
    /// The file that has exactly the bytes of the object, for whoever needs one to open; nothing where it has none of
    /// its own, as small ones. It may be gone at any moment when the object is erased; nobody may write to it.
    virtual Outcome<std::optional<std::filesystem::path>> file_of(Digest const&) = 0;
    /// All of an object of at most size_max bytes, verified. Errors: missing, limit, failed, corrupt.
    Outcome<std::string> get_small(Digest const&, std::size_t size_max);

    /// Takes the bytes away for good, durably; false when they were not there. Whether it is lawful is the caller's to
    /// know and to record.
    virtual Outcome<bool> erase(Digest const&) = 0;
    /// Digests greater than `after` in ascending order, at most `max`.
    virtual Outcome<std::vector<Digest>> list(std::optional<Digest> const& after, std::size_t max) = 0;
    /// Reads and hashes every object.
    virtual Outcome<ObjectsCheck> check() = 0;
};

} // namespace recourse::vault
