#include "vault/files/overlay_files.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace recourse::vault {
namespace {

namespace fs = std::filesystem;

class Overlay : public testing::Test {
protected:
    Overlay()
    {
        auto pattern = (fs::temp_directory_path() / "recourse-overlay-XXXXXX").string();
        EXPECT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        fs::create_directories(folder_ / "in" / "deep");
        std::ofstream(folder_ / "one") << "first";
        std::ofstream(folder_ / "in" / "two") << "second";
        std::ofstream(folder_ / "in" / "deep" / "three") << "third";
    }
    ~Overlay() override { fs::remove_all(folder_); }

    static std::span<std::uint8_t const> bytes(std::string_view text)
    {
        return { reinterpret_cast<std::uint8_t const*>(text.data()), text.size() };
    }
    std::string text(fs::path const& name) { return read_small(files_, folder_ / name, 1'000).value(); }
    FaultKind fault(fs::path const& name) { return read_small(files_, folder_ / name, 1'000).error().kind; }
    using Names = std::vector<std::string>;
    Names names(fs::path const& name) { return files_.list(folder_ / name).value(); }
    /// What is really there.
    std::string below()
    {
        std::string all;
        for (auto const& entry : fs::recursive_directory_iterator(folder_)) {
            if (!entry.is_regular_file())
                continue;
            std::ifstream in(entry.path(), std::ios::binary);
            all += entry.path().lexically_relative(folder_).string() + "="
                + std::string(std::istreambuf_iterator<char> { in }, {}) + ";";
        }
        return all;
    }

    fs::path folder_;
    OverlayFiles files_ { system_files() };
};

TEST_F(Overlay, changes_are_seen_here_and_nowhere_else)
{
    auto const before = below();
    EXPECT_EQ(text("one"), "first");
    {
        auto const one = files_.reopen(folder_ / "one").value();
        ASSERT_TRUE(one->append(bytes(" and more")));
        ASSERT_TRUE(one->flush());
    }
    EXPECT_EQ(text("one"), "first and more");
    {
        auto const one = files_.reopen(folder_ / "one").value();
        ASSERT_TRUE(one->cut(2));
        ASSERT_TRUE(one->append(bytes("re")));
    }
    EXPECT_EQ(text("one"), "fire");
    ASSERT_TRUE(files_.blank(folder_ / "one", 1, 2));
    EXPECT_EQ(text("one"), std::string("f\0\0e", 4));
    ASSERT_TRUE(files_.create(folder_ / "new").value()->append(bytes("n")));
    ASSERT_TRUE(files_.rename(folder_ / "in" / "two", folder_ / "in" / "deep" / "moved"));
    EXPECT_EQ(text("in/deep/moved"), "second");
    EXPECT_EQ(fault("in/two"), FaultKind::missing);
    ASSERT_TRUE(files_.make_folder(folder_ / "made"));
    EXPECT_EQ(names(""), (Names { "in/", "made/", "new", "one" }));
    EXPECT_EQ(names("in"), (Names { "deep/" }));
    EXPECT_EQ(names("in/deep"), (Names { "moved", "three" }));
    EXPECT_EQ(names("made"), Names {});
    ASSERT_TRUE(files_.remove(folder_ / "one"));
    EXPECT_EQ(files_.size(folder_ / "one").value(), std::nullopt);
    EXPECT_EQ(files_.remove(folder_ / "one").error().kind, FaultKind::missing);
    ASSERT_TRUE(files_.remove_folder(folder_ / "in"));
    EXPECT_EQ(fault("in/deep/three"), FaultKind::missing);
    EXPECT_EQ(names(""), (Names { "made/", "new" }));
    EXPECT_EQ(below(), before);
}

TEST_F(Overlay, what_is_not_there_is_missing)
{
    EXPECT_EQ(files_.reopen(folder_ / "no").error().kind, FaultKind::missing);
    EXPECT_EQ(files_.rename(folder_ / "no", folder_ / "where").error().kind, FaultKind::missing);
    EXPECT_EQ(files_.list(folder_ / "no").error().kind, FaultKind::missing);
    EXPECT_EQ(files_.blank(folder_ / "no", 0, 1).error().kind, FaultKind::missing);
}

} // namespace
} // namespace recourse::vault
