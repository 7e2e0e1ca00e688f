#pragma once

#include "api/replies.hpp"
#include "core/evidence/viewer.hpp"
#include "vault/contents/contents.hpp"

#include <set>

// What the rows about dossiers have in common.

namespace recourse::api {

/// What became of a command to a dossier: acknowledged means that the vault has its records, too.
struct DossierReceipt {
    std::string id; ///< of the dossier: "V-17"
    std::uint32_t version = 0; ///< of the dossier afterwards
    std::uint64_t as_of
        = 0; ///< the event, which is also the number of what it added: VX-1234; of an exhibit where it has entries
    bool repeated = false; ///< the same command had been carried out before
    std::vector<std::uint64_t> entries; ///< where its records stand in the log of the vault
};
BOOST_DESCRIBE_STRUCT(DossierReceipt, (), (id, version, as_of, repeated, entries))

inline codec::Stream stream_of(Id<Dossier> id)
{
    return { codec::Subject::dossier, id.number };
}

/// The dossier of the path, if the caller may see it; otherwise a problem has been answered.
std::optional<app::Aggregate<evidence::State>> dossier_of(Call&, Id<Dossier>&);

/// The exhibit of the path as the caller sees it; otherwise a problem has been answered.
evidence::ExhibitState const* exhibit_of(Call&, evidence::State const&);

/// By what the uploads of a caller are known.
std::string uploader_of(accounts::Caller const&);

/// The size of bytes that the caller may name: it brought them in itself, or reads an exhibit of the dossier that has
/// them. Who knows no more than a digest does not come by the bytes, nor learns whether they are here: nothing. The
/// caller holds Vault::keeping.
std::optional<std::uint64_t> size_for(Call&, evidence::State const&, Digest const&);

/// "E12"; empty: it has no number yet.
std::string mark_of(evidence::ExhibitState const&);

/// Waits until the vault has the records of what was carried out. False: a problem has been answered; whoever sends the
/// command again gets the answer once they are there.
bool recorded(Call&, app::Outcome const&);

/// Sends a command and answers with a DossierReceipt once it is on disk in both logs.
void send_to_dossier(Call&, codec::Stream target, app::Command);
/// `acts`: it may have records. What only finds something open has none, and no event of its own.
void answer_of_dossier(Call&, codec::Stream target, app::Outcome const&, bool acts = true);

/// The vault does not give what it should have: a problem for the caller, the detail for the log under the request's
/// id, and an incident where it is one (`object`: of which object).
http::Problem vault_failed(Call&, vault::Fault const&, Digest const& object = {});

/// What is wrong with a bundle, file by file; where the vault lies on the disk is nobody's business.
void add_flaws(Call&, http::Problem&, std::vector<vault::Flaw> const&);

/// The places of the records of a dossier whose readers are those of `compartment` or everybody: of all others nothing
/// may leave with them. Nothing: a problem has been answered.
std::optional<std::set<std::pair<std::uint64_t, std::uint32_t>>> places_for(Call&, Id<Dossier>, evidence::Compartment);

/// To whom a checkpoint is shown that is given out about what lies there ("V-17 shared"): those who may know of it.
std::string audience_of(Id<Dossier>, evidence::Compartment);
/// Of whose checkpoints a bundle for the compartment may tell: everybody's and its own readers'.
std::vector<std::string> audiences_seen_by(Id<Dossier>, evidence::Compartment);

} // namespace recourse::api
