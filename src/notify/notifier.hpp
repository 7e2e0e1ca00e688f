#pragma once

#include "notify/follower.hpp"
#include "notify/transfer.hpp"

#include <atomic>
#include <condition_variable>
#include <expected>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace recourse::notify {

struct MailOptions {
    SmtpServer server;
    std::string from; ///< the address that mails come from
};

struct Options {
    bool sandbox = false; ///< webhooks may go to this machine, over http too
    bool private_networks = false; ///< webhooks may go to addresses that are not public
    std::string webhook_authorities; ///< file (PEM) of those whose certificates are taken; empty: the system's
    std::chrono::seconds webhook_timeout { 15 }; ///< for a whole exchange
    std::optional<MailOptions> mail; ///< nothing: no mail is written or sent
    std::string public_url; ///< where people reach the desk, without a slash at its end; empty: nobody has said
};

struct NewEndpoint {
    act::Role role = act::Role::buyer;
    Id<Party> party;
    std::string url;
    std::string description;
    std::vector<std::string> types;
};

struct MintedEndpoint {
    Endpoint endpoint;
    accounts::Secret secret; ///< handed out here and nowhere again
};

struct EndpointChange {
    std::optional<std::string> url;
    std::optional<std::string> description;
    std::optional<std::vector<std::string>> types;
    std::optional<bool> on;
};

/// What the desk tells others. `start` begins to follow the log and to send; without it endpoints and settings can be
/// looked at and changed, and nothing goes out.
class Notifier {
public:
    struct Parts {
        app::Pipeline& pipeline;
        store::Store& store;
        accounts::Accounts& accounts;
        app::Clock& clock; ///< the desk's: by which tries and reminders are due
        app::Clock& real_clock; ///< of signatures: receivers hold them against their own
        time::Zone zone;
        Concerns concerns;
    };
    /// Opens `deliveries.db`. Errors: a sentence.
    static std::expected<std::unique_ptr<Notifier>, std::string> open(
        std::filesystem::path const& directory, Parts, Options);
    /// Ends what is under way; what was not sent is sent after the next start.
    ~Notifier();

    /// To be called once.
    void start();

    Outbox& outbox() { return *outbox_; }
    Options const& options() const { return options_; }

    // Whoever may keep the keys of a part (accounts/authority) may deal with its endpoints. Refuses with what is in
    // notify/refusals.hpp; an endpoint that is not the caller's is not there for him.

    /// Refuses may_not, role_*, url_*, types_unknown, too_many, bad_description.
    Result<MintedEndpoint> add_endpoint(accounts::Caller const&, NewEndpoint const&);
    Result<std::vector<Endpoint>> endpoints(accounts::Caller const&);
    Result<Endpoint> endpoint(accounts::Caller const&, Id<Endpoint>);
    Result<Endpoint> change_endpoint(accounts::Caller const&, Id<Endpoint>, EndpointChange const&);
    Result<MintedEndpoint> rotate(accounts::Caller const&, Id<Endpoint>);
    Result<void> remove_endpoint(accounts::Caller const&, Id<Endpoint>);
    /// Sends a test. Refuses also switched_off.
    Result<void> ping(accounts::Caller const&, Id<Endpoint>);
    /// Sends again what happened from that moment on, also what it missed while it was off. Refuses also switched_off.
    Result<void> replay(accounts::Caller const&, Id<Endpoint>, Instant since);

    /// Refuses delivery_not_found.
    Result<Delivery> delivery(accounts::Caller const&, Id<Delivery>);
    Result<std::vector<Delivery>> deliveries(accounts::Caller const&, DeliveryFilter);
    Result<void> replay(accounts::Caller const&, Id<Delivery>);

    /// A mail to the person whose account has been locked, at most one a day. It is written by another thread, so that
    /// an answer takes the same time whether somebody has the address or not.
    void sign_in_locked(std::string_view email);

private:
    Notifier(Parts, Options, std::unique_ptr<Outbox>);

    void run_follower();
    void run_sender();
    struct Work {
        Delivery delivery;
        std::optional<Endpoint> endpoint;
    };
    /// The next delivery of a lane (an endpoint, or the mails) in which nothing is under way.
    std::optional<Work> next();
    void done(Work const&, Tried const&);
    Tried send(Work const&);
    Tried send_webhook(Work const&);
    Tried send_mail(Delivery const&);
    bool still_runs(StillRuns const&);
    /// Somebody wants it tried now: its lane rests no longer.
    void wake(Id<Endpoint>);
    void tell_locked(std::string_view email);
    Allowed allowed() const;
    std::optional<act::Refusal> url_refused(std::string_view) const;

    Parts parts_;
    Options options_;
    std::unique_ptr<Outbox> outbox_;

    struct Lane {
        bool busy = false;
        unsigned failures = 0; ///< one after the other
        Instant rests_until;
    };
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::uint64_t, Lane> lanes_; ///< by the endpoint's number; 0: mails
    std::uint64_t last_lane_ = 0; ///< where the search for work begins
    std::vector<std::string> locked_; ///< addresses whose sign-in has been locked
    std::atomic<bool> closing_ = false;
    std::vector<std::thread> threads_;
};

} // namespace recourse::notify
