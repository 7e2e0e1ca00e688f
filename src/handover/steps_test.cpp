#include "core/matter/desk_test.hpp"
#include "handover/matter_file.hpp"

#include <gmock/gmock.h>

// A matter that was handed over, made anew on another desk: the same days and entries.

namespace recourse::handover {

namespace {

using namespace matter;
using testing::ElementsAre;
using testing::HasSubstr;

/// A matter on which nearly everything has happened.
struct Rich : Ready {
    Rich()
    {
        auto other = teak_co();
        other.name = "Payee Ltd";
        other.joint = false;
        other.liquidation_announced_on = day("2026-05-20");
        (*this)(buyer, AddPursued { other });
        (*this)(counsel, CheckConflict { clear_check({ "Teak Co", "柚木公司", "Payee Ltd" }) });
        limitation::Footing footing;
        footing.law = limitation::Law::general;
        footing.known_on = day("2025-01-10");
        footing.defect_found_on = day("2025-01-05");
        footing.handed_over_on = day("2024-12-30");
        footing.cisg = true;
        must(buyer, StateFooting { footing });
        must(buyer,
            RecordClause {
                { "All disputes go to CIETAC.", "cietac", "Beijing", "", "zh", "CN", 3, ClauseWorth::valid, "" } });
        must(buyer, GiveNotice { { NoticeKind::non_conformity, day("2025-01-20"), "e-mail", { { 40 } } } });
        limitation::Act promise;
        promise.kind = limitation::ActKind::promise;
        promise.on = day("2025-06-01");
        promise.proof = Proof::acknowledged;
        must(buyer, RecordAct { promise, 1, { { 41 } }, "by WeChat" });
        must(buyer,
            RecordObstacle {
                { limitation::ObstacleKind::force_majeure, day("2025-02-01"), day("2025-03-01") }, "flood" });
        must(
            buyer, RecordAvoidable { { limitation::Ground::fraud, day("2026-01-02"), day("2026-02-03"), "a waiver" } });
        Paper letter;
        letter.kind = PaperKind::demand_letter;
        letter.title = "Demand";
        must(counsel, MakePaper { letter });
        must(counsel, ApprovePaper { 1, letter.digest });
        must(counsel, SendPaper { 1, { day("2026-05-01"), "Teak Co", 1, "EMS 12", Proof::sent, {} } });
        must(counsel, ProveArrival { 1, day("2026-05-04"), Proof::arrived, {} });
        freeze();
        EXPECT_EQ(file(), "");
        must(counsel,
            NoteProgress { 1, { "DX2026-1", day("2026-05-27"), {}, day("2026-05-30"), true, {}, {}, "served" } });
        must(counsel, SetHearing { 1, day("2026-08-01"), "Beijing", {} });
        must(counsel, SetHearing { 1, day("2026-09-01"), "Beijing", 1 });
        must(counsel, GrantRenewal { 2, day("2026-06-01"), day("2028-05-31") });
        must(buyer, RecordReceipt { receipt_of(Route::voluntary, 500), false });
        must(counsel, MakeOffer { { false, usd(20'000), false, false, day("2026-06-20"), "in two rates" } });
        must(buyer, NotePaper { { "power-of-attorney.notary", PaperHave::have, { { 42 } }, "Toledo" } });
        must(buyer, NotePaper { { "contract", PaperHave::missing, {}, "the chop" } });
    }
    void must(act::Actor const& who, Command const& command) { EXPECT_EQ((*this)(who, command), ""); }
};

/// Carries the steps out as counsel of another desk does; what was refused, "action: code".
std::vector<std::string> carried_out(matter::Desk& desk, Steps const& steps)
{
    std::vector<std::string> refused;
    bool checked = false;
    for (auto const& step : steps.steps) {
        auto const code = desk(counsel, step.command);
        if (code != "" && code != "so")
            refused.push_back(fmt::format("{}: {}", word(act_of(step.command)), code));
        auto const count = handover::counted(desk.state);
        if (code.empty() && !step.list.empty()) {
            EXPECT_EQ(count.at(step.list), step.number);
        }
        // Each firm makes its own search, as soon as it knows the names.
        bool const names = !desk.state.pursued.empty() && !std::holds_alternative<AddPursued>(step.command)
            && !std::holds_alternative<DropPursued>(step.command);
        if (names && !checked) {
            checked = true;
            EXPECT_EQ(desk(counsel, CheckConflict { clear_check(unsearched(desk.state)) }), "");
        }
    }
    return refused;
}

std::vector<Counted> days_of(State const& state)
{
    std::vector<limitation::Row> rows;
    for (auto const& one : state.days)
        rows.push_back(one.row);
    return running_days(rows);
}

} // namespace

TEST(Steps, make_the_same_matter_with_the_same_days)
{
    Rich const from;
    ASSERT_GT(days_of(from.state).size(), 5U);
    auto const steps = steps_of(from.state);
    matter::Desk to;
    to.order = std::nullopt;
    EXPECT_THAT(carried_out(to, steps), ElementsAre());
    EXPECT_EQ(days_of(to.state), days_of(from.state));
    EXPECT_EQ(handover::counted(to.state), handover::counted(from.state));
    EXPECT_EQ(headed(to.state), headed(from.state));
    EXPECT_EQ(to.state.received, from.state.received);
    EXPECT_EQ(to.state.phase, from.state.phase);
    EXPECT_EQ(to.state.choice, from.state.choice);
    EXPECT_EQ(to.state.clause, from.state.clause);
    EXPECT_EQ(to.state.footing, from.state.footing);
    ASSERT_EQ(to.state.needed_papers.size(), 2u);
    for (std::size_t i = 0; i < 2; ++i)
        EXPECT_EQ(to.state.needed_papers[i].paper, from.state.needed_papers[i].paper);
    for (std::size_t i = 0; i < from.state.acts.size(); ++i)
        EXPECT_EQ(to.state.acts[i].act, from.state.acts[i].act) << i;
    // Nobody here approved the letter, and nobody searched: that is said and not made.
    EXPECT_TRUE(to.state.papers.empty());
    EXPECT_EQ(to.state.acts[1].note, "Demand, sent by EMS 12 to Teak Co");
    std::vector<std::string> left;
    for (auto const& one : steps.left_out)
        left.push_back(one.what);
    EXPECT_THAT(left, ElementsAre("the search for conflicts", "the state of papers", "the claim with the programme"));
}

TEST(Steps, keep_numbers_of_what_was_dropped_and_withdrawn)
{
    Ready from;
    ASSERT_EQ(from(buyer, AddHead { head_of(100, HeadKind::costs) }), "");
    ASSERT_EQ(from(buyer, AddHead { head_of(7, HeadKind::interest) }), "");
    ASSERT_EQ(from(counsel, WithdrawHead { 2, "a slip" }), "");
    auto payee = teak_co();
    payee.name = "Payee Ltd";
    ASSERT_EQ(from(buyer, AddPursued { payee }), "");
    ASSERT_EQ(from(buyer, DropPursued { 1, "deregistered" }), "");
    matter::Desk to;
    to.order = std::nullopt;
    EXPECT_THAT(carried_out(to, steps_of(from.state)), ElementsAre());
    EXPECT_EQ(headed(to.state), headed(from.state));
    EXPECT_TRUE(to.state.heads[1].withdrawn && to.state.pursued[0].dropped && !to.state.pursued[1].dropped);
}

TEST(Steps, of_a_preservation_of_evidence_and_a_lost_case_can_be_written_down)
{
    Ready from;
    auto application = application_of(Stage::pre_action);
    application.of_evidence = true;
    application.amount = {};
    ASSERT_EQ(from(counsel, ApplyPreservation { application }), "");
    Title title;
    title.received_on = day("2026-05-29");
    ASSERT_EQ(from(counsel, RecordTitle { title }), "");
    MatterFile file;
    file.counted_on = day("2026-06-01");
    file.steps = steps_of(from.state);
    auto const read = read_matter(written(file));
    ASSERT_TRUE(read) << to_string(read.error().front());
    EXPECT_EQ(read->steps.steps.size(), file.steps.steps.size());
}

TEST(Steps, name_the_exhibits_of_the_other_desk)
{
    Command command { RecordAct { {}, 0, { { 41 }, { 42 } }, "" } };
    auto const unknown = rename_exhibits(command, { { { 41 }, { 7 } } });
    EXPECT_EQ(std::get<RecordAct>(command).exhibits, Exhibits { { 7 } });
    EXPECT_EQ(unknown, Exhibits { { 42 } });
    Command inside { GiveNotice { { NoticeKind::non_conformity, day("2026-01-01"), "e-mail", { { 41 } } } } };
    EXPECT_TRUE(rename_exhibits(inside, { { { 41 }, { 8 } } }).empty());
    EXPECT_EQ(std::get<GiveNotice>(inside).notice.exhibits, Exhibits { { 8 } });
    Command none { DropPursued { 1, "r" } };
    EXPECT_TRUE(rename_exhibits(none, {}).empty());
}

TEST(MatterFile, is_read_as_it_was_written)
{
    Rich const from;
    MatterFile file { day("2026-06-01"), "cn 2023-2026", { { { 41 }, sha256(std::string_view { "x" }), "E1" } },
        days_of(from.state), steps_of(from.state) };
    auto const text = written(file);
    auto const read = read_matter(text);
    ASSERT_TRUE(read) << to_string(read.error().front());
    EXPECT_EQ(read->exhibits, file.exhibits);
    EXPECT_EQ(read->days, file.days);
    EXPECT_EQ(read->calendar, file.calendar);
    EXPECT_EQ(read->steps.left_out, file.steps.left_out);
    EXPECT_EQ(written(*read), text);
}

TEST(MatterFile, is_refused_with_every_place_that_is_wrong)
{
    MatterFile file;
    file.counted_on = day("2026-06-01");
    file.steps.steps = { { OpenOutside { {}, "Teak Co", "", "USD", PaperLanguage::en, "Chairs" }, "", 0 },
        { AddPursued { teak_co() }, "pursued", 1 } };
    auto const text = written(file);
    EXPECT_TRUE(read_matter(text));
    auto const with = [&](std::string_view what, std::string_view by) {
        auto changed = text;
        auto const at = changed.find(what);
        EXPECT_NE(at, std::string::npos) << what;
        changed.replace(at, what.size(), by);
        auto const read = read_matter(changed);
        std::string lines;
        if (!read)
            for (auto const& one : read.error())
                lines += to_string(one) + '\n';
        return lines;
    };
    EXPECT_THAT(with("\"add-pursued\"", "\"approve-paper\""), HasSubstr("/steps/1: 'approve-paper' is no step"));
    EXPECT_THAT(with("\"add-pursued\"", "\"pass-day\""), HasSubstr("'pass-day' is no step"));
    EXPECT_THAT(with("\"add-pursued\"", "\"open-outside\""), HasSubstr("/steps/1/body"));
    EXPECT_THAT(with("\"open-outside\"", "\"add-pursued\""), HasSubstr("/steps/0/body"));
    EXPECT_THAT(with("\"role\": \"supplier\"", "\"role\": \"king\""), HasSubstr("/steps/1/body/pursued/role"));
    EXPECT_THAT(with("\"version\": 1", "\"version\": 9"), HasSubstr("a newer one is needed"));
    EXPECT_THAT(with("\"number\": 1", "\"number\": -1"), HasSubstr("/steps/1/number"));
    EXPECT_THAT(with("\"list\"", "\"lists\""), HasSubstr("there is no such member here: lists"));
    EXPECT_FALSE(read_matter("[]"));
    EXPECT_FALSE(read_matter(""));
}

} // namespace recourse::handover
