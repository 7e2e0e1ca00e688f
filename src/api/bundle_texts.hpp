#pragma once

#include "api/desk.hpp"
#include "core/evidence/state.hpp"
#include "vault/seal/bundle.hpp"

#include <expected>
#include <string>
#include <vector>

// The texts that go along in every sealed bundle, for whoever puts it into a file of papers: the list of its exhibits
// in Chinese and English, and the statement on the system for article 93 of the Provisions on Evidence in Civil Cases.
// They are the operator's word; the seal binds them, no record proves them.

namespace recourse::api {

struct BundleMatter {
    Id<Dossier> dossier;
    evidence::State const& state;
    act::Role role = act::Role::buyer; ///< who seals: of what the role reads the statement speaks
    std::string bundle; ///< its name
    std::vector<std::pair<std::string, evidence::ExhibitState>>
        exhibits; ///< with their numbers in the bundle, by number
    std::vector<std::pair<std::string, evidence::ExhibitState>>
        gone; ///< withdrawn or erased, that everybody may know of whom the bundle is for; by number
    Date day;
};

/// The list: of each exhibit the number, title, original name, kind of file, size, SHA-256, source and day; in its
/// place the line of each number that was withdrawn or erased, with the day. The same matter gives the same text.
std::string exhibit_list_text(BundleMatter const&);

/// The list and the statement. Errors: the vault or the store gives no answer.
std::expected<std::vector<vault::seal::Text>, vault::Fault> bundle_texts(Desk&, BundleMatter const&, Instant now);

} // namespace recourse::api
