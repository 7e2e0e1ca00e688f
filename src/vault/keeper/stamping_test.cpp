#include "vault/keeper/incidents.hpp"
#include "vault/keeper/stamping.hpp"

#include "vault/keeper/keeper_test.hpp"
#include "vault/stamp/authority_test.hpp"

#include <gmock/gmock.h>

#include <chrono>

namespace recourse::vault::keeper {

namespace {

constexpr std::int64_t minute = 60'000'000;

/// A vault whose clock is the authority's, and an authority that counts how often it is asked.
class StampingTest : public ::testing::Test {
protected:
    StampingTest()
    {
        auto const now = std::chrono::system_clock::now().time_since_epoch();
        clock_.micros = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
        keeper_ = opened(folder_ / "vault", clock_);
    }

    StampingOptions options(stamp::LocalAuthority const& authority)
    {
        StampingOptions made;
        made.ask = [&](std::string_view request) -> std::expected<std::string, std::string> {
            ++asked_;
            return authority.reply(request);
        };
        made.authority = "local";
        made.chain = authority.signer() + authority.root();
        made.revocations = [&] { return authority.list("-"); };
        return made;
    }
    StampingTurn::Did did(Stamping& stamping)
    {
        auto const turn = must(stamping.turn());
        says_ = turn.says;
        return turn.did;
    }

