#include "api/case_now.hpp"
#include "api/forum_words.hpp"
#include "api/matter_views.hpp"
#include "api/rows.hpp"
#include "brief/pursuit_signs.hpp"
#include "core/forum/uscc.hpp"

#include <algorithm>
#include <set>

// Whom a matter pursues: what the register says of each, who else answers for it, and what is still to be found out.

namespace recourse::api {

namespace {

using accounts::Scope;

struct CodeWarningLine {
    std::string warning;
    std::string says;
};
BOOST_DESCRIBE_STRUCT(CodeWarningLine, (), (warning, says))

/// The unified social credit code of a company. It is warned of what is odd; nothing refuses a code.
struct CodeLine {
    std::string code; ///< upper case, without spaces
    std::string authority; ///< that registered it; empty: the list does not have it
    std::string kind; ///< of body
    std::string place; ///< six digits
    std::vector<CodeWarningLine> warnings; ///< empty: nothing is odd
};
BOOST_DESCRIBE_STRUCT(CodeLine, (), (code, authority, kind, place, warnings))

struct PeriodLine {
    std::string period; ///< id of the forum book
    std::string what;
    std::string length; ///< in words
    std::string from_what;
    std::optional<Date> from; ///< nothing: the matter does not know the day
    std::optional<Date> due; ///< the last day
    bool provisional = false; ///< may still move: the calendar has no notice for its year
    std::vector<std::string> counting;
    SourceLine source;
};
BOOST_DESCRIBE_STRUCT(PeriodLine, (), (period, what, length, from_what, from, due, provisional, counting, source))

/// Somebody else who answers.
struct RungLine {
    std::string person; ///< id of the forum book
    std::string who;
    std::string why;
    std::string applies; ///< "yes", or "unknown" while something is to be found out
    std::vector<std::string> find_out; ///< signs
    std::vector<std::string> needs; ///< evidence and papers
    std::vector<PeriodLine> periods;
    std::string transition; ///< which rule of which time; empty: none
    SourceLine source;
};
BOOST_DESCRIBE_STRUCT(RungLine, (), (person, who, why, applies, find_out, needs, periods, transition, source))

struct StatusLine {
    std::string status; ///< id of the forum book
    std::string name;
    std::string suable; ///< "yes", "no", "uncertain"
    std::string says; ///< how to go on
    std::vector<PeriodLine> periods;
    std::vector<RungLine> others; ///< who answers because of this status
    SourceLine source;
};
BOOST_DESCRIBE_STRUCT(StatusLine, (), (status, name, suable, says, periods, others, source))

struct FindOutLine {
    std::string sign;
    std::string question;
};
BOOST_DESCRIBE_STRUCT(FindOutLine, (), (sign, question))

struct PursuitLine {
    std::uint32_t number = 0; ///< of the party
    matter::PursuedRole role = matter::PursuedRole::supplier;
    std::string name;
    std::string name_zh;
    std::string country;
    matter::Standing standing = matter::Standing::unknown;
    std::optional<Date> checked_on; ///< in the register
    std::optional<CodeLine> code; ///< nothing: it is none that has one
    std::vector<StatusLine> statuses; ///< several: which one it is has to be found out; none: see `remarks`
    std::vector<RungLine> others; ///< who answers whatever the status
    std::vector<RungLine> in_enforcement; ///< who may be added when a title is enforced
    std::vector<FindOutLine> find_out; ///< signs of all of them, each once
    std::vector<std::string> remarks;
};
BOOST_DESCRIBE_STRUCT(PursuitLine, (),
    (number, role, name, name_zh, country, standing, checked_on, code, statuses, others, in_enforcement, find_out,
        remarks))

struct PursuitView {
    Id<Matter> id;
    Date as_of;
    std::vector<PursuitLine> parties; ///< those that were not dropped
};
BOOST_DESCRIBE_STRUCT(PursuitView, (), (id, as_of, parties))

class Looking {
public:
    Looking(Call& call, matter::State const& state)
        : language_(http::language_of(call.request))
        , books_(call.desk.books())
        , signs_(brief::ladder_signs_of(state, facts_of(*books_, state, track_of(call.desk, state.order))))
    {
    }

    PursuitLine party(std::uint32_t number, matter::Pursued const& who) const
    {
        PursuitLine line { number, who.role, who.name, who.name_zh, who.country, who.standing, who.checked_on,
            code(who), {}, {}, {}, {}, {} };
        auto const statuses = brief::statuses_of(forum_book(), who);
        for (auto const* status : statuses)
            line.statuses.push_back(shown(*status, who));
        bool const company = !statuses.empty() || brief::is_registered_company(who);
        // Of a company of which nobody knows the status: who answers whatever it is.
        if (company)
            general(statuses.empty() ? "active" : statuses.front()->id, who, line);
        remarks(who, statuses.size(), company, line);
        find_out(line);
        return line;
    }

private:
    std::string_view say(std::string_view en, std::string_view zh) const { return language_ == Language::zh ? zh : en; }

