#pragma once

#include "vault/stamp/request.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <string>

namespace recourse::vault::stamp {

inline std::string bytes_of_file(std::filesystem::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw std::runtime_error("no file " + path.string());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline void write_file(std::filesystem::path const& path, std::string_view bytes)
{
    std::ofstream file(path, std::ios::binary);
    file << bytes;
    if (!file.flush())
        throw std::runtime_error("cannot write " + path.string());
}

/// A real authority, made of the openssl program in a folder of its own (tests/vault/authority).
class LocalAuthority {
public:
    LocalAuthority()
    {
        char name[] = "/tmp/stamp-authority-XXXXXX";
        if (::mkdtemp(name) == nullptr)
            throw std::runtime_error("no temporary folder");
        folder_ = name;
        run(fmt::format("make '{}'", folder_.string()));
    }
    ~LocalAuthority() { std::filesystem::remove_all(folder_); }
    LocalAuthority(LocalAuthority const&) = delete;
    LocalAuthority& operator=(LocalAuthority const&) = delete;

    std::string reply(std::string_view request, std::string_view who = "signer") const
    {
        write_file(folder_ / "query", request);
        run(fmt::format("reply '{0}' '{0}/query' '{0}/reply' {1}", folder_.string(), who));
        return bytes_of_file(folder_ / "reply");
    }
    std::string stamp(std::string_view data) const { return reply(make_request(sha256(data), 7)); }
    /// A revocation list: "-", or when the signer was revoked and why.
    std::string list(std::string_view revoked) const
    {
        run(fmt::format("list '{0}' {1} '{0}/list'", folder_.string(), revoked));
        return bytes_of_file(folder_ / "list");
    }
    std::string root() const { return bytes_of_file(folder_ / "root.pem"); }
    std::string signer() const { return bytes_of_file(folder_ / "signer.pem"); }

private:
    static void run(std::string const& words)
    {
        auto const command = fmt::format("'{}/tests/vault/authority' {}", RECOURSE_SOURCE_DIR, words);
        if (std::system(command.c_str()) != 0) // NOLINT(concurrency-mt-unsafe): one thread
            throw std::runtime_error(command);
    }

    std::filesystem::path folder_;
};

} // namespace recourse::vault::stamp
