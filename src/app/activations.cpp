#include "app/activations.hpp"

#include "app/projection.hpp"
#include "app/stored_event.hpp"
#include "app/views.hpp"

#include <fmt/format.h>

#include <map>

namespace recourse::app {

namespace {

constexpr std::size_t step = 2'000;

/// By the numbers of their streams.
using States = std::map<std::uint64_t, edition::State>;

std::expected<States, std::string> of_views(store::Store& store)
{
    std::vector<store::StreamId> streams;
    store::PageRequest page { .view = static_cast<store::View>(View::editions),
        .scopes = lists_of(View::editions),
        .limit = step,
        .bodies = static_cast<store::View>(View::editions) };
    for (;;) {
        auto const found = store.page(page);
        if (!found)
            return std::unexpected(found.error().detail);
        for (auto const& item : found->value) {
            auto const line = item.body ? packed::unpack<EditionLine>(text_of(*item.body))
                                        : std::expected<EditionLine, packed::Fault> { std::unexpect, packed::Fault {} };
            if (!line)
                return std::unexpected("a line of the list of editions cannot be read");
            streams.push_back(codec::to_number({ Subject::edition, line->id.number }));
        }
        if (found->value.size() < step)
            break;
        page.after = { found->value.back().sort, found->value.back().key };
    }
    auto loaded = load_subjects(store, streams);
    if (!loaded)
        return std::unexpected(loaded.error().detail);
    States states;
    for (std::size_t i = 0; i < streams.size(); ++i) {
        auto& edition = (*loaded)[i];
        if (!edition)
            return std::unexpected("an edition that is listed has no events");
        states[streams[i]] = std::get<Aggregate<edition::State>>(*std::move(edition)).state;
    }
    return states;
}

} // namespace

std::expected<std::vector<edition::State>, std::string> confirmed_editions(store::Store& store)
{
    auto const head = store.head();
    if (!head)
        return std::unexpected(head.error().detail);
    auto states = of_views(store);
    if (!states)
        return std::unexpected(std::move(states.error()));
    for (auto from = head->projected + 1;;) {
        auto const events = store.read(from, step);
        if (!events)
            return std::unexpected(events.error().detail);
        for (auto const& event : *events) {
            from = event.sequence + 1;
            if (codec::stream_of(event.stream).subject != Subject::edition)
                continue;
            auto const stored = unpacked(event);
            if (!stored)
                return std::unexpected(
                    fmt::format("the event {} cannot be read: {}", event.sequence, packed::word(stored.error())));
            if (auto const* what = std::get_if<edition::Event>(&stored->what))
                evolve((*states)[event.stream], *what);
        }
        if (events->size() < step)
            break;
    }
    std::vector<edition::State> confirmed;
    for (auto& [stream, state] : *states) {
        if (state.phase == edition::Phase::confirmed)
            confirmed.push_back(std::move(state));
    }
    return confirmed;
}

} // namespace recourse::app
