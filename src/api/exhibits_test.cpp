#include "api/vault_test.hpp"
#include "vault/log/proof.hpp"

#include <gmock/gmock.h>

// Exhibits given out, proved, read and found.

namespace recourse::api {

namespace {

using act::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

} // namespace

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

TEST(Exhibits, that_are_added_again_as_they_are_have_no_entries)
{
    Work work;
    auto& desk = work.desk;
    auto const digest = uploaded(desk, work.one.buys, "a contract");
    auto const body = body_of("shared", digest, 10, "contract.txt");
    auto const first = desk.must(work.one.buys, work.path + "/add-exhibit", body);
    work.add(work.one.buys, "shared", "something else", "else.txt"); // whose entries are none of the next one's
    auto const again = desk.must(work.one.buys, work.path + "/add-exhibit", body);
    EXPECT_TRUE(again.json().find("entries")->items.empty()) << again.body;
    EXPECT_EQ(again.json().find("version")->integer, first.json().find("version")->integer + 1);
    uploaded(desk, work.one.sells, "a contract");
    EXPECT_EQ(desk.post(work.one.sells, work.path + "/add-exhibit", body).code(), "dossier.same_bytes");
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

TEST(Exhibits, and_bundles_of_them_go_to_the_readers_of_their_compartment_alone)
{
    Work work;
    auto& desk = work.desk;
    struct Reader {
        std::string_view name;
        Who who;
        std::string_view own; ///< compartment, beside the shared one
        bool works; ///< seals and takes in, too
    };
    std::vector<Reader> const readers { { "buyer", work.one.buys, "buyer-and-counsel", true },
        { "counsel", work.counsel, "buyer-and-counsel", true },
        { "supplier", work.one.sells, "supplier-and-counsel", true },
        { "supplier's counsel", desk.person(Role::supplier_counsel, work.one.supplier), "supplier-and-counsel", true },
        { "officer", work.market.officer, "officer", true },
        { "auditor", desk.key(Role::auditor, {}), "officer", false } };
    std::map<std::string_view, std::string> exhibits;
    for (auto const& [compartment, who] : std::initializer_list<std::pair<std::string_view, Who>> {
             { "shared", work.one.buys }, { "buyer-and-counsel", work.one.buys },
             { "supplier-and-counsel", work.one.sells }, { "officer", work.market.officer } }) {
        exhibits[compartment] = work.add(who, compartment, fmt::format("Words of {}.\n", compartment), "x.txt");
        desk.must(who, work.path + "/number",
            fmt::format("{{'compartment':'{}','exhibits':['{}']}}", compartment, exhibits[compartment]));
    }
    work.read_all();
    for (auto const& reader : readers) {
        auto const found = desk.get(reader.who, work.path + "/search?q=words").body;
        for (auto const& [compartment, exhibit] : exhibits) {
            bool const reads = compartment == "shared" || compartment == reader.own;
            auto const what = fmt::format("{} and {}", reader.name, compartment);
            for (auto const* part : { "content", "receipt", "record", "reading", "custody" })
                EXPECT_EQ(desk.get(reader.who, work.of(exhibit, part)).status, reads ? 200 : 404)
                    << what << ": " << part;
            EXPECT_EQ(found.contains('"' + exhibit + '"'), reads) << what;
            auto const sealed = desk.post(reader.who, work.path + "/bundles",
                fmt::format("{{'compartment':'{}','to':'x','exhibits':['{}']}}", compartment, exhibit));
            EXPECT_EQ(sealed.status, reads && reader.works ? 200 : 403) << what << sealed.body;
            auto const taken = desk.post(reader.who, work.path + "/imports",
                fmt::format("{{'compartment':'{}','digest':'{}','from':'x'}}", compartment, digest_of('9')));
            EXPECT_EQ(taken.status, reads && reader.works ? 422 : 403) << what << taken.body;
            // What is for fewer is in no bundle for more, nor in one of somebody who does not know of it.
            if (compartment == "shared" || !reader.works)
                continue;
            auto const open = desk.post(reader.who, work.path + "/bundles",
                fmt::format("{{'compartment':'shared','to':'x','exhibits':['{}']}}", exhibit));
            EXPECT_EQ(open.code(), "dossier.no_exhibit") << what;
        }
    }
}

} // namespace recourse::api
