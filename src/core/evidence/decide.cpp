#include "core/evidence/decide.hpp"

#include "base/check.hpp"
#include "core/evidence/deciding.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::evidence {

namespace {

constexpr std::size_t named_max = 1'000; ///< exhibits that one command names

std::vector<std::pair<std::string, std::string>> value(char const* name, std::string text)
{
    return { { name, std::move(text) } };
}

bool is_of_side(State const& state, act::Actor const& actor)
{
    switch (side_of(actor.role)) {
    case Role::buyer:
        return actor.party && actor.party == state.buyer;
    case Role::supplier:
        return actor.party && actor.party == state.supplier;
    default:
        return actor.role == Role::officer;
    }
}

/// What the actor reads, of whatever kind.
template <class One, class Kind>
Found<One const*> readable(Deciding const& d, One const* one, Id<Kind> id, act::RefusalKind const& none, char const* as)
{
    if (one == nullptr || !reads(d.role(), one->compartment))
        return refuse(none, value(as, to_string(id)));
    return one;
}

} // namespace

Role side_of(Role role)
{
    switch (role) {
    case Role::counsel:
        return Role::buyer;
    case Role::supplier_counsel:
        return Role::supplier;
    case Role::buyer:
    case Role::supplier:
    case Role::officer:
    case Role::inspector:
    case Role::auditor:
    case Role::carrier:
    case Role::provider:
    case Role::platform:
        return role;
    }
    RECOURSE_ASSERT(false);
}

Guard Deciding::exists() const
{
    if (state.phase == Phase::none)
        return refuse(refusals::not_found);
    return {};
}

Guard Deciding::takes_part() const
{
    RECOURSE_TRY_DONE(exists());
    auto const side = side_of(role());
    if (side != Role::buyer && side != Role::supplier && side != Role::officer)
        return refuse(refusals::wrong_role, value("role", text_of(word(role()))));
    if (!is_of_side(state, actor()))
        return refuse(refusals::not_a_party);
    return {};
}

Guard Deciding::officer() const
{
    RECOURSE_TRY_DONE(exists());
    if (role() != Role::officer)
        return refuse(refusals::wrong_role, value("role", text_of(word(role()))));
    if (!actor().person)
        return refuse(refusals::not_a_person);
    return {};
}

Found<Compartment> Deciding::place(std::optional<Compartment> compartment) const
{
    RECOURSE_TRY_DONE(takes_part());
    if (!compartment)
        return refuse(refusals::no_compartment);
    if (!writes(role(), *compartment))
        return refuse(refusals::not_your_compartment,
            { { "role", text_of(word(role())) }, { "compartment", text_of(word(*compartment)) } });
    return *compartment;
}

Guard Deciding::own(act::Actor const& by) const
{
    if (side_of(by.role) != side_of(role()) || by.party != actor().party)
        return refuse(refusals::not_yours);
    return {};
}

Found<ExhibitState const*> Deciding::exhibit(Id<Exhibit> id) const
{
    return readable(*this, find(state, id), id, refusals::no_exhibit, "exhibit");
}

Found<GroupState const*> Deciding::group(Id<Group> id) const
{
    return readable(*this, find(state, id), id, refusals::no_group, "group");
}

Found<FactState const*> Deciding::fact(Id<Fact> id) const
{
    return readable(*this, find(state, id), id, refusals::no_fact, "fact");
}

Found<IssueState const*> Deciding::issue(Id<Issue> id) const
{
    return readable(*this, find(state, id), id, refusals::no_issue, "issue");
}

Found<LinkState const*> Deciding::link(Id<Link> id) const
{
    return readable(*this, find(state, id), id, refusals::no_link, "link");
}

Found<HoldState const*> Deciding::hold(Id<Hold> id) const
{
    auto const* found = find(state, id);
    // An officer knows of every hold: it stands against what he does.
    if (found != nullptr && role() == Role::officer)
        return found;
    return readable(*this, found, id, refusals::no_hold, "hold");
}

Found<std::vector<ExhibitState const*>> Deciding::exhibits(std::vector<Id<Exhibit>> const& ids) const
{
    std::vector<ExhibitState const*> found;
    found.reserve(ids.size());
    for (auto const id : ids)
        found.push_back(RECOURSE_TRY(exhibit(id)));
    return found;
}

Guard Deciding::for_all(Compartment in, Compartment of, std::string what) const
{
    if (!for_all(in, of))
        return refuse(refusals::not_for_all, { { "what", std::move(what) }, { "compartment", text_of(word(in)) } });
    return {};
}

