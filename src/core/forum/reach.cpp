#include "core/forum/reach.hpp"

#include <algorithm>
#include <array>

namespace recourse::forum {

namespace {

bool has(std::vector<std::string> const& list, std::string_view word)
{
    return std::ranges::find(list, word) != list.end();
}

constexpr std::array<std::string_view, 6> strength { "primary", "secondary", "contested", "estimate", "inference",
    "unverified" };

std::string weaker(std::string const& a, std::string const& b)
{
    auto const rank = [](std::string const& mark) { return std::ranges::find(strength, mark) - strength.begin(); };
    return a.empty() || rank(b) > rank(a) ? b : a;
}

/// An award or judgment of Hong Kong or mainland China is that, also where it was called foreign.
ResultKind own_kind(ResultKind kind, std::string_view made_in)
{
    if (kind == ResultKind::foreign_award)
        return made_in == "HK" ? ResultKind::hk_award : made_in == "CN" ? ResultKind::prc_award : kind;
    if (kind == ResultKind::foreign_judgment)
        return made_in == "HK" ? ResultKind::hk_judgment : made_in == "CN" ? ResultKind::prc_judgment : kind;
    return kind;
}

class Reaching {
public:
    Reaching(Book const& book, ResultKind kind, std::string_view where, std::string_view made_in, Date as_of)
        : book_(book)
        , kind_(own_kind(kind, made_in))
        , where_(where)
        , made_in_(made_in)
        , as_of_(as_of)
    {
    }

    Reach run()
    {
        auto const* rule = find(where_);
        auto const* party = book_.party(where_);
        bool const bound = party != nullptr && party->in_force <= as_of_;
        if (rule == nullptr && bound)
            rule = find("convention");
        if (rule == nullptr)
            rule = find("other");
        if (rule == nullptr)
            return {};
        Reach reach;
        reach.rule = rule;
        reach.enforceable = rule->enforceable;
        reach.confidence = rule->source.mark;
        reach.in_force = rule->in_force;
        reach.in_force_source = rule->in_force_source;
        if (has(rule->places, "convention")) {
            reach.in_force = party->in_force;
            reach.in_force_source = party->source;
        }
        if (reach.in_force)
            reach.confidence = weaker(reach.confidence, reach.in_force_source.mark);
        if (reach.in_force && *reach.in_force > as_of_) {
            reach.enforceable = Answer::no;
            reach.notes.push_back({ { "Not in force yet.", "尚未生效。" }, reach.in_force_source });
        }
        if (rule->reciprocity)
            reciprocity(reach);
        return reach;
    }

private:
    /// The rule for a place; one that names where the result was made goes before one that does not.
    ReachRule const* find(std::string_view place) const
    {
        ReachRule const* general = nullptr;
        for (auto const& rule : book_.reach) {
            if (rule.result != kind_ || !has(rule.places, place))
                continue;
            if (rule.from.empty())
                general = general == nullptr ? &rule : general;
            else if (has(rule.from, made_in_))
                return &rule;
        }
        return general;
    }

    void reciprocity(Reach& reach) const
    {
        if (made_in_.empty()) {
            reach.enforceable = reach.enforceable == Answer::no ? Answer::no : Answer::unknown;
            reach.notes.push_back({ { "It depends on whether the country of the seat is a party to the Convention.",
                                        "取决于仲裁地所在国是否为《纽约公约》缔约国。" },
                reach.rule->source });
            return;
        }
        auto const* party = book_.party(made_in_);
        if (party == nullptr || party->in_force > as_of_) {
            reach.enforceable = Answer::uncertain;
            reach.notes.push_back({ { "The seat lies in no party to the Convention: only by reciprocity.",
                                        "仲裁地不在《纽约公约》缔约国境内：仅可依互惠原则。" },
                reach.rule->source });
            return;
        }
        reach.confidence = weaker(reach.confidence, party->source.mark);
        if (party->source.mark == "unverified")
            reach.notes.push_back({ { "That the country of the seat is a party rests on no source: verify.",
                                        "仲裁地所在国为缔约国一节没有来源：须核实。" },
                party->source });
    }

    Book const& book_;
    ResultKind kind_;
    std::string_view where_, made_in_;
    Date as_of_;
};

} // namespace

Reach reach_of(Book const& book, ResultKind kind, std::string_view assets_in, std::string_view made_in, Date as_of)
{
    return Reaching(book, kind, assets_in, made_in, as_of).run();
}

std::vector<std::pair<ResultKind, Reach>> reach_into(Book const& book, std::string_view assets_in, Date as_of)
{
    std::vector<std::pair<ResultKind, Reach>> all;
    for (auto const kind : { ResultKind::prc_judgment, ResultKind::prc_award, ResultKind::hk_award,
             ResultKind::hk_judgment, ResultKind::foreign_award, ResultKind::foreign_judgment })
        all.emplace_back(kind, reach_of(book, kind, assets_in, {}, as_of));
    return all;
}

} // namespace recourse::forum
