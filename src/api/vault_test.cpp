#include "api/dossier_replies.hpp"
#include "api/market_test.hpp"
#include "base/base64.hpp"
#include "vault/log/proof.hpp"
#include "vault/seal/verify.hpp"
#include "vault/zip/byte_range.hpp"

#include <gmock/gmock.h>

// Evidence over the API: files in and out, the log of the vault along the events, and what is erased.

namespace recourse::api {

namespace {

using act::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

http::Field const tus { "Tus-Resumable", "1.0.0" };
http::Field const bytes_type { "Content-Type", "application/offset+octet-stream" };

Answer begin_upload(TestDesk& desk, Who const& who, std::size_t size)
{
    return desk.ask(who, http::Method::post, "/v1/uploads", {}, { tus, { "Upload-Length", fmt::format("{}", size) } });
}

Answer send_bytes(TestDesk& desk, Who const& who, std::string const& path, std::size_t offset, std::string bytes,
    std::vector<http::Field> more = {})
{
    more.insert(more.end(), { tus, bytes_type, { "Upload-Offset", fmt::format("{}", offset) } });
    return desk.ask(who, http::Method::patch, path, std::move(bytes), more);
}

/// The digest of the bytes, once the desk has them.
std::string uploaded(TestDesk& desk, Who const& who, std::string const& bytes)
{
    auto const begun = begin_upload(desk, who, bytes.size());
    std::string const path { begun.headers.get("Location") };
    EXPECT_EQ(send_bytes(desk, who, path, 0, bytes).status, 204);
    return desk.get(who, path).text("digest");
}

std::string body_of(std::string_view compartment, std::string const& digest, std::size_t size, std::string_view name)
{
    return fmt::format("{{'compartment':'{}','exhibit':{{'digest':'{}','size':{},'file_name':'{}','media_type':"
                       "'text/plain','kind':'other','source':{{'from':'a drawer'}},'collected':{{}},'origin':{{}},"
                       "'description':{{'title':'{}'}}}}}}",
        compartment, digest, size, name, name);
}

struct Work {
    Market market;
    TestDesk& desk = market.desk;
    Case& one = market.first;
    Who counsel = desk.person(Role::counsel, one.buyer);
    std::string path = "/v1/dossiers/" + one.dossier;

