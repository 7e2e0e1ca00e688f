#include "app/audit.hpp"

#include "app/projection.hpp"
#include "app/stored_event.hpp"
#include "store/chain.hpp"
#include "store/memory/memory_store.hpp"

#include <fmt/format.h>

namespace recourse::app {

namespace {

constexpr std::size_t step = 5'000;

std::string hexadecimal(Digest const& digest)
{
    return to_string(digest).substr(0, 12);
}

std::expected<void, std::string> make_views(
    store::Store& store, Projector& projector, std::vector<store::Event> const& events)
{
    if (events.empty())
        return {};
    std::vector<store::Event const*> slice_events;
    for (auto const& event : events)
        slice_events.push_back(&event);
    auto const slice = projector.slice_of(events.front().sequence - 1, slice_events);
    if (!slice)
        return std::unexpected(slice.error().detail);
    if (auto const done = store.project(*slice); !done)
        return std::unexpected(done.error().detail);
    return {};
}

} // namespace

std::expected<Audit, std::string> audit(store::Store& store, std::shared_ptr<RuleBooks const> books, time::Zone zone)
{
    Audit audit;
    auto const found = [&](std::string what) { audit.findings.push_back(std::move(what)); };
    auto const head = store.head();
    if (!head)
        return std::unexpected(head.error().detail);

    store::ChainReader chain;
    Domain domain(std::move(books), zone);
    store::MemoryStore again; // the views, made anew
    Projector projector(again, zone);
    store::Epoch lease = 0;
    std::vector<store::Event> batch, slice;
    for (store::Sequence from = 1;;) {
        auto const events = store.read(from, step);
        if (!events)
            return std::unexpected(events.error().detail);
        for (auto const& event : *events) {
            from = event.sequence + 1;
            ++audit.events;
            auto const linked = chain.add(event);
            if (!linked) {
                found(fmt::format("event {}: {}", linked.error().at, linked.error().what));
                return audit; // what follows rests on what was broken
            }
            if (event.type != store::header_type) {
                auto const stored = unpacked(event);
                if (!stored) {
                    found(fmt::format("event {} cannot be read: {}", event.sequence, packed::word(stored.error())));
                    return audit;
                }
                if (auto const kept = domain.replay(event, *stored); !kept)
                    found(fmt::format(
                        "event {}: {} does not hold: {}", event.sequence, kept.error().invariant, kept.error().detail));
            }
            if (event.sequence <= head->projected)
                slice.push_back(event);
            if (event.type != store::header_type) {
                batch.push_back(event);
                continue;
            }
            auto const& header = **linked;
            while (lease < header.epoch) {
                auto const next = again.lease("audit");
                if (!next)
                    return std::unexpected(next.error().detail);
                lease = *next;
            }
            if (auto const kept = again.append({ header, std::exchange(batch, {}) }); !kept)
                return std::unexpected(kept.error().detail);
            if (slice.size() >= step) {
                if (auto made = make_views(again, projector, std::exchange(slice, {})); !made)
                    return std::unexpected(std::move(made.error()));
            }
        }
        if (events->size() < step)
            break;
    }
    if (auto made = make_views(again, projector, slice); !made)
        return std::unexpected(std::move(made.error()));
    if (!chain.between_batches())
        found("the log ends in the middle of a batch");
    if (chain.last() != head->last || chain.hash() != head->hash)
        found(fmt::format("the head says {} {}, the log ends with {} {}", head->last, hexadecimal(head->hash),
            chain.last(), hexadecimal(chain.hash())));
    for (auto const& one : escrow::trial_balance(domain.book())) {
        if (one.debits != one.credits || one.pending_debits != one.pending_credits)
            found(fmt::format(
                "{} does not balance: {} debits, {} credits", one.currency.code(), one.debits, one.credits));
    }
    for (auto& difference : domain.recourse_differs())
        found(std::move(difference));
    auto const kept = store.projection_digests();
    auto const anew = again.projection_digests();
    if (!kept || !anew)
        return std::unexpected("the views cannot be read");
    for (std::size_t i = 0; i < kept->value.size() && i < anew->value.size(); ++i) {
        auto const& one = kept->value[i];
        auto const& other = anew->value[i];
        if (!(one == other))
            found(fmt::format(
                "the view \"{}\" is not what the log makes: {} rows, {} made anew", one.kind, one.count, other.count));
    }
    return audit;
}

std::expected<Audit, std::string> audit_chain(store::Store& store)
{
    Audit audit;
    auto const found = [&](std::string what) { audit.findings.push_back(std::move(what)); };
    auto const head = store.head();
    if (!head)
        return std::unexpected(head.error().detail);
    store::ChainReader chain;
    for (store::Sequence from = 1;;) {
        auto const events = store.read(from, step);
        if (!events)
            return std::unexpected(events.error().detail);
        for (auto const& event : *events) {
            from = event.sequence + 1;
            ++audit.events;
            if (auto const linked = chain.add(event); !linked) {
                found(fmt::format("event {}: {}", linked.error().at, linked.error().what));
                return audit;
            }
            if (event.type == store::header_type)
                continue;
            if (auto const stored = unpacked(event); !stored)
                found(fmt::format("event {} cannot be read: {}", event.sequence, packed::word(stored.error())));
        }
        if (events->size() < step)
            break;
    }
    if (!chain.between_batches() || chain.last() != head->last || chain.hash() != head->hash)
        found("the log does not end where its head says");
    return audit;
}

} // namespace recourse::app
