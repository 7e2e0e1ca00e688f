#pragma once

#include "vault/keeper/keeper.hpp"
#include "vault/stamp/judge.hpp"
#include "vault/stamp/renewal.hpp"

#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace recourse::vault::keeper {

/// Sends a time-stamp request (DER) to the authority and gives its reply as it came; errors as a clause. Who asks binds
/// it to an address (stamp::ask has the HTTP). Empty: there is no authority.
using AskAuthority = std::function<std::expected<std::string, std::string>(std::string_view request)>;

struct StampingOptions {
    AskAuthority ask;
    std::string authority; ///< its name or address, for the record
    std::string chain; ///< PEM: the authority's root and certificates between; what bundles carry
    std::function<std::string()> revocations; ///< PEM lists of the moment; may be empty
    std::int64_t every_seconds = 600; ///< where there are new entries
    int renew_days = 90; ///< before the first certificate of a stamp's chain runs out, by the desk's clock in UTC
    std::vector<std::string> weak_digests; ///< that are no longer to be relied on: "sha1"
};

/// What one turn did.
struct StampingTurn {
    enum class Did : std::uint8_t {
        nothing, ///< nothing was due, or there is no authority
        stamped,
        failed, ///< `says` why; it is tried again, later and later
    };
    Did did = Did::nothing;
    std::optional<std::uint64_t> entry; ///< of the record, when it was stamped
    std::string says; ///< failed: a sentence. stamped: what somebody should know, or nothing
};

/// Stamps the newest checkpoint every so often while there are new entries, and renews what runs out. A token, the
/// checkpoint under it, the chain and the lists are objects; the record of the act `timestamped` names them, so that
/// the log holds all there is to know. Any thread may call it.
class Stamping {
public:
    Stamping(Keeper& keeper, StampingOptions options) : keeper_(keeper), options_(std::move(options)) { }

    /// To be called often, every few seconds say: does what is due. Only a token that is of our request, over our
    /// checkpoint, and not bad by the chain is kept; one whose root is not known is kept and said to be.
    /// Errors: of the vault's own disk.
    Outcome<StampingTurn> turn();

    /// Those that have to be renewed by that day.
    Outcome<std::vector<stamp::Renewal>> to_renew(Date by);

private:
    Outcome<bool> is_due(Instant now, std::uint64_t size);
    Outcome<StampingTurn> stamp(Instant now, log::SignedCheckpoint const&);
    StampingTurn put_off(Instant now, std::string says);
    Outcome<std::optional<stamp::HeldToken>> last();

    Keeper& keeper_;
    StampingOptions options_;
    std::mutex mutex_;
    std::optional<Instant> not_before_; ///< after a failure
    std::optional<Instant> renewed_; ///< the last try of a renewal
    int failures_ = 0; ///< one after the other
};

/// What a stamp's record says in its note, in this form, which is stored:
///
///     over 4711
///     at 2026-11-30T10:00:00Z
///     ends 2031-01-01T00:00:00Z
///     imprint sha256
struct StampNote {
    std::uint64_t over = 0; ///< size of the checkpoint
    Instant at;
    std::optional<Instant> ends; ///< "-": not known
    std::string imprint;
};
std::string to_text(StampNote const&);
std::optional<StampNote> parse_stamp_note(std::string_view);

/// The objects that a stamp's record names as parents, in this order; the last two may be missing.
struct StampObjects {
    Digest checkpoint; ///< the note that was stamped
    std::optional<Digest> chain;
    std::optional<Digest> revocations;
};
std::optional<StampObjects> stamp_objects(Record const&);

} // namespace recourse::vault::keeper
