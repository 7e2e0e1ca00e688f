#include "codec/stored.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace recourse::codec {

namespace {

std::string hexadecimal(std::string_view bytes)
{
    std::string text;
    for (char const c : bytes)
        text += fmt::format("{:02x}", static_cast<unsigned char>(c));
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

TEST(Stored, events_of_claims_standing_and_remittances_keep_their_numbers_and_bytes)
{
    Date const day = *parse_date("2026-03-01");
    act::Actor const officer { act::Role::officer, {}, { 9 } };
    escrow::Transfer const refund { escrow::held({ 17 }, usd), escrow::refund_payable({ 17 }, usd), { 10'00, usd } };
    claim::events::Opened opened;
    opened.on = day;
    opened.order = { 17 };
    opened.buyer = { 1 };
    opened.supplier = { 2 };
    opened.lines = { { claim::Problem::quality, "cracks", Ratio::whole(1), Money { 5'00, usd }, true, day } };
    opened.amount = opened.paid = { 10'00, usd };
    opened.reversed = { 0, usd };
    opened.edition = "2026-03-17";
    opened.slots = { { "photos", act::Role::buyer, claim::ExhibitKind::photo, claim::Need::required, day, "n" } };
    opened.clocks = { { "answer", claim::Effect::escalate, claim::Awaits::answer, act::Role::supplier, Ratio::whole(1),
        0, day, "5 days" } };
    claim::Ruling const ruling { { { 0, "seen" } }, { 7'00, usd }, claim::Remedy::refund, "r", "d",
        act::Role::supplier };
    remittance::Detail const payout { remittance::Purpose::supplier_payout, { 3'00, usd }, { 2 }, {}, {}, 0, "ref" };
    struct Sample {
        Happening what;
        std::uint16_t type;
        std::string bytes;
    };
    std::vector<Sample> const samples {
        { claim::Event { opened }, 0x0500,
            "02030300090010c2c00211010201060406637261636b73020201e807c8060101c2c00201d00fc806d00fc806"
            "00c8060a323032362d30332d31370000000001060670686f746f7301070101c2c002016e010806616e737765"
            "72010102020200c2c00206352064617973" },
        { claim::Event { claim::events::ExhibitAdded { 1, day, officer,
              { {}, "name", claim::ExhibitKind::video, "note", claim::Compartment::officer }, "slot", "rule" } },
            0x0501,
            "0203030009000601c2c002030300090500000000000000000000000000000000000000000000000000000000"
            "00000000046e616d6508046e6f74650404736c6f740472756c65" },
        { claim::Event { claim::events::OfferMade { 1, day, act::Role::supplier,
              { { 5'00, usd }, claim::Remedy::partial_refund, true, false, day }, 0, { 5'00, usd }, true, {} } },
            0x0506, "0203030009000801c2c0020205e807c806020100c2c00200e807c8060100" },
        { claim::Event { claim::events::Settled { 1, day, 1, { 5'00, usd }, claim::Remedy::refund, true, false,
              { 5'00, usd }, Money { 5'00, usd }, day, {} } },
            0x050a, "0203030009000b01c2c00201e807c806010100e807c80601e807c806c2c00200" },
        { claim::Event { claim::events::Determined { 1, day, ruling,
              { { 1'00, usd }, { 7'00, usd }, { { 0, "covered", { 1'00, usd }, { 7'00, usd }, "r" } }, { "t" }, "e",
                  "x" },
              { 9 }, { 10 }, { 0, usd }, day, claim::ReviewRight { day, 1, "r", "c" }, {} } },
            0x0510,
            "0203030009000a01c2c00206010200047365656ef80ac8060101720164010206c801c806f80ac80601050007"
            "636f7665726564c801c806f80ac806017201017401650178090a00c806c2c0020104c2c002010172016300" },
        { claim::Event { claim::events::Resumed { day, officer } }, 0x051a, "02030300090002c2c00203030009" },
        { standing::Event { standing::events::PointsGiven {
              { 1, day, "late", standing::Cure::late, 3, { 20 }, "rule", day, officer, {} } } },
            0x0600, "020303000900010a01c2c002046c6174650203140472756c6501c2c0020303000900" },
        { standing::Event { standing::events::LimitReserved { { 17 }, day, { 5'00, usd }, { 6'00, usd } } }, 0x0610,
            "0203030009000411c2c002e807c806b009c806" },
        { standing::Event { standing::events::RecourseNoted { { 20 }, day, { 5'00, usd } } }, 0x0615,
            "0203030009000414c2c002e807c80600" },
        { remittance::Event { remittance::events::Recorded { day, payout, { refund } } }, 0x0700,
            "02030300090004c2c0020806d804c8060200000003726566000104030211c806030311c806d00fc8060000" },
        { remittance::Event { remittance::events::Proposed { day, payout, officer, { refund } } }, 0x0701,
            "02030300090005c2c0020806d804c806020000000372656600030300090104030211c806030311c806d00fc8"
            "060000" },
        { remittance::Event { remittance::events::Returned { day, "closed", { refund } } }, 0x0706,
            "02030300090003c2c00206636c6f7365640104030211c806030311c806d00fc80600" },
    };
    for (auto const& [what, type, bytes] : samples) {
        EXPECT_EQ(type_of(what), type);
        auto const packed = pack({ { officer, {} }, what });
        EXPECT_EQ(hexadecimal(packed), bytes) << fmt::format("{:#06x}", type);
        auto const back = unpack(type, packed);
        ASSERT_TRUE(back);
        EXPECT_EQ(back->caused.by, officer);
        EXPECT_EQ(back->what.index(), what.index());
        EXPECT_EQ(pack(*back), packed);
    }
}

TEST(Stored, a_remittance_of_before_it_could_name_an_account_is_read)
{
    std::string bytes;
    std::string_view const old = "02030300090003c2c0020706d804c80602000000037265660104030211c806030311c806d00fc80600";
    for (std::size_t i = 0; i < old.size(); i += 2)
        bytes += static_cast<char>(std::stoi(std::string { old.substr(i, 2) }, nullptr, 16));
    auto const back = unpack(0x0700, bytes);
    ASSERT_TRUE(back);
    auto const& recorded = std::get<remittance::events::Recorded>(std::get<remittance::Event>(back->what));
    EXPECT_EQ(recorded.detail.reference, "ref");
    EXPECT_FALSE(recorded.detail.to);
    EXPECT_EQ(recorded.transfers.size(), 1u);
}

// Before keys had a maker, and before what the pool wants back was kept in the currency of its claim, too.
TEST(Stored, events_of_before_makers_and_shares_come_back_without_them)
{
    auto const back = [](std::uint16_t type, std::string_view hexadecimal) {
        std::string bytes;
        for (std::size_t i = 0; i < hexadecimal.size(); i += 2)
            bytes += static_cast<char>(std::stoi(std::string { hexadecimal.substr(i, 2) }, nullptr, 16));
        auto stored = unpack(type, bytes);
        EXPECT_TRUE(stored) << type;
        return stored->what;
    };
    auto const proposed = std::get<remittance::events::Proposed>(std::get<remittance::Event>(
        back(0x0701, "02030300090004c2c0020806d804c806020000000372656600030300090104030211c806030311c806d00fc80600")));
    EXPECT_EQ(proposed.detail.reference, "ref");
    EXPECT_EQ(proposed.maker, Id<Person> {});
    auto const recorded = std::get<remittance::events::Recorded>(std::get<remittance::Event>(
        back(0x0700, "02030300090003c2c0020806d804c8060200000003726566000104030211c806030311c806d00fc80600")));
    EXPECT_TRUE(recorded.shares.empty());
    auto const noted = std::get<standing::events::RecourseNoted>(
        std::get<standing::Event>(back(0x0615, "0203030009000314c2c002e807c806")));
    EXPECT_EQ(noted.open, (Money { 5'00, usd }));
    EXPECT_FALSE(noted.owed);
}

TEST(Stored, events_of_the_bank_s_files_keep_their_numbers_and_come_back)
{
    Date const day = *parse_date("2026-03-01");
    act::Actor const officer { act::Role::officer, {}, { 9 } };
    bank::Account const account { "N", "NO9386011117947", "", "" };
    movement::Told told;
    told.identity = "B1";
    told.amount = { 5'00, usd };
    told.other = account;
    payout::File const file { 9, "RC-F-9-20260301", { 7 }, account, day,
        { { { 5 }, { 5'00, usd }, account, "R-5", payout::Status::unknown, {}, {}, {} } } };
    statement::Record record;
    record.account = account.iban;
    record.opening = Money { -5'00, usd };
    struct Sample {
        Happening what;
        std::uint16_t type;
    };
    for (auto const& [what, type] : {
             Sample { party::Event { party::events::AccountProposed { day, account, officer } }, 0x0302 },
             Sample { party::Event { party::events::AccountConfirmed { day, account, day, officer } }, 0x0303 },
             Sample { party::Event { party::events::AccountDeclined { day, "no", officer } }, 0x0304 },
             Sample { remittance::Event { remittance::events::Picked { day, { 9 } } }, 0x0707 },
             Sample { remittance::Event { remittance::events::Dropped { day } }, 0x0708 },
             Sample { remittance::Event { remittance::events::Reopened { day, "AC04", {} } }, 0x0709 },
             Sample { statement::Event { statement::events::Taken { day, officer, record } }, 0x0800 },
             Sample { movement::Event {
                          movement::events::Noted { day, told, movement::Reason::underpaid, { 17 }, 1, {}, {} } },
                 0x0900 },
             Sample { movement::Event { movement::events::Assigned { day, officer, { 17 }, 1, { 5'00, usd }, {} } },
                 0x0901 },
             Sample {
                 movement::Event { movement::events::SentBack { day, officer, { 5'00, usd }, { 5 }, "r" } }, 0x0902 },
             Sample { movement::Event { movement::events::Explained {
                          day, officer, movement::Treatment::ours, { 5'00, usd }, "r", {} } },
                 0x0903 },
             Sample { movement::Event { movement::events::TakenBack { day, { 5 }, { 5'00, usd } } }, 0x0904 },
             Sample { payout::Event { payout::events::Made { day, officer, file, {} } }, 0x0a00 },
             Sample { payout::Event { payout::events::Approved { day, officer } }, 0x0a01 },
             Sample { payout::Event { payout::events::Discarded { day, officer, "r" } }, 0x0a02 },
             Sample { payout::Event { payout::events::Reported {
                          day, "P2", { { { 5 }, payout::Status::rejected, "RJCT", "AC01", "t" } } } },
                 0x0a03 },
         }) {
        EXPECT_EQ(type_of(what), type);
        auto const packed = pack({ { officer, {} }, what });
        auto const back = unpack(type, packed);
        ASSERT_TRUE(back) << type;
        EXPECT_EQ(back->what.index(), what.index());
        EXPECT_EQ(pack(*back), packed);
    }
}

TEST(Stored, events_of_editions_keep_their_numbers_and_bytes)
{
    Date const day = *parse_date("2026-03-01");
    act::Actor const officer { act::Role::officer, {}, { 9 } };
    Digest digest;
    digest.bytes.fill(0xd1);
    std::string const digest_bytes = [] {
        std::string text;
        for (int i = 0; i < 32; ++i)
            text += "d1";
        return text;
    }();
    struct Sample {
        Happening what;
        std::uint16_t type;
        std::string bytes;
    };
    std::vector<Sample> const samples {
        { edition::Event { edition::events::Proposed { day, officer, "acme", "2027-01-01", digest, day } }, 0x0b00,
            "02030300090006c2c00203030009"
            "0461636d65"
            "0a323032372d30312d3031"
                + digest_bytes + "c2c002" },
        { edition::Event { edition::events::Confirmed { day, officer } }, 0x0b01, "02030300090002c2c00203030009" },
        { edition::Event { edition::events::Withdrawn { day, officer, "r" } }, 0x0b02,
            "02030300090003c2c002030300090172" },
    };
    for (auto const& [what, type, bytes] : samples) {
        EXPECT_EQ(type_of(what), type);
        auto const packed = pack({ { officer, {} }, what });
        EXPECT_EQ(hexadecimal(packed), bytes) << fmt::format("{:#06x}", type);
        auto const back = unpack(type, packed);
        ASSERT_TRUE(back);
        EXPECT_EQ(back->what.index(), what.index());
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
