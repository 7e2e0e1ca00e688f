#pragma once

#include "http/metrics.hpp"
#include "http/server.hpp"

#include <array>
#include <atomic>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace recourse::http {

/// Counts finished requests by operation and status, and how long their answers took: what a server's `finished` hook
/// calls. Its metrics are http_requests_total, http_request_seconds and http_response_bytes_total.
class RequestMetrics {
public:
    /// The metrics must outlive this. Requests that fit no route count under operation "none".
    RequestMetrics(Metrics&, std::span<Route const>);

    void count(RequestRecord const&);

    /// Shows a server's connections and streams as gauges; the server must outlive the metrics' last reading.
    static void watch(Metrics&, Server const&);

private:
    static constexpr int status_least = 100;
    static constexpr int statuses = 500;
    struct Operation {
        Histogram* seconds = nullptr;
        Counter* bytes = nullptr;
        std::array<std::atomic<Counter*>, statuses> by_status {}; ///< found at the first answer of that status
    };

    Metrics& metrics_;
    std::map<std::string, Operation, std::less<>> operations_; ///< complete from the start, so it needs no lock
};

} // namespace recourse::http
