#pragma once

#include "vault/keeper/keeper.hpp"

namespace recourse::vault::keeper {

struct BackedUp {
    log::SignedCheckpoint checkpoint; ///< what the copied log ends with
    std::uint64_t files_copied = 0;
    std::uint64_t files_there = 0; ///< that an earlier copy had already
    std::uint64_t bytes_copied = 0;
};

/// Copies the vault to a folder while it runs: the log as of one checkpoint, then every object (so that no record is
/// without its bytes), public keys and what was shown. A folder with an earlier copy gets only what is new. The signing
/// key, uploads that are not finished, the index and kept readings are not copied: the key is to be kept apart, the
/// rest is not needed. Durable when it returns; the copy can be opened as a vault once the key is beside it. Errors:
/// full, failed, corrupt; then the copy is not whole, and the next one makes it so.
Outcome<BackedUp> back_up(Keeper&, std::filesystem::path const& to);

/// Adds to a copy the objects that came since it was made, and nothing of the log: for whoever copies between the two
/// the events that may name them. Then the copied log is not ahead of the copied events, and no event is without its
/// bytes. Errors: as back_up.
Outcome<void> back_up_objects(Keeper&, std::filesystem::path const& to);

} // namespace recourse::vault::keeper
