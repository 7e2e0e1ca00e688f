#include "vault/keeper/readings.hpp"

#include "codec/json_reader.hpp"
#include "vault/keeper/keeper_test.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace recourse::vault::keeper {

namespace {

std::string sample(std::string const& name)
{
    std::ifstream file(RECOURSE_SOURCE_DIR "/examples/evidence/" + name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (text.str().empty())
        throw std::runtime_error("no sample " + name);
    return text.str();
}

bool has_text(readers::Reading const& reading, std::string_view words)
{
    return std::ranges::any_of(
        reading.text, [&](auto const& piece) { return piece.text.find(words) != std::string::npos; });
}

} // namespace

TEST(Readings, are_made_once_of_small_objects_and_large_ones)
{
    TestFolder const folder;
    TestClock clock;
    auto const keeper = opened(folder / "vault", clock);
    Readings readings(*keeper, {});
    auto const chat = sample("wechat-chat.txt");
    auto large = chat;
    while (large.size() < 40'000)
        large += "\n2026-03-03 08:30:15 Wang\n密封圈 again\n";
    for (std::string const* const bytes : { &chat, &std::as_const(large) }) {
        must(keeper->objects().put(*bytes));
        EXPECT_EQ(must(keeper->objects().file_of(sha256(*bytes))).has_value(), bytes == &large);
        readers::Told told;
        told.name = "chat.txt";
        auto const first = must(readings.read_object(sha256(*bytes), told));
        ASSERT_TRUE(first.reading) << first.says;
        EXPECT_TRUE(first.fresh);
        EXPECT_EQ(first.reading->kind, readers::Kind::chat);
        EXPECT_TRUE(has_text(*first.reading, "密封圈"));
        auto const again = must(readings.read_object(sha256(*bytes), told));
        EXPECT_FALSE(again.fresh);
        EXPECT_EQ(again.reading->text, first.reading->text);
        EXPECT_EQ(again.json->digest, first.json->digest);
        EXPECT_EQ(again.derived, first.derived);
        auto const json = must(keeper->objects().get_small(first.json->digest, 1 << 20));
        EXPECT_TRUE(codec::read_json(json).problems.empty());
        EXPECT_EQ(first.derived.act, Act::derived);
        EXPECT_EQ(first.derived.parents, std::vector { sha256(*bytes) });
        EXPECT_EQ(first.derived.how, "recourse readers 2");
    }
    // Something else told, or other readers, is another reading.
    readers::Told told;
    told.name = "chat.txt";
    told.chat.zone = "Asia/Shanghai";
    EXPECT_TRUE(must(readings.read_object(sha256(chat), told)).fresh);
    Readings newer(*keeper, { {}, readers::cell::own_program, "3" });
    EXPECT_TRUE(must(newer.read_object(sha256(chat), told)).fresh);
}

TEST(Readings, of_what_cannot_be_read_say_why_and_the_object_stays)
{
    TestFolder const folder;
    TestClock clock;
    auto const keeper = opened(folder / "vault", clock);
    Readings::Options options;
    options.limits.file_size = 1000;
    Readings readings(*keeper, options);
    std::string const large(20'000, 'x');
    must(keeper->objects().put(large));
    auto const first = must(readings.read_object(sha256(large), {}));
    EXPECT_FALSE(first.reading);
    EXPECT_THAT(first.says, ::testing::HasSubstr("could not be read"));
    EXPECT_FALSE(first.json);
    auto const again = must(readings.read_object(sha256(large), {}));
    EXPECT_FALSE(again.fresh);
    EXPECT_EQ(again.says, first.says);
    EXPECT_EQ(must(keeper->objects().get_small(sha256(large), 20'000)), large);
    EXPECT_EQ(readings.read_object(sha256("not here"), {}).error().kind, FaultKind::missing);
}

TEST(Readings, of_a_damaged_object_are_not_made)
{
    TestFolder const folder;
    TestClock clock;
    auto const keeper = opened(folder / "vault", clock);
    std::string const large(20'000, 'x');
    must(keeper->objects().put(large));
    auto const path = must(keeper->objects().file_of(sha256(large))).value();
    std::ofstream(path, std::ios::binary | std::ios::in) << "y";
    EXPECT_EQ(Readings(*keeper, {}).read_object(sha256(large), {}).error().kind, FaultKind::corrupt);
}

TEST(Readings, are_made_anew_where_their_file_is_broken_or_gone)
{
    TestFolder const folder;
    TestClock clock;
    auto const keeper = opened(folder / "vault", clock);
    must(keeper->objects().put("a text\n"));
    Readings readings(*keeper, {});
    auto const first = must(readings.read_object(sha256("a text\n"), {}));
    for (auto const& file : std::filesystem::recursive_directory_iterator(folder / "vault/readings"))
        if (file.is_regular_file())
            std::ofstream(file.path(), std::ios::binary | std::ios::in) << "broken";
    auto const second = must(readings.read_object(sha256("a text\n"), {}));
    EXPECT_TRUE(second.fresh);
    EXPECT_EQ(second.json->digest, first.json->digest);
    std::filesystem::remove_all(folder / "vault/readings");
    EXPECT_TRUE(must(readings.read_object(sha256("a text\n"), {})).fresh);
    must(keeper->objects().erase(first.json->digest));
    EXPECT_TRUE(must(readings.read_object(sha256("a text\n"), {})).fresh);
}

TEST(Readings, are_forgotten_of_one_object_whatever_was_told)
{
    TestFolder const folder;
    TestClock clock;
    auto const keeper = opened(folder / "vault", clock);
    Readings readings(*keeper, {});
    for (std::string_view const bytes : { "one text\n", "another text\n" })
        must(keeper->objects().put(bytes));
    auto const one = sha256("one text\n"), other = sha256("another text\n");
    readers::Told told;
    must(readings.forget(one)); // there is nothing yet
    must(readings.read_object(one, told));
    must(readings.read_object(other, told));
    told.name = "name.txt";
    must(readings.read_object(one, told));
    auto const files = [&](Digest const& object) {
        std::size_t count = 0;
        for (auto const& file : std::filesystem::recursive_directory_iterator(folder / "vault/readings"))
            count += file.path().filename().string().starts_with(to_string(object)) ? 1 : 0;
        return count;
    };
    ASSERT_EQ(files(one), 2u);
    must(readings.forget(one));
    EXPECT_EQ(files(one), 0u);
    EXPECT_EQ(files(other), 1u);
    EXPECT_TRUE(must(readings.read_object(one, told)).fresh);
    EXPECT_FALSE(must(readings.read_object(other, {})).fresh);
}

} // namespace recourse::vault::keeper
