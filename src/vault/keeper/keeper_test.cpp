#include "vault/keeper/keeper_test.hpp"

#include "vault/keeper/backup.hpp"
#include "vault/log/keys.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace recourse::vault::keeper {

namespace {

std::string text_of(std::filesystem::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace

TEST(Place, is_the_last_line_of_a_note)
{
    EXPECT_EQ(with_place("two\nlines", { 4711, 2 }), "two\nlines\nevent 4711.2");
    EXPECT_EQ(with_place("", { 1, 0 }), "event 1.0");
    for (std::string_view const note : { "", "two\nlines", "event 3.4", "event 3.4\nmore" }) {
        auto const with = with_place(note, { 12, 3 });
        EXPECT_EQ(place_of(with), (Place { 12, 3 }));
        EXPECT_EQ(without_place(with), note);
    }
    for (std::string_view const none : { "", "event", "event 1", "event 1.", "event .1", "event 01.0", "event 1.00",
             "event 0.0", "event 1.0 ", "event 1.0\n", " event 1.0", "event 1.0x", "event 99999999999999999999.0",
             "event 1.4294967296", "event -1.0", "Event 1.0" })
        EXPECT_EQ(place_of(none), std::nullopt) << none;
}

TEST(Keeper, makes_a_key_on_its_first_start_that_its_owner_alone_may_read)
{
    TestFolder const folder;
    TestClock clock;
    auto const key = opened(folder / "vault", clock)->signer().verifier;
    auto const status = std::filesystem::status(folder / "vault/key");
    EXPECT_EQ(status.permissions(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_EQ(opened(folder / "vault", clock)->signer().verifier, key);
    EXPECT_EQ(text_of(folder / "vault/keys"), log::to_string(key) + "\n");

    std::filesystem::permissions(
        folder / "vault/key", std::filesystem::perms::group_read, std::filesystem::perm_options::add);
    auto const open = Keeper::open(system_files(), folder / "vault", test_options(clock, false));
    ASSERT_FALSE(open);
    EXPECT_EQ(open.error().kind, FaultKind::failed);
    EXPECT_THAT(open.error().detail, ::testing::HasSubstr("chmod 600"));
}

TEST(Keeper, makes_no_second_key_for_a_log)
{
    TestFolder const folder;
    TestClock clock;
    opened(folder / "vault", clock);
    std::filesystem::remove(folder / "vault/key");
    auto const open = Keeper::open(system_files(), folder / "vault", test_options(clock, false));
    ASSERT_FALSE(open);
    EXPECT_EQ(open.error().kind, FaultKind::missing);
    EXPECT_FALSE(std::filesystem::exists(folder / "vault/key"));
}

TEST(Keeper, does_not_take_the_key_of_another_log)
{
    TestFolder const folder;
    TestClock clock;
    opened(folder / "vault", clock);
    auto options = test_options(clock, false);
    options.origin = "other.example/evidence";
    EXPECT_EQ(Keeper::open(system_files(), folder / "vault", options).error().kind, FaultKind::corrupt);
    options.origin = "a name with spaces";
    EXPECT_EQ(Keeper::open(system_files(), folder / "new", options).error().kind, FaultKind::limit);
}

TEST(Keeper, names_who_has_the_folder)
{
    TestFolder const folder;
    TestClock clock;
    auto options = test_options(clock, false);
    options.holder = "recourse serve";
    auto const keeper = must(Keeper::open(system_files(), folder / "vault", options));
    auto const second = Keeper::open(system_files(), folder / "vault", options);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, FaultKind::held);
    EXPECT_THAT(second.error().detail, ::testing::HasSubstr("recourse serve"));
    EXPECT_THAT(second.error().detail, ::testing::HasSubstr(std::to_string(getpid())));
}

TEST(Keeper, takes_in_what_follows_from_events_each_once)
{
    TestFolder const folder;
    TestClock clock;
    auto keeper = opened(folder / "vault", clock);
    EXPECT_EQ(keeper->place(), Place {});
    std::vector<Entry> entries;
    for (std::uint32_t i = 0; i < 5; ++i)
        entries.push_back({ { 7 + i / 2, i % 2 }, received(fmt::format("bytes {}", i)) });
    auto taken = must(keeper->append(entries));
    EXPECT_EQ(taken.count, 5);
    EXPECT_EQ(keeper->place(), (Place { 9, 0 }));

    keeper.reset();
    keeper = opened(folder / "vault", clock);
    EXPECT_EQ(keeper->place(), (Place { 9, 0 }));
    entries.push_back({ { 9, 1 }, received("one more") });
    taken = must(keeper->append(entries));
    EXPECT_EQ(taken.skipped, 5);
    EXPECT_EQ(taken.count, 1);
    EXPECT_EQ(taken.first, 5);
    EXPECT_EQ(keeper->checkpoint().checkpoint.head.size, 6);
    EXPECT_EQ(must(keeper->find({ 8, 1 })), 3);
    EXPECT_EQ(must(keeper->find({ 8, 2 })), std::nullopt);
    auto const record = must(keeper->record(3));
    EXPECT_EQ(record.digest, sha256("bytes 3"));
    EXPECT_EQ(record.note, "as it came\nevent 8.1");
    EXPECT_THAT(must(keeper->about_object(sha256("bytes 3"))), ::testing::ElementsAre(3));
    EXPECT_THAT(must(keeper->about_subject("C-17")), ::testing::ElementsAre(0, 1, 2, 3, 4, 5));
    EXPECT_THAT(must(keeper->about_subject("C-17", 3)), ::testing::ElementsAre(4, 5));
    EXPECT_THAT(must(keeper->about_subject("C-1")), ::testing::ElementsAre());
}

TEST(Keeper, refuses_entries_that_are_out_of_order_or_cannot_be_recorded)
{
    TestFolder const folder;
    TestClock clock;
    auto const keeper = opened(folder / "vault", clock);
    Draft const draft = received("bytes");
    std::vector<Entry> const backwards { { { 2, 0 }, draft }, { { 1, 0 }, draft } };
    std::vector<Entry> const twice { { { 2, 0 }, draft }, { { 2, 0 }, draft } };
    std::vector<Entry> const from_zero { { { 0, 0 }, draft } };
    auto too_long = draft;
    too_long.how = std::string(513, 'x');
    std::vector<Entry> const long_text { { { 1, 0 }, draft }, { { 2, 0 }, too_long } };
    auto full_note = draft;
    full_note.note = std::string(Record::note_size_max, 'x'); // no room for the place
    std::vector<Entry> const long_note { { { 1, 0 }, full_note } };
    for (auto const* const entries : { &backwards, &twice, &from_zero, &long_text, &long_note })
        EXPECT_EQ(keeper->append(*entries).error().kind, FaultKind::limit);
    auto forged = draft;
    forged.note = "well\nevent 9.9";
    EXPECT_EQ(keeper->append_own({ &forged, 1 }).error().kind, FaultKind::limit);
    EXPECT_EQ(keeper->checkpoint().checkpoint.head.size, 0);
    EXPECT_EQ(keeper->place(), Place {});
}

TEST(Keeper, tells_that_the_events_are_others_than_those_of_the_log)
{
    TestFolder const folder;
    TestClock clock;
    auto const keeper = opened(folder / "vault", clock);
    take_in(*keeper, 10, "first");
    take_in(*keeper, 20, "second");
    EXPECT_EQ(keeper->ahead_of(20), std::nullopt);
    EXPECT_EQ(keeper->ahead_of(500), std::nullopt);
    EXPECT_THAT(keeper->ahead_of(19).value(), ::testing::HasSubstr("event 20"));

    // The events went on from an older backup, and others have the numbers now.
    Entry const other { { 20, 0 }, received("something else") };
    EXPECT_EQ(keeper->append({ &other, 1 }).error().kind, FaultKind::corrupt);
    Entry const fresh { { 15, 0 }, received("something else") };
    EXPECT_EQ(keeper->append({ &fresh, 1 }).error().kind, FaultKind::corrupt);
    EXPECT_EQ(keeper->checkpoint().checkpoint.head.size, 2);
    Entry const same { { 20, 0 }, received("second") };
    EXPECT_EQ(must(keeper->append({ &same, 1 })).skipped, 1);
}

TEST(Keeper, finds_its_place_behind_records_that_follow_from_no_event)
{
    TestFolder const folder;
    TestClock clock;
    auto keeper = opened(folder / "vault", clock);
    take_in(*keeper, 3, "bytes");
    std::vector<Draft> own(600, received("own"));
    must(keeper->append_own(own));
    keeper.reset();
    EXPECT_EQ(opened(folder / "vault", clock)->place(), (Place { 3, 0 }));
}

TEST(Keeper, gives_receipts_that_hold_and_remembers_them)
{
    TestFolder const folder;
    TestClock clock;
    auto keeper = opened(folder / "vault", clock);
    for (std::uint64_t i = 1; i <= 3; ++i)
        take_in(*keeper, i, fmt::format("bytes {}", i));
    auto const text = must(keeper->receipt(Place { 2, 0 }));
    auto const proof = log::parse_tlog_proof(text);
    ASSERT_TRUE(proof) << proof.error();
    EXPECT_EQ(proof->index, 1);
    auto const keys = keeper->keys();
    EXPECT_TRUE(log::verify(*proof, must(keeper->entry(1)), test_origin, keys));
    EXPECT_FALSE(log::verify(*proof, must(keeper->entry(2)), test_origin, keys));
    EXPECT_EQ(keeper->receipt(Place { 4, 0 }).error().kind, FaultKind::missing);
    EXPECT_EQ(must(keeper->receipt(Place { 2, 0 })), text);

    std::vector<ShownCheckpoint> const shown { { ShownCheckpoint::Kind::receipt, 3, "C-17",
        log::to_string(keeper->checkpoint().note) } };
    EXPECT_EQ(must(must(keeper->index())->shown_about("C-17", 9)), shown);
    EXPECT_TRUE(must(must(keeper->index())->shown_about("C-1", 9)).empty());
    keeper.reset();
    std::filesystem::remove(folder / "vault/index.db");
    keeper = opened(folder / "vault", clock);
    EXPECT_EQ(must(must(keeper->index())->shown_about("C-17", 9)), shown);
}

TEST(Keeper, does_not_open_a_log_that_contradicts_what_was_shown)
{
    TestFolder const folder;
    TestClock clock;
    auto keeper = opened(folder / "vault", clock);
    take_in(*keeper, 1, "bytes");
    must(back_up(*keeper, folder / "old"));
    take_in(*keeper, 2, "more");
    must(keeper->receipt(1));
    keeper.reset();
    std::filesystem::remove_all(folder / "vault/log");
    std::filesystem::rename(folder / "old/log", folder / "vault/log");
    auto const cut = Keeper::open(system_files(), folder / "vault", test_options(clock, false));
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().kind, FaultKind::corrupt);
    EXPECT_THAT(cut.error().detail, ::testing::HasSubstr("its end is missing"));

    // And one that went on from there otherwise.
    std::filesystem::rename(folder / "vault/shown", folder / "shown");
    keeper = opened(folder / "vault", clock);
    take_in(*keeper, 2, "another history");
    keeper.reset();
    std::filesystem::copy_file(
        folder / "shown", folder / "vault/shown", std::filesystem::copy_options::overwrite_existing);
    auto const forked = Keeper::open(system_files(), folder / "vault", test_options(clock, false));
    ASSERT_FALSE(forked);
    EXPECT_THAT(forked.error().detail, ::testing::HasSubstr("another history"));
}

TEST(Keeper, changes_its_key_under_the_old_one)
{
    TestFolder const folder;
    TestClock clock;
    auto keeper = opened(folder / "vault", clock);
    take_in(*keeper, 1, "bytes");
    auto const old_key = keeper->signer().verifier;
    must(keeper->rotate("operator", "recourse key rotate"));
    auto const new_key = keeper->signer().verifier;
    EXPECT_NE(old_key, new_key);
    EXPECT_THAT(keeper->keys(), ::testing::ElementsAre(old_key, new_key));
    take_in(*keeper, 2, "later");
    keeper.reset();
    keeper = opened(folder / "vault", clock);
    EXPECT_EQ(keeper->signer().verifier, new_key);
    EXPECT_EQ(keeper->place(), (Place { 2, 0 }));
    EXPECT_EQ(log::announced_key(must(keeper->entry(1))), new_key);
    EXPECT_EQ(must(must(keeper->index())->rotations()), std::vector<std::uint64_t> { 1 });
    EXPECT_EQ(said(keeper->check()), "");
    EXPECT_FALSE(std::filesystem::exists(folder / "vault/key.next"));
}

TEST(Keeper, makes_its_index_anew_when_it_does_not_fit)
{
    TestFolder const folder;
    TestClock clock;
    auto keeper = opened(folder / "vault", clock);
    for (std::uint64_t i = 1; i <= 300; ++i)
        take_in(*keeper, i, fmt::format("bytes {}", i % 7));
    auto const fingerprint = must(must(keeper->index())->fingerprint());
    keeper.reset();
    auto const expect_right = [&](std::string_view when) {
        keeper = opened(folder / "vault", clock);
        EXPECT_EQ(must(must(keeper->index())->fingerprint()), fingerprint) << when;
        EXPECT_EQ(must(keeper->about_object(sha256("bytes 3"))).size(), 43) << when;
        EXPECT_EQ(said(keeper->check()), "") << when;
        keeper.reset();
    };
    std::filesystem::remove(folder / "vault/index.db");
    expect_right("it is missing");
    std::ofstream(folder / "vault/index.db", std::ios::binary) << std::string(8192, 'x');
    expect_right("it is no database");
    {
        auto const other = must(Index::open(folder / "other.db"));
        must(other->add({}, { 5, sha256("another log") }));
    }
    std::filesystem::rename(folder / "other.db", folder / "vault/index.db");
    expect_right("it is of another log");
}

TEST(Keeper, finds_what_is_wrong_in_a_vault)
{
    TestFolder const folder;
    TestClock clock;
    auto keeper = opened(folder / "vault", clock);
    auto const large = std::string(100'000, 'x');
    take_in(*keeper, 1, "small");
    take_in(*keeper, 2, large);
    auto const path = must(keeper->objects().file_of(sha256(large))).value();
    EXPECT_EQ(must(keeper->objects().file_of(sha256("small"))), std::nullopt);
    auto check = keeper->check();
    EXPECT_EQ(said(check), "");
    EXPECT_EQ(check.entries, 2);
    EXPECT_EQ(check.objects, 2);

    std::filesystem::rename(path, folder / "gone");
    check = keeper->check();
    ASSERT_EQ(check.findings.size(), 1) << said(check);
    EXPECT_EQ(check.findings[0].what, to_string(sha256(large)));

    auto erased = received(large);
    erased.act = Act::erased;
    Entry const entry { { 3, 0 }, erased };
    must(keeper->append({ &entry, 1 }));
    EXPECT_EQ(said(keeper->check()), "");
    std::filesystem::rename(folder / "gone", path);
    check = keeper->check();
    ASSERT_EQ(check.findings.size(), 1) << said(check);
    EXPECT_THAT(check.findings[0].says, ::testing::HasSubstr("were erased"));
}

TEST(Backup, is_a_vault_as_soon_as_the_key_is_beside_it)
{
    TestFolder const folder;
    TestClock clock;
    auto keeper = opened(folder / "vault", clock);
    auto const large = std::string(50'000, 'x'), other = std::string(60'000, 'y');
    for (std::uint64_t i = 1; i <= 700; ++i)
        take_in(*keeper, i, fmt::format("bytes {}", i));
    take_in(*keeper, 701, large);
    must(keeper->receipt(5));
    auto const first = must(back_up(*keeper, folder / "copy"));
    EXPECT_EQ(first.checkpoint, keeper->checkpoint());

    // The next one only takes what is new, and what was erased goes.
    take_in(*keeper, 702, other);
    auto erased = received(large);
    erased.act = Act::erased;
    Entry const entry { { 703, 0 }, erased };
    must(keeper->append({ &entry, 1 }));
    must(keeper->objects().erase(sha256(large)));
    auto const second = must(back_up(*keeper, folder / "copy"));
    EXPECT_LT(second.files_copied, first.files_copied);
    EXPECT_GT(second.files_there, 3);

    for (auto const& file : std::filesystem::recursive_directory_iterator(folder / "copy"))
        EXPECT_THAT(file.path().filename().string(), ::testing::Not(::testing::AnyOf("key", "index.db", "lock")));
    EXPECT_EQ(
        Keeper::open(system_files(), folder / "copy", test_options(clock, false)).error().kind, FaultKind::missing);
    std::filesystem::copy_file(folder / "vault/key", folder / "copy/key");
    auto const copy = opened(folder / "copy", clock);
    EXPECT_EQ(copy->checkpoint(), keeper->checkpoint());
    EXPECT_EQ(copy->place(), (Place { 703, 0 }));
    EXPECT_EQ(said(copy->check()), "");
    EXPECT_EQ(must(copy->objects().get_small(sha256("bytes 300"), 100)), "bytes 300");
    EXPECT_TRUE(must(copy->objects().has(sha256(other))));
    EXPECT_EQ(must(must(copy->index())->all_shown(0, 9)).size(), 1);
    take_in(*copy, 704, "it goes on");
    EXPECT_EQ(said(copy->check()), "");
}

TEST(Keeper, adds_objects_to_a_copy_and_leaves_its_log)
{
    TestFolder const folder;
    TestClock clock;
    auto const keeper = opened(folder / "vault", clock);
    std::string const large(100'000, 'x');
    take_in(*keeper, 1, "before");
    auto const first = must(back_up(*keeper, folder / "copy"));
    // One of its own file, one that shares a pack with what was copied, and nothing of what is on its way.
    take_in(*keeper, 2, large);
    take_in(*keeper, 3, "after");
    must(keeper->receipt(2));
    auto const upload = keeper->uploads().create(5, "", "somebody").value();
    must(back_up_objects(*keeper, folder / "copy"));
    EXPECT_FALSE(std::filesystem::exists(folder / "copy/uploads"));
    EXPECT_FALSE(std::filesystem::exists(folder / "copy/key"));

    std::filesystem::copy_file(folder / "vault/key", folder / "copy/key");
    auto const copy = opened(folder / "copy", clock);
    EXPECT_EQ(copy->checkpoint(), first.checkpoint);
    EXPECT_EQ(copy->place(), (Place { 1, 0 }));
    for (std::string_view const bytes :
        { std::string_view { "before" }, std::string_view { "after" }, std::string_view { large } })
        EXPECT_EQ(must(copy->objects().get_small(sha256(bytes), large.size())), bytes);
    EXPECT_EQ(said(copy->check()), "");
    // The events that came between bring it up to the other one.
    take_in(*copy, 2, large);
    take_in(*copy, 3, "after");
    EXPECT_EQ(said(copy->check()), "");
}

} // namespace recourse::vault::keeper
