#include "handover/readme.hpp"
#include "handover/sample_test.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cstdio>

namespace recourse::handover {

namespace {

using namespace samples;
using testing::HasSubstr;

/// What a command prints, and how it ends.
struct Ran {
    int status = 0;
    std::string out;
};
Ran run(std::string const& command)
{
    Ran ran;
    auto* const pipe = ::popen((command + " 2>&1").c_str(), "r");
    EXPECT_NE(pipe, nullptr);
    std::array<char, 4096> buffer {};
    while (auto const got = std::fread(buffer.data(), 1, buffer.size(), pipe))
        ran.out.append(buffer.data(), got);
    ran.status = ::pclose(pipe);
    return ran;
}

class ArchiveTest : public testing::Test {
protected:
    ArchiveTest()
    {
        auto const done = encrypt(file, outer_readme(), vault::memory_range(zip), passphrase);
        EXPECT_TRUE(done) << (done ? "" : done.error());
        bytes = bytes_of(file);
    }
    std::string opened(std::string const& package, std::string_view with, ArchiveLimits const& limits = {})
    {
        got.clear();
        auto const done = decrypt_bytes(
            package, with,
            [&](std::span<std::uint8_t const> piece) {
                got.append(reinterpret_cast<char const*>(piece.data()), piece.size());
            },
            limits);
        return done ? "" : done.error();
    }
    Folder folder;
    std::filesystem::path const file = folder / "package.zip";
    std::string const zip = inner(package());
    std::string bytes;
    std::string got;
};

} // namespace

TEST_F(ArchiveTest, gives_back_what_went_in)
{
    EXPECT_EQ(opened(bytes, passphrase), "");
    EXPECT_EQ(got, zip);
    using std::filesystem::perms;
    EXPECT_EQ(std::filesystem::status(file).permissions(), perms::owner_read | perms::owner_write);
}

TEST_F(ArchiveTest, is_of_the_form_that_it_says)
{
    // The local header of the second member: method 99, and the field 0x9901 of version 2 (AE-2), vendor AE, strength
    // 3 (256 bits), stored.
    auto const header = bytes.find("PK\x03\x04", 4);
    ASSERT_NE(header, std::string::npos);
    auto const name = header + 30;
    ASSERT_EQ(bytes.substr(name, inner_member.size()), inner_member);
    EXPECT_EQ(bytes.substr(header + 8, 2), std::string("\x63\x00", 2));
    auto const field = bytes.find(std::string("\x01\x99\x07\x00", 4), name);
    ASSERT_NE(field, std::string::npos);
    EXPECT_EQ(bytes.substr(field + 4, 7),
        std::string("\x02\x00"
                    "AE\x03\x00\x00",
            7));
}

TEST_F(ArchiveTest, tells_nothing_of_the_case_without_the_passphrase)
{
    for (auto const* clear : { "Chairs", "handover-memo", "questions", "Smith", "manifest", "L-17" })
        EXPECT_EQ(bytes.find(clear), std::string::npos) << clear;
    EXPECT_THAT(bytes, HasSubstr("HOW TO OPEN THIS PACKAGE"));
}

TEST_F(ArchiveTest, is_salted)
{
    auto const again = folder / "again.zip";
    ASSERT_TRUE(encrypt(again, outer_readme(), vault::memory_range(zip), passphrase));
    EXPECT_NE(bytes_of(again), bytes);
}

TEST_F(ArchiveTest, is_not_written_over_a_file)
{
    auto const done = encrypt(file, outer_readme(), vault::memory_range("other"), passphrase);
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error(), HasSubstr("is there already"));
    EXPECT_EQ(bytes_of(file), bytes);
}

