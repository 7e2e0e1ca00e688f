#include "base/packed.hpp"

#include <gtest/gtest.h>
// after gtest
#include <rapidcheck/gtest.h>

namespace recourse::packed {

namespace {

struct Thing {
    [[maybe_unused]] static constexpr std::string_view prefix = "T";
};
enum class Colour : std::uint8_t { red = 1, green = 4 };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Small {
    std::int64_t number = 7;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Small, (), (number, text))

/// Small as a later program knows it.
struct Grown {
    std::int64_t number = 7;
    std::string text;
    std::optional<Date> since;
    int weight = 3;
};
BOOST_DESCRIBE_STRUCT(Grown, (), (number, text, since, weight))

struct Everything {
    bool flag = false;
    Colour colour = Colour::red;
    std::uint16_t small = 0;
    std::int64_t large = 0;
    Money money;
    Date date;
    Instant instant;
    Ratio ratio;
    Digest digest;
    Id<Thing> id;
    std::optional<Small> maybe;
    std::vector<Small> list;
    std::variant<Small, Colour> either;
};
BOOST_DESCRIBE_STRUCT(
    Everything, (), (flag, colour, small, large, money, date, instant, ratio, digest, id, maybe, list, either))

Everything full()
{
    Everything all;
    all.flag = true;
    all.colour = Colour::green;
    all.small = 65535;
    all.large = std::numeric_limits<std::int64_t>::min();
    all.money = { -480'00, *Currency::from_code("USD") };
    all.date = Date::of(2026, 3, 1);
    all.instant = { 1'700'000'000'000'000 };
    all.ratio = Ratio::of(7, 20);
    all.digest = sha256("abc");
    all.id = { 17 };
    all.maybe = Small { 1, "中" };
    all.list = { { 2, "" }, { -3, "x" } };
    all.either = Colour::green;
    return all;
}

} // namespace

TEST(Packed, a_value_is_read_back_as_it_was)
{
    auto const bytes = pack(full());
    auto const back = unpack<Everything>(bytes);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->large, std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(back->money, (Money { -480'00, *Currency::from_code("USD") }));
    EXPECT_EQ(back->maybe->text, "中");
    EXPECT_EQ(std::get<Colour>(back->either), Colour::green);
    EXPECT_EQ(pack(*back), bytes);
}

TEST(Packed, has_the_bytes_that_stored_books_have)
{
    // 2 fields; -3 is 5; a text of two bytes. Never change these.
    EXPECT_EQ(pack(Small { -3, "ab" }),
        std::string("\x02\x05\x02"
                    "ab"));
    // USD is 840: 0x48 | 0x80, 0x06; 480.00 is 48000: doubled 96000.
    EXPECT_EQ(pack(Money { 480'00, *Currency::from_code("USD") }), std::string("\x80\xee\x05\xc8\x06"));
}

TEST(Packed, a_newer_reader_takes_what_an_older_writer_left_out_as_it_begins)
{
    auto const grown = unpack<Grown>(pack(Small { 5, "old" }));
    ASSERT_TRUE(grown);
    EXPECT_EQ(grown->text, "old");
    EXPECT_EQ(grown->weight, 3);
    EXPECT_FALSE(grown->since);
}

TEST(Packed, an_older_reader_refuses_what_it_does_not_know)
{
    EXPECT_EQ(unpack<Small>(pack(Grown {})).error(), Fault::newer);
    EXPECT_EQ(unpack<Colour>(pack(std::uint64_t { 2 })).error(), Fault::newer);
}

TEST(Packed, wrong_bytes_are_told_apart)
{
    struct Case {
        std::string bytes;
        Fault fault;
    };
    for (auto const& [bytes, fault] : { Case { "", Fault::cut }, Case { "\x02", Fault::cut },
             Case { std::string("\x02\x05\x03", 3) + "ab", Fault::cut },
             Case { std::string("\x02\x05\x02", 3) + "abc", Fault::surplus },
             Case { std::string("\x02\x05\x02\xff\xff", 5), Fault::value },
             Case { std::string("\x82\x00\x05\x00", 4), Fault::value }, // 2 in two bytes
             Case { std::string("\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 11), Fault::value } }) {
        auto const value = unpack<Small>(bytes);
        ASSERT_FALSE(value);
        EXPECT_EQ(value.error(), fault);
    }
    EXPECT_EQ(unpack<bool>("\x02").error(), Fault::value);
    EXPECT_EQ(unpack<Currency>("\x01").error(), Fault::value);
    // A list that claims to be long does not make the reader reserve memory for it.
    EXPECT_EQ(unpack<std::vector<Small>>("\xff\xff\x03").error(), Fault::cut);
}

RC_GTEST_PROP(Packed, every_cut_and_every_changed_byte_is_an_error_or_another_value, ())
{
    auto const bytes = pack(full());
    auto const at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    RC_ASSERT(!unpack<Everything>(bytes.substr(0, at)));
    auto changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ *rc::gen::inRange(1, 256));
    if (auto const value = unpack<Everything>(changed))
        RC_ASSERT(pack(*value) == changed); // one value, one form
}

} // namespace recourse::packed
