#include "cli/notify_options.hpp"

#include "notify/mail.hpp"

#include <fmt/format.h>

#include <charconv>
#include <fstream>

namespace recourse::cli {

namespace {

/// The first line of a file, which no command line and no list of processes shows.
std::expected<accounts::Secret, std::string> first_line(std::string const& file)
{
    std::ifstream in { file };
    std::string line;
    if (!std::getline(in, line) || line.empty())
        return std::unexpected(fmt::format("--smtp-password-file: {} has no first line to read", file));
    if (line.back() == '\r')
        line.pop_back();
    accounts::Secret password { std::string_view { line } };
    accounts::wipe(line);
    return password;
}

notify::SmtpServer server_of(Given const& given, std::vector<std::string>& wrong)
{
    notify::SmtpServer server;
    server.url = value_of(given, "smtp");
    auto const url = notify::parse_url(server.url);
    if (!url || (url->scheme != "smtp" && url->scheme != "smtps") || url->has_fragment)
        wrong.push_back(fmt::format("--smtp wants smtp://host:587 or smtps://host, not '{}'", server.url));
    else if (url->has_user)
        wrong.emplace_back("--smtp holds no user or password: --smtp-user names him, --smtp-password-file the file");
    else {
        auto const reach = url->host == "localhost" ? notify::Reach::loopback : notify::reach_of_host(url->host);
        server.plain = url->scheme == "smtp" && reach == notify::Reach::loopback;
    }
    server.user = value_of(given, "smtp-user");
    auto const file = value_of(given, "smtp-password-file");
    if (server.user.empty() != file.empty())
        wrong.emplace_back("--smtp-user and --smtp-password-file go together");
    else if (!file.empty()) {
        if (auto password = first_line(file))
            server.password = *std::move(password);
        else
            wrong.push_back(std::move(password.error()));
    }
    return server;
}

} // namespace

notify::Options notify_options_of(Given const& given, std::vector<std::string>& wrong)
{
    notify::Options options;
    options.private_networks = given.contains("webhooks-to-private-networks");
    options.webhook_authorities = value_of(given, "webhook-ca");
    if (!options.webhook_authorities.empty() && !std::ifstream { options.webhook_authorities })
        wrong.push_back(fmt::format("--webhook-ca: {} cannot be read", options.webhook_authorities));
    auto const seconds = value_of(given, "webhook-timeout", "15");
    unsigned timeout = 0;
    auto const [end, error] = std::from_chars(seconds.data(), seconds.data() + seconds.size(), timeout);
    if (error != std::errc {} || end != seconds.data() + seconds.size() || timeout < 1 || timeout > 60)
        wrong.push_back(fmt::format("--webhook-timeout wants 1 to 60 seconds, not '{}'", seconds));
    options.webhook_timeout = std::chrono::seconds { timeout };
    options.public_url = value_of(given, "public-url");
    if (!options.public_url.empty()) {
        auto const url = notify::parse_url(options.public_url);
        if (!url || (url->scheme != "https" && url->scheme != "http") || url->has_user || url->has_fragment
            || options.public_url.find('?') != std::string::npos)
            wrong.push_back(fmt::format(
                "--public-url wants an address such as https://desk.example.org, not '{}'", options.public_url));
        while (options.public_url.ends_with('/'))
            options.public_url.pop_back();
    }
    if (!given.contains("smtp")) {
        for (auto const* name : { "smtp-user", "smtp-password-file", "mail-from" }) {
            if (given.contains(name))
                wrong.push_back(fmt::format("--{} says nothing without --smtp", name));
        }
        return options;
    }
    auto server = server_of(given, wrong);
    auto const from = value_of(given, "mail-from");
    // What no mail can be made of is said now, not with the first one.
    if (!notify::to_message({ .from = from, .to = from, .subject = "x", .message_id = "x" }))
        wrong.push_back(fmt::format("--mail-from wants an address such as desk@example.org, not '{}'", from));
    options.mail = notify::MailOptions { std::move(server), from };
    return options;
}

} // namespace recourse::cli
