#include "api/dossier_replies.hpp"
#include "api/query.hpp"
#include "api/vault_refusals.hpp"
#include "core/evidence/records.hpp"
#include "core/evidence/refusals.hpp"
#include "vault/keeper/stamping.hpp"
#include "vault/log/checkpoint.hpp"

// What the log of the vault shows everybody who reads here: how long it is and what it hashes to, by whom that is
// signed, and that it only grew. What stands in it is shown with the dossiers, to those who may read them.

namespace recourse::api {

namespace {

using accounts::Scope;
namespace keeper = vault::keeper;

constexpr std::size_t stamps_shown = 20;
constexpr std::size_t reason_bytes_max = 500;

/// One stamp, as its record in the log says it.
struct StampView {
    std::uint64_t entry = 0; ///< of the record
    std::string authority;
    std::uint64_t over = 0; ///< so many entries existed then
    Instant at; ///< by the authority's word
    std::optional<Instant> ends; ///< when the first certificate of its chain runs out
    std::string imprint; ///< the digest that was signed: "sha256"
};
BOOST_DESCRIBE_STRUCT(StampView, (), (entry, authority, over, at, ends, imprint))

struct Stamps {
    std::string authority; ///< that is asked now; empty: none
    std::optional<std::string> trouble; ///< what went wrong at the last try, for the programme's own people
    std::uint64_t entries = 0; ///< that the log has now
    std::vector<StampView> stamps; ///< the latest first, at most twenty
};
BOOST_DESCRIBE_STRUCT(Stamps, (), (authority, trouble, entries, stamps))

struct RotateKey {
    std::string reason; ///< for the log, where it stays
};
BOOST_DESCRIBE_STRUCT(RotateKey, (), (reason))

struct KeyRotated {
    std::uint64_t entry = 0; ///< of the record by which the old key announces the new one
    std::string key; ///< that signs from now on, as a line of a verifier
};
BOOST_DESCRIBE_STRUCT(KeyRotated, (), (entry, key))

vault::Outcome<std::vector<StampView>> latest_stamps(keeper::Keeper& keeper)
{
    auto* const index = RECOURSE_TRY(keeper.index());
    std::vector<StampView> stamps;
    for (auto const entry : RECOURSE_TRY(index->last_stamps(stamps_shown))) {
        auto record = RECOURSE_TRY(keeper.record(entry));
        if (auto note = keeper::parse_stamp_note(record.note))
            stamps.push_back(
                { entry, std::move(record.actor), note->over, note->at, note->ends, std::move(note->imprint) });
    }
    return stamps;
}

void read_stamps(Call& call)
{
    auto& keeper = call.desk.vault().keeper();
    auto stamps = latest_stamps(keeper);
    if (!stamps)
        return call.refuse(vault_failed(call, stamps.error()));
    Stamps view { {}, {}, keeper.checkpoint().checkpoint.head.size, *std::move(stamps) };
    if (auto const* stamper = call.desk.stamper()) {
        view.authority = stamper->authority();
        if (auto says = stamper->says(); !says.empty() && is_of_programme(call.caller))
            view.trouble = std::move(says);
    }
    call.answer(http::Response::json(json_of(view)));
}

void rotate_key(Call& call)
{
    if (!is_officer(call.caller))
        return call.refuse(not_found());
    if (!call.caller.actor.person)
        return call.refuse(act::Refusal { &evidence::refusals::not_a_person, {}, {} });
    auto const given = body<RotateKey>(call);
    if (!given)
        return;
    if (given->reason.empty() || given->reason.size() > reason_bytes_max)
        return call.refuse(
            http::Problem { 422, "key.reason", "Say why, in at most 500 bytes: it stays in the log.", {}, {} });
    auto& keeper = call.desk.vault().keeper();
    auto const rotated = keeper.rotate(evidence::actor_text(call.caller.actor), given->reason);
    if (!rotated)
        return call.refuse(vault_failed(call, rotated.error()));
    call.answer(
        http::Response::json(json_of(KeyRotated { rotated->first, vault::log::to_string(keeper.keys().back()) })));
}

struct ReportIncident {
    std::string says; ///< what happened to the system, for the log, where it stays; nothing about persons
};
BOOST_DESCRIBE_STRUCT(ReportIncident, (), (says))

struct IncidentReported {
    std::uint64_t entry = 0; ///< of the record
};
BOOST_DESCRIBE_STRUCT(IncidentReported, (), (entry))

void report_incident(Call& call)
{
    if (!is_officer(call.caller))
        return call.refuse(not_found());
    auto const given = body<ReportIncident>(call);
    if (!given)
        return;
    if (given->says.empty() || given->says.size() > reason_bytes_max)
        return call.refuse(http::Problem {
            422, "incident.says", "Say what happened, in at most 500 bytes: it stays in the log.", {}, {} });
    auto const done = call.desk.vault().incidents().report(evidence::actor_text(call.caller.actor), given->says);
    if (!done)
        return call.refuse(vault_failed(call, done.error()));
    call.answer(http::Response::json(json_of(IncidentReported { done->first })));
}

void read_checkpoint(Call& call)
{
    auto& keeper = call.desk.vault().keeper();
    auto const checkpoint = keeper.checkpoint();
    // What left the house binds.
    auto const done = checkpoint.checkpoint.head.size == 0
        ? vault::Outcome<void> {}
        : keeper.remember(vault::keeper::ShownCheckpoint::Kind::receipt, {}, checkpoint);
    if (!done)
        return call.refuse(vault_failed(call, done.error()));
    call.answer(http::Response::text(vault::log::to_string(checkpoint.note)).with("Cache-Control", "no-cache"));
}

void read_keys(Call& call)
{
    std::string text;
    for (auto const& key : call.desk.vault().keeper().keys())
        text += vault::log::to_string(key) + "\n";
    call.answer(http::Response::text(std::move(text)));
}

void read_consistency(Call& call)
{
    auto& keeper = call.desk.vault().keeper();
    auto const from = query::number_asked(call, "from").value_or(0), to = query::number_asked(call, "to").value_or(0);
    if (from == 0 || from > to || to > keeper.checkpoint().checkpoint.head.size)
        return call.refuse(act::Refusal { &vault_refusals::consistency, {}, {} });
    auto const proof = keeper.consistency(from, to);
    if (!proof)
        return call.refuse(vault_failed(call, proof.error()));
    call.answer(http::Response::text(vault::log::proof_lines(*proof)));
}

} // namespace

void add_vault(std::vector<Operation>& table)
{
    constexpr std::uint64_t size_max = std::uint64_t { 1 } << 62U;
    table.push_back({ .path = "/v1/vault/checkpoint",
        .id = "vault.checkpoint",
        .summary = "The newest checkpoint of the vault's log, signed (c2sp.org/tlog-checkpoint)",
        .scope = Scope::read,
        .runs = http::Runs::aside,
        .run = read_checkpoint,
        .gives_type = "text/plain" });
    table.push_back({ .path = "/v1/vault/keys",
        .id = "vault.keys",
        .summary = "The keys that sign the log, the present one last; each older one has announced the next in the log",
        .scope = Scope::read,
        .run = read_keys,
        .gives_type = "text/plain" });
    table.push_back({ .method = http::Method::post,
        .path = "/v1/vault/rotate-key",
        .id = "vault.rotate-key",
        .summary = "Makes a new key, which the log announces under the old one; an officer in person",
        .scope = Scope::rules,
        .takes = taken<RotateKey>(),
        .gives = given<KeyRotated>(),
        .runs = http::Runs::aside,
        .run = rotate_key });
    table.push_back({ .method = http::Method::post,
        .path = "/v1/vault/incidents",
        .id = "vault.report-incident",
        .summary = "Records in the vault's log that something happened to the system which keeps the evidence; an "
                   "officer",
        .scope = Scope::rules,
        .takes = taken<ReportIncident>(),
        .gives = given<IncidentReported>(),
        .runs = http::Runs::aside,
        .run = report_incident });
    table.push_back({ .path = "/v1/vault/stamps",
        .id = "vault.stamps",
        .summary = "By when how much of the log existed, on the word of which time-stamp authority (RFC 3161)",
        .scope = Scope::read,
        .gives = given<Stamps>(),
        .runs = http::Runs::aside,
        .run = read_stamps });
    auto from = query::whole_number("from", "entries of the earlier checkpoint", 1, size_max);
    auto to = query::whole_number("to", "entries of the later one", 1, size_max);
    from.is_needed = to.is_needed = true;
    table.push_back({ .path = "/v1/vault/log/consistency",
        .id = "vault.consistency",
        .summary = "The proof that the log only grew between two checkpoints: hashes in base64, one a line",
        .scope = Scope::read,
        .runs = http::Runs::aside,
        .query = { std::move(from), std::move(to) },
        .run = read_consistency,
        .gives_type = "text/plain" });
}

} // namespace recourse::api