    std::optional<CodeLine> code(matter::Pursued const& who) const
    {
        if (who.uscc.empty() && (!brief::is_registered_company(who) || who.country != "CN"))
            return std::nullopt;
        auto const read = forum::read_code(who.uscc);
        CodeLine line { read.code, read.authority_name.in(language_), read.kind_name.in(language_), read.place, {} };
        for (auto const warning : read.warnings)
            line.warnings.push_back({ std::string { forum::word(warning) }, forum::say(warning, read, language_) });
        return line;
    }

    PeriodLine shown(forum::LadderPeriod const& one, matter::Pursued const& who) const
    {
        PeriodLine line { one.id, one.what.in(language_), time::say(one.period, language_), one.from.in(language_),
            brief::runs_from(one, who), {}, false, {}, api::shown(one.source) };
        if (!line.from)
            return line;
        auto const due = forum::last_day(one, *line.from, app::chinese_calendar(*books_));
        if (!due) {
            line.counting.push_back(time::say(due.error(), language_));
            return line;
        }
        line.due = due->date;
        line.provisional = due->provisional;
        for (auto const& step : due->counting)
            line.counting.push_back(time::say(step, language_));
        return line;
    }
    std::vector<PeriodLine> shown(std::vector<forum::LadderPeriod> const& all, matter::Pursued const& who) const
    {
        std::vector<PeriodLine> lines;
        for (auto const& one : all)
            lines.push_back(shown(one, who));
        return lines;
    }

    RungLine shown(forum::Rung const& one, matter::Pursued const& who) const
    {
        auto const& person = *one.person;
        RungLine line { person.id, person.who.in(language_), person.why.in(language_),
            std::string { forum::word(one.applies) }, one.missing, {}, shown(person.periods, who),
            person.transition.in(language_), api::shown(person.source) };
        for (auto const& need : person.needs)
            line.needs.push_back(need.in(language_));
        return line;
    }

    StatusLine shown(forum::SupplierStatus const& status, matter::Pursued const& who) const
    {
        StatusLine line { status.id, status.name.in(language_), std::string { forum::word(status.suable) },
            status.says.in(language_), shown(status.periods, who), {}, api::shown(status.source) };
        if (auto const ladder = forum::ladder_of(forum_book(), status.id, signs_)) {
            for (auto const& rung : ladder->rungs) {
                if (!rung.person->statuses.empty())
                    line.others.push_back(shown(rung, who));
            }
        }
        return line;
    }

    void general(std::string_view status, matter::Pursued const& who, PursuitLine& line) const
    {
        auto const ladder = forum::ladder_of(forum_book(), status, signs_);
        if (!ladder)
            return;
        for (auto const& rung : ladder->rungs) {
            if (rung.person->statuses.empty())
                line.others.push_back(shown(rung, who));
        }
        for (auto const& rung : ladder->in_enforcement)
            line.in_enforcement.push_back(shown(rung, who));
    }

    void remarks(matter::Pursued const& who, std::size_t statuses, bool company, PursuitLine& line) const
    {
        auto const add = [&](std::string_view en, std::string_view zh) { line.remarks.emplace_back(say(en, zh)); };
        if (!company)
            add("The register of mainland China has no such party: whether it can be sued is asked elsewhere.",
                "内地登记系统没有该主体：能否起诉须另行查明。");
        else if (statuses == 0)
            add("Its status is not known: look it up in the register (NECIPS), and record it with change-pursued.",
                "登记状态不明：请查询公示系统，并以change-pursued记录。");
        if (statuses > 1)
            add("Which of these it is stands in the register's file: ask for it.",
                "属于其中哪一种见登记档案，请调取。");
        if (statuses > 0 && company && !who.checked_on && who.country != "HK")
            add("On which day the register was looked at is not recorded.", "未记录查询登记的日期。");
    }

    void find_out(PursuitLine& line) const
    {
        std::set<std::string> told;
        auto const look = [&](std::vector<RungLine> const& rungs) {
            for (auto const& rung : rungs) {
                for (auto const& sign : rung.find_out) {
                    if (told.insert(sign).second)
                        line.find_out.push_back({ sign, brief::question_of_ladder_sign(sign).in(language_) });
                }
            }
        };
        for (auto const& status : line.statuses)
            look(status.others);
        look(line.others);
        look(line.in_enforcement);
    }

    Language language_;
    std::shared_ptr<app::RuleBooks const> books_; ///< whose calendar is counted by
    forum::Signs signs_;
};

void read_pursuit(Call& call)
{
    Id<Matter> id;
    auto const matter = matter_of(call, id);
    if (!matter)
        return;
    note(call, "matter", id.number, accounts::Deed::read);
    Looking const looking(call, matter->state);
    PursuitView view { id, call.desk.today(), {} };
    for (std::uint32_t number = 1; number <= matter->state.pursued.size(); ++number) {
        auto const& one = matter->state.pursued[number - 1];
        if (!one.dropped)
            view.parties.push_back(looking.party(number, one.pursued));
    }
    give(call, matter->version, json_of(view));
}

} // namespace

void add_pursuits(std::vector<Operation>& table)
{
    table.push_back({ .path = "/v1/matters/{matter}/pursuit",
        .id = "matters.pursuit",
        .summary
        = "Whom the matter pursues: the register's word, the code, who else answers, what to find out, last days",
        .scope = Scope::read,
        .gives = given<PursuitView>(),
        .runs = http::Runs::aside,
        .run = read_pursuit });
}

} // namespace recourse::api
