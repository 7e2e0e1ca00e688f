#include "api/vault_test.hpp"
#include "api/backup.hpp"

#include <gmock/gmock.h>

#include <fstream>

// The log of the vault along the events, copies of it, and what is erased.

namespace recourse::api {

namespace {

using testing::AllOf;
using testing::HasSubstr;

namespace fs = std::filesystem;

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

std::string read_file(fs::path const& path)
{
    std::ifstream in(path, std::ios::binary);
    return { std::istreambuf_iterator<char>(in), {} };
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

// ------------------------------------------------------------------------------------------------- along the events

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
    EXPECT_THAT(why_closed(desk), AllOf(HasSubstr("are gone"), HasSubstr("Restore a backup into a new directory")));
    // Further on, other events have been written over those that the log is of.
    copy_all(copies.path() / "older", desk.directory());
    desk.open();
    for (int i = 0; i < 8; ++i)
        work.add(work.one.buys, "shared", fmt::format("other {}", i), "other.txt");
    desk.close();
    copy_all(copies.path() / "newer", desk.directory() / "vault");
    EXPECT_THAT(why_closed(desk), HasSubstr("not the events"));
}

// ----------------------------------------------------------------------------------------------------------- copies

TEST(Copies, have_the_evidence_and_go_on_under_the_key_that_was_kept_apart)
{
    Work work;
    auto& desk = work.desk;
    Folder folder;
    auto const copy = folder.path() / "copy", again = folder.path() / "again", key = desk.directory() / "vault" / "key";
    std::string const large(100'000, 'x');
    auto const paper = work.add(work.one.buys, "shared", "one", "one.txt");
    auto const photo = work.add(work.one.buys, "buyer-and-counsel", large, "large.txt");
    auto const before = records(desk.desk(), work.one.dossier);
    auto const made = back_up(desk.desk(), copy);
    ASSERT_TRUE(made) << made.error();
    work.add(work.one.buys, "shared", "after the copy", "two.txt");

    auto const bytes_of_key = read_file(key);
    ASSERT_FALSE(bytes_of_key.empty());
    for (auto const& file : fs::recursive_directory_iterator(folder.path())) {
        if (file.is_regular_file())
            EXPECT_EQ(read_file(file.path()).find(bytes_of_key), std::string::npos) << file.path();
    }
    EXPECT_THAT(Restoring::begin(copy, again, {}, false).error(), HasSubstr("--vault-key"));
    EXPECT_FALSE(fs::exists(again));
    auto options = desk.desk().options();
    options.directory = again;
    app::SystemClock clock;
    auto const opened = [&] { return Desk::open(options, catalog::shipped_world(false)->world, clock); };
    {
        // The key of another vault.
        TestDesk other;
        auto const wrong = folder.path() / "wrong";
        auto restoring = Restoring::begin(copy, wrong, { .vault = other.directory() / "vault" / "key" }, false);
        ASSERT_TRUE(restoring) << restoring.error();
        options.directory = restoring->folder();
        auto const closed = opened();
        ASSERT_FALSE(closed);
        EXPECT_THAT(closed.error(), HasSubstr("the vault"));
        options.directory = again;
    }
    auto restoring = Restoring::begin(copy, again, { .vault = key }, false);
    ASSERT_TRUE(restoring) << restoring.error();
    ASSERT_TRUE(restoring->finish());
    auto const restored = opened();
    ASSERT_TRUE(restored) << restored.error();
    EXPECT_EQ(records(**restored, work.one.dossier), before);
    auto& keeper = (*restored)->vault().keeper();
    EXPECT_EQ(keeper.origin(), desk.desk().vault().keeper().origin());
    EXPECT_EQ(keeper.objects().get_small(sha256("one"), 100).value(), "one");
    EXPECT_EQ(keeper.objects().get_small(sha256(large), large.size()).value(), large);
    EXPECT_FALSE(keeper.objects().has(sha256("after the copy")).value());
    EXPECT_TRUE(keeper.check().findings.empty());
    EXPECT_EQ(fs::status(again / "vault" / "key").permissions() & (fs::perms::group_all | fs::perms::others_all),
        fs::perms::none);
}

TEST(Copies, that_are_made_while_evidence_comes_in_are_whole)
{
    Work work;
    auto& desk = work.desk;
    Folder folder;
    std::atomic<bool> stop = false;
    std::size_t added = 0;
    std::thread busy([&] {
        for (; !stop && added < 200; ++added)
            work.add(work.one.buys, "shared", fmt::format("paper {}", added), "paper.txt");
    });
    for (int round = 0; round < 3; ++round) {
        auto const made = back_up(desk.desk(), folder.path() / fmt::format("copy{}", round));
        EXPECT_TRUE(made) << made.error();
    }
    stop = true;
    busy.join();
    EXPECT_GT(added, 0u);
    for (int round = 0; round < 3; ++round) {
        auto const again = folder.path() / fmt::format("again{}", round);
        auto restoring = Restoring::begin(
            folder.path() / fmt::format("copy{}", round), again, { .vault = desk.directory() / "vault" / "key" }, true);
        ASSERT_TRUE(restoring) << restoring.error();
        ASSERT_TRUE(restoring->finish());
        auto options = desk.desk().options();
        options.directory = again;
        app::SystemClock clock;
        auto const opened = Desk::open(options, catalog::shipped_world(false)->world, clock);
        ASSERT_TRUE(opened) << opened.error();
        auto& vault = (*opened)->vault();
        ASSERT_TRUE(vault.wait_followed(vault.durable(), std::chrono::seconds(10)));
        for (auto const& one : vault.keeper().check().findings)
            ADD_FAILURE() << one.what << ": " << one.says;
    }
}

// ---------------------------------------------------------------------------------------------------------- erasing

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

TEST(Erasing, leaves_no_word_in_any_file_of_a_running_desk)
{
    Work work;
    auto& desk = work.desk;
    auto const dossier
        = "/v1/dossiers/" + desk.made(work.one.buys, "/v1/dossiers", "{'against':'Teak Co','title':'t'}");
    std::string const word = "xylophonequartz";
    // One lies beside others in a pack, the other in a file of its own.
    std::string const small = word + " in the drawer\n";
    std::string large;
    while (large.size() < 40'000)
        large += fmt::format("line {} of the letter about {}\n", large.size(), word);
    std::vector<std::string> digests;
    for (auto const& bytes : { small, large }) {
        digests.push_back(uploaded(desk, work.one.buys, bytes));
        desk.must(work.one.buys, dossier + "/add-exhibit",
            body_of("buyer-and-counsel", digests.back(), bytes.size(), fmt::format("{}.txt", bytes.size())));
    }
    work.read_all();
    ASSERT_EQ(desk.get(work.one.buys, dossier + "/search?q=" + word).json().find("count")->integer, 2);
    auto const files_with_it = [&] {
        std::vector<std::string> found;
        for (auto const& file : fs::recursive_directory_iterator(desk.directory())) {
            if (!file.is_regular_file())
                continue;
            std::ifstream stream(file.path(), std::ios::binary);
            std::string const bytes { std::istreambuf_iterator<char>(stream), {} };
            if (bytes.contains(word))
                found.push_back(file.path().lexically_relative(desk.directory()).string());
        }
        return found;
    };
    ASSERT_GE(files_with_it().size(), 4u); // both, what was read of them, the search
    for (auto const& digest : digests) {
        desk.must(work.market.officer, dossier + "/propose-erasure",
            fmt::format("{{'digest':'{}','reason':'r','reference':'Order 9'}}", digest));
        desk.must(work.market.second, dossier + "/confirm-erasure", fmt::format("{{'digest':'{}'}}", digest));
    }
    EXPECT_EQ(files_with_it(), std::vector<std::string> {});
    work.read_all();
    EXPECT_EQ(files_with_it(), std::vector<std::string> {});
}

TEST(Erasing, takes_away_the_archive_in_which_it_came)
{
    Work work;
    auto& desk = work.desk;
    auto const dossier = [&] {
        return "/v1/dossiers/" + desk.made(work.one.buys, "/v1/dossiers", "{'against':'Teak Co','title':'t'}");
    };
    auto const from = dossier(), to = dossier();
    std::string const bytes = "xylophonequartz in the drawer\n";
    auto const digest = uploaded(desk, work.one.buys, bytes);
    desk.must(work.one.buys, from + "/add-exhibit", body_of("shared", digest, bytes.size(), "x.txt"));
    desk.must(work.one.buys, from + "/number", "{'compartment':'shared'}");
    auto const sealed = desk.post(work.one.buys, from + "/bundles", "{'compartment':'shared','to':'the insurer'}");
    ASSERT_EQ(sealed.status, 200) << sealed.body;
    auto const archive = uploaded(desk, work.one.buys, sealed.body);
    auto const taken = desk.post(work.one.buys, to + "/imports",
        fmt::format("{{'compartment':'shared','digest':'{}','from':'a friend'}}", archive));
    ASSERT_EQ(taken.status, 200) << taken.body;
    auto& objects = desk.desk().vault().keeper().objects();
    ASSERT_TRUE(objects.has(*parse_digest(archive)).value());
    for (auto const& of : { from, to }) {
        desk.must(work.market.officer, of + "/propose-erasure",
            fmt::format("{{'digest':'{}','reason':'r','reference':'Order 9'}}", digest));
        desk.must(work.market.second, of + "/confirm-erasure", fmt::format("{{'digest':'{}'}}", digest));
        // As long as the other case rests on the bytes, they and the archive stay.
        EXPECT_EQ(objects.has(*parse_digest(digest)).value(), of == from);
        EXPECT_EQ(objects.has(*parse_digest(archive)).value(), of == from);
    }
    for (auto const& file : fs::recursive_directory_iterator(desk.directory())) {
        if (!file.is_regular_file())
            continue;
        std::ifstream stream(file.path(), std::ios::binary);
        std::string const all { std::istreambuf_iterator<char>(stream), {} };
        EXPECT_FALSE(all.contains("xylophonequartz")) << file.path();
    }
    EXPECT_TRUE(desk.desk().vault().keeper().check().findings.empty());
}

TEST(Erasing, takes_away_what_was_read_before_it_is_on_record)
{
    Work work;
    auto& desk = work.desk;
    auto& keeper = desk.desk().vault().keeper();
    auto const dossier
        = "/v1/dossiers/" + desk.made(work.one.buys, "/v1/dossiers", "{'against':'Teak Co','title':'t'}");
    std::string const bytes = "read at once and erased\n";
    auto const digest = uploaded(desk, work.one.buys, bytes);
    auto const receipt = desk.must(
        work.one.buys, dossier + "/add-exhibit", body_of("buyer-and-counsel", digest, bytes.size(), "x.txt"));
    // Nothing was read in the background: whoever asks is the first.
    auto const reading
        = desk.get(work.one.buys, fmt::format("{}/exhibits/VX-{}/reading", dossier, TestDesk::place_of(receipt)));
    auto const read = *parse_digest(reading.text("digest"));
    ASSERT_TRUE(keeper.objects().has(read).value());
    ASSERT_TRUE(keeper.about_object(read).value().empty());
    desk.must(work.market.officer, dossier + "/propose-erasure",
        fmt::format("{{'digest':'{}','reason':'r','reference':'Order 9'}}", digest));
    desk.must(work.market.second, dossier + "/confirm-erasure", fmt::format("{{'digest':'{}'}}", digest));
    EXPECT_FALSE(keeper.objects().has(*parse_digest(digest)).value());
    EXPECT_FALSE(keeper.objects().has(read).value());
    for (auto const& file : fs::recursive_directory_iterator(desk.directory() / "vault" / "readings"))
        EXPECT_FALSE(file.path().filename().string().starts_with(digest)) << file.path();
    work.read_all();
    EXPECT_EQ(desk.get(work.one.buys, dossier + "/search?q=erased").json().find("count")->integer, 0);
    EXPECT_TRUE(keeper.check().findings.empty());
}

} // namespace recourse::api
