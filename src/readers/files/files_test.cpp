#include "readers/files/archive.hpp"
#include "readers/files/pdf.hpp"
#include "readers/files/warc.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include <archive.h>
#include <archive_entry.h>

namespace recourse::readers::files {

namespace {

bool has(std::vector<Remark> const& remarks, std::string_view id)
{
    return std::ranges::any_of(remarks, [&](auto const& one) { return one.id == id; });
}

std::string zip(std::vector<std::pair<std::string, std::string>> const& files)
{
    std::size_t size = 1 << 20, used = 0;
    for (auto const& file : files)
        size += file.second.size() / 2 + 1000;
    std::string out(size, '\0');
    std::unique_ptr<archive, decltype(&archive_write_free)> const writer { archive_write_new(), &archive_write_free };
    archive_write_set_format_zip(writer.get());
    archive_write_open_memory(writer.get(), out.data(), out.size(), &used);
    for (auto const& [name, content] : files) {
        std::unique_ptr<archive_entry, decltype(&archive_entry_free)> const entry { archive_entry_new(),
            &archive_entry_free };
        archive_entry_set_pathname(entry.get(), name.c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(content.size()));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        archive_write_header(writer.get(), entry.get());
        archive_write_data(writer.get(), content.data(), content.size());
    }
    archive_write_close(writer.get());
    out.resize(used);
    return out;
}

} // namespace

TEST(Archive, what_is_in_it)
{
    std::vector<Remark> remarks;
    auto const inner = zip({ { "deep.txt", "abc" } });
    auto const got = list(zip({ { "a.txt", "12345" }, { "in.zip", inner }, { "../out.txt", "" } }), remarks);
    ASSERT_EQ(got.entries.size(), 4u);
    EXPECT_EQ(got.entries[0].size, 5u);
    EXPECT_EQ(got.entries[2].path, "in.zip!deep.txt");
    EXPECT_TRUE(got.complete);
    EXPECT_TRUE(has(remarks, "path-leads-out"));
}

TEST(Archive, bombs_of_every_kind_end_early)
{
    std::vector<Remark> remarks;
    auto const wide = list(zip({ { "zeros", std::string(64u << 20, '\0') } }), remarks);
    EXPECT_TRUE(has(remarks, "bomb"));
    EXPECT_FALSE(wide.complete);
    EXPECT_LT(wide.unpacked, 40u << 20);
    remarks.clear();
    std::vector<std::pair<std::string, std::string>> many;
    for (int i = 0; i < 11'000; ++i)
        many.emplace_back(fmt::format("{}", i), "");
    EXPECT_EQ(list(zip(many), remarks, { .entries = 10'000 }).entries.size(), 10'000u);
    EXPECT_TRUE(has(remarks, "too-many-entries"));
    remarks.clear();
    auto nested = zip({ { "x.txt", "x" } });
    for (int i = 0; i < 10; ++i)
        nested = zip({ { fmt::format("{}.zip", i), nested } });
    auto const deep = list(nested, remarks);
    EXPECT_TRUE(has(remarks, "nested-too-deep"));
    EXPECT_EQ(deep.entries.size(), 3u);
    remarks.clear();
    EXPECT_FALSE(list("PK\x03\x04garbage", remarks).complete);
    EXPECT_FALSE(remarks.empty());
}

TEST(Warc, records_with_their_digests)
{
    std::string const page = "<html><p>Order 4711</p></html>";
    std::string const http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page;
    auto const record = [&](std::string const& digest) {
        return fmt::format("WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.com/\r\n"
                           "WARC-Date: 2026-03-03T08:00:00Z\r\nWARC-Payload-Digest: {}\r\n"
                           "Content-Type: application/http;msgtype=response\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n",
            digest, http.size(), http);
    };
    std::vector<Remark> remarks;
    Pieces text;
    // echo -n '<html>…' | sha1sum
    auto const got = read_warc(record("sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA") + record("md5:00"), text, remarks);
    ASSERT_EQ(got.records.size(), 2u);
    EXPECT_EQ(got.version, "WARC/1.1");
    EXPECT_EQ(got.records[0].status, "HTTP/1.1 200 OK");
    EXPECT_EQ(got.records[0].payload, DigestState::wrong);
    EXPECT_EQ(got.records[1].payload, DigestState::not_known);
    EXPECT_TRUE(has(remarks, "digest-wrong"));
    EXPECT_EQ(text.take().at(0).text, "Order 4711\n");
    // The digest of nothing, in base 32 (RFC 4648) and as FIPS 180-4 has it.
    std::string const empty
        = "WARC/1.0\r\nWARC-Type: metadata\r\nWARC-Block-Digest: {}\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
    for (char const* const right :
        { "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" })
        EXPECT_EQ(
            read_warc(fmt::format(fmt::runtime(empty), right), text, remarks).records.at(0).block, DigestState::right)
            << right;
    for (std::size_t length = 0; length < 400; ++length)
        (void)read_warc(record("").substr(0, length), text, remarks);
}

TEST(Pdf, pages_and_what_it_says_of_itself)
{
    Pieces text;
    std::vector<Remark> remarks;
    auto const pdf = read_pdf(
        "Title:           Contract\nPages:           2\nEncrypted:       no\nCreationDate:    2026-01-05T02:00:00Z\n"
        "ModDate:         2026-03-05T02:00:00Z\nPDF version:     1.5\n",
        "one\f\f", text, remarks);
    EXPECT_EQ(pdf.pages, 2u);
    EXPECT_EQ(pdf.title, "Contract");
    EXPECT_TRUE(pdf.has_text);
    EXPECT_TRUE(has(remarks, "changed-later"));
    EXPECT_EQ(text.take().at(0).place, "page 1");
}

} // namespace recourse::readers::files
