#include "api/start_page.hpp"

#include "api/access.hpp"
#include "api/entries.hpp"
#include "api/lines.hpp"
#include "api/lists.hpp"
#include "api/own_history.hpp"
#include "api/replies.hpp"
#include "base/wide.hpp"

#include <algorithm>
#include <map>
#include <set>

// What the cases of a desk come to, of everybody's for the programme and of its own for a party: what is at risk, how
// long cases take, what came back against what was expected, and what the pool paid. All of it is worked out of the
// lists and the book when it is asked for; where too few cases are there to say something, it is not said.

namespace recourse::api {

namespace {

using accounts::Caller;
using act::Role;

constexpr std::size_t closed_max = 5'000; ///< claims that are read whole, the latest first
constexpr std::size_t lines_max = 20'000; ///< of what is open
constexpr std::size_t timers_max = 10'000;
constexpr std::size_t parties_max = 2'000; ///< whose record is read
constexpr std::size_t entries_max = 1'000; ///< of the pool's claim on one supplier
/// Under so many cases a middle or a rate tells more of luck than of anything else, and of whose cases they were.
constexpr std::size_t cases_least = 5;

struct AtRisk {
    std::string currency;
    Money held; ///< for buyers, not drawn by anybody yet
    std::uint32_t claims_open = 0;
    Money claimed_open; ///< what open claims ask for, less what was paid on them
};
BOOST_DESCRIBE_STRUCT(AtRisk, (), (currency, held, claims_open, claimed_open))
/// Orders, claims and for the programme whatever else has days, by the next day on which time acts.
struct Clocks {
    std::uint32_t today = 0; ///< whose last day before that is today, or is over
    std::uint32_t week = 0; ///< the same of today and the seven days after it
    bool complete = true; ///< there are no more than were looked at
};
BOOST_DESCRIBE_STRUCT(Clocks, (), (today, week, complete))

struct MonthOfClaims {
    std::string month; ///< "2026-11"
    std::uint32_t closed = 0;
    std::optional<std::int64_t> median_days; ///< from opening to closing; nothing: too few
    std::optional<std::int64_t> p90_days;
};
BOOST_DESCRIBE_STRUCT(MonthOfClaims, (), (month, closed, median_days, p90_days))
struct Resolution {
    std::uint32_t closed = 0; ///< in these months
    bool enough = false; ///< to speak of a middle
    std::optional<std::int64_t> median_days;
    std::optional<std::int64_t> p90_days;
    bool complete = true; ///< otherwise more were closed, in the first of these months
    std::vector<MonthOfClaims> months;
};
BOOST_DESCRIBE_STRUCT(Resolution, (), (closed, enough, median_days, p90_days, complete, months))
struct MonthOfEndings {
    std::string month;
    std::uint32_t granted = 0, partly = 0, rejected = 0, settled = 0, withdrawn = 0, no_response = 0, not_returned = 0,
                  charged_back = 0;
};
BOOST_DESCRIBE_STRUCT(
    MonthOfEndings, (), (month, granted, partly, rejected, settled, withdrawn, no_response, not_returned, charged_back))

/// What matters that are closed brought by a route, beside the middle of what was predicted first.
struct RouteLine {
    std::string route; ///< "together": whatever came, by all of them
    std::string currency;
    std::uint32_t cases = 0;
    bool enough = false; ///< to speak of more than luck
    Money expected; ///< the sum of the predicted p50
    Money came;
};
BOOST_DESCRIBE_STRUCT(RouteLine, (), (route, currency, cases, enough, expected, came))

struct MonthOfPool {
    std::string month;
    Money paid; ///< by the pool for suppliers
    Money came_back; ///< of what it had paid, in this month
    std::optional<Money> completed; ///< price of the orders that were completed; nothing: not all could be looked at
};
BOOST_DESCRIBE_STRUCT(MonthOfPool, (), (month, paid, came_back, completed))
/// The guarantee pool in one currency.
struct PoolLine {
    std::string currency;
    Money paid; ///< ever, for suppliers
    Money came_back; ///< ever, from suppliers
    Money wanted_back; ///< the difference
    /// Of these months: what the pool paid less what came back, in ten-thousandths of what was completed; below zero
    /// where more came back. Nothing: nothing was completed, or not all suppliers were looked at.
    std::optional<std::int64_t> loss;
    std::vector<MonthOfPool> months;
};
BOOST_DESCRIBE_STRUCT(PoolLine, (), (currency, paid, came_back, wanted_back, loss, months))

struct Overview {
    std::string scope; ///< "programme" or "party"
    Date today;
    Date since; ///< the first day of the first month
    std::vector<AtRisk> at_risk;
    Clocks clocks;
    Resolution resolution;
    std::vector<MonthOfEndings> endings;
    std::vector<RouteLine> recovery;
    std::vector<PoolLine> pool; ///< for the programme
    std::vector<std::string> notes; ///< what is not said, and why
};
BOOST_DESCRIBE_STRUCT(Overview, (), (scope, today, since, at_risk, clocks, resolution, endings, recovery, pool, notes))

std::string month_of(Date day)
{
    return to_string(day).substr(0, 7);
}

Date first_of_month(Date day)
{
    return *parse_date(month_of(day) + "-01");
}

/// The value at that share of a list, by the nearest rank: of ten values the ninth stands at 90 of 100.
std::int64_t at_share(std::vector<std::int64_t> days, std::size_t percent)
{
    std::ranges::sort(days);
    auto const rank = (days.size() * percent + 99) / 100;
    return days[std::max<std::size_t>(rank, 1) - 1];
}

std::optional<std::int64_t> middle_of(std::vector<std::int64_t> const& days)
{
    return days.size() < cases_least ? std::nullopt : std::optional { at_share(days, 50) };
}
std::optional<std::int64_t> late_of(std::vector<std::int64_t> const& days)
{
    return days.size() < cases_least ? std::nullopt : std::optional { at_share(days, 90) };
}

template <class Phase>
std::vector<store::Key> going_on(app::View view, Id<Party> party)
{
    std::vector<store::Key> lists;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Phase>>([&](auto one) {
        bool const over = std::string_view { one.name } == "none" || std::string_view { one.name } == "closed"
            || std::string_view { one.name } == "completed";
        if (!over)
            std::ranges::copy(
                app::lists_of(view, static_cast<std::uint8_t>(one.value), party), std::back_inserter(lists));
    });
    return lists;
}

class OverviewOf {
public:
    OverviewOf(Call& call, int months)
        : desk_(call.desk)
        , caller_(call.caller)
        , zh_(http::language_of(call.request) == Language::zh)
        , programme_(is_of_programme(call.caller))
        , party_(programme_ ? Id<Party> {} : call.caller.actor.party)
    {
        view_.scope = programme_ ? "programme" : "party";
        view_.today = desk_.today();
        view_.since = first_of_month(view_.today);
        for (int i = 1; i < months; ++i)
            view_.since = first_of_month(view_.since.plus_days(-1));
        for (auto month = view_.since; month <= view_.today; month = first_of_month(month.plus_days(31)))
            months_.push_back(month_of(month));
    }

