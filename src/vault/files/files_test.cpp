#include "vault/files/files.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

namespace recourse::vault {

namespace {

class SystemFilesTest : public ::testing::Test {
protected:
    SystemFilesTest() { std::filesystem::create_directories(folder_); }
    ~SystemFilesTest() override { std::filesystem::remove_all(folder_); }

    static std::span<std::uint8_t const> bytes(std::string_view text)
    {
        return { reinterpret_cast<std::uint8_t const*>(text.data()), text.size() };
    }
    std::string content(std::string const& name) { return read_small(files_, folder_ / name, 1000).value(); }

    Files& files_ = system_files();
    std::filesystem::path folder_
        = std::filesystem::temp_directory_path() / ("recourse-vault-files-" + std::to_string(getpid()));
};

} // namespace

TEST_F(SystemFilesTest, write_read_and_change)
{
    {
        auto const file = files_.create(folder_ / "a").value();
        ASSERT_TRUE(file->append(bytes("one two")));
        ASSERT_TRUE(file->cut(4));
        ASSERT_TRUE(file->append(bytes("three")));
        ASSERT_TRUE(file->flush());
    }
    EXPECT_EQ(content("a"), "one three");
    ASSERT_TRUE(files_.reopen(folder_ / "a").value()->append(bytes("!")));
    EXPECT_EQ(content("a"), "one three!");
    ASSERT_TRUE(files_.blank(folder_ / "a", 1, 2));
    EXPECT_EQ(content("a"), std::string("o\0\0 three!", 10));
    EXPECT_EQ(files_.size(folder_ / "a").value(), 10);
    ASSERT_TRUE(files_.make_folder(folder_ / "x/y/z"));
    ASSERT_TRUE(files_.make_folder(folder_ / "x/y/z"));
    ASSERT_TRUE(files_.rename(folder_ / "a", folder_ / "x/b"));
    EXPECT_EQ(files_.list(folder_ / "x").value(), (std::vector<std::string> { "b", "y/" }));
    EXPECT_EQ(files_.size(folder_ / "x").value(), std::nullopt); // a folder is no file
    ASSERT_TRUE(files_.flush_folder(folder_ / "x"));
    ASSERT_TRUE(files_.flush_all(folder_));
    ASSERT_TRUE(files_.remove(folder_ / "x/b"));
    ASSERT_TRUE(files_.remove_folder(folder_ / "x"));
    ASSERT_TRUE(files_.remove_folder(folder_ / "x"));
    EXPECT_TRUE(files_.list(folder_).value().empty());
}

TEST_F(SystemFilesTest, what_is_not_there_is_missing_and_what_is_long_is_refused)
{
    auto const none = folder_ / "none";
    std::uint8_t byte = 0;
    EXPECT_EQ(files_.read(none, 0, { &byte, 1 }).error().kind, FaultKind::missing);
    EXPECT_EQ(files_.size(none).value(), std::nullopt);
    EXPECT_EQ(files_.remove(none).error().kind, FaultKind::missing);
    EXPECT_EQ(files_.list(none).error().kind, FaultKind::missing);
    EXPECT_EQ(files_.reopen(none).error().kind, FaultKind::missing);
    EXPECT_EQ(files_.create(none / "a").error().kind, FaultKind::missing);
    EXPECT_EQ(files_.blank(none, 0, 1).error().kind, FaultKind::missing);
    EXPECT_EQ(read_small(files_, none, 10).error().kind, FaultKind::missing);
    ASSERT_TRUE(files_.create(folder_ / "long").value()->append(bytes("eleven bytes")));
    EXPECT_EQ(read_small(files_, folder_ / "long", 11).error().kind, FaultKind::limit);
}

TEST_F(SystemFilesTest, a_disk_without_room_says_full)
{
    auto const file = files_.reopen("/dev/full");
    ASSERT_TRUE(file) << file.error().detail;
    EXPECT_EQ((*file)->append(bytes("x")).error().kind, FaultKind::full);
}

TEST_F(SystemFilesTest, a_folder_is_locked_until_it_is_let_go)
{
    auto first = files_.lock(folder_ / "lock", "first");
    ASSERT_TRUE(first);
    auto const second = files_.lock(folder_ / "lock", "second");
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, FaultKind::held);
    EXPECT_NE(second.error().detail.find("(first)"), std::string::npos) << second.error().detail;
    first->reset();
    EXPECT_TRUE(files_.lock(folder_ / "lock", "third"));
}

} // namespace recourse::vault
