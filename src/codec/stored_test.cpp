#include "codec/stored.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace recourse::codec {

namespace {

std::string hexadecimal(std::string_view bytes)
{
    std::string text;
    for (unsigned char const c : bytes)
        text += fmt::format("{:02x}", c);
    return text;
}

Currency const usd = *Currency::from_code("USD");

} // namespace

TEST(Stored, events_keep_their_numbers_and_bytes)
{
    // Samples of what logs hold. A change here breaks every log there is.
    struct Sample {
        Happening what;
        std::uint16_t type;
        std::string bytes;
    };
    for (auto const& [what, type, bytes] : {
             Sample { AlreadySo { { Subject::order, 17 }, 3 }, 0x0200, "0203020400000202011103" },
             Sample { party::Event { party::events::Registered { { "N", "", "CN", "" } } }, 0x0300,
                 "02030204000001"
                 "04014e0002434e00" },
             Sample { order::Event { order::events::Offered {} }, 0x0402, "0203020400000100" },
             Sample { order::Event { order::events::Released { { 98'00, usd }, { 2'00, usd },
                          { { escrow::held({ 17 }, usd), escrow::fee_income(usd), { 2'00, usd } } } } },
                 0x0410, "" },
         }) {
        EXPECT_EQ(type_of(what), type);
        auto const packed = pack({ { { act::Role::supplier, { 4 }, {} }, {} }, what });
        if (!bytes.empty())
            EXPECT_EQ(hexadecimal(packed), bytes);
        auto const back = unpack(type, packed);
        ASSERT_TRUE(back);
        EXPECT_EQ(back->caused.by.party, Id<Party> { 4 });
        EXPECT_EQ(pack(*back), packed);
    }
}

TEST(Stored, a_type_that_is_not_known_is_newer_than_the_program)
{
    auto const packed = pack({ {}, order::Event { order::events::Offered {} } });
    EXPECT_EQ(unpack(0x04ff, packed).error(), packed::Fault::newer);
    EXPECT_EQ(unpack(0x7700, packed).error(), packed::Fault::newer);
    EXPECT_EQ(unpack(0, packed).error(), packed::Fault::newer);
    EXPECT_EQ(unpack(0x0402, packed + "x").error(), packed::Fault::surplus);
}

TEST(Stored, a_stream_is_one_number)
{
    Stream const stream { Subject::order, (std::uint64_t { 1 } << 56) - 1 };
    EXPECT_EQ(stream_of(to_number(stream)), stream);
}

} // namespace recourse::codec
