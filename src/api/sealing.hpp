#pragma once

#include "api/kept_bundles.hpp"
#include "api/operation.hpp"
#include "core/evidence/state.hpp"

#include <optional>
#include <string>
#include <vector>

// Sealing exhibits of a dossier into a bundle for somebody outside, which is recorded.

namespace recourse::api {

struct SealBundle {
    std::optional<evidence::Compartment>
        compartment; ///< whose readers know that it was sealed, and whose records go along
    std::vector<Id<evidence::Exhibit>> exhibits; ///< none: all numbered ones that everybody there reads
    std::string to; ///< for whom
    std::string how; ///< how it goes there
    std::string note;
};
BOOST_DESCRIBE_STRUCT(SealBundle, (), (compartment, exhibits, to, how, note))

/// A bundle as it lies here for a while.
struct SealedBundle {
    KeptBundles::One file;
    Digest digest;
};

/// Seals what was asked for and records it under the request's key; asked again under the same key, the same bundle.
/// Nothing: a problem has been answered.
std::optional<SealedBundle> sealed(Call&, Id<Dossier>, evidence::State const&, SealBundle const&);

/// The bytes of a file in the vault's folder, as an answer that is not kept on its way. Problems are answered.
void give_file(Call&, std::filesystem::path const&, std::uint64_t size, std::string const& name, Digest const&,
    std::vector<http::Field> const& more = {});

} // namespace recourse::api
