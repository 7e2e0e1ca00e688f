#include "core/offer/own_cases.hpp"

#include "core/case/route_roles.hpp"

#include <algorithm>
#include <cmath>

namespace recourse::offer {

namespace {

std::optional<Date> earliest(std::optional<Date> day, Date other)
{
    return day ? std::min(*day, other) : other;
}

/// What is known of one route of one case.
struct Course {
    std::optional<Date> begun, decided, paid;
    bool granted = false;
};

std::map<std::string, Course> courses_of(Happened const& happened)
{
    std::map<std::string, Course> courses;
    for (auto const& one : happened.begun)
        courses[one.route].begun = earliest(courses[one.route].begun, one.on);
    for (auto const& one : happened.rulings) {
        auto& course = courses[one.route];
        if (course.decided && *course.decided > one.on)
            continue;
        course.decided = one.on;
        course.granted = one.granted.minor > 0;
    }
    for (auto const& one : happened.receipts) {
        auto const found = courses.find(one.route);
        if (found != courses.end() && one.amount.minor > 0)
            found->second.paid = earliest(found->second.paid, one.on);
    }
    return courses;
}

/// The estimate of success that counts for the route: the first one that fits.
forecast::Assumption const* success_of(Basis const& basis, std::string_view route)
{
    auto const found = std::ranges::find_if(basis.assumptions,
        [&](auto const& one) { return one.of == "success" && (one.route.empty() || one.route == route); });
    return found == basis.assumptions.end() ? nullptr : &*found;
}

void put(casework::Weeks& weeks, forecast::Assumption const& moved)
{
    auto const whole = [](double value) { return static_cast<int>(std::lround(value)); };
    weeks.likely = whole(moved.likely);
    weeks.low = std::min(whole(moved.low), *weeks.likely);
    weeks.high = std::max(whole(moved.high), *weeks.likely);
    weeks.estimate = true;
}

} // namespace

void OwnCases::take(Happened const& happened, std::vector<std::string> const& leave_out)
{
    ++cases;
    for (auto const& [route, course] : courses_of(happened)) {
        if (casework::is_step(route) || std::ranges::find(leave_out, route) != leave_out.end())
            continue;
        auto& record = routes[route];
        bool const success = course.decided ? course.granted : course.paid.has_value();
        ++record.cases;
        record.successes += success;
        auto const end = course.decided ? course.decided : course.paid;
        if (course.begun && end && *end >= *course.begun)
            record.weeks.push_back(days_between(*course.begun, *end) / 7.0);
    }
}

std::vector<Moved> move_by(OwnCases const& own, Basis& basis, double weight)
{
    std::vector<Moved> all;
    for (auto& route : basis.routes) {
        auto const found = own.routes.find(route.id);
        if (found == own.routes.end() || found->second.cases == 0)
            continue;
        auto const& record = found->second;
        if (auto const* standard = success_of(basis, route.id)) {
            if (auto shrunk = shrink_chance(*standard, record.successes, record.cases, weight)) {
                shrunk->result.route = route.id;
                // The first one that fits counts.
                basis.assumptions.insert(basis.assumptions.begin(), shrunk->result);
                std::erase_if(basis.assumptions, [&, first = true](auto const& one) mutable {
                    bool const is_result = std::exchange(first, false);
                    return !is_result && one.of == "success" && one.route == route.id;
                });
                all.push_back({ route.id, "success", *std::move(shrunk) });
            }
        }
        auto const& weeks = route.weeks;
        if (record.weeks.empty() || !weeks.likely)
            continue;
        forecast::Assumption const standard { "weeks-" + route.id, "weeks", route.id,
            static_cast<double>(weeks.low.value_or(*weeks.likely)), static_cast<double>(*weeks.likely),
            static_cast<double>(weeks.high.value_or(*weeks.likely)), {}, weeks.source };
        if (auto shrunk = shrink_values(standard, record.weeks, 0, weight)) {
            put(route.weeks, shrunk->result);
            all.push_back({ route.id, "weeks", *std::move(shrunk) });
        }
    }
    return all;
}

} // namespace recourse::offer
