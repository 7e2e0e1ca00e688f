#include "catalog/embedded.hpp"

#include "codec/toml_reader.hpp"
#include "codec/tree_packed.hpp"

#include <gtest/gtest.h>

namespace recourse::catalog {
namespace {

TEST(Embedded, TheTreeOfAFileIsWhatReadingItsTextGives)
{
    auto const files = embedded_files();
    ASSERT_GT(files.size(), 100u);
    for (auto const& file : files) {
        auto const document = codec::read_toml(file.text, std::string { file.path });
        ASSERT_TRUE(document.problems.empty()) << file.path;
        EXPECT_TRUE(packed::pack(document.root) == file.tree) << file.path;
    }
}

TEST(Embedded, AFileWithoutATreeIsReadFromItsText)
{
    auto const document = read({ "programmes/x/1/programme.toml", "name = \"x\"\n= 1\n" });
    EXPECT_EQ(document.root.find("name")->text, "x");
    ASSERT_EQ(document.problems.size(), 1u);
    EXPECT_EQ(document.problems[0].place.line, 2);
}

} // namespace
} // namespace recourse::catalog
