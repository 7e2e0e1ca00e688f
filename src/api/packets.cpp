#include "api/dossier_replies.hpp"
#include "api/file_answer.hpp"
#include "api/packet_dossier.hpp"
#include "api/packet_refusals.hpp"
#include "api/system_facts.hpp"
#include "api/vault_refusals.hpp"
#include "core/evidence/refusals.hpp"
#include "core/party/party.hpp"
#include "packets/media_type.hpp"
#include "packets/parcel.hpp"

#include <algorithm>

// Packets: exhibits of a dossier in the form that a receiver wants. First they are checked, with every flaw and what
// mends it; then made, recorded, and given.

namespace recourse::api {

namespace {

using accounts::Scope;
using receiver::Receiver;

constexpr std::uint64_t bytes_max = std::uint64_t { 200 } << 20U; ///< of all exhibits of one packet: it is held whole
constexpr std::size_t piece_bytes = std::size_t { 256 } << 10U;
constexpr std::size_t text_max = 4000; ///< bytes of one text of a request
constexpr std::size_t list_max = 100; ///< opponents, questions

struct ReceiverLimit {
    receiver::Measure measure = receiver::Measure::file_bytes;
    std::optional<std::uint64_t> most; ///< nothing: not known
    std::string unknown, unknown_zh; ///< why
};
BOOST_DESCRIBE_STRUCT(ReceiverLimit, (), (measure, most, unknown, unknown_zh))

struct ReceiverSlot {
    std::string id, name, name_zh;
    std::vector<std::string> kinds;
    bool required = false;
};
BOOST_DESCRIBE_STRUCT(ReceiverSlot, (), (id, name, name_zh, kinds, required))

struct ReceiverView {
    std::string id;
    std::string name, name_zh;
    receiver::Kind kind = receiver::Kind::platform;
    bool as_files = false; ///< files go in one by one; otherwise bound as one PDF
    std::vector<std::string> types; ///< media types that it takes; none: not known
    std::vector<std::string> languages; ///< of papers; none: not known
    std::vector<ReceiverLimit> limits;
    std::vector<ReceiverSlot> slots;
};
BOOST_DESCRIBE_STRUCT(ReceiverView, (), (id, name, name_zh, kind, as_files, types, languages, limits, slots))

struct ReceiversView {
    std::vector<ReceiverView> receivers;
};
BOOST_DESCRIBE_STRUCT(ReceiversView, (), (receivers))

ReceiverView view_of(Receiver const& one)
{
    ReceiverView view { one.id, one.name.en, one.name.zh, one.kind, packets::takes_files(one), one.types.takes,
        one.languages.takes, {}, {} };
    for (auto const& limit : one.limits) {
        ReceiverLimit line { limit.measure, {}, {}, {} };
        if (limit.unknown) {
            line.unknown = limit.unknown->en;
            line.unknown_zh = limit.unknown->zh;
        } else
            line.most = limit.below ? limit.most - 1 : limit.most;
        view.limits.push_back(std::move(line));
    }
    for (auto const& slot : one.slots)
        view.slots.push_back({ slot.id, slot.name.en, slot.name.zh, slot.kinds, slot.required });
    return view;
}

void list_receivers(Call& call)
{
    ReceiversView view;
    for (auto const& one : call.desk.options().receivers)
        view.receivers.push_back(view_of(one));
    call.answer(http::Response::json(json_of(view)));
}

void refuse(Call& call, act::RefusalKind const& kind, std::vector<std::pair<std::string, std::string>> values = {})
{
    call.refuse(act::Refusal { &kind, std::move(values), {} });
}

/// What is checked and made: everything that the request and the dossier say. Nothing: a problem has been answered.
struct Work {
    Id<Dossier> id;
    PacketAsked asked;
    Receiver const* to = nullptr;
    std::vector<evidence::ExhibitState> exhibits;
    std::vector<evidence::ExhibitState> gone; ///< whose numbers are not used again
    packets::Dossier dossier; ///< `exhibits` in their order, and then what is gone
};

std::size_t longest_text(PacketAsked const& asked)
{
    std::size_t most = 0;
    auto const look = [&](auto const&... texts) { ((most = std::max(most, texts.size())), ...); };
    look(asked.receiver, asked.reference, asked.title, asked.title_zh, asked.asks, asked.asks_zh, asked.signer,
        asked.signer_zh);
    if (asked.stated) {
        auto const& said = *asked.stated;
        look(said.machine, said.machine_zh, said.business, said.business_zh, said.keeper, said.keeper_zh, said.others,
            said.others_zh);
    }
    for (auto const& one : asked.exhibits)
        look(one.slot, one.source, one.source_zh, one.collected_by, one.collected_by_zh, one.translated_by,
            one.translated_by_zh, one.proves, one.proves_zh);
    auto const party = [&](PacketParty const& one) { look(one.name, one.name_zh, one.address, one.address_zh); };
    if (asked.own)
        party(*asked.own);
    for (auto const& one : asked.opponents)
        party(one);
    for (auto const& one : asked.questions)
        look(one.text, one.text_zh);
    return most;
}

bool is_for(evidence::ExhibitState const& one, Compartment compartment)
{
    return one.compartment == compartment || one.compartment == Compartment::shared;
}

/// The exhibits that go along, and what is gone of the numbers that the list would have; false: a problem has been
/// answered.
bool choose(Call& call, evidence::View const& seen, Compartment compartment, Work& work)
{
    if (work.asked.exhibits.empty()) {
        for (auto const& one : seen.exhibits) {
            if (is_live(one) && one.number > 0 && is_for(one, compartment))
                work.exhibits.push_back(one);
        }
    }
    for (auto const& wanted : work.asked.exhibits) {
        auto const id = to_string(wanted.exhibit);
        auto const one = std::ranges::find(seen.exhibits, wanted.exhibit, &evidence::ExhibitState::id);
        if (one == seen.exhibits.end() || !is_live(*one) || !is_for(*one, compartment)) {
            refuse(call, evidence::refusals::no_exhibit, { { "exhibit", id } });
            return false;
        }
        if (one->number == 0) {
            refuse(call, packet_refusals::not_numbered, { { "exhibit", id } });
            return false;
        }
        if (std::ranges::find(work.exhibits, one->id, &evidence::ExhibitState::id) != work.exhibits.end()) {
            refuse(call, packet_refusals::twice, { { "exhibit", id } });
            return false;
        }
        work.exhibits.push_back(*one);
    }
    if (work.exhibits.empty()) {
        refuse(call, packet_refusals::empty);
        return false;
    }
    for (auto const& one : seen.exhibits) {
        if (!is_live(one) && one.number > 0 && is_for(one, compartment))
            work.gone.push_back(one);
    }
    std::uint64_t bytes = 0;
    for (auto const& one : work.exhibits)
        bytes += one.exhibit.size;
    if (bytes > bytes_max) {
        refuse(call, packet_refusals::too_large,
            { { "bytes", fmt::format("{}", bytes) }, { "most", fmt::format("{}", bytes_max) } });
        return false;
    }
    return true;
}

PacketParty party_named(Desk& desk, Id<Party> id)
{
    if (!id)
        return {};
    auto const party = peek<party::State>(desk, { codec::Subject::party, id.number });
    return { party.state.profile.name, party.state.profile.name_zh, {}, {} };
}

/// The side that hands in, and the other one.
std::pair<PacketParty, PacketParty> sides(Call& call, evidence::State const& state, PacketAsked const& asked)
{
    auto const role = call.caller.actor.role;
    bool const supplier = asked.side ? *asked.side == PacketSide::supplier
                                     : role == act::Role::supplier || role == act::Role::supplier_counsel;
    auto buyer = party_named(call.desk, state.buyer), seller = party_named(call.desk, state.supplier);
    if (!state.supplier)
        seller.name = state.against;
    return supplier ? std::pair { seller, buyer } : std::pair { buyer, seller };
}

std::expected<std::string, std::string> object(Call& call, Digest const& digest, std::uint64_t bytes)
{
    std::string content;
    auto const done = call.desk.vault().keeper().objects().get(digest, 0, bytes, [&](auto const piece) {
        content.append(reinterpret_cast<char const*>(piece.data()), piece.size());
        return true;
    });
    if (!done) {
        [[maybe_unused]] auto const told = vault_failed(call, done.error(), digest);
        return std::unexpected(std::string { "its bytes are damaged or gone" });
    }
    return content;
}

std::optional<Work> work_of(Call& call)
{
    Work work;
    auto const dossier = dossier_of(call, work.id);
    if (!dossier)
        return std::nullopt;
    auto asked = body<PacketAsked>(call);
    if (!asked)
        return std::nullopt;
    work.asked = *std::move(asked);
    auto const role = call.caller.actor.role;
    if (!work.asked.compartment) {
        refuse(call, evidence::refusals::no_compartment);
        return std::nullopt;
    }
    auto const compartment = *work.asked.compartment;
    if (!evidence::writes(role, compartment)) {
        refuse(call, evidence::refusals::not_your_compartment,
            { { "role", std::string { act::word(role) } },
                { "compartment", std::string { claim::word(compartment) } } });
        return std::nullopt;
    }
    auto const& all = call.desk.options().receivers;
    auto const to = std::ranges::find(all, work.asked.receiver, &Receiver::id);
    if (to == all.end()) {
        refuse(call, packet_refusals::no_receiver, { { "receiver", work.asked.receiver } });
        return std::nullopt;
    }
    work.to = &*to;
    if (longest_text(work.asked) > text_max || work.asked.opponents.size() > list_max
        || work.asked.questions.size() > list_max) {
        refuse(call, packet_refusals::too_long);
        return std::nullopt;
    }
    auto const seen = evidence::seen(dossier->state, call.caller.actor);
    if (!choose(call, seen, compartment, work))
        return std::nullopt;
    auto [own, other] = sides(call, dossier->state, work.asked);
    PacketMatter const matter { work.id, seen, dossier->state.title, dossier->state.title_zh, compartment,
        work.exhibits, work.gone, std::move(own), std::move(other), call.desk.today(),
        [&call](Digest const& digest) { return object(call, digest, bytes_max); },
        [&call](Digest const& digest) {
            return object(call, digest, packets::media_type_bytes).value_or(std::string {});
        } };
    work.dossier = packet_dossier(matter, work.asked);
    return work;
}

std::vector<PacketFinding> findings_of(packets::Findings const& all)
{
    std::vector<PacketFinding> out;
    for (auto const& one : all)
        out.push_back({ one.weight, one.code, one.place, one.says.en, one.says.zh, one.remedy.en, one.remedy.zh });
    return out;
}

PacketCheck check_of(Work const& work, packets::Findings const& findings, packets::Surveys const& surveys)
{
    PacketCheck view;
    view.receiver = work.to->id;
    view.as_files = packets::takes_files(*work.to);
    view.findings = findings_of(findings);
    for (auto const& one : findings)
        (one.weight == packets::Weight::breach           ? view.breaches
                : one.weight == packets::Weight::unknown ? view.unknowns
                                                         : view.notes)++;
    auto const slots = packets::slots_of(*work.to, work.dossier);
    for (std::size_t i = 0; i < work.exhibits.size(); ++i) {
        auto const& one = work.dossier.exhibits[i];
        auto const slot = slots.find(one.number);
        auto const seen = surveys.find(one.number);
        view.exhibits.push_back({ work.exhibits[i].id, mark_of(work.exhibits[i]), packets::label(one.number),
            packets::file_name(one, work.to->names), one.media_type,
            slot == slots.end() ? std::string {} : slot->second->id, packets::is_enclosed(*work.to, one, slots),
            seen == surveys.end() ? 0 : seen->second.pages.size() });
    }
    return view;
}

void check(Call& call)
{
    auto const work = work_of(call);
    if (!work)
        return;
    std::unique_lock const alone(call.desk.packing(), std::try_to_lock);
    if (!alone)
        return refuse(call, packet_refusals::busy);
    auto& vault = call.desk.vault();
    packets::Surveys surveys;
    packets::Findings findings;
    {
        auto const kept = vault.keeping();
        surveys = packets::survey(work->dossier);
        findings = packets::check(*work->to, work->dossier, surveys);
        for (auto& one : packets::try_binding(*work->to, work->dossier, surveys, findings))
            findings.push_back(std::move(one));
    }
    auto view = check_of(*work, findings, surveys);
    if (!work->asked.papers.empty()) {
        auto const taken = take_out(call.desk, work->id, call.caller.actor.role, work->exhibits,
            work->asked.stated.value_or(PacketStated {}), call.desk.clock().now(), Proofs::left_out);
        if (!taken)
            return call.refuse(vault_failed(call, taken.error()));
        for (int const factor : packets::open_factors(taken->facts))
            view.open_factors.push_back(static_cast<std::uint64_t>(factor));
    }
    note(call, "dossier", work->id.number, accounts::Deed::read);
    call.answer(http::Response::json(json_of(view)).with("Cache-Control", "private, no-cache"));
}

/// What goes along. What stays out has not left, and its bytes were not looked at.
std::vector<evidence::ExhibitState> enclosed(Work const& work)
{
    auto const slots = packets::slots_of(*work.to, work.dossier);
    std::vector<evidence::ExhibitState> out;
    for (std::size_t i = 0; i < work.exhibits.size(); ++i) {
        if (packets::is_enclosed(*work.to, work.dossier.exhibits[i], slots))
            out.push_back(work.exhibits[i]);
    }
    return out;
}

/// The papers beside the packet. Nothing: a problem has been answered.
std::optional<std::vector<packets::Beside>> papers(Call& call, Work const& work)
{
    std::vector<packets::Beside> out;
    if (work.asked.papers.empty())
        return out;
    auto const taken = take_out(call.desk, work.id, call.caller.actor.role, enclosed(work),
        work.asked.stated.value_or(PacketStated {}), call.desk.clock().now(), Proofs::made,
        audience_of(work.id, *work.asked.compartment));
    if (!taken) {
        call.refuse(vault_failed(call, taken.error()));
        return std::nullopt;
    }
    auto const add = [&](std::string name, packets::Page const& page) {
        auto printed = packets::print(page);
        if (!printed) {
            refuse(call, packet_refusals::not_made, { { "why", printed.error() } });
            return false;
        }
        out.push_back({ std::move(name), std::move(printed->pdf) });
        return true;
    };
    auto const wants
        = [&](PacketPaper paper) { return std::ranges::find(work.asked.papers, paper) != work.asked.papers.end(); };
    if (wants(PacketPaper::article_93)
        && !add("system-statement.pdf",
            packets::system_statement(taken->facts, work.dossier.case_id, work.dossier.signer, work.dossier.day)))
        return std::nullopt;
    if (wants(PacketPaper::rule_902)
        && !add("certification-902.pdf",
            packets::us_certificate(taken->facts, taken->files, work.dossier.case_id, work.dossier.day)))
        return std::nullopt;
    return out;
}

http::Problem breaches(packets::Findings const& findings, Language language)
{
    auto problem = problem_of({ &packet_refusals::breaches, {}, {} }, language);
    for (auto const& one : findings) {
        if (one.weight != packets::Weight::breach)
            continue;
        bool const zh = language == Language::zh;
        http::ProblemError error;
        error.detail = fmt::format("{}: {}", one.place, zh ? one.says.zh : one.says.en);
        error.code = one.code;
        error.remedy = zh ? one.remedy.zh : one.remedy.en;
        problem.errors.push_back(std::move(error));
    }
    return problem;
}

void make(Call& call)
{
    auto const work = work_of(call);
    if (!work)
        return;
    std::unique_lock const alone(call.desk.packing(), std::try_to_lock);
    if (!alone)
        return refuse(call, packet_refusals::busy);
    auto& vault = call.desk.vault();
    if (!vault.wait_followed(call.desk.pipeline().durable(), std::chrono::seconds(10)))
        return refuse(call, vault_refusals::behind);
    auto packet = [&] {
        auto const kept = vault.keeping();
        return packets::make(*work->to, work->dossier);
    }();
    if (!packet)
        return refuse(call, packet_refusals::not_made, { { "why", packet.error() } });
    if (packets::has_breach(packet->findings) && !work->asked.despite_breaches)
        return call.refuse(breaches(packet->findings, http::language_of(call.request)));
    auto const beside = papers(call, *work);
    if (!beside)
        return;
    auto zip = packets::parcel(*work->to, work->dossier, *packet, *beside);
    if (!zip)
        return refuse(call, packet_refusals::not_made, { { "why", zip.error() } });

    evidence::TakeOut command;
    command.compartment = work->asked.compartment;
    for (auto const& one : enclosed(*work))
        command.handing.exhibits.push_back(one.id);
    if (command.handing.exhibits.empty())
        return refuse(call, packet_refusals::empty);
    command.handing.parcel = evidence::Parcel::packet;
    command.handing.to = work->to->name.en;
    command.handing.how = work->asked.how;
    command.handing.note = work->asked.note;
    command.handing.digest = sha256(*zip);
    auto const digest = to_string(*command.handing.digest);
    auto envelope = envelope_of(call, stream_of(work->id), evidence::Command { std::move(command) });
    if (!envelope)
        return;
    auto const outcome = carry_out(call.desk, *std::move(envelope));
    if (auto const receipt = receipt_of(outcome, http::language_of(call.request)); !receipt)
        return call.refuse(receipt.error());
    if (!recorded(call, outcome))
        return;
    auto const size = zip->size();
    auto response = http::Response::in_pieces(
        size, [bytes = std::make_shared<std::string>(*std::move(zip)), at = std::size_t { 0 }]() mutable {
            auto piece = bytes->substr(at, piece_bytes);
            at += piece.size();
            return piece;
        });
    auto const count = [&](packets::Weight weight) {
        return fmt::format("{}", std::ranges::count(packet->findings, weight, &packets::Finding::weight));
    };
    response.headers.set("Content-Type", "application/zip");
    response.headers.set("Content-Disposition",
        attachment(fmt::format("{}_{}_{}.zip", to_string(work->id), work->to->id, to_string(work->dossier.day))));
    response.headers.set("X-Content-Type-Options", "nosniff");
    response.headers.set("ETag", fmt::format("\"{}\"", digest));
    response.headers.set("Cache-Control", "no-store");
    response.headers.set("Packet-Breaches", count(packets::Weight::breach));
    response.headers.set("Packet-Unknowns", count(packets::Weight::unknown));
    call.answer(std::move(response));
}

} // namespace

void add_packets(std::vector<Operation>& table)
{
    using http::Method;
    table.push_back({ .path = "/v1/receivers",
        .id = "receivers.list",
        .summary = "To whom packets can go: what each takes, and what nobody could say",
        .scope = Scope::read,
        .gives = given<ReceiversView>(),
        .run = list_receivers });
    table.push_back({ .method = Method::post,
        .path = "/v1/dossiers/{dossier}/packet-check",
        .id = "packets.check",
        .summary
        = "Reads the exhibits as a packet for a receiver would, and says every flaw with what mends it; nothing "
          "is recorded",
        .scope = Scope::read,
        .takes = taken<PacketAsked>(),
        .gives = given<PacketCheck>(),
        .runs = http::Runs::aside,
        .run = check });
    table.push_back({ .method = Method::post,
        .path = "/v1/dossiers/{dossier}/packets",
        .id = "packets.make",
        .summary = "Makes a packet of numbered exhibits for a receiver, records that they were taken out, and gives it "
                   "as a zip; its SHA-256 is the ETag",
        .scope = Scope::claims,
        .takes = taken<PacketAsked>(),
        .is_command = true,
        .runs = http::Runs::aside,
        .run = make,
        .gives_type = "application/zip" });
}

} // namespace recourse::api
