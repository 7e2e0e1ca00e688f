#include "catalog/receivers.hpp"

#include "catalog/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recourse::catalog {

namespace {

using receiver::Measure;
using testing::HasSubstr;

receiver::Receiver shipped(std::string_view id)
{
    auto const all = shipped_receivers();
    EXPECT_TRUE(all);
    for (auto const& one : *all)
        if (one.id == id)
            return one;
    ADD_FAILURE() << "no receiver " << id;
    return {};
}

std::string whole(std::string_view id)
{
    for (auto const& file : embedded_files())
        if (file.path == "receivers/" + std::string { id } + ".toml")
            return std::string { file.text };
    ADD_FAILURE() << id;
    return {};
}

/// The problems with the shipped sources and one file beside them.
std::string problems_with(std::string const& path, std::string const& text)
{
    std::vector<FileText> files;
    for (auto const& file : embedded_files())
        if (file.path == "receivers/sources.toml")
            files.push_back({ std::string { file.path }, file.text });
    files.push_back({ path, text });
    auto const found = receivers_of(files);
    std::string all;
    if (!found)
        for (auto const& problem : found.error())
            all += to_string(problem) + "\n";
    return all;
}

std::string replaced(std::string text, std::string_view what, std::string_view by)
{
    auto const at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

} // namespace

TEST(Receivers, the_shipped_ones_read)
{
    auto const all = shipped_receivers();
    ASSERT_TRUE(all) << (all ? "" : to_string(all.error().front()));
    EXPECT_EQ(all->size(), 11u);
    auto const world = shipped_world();
    ASSERT_TRUE(world);
    EXPECT_EQ(world->receivers.size(), all->size());
}

TEST(Receivers, every_value_has_a_source_or_is_said_to_be_unknown)
{
    auto const all = shipped_receivers();
    ASSERT_TRUE(all);
    for (auto const& one : *all) {
        ASSERT_EQ(one.limits.size(), receiver::measures);
        for (auto const& limit : one.limits)
            EXPECT_NE(limit.unknown.has_value(), !limit.source.document.empty())
                << one.id << " " << word(limit.measure);
        EXPECT_NE(one.types.unknown.has_value(), !one.types.source.document.empty()) << one.id;
        EXPECT_NE(one.copies.unknown.has_value(), !one.copies.source.document.empty()) << one.id;
    }
}

TEST(Receivers, what_the_sources_say)
{
    auto const mastercard = shipped("mastercard");
    EXPECT_EQ(mastercard.limit(Measure::total_bytes).most, 18'000'000u);
    EXPECT_EQ(mastercard.limit(Measure::pages).most, 19u);
    EXPECT_TRUE(mastercard.limit(Measure::image_pixels).below);
    EXPECT_EQ(mastercard.names.longest, 16);
    auto const paypal = shipped("paypal");
    EXPECT_TRUE(paypal.limit(Measure::file_bytes).below);
    EXPECT_TRUE(shipped("alibaba-trade-assurance").types.unknown);
    EXPECT_EQ(copies_for(shipped("cietac").copies, 1, false), 5);
    EXPECT_EQ(copies_for(shipped("cietac").copies, 1, true), 3);
    EXPECT_EQ(copies_for(shipped("prc-court").copies, 2, false), 3);
}

TEST(Receivers, each_damage_is_named)
{
    struct Damage {
        std::string_view what, by, says;
    };
    constexpr Damage damages[] = {
        { "id = \"mastercard\"", "id = \"visa\"", "the file of 'visa' is called mastercard.toml" },
        { "kind = \"card-network\"", "kind = \"card-netwrok\"", "expected one of" },
        { "kind = \"card-network\"\n", "", "[receiver] has no 'kind'" },
        { "name_zh = ", "naam_zh = ", "'name' is there without 'name_zh'" },
        { "takes = [\"image/jpeg\", ", "takes = [\"jpeg\", ", "'jpeg' is no media type" },
        { "takes = [\"en\"]", "takes = [\"de\"]", "'de' is no language here" },
        { "longest = 16", "longest = 3", "'longest' is 3" },
        { "most = 18000000\n", "", "total-bytes is neither given nor said to be unknown" },
        { "most = 18000000\n", "most = 18000000\nunknown = \"x\"\nunknown_zh = \"x\"\n",
            "total-bytes is given and said to be unknown" },
        { "most = 18000000\n", "most = -1\n", "'most' is below nothing" },
        { "most = 18000000\n", "most = 18000000\nbelow = 3\n", "'most' and 'below' are both given" },
        { "most = 18000000\nsource = \"mastercom\"", "most = 18000000\n", "no source is given" },
        { "source = \"oracle-defend\"", "source = \"oracle-defense\"", "has the source 'oracle-defense'" },
        { "of = \"files\"", "of = \"pages\"", "'pages' is limited twice" },
        { "of = \"files\"", "of = \"pages\"", "nothing is said of 'files'" },
        { "fields = [\"name\", ", "fields = [\"nome\", ", "'nome' is no field of a list" },
        { "fields = [\"name\", ", "fields = [\"date\", \"name\", ", "'date' stands twice" },
        { "required = [\"name\", ", "required = [\"digest\", ", "'digest' is required and not in the list" },
        { "order = \"number\"", "order = \"random\"", "expected one of" },
        { "[names]", "[naems]", "a receiver's file has no 'names'" },
    };
    for (auto const& damage : damages)
        EXPECT_THAT(problems_with("receivers/mastercard.toml", replaced(whole("mastercard"), damage.what, damage.by)),
            HasSubstr(damage.says));
    auto const slots = whole("police");
    EXPECT_THAT(problems_with("receivers/police.toml", replaced(slots, "[\"payment_record\"]", "[\"contract\"]")),
        HasSubstr("'contract' belongs to the slot 'contract' already"));
    EXPECT_THAT(problems_with("receivers/police.toml", replaced(slots, "[\"payment_record\"]", "[\"payment\"]")),
        HasSubstr("'payment' is no kind of evidence"));
    EXPECT_THAT(problems_with("receivers/police.toml", replaced(slots, "id = \"payments\"", "id = \"contract\"")),
        HasSubstr("there are two slots 'contract'"));
    EXPECT_THAT(problems_with("receivers/cietac.toml", replaced(whole("cietac"), "sole_fewer = 2", "sole_fewer = 5")),
        HasSubstr("nothing would be left of the copies"));
}

TEST(Receivers, all_problems_of_a_file_are_named_at_once)
{
    auto text = replaced(whole("mastercard"), "most = 18000000", "most = -1");
    text = replaced(std::move(text), "order = \"number\"", "order = \"random\"");
    auto const said = problems_with("receivers/mastercard.toml", text);
    EXPECT_THAT(said, HasSubstr("below nothing"));
    EXPECT_THAT(said, HasSubstr("expected one of number, group"));
}

TEST(Receivers, the_whole_data_does_not_load_with_a_broken_one)
{
    auto files = shipped_files();
    std::string const broken = replaced(whole("paypal"), "below = 10000000", "below = -10000000");
    for (auto& file : files)
        if (file.path == "receivers/paypal.toml")
            file = { file.path, broken };
    auto const loaded = load_world(files, false);
    ASSERT_FALSE(loaded);
    EXPECT_THAT(to_string(loaded.error().front()), HasSubstr("receivers/paypal.toml"));
}

} // namespace recourse::catalog
