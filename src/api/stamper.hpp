#pragma once

#include "vault/keeper/incidents.hpp"
#include "vault/keeper/stamping.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>

namespace recourse::api {

/// Which time-stamp authority stamps the log of a desk's vault.
struct StampOptions {
    std::string url; ///< RFC 3161 over HTTP; http too: a stamp is signed, and a digest is no secret. Empty: none
    std::string chain; ///< PEM: the authority's root and the certificates between; without it no stamp can be judged
    std::int64_t every_seconds = 600; ///< where there are new entries
    /// A folder with revocation lists (*.crl, *.pem), which somebody keeps fresh: those of the chain are kept with each
    /// stamp. None is fetched. Empty: none.
    std::filesystem::path lists {};
};

/// Has the newest checkpoint of a vault's log stamped by an authority while a desk runs, in a thread of its own: an
/// authority that does not answer keeps nobody waiting.
class Stamper {
public:
    /// An authority that cannot be reached for some time is an incident.
    Stamper(vault::keeper::Keeper&, vault::keeper::Incidents&, StampOptions);
    ~Stamper();
    Stamper(Stamper const&) = delete;
    Stamper& operator=(Stamper const&) = delete;

    std::string const& authority() const { return options_.url; }
    /// What went wrong at the last try, or what there is to know of the last stamp; empty where all is well.
    std::string says() const;
    /// Tries that failed, one after the other.
    std::int64_t failures() const { return failures_.load(std::memory_order_relaxed); }

private:
    void run();
    std::string lists();
    void take(vault::Outcome<vault::keeper::StampingTurn> const&);

    StampOptions options_;
    vault::keeper::Keeper& keeper_;
    vault::keeper::Incidents& incidents_;
    std::atomic<bool> closing_ = false; ///< ends a question to the authority, too
    std::atomic<std::int64_t> failures_ = 0;
    vault::keeper::Stamping stamping_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::string says_;
    std::string lists_say_; ///< of the thread that stamps
    std::thread thread_;
};

} // namespace recourse::api
