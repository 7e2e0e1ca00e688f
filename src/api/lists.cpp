#include "api/lists.hpp"

#include "store/keys.hpp"

#include <algorithm>

namespace recourse::api::lists {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

std::string to_hexadecimal(std::string_view bytes)
{
    std::string text;
    for (char const c : bytes) {
        auto const byte = static_cast<unsigned char>(c);
        text += hex_digits[byte >> 4];
        text += hex_digits[byte & 15];
    }
    return text;
}

std::optional<std::string> from_hexadecimal(std::string_view text)
{
    if (text.size() % 2 != 0)
        return std::nullopt;
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        auto const high = hex_digits.find(text[i]), low = hex_digits.find(text[i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos)
            return std::nullopt;
        bytes += static_cast<char>(high << 4 | low);
    }
    return bytes;
}

/// Of the list that the call asks for: its operation and all members of the query that choose and order what is in it.
std::string tag_of(Call const& call)
{
    std::vector<std::string> parts;
    for (auto const& [name, value] : call.request.query) {
        if (name != "cursor" && name != "limit" && name != "as_of" && name != "fields")
            parts.push_back(fmt::format("{}={}", name, value));
    }
    std::ranges::sort(parts);
    auto const digest = sha256(fmt::format("{}\n{}", call.request.operation, fmt::join(parts, "\n")));
    return std::string { reinterpret_cast<char const*>(digest.bytes.data()), 6 };
}

/// A number as the eight bytes of a list's order.
store::Key key_of_place(Plan const& plan, std::uint64_t place)
{
    return plan.by_number ? store::key_of(place) : store::key_of(static_cast<std::int64_t>(place));
}

} // namespace

std::string cursor_of(Call const& call, std::string_view place)
{
    return to_hexadecimal(tag_of(call) + std::string { place });
}

std::expected<std::optional<std::string>, std::monostate> place_asked(Call& call)
{
    auto const cursor = call.request.query.find("cursor");
    if (!cursor)
        return std::nullopt;
    auto const bytes = from_hexadecimal(*cursor);
    auto const tag = tag_of(call);
    if (bytes && bytes->starts_with(tag))
        return bytes->substr(tag.size());
    call.refuse(
        query::wrong({ { "cursor", "the next of the page before, of this list with the same filters and order" } },
            http::language_of(call.request)));
    return std::unexpected(std::monostate {});
}

std::optional<store::Sequence> sequence_at(Desk& desk, Instant moment)
{
    auto const head = desk.store().head();
    if (!head)
        return std::nullopt;
    store::Sequence low = 1, high = head->last + 1;
    while (low < high) {
        auto const middle = low + (high - low) / 2;
        auto const event = desk.store().read(middle, 1);
        if (!event || event->empty())
            return std::nullopt;
        if (event->front().at < moment)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::vector<QueryMember> paging()
{
    return { query::whole_number("limit", "how many lines, 50 if nothing is said", 1, 200),
        { .name = "cursor",
            .says = "goes on where a page ended",
            .takes = "its next",
            .fits = [](Call&, std::string_view) { return true; } },
        query::whole_number("as_of", "not without what this receipt speaks of", 0, INT64_MAX) };
}

std::optional<Plan> plan_of(
    Call& call, app::View view, std::optional<std::uint8_t> phase, Id<Party> party, Numbers& made)
{
    auto const sort = call.request.query.find("sort").value_or("-changed");
    Plan plan { .view = view };
    plan.by_number = sort.ends_with("number");
    plan.direction = sort.starts_with('-') ? store::Direction::descending : store::Direction::ascending;
    plan.limit = query::number_asked(call, "limit").value_or(50);
    if (plan.by_number)
        plan.scopes = { app::numbered_list_of(view, party) };
    else
        plan.scopes = app::lists_of(view, phase, party);
    for (auto const& [name, is_start] :
        { std::pair { "created_since", true }, std::pair { "created_before", false } }) {
        auto const moment = query::moment_asked(call, name);
        if (!moment)
            continue;
        auto const first = sequence_at(call.desk, *moment);
        if (!first) {
            call.refuse(unavailable());
            return std::nullopt;
        }
        if (is_start)
            made.from = *first;
        else
            made.before = *first;
    }
    if (plan.by_number) {
        plan.from = made.from;
        plan.before = made.before;
    } else {
        auto const place
            = [](Instant moment) { return static_cast<std::uint64_t>(std::max<std::int64_t>(moment.micros, 0)); };
        if (auto const since = query::moment_asked(call, "changed_since"))
            plan.from = place(*since);
        if (auto const before = query::moment_asked(call, "changed_before"))
            plan.before = place(*before);
    }
    return plan;
}

void give(Call& call, Plan const& plan, std::function<std::string(store::Bytes const&)> const& line)
{
    auto const place = place_asked(call);
    if (!place)
        return;
    bool const up = plan.direction == store::Direction::ascending;
    store::PageRequest page { .view = static_cast<store::View>(plan.view),
        .scopes = plan.scopes,
        .direction = plan.direction,
        .limit = plan.limit + 1,
        .bodies = static_cast<store::View>(plan.view) };
    if (*place && (*place)->size() == 16)
        page.after = { (*place)->substr(0, 8), (*place)->substr(8) };
    else if (up && plan.from > 0)
        page.after = { key_of_place(plan, plan.from), {} };
    else if (!up && plan.before)
        page.after = { key_of_place(plan, *plan.before), {} };
    auto const past_the_end = [&](store::Key const& sort) {
        return up ? plan.before && sort >= key_of_place(plan, *plan.before) : sort < key_of_place(plan, plan.from);
    };
    // Everybody sees what was acknowledged before the question, unless that would take long; behind a cursor a list
    // goes on where it was.
    auto const as_of = query::number_asked(call, "as_of").value_or(0);
    auto const upto = as_of > 0 ? as_of : *place ? 0 : call.desk.pipeline().durable();
    if (!call.desk.pipeline().wait_projected(upto, std::chrono::seconds(2)) && as_of > 0)
        return call.refuse(unavailable());

    std::string json = R"({"items":[)";
    std::size_t shown = 0, looked = 0;
    std::optional<store::PageRequest::Cursor> last;
    bool more = false;
    for (bool done = false; !done;) {
        auto const found = call.desk.store().page(page);
        if (!found)
            return call.refuse(unavailable());
        done = found->value.size() < page.limit;
        for (auto const& item : found->value) {
            if (past_the_end(item.sort)) {
                done = true;
                break;
            }
            if (shown == plan.limit || looked == looked_max) {
                more = done = true;
                break;
            }
            ++looked;
            last = { item.sort, item.key };
            auto const one = item.body ? line(*item.body) : std::string {};
            if (one.empty())
                continue;
            json += shown++ == 0 ? "" : ",";
            json += one;
        }
        page.after = last;
        page.limit = 256;
    }
    json += R"(],"next":)";
    json += more ? fmt::format("\"{}\"", cursor_of(call, last->sort + last->key)) : "null";
    json += "}";
    call.answer(http::Response::json(std::move(json)).with("Cache-Control", "private, no-cache"));
}

} // namespace recourse::api::lists
