#include "cli/files.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

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
    if (text.starts_with("\xEF\xBB\xBF")) // the mark that some editors put before UTF-8
        text.erase(0, 3);
    return text;
}

/// The file that a name stands for, also where a link leads to one that is not there yet.
std::filesystem::path behind_links(std::filesystem::path path)
{
    std::error_code error;
    for (int links = 0; links < 40 && std::filesystem::is_symlink(path, error); ++links) {
        auto const to = std::filesystem::read_symlink(path, error);
        if (error)
            break;
        path = path.parent_path() / to; // an absolute one replaces all of it
    }
    return path;
}

/// Writes all of it and closes the file. Why it could not, or nothing.
std::string put(int file, std::string_view text)
{
    std::string why;
    while (!text.empty() && why.empty()) {
        auto const written = ::write(file, text.data(), text.size());
        if (written >= 0)
            text.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            why = std::strerror(errno);
    }
    if (::close(file) != 0 && why.empty())
        why = std::strerror(errno);
    return why;
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
    auto const target = behind_links(name);
    struct stat now {};
    bool const there = ::stat(target.c_str(), &now) == 0;
    if (!there && errno != ENOENT)
        return refuse(name, std::strerror(errno));
    if (there && S_ISDIR(now.st_mode))
        return refuse(name, "this is a folder");
    if (there && !S_ISREG(now.st_mode)) { // a device or a pipe takes what it is given; it is never replaced
        int const file = ::open(target.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC);
        auto const why = file < 0 ? std::strerror(errno) : put(file, text);
        return why.empty() ? std::expected<void, std::string> {} : refuse(name, why);
    }
    if (there && ::access(target.c_str(), W_OK) != 0)
        return refuse(name, std::strerror(errno));

    std::string beside;
    int file = -1;
    for (int number = 0; file < 0 && number < 1000; ++number) {
        beside = (target.parent_path() / fmt::format(".{}.{}-{}.new", target.filename().string(), ::getpid(), number))
                     .string();
        file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file < 0 && errno != EEXIST)
            return refuse(name, std::strerror(errno));
    }
    if (file < 0)
        return refuse(name, std::strerror(errno));
    std::string why = there && ::fchmod(file, now.st_mode & 07777U) != 0 ? std::strerror(errno) : "";
    auto const unwritten = put(file, text);
    if (why.empty())
        why = unwritten;
    if (why.empty() && ::rename(beside.c_str(), target.c_str()) != 0)
        why = std::strerror(errno);
    if (why.empty())
        return {};
    ::unlink(beside.c_str());
    return refuse(name, why);
}

} // namespace recourse::cli
