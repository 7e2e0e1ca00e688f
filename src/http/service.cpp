#include "http/service.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <fmt/format.h>
#include <set>
#include <sys/random.h>

namespace recourse::http {

std::vector<Field> usual_headers(bool secure)
{
    std::vector<Field> headers {
        { "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'" },
        { "X-Content-Type-Options", "nosniff" },
        { "Referrer-Policy", "no-referrer" },
        { "Cache-Control", "no-store" },
    };
    if (secure)
        headers.push_back({ "Strict-Transport-Security", "max-age=31536000" });
    return headers;
}

std::string methods_of(Router const& router)
{
    std::set<Method> methods { Method::options };
    for (auto const& route : router.routes()) {
        methods.insert(route.method);
        if (route.method == Method::get)
            methods.insert(Method::head);
    }
    std::string text;
    for (auto const method : methods)
        text.append(text.empty() ? "" : ", ").append(to_string(method));
    return text;
}

std::string http_date(std::time_t time)
{
    static constexpr std::array<std::string_view, 7> days { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    static constexpr std::array<std::string_view, 12> months { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
        "Sep", "Oct", "Nov", "Dec" };
    std::chrono::sys_seconds const moment { std::chrono::seconds { time } };
    auto const day = std::chrono::floor<std::chrono::days>(moment);
    std::chrono::year_month_day const date { day };
    std::chrono::hh_mm_ss const clock { moment - day };
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[std::chrono::weekday { day }.c_encoding()],
        static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
        static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::string_view ThreadMemory::date()
{
    if (auto const now = std::time(nullptr); now != date_of_) {
        date_of_ = now;
        date_ = http_date(now);
    }
    return date_;
}

std::string ThreadMemory::new_id()
{
    static constexpr std::string_view digits = "0123456789abcdef";
    constexpr std::size_t id_bytes = 16;
    if (random_.empty()) {
        random_.resize(id_bytes * 16); // getrandom gives up to 256 bytes in one piece or none
        RECOURSE_ASSERT(getrandom(random_.data(), random_.size(), 0) == static_cast<ssize_t>(random_.size()));
    }
    std::string id;
    id.reserve(2 * id_bytes);
    for (std::size_t i = 0; i < id_bytes; ++i) {
        auto const byte = random_.back();
        random_.pop_back();
        id += digits[byte >> 4];
        id += digits[byte & 15];
    }
    return id;
}

bool is_request_id(std::string_view text)
{
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
            || std::string_view { "-_." }.contains(c);
    });
}

} // namespace recourse::http
