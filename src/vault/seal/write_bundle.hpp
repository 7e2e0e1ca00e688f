#pragma once

#include "vault/seal/bundle.hpp"
#include "vault/zip/writer.hpp"

#include <memory>

namespace recourse::vault::seal {

/// Writes the bundle as a zip: the same bundle and the same keys always give the same bytes. Each exhibit is read three
/// times. What is put in has to hold: every exhibit has its digest and size, a record of its own among the entries, and
/// the entries are proved under the checkpoint. A bundle that its own verifier would refuse is not written. Errors:
/// what does not hold, all of it, at most 100; or that an exhibit cannot be read; or the output's own, and then what
/// was given out is no bundle. A signer that does not answer is one too.
std::expected<void, std::vector<Flaw>> write_bundle(Bundle const&, std::span<log::Signer const> signers, Output const&);

/// The files of a bundle, wherever they lie, once more as the zip that write_bundle made of them; `name` becomes the
/// folder inside. For what was imported: the seal stays as it is.
std::expected<void, Flaw> pack(std::shared_ptr<Contents const> contents, std::string_view name, Output const&);

} // namespace recourse::vault::seal
