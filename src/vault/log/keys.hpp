#pragma once

#include "vault/log/proof.hpp"

/// How trust goes from a log's key to the next one. The old key announces the new one by an entry (a record of the act
/// `key_rotated` whose note is the new key as to_string(Verifier) writes it); whoever trusts the old key and sees
/// the entry proved under it trusts the new one.
namespace recourse::vault::log {

/// The key that an entry announces; nothing when the entry is no record of a rotation, or its note is no key.
std::optional<Verifier> announced_key(std::string_view entry);

/// An entry that announces a key, with the proof of it.
struct Rotation {
    std::string entry;
    TlogProof proof;
};

/// The keys that follow from `trusted` by the rotations, `trusted` first, in the order in which trust reached them. A
/// rotation counts when a key that is already trusted signed its checkpoint; the order in which rotations are given
/// does not matter. Rotations that are not proved are left out: they add no trust and take none away.
std::vector<Verifier> follow(std::string_view origin, std::span<Verifier const> trusted, std::span<Rotation const>);

} // namespace recourse::vault::log
