#include "vault/bag/check.hpp"
#include "vault/contents/folder_contents.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

// The conformance suite of the Library of Congress, bag by bag.

namespace recourse::vault {

namespace {

namespace fs = std::filesystem;

class Suite : public testing::Test {
protected:
    static fs::path vectors() { return fs::path { RECOURSE_SOURCE_DIR } / "tests/vectors/bagit"; }

    void SetUp() override
    {
        char name[] = "/tmp/bagit-suite-XXXXXX";
        ASSERT_NE(::mkdtemp(name), nullptr);
        folder = name;
        auto const unpack = fmt::format(
            "tar -xzf '{}' -C '{}'", (vectors() / "bagit_conformance_suite_9ab4870.tar.gz").string(), folder.string());
        ASSERT_EQ(std::system(unpack.c_str()), 0) << unpack; // NOLINT(concurrency-mt-unsafe): one thread
    }
    void TearDown() override { fs::remove_all(folder); }

    fs::path folder;
};

std::string listed(BagReport const& report)
{
    std::string all;
    for (auto const& one : report.findings)
        all += fmt::format("  {} {}: {}\n", static_cast<int>(one.grade), one.file, one.says);
    return all;
}

} // namespace

TEST_F(Suite, all_sixty_bags)
{
    std::ifstream expected(vectors() / "expected.csv");
    ASSERT_TRUE(expected.good());
    std::string line;
    std::getline(expected, line);
    int right = 0;
    int warned_though_valid = 0;
    while (std::getline(expected, line)) {
        std::vector<std::string> cells;
        std::istringstream row(line);
        for (std::string cell; std::getline(row, cell, ',');)
            cells.push_back(cell);
        ASSERT_EQ(cells.size(), 4u) << line;
        auto const contents = FolderContents::open(folder / cells[0] / cells[1] / cells[2]);
        ASSERT_TRUE(contents.has_value()) << line;
        auto const report = check_bag(*contents);
        bool const warned
            = std::ranges::any_of(report.findings, [](auto const& one) { return one.grade == Grade::warning; });
        std::string const found = !report.valid() ? "invalid" : warned ? "valid+warning" : "valid";
        // See the README of the vectors.
        bool const leading_dot = cells[2] == "bag-with-leading-dot-slash-in-manifest";
        warned_though_valid += leading_dot && warned ? 1 : 0;
        bool const same = found == cells[3] || (leading_dot && report.valid());
        right += same ? 1 : 0;
        EXPECT_TRUE(same) << line << ", found " << found << "\n" << listed(report);
    }
    EXPECT_EQ(right, 60);
    EXPECT_EQ(warned_though_valid, 2);
}

} // namespace recourse::vault
