#include "cli/files.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace recourse::cli {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
protected:
    void SetUp() override { fs::create_directories(folder); }
    void TearDown() override { fs::remove_all(folder); }

    static std::string text_of(fs::path const& path)
    {
        std::ifstream file { path };
        return { std::istreambuf_iterator<char> { file }, {} };
    }
    std::size_t files() const
    {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator { folder }, fs::directory_iterator {}));
    }

    fs::path const folder = fs::temp_directory_path() / ("recourse-files-" + std::to_string(::getpid()));
    std::string const name = (folder / "answer.txt").string();
};

TEST_F(Files, a_file_keeps_its_mode_and_its_neighbours)
{
    std::ofstream { name } << "old";
    std::ofstream { name + ".new" } << "mine";
    ::chmod(name.c_str(), 0600);
    ASSERT_TRUE(write_file(name, "new"));
    EXPECT_EQ(text_of(name), "new");
    EXPECT_EQ(fs::status(name).permissions(), fs::perms { 0600 });
    EXPECT_EQ(text_of(name + ".new"), "mine");
    EXPECT_EQ(files(), 2U);
}

TEST_F(Files, a_link_stays_a_link)
{
    auto const link = folder / "link";
    fs::create_symlink("answer.txt", link);
    ASSERT_TRUE(write_file(link.string(), "first")); // it led nowhere
    ASSERT_TRUE(write_file(link.string(), "second"));
    EXPECT_TRUE(fs::is_symlink(link));
    EXPECT_EQ(text_of(name), "second");
}

TEST_F(Files, a_pipe_and_a_device_are_written_into)
{
    auto const pipe = (folder / "pipe").string();
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    std::string read;
    std::thread reader { [&] { read = text_of(pipe); } };
    auto const written = write_file(pipe, "through");
    reader.join();
    EXPECT_TRUE(written);
    EXPECT_EQ(read, "through");
    EXPECT_TRUE(fs::is_fifo(pipe));

    EXPECT_TRUE(write_file("/dev/null", "gone"));
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
    auto const full = write_file("/dev/full", "no room");
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error(), "/dev/full: No space left on device");
}

TEST_F(Files, what_cannot_be_written_leaves_nothing_behind)
{
    EXPECT_FALSE(write_file((folder / "no/such/file").string(), "x"));
    auto const onto = write_file(folder.string(), "x");
    ASSERT_FALSE(onto);
    EXPECT_TRUE(onto.error().ends_with("this is a folder"));
    EXPECT_EQ(files(), 0U);
}

TEST_F(Files, the_mark_of_an_editor_is_no_part_of_the_text)
{
    std::ofstream { name } << "\xEF\xBB\xBF{}";
    std::istringstream in;
    EXPECT_EQ(read_file(name, in), "{}");
}

} // namespace
} // namespace recourse::cli
