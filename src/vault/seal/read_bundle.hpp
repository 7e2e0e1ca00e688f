#pragma once

#include "vault/record/record.hpp"
#include "vault/seal/bundle.hpp"
#include "vault/seal/seal_note.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace recourse::vault::seal {

/// A bundle as it was read, with everything that keeps it from being one. What could not be read is missing from
/// `bundle`; nothing is verified by reading.
struct ReadBundle {
    Bundle bundle;
    std::vector<Record> records; ///< of the entries that hold one, by index
    std::optional<Seal> seal;
    std::optional<log::Note> seal_note;
    bool has_checkpoint = false;
    std::vector<Flaw> flaws; ///< at most 100
};

/// Reads the files of a bundle; the exhibits are left where they are and read when somebody asks. Every file has to be
/// one of the layout, and the lists have to be those that follow from the rest.
ReadBundle read_bundle(std::shared_ptr<Contents const> contents);

} // namespace recourse::vault::seal
