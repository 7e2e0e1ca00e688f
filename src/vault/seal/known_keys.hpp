#pragma once

#include "vault/seal/bundle.hpp"

#include <span>
#include <vector>

// Whose signatures count. A bundle brings keys along, and anybody can put one in: what counts is a key that is trusted,
// or without any the one that signed the bundle's checkpoint, and the keys that follow from it by the log's own
// records.

namespace recourse::vault::seal {

/// Which of the keys signed the note; none also where one of the signatures is wrong.
std::vector<log::Verifier> signers_of(log::Note const&, std::span<log::Verifier const> keys);

/// The keys that follow from those, these first. A record announces the next key; it counts when it is proved under the
/// bundle's checkpoint and stands within a checkpoint of the same history that a key from which it follows signed: the
/// last one under an old key need not be the bundle's own.
std::vector<log::Verifier> followed(Bundle const&, std::vector<log::Verifier> keys);

/// The keys of the log by what the bundle itself shows: one that signed its checkpoint and those that follow from it.
/// None, where two signed it and neither follows from the other: then somebody added his name.
std::vector<log::Verifier> own_keys(Bundle const&, std::span<log::Verifier const> keys);

/// That every one of them is among the others, and there is one.
bool all_among(std::span<log::Verifier const> signers, std::span<log::Verifier const> keys);

/// "desk.example/evidence+0a1b2c3d": the name and the id; the whole key stands in keys/.
std::string short_name(log::Verifier const&);

} // namespace recourse::vault::seal
