#include "core/matter/desk_test.hpp"

#include "core/matter/invariants.hpp"
#include "core/matter/viewer.hpp"

#include <gmock/gmock.h>

#include <algorithm>

// Papers that filings need: what is known of each.

namespace recourse::matter {

namespace {

bool allows(Desk const& desk)
{
    auto const allowed = view(desk.state, desk.context(buyer)).allowed;
    return std::ranges::find(allowed, Allowed { Act::note_paper, 0 }) != allowed.end();
}

NotePaper noted(std::string paper, PaperHave state = PaperHave::have, std::string note = {})
{
    return { { std::move(paper), state, {}, std::move(note) } };
}

} // namespace

TEST(NeededPapers, the_last_word_on_each_counts)
{
    Ready desk;
    EXPECT_EQ(desk(buyer, noted("power-of-attorney.notary", PaperHave::missing)), "");
    EXPECT_EQ(desk(counsel, noted("contract", PaperHave::have, "with the chop")), "");
    EXPECT_EQ(desk(buyers_key, noted("contract", PaperHave::have, "with the chop")), "so");
    desk.today = desk.today.plus_days(2);
    EXPECT_EQ(desk(counsel, noted("power-of-attorney.notary")), "");
    auto const* event = desk.brought<events::PaperNoted>();
    ASSERT_NE(event, nullptr);
    EXPECT_EQ(event->on, desk.today);
    auto const& known = desk.state.needed_papers;
    ASSERT_EQ(known.size(), 2u);
    EXPECT_EQ(known[0].paper, noted("power-of-attorney.notary").paper);
    EXPECT_EQ(known[0].on, desk.today);
    EXPECT_EQ(known[0].by.role, Role::counsel);
    EXPECT_EQ(known[1].paper.note, "with the chop");
}

TEST(NeededPapers, guards)
{
    Desk nothing;
    EXPECT_EQ(nothing(buyer, noted("contract")), "not_found");
    Ready desk;
    for (auto const& actor : { supplier, officer, auditor, inspector, other_buyer, platform })
        EXPECT_EQ(desk(actor, noted("contract")), "not_found") << word(actor.role);
    EXPECT_EQ(desk(buyer, noted("")), "no_text");
    EXPECT_EQ(desk(buyer, noted("a\nb")), "control_characters");
    for (auto const* name : { "Contract", "a.b.c", ".a", "a.", "-a", "a-", "a b", "合同" })
        EXPECT_EQ(desk(buyer, noted(name)), "no_paper_id") << name;
    EXPECT_EQ(desk(buyer, noted(std::string(81, 'a'))), "no_paper_id");
    EXPECT_EQ(desk(buyer, noted(std::string(80, 'a'))), "");
    EXPECT_EQ(desk(buyer, noted("contract", PaperHave::have, std::string(9'000, 'a'))), "text_too_long");
    auto many = noted("contract");
    many.paper.exhibits.resize(51, { 1 });
    EXPECT_EQ(desk(buyer, many), "names_none");
    EXPECT_EQ(named_exhibits(NotePaper { { "contract", PaperHave::have, { { 7 } }, "" } }), (Exhibits { { 7 } }));
    EXPECT_TRUE(allows(desk));
    EXPECT_EQ(desk(counsel, Close { Ending::uneconomic, "It costs more.", usd(40'000) }), "");
    EXPECT_EQ(desk(buyer, noted("payment")), "over");
    EXPECT_FALSE(allows(desk));
}

TEST(NeededPapers, what_is_known_twice_or_no_longer_is_found_out)
{
    Ready desk;
    EXPECT_EQ(desk(buyer, noted("contract")), "");
    auto twice = desk.state;
    twice.needed_papers.push_back(twice.needed_papers[0]);
    EXPECT_THAT(
        breaches({ desk.state, twice, cn() }), testing::Contains(std::string_view { PapersAreKnownOnce::name }));
    auto gone = desk.state;
    gone.needed_papers.clear();
    EXPECT_THAT(breaches({ desk.state, gone, cn() }), testing::Contains(std::string_view { NothingIsLost::name }));
}

} // namespace recourse::matter
