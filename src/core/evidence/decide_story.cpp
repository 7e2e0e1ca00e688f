#include "core/evidence/deciding.hpp"

#include <fmt/format.h>

#include <algorithm>

// What happened, what has to be decided, and what proves it.

namespace recourse::evidence {

namespace {

/// Nothing of the actor's says the same in the compartment, and there is room for one more. True: it is there.
template <class All, class Same>
Found<bool> is_there(Deciding const& d, All const& all, Compartment compartment, Same const& same)
{
    std::size_t count = 0;
    for (auto const& one : all) {
        if (one.compartment != compartment)
            continue;
        ++count;
        if (!one.dropped && d.own(one.by) && same(one))
            return true;
    }
    if (count >= entries_max)
        return refuse(refusals::too_many, { { "count", fmt::format("{}", entries_max) } });
    return false;
}

template <class One>
Guard own_there(Deciding const& d, One const& one)
{
    RECOURSE_TRY_DONE(d.takes_part());
    RECOURSE_TRY_DONE(d.own(one.by));
    if (one.dropped)
        return refuse(refusals::dropped);
    return {};
}

Guard fits(Deciding const& d, Fact const& fact)
{
    RECOURSE_TRY_DONE(d.text("text", fact.text, true));
    RECOURSE_TRY_DONE(d.text("text_zh", fact.text_zh));
    return d.when(fact.when);
}

Guard fits(Deciding const& d, Issue const& issue)
{
    RECOURSE_TRY_DONE(d.text("text", issue.text, true));
    RECOURSE_TRY_DONE(d.text("text_zh", issue.text_zh));
    return d.line("element", issue.element);
}

} // namespace

Decision decide_one(Deciding const& d, AddFact const& command)
{
    auto const compartment = RECOURSE_TRY(d.place(command.compartment));
    auto const same = [&](FactState const& one) { return one.fact == command.fact; };
    if (RECOURSE_TRY(is_there(d, d.state.facts, compartment, same)))
        return already_so();
    RECOURSE_TRY_DONE(fits(d, command.fact));
    return only(events::FactAdded { d.new_id<Fact>(), d.today(), d.actor(), compartment, command.fact });
}

Decision decide_one(Deciding const& d, ReviseFact const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const* fact = RECOURSE_TRY(d.fact(command.id));
    RECOURSE_TRY_DONE(own_there(d, *fact));
    if (fact->fact == command.fact)
        return already_so();
    RECOURSE_TRY_DONE(fits(d, command.fact));
    return only(events::FactRevised { fact->id, d.today(), d.actor(), command.fact });
}

Decision decide_one(Deciding const& d, DropFact const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const* fact = RECOURSE_TRY(d.fact(command.id));
    RECOURSE_TRY_DONE(d.takes_part());
    RECOURSE_TRY_DONE(d.own(fact->by));
    if (fact->dropped)
        return already_so();
    return only(events::FactDropped { fact->id, d.today(), d.actor() });
}

Decision decide_one(Deciding const& d, AddIssue const& command)
{
    auto const compartment = RECOURSE_TRY(d.place(command.compartment));
    auto const same = [&](IssueState const& one) { return one.issue == command.issue; };
    if (RECOURSE_TRY(is_there(d, d.state.issues, compartment, same)))
        return already_so();
    RECOURSE_TRY_DONE(fits(d, command.issue));
    return only(events::IssueAdded { d.new_id<Issue>(), d.today(), d.actor(), compartment, command.issue });
}

Decision decide_one(Deciding const& d, ReviseIssue const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const* issue = RECOURSE_TRY(d.issue(command.id));
    RECOURSE_TRY_DONE(own_there(d, *issue));
    if (issue->issue == command.issue)
        return already_so();
    RECOURSE_TRY_DONE(fits(d, command.issue));
    return only(events::IssueRevised { issue->id, d.today(), d.actor(), command.issue });
}

Decision decide_one(Deciding const& d, DropIssue const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const* issue = RECOURSE_TRY(d.issue(command.id));
    RECOURSE_TRY_DONE(d.takes_part());
    RECOURSE_TRY_DONE(d.own(issue->by));
    if (issue->dropped)
        return already_so();
    return only(events::IssueDropped { issue->id, d.today(), d.actor() });
}

Decision decide_one(Deciding const& d, AddLink const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const& link = command.link;
    auto const* fact = link.fact ? RECOURSE_TRY(d.fact(*link.fact)) : nullptr;
    auto const* issue = link.issue ? RECOURSE_TRY(d.issue(*link.issue)) : nullptr;
    auto const* exhibit = link.exhibit ? RECOURSE_TRY(d.exhibit(*link.exhibit)) : nullptr;
    auto const compartment = RECOURSE_TRY(d.place(command.compartment));
    auto const same = [&](LinkState const& one) { return one.link == link; };
    if (RECOURSE_TRY(is_there(d, d.state.links, compartment, same)))
        return already_so();
    if ((fact != nullptr && fact->dropped) || (issue != nullptr && issue->dropped))
        return refuse(refusals::dropped);
    if (exhibit != nullptr && exhibit->withdrawn)
        return refuse(refusals::withdrawn);
    if ((fact != nullptr) + (issue != nullptr) + (exhibit != nullptr) < 2)
        return refuse(refusals::joins_nothing);
    auto const visible = [&](auto const* one) -> Guard {
        return one == nullptr ? Guard {} : d.for_all(compartment, one->compartment, to_string(one->id));
    };
    RECOURSE_TRY_DONE(visible(fact));
    RECOURSE_TRY_DONE(visible(issue));
    RECOURSE_TRY_DONE(visible(exhibit));
    RECOURSE_TRY_DONE(d.line("pages", link.pages));
    if (!link.pages.empty()) {
        auto const last = last_page(link.pages);
        auto const pages = exhibit == nullptr ? 0 : exhibit->exhibit.description.pages;
        if (!last || exhibit == nullptr || (pages != 0 && *last > pages))
            return refuse(refusals::bad_pages, { { "pages", link.pages } });
    }
    RECOURSE_TRY_DONE(d.text("proves", link.proves));
    RECOURSE_TRY_DONE(d.text("proves_zh", link.proves_zh));
    return only(events::LinkAdded { d.new_id<Link>(), d.today(), d.actor(), compartment, link });
}

Decision decide_one(Deciding const& d, DropLink const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const* link = RECOURSE_TRY(d.link(command.id));
    RECOURSE_TRY_DONE(d.takes_part());
    RECOURSE_TRY_DONE(d.own(link->by));
    if (link->dropped)
        return already_so();
    return only(events::LinkDropped { link->id, d.today(), d.actor() });
}

} // namespace recourse::evidence