TEST_F(ArchiveTest, leaves_nothing_where_it_cannot_be_written)
{
    class Broken : public vault::ByteRange {
        std::uint64_t size() const override { return 100'000; }
        bool read(std::uint64_t, std::span<std::uint8_t>) const override { return false; }
    };
    auto const other = folder / "broken.zip";
    EXPECT_FALSE(encrypt(other, outer_readme(), std::make_shared<Broken>(), passphrase));
    EXPECT_FALSE(std::filesystem::exists(other));
    std::size_t files = 0;
    for (auto const& one : std::filesystem::directory_iterator(folder.path()))
        files += one.exists() ? 1 : 0;
    EXPECT_EQ(files, 1U);
    EXPECT_FALSE(encrypt(folder / "no/such/folder.zip", "x", vault::memory_range("x"), passphrase));
}

TEST_F(ArchiveTest, is_refused_with_another_passphrase_or_changed_bytes)
{
    EXPECT_EQ(opened(bytes, "kqwzm-abcde-fghij-kmnpq-rstuv-wxyzb"), "the passphrase is another");
    EXPECT_NE(opened(bytes, ""), "");
    // Wherever a bit of the encrypted bytes is turned, it is found out.
    auto const begin = bytes.find("PK\x03\x04", 4) + 30 + inner_member.size() + 11;
    auto const end = bytes.find("PK\x01\x02", begin);
    ASSERT_LT(begin + 1000, end);
    for (auto at = begin; at < end; at += 97) {
        auto changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        EXPECT_NE(opened(changed, passphrase), "") << at;
    }
    for (std::size_t const size : { bytes.size() - 1, bytes.size() / 2, std::size_t { 4 }, std::size_t { 0 } })
        EXPECT_NE(opened(bytes.substr(0, size), passphrase), "") << size;
}

TEST_F(ArchiveTest, is_read_under_limits)
{
    EXPECT_THAT(opened(bytes, passphrase, { .package_bytes_max = 100 }), HasSubstr("at most 100 are read"));
    EXPECT_THAT(opened(bytes, passphrase, { .inner_bytes_max = 100 }), HasSubstr("at most 100 are read"));
    EXPECT_THAT(opened(bytes, passphrase, { .members_max = 1 }), HasSubstr("a package has two"));
}

TEST_F(ArchiveTest, is_refused_where_another_program_packed_it_without_this_encryption)
{
    put(folder / "handover.zip", zip);
    put(folder / "other.txt", "x");
    struct Case {
        std::string pack, says;
    };
    auto const at = folder.path().string();
    for (auto const& [pack, says] : std::initializer_list<Case> {
             { "7z a -tzip plain.zip handover.zip", "is not encrypted" },
             { "7z a -tzip -pkqwzm-abcde-fghij plain.zip handover.zip", "otherwise than with AES-256" },
             { "7z a -tzip -mem=AES128 -pkqwzm-abcde-fghij plain.zip handover.zip", "otherwise than with AES-256" },
             { "7z a -tzip -mem=AES256 -mx=9 -pkqwzm-abcde-fghij plain.zip other.txt", "there is no handover.zip" },
         }) {
        std::filesystem::remove(folder / "plain.zip");
        ASSERT_EQ(run("cd " + at + " && " + pack).status, 0) << pack;
        EXPECT_THAT(opened(bytes_of(folder / "plain.zip"), "kqwzm-abcde-fghij"), HasSubstr(says)) << pack;
    }
}

TEST_F(ArchiveTest, opens_with_common_programs)
{
    auto const at = folder.path().string();
    auto const tested = run(fmt::format("7z t -p{} {}", passphrase, file.string()));
    EXPECT_EQ(tested.status, 0) << tested.out;
    EXPECT_THAT(tested.out, HasSubstr("Everything is Ok"));
    EXPECT_NE(run(fmt::format("7z t -pkqwzm-wrong {}", file.string())).status, 0);
    auto const listed = run(fmt::format("7z l -slt {}", file.string()));
    EXPECT_THAT(listed.out, HasSubstr("Encrypted = +"));
    EXPECT_THAT(listed.out, HasSubstr("AES-256"));
    ASSERT_EQ(run(fmt::format("cd {} && 7z x -osevenzip -p{} package.zip", at, passphrase)).status, 0);
    EXPECT_EQ(bytes_of(folder / "sevenzip/handover.zip"), zip);
    EXPECT_EQ(bytes_of(folder / "sevenzip/README.txt"), outer_readme());
    ASSERT_EQ(run(fmt::format("cd {} && mkdir tar && bsdtar -x -f package.zip -C tar --passphrase {}", at, passphrase))
                  .status,
        0);
    EXPECT_EQ(bytes_of(folder / "tar/handover.zip"), zip);
    // What comes out is a usual zip, and its digests are checked with a common tool.
    auto const checked
        = run(fmt::format("cd {}/tar && bsdtar -x -f handover.zip && sha256sum -c --strict SHA256SUMS", at));
    EXPECT_EQ(checked.status, 0) << checked.out;
    EXPECT_THAT(checked.out, HasSubstr("papers/催告函.txt: OK"));
    EXPECT_EQ(run(fmt::format("cd {} && 7z t sevenzip/handover.zip", at)).status, 0);
}

} // namespace recourse::handover
