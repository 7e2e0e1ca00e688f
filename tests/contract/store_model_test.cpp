// Random histories: every store agrees with the reference, and with a store rebuilt from its own log.

#include "store/memory/memory_store.hpp"
#include "tests/contract/store_subjects.hpp"

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace recourse::store {
namespace {

using namespace samples;

template <class T>
T below(T bound)
{
    return *rc::gen::inRange<T>(0, bound);
}

Key short_key()
{
    return *rc::gen::container<Key>(static_cast<std::size_t>(below(3)), rc::gen::element('\0', 'a', 'b', '\xff'));
}

Bytes short_body()
{
    return bytes(std::to_string(below(1000)));
}

/// A slice over few keys, so that they meet; each key once in each member.
Slice random_slice(Sequence from, Sequence upto)
{
    Slice slice;
    slice.from = from;
    slice.upto = upto;
    std::set<Key> keys;
    for (int i = below(6); i > 0; --i)
        keys.insert(short_key());
    auto const eur = Currency::from_code("EUR").value();
    std::uint64_t number = 0;
    for (auto const& key : keys) {
        ++number;
        auto const id = static_cast<std::int64_t>(below(8)) * 10 + static_cast<std::int64_t>(number);
        slice.commands.push_back(
            { command(static_cast<std::uint64_t>(id)), upto, static_cast<std::uint32_t>(below(9)) });
        slice.index.push_back({ number, static_cast<std::uint32_t>(below(9)), 1 + below(upto) });
        slice.accounts.push_back({ id, eur, below(9), below(9), 0, 0, 1, upto });
        slice.snapshots.push_back({ number, 1, upto, short_body() });
        slice.rows.push_back(
            { static_cast<View>(below(2)), key, below(3) == 0 ? std::nullopt : std::optional(short_body()) });
        slice.lists.push_back({ 1, short_key(), short_key(), key });
        slice.lists_removed.push_back({ 1, short_key(), short_key(), key });
        slice.timers.push_back({ key, { below(9) }, short_body() });
        slice.outbox.push_back({ number, 1, static_cast<std::uint8_t>(below(2)), short_body() });
        if (below(4) == 0) {
            slice.timers_removed.push_back(short_key());
            slice.outbox_removed.push_back(below(std::uint64_t { 9 }));
        }
    }
    return slice;
}

/// Everything that can be asked of the views within the few keys.
void expect_same(Store& one, Store& other)
{
    RC_ASSERT(one.head().value() == other.head().value());
    RC_ASSERT(one.projection_digests().value().value == other.projection_digests().value().value);
    for (auto const direction : { Direction::ascending, Direction::descending }) {
        PageRequest request { .view = 1, .direction = direction, .bodies = 1 };
        for (int i = below(4); i > 0; --i)
            request.scopes.push_back(short_key());
        request.limit = 1 + below(std::size_t { 4 });
        if (below(2) == 0)
            request.after = { short_key(), short_key() };
        RC_ASSERT(one.page(request).value().value == other.page(request).value().value);
    }
    Instant const until { below(9) };
    RC_ASSERT(one.timers_due(until, 3).value().value == other.timers_due(until, 3).value().value);
    RC_ASSERT(one.outbox_pending(1, 3).value().value == other.outbox_pending(1, 3).value().value);
    auto const stream = 1 + below(StreamId { 6 });
    RC_ASSERT(one.read_stream(stream, 2).value().value == other.read_stream(stream, 2).value().value);
}

void agrees_with_the_reference(SubjectKind const& kind)
{
    auto const subject = kind.make();
    auto& store = subject->store();
    MemoryStore reference;
    std::vector<Slice> slices;
    RC_ASSERT(store.lease("x").value() == reference.lease("x").value());
    int const steps = 1 + below(8);
    for (int step = 0; step < steps; ++step) {
        auto const batch = next_batch(reference.head().value(), some(1 + below(std::size_t { 4 })));
        RC_ASSERT(store.append(batch).value() == reference.append(batch).value());
        auto const head = reference.head().value();
        auto const slice = random_slice(head.projected, head.last);
        RC_ASSERT(store.project(slice).has_value() == reference.project(slice).has_value());
        slices.push_back(slice);
        RC_ASSERT(!store.project(slice).has_value()); // once more changes nothing
        expect_same(store, reference);
    }
    RC_ASSERT(store.read(1, 1000).value() == reference.read(1, 1000).value());

    RC_ASSERT(store.drop_projections().has_value());
    for (auto const& slice : slices)
        RC_ASSERT(store.project(slice).has_value());
    subject->reopen();
    expect_same(subject->store(), reference);
}

RC_GTEST_PROP(StoreModel, sqlite_agrees_with_the_reference_and_with_its_own_rebuild, ())
{
    agrees_with_the_reference(subject_kinds[1]);
}

RC_GTEST_PROP(StoreModel, without_faults_the_faulty_store_is_the_one_inside, ())
{
    agrees_with_the_reference(subject_kinds[2]);
}

} // namespace
} // namespace recourse::store
