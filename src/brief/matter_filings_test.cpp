#include "brief/matter_filings.hpp"

#include "catalog/forum_book.hpp"
#include "core/matter/desk_test.hpp"

#include <gmock/gmock.h>

// Which filings concern a matter, by when, and what is known of their papers.

namespace recourse::brief {

namespace {

using namespace matter; // commands, and the desk of its tests
using testing::HasSubstr;

forum::Book const& book()
{
    static auto const all = catalog::shipped_forum_book();
    EXPECT_TRUE(all);
    return *all;
}

/// "demand now, complaint perhaps, ...".
std::string standings(State const& state, FilingGround ground)
{
    std::string all;
    for (auto const& one : filings_of(book(), state, ground))
        all += fmt::format("{}{} {}", all.empty() ? "" : ", ", one.filing->id, brief::word(one.standing));
    return all;
}
MatterFiling one(State const& state, FilingGround const& ground, std::string_view id)
{
    for (auto const& each : filings_of(book(), state, ground))
        if (each.filing->id == id)
            return each;
    ADD_FAILURE() << id;
    return {};
}

forum::Clause clause(std::string_view text)
{
    auto read = forum::ClauseReader(book()).read(text);
    EXPECT_TRUE(read);
    return *read;
}

constexpr std::string_view cietac_clause
    = "Any dispute arising from or in connection with this Contract shall be submitted to China International Economic "
      "and Trade Arbitration Commission (CIETAC) for arbitration. The seat is Beijing. The award is final and binding.";

} // namespace

TEST(MatterFilings, follow_the_clause_until_a_forum_is_chosen)
{
    matter::Desk desk;
    desk.open();
    FilingGround ground;
    ground.today = desk.today;
    EXPECT_EQ(standings(desk.state, ground),
        "demand now, complaint perhaps, cietac perhaps, preservation-before now, preservation-in-suit later, "
        "evidence-preservation perhaps, enforcement later, police no, registry-objection no");
    auto const read = clause(cietac_clause);
    ground.clause = &read;
    EXPECT_EQ(one(desk.state, ground, "cietac").standing, FilingStanding::now);
    EXPECT_EQ(one(desk.state, ground, "complaint").standing, FilingStanding::no);
    EXPECT_THAT(one(desk.state, ground, "complaint").why.en, HasSubstr("arbitration"));
    EXPECT_FALSE(one(desk.state, ground, "complaint").why.zh.empty());
    auto const court = clause("All disputes shall be settled by the People's Court of Ningbo.");
    ground.clause = &court;
    EXPECT_EQ(one(desk.state, ground, "complaint").standing, FilingStanding::now);
    EXPECT_EQ(one(desk.state, ground, "cietac").standing, FilingStanding::no);
    ground.clause = nullptr;
    ground.institution = "hkiac";
    EXPECT_EQ(one(desk.state, ground, "complaint").standing, FilingStanding::no);
    EXPECT_EQ(one(desk.state, ground, "cietac").standing, FilingStanding::no);
    ground.institution = "none";
    EXPECT_EQ(one(desk.state, ground, "complaint").standing, FilingStanding::now);
    // Somebody has chosen, whatever the order says.
    EXPECT_EQ(desk(buyer, ChooseForum { { "cietac", Bench::cietac, "Agreed." }, {} }), "");
    EXPECT_EQ(one(desk.state, ground, "cietac").standing, FilingStanding::now);
    EXPECT_EQ(one(desk.state, ground, "complaint").standing, FilingStanding::no);
    ground.fraud = true;
    EXPECT_EQ(one(desk.state, ground, "police").standing, FilingStanding::perhaps);
}

TEST(MatterFilings, have_the_last_day_of_the_matters_own_clock)
{
    Ready desk;
    limitation::Footing footing;
    footing.law = limitation::Law::general;
    footing.known_on = day("2024-03-05");
    EXPECT_EQ(desk(buyer, StateFooting { footing }), "");
    FilingGround ground;
    ground.today = desk.today;
    auto const suit = one(desk.state, ground, "cietac");
    ASSERT_TRUE(suit.last_day);
    EXPECT_EQ(suit.last_day->rule, limitation::RuleId::limitation_three);
    EXPECT_EQ(suit.last_day->due, day("2027-03-05"));
    EXPECT_FALSE(one(desk.state, ground, "police").last_day);
    // Frozen before suit: thirty days are nearer than limitation, for the suit alone.
    desk.freeze();
    auto const frozen = one(desk.state, ground, "cietac");
    ASSERT_TRUE(frozen.last_day);
    EXPECT_EQ(frozen.last_day->rule, limitation::RuleId::file_after_preservation);
    EXPECT_EQ(one(desk.state, ground, "preservation-before").standing, FilingStanding::done);
    ASSERT_TRUE(one(desk.state, ground, "demand").last_day);
    EXPECT_NE(one(desk.state, ground, "demand").last_day->rule, limitation::RuleId::file_after_preservation);
    // What is over is still named.
    ground.today = day("2040-01-01");
    ASSERT_TRUE(one(desk.state, ground, "demand").last_day);
    EXPECT_LT(*one(desk.state, ground, "demand").last_day->due, ground.today);
}

TEST(MatterFilings, go_on_as_the_matter_does)
{
    Ready desk;
    FilingGround ground;
    ground.today = desk.today;
    EXPECT_EQ(desk.file(), "");
    EXPECT_EQ(one(desk.state, ground, "preservation-before").standing, FilingStanding::no);
    EXPECT_EQ(one(desk.state, ground, "preservation-in-suit").standing, FilingStanding::now);
    EXPECT_EQ(one(desk.state, ground, "cietac").standing, FilingStanding::done);
    desk.award();
    auto const enforcement = one(desk.state, ground, "enforcement");
    EXPECT_EQ(enforcement.standing, FilingStanding::now);
    ASSERT_TRUE(enforcement.last_day);
    EXPECT_EQ(enforcement.last_day->rule, limitation::RuleId::enforcement_application);
    EXPECT_EQ(one(desk.state, ground, "demand").standing, FilingStanding::no);
    EXPECT_EQ(desk(counsel, ApplyEnforcement { 1, { desk.today, "Ningbo", "" } }), "");
    EXPECT_EQ(one(desk.state, ground, "enforcement").standing, FilingStanding::done);
}

TEST(MatterFilings, know_papers_by_what_was_noted_and_drafts_by_their_kind)
{
    Ready desk;
    EXPECT_EQ(desk(buyer, NotePaper { { "identity.notary", PaperHave::have, {}, "" } }), "");
    EXPECT_EQ(desk(buyer, NotePaper { { "contract", PaperHave::missing, {}, "" } }), "");
    EXPECT_EQ(desk(buyer, NotePaper { { "gone-from-the-book", PaperHave::have, {}, "" } }), "");
    auto const list = sha256("list");
    EXPECT_EQ(desk(buyer, MakePaper { { PaperKind::evidence_list, PaperLanguage::zh, list, "List", {} } }), "");
    auto known = papers_known(book(), desk.state);
    EXPECT_EQ(known.size(), 2u);
    EXPECT_EQ(known["identity.notary"], forum::Have::have);
    EXPECT_EQ(known["contract"], forum::Have::missing);
    EXPECT_EQ(desk(counsel, ApprovePaper { 1, list }), "");
    EXPECT_EQ(papers_known(book(), desk.state)["evidence-list"], forum::Have::have);
    EXPECT_EQ(desk(buyer, NotePaper { { "evidence-list", PaperHave::missing, {}, "exhibit 4 is not in it" } }), "");
    EXPECT_EQ(papers_known(book(), desk.state)["evidence-list"], forum::Have::missing); // a person's word goes before

    auto const request = sha256("request");
    EXPECT_EQ(
        desk(buyer, MakePaper { { PaperKind::arbitration_request, PaperLanguage::zh, request, "Request", {} } }), "");
    EXPECT_EQ(draft_of(desk.state, "cietac", "statement"), 2u);
    EXPECT_EQ(draft_of(desk.state, "complaint", "statement"), 0u);
    EXPECT_EQ(draft_of(desk.state, "cietac", "contract"), 0u);
}

TEST(MatterFilings, take_signs_from_the_matter)
{
    Ready desk;
    forum::Signs signs;
    add_signs(desk.state, true, signs);
    EXPECT_TRUE(signs.holds.contains("by_lawyer"));
    EXPECT_TRUE(signs.fails.contains("arbitration_pending"));
    EXPECT_FALSE(signs.knows("award_abroad"));
    EXPECT_EQ(desk.file(), "");
    forum::Signs later;
    add_signs(desk.state, true, later);
    EXPECT_TRUE(later.holds.contains("arbitration_pending"));
    EXPECT_TRUE(later.holds.contains("guarantee_asked"));
    desk.award();
    forum::Signs won;
    add_signs(desk.state, true, won);
    EXPECT_TRUE(won.fails.contains("award_abroad"));
    EXPECT_FALSE(won.knows("guarantee_asked"));
}

} // namespace recourse::brief
