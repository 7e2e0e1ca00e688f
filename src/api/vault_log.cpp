#include "api/dossier_replies.hpp"
#include "api/query.hpp"
#include "api/vault_refusals.hpp"
#include "vault/log/checkpoint.hpp"

// What the log of the vault shows everybody who reads here: how long it is and what it hashes to, by whom that is
// signed, and that it only grew. What stands in it is shown with the dossiers, to those who may read them.

namespace recourse::api {

namespace {

using accounts::Scope;

void read_checkpoint(Call& call)
{
    auto& keeper = call.desk.vault().keeper();
    auto const checkpoint = keeper.checkpoint();
    // What left the house binds.
    auto const done = checkpoint.checkpoint.head.size == 0
        ? vault::Outcome<void> {}
        : keeper.remember(vault::keeper::ShownCheckpoint::Kind::receipt, {}, checkpoint);
    if (!done)
        return call.refuse(vault_failed(done.error()));
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
        return call.refuse(vault_failed(proof.error()));
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