    TestFolder folder_;
    TestClock clock_;
    std::unique_ptr<Keeper> keeper_;
    int asked_ = 0;
    std::string says_;
};

using Did = StampingTurn::Did;

} // namespace

TEST(StampNote, has_one_form)
{
    StampNote const note { 4711, { 1'796'000'000'000'000 }, Instant { 1'900'000'000'000'000 }, "sha256" };
    EXPECT_EQ(to_text(note), "over 4711\nat 2026-11-30T00:53:20Z\nends 2030-03-17T17:46:40Z\nimprint sha256");
    auto const read = parse_stamp_note(to_text(note));
    ASSERT_TRUE(read);
    EXPECT_EQ(to_text(*read), to_text(note));
    EXPECT_EQ(parse_stamp_note("over 1\nat 2026-11-30T00:53:20Z\nends -\nimprint sha256")->ends, std::nullopt);
    for (auto const* const none : { "", "over", "over x\nat 2026-11-30T00:53:20Z\nends -\nimprint sha256",
             "over 1\nat 2026\nends -\nimprint sha256", "over 1\nat 2026-11-30T00:53:20Z\nends never\nimprint sha256" })
        EXPECT_FALSE(parse_stamp_note(none)) << none;
}

TEST_F(StampingTest, does_nothing_without_an_authority)
{
    Stamping stamping(*keeper_, {});
    take_in(*keeper_, 1, "bytes");
    EXPECT_EQ(did(stamping), Did::nothing);
}

TEST_F(StampingTest, stamps_now_and_then_while_something_comes)
{
    stamp::LocalAuthority const authority;
    Stamping stamping(*keeper_, options(authority));
    EXPECT_EQ(did(stamping), Did::nothing); // an empty log
    take_in(*keeper_, 1, "bytes");
    auto const over = log::to_string(keeper_->checkpoint().note);
    auto const turn = must(stamping.turn());
    ASSERT_EQ(turn.did, Did::stamped) << turn.says;
    EXPECT_EQ(turn.says, "");
    auto const record = must(keeper_->record(*turn.entry));
    EXPECT_EQ(record.act, Act::timestamped);
    EXPECT_EQ(stamped_size(record), 1);
    auto const objects = stamp_objects(record).value();
    EXPECT_EQ(must(keeper_->objects().get_small(objects.checkpoint, 10'000)), over);
    EXPECT_EQ(must(keeper_->objects().get_small(*objects.chain, 100'000)), authority.signer() + authority.root());
    EXPECT_TRUE(objects.revocations);
    auto const reply = must(keeper_->objects().get_small(record.digest, 100'000));
    auto const judged = stamp::judge(reply, { over, {} }, { authority.root(), authority.signer(), {} }, keeper_->now());
    EXPECT_EQ(judged.verdict, stamp::Verdict::good) << judged.says;
    EXPECT_EQ(parse_stamp_note(record.note)->at, judged.at);

    // Its own record is nothing new.
    clock_.micros += 60 * minute;
    EXPECT_EQ(did(stamping), Did::nothing);
    take_in(*keeper_, 2, "more");
    EXPECT_EQ(did(stamping), Did::stamped) << says_;
    take_in(*keeper_, 3, "and more");
    EXPECT_EQ(did(stamping), Did::nothing); // not yet
    EXPECT_EQ(asked_, 2);
    EXPECT_EQ(said(keeper_->check()), "");

    // Another start knows what there is from the log.
    Stamping again(*keeper_, options(authority));
    EXPECT_EQ(must(again.turn()).did, Did::nothing);
    clock_.micros += 60 * minute;
    EXPECT_EQ(must(again.turn()).did, Did::stamped);
}

TEST_F(StampingTest, a_start_alone_is_nothing_new)
{
    stamp::LocalAuthority const authority;
    Stamping stamping(*keeper_, options(authority));
    must(record_start(*keeper_, "Recourse 1"));
    EXPECT_EQ(did(stamping), Did::nothing);
    take_in(*keeper_, 1, "bytes");
    EXPECT_EQ(did(stamping), Did::stamped) << says_;
    must(record_start(*keeper_, "Recourse 1"));
    clock_.micros += 60 * minute;
    EXPECT_EQ(did(stamping), Did::nothing);
    Incidents incidents(*keeper_, "Recourse 1");
    must(incidents.report("officer", "the cooling failed"));
    EXPECT_EQ(did(stamping), Did::stamped) << says_;
}

TEST_F(StampingTest, tries_again_later_and_later)
{
    StampingOptions failing;
    failing.ask = [&](std::string_view) -> std::expected<std::string, std::string> {
        ++asked_;
        return std::unexpected("no answer");
    };
    Stamping stamping(*keeper_, failing);
    take_in(*keeper_, 1, "bytes");
    EXPECT_EQ(did(stamping), Did::failed);
    EXPECT_THAT(says_, ::testing::HasSubstr("no answer"));
    EXPECT_EQ(did(stamping), Did::nothing);
    clock_.micros += 15'000'000;
    EXPECT_EQ(did(stamping), Did::failed);
    clock_.micros += 15'000'000;
    EXPECT_EQ(did(stamping), Did::nothing);
    clock_.micros += 15'000'000;
    EXPECT_EQ(did(stamping), Did::failed);
    EXPECT_EQ(asked_, 3);
    EXPECT_EQ(keeper_->checkpoint().checkpoint.head.size, 1);
}

TEST_F(StampingTest, keeps_no_stamp_that_is_not_of_its_request_or_is_bad)
{
    stamp::LocalAuthority const authority, stranger;
    take_in(*keeper_, 1, "bytes");
    auto other = options(authority);
    other.ask
        = [&](std::string_view) -> std::expected<std::string, std::string> { return authority.stamp("other bytes"); };
    Stamping of_other_bytes(*keeper_, other);
    EXPECT_EQ(did(of_other_bytes), Did::failed);
    auto garbage = options(authority);
    garbage.ask = [&](std::string_view) -> std::expected<std::string, std::string> { return "<html>"; };
    Stamping of_nothing(*keeper_, garbage);
    EXPECT_EQ(did(of_nothing), Did::failed);
    EXPECT_EQ(keeper_->checkpoint().checkpoint.head.size, 1);

    // Without the root it cannot be told: it is kept, and that is said.
    auto rootless = options(authority);
    rootless.chain.clear();
    rootless.revocations = {};
    Stamping unknown(*keeper_, rootless);
    EXPECT_EQ(did(unknown), Did::stamped);
    EXPECT_THAT(says_, ::testing::HasSubstr("cannot be told"));
}

TEST_F(StampingTest, renews_what_runs_out)
{
    stamp::LocalAuthority const authority;
    auto lasting = options(authority);
    Stamping stamping(*keeper_, lasting);
    take_in(*keeper_, 1, "bytes");
    ASSERT_EQ(did(stamping), Did::stamped) << says_;
    auto const ends = parse_stamp_note(must(keeper_->record(1)).note)->ends.value();
    auto const end_day = Date::from_days(static_cast<std::int32_t>(ends.micros / 86'400'000'000));
    EXPECT_TRUE(must(stamping.to_renew(end_day.plus_days(-1))).empty());
    EXPECT_EQ(must(stamping.to_renew(end_day)), (std::vector<stamp::Renewal> { { "1", stamp::RenewalReason::ends } }));

    // Nothing new came, but the stamp ends within the days that were set: once a day it is renewed.
    auto early = options(authority);
    early.renew_days
        = days_between(Date::from_days(static_cast<std::int32_t>(clock_.micros / 86'400'000'000)), end_day);
    Stamping renewing(*keeper_, early);
    EXPECT_EQ(did(renewing), Did::nothing); // it is of today
    clock_.micros += 25 * 60 * minute;
    EXPECT_EQ(did(renewing), Did::stamped) << says_;
    EXPECT_EQ(did(renewing), Did::nothing);
    clock_.micros += 60 * minute;
    EXPECT_EQ(did(renewing), Did::nothing);

    auto weak = options(authority);
    weak.weak_digests = { "sha256" };
    Stamping distrusting(*keeper_, weak);
    EXPECT_EQ(must(distrusting.to_renew(end_day.plus_days(-400))).size(), 2); // none that lasts covers them
}

} // namespace recourse::vault::keeper
