#include "api/start_page.hpp"

#include "api/access.hpp"
#include "api/lines.hpp"
#include "api/people.hpp"
#include "api/replies.hpp"
#include "core/claim/viewer.hpp"
#include "core/limitation/rules.hpp"

#include <algorithm>
#include <array>

// What waits for whoever comes in, and the first of each: made of the lists by phase, which hold what is going on and
// are short beside what is over. Of a long one as much is looked at as a person could mean; then it says that there is
// more.

namespace recourse::api {

namespace {

using act::Role;

constexpr std::size_t counted_max = 1'000; ///< of one queue
constexpr std::size_t lines_max = 2'000; ///< that are looked at for one queue
constexpr std::size_t subjects_max = 500; ///< that are read whole for one queue
constexpr std::size_t items_max = 5; ///< that are shown of it
constexpr int soon_days = 30; ///< for days of matters

/// One thing that waits.
struct Item {
    std::string id;
    std::string title; ///< of the thing itself: the goods, who pays, an address
    Id<Order> order; ///< whose case it is, of a claim or a matter
    Id<Party> party; ///< the other side, or whose it is; nothing: nobody that the desk knows
    std::string party_name;
    std::optional<Money> amount;
    std::optional<Date> due; ///< the last day before something happens, or is lost
    std::string phase; ///< in a word of its kind
    std::optional<Instant> since; ///< its latest change
};
BOOST_DESCRIBE_STRUCT(Item, (), (id, title, order, party, party_name, amount, due, phase, since))

struct Queue {
    std::string id;
    std::uint64_t count = 0;
    bool more = false; ///< there are more than `count`
    std::uint64_t overdue = 0; ///< of those counted, whose day is over
    std::optional<Date> next_due; ///< the first day, of those counted
    std::vector<Item> items; ///< the first ones: by day, then those that wait longest
};
BOOST_DESCRIBE_STRUCT(Queue, (), (id, count, more, overdue, next_due, items))

struct StartPage {
    Role role = Role::buyer;
    Id<Party> party;
    std::string party_name;
    Date today;
    std::string zone; ///< in which days begin and end
    std::vector<Queue> queues;
};
BOOST_DESCRIBE_STRUCT(StartPage, (), (role, party, party_name, today, zone, queues))

template <class Phase>
std::uint8_t number_of(Phase phase)
{
    return static_cast<std::uint8_t>(phase);
}

bool is_sooner(Item const& one, Item const& other)
{
    if (one.due != other.due)
        return one.due && (!other.due || *one.due < *other.due);
    return one.since.value_or(Instant {}) < other.since.value_or(Instant {});
}

bool is_side(Role role, bool buyers)
{
    return buyers ? role == Role::buyer || role == Role::counsel
                  : role == Role::supplier || role == Role::supplier_counsel;
}

/// A queue that is being filled.
class Filling {
public:
    Filling(std::string_view id, Date today) : today_(today) { queue_.id = id; }

    /// False: as many are counted as are counted at all.
    bool take(Item item)
    {
        if (queue_.count == counted_max) {
            queue_.more = true;
            return false;
        }
        ++queue_.count;
        if (item.due) {
            queue_.overdue += *item.due < today_ ? 1u : 0u;
            queue_.next_due = std::min(queue_.next_due.value_or(*item.due), *item.due);
        }
        auto& items = queue_.items;
        items.insert(std::ranges::upper_bound(items, item, is_sooner), std::move(item));
        if (items.size() > items_max)
            items.pop_back();
        return true;
    }
    void cut() { queue_.more = true; }
    Queue done() { return std::move(queue_); }

private:
    Date today_;
    Queue queue_;
};

class StartOf {
public:
    explicit StartOf(Call& call) : desk_(call.desk), caller_(call.caller), today_(call.desk.today()) { }

