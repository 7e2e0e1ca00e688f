#include "readers/readers.hpp"

#include "codec/described.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace recourse::readers {

namespace {

std::string const samples = RECOURSE_SOURCE_DIR "/examples/evidence/";

/// The file behind the walls, as the desk reads it.
std::expected<Read, cell::Stop> read_file(std::string const& path, Told told = {}, cell::Limits const& limits = {})
{
    int const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    EXPECT_GE(file, 0) << path << " is missing";
    told.name = std::filesystem::path { path }.filename();
    auto result = read(file, told, limits);
    ::close(file);
    return result;
}

std::expected<Read, cell::Stop> read_text(std::string_view bytes, Told const& told, cell::Limits const& limits = {})
{
    int const file = ::memfd_create("file", MFD_CLOEXEC);
    EXPECT_EQ(::write(file, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    auto result = read(file, told, limits);
    ::close(file);
    return result;
}

Told told_of_samples()
{
    Told told;
    told.chat.zone = "Asia/Shanghai";
    told.collected = Instant { 1'775'000'000'000'000 }; // 1 April 2026
    std::ifstream lines { samples + "keys.tsv" };
    for (std::string line; std::getline(lines, line);) {
        if (auto const tab = line.find('\t'); tab != std::string::npos)
            told.keys.push_back(
                { line.substr(0, tab), dkim::Lookup::found, line.substr(tab + 1), "", std::nullopt, "" });
    }
    return told;
}

bool found(Reading const& reading, std::string_view words)
{
    return std::ranges::any_of(
        reading.text, [&](auto const& piece) { return piece.text.find(words) != std::string::npos; });
}

} // namespace

TEST(Readers, every_sample_is_what_it_is)
{
    struct Row {
        char const* file;
        Kind kind;
        char const* words; ///< "" where there is no text
    };
    Row const rows[] = {
        { "mail-1-contract.eml", Kind::mail, "合同已签字" },
        { "mail-2-complaint.eml", Kind::mail, "23 defective pumps" },
        { "mail-3-admission.eml", Kind::mail, "it is our mistake" },
        { "alibaba-chat.csv", Kind::chat, "没问题" },
        { "wechat-chat.txt", Kind::chat, "密封圈" },
        { "photo-leak.jpg", Kind::photo, "" },
        { "photo-carton.jpg", Kind::photo, "" },
        { "contract.pdf", Kind::pdf, "Trade Assurance" },
        { "inspection.csv", Kind::inspection, "shaft seal leaks" },
        { "payment-deposit.mt103", Kind::payment, "DEPOSIT 30 PCT" },
        { "payment-balance.xml", Kind::statement, "balance 70 pct" },
    };
    for (auto const& row : rows) {
        auto const got = read_file(samples + row.file, told_of_samples());
        ASSERT_TRUE(got) << row.file << ": " << got.error().says;
        EXPECT_EQ(got->reading.kind, row.kind) << row.file;
        EXPECT_TRUE(std::string_view { row.words }.empty() || found(got->reading, row.words)) << row.file;
        EXPECT_TRUE(got->walls.system_calls) << row.file;
        codec::JsonWriter json { codec::JsonStyle::line };
        codec::to_json(json, got->reading);
        EXPECT_GT(json.take().size(), 100u);
    }
}

TEST(Readers, the_story_of_the_samples)
{
    auto const told = told_of_samples();
    auto const admission = read_file(samples + "mail-3-admission.eml", told)->reading;
    ASSERT_EQ(admission.mail->signatures.size(), 1u);
    EXPECT_EQ(admission.mail->signatures[0].verdict, dkim::Verdict::verified) << admission.mail->signatures[0].says;
    EXPECT_EQ(admission.mail->signatures[0].alignment, dkim::Alignment::same);
    EXPECT_EQ(admission.mail->received.size(), 2u);
    auto const contract = read_file(samples + "mail-1-contract.eml", told)->reading;
    EXPECT_EQ(contract.mail->signatures.at(0).verdict, dkim::Verdict::verified) << contract.mail->signatures[0].says;
    EXPECT_TRUE(
        std::ranges::any_of(contract.mail->parts, [](auto const& part) { return part.name == "contract.pdf"; }));

    auto const alibaba = *read_file(samples + "alibaba-chat.csv", told)->reading.chat;
    EXPECT_EQ(alibaba.platform, chat::Platform::unknown); // the table does not say; whoever hands it in does
    EXPECT_EQ(to_string(*alibaba.messages.at(0).at), "2026-01-05T01:12:40Z");
    ASSERT_EQ(alibaba.gaps.size(), 1u);
    EXPECT_EQ(alibaba.gaps[0].says, "numbers 5 to 6 are not in the export");
    auto const wechat = *read_file(samples + "wechat-chat.txt", told)->reading.chat;
    EXPECT_EQ(wechat.platform, chat::Platform::wechat);
    EXPECT_EQ(wechat.messages.size(), 7u);
    EXPECT_EQ(wechat.messages.at(3).kind, chat::MessageKind::recalled);

    auto const leak = *read_file(samples + "photo-leak.jpg", told)->reading.photo;
    EXPECT_EQ(leak.claimed.taken, "2026-03-19T09:41:22");
    EXPECT_EQ(leak.claimed.place->longitude_micro, -83'537'900);
    EXPECT_EQ(leak.likeness.size(), 16u);
    auto const carton = *read_file(samples + "photo-carton.jpg", told)->reading.photo;
    EXPECT_TRUE(std::ranges::any_of(carton.checked, [](auto const& one) { return one.id == "editor"; }));
    EXPECT_GT(*photo::likeness_distance(leak.likeness, carton.likeness), 10);

    auto const pdf = read_file(samples + "contract.pdf")->reading;
    EXPECT_EQ(pdf.pdf->pages, 2u);
    EXPECT_EQ(pdf.text.at(1).place, "page 2");
    auto const deposit = read_file(samples + "payment-deposit.mt103")->reading.payments.at(0);
    auto const balance = read_file(samples + "payment-balance.xml")->reading.payments.at(0);
    EXPECT_EQ(to_string(*deposit.amount + *balance.amount), "50000.00 USD");
}

TEST(Readers, what_a_file_is_does_not_hang_on_its_name)
{
    Told misnamed;
    misnamed.name = "contract.pdf";
    std::ifstream in(samples + "inspection.csv");
    std::ostringstream all;
    all << in.rdbuf();
    EXPECT_EQ(read_text(all.str(), misnamed)->reading.kind, Kind::inspection);
    EXPECT_EQ(read_text(std::string("\0\1\2\3", 4), misnamed)->reading.kind, Kind::unknown);
    for (std::string const bytes : { "", "a", "abcd", "\xff\xd8\xff", "PK\x03\x04" }) {
        auto const short_file = read_text(bytes, misnamed);
        EXPECT_TRUE(short_file) << bytes << ": " << short_file.error().says;
    }
    EXPECT_EQ(read_text("", misnamed)->reading.kind, Kind::unknown);
}

TEST(Readers, a_pdf_that_does_not_open_says_why)
{
    Told told;
    told.name = "a.pdf";
    std::ifstream in(samples + "contract.pdf", std::ios::binary);
    std::string const whole { std::istreambuf_iterator<char>(in), {} };
    auto const remark = [&](std::string const& bytes) {
        auto const got = read_text(bytes, told);
        if (!got)
            return got.error().says;
        EXPECT_EQ(got->reading.kind, Kind::pdf);
        std::string ids;
        for (auto const& one : got->reading.remarks)
            ids += one.id + " ";
        return ids;
    };
    EXPECT_EQ(remark(whole), "");
    EXPECT_EQ(remark("%PDF-1.7\n" + std::string(2000, 'x')), "cut-off ");
    EXPECT_EQ(remark("%PDF-1.7\nnothing of what it promises\n%%EOF\n"), "damaged ");
    // A password that nobody has: the strings that would prove it are of nobody's making.
    std::string locked = "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n";
    auto const second = locked.size();
    locked += "2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj\n";
    auto const third = locked.size();
    locked += "3 0 obj << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <" + std::string(64, 'a') + "> /U <"
        + std::string(64, 'b') + "> >> endobj\n";
    auto const table = locked.size();
    locked += fmt::format("xref\n0 4\n0000000000 65535 f \n{:010} 00000 n \n{:010} 00000 n \n{:010} 00000 n \n"
                          "trailer << /Size 4 /Root 1 0 R /Encrypt 3 0 R /ID [<00> <00>] >>\nstartxref\n{}\n%%EOF\n",
        9, second, third, table);
    EXPECT_EQ(remark(locked), "encrypted ");
    EXPECT_FALSE(files::pdf_marks("/EncryptMetadata false %%EOF").encrypted);
}

TEST(Readers, hostile_files_cost_no_more_than_their_limits)
{
    cell::Limits const limits { .cpu_seconds = 5, .wall_ms = 15'000 };
    std::vector<std::pair<char const*, std::string>> files;
    std::string deep = "From: a@b.c\nSubject: x\n";
    for (int i = 0; i < 50'000; ++i)
        deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
    files.emplace_back("deep.eml", deep);
    std::string messages = "From: a@b.c\nSubject: x\n";
    for (int i = 0; i < 50'000; ++i)
        messages += "Content-Type: message/rfc822\n\nSubject: y\n";
    files.emplace_back("messages.eml", messages);
    std::string signatures = "From: a@b.c\n";
    for (int i = 0; i < 5000; ++i)
        signatures
            += "DKIM-Signature: v=1; a=rsa-sha256; d=b.c; s=x; h=from:to:" + std::string(100, ':') + "; bh=; b=\n";
    files.emplace_back("signatures.eml", signatures + "\n" + std::string(1 << 20, ' '));
    std::string open_tags = "<div class=message><span class=time>2026-03-03 08:30</span>";
    for (int i = 0; i < 200'000; ++i)
        open_tags += "<div class=msg>";
    files.emplace_back("tags.html", open_tags);
    std::string chat;
    for (int i = 0; i < 150'000; ++i)
        chat += "2026-03-03 08:30:15 A\nx\n";
    files.emplace_back("long.txt", chat);
    files.emplace_back("quote.csv", "time,sender,message\n\"" + std::string(8 << 20, 'x'));
    files.emplace_back("cut.pdf",
        "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 1 0 R /Kids [1 0 R 1 0 R] /Count 99999999 >> endobj\ntrailer << "
        "/Root 1 0 R >>");
    files.emplace_back("cut.zip", "PK\x03\x04" + std::string(100'000, '\xff'));
    files.emplace_back("film.mp4",
        std::string("\0\0\0\x18"
                    "ftypisom",
            12)
            + std::string(1 << 20, '\0'));
    for (auto const& [name, bytes] : files) {
        Told told;
        told.name = name;
        auto const got = read_text(bytes, told, limits);
        // An answer, or a word on why there is none; never neither, and never the end of this process.
        if (!got)
            EXPECT_TRUE(got.error().says.starts_with("could not be read: ")) << name;
        else
            EXPECT_NE(got->reading.kind, Kind::unknown) << name;
    }
}

} // namespace recourse::readers

int main(int argc, char** argv)
{
    if (auto const status = recourse::readers::run_as_reader({ argv, static_cast<std::size_t>(argc) }))
        return *status;
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
