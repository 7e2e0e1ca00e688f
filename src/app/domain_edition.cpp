#include "app/decided.hpp"

#include <algorithm>

// Editions that come into force: whoever sends a command of one brings the books by which the desk would run with it.

namespace recourse::app {

std::expected<Decided, Breach> Domain::carry_out(
    edition::Command const& command, Envelope const& envelope, Now const& now)
{
    Stream const target { Subject::edition, envelope.target.number == 0 ? now.next : envelope.target.number };
    auto const before = get<edition::State>(target);
    auto const* propose = std::get_if<edition::Propose>(&command);
    auto const& programme = propose == nullptr ? before.state.programme : propose->programme;
    auto const& name = propose == nullptr ? before.state.edition : propose->edition;
    std::optional<edition::Book> known;
    auto const& next = envelope.next_books;
    if (next && next->books) {
        if (auto const* book = next->books->find_book(programme, name)) {
            known = edition::Book { next->digest, book->id, book->edition, book->from, false, false, next->waiting, {},
                {} };
            for (auto const& one : book->readings)
                known->readings.push_back(one.id);
            if (auto const* run = books_->run_of(programme)) {
                known->runs = true;
                known->reading = run->reading;
            }
            known->in_force = books_->find_book(programme, name) != nullptr;
        }
    }
    auto decision = edition::decide(
        before.state, command, { envelope.actor, { now.now, now.today }, known ? &*known : nullptr, envelope.behind });
    if (!decision)
        return as_refusal(envelope.target, before.version, decision.error());
    bool const confirmed = std::ranges::any_of(
        *decision, [](auto const& event) { return std::holds_alternative<edition::events::Confirmed>(event); });
    auto decided = as_done(target, before.version, *std::move(decision));
    if (auto kept = take(decided.changes, now.next); !kept)
        return std::unexpected(std::move(kept.error()));
    // Its day is still to come: no command between here and there is decided otherwise than by the old ones.
    if (confirmed)
        books_ = next->books;
    return decided;
}

} // namespace recourse::app
