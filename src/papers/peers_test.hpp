#pragma once

#include <gtest/gtest.h>

#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

// Other people's programs, asked about what we wrote.

namespace recourse::papers::peers {

/// A folder of this process that goes away again.
class Folder {
public:
    Folder() : path_(std::filesystem::path { testing::TempDir() } / ("recourse-papers-" + std::to_string(::getpid())))
    {
        std::filesystem::create_directories(path_);
    }
    Folder(Folder const&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }

    std::filesystem::path const& path() const { return path_; }
    std::filesystem::path put(std::string const& name, std::string const& bytes) const
    {
        auto const path = path_ / name;
        std::ofstream { path, std::ios::binary } << bytes;
        return path;
    }

private:
    std::filesystem::path path_;
};

/// What a command says; that it fails fails the test.
inline std::string told(std::string const& command)
{
    std::string out;
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    EXPECT_NE(pipe, nullptr) << command;
    if (pipe == nullptr)
        return out;
    std::array<char, 4096> block;
    while (auto const count = std::fread(block.data(), 1, block.size(), pipe))
        out.append(block.data(), count);
    EXPECT_EQ(::pclose(pipe), 0) << command << ": " << out;
    return out;
}

inline std::string without_white(std::string_view text)
{
    std::string out;
    for (char const c : text)
        if (c != ' ' && c != '\n' && c != '\f' && c != '\t')
            out += c;
    return out;
}

/// The text of a PDF in the order of reading, without white.
inline std::string text_of(std::filesystem::path const& pdf)
{
    return without_white(told("pdftotext -raw '" + pdf.string() + "' -"));
}

} // namespace recourse::papers::peers
