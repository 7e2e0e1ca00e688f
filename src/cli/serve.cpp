#include "api/operation.hpp"
#include "cli/commands.hpp"
#include "cli/desk.hpp"
#include "cli/files.hpp"
#include "cli/notify_options.hpp"
#include "cli/report.hpp"
#include "codec/json_writer.hpp"
#include "http/request_metrics.hpp"
#include "http/server.hpp"
#include "notify/addresses.hpp"
#include "notify/transfer.hpp"
#include "web/pages.hpp"

#include <fmt/format.h>

#include <charconv>
#include <condition_variable>
#include <csignal>
#include <filesystem>
#include <functional>
#include <mutex>
#include <ostream>
#include <sstream>
#include <thread>

namespace recourse::cli {

namespace {

constexpr std::size_t pem_bytes_max = std::size_t { 1 } << 20U;

constexpr std::array options {
    desk_made,
    Option { "listen", "ADDRESS:PORT", "where to listen", "127.0.0.1:8080" },
    Option { "programme", "ID:READING", "the programme that is run, and how its book is read",
        "alibaba-trade-assurance:current-help" },
    Option { "zone", "ZONE", "where the programme counts its days", "Asia/Shanghai" },
    Option { "four-eyes-above", "SUM", "a second officer confirms what is above it", "one is enough" },
    Option { "review-days", "DAYS", "to ask for another look; 0: only where the book says", "7" },
    Option { "leg-days", "DAYS", "until an officer may end a return or a replacement that stands still", "30" },
    Option { "limit-least", "SUM", "no supplier's limit is less", "what the book's formula gives" },
    Option { "fee", "BP", "kept of a release, in hundredths of a percent", "0" },
    Option { "provider", "WORD", "who holds the funds: api, bank, sandbox", "api", false, "api bank sandbox" },
    Option { "bank-account", "IBAN", "the programme's own account, or its number" },
    Option { "bank-bic", "BIC", "of the bank that keeps it" },
    Option { "bank-holder", "NAME", "in whose name it is" },
    Option { "bank-files", "VERSION", "of pain.001.001 that the bank takes: 03 or 09", "09", false, "03 09" },
    Option { "own-cases", "", "closed cases of this desk move the estimates of its forecasts" },
    Option { "sandbox", "", "for trying things out: the clock can be put forward" },
    Option { "backups", "DIR", "where POST /v1/backups puts copies of the desk" },
    Option { "certificate", "FILE", "certificate chain (PEM): serve over TLS" },
    Option { "private-key", "FILE", "its private key (PEM)" },
    Option { "tls-in-front", "",
        "a proxy before --listen speaks TLS: cookies are kept to TLS, and addresses that other "
        "machines reach are served without TLS here" },
    Option { "public-url", "URL", "where people reach the desk: https://desk.example.org" },
    Option { "webhooks-to-private-networks", "", "webhooks may go to addresses that are not public" },
    Option { "webhook-ca", "FILE", "who vouches for endpoints (PEM)", "the system's" },
    Option { "timestamps", "URL", "authority (RFC 3161) that stamps the log of the evidence", "none" },
    Option { "timestamp-chain", "FILE", "its root and the certificates between (PEM)" },
    Option {
        "timestamp-crls", "DIR", "its revocation lists (*.crl, *.pem), kept with each stamp; you keep them fresh" },
    Option {
        "uploads-kept", "DAYS", "that bytes stay which were uploaded and never named, at least 7; 0: for ever", "30" },
    Option { "webhook-timeout", "SECONDS", "for an endpoint to answer, 1 to 60", "15" },
    Option { "smtp", "URL", "for mail notices: smtp://host:587 or smtps://host", "no mail" },
    Option { "smtp-user", "NAME", "who signs in to it" },
    Option { "smtp-password-file", "FILE", "his password, the file's first line" },
    Option { "mail-from", "ADDRESS", "from which mail notices come" },
    Option { "without-account", "WORD", "yes or no: whether the first questions of a dispute are open to everybody",
        "yes where --listen is loopback, without --tls-in-front", false, "yes no" },
    Option { "log", "FORMAT", "json or none: a line for each request, on standard error", "json", false, "json none" },
};

constexpr std::string_view details
    = "With --provider api the holder of the funds tells of payments with a key of its own; bank: through files "
      "(docs/bank.md); sandbox: whatever is approved is paid at once. The first start prints a link token with which "
      "the first officer is set up (POST /v1/setup). `recourse key` "
      "makes keys for machines while no server has the directory. SIGINT and SIGTERM let requests under way end and "
      "then stop. Passwords and keys go over TLS or not at all between machines: give a certificate, or listen on "
      "loopback; behind a proxy that speaks TLS say --tls-in-front. Mail goes over TLS, but to a server on this "
      "machine.";

struct Address {
    std::string host;
    std::uint16_t port = 0;
};

std::optional<Address> parse_listen(std::string_view text)
{
    auto const colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    auto host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    auto const port = text.substr(colon + 1);
    Address address { std::string { host }, 0 };
    auto const [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    if (host.empty() || error != std::errc {} || end != port.data() + port.size())
        return std::nullopt;
    return address;
}

/// One line of JSON for a request: nothing in it that a person could have typed.
std::string log_line(http::RequestRecord const& record)
{
    codec::JsonWriter json(codec::JsonStyle::line);
    json.begin_object();
    json.key("request");
    json.string(record.id);
    json.key("operation");
    json.string(record.operation);
    json.key("status");
    json.integer(record.status);
    json.key("bytes_in");
    json.integer(static_cast<std::int64_t>(record.bytes_in));
    json.key("bytes_out");
    json.integer(static_cast<std::int64_t>(record.bytes_out));
    json.key("micros");
    json.integer(record.duration.count());
    json.end_object();
    return json.take() + '\n';
}

/// One line of JSON for what failed, with the request where it was one.
std::string failure_line(std::string_view request, std::string_view operation, std::string_view says)
{
    codec::JsonWriter json(codec::JsonStyle::line);
    json.begin_object();
    if (!request.empty()) {
        json.key("request");
        json.string(request);
        json.key("operation");
        json.string(operation);
    }
    json.key("failed");
    json.string(says);
    json.end_object();
    return json.take() + '\n';
}

/// Waits for SIGINT or SIGTERM, which no other thread takes.
class Signals {
public:
    Signals()
    {
        sigemptyset(&set_);
        sigaddset(&set_, SIGINT);
        sigaddset(&set_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        (void)std::signal(SIGPIPE, SIG_IGN);
    }
    void wait()
    {
        int which = 0;
        sigwait(&set_, &which);
    }

private:
    sigset_t set_ {};
};

/// What the accounts gather is written, and what is over removed, once a minute; uploads that nobody finished too.
class Housekeeping {
public:
    /// `failed` is called from its thread with a sentence when that could not be done, which is tried again a minute
    /// later, and while the vault has stopped.
    Housekeeping(api::Desk& desk, std::function<void(std::string const&)> failed)
        : failed_(std::move(failed))
        , thread_([this, &desk] { run(desk); })
    {
    }
    ~Housekeeping()
    {
        {
            std::lock_guard const lock(mutex_);
            closing_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }

private:
    void run(api::Desk& desk)
    {
        std::unique_lock lock(mutex_);
        for (bool last = false; !last;) {
            last = changed_.wait_for(lock, std::chrono::minutes(1), [&] { return closing_; });
            if (auto const kept = desk.accounts().maintain(); !kept)
                failed_("accounts.db could not be written; tried again in a minute");
            (void)desk.vault().keeper().uploads().sweep();
            desk.vault().kept_bundles().sweep();
            if (auto const stopped = desk.vault().stopped())
                failed_("the vault has stopped: " + *stopped);
            else if (auto const trouble = desk.vault().trouble())
                failed_("the vault cannot record now, and tries again: " + *trouble);
            if (auto const* stamper = desk.stamper(); stamper != nullptr && stamper->failures() > 0)
                failed_("no time stamp: " + stamper->says());
        }
    }

    std::function<void(std::string const&)> failed_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool closing_ = false;
    std::thread thread_;
};

int wrong(Streams streams, std::string const& message)
{
    say("recourse serve: " + message, streams.err);
    return input_wrong;
}

/// What a call asks for.
struct Serving {
    Address at;
    bool tls = false;
    bool tls_in_front = false;
    bool log = true; ///< a line for each request
    api::DeskOptions desk;

    std::string url() const { return fmt::format("{}://{}", tls ? "https" : "http", to_text(at)); }
    static std::string to_text(Address const& at)
    {
        bool const six = at.host.find(':') != std::string::npos;
        return fmt::format("{}{}{}:{}", six ? "[" : "", at.host, six ? "]" : "", at.port);
    }
};

/// The authority that stamps the vault's log.
api::StampOptions stamps_of(Given const& given, std::vector<std::string>& flaws)
{
    api::StampOptions stamps;
    stamps.url = value_of(given, "timestamps");
    auto const url = stamps.url.empty() ? std::nullopt : notify::parse_url(stamps.url);
    if (!stamps.url.empty() && (!url || url->has_user || url->has_fragment || !url->scheme.starts_with("http")))
        flaws.push_back(fmt::format("--timestamps wants an address of http or https, not '{}'", stamps.url));
    if (given.contains("timestamp-crls")) {
        stamps.lists = value_of(given, "timestamp-crls");
        std::error_code missing;
        if (!std::filesystem::is_directory(stamps.lists, missing))
            flaws.push_back(fmt::format("--timestamp-crls: {} is no directory", stamps.lists.string()));
        if (!given.contains("timestamp-chain"))
            flaws.emplace_back("--timestamp-crls goes with --timestamp-chain, by which a list is told");
    }
    if (!given.contains("timestamp-chain"))
        return stamps;
    if (stamps.url.empty())
        flaws.emplace_back("--timestamp-chain goes with --timestamps");
    std::istringstream none;
    auto chain = read_file(value_of(given, "timestamp-chain"), none, pem_bytes_max);
    if (!chain)
        flaws.push_back("--timestamp-chain: " + chain.error());
    else if (chain->find("-----BEGIN CERTIFICATE-----") == std::string::npos)
        flaws.push_back(
            fmt::format("--timestamp-chain: {} has no certificate (PEM)", value_of(given, "timestamp-chain")));
    else
        stamps.chain = *std::move(chain);
    return stamps;
}

/// An upload is remembered for seven days: until then whoever brought the bytes may name them.
std::optional<int> uploads_kept_of(std::string_view text)
{
    constexpr int least = 7, most = 3650;
    int days = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
    if (text.empty() || error != std::errc {} || end != text.data() + text.size()
        || (days != 0 && (days < least || days > most)))
        return std::nullopt;
    return days;
}

/// Adds a sentence to `flaws` for each option that cannot be followed.
Serving serving_of(Given const& given, std::vector<std::string>& flaws)
{
    Serving serving;
    serving.desk = desk_options_of(given, flaws);
    serving.desk.sandbox = given.contains("sandbox");
    serving.desk.time_acts = true;
    serving.desk.own_cases = given.contains("own-cases");
    serving.desk.notify = notify_options_of(given, flaws);
    serving.desk.backups = value_of(given, "backups");
    serving.desk.if_taken = "stop it first, or serve another directory";
    std::error_code missing;
    if (given.contains("backups") && !std::filesystem::is_directory(serving.desk.backups, missing))
        flaws.push_back(fmt::format("--backups: {} is no directory", serving.desk.backups.string()));
    serving.desk.stamps = stamps_of(given, flaws);
    if (auto const days = uploads_kept_of(value_of(given, "uploads-kept", "30")))
        serving.desk.uploads_kept_days = *days;
    else
        flaws.push_back(fmt::format(
            "--uploads-kept wants 0 or a number of days from 7 to 3650, not '{}'", value_of(given, "uploads-kept")));
    serving.tls = given.contains("certificate");
    if (serving.tls != given.contains("private-key"))
        flaws.emplace_back("--certificate and --private-key go together");
    auto const log = value_of(given, "log", "json");
    serving.log = log == "json";
    if (!serving.log && log != "none")
        flaws.push_back(fmt::format("--log is json or none, not '{}'", log));
    serving.tls_in_front = given.contains("tls-in-front");
    if (serving.tls_in_front && serving.tls)
        flaws.emplace_back("--tls-in-front says that TLS ends before it comes here: leave it out, or the certificate");
    auto const text = value_of(given, "listen", "127.0.0.1:8080");
    auto const listen = parse_listen(text);
    if (!listen) {
        flaws.emplace_back("--listen wants ADDRESS:PORT, such as 127.0.0.1:8080");
        return serving;
    }
    serving.at = *listen;
    auto const reach = notify::reach_of_host(listen->host); // nothing: no address, which the server will say
    if (reach && *reach != notify::Reach::loopback && !serving.tls && !serving.tls_in_front)
        flaws.push_back(fmt::format("--listen {} is open to other machines, and without TLS they would send passwords "
                                    "and keys in the clear: give --certificate and --private-key, listen on 127.0.0.1, "
                                    "or say --tls-in-front where a proxy on another machine speaks TLS",
            text));
    auto const guests = value_of(given, "without-account");
    bool const alone = reach && *reach == notify::Reach::loopback && !serving.tls_in_front;
    serving.desk.without_account = guests.empty() ? alone : guests == "yes";
    if (!guests.empty() && guests != "yes" && guests != "no")
        flaws.push_back(fmt::format("--without-account is yes or no, not '{}'", guests));
    // What others are told who find the directory taken; a port of the system's choosing is not known yet.
    serving.desk.serves_at = listen->port == 0 ? "a port of its own" : serving.url();
    return serving;
}

int run_serve(Given const& given, Streams streams)
{
    std::vector<std::string> flaws;
    auto serving = serving_of(given, flaws);
    for (auto const& flaw : flaws)
        wrong(streams, flaw);
    if (!flaws.empty())
        return input_wrong;

    Signals signals;
    std::mutex log_mutex;
    app::SystemClock clock;
    auto desk = open_desk(std::move(serving.desk), clock);
    if (!desk)
        return wrong(streams, desk.error());

    auto& metrics = (*desk)->metrics();
    auto const table = api::operations();
    auto routes = api::routes(**desk, table);
    auto counted_routes = routes;
    counted_routes.push_back(web::pages());
    http::RequestMetrics counted(metrics, counted_routes);
    metrics.ask("recourse_log_events", "The last event that is on disk.",
        [&] { return static_cast<std::int64_t>((*desk)->pipeline().durable()); });
    auto const outbox = [&](std::int64_t notify::Counts::* which) -> std::int64_t {
        auto const counts = (*desk)->notifier().outbox().counts();
        return counts ? (*counts).*which : -1;
    };
    metrics.ask("recourse_deliveries_waiting", "Webhooks and mails that wait to be sent, or to be tried again.",
        [=] { return outbox(&notify::Counts::waiting); });
    metrics.ask("recourse_deliveries_dead", "Webhooks and mails that were given up.",
        [=] { return outbox(&notify::Counts::dead); });
    metrics.ask("recourse_outbox_lag_events", "Events on disk that the outbox has not looked at yet.", [&] {
        auto const cursor = (*desk)->notifier().outbox().cursor();
        return static_cast<std::int64_t>((*desk)->pipeline().durable() - cursor);
    });
    metrics.ask("recourse_vault_lag_events", "Events on disk that the vault's log has not looked at yet.", [&] {
        auto& vault = (*desk)->vault();
        return static_cast<std::int64_t>(vault.durable() - std::min(vault.durable(), vault.followed()));
    });
    metrics.ask("recourse_vault_unread_events", "Events on disk up to which exhibits have not been read yet.", [&] {
        auto& vault = (*desk)->vault();
        return static_cast<std::int64_t>(vault.durable() - std::min(vault.durable(), vault.read_upto()));
    });
    metrics.ask(
        "recourse_stamp_failures", "Tries to have the vault's log stamped that failed one after the other.", [&] {
            auto const* stamper = (*desk)->stamper();
            return stamper == nullptr ? 0 : stamper->failures();
        });
    http::ServerHooks hooks;
    hooks.finished = [&](http::RequestRecord const& record) {
        counted.count(record);
        if (!serving.log)
            return;
        auto const line = log_line(record);
        std::lock_guard const lock(log_mutex);
        streams.err << line << std::flush;
    };
    hooks.failed = [&](std::string_view id, std::string_view operation, std::string_view what) {
        auto const line = failure_line(id, operation, what);
        std::lock_guard const lock(log_mutex);
        streams.err << line << std::flush;
    };
    (*desk)->log_failures(hooks.failed);
    http::ServerOptions listening;
    listening.address = serving.at.host;
    listening.port = serving.at.port;
    if (serving.tls)
        listening.tls = http::TlsFiles { given.at("certificate"), given.at("private-key") };
    listening.tls_in_front = serving.tls_in_front;
    auto server
        = http::Server::start(std::move(listening), http::Router(std::move(routes), web::pages()), std::move(hooks));
    if (!server)
        return wrong(streams, server.error());

    auto const set_up = (*desk)->accounts().is_set_up();
    if (set_up && !*set_up) {
        if (auto const link = (*desk)->accounts().setup_link())
            streams.out << "Nobody is known yet. This token sets up the first officer (POST /v1/setup), once, within a "
                           "day:\n  "
                        << link->token.reveal() << "\n";
    }
    serving.at.port = (*server)->port();
    streams.out << fmt::format("Serving {}\n", serving.url()) << std::flush;
    {
        Housekeeping const housekeeping(**desk, [&](std::string const& says) {
            auto const line = failure_line({}, {}, says);
            std::lock_guard const lock(log_mutex);
            streams.err << line << std::flush;
        });
        signals.wait();
        (void)(*server)->stop(std::chrono::seconds(10));
    }
    streams.out << "Stopped.\n" << std::flush;
    return answered;
}

} // namespace

Subcommand const serve_command { "serve", "run a programme on a data directory, with its HTTP API",
    "recourse serve --data desk --sandbox", {}, options, run_serve, details };

} // namespace recourse::cli
