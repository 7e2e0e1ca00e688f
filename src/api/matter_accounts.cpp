#include "api/account_refusals.hpp"
#include "api/forum_words.hpp"
#include "api/matter_views.hpp"
#include "api/query.hpp"
#include "api/rows.hpp"
#include "brief/matter_account.hpp"
#include "core/case/world.hpp"

#include <algorithm>

// The final account of a matter, at any time.

namespace recourse::api {

namespace {

using accounts::Scope;

struct AccountSum {
    Money own; ///< in the currency of the contract
    std::optional<Money> rmb; ///< at the rate of the day; nothing: no rate is known
};
BOOST_DESCRIBE_STRUCT(AccountSum, (), (own, rmb))

struct AccountEntry {
    std::string id; ///< "head-2", "title-1-costs", "route-platform"
    std::string what;
    std::optional<Date> on;
    AccountSum sum;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(AccountEntry, (), (id, what, on, sum, note))

struct AccountPart {
    std::vector<AccountEntry> entries;
    AccountSum total; ///< the sum of the entries, in both currencies
};
BOOST_DESCRIBE_STRUCT(AccountPart, (), (entries, total))

struct AccountCost {
    matter::CostLine line = matter::CostLine::other;
    AccountSum budget, booked;
    AccountSum left; ///< below nothing: over the budget
};
BOOST_DESCRIBE_STRUCT(AccountCost, (), (line, budget, booked, left))

struct AccountFee {
    Money fee;
    std::string formula;
    bool cut = false; ///< the agreed share was above the ceiling
    std::string ceilings; ///< both, with their dates, and which binds
    std::vector<std::string> warnings;
    SourceLine source;
};
BOOST_DESCRIBE_STRUCT(AccountFee, (), (fee, formula, cut, ceilings, warnings, source))

struct AccountShare {
    matter::ShareKind kind = matter::ShareKind::client;
    AccountSum due; ///< of what has come so far, by the order of the law
    AccountSum given; ///< by distributions that a second person confirmed
    AccountSum difference; ///< below nothing: more was given than is due
};
BOOST_DESCRIBE_STRUCT(AccountShare, (), (kind, due, given, difference))

/// One line of the distribution; in is positive, out negative, and all add up to nothing.
struct AccountMove {
    std::string id;
    Date on;
    std::string what;
    Money amount;
};
BOOST_DESCRIBE_STRUCT(AccountMove, (), (id, on, what, amount))

struct AccountCheck {
    std::string says;
    Money left, right; ///< the same
};
BOOST_DESCRIBE_STRUCT(AccountCheck, (), (says, left, right))

struct AccountView {
    Id<Matter> id;
    Date as_of;
    std::string currency; ///< of the contract, ISO 4217
    AccountPart claimed; ///< the last entry may say by how much a title or a settlement changed the heads
    AccountPart awarded;
    AccountPart received; ///< by route
    std::vector<AccountCost> costs;
    AccountSum costs_booked;
    std::optional<AccountFee> success_fee; ///< nothing: none was agreed
    std::vector<AccountMove> distribution; ///< of what has come, as if it were given out today
    std::vector<AccountShare> shares;
    AccountSum given, waiting, to_share;
    AccountSum open; ///< of the claim
    AccountSum over; ///< came beyond it
    std::vector<AccountCheck> checks; ///< sums that have to be the same, and are
    std::vector<std::string> remarks;
    std::vector<std::string> exchange_rates; ///< that were used
};
BOOST_DESCRIBE_STRUCT(AccountView, (),
    (id, as_of, currency, claimed, awarded, received, costs, costs_booked, success_fee, distribution, shares, given,
        waiting, to_share, open, over, checks, remarks, exchange_rates))

std::string in(brief::Words const& words, Language language)
{
    return language == Language::zh && !words.zh.empty() ? words.zh : words.en;
}

AccountSum shown(brief::AccountSum const& one)
{
    return { one.own, one.rmb };
}

AccountPart shown(brief::AccountPart const& part, Language language)
{
    AccountPart view { {}, shown(part.total) };
    for (auto const& one : part.entries)
        view.entries.push_back({ one.id, in(one.what, language), one.on, shown(one.sum), in(one.note, language) });
    return view;
}

AccountFee shown(quantum::CounselFee const& one, Language language)
{
    AccountFee view { one.fee, one.formula.in(language), one.cut,
        one.ceilings ? one.ceilings->says.in(language) : std::string {}, {}, api::shown(one.source) };
    for (auto const& warning : one.warnings)
        view.warnings.push_back(warning.in(language));
    return view;
}

AccountView shown(Id<Matter> id, brief::MatterAccount const& account, Language language)
{
    AccountView view;
    view.id = id;
    view.as_of = account.as_of;
    view.currency = std::string { account.currency.code() };
    view.claimed = shown(account.claimed, language);
    view.awarded = shown(account.awarded, language);
    view.received = shown(account.received, language);
    for (auto const& one : account.costs)
        view.costs.push_back({ one.line, shown(one.budget), shown(one.booked), shown(one.left) });
    view.costs_booked = shown(account.costs_booked);
    if (account.success_fee)
        view.success_fee = shown(*account.success_fee, language);
    for (auto const& one : account.distribution.lines)
        view.distribution.push_back({ one.id, one.date, one.what.in(language), one.amount });
    for (auto const& one : account.shares)
        view.shares.push_back({ one.kind, shown(one.due), shown(one.given), shown(one.difference) });
    view.given = shown(account.given);
    view.waiting = shown(account.waiting);
    view.to_share = shown(account.to_share);
    view.open = shown(account.open);
    view.over = shown(account.over);
    for (auto const& one : account.checks)
        view.checks.push_back({ in(one.says, language), one.left, one.right });
    for (auto const& one : account.remarks)
        view.remarks.push_back(in(one, language));
    for (auto const& used : account.rates)
        view.exchange_rates.push_back(to_string(used.rate));
    return view;
}

void read_account(Call& call)
{
    Id<Matter> id;
    auto const matter = matter_of(call, id);
    if (!matter)
        return;
    note(call, "matter", id.number, accounts::Deed::read);
    auto const language = http::language_of(call.request);
    auto const world = call.desk.world();
    auto const tiers = std::ranges::find(world->schedules, "contingency_cap_2021", &route::Schedule::id);
    auto const account = brief::account_of(
        matter->state, call.desk.today(), tiers == world->schedules.end() ? nullptr : &*tiers, world->rates);
    if (!account) {
        auto const& fault = account.error();
        return call.refuse(act::Refusal { &account_refusals::not_balanced,
            { { "says", in(fault.says, language) }, { "left", display(fault.left) },
                { "right", display(fault.right) } },
            {} });
    }
    if (call.request.query.get("format") == "text") {
        brief::Words const title { fmt::format("{} {}", to_string(id), matter->state.title),
            fmt::format("{} {}", to_string(id), matter->state.title) };
        return call.answer(
            http::Response::text(brief::printed(*account, title, language)).with("Cache-Control", "private, no-cache"));
    }
    give(call, matter->version, json_of(shown(id, *account, language)));
}

} // namespace

void add_accounts(std::vector<Operation>& table)
{
    table.push_back({ .path = "/v1/matters/{matter}/account",
        .id = "matters.account",
        .summary
        = "The final account, at any time: claimed, awarded, received by route, costs, fee, shares, what is open",
        .scope = Scope::read,
        .gives = given<AccountView>(),
        .runs = http::Runs::aside,
        .query = { query::one_of(
            "format", "json if nothing is said; text is a page in the language of the request", { "json", "text" }) },
        .run = read_account });
}

} // namespace recourse::api
