#include "store/chain.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace recourse::store {
namespace {

Event event(std::uint64_t number, std::size_t size)
{
    Event made;
    made.stream = number;
    made.version = static_cast<std::uint32_t>(number + 1);
    made.type = static_cast<std::uint16_t>(number + 2);
    made.at = { static_cast<std::int64_t>(number) * 1'000'000 };
    made.command.bytes[3] = static_cast<std::uint8_t>(number);
    made.body = Bytes(size, static_cast<std::uint8_t>(number));
    return made;
}

/// A log of batches as it is read: events and headers in order.
std::vector<Event> log_of(std::vector<std::size_t> const& batch_sizes)
{
    std::vector<Event> log;
    Sealing sealing { .epoch = 3, .at = { 77 }, .seed = 9 };
    for (auto const size : batch_sizes) {
        std::vector<Event> events;
        events.reserve(size);
        for (std::size_t i = 0; i < size; ++i)
            events.push_back(event(log.size() + i, (log.size() + 3 * i) % 11));
        auto const batch = seal(sealing, std::move(events));
        log.insert(log.end(), batch.events.begin(), batch.events.end());
        log.push_back(header_row(batch.header));
        sealing.last = log.back().sequence;
        sealing.previous = batch.header.hash;
    }
    return log;
}

/// True when the log is what was appended, with the last batch whole.
bool holds(std::vector<Event> const& log)
{
    ChainReader chain;
    for (auto const& each : log) {
        if (!chain.add(each))
            return false;
    }
    return chain.between_batches();
}

std::vector<std::size_t> some_sizes()
{
    return *rc::gen::suchThat(rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(1, 5)),
        [](auto const& sizes) { return !sizes.empty(); });
}

TEST(Chain, numbers_and_closes_a_batch)
{
    auto const batch
        = seal({ .last = 4, .previous = sha256("before"), .epoch = 2, .at = { 5 } }, { event(1, 2), event(2, 0) });
    EXPECT_TRUE(is_well_formed(batch));
    EXPECT_EQ(batch.events[0].sequence, 5u);
    EXPECT_EQ(batch.events[1].sequence, 6u);
    EXPECT_EQ(batch.header.first, 5u);
    EXPECT_EQ(batch.header.count, 2u);
    EXPECT_EQ(batch.header.previous, sha256("before"));
    EXPECT_EQ(header_row(batch.header).sequence, 7u);
    EXPECT_EQ(parse_header(header_row(batch.header)), batch.header);
}

// Stored: a log written by one edition of the program is verified by all later ones.
TEST(Chain, has_the_hash_it_always_had)
{
    auto const batch = seal(
        { .last = 4, .previous = sha256("before"), .epoch = 2, .at = { 5 }, .seed = 6 }, { event(1, 2), event(2, 0) });
    EXPECT_EQ(to_string(batch.header.hash), "02d9b23460d8b6660a7ee0407dec3cb8ae18c6548d39889ae6f356765f2ef211");
}

TEST(Chain, finds_an_end_within_a_batch)
{
    auto log = log_of({ 2, 3 });
    EXPECT_TRUE(holds(log));
    log.pop_back();
    EXPECT_FALSE(holds(log));
}

TEST(Chain, continues_from_a_header_that_is_trusted)
{
    auto const log = log_of({ 2, 3 });
    ChainReader chain(log[2].sequence, parse_header(log[2])->hash);
    for (std::size_t i = 3; i < log.size(); ++i)
        ASSERT_TRUE(chain.add(log[i]));
    EXPECT_EQ(chain.last(), log.back().sequence);
    EXPECT_EQ(chain.hash(), parse_header(log.back())->hash);
    EXPECT_FALSE(ChainReader(log[2].sequence, sha256("another")).add(log[6]));
}

TEST(Chain, a_batch_that_is_numbered_wrongly_is_not_well_formed)
{
    auto const good = seal({}, { event(1, 1), event(2, 2) });
    auto bad = good;
    bad.events[1].sequence = 3;
    EXPECT_FALSE(is_well_formed(bad));
    bad = good;
    bad.events.pop_back();
    EXPECT_FALSE(is_well_formed(bad));
    bad = good;
    bad.events[0].type = header_type;
    EXPECT_FALSE(is_well_formed(bad));
    bad = good;
    bad.header.first = 0;
    EXPECT_FALSE(is_well_formed(bad));
}

RC_GTEST_PROP(ChainProperties, an_untouched_log_holds, ())
{
    RC_ASSERT(holds(log_of(some_sizes())));
}

RC_GTEST_PROP(ChainProperties, every_changed_byte_is_found, ())
{
    auto log = log_of(some_sizes());
    auto& touched = log[*rc::gen::inRange<std::size_t>(0, log.size())];
    auto const flip = static_cast<std::uint8_t>(*rc::gen::inRange(1, 256));
    // The columns of a row as one string of bytes: sequence, stream, version, type, at, command, body.
    auto place = *rc::gen::inRange<std::size_t>(0, 8 + 8 + 4 + 2 + 8 + 16 + touched.body.size());
    auto const within = [&](std::size_t size) {
        if (place < size)
            return true;
        place -= size;
        return false;
    };
    auto const change = [&](auto& number) {
        using Number = std::remove_reference_t<decltype(number)>;
        number = static_cast<Number>(static_cast<std::uint64_t>(number) ^ std::uint64_t { flip } << (8 * place));
    };
    if (within(8))
        change(touched.sequence);
    else if (within(8))
        change(touched.stream);
    else if (within(4))
        change(touched.version);
    else if (within(2))
        change(touched.type);
    else if (within(8))
        change(touched.at.micros);
    else if (within(16))
        touched.command.bytes[place] ^= flip;
    else
        touched.body[place] ^= flip;
    RC_ASSERT(!holds(log));
}

RC_GTEST_PROP(ChainProperties, a_missing_added_or_moved_event_is_found, ())
{
    auto const log = log_of(some_sizes());
    auto const place = *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(log.size()));
    auto missing = log;
    missing.erase(missing.begin() + place);
    // Whole batches missing at the end are not in the chain's power: the head has to be known from elsewhere.
    RC_ASSERT(!holds(missing));
    auto doubled = log;
    doubled.insert(doubled.begin() + place, log[static_cast<std::size_t>(place)]);
    RC_ASSERT(!holds(doubled));
    if (place > 0) {
        auto moved = log;
        std::swap(moved[static_cast<std::size_t>(place)], moved[static_cast<std::size_t>(place) - 1]);
        RC_ASSERT(!holds(moved));
        std::swap(moved[static_cast<std::size_t>(place)].sequence, moved[static_cast<std::size_t>(place) - 1].sequence);
        RC_ASSERT(!holds(moved));
    }
}

} // namespace
} // namespace recourse::store
