#pragma once

#include "vault/keeper/keeper.hpp"
#include "vault/seal/bundle.hpp"
#include "vault/seal/write_bundle.hpp"

#include <functional>
#include <string>
#include <vector>

namespace recourse::vault::keeper {

/// An exhibit as somebody wants it in a bundle.
struct WantedExhibit {
    std::string number; ///< "E001"
    std::string file; ///< plain, beginning with the number
    std::string original_name;
    std::string media_type;
    Digest digest {};
};

struct BundleRequest {
    std::string name; ///< plain
    std::string subject; ///< whom or what the bundle is about, as in records
    Instant sealed_at; ///< lifted to the newest record's, where the clock was put back since
    std::vector<WantedExhibit> exhibits; ///< in any order
    std::vector<seal::Text> texts; ///< in any order
    /// The bytes of what was withdrawn or erased: the records that gave and took back its numbers go along, and nothing
    /// else of it.
    std::vector<Digest> gone = {};
    /// Whether a record may leave with the bundle; null: all may. What one that stays names is not followed.
    std::function<bool(Record const&)> may_leave = {};
    /// For whom the bundle is remembered as shown: those who may know that it was sealed. Empty: the subject.
    std::string audience = {};
    /// Whose checkpoints are proved: what others were shown is nobody's business here. None: the audience's.
    std::vector<std::string> sees = {};
};

/// A bundle of exhibits that the keeper has: with all records of the subject, or of none, about their bytes and about
/// what they were made from; with the changes of the key, the time stamps that cover them, and a proof to every
/// checkpoint that was shown to those whom it may tell of (the 900 latest). The same log and request give the same
/// bundle. Errors: missing: an object is not there or has no such record; corrupt, failed.
Outcome<seal::Bundle> fill(Keeper&, BundleRequest const&);

/// Fills and seals. The bundle's checkpoint is remembered as shown before the first byte is given out.
/// Errors: what keeps it from being filled or written; then what was given out is no bundle.
std::expected<void, std::vector<Flaw>> write(Keeper&, BundleRequest const&, Output const&);

} // namespace recourse::vault::keeper
