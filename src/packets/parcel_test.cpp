#include "packets/parcel.hpp"

#include "packets/media_type.hpp"
#include "packets/sample_test.hpp"
#include "packets/us_certificate.hpp"
#include "tests/golden.hpp"
#include "vault/zip/archive.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace recourse::packets {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::map<std::string, std::string> unpacked(std::string zip)
{
    std::map<std::string, std::string> files;
    auto const archive = vault::Archive::open(vault::memory_range(std::move(zip)));
    if (!archive)
        throw std::runtime_error(to_string(archive.error()));
    for (std::size_t i = 0; i < archive->entries().size(); ++i)
        files[archive->entries()[i].name] = vault::read_whole(*archive, i, 8U << 20U).value();
    return files;
}

} // namespace

TEST(Parcel, holds_what_is_handed_in_apart_from_what_is_for_us)
{
    auto const to = shipped("alibaba-trade-assurance");
    auto const dossier = sample_dossier();
    auto const packet = make(to, dossier);
    ASSERT_TRUE(packet) << packet.error();
    auto const zip = parcel(to, dossier, *packet, { { "system-statement.pdf", "%PDF" } });
    ASSERT_TRUE(zip) << zip.error();
    auto const files = unpacked(*zip);
    std::string names;
    for (auto const& [name, bytes] : files)
        names += name + "\n";
    EXPECT_EQ(names,
        "READ-FIRST.txt\n"
        "beside/system-statement.pdf\n"
        "hand-in/E000-covering-note.pdf\n"
        "hand-in/contract-and-order/E001-contract.pdf\n"
        "hand-in/goods/E006-photo.jpg\n"
        "hand-in/goods/E007-inspection-report.csv\n"
        "hand-in/other/E002-email.eml\n"
        "hand-in/other/E008-other-chat.txt\n"
        "hand-in/payment/E003-payment-record.txt\n"
        "hand-in/payment/E004-payment-record.xml\n"
        "hand-in/platform-chat/E005-platform-chat.csv\n");
    EXPECT_EQ(files.at("hand-in/contract-and-order/E001-contract.pdf"), file_of_examples("contract.pdf"));
    auto const& first = files.at("READ-FIRST.txt");
    EXPECT_THAT(first,
        AllOf(HasSubstr("packet unknown-types"), HasSubstr("Nobody could say: ask the receiver"),
            HasSubstr(to_string(sha256(files.at("hand-in/goods/E006-photo.jpg"))) + "  hand-in/goods/E006-photo.jpg"),
            Not(HasSubstr("The receiver will not take it so"))));
    EXPECT_EQ(*parcel(to, dossier, *packet, { { "system-statement.pdf", "%PDF" } }), *zip);
}

TEST(Certificate, says_what_is_known_and_leaves_room_for_what_a_person_knows)
{
    auto const at = [](int hour) {
        return Instant { Date::of(2026, 11, 30).days() * std::int64_t { 86'400'000'000 } + hour * 3'600'000'000LL };
    };
    SystemFacts facts;
    facts.program = "Recourse 0.1.0";
    facts.operating_system = "Debian GNU/Linux 12, Linux 6.1.0";
    facts.clock = { "the system's clock, kept by the kernel within 12 ms", "系统时钟" };
    facts.self_checks = { { at(9), { "each file of this packet against its digest", "逐一核对" }, 2, 0 } };
    facts.entries = 41;
    facts.log_name = "desk.example/evidence";
    facts.log_root = to_string(sha256("root"));
    facts.records_missing = 0;
    facts.stamps_known = true;
    facts.from = at(1);
    facts.to = at(9);
    auto const dossier = sample_dossier();
    std::vector<CopiedFile> files;
    for (std::size_t i : { 0, 5 }) {
        auto const& one = dossier.exhibits[i];
        files.push_back(
            { one.number, one.name.en, i == 0 ? "contract.pdf" : "", one.size, one.digest, at(2), 7, i == 0 });
    }
    files[1].came_in.reset();
    files[1].entry.reset();
    auto const page = us_certificate(facts, files, "V-17", Date::of(2026, 11, 30));
    auto const text = to_text(page, 100);
    expect_golden("packets/us-certificate.txt", text);
    auto const printed = print(page);
    ASSERT_TRUE(printed) << printed.error();
    EXPECT_EQ(printed->sheets, 2u);
    if (auto const* folder = std::getenv("RECOURSE_KEEP_PACKETS"))
        std::ofstream { std::string { folder } + "/us-certificate.pdf", std::ios::binary } << printed->pdf;
}

TEST(MediaType, is_told_by_the_bytes_before_the_sender)
{
    using namespace std::string_view_literals;
    struct Known {
        std::string_view bytes, said, name, type;
    };
    for (auto const& one :
        { Known { "%PDF-1.7", "text/plain", "a.txt", "application/pdf" },
            Known { "\xff\xd8\xff\xe0", "", "a", "image/jpeg" }, Known { "II*\0...."sv, "image/png", "", "image/tiff" },
            Known { "\0\0\0\x18"
                    "ftypheic"sv,
                "", "", "image/heic" },
            Known { "plain words", "application/pdf", "a.pdf", "application/octet-stream" },
            Known { "plain words", "application/pdf", "a.CSV", "text/csv" },
            Known { "plain words", "text/csv", "a.txt", "text/csv" },
            Known { "", "application/octet-stream", "mail.eml", "message/rfc822" },
            Known { "", "", "", "application/octet-stream" } })
        EXPECT_EQ(media_type_of(one.bytes, one.said, one.name), one.type) << one.bytes << " " << one.said;
}

} // namespace recourse::packets
