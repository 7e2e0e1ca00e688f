#include "api/dossier_replies.hpp"
#include "api/matter_package.hpp"
#include "api/sealing.hpp"
#include "api/vault_refusals.hpp"
#include "core/matter/refusals.hpp"
#include "core/party/party.hpp"
#include "handover/archive.hpp"
#include "handover/passphrase.hpp"
#include "handover/readme.hpp"
#include "handover/scratch.hpp"

#include <algorithm>
#include <atomic>

// A matter as one encrypted package for counsel who takes over. The evidence in it is sealed, and with that recorded:
// what was handed to whom.

namespace recourse::api {

namespace {

using accounts::Scope;
using evidence::Compartment;

constexpr std::size_t text_max = 512; ///< bytes of one text of the request

enum class PackageLanguage : std::uint8_t { both, en, zh };
BOOST_DESCRIBE_ENUM(PackageLanguage, both, en, zh)

struct HandOverMatter {
    std::string to; ///< counsel who takes over
    std::string from; ///< empty: the client, by its name
    std::string how; ///< how it goes there
    std::string note; ///< for the record
    PackageLanguage language = PackageLanguage::both;
    std::string passphrase; ///< empty: one is made, and stands in the header Passphrase of the answer
    std::vector<Compartment> leave_out; ///< evidence that stays: buyer-and-counsel, or that and shared
};
BOOST_DESCRIBE_STRUCT(HandOverMatter, (), (to, from, how, note, language, passphrase, leave_out))

std::vector<Language> languages_of(PackageLanguage language)
{
    switch (language) {
    case PackageLanguage::both:
        return { Language::en, Language::zh };
    case PackageLanguage::en:
        return { Language::en };
    case PackageLanguage::zh:
        return { Language::zh };
    }
    return {};
}

/// Whose exhibits go along; nothing: none do.
std::optional<Compartment> compartment_of(HandOverMatter const& asked)
{
    auto const stays
        = [&](Compartment one) { return std::ranges::find(asked.leave_out, one) != asked.leave_out.end(); };
    if (stays(Compartment::shared))
        return std::nullopt;
    return stays(Compartment::buyer_and_counsel) ? Compartment::shared : Compartment::buyer_and_counsel;
}

/// Everything in the request that cannot be taken. False: a problem has been answered.
bool fits(Call& call, HandOverMatter const& asked)
{
    auto problem = problem_of({ &form_refusals::body_wrong, {}, {} }, http::language_of(call.request));
    auto const wrong = [&](std::string pointer, std::string says) {
        problem.errors.push_back({ std::move(pointer), std::move(says) });
    };
    if (asked.to.empty())
        wrong("/to", "this is needed: who takes over");
    for (auto const& [pointer, text] :
        { std::pair { "/to", &asked.to }, { "/from", &asked.from }, { "/how", &asked.how }, { "/note", &asked.note } })
        if (text->size() > text_max)
            wrong(pointer, fmt::format("this has more than {} bytes", text_max));
    if (!asked.passphrase.empty())
        if (auto const flaw = handover::passphrase_flaw(asked.passphrase))
            wrong("/passphrase", *flaw);
    bool shared = false, own = false;
    for (std::size_t i = 0; i < asked.leave_out.size(); ++i) {
        auto const one = asked.leave_out[i];
        shared = shared || one == Compartment::shared;
        own = own || one == Compartment::buyer_and_counsel;
        if (one != Compartment::shared && one != Compartment::buyer_and_counsel)
            wrong(fmt::format("/leave_out/{}", i), "nothing of it goes along: shared or buyer-and-counsel");
    }
    if (shared && !own)
        wrong("/leave_out", "who leaves out what is shared leaves out buyer-and-counsel, too");
    if (problem.errors.empty())
        return true;
    call.refuse(std::move(problem));
    return false;
}

/// The dossier of the matter, where there is one that the caller sees.
std::optional<Id<Dossier>> dossier_of(Call& call, matter::State const& state)
{
    auto const id = state.order ? std::optional { Id<Dossier> { state.order.number } } : state.dossier;
    if (!id)
        return std::nullopt;
    auto const dossier = peek<evidence::State>(call.desk, stream_of(*id));
    return dossier.version > 0 && may_see(call.caller, dossier.state) ? id : std::nullopt;
}

/// The exhibits that are sealed for the compartment, and how many have no number yet.
struct Going {
    std::vector<evidence::ExhibitState> exhibits;
    std::size_t unnumbered = 0;
};
Going going(Call const& call, evidence::State const& state, Compartment compartment)
{
    Going all;
    for (auto const& one : evidence::seen(state, call.caller.actor).exhibits) {
        if (!is_live(one) || (one.compartment != compartment && one.compartment != Compartment::shared))
            continue;
        if (one.number == 0)
            ++all.unnumbered;
        else
            all.exhibits.push_back(one);
    }
    return all;
}

/// A file under a name that goes when the answer has it open.
class Passing {
public:
    explicit Passing(std::filesystem::path path) : path_(std::move(path)) { }
    ~Passing()
    {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    Passing(Passing const&) = delete;
    Passing& operator=(Passing const&) = delete;
    std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// Digest and size of the package; nothing: a problem has been answered.
struct Written {
    Digest digest;
    std::uint64_t size = 0;
};
std::optional<Written> write(
    Call& call, handover::Package package, std::filesystem::path const& to, std::string const& passphrase)
{
    auto const fail = [&](std::string detail) {
        call.refuse(vault_failed(call, { vault::FaultKind::failed, std::move(detail) }));
        return std::nullopt;
    };
    auto file = handover::Scratch::open(to.parent_path());
    if (!file)
        return fail(file.error());
    auto const packed
        = handover::pack(std::move(package), [&](std::span<std::uint8_t const> bytes) { return file->append(bytes); });
    if (!packed)
        return fail(to_string(packed.error()));
    auto const done = handover::encrypt(to, handover::outer_readme(), (*std::move(file)).range(), passphrase);
    if (!done)
        return fail(done.error());
    auto const range = vault::file_range(to);
    if (!range)
        return fail(range.error());
    Digester digester;
    std::vector<std::uint8_t> piece(std::size_t { 256 } << 10U);
    for (std::uint64_t at = 0; at < (*range)->size();) {
        auto const count = std::min<std::uint64_t>(piece.size(), (*range)->size() - at);
        auto const part = std::span { piece }.first(static_cast<std::size_t>(count));
        if (!(*range)->read(at, part))
            return fail("what was written cannot be read");
        digester.add(std::span<std::uint8_t const> { part });
        at += count;
    }
    return Written { digester.finish(), (*range)->size() };
}

/// Seals the evidence, if there is any, and puts it in. False: a problem has been answered.
bool add_evidence(Call& call, HandOverMatter const& asked, Id<Dossier> dossier, evidence::State const& state,
    Compartment compartment, handover::Package& package)
{
    SealBundle wanted { compartment, {}, asked.to, asked.how, asked.note };
    auto const bundle = sealed(call, dossier, state, wanted);
    if (!bundle)
        return false;
    auto bytes = vault::file_range(bundle->file.file);
    if (!bytes) {
        call.refuse(vault_failed(call, { vault::FaultKind::failed, bytes.error() }));
        return false;
    }
    package.items.push_back({ fmt::format("evidence/{}.zip", bundle->file.name), handover::What::evidence,
        "the exhibits, sealed", *std::move(bytes) });
    return true;
}

void hand_over(Call& call)
{
    Id<Matter> id;
    auto const matter = matter_of(call, id);
    if (!matter)
        return;
    auto const& state = matter->state;
    auto const role = call.caller.actor.role;
    if (role != act::Role::buyer && role != act::Role::counsel)
        return call.refuse(
            act::Refusal { &matter::refusals::wrong_role, { { "role", std::string { act::word(role) } } }, {} });
    auto const asked = body<HandOverMatter>(call);
    if (!asked || !fits(call, *asked))
        return;
    auto const key = call.request.headers.get("Idempotency-Key");
    if (key.empty() || key.size() > 200)
        return call.refuse(act::Refusal { &form_refusals::no_key, {}, {} });
    std::unique_lock const alone(call.desk.packing(), std::try_to_lock);
    if (!alone)
        return call.refuse(act::Refusal { &vault_refusals::busy, {}, {} });
    auto const view = matter_view(call, id, *matter, track_of(call.desk, state.order));
    MatterPackage wanted { id, state, {}, languages_of(asked->language), asked->from, asked->to, view.cautions,
        view.figures };
    if (wanted.from.empty())
        wanted.from = peek<party::State>(call.desk, { codec::Subject::party, state.client.number }).state.profile.name;
    auto const compartment = compartment_of(*asked);
    auto const dossier = dossier_of(call, state);
    Going goes;
    evidence::State kept;
    if (dossier && compartment) {
        kept = peek<evidence::State>(call.desk, stream_of(*dossier)).state;
        goes = going(call, kept, *compartment);
        wanted.exhibits = goes.exhibits;
    }
    auto package = matter_package(call.desk, wanted);
    auto& left = package.head.left_out;
    if (!dossier)
        left.push_back({ "evidence/", "the matter has no dossier" });
    else if (!compartment)
        left.push_back({ "evidence/", "it was left out" });
    else if (goes.exhibits.empty())
        left.push_back({ "evidence/", "no exhibit has a number" });
    if (compartment == Compartment::shared)
        left.push_back({ "exhibits of the buyer and counsel alone", "they were left out" });
    if (goes.unnumbered > 0)
        left.push_back(
            { fmt::format("{} without a number",
                  goes.unnumbered == 1 ? std::string { "an exhibit" } : fmt::format("{} exhibits", goes.unnumbered)),
                "only numbered ones are sealed" });
    if (!goes.exhibits.empty() && !add_evidence(call, *asked, *dossier, kept, *compartment, package))
        return;
    auto const folder = call.desk.vault().keeper().folder() / "sealing";
    if (auto const made = call.desk.vault().keeper().files().make_folder(folder); !made)
        return call.refuse(vault_failed(call, made.error()));
    static std::atomic<std::uint64_t> count = 0;
    Passing const file { folder / fmt::format("handover-{}.{}.zip", to_string(id), ++count) };
    std::error_code ignored;
    std::filesystem::remove(file.path(), ignored); // of a run before that stopped in the middle
    bool const makes = asked->passphrase.empty();
    auto const passphrase = makes ? handover::new_passphrase() : asked->passphrase;
    auto const written = write(call, std::move(package), file.path(), passphrase);
    if (!written)
        return;
    note(call, "matter", id.number, accounts::Deed::read);
    std::vector<http::Field> more;
    if (makes)
        more.push_back({ "Passphrase", passphrase });
    give_file(call, file.path(), written->size, fmt::format("handover-{}.zip", to_string(id)), written->digest, more);
}

} // namespace

void add_handovers(std::vector<Operation>& table)
{
    table.push_back({ .method = http::Method::post,
        .path = "/v1/matters/{matter}/handover",
        .id = "matters.handover",
        .summary
        = "The matter as an encrypted package for counsel who takes over; its evidence is sealed and recorded. A "
          "passphrase that is made stands in the header Passphrase and nowhere again",
        .scope = Scope::claims,
        .takes = taken<HandOverMatter>(),
        .is_command = true,
        .runs = http::Runs::aside,
        .run = hand_over,
        .gives_type = "application/zip" });
}

} // namespace recourse::api
