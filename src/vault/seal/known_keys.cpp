#include "vault/seal/known_keys.hpp"

#include "vault/log/keys.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace recourse::vault::seal {

namespace {

/// The signed checkpoints of the bundle that are of one history with its own, its own first.
std::vector<log::SignedCheckpoint> views_of(Bundle const& bundle)
{
    std::vector<log::SignedCheckpoint> views { bundle.checkpoint };
    auto const& own = bundle.checkpoint.checkpoint;
    auto const add = [&](OtherCheckpoint const& other) {
        auto parsed = log::parse_signed_checkpoint(other.note);
        if (parsed && is_of_one_history(parsed->checkpoint, own, other.proof))
            views.push_back(std::move(*parsed));
    };
    std::ranges::for_each(bundle.earlier, add);
    for (auto const& stamp : bundle.stamps)
        add(stamp.over);
    return views;
}

bool is_among(log::Verifier const& key, std::span<log::Verifier const> keys)
{
    return std::ranges::find(keys, key) != keys.end();
}

} // namespace

std::vector<log::Verifier> signers_of(log::Note const& note, std::span<log::Verifier const> keys)
{
    std::vector<log::Verifier> signers;
    if (auto const places = log::verify(note, keys))
        for (auto const at : *places)
            signers.push_back(keys[at]);
    return signers;
}

std::vector<log::Verifier> followed(Bundle const& bundle, std::vector<log::Verifier> keys)
{
    auto const views = views_of(bundle);
    auto const& head = bundle.checkpoint.checkpoint.head;
    for (bool more = true; more;) { // each round adds a key or is the last
        more = false;
        for (auto const& entry : bundle.entries) {
            auto const next = log::announced_key(entry.bytes);
            auto const index = entry.proof.index;
            if (!next || is_among(*next, keys)
                || !merkle::verify_inclusion(
                    merkle::leaf_hash(entry.bytes), index, head.size, head.root, entry.proof.hashes))
                continue;
            if (std::ranges::none_of(views, [&](log::SignedCheckpoint const& view) {
                    return view.checkpoint.head.size > index && !signers_of(view.note, keys).empty();
                }))
                continue;
            keys.push_back(*next);
            more = true;
        }
    }
    return keys;
}

std::vector<log::Verifier> own_keys(Bundle const& bundle, std::span<log::Verifier const> keys)
{
    auto const signers = signers_of(bundle.checkpoint.note, keys);
    for (auto const& one : signers) {
        auto from_it = followed(bundle, { one });
        if (all_among(signers, from_it))
            return from_it;
    }
    return {};
}

bool all_among(std::span<log::Verifier const> signers, std::span<log::Verifier const> keys)
{
    return !signers.empty() && std::ranges::all_of(signers, [&](auto const& one) { return is_among(one, keys); });
}

std::string short_name(log::Verifier const& key)
{
    return fmt::format("{}+{:08x}", key.name, key.id);
}

} // namespace recourse::vault::seal
