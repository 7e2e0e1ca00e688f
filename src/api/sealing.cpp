#include "api/sealing.hpp"

#include "api/bundle_texts.hpp"
#include "api/dossier_replies.hpp"
#include "api/file_answer.hpp"
#include "api/vault_refusals.hpp"
#include "app/stored_event.hpp"
#include "base/file_name.hpp"
#include "core/evidence/refusals.hpp"
#include "vault/keeper/fill.hpp"
#include "vault/keeper/small_files.hpp"
#include "vault/zip/byte_range.hpp"

#include <algorithm>
#include <array>
#include <atomic>

namespace recourse::api {

namespace {

using evidence::Compartment;
namespace keeper = vault::keeper;

constexpr std::size_t piece_bytes = std::size_t { 256 } << 10U;

/// A file that is gone when nobody needs it any more.
class Scratch {
public:
    explicit Scratch(std::filesystem::path path) : path_(std::move(path)) { }
    ~Scratch()
    {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    Scratch(Scratch const&) = delete;
    Scratch& operator=(Scratch const&) = delete;
    std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// "E001" of the 1 of the shared series.
std::string number_of(evidence::ExhibitState const& one)
{
    auto const mark = evidence::mark(one.compartment, 1);
    return fmt::format("{}{:03}", mark.substr(0, mark.size() - 1), one.number);
}

bool is_for(evidence::ExhibitState const& one, Compartment compartment)
{
    return one.compartment == compartment || one.compartment == Compartment::shared;
}

/// The exhibits that go in; nothing: a problem has been answered. Whether the caller may seal them is decided with the
/// command.
std::optional<std::vector<evidence::ExhibitState>> chosen(
    Call& call, evidence::State const& state, SealBundle const& asked, Compartment compartment)
{
    auto const seen = evidence::seen(state, call.caller.actor);
    std::vector<evidence::ExhibitState> chosen;
    if (asked.exhibits.empty()) {
        for (auto const& one : seen.exhibits) {
            if (is_live(one) && one.number > 0 && is_for(one, compartment))
                chosen.push_back(one);
        }
    }
    for (auto const id : asked.exhibits) {
        auto const one = std::ranges::find(seen.exhibits, id, &evidence::ExhibitState::id);
        if (one == seen.exhibits.end() || !is_live(*one) || !is_for(*one, compartment)) {
            call.refuse(act::Refusal { &evidence::refusals::no_exhibit, { { "exhibit", to_string(id) } }, {} });
            return std::nullopt;
        }
        if (std::ranges::find(chosen, id, &evidence::ExhibitState::id) != chosen.end()) {
            call.refuse(act::Refusal { &evidence::refusals::named_twice, { { "exhibit", to_string(id) } }, {} });
            return std::nullopt;
        }
        if (one->number == 0) {
            call.refuse(act::Refusal { &vault_refusals::not_numbered, { { "exhibit", to_string(id) } }, {} });
            return std::nullopt;
        }
        chosen.push_back(*one);
    }
    if (chosen.empty()) {
        call.refuse(act::Refusal { &vault_refusals::empty_bundle, {}, {} });
        return std::nullopt;
    }
    return chosen;
}

/// What is left of exhibits that were withdrawn or erased and had a number: whoever reads the bundle may know of them.
std::vector<evidence::ExhibitState> gone_of(Call const& call, evidence::State const& state, Compartment compartment)
{
    auto gone = evidence::seen(state, call.caller.actor).exhibits;
    std::erase_if(gone, [&](auto const& one) { return is_live(one) || one.number == 0 || !is_for(one, compartment); });
    return gone;
}

struct Made {
    std::shared_ptr<Scratch> file;
    Digest digest;
};

/// Writes the bundle into the vault's folder. Nothing: a problem has been answered.
std::optional<Made> made(Call& call, keeper::BundleRequest const& request)
{
    auto& vault = call.desk.vault().keeper();
    auto& files = vault.files();
    auto const folder = vault.folder() / "sealing";
    Made made;
    if (auto const done = files.make_folder(folder); !done) {
        call.refuse(vault_failed(call, done.error()));
        return std::nullopt;
    }
    static std::atomic<std::uint64_t> count = 0; // one that is still being sent has its own
    made.file = std::make_shared<Scratch>(folder / fmt::format("{}.{}.zip", request.name, ++count));
    auto const file = files.create(made.file->path());
    if (!file) {
        call.refuse(vault_failed(call, file.error()));
        return std::nullopt;
    }
    Digester digester;
    std::optional<vault::Fault> trouble;
    auto const written
        = keeper::write(vault, request, [&](std::span<std::uint8_t const> bytes) -> std::expected<void, std::string> {
              if (auto const done = (*file)->append(bytes); !done) {
                  trouble = done.error();
                  return std::unexpected(done.error().detail);
              }
              digester.add(bytes);
              return {};
          });
    if (!written) {
        auto problem = trouble ? vault_failed(call, *trouble)
                               : problem_of({ &vault_refusals::bundle_wrong, {}, {} }, http::language_of(call.request));
        if (!trouble)
            add_flaws(call, problem, written.error());
        call.refuse(std::move(problem));
        return std::nullopt;
    }
    if (auto const done = (*file)->flush(); !done) {
        call.refuse(vault_failed(call, done.error()));
        return std::nullopt;
    }
    made.digest = digester.finish();
    return made;
}

/// What was asked for, and not what came of it: the same key with the same words is the same bundle, whatever was added
/// meanwhile.
Digest content_of(Call const& call, Id<Dossier> id, SealBundle const& asked)
{
    evidence::Seal words;
    words.compartment = asked.compartment;
    words.handing = { asked.exhibits, evidence::Parcel::bundle, asked.to, asked.how, {}, asked.note };
    return app::content_of(
        { {}, {}, call.caller.actor, stream_of(id), evidence::Command { std::move(words) }, {}, {} });
}

/// The digest of the bundle whose sealing the event is.
std::optional<Digest> digest_in(codec::Stored const& stored)
{
    auto const* const what = std::get_if<evidence::Event>(&stored.what);
    auto const* const sealed = what == nullptr ? nullptr : std::get_if<evidence::events::Sealed>(what);
    return sealed == nullptr ? std::nullopt : sealed->handing.digest;
}

std::optional<codec::Stored> stored_at(Desk& desk, store::Sequence sequence)
{
    auto const events = desk.store().read(sequence, 1);
    if (!events || events->empty())
        return std::nullopt;
    auto stored = app::unpacked(events->front());
    return stored ? std::optional { *std::move(stored) } : std::nullopt;
}

struct SealedBefore {
    store::Sequence event = 0;
    Digest digest;
};

/// What the same request sealed before; nothing: it did not, or that is not in the views yet, and the pipeline will
/// say.
std::optional<SealedBefore> sealed_before(Call& call, Digest const& content)
{
    auto const key = call.request.headers.get("Idempotency-Key");
    auto const id = app::command_id(call.caller.actor.party, key);
    auto const records = call.desk.store().find_commands(std::array { id });
    if (!records || !records->value.front())
        return std::nullopt;
    auto const first = records->value.front()->first;
    auto const stored = stored_at(call.desk, first);
    if (!stored || stored->caused.content != content)
        return std::nullopt;
    auto const digest = digest_in(*stored);
    return digest ? std::optional { SealedBefore { first, *digest } } : std::nullopt;
}

/// The bundle once more, or a problem that says what it was.
std::optional<SealedBundle> once_more(Call& call, Digest const& digest)
{
    if (auto const kept = call.desk.vault().kept_bundles().find(digest))
        return SealedBundle { *kept, digest };
    call.refuse(act::Refusal { &vault_refusals::sealed_before, { { "digest", to_string(digest) } }, {} });
    return std::nullopt;
}

} // namespace

// The file may go once it is open.
void give_file(Call& call, std::filesystem::path const& file, std::uint64_t size, std::string const& name,
    Digest const& digest, std::vector<http::Field> const& more)
{
    auto range = vault::file_range(file);
    if (!range)
        return call.refuse(act::Refusal { &vault_refusals::failed, {}, {} });
    auto response = http::Response::in_pieces(size, [bytes = *std::move(range), at = std::uint64_t { 0 }]() mutable {
        std::string piece(std::min<std::uint64_t>(piece_bytes, bytes->size() - at), '\0');
        if (!bytes->read(at, { reinterpret_cast<std::uint8_t*>(piece.data()), piece.size() }))
            return std::string {};
        at += piece.size();
        return piece;
    });
    response.headers.set("Content-Type", "application/zip");
    response.headers.set("Content-Disposition", attachment(name));
    response.headers.set("X-Content-Type-Options", "nosniff");
    response.headers.set("ETag", fmt::format("\"{}\"", to_string(digest)));
    response.headers.set("Cache-Control", "no-store");
    for (auto const& one : more)
        response.headers.set(one.name, one.value);
    call.answer(std::move(response));
}

std::optional<SealedBundle> sealed(Call& call, Id<Dossier> id, evidence::State const& state, SealBundle const& asked)
{
    auto const refuse = [&](act::Refusal const& refusal) {
        call.refuse(refusal);
        return std::nullopt;
    };
    auto const fail = [&](vault::Fault const& fault) {
        call.refuse(vault_failed(call, fault));
        return std::nullopt;
    };
    auto const role = call.caller.actor.role;
    if (!asked.compartment)
        return refuse(act::Refusal { &evidence::refusals::no_compartment, {}, {} });
    auto const compartment = *asked.compartment;
    if (!evidence::writes(role, compartment))
        return refuse(act::Refusal { &evidence::refusals::not_your_compartment,
            { { "role", std::string { act::word(role) } },
                { "compartment", std::string { claim::word(compartment) } } },
            {} });
    // What the command would be refused for in any case, before the work.
    auto const key = call.request.headers.get("Idempotency-Key");
    if (key.empty() || key.size() > 200)
        return refuse(act::Refusal { &form_refusals::no_key, {}, {} });
    auto const content = content_of(call, id, asked);
    if (auto const before = sealed_before(call, content)) {
        if (!call.desk.vault().wait_followed(before->event, std::chrono::seconds(10)))
            return refuse(act::Refusal { &vault_refusals::behind, {}, {} });
        return once_more(call, before->digest);
    }
    auto const exhibits = chosen(call, state, asked, compartment);
    if (!exhibits)
        return std::nullopt;
    std::unique_lock const alone(call.desk.vault().sealing(), std::try_to_lock);
    if (!alone)
        return refuse(act::Refusal { &vault_refusals::busy, {}, {} });
    auto& vault = call.desk.vault();
    if (!vault.wait_followed(call.desk.pipeline().durable(), std::chrono::seconds(10)))
        return refuse(act::Refusal { &vault_refusals::behind, {}, {} });
    auto const places = places_for(call, id, compartment);
    if (!places)
        return std::nullopt;
    keeper::BundleRequest request;
    auto const seconds = call.desk.clock().now().micros / 1'000'000; // a bundle knows no parts of a second
    request.sealed_at = { seconds * 1'000'000 };
    request.name = fmt::format("{}_{}", to_string(id), seconds);
    request.subject = to_string(id);
    for (auto const& one : *exhibits) {
        auto const number = number_of(one);
        request.exhibits.push_back({ number, fmt::format("{}_{}", number, plain_file_name(one.exhibit.file_name)),
            one.exhibit.file_name, one.exhibit.media_type, one.exhibit.digest });
    }
    request.audience = audience_of(id, compartment);
    request.sees = audiences_seen_by(id, compartment);
    BundleMatter matter { id, state, role, request.name, {}, {}, call.desk.today() };
    for (auto const& one : *exhibits)
        matter.exhibits.emplace_back(number_of(one), one);
    for (auto& one : gone_of(call, state, compartment)) {
        request.gone.push_back(one.exhibit.digest);
        matter.gone.emplace_back(number_of(one), std::move(one));
    }
    for (auto* list : { &matter.exhibits, &matter.gone })
        std::ranges::sort(*list, {}, &std::pair<std::string, evidence::ExhibitState>::first);
    auto texts = bundle_texts(call.desk, matter, request.sealed_at);
    if (!texts)
        return fail(texts.error());
    request.texts = *std::move(texts);
    // Of what was read by the desk itself nothing leaves; what belongs to no case, as stamps and keys, does.
    request.may_leave = [&](vault::Record const& record) {
        auto const place = keeper::place_of(record.note);
        return place ? places->contains({ place->sequence, place->index }) : record.subject.empty();
    };
    auto const bundle = made(call, request);
    if (!bundle)
        return std::nullopt;
    evidence::Seal command;
    command.compartment = compartment;
    for (auto const& one : *exhibits)
        command.handing.exhibits.push_back(one.id);
    command.handing.parcel = evidence::Parcel::bundle;
    command.handing.to = asked.to;
    command.handing.how = asked.how;
    command.handing.note = asked.note;
    command.handing.digest = bundle->digest;
    auto envelope = envelope_of(call, stream_of(id), evidence::Command { std::move(command) });
    if (!envelope)
        return std::nullopt;
    envelope->content = content;
    // Before it is recorded, so that whoever asks again after a stop in between gets it.
    auto& kept = call.desk.vault().kept_bundles();
    kept.sweep();
    auto const one = kept.keep(bundle->file->path(), bundle->digest, request.name);
    if (!one)
        return fail(one.error());
    auto const outcome = carry_out(call.desk, *std::move(envelope));
    // Where it is not known whether it was recorded, it may be asked for.
    if (outcome.repeated || (outcome.result != app::Result::done && outcome.result != app::Result::unknown))
        kept.forget(bundle->digest);
    if (auto const receipt = receipt_of(outcome, http::language_of(call.request)); !receipt) {
        call.refuse(receipt.error());
        return std::nullopt;
    }
    if (!recorded(call, outcome))
        return std::nullopt;
    if (!outcome.repeated)
        return SealedBundle { *one, bundle->digest };
    auto const before = stored_at(call.desk, outcome.as_of);
    auto const digest = before ? digest_in(*before) : std::nullopt;
    if (!digest) {
        call.refuse(unavailable());
        return std::nullopt;
    }
    return once_more(call, *digest);
}

} // namespace recourse::api
