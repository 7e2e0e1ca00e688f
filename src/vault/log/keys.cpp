#include "vault/log/keys.hpp"

#include "vault/record/record.hpp"

#include <algorithm>

namespace recourse::vault::log {

std::optional<Verifier> announced_key(std::string_view entry)
{
    auto const record = decode_record(entry);
    if (!record || record->act != Act::key_rotated)
        return std::nullopt;
    auto key = parse_verifier(record->note);
    return key ? std::optional(std::move(*key)) : std::nullopt;
}

std::vector<Verifier> follow(
    std::string_view origin, std::span<Verifier const> trusted, std::span<Rotation const> rotations)
{
    std::vector<Verifier> keys(trusted.begin(), trusted.end());
    for (bool more = true; more;) { // each round adds a key or is the last
        more = false;
        for (auto const& rotation : rotations) {
            auto const next = announced_key(rotation.entry);
            if (!next || std::ranges::find(keys, *next) != keys.end()
                || !verify(rotation.proof, rotation.entry, origin, keys))
                continue;
            keys.push_back(*next);
            more = true;
        }
    }
    return keys;
}

} // namespace recourse::vault::log
