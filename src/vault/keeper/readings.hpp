#pragma once

#include "readers/readers.hpp"
#include "vault/keeper/keeper.hpp"

#include <boost/describe.hpp>

#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace recourse::vault::keeper {

/// What was read out of an object, or why nothing was.
struct KeptReading {
    std::optional<readers::Reading> reading; ///< nothing: it could not be read
    std::string says; ///< then why, as a clause: "could not be read: limit of 10 s of processor time"
    readers::cell::Walls walls; ///< which stood around the reader
    std::optional<StoredObject> json; ///< the reading as JSON, an object of its own
    Draft
        derived; ///< for the record of that object; the caller adds subject, actor and time. Without an object: nothing
    bool fresh = false; ///< it was read now; false: it had been kept
};

/// Reads objects once and keeps what came of it. The JSON is an object like any other; what the program itself needs
/// lies in `readings/`, which follows from the objects and may be removed at any time. Any thread may call any of it.
class Readings {
public:
    struct Options {
        readers::cell::Limits limits;
        char const* program = readers::cell::own_program; ///< whose hidden argument starts a reader
        std::string version = "2"; ///< of the readers; another one reads anew
    };
    Readings(Keeper& keeper, Options options)
        : keeper_(keeper)
        , options_(std::move(options))
        , folder_(keeper_.folder() / "readings")
    {
    }

    /// Reads the object in a cell, under the limits, unless it was read before by the same version and with the same
    /// told. A hostile or unreadable file is no error: the object stays, and the answer says why nothing was read.
    /// Errors: missing; corrupt: the object is damaged; failed: no reader could be started, or the disk; full.
    Outcome<KeptReading> read_object(Digest const&, readers::Told const&);

    /// The JSON of every reading of this object that is remembered. Errors: failed.
    Outcome<std::vector<Digest>> made_of(Digest const&);
    /// Forgets what is kept beside the objects about readings of this one; their JSON is the caller's to take away.
    /// Errors: failed.
    Outcome<void> forget(Digest const&);

    /// "recourse readers 2".
    std::string tool() const { return "recourse readers " + options_.version; }

private:
    std::filesystem::path file_of(Digest const& object, Digest const& key) const;
    std::optional<KeptReading> kept(Digest const&, Digest const& key);
    Outcome<void> keep(Digest const&, Digest const& key, KeptReading const&);
    /// The files of its readings.
    Outcome<std::vector<std::filesystem::path>> files_of(Digest const&);
    Outcome<KeptReading> read_now(Digest const&, readers::Told const&);

    Keeper& keeper_;
    Options options_;
    std::filesystem::path folder_;
};

/// The reading as JSON, in the wire form of described values.
std::string to_json(readers::Reading const&);

} // namespace recourse::vault::keeper
