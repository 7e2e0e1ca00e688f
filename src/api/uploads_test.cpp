#include "api/vault_test.hpp"
#include "base/base64.hpp"

#include <gmock/gmock.h>

// Files on their way in, after the tus protocol.

namespace recourse::api {

namespace {

using act::Role;
using testing::HasSubstr;

} // namespace

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

TEST(Uploads, say_what_they_take_where_nobody_asks_for_more)
{
    TestDesk desk;
    http::Router const router(routes(desk.desk(), desk.table()));
    auto const options = [&](std::vector<std::string> const& path) {
        http::Headers headers;
        for (auto const& field : router.match(http::Method::options, path).options)
            headers.set(field.name, field.value);
        return headers;
    };
    for (auto const& headers : { options({ "v1", "uploads" }), options({ "v1", "uploads", "x" }) }) {
        EXPECT_EQ(headers.get("Tus-Version"), "1.0.0");
        EXPECT_EQ(headers.get("Tus-Resumable"), "1.0.0");
        EXPECT_EQ(headers.get("Tus-Extension"), "creation,termination,expiration,checksum");
        EXPECT_EQ(headers.get("Tus-Checksum-Algorithm"), "sha1,sha256,sha512,md5");
        EXPECT_EQ(headers.get("Tus-Max-Size"), fmt::format("{}", std::uint64_t { 16 } << 30U));
    }
    EXPECT_FALSE(options({ "v1", "orders" }).has("Tus-Version"));
}

TEST(Uploads, name_the_header_that_is_wrong)
{
    Work work;
    auto& desk = work.desk;
    auto const& who = work.one.buys;
    auto const pointer = [](Answer const& answer) {
        return std::string { answer.json().find("errors")->items.at(0).find("pointer")->text };
    };
    std::string const path { begin_upload(desk, who, 3).headers.get("Location") };
    EXPECT_EQ(pointer(desk.ask(who, http::Method::post, "/v1/uploads", {}, { tus })), "Upload-Length");
    EXPECT_EQ(pointer(desk.ask(who, http::Method::patch, path, "x", { tus, bytes_type })), "Upload-Offset");
    EXPECT_EQ(pointer(send_bytes(desk, who, path, 1, "x")), "Upload-Offset");
    EXPECT_EQ(pointer(send_bytes(desk, who, path, 0, "x", { { "Upload-Checksum", "sha1" } })), "Upload-Checksum");
    EXPECT_EQ(pointer(send_bytes(desk, who, path, 0, "x", { { "Upload-Checksum", "crc32 AAAA" } })), "Upload-Checksum");
    // Of what was refused nothing was kept.
    EXPECT_EQ(desk.ask(who, http::Method::head, path, {}, { tus }).headers.get("Upload-Offset"), "0");
}

TEST(Uploads, give_nobody_else_the_bytes_by_their_digest)
{
    Work work;
    auto& desk = work.desk;
    auto const& [buys, sells] = std::tie(work.one.buys, work.one.sells);
    std::string const secret = "What we would accept.\n";
    work.add(buys, "buyer-and-counsel", secret, "own.txt");
    auto const digest = to_string(sha256(secret));
    auto const taken = body_of("supplier-and-counsel", digest, secret.size(), "x.txt");
    auto const unknown = body_of("supplier-and-counsel", to_string(sha256("never here")), secret.size(), "x.txt");
    // Whoever knows the digest is told what everybody is told of bytes that never were here.
    auto const refused = desk.post(sells, work.path + "/add-exhibit", taken);
    EXPECT_EQ(refused.code(), "dossier.not_kept");
    EXPECT_EQ(refused.status, desk.post(sells, work.path + "/add-exhibit", unknown).status);
    EXPECT_EQ(desk.post(sells, work.path + "/imports",
                      fmt::format("{{'compartment':'supplier-and-counsel','digest':'{}','from':'x'}}", digest))
                  .code(),
        "dossier.not_kept");
    // Another person of the same side has to bring them, or read them.
    auto const colleague = desk.key(Role::buyer, work.one.buyer);
    desk.must(colleague, work.path + "/add-exhibit", body_of("shared", digest, secret.size(), "x.txt"));
    // Now the supplier reads them, and may name them.
    desk.must(sells, work.path + "/add-exhibit", taken);
    // In another dossier whoever brought them.
    auto const other = "/v1/dossiers/" + desk.made(buys, "/v1/dossiers", "{'against':'Teak Co','title':'t'}");
    desk.must(buys, other + "/add-exhibit", body_of("buyer-and-counsel", digest, secret.size(), "x.txt"));
    auto const third = "/v1/dossiers/" + desk.made(colleague, "/v1/dossiers", "{'against':'Teak Co','title':'u'}");
    EXPECT_EQ(desk.post(colleague, third + "/add-exhibit", body_of("buyer-and-counsel", digest, secret.size(), "x.txt"))
                  .code(),
        "dossier.not_kept");
}

} // namespace recourse::api
