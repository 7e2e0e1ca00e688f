#include "store/faulty/faulty_store.hpp"

#include "store/memory/memory_store.hpp"
#include "tests/contract/store_samples.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <utility>

namespace recourse::store {
namespace {

using namespace samples;

FaultChances every_fault()
{
    FaultChances chances;
    chances.lost_reply = chances.lost_call = chances.repeated = chances.conflict = 60;
    chances.full = chances.torn = chances.transient = chances.slow = 40;
    return chances;
}

/// A writer as the port wants it: after each fault it does what the port's words say, and knows which batches are in.
class CarefulWriter {
public:
    CarefulWriter(FaultyStore& store) : store_(store) { }

    void append_one()
    {
        ++version_;
        Batch batch;
        for (;;) {
            if (!known_)
                reload();
            batch = next_batch(head_, { event(1, version_) });
            auto const done = store_.append(batch);
            if (done) {
                accept(*done);
                return;
            }
            switch (done.error().kind) {
            case AppendError::transient:
            case AppendError::full:
                if (store_.is_down())
                    restart();
                continue;
            case AppendError::unknown:
            case AppendError::conflict:
                if (store_.is_down())
                    restart();
                if (is_there(batch)) {
                    accept({ batch.header.first + batch.header.count, batch.header.hash });
                    return;
                }
                continue;
            case AppendError::fenced:
                known_ = false;
                continue;
            case AppendError::corrupt:
                FAIL();
            }
        }
    }

private:
    template <class Ask>
    auto until_answered(Ask const& ask)
    {
        for (;;) {
            if (auto answer = ask())
                return *answer;
            if (store_.is_down())
                restart();
        }
    }
    void restart()
    {
        store_.restart();
        known_ = false;
    }
    void reload()
    {
        until_answered([&] { return store_.lease("careful"); });
        head_ = until_answered([&] { return store_.head(); });
        known_ = true;
    }
    bool is_there(Batch const& batch)
    {
        auto const last = batch.header.first + batch.header.count;
        auto const rows = until_answered([&] { return store_.read(last, 1); });
        auto const header = rows.empty() ? std::nullopt : parse_header(rows[0]);
        return header && header->hash == batch.header.hash;
    }
    void accept(Durable const& durable)
    {
        head_.last = durable.last;
        head_.hash = durable.hash;
    }

    FaultyStore& store_;
    Head head_;
    bool known_ = false;
    std::uint32_t version_ = 0;
};

RC_GTEST_PROP(FaultyStoreRuns, a_careful_writer_gets_each_batch_in_once, (std::uint64_t seed))
{
    MemoryStore inner;
    FaultyStore faulty(inner, seed, every_fault());
    CarefulWriter writer(faulty);
    for (int i = 0; i < 40; ++i)
        writer.append_one();
    auto const log = inner.read(1, 1000).value();
    RC_ASSERT(log.size() == 80u);
    ChainReader chain;
    std::uint32_t version = 0;
    for (auto const& each : log) {
        RC_ASSERT(chain.add(each).has_value());
        if (each.type != header_type)
            RC_ASSERT(each.version == ++version);
    }
}

RC_GTEST_PROP(FaultyStoreRuns, one_seed_is_one_run, (std::uint64_t seed))
{
    auto const run = [seed] {
        MemoryStore inner;
        std::vector<std::uint64_t> counts;
        FaultyStore faulty(inner, seed, every_fault(),
            [&](std::chrono::microseconds slow) { counts.push_back(static_cast<std::uint64_t>(slow.count())); });
        CarefulWriter writer(faulty);
        for (int i = 0; i < 20; ++i)
            writer.append_one();
        for (auto const fault :
            { InjectedFault::lost_reply, InjectedFault::lost_call, InjectedFault::repeated, InjectedFault::conflict,
                InjectedFault::full, InjectedFault::torn, InjectedFault::transient, InjectedFault::slow })
            counts.push_back(faulty.count(fault));
        return counts;
    };
    RC_ASSERT(run() == run());
}

struct Case {
    char const* name;
    unsigned FaultChances::* chance;
    AppendError kind;
    std::size_t log_size; ///< 0: it was not done; 2: it was; 9: either
};

class FaultyStoreKinds : public testing::TestWithParam<Case> { };
INSTANTIATE_TEST_SUITE_P(, FaultyStoreKinds,
    testing::Values( //
        Case { "lost_reply", &FaultChances::lost_reply, AppendError::unknown, 2 },
        Case { "lost_call", &FaultChances::lost_call, AppendError::unknown, 0 },
        Case { "repeated", &FaultChances::repeated, AppendError::conflict, 2 },
        Case { "conflict", &FaultChances::conflict, AppendError::conflict, 0 },
        Case { "full", &FaultChances::full, AppendError::full, 0 },
        Case { "transient", &FaultChances::transient, AppendError::transient, 0 },
        Case { "torn", &FaultChances::torn, AppendError::unknown, 9 }),
    [](auto const& each) { return each.param.name; });

TEST_P(FaultyStoreKinds, do_what_they_say)
{
    auto const& wanted = GetParam();
    bool done = false;
    bool not_done = false;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        MemoryStore inner;
        inner.lease("test").value();
        FaultChances chances;
        chances.*wanted.chance = 1000;
        FaultyStore faulty(inner, seed, chances);
        auto const batch = next_batch(inner.head().value(), some(1));
        EXPECT_EQ(faulty.append(batch).error().kind, wanted.kind);
        auto const size = inner.read(1, 10).value().size();
        if (wanted.log_size != 9)
            EXPECT_EQ(size, wanted.log_size);
        (size == 0 ? not_done : done) = true;
    }
    if (wanted.log_size == 9)
        EXPECT_TRUE(done && not_done);
}

TEST(FaultyStoreStates, after_a_tear_nothing_answers_until_the_restart)
{
    MemoryStore inner;
    FaultChances chances;
    chances.torn = 1000;
    FaultyStore faulty(inner, 1, chances);
    EXPECT_EQ(faulty.lease("test").error().kind, AppendError::unknown);
    EXPECT_TRUE(faulty.is_down());
    EXPECT_EQ(faulty.head().error().kind, ReadError::failed);
    EXPECT_EQ(faulty.project({}).error().kind, ProjectError::full);
    faulty.set({});
    faulty.restart();
    EXPECT_TRUE(faulty.head());
    EXPECT_TRUE(faulty.lease("test"));
}

TEST(FaultyStoreStates, a_full_disk_stays_full_for_a_while)
{
    MemoryStore inner;
    FaultChances chances;
    chances.full = 1000;
    FaultyStore faulty(inner, 1, chances);
    EXPECT_EQ(faulty.lease("test").error().kind, AppendError::full);
    faulty.set({});
    for (unsigned i = 0; i < chances.full_lasts; ++i)
        EXPECT_EQ(faulty.lease("test").error().kind, AppendError::full);
    EXPECT_TRUE(faulty.head()); // reading goes on
    EXPECT_TRUE(faulty.lease("test"));
}

} // namespace
} // namespace recourse::store
