#include "readers/chat/chat.hpp"
#include "readers/chat/when.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace recourse::readers::chat {

namespace {

struct Got {
    Chat chat;
    std::vector<Piece> text;
    std::vector<Remark> remarks;
    bool has(std::string_view id) const
    {
        return std::ranges::any_of(remarks, [&](auto const& one) { return one.id == id; });
    }
};

Got read(std::string const& bytes, Told const& told = {})
{
    Got got;
    Pieces text;
    got.chat = chat::read(bytes, told, text, got.remarks);
    got.text = text.take();
    return got;
}

std::string shown(Message const& one)
{
    auto text = one.sender + "|" + (one.at ? to_string(*one.at) : one.local) + "|" + one.text;
    std::ranges::replace(text, '\n', '/');
    return text;
}

std::string when(std::string const& text)
{
    auto const time = written_time(text);
    if (!time)
        return "none";
    return fmt::format("{} {}{}{} {:02}:{:02}:{:02}{}", time->year, time->first, time->settled ? "-" : "?",
        time->second, time->hour, time->minute, time->second_of_minute,
        time->offset_seconds ? fmt::format(" {}", *time->offset_seconds) : "");
}

} // namespace

TEST(Chat, times_of_many_countries)
{
    struct Row {
        char const* text;
        char const* means;
    };
    Row const rows[] = {
        { "2026-03-03 08:30:15", "2026 3-3 08:30:15" },
        { "2026/3/3 8:30", "2026 3-3 08:30:00" },
        { "2026年3月3日 下午8:30", "2026 3-3 20:30:00" },
        { "2026-03-03T08:30:15Z", "2026 3-3 08:30:15 0" },
        { "2026-03-03 08:30 (UTC+8)", "2026 3-3 08:30:00 28800" },
        { "3/4/26, 8:30:15\u202fPM", "2026 3?4 20:30:15" },
        { "03/04/2026, 08:30", "2026 3?4 08:30:00" },
        { "03.04.26, 08:30", "2026 3?4 08:30:00" },
        { "3.4.2026 klo 8.30.15", "2026 3?4 08:30:15" },
        { "3-4-2026 08:30 a.m.", "2026 3?4 08:30:00" },
        { "12/3/26, 12:05 am", "2026 12?3 00:05:00" },
        { "Mar 3, 2026 8:30 AM", "2026 3-3 08:30:00" },
        { "3 March 2026, 08:30", "2026 3-3 08:30:00" },
        { "13/13/2026, 08:30", "none" },
        { "2026-02-30", "none" },
        { "25:61", "none" },
        { "3/4/26, 24:00", "none" },
    };
    for (auto const& row : rows)
        EXPECT_EQ(when(row.text), row.means) << row.text;
}

