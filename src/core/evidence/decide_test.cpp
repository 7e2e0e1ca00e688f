#include "core/evidence/desk_test.hpp"

#include "core/evidence/refusals.hpp"

#include <set>

namespace recourse::evidence {

namespace {

using Marks = std::vector<std::string>;

/// A line of a table: who does what, and what becomes of it.
struct Line {
    act::Actor who;
    Command command;
    std::string becomes;
};

void run(Desk& desk, std::vector<Line> const& lines)
{
    for (std::size_t i = 0; i < lines.size(); ++i)
        EXPECT_EQ(desk(lines[i].who, lines[i].command), lines[i].becomes) << "line " << i;
}

template <class Change>
Exhibit changed(Exhibit exhibit, Change const& change)
{
    change(exhibit);
    return exhibit;
}

Handing handing(std::vector<Id<Exhibit>> exhibits, std::string to = "the court")
{
    return { std::move(exhibits), Parcel::packet, std::move(to), "courier", {}, "" };
}

/// A dossier of an order that is long over, with one exhibit in each compartment.
struct Filled : Desk {
    Id<Exhibit> e, b, s, g;

    Filled()
    {
        order.over_on = day(10);
        open();
        e = exhibit(buyer, shared, "seen");
        b = exhibit(counsel, own, "ours");
        s = exhibit(supplier, theirs, "theirs");
        g = exhibit(officer, caucus, "caucus");
    }
};

} // namespace

TEST(Dossier, of_an_order_is_opened_once_for_both_sides)
{
    Desk desk;
    run(desk,
        {
            { buyer, MakeGroup { shared, {} }, "not_found" },
            { { Role::carrier, stranger, {} }, Open { "t", "" }, "wrong_role" },
            { auditor, Open { "t", "" }, "wrong_role" },
            { { Role::buyer, stranger, {} }, Open { "t", "" }, "not_a_party" },
            { { Role::supplier, buyer_party, {} }, Open { "t", "" }, "not_a_party" },
            { buyer, Open { "", "" }, "no_text" },
            { buyer, Open { std::string(513, 'x'), "" }, "text_too_long" },
            { buyer, Open { "a\nb", "" }, "control_characters" },
            { supplier_counsel, Open { "Chairs", "椅子" }, "" },
            { supplier, Open { "another", "" }, "so" },
            { buyer, Open { "", "" }, "so" },
            { officer, Open { "", "" }, "so" },
        });
    EXPECT_EQ(desk.state.order, Id<Order> { 17 });
    EXPECT_EQ(desk.state.buyer, buyer_party);
    EXPECT_EQ(desk.state.supplier, supplier_party);
    Desk without;
    without.has_order = false;
    run(without, { { buyer, Open { "t", "" }, "no_order" } });
}

TEST(Dossier, without_an_order_is_the_buyers_alone)
{
    auto const refused = [](act::Actor const& actor, OpenAlone const& command, bool knows = true) {
        Desk desk;
        desk.has_order = false;
        desk.knows_buyer = knows;
        return desk(actor, command);
    };
    OpenAlone const for_self { {}, "Teak Co", "Chairs", "" };
    OpenAlone const for_buyer { buyer_party, "Teak Co", "Chairs", "" };
    EXPECT_EQ(refused(supplier, for_self), "wrong_role");
    EXPECT_EQ(refused(auditor, for_buyer), "wrong_role");
    EXPECT_EQ(refused({ Role::buyer, stranger, {} }, for_buyer), "not_a_party");
    EXPECT_EQ(refused(officer, for_self), "unknown_buyer");
    EXPECT_EQ(refused(officer, for_buyer, false), "unknown_buyer");
    EXPECT_EQ(refused(buyer, { {}, "", "Chairs", "" }), "no_text");
    EXPECT_EQ(refused(buyer, { {}, "Teak Co", "", "" }), "no_text");
    EXPECT_EQ(refused(officer, for_buyer), "");
    Desk desk;
    desk.has_order = false;
    run(desk,
        {
            { counsel, for_self, "" },
            { counsel, for_self, "exists" },
            { buyer, AddExhibit { own, exhibit_of("a"), {} }, "" },
            { supplier, AddExhibit { shared, exhibit_of("b"), {} }, "not_a_party" },
        });
    EXPECT_FALSE(takes_part(desk.state, supplier));
    EXPECT_EQ(desk.state.buyer, buyer_party);
    EXPECT_FALSE(desk.state.order);
}

TEST(Dossier, every_guard_of_adding_an_exhibit)
{
    Filled desk;
    auto const good = exhibit_of("new");
    auto const with = [&](auto const& change) { return AddExhibit { shared, changed(good, change), {} }; };
    auto const from = [&](Id<Exhibit> parent, std::optional<Compartment> in = shared) {
        return AddExhibit { in, good, Derived { Derivation::redacted, { parent }, "", "" } };
    };
    run(desk,
        {
            // What lies where the actor does not read is not there, before it is asked who he is.
            { supplier, from(desk.b), "no_exhibit" },
            { inspector, from({ 999 }), "no_exhibit" },
            { inspector, AddExhibit { shared, good, {} }, "wrong_role" },
            { auditor, AddExhibit { shared, good, {} }, "wrong_role" },
            { { Role::buyer, stranger, {} }, AddExhibit { {}, good, {} }, "not_a_party" },
            { buyer, AddExhibit { {}, good, {} }, "no_compartment" },
            { buyer, AddExhibit { theirs, good, {} }, "not_your_compartment" },
            { buyer, AddExhibit { caucus, good, {} }, "not_your_compartment" },
            { officer, AddExhibit { own, good, {} }, "not_your_compartment" },
            { supplier, AddExhibit { shared, exhibit_of("seen"), {} }, "same_bytes" },
            { buyer, AddExhibit { shared, exhibit_of("seen"), {} }, "so" },
            { buyer,
                AddExhibit { shared, changed(exhibit_of("seen"), [](auto& x) { x.description.note = "other"; }), {} },
                "same_bytes" },
            { buyer, with([](auto& x) { x.size = 99; }), "" },
        });
    auto const refused = [&](Command const& command) {
        Filled fresh;
        return fresh(buyer, command);
    };
    EXPECT_EQ(refused(with([](auto& x) { x.file_name = ""; })), "no_text");
    EXPECT_EQ(refused(with([](auto& x) { x.file_name = "a\tb"; })), "control_characters");
    EXPECT_EQ(refused(with([](auto& x) { x.source.from = ""; })), "no_text");
    EXPECT_EQ(refused(with([](auto& x) { x.description.title = ""; })), "no_text");
    EXPECT_EQ(refused(with([](auto& x) { x.description.note = std::string(8'193, 'x'); })), "text_too_long");
    EXPECT_EQ(refused(with([](auto& x) { x.description.note = "a\tb\nc"; })), "");
    for (auto const* type : { "", "image", "image/", "/jpeg", "image/jp eg", "image/jpeg; q=1" })
        EXPECT_EQ(refused(with([&](auto& x) { x.media_type = type; })), "no_media_type") << type;
    EXPECT_EQ(refused(with([](auto& x) { x.media_type = "application/vnd.ms-outlook"; })), "");
    for (auto const* country : { "C", "cn", "CHN" })
        EXPECT_EQ(refused(with([&](auto& x) { x.origin.country = country; })), "no_country") << country;
    for (auto const* language : { "z", "Zh", "zh-", "zh_CN", "chinese" })
        EXPECT_EQ(refused(with([&](auto& x) { x.origin.language = language; })), "no_language") << language;
    EXPECT_EQ(refused(with([](auto& x) { x.origin.language = "zh-Hant-HK"; })), "");
    EXPECT_EQ(refused(with([](auto& x) { x.origin.against = Hand::platform; })), "no_interest");
    EXPECT_EQ(refused(with([](auto& x) { x.collected = { day(5), day(4), "" }; })), "dates_turned");
    EXPECT_EQ(refused(with([](auto& x) { x.collected = { day(101), {}, "" }; })), "in_the_future");
    EXPECT_EQ(refused(with([](auto& x) { x.collected = { day(100), day(100), "" }; })), "");
    EXPECT_EQ(refused(AddExhibit { shared, good, Derived {} }), "no_parents");
    // A redacted copy is made to be shown where its original is not.
    EXPECT_EQ(refused(from(desk.b)), "");
    Filled empty;
    empty.keeps = false;
    EXPECT_EQ(empty(buyer, AddExhibit { shared, good, {} }), "not_kept");
    empty.keeps = true;
    empty.size_off = 1;
    EXPECT_EQ(empty(buyer, AddExhibit { shared, good, {} }), "size_differs");
}

TEST(Dossier, an_exhibit_is_corrected_and_taken_back_by_its_own_side)
{
    Filled desk;
    auto const described = exhibit_of("better").description;
    run(desk,
        {
            { supplier, DescribeExhibit { desk.b, {}, described }, "no_exhibit" },
            { supplier, DescribeExhibit { desk.e, {}, described }, "not_yours" },
            { officer, DescribeExhibit { desk.e, {}, described }, "not_yours" },
            { counsel, DescribeExhibit { desk.e, {}, {} }, "no_text" },
            { counsel, DescribeExhibit { desk.e, {}, described }, "" },
            { counsel, DescribeExhibit { desk.e, {}, described }, "so" },
            { supplier, WithdrawExhibit { desk.b, "r" }, "no_exhibit" },
            { auditor, WithdrawExhibit { desk.e, "r" }, "wrong_role" },
            { supplier, WithdrawExhibit { desk.e, "r" }, "not_yours" },
            { buyer, WithdrawExhibit { desk.e, "" }, "no_text" },
            { buyer, Number { shared, { desk.e }, {} }, "" },
            { buyer, WithdrawExhibit { desk.e, "wrong file" }, "" },
            { buyer, WithdrawExhibit { desk.e, "again" }, "so" },
            { buyer, DescribeExhibit { desk.e, {}, exhibit_of("late").description }, "withdrawn" },
            // The bytes may come in again, under a number of their own.
            { buyer, AddExhibit { shared, exhibit_of("seen"), {} }, "" },
            { buyer, Number { shared, {}, {} }, "" },
        });
    EXPECT_EQ(desk.marks(supplier), (Marks { "E1", "-", "E2" }));
}

TEST(Dossier, numbers_are_given_once_in_each_compartment)
{
    Filled desk;
    auto const e2 = desk.exhibit(supplier, shared, "second");
    auto const e3 = desk.exhibit(buyer, shared, "third");
    auto const group
        = desk.made<Group>(buyer, MakeGroup { shared, { "Defects", "缺陷", "that the chairs crack", "" } });
    auto const own_group = desk.made<Group>(counsel, MakeGroup { own, { "Advice", "", "", "" } });
    run(desk,
        {
            { supplier, Number { shared, { desk.b }, {} }, "no_exhibit" },
            { supplier, Number { shared, {}, own_group }, "no_group" },
            { auditor, Number { shared, { e2 }, {} }, "wrong_role" },
            { buyer, Number { {}, { desk.e }, {} }, "no_compartment" },
            { buyer, Number { theirs, { desk.e }, {} }, "not_your_compartment" },
            { supplier, Number { shared, { e2 }, group }, "not_yours" },
            { buyer, Number { shared, { e2 }, {} }, "not_yours" },
            { buyer, Number { own, { desk.e }, {} }, "other_compartment" },
            { buyer, Number { shared, { desk.b }, {} }, "not_for_all" },
            { buyer, Number { shared, { e3 }, own_group }, "other_compartment" },
            { buyer, Number { shared, { e3, e3 }, {} }, "named_twice" },
            { buyer, Number { shared, { e3 }, group }, "" },
            { buyer, Number { shared, { e3 }, {} }, "so" },
            { buyer, Number { shared, {}, {} }, "" }, // the rest of its own, not the supplier's
            { buyer, Number { shared, {}, {} }, "so" },
            { counsel, Number { own, {}, own_group }, "" },
        });
    EXPECT_EQ(desk.marks(buyer), (Marks { "E2", "B1", "-", "E1" }));
    EXPECT_EQ(desk.marks(supplier), (Marks { "E2", "-", "-", "E1" }));
    run(desk,
        {
            { officer, Number { shared, {}, {} }, "" },
            { supplier, Number { shared, { e2 }, {} }, "so" },
            { buyer, PutInGroup { own_group, { desk.e } }, "other_compartment" },
            { buyer, PutInGroup { group, { desk.b } }, "not_for_all" },
            { buyer, PutInGroup { group, {} }, "names_none" },
            { supplier, PutInGroup { group, { e2 } }, "not_yours" },
            { supplier, PutInGroup { own_group, { e2 } }, "no_group" },
            { officer, PutInGroup { group, { e2, desk.e } }, "" },
            { officer, PutInGroup { group, { e2 } }, "so" },
        });
    EXPECT_EQ(desk.marks(auditor), (Marks { "E2", "-", "E3", "E1" }));
    EXPECT_EQ(find(desk.state, e2)->group, group);
    auto const late = desk.exhibit(buyer, shared, "late");
    run(desk,
        {
            { buyer, WithdrawExhibit { late, "r" }, "" },
            { buyer, Number { shared, { late }, {} }, "withdrawn" },
            { buyer, Number { shared, {}, {} }, "so" },
        });
    EXPECT_EQ(find(desk.state, group)->number, 1u);
    EXPECT_EQ(find(desk.state, own_group)->number, 1u); // a series of its own
}

TEST(Dossier, facts_issues_and_links)
{
    Filled desk;
    Fact const fact { "The chairs came", "", { day(3), day(5), "in the first days of January" }, false };
    auto const f = desk.made<Fact>(buyer, AddFact { shared, fact });
    auto const hidden = desk.made<Fact>(counsel, AddFact { own, { "Our own weak point", "", {}, true } });
    auto const i = desk.made<Issue>(officer, AddIssue { shared, { "Were they sound?", "", "CISG 35" } });
    auto const their_issue = desk.made<Issue>(supplier, AddIssue { theirs, { "Notice", "", "" } });
    auto const link = [&](std::optional<Compartment> in, std::optional<Id<Fact>> of, std::optional<Id<Issue>> to,
                          std::optional<Id<Exhibit>> by, std::string pages = "") {
        return AddLink { in, { of, to, by, std::move(pages), "that they crack", "" } };
    };
    run(desk,
        {
            { auditor, AddFact { shared, fact }, "wrong_role" },
            { buyer, AddFact { {}, fact }, "no_compartment" },
            { buyer, AddFact { shared, fact }, "so" },
            { buyer, AddFact { shared, {} }, "no_text" },
            { buyer, AddFact { shared, { "t", "", { day(5), day(4), "" }, false } }, "dates_turned" },
            { supplier, ReviseFact { hidden, fact }, "no_fact" },
            { supplier, ReviseFact { f, { "else", "", {}, true } }, "not_yours" },
            { counsel, ReviseFact { f, fact }, "so" },
            { counsel, ReviseFact { f, { "else", "", {}, true } }, "" },
            { buyer, ReviseIssue { i, { "t", "", "" } }, "not_yours" },
            { buyer, DropIssue { i }, "not_yours" },
            { buyer, link(shared, f, their_issue, {}), "no_issue" },
            { supplier, link(shared, hidden, i, {}), "no_fact" },
            { supplier, link(shared, f, i, desk.b), "no_exhibit" },
            { auditor, link(shared, f, i, {}), "wrong_role" },
            { buyer, link({}, f, i, {}), "no_compartment" },
            { buyer, link(shared, f, {}, {}), "joins_nothing" },
            { counsel, link(shared, f, {}, desk.b), "not_for_all" },
            { counsel, link(shared, hidden, i, {}), "not_for_all" },
            { counsel, link(own, f, i, desk.b, "1"), "" },
            { counsel, link(own, f, i, desk.b, "1"), "so" },
            { buyer, link(shared, f, i, {}, "3"), "bad_pages" },
            { buyer, link(shared, f, i, desk.e, "3-2"), "bad_pages" },
            { buyer, link(shared, f, i, desk.e, "3, 12-14"), "" },
        });
    auto const l = desk.made<Link>(buyer, link(shared, f, {}, desk.e));
    EXPECT_EQ(seen(desk.state, counsel).links.size(), 3);
    EXPECT_EQ(seen(desk.state, supplier).links.size(), 2);
    EXPECT_EQ(seen(desk.state, supplier).facts.size(), 1);
    run(desk,
        {
            { supplier, DropLink { l }, "not_yours" },
            { buyer, DropLink { l }, "" },
            { buyer, DropLink { l }, "so" },
            { buyer, DropFact { f }, "" },
            { buyer, DropFact { f }, "so" },
            { buyer, ReviseFact { f, fact }, "dropped" },
            { buyer, link(shared, f, i, {}), "dropped" },
        });
    EXPECT_TRUE(seen(desk.state, counsel).links.empty()); // their fact is not shown any more
    EXPECT_EQ(seen(desk.state, counsel).facts.size(), 1);
}

TEST(Dossier, pages_are_numbers_and_ranges_in_order)
{
    auto const counted = [](std::string_view pages) { return last_page(pages).value_or(0); };
    EXPECT_EQ(counted("1"), 1u);
    EXPECT_EQ(counted("3, 12-14"), 14u);
    EXPECT_EQ(counted("1,2,5-6, 9"), 9u);
    for (auto const* wrong : { "", "0", "01", "a", "1-", "-1", "1,", "1, ", "1,  2", "2-2", "3-1", "3, 2", "1-3, 3",
             "1 2", "4294967296", "1;2", "+1", " 1" })
        EXPECT_EQ(counted(wrong), 0u) << wrong;
}

TEST(Dossier, the_pages_of_an_exhibit_end_where_it_does)
{
    Desk desk;
    desk.open();
    auto paper = exhibit_of("paper");
    paper.description.pages = 12;
    auto const e = desk.made<Exhibit>(buyer, AddExhibit { shared, paper, {} });
    auto const f = desk.made<Fact>(buyer, AddFact { shared, { "t", "", {}, false } });
    run(desk,
        {
            { buyer, AddLink { shared, { f, {}, e, "12-13", "", "" } }, "bad_pages" },
            { buyer, AddLink { shared, { f, {}, e, "11-12", "", "" } }, "" },
        });
}

TEST(Dossier, what_was_done_with_originals)
{
    Filled desk;
    auto const done = [](Step step, std::string language = "") {
        return StepDone { step, day(50), "Notary Li", "No. 3", std::move(language) };
    };
    run(desk,
        {
            { supplier, ViewOriginal { desk.b, day(50), "Ms Li", "" }, "no_exhibit" },
            { auditor, ViewOriginal { desk.e, day(50), "Ms Li", "" }, "wrong_role" },
            { supplier, ViewOriginal { desk.e, day(101), "Ms Li", "" }, "in_the_future" },
            { supplier, ViewOriginal { desk.e, day(50), "", "" }, "no_text" },
            { supplier, ViewOriginal { desk.e, day(50), "Ms Li", "on the phone" }, "" },
            { buyer, ViewOriginal { desk.e, day(50), "Ms Li", "" }, "so" },
            { supplier, RecordStep { desk.e, done(Step::notarised) }, "not_yours" },
            { buyer, RecordStep { desk.e, done(Step::original_seen) }, "no_step" },
            { buyer, RecordStep { desk.e, done(Step::translated) }, "no_language" },
            { buyer, RecordStep { desk.e, done(Step::notarised, "zh") }, "no_language" },
            { buyer, RecordStep { desk.e, done(Step::notarised) }, "" },
            { officer, RecordStep { desk.e, done(Step::translated, "zh") }, "" },
            { officer, RecordStep { desk.e, done(Step::translated, "zh") }, "so" },
        });
    EXPECT_EQ(find(desk.state, desk.e)->steps.size(), 3);
}

TEST(Dossier, holds_are_placed_and_let_go)
{
    Filled desk;
    auto const hold = [](std::vector<Id<Exhibit>> of = {}, std::optional<Date> until = {}) {
        return Hold { "Order 5", "the court wants them", until, std::move(of) };
    };
    auto const h = desk.made<Hold>(counsel, PlaceHold { own, hold({ desk.b }) });
    run(desk,
        {
            { counsel, PlaceHold { own, hold({ desk.b }) }, "so" },
            { supplier_counsel, PlaceHold { theirs, hold({ desk.b }) }, "no_exhibit" },
            { officer, PlaceHold { caucus, hold({ desk.b }) }, "no_exhibit" },
            { buyer, PlaceHold { own, hold() }, "wrong_role" },
            { supplier, PlaceHold { shared, hold() }, "wrong_role" },
            { auditor, PlaceHold { shared, hold() }, "wrong_role" },
            { counsel, PlaceHold { {}, hold() }, "no_compartment" },
            { counsel, PlaceHold { theirs, hold() }, "not_your_compartment" },
            { counsel, PlaceHold { shared, hold({ desk.b }) }, "not_for_all" },
            { counsel, PlaceHold { own, { "", "", {}, {} } }, "no_text" },
            { counsel, PlaceHold { own, hold({}, day(99)) }, "past_day" },
            { counsel, PlaceHold { own, hold({}, day(100)) }, "" },
            { supplier_counsel, LetGo { h, "r" }, "no_hold" },
            { buyer, LetGo { h, "r" }, "wrong_role" },
            { key, LetGo { h, "r" }, "not_a_person" },
            { counsel, LetGo { h, "" }, "no_text" },
            { counsel, LetGo { h, "settled" }, "" },
            { counsel, LetGo { h, "settled" }, "so" },
        });
    auto const by_counsel = desk.made<Hold>(counsel, PlaceHold { shared, hold() });
    run(desk,
        {
            { supplier_counsel, LetGo { by_counsel, "r" }, "not_yours" },
            { officer, LetGo { by_counsel, "by order" }, "" },
        });
}

TEST(Dossier, bytes_are_erased_by_order_under_two_officers)
{
    Filled desk;
    auto const seen = sha256("seen"), ours = sha256("ours");
    ProposeErasure const propose { seen, "personal data", "Order 9" };
    desk.today = day(10).plus_years(3).plus_days(1);
    run(desk,
        {
            { buyer, propose, "wrong_role" },
            { auditor, propose, "wrong_role" },
            { key, propose, "not_a_person" },
            { officer, ProposeErasure { sha256("none"), "r", "o" }, "no_bytes" },
            { officer, ProposeErasure { seen, "", "o" }, "no_text" },
            { officer, ProposeErasure { seen, "r", "" }, "no_text" },
            { officer, ConfirmErasure { seen }, "no_erasure" },
            { officer, DeclineErasure { seen, "r" }, "no_erasure" },
            { officer, propose, "" },
            { second, propose, "erasure_waits" },
            { officer, ConfirmErasure { seen }, "same_person" },
            { key, ConfirmErasure { seen }, "not_a_person" },
            { officer, DeclineErasure { seen, "" }, "no_text" },
            { officer, DeclineErasure { seen, "wrong one" }, "" },
            { officer, propose, "" },
            { second, ConfirmErasure { seen }, "" },
            { second, ConfirmErasure { seen }, "no_erasure" },
            { officer, propose, "erased" },
            { buyer, AddExhibit { shared, exhibit_of("seen"), {} }, "erased_before" },
            { buyer, DescribeExhibit { desk.e, {}, exhibit_of("x").description }, "erased" },
            { buyer, Number { shared, { desk.e }, {} }, "erased" },
            { buyer, HandOver { shared, handing({ desk.e }) }, "erased" },
            // An order names bytes, wherever they lie.
            { officer, ProposeErasure { ours, "r", "Order 10" }, "" },
        });
    EXPECT_EQ(find(desk.state, desk.e)->erased, desk.today);
    EXPECT_EQ(desk.state.erasures.size(), 3);
}

TEST(Dossier, what_is_held_or_has_to_be_kept_is_not_erased)
{
    auto const seen = sha256("seen");
    ProposeErasure const propose { seen, "r", "o" };
    Filled desk;
    auto const last = day(10).plus_years(3);
    // The last day of the three years is one of them.
    desk.today = last;
    EXPECT_EQ(desk(officer, propose), "retained");
    desk.order.over_on.reset();
    EXPECT_EQ(desk(officer, propose), "order_runs");
    desk.order.over_on = day(10);
    desk.today = last.plus_days(1);
    EXPECT_EQ(desk(officer, propose), "");
    // A hold that comes between the two stands against the second.
    auto const of_other = desk.made<Hold>(officer, PlaceHold { caucus, { "O1", "", {}, { desk.g } } });
    EXPECT_TRUE(of_other);
    auto const hold
        = desk.made<Hold>(supplier_counsel, PlaceHold { shared, { "O2", "", desk.today.plus_days(5), { desk.e } } });
    EXPECT_EQ(desk(second, ConfirmErasure { seen }), "held");
    desk.today = desk.today.plus_days(5);
    EXPECT_EQ(desk(second, ConfirmErasure { seen }), "held");
    desk.today = desk.today.plus_days(1);
    auto const all = desk.made<Hold>(counsel, PlaceHold { own, { "O3", "", {}, {} } });
    EXPECT_EQ(desk(second, ConfirmErasure { seen }), "held");
    EXPECT_EQ(desk(counsel, LetGo { all, "over" }), "");
    EXPECT_EQ(desk(second, ConfirmErasure { seen }), "");
    EXPECT_EQ(desk(supplier_counsel, LetGo { hold, "over" }), "");
    // Without an order there is no record of trade on the platform.
    Desk alone;
    alone.has_order = false;
    EXPECT_EQ(alone(buyer, OpenAlone { {}, "Teak Co", "t", "" }), "");
    alone.exhibit(buyer, own, "seen");
    EXPECT_EQ(alone(officer, propose), "");
}

TEST(Dossier, bytes_that_lie_in_two_compartments_go_from_both)
{
    Filled desk;
    desk.exhibit(buyer, own, "seen");
    desk.today = day(10).plus_years(3).plus_days(1);
    // A hold on the one is a hold on the other: it is the same object.
    auto const hold = desk.made<Hold>(counsel, PlaceHold { shared, { "O", "", {}, { desk.e } } });
    EXPECT_EQ(desk(officer, ProposeErasure { sha256("seen"), "r", "o" }), "held");
    EXPECT_EQ(desk(counsel, LetGo { hold, "r" }), "");
    EXPECT_EQ(desk(officer, ProposeErasure { sha256("seen"), "r", "o" }), "");
    EXPECT_EQ(desk(second, ConfirmErasure { sha256("seen") }), "");
    EXPECT_EQ(std::ranges::count_if(desk.state.exhibits, [](auto const& one) { return one.erased.has_value(); }), 2);
}

TEST(Dossier, exhibits_are_handed_over)
{
    Filled desk;
    auto sealed = handing({ desk.e });
    sealed.digest = sha256("bundle");
    run(desk,
        {
            { supplier, HandOver { shared, handing({ desk.b }) }, "no_exhibit" },
            { auditor, HandOver { shared, handing({ desk.e }) }, "wrong_role" },
            { buyer, HandOver { {}, handing({ desk.e }) }, "no_compartment" },
            { buyer, HandOver { theirs, handing({ desk.e }) }, "not_your_compartment" },
            { buyer, HandOver { shared, handing({}) }, "names_none" },
            { buyer, HandOver { shared, handing({ desk.b }) }, "not_for_all" },
            { buyer, HandOver { own, handing({ desk.e, desk.e }) }, "named_twice" },
            { buyer, HandOver { own, handing({ desk.e }, "") }, "no_text" },
            { buyer, HandOver { own, handing({ desk.b, desk.e }) }, "" },
            { buyer, TakeOut { shared, handing({ desk.e }) }, "" },
            { buyer, Seal { shared, handing({ desk.e }) }, "no_bundle" },
            { officer, Seal { shared, sealed }, "" },
        });
    EXPECT_EQ(seen(desk.state, supplier).handings.size(), 2);
    EXPECT_EQ(seen(desk.state, counsel).handings.size(), 3);
}

TEST(Dossier, every_refusal_has_a_code_of_its_own)
{
    std::set<std::string_view> codes;
    for (auto const* kind : refusals::all) {
        EXPECT_TRUE(codes.insert(kind->code).second) << kind->code;
        EXPECT_TRUE(kind->status == 403 || kind->status == 404 || kind->status == 409 || kind->status == 422);
    }
}

} // namespace recourse::evidence
