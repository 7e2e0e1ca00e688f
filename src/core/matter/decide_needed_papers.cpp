#include "core/matter/deciding.hpp"

#include <algorithm>

// What is known of the papers that a filing needs. Which papers there are is data of the forum book, which the desk
// asks before it sends the command; here a name only has to be one.

namespace recourse::matter {

namespace {

constexpr std::size_t name_max = 80; ///< bytes
constexpr std::size_t exhibits_max = 50; ///< of one paper

/// Small letters, digits and hyphens, then perhaps a point and the same again.
bool is_name(std::string_view text)
{
    auto const part = [](std::string_view one) {
        return !one.empty() && one.front() != '-' && one.back() != '-' && std::ranges::all_of(one, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        });
    };
    if (text.size() > name_max)
        return false;
    auto const point = text.find('.');
    return part(text.substr(0, point)) && (point == std::string_view::npos || part(text.substr(point + 1)));
}

} // namespace

Decision decide_one(Deciding const& d, NotePaper const& command)
{
    RECOURSE_TRY_DONE(d.open());
    auto const& paper = command.paper;
    auto const& known = d.state.needed_papers;
    auto const before
        = std::ranges::find(known, paper.paper, [](auto const& one) -> auto const& { return one.paper.paper; });
    if (before != known.end() && before->paper == paper)
        return already_so();
    if (before == known.end())
        RECOURSE_TRY_DONE(d.next(known));
    RECOURSE_TRY_DONE(d.line("paper", paper.paper, true));
    if (!is_name(paper.paper))
        return refuse(refusals::no_paper_id, { { "paper", paper.paper } });
    RECOURSE_TRY_DONE(d.text("note", paper.note));
    if (paper.exhibits.size() > exhibits_max)
        return refuse(refusals::names_none, { { "what", "exhibits" }, { "count", std::to_string(exhibits_max) } });
    return only(events::PaperNoted { d.today(), d.actor(), paper });
}

} // namespace recourse::matter