TEST(Chat, whatsapp_of_both_phones)
{
    auto const android = read("25/03/2026, 08:30 - Messages and calls are end-to-end encrypted.\n"
                              "25/03/2026, 08:31 - Ann: First\nsecond line\n"
                              "01/04/2026, 09:00 - Wei Chen: This message was deleted\n"
                              "01/04/2026, 09:05 - Wei Chen: IMG-1.jpg (file attached)\n",
        { .zone = "Asia/Shanghai" });
    ASSERT_EQ(android.chat.messages.size(), 4u);
    EXPECT_EQ(android.chat.platform, Platform::whatsapp);
    EXPECT_EQ(android.chat.order, DayOrder::day_first);
    EXPECT_EQ(android.chat.order_because, "message 1 is of 25/03/2026, 08:30");
    EXPECT_EQ(android.chat.messages[0].kind, MessageKind::system);
    EXPECT_EQ(shown(android.chat.messages[1]), "Ann|2026-03-25T00:31:00Z|First/second line");
    EXPECT_EQ(android.chat.messages[2].kind, MessageKind::recalled);
    EXPECT_EQ(android.chat.messages[3].attachments, std::vector<std::string> { "IMG-1.jpg" });
    ASSERT_EQ(android.chat.gaps.size(), 1u);
    EXPECT_EQ(android.chat.gaps[0].says, "message 3 was recalled; what it said is not in the export");
    auto const ios
        = read("[3/4/26, 8:30:15\u202fPM] Ann: hello\n[3/5/26, 8:31:15\u202fPM] Bob: \u200e<attached: 1.jpg>\n");
    ASSERT_EQ(ios.chat.messages.size(), 2u);
    EXPECT_EQ(ios.chat.order, DayOrder::unknown);
    EXPECT_EQ(ios.chat.messages[0].time, TimeState::ambiguous);
    EXPECT_EQ(
        ios.chat.messages[0].readings, (std::vector<std::string> { "2026-04-03 20:30:15", "2026-03-04 20:30:15" }));
    EXPECT_FALSE(ios.chat.messages[0].at);
    EXPECT_TRUE(ios.has("days-ambiguous"));
    auto const said = read("[3/4/26, 8:30:15 PM] Ann: hello\n", { .zone = "UTC", .order = DayOrder::month_first });
    EXPECT_EQ(shown(said.chat.messages.at(0)), "Ann|2026-03-04T20:30:15Z|hello");
}

TEST(Chat, wechat_and_alibaba_text)
{
    auto const memo = read(
        "微信聊天记录\n\n2026-03-03 08:30:15 陈伟\n货物已发出\n请查收\n\n2026-03-03 08:31:00 Ann\nreceived 收到\n"
        "2026-03-03 08:32:00 陈伟\n\"陈伟\" 撤回了一条消息\n");
    ASSERT_EQ(memo.chat.messages.size(), 3u);
    EXPECT_EQ(memo.chat.platform, Platform::wechat);
    EXPECT_EQ(shown(memo.chat.messages[0]), "陈伟|2026-03-03 08:30:15|货物已发出/请查收");
    EXPECT_EQ(memo.chat.messages[2].kind, MessageKind::recalled);
    EXPECT_TRUE(memo.has("zone-unknown"));
    auto const mailed = read("—————  2026-03-03  —————\n\n陈伟  08:30\n\n货物已发出\n\nAnn  09:12\n\nok\n");
    ASSERT_EQ(mailed.chat.messages.size(), 2u);
    EXPECT_EQ(shown(mailed.chat.messages[1]), "Ann|2026-03-03 09:12|ok");
    auto const named
        = read("Alibaba Message Center\nWei Chen(2026-03-03 08:30:15):Dear Ann\n陈伟（2026-03-03 08:31:15）：你好\n");
    ASSERT_EQ(named.chat.messages.size(), 2u);
    EXPECT_EQ(named.chat.platform, Platform::alibaba);
    EXPECT_EQ(shown(named.chat.messages[1]), "陈伟|2026-03-03 08:31:15|你好");
}

