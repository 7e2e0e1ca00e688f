#include "accounts/refusals.hpp"
#include "api/access.hpp"
#include "api/lines.hpp"
#include "api/matter_views.hpp"
#include "app/actions.hpp"
#include "app/stored_event.hpp"
#include "app/views.hpp"

#include <algorithm>

// Feeds: an address at which a calendar program reads a person's days. Whoever knows the address reads them, so it is
// 256 random bits, shown once; what it shows is asked of the rights of that person at each reading.

namespace recourse::api {

namespace {

using accounts::Scope;
using accounts::Secret;

constexpr std::string_view ending = ".ics";
constexpr std::size_t subjects_max = 2'000; ///< matters, and as many claims, of which one feed tells

struct NewFeedBody {
    std::string name; ///< by which the person knows it: "phone"
    std::optional<Id<Matter>> matter; ///< the only one; nothing: all matters and claims of the person's part
    std::optional<std::int64_t> days; ///< how long it is good; nothing: until it is revoked
};
BOOST_DESCRIBE_STRUCT(NewFeedBody, (), (name, matter, days))

struct FeedView {
    Id<accounts::Feed> id;
    std::string name;
    std::optional<Id<Matter>> matter;
    act::Role role = act::Role::buyer;
    Id<Party> party;
    Instant since;
    std::optional<Instant> until;
    std::optional<Instant> used; ///< last, to within an hour
    std::optional<Instant> revoked;
};
BOOST_DESCRIBE_STRUCT(FeedView, (), (id, name, matter, role, party, since, until, used, revoked))

struct MintedFeedView {
    FeedView feed;
    std::string path; ///< behind the address of the desk; shown here and nowhere again
};
BOOST_DESCRIBE_STRUCT(MintedFeedView, (), (feed, path))

struct Feeds {
    std::vector<FeedView> feeds;
};
BOOST_DESCRIBE_STRUCT(Feeds, (), (feeds))

FeedView view_of(accounts::Feed const& feed)
{
    return { feed.id, feed.name, feed.matter == 0 ? std::nullopt : std::optional { Id<Matter> { feed.matter } },
        feed.part.role, feed.part.party, feed.since, feed.until, feed.used, feed.revoked };
}

void make(Call& call)
{
    auto const given = body<NewFeedBody>(call);
    if (!given)
        return;
    accounts::NewFeed wanted { given->name, 0, {} };
    if (given->matter) {
        auto const matter = load<matter::State>(call, stream_of(*given->matter));
        if (!matter)
            return;
        if (!may_see(call.caller, matter->state, call.desk.today()))
            return call.refuse(not_found());
        wanted.matter = given->matter->number;
    }
    if (given->days) { // what is beyond every bound is refused as that
        constexpr std::int64_t day = std::int64_t { 24 } * 3'600 * 1'000'000;
        wanted.until = Instant { call.desk.real_clock().now().micros
            + std::clamp<std::int64_t>(*given->days, 0, 100'000) * day };
    }
    auto const minted = call.desk.accounts().make_feed(call.caller, wanted);
    if (went(call, minted))
        give_secret(call,
            json_of(MintedFeedView {
                view_of(minted->feed), fmt::format("/v1/feeds/{}{}", minted->token.reveal(), ending) }),
            201);
}

void list(Call& call)
{
    auto const feeds = call.desk.accounts().feeds(call.caller.actor.person);
    if (!went(call, feeds))
        return;
    Feeds view;
    for (auto const& one : *feeds)
        view.feeds.push_back(view_of(one));
    call.answer(http::Response::json(json_of(view)).with("Cache-Control", "no-store"));
}

void revoke(Call& call)
{
    auto const id = parse_id<accounts::Feed>(call.request.parameter("feed"));
    if (!id)
        return call.refuse(act::Refusal { &accounts::refusals::no_feed, {}, {} });
    if (went(call, call.desk.accounts().revoke_feed(call.caller, *id)))
        call.answer(http::Response::empty());
}

/// The lines of a party's list, latest change first. False: the store gives no answer.
template <class Line, class Take>
bool latest_lines(Desk& desk, app::View view, Id<Party> party, Take const& take)
{
    std::size_t looked = 0;
    return each_line<Line>(
        desk, view, app::lists_of(view, {}, party), store::Direction::descending, [&](Line const& line) {
            take(line);
            return ++looked < subjects_max;
        });
}

/// What one feed shows.
class Showing {
public:
    Showing(Call& call, accounts::Feed const& feed) : call_(call), feed_(feed), language_(call.caller.language) { }

    /// False: the store gives no answer.
    bool gather()
    {
        if (feed_.matter != 0) {
            add(Id<Matter> { feed_.matter });
            return true;
        }
        bool const of_buyer
            = call_.caller.actor.role == act::Role::buyer || call_.caller.actor.role == act::Role::counsel;
        auto const party = call_.caller.actor.party;
        if (of_buyer && !latest_lines<app::MatterLine>(call_.desk, app::View::matters, party, [&](auto const& line) {
                add(line.id);
            }))
            return false;
        return latest_lines<app::ClaimLine>(call_.desk, app::View::claims, party, [&](auto const& line) {
            if (may_be_listed(call_.caller, line))
                add(line.id);
        });
    }

    std::string calendar() const
    {
        bool const zh = language_ == Language::zh;
        auto const title = feed_.matter == 0 ? std::string { zh ? "期限" : "Deadlines" } : title_;
        return render::render_ics(
            days_, { "Feed", title, call_.desk.today(), language_ }, fmt::format("feed {}", to_string(feed_.id)));
    }

private:
    void add(Id<Matter> id)
    {
        auto const matter = peek<matter::State>(call_.desk, stream_of(id));
        if (matter.version == 0 || !may_see(call_.caller, matter.state, call_.desk.today()))
            return;
        title_ = matter.state.title;
        note(call_, "matter", id.number, accounts::Deed::read);
        auto days = calendar_days(call_.desk, id, matter.state, language_);
        for (auto& one : days) {
            one.key = fmt::format("{}-{}", to_string(id), one.key); // two matters have the same deadlines
            days_.push_back(std::move(one));
        }
    }

    void add(Id<Claim> id)
    {
        auto const claim = peek<claim::State>(call_.desk, { codec::Subject::claim, id.number });
        if (claim.version == 0 || claim.state.phase == claim::Phase::closed || !may_see(call_.caller, claim.state))
            return;
        auto const order = peek<order::State>(call_.desk, { codec::Subject::order, claim.state.order.number });
        auto const books = call_.desk.books();
        auto const today = call_.desk.today();
        auto const seen = app::view(id, claim.state, claim.state.order, order.state, call_.caller.actor, *books,
            { call_.desk.clock().now(), today });
        bool any = false;
        for (auto const& due : seen.due) {
            if (due.who != side() || due.day < today)
                continue;
            any = true;
            days_.push_back({ .key = fmt::format("{}-{}-{}", to_string(id), due.rule, due.number),
                .day = due.day,
                .summary = summary(id, due),
                .description = { due.counting },
                .category = to_string(id),
                .url = {},
                .tentative = false,
                .lapses = false });
        }
        if (any)
            note(call_, "claim", id.number, accounts::Deed::read);
    }

    /// Whose acts are the person's: counsel acts for its side.
    act::Role side() const
    {
        auto const role = call_.caller.actor.role;
        return role == act::Role::counsel         ? act::Role::buyer
            : role == act::Role::supplier_counsel ? act::Role::supplier
                                                  : role;
    }

    std::string summary(Id<Claim> id, claim::DueDay const& due) const
    {
        if (language_ == Language::zh)
            return fmt::format("{}：{}{}", to_string(id), due.what, due.not_before ? "（最早）" : "（最迟）");
        return fmt::format("{}: {} ({})", to_string(id), due.what, due.not_before ? "from this day" : "last day");
    }

    Call& call_;
    accounts::Feed const& feed_;
    Language language_;
    std::vector<render::CalendarDay> days_;
    std::string title_;
};

void read(Call& call)
{
    auto const name = call.request.parameter("feed");
    if (!name.ends_with(ending))
        return call.refuse(not_found());
    auto const found = call.desk.accounts().read_feed(Secret { name.substr(0, name.size() - ending.size()) });
    if (!found) {
        if (found.error().refusal() == nullptr)
            return call.refuse(unavailable());
        return call.refuse(not_found()); // one answer, whatever is wrong with it
    }
    call.caller = found->caller;
    if (!caught_up(call))
        return;
    Showing showing { call, found->feed };
    if (!showing.gather())
        return call.refuse(unavailable());
    auto const calendar = showing.calendar();
    auto const tag = http::content_tag(calendar);
    bool const known
        = http::check_preconditions(call.request.method, call.request.headers, tag) == http::Precondition::not_modified;
    auto response = known ? http::Response::empty(304) : http::Response::text(calendar);
    if (!known)
        response.headers.set("Content-Type", "text/calendar; charset=utf-8");
    call.answer(std::move(response)
            .with("ETag", tag)
            .with("Cache-Control", "private, no-cache")
            .with("X-Content-Type-Options", "nosniff")
            .with("Referrer-Policy", "no-referrer"));
}

} // namespace

void add_feeds(std::vector<Operation>& table)
{
    using http::Method;
    table.push_back({ .method = Method::post,
        .path = "/v1/feeds",
        .id = "feeds.make",
        .summary = "Makes an address at which a calendar program reads the person's days; it is shown once",
        .scope = Scope::read,
        .takes = taken<NewFeedBody>(),
        .gives = given<MintedFeedView>(),
        .status = 201,
        .runs = http::Runs::aside,
        .run = make });
    table.push_back({ .path = "/v1/feeds",
        .id = "feeds.list",
        .summary = "The person's own feeds",
        .scope = Scope::read,
        .gives = given<Feeds>(),
        .runs = http::Runs::aside,
        .run = list });
    table.push_back({ .method = Method::post,
        .path = "/v1/feeds/{feed}/revoke",
        .id = "feeds.revoke",
        .summary = "Revokes a feed",
        .scope = Scope::read,
        .status = 204,
        .runs = http::Runs::aside,
        .run = revoke });
    table.push_back({ .path = "/v1/feeds/{feed}",
        .id = "feeds.read",
        .summary = "The days as a calendar (RFC 5545); feed is the secret of the address, with .ics behind it",
        .gives =
            [](codec::JsonWriter& json) {
                json.begin_object();
                json.key("type");
                json.string("string");
                json.end_object();
            },
        .runs = http::Runs::aside,
        .run = read,
        .gives_type = "text/calendar" });
}

} // namespace recourse::api
