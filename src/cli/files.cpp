#include "cli/files.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace recourse::cli {

namespace {

std::unexpected<std::string> refuse(std::string const& name, std::string_view why)
{
    return std::unexpected(fmt::format("{}: {}", name, why));
}

std::expected<std::string, std::string> read_stream(std::istream& in, std::string const& name, std::size_t bytes_max)
{
    std::string text;
    std::array<char, 65'536> block;
    while (in.read(block.data(), block.size()), in.gcount() > 0) {
        text.append(block.data(), static_cast<std::size_t>(in.gcount()));
        if (text.size() > bytes_max)
            return refuse(name, fmt::format("more than {} bytes", bytes_max));
    }
    if (in.bad())
        return refuse(name, "could not be read to its end");
    return text;
}

} // namespace

std::expected<std::string, std::string> read_file(std::string const& name, std::istream& in, std::size_t bytes_max)
{
    if (name == "-")
        return read_stream(in, "standard input", bytes_max);
    std::error_code error;
    if (std::filesystem::is_directory(name, error))
        return refuse(name, "this is a folder");
    errno = 0;
    std::ifstream file { name, std::ios::binary };
    if (!file)
        return refuse(name, errno != 0 ? std::strerror(errno) : "could not be opened");
    return read_stream(file, name, bytes_max);
}

std::expected<void, std::string> write_file(std::string const& name, std::string_view text)
{
    std::string const beside = name + ".new";
    errno = 0;
    std::ofstream file { beside, std::ios::binary | std::ios::trunc };
    file << text;
    file.close();
    if (!file) {
        auto const why = errno != 0 ? std::string { std::strerror(errno) } : std::string { "could not be written" };
        std::error_code ignored;
        std::filesystem::remove(beside, ignored);
        return refuse(name, why);
    }
    std::error_code error;
    std::filesystem::rename(beside, name, error);
    if (error) {
        std::error_code ignored;
        std::filesystem::remove(beside, ignored);
        return refuse(name, error.message());
    }
    return {};
}

} // namespace recourse::cli