    /// Nothing: the store gave no answer.
    std::optional<Overview> made()
    {
        bool const done = at_risk() && clocks() && closed_claims() && recovery() && (!programme_ || pool());
        return done ? std::optional { std::move(view_) } : std::nullopt;
    }

private:
    void note(std::string_view en, std::string_view zh) { view_.notes.emplace_back(zh_ ? zh : en); }

    AtRisk& at_risk_in(Currency currency)
    {
        std::string const code { currency.code() };
        auto const found = std::ranges::find(view_.at_risk, code, &AtRisk::currency);
        if (found != view_.at_risk.end())
            return *found;
        view_.at_risk.push_back({ code, { 0, currency }, 0, { 0, currency } });
        return view_.at_risk.back();
    }

    bool at_risk()
    {
        std::size_t looked = 0;
        bool cut = false;
        bool read = programme_ ? held_by_all() : held_by_party(cut);
        read = read
            && each_line<app::ClaimLine>(desk_, app::View::claims, going_on<claim::Phase>(app::View::claims, party_),
                store::Direction::ascending, [&](app::ClaimLine const& line) {
                    if (looked++ == lines_max) {
                        cut = true;
                        return false;
                    }
                    if (!may_be_listed(caller_, line))
                        return true;
                    auto& sum = at_risk_in(line.claimed.currency);
                    ++sum.claims_open;
                    Money const nothing { 0, line.claimed.currency };
                    bool const same = line.paid.currency == nothing.currency;
                    sum.claimed_open = sum.claimed_open + max(line.claimed - (same ? line.paid : nothing), nothing);
                    if (!programme_)
                        tell_clock(line.due);
                    return true;
                });
        if (cut) {
            note("More is open than was looked at: the money at risk is at least what is said.",
                "未结事项多于已查看的数量：风险金额至少为所示数额。");
            view_.clocks.complete = view_.clocks.complete && programme_;
        }
        return read;
    }

