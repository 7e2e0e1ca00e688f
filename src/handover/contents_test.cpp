#include "handover/sample_test.hpp"
#include "vault/contents/memory_contents.hpp"
#include "vault/zip/archive.hpp"
#include "vault/zip/crc32.hpp"
#include "vault/zip/writer.hpp"

#include <gmock/gmock.h>

namespace recourse::handover {

namespace {

using namespace samples;
using testing::HasSubstr;
using testing::Not;

std::expected<Opened, std::vector<vault::Flaw>> open_bytes(std::string zip, OpenLimits const& limits = {})
{
    return open_inner(vault::memory_range(std::move(zip)), limits);
}

/// A zip of these files in our form, whatever they are.
std::string zip_of(std::map<std::string, std::string> const& files)
{
    std::string zip;
    std::vector<vault::ZipMember> members;
    for (auto const& [name, bytes] : files)
        members.push_back({ name, bytes.size(),
            vault::crc32_of(0, { reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size() }) });
    auto const done = vault::write_zip(vault::MemoryContents { files }, members, [&](auto bytes) {
        zip.append(reinterpret_cast<char const*>(bytes.data()), bytes.size());
        return std::expected<void, std::string> {};
    });
    EXPECT_TRUE(done);
    return zip;
}

/// The files of a package, to be changed.
std::map<std::string, std::string> files()
{
    std::map<std::string, std::string> all;
    auto const archive = vault::Archive::open(vault::memory_range(inner(package())));
    EXPECT_TRUE(archive);
    for (std::size_t i = 0; i < archive->entries().size(); ++i)
        all[archive->entries()[i].name] = *vault::read_whole(*archive, i, 1U << 20U);
    return all;
}

std::string opened_with(std::string const& name, std::string const& bytes)
{
    auto all = files();
    all[name] = bytes;
    return trouble(open_bytes(zip_of(all)));
}

std::string replaced(std::string text, std::string_view what, std::string_view by)
{
    auto const at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
}

} // namespace

TEST(Contents, open_as_they_were_packed)
{
    auto const opened = open_bytes(inner(package()));
    ASSERT_TRUE(opened) << trouble(opened);
    auto const& manifest = opened->manifest;
    EXPECT_EQ(manifest.title, "Chairs");
    EXPECT_EQ(manifest.of, "L-17");
    EXPECT_EQ(manifest.to, "Smith LLP");
    EXPECT_EQ(manifest.left_out, package().head.left_out);
    std::vector<std::string> names;
    for (auto const& one : manifest.files)
        names.push_back(one.name);
    EXPECT_EQ(names,
        (std::vector<std::string> {
            "README.txt", "README.zh.txt", "memo/handover-memo.txt", "papers/催告函.txt", "questions.txt" }));
    EXPECT_EQ(*file_of(*opened, "memo/handover-memo.txt", 100), "Begin here.\n");
    EXPECT_FALSE(file_of(*opened, "memo/handover-memo.txt", 3));
    EXPECT_FALSE(file_of(*opened, "memo/other.txt", 100));
    // The same files give the same bytes, in whatever order they came.
    auto turned = package();
    std::ranges::reverse(turned.items);
    EXPECT_EQ(inner(std::move(turned)), inner(package()));
}

TEST(Contents, come_through_the_encrypted_package)
{
    Folder folder;
    auto const file = folder / "package.zip";
    ASSERT_TRUE(encrypt(file, "how to open", vault::memory_range(inner(package())), passphrase));
    auto const opened = open(file, passphrase, folder.path());
    ASSERT_TRUE(opened) << trouble(opened);
    EXPECT_EQ(opened->manifest.title, "Chairs");
    EXPECT_EQ(trouble(open(file, "another passphrase", folder.path())), "package.zip: the passphrase is another\n");
    EXPECT_THAT(trouble(open(folder / "none.zip", passphrase, folder.path())), HasSubstr("no file that can be read"));
    EXPECT_THAT(trouble(open(file, passphrase, folder / "none")), HasSubstr("no file can be written"));
    // What was decrypted lies nowhere by a name.
    std::size_t count = 0;
    for (auto const& one : std::filesystem::directory_iterator(folder.path()))
        count += one.exists() ? 1 : 0;
    EXPECT_EQ(count, 1U);
}

TEST(Contents, are_refused_with_every_file_that_is_not_as_the_manifest_says)
{
    EXPECT_EQ(trouble(open_bytes(zip_of(files()))), "");
    EXPECT_THAT(opened_with("questions.txt", "WHAT IS OPEM\n"), HasSubstr("questions.txt: its SHA-256 is another"));
    EXPECT_THAT(opened_with("questions.txt", "short"), HasSubstr("it has 5 bytes, and 13 by the manifest"));
    EXPECT_THAT(opened_with("more.exe", "x"), HasSubstr("more.exe: it is there, and the manifest does not name it"));
    auto all = files();
    all.erase("questions.txt");
    all["memo/handover-memo.txt"] = "Begin there";
    auto const both = trouble(open_bytes(zip_of(all)));
    EXPECT_THAT(both, HasSubstr("questions.txt: the manifest names it, and it is not there"));
    EXPECT_THAT(both, HasSubstr("memo/handover-memo.txt"));
}

TEST(Contents, are_refused_without_a_manifest_that_can_be_read)
{
    auto const manifest = files()["manifest.json"];
    auto all = files();
    all.erase("manifest.json");
    EXPECT_THAT(trouble(open_bytes(zip_of(all))), HasSubstr("this is no package"));
    auto const with = [&](std::string_view what, std::string_view by) {
        return opened_with("manifest.json", replaced(manifest, what, by));
    };
    EXPECT_THAT(with("\"version\": 1", "\"version\": 2"), HasSubstr("a newer one is needed"));
    EXPECT_THAT(with("recourse-handover", "other"), HasSubstr("its format is not"));
    EXPECT_THAT(with("\"memo\"", "\"song\""), HasSubstr("'song' is none of"));
    EXPECT_THAT(with("2026-06-01", "2026-06-31"), HasSubstr("/made_on"));
    EXPECT_THAT(with("questions.txt", "../questions.txt"), HasSubstr("../questions.txt"));
    EXPECT_THAT(with("questions.txt", "memo/handover-memo.txt"), HasSubstr("names 'memo/handover-memo.txt' twice"));
    EXPECT_THAT(opened_with("manifest.json", "{"), HasSubstr("manifest.json"));
    EXPECT_THAT(opened_with("manifest.json", std::string(manifest_bytes_max + 1, ' ')), Not(testing::IsEmpty()));
}

TEST(Contents, are_read_under_limits)
{
    auto const zip = inner(package());
    EXPECT_NE(trouble(open_bytes(zip, { .files_max = 3 })), "");
    EXPECT_NE(trouble(open_bytes(zip, { .archive = { .inner_bytes_max = 100 } })), "");
    EXPECT_NE(trouble(open_bytes("no zip")), "");
}

TEST(Contents, take_no_name_twice_and_none_that_leads_outside)
{
    auto const packed = [](std::string name) {
        auto all = package();
        all.items.push_back(item(std::move(name), What::paper, "", "x"));
        auto const done = pack(std::move(all), [](auto) { return std::expected<void, std::string> {}; });
        return done ? "" : to_string(done.error());
    };
    EXPECT_EQ(packed("papers/other.txt"), "");
    EXPECT_THAT(packed("questions.txt"), HasSubstr("two files have this name"));
    EXPECT_THAT(packed("manifest.json"), HasSubstr("two files have this name"));
    EXPECT_NE(packed("../up.txt"), "");
    EXPECT_NE(packed("/etc/passwd"), "");
    EXPECT_EQ(free_name(package().items, "questions.txt"), "questions-2.txt");
    EXPECT_EQ(free_name(package().items, "questions"), "questions");
}

} // namespace recourse::handover
