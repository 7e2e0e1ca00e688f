#include "vault/bag/check.hpp"
#include "vault/bag/tag_text.hpp"
#include "vault/bag/write.hpp"
#include "vault/contents/memory_contents.hpp"
#include "vault/contents/views.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace recourse::vault {

namespace {

using Texts = std::map<std::string, std::string>;

/// The files and what makes a bag of them.
Texts bagged(Texts texts)
{
    auto made = write_bag(MemoryContents(texts), { { "Source-Organization", "Example" } });
    EXPECT_TRUE(made.has_value());
    texts.merge(made->files);
    return texts;
}

/// "error data/a: is missing", one for each finding.
std::vector<std::string> findings(Texts const& texts, BagLimits limits = {})
{
    std::vector<std::string> all;
    for (auto const& one : check_bag(MemoryContents(texts), limits).findings)
        all.push_back(std::string { one.grade == Grade::error ? "error "
                              : one.grade == Grade::warning   ? "warning "
                                                              : "note " }
            + (one.file.empty() ? "" : one.file + ": ") + one.says);
    return all;
}

Texts sample()
{
    return bagged(
        { { "data/E001_contract.pdf", "contract" }, { "data/E002_100%.txt", "photo" }, { "custody.jsonl", "{}\n" } });
}

using testing::ElementsAre;
using testing::IsEmpty;

} // namespace

TEST(Bag, what_is_written_is_valid_and_has_no_warnings)
{
    auto const bag = sample();
    EXPECT_THAT(findings(bag), IsEmpty());
    EXPECT_EQ(bag.at("bag-info.txt"), "Source-Organization: Example\nPayload-Oxum: 13.2\n");
    EXPECT_NE(bag.at("manifest-sha256.txt").find("  data/E002_100%25.txt\n"), std::string::npos);
    auto const report = check_bag(MemoryContents(bag));
    EXPECT_EQ(report.digests.at("data/E001_contract.pdf"), sha256("contract"));
    EXPECT_EQ(report.info.at(0), (std::pair<std::string, std::string> { "Source-Organization", "Example" }));
}

TEST(Bag, each_change_is_named)
{
    auto const good = sample();
    auto bag = good;
    bag["data/E001_contract.pdf"] = "Contract";
    EXPECT_THAT(findings(bag),
        ElementsAre("error data/E001_contract.pdf: its sha256 is not the one of manifest-sha256.txt",
            "error data/E001_contract.pdf: its sha512 is not the one of manifest-sha512.txt"));
    bag = good;
    bag.erase("data/E001_contract.pdf");
    EXPECT_THAT(findings(bag),
        ElementsAre("error bag-info.txt: Payload-Oxum says 13 bytes in 2 files; there are 5 in 1",
            "error data/E001_contract.pdf: is missing, and manifest-sha256.txt lists it",
            "error data/E001_contract.pdf: is missing, and manifest-sha512.txt lists it"));
    bag = good;
    bag["data/.DS_Store"] = "";
    EXPECT_THAT(findings(bag),
        ElementsAre("error bag-info.txt: Payload-Oxum says 13 bytes in 2 files; there are 13 in 3",
            "error data/.DS_Store: no manifest lists it"));
    bag = good;
    bag["custody.jsonl"] = "{ }\n";
    EXPECT_EQ(findings(bag).size(), 2u);
}

TEST(Bag, what_only_fetch_txt_knows_is_missing)
{
    auto bag = sample();
    bag.erase("data/E001_contract.pdf");
    bag["fetch.txt"] = "https://example.org/c - data/E001_contract.pdf\nhttps://example.org/p - /etc/passwd\nx\n";
    auto const all = findings(bag);
    EXPECT_THAT(all,
        testing::Contains(
            "error data/E001_contract.pdf: is missing: fetch.txt says where it may be had, and nothing is fetched"));
    EXPECT_THAT(all, testing::Contains("error fetch.txt: line 2: an absolute name"));
    EXPECT_THAT(all, testing::Contains("error fetch.txt: line 3: not an address, a length or \"-\", and a name"));
}

