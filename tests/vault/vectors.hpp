#pragma once

#include "codec/json_reader.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace recourse {

/// A file under tests/vectors; the test fails when it is not there.
inline std::string vector_file(std::string const& name)
{
    auto const path = std::filesystem::path { RECOURSE_SOURCE_DIR } / "tests/vectors" / name;
    std::ifstream file(path, std::ios::binary);
    if (!file)
        ADD_FAILURE() << path << " is missing";
    return { std::istreambuf_iterator<char>(file), {} };
}

inline codec::Node json_of(std::string_view text)
{
    auto document = codec::read_json(text);
    EXPECT_TRUE(document.problems.empty());
    return std::move(document.root);
}

/// A member that must be there.
inline codec::Node const& at(codec::Node const& table, std::string_view key)
{
    auto const* const found = table.find(key);
    if (found == nullptr) {
        ADD_FAILURE() << key << " is missing";
        static codec::Node const none;
        return none;
    }
    return *found;
}

} // namespace recourse
