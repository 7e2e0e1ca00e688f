#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace recourse {

/// Compares with the file under tests/golden, or writes it when RECOURSE_UPDATE_GOLDENS is set (tools/update-goldens);
/// whoever sets it reads the difference.
inline void expect_golden(std::string const& name, std::string const& text)
{
    std::filesystem::path const path = std::filesystem::path { RECOURSE_SOURCE_DIR } / "tests/golden" / name;
    if (std::getenv("RECOURSE_UPDATE_GOLDENS")) {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream { path, std::ios::binary } << text;
        return;
    }
    std::ifstream file { path, std::ios::binary };
    ASSERT_TRUE(file) << path << " is missing; run tools/update-goldens and read what it wrote";
    std::ostringstream kept;
    kept << file.rdbuf();
    EXPECT_EQ(kept.str(), text) << path
                                << " differs; if the change is meant, run tools/update-goldens and read the difference";
}

} // namespace recourse
