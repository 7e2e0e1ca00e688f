#pragma once

#include "cli/desk_client.hpp"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>

namespace recourse::cli {

struct Uploaded {
    std::string digest;
    std::uint64_t size = 0;
};

/// Uploads a file to a desk, in pieces. An error is what the desk answered, or a clause.
std::expected<Uploaded, std::expected<DeskReply, std::string>> upload(DeskClient&, std::filesystem::path const& file);

} // namespace recourse::cli
