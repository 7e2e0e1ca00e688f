#include "sim/permits.hpp"

#include "codec/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace recourse::sim {

namespace {

using act::Role;

/// What the actor has to be to the subject, beside having the role.
enum class Tie : std::uint8_t {
    none, ///< the role is enough
    person, ///< somebody by name
    own, ///< a buyer, a supplier or their counsel: of this order or claim; an inspector: the one that was named
    own_person, ///< the same, by name
    drafter, ///< of the two sides the one that drafted
    other_side, ///< of the two sides not the one that asked
    another_person, ///< by name, and not whoever did the first step
    itself, ///< the party whose record it is
};

struct Permit {
    std::string_view command;
    Role role;
    Tie tie = Tie::none;
};

constexpr std::array permits {
    Permit { "dossier.open", Role::buyer, Tie::own },
    Permit { "dossier.open", Role::supplier, Tie::own },
    Permit { "dossier.add-exhibit", Role::buyer, Tie::own },
    Permit { "dossier.add-exhibit", Role::supplier, Tie::own },
    Permit { "dossier.withdraw-exhibit", Role::buyer, Tie::own },
    Permit { "dossier.withdraw-exhibit", Role::supplier, Tie::own },
    Permit { "dossier.number", Role::buyer, Tie::own },
    Permit { "dossier.number", Role::supplier, Tie::own },
    Permit { "dossier.hand-over", Role::buyer, Tie::own },
    Permit { "dossier.hand-over", Role::supplier, Tie::own },
    Permit { "dossier.place-hold", Role::officer, Tie::person },
    Permit { "dossier.let-go", Role::officer, Tie::person },

    Permit { "party.register", Role::officer },
    Permit { "party.correct", Role::officer },
    Permit { "party.correct", Role::buyer, Tie::itself },
    Permit { "party.correct", Role::supplier, Tie::itself },
    Permit { "party.correct", Role::counsel, Tie::itself },
    Permit { "party.correct", Role::supplier_counsel, Tie::itself },
    Permit { "party.correct", Role::inspector, Tie::itself },
    Permit { "party.correct", Role::carrier, Tie::itself },
    Permit { "party.correct", Role::provider, Tie::itself },

    Permit { "party.propose-account", Role::officer, Tie::person },
    Permit { "party.propose-account", Role::buyer, Tie::itself },
    Permit { "party.propose-account", Role::supplier, Tie::itself },
    Permit { "party.confirm-account", Role::officer, Tie::another_person },
    Permit { "party.decline-account", Role::officer, Tie::person },

    Permit { "order.draft", Role::buyer, Tie::own },
    Permit { "order.draft", Role::supplier, Tie::own },
    Permit { "order.revise", Role::buyer, Tie::drafter },
    Permit { "order.revise", Role::supplier, Tie::drafter },
    Permit { "order.offer", Role::buyer, Tie::drafter },
    Permit { "order.offer", Role::supplier, Tie::drafter },
    Permit { "order.agree", Role::buyer, Tie::other_side },
    Permit { "order.agree", Role::supplier, Tie::other_side },
    Permit { "order.amend", Role::buyer, Tie::own },
    Permit { "order.amend", Role::supplier, Tie::own },
    Permit { "order.accept-amendment", Role::buyer, Tie::other_side },
    Permit { "order.accept-amendment", Role::supplier, Tie::other_side },
    Permit { "order.reject-amendment", Role::buyer, Tie::other_side },
    Permit { "order.reject-amendment", Role::supplier, Tie::other_side },
    Permit { "order.cancel", Role::buyer, Tie::own },
    Permit { "order.cancel", Role::supplier, Tie::own },
    Permit { "order.announce-payment", Role::provider },
    Permit { "order.receive-payment", Role::provider },
    Permit { "order.fail-payment", Role::provider },
    Permit { "order.reverse-payment", Role::provider },
    Permit { "order.restore-payment", Role::provider },
    Permit { "order.ship", Role::supplier, Tie::own },
    Permit { "order.ship", Role::carrier },
    Permit { "order.ship", Role::officer },
    Permit { "order.deliver", Role::buyer, Tie::own },
    Permit { "order.deliver", Role::supplier, Tie::own },
    Permit { "order.deliver", Role::carrier },
    Permit { "order.deliver", Role::inspector },
    Permit { "order.deliver", Role::officer },
    Permit { "order.confirm-receipt", Role::buyer, Tie::own },
    Permit { "order.name-carrier", Role::buyer, Tie::own },
    Permit { "order.name-carrier", Role::supplier, Tie::own },
    Permit { "order.name-carrier", Role::officer },
    Permit { "order.propose-cancel", Role::buyer, Tie::own },
    Permit { "order.propose-cancel", Role::supplier, Tie::own },
    Permit { "order.accept-cancel", Role::buyer, Tie::other_side },
    Permit { "order.accept-cancel", Role::supplier, Tie::other_side },
    Permit { "order.reject-cancel", Role::buyer, Tie::own },
    Permit { "order.reject-cancel", Role::supplier, Tie::own },
    Permit { "order.close-unpaid", Role::supplier, Tie::own },
    Permit { "order.decide-unpaid", Role::officer, Tie::person },
    Permit { "order.release", Role::buyer, Tie::own },
    Permit { "order.release", Role::officer, Tie::person },

    Permit { "claim.open", Role::buyer, Tie::own },
    Permit { "claim.add-exhibit", Role::buyer, Tie::own },
    Permit { "claim.add-exhibit", Role::supplier, Tie::own },
    Permit { "claim.add-exhibit", Role::counsel, Tie::own },
    Permit { "claim.add-exhibit", Role::supplier_counsel, Tie::own },
    Permit { "claim.add-exhibit", Role::inspector, Tie::own },
    Permit { "claim.add-exhibit", Role::officer },
    Permit { "claim.withdraw-exhibit", Role::buyer, Tie::own },
    Permit { "claim.withdraw-exhibit", Role::supplier, Tie::own },
    Permit { "claim.withdraw-exhibit", Role::counsel, Tie::own },
    Permit { "claim.withdraw-exhibit", Role::supplier_counsel, Tie::own },
    Permit { "claim.withdraw-exhibit", Role::inspector, Tie::own },
    Permit { "claim.withdraw-exhibit", Role::officer },
    Permit { "claim.acknowledge-exhibit", Role::buyer, Tie::own },
    Permit { "claim.acknowledge-exhibit", Role::supplier, Tie::own },
    Permit { "claim.ask-evidence", Role::officer, Tie::person },
    Permit { "claim.answer", Role::supplier, Tie::own },
    Permit { "claim.make-offer", Role::buyer, Tie::own },
    Permit { "claim.make-offer", Role::supplier, Tie::own },
    Permit { "claim.accept-offer", Role::buyer, Tie::own },
    Permit { "claim.accept-offer", Role::supplier, Tie::own },
    Permit { "claim.reject-offer", Role::buyer, Tie::own },
    Permit { "claim.reject-offer", Role::supplier, Tie::own },
    Permit { "claim.withdraw-offer", Role::buyer, Tie::own },
    Permit { "claim.withdraw-offer", Role::supplier, Tie::own },
    Permit { "claim.escalate", Role::buyer, Tie::own },
    Permit { "claim.escalate", Role::supplier, Tie::own },
    Permit { "claim.withdraw", Role::buyer, Tie::own },
    Permit { "claim.order-inspection", Role::buyer, Tie::own },
    Permit { "claim.order-inspection", Role::supplier, Tie::own },
    Permit { "claim.order-inspection", Role::officer, Tie::person },
    Permit { "claim.report-inspection", Role::inspector, Tie::own },
    Permit { "claim.determine", Role::officer, Tie::person },
    Permit { "claim.confirm-determination", Role::officer, Tie::another_person },
    Permit { "claim.withdraw-determination", Role::officer, Tie::person },
    Permit { "claim.execute", Role::officer },
    Permit { "claim.ship-return", Role::buyer, Tie::own },
    Permit { "claim.confirm-return", Role::supplier, Tie::own },
    Permit { "claim.ship-replacement", Role::supplier, Tie::own },
    Permit { "claim.confirm-replacement", Role::buyer, Tie::own },
    Permit { "claim.end-leg", Role::officer, Tie::person },
    Permit { "claim.request-review", Role::buyer, Tie::own },
    Permit { "claim.request-review", Role::supplier, Tie::own },
    Permit { "claim.admit-review", Role::officer, Tie::person },
    Permit { "claim.refuse-review", Role::officer, Tie::person },
    Permit { "claim.note-chargeback", Role::provider },
    Permit { "claim.resume", Role::provider },
    Permit { "claim.resume", Role::officer, Tie::person },

    Permit { "matter.open", Role::buyer, Tie::own },
    Permit { "matter.open", Role::counsel, Tie::own },
    Permit { "matter.open-outside", Role::buyer },
    Permit { "matter.open-outside", Role::counsel },
    Permit { "matter.keep-forecast", Role::buyer, Tie::own },
    Permit { "matter.keep-forecast", Role::counsel, Tie::own },
    Permit { "matter.note-paper", Role::buyer, Tie::own },
    Permit { "matter.note-paper", Role::counsel, Tie::own },
    Permit { "matter.check-conflict", Role::counsel, Tie::own_person },
    Permit { "matter.approve-paper", Role::counsel, Tie::own_person },
    Permit { "matter.book-cost", Role::buyer, Tie::own },
    Permit { "matter.book-cost", Role::counsel, Tie::own },
    Permit { "matter.add-pursued", Role::buyer, Tie::own },
    Permit { "matter.add-pursued", Role::counsel, Tie::own },
    Permit { "matter.change-pursued", Role::buyer, Tie::own },
    Permit { "matter.change-pursued", Role::counsel, Tie::own },
    Permit { "matter.drop-pursued", Role::buyer, Tie::own },
    Permit { "matter.drop-pursued", Role::counsel, Tie::own },
    Permit { "matter.add-head", Role::buyer, Tie::own },
    Permit { "matter.add-head", Role::counsel, Tie::own },
    Permit { "matter.change-head", Role::buyer, Tie::own },
    Permit { "matter.change-head", Role::counsel, Tie::own },
    Permit { "matter.record-clause", Role::buyer, Tie::own },
    Permit { "matter.record-clause", Role::counsel, Tie::own },
    Permit { "matter.state-footing", Role::buyer, Tie::own },
    Permit { "matter.state-footing", Role::counsel, Tie::own },
    Permit { "matter.record-act", Role::buyer, Tie::own },
    Permit { "matter.record-act", Role::counsel, Tie::own },
    Permit { "matter.prove-act", Role::buyer, Tie::own },
    Permit { "matter.prove-act", Role::counsel, Tie::own },
    Permit { "matter.record-obstacle", Role::buyer, Tie::own },
    Permit { "matter.record-obstacle", Role::counsel, Tie::own },
    Permit { "matter.end-obstacle", Role::buyer, Tie::own },
    Permit { "matter.end-obstacle", Role::counsel, Tie::own },
    Permit { "matter.give-notice", Role::buyer, Tie::own },
    Permit { "matter.give-notice", Role::counsel, Tie::own },
    Permit { "matter.record-avoidable", Role::buyer, Tie::own },
    Permit { "matter.record-avoidable", Role::counsel, Tie::own },
    Permit { "matter.seek-avoidance", Role::buyer, Tie::own },
    Permit { "matter.seek-avoidance", Role::counsel, Tie::own },
    Permit { "matter.make-paper", Role::buyer, Tie::own },
    Permit { "matter.make-paper", Role::counsel, Tie::own },
    Permit { "matter.send-paper", Role::buyer, Tie::own },
    Permit { "matter.send-paper", Role::counsel, Tie::own },
    Permit { "matter.prove-arrival", Role::buyer, Tie::own },
    Permit { "matter.prove-arrival", Role::counsel, Tie::own },
    Permit { "matter.apply-preservation", Role::buyer, Tie::own },
    Permit { "matter.apply-preservation", Role::counsel, Tie::own },
    Permit { "matter.record-ruling", Role::buyer, Tie::own },
    Permit { "matter.record-ruling", Role::counsel, Tie::own },
    Permit { "matter.execute-measure", Role::buyer, Tie::own },
    Permit { "matter.execute-measure", Role::counsel, Tie::own },
    Permit { "matter.apply-renewal", Role::buyer, Tie::own },
    Permit { "matter.apply-renewal", Role::counsel, Tie::own },
    Permit { "matter.grant-renewal", Role::buyer, Tie::own },
    Permit { "matter.grant-renewal", Role::counsel, Tie::own },
    Permit { "matter.lift-measure", Role::buyer, Tie::own },
    Permit { "matter.lift-measure", Role::counsel, Tie::own },
    Permit { "matter.note-wrongful-freeze", Role::buyer, Tie::own },
    Permit { "matter.note-wrongful-freeze", Role::counsel, Tie::own },
    Permit { "matter.file", Role::buyer, Tie::own },
    Permit { "matter.file", Role::counsel, Tie::own },
    Permit { "matter.note-progress", Role::buyer, Tie::own },
    Permit { "matter.note-progress", Role::counsel, Tie::own },
    Permit { "matter.set-hearing", Role::buyer, Tie::own },
    Permit { "matter.set-hearing", Role::counsel, Tie::own },
    Permit { "matter.end-filing", Role::buyer, Tie::own },
    Permit { "matter.end-filing", Role::counsel, Tie::own },
    Permit { "matter.make-offer", Role::buyer, Tie::own },
    Permit { "matter.make-offer", Role::counsel, Tie::own },
    Permit { "matter.end-offer", Role::buyer, Tie::own },
    Permit { "matter.end-offer", Role::counsel, Tie::own },
    Permit { "matter.record-title", Role::buyer, Tie::own },
    Permit { "matter.record-title", Role::counsel, Tie::own },
    Permit { "matter.note-challenge", Role::buyer, Tie::own },
    Permit { "matter.note-challenge", Role::counsel, Tie::own },
    Permit { "matter.apply-enforcement", Role::buyer, Tie::own },
    Permit { "matter.apply-enforcement", Role::counsel, Tie::own },
    Permit { "matter.note-pressure", Role::buyer, Tie::own },
    Permit { "matter.note-pressure", Role::counsel, Tie::own },
    Permit { "matter.record-receipt", Role::buyer, Tie::own },
    Permit { "matter.record-receipt", Role::counsel, Tie::own },
    Permit { "matter.engage", Role::buyer, Tie::own_person },
    Permit { "matter.engage", Role::counsel, Tie::own_person },
    Permit { "matter.withdraw-head", Role::buyer, Tie::own_person },
    Permit { "matter.withdraw-head", Role::counsel, Tie::own_person },
    Permit { "matter.choose-forum", Role::buyer, Tie::own_person },
    Permit { "matter.choose-forum", Role::counsel, Tie::own_person },
    Permit { "matter.accept-offer", Role::buyer, Tie::own_person },
    Permit { "matter.accept-offer", Role::counsel, Tie::own_person },
    Permit { "matter.declare-broken", Role::buyer, Tie::own_person },
    Permit { "matter.declare-broken", Role::counsel, Tie::own_person },
    Permit { "matter.propose-distribution", Role::buyer, Tie::own_person },
    Permit { "matter.propose-distribution", Role::counsel, Tie::own_person },
    Permit { "matter.answer-distribution", Role::buyer, Tie::own_person },
    Permit { "matter.answer-distribution", Role::counsel, Tie::own_person },
    Permit { "matter.close", Role::buyer, Tie::own_person },
    Permit { "matter.close", Role::counsel, Tie::own_person },
    Permit { "matter.reopen", Role::buyer, Tie::own_person },
    Permit { "matter.reopen", Role::counsel, Tie::own_person },
    Permit { "matter.let-auditor-in", Role::buyer, Tie::own_person },
    Permit { "matter.let-auditor-in", Role::counsel, Tie::own_person },

    Permit { "standing.give-points", Role::officer, Tie::person },
    Permit { "standing.take-measure", Role::officer, Tie::person },
    Permit { "standing.confirm-measure", Role::officer, Tie::person },
    Permit { "standing.decline-measure", Role::officer, Tie::person },
    Permit { "standing.lift-measure", Role::officer, Tie::person },
    Permit { "standing.appeal", Role::supplier, Tie::itself },
    Permit { "standing.appeal", Role::supplier_counsel, Tie::itself },
    Permit { "standing.decide-appeal", Role::officer, Tie::person },
    Permit { "standing.blacklist", Role::officer, Tie::person },
    Permit { "standing.lift-blacklist", Role::officer, Tie::person },
    Permit { "standing.propose-link", Role::officer, Tie::person },
    Permit { "standing.confirm-link", Role::officer, Tie::person },
    Permit { "standing.reject-link", Role::officer, Tie::person },
    Permit { "standing.recompute-limit", Role::officer, Tie::person },

    Permit { "remittance.record", Role::officer },
    Permit { "remittance.record", Role::provider },
    Permit { "remittance.propose", Role::officer },
    Permit { "remittance.propose", Role::supplier, Tie::itself },
    Permit { "remittance.approve", Role::officer, Tie::another_person },
    Permit { "remittance.reject", Role::officer },
    Permit { "remittance.reject", Role::supplier, Tie::itself },
    Permit { "remittance.send", Role::officer },
    Permit { "remittance.send", Role::provider },
    Permit { "remittance.settle", Role::provider },
    Permit { "remittance.return", Role::provider },
    Permit { "remittance.pick", Role::officer },
    Permit { "remittance.drop", Role::officer },
    Permit { "remittance.reopen", Role::provider },
};

/// Of the two sides of the subject the one that the actor stands on.
bool stands_beside(act::Actor const& actor, Id<Party> buyer, Id<Party> supplier)
{
    bool const buys = actor.role == Role::buyer || actor.role == Role::counsel;
    return actor.party == (buys ? buyer : supplier);
}

bool owns(app::Envelope const& envelope, Books const& books)
{
    auto const& actor = envelope.actor;
    auto const number = envelope.target.number;
    if (envelope.target.subject == codec::Subject::order) {
        if (auto const* order = std::get_if<order::Command>(&envelope.command)) {
            if (auto const* draft = std::get_if<order::Draft>(order))
                return stands_beside(actor, draft->terms.buyer, draft->terms.supplier);
        }
        auto const* order = books.order(number);
        return order != nullptr && stands_beside(actor, order->buyer, order->supplier);
    }
    if (envelope.target.subject == codec::Subject::dossier) {
        auto const* order = books.order(number); // whose number it has
        return order != nullptr && stands_beside(actor, order->buyer, order->supplier);
    }
    if (envelope.target.subject == codec::Subject::matter) {
        auto const* command = std::get_if<matter::Command>(&envelope.command);
        if (command != nullptr && std::holds_alternative<matter::Open>(*command)) {
            auto const* order = books.order(number); // whose number it gets
            return order != nullptr && actor.party == order->buyer;
        }
        auto const* matter = books.matter(number);
        return matter != nullptr && actor.party == matter->client;
    }
    if (number == 0) {
        auto const* order = books.order(envelope.about.number);
        return order != nullptr && stands_beside(actor, order->buyer, order->supplier);
    }
    auto const* claim = books.claim(number);
    if (claim == nullptr)
        return false;
    if (actor.role == Role::inspector)
        return claim->inspector && actor.party == claim->inspector;
    return stands_beside(actor, claim->buyer, claim->supplier);
}

bool is_itself(app::Envelope const& envelope, Books const& books)
{
    auto const& actor = envelope.actor;
    if (auto const* command = std::get_if<remittance::Command>(&envelope.command)) {
        auto const* propose = std::get_if<remittance::Propose>(command);
        auto const* there = propose == nullptr ? books.remittance(envelope.target.number) : nullptr;
        auto const* detail = propose != nullptr ? &propose->detail : there == nullptr ? nullptr : &there->detail;
        return detail != nullptr && detail->purpose == remittance::Purpose::supplier_payout
            && detail->party == actor.party;
    }
    return actor.party && actor.party.number == envelope.target.number;
}

bool is_another(app::Envelope const& envelope, Books const& books)
{
    auto const person = envelope.actor.person;
    if (!person)
        return false;
    auto const number = envelope.target.number;
    if (envelope.target.subject == codec::Subject::claim) {
        auto const* claim = books.claim(number);
        return claim != nullptr && claim->drafter != person;
    }
    // Of an account the service asks that itself: the books keep the money alone.
    if (envelope.target.subject == codec::Subject::party)
        return true;
    auto const* remittance = books.remittance(number);
    return remittance != nullptr && remittance->proposed_by.person != person && remittance->proposed_maker != person;
}

bool holds(Tie tie, app::Envelope const& envelope, Books const& books)
{
    auto const* order = books.order(envelope.target.number);
    switch (tie) {
    case Tie::none:
        return true;
    case Tie::person:
        return static_cast<bool>(envelope.actor.person);
    case Tie::own:
        return owns(envelope, books);
    case Tie::own_person:
        return envelope.actor.person && owns(envelope, books);
    case Tie::drafter:
        return owns(envelope, books) && order != nullptr && order->drafted_by == envelope.actor.role;
    case Tie::other_side: {
        if (!owns(envelope, books) || order == nullptr)
            return false;
        auto const word = word_of(envelope.command);
        auto const asked = word == "order.agree" ? std::optional { order->drafted_by }
            : word == "order.accept-cancel"      ? order->cancel_by
                                                 : order->amendment_by;
        return asked != envelope.actor.role;
    }
    case Tie::another_person:
        return is_another(envelope, books);
    case Tie::itself:
        return is_itself(envelope, books);
    }
    return false;
}

constexpr std::array<std::string_view, std::variant_size_v<app::Command>> subjects { "party", "order", "claim",
    "standing", "remittance", "statement", "movement", "payout", "edition", "dossier", "matter" };

} // namespace

