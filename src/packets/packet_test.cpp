#include "packets/packet.hpp"

#include "packets/sample_test.hpp"
#include "packets/system_statement.hpp"
#include "tests/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <stdexcept>

namespace recourse::packets {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// What poppler reads out of a PDF: another program's view of it.
std::string text_of(std::string const& pdf)
{
    auto const path
        = std::filesystem::temp_directory_path() / ("packet-" + to_string(sha256(pdf)).substr(0, 12) + ".pdf");
    std::ofstream { path, std::ios::binary } << pdf;
    auto const command = "pdftotext -layout -enc UTF-8 " + path.string() + " -";
    std::string out;
    auto* pipe = ::popen(command.c_str(), "r");
    EXPECT_NE(pipe, nullptr);
    std::array<char, 4096> buffer {};
    for (std::size_t got = 0; pipe != nullptr && (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        out.append(buffer.data(), got);
    EXPECT_EQ(pipe == nullptr ? -1 : ::pclose(pipe), 0) << "pdftotext (poppler-utils) could not read the packet";
    std::filesystem::remove(path);
    return out;
}

std::vector<std::string> pages_of(std::string const& pdf)
{
    std::vector<std::string> pages;
    auto text = text_of(pdf);
    for (std::size_t at = 0, end = 0; (end = text.find('\f', at)) != std::string::npos; at = end + 1)
        pages.push_back(text.substr(at, end - at));
    return pages;
}

/// Number and English name of each exhibit that a page lists, in its order.
std::vector<std::pair<std::string, std::string>> listed(Page const& page)
{
    std::vector<std::pair<std::string, std::string>> found;
    for (auto const& block : page.blocks)
        if (auto const* entry = std::get_if<Entry>(&block); entry != nullptr && parse_label(entry->number))
            found.emplace_back(entry->number, entry->head.en);
    return found;
}

/// Where tests leave what a person may want to look at.
void keep(std::string const& name, std::string const& bytes)
{
    if (auto const* folder = std::getenv("RECOURSE_KEEP_PACKETS"))
        std::ofstream { std::filesystem::path { folder } / name, std::ios::binary } << bytes;
}

/// Throws what stopped it, which fails the test that asked: a packet without files answers nothing.
Packet made(std::string_view receiver, Dossier const& dossier = sample_dossier())
{
    auto packet = make(shipped(receiver), dossier);
    if (!packet)
        throw std::runtime_error(fmt::format("{}: {}", receiver, packet.error()));
    if (packet->files.empty())
        throw std::runtime_error(fmt::format("{}: a packet without files", receiver));
    return *std::move(packet);
}

} // namespace

TEST(Packet, the_example_goes_to_cietac_as_one_bound_pdf)
{
    auto const packet = made("cietac");
    EXPECT_FALSE(has_breach(packet.findings)) << to_text(packet.findings);
    ASSERT_EQ(packet.files.size(), 1u);
    EXPECT_EQ(packet.files.front().name, "evidence-cietac.pdf");
    keep("cietac.pdf", packet.files.front().bytes);
    expect_golden("packets/cietac.txt", to_text(packet.page));

    auto const pages = pages_of(packet.files.front().bytes);
    ASSERT_EQ(pages.size(), packet.files.front().pages);
    ASSERT_FALSE(pages.empty());
    EXPECT_THAT(pages.front(), HasSubstr("证据清单"));
    // Every page of every exhibit bears its stamp.
    for (auto const& [number, place] : packet.bound)
        for (int page = 1; page <= place.pages; ++page) {
            auto const& text = pages.at(static_cast<std::size_t>(place.first + page - 2));
            EXPECT_THAT(
                text, HasSubstr(label(number) + " - " + std::to_string(page) + "/" + std::to_string(place.pages)));
            EXPECT_THAT(text, HasSubstr(label_zh(number)));
        }
}

TEST(Packet, the_example_goes_to_a_court_the_police_and_an_inspector)
{
    for (auto const* id : { "prc-court", "police", "inspector" }) {
        auto dossier = sample_dossier();
        if (id != std::string_view { "inspector" })
            attach_translations(dossier, "zh");
        if (id == std::string_view { "police" })
            dossier.asks = { "Suspected contract fraud: seals other than agreed, and a further payment asked for to a "
                             "person's own account.",
                "涉嫌合同诈骗：密封圈与约定不符，并要求向个人账户付款。" };
        auto const packet = made(id, dossier);
        expect_golden(std::string { "packets/" } + id + ".txt", to_text(packet.page) + "\n" + to_text(packet.findings));
        keep(std::string { id } + ".pdf", packet.files.front().bytes);
    }
}

TEST(Packet, the_example_goes_to_a_platform_as_files_in_slots)
{
    auto dossier = sample_dossier();
    dossier.reference = "TA-48213377";
    auto const packet = made("alibaba-trade-assurance", dossier);
    expect_golden("packets/alibaba-trade-assurance.txt", to_text(packet.page) + "\n" + to_text(packet.findings));
    keep("platform.pdf", packet.files.front().bytes);
    std::string names;
    for (auto const& file : packet.files)
        names += file.slot + " " + file.name + "\n";
    EXPECT_EQ(names,
        " E000-covering-note.pdf\n"
        "contract-and-order E001-contract.pdf\n"
        "other E002-email.eml\n"
        "payment E003-payment-record.txt\n"
        "payment E004-payment-record.xml\n"
        "platform-chat E005-platform-chat.csv\n"
        "goods E006-photo.jpg\n"
        "goods E007-inspection-report.csv\n"
        "other E008-other-chat.txt\n");
    // The files are the very bytes.
    ASSERT_GT(packet.files.size(), 1u);
    EXPECT_EQ(packet.files[1].bytes, file_of_examples("contract.pdf"));
}

TEST(Packet, a_card_network_gets_one_pdf_in_english_with_a_short_name)
{
    auto dossier = sample_dossier();
    attach_translations(dossier, "en");
    auto const packet = made("mastercard", dossier);
    EXPECT_FALSE(has_breach(packet.findings)) << to_text(packet.findings);
    ASSERT_EQ(packet.files.size(), 1u);
    EXPECT_EQ(packet.files.front().name, "evidence.pdf");
    EXPECT_LE(packet.files.front().pages, 19u);
    EXPECT_THAT(to_text(packet.page), Not(HasSubstr("证据")));
    keep("mastercard.pdf", packet.files.front().bytes);
}

TEST(Packet, without_the_translation_the_card_network_is_told_so)
{
    auto const packet = made("mastercard");
    EXPECT_THAT(to_text(packet.findings), HasSubstr("breach E008 translation-missing"));
}

TEST(Packet, what_cannot_be_bound_is_found_before_it_is_made)
{
    auto const dossier = sample_dossier();
    auto surveys = survey(dossier);
    for (auto const* id : { "cietac", "prc-court", "police" })
        EXPECT_EQ(to_text(try_binding(shipped(id), dossier, surveys)), "") << id;
    // The reader that counts and the one that binds do not agree.
    for (auto const number : { 1, 6 })
        surveys.at(number).pages.push_back(surveys.at(number).pages.front());
    auto const found = try_binding(shipped("cietac"), dossier, surveys);
    EXPECT_TRUE(has_breach(found));
    EXPECT_THAT(to_text(found),
        AllOf(HasSubstr("breach E001 not-bound: E001 could not be bound: a file has not as many pages as were counted"),
            HasSubstr("breach E006 not-bound")));
    EXPECT_EQ(found.size(), 2u);
    // One by one they go in as they are.
    EXPECT_EQ(to_text(try_binding(shipped("alibaba-trade-assurance"), dossier, surveys)), "");
    // Only together they are too much: no exhibit is to blame.
    surveys = survey(dossier);
    auto const whole = made("cietac");
    pdf::Walls narrow;
    narrow.limits.result_size = whole.files.front().bytes.size() - 1000;
    EXPECT_THAT(
        to_text(try_binding(shipped("cietac"), dossier, surveys, {}, narrow)), HasSubstr("breach packet not-bound"));
}

TEST(Packet, the_same_dossier_gives_the_same_bytes)
{
    for (auto const* id : { "cietac", "alibaba-trade-assurance" }) {
        auto const first = made(id), second = made(id);
        ASSERT_EQ(first.files.size(), second.files.size());
        for (std::size_t i = 0; i < first.files.size(); ++i)
            EXPECT_TRUE(first.files[i].bytes == second.files[i].bytes) << id << " " << first.files[i].name;
    }
}

TEST(Packet, a_withdrawn_exhibit_leaves_its_line_and_none_of_its_pages)
{
    auto dossier = sample_dossier();
    dossier.exhibits[2].withdrawn = true;
    auto const packet = made("prc-court", dossier);
    EXPECT_FALSE(packet.bound.contains(3));
    auto const text = to_text(packet.page);
    EXPECT_THAT(text, HasSubstr("E003"));
    EXPECT_THAT(text, HasSubstr("The number is not used again"));
    EXPECT_EQ(listed(packet.page).size(), 8u);
}

TEST(Packet, a_line_of_what_is_gone_says_what_became_of_it)
{
    auto dossier = sample_dossier();
    dossier.exhibits[1].erased = true;
    dossier.exhibits[1].gone_on = Date::of(2026, 5, 6);
    dossier.exhibits[2].withdrawn = true;
    dossier.exhibits[2].gone_on = Date::of(2026, 5, 7);
    for (auto const* id : { "cietac", "police", "alibaba-trade-assurance" }) {
        auto const packet = made(id, dossier);
        keep(std::string { "gone-" } + id + ".pdf", packet.files.front().bytes);
        auto const text = to_text(packet.page);
        // What the erased one was called may say as much as its bytes did.
        EXPECT_THAT(text,
            AllOf(HasSubstr("E002"), HasSubstr("Erased by order"), HasSubstr("Erased on 2026-05-06"),
                HasSubstr("已于 2026-05-06 删除"), HasSubstr("E003"), HasSubstr("Withdrawn on 2026-05-07."),
                HasSubstr("已于 2026-05-07 撤回"), HasSubstr("Payment of the deposit"),
                Not(HasSubstr("Mail with the contract"))))
            << id;
        for (auto const& file : packet.files)
            EXPECT_THAT(file.name, AllOf(Not(HasSubstr("E002")), Not(HasSubstr("E003"))));
    }
}

TEST(Packet, a_translation_is_named_by_its_number_and_another_said_not_to_be_attached)
{
    auto dossier = sample_dossier();
    attach_translations(dossier, "zh");
    dossier.exhibits[4].form.translations = { "zh", "fr" };
    auto const text = to_text(made("cietac", dossier).page, 600);
    EXPECT_THAT(text,
        AllOf(HasSubstr("with a translation into Chinese: E101 (by Ningbo Haishu Translation Co.)"),
            HasSubstr("附中文译本：证据101（译者：宁波海曙翻译有限公司）"),
            HasSubstr("translation of E001 (by Ningbo Haishu Translation Co.)"), HasSubstr("证据1的译本"),
            HasSubstr("with a translation into Chinese: E105"),
            HasSubstr("a translation into fr is said to be there (translator not stated) and is not attached"),
            HasSubstr("称有fr译本（未注明译者），未随附")));
    // Without them nothing is said to be attached.
    EXPECT_THAT(to_text(made("cietac").page, 600), Not(HasSubstr("译本")));
}

TEST(Packet, a_picture_too_large_to_be_bound_is_named_and_gets_a_sheet)
{
    auto dossier = sample_dossier();
    std::string png = "\x89PNG\r\n\x1a\n" + std::string("\0\0\0\rIHDR\0\0\x23\x28\0\0\x23\x28\x08\x02\0\0\0", 21)
        + std::string(20, 'x');
    holds(dossier.exhibits[5], png, "image/png");
    auto const packet = made("cietac", dossier);
    EXPECT_THAT(to_text(packet.findings),
        HasSubstr("breach E006 not-readable: the PNG has 9000 by 9000 pixels, more than the 64 million"));
    auto const page = pages_of(packet.files.front().bytes).at(static_cast<std::size_t>(packet.bound.at(6).first - 1));
    EXPECT_THAT(page, HasSubstr("Stands here for a file"));
}

TEST(Packet, a_file_that_changed_since_it_was_numbered_stops_it)
{
    auto dossier = sample_dossier();
    dossier.exhibits[4].digest = sha256("something else");
    auto const packet = make(shipped("cietac"), dossier);
    ASSERT_FALSE(packet);
    EXPECT_EQ(packet.error(), "E005: the file is another than its digest says");
}

TEST(Packet, two_exhibits_of_one_number_stop_it)
{
    auto dossier = sample_dossier();
    dossier.exhibits[4].number = 4;
    auto const packet = make(shipped("prc-court"), dossier);
    ASSERT_FALSE(packet);
    EXPECT_EQ(packet.error(), "E004: two exhibits have this number");
}

TEST(Packet, what_no_slot_takes_stays_out_and_is_said_to)
{
    auto const packet = made("inspector");
    EXPECT_FALSE(has_breach(packet.findings)) << to_text(packet.findings);
    for (auto const& file : packet.files)
        EXPECT_THAT(file.name, Not(HasSubstr("payment")));
    EXPECT_THAT(to_text(packet.findings), HasSubstr("note E003 slot-none: no slot takes its kind 'payment_record'"));
    auto const text = to_text(packet.page);
    EXPECT_THAT(text, HasSubstr("E003 (not enclosed)"));
    EXPECT_THAT(text, Not(HasSubstr("Repayment"))); // an inspector finds and does not judge
}

TEST(Packet, each_series_has_its_own_numbers)
{
    auto dossier = sample_dossier();
    dossier.exhibits[4].number = Number { 1, Series::buyer };
    dossier.chronology[0].exhibits = { { 1 }, { 1, Series::buyer } };
    auto const packet = made("cietac", dossier);
    EXPECT_FALSE(has_breach(packet.findings)) << to_text(packet.findings);
    auto const& place = packet.bound.at(Number { 1, Series::buyer });
    auto const page = pages_of(packet.files.front().bytes).at(static_cast<std::size_t>(place.first - 1));
    EXPECT_THAT(page, HasSubstr("B001 - 1/1"));
    EXPECT_THAT(page, HasSubstr("证据B1"));
    EXPECT_EQ(listed(packet.page).back().first, "B001");
}

TEST(Packet, the_encoded_part_of_a_mail_is_named_and_not_printed)
{
    auto const packet = made("cietac");
    EXPECT_THAT(to_text(packet.findings), HasSubstr("note E002 encoded-left-out: "));
    auto const& place = packet.bound.at(2);
    EXPECT_EQ(place.pages, 1);
    auto const page = pages_of(packet.files.front().bytes).at(static_cast<std::size_t>(place.first - 1));
    EXPECT_THAT(page, HasSubstr("lines of encoded data are not printed"));
    EXPECT_THAT(page, HasSubstr("DKIM-Signature")); // headers are whole
    EXPECT_THAT(page, HasSubstr("--part-of-a-sample--"));
}

TEST(Number, is_written_as_it_is_read)
{
    for (auto const number : { Number { 3 }, Number { 12, Series::buyer }, Number { 1234, Series::programme } })
        EXPECT_EQ(parse_label(label(number)), number);
    EXPECT_EQ(label({ 3 }), "E003");
    EXPECT_EQ(parse_label("E12"), Number { 12 });
    for (auto const* none : { "", "E", "E0", "E-1", "E+1", "X1", "E1x", "E12345678901" })
        EXPECT_EQ(parse_label(none), std::nullopt) << none;
}

TEST(Packet, a_pdf_that_is_none_gets_a_sheet_in_its_place)
{
    auto dossier = sample_dossier();
    holds(dossier.exhibits[0], "%PDF-1.7\nnothing of what it promises", "application/pdf");
    auto const packet = made("prc-court", dossier);
    EXPECT_THAT(to_text(packet.findings), HasSubstr("breach E001 not-readable"));
    auto const pages = pages_of(packet.files.front().bytes);
    auto const& sheet = pages.at(static_cast<std::size_t>(packet.bound.at(1).first - 1));
    EXPECT_THAT(sheet, HasSubstr("Stands here for a file"));
    EXPECT_THAT(sheet, HasSubstr(to_string(dossier.exhibits[0].digest).substr(0, 20)));
}

RC_GTEST_PROP(Packets, no_receiver_changes_a_number, ())
{
    auto dossier = sample_dossier();
    auto const first = *rc::gen::inRange(1, 900);
    int number = first;
    std::vector<std::pair<std::string, std::string>> expected;
    for (auto& exhibit : dossier.exhibits) {
        exhibit.number = number;
        exhibit.group = *rc::gen::inRange(1, 4);
        exhibit.withdrawn = *rc::gen::inRange(0, 4) == 0;
        exhibit.kind = *rc::gen::element<std::string>("contract", "photo", "email", "other", "witness");
        number += *rc::gen::inRange(1, 5);
        exhibit.erased = *rc::gen::inRange(0, 6) == 0;
        expected.emplace_back(label(exhibit.number), exhibit.erased ? "Erased by order" : exhibit.name.en);
    }
    std::ranges::sort(expected);
    // The order in which they are given does not matter.
    if (*rc::gen::arbitrary<bool>())
        std::ranges::reverse(dossier.exhibits);
    auto const all = catalog::shipped_receivers();
    RC_ASSERT(all.has_value());
    for (auto const& to : *all) {
        auto found = listed(list_page(to, dossier, {}, {}));
        if (to.list.order == receiver::Order::number)
            RC_ASSERT(std::ranges::is_sorted(found));
        std::ranges::sort(found);
        RC_ASSERT(found == expected);
    }
}

TEST(SystemStatement, seven_factors_are_answered_or_said_to_be_unknown)
{
    auto const at
        = [](int day) { return Instant { (Date::of(2026, 11, 1).days() + day) * std::int64_t { 86'400'000'000 } }; };
    SystemFacts facts { .program = "Recourse 0.1.0",
        .operating_system = "Debian 12, Linux 6.1",
        .machine = { "a server of Lakeside Hardware LLC in Toledo", "湖畔五金有限公司位于托莱多的服务器" },
        .replaced = {},
        .restarts = { at(3), at(17) },
        .restarts_known = true,
        .abrupt = 1,
        .incidents = { { "the disk was full on 3 November", "11月3日磁盘已满" } },
        .incidents_known = true,
        .self_checks = { { at(1), { "every object against its digest", "逐一核对对象哈希值" }, 41, 0 },
            { at(28), { "every object against its digest", "逐一核对对象哈希值" }, 57, 0 } },
        .audits = {},
        .entries = 183,
        .records_missing = 0,
        .log_name = "desk.example/evidence",
        .log_root = "9f2c41d07ab38e6655d1f0c2a7e9b3d48c1f6a20e5b7d9034c8a1e2f3b4c5d6e",
        .stamps = {},
        .stamps_known = true,
        .extraction = { "exported as a sealed bundle; anybody can repeat it", "以封存包导出，可重复进行" },
        .clock = { "the system's clock, kept by NTP; checkpoints are stamped by an authority",
            "系统时钟经 NTP 校准，检查点由时间戳机构签署" },
        .business = { "messages, mails and payments of the trade itself", "交易过程中的聊天、邮件及付款" },
        .keeper = { "the buyer itself, who is a party", "买方自行保存，系当事人" },
        .others = {},
        .others_known = false,
        .from = at(0),
        .to = at(29) };
    EXPECT_EQ(open_factors(facts), std::vector<int> { 7 });
    auto const page = system_statement(
        facts, "C-2026-0017", { "J. Ortiz, general counsel", "J. Ortiz（法务总监）" }, Date::of(2026, 11, 30));
    expect_golden("packets/system-statement.txt", to_text(page));
    auto const printed = print(page);
    ASSERT_TRUE(printed) << printed.error();
    EXPECT_EQ(printed->sheets, 1u);
    keep("system-statement.pdf", printed->pdf);

    auto const nothing = system_statement({}, "C-1", {}, Date::of(2026, 11, 30));
    EXPECT_EQ(open_factors({}), (std::vector<int> { 1, 2, 3, 4, 5, 6, 7 }));
    expect_golden("packets/system-statement-nothing-known.txt", to_text(nothing));
    auto const nothing_printed = print(nothing);
    ASSERT_TRUE(nothing_printed) << nothing_printed.error();
    EXPECT_EQ(nothing_printed->sheets, 1u);
}

} // namespace recourse::packets

int main(int argc, char** argv)
{
    if (auto const status = recourse::readers::cell::entry(
            { argv, static_cast<std::size_t>(argc) }, recourse::packets::pdf::cell_readers(), nullptr))
        return *status;
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
