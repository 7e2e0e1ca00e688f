#include "api/matter_test.hpp"
#include "api/matter_views.hpp"
#include "api/vault_test.hpp"
#include "codec/names.hpp"
#include "handover/matter_file.hpp"
#include "handover/open.hpp"
#include "vault/seal/verify.hpp"

#include <gmock/gmock.h>

// Packages over the API: what counsel abroad gets, and what is on record of it.

namespace recourse::api {

namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

/// A matter whose dossier has an exhibit of both sides, one of the buyer's, and one without a number.
struct Leaving : Work {
    Leaving()
    {
        open_matter(market, one);
        contract = add(one.buys, "shared", "We deliver 500 pumps.\n", "contract.txt");
        advice = add(counsel, "buyer-and-counsel", "MARKER of counsel\n", "advice.txt");
        add(counsel, "buyer-and-counsel", "a later thought\n", "later.txt");
        desk.must(one.buys, path + "/number", fmt::format("{{'compartment':'shared','exhibits':['{}']}}", contract));
        desk.must(
            counsel, path + "/number", fmt::format("{{'compartment':'buyer-and-counsel','exhibits':['{}']}}", advice));
        desk.must(one.buys, fmt::format("/v1/matters/{}/record-act", one.matter),
            fmt::format("{{'act':{{'kind':'promise','on':'{}','proof':'acknowledged'}},'exhibits':['{}']}}",
                desk.today(), contract));
    }
    Answer ask(Who const& who, std::string body)
    {
        return desk.post(who, fmt::format("/v1/matters/{}/handover", one.matter), std::move(body));
    }
    handover::Opened opened(Answer const& answer, std::string_view passphrase)
    {
        std::string inner;
        auto const done = handover::decrypt_bytes(answer.body, passphrase,
            [&](auto piece) { inner.append(reinterpret_cast<char const*>(piece.data()), piece.size()); });
        EXPECT_TRUE(done) << (done ? "" : done.error());
        auto opened = handover::open_inner(vault::memory_range(inner));
        EXPECT_TRUE(opened) << (opened ? "" : to_string(opened.error().front()));
        return *std::move(opened);
    }
    std::string contract, advice;
};

std::vector<std::string> names(handover::Opened const& opened)
{
    std::vector<std::string> all;
    for (auto const& one : opened.manifest.files)
        all.push_back(one.name);
    return all;
}

std::string file(handover::Opened const& opened, std::string_view name)
{
    return handover::file_of(opened, name, 1U << 20U).value_or("");
}

/// The sealed bundle of a package.
std::string bundle(handover::Opened const& opened)
{
    for (auto const& one : opened.manifest.files)
        if (one.what == handover::What::evidence)
            return file(opened, one.name);
    return {};
}

} // namespace

TEST(Handovers, give_one_encrypted_package_and_record_who_got_the_evidence)
{
    Leaving leaving;
    auto& desk = leaving.desk;
    auto const answer = leaving.ask(leaving.counsel, "{'to':'Smith LLP','how':'courier'}");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.headers.get("Content-Type"), "application/zip");
    EXPECT_EQ(answer.headers.get("Cache-Control"), "no-store");
    EXPECT_EQ(answer.headers.get("ETag"), fmt::format("\"{}\"", to_string(sha256(answer.body))));
    EXPECT_THAT(answer.body, AllOf(Not(HasSubstr("MARKER")), Not(HasSubstr("Chairs")), Not(HasSubstr("Smith"))));
    auto const opened = leaving.opened(answer, answer.headers.get("Passphrase"));
    EXPECT_EQ(opened.manifest.to, "Smith LLP");
    EXPECT_EQ(opened.manifest.of, leaving.one.matter);
    for (auto const* name : { "memo/handover-memo.docx", "memo/handover-memo.pdf", "deadlines/deadlines.en.csv",
             "deadlines/deadlines.zh.csv", "deadlines/deadlines.en.ics", "statement/claim.en.txt", "questions.txt",
             "questions.zh.txt", "matter.json" })
        EXPECT_THAT(names(opened), Contains(name));
    EXPECT_THAT(file(opened, "statement/claim.en.txt"), HasSubstr("USD 10,000.00"));
    auto const sealed = bundle(opened);
    auto const read = vault::seal::open_zip(vault::memory_range(sealed));
    ASSERT_TRUE(read);
    auto const verified = vault::seal::verify_bundle(*read, {}, std::nullopt, {});
    EXPECT_EQ(verified.exhibits, 2U);
    EXPECT_EQ(verified.of(vault::seal::Question::complete).state, vault::seal::State::holds);
    EXPECT_EQ(verified.of(vault::seal::Question::in_log).state, vault::seal::State::holds);
    // On record for those who may know, with the digest of what was sealed.
    auto const custody = desk.get(leaving.counsel, leaving.of(leaving.contract, "custody")).body;
    EXPECT_THAT(custody, AllOf(HasSubstr("to: Smith LLP"), HasSubstr(to_string(sha256(sealed)))));
    EXPECT_THAT(desk.get(leaving.one.sells, leaving.of(leaving.contract, "custody")).body, Not(HasSubstr("Smith LLP")));
    // Those without a number stay, the market's own among them: that is said.
    std::vector<std::string> left;
    for (auto const& one : opened.manifest.left_out)
        left.push_back(one.what);
    EXPECT_THAT(left, Contains("2 exhibits without a number"));
    // Nothing is left lying.
    EXPECT_TRUE(std::filesystem::is_empty(desk.directory() / "vault" / "sealing"));
}