TEST(Bag, another_unicode_form_of_a_name_is_told_and_taken)
{
    auto const good = bagged({ { "data/Nu\u0301n\u0303ez.txt", "x" } });
    auto bag = good;
    auto node = bag.extract("data/Nu\u0301n\u0303ez.txt");
    node.key() = "data/N\u00FA\u00F1ez.txt";
    bag.insert(std::move(node));
    EXPECT_THAT(findings(bag),
        ElementsAre("warning data/N\u00FA\u00F1ez.txt: manifest-sha256.txt names data/Nu\u0301n\u0303ez.txt, which is "
                    "written in another "
                    "Unicode form (NFC or NFD) than the file's",
            "warning data/N\u00FA\u00F1ez.txt: manifest-sha512.txt names data/Nu\u0301n\u0303ez.txt, which is written "
            "in another "
            "Unicode form (NFC or NFD) than the file's"));
}

TEST(Bag, a_checksum_named_in_capitals_is_told_and_checked)
{
    auto bag = bagged({ { "data/a", "x" } });
    auto node = bag.extract("manifest-sha256.txt");
    node.key() = "manifest-SHA256.txt";
    bag.insert(std::move(node));
    bag.erase("tagmanifest-sha256.txt");
    bag.erase("tagmanifest-sha512.txt");
    EXPECT_THAT(findings(bag),
        ElementsAre("warning manifest-SHA256.txt: the name of the checksum is to be written in small letters"));
    bag["data/a"] = "y";
    EXPECT_THAT(findings(bag), testing::Contains("error data/a: its sha256 is not the one of manifest-SHA256.txt"));
}

TEST(Bag, what_cannot_be_checked_is_told)
{
    EXPECT_THAT(findings({ { "a", "" } }), ElementsAre("error bagit.txt: is missing: this is no bag"));
    auto bag = bagged({ { "data/a", "x" } });
    bag["bagit.txt"] = "BagIt-Version: 1.0\nTag-File-Character-Encoding: KOI8-R\n";
    EXPECT_THAT(findings(bag), ElementsAre("error bagit.txt: the encoding 'KOI8-R' is none that is read"));
    bag["bagit.txt"] = "BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n";
    EXPECT_THAT(findings(bag), ElementsAre("error bagit.txt: version '2.0' is none that is known"));
    Texts const weak { { "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n" }, { "data/a", "x" },
        { "manifest-crc7.txt", "00  data/a\n" } };
    EXPECT_THAT(findings(weak),
        ElementsAre("error there is no manifest of the payload with a checksum that is known",
            "warning manifest-crc7.txt: its checksum is none that is known: not checked"));
}

TEST(Bag, findings_are_capped)
{
    auto bag = sample();
    bag["manifest-sha256.txt"] = "x\ny\nz\n";
    auto const all = findings(bag, { .findings_max = 2 });
    EXPECT_EQ(all.size(), 3u);
    EXPECT_TRUE(all.back().starts_with("error and ")) << all.back();
}

RC_GTEST_PROP(Bag, any_one_change_of_a_file_is_found, ())
{
    auto bag = sample();
    auto file = std::next(bag.begin(), *rc::gen::inRange<int>(0, static_cast<int>(bag.size())));
    RC_PRE(!file->second.empty());
    RC_PRE(!file->first.starts_with("tagmanifest")); // nothing in a bag covers those: a seal does
    auto const bit = *rc::gen::inRange<std::size_t>(0, file->second.size() * 8);
    file->second[bit / 8] = static_cast<char>(file->second[bit / 8] ^ (1 << bit % 8));
    RC_ASSERT(!check_bag(MemoryContents(bag)).findings.empty());
}

TEST(TagText, names_are_encoded_as_the_rfc_says)
{
    EXPECT_EQ(encode_name("a%b\r\nc~"), "a%25b%0D%0Ac~");
    EXPECT_EQ(decode_name("a%25b%0D%0ac%7E%"), "a%b\r\nc%7E%");
    EXPECT_EQ(decode_name("%2525"), "%25");
}

TEST(TagText, lines_end_in_three_ways)
{
    EXPECT_THAT(lines_of("a\r\nb\rc\n\nd"), ElementsAre("a", "b", "c", "", "d"));
    EXPECT_THAT(lines_of(""), IsEmpty());
}

TEST(TagText, encodings)
{
    EXPECT_EQ(to_utf8("N\xFA", "iso-8859-1"), "N\u00FA");
    EXPECT_EQ(to_utf8(std::string_view { "\xFE\xFF\0a", 4 }, "UTF-16"), "a");
    EXPECT_EQ(to_utf8("\xFF", "UTF-8"), std::unexpected("is no UTF-8"));
    EXPECT_EQ(to_utf8("\xFF", "US-ASCII"), std::unexpected("is no US-ASCII"));
}

} // namespace recourse::vault