std::string word_of(app::Command const& command)
{
    return std::visit(
        [&](auto const& one) { return fmt::format("{}.{}", subjects[command.index()], codec::word_of(one)); }, command);
}

std::vector<std::string> const& all_commands()
{
    static auto const all = [] {
        std::vector<std::string> words;
        [&]<std::size_t... i>(std::index_sequence<i...>) {
            (
                [&] {
                    for (auto const& word : codec::alternative_words<std::variant_alternative_t<i, app::Command>>())
                        words.push_back(fmt::format("{}.{}", subjects[i], word));
                }(),
                ...);
        }(std::make_index_sequence<std::variant_size_v<app::Command>> {});
        return words;
    }();
    return all;
}

bool anybody_may(std::string_view command)
{
    return std::ranges::any_of(permits, [&](auto const& permit) { return permit.command == command; });
}

std::optional<std::string> forbidden(app::Envelope const& envelope, Books const& books)
{
    auto const word = word_of(envelope.command);
    for (auto const& permit : permits) {
        if (permit.command == word && permit.role == envelope.actor.role && holds(permit.tie, envelope, books))
            return {};
    }
    return fmt::format("{} by the {} P-{} U-{}", word, act::word(envelope.actor.role), envelope.actor.party.number,
        envelope.actor.person.number);
}

} // namespace recourse::sim
