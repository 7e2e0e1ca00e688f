#include "readers/mail/mail.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace recourse::readers::mail {

namespace {

struct Got {
    Mail mail;
    std::vector<Piece> text;
    std::vector<Remark> remarks;
    bool has(std::string_view id) const
    {
        return std::ranges::any_of(remarks, [&](auto const& one) { return one.id == id; });
    }
};

Got read(std::string const& bytes)
{
    prepare();
    Got got;
    Pieces text;
    got.mail = mail::read(bytes, {}, std::nullopt, text, got.remarks);
    got.text = text.take();
    return got;
}

} // namespace

TEST(Mail, headers_parts_and_text_in_chinese)
{
    auto const got = read("Return-Path: <chen@supplier.example>\n"
                          "Received: from mx.supplier.example by mx.buyer.example with ESMTPS id 1;\n"
                          " Tue, 03 Mar 2026 09:00:10 +0000\n"
                          "Received: from desk by mx.supplier.example; Tue, 03 Mar 2026 17:00:05 +0800\n"
                          "From: =?GB2312?B?s8LOsA==?= <chen@supplier.example>\n"
                          "To: Ann <ann@buyer.example>, bob@buyer.example\n"
                          "Subject: =?UTF-8?B?6LSn54mp?= shipped\n"
                          "Date: Tue, 03 Mar 2026 17:00:00 +0800\n"
                          "Message-ID: <1@supplier.example>\n"
                          "References: <a@b> <c@d>\n"
                          "MIME-Version: 1.0\n"
                          "Content-Type: multipart/mixed; boundary=x\n\n"
                          "--x\nContent-Type: text/plain; charset=gb2312\nContent-Transfer-Encoding: base64\n\n"
                          "u/XO79LRt6I=\n" // 货物已发
                          "--x\nContent-Type: text/html; charset=utf-8\n\n<p>Hello &amp; bye</p>\n"
                          "--x\nContent-Type: application/pdf; name=\"a.pdf\"\nContent-Disposition: attachment\n"
                          "Content-Transfer-Encoding: base64\n\nYWJj\n--x--\n");
    EXPECT_EQ(got.mail.from, (std::vector<Address> { { "陈伟", "chen@supplier.example" } }));
    EXPECT_EQ(got.mail.to.size(), 2u);
    EXPECT_EQ(got.mail.subject, "货物 shipped");
    EXPECT_EQ(to_string(*got.mail.date), "2026-03-03T09:00:00Z");
    ASSERT_EQ(got.mail.received.size(), 2u);
    EXPECT_EQ(got.mail.received[0].by, "mx.buyer.example");
    EXPECT_EQ(got.mail.received[1].from, "desk");
    EXPECT_EQ(to_string(*got.mail.received[1].at), "2026-03-03T09:00:05Z");
    ASSERT_EQ(got.mail.parts.size(), 4u);
    EXPECT_TRUE(got.mail.parts[0].container);
    EXPECT_EQ(got.mail.parts[3].path, "1.3");
    EXPECT_EQ(got.mail.parts[3].name, "a.pdf");
    EXPECT_TRUE(got.mail.parts[3].attachment);
    EXPECT_EQ(got.mail.parts[3].digest, sha256("abc"));
    EXPECT_EQ(got.mail.references.size(), 2u);
    ASSERT_EQ(got.text.size(), 3u);
    EXPECT_EQ(got.text[1].place, "part 1.1");
    EXPECT_EQ(got.text[1].text, "货物已发");
    EXPECT_EQ(got.text[2].text, "Hello & bye\n");
    EXPECT_TRUE(got.has("not-signed"));
    EXPECT_FALSE(got.has("received-out-of-order"));
}

TEST(Mail, what_is_odd_is_said)
{
    auto const got = read("Received: from b by c; Tue, 03 Mar 2026 09:00:00 +0000\n"
                          "Received: from a by b; Tue, 03 Mar 2026 10:00:00 +0000\n"
                          "From: \"boss@buyer.example\" <x@evil.example>\nFrom: second@buyer.example\n"
                          "Reply-To: pay@other.example\nDate: Sun, 01 Mar 2026 08:00:00 +0000\n\nhi\n");
    for (char const* const id : { "received-out-of-order", "from-more-than-once", "no-message-id", "not-signed",
             "name-is-an-address", "answers-go-elsewhere", "date-far-from-received" })
        EXPECT_TRUE(got.has(id)) << id;
}

TEST(Mail, depth_and_number_end_somewhere)
{
    std::string deep = "Subject: deep\nFrom: a@b.c\n",
                wide = "From: a@b.c\nContent-Type: multipart/mixed; boundary=w\n\n";
    for (int i = 0; i < 3000; ++i)
        deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
    auto const got = read(deep + "\n\nend\n");
    EXPECT_TRUE(got.has("too-deep"));
    EXPECT_LE(got.mail.parts.size(), depth_max);
    for (int i = 0; i < 5000; ++i)
        wide += "--w\n\nx\n";
    auto const many = read(wide + "--w--\n");
    EXPECT_EQ(many.mail.parts.size(), parts_max);
    EXPECT_TRUE(many.has("too-many-parts"));
}

TEST(Mail, any_bytes_are_no_more_than_a_bad_mail)
{
    for (std::string const bytes :
        { std::string {}, std::string("\0\0\0", 3), std::string("From"), std::string(": :\n\n:") })
        EXPECT_TRUE(read(bytes).mail.signatures.empty());
}

} // namespace recourse::readers::mail
