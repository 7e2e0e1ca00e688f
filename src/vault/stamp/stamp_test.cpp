#include "vault/stamp/authority_test.hpp"
#include "vault/stamp/certificates.hpp"
#include "vault/stamp/judge.hpp"
#include "vault/stamp/lists_of_chain.hpp"
#include "vault/stamp/renewal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace recourse::vault::stamp {

namespace {

namespace fs = std::filesystem;

Instant of_day(Date day)
{
    return { std::int64_t { day.days() } * 86'400'000'000 };
}

Instant const in_2026 = of_day(Date::of(2026, 11, 30));

Instant now()
{
    return { std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count() };
}

std::string vector_file(std::string const& name)
{
    return bytes_of_file(fs::path { RECOURSE_SOURCE_DIR } / "tests/vectors/rfc3161" / name);
}

/// The cells of a line of CSV whose last may be quoted.
std::vector<std::string> cells_of(std::string const& line)
{
    std::vector<std::string> cells { "" };
    for (char const c : line) {
        if (c == ',' && cells.size() < 5)
            cells.emplace_back();
        else
            cells.back() += c;
    }
    return cells;
}

class Judged : public testing::Test {
protected:
    static void SetUpTestSuite() { authority = std::make_unique<LocalAuthority>(); }
    static void TearDownTestSuite() { authority.reset(); }
    static std::unique_ptr<LocalAuthority> authority;
};

std::unique_ptr<LocalAuthority> Judged::authority;

std::string says(Judgement const& judgement)
{
    return fmt::format("{}{}{}", name(judgement.verdict), judgement.says.empty() ? "" : ": ", judgement.says);
}

} // namespace

TEST(TokenVectors, all_fourteen)
{
    std::istringstream rows(vector_file("expected.csv"));
    std::string line;
    std::getline(rows, line);
    int right = 0;
    while (std::getline(rows, line)) {
        auto const cells = cells_of(line);
        auto const token = vector_file(cells[0]);
        auto const chain = cells[2].empty() ? std::string {} : vector_file(cells[2]);
        std::string data = cells[1], request;
        if (data.starts_with("@file:"))
            data = vector_file(data.substr(6));
        else if (data.starts_with("@query:"))
            request = vector_file(data.substr(7));
        auto const found = judge(token, { data, request }, { chain, {}, {} }, in_2026);
        bool same = (found.verdict == Verdict::good) == cells[3].starts_with("ok");
        if (cells[3].starts_with("ok-signer-is:"))
            same = same && found.signer.starts_with(cells[3].substr(13));
        if (cells[3] == "ok-at-gentime")
            same = same && std::ranges::any_of(found.notes, [](auto const& note) {
                return note.find("has run out since") != note.npos;
            });
        right += same ? 1 : 0;
        EXPECT_TRUE(same) << line << "\n" << says(found) << "\n" << found.signer;
    }
    EXPECT_EQ(right, 14);
}

TEST(TokenVectors, the_missing_piece_is_named)
{
    auto const chain = vector_file("sigstage__ts_chain.pem");
    struct Row {
        char const* token;
        std::string data;
        std::string chain;
        char const* says;
    };
    for (auto const& [token, data, anchors, expected] : {
             Row { "sigstage__response-sha256.tsr", "hello", chain, "good" },
             Row { "sigstage__response-no-embedded-cert.tsr", "hello", "",
                 "undetermined: the certificate of its signer is missing: number "
                 "0a35a10661d5e24173c68996a7f27df27e037ca7 of CN=sigstore-tsa-selfsigned,O=sigstore.dev" },
             Row { "sigstage__response-sha256.tsr", "hello", "",
                 "undetermined: the certificate of CN=sigstore-tsa-selfsigned,O=sigstore.dev, which issued that of "
                 "CN=sigstore-tsa,O=sigstore.dev, is missing" },
             Row { "sigstage__response-sha256.tsr", "hello!", chain, "bad: is of other bytes" },
             Row { "sigstage__response-invalid-signature.tsr", "hello", chain,
                 "bad: its signature is not that of its signer" },
         })
        EXPECT_EQ(says(judge(vector_file(token), { data, {} }, { anchors, {}, {} }, in_2026)), expected) << token;
}

TEST(TokenVectors, what_is_no_token)
{
    EXPECT_EQ(says(judge("", {}, {}, {})), "bad: is no time-stamp token");
    EXPECT_EQ(says(judge("0\x03\x02\x01\x01", {}, {}, {})), "bad: is no time-stamp token");
    EXPECT_EQ(says(judge(vector_file("sigstage__response-sha256.tsr") + "x", { "hello", {} }, {}, {})),
        "bad: bytes follow the reply");
    EXPECT_EQ(says(judge(std::string(2 << 20, '0'), {}, {}, {})), "bad: more than 1048576 bytes");
}

TEST_F(Judged, a_token_of_an_authority_of_our_own)
{
    auto const token = authority->stamp("checkpoint");
    auto const found = judge(token, { "checkpoint", {} }, { authority->root(), {}, {} }, now());
    EXPECT_EQ(says(found), "good");
    EXPECT_EQ(found.signer, "CN=Test signer,O=Test Authority");
    EXPECT_EQ(found.root, "CN=Test Root,O=Test Authority");
    EXPECT_EQ(found.policy, "1.3.6.1.4.1.32473.1");
    EXPECT_EQ(found.imprint, "sha256");
    EXPECT_EQ(found.latest->micros, found.at->micros + 1'000'000);
    EXPECT_THAT(found.notes,
        testing::ElementsAre("whether the certificate of CN=Test signer,O=Test Authority was revoked is not known: no "
                             "list of CN=Test Root,O=Test Authority is given"));
    auto const later = judge(token, { "checkpoint", {} }, { authority->root(), {}, {} }, of_day(Date::of(2050, 1, 1)));
    EXPECT_EQ(later.verdict, Verdict::good);
    EXPECT_EQ(later.notes.size(), 3u);
    EXPECT_EQ(says(judge(token, { "other", {} }, { authority->root(), {}, {} }, now())), "bad: is of other bytes");
    LocalAuthority const other;
    // Another root of the same name: the token brings its own along, which is not trusted for that.
    EXPECT_EQ(says(judge(token, { "checkpoint", {} }, { other.root(), {}, {} }, now())),
        "bad: its chain ends in CN=Test Root,O=Test Authority, which is none of those trusted");
    EXPECT_EQ(
        says(judge(token, { "checkpoint", {} }, {}, now())), "undetermined: no root certificate is given to trust");
}

TEST_F(Judged, who_may_not_stamp_is_found)
{
    auto const request = make_request(sha256("checkpoint"), 7);
    for (auto const* who : { "loose", "plain" })
        EXPECT_EQ(
            says(judge(authority->reply(request, who), { "checkpoint", {} }, { authority->root(), {}, {} }, now())),
            fmt::format("bad: the certificate of CN=Test {},O=Test Authority is not one for time stamps alone "
                        "(timeStamping, critical)",
                who));
}

TEST_F(Judged, revocation_counts_by_its_time_and_reason)
{
    auto const token = authority->stamp("checkpoint");
    auto const with = [&](std::string_view revoked) {
        auto const list = authority->list(revoked);
        return judge(token, { "checkpoint", {} }, { authority->root(), {}, list }, now());
    };
    auto const none = with("-");
    EXPECT_EQ(says(none), "good");
    ASSERT_EQ(none.notes.size(), 1u);
    EXPECT_THAT(none.notes.front(),
        testing::StartsWith("the certificate of CN=Test signer,O=Test Authority was not revoked by the list of "));
    EXPECT_EQ(says(with("200101000000Z,superseded")),
        "bad: the certificate of CN=Test signer,O=Test Authority was revoked on 2020-01-01T00:00:00Z");
    EXPECT_EQ(says(with("490101000000Z,superseded")), "good");
    EXPECT_EQ(says(with("490101000000Z,cessationOfOperation")), "good");
    for (auto const* harm : { "490101000000Z", "490101000000Z,keyCompromise" })
        EXPECT_EQ(says(with(harm)),
            "bad: the certificate of CN=Test signer,O=Test Authority was revoked on 2049-01-01T00:00:00Z, without a "
            "reason by which earlier tokens stay valid");
    LocalAuthority const other;
    auto const list = other.list("200101000000Z,superseded");
    EXPECT_EQ(says(judge(token, { "checkpoint", {} }, { authority->root(), {}, list }, now())), "good");
}

TEST_F(Judged, a_reply_is_asked_for_and_checked)
{
    auto const digest = sha256("checkpoint");
    Answer answer { 200, "application/timestamp-reply", {} };
    std::string sent_type;
    Post const post
        = [&](std::string const&, std::string_view type, std::string_view body) -> std::expected<Answer, std::string> {
        sent_type = type;
        if (answer.body.empty())
            return Answer { answer.status, answer.type, authority->reply(body) };
        return answer;
    };
    auto const reply = ask(post, "http://127.0.0.1/", digest, 99);
    ASSERT_TRUE(reply.has_value()) << reply.error();
    EXPECT_EQ(sent_type, "application/timestamp-query");
    EXPECT_EQ(judge(*reply, { "checkpoint", {} }, { authority->root(), {}, {} }, now()).verdict, Verdict::good);

    auto const error = [&] { return ask(post, "http://127.0.0.1/", digest, 99).error(); };
    answer.body = authority->reply(make_request(digest, 98));
    EXPECT_EQ(error(), "http://127.0.0.1/: the token answers another request (nonce)");
    answer.body = authority->reply(make_request(sha256("other"), 99));
    EXPECT_EQ(error(), "http://127.0.0.1/: the token is of other bytes than were asked for");
    answer.body = "0\x05\x30\x03\x02\x01\x02"; // status 2: rejection
    EXPECT_EQ(error(), "http://127.0.0.1/: the authority refused: status 2");
    answer.type = "text/html";
    EXPECT_EQ(error(), "http://127.0.0.1/: answered with 'text/html', no time stamp");
    answer.status = 503;
    EXPECT_EQ(error(), "http://127.0.0.1/: answered with status 503");
}

TEST_F(Judged, the_openssl_program_agrees)
{
    auto const token = authority->stamp("checkpoint");
    auto const folder = fs::temp_directory_path() / fmt::format("stamp-agrees-{}", ::getpid());
    fs::create_directory(folder);
    write_file(folder / "data", "checkpoint");
    write_file(folder / "token.tsr", token);
    write_file(folder / "root.pem", authority->root());
    auto const at = judge(token, { "checkpoint", {} }, { authority->root(), {}, {} }, now()).at->micros / 1'000'000;
    auto const command = fmt::format(
        "openssl ts -verify -attime {1} -data '{0}/data' -in '{0}/token.tsr' -CAfile '{0}/root.pem' >/dev/null 2>&1",
        folder.string(), at);
    EXPECT_EQ(std::system(command.c_str()), 0) << command; // NOLINT(concurrency-mt-unsafe): one thread
    fs::remove_all(folder);
}

TEST(ListsOfChain, are_those_that_its_certificates_signed)
{
    LocalAuthority const authority, stranger;
    auto const chain = authority.signer() + authority.root();
    auto const list = authority.list("-"), other = stranger.list("-");
    constexpr std::size_t room = 1U << 20U;
    auto const chosen = [&](std::vector<std::string> const& given, std::size_t most = room) {
        return lists_of_chain(chain, given, now(), most);
    };
    auto const found = chosen({ other, "no list at all", list, {} });
    EXPECT_EQ(read_lists(found.pem).size(), 1u);
    EXPECT_TRUE(found.notes.empty());
    EXPECT_EQ(chosen({ list }).pem, found.pem);
    // A DER is as good; of two the newer one is kept, whatever the order.
    auto const lists = read_lists(list);
    unsigned char* der = nullptr;
    auto const size = i2d_X509_CRL(lists[0].get(), &der);
    ASSERT_GT(size, 0);
    EXPECT_EQ(
        chosen({ std::string { reinterpret_cast<char const*>(der), static_cast<std::size_t>(size) } }).pem, found.pem);
    OPENSSL_free(der);
    EXPECT_EQ(read_lists(chosen({ list, authority.list("-"), list }).pem).size(), 1u);
    // What is missing, or over, is told and keeps nothing from being stamped.
    EXPECT_EQ(chosen({ other }).pem, "");
    ASSERT_EQ(chosen({ other }).notes.size(), 1u);
    EXPECT_THAT(chosen({ other }).notes[0], testing::HasSubstr("no revocation list of CN=Test Root"));
    EXPECT_THAT(chosen({ list }, 10).notes.at(0), testing::HasSubstr("too large"));
    auto const late
        = lists_of_chain(chain, std::vector { list }, { now().micros + 800 * std::int64_t { 86'400'000'000 } }, room);
    EXPECT_THAT(late.notes.at(0), testing::HasSubstr("ended on"));
    EXPECT_NE(late.pem, "");
    EXPECT_TRUE(lists_of_chain({}, std::vector { list }, now(), room).pem.empty());
    // And it counts when the stamp is judged.
    auto const reply = authority.stamp("data");
    auto const judged = judge(reply, { "data", {} }, { chain, chain, found.pem }, now());
    EXPECT_EQ(judged.verdict, Verdict::good) << judged.says;
    EXPECT_THAT(judged.notes, testing::Contains(testing::HasSubstr("was not revoked by the list of")));
}

TEST(Renewal, what_ends_and_is_not_covered)
{
    auto const until = [](int year) { return of_day(Date::of(year, 6, 30)); };
    std::vector<HeldToken> tokens {
        { "first", of_day(Date::of(2026, 1, 1)), until(2028), "sha256", 10, 10 },
        { "second", of_day(Date::of(2027, 1, 1)), until(2029), "sha256", 20, 20 },
        { "third", of_day(Date::of(2027, 2, 1)), std::nullopt, "sha256", 30, 30 },
    };
    using R = RenewalReason;
    auto const on = [&](int year, unsigned month, unsigned day, std::vector<std::string> const& weak = {}) {
        return to_renew(tokens, Date::of(year, month, day), weak);
    };
    EXPECT_EQ(on(2028, 6, 29), (std::vector<Renewal> { { "third", R::unknown_end } }));
    // The second lasts and has the first in its checkpoint.
    EXPECT_EQ(on(2028, 6, 30), (std::vector<Renewal> { { "third", R::unknown_end } }));
    EXPECT_EQ(on(2029, 6, 30),
        (std::vector<Renewal> { { "first", R::ends }, { "second", R::ends }, { "third", R::unknown_end } }));
    EXPECT_EQ(on(2026, 12, 1, { "sha256" }).size(), 3u);
    tokens.push_back({ "fourth", of_day(Date::of(2029, 1, 1)), until(2035), "sha512", 40, 40 });
    EXPECT_TRUE(on(2029, 6, 30).empty());
    EXPECT_TRUE(on(2029, 6, 30, { "sha256" }).empty());
    EXPECT_EQ(on(2029, 6, 30, { "sha512" }).size(), 4u);
}

} // namespace recourse::vault::stamp