    /// Nothing: the store gave no answer.
    std::optional<StartPage> made()
    {
        auto const role = caller_.actor.role;
        StartPage page { role, caller_.actor.party, people::name_of(desk_, caller_.actor.party), today_,
            desk_.zone().name(), {} };
        if (is_side(role, true) || is_side(role, false))
            of_party();
        else if (role == Role::carrier)
            of_carrier();
        else if (role == Role::inspector)
            claims_of_party();
        else if (role == Role::provider)
            of_provider();
        else
            of_programme();
        if (!failed_)
            invitations();
        if (failed_)
            return std::nullopt;
        page.queues = std::move(queues_);
        for (auto& queue : page.queues) {
            for (auto& item : queue.items)
                complete(item);
        }
        return page;
    }

private:
    // ------------------------------------------------------------------------------------------------------- claims

    Item item_of(app::ClaimLine const& line) const
    {
        auto const other = is_side(caller_.actor.role, true) ? line.supplier : line.buyer;
        return { to_string(line.id), {}, line.order, other, {}, line.claimed, line.due,
            std::string { claim::word(line.phase) }, line.changed };
    }

    bool is_turn_of(Role role, Id<Claim> id) const
    {
        auto const state = peek<claim::State>(desk_, { codec::Subject::claim, id.number }).state;
        auto const turn = claim::whose_turn(state, today_);
        return std::ranges::find(turn, role) != turn.end();
    }

    /// Claims that are not over, the ones that have not changed for longest first.
    template <class See>
    void open_claims(std::initializer_list<claim::Phase> phases, Id<Party> party, Filling& cut, See const& see)
    {
        std::size_t looked = 0;
        auto const look = [&](app::ClaimLine const& line) {
            if (!of_case(line.order) || !may_be_listed(caller_, line))
                return true;
            if (looked++ == subjects_max) {
                cut.cut();
                return false;
            }
            return see(line);
        };
        for (auto const phase : phases) {
            if (looked > subjects_max)
                return;
            lines<app::ClaimLine>(app::View::claims, app::lists_of(app::View::claims, number_of(phase), party), look);
        }
    }

    /// Those in which it is the caller's turn, and those in which it is somebody else's.
    void claims_of_party()
    {
        using enum claim::Phase;
        auto const inspects = caller_.actor.role == Role::inspector;
        auto const as = is_side(caller_.actor.role, true) ? Role::buyer : inspects ? Role::inspector : Role::supplier;
        Filling mine(inspects ? "claims-to-inspect" : "claims-to-act", today_), others("claims-waiting", today_);
        open_claims({ negotiation, review, reopened, returning, replacing, agreed, decided }, caller_.actor.party, mine,
            [&](app::ClaimLine const& line) {
                (is_turn_of(as, line.id) ? mine : others).take(item_of(line));
                return true;
            });
        queues_.push_back(mine.done());
        if (!inspects)
            queues_.push_back(others.done());
    }

    void claims_of_programme()
    {
        using enum claim::Phase;
        Filling deciding("claims-to-decide", today_), legs("claims-legs", today_);
        open_claims({ review, reopened, decided, agreed }, {}, deciding, [&](app::ClaimLine const& line) {
            return !is_turn_of(Role::officer, line.id) || deciding.take(item_of(line));
        });
        open_claims({ returning, replacing }, {}, legs, [&](app::ClaimLine const& line) {
            return !is_turn_of(Role::officer, line.id) || legs.take(item_of(line));
        });
        queues_.push_back(deciding.done());
        reviews();
        queues_.push_back(legs.done());
    }

    /// Of claims that are over, those on which a review was asked for: that is a change of them, so they are looked for
    /// among those that changed last.
    void reviews()
    {
        Filling queue("reviews-to-admit", today_);
        std::size_t looked = 0;
        failed_ = failed_
            || !each_line<app::ClaimLine>(desk_, app::View::claims,
                app::lists_of(app::View::claims, number_of(claim::Phase::closed)), store::Direction::descending,
                [&](app::ClaimLine const& line) {
                    if (is_turn_of(Role::officer, line.id))
                        queue.take(item_of(line));
                    return ++looked < subjects_max;
                });
        queues_.push_back(queue.done());
    }

    // ------------------------------------------------------------------------------------------------------- orders

