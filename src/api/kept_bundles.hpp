#pragma once

#include "base/digest.hpp"
#include "vault/files/fault.hpp"

#include <chrono>
#include <expected>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

namespace recourse::api {

/// Bundles that were sealed lately, so that whoever did not hear the answer gets the same bytes under the same key. A
/// copy that nobody fetches is no evidence: it goes after a day, with many later ones, and with every erasure, for it
/// may hold what is erased. Any thread may call any of it.
class KeptBundles {
public:
    static constexpr std::size_t most = 20;
    static constexpr std::chrono::hours longest { 24 }; ///< by the system's clock

    explicit KeptBundles(std::filesystem::path folder) : folder_(std::move(folder)) { }

    struct One {
        std::filesystem::path file;
        std::string name; ///< that whoever gets it sees, without ending
        std::uint64_t size = 0; ///< bytes
    };
    /// Moves the file here, durably. The name is plain. Errors: full, failed.
    vault::Outcome<One> keep(std::filesystem::path const& file, Digest const&, std::string const& name);
    /// Nothing: it is not here any more.
    std::optional<One> find(Digest const&) const;
    /// It was not recorded after all.
    void forget(Digest const&);
    /// Takes away what is too old or too much.
    void sweep();
    /// Takes all away. Errors: failed.
    vault::Outcome<void> clear();

private:
    std::filesystem::path folder_;
    mutable std::mutex mutex_;
};

} // namespace recourse::api
