#include "cli/passphrase.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace recourse::cli {

namespace {

using accounts::Secret;

constexpr std::size_t bytes_max = 1'024;

/// Up to the end of the line.
std::string_view first_line(std::string_view text)
{
    return text.substr(0, text.find_first_of("\r\n"));
}

std::expected<Secret, std::string> of_file(std::string const& name)
{
    using std::filesystem::perms;
    std::error_code error;
    auto const status = std::filesystem::status(name, error);
    if (error)
        return std::unexpected(fmt::format("--passphrase-file {} cannot be read", name));
    bool const regular = std::filesystem::is_regular_file(status);
    if (regular && (status.permissions() & (perms::group_all | perms::others_all)) != perms::none)
        return std::unexpected(fmt::format("--passphrase-file {} is open to others: chmod 600 {}", name, name));
    std::ifstream in(name, std::ios::binary);
    std::array<char, bytes_max> bytes {};
    in.read(bytes.data(), bytes.size());
    Secret passphrase { first_line({ bytes.data(), static_cast<std::size_t>(in.gcount()) }) };
    accounts::wipe(bytes);
    if (passphrase.empty())
        return std::unexpected(fmt::format("--passphrase-file {} has no passphrase in its first line", name));
    return passphrase;
}

/// The terminal, which does not show what is typed.
class Hidden {
public:
    Hidden() : file_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY))
    {
        if (file_ < 0 || ::tcgetattr(file_, &before_) != 0)
            return;
        auto hidden = before_;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        is_set_ = ::tcsetattr(file_, TCSAFLUSH, &hidden) == 0;
    }
    ~Hidden()
    {
        if (is_set_)
            ::tcsetattr(file_, TCSAFLUSH, &before_);
        if (file_ >= 0)
            ::close(file_);
    }
    Hidden(Hidden const&) = delete;
    Hidden& operator=(Hidden const&) = delete;
    bool is_there() const { return is_set_; }
    void print(std::string_view text) const
    {
        auto const ignored = ::write(file_, text.data(), text.size());
        static_cast<void>(ignored);
    }
    Secret line() const
    {
        std::array<char, bytes_max> bytes {};
        auto const got = ::read(file_, bytes.data(), bytes.size());
        Secret secret { first_line({ bytes.data(), got < 0 ? 0 : static_cast<std::size_t>(got) }) };
        accounts::wipe(bytes);
        return secret;
    }

private:
    int file_;
    termios before_ {};
    bool is_set_ = false;
};

} // namespace

std::expected<std::optional<Secret>, std::string> given_passphrase(Given const& given)
{
    if (given.contains("passphrase-file")) {
        auto passphrase = of_file(value_of(given, "passphrase-file"));
        if (!passphrase)
            return std::unexpected(std::move(passphrase.error()));
        return std::optional { *std::move(passphrase) };
    }
    auto const* value = std::getenv("RECOURSE_PASSPHRASE");
    if (value == nullptr || *value == '\0')
        return std::nullopt;
    return std::optional { Secret { value } };
}

std::expected<Secret, std::string> asked_passphrase()
{
    Hidden const terminal;
    if (!terminal.is_there())
        return std::unexpected("nobody is here to be asked for the passphrase: name --passphrase-file, or put it into "
                               "RECOURSE_PASSPHRASE");
    terminal.print("Passphrase: ");
    auto passphrase = terminal.line();
    terminal.print("\n");
    if (passphrase.empty())
        return std::unexpected("no passphrase was typed");
    return passphrase;
}

} // namespace recourse::cli
