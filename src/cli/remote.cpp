#include "cli/remote.hpp"

#include "accounts/secret.hpp"
#include "notify/transfer.hpp"

#include <fmt/format.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace recourse::cli {

namespace {

using accounts::Secret;

class Remote : public DeskClient {
public:
    Remote(std::string url, Secret key) : url_(std::move(url)), key_(std::move(key)) { }

    std::expected<DeskReply, std::string> ask(DeskRequest const& request) override
    {
        notify::HttpCall asked;
        asked.method = http::to_string(request.method);
        asked.url = url_ + request.target;
        asked.body = request.body;
        asked.bearer = key_;
        asked.into = request.into;
        for (auto const& field : request.headers)
            asked.headers.emplace_back(field.name, field.value);
        static std::atomic<bool> const never = false;
        auto answer = notify::call(asked, never);
        if (!answer)
            return std::unexpected(fmt::format("{} gives no answer: {}", url_, answer.error()));
        return DeskReply { answer->status, answer->type.substr(0, answer->type.find(';')), std::move(answer->body) };
    }

private:
    std::string url_;
    Secret key_;
};

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t\r\n";
    auto const begin = text.find_first_not_of(blank);
    return begin == std::string_view::npos ? "" : text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

std::expected<Secret, std::string> key_of(std::string const& file)
{
    if (file.empty()) {
        auto const* value = std::getenv("RECOURSE_KEY");
        if (value == nullptr || trimmed(value).empty())
            return std::unexpected("name the file of its key with --key-file, or put the key into RECOURSE_KEY");
        return Secret { trimmed(value) };
    }
    using std::filesystem::perms;
    std::error_code error;
    auto const status = std::filesystem::status(file, error);
    if (error || !std::filesystem::is_regular_file(status))
        return std::unexpected(fmt::format("--key-file {} is no file that can be read", file));
    if ((status.permissions() & (perms::group_all | perms::others_all)) != perms::none)
        return std::unexpected(fmt::format("--key-file {} is open to others: chmod 600 {}", file, file));
    std::ifstream in(file, std::ios::binary);
    std::array<char, 1'024> bytes;
    in.read(bytes.data(), bytes.size());
    std::string_view const text { bytes.data(), static_cast<std::size_t>(in.gcount()) };
    Secret key { trimmed(text) };
    accounts::wipe(bytes);
    if (key.empty())
        return std::unexpected(fmt::format("--key-file {} holds no key", file));
    return key;
}

} // namespace

std::expected<std::unique_ptr<DeskClient>, std::string> remote_desk(std::string const& url, std::string const& key_file)
{
    auto const parsed = notify::parse_url(url);
    bool const known = parsed && (parsed->scheme == "https" || parsed->scheme == "http");
    if (!known || parsed->has_user || parsed->has_fragment || url.find('?') != std::string::npos)
        return std::unexpected(
            fmt::format("--server wants an address such as https://desk.example.org, not '{}'", url));
    auto key = key_of(key_file);
    if (!key)
        return std::unexpected(std::move(key.error()));
    auto const end = url.find_last_not_of('/');
    return std::make_unique<Remote>(url.substr(0, end + 1), *std::move(key));
}

} // namespace recourse::cli
