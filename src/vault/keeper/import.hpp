#pragma once

#include "vault/keeper/keeper.hpp"
#include "vault/seal/verify.hpp"
#include "vault/zip/writer.hpp"

#include <expected>
#include <string>
#include <vector>

namespace recourse::vault::keeper {

struct ImportLimits {
    std::uint64_t file_bytes_max = std::uint64_t { 16 } << 30U;
    std::uint64_t bytes_max = std::uint64_t { 64 } << 30U; ///< of all files
    std::size_t files_max = 10'000;
};

/// A file of the payload that was taken in.
struct ImportedExhibit {
    std::string file; ///< within the bag: "data/E001_contract.pdf"
    std::string number; ///< of a sealed bundle; otherwise empty
    std::string original_name; ///< of a sealed bundle; otherwise its file's own
    std::string media_type;
    StoredObject object;
    Draft imported; ///< for its record; the caller adds subject and time
};

/// What came of a bundle or bag.
struct Imported {
    seal::Verification verification;
    StoredObject list; ///< of all its files, with their digests: to give it away again as it came
    std::vector<ImportedExhibit> exhibits; ///< by file
};

/// Opens a bundle that is an object. Errors: what keeps it from being read.
std::expected<seal::Opened, std::vector<Flaw>> open_object(Keeper&, Digest const&);

/// Takes in a sealed bundle, ours or another desk's, or any bag (RFC 8493): first it is verified, then all its files
/// become objects, those beside the payload too. One whose bytes are not complete is not taken in, and one that is
/// sealed must hold in the log too, and its seal be by that log's key; the other answers are for the caller to weigh.
/// `actor` stands in the drafts. Errors: what is wrong with it, file by file; or the vault's own trouble. Objects that
/// were kept until then have no record and are of no account.
std::expected<Imported, std::vector<Flaw>> import(
    Keeper&, seal::Opened const&, seal::Trust const&, std::string const& actor, ImportLimits const& = {});

/// Gives an imported bundle away as it came: byte for byte where it was packed in our form, otherwise the same files
/// packed anew. `list` is Imported::list. Errors: a file is not there any more, or is damaged.
std::expected<void, Flaw> write_imported(Keeper&, Digest const& list, Output const&);

} // namespace recourse::vault::keeper
