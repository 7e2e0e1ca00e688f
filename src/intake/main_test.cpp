// The test program is also the child in which files are read.

#include "readers/readers.hpp"

#include <gtest/gtest.h>

int main(int argc, char** argv)
{
    if (auto const status = recourse::readers::run_as_reader({ argv, static_cast<std::size_t>(argc) }))
        return *status;
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
