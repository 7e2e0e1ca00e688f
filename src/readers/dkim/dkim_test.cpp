#include "readers/dkim/dkim.hpp"

#include "base/check.hpp"
#include "readers/dkim/canonical.hpp"
#include "readers/text/csv.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

namespace recourse::readers::dkim {

namespace {

std::string const folder = RECOURSE_SOURCE_DIR "/tests/vectors/dkim/";

std::string bytes_of(std::string const& path)
{
    std::ifstream in(path, std::ios::binary);
    EXPECT_TRUE(in) << path << " is missing";
    std::ostringstream all;
    all << in.rdbuf();
    return all.str();
}

std::vector<KeyRecord> archived_keys()
{
    std::vector<KeyRecord> keys;
    std::istringstream lines { bytes_of(folder + "dns.tsv") };
    for (std::string line; std::getline(lines, line);) {
        auto const tab = line.find('\t');
        KeyRecord key { line.substr(0, tab), Lookup::found, line.substr(tab + 1), "", std::nullopt, "" };
        if (key.text == "NXDOMAIN")
            key.lookup = Lookup::no_such_name;
        else if (key.text.starts_with("~~"))
            key.lookup = Lookup::no_answer;
        else if (key.text == "\"\"")
            key.text.clear();
        keys.push_back(key);
    }
    return keys;
}

/// 30 November 2026.
constexpr Instant today { 1'796'000'000'000'000 };

std::string class_of(std::vector<Signature> const& signatures)
{
    auto const weak_of_method = [](Signature const& one) {
        return std::ranges::any_of(one.weak, [](auto w) { return w == Weakness::sha1 || w == Weakness::short_key; });
    };
    std::string worst = "undetermined";
    for (auto const& one : signatures) {
        if (one.verdict == Verdict::verified)
            return weak_of_method(one) ? "verified-weak" : "verified";
        if (one.verdict == Verdict::failed)
            worst = "failed";
    }
    return worst;
}

} // namespace

TEST(Dkim, the_corpus_is_judged_as_it_should_be)
{
    auto const keys = archived_keys();
    auto const table = bytes_of(folder + "expected.csv");
    CsvScan scan { table };
    CsvRow row;
    ASSERT_TRUE(scan.next(row));
    std::map<std::string, std::pair<int, int>> score; // class -> right, all
    while (scan.next(row)) {
        auto const& wanted = row.cells.at(2);
        auto const signatures = check(bytes_of(folder + "messages/" + row.cells[0]), keys, today);
        auto const got = class_of(signatures);
        score[wanted].first += got == wanted;
        score[wanted].second += 1;
        for (auto const& one : signatures)
            EXPECT_FALSE(one.says.empty()) << row.cells[0];
        if (wanted == "obsolete-g-tag")
            continue; // hangs on a tag that was removed
        EXPECT_EQ(got, wanted) << row.cells[0] << ": " << (signatures.empty() ? "no signature" : signatures[0].says);
    }
    EXPECT_EQ(score["verified"], std::pair(4, 4));
    EXPECT_EQ(score["failed"], std::pair(7, 7));
    EXPECT_EQ(score["undetermined"].first, score["undetermined"].second);
    EXPECT_EQ(score["verified-weak"].first, score["verified-weak"].second);
}

TEST(Dkim, without_the_key_the_missing_piece_is_named)
{
    auto const mail = bytes_of(folder + "messages/rfc8463_double_signed.txt");
    auto const signatures = check(mail, {}, today);
    ASSERT_EQ(signatures.size(), 2u);
    EXPECT_EQ(signatures[0].verdict, Verdict::undetermined);
    EXPECT_EQ(signatures[0].says, "the key record brisbane._domainkey.football.example.com is not at hand");
    EXPECT_EQ(needed_keys(mail),
        (std::vector<std::string> {
            "brisbane._domainkey.football.example.com", "test._domainkey.football.example.com" }));
}

TEST(Dkim, a_flipped_byte_anywhere_signed_fails_and_never_verifies)
{
    auto const keys = archived_keys();
    auto mail = bytes_of(folder + "messages/rfc8463_double_signed.txt");
    auto const subject = mail.find("Is dinner ready?"), body = mail.find("We lost the game");
    ASSERT_NE(subject, std::string::npos);
    ASSERT_NE(body, std::string::npos);
    for (auto const at : { subject, body }) {
        mail[at] ^= 1;
        for (auto const& one : check(mail, keys, today))
            EXPECT_EQ(one.verdict, Verdict::failed) << one.says;
        mail[at] ^= 1;
    }
    for (auto const& one : check(mail, keys, today)) {
        EXPECT_EQ(one.verdict, Verdict::verified) << one.says;
        EXPECT_EQ(one.alignment, Alignment::same);
        EXPECT_TRUE(one.weak.empty());
    }
}

TEST(Dkim, who_signed_stands_beside_who_is_said_to_write)
{
    auto const aligned = [](std::string const& from, std::string const& domain) {
        return check(
            from + "DKIM-Signature: v=1; a=rsa-sha256; d=" + domain + "; s=x; h=from; bh=; b=\r\n\r\n", {}, today)
            .at(0)
            .alignment;
    };
    EXPECT_EQ(aligned("From: A <a@example.com>\r\n", "example.com"), Alignment::same);
    EXPECT_EQ(aligned("From: A <a@sales.example.com>\r\n", "example.com"), Alignment::parent);
    EXPECT_EQ(aligned("From: A <a@example.com>\r\n", "mx.example.com"), Alignment::child);
    EXPECT_EQ(aligned("From: \"a@example.com\" <b@evil.test>\r\n", "example.com"), Alignment::other);
    EXPECT_EQ(aligned("From: a@badexample.com\r\n", "example.com"), Alignment::other);
    EXPECT_EQ(aligned("From: a@example.com\r\nFrom: b@evil.test\r\n", "example.com"), Alignment::no_from);
    EXPECT_EQ(aligned("", "example.com"), Alignment::no_from);
}

TEST(Dkim, weak_scope_is_named)
{
    auto const one = check(
        "From: a@example.com\r\nDKIM-Signature: v=1; a=rsa-sha1; d=example.com; s=x; h=from; l=5; bh=; b=\r\n\r\nabc",
        {}, today)
                         .at(0);
    EXPECT_EQ(one.weak,
        (std::vector {
            Weakness::sha1, Weakness::subject_not_signed, Weakness::date_not_signed, Weakness::body_length }));
    auto const no_from
        = check("From: a@b.c\nDKIM-Signature: v=1; a=rsa-sha256; d=b.c; s=x; h=to; bh=; b=\n\n", {}, today);
    EXPECT_EQ(no_from.at(0).says, "From is not signed");
}

TEST(Dkim, forms_of_rfc_6376_section_3_4_5)
{
    auto const mail = take_apart("A: X\r\nB : Y\t\r\n\tZ  \r\n\r\n C \r\nD \t E\r\n\r\n\r\n");
    ASSERT_EQ(mail.fields.size(), 2u);
    EXPECT_EQ(canonical_field(mail.fields[0], Form::relaxed), "a:X\r\n");
    EXPECT_EQ(canonical_field(mail.fields[1], Form::relaxed), "b:Y Z\r\n");
    EXPECT_EQ(canonical_field(mail.fields[1], Form::simple), "B : Y\t\r\n\tZ  \r\n");
    EXPECT_EQ(canonical_body(mail.body, Form::relaxed), " C\r\nD E\r\n");
    EXPECT_EQ(canonical_body(mail.body, Form::simple), " C \r\nD \t E\r\n");
    EXPECT_EQ(canonical_body("", Form::simple), "\r\n");
    EXPECT_EQ(canonical_body("", Form::relaxed), "");
}

TEST(Dkim, many_signatures_cost_no_more_than_a_few)
{
    std::string mail = "From: a@b.c\r\n";
    for (int i = 0; i < 500; ++i)
        mail += "DKIM-Signature: v=1; a=rsa-sha256; d=b.c; s=x; h=from; bh=; b=\r\n";
    auto const all = check(mail + "\r\n", {}, today);
    EXPECT_EQ(all.size(), 100u);
    EXPECT_EQ(all.back().says, "the mail has more signatures than are looked at");
}

} // namespace recourse::readers::dkim
