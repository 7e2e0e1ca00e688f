#include "app/audit.hpp"
#include "app/desk_test.hpp"
#include "app/recounts.hpp"

// A new notice of holidays moves the days of matters by itself.

namespace recourse::app {

namespace {

/// The shipped books, with notices up to that year.
std::shared_ptr<RuleBooks const> books_until(int year)
{
    static auto const loaded = catalog::shipped_world(false);
    auto world = std::make_shared<casework::World>(*loaded->world);
    auto& calendar = world->calendars.at("cn");
    time::CalendarBuilder builder("cn");
    builder.zone(beijing);
    for (auto const one : calendar.years()) {
        if (one <= year)
            builder.add(*calendar.year(one));
    }
    auto built = builder.build();
    EXPECT_TRUE(built);
    calendar = *std::move(built);
    return std::make_shared<RuleBooks const>(
        std::move(world), std::vector<RunProgramme> { { "alibaba-trade-assurance", "current-help", { 200 } } });
}

/// Matters whose limitation runs out on 2 October 2026, a holiday of 2026.
struct Suits : Desk {
    std::vector<Stream> matters;

    explicit Suits(std::size_t count) : Desk(std::make_unique<store::MemoryStore>(), books_until(2025))
    {
        auto const client = party("Buyer");
        act::Actor const buyer { act::Role::buyer, client, { 20 } };
        limitation::Footing footing;
        footing.law = limitation::Law::general;
        footing.known_on = Date::of(2023, 10, 2);
        for (std::size_t i = 0; i < count; ++i) {
            matter::OpenOutside const open { {}, "Teak Co", "", "USD", matter::PaperLanguage::en, "Chairs" };
            matters.push_back(run(buyer, { Subject::matter, 0 }, matter::Command { open }).target);
            EXPECT_EQ(run(buyer, matters.back(), matter::Command { matter::StateFooting { footing } }).code, "");
        }
    }
    limitation::Row row(Stream which)
    {
        for (auto const& one : state<matter::State>(which).days) {
            if (one.row.rule == limitation::RuleId::limitation_three)
                return one.row;
        }
        ADD_FAILURE() << "no limitation";
        return {};
    }
    /// The desk starts again, by these books.
    void start_by(std::shared_ptr<RuleBooks const> books)
    {
        rules = std::move(books);
        start();
        EXPECT_TRUE(pipeline->wait_projected(pipeline->durable(), std::chrono::seconds(10)));
    }
};

} // namespace

TEST(Recounts, find_every_matter_that_another_calendar_moves_and_then_rest)
{
    for (std::size_t const at_once : { 1U, 2U, 3U, 100U }) {
        Suits desk(3);
        for (auto const one : desk.matters) {
            EXPECT_EQ(desk.row(one).due, Date::of(2026, 10, 2));
            EXPECT_TRUE(desk.row(one).provisional);
        }
        auto books = books_until(2026);
        desk.start_by(books);
        Recounts recounts(*desk.pipeline, desk.store, [&] { return books; });
        Scheduler scheduler(*desk.pipeline, desk.store, desk.clock, beijing);
        scheduler.beside([&](std::size_t) { return recounts.next(at_once); });
        for (int looks = 0; looks < 20; ++looks)
            scheduler.catch_up();
        for (auto const one : desk.matters) {
            EXPECT_EQ(desk.row(one).due, Date::of(2026, 10, 8)) << at_once;
            EXPECT_FALSE(desk.row(one).provisional);
        }
        // It goes on only when the books are others; the same days again change nothing.
        auto const last = desk.pipeline->durable();
        EXPECT_TRUE(recounts.next(100).empty());
        books = books_until(2026);
        for (int looks = 0; looks < 20; ++looks)
            scheduler.catch_up();
        EXPECT_EQ(desk.pipeline->durable(), last);
        auto const found = audit(desk.store, desk.rules, beijing);
        ASSERT_TRUE(found) << found.error();
        EXPECT_TRUE(found->findings.empty()) << found->findings.front();
    }
}

TEST(Recounts, leave_closed_matters_and_those_alone_that_nothing_moves)
{
    Suits desk(2);
    act::Actor const buyer { act::Role::buyer, desk.state<matter::State>(desk.matters[0]).client, { 20 } };
    EXPECT_EQ(
        desk.run(buyer, desk.matters[0], matter::Command { matter::Close { matter::Ending::withdrawn, "paid", {} } })
            .code,
        "");
    limitation::Footing footing;
    footing.law = limitation::Law::general;
    footing.known_on = Date::of(2022, 5, 10);
    EXPECT_EQ(desk.run(buyer, desk.matters[1], matter::Command { matter::StateFooting { footing } }).code, "");
    auto const books = books_until(2026);
    desk.start_by(books);
    Recounts recounts(*desk.pipeline, desk.store, [&] { return books; });
    EXPECT_TRUE(recounts.next(100).empty());
}

} // namespace recourse::app