    /// `takes` says of a line whether it belongs to the queue. Where an open claim has frozen an order, it is the claim
    /// that waits.
    template <class Takes>
    void orders(std::string_view id, order::Phase phase, Id<Party> party, Takes const& takes)
    {
        Filling queue(id, today_);
        std::size_t looked = 0;
        lines<app::OrderLine>(app::View::orders, app::lists_of(app::View::orders, number_of(phase), party),
            [&](app::OrderLine const& line) {
                if (looked++ == lines_max) {
                    queue.cut();
                    return false;
                }
                if (line.frozen || !of_case(line.id) || !may_be_listed(caller_, line) || !takes(line))
                    return true;
                auto shown = line;
                redact(caller_, shown);
                bool const buys = is_side(caller_.actor.role, true);
                bool const carries = caller_.actor.role == Role::carrier;
                return queue.take({ to_string(line.id), line.goods, {}, buys ? line.supplier : line.buyer, {},
                    carries ? std::nullopt : std::optional { shown.price }, shown.due,
                    std::string { order::word(line.phase) }, line.changed });
            });
        queues_.push_back(queue.done());
    }

    /// The other side has offered it last.
    bool is_offered_to_caller(Id<Order> id) const
    {
        auto const state = peek<order::State>(desk_, { codec::Subject::order, id.number }).state;
        return is_side(caller_.actor.role, true) != is_side(state.drafted_by, true);
    }

    static bool all(app::OrderLine const&) { return true; }

    void of_party()
    {
        using enum order::Phase;
        auto const party = caller_.actor.party;
        claims_of_party();
        std::size_t read = 0;
        orders("orders-to-answer", awaiting_seller, party,
            [&](auto const& line) { return read++ < subjects_max && is_offered_to_caller(line.id); });
        if (is_side(caller_.actor.role, true)) {
            orders("orders-to-pay", awaiting_payment, party, all);
            orders("orders-to-confirm", awaiting_receipt, party, all);
            matters();
        } else {
            orders("orders-to-ship", awaiting_shipment, party, all);
            orders("orders-awaiting-payment", awaiting_payment, party, all);
        }
    }

    void of_carrier()
    {
        orders("orders-to-ship", order::Phase::awaiting_shipment, caller_.actor.party, all);
        orders("orders-to-deliver", order::Phase::awaiting_receipt, caller_.actor.party, all);
    }

    // ------------------------------------------------------------------------------------------------------ matters

    /// The next day of each matter, and the freezes that lapse soon.
    void matters()
    {
        Filling next("matters-due", today_), freezes("freezes", today_);
        std::size_t looked = 0;
        auto const horizon = today_.plus_days(soon_days);
        lines<app::MatterLine>(app::View::matters, app::lists_of(app::View::matters, {}, caller_.actor.party),
            [&](app::MatterLine const& line) {
                if (line.phase == matter::Phase::closed || !of_case(line.order))
                    return true;
                if (looked++ == subjects_max) {
                    next.cut();
                    freezes.cut();
                    return false;
                }
                auto const matter = peek<matter::State>(desk_, { codec::Subject::matter, line.id.number });
                if (matter.version == 0 || !may_see(caller_, matter.state, today_))
                    return true;
                Item const item { to_string(line.id), line.title, line.order, line.supplier,
                    line.supplier ? "" : line.against, {}, line.due, std::string { matter::word(line.phase) },
                    line.changed };
                if (line.due && *line.due <= horizon)
                    next.take(item);
                for (auto const& day : matter.state.days) {
                    if (!is_freeze(day.row) || *day.row.due > horizon)
                        continue;
                    auto freeze = item;
                    freeze.due = day.row.due;
                    freeze.phase = limitation::rule(day.row.rule).word;
                    freezes.take(std::move(freeze));
                }
                return true;
            });
        queues_.push_back(next.done());
        queues_.push_back(freezes.done());
    }

    static bool is_freeze(limitation::Row const& row)
    {
        using enum limitation::RuleId;
        constexpr std::array freezes { freeze_bank, freeze_account, freeze_movable, freeze_real, freeze_rights };
        return row.due && row.stand == limitation::Stand::runs && std::ranges::find(freezes, row.rule) != freezes.end();
    }

    // ------------------------------------------------------------------------------------- the programme and its money