    /// Of double entry: what all other accounts come to together is what is held. These are few where orders are many.
    bool held_by_all()
    {
        for (auto const kind : escrow::account_kinds) {
            if (kind == escrow::AccountKind::held)
                continue;
            auto const past = next_kind(kind);
            for (auto from = first_of(kind); from < past;) {
                auto const some = desk_.store().unsettled_from(from, 1'000);
                if (!some)
                    return false;
                for (auto const& one : some->value) {
                    if (one.id >= past)
                        break;
                    at_risk_in(one.currency).held.minor += one.debits - one.credits;
                }
                from = some->value.size() < 1'000 ? past : some->value.back().id + 1;
            }
        }
        return true;
    }

    static store::AccountId first_of(escrow::AccountKind kind)
    {
        // The number of a kind's first account, whatever its currency: kinds lie one behind the other.
        auto const least = to_number(escrow::Account { kind, 0, *Currency::from_code("USD") });
        auto const width = to_number(escrow::Account { escrow::AccountKind::held, 0, *Currency::from_code("USD") })
            - to_number(escrow::Account { escrow::AccountKind::provider, 0, *Currency::from_code("USD") });
        return static_cast<store::AccountId>(least - least % width);
    }
    static store::AccountId next_kind(escrow::AccountKind kind)
    {
        return first_of(kind) + (first_of(escrow::AccountKind::held) - first_of(escrow::AccountKind::provider));
    }

    bool held_by_party(bool& cut)
    {
        std::size_t looked = 0;
        return each_line<app::OrderLine>(desk_, app::View::orders, going_on<order::Phase>(app::View::orders, party_),
            store::Direction::ascending, [&](app::OrderLine const& line) {
                if (looked++ == lines_max) {
                    cut = true;
                    return false;
                }
                if (!may_be_listed(caller_, line))
                    return true;
                auto& sum = at_risk_in(line.held.currency);
                sum.held = sum.held + line.held;
                tell_clock(line.due);
                return true;
            });
    }

    void tell_clock(std::optional<Date> due)
    {
        if (!due)
            return;
        view_.clocks.today += *due <= view_.today ? 1u : 0u;
        view_.clocks.week += *due <= view_.today.plus_days(7) ? 1u : 0u;
    }

    /// For the programme the timers tell, which are in the order of their days. A party's were told with its lines.
    bool clocks()
    {
        if (!programme_)
            return true;
        auto const at_start_of
            = [&](Date day) { return desk_.zone().instant({ day, 0, 0, 0, 0 }, time::Unclear::first); };
        // Time acts with the first moment after the last day.
        auto const due = desk_.store().timers_due(at_start_of(view_.today.plus_days(8)), timers_max + 1);
        if (!due)
            return false;
        view_.clocks.complete = due->value.size() <= timers_max;
        auto const tomorrow = at_start_of(view_.today.plus_days(1));
        for (auto const& timer : due->value) {
            view_.clocks.today += timer.due <= tomorrow ? 1u : 0u;
            ++view_.clocks.week;
        }
        return true;
    }

    bool closed_claims()
    {
        std::map<std::string, std::vector<std::int64_t>> days;
        std::map<std::string, MonthOfEndings> endings;
        std::vector<std::int64_t> all;
        auto const start = desk_.zone().instant({ view_.since, 0, 0, 0, 0 }, time::Unclear::first);
        std::size_t looked = 0;
        bool const read = each_line<app::ClaimLine>(desk_, app::View::claims,
            app::lists_of(app::View::claims, static_cast<std::uint8_t>(claim::Phase::closed), party_),
            store::Direction::descending, [&](app::ClaimLine const& line) {
                if (line.changed < start) // and so all that follow
                    return false;
                if (looked++ == closed_max) {
                    view_.resolution.complete = false;
                    return false;
                }
                if (!may_be_listed(caller_, line))
                    return true;
                auto const claim = peek<claim::State>(desk_, { codec::Subject::claim, line.id.number }).state;
                if (!claim.closed_on || *claim.closed_on < view_.since)
                    return true;
                auto const took = static_cast<std::int64_t>(days_between(claim.opened_on, *claim.closed_on));
                auto const month = month_of(*claim.closed_on);
                days[month].push_back(took);
                all.push_back(took);
                count(claim.ending, endings[month]);
                return true;
            });
        auto& seen = view_.resolution;
        seen.closed = static_cast<std::uint32_t>(all.size());
        seen.enough = all.size() >= cases_least;
        seen.median_days = middle_of(all);
        seen.p90_days = late_of(all);
        for (auto const& month : months_) {
            auto const& took = days[month];
            seen.months.push_back({ month, static_cast<std::uint32_t>(took.size()), middle_of(took), late_of(took) });
            endings[month].month = month;
            view_.endings.push_back(endings[month]);
        }
        if (!seen.enough)
            note("Fewer than five claims were closed in these months: too few to say how long one takes.",
                "这些月份内结案不足五件，不足以说明所需时间。");
        return read;
    }

    static void count(claim::Ending ending, MonthOfEndings& month)
    {
        switch (ending) {
        case claim::Ending::none:
            return;
        case claim::Ending::granted:
            ++month.granted;
            return;
        case claim::Ending::partly:
            ++month.partly;
            return;
        case claim::Ending::rejected:
            ++month.rejected;
            return;
        case claim::Ending::settled:
            ++month.settled;
            return;
        case claim::Ending::withdrawn:
            ++month.withdrawn;
            return;
        case claim::Ending::no_response:
            ++month.no_response;
            return;
        case claim::Ending::not_returned:
            ++month.not_returned;
            return;
        case claim::Ending::charged_back:
            ++month.charged_back;
            return;
        }
    }

    /// A party is told of its own matters; the programme, which reads none, of routes that enough cases took.
    bool recovery()
    {
        bool const own = caller_.actor.role == Role::buyer || caller_.actor.role == Role::counsel;
        if (!programme_ && !own)
            return true;
        auto const kept = kept_predictions(desk_, party_);
        if (!kept)
            return false;
        std::map<std::pair<std::string, std::string>, offer::Prediction const*> first;
        for (auto const& one : kept->predictions) {
            auto& found = first.try_emplace({ one.case_id, one.route }, &one).first->second;
            if (one.made < found->made)
                found = &one;
        }
        std::map<std::pair<std::string, std::string>, RouteLine> lines;
        for (auto const& came : kept->outcomes) {
            auto const said = first.find({ came.case_id, came.route });
            bool const fits = said != first.end() && said->second->received && said->second->made < came.on
                && said->second->received->p50.currency == came.received.currency;
            if (!fits)
                continue;
            std::string const code { came.received.currency.code() };
            Money const nothing { 0, came.received.currency };
            auto& line
                = lines
                      .try_emplace({ came.route, code },
                          RouteLine { came.route.empty() ? "together" : came.route, code, 0, false, nothing, nothing })
                      .first->second;
            ++line.cases;
            line.expected = line.expected + said->second->received->p50;
            line.came = line.came + came.received;
        }
        bool left_out = false;
        for (auto& [key, line] : lines) {
            line.enough = line.cases >= cases_least;
            if (programme_ && !line.enough)
                left_out = true;
            else
                view_.recovery.push_back(std::move(line));
        }
        if (left_out)
            note("Routes that fewer than five closed matters took are not told: of so few one could be told from "
                 "another.",
                "少于五件已结案件所走的途径不予显示，以免辨认出个案。");
        if (kept->cut)
            note("There are more matters than were looked at.", "案件多于已查看的数量。");
        return true;
    }

    /// What the pool has paid is what it wants back of suppliers: the accounts `recourse`.
    bool pool()
    {
        std::map<std::string, PoolLine> lines;
        auto const line_in = [&](Currency currency) -> PoolLine& {
            std::string const code { currency.code() };
            Money const nothing { 0, currency };
            auto const [at, is_new]
                = lines.try_emplace(code, PoolLine { code, nothing, nothing, nothing, std::nullopt, {} });
            if (is_new) {
                for (auto const& month : months_)
                    at->second.months.push_back({ month, nothing, nothing, {} });
            }
            return at->second;
        };
        auto const past = next_kind(escrow::AccountKind::recourse);
        auto const start = desk_.zone().instant({ view_.since, 0, 0, 0, 0 }, time::Unclear::first);
        auto const first = lists::sequence_at(desk_, start);
        if (!first)
            return false;
        for (auto from = first_of(escrow::AccountKind::recourse); from < past;) {
            auto const some = desk_.store().accounts_from(from, 500);
            if (!some)
                return false;
            for (auto const& one : some->value) {
                auto const account = escrow::from_number(static_cast<std::uint64_t>(one.id));
                if (one.id >= past || !account)
                    break;
                auto& line = line_in(one.currency);
                line.paid.minor += one.debits;
                line.came_back.minor += one.credits;
                auto const entries = entries_of(desk_, *account, *first, 0, entries_max);
                if (!entries)
                    return false;
                for (auto const& entry : *entries) {
                    auto const month = month_of(desk_.zone().civil(entry.at).date);
                    auto const at = std::ranges::find(line.months, month, &MonthOfPool::month);
                    if (at == line.months.end())
                        continue;
                    at->paid = at->paid + entry.debit;
                    at->came_back = at->came_back + entry.credit;
                }
            }
            from = some->value.size() < 500 ? past : some->value.back().id + 1;
        }
        if (!completed_orders(line_in))
            return false;
        for (auto& [code, line] : lines) {
            line.wanted_back = line.paid - line.came_back;
            line.loss = loss_of(line.months);
            view_.pool.push_back(std::move(line));
        }
        return true;
    }

    /// The price of what was completed, month by month, as each supplier's own record has it.
    template <class LineIn>
    bool completed_orders(LineIn const& line_in)
    {
        std::size_t looked = 0;
        bool cut = false;
        std::map<std::pair<std::string, std::string>, Money> volumes; ///< by currency and month
        std::set<std::string> currencies;
        bool const read = each_line<app::PartyLine>(desk_, app::View::parties, app::lists_of(app::View::parties),
            store::Direction::descending, [&](app::PartyLine const& line) {
                if (looked++ == parties_max) {
                    cut = true;
                    return false;
                }
                auto const record = peek<standing::State>(desk_, { codec::Subject::standing, line.id.number }).state;
                for (auto const& month : record.months) {
                    if (month.volume.currency == Currency::none()) // nothing was completed in it
                        continue;
                    std::string const code { month.volume.currency.code() };
                    (void)line_in(month.volume.currency);
                    Money const nothing { 0, month.volume.currency };
                    auto& sum = volumes.try_emplace({ code, month_of(month.first) }, nothing).first->second;
                    sum = sum + month.volume;
                    currencies.insert(code);
                }
                return true;
            });
        if (cut) {
            note("There are more companies than were looked at: what was completed, and the share that the pool lost "
                 "of it, is not said.",
                "公司多于已查看的数量：不显示完成金额及保障基金损失比例。");
            return read;
        }
        for (auto const& code : currencies) {
            auto& line = line_in(*Currency::from_code(code));
            for (auto& month : line.months) {
                auto const found = volumes.find({ code, month.month });
                month.completed = found == volumes.end() ? Money { 0, *Currency::from_code(code) } : found->second;
            }
        }
        return read;
    }

    /// Nothing where nothing was completed, or that is not known.
    static std::optional<std::int64_t> loss_of(std::vector<MonthOfPool> const& months)
    {
        std::int64_t lost = 0, completed = 0;
        for (auto const& month : months) {
            if (!month.completed)
                return std::nullopt;
            lost += month.paid.minor - month.came_back.minor;
            completed += month.completed->minor;
        }
        if (completed <= 0)
            return std::nullopt;
        auto const wide = static_cast<Wide>(lost) * 10'000 / completed;
        return static_cast<std::int64_t>(wide);
    }

    Desk& desk_;
    Caller const& caller_;
    bool zh_;
    bool programme_;
    Id<Party> party_;
    std::vector<std::string> months_;
    Overview view_;
};

void read_overview(Call& call)
{
    auto const role = call.caller.actor.role;
    bool const side
        = role == Role::buyer || role == Role::counsel || role == Role::supplier || role == Role::supplier_counsel;
    bool const own = side && call.caller.actor.party && !call.caller.only_case;
    if (!own && !is_of_programme(call.caller))
        return call.refuse(not_found());
    if (!caught_up(call))
        return;
    auto const months = static_cast<int>(query::number_asked(call, "months").value_or(12));
    auto const view = OverviewOf(call, months).made();
    if (!view)
        return call.refuse(unavailable());
    call.answer(http::Response::json(json_of(*view)).with("Cache-Control", "private, no-cache"));
}

} // namespace

void add_overview(std::vector<Operation>& table)
{
    table.push_back({ .path = "/v1/overview",
        .id = "overview.read",
        .summary
        = "Money at risk, time to resolution, recovery against forecast, the pool: of all, or of a party's own",
        .scope = accounts::Scope::read,
        .gives = given<Overview>(),
        .runs = http::Runs::aside,
        .query = { query::whole_number("months", "how many, this one included, 12 if nothing is said", 1, 24) },
        .run = read_overview });
}

} // namespace recourse::api
