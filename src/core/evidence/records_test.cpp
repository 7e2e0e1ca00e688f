#include "core/evidence/records.hpp"

#include "core/evidence/desk_test.hpp"

namespace recourse::evidence {

namespace {

/// The records of the last command, which `actor` sent as event 1234.
std::vector<ActRecord> records(Desk const& desk, act::Actor const& actor)
{
    std::vector<ActRecord> all;
    for (auto const& event : desk.last) {
        for (auto& one : records_of(event, { { 17 }, desk.state, actor, { 5 }, 1234 }))
            all.push_back(std::move(one));
    }
    return all;
}

} // namespace

TEST(Records, an_exhibit_that_came_in)
{
    Desk desk;
    desk.open();
    EXPECT_TRUE(records(desk, buyer).empty());
    auto photo = exhibit_of("photo");
    photo.source = { "the warehouse", "Ms Li", "Huawei P60", "wechat: li", "Camera 3" };
    photo.collected = { day(3), day(5), "before the rain" };
    auto const id = desk.made<Exhibit>(counsel, AddExhibit { own, photo, {} });
    auto const got = records(desk, counsel);
    ASSERT_EQ(got.size(), 1);
    auto const& one = got.front();
    EXPECT_EQ(one.deed, Deed::received);
    EXPECT_EQ(one.digest, photo.digest);
    EXPECT_EQ(one.size, 5u);
    EXPECT_EQ(one.subject, "V-17");
    EXPECT_EQ(one.actor, "counsel P-11 U-21");
    EXPECT_EQ(one.at, Instant { 5 });
    EXPECT_EQ(one.how, "Huawei P60; Camera 3");
    EXPECT_EQ(one.place, (Place { 1234, 0 }));
    EXPECT_EQ(one.note,
        "exhibit: " + to_string(id)
            + "\ncompartment: buyer-and-counsel\noriginal name: photo.jpg\nmedia type: image/jpeg\nform: unknown\n"
              "from: the warehouse\ncollected by: Ms Li\n"
              "collected: not before 2026-01-04, not after 2026-01-06, before the rain\naccount: wechat: li");
    EXPECT_EQ(one.compartment, own);
    EXPECT_EQ(one.exhibits, std::vector { id });
    auto original = exhibit_of("paper");
    original.form = Form::original;
    EXPECT_EQ(desk(buyer, AddExhibit { own, original, {} }), "");
    EXPECT_EQ(records(desk, buyer).front().deed, Deed::collected);
}

TEST(Records, what_is_made_of_others_names_them_where_its_readers_may_know)
{
    Desk desk;
    desk.open();
    auto const open = desk.exhibit(buyer, shared, "open");
    auto const closed = desk.exhibit(buyer, own, "closed");
    auto const derive = [&](Derivation how, std::string const& text) {
        EXPECT_EQ(
            desk(buyer, AddExhibit { shared, exhibit_of(text), Derived { how, { open, closed }, "Mr Wu", "tool 1" } }),
            "");
        return records(desk, buyer);
    };
    auto const got = derive(Derivation::redacted, "copy");
    ASSERT_EQ(got.size(), 2);
    EXPECT_EQ(got[0].deed, Deed::redacted);
    EXPECT_EQ(got[0].parents, std::vector { sha256("open") });
    EXPECT_EQ(got[0].place, (Place { 1234, 0 }));
    EXPECT_EQ(got[0].how, "tool 1");
    // The chain to what only the buyer's side reads is in a record that only it reads.
    EXPECT_EQ(got[1].digest, sha256("closed"));
    EXPECT_EQ(got[1].compartment, own);
    EXPECT_EQ(got[1].place, (Place { 1234, 1 }));
    EXPECT_EQ(got[1].how, "");
    EXPECT_TRUE(got[1].note.starts_with("made of it: " + to_string(sha256("copy"))));
    EXPECT_FALSE(got[0].note.contains(to_string(closed)));
    EXPECT_EQ(derive(Derivation::translation, "t").front().deed, Deed::translated);
    EXPECT_EQ(derive(Derivation::text_layer, "l").front().deed, Deed::derived);
}

TEST(Records, of_every_other_act)
{
    Desk desk;
    desk.order.over_on = day(10);
    desk.today = day(10).plus_years(3).plus_days(1);
    desk.open();
    auto const a = desk.exhibit(buyer, shared, "a"), b = desk.exhibit(buyer, shared, "b");
    desk.exhibit(counsel, own, "a");
    auto const after = [&](act::Actor const& actor, Command const& command) {
        EXPECT_EQ(desk(actor, command), "");
        std::vector<std::string> lines;
        for (auto const& one : records(desk, actor)) {
            auto const of = one.digest == sha256("a") ? "a" : one.digest == sha256("b") ? "b" : "-";
            lines.push_back(fmt::format("{}.{} {} {} {}| {}", one.place.sequence, one.place.index, word(one.deed), of,
                one.how.empty() ? "" : one.how + " ", one.note));
        }
        return lines;
    };
    using Lines = std::vector<std::string>;
    EXPECT_EQ(after(buyer, Number { shared, { b, a }, {} }),
        (Lines { "1234.0 numbered b | number: E1", "1234.1 numbered a | number: E2" }));
    EXPECT_EQ(after(buyer, ViewOriginal { a, day(5), "Ms Li", "on the phone" }),
        (Lines { "1234.0 viewed-original a | seen on: 2026-01-06\nseen by: Ms Li\nnote: on the phone" }));
    Handing const given { { a }, Parcel::bundle, "the court", "courier", sha256("z"), "" };
    EXPECT_EQ(after(buyer, HandOver { shared, given }),
        (Lines { "1234.0 handed-over a courier | to: the court\nas: bundle\ndigest: " + to_string(sha256("z")) }));
    EXPECT_TRUE(after(buyer, TakeOut { shared, given }).front().starts_with("1234.0 exported a "));
    EXPECT_TRUE(after(buyer, Seal { shared, given }).front().starts_with("1234.0 sealed a "));
    Id<Hold> const all { desk.next };
    EXPECT_EQ(after(counsel, PlaceHold { own, { "Order 5", "why", {}, {} } }),
        (Lines { "1234.0 held - | hold: " + to_string(all) + "\norder: Order 5\nuntil: it is let go\nreason: why" }));
    EXPECT_EQ(after(counsel, LetGo { all, "settled" }),
        (Lines { "1234.0 released - | hold: " + to_string(all) + "\nreason: settled" }));
    EXPECT_TRUE(
        after(counsel, PlaceHold { shared, { "Order 6", "", day(3000), { a, b } } })[1].starts_with("1234.1 held b "));
    EXPECT_EQ(desk(counsel, LetGo { { all.number + 2 }, "r" }), "");
    EXPECT_EQ(after(officer, ProposeErasure { sha256("a"), "personal", "Order 9" }), Lines {});
    // One object in two compartments: whoever reads one of them may know.
    auto const note = "order: Order 9\nreason: personal\nproposed by: officer U-23";
    EXPECT_EQ(after(second, ConfirmErasure { sha256("a") }),
        (Lines { fmt::format("1234.0 erased a | {}", note), fmt::format("1234.1 erased a | {}", note) }));
    EXPECT_EQ(after(buyer, WithdrawExhibit { b, "sent twice" }),
        (Lines { "1234.0 withdrawn b | number: E1\nreason: sent twice" }));
    EXPECT_EQ(after(buyer, WithdrawExhibit { desk.exhibit(buyer, shared, "c"), "r" }),
        (Lines { "1234.0 withdrawn - | reason: r" }));
}

TEST(Records, fit_into_the_log_of_the_vault)
{
    Desk desk;
    desk.open();
    auto long_one = exhibit_of("x");
    long_one.source = { std::string(512, 'f'), "", std::string(511, 'd') + "d", "", "文" + std::string(500, 't') };
    long_one.description.note = std::string(8'000, 'n');
    EXPECT_EQ(desk(buyer, AddExhibit { own, long_one, {} }), "");
    auto const record = records(desk, buyer).front();
    EXPECT_LE(record.how.size(), 512u);
    EXPECT_LE(record.note.size() + std::string_view { "\nevent 18446744073709551615.4294967295" }.size(), 16u * 1024);
    long_one = exhibit_of("y");
    // The cut falls into a character of three bytes.
    long_one.source.device = std::string(508, 'd');
    long_one.source.tool = "文文";
    EXPECT_EQ(desk(buyer, AddExhibit { own, long_one, {} }), "");
    EXPECT_EQ(records(desk, buyer).front().how, std::string(508, 'd') + "; ");
}

} // namespace recourse::evidence
