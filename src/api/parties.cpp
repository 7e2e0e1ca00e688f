#include "api/access.hpp"
#include "api/lines.hpp"
#include "api/linked.hpp"
#include "api/lists.hpp"
#include "core/standing/badge.hpp"

#include <set>

namespace recourse::api {

namespace {

using accounts::Scope;

struct PartyView {
    Id<Party> id;
    std::uint32_t version = 0;
    party::Profile profile;
    std::vector<party::Former> earlier; ///< what was known of it before, the first one first
};
BOOST_DESCRIBE_STRUCT(PartyView, (), (id, version, profile, earlier))
/// What a list shows of a company.
struct NameView {
    Id<Party> id;
    std::string name;
    std::string name_zh; ///< as registered; may be empty
    std::string country; ///< ISO 3166 alpha-2
};
BOOST_DESCRIBE_STRUCT(NameView, (), (id, name, name_zh, country))
struct Names {
    std::vector<NameView> parties; ///< those that the caller may know, by number
};
BOOST_DESCRIBE_STRUCT(Names, (), (parties))
/// Where a company's money goes.
struct AccountView {
    Id<Party> id;
    std::uint32_t version = 0;
    std::optional<bank::Account> account;
    std::optional<Date> usable_from; ///< of the account
    std::optional<bank::Account> proposed; ///< waits for an officer
    std::optional<Date> proposed_on;
    std::optional<act::Role> proposed_by;
};
BOOST_DESCRIBE_STRUCT(AccountView, (), (id, version, account, usable_from, proposed, proposed_on, proposed_by))

/// What everybody sees beside a supplier's name.
struct BadgeView {
    Id<Party> id;
    standing::Badge badge;
};
BOOST_DESCRIBE_STRUCT(BadgeView, (), (id, badge))

struct StandingView {
    Id<Party> id;
    std::uint32_t version = 0;
    standing::Badge badge;
    standing::State standing;
};
BOOST_DESCRIBE_STRUCT(StandingView, (), (id, version, badge, standing))

constexpr std::size_t names_max = 400; ///< both sides of a full page

codec::Stream party_of(Id<Party> id)
{
    return { codec::Subject::party, id.number };
}
codec::Stream standing_of(Id<Party> id)
{
    return { codec::Subject::standing, id.number };
}

standing::Badge badge_of(Desk& desk, standing::State const& state)
{
    auto const today = desk.today();
    return badge(state, desk.books()->standing({}, today), today, linked_of(desk, state).wanted_back);
}

/// "P-1,P-2": at most `names_max` of them.
bool are_parties(std::string_view text)
{
    std::size_t count = 1;
    for (;; ++count) {
        auto const comma = text.find(',');
        if (count > names_max || !parse_id<Party>(text.substr(0, comma)))
            return false;
        if (comma == std::string_view::npos)
            return true;
        text.remove_prefix(comma + 1);
    }
}

bool is_among(std::vector<Id<Party>> const& parties, Id<Party> party)
{
    return std::ranges::find(parties, party) != parties.end();
}

/// One of the lines that the caller's party has in the view fits, of the latest that are looked at. Nothing: the store
/// gives no answer.
template <class Line>
std::optional<bool> any_line(Call& call, app::View view, std::function<bool(Line const&)> const& fits)
{
    bool found = false;
    std::size_t looked = 0;
    bool const read = each_line<Line>(call.desk, view, app::lists_of(view, {}, call.caller.actor.party),
        store::Direction::descending, [&](Line const& line) {
            found = fits(line);
            return !found && ++looked < looked_max;
        });
    return read ? std::optional { found } : std::nullopt;
}

/// Whoever was asked to one case alone deals with those who have a part in it.
bool is_of_case(Desk& desk, Id<Order> id, Id<Party> party)
{
    auto const order = peek<order::State>(desk, { codec::Subject::order, id.number }).state;
    if (order.terms.buyer == party || order.terms.supplier == party || is_among(order.carriers, party))
        return true;
    return std::ranges::any_of(order.claims, [&](auto const claim) {
        auto const& inspection = peek<claim::State>(desk, { codec::Subject::claim, claim.number }).state.inspection;
        return inspection && inspection->inspector == party;
    });
}

/// Those of the parties with which the caller has to do: both have a part in an order that was offered, a claim or a
/// dossier. The number of a party is no secret; who it is, is told to those who deal with it. Nothing: the store gives
/// no answer.
std::optional<std::set<Id<Party>>> dealt_with(Call& call, std::set<Id<Party>> asked)
{
    auto const& caller = call.caller;
    // A provider: whom it pays, and who pays.
    if (is_of_programme(caller) || (caller.actor.role == act::Role::provider && !caller.only_case))
        return asked;
    std::set<Id<Party>> known;
    auto const meet = [&](Id<Party> party) {
        if (asked.erase(party) != 0)
            known.insert(party);
    };
    if (caller.actor.party)
        meet(caller.actor.party);
    if (caller.only_case) {
        std::erase_if(asked, [&](auto const party) { return !is_of_case(call.desk, caller.only_case, party); });
        known.merge(asked);
        return known;
    }
    if (!caller.actor.party || asked.empty())
        return known;
    auto& pipeline = call.desk.pipeline();
    pipeline.wait_projected(pipeline.durable(), std::chrono::seconds(2));
    auto const in_order = any_line<app::OrderLine>(call, app::View::orders, [&](auto const& line) {
        if (line.phase != order::Phase::draft && may_be_listed(caller, line)) {
            meet(line.buyer);
            meet(line.supplier);
            std::ranges::for_each(line.carriers, meet);
        }
        return asked.empty();
    });
    if (!in_order || *in_order)
        return in_order ? std::optional { known } : std::nullopt;
    auto const in_claim = any_line<app::ClaimLine>(call, app::View::claims, [&](auto const& line) {
        if (may_be_listed(caller, line)) {
            meet(line.buyer);
            meet(line.supplier);
            meet(line.inspector);
        }
        return asked.empty();
    });
    if (!in_claim || *in_claim)
        return in_claim ? std::optional { known } : std::nullopt;
    auto const in_dossier = any_line<app::DossierLine>(call, app::View::dossiers, [&](auto const& line) {
        if (is_party_to(caller, line.buyer, line.supplier)) {
            meet(line.buyer);
            meet(line.supplier);
        }
        return asked.empty();
    });
    return in_dossier ? std::optional { known } : std::nullopt;
}

void read_party(Call& call)
{
    auto const id = path_id<Party>(call, "party");
    if (!id)
        return;
    auto const known = dealt_with(call, { *id });
    if (!known)
        return call.refuse(unavailable());
    if (known->empty())
        return call.refuse(not_found());
    auto const party = load<party::State>(call, party_of(*id));
    if (!party)
        return;
    note(call, "party", id->number, accounts::Deed::read);
    give(call, party->version, json_of(PartyView { *id, party->version, party->state.profile, party->state.earlier }));
}

/// The names beside the numbers of a page of orders, claims or matters, in one request.
void read_names(Call& call)
{
    std::set<Id<Party>> asked;
    for (auto const& one : query::list_asked(call, "ids"))
        asked.insert(*parse_id<Party>(one));
    auto const known = dealt_with(call, std::move(asked));
    if (!known)
        return call.refuse(unavailable());
    Names names;
    for (auto const id : *known) {
        auto const party = peek<party::State>(call.desk, party_of(id));
        auto const& profile = party.state.profile;
        if (party.version != 0)
            names.parties.push_back({ id, profile.name, profile.name_zh, profile.country });
    }
    call.answer(http::Response::json(json_of(names)).with("Cache-Control", "private, no-cache"));
}

void read_account(Call& call)
{
    auto const id = path_id<Party>(call, "party");
    if (!id)
        return;
    if (!may_see_account(call.caller, *id))
        return call.refuse(not_found());
    auto const party = load<party::State>(call, party_of(*id));
    if (!party)
        return;
    auto const& state = party->state;
    AccountView view { *id, party->version, state.account, {}, state.proposed, {}, {} };
    if (state.account)
        view.usable_from = state.usable_from;
    if (state.proposed) {
        view.proposed_on = state.proposed_on;
        view.proposed_by = state.proposed_by.role;
    }
    note(call, "party-account", id->number, accounts::Deed::read);
    give(call, party->version, json_of(view));
}

void list_parties(Call& call)
{
    if (!is_of_programme(call.caller))
        return call.refuse(not_found());
    give_list<app::PartyLine>(call, { app::View::parties, {} });
}

void read_badge(Call& call)
{
    auto const id = path_id<Party>(call, "party");
    if (!id || !load<party::State>(call, party_of(*id)))
        return;
    auto const standing = peek<standing::State>(call.desk, standing_of(*id));
    give(call, standing.version, json_of(BadgeView { *id, badge_of(call.desk, standing.state) }));
}

void read_standing(Call& call)
{
    auto const id = path_id<Party>(call, "party");
    if (!id)
        return;
    if (!may_see_standing(call.caller, *id))
        return call.refuse(not_found());
    if (!load<party::State>(call, party_of(*id)))
        return;
    auto const standing = peek<standing::State>(call.desk, standing_of(*id));
    note(call, "standing", id->number, accounts::Deed::read);
    give(call, standing.version,
        json_of(StandingView { *id, standing.version, badge_of(call.desk, standing.state), standing.state }));
}

/// Running the programme; a supplier's appeal is no part of that.
Scope scope_of_command(std::size_t at)
{
    return codec::alternative_words<standing::Command>()[at] == "appeal" ? Scope::claims : Scope::rules;
}

} // namespace

void add_parties(std::vector<Operation>& table)
{
    using http::Method;
    table.push_back({ .method = Method::post,
        .path = "/v1/parties",
        .id = "parties.register",
        .summary = "Makes a company known to the programme",
        .scope = Scope::accounts,
        .takes = taken<party::Register>(),
        .gives = given<Receipt>(),
        .status = 201,
        .is_command = true,
        .runs = http::Runs::aside,
        .run = [](Call& call) {
            if (auto command = body<party::Register>(call))
                send(call, { codec::Subject::party, 0 }, party::Command { *std::move(command) });
        } });
    table.push_back({ .path = "/v1/parties",
        .id = "parties.list",
        .summary = "All companies, latest change first",
        .scope = Scope::read,
        .gives = given_list<app::PartyLine>(),
        .runs = http::Runs::aside,
        .query = list_query<app::PartyLine>(app::View::parties),
        .run = list_parties });
    table.push_back({ .path = "/v1/party-names",
        .id = "parties.names",
        .summary = "What the companies of a list are called: those that the caller deals with",
        .scope = Scope::read,
        .gives = given<Names>(),
        .runs = http::Runs::aside,
        .query = { { .name = "ids",
            .says = "of which companies",
            .takes = fmt::format("from 1 to {} ids like P-17, with commas between them", names_max),
            .fits = [](Call&, std::string_view value) { return are_parties(value); },
            .is_list = true,
            .is_needed = true } },
        .run = read_names });
    table.push_back({ .path = "/v1/parties/{party}",
        .id = "parties.read",
        .summary = "A company's profile and what it was called before, for itself and those who deal with it",
        .scope = Scope::read,
        .gives = given<PartyView>(),
        .runs = http::Runs::aside,
        .run = read_party });
    table.push_back({ .method = Method::post,
        .path = "/v1/parties/{party}/correct",
        .id = "parties.correct",
        .summary = "Corrects what is known of a company",
        .scope = Scope::accounts,
        .takes = taken<party::Correct>(),
        .gives = given<Receipt>(),
        .is_command = true,
        .runs = http::Runs::aside,
        .run = [](Call& call) {
            auto const id = path_id<Party>(call, "party");
            if (!id || !load<party::State>(call, party_of(*id)))
                return;
            if (auto command = body<party::Correct>(call))
                send(call, party_of(*id), party::Command { *std::move(command) });
        } });
    table.push_back({ .path = "/v1/suppliers/{party}/badge",
        .id = "suppliers.badge",
        .summary = "What a buyer is shown of a supplier: whether a new order is covered, the limit that is still free, "
                   "points, measures",
        .scope = Scope::read,
        .gives = given<BadgeView>(),
        .run = read_badge });
    table.push_back({ .path = "/v1/suppliers/{party}",
        .id = "suppliers.read",
        .summary = "A supplier's standing with all that made it",
        .scope = Scope::read,
        .gives = given<StandingView>(),
        .run = read_standing });
    table.push_back({ .path = "/v1/parties/{party}/account",
        .id = "parties.account",
        .summary = "The account to which a company's money goes, and another one that waits for an officer",
        .scope = Scope::read,
        .gives = given<AccountView>(),
        .run = read_account });
    auto const holder = [](Call& call) -> std::optional<codec::Stream> {
        auto const id = path_id<Party>(call, "party");
        if (!id)
            return std::nullopt;
        if (!may_see_account(call.caller, *id)) {
            call.refuse(not_found());
            return std::nullopt;
        }
        if (!load<party::State>(call, party_of(*id)))
            return std::nullopt;
        return party_of(*id);
    };
    add_actions<party::Command>(table, "/v1/parties/{party}", "parties", [](std::size_t) { return Scope::accounts; },
        holder, { "register", "correct" });
    auto const target = [](Call& call) -> std::optional<codec::Stream> {
        auto const id = path_id<Party>(call, "party");
        if (!id)
            return std::nullopt;
        if (!may_see_standing(call.caller, *id)) {
            call.refuse(not_found());
            return std::nullopt;
        }
        if (!load<party::State>(call, party_of(*id)))
            return std::nullopt;
        return standing_of(*id);
    };
    // The last ones come from the desk's own machinery alone.
    add_actions<standing::Command>(table, "/v1/suppliers/{party}", "suppliers", &scope_of_command, target,
        { "reserve-limit", "free-limit", "open-dispute", "close-dispute", "note-recourse", "end-cover" });
}

} // namespace recourse::api