TEST(Chat, tables_with_numbers_that_are_missing)
{
    std::string const table = "No.,Time,Sender ID,Sender,Message,Attachment\n"
                              "1,2026-03-03 08:30:15 (UTC+8),cn100,Wei Chen,\"two\nlines\",\n"
                              "2,2026-03-03 08:31:00 (UTC+8),us200,Ann,see photo,a.jpg;b.jpg\n"
                              "5,2026-03-03 08:30:00 (UTC+8),cn100,Wei Chen,ok,\n";
    auto const got = read(table);
    ASSERT_EQ(got.chat.messages.size(), 3u);
    auto const& first = got.chat.messages[0];
    EXPECT_EQ(shown(first), "Wei Chen|2026-03-03T00:30:15Z|two/lines");
    EXPECT_EQ(first.sender_id, "cn100");
    EXPECT_EQ(table.substr(first.begin, first.end - first.begin),
        "1,2026-03-03 08:30:15 (UTC+8),cn100,Wei Chen,\"two\nlines\",");
    EXPECT_EQ(got.chat.messages[1].attachments.size(), 2u);
    ASSERT_EQ(got.chat.gaps.size(), 2u);
    EXPECT_EQ(got.chat.gaps[0].says, "numbers 3 to 4 are not in the export");
    // What is numbered in the export is cited by that number, which the other side finds in its own copy.
    std::vector<std::string> places;
    for (auto const& message : got.chat.messages)
        places.push_back(cited(message));
    EXPECT_EQ(places, (std::vector<std::string> { "message No. 1", "message No. 2", "message No. 5 (row 3)" }));
    EXPECT_EQ(got.chat.gaps[1].says,
        "message No. 5 (row 3) is of 2026-03-03 08:30, before the one above it (2026-03-03 08:31)");
    auto const with_ids = read("id,time,sender,message\nmsg-a7,2026-03-03 08:30:15,Ann,yes\n");
    ASSERT_EQ(with_ids.chat.messages.size(), 1u);
    EXPECT_EQ(cited(with_ids.chat.messages[0]), "message No. msg-a7 (row 1)");
    auto const without = read("time,sender,message\n2026-03-03 08:30:15,Ann,yes\n");
    ASSERT_EQ(without.chat.messages.size(), 1u);
    EXPECT_EQ(cited(without.chat.messages[0]), "message 1");
    EXPECT_EQ(got.chat.participants.size(), 2u);
}

TEST(Chat, a_page)
{
    std::string const page
        = "<html><title>WeChat</title><body><div class=\"message\" data-sender=\"wxid_1\"><span class=nickname>"
          "陈伟</span><span class=time>2026-03-03 08:30:15</span><div class=content>a &amp; b<br>c</div></div>"
          "<div class='message recalled'><span class=time>2026-03-03 08:31</span>gone</div>"
          "<div class=msg><b class=name>Ann</b><i class=time>2026-03-03 08:32</i><img src=\"p/1.jpg\"></div></body>";
    auto const got = read(page, { .zone = "Asia/Shanghai" });
    ASSERT_EQ(got.chat.messages.size(), 3u);
    EXPECT_EQ(shown(got.chat.messages[0]), "陈伟|2026-03-03T00:30:15Z|a & b/c");
    EXPECT_EQ(got.chat.messages[0].sender_id, "wxid_1");
    EXPECT_EQ(got.chat.messages[1].kind, MessageKind::recalled);
    EXPECT_EQ(got.chat.messages[2].attachments, std::vector<std::string> { "p/1.jpg" });
    EXPECT_TRUE(page.substr(got.chat.messages[2].begin).starts_with("<div class=msg>"));
}

TEST(Chat, rsmf_carries_every_message)
{
    auto const got
        = read("2026-03-03 08:30:15 陈伟\nhello\n2026-03-03 08:31:00 Ann\nok\n", { .zone = "Asia/Shanghai" });
    auto const rsmf = to_rsmf(got.chat, "Order 4711");
    EXPECT_TRUE(rsmf.starts_with("X-RSMF-Version: 2.0.0\r\n"));
    EXPECT_NE(rsmf.find("X-RSMF-EventCount: 2\r\n"), std::string::npos);
    EXPECT_NE(rsmf.find("X-RSMF-BeginDate: 2026-03-03T00:30:15Z\r\n"), std::string::npos);
    EXPECT_NE(rsmf.find("filename=\"rsmf.zip\""), std::string::npos);
    EXPECT_EQ(rsmf, to_rsmf(got.chat, "Order 4711"));
}

RC_GTEST_PROP(Chat, any_bytes_give_records_within_the_file, (std::string bytes))
{
    auto const got = read(bytes + "\n2026-03-03 08:30:15 A\n" + bytes);
    for (auto const& one : got.chat.messages) {
        RC_ASSERT(one.begin <= one.end);
        RC_ASSERT(is_utf8(one.text));
    }
}

} // namespace recourse::readers::chat
