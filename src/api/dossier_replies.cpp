#include "api/dossier_replies.hpp"

#include "api/vault_refusals.hpp"
#include "core/evidence/records.hpp"

#include <algorithm>
#include <chrono>

namespace recourse::api {

namespace {

constexpr std::chrono::seconds recording_max { 20 };

} // namespace

std::optional<app::Aggregate<evidence::State>> dossier_of(Call& call, Id<Dossier>& id)
{
    auto const named = path_id<Dossier>(call, "dossier");
    if (!named)
        return std::nullopt;
    id = *named;
    auto dossier = load<evidence::State>(call, stream_of(id));
    if (dossier && !may_see(call.caller, dossier->state)) {
        call.refuse(not_found());
        return std::nullopt;
    }
    return dossier;
}

evidence::ExhibitState const* exhibit_of(Call& call, evidence::State const& state)
{
    auto const id = path_id<evidence::Exhibit>(call, "exhibit");
    if (!id)
        return nullptr;
    auto const* exhibit = evidence::find(state, *id);
    if (exhibit == nullptr || !evidence::reads(call.caller.actor.role, exhibit->compartment)) {
        call.refuse(not_found());
        return nullptr;
    }
    return exhibit;
}

std::string uploader_of(accounts::Caller const& caller)
{
    if (caller.actor.person)
        return to_string(caller.actor.person);
    return caller.key ? to_string(caller.key) : "command-line";
}

std::optional<std::uint64_t> size_for(Call& call, evidence::State const& state, Digest const& digest)
{
    auto const role = call.caller.actor.role;
    auto const reads = [&](evidence::ExhibitState const& one) {
        return one.exhibit.digest == digest && !one.erased && evidence::reads(role, one.compartment);
    };
    auto& vault = call.desk.vault();
    bool const may = std::ranges::any_of(state.exhibits, reads)
        || vault.keeper().uploads().has_brought(uploader_of(call.caller), digest);
    return may ? vault.object_size(digest) : std::nullopt;
}

std::string mark_of(evidence::ExhibitState const& exhibit)
{
    return exhibit.number == 0 ? std::string {} : evidence::mark(exhibit.compartment, exhibit.number);
}

bool recorded(Call& call, app::Outcome const& outcome)
{
    if (outcome.result != app::Result::done || call.desk.vault().wait_followed(outcome.as_of, recording_max))
        return true;
    call.refuse(act::Refusal { &vault_refusals::behind, {}, {} });
    return false;
}

void answer_of_dossier(Call& call, codec::Stream target, app::Outcome const& outcome, bool acts)
{
    auto const receipt = receipt_of(outcome, http::language_of(call.request));
    if (!receipt)
        return call.refuse(receipt.error());
    if (!recorded(call, outcome))
        return;
    DossierReceipt given { receipt->id, receipt->version, receipt->as_of, receipt->repeated, {} };
    if (acts) {
        auto entries = call.desk.vault().entries_of(outcome.as_of);
        if (!entries)
            return call.refuse(vault_failed(call, entries.error()));
        given.entries = *std::move(entries);
    }
    bool const made = target.number == 0;
    auto response
        = http::Response::json(json_of(given), made ? 201 : 200).with("ETag", http::version_tag(given.version));
    if (made)
        response.headers.set("Location", "/v1/dossiers/" + given.id);
    call.answer(std::move(response));
}

void send_to_dossier(Call& call, codec::Stream target, app::Command command)
{
    auto const* of_dossier = std::get_if<evidence::Command>(&command);
    bool const opens = of_dossier != nullptr
        && (std::holds_alternative<evidence::Open>(*of_dossier)
            || std::holds_alternative<evidence::OpenAlone>(*of_dossier));
    if (auto envelope = envelope_of(call, target, std::move(command)))
        answer_of_dossier(call, target, carry_out(call.desk, *std::move(envelope)), !opens);
}

http::Problem vault_failed(Call& call, vault::Fault const& fault, Digest const& object)
{
    call.desk.log_failure(call.request.id, call.request.operation, call.desk.vault().tell(fault, object));
    auto const& kind = fault.kind == vault::FaultKind::full ? vault_refusals::full
        : fault.kind == vault::FaultKind::corrupt           ? vault_refusals::damaged
                                                            : vault_refusals::failed;
    return problem_of({ &kind, {}, {} }, Language::en);
}

void add_flaws(Call& call, http::Problem& problem, std::vector<vault::Flaw> const& flaws)
{
    auto const folder = call.desk.vault().keeper().folder().string();
    for (auto const& flaw : flaws) {
        auto says = flaw.says;
        for (auto at = says.find(folder); at != std::string::npos; at = says.find(folder, at))
            says.replace(at, folder.size(), "vault");
        auto& error = problem.errors.emplace_back();
        error.detail = std::move(says);
        error.file = flaw.file;
    }
}

std::string audience_of(Id<Dossier> id, evidence::Compartment compartment)
{
    return fmt::format("{} {}", to_string(id), claim::word(compartment));
}

std::vector<std::string> audiences_seen_by(Id<Dossier> id, evidence::Compartment compartment)
{
    std::vector<std::string> seen { audience_of(id, evidence::Compartment::shared) };
    if (compartment != evidence::Compartment::shared)
        seen.push_back(audience_of(id, compartment));
    return seen;
}

std::optional<std::set<std::pair<std::uint64_t, std::uint32_t>>> places_for(
    Call& call, Id<Dossier> id, evidence::Compartment compartment)
{
    if (!caught_up(call))
        return std::nullopt;
    auto const events = call.desk.store().read_stream(codec::to_number(stream_of(id)), 1);
    if (!events) {
        call.refuse(unavailable());
        return std::nullopt;
    }
    evidence::State state;
    std::set<std::pair<std::uint64_t, std::uint32_t>> places;
    for (auto const& event : events->value) {
        auto const stored = app::unpacked(event);
        if (!stored) {
            call.refuse(unavailable());
            return std::nullopt;
        }
        auto const& what = std::get<evidence::Event>(stored->what);
        evolve(state, what);
        for (auto const& record :
            evidence::records_of(what, { id, state, stored->caused.by, event.at, event.sequence })) {
            if (record.compartment == compartment || record.compartment == evidence::Compartment::shared)
                places.emplace(record.place.sequence, record.place.index);
        }
    }
    return places;
}

} // namespace recourse::api