    void remittances(std::string_view id, remittance::Phase phase)
    {
        Filling queue(id, today_);
        lines<app::RemittanceLine>(app::View::remittances, app::lists_of(app::View::remittances, number_of(phase)),
            [&](app::RemittanceLine const& line) {
                return queue.take({ to_string(line.id), std::string { remittance::word(line.detail.purpose) },
                    line.detail.order, line.detail.party, {}, line.detail.amount, {},
                    std::string { remittance::word(line.phase) }, line.changed });
            });
        queues_.push_back(queue.done());
    }

    void of_provider()
    {
        if (!caller_.only_case) {
            remittances("remittances-to-send", remittance::Phase::approved);
            remittances("remittances-sent", remittance::Phase::sent);
        }
        orders("orders-awaiting-payment", order::Phase::awaiting_payment, {}, all);
    }

    void of_programme()
    {
        if (caller_.only_case)
            return;
        claims_of_programme();
        remittances("remittances-to-approve", remittance::Phase::proposed);
        Filling payouts("payouts-to-approve", today_);
        lines<app::PayoutLine>(app::View::payouts, app::lists_of(app::View::payouts, number_of(payout::Phase::made)),
            [&](app::PayoutLine const& line) {
                return payouts.take({ to_string(line.id), line.message_id, {}, {}, {}, {}, line.execute_on,
                    std::string { payout::word(line.phase) }, line.changed });
            });
        queues_.push_back(payouts.done());
        Filling exceptions("bank-exceptions", today_);
        lines<app::MovementLine>(app::View::movements,
            app::lists_of(app::View::movements, number_of(movement::Phase::open)), [&](app::MovementLine const& line) {
                return exceptions.take({ to_string(line.id), line.other.empty() ? line.identity : line.other,
                    line.order, {}, {}, line.left, {}, std::string { movement::word(line.reason) }, line.changed });
            });
        queues_.push_back(exceptions.done());
        Filling editions("editions-to-confirm", today_);
        lines<app::EditionLine>(app::View::editions,
            app::lists_of(app::View::editions, number_of(edition::Phase::proposed)), [&](app::EditionLine const& line) {
                return editions.take({ to_string(line.id), fmt::format("{} {}", line.programme, line.edition), {}, {},
                    {}, {}, line.from, std::string { edition::word(line.phase) }, line.changed });
            });
        queues_.push_back(editions.done());
    }

    /// Those that the caller could withdraw.
    void invitations()
    {
        if (!caller_.scopes.has(accounts::Scope::accounts))
            return;
        auto const found = desk_.accounts().invitations(caller_);
        if (!found) {
            failed_ = true;
            return;
        }
        Filling queue("invitations", today_);
        for (auto const& one : *found)
            queue.take({ to_string(one.id), one.email, one.part.only_case, one.part.party, {}, {},
                desk_.zone().civil(one.until).date, std::string { act::word(one.part.role) }, one.since });
        queues_.push_back(queue.done());
    }

    // ------------------------------------------------------------------------------------------------------ in common

    bool of_case(Id<Order> order) const { return !caller_.only_case || caller_.only_case == order; }

    template <class Line, class See>
    void lines(app::View view, std::vector<store::Key> scopes, See const& see)
    {
        failed_ = failed_ || !each_line<Line>(desk_, view, std::move(scopes), store::Direction::ascending, see);
    }

    /// What only those that are shown need.
    void complete(Item& item)
    {
        if (item.party)
            item.party_name = people::name_of(desk_, item.party);
        if (item.title.empty() && item.order)
            item.title = peek<order::State>(desk_, { codec::Subject::order, item.order.number }).state.terms.goods;
    }

    Desk& desk_;
    accounts::Caller const& caller_;
    Date today_;
    std::vector<Queue> queues_;
    bool failed_ = false;
};

void read_start(Call& call)
{
    if (!caught_up(call))
        return;
    auto const page = StartOf(call).made();
    if (!page)
        return call.refuse(unavailable());
    call.answer(http::Response::json(json_of(*page)).with("Cache-Control", "private, no-cache"));
}

} // namespace

void add_start_page(std::vector<Operation>& table)
{
    table.push_back({ .path = "/v1/desk",
        .id = "desk.start",
        .summary = "What waits for the caller, counted, with the first of each",
        .scope = accounts::Scope::read,
        .gives = given<StartPage>(),
        .runs = http::Runs::aside,
        .run = read_start });
}

} // namespace recourse::api
