#pragma once

#include "handover/archive.hpp"
#include "handover/contents.hpp"
#include "handover/open.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <stdlib.h>

// What the tests of packages share.

namespace recourse::handover::samples {

inline constexpr std::string_view passphrase = "kqwzm-abcde-fghij-kmnpq-rstuv-wxyza";

/// A folder that goes with the test.
class Folder {
public:
    Folder()
    {
        std::string name = std::filesystem::temp_directory_path() / "handover-XXXXXX";
        EXPECT_NE(::mkdtemp(name.data()), nullptr);
        path_ = name;
    }
    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    std::filesystem::path const& path() const { return path_; }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

inline Date day(std::string_view text)
{
    auto const date = parse_date(text);
    EXPECT_TRUE(date) << text;
    return date.value_or(Date {});
}

inline std::string bytes_of(std::filesystem::path const& file)
{
    std::ifstream in { file, std::ios::binary };
    return { std::istreambuf_iterator<char> { in }, {} };
}

inline void put(std::filesystem::path const& file, std::string_view bytes)
{
    std::ofstream { file, std::ios::binary } << bytes;
}

inline Package package()
{
    Package all;
    all.head.made_on = day("2026-06-01");
    all.head.title = "Chairs";
    all.head.of = "L-17";
    all.head.from = "Li & Partners";
    all.head.to = "Smith LLP";
    all.head.left_out.push_back({ "the search for conflicts", "each firm makes its own" });
    all.items.push_back(item("memo/handover-memo.txt", What::memo, "the memorandum", "Begin here.\n"));
    all.items.push_back(item("questions.txt", What::questions, "what is open", "WHAT IS OPEN\n"));
    all.items.push_back(item("papers/催告函.txt", What::paper, "a draft", "敬启者\n"));
    return all;
}

/// handover.zip of a package.
inline std::string inner(Package all)
{
    std::string zip;
    auto const done = pack(std::move(all), [&](std::span<std::uint8_t const> bytes) {
        zip.append(reinterpret_cast<char const*>(bytes.data()), bytes.size());
        return std::expected<void, std::string> {};
    });
    EXPECT_TRUE(done) << (done ? "" : to_string(done.error()));
    return zip;
}

/// "file: what is wrong", a line for each; "" where it opens.
inline std::string trouble(std::expected<Opened, std::vector<vault::Flaw>> const& opened)
{
    std::string lines;
    if (!opened)
        for (auto const& one : opened.error())
            lines += to_string(one) + '\n';
    return lines;
}

} // namespace recourse::handover::samples
