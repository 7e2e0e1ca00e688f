#pragma once

#include "http/server.hpp"
#include "http/work_pool.hpp"

#include <atomic>
#include <cstdint>
#include <ctime>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::http {

/// What all connections of a server share.
struct Service {
    ServerOptions options;
    Router router;
    ServerHooks hooks;
    std::unique_ptr<WorkPool> aside;
    std::vector<Field> usual_headers; ///< of every answer that has no own value for them
    std::string allow_all; ///< what the server as a whole takes

    std::atomic<bool> stopping { false };
    std::atomic<std::uint64_t> accepted { 0 };
    std::atomic<std::uint64_t> refused { 0 };
    std::atomic<std::uint64_t> open { 0 };
    std::atomic<std::uint64_t> streams { 0 };
};

std::vector<Field> usual_headers(bool secure);
std::string methods_of(Router const&);

/// What the connections of one thread share.
class ThreadMemory {
public:
    /// "Sun, 06 Nov 1994 08:49:37 GMT", now.
    std::string_view date();
    /// 32 hexadecimal digits, 128 random bits.
    std::string new_id();

private:
    std::time_t date_of_ = -1;
    std::string date_;
    std::vector<unsigned char> random_;
};

/// IMF-fixdate (RFC 9110, 5.6.7) of seconds since 1970.
std::string http_date(std::time_t);

/// True for what may stand as a request's id: 1 to 64 letters, digits and "-_.".
bool is_request_id(std::string_view);

} // namespace recourse::http
