#pragma once

#include <fmt/format.h>

#include <random>
#include <string>

namespace recourse::cli {

/// An Idempotency-Key of 128 random bits: nobody else sends under the same.
inline std::string new_key()
{
    std::random_device random;
    std::string key = "cli-";
    for (int i = 0; i < 4; ++i)
        key += fmt::format("{:08x}", random());
    return key;
}

} // namespace recourse::cli
