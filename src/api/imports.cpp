#include "api/dossier_replies.hpp"
#include "api/vault_refusals.hpp"
#include "core/evidence/refusals.hpp"
#include "vault/keeper/import.hpp"

#include <algorithm>

// Taking a sealed bundle, ours or another desk's, or any bag, into a dossier.

namespace recourse::api {

namespace {

using accounts::Scope;
using evidence::Compartment;
namespace keeper = vault::keeper;

struct ImportBundle {
    std::optional<Compartment> compartment;
    Digest digest; ///< of the zip, which was uploaded
    std::string from; ///< from whom it came
};
BOOST_DESCRIBE_STRUCT(ImportBundle, (), (compartment, digest, from))

struct AnswerLine {
    std::string question; ///< "complete", "in-log", ...
    std::string state; ///< "holds", "fails", "undetermined", "absent"
    std::string says;
};
BOOST_DESCRIBE_STRUCT(AnswerLine, (), (question, state, says))

struct ImportedLine {
    std::string file; ///< in the bundle
    std::optional<Id<evidence::Exhibit>> exhibit; ///< that it became
    std::string code; ///< why it did not, as "dossier.same_bytes"
    std::string says; ///< the same as a sentence
};
BOOST_DESCRIBE_STRUCT(ImportedLine, (), (file, exhibit, code, says))

struct ImportView {
    std::string bundle; ///< its name
    std::vector<AnswerLine> answers; ///< what `recourse verify` says of it, without any key that is trusted
    std::vector<ImportedLine> files;
};
BOOST_DESCRIBE_STRUCT(ImportView, (), (bundle, answers, files))

evidence::AddExhibit command_of(
    ImportBundle const& asked, keeper::ImportedExhibit const& one, std::string const& bundle)
{
    evidence::AddExhibit command;
    command.compartment = asked.compartment;
    auto& exhibit = command.exhibit;
    exhibit.digest = one.object.digest;
    exhibit.size = one.object.size;
    exhibit.file_name = one.original_name;
    exhibit.media_type = one.media_type.empty() ? "application/octet-stream" : one.media_type;
    exhibit.form = evidence::Form::copy;
    exhibit.source.from = asked.from;
    exhibit.source.tool = "recourse import 1";
    exhibit.description.title = one.number.empty() ? one.original_name : fmt::format("{} of {}", one.number, bundle);
    return command;
}

/// The record that it came in a bundle, once for the case and the archive. Behind the list of files it names the
/// archive as it was uploaded: whoever erases the exhibit finds the same bytes in there.
vault::Outcome<void> record(keeper::Keeper& keeper, keeper::ImportedExhibit const& one, Digest const& archive,
    std::string const& subject, Instant now)
{
    auto draft = one.imported;
    draft.subject = subject;
    draft.at = now;
    draft.parents.push_back(archive);
    for (auto const entry : RECOURSE_TRY(keeper.about_object(one.object.digest))) {
        auto const known = RECOURSE_TRY(keeper.record(entry));
        if (known.act == draft.act && known.subject == subject && known.note == draft.note
            && known.parents == draft.parents)
            return {};
    }
    RECOURSE_TRY_DONE(keeper.append_own({ &draft, 1 }));
    return {};
}

void refuse(Call& call, std::vector<vault::Flaw> const& flaws)
{
    auto problem = problem_of({ &vault_refusals::import_wrong, {}, {} }, http::language_of(call.request));
    add_flaws(call, problem, flaws);
    call.refuse(std::move(problem));
}

/// What a zip of that size may hold: evidence packs to a tenth at best, and a bomb to a thousandth.
keeper::ImportLimits limits_for(std::uint64_t zip_bytes)
{
    keeper::ImportLimits limits;
    limits.bytes_max = std::min(limits.bytes_max, (std::uint64_t { 64 } << 20U) + 20 * zip_bytes);
    limits.file_bytes_max = std::min(limits.file_bytes_max, limits.bytes_max);
    return limits;
}

/// Where nothing had to change, the exhibit is an earlier one than the command.
std::optional<Id<evidence::Exhibit>> exhibit_with(
    Call& call, Id<Dossier> id, Compartment compartment, Digest const& digest)
{
    auto const dossier = peek<evidence::State>(call.desk, stream_of(id));
    for (auto const& one : dossier.state.exhibits) {
        if (one.compartment == compartment && one.exhibit.digest == digest && is_live(one))
            return one.id;
    }
    return std::nullopt;
}

/// One file as a command of its own, under a key that follows from that of the request. Nothing: a problem has been
/// answered, and the same request goes on where this one stopped.
std::optional<ImportedLine> added(
    Call& call, Id<Dossier> id, keeper::ImportedExhibit const& one, Digest const& archive, evidence::AddExhibit command)
{
    auto& vault = call.desk.vault();
    auto const compartment = command.compartment;
    app::Envelope envelope { {}, {}, call.caller.actor, stream_of(id), evidence::Command { std::move(command) }, {},
        {} };
    envelope.content = content_of(envelope);
    envelope.id = app::command_id(
        call.caller.actor.party, fmt::format("{} {}", call.request.headers.get("Idempotency-Key"), one.file));
    auto keeping = vault.keeping();
    if (auto const size = vault.object_size(one.object.digest))
        envelope.kept = evidence::Kept { one.object.digest, *size };
    auto const outcome = carry_out(call.desk, std::move(envelope));
    keeping.unlock();
    ImportedLine line { one.file, {}, {}, {} };
    auto const receipt = receipt_of(outcome, http::language_of(call.request));
    if (!receipt && outcome.result != app::Result::refused) {
        call.refuse(receipt.error());
        return std::nullopt;
    }
    if (!receipt) {
        line.code = receipt.error().code;
        line.says = receipt.error().title;
        return line;
    }
    if (!recorded(call, outcome))
        return std::nullopt;
    if (auto const done = record(vault.keeper(), one, archive, to_string(id), call.desk.clock().now()); !done) {
        call.refuse(vault_failed(call, done.error()));
        return std::nullopt;
    }
    line.exhibit
        = exhibit_with(call, id, *compartment, one.object.digest).value_or(Id<evidence::Exhibit> { outcome.as_of });
    return line;
}

void import(Call& call)
{
    Id<Dossier> id;
    auto const dossier = dossier_of(call, id);
    if (!dossier)
        return;
    auto const asked = body<ImportBundle>(call);
    if (!asked)
        return;
    auto const role = call.caller.actor.role;
    if (!asked->compartment)
        return call.refuse(act::Refusal { &evidence::refusals::no_compartment, {}, {} });
    if (!evidence::writes(role, *asked->compartment))
        return call.refuse(act::Refusal { &evidence::refusals::not_your_compartment,
            { { "role", std::string { act::word(role) } },
                { "compartment", std::string { claim::word(*asked->compartment) } } },
            {} });
    auto const key = call.request.headers.get("Idempotency-Key");
    if (key.empty() || key.size() > 200)
        return call.refuse(act::Refusal { &form_refusals::no_key, {}, {} });
    auto& keeper = call.desk.vault().keeper();
    auto const size = size_for(call, dossier->state, asked->digest);
    if (!size)
        return call.refuse(
            act::Refusal { &evidence::refusals::not_kept, { { "digest", to_string(asked->digest) } }, {} });
    std::unique_lock const alone(call.desk.vault().sealing(), std::try_to_lock);
    if (!alone)
        return call.refuse(act::Refusal { &vault_refusals::busy, {}, {} });
    auto const opened = keeper::open_object(keeper, asked->digest);
    if (!opened)
        return refuse(call, opened.error());
    auto const imported = keeper::import(keeper, *opened, {}, std::string { act::word(role) }, limits_for(*size));
    if (!imported)
        return refuse(call, imported.error());
    ImportView view { imported->verification.bundle, {}, {} };
    for (std::size_t i = 0; i < vault::seal::questions; ++i) {
        auto const question = static_cast<vault::seal::Question>(i);
        auto const& answer = imported->verification.of(question);
        view.answers.push_back({ codec::hyphened(name(question)), std::string { name(answer.state) }, answer.says });
    }
    note(call, "dossier", id.number, accounts::Deed::changed);
    for (auto const& one : imported->exhibits) {
        auto line = added(call, id, one, asked->digest, command_of(*asked, one, view.bundle));
        if (!line)
            return;
        view.files.push_back(*std::move(line));
    }
    call.answer(http::Response::json(json_of(view)));
}

} // namespace

void add_imports(std::vector<Operation>& table)
{
    table.push_back({ .method = http::Method::post,
        .path = "/v1/dossiers/{dossier}/imports",
        .id = "bundles.import",
        .summary
        = "Verifies a bundle or bag that was uploaded, and adds each of its files as an exhibit; sent again with "
          "its key it goes on",
        .scope = Scope::claims,
        .takes = taken<ImportBundle>(),
        .gives = given<ImportView>(),
        .is_command = true,
        .runs = http::Runs::aside,
        .run = import });
}

} // namespace recourse::api