    /// The exhibit's id.
    std::string add(Who const& who, std::string_view compartment, std::string const& bytes, std::string_view name)
    {
        auto const digest = uploaded(desk, who, bytes);
        auto const receipt = desk.must(who, path + "/add-exhibit", body_of(compartment, digest, bytes.size(), name));
        return fmt::format("VX-{}", TestDesk::place_of(receipt));
    }
    std::string of(std::string_view exhibit, std::string_view what) const
    {
        return fmt::format("{}/exhibits/{}/{}", path, exhibit, what);
    }
    void read_all()
    {
        auto& vault = desk.desk().vault();
        ASSERT_TRUE(vault.wait_followed(vault.durable(), std::chrono::seconds(10)));
        while (vault.read_some()) { }
    }
};

/// What the log says of a case, without what differs from log to log.
std::vector<std::string> records(Desk& desk, std::string_view subject)
{
    auto& vault = desk.vault();
    EXPECT_TRUE(vault.wait_followed(vault.durable(), std::chrono::seconds(10)));
    std::vector<std::string> lines;
    for (auto const entry : vault.keeper().about_subject(subject).value()) {
        auto const one = vault.keeper().record(entry).value();
        if (vault::keeper::place_of(one.note))
            lines.push_back(fmt::format(
                "{} {} {} {}\n{}", vault::name(one.act), to_string(one.digest), one.actor, one.how, one.note));
    }
    return lines;
}

void copy_all(fs::path const& from, fs::path const& to)
{
    fs::remove_all(to);
    fs::copy(from, to, fs::copy_options::recursive);
}

/// Why a desk does not open; empty: it does.
std::string why_closed(TestDesk& desk)
{
    try {
        desk.open();
    } catch (std::runtime_error const& error) {
        return error.what();
    }
    return {};
}

} // namespace

// ---------------------------------------------------------------------------------------------------- files in

TEST(Uploads, come_in_pieces_and_go_on_where_they_ended)
{
    Work work;
    auto& desk = work.desk;
    auto const& who = work.one.buys;
    auto const begun = begin_upload(desk, who, 10);
    EXPECT_EQ(begun.status, 201);
    EXPECT_EQ(begun.headers.get("Tus-Resumable"), "1.0.0");
    EXPECT_THAT(std::string { begun.headers.get("Upload-Expires") }, testing::EndsWith(" GMT"));
    std::string const path { begun.headers.get("Location") };
    auto const first = send_bytes(desk, who, path, 0, "01234");
    EXPECT_EQ(first.status, 204);
    EXPECT_EQ(first.headers.get("Upload-Offset"), "5");
    auto const wrong = send_bytes(desk, who, path, 4, "4");
    EXPECT_EQ(wrong.status, 409);
    EXPECT_THAT(wrong.body, HasSubstr("goes on at 5"));
    EXPECT_EQ(wrong.headers.get("Tus-Resumable"), "1.0.0"); // of every answer
    EXPECT_EQ(send_bytes(desk, who, path, 5, "5", { { "Upload-Checksum", "sha1 AAAA" } }).status, 460);
    EXPECT_EQ(send_bytes(desk, who, path, 5, "5", { { "Upload-Checksum", "crc32 AAAA" } }).status, 400);
    EXPECT_EQ(send_bytes(desk, who, path, 5, "567890").status, 413);
    desk.reopen();
    auto const where = desk.ask(who, http::Method::head, path, {}, { tus });
    EXPECT_EQ(where.headers.get("Upload-Offset"), "5");
    EXPECT_EQ(where.headers.get("Upload-Length"), "10");
    auto const digest = sha256("56789");
    auto const checksum = to_base64({ reinterpret_cast<char const*>(digest.bytes.data()), digest.bytes.size() });
    auto const last = send_bytes(desk, who, path, 5, "56789", { { "Upload-Checksum", "sha256 " + checksum } });
    EXPECT_EQ(last.status, 204);
    EXPECT_EQ(last.headers.get("Upload-Digest"), "sha-256=" + to_string(sha256("0123456789")));
    EXPECT_EQ(desk.get(who, path).text("digest"), to_string(sha256("0123456789")));
    EXPECT_EQ(desk.ask(who, http::Method::del, path, {}, { tus }).status, 204);
    EXPECT_EQ(desk.get(who, path).status, 404);
}

TEST(Uploads, are_their_owners)
{
    Work work;
    auto& desk = work.desk;
    std::string const path { begin_upload(desk, work.one.buys, 3).headers.get("Location") };
    for (auto const& other : { work.one.sells, work.counsel, work.market.officer }) {
        EXPECT_EQ(send_bytes(desk, other, path, 0, "abc").status, 404);
        EXPECT_EQ(desk.get(other, path).status, 404);
        EXPECT_EQ(desk.ask(other, http::Method::del, path, {}, { tus }).status, 404);
    }
    EXPECT_EQ(send_bytes(desk, work.one.buys, path, 0, "abc").status, 204);
}

TEST(Uploads, that_are_not_of_the_protocol_are_refused)
{
    Work work;
    auto& desk = work.desk;
    auto const& who = work.one.buys;
    auto const old = desk.ask(
        who, http::Method::post, "/v1/uploads", {}, { { "Tus-Resumable", "0.2.2" }, { "Upload-Length", "1" } });
    EXPECT_EQ(old.status, 412);
    EXPECT_EQ(old.headers.get("Tus-Version"), "1.0.0");
    EXPECT_EQ(desk.ask(who, http::Method::post, "/v1/uploads", {}, { tus }).code(), "upload.no_length");
    EXPECT_EQ(desk.ask(who, http::Method::post, "/v1/uploads", {}, { tus, { "Upload-Length", "-1" } }).code(),
        "upload.no_length");
    EXPECT_EQ(
        desk.ask(who, http::Method::post, "/v1/uploads", {}, { tus, { "Upload-Length", "99999999999999" } }).code(),
        "upload.too_large");
    std::string const path { begin_upload(desk, who, 1).headers.get("Location") };
    EXPECT_EQ(desk.ask(who, http::Method::patch, path, "x", { tus, bytes_type }).code(), "upload.no_offset");
    EXPECT_EQ(desk.ask(who, http::Method::patch, path, "x",
                      { tus, { "Content-Type", "text/plain" }, { "Upload-Offset", "0" } })
                  .status,
        415);
    // Of nothing there is an object, too.
    auto const nothing = begin_upload(desk, who, 0);
    EXPECT_EQ(nothing.text("digest"), to_string(sha256("")));
}

// --------------------------------------------------------------------------------------------------- files out

TEST(Exhibits, go_out_as_they_came_whole_or_in_part)
{
    Work work;
    auto& desk = work.desk;
    std::string bytes;
    for (int i = 0; i < 100'000; ++i)
        bytes += fmt::format("{:06}", i); // of several pieces
    auto const exhibit = work.add(work.one.buys, "shared", bytes, "../num\\\"bers.txt");
    auto const path = work.of(exhibit, "content");
    auto const whole = desk.get(work.one.sells, path);
    EXPECT_EQ(whole.status, 200);
    EXPECT_TRUE(whole.body == bytes);
    auto const tag = fmt::format("\"{}\"", to_string(sha256(bytes)));
    EXPECT_EQ(whole.headers.get("ETag"), tag);
    EXPECT_EQ(whole.headers.get("X-Content-Type-Options"), "nosniff");
    EXPECT_THAT(std::string { whole.headers.get("Content-Disposition") },
        testing::StartsWith("attachment; filename=\"numbers.txt\""));
    auto const part = desk.get(work.one.sells, path, { { "Range", "bytes=6-17" } });
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.body, "000001000002");
    EXPECT_EQ(part.headers.get("Content-Range"), "bytes 6-17/600000");
    EXPECT_EQ(desk.get(work.one.sells, path, { { "Range", "bytes=6-17" }, { "If-Range", tag } }).status, 206);
    EXPECT_EQ(desk.get(work.one.sells, path, { { "Range", "bytes=6-17" }, { "If-Range", "\"x\"" } }).status, 200);
    auto const beyond = desk.get(work.one.sells, path, { { "Range", "bytes=600000-" } });
    EXPECT_EQ(beyond.status, 416);
    EXPECT_EQ(beyond.headers.get("Content-Range"), "bytes */600000");
    EXPECT_EQ(desk.get(work.one.sells, path, { { "If-None-Match", tag } }).status, 304);
    auto const own = work.add(work.one.buys, "buyer-and-counsel", "secret words", "own.txt");
    for (auto const* what : { "content", "receipt", "record", "reading", "custody" }) {
        EXPECT_EQ(desk.get(work.one.sells, work.of(own, what)).status, 404) << what;
        EXPECT_EQ(desk.get(work.counsel, work.of(own, what)).status, 200) << what;
    }
}

TEST(Exhibits, have_a_receipt_that_proves_their_record)
{
    Work work;
    auto& desk = work.desk;
    auto const digest = uploaded(desk, work.one.buys, "a contract");
    auto const receipt
        = desk.must(work.one.buys, work.path + "/add-exhibit", body_of("shared", digest, 10, "contract.txt"));
    auto const tree = receipt.json();
    ASSERT_EQ(tree.find("entries")->items.size(), 1u);
    auto const exhibit = fmt::format("VX-{}", TestDesk::place_of(receipt));
    auto const record = desk.get(work.one.sells, work.of(exhibit, "record")).body;
    auto const proof = vault::log::parse_tlog_proof(desk.get(work.one.sells, work.of(exhibit, "receipt")).body);
    ASSERT_TRUE(proof) << proof.error();
    EXPECT_EQ(proof->index, static_cast<std::uint64_t>(tree.find("entries")->items[0].integer));
    auto& keeper = desk.desk().vault().keeper();
    EXPECT_TRUE(vault::log::verify(*proof, record, keeper.origin(), keeper.keys()));
    auto const said = vault::decode_record(record);
    ASSERT_TRUE(said);
    EXPECT_EQ(to_string(said->digest), digest);
    EXPECT_EQ(said->subject, work.one.dossier);
    EXPECT_THAT(said->note, testing::EndsWith(fmt::format("\nevent {}.0", exhibit.substr(3))));
    auto const size = keeper.checkpoint().checkpoint.head.size;
    EXPECT_THAT(desk.get(work.one.sells, "/v1/vault/checkpoint").body, HasSubstr(fmt::format("\n{}\n", size)));
    EXPECT_EQ(desk.get(work.one.sells, fmt::format("/v1/vault/log/consistency?from=1&to={}", size)).status, 200);
    EXPECT_EQ(desk.get(work.one.sells, fmt::format("/v1/vault/log/consistency?from=1&to={}", size + 1)).code(),
        "vault.consistency");
    // The same command again has the same answer, with the same entry.
    auto const number = [&] {
        return desk.post(work.one.buys, work.path + "/number",
            fmt::format("{{'compartment':'shared','exhibits':['{}']}}", exhibit), { { "Idempotency-Key", "twice" } });
    };
    auto const first = number(), again = number();
    ASSERT_EQ(first.json().find("entries")->items.size(), 1u);
    EXPECT_EQ(again.json().find("entries")->items[0].integer, first.json().find("entries")->items[0].integer);
    EXPECT_THAT(again.body, HasSubstr("\"repeated\":true"));
}

TEST(Exhibits, are_read_and_found_by_their_readers_alone)
{
    Work work;
    auto& desk = work.desk;
    auto const open = work.add(work.one.buys, "shared", "The seals leak badly.\n", "open.txt");
    auto const own = work.add(work.one.buys, "buyer-and-counsel", "Our leak of confidence.\n", "own.txt");
    auto const search = work.path + "/search?q=leak";
    EXPECT_NE(desk.get(work.counsel, search).json().find("unread")->integer, 0);
    work.read_all();
    auto const counsels = desk.get(work.counsel, search);
    EXPECT_EQ(counsels.json().find("unread")->integer, 0);
    EXPECT_THAT(counsels.body, AllOf(HasSubstr(open), HasSubstr(own), HasSubstr("\"count\":2")));
    auto const suppliers = desk.get(work.one.sells, search);
    EXPECT_THAT(suppliers.body,
        AllOf(HasSubstr(open), Not(HasSubstr(own)), Not(HasSubstr("confidence")), HasSubstr("\"count\":1")));
    EXPECT_EQ(desk.get(work.one.sells, work.path + "/search").code(), "query.wrong");
    EXPECT_EQ(desk.get(work.one.sells, search + "&cursor=nonsense").code(), "search.wrong");
    auto const reading = desk.get(work.counsel, work.of(own, "reading"));
    EXPECT_THAT(reading.body, AllOf(HasSubstr("\"was_read\":true"), HasSubstr("confidence")));
    // What was read is on record, once for the case.
    auto const digest = *parse_digest(reading.text("digest"));
    work.read_all();
    EXPECT_EQ(desk.desk().vault().keeper().about_object(digest).value().size(), 1u);
}

// ------------------------------------------------------------------------------------------------ along the events

TEST(VaultLog, goes_on_where_it_stopped)
{
    Work work;
    auto& desk = work.desk;
    work.add(work.one.buys, "shared", "one", "one.txt");
    auto const before = records(desk.desk(), work.one.dossier);
    desk.reopen();
    EXPECT_EQ(records(desk.desk(), work.one.dossier), before);
    work.add(work.one.buys, "shared", "two", "two.txt");
    auto const after = records(desk.desk(), work.one.dossier);
    EXPECT_EQ(after.size(), before.size() + 1);
}

TEST(VaultLog, of_any_moment_is_brought_up_to_the_events)
{
    Work work;
    auto& desk = work.desk;
    Folder copies;
    auto const vault = desk.directory() / "vault";
    std::vector<fs::path> all;
    auto const keep_copy = [&] {
        all.push_back(copies.path() / fmt::format("{}", all.size()));
        copy_all(vault, all.back());
    };
    auto const exhibit = work.add(work.one.buys, "shared", "one", "one.txt");
    // As a process that is killed leaves it: while it runs.
    keep_copy();
    desk.must(work.one.buys, work.path + "/number",
        fmt::format("{{'compartment':'shared','exhibits':['{}','{}']}}", exhibit, work.one.exhibit));
    keep_copy();
    desk.must(work.one.buys, work.path + "/view-original",
        fmt::format("{{'exhibit':'{}','on':'{}','by':'Ms Li'}}", exhibit, desk.today()));
    keep_copy();
    auto const expected = records(desk.desk(), work.one.dossier);
    for (auto const& one : all) {
        desk.close();
        copy_all(one, vault);
        desk.open();
        EXPECT_EQ(records(desk.desk(), work.one.dossier), expected) << one;
        EXPECT_TRUE(desk.desk().vault().keeper().check().findings.empty()) << one;
    }
    // One that was lost altogether has its records again; its bytes are not to be had from anywhere.
    desk.close();
    fs::remove_all(vault);
    desk.open();
    EXPECT_EQ(records(desk.desk(), work.one.dossier), expected);
    EXPECT_FALSE(desk.desk().vault().keeper().check().findings.empty());
}

TEST(VaultLog, that_is_ahead_of_the_events_or_of_other_ones_is_not_opened)
{
    Work work;
    auto& desk = work.desk;
    Folder copies;
    desk.close();
    copy_all(desk.directory(), copies.path() / "older");
    desk.open();
    work.add(work.one.buys, "shared", "one", "one.txt");
    desk.close();
    copy_all(desk.directory() / "vault", copies.path() / "newer");
    copy_all(copies.path() / "older", desk.directory());
    copy_all(copies.path() / "newer", desk.directory() / "vault");
    EXPECT_THAT(why_closed(desk), AllOf(HasSubstr("restored from an older backup"), HasSubstr("at least as new")));
    // Further on, other events have been written over those that the log is of.
    copy_all(copies.path() / "older", desk.directory());
    desk.open();
    for (int i = 0; i < 8; ++i)
        work.add(work.one.buys, "shared", fmt::format("other {}", i), "other.txt");
    desk.close();
    copy_all(copies.path() / "newer", desk.directory() / "vault");
    EXPECT_THAT(why_closed(desk), HasSubstr("not the events"));
}

// ----------------------------------------------------------------------------------------------------- erasing

TEST(Erasing, takes_away_the_bytes_that_nobody_else_names)
{
    Work work;
    auto& desk = work.desk;
    auto& market = work.market;
    auto& objects = desk.desk().vault().keeper().objects();
    auto const dossier = [&] {
        return "/v1/dossiers/" + desk.made(work.one.buys, "/v1/dossiers", "{'against':'Teak Co','title':'t'}");
    };
    auto const add = [&](std::string const& to, std::string const& bytes) {
        auto const digest = uploaded(desk, work.one.buys, bytes);
        desk.must(work.one.buys, to + "/add-exhibit", body_of("buyer-and-counsel", digest, bytes.size(), "x.txt"));
        return digest;
    };
    auto const erase = [&](std::string const& of, std::string const& digest) {
        desk.must(market.officer, of + "/propose-erasure",
            fmt::format("{{'digest':'{}','reason':'r','reference':'Order 9'}}", digest));
        desk.must(market.second, of + "/confirm-erasure", fmt::format("{{'digest':'{}'}}", digest));
    };
    auto const there = [&](std::string const& digest) { return objects.has(*parse_digest(digest)).value(); };
    auto const one = dossier(), other = dossier();
    auto const alone = add(one, "only here, unique words\n");
    auto const both = add(one, "here and there, common words\n");
    ASSERT_EQ(add(other, "here and there, common words\n"), both);
    work.read_all();
    auto const reading = desk.get(work.one.buys,
        fmt::format("{}/exhibits/{}/reading", one,
            desk.get(work.one.buys, one).json().find("exhibits")->items[0].find("entry")->find("id")->text));
    auto const read = reading.text("digest");
    ASSERT_TRUE(there(read));
    ASSERT_THAT(desk.get(work.one.buys, one + "/search?q=unique").body, HasSubstr("\"count\":1"));

    erase(one, alone);
    EXPECT_FALSE(there(alone));
    EXPECT_FALSE(there(read));
    EXPECT_THAT(desk.get(work.one.buys, one + "/search?q=unique").body, HasSubstr("\"count\":0"));
    erase(one, both);
    EXPECT_TRUE(there(both)); // the other case rests on it
    EXPECT_THAT(desk.get(work.one.buys, one + "/search?q=common").body, HasSubstr("\"count\":0"));
    EXPECT_THAT(desk.get(work.one.buys, other + "/search?q=common").body, HasSubstr("\"count\":1"));
    erase(other, both);
    EXPECT_FALSE(there(both));
    // A claim has an exhibit of these bytes.
    auto const claimed = add(one, "claimed");
    desk.must(work.one.buys, "/v1/claims/" + work.one.claim + "/add-exhibit",
        fmt::format("{{'exhibit':{{'digest':'{}','name':'n','kind':'other','compartment':'shared'}}}}", claimed));
    erase(one, claimed);
    EXPECT_TRUE(there(claimed));
    desk.reopen();
    EXPECT_TRUE(desk.desk().vault().wait_followed(desk.desk().vault().durable(), std::chrono::seconds(10)));
}

// ----------------------------------------------------------------------------------------------------- bundles

TEST(Bundles, are_verified_without_the_desk_and_say_nothing_of_other_compartments)
{
    Work work;
    auto& desk = work.desk;
    auto const paper = work.add(work.one.buys, "shared", "We deliver 500 pumps.\n", "合同 1.txt");
    auto const seal
        = [&](Who const& who, std::string const& body) { return desk.post(who, work.path + "/bundles", body); };
    EXPECT_EQ(seal(work.one.buys, "{'compartment':'shared','to':'CIETAC'}").code(), "bundle.empty");
    EXPECT_EQ(
        seal(work.one.buys, fmt::format("{{'compartment':'shared','to':'CIETAC','exhibits':['{}']}}", paper)).code(),
        "bundle.not_numbered");
    desk.must(work.one.buys, work.path + "/number", fmt::format("{{'compartment':'shared','exhibits':['{}']}}", paper));
    // The buyer's own side handed it over: nobody else is to know.
    desk.must(work.counsel, work.path + "/hand-over",
        fmt::format("{{'compartment':'buyer-and-counsel','handing':{{'exhibits':['{}'],'parcel':'copies','to':'MARKER "
                    "expert'}}}}",
            paper));
    auto const sealed = seal(work.one.buys, "{'compartment':'shared','to':'CIETAC'}");
    ASSERT_EQ(sealed.status, 200) << sealed.body;
    EXPECT_EQ(sealed.headers.get("Content-Type"), "application/zip");
    EXPECT_EQ(sealed.headers.get("ETag"), fmt::format("\"{}\"", to_string(sha256(sealed.body))));
    EXPECT_THAT(sealed.body, Not(HasSubstr("MARKER")));
    auto const opened = vault::seal::open_zip(vault::memory_range(sealed.body));
    ASSERT_TRUE(opened);
    auto& keeper = desk.desk().vault().keeper();
    auto const verification = vault::seal::verify_bundle(*opened, { keeper.keys(), {} }, std::nullopt, keeper.now());
    EXPECT_EQ(verification.exhibits, 1u);
    for (auto const question :
        { vault::seal::Question::complete, vault::seal::Question::in_log, vault::seal::Question::signed_by })
        EXPECT_EQ(verification.of(question).state, vault::seal::State::holds) << verification.of(question).says;
    // It is on record, with its digest.
    auto const custody = desk.get(work.one.sells, work.of(paper, "custody")).body;
    EXPECT_THAT(custody,
        AllOf(HasSubstr("\"act\":\"sealed\""), HasSubstr(to_string(sha256(sealed.body))), HasSubstr("to: CIETAC"),
            Not(HasSubstr("MARKER"))));
    EXPECT_THAT(seal(work.counsel, "{'compartment':'buyer-and-counsel','to':'our expert'}").body, HasSubstr("MARKER"));
    EXPECT_TRUE(fs::is_empty(desk.directory() / "vault" / "sealing"));
}

TEST(Bundles, are_taken_into_another_dossier)
{
    Work work;
    auto& desk = work.desk;
    auto const paper = work.add(work.one.buys, "shared", "We deliver 500 pumps.\n", "contract.txt");
    desk.must(work.one.buys, work.path + "/number", fmt::format("{{'compartment':'shared','exhibits':['{}']}}", paper));
    auto const zip
        = desk.post(work.one.buys, work.path + "/bundles", "{'compartment':'shared','to':'the insurer'}").body;
    auto const& other = work.market.second_case;
    auto const digest = uploaded(desk, other.buys, zip);
    auto const path = "/v1/dossiers/" + other.dossier;
    auto const body
        = fmt::format("{{'compartment':'buyer-and-counsel','digest':'{}','from':'a fellow buyer'}}", digest);
    auto const taken = desk.post(other.buys, path + "/imports", body, { { "Idempotency-Key", "import" } });
    ASSERT_EQ(taken.status, 200) << taken.body;
    auto const tree = taken.json();
    ASSERT_EQ(tree.find("files")->items.size(), 1u);
    EXPECT_EQ(tree.find("answers")->items[0].find("state")->text, "holds");
    auto const exhibit = std::string { tree.find("files")->items[0].find("exhibit")->text };
    auto const content = desk.get(other.buys, fmt::format("{}/exhibits/{}/content", path, exhibit));
    EXPECT_EQ(content.body, "We deliver 500 pumps.\n");
    EXPECT_EQ(desk.get(other.sells, fmt::format("{}/exhibits/{}/content", path, exhibit)).status, 404);
    // Sent again, it is the same exhibit and the same record.
    auto& keeper = desk.desk().vault().keeper();
    auto const size = keeper.checkpoint().checkpoint.head.size;
    EXPECT_EQ(desk.post(other.buys, path + "/imports", body, { { "Idempotency-Key", "import" } }).body, taken.body);
    EXPECT_EQ(keeper.checkpoint().checkpoint.head.size, size);
    // What was changed on its way is not taken.
    auto broken = zip;
    broken[broken.size() / 2] ^= 1;
    auto const wrong
        = fmt::format("{{'compartment':'shared','digest':'{}','from':'x'}}", uploaded(desk, other.buys, broken));
    EXPECT_EQ(desk.post(other.buys, path + "/imports", wrong).code(), "bundle.not_taken");
}

} // namespace recourse::api
