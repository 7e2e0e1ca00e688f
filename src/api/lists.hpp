#pragma once

#include "api/query.hpp"
#include "api/replies.hpp"
#include "app/views.hpp"

#include <fmt/ranges.h>

// Lists of subjects: pages in the order of latest change or of numbers, filters, and lines of which only some members
// are wanted.
//
// What the order answers by itself (phase, party, since when) is not looked through. The rest is a filter over lines as
// they come, of which a page looks at `looked_max` at most: it may then hold fewer lines than were asked for, or none,
// and says with `next` where to go on.

namespace recourse::api {

inline constexpr std::size_t looked_max = 2'000;

/// Whose lines of which view.
template <class Line>
struct ListOf {
    app::View view {};
    Id<Party> party; ///< in which this one has a part; 0: everybody's
    std::function<bool(Line const&)> shows = {}; ///< beside what the query asks; null: all
    std::function<void(Line&)> redact = {}; ///< takes out what the caller does not see; null: nothing
};

namespace lists {

/// Has a phase, and lists by phase.
template <class Line>
inline constexpr bool has_phase = requires(Line const& line) { line.phase; };
/// Speaks of parties.
template <class Line>
inline constexpr bool has_party = requires(Line const& line) { line.detail.party; } || requires(Line const& line) {
    line.buyer;
    line.supplier;
};

template <class Line>
bool is_of(Line const& line, Id<Party> party)
{
    if constexpr (requires { line.detail.party; })
        return line.detail.party == party;
    else if constexpr (has_party<Line>)
        return line.buyer == party || line.supplier == party;
    else
        return true;
}

template <class Line>
std::vector<std::string> member_names()
{
    std::vector<std::string> names;
    boost::mp11::mp_for_each<codec::described::members<Line>>([&](auto member) { names.emplace_back(member.name); });
    return names;
}

/// What a page is made of, whatever its lines are.
struct Plan {
    app::View view {};
    std::vector<store::Key> scopes;
    bool by_number = false;
    store::Direction direction = store::Direction::descending;
    std::uint64_t from = 0; ///< of what the list is sorted by, as its key counts it: the least, included
    std::optional<std::uint64_t> before; ///< the end, not included
    std::size_t limit = 50;
};

/// What the query says of order and bounds; nothing when a problem has been answered. `numbers`: of which subjects it
/// asks by the day on which they were made.
struct Numbers {
    std::uint64_t from = 0;
    std::optional<std::uint64_t> before;
    bool has(std::uint64_t number) const { return number >= from && (!before || number < *before); }
};
std::optional<Plan> plan_of(Call&, app::View, std::optional<std::uint8_t> phase, Id<Party>, Numbers&);

/// Answers with a page: `line` gives the JSON of a row, nothing where it is not shown.
void give(Call&, Plan const&, std::function<std::string(store::Bytes const&)> const& line);

/// A place in a list of this operation under these filters, as a cursor tells it: no other list takes it.
std::string cursor_of(Call const&, std::string_view place);
/// The place that ?cursor= names; nothing without one. The error: a problem has been answered.
std::expected<std::optional<std::string>, std::monostate> place_asked(Call&);

/// The sequence of the first event at that moment or later, one behind the last where there is none; each subject has
/// the sequence of its first event for its number. Nothing when the store gives no answer.
std::optional<store::Sequence> sequence_at(Desk&, Instant);

/// ?limit=, ?cursor= and ?as_of=.
std::vector<QueryMember> paging();

template <class Line>
std::string json_of_some(Line const& line, std::vector<std::string> const& fields)
{
    if (fields.empty())
        return json_of(line);
    codec::JsonWriter json(codec::JsonStyle::line);
    json.begin_object();
    boost::mp11::mp_for_each<codec::described::members<Line>>([&](auto member) {
        bool const is_id = std::string_view { member.name } == "id";
        if (!is_id && std::ranges::find(fields, std::string_view { member.name }) == fields.end())
            return;
        json.key(member.name);
        codec::to_json(json, line.*member.pointer);
    });
    json.end_object();
    return json.take();
}

} // namespace lists

/// What may be asked of a list of these lines; `more` comes first.
template <class Line>
std::vector<QueryMember> list_query(app::View view, std::vector<QueryMember> more = {})
{
    auto members = std::move(more);
    if constexpr (lists::has_phase<Line>)
        members.push_back(query::word_of<std::remove_cvref_t<decltype(std::declval<Line>().phase)>>(
            "phase", "only those in this phase"));
    if constexpr (lists::has_party<Line>)
        members.push_back(query::id<Party>("party", "only those in which this party has a part"));
    std::vector<std::string> orders { "-changed", "changed" };
    if (app::is_numbered(view))
        orders.insert(orders.end(), { "number", "-number" });
    members.push_back(
        query::one_of("sort", "by latest change or by number, - for the latest or highest first", orders));
    members.push_back(query::moment("changed_since", "changed for the last time at this moment or later"));
    members.push_back(query::moment("changed_before", "not changed since this moment"));
    members.push_back(query::moment("created_since", "made at this moment or later"));
    members.push_back(query::moment("created_before", "made before this moment"));
    auto fields = query::one_of("fields", "only these members of each line, and its id", lists::member_names<Line>());
    fields.is_list = true;
    members.push_back(std::move(fields));
    std::ranges::move(lists::paging(), std::back_inserter(members));
    return members;
}

/// Answers with a page of lines, latest change first unless the query says otherwise.
template <class Line>
void give_list(Call& call, ListOf<Line> const& of)
{
    std::optional<std::uint8_t> phase;
    if constexpr (lists::has_phase<Line>) {
        if (auto const word
            = query::word_asked<std::remove_cvref_t<decltype(std::declval<Line>().phase)>>(call, "phase"))
            phase = static_cast<std::uint8_t>(*word);
    }
    auto const wanted = query::id_asked<Party>(call, "party");
    lists::Numbers made;
    auto const plan = lists::plan_of(call, of.view, phase, of.party ? of.party : wanted.value_or(Id<Party> {}), made);
    if (!plan)
        return;
    auto const changed_since = query::moment_asked(call, "changed_since");
    auto const changed_before = query::moment_asked(call, "changed_before");
    auto const fields = query::list_asked(call, "fields");
    lists::give(call, *plan, [&](store::Bytes const& row) -> std::string {
        auto line = packed::unpack<Line>(app::text_of(row));
        if (!line || !made.has(line->id.number) || (of.shows && !of.shows(*line)))
            return {};
        if (wanted && !lists::is_of(*line, *wanted))
            return {};
        if ((changed_since && line->changed < *changed_since) || (changed_before && line->changed >= *changed_before))
            return {};
        if constexpr (lists::has_phase<Line>) {
            if (phase && static_cast<std::uint8_t>(line->phase) != *phase)
                return {};
        }
        if (of.redact)
            of.redact(*line);
        return lists::json_of_some(*line, fields);
    });
}

/// A page of lines; of a line everything but its id may be left out.
template <class Line>
Schema given_list()
{
    return page_of([](codec::JsonWriter& json) {
        json.begin_object();
        json.key("type");
        json.string("object");
        json.key("properties");
        json.begin_object();
        boost::mp11::mp_for_each<codec::described::members<Line>>([&](auto member) {
            json.key(member.name);
            codec::described::schema<std::remove_cvref_t<decltype(std::declval<Line>().*member.pointer)>>(json, false);
        });
        json.end_object();
        json.key("required");
        json.begin_array(true);
        json.string("id");
        json.end_array();
        json.key("additionalProperties");
        json.boolean(false);
        json.end_object();
    });
}

} // namespace recourse::api
