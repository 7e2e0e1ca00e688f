#include "http/request_metrics.hpp"

namespace recourse::http {

namespace {

constexpr std::string_view no_operation = "none";

} // namespace

RequestMetrics::RequestMetrics(Metrics& metrics, std::span<Route const> routes) : metrics_(metrics)
{
    operations_.try_emplace(std::string { no_operation });
    for (auto const& route : routes)
        operations_.try_emplace(route.operation);
    for (auto& [name, operation] : operations_) {
        operation.seconds
            = &metrics.histogram("http_request_seconds", "Time from a request's head to its answer's end.",
                usual_durations(), Scale::microseconds, { { "operation", name } });
        operation.bytes = &metrics.counter("http_response_bytes_total", "Bytes of answers.", { { "operation", name } });
    }
}

void RequestMetrics::count(RequestRecord const& record)
{
    auto at = operations_.find(record.operation);
    if (at == operations_.end())
        at = operations_.find(no_operation);
    auto& [name, operation] = *at;
    operation.seconds->observe(static_cast<std::uint64_t>(record.duration.count()));
    operation.bytes->add(record.bytes_out);
    if (record.status < status_least || record.status >= status_least + statuses)
        return; // cut before it had an answer
    auto& slot = operation.by_status[static_cast<std::size_t>(record.status - status_least)];
    auto* counter = slot.load(std::memory_order_acquire);
    if (!counter) {
        counter = &metrics_.counter("http_requests_total", "Requests answered.",
            { { "operation", name }, { "status", std::to_string(record.status) } });
        slot.store(counter, std::memory_order_release); // whoever else finds it at this moment finds the same one
    }
    counter->add();
}

void RequestMetrics::watch(Metrics& metrics, Server const& server)
{
    auto const ask = [&](std::string_view name, std::string_view help, std::uint64_t ServerCounts::* which) {
        metrics.ask(name, help, [&server, which] { return static_cast<std::int64_t>(server.counts().*which); });
    };
    ask("http_connections", "Connections now.", &ServerCounts::open);
    ask("http_connections_accepted", "Connections since the start.", &ServerCounts::accepted);
    ask("http_connections_refused", "Connections above the limit since the start.", &ServerCounts::refused);
    ask("http_event_streams", "Event streams now.", &ServerCounts::streams);
}

} // namespace recourse::http