Guard Deciding::some(Compartment in, std::vector<ExhibitState const*> const& all) const
{
    if (all.empty() || all.size() > named_max)
        return refuse(refusals::names_none, value("count", fmt::format("{}", named_max)));
    std::vector<Id<Exhibit>> ids;
    for (auto const* one : all) {
        RECOURSE_TRY_DONE(for_all(in, one->compartment, to_string(one->id)));
        ids.push_back(one->id);
    }
    std::ranges::sort(ids);
    if (auto const twice = std::ranges::adjacent_find(ids); twice != ids.end())
        return refuse(refusals::named_twice, value("exhibit", to_string(*twice)));
    return {};
}

namespace {

Guard checked(std::string_view field, std::string const& text, bool needed, std::size_t max, bool one_line)
{
    if (needed && text.empty())
        return refuse(refusals::no_text, value("field", text_of(field)));
    if (text.size() > max)
        return refuse(refusals::text_too_long, { { "field", text_of(field) }, { "size", fmt::format("{}", max) } });
    bool const controls = std::ranges::any_of(text, [&](char c) {
        auto const code = static_cast<unsigned char>(c);
        return (code < 0x20 || code == 0x7F) && (one_line || (c != '\n' && c != '\t'));
    });
    if (controls)
        return refuse(refusals::control_characters, value("field", text_of(field)));
    return {};
}

} // namespace

Guard Deciding::line(std::string_view field, std::string const& text, bool needed) const
{
    return checked(field, text, needed, line_max, true);
}

Guard Deciding::text(std::string_view field, std::string const& text, bool needed) const
{
    return checked(field, text, needed, text_max, false);
}

Guard Deciding::when(When const& one) const
{
    if (one.earliest && one.latest && *one.latest < *one.earliest)
        return refuse(
            refusals::dates_turned, { { "earliest", to_string(*one.earliest) }, { "latest", to_string(*one.latest) } });
    if (one.earliest)
        RECOURSE_TRY_DONE(not_to_come(*one.earliest));
    return line("as_known", one.as_known);
}

Guard Deciding::not_to_come(Date day) const
{
    if (day > today())
        return refuse(refusals::in_the_future, value("day", to_string(day)));
    return {};
}

Decision decide_one(Deciding const& d, Open const& command)
{
    auto const& order = d.context.order;
    if (!order)
        return refuse(refusals::no_order);
    auto const side = side_of(d.role());
    if (side != Role::buyer && side != Role::supplier && side != Role::officer)
        return refuse(refusals::wrong_role, value("role", text_of(word(d.role()))));
    auto const party = side == Role::buyer ? order->buyer : order->supplier;
    if (side != Role::officer && d.actor().party != party)
        return refuse(refusals::not_a_party);
    // One dossier for both sides: what one keeps to itself lies in its compartment.
    if (d.state.phase != Phase::none)
        return already_so();
    RECOURSE_TRY_DONE(d.line("title", command.title, true));
    RECOURSE_TRY_DONE(d.line("title_zh", command.title_zh));
    return only(events::Opened {
        d.today(), d.actor(), order->order, order->buyer, order->supplier, {}, command.title, command.title_zh });
}

Decision decide_one(Deciding const& d, OpenAlone const& command)
{
    if (side_of(d.role()) != Role::buyer && d.role() != Role::officer)
        return refuse(refusals::wrong_role, value("role", text_of(word(d.role()))));
    bool const officer = d.role() == Role::officer;
    if (!officer && command.buyer && *command.buyer != d.actor().party)
        return refuse(refusals::not_a_party);
    if (d.state.phase != Phase::none)
        return refuse(refusals::exists);
    if (!d.context.knows_buyer || (officer && !command.buyer))
        return refuse(refusals::unknown_buyer);
    RECOURSE_TRY_DONE(d.line("against", command.against, true));
    RECOURSE_TRY_DONE(d.line("title", command.title, true));
    RECOURSE_TRY_DONE(d.line("title_zh", command.title_zh));
    return only(events::Opened { d.today(), d.actor(), {}, officer ? *command.buyer : d.actor().party, {},
        command.against, command.title, command.title_zh });
}

Decision decide(State const& state, Command const& command, Context const& context)
{
    Deciding const deciding { state, context };
    return std::visit([&](auto const& one) { return decide_one(deciding, one); }, command);
}

} // namespace recourse::evidence
