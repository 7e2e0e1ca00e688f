#pragma once

#include "vault/keeper/keeper.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace recourse::vault::keeper {

/// Objects that no record of the log names, neither about them nor as what something was made from: uploads that never
/// became evidence. Since when that is so is remembered in a file (`unnamed`); where it is lost the time begins anew.
/// Any thread may call it.
class Unnamed {
public:
    /// `kept`: so long an object stays that nobody names, in seconds, at least.
    Unnamed(Keeper& keeper, std::int64_t kept);

    /// Looks through all objects, and gives those whose time is over, at most `max`. One that an upload remembers is
    /// not among them. Errors: failed, full, corrupt.
    Outcome<std::vector<Digest>> due(std::size_t max = 100);

    /// Takes those of them away that still nobody names, after it is recorded: how many. While it runs no upload is
    /// finished; that nobody else begins to name them is the caller's to see to.
    /// Errors: as Keeper::append_own and Objects::erase; what was not taken away is due again.
    Outcome<std::size_t> take_away(std::vector<Digest> const&, std::string how);

private:
    Outcome<bool> is_named(Digest const&);

    Keeper& keeper_;
    std::int64_t kept_;
    std::mutex mutex_;
    std::optional<std::map<Digest, Instant>> since_; ///< nothing: the file has not been read yet
};

} // namespace recourse::vault::keeper
