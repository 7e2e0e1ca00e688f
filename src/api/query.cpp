#include "api/query.hpp"

#include "api/replies.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace recourse::api::query {

namespace {

std::optional<std::uint64_t> whole(std::string_view text)
{
    std::uint64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc {} && end == text.data() + text.size() ? std::optional { value } : std::nullopt;
}

std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> parts;
    for (;;) {
        auto const comma = text.find(',');
        parts.emplace_back(text.substr(0, comma));
        if (comma == std::string_view::npos)
            return parts;
        text.remove_prefix(comma + 1);
    }
}

/// What is wrong with a value; nothing where it fits.
std::optional<std::string> flaw_of(Call& call, QueryMember const& member, std::string_view value)
{
    if (member.fits)
        return member.fits(call, value) ? std::nullopt : std::optional { member.takes };
    auto const words = member.words_now ? member.words_now(call) : member.words;
    auto const parts = member.is_list ? split(value) : std::vector { std::string { value } };
    for (auto const& part : parts) {
        if (std::ranges::find(words, part) == words.end())
            return fmt::format(
                "{} {}", member.is_list ? "some of, with commas between them," : "one of", fmt::join(words, ", "));
    }
    return std::nullopt;
}

} // namespace

QueryMember one_of(std::string name, std::string says, std::vector<std::string> words)
{
    return { .name = std::move(name), .says = std::move(says), .words = std::move(words) };
}

QueryMember whole_number(std::string name, std::string says, std::uint64_t least, std::uint64_t most)
{
    return { .name = std::move(name),
        .says = std::move(says),
        .takes = fmt::format("a whole number from {} to {}", least, most),
        .fits = [least, most](Call&, std::string_view value) {
            auto const number = whole(value);
            return number && *number >= least && *number <= most;
        } };
}

QueryMember moment(std::string name, std::string says)
{
    return { .name = std::move(name),
        .says = std::move(says),
        .takes = "a day like 2026-11-30 or a moment like 2026-11-30T08:30:00Z",
        .fits = [](Call& call, std::string_view value) { return parse_moment(value, call.desk.zone()).has_value(); } };
}

QueryMember text(std::string name, std::string says, std::string takes, bool (*fits)(std::string_view))
{
    return { .name = std::move(name),
        .says = std::move(says),
        .takes = std::move(takes),
        .fits = [fits](Call&, std::string_view value) { return fits(value); } };
}

std::optional<std::uint64_t> number_asked(Call const& call, std::string_view name)
{
    auto const asked = call.request.query.find(name);
    return asked ? whole(*asked) : std::nullopt;
}

std::optional<Instant> moment_asked(Call const& call, std::string_view name)
{
    auto const asked = call.request.query.find(name);
    return asked ? parse_moment(*asked, call.desk.zone()) : std::nullopt;
}

std::vector<std::string> list_asked(Call const& call, std::string_view name)
{
    auto const asked = call.request.query.find(name);
    return asked ? split(*asked) : std::vector<std::string> {};
}

std::optional<Instant> parse_moment(std::string_view text, time::Zone zone)
{
    auto const day = parse_date(text.substr(0, 10));
    if (!day)
        return std::nullopt;
    if (text.size() == 10)
        return zone.instant({ *day, 0, 0, 0, 0 }, time::Unclear::first);
    if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text.back() != 'Z')
        return std::nullopt;
    auto const number = [&](std::size_t at, std::size_t digits, std::uint64_t most) -> std::optional<int> {
        auto const value = whole(text.substr(at, digits));
        return value && *value <= most ? std::optional { static_cast<int>(*value) } : std::nullopt;
    };
    auto const hour = number(11, 2, 23), minute = number(14, 2, 59), second = number(17, 2, 59);
    if (!hour || !minute || !second)
        return std::nullopt;
    std::int64_t micros = 0;
    if (text.size() > 20) {
        auto fraction = std::string { text.substr(20, text.size() - 21) };
        if (text[19] != '.' || fraction.empty() || fraction.size() > 6)
            return std::nullopt;
        fraction.resize(6, '0');
        auto const value = whole(fraction);
        if (!value)
            return std::nullopt;
        micros = static_cast<std::int64_t>(*value);
    }
    auto const moment = time::Zone {}.instant({ *day, *hour, *minute, *second, 0 }, time::Unclear::first); // UTC
    return Instant { moment.micros + micros };
}

std::vector<http::ProblemError> flaws(Call& call, std::vector<QueryMember> const& members)
{
    std::vector<http::ProblemError> found;
    std::vector<std::string_view> names;
    for (auto const& one : members)
        names.push_back(one.name);
    auto const& query = call.request.query;
    for (auto const& [name, value] : query) {
        auto const member = std::ranges::find(members, name, &QueryMember::name);
        if (member == members.end()) {
            auto const meant = did_you_mean(name, names);
            found.push_back({ name,
                names.empty() ? std::string { "this takes no query" }
                              : fmt::format("there is no such member here{}; there are {}",
                                    meant.empty() ? "" : ", " + meant, fmt::join(names, ", ")) });
        } else if (query.all(name).size() > 1) {
            if (std::ranges::find(found, name, &http::ProblemError::pointer) == found.end())
                found.push_back({ name, "once only" });
        } else if (auto says = flaw_of(call, *member, value))
            found.push_back({ name, *std::move(says) });
    }
    for (auto const& one : members) {
        if (one.is_needed && !query.find(one.name))
            found.push_back({ one.name, fmt::format("this is needed: {}", one.takes) });
    }
    return found;
}

http::Problem wrong(std::vector<http::ProblemError> errors, Language language)
{
    auto problem = problem_of({ &form_refusals::query_wrong, {}, {} }, language);
    problem.errors = std::move(errors);
    return problem;
}

} // namespace recourse::api::query
