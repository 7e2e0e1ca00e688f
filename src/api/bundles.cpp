#include "api/dossier_replies.hpp"
#include "api/sealing.hpp"

// Sealing exhibits into a bundle for somebody outside, who verifies it without this desk.

namespace recourse::api {

namespace {

using accounts::Scope;

void seal(Call& call)
{
    Id<Dossier> id;
    auto const dossier = dossier_of(call, id);
    if (!dossier)
        return;
    auto const asked = body<SealBundle>(call);
    if (!asked)
        return;
    if (auto const bundle = sealed(call, id, dossier->state, *asked))
        give_file(call, bundle->file.file, bundle->file.size, bundle->file.name + ".zip", bundle->digest);
}

} // namespace

void add_bundles(std::vector<Operation>& table)
{
    table.push_back({ .method = http::Method::post,
        .path = "/v1/dossiers/{dossier}/bundles",
        .id = "bundles.seal",
        .summary
        = "Seals numbered exhibits into a bundle that can be verified without this desk, records that, and gives "
          "it; its SHA-256 is the ETag",
        .scope = Scope::claims,
        .takes = taken<SealBundle>(),
        .is_command = true,
        .runs = http::Runs::aside,
        .run = seal,
        .gives_type = "application/zip" });
}

} // namespace recourse::api