TEST(Handovers, leave_out_what_the_buyers_side_keeps_to_itself)
{
    Leaving leaving;
    auto const shared = leaving.ask(
        leaving.counsel, "{'to':'Smith LLP','passphrase':'correct horse battery','leave_out':['buyer-and-counsel']}");
    ASSERT_EQ(shared.status, 200) << shared.body;
    EXPECT_FALSE(shared.headers.find("Passphrase"));
    auto const opened = leaving.opened(shared, "correct horse battery");
    EXPECT_THAT(bundle(opened), AllOf(HasSubstr("We deliver 500 pumps."), Not(HasSubstr("MARKER"))));
    EXPECT_THAT(file(opened, "matter.json"), AllOf(HasSubstr(leaving.contract), Not(HasSubstr(leaving.advice))));
    auto const none = leaving.ask(leaving.counsel,
        "{'to':'Smith LLP','passphrase':'correct horse "
        "battery','leave_out':['shared','buyer-and-counsel'],'language':'en'}");
    ASSERT_EQ(none.status, 200) << none.body;
    auto const without = leaving.opened(none, "correct horse battery");
    EXPECT_EQ(bundle(without), "");
    EXPECT_THAT(names(without), Not(Contains("questions.zh.txt")));
    EXPECT_THAT(file(without, "matter.json"), Not(HasSubstr(leaving.contract)));
}

TEST(Handovers, bring_the_matter_with_its_days_for_another_desk)
{
    Leaving leaving;
    auto const answer = leaving.ask(leaving.counsel, "{'to':'Smith LLP','passphrase':'correct horse battery'}");
    auto matter = handover::read_matter(file(leaving.opened(answer, "correct horse battery"), "matter.json"));
    ASSERT_TRUE(matter) << to_string(matter.error().front());
    auto const state = peek<matter::State>(leaving.desk.desk(), stream_of(*parse_id<Matter>(leaving.one.matter))).state;
    std::vector<limitation::Row> rows;
    for (auto const& one : state.days)
        rows.push_back(one.row);
    EXPECT_EQ(matter->days, handover::running_days(rows));
    EXPECT_EQ(matter->exhibits.size(), 2U);
    EXPECT_EQ(matter->calendar, state.calendar);
    // The other desk makes a matter of it, step by step.
    auto& desk = leaving.desk;
    auto const other = desk.person(act::Role::counsel, leaving.market.second_case.buyer);
    std::string id;
    auto const& words = codec::alternative_words<matter::Command>();
    bool checked = false;
    for (auto& step : matter->steps.steps) {
        handover::rename_exhibits(step.command, {});
        codec::JsonWriter json(codec::JsonStyle::line);
        std::visit([&](auto const& one) { codec::to_json(json, one); }, step.command);
        auto const& action = words[step.command.index()];
        auto const reply
            = desk.post(other, id.empty() ? "/v1/matters" : fmt::format("/v1/matters/{}/{}", id, action), json.take());
        EXPECT_LT(reply.status, 300) << action << ' ' << reply.body;
        if (id.empty())
            id = reply.text("id");
        if (action == "add-head" && !checked) {
            checked = true;
            desk.must(other, fmt::format("/v1/matters/{}/check-conflict", id),
                fmt::format("{{'check':{{'names':['Teak Co'],'checked_by':'Mr Smith','on':'{}'}}}}", desk.today()));
        }
    }
    auto const made = peek<matter::State>(desk.desk(), stream_of(*parse_id<Matter>(id))).state;
    rows.clear();
    for (auto const& one : made.days)
        rows.push_back(one.row);
    EXPECT_EQ(handover::running_days(rows), matter->days);
    EXPECT_EQ(handover::counted(made), handover::counted(state));
}

TEST(Handovers, refuse_what_cannot_be_made_with_every_place)
{
    Leaving leaving;
    auto const wrong = leaving.ask(leaving.counsel, "{'passphrase':'short','leave_out':['officer','shared']}");
    EXPECT_EQ(wrong.code(), "body.wrong");
    EXPECT_THAT(wrong.body,
        AllOf(HasSubstr("/to"), HasSubstr("/passphrase"), HasSubstr("/leave_out/0"), Not(HasSubstr("short"))));
    for (auto const* who : { &leaving.one.sells, &leaving.market.officer, &leaving.market.second_case.buys })
        EXPECT_EQ(leaving.ask(*who, "{'to':'x'}").status, 404);
}

} // namespace recourse::api
