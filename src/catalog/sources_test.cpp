#include "catalog/sources.hpp"

#include "codec/toml_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recourse::catalog {

namespace {

using testing::HasSubstr;

class Sources : public testing::Test {
protected:
    void add(std::string const& file, std::string_view text) { register_.add(codec::read_toml(text, file), problems_); }
    casework::SourceRef resolve(std::string const& file, std::string_view text, bool required = true)
    {
        auto const document = codec::read_toml(text, file);
        return register_.resolve(document, document.root, required, problems_);
    }
    std::string said() const
    {
        std::string text;
        for (auto const& problem : problems_)
            text += to_string(problem) + "\n";
        return text;
    }

    SourceRegister register_;
    Problems problems_;
};

constexpr auto programme = "programmes/x/1/programme.toml";

} // namespace

TEST_F(Sources, the_nearest_register_wins_and_those_above_are_in_sight)
{
    add("programmes/sources.toml", "[sources.help]\ntitle = 'far'\nkind = 'official'\n[sources.law]\ntitle = 'law'\n");
    add("programmes/x/1/sources.toml", "[sources.help]\ntitle = 'near'\nkind = 'copy'\n");
    add("programmes/y/1/sources.toml", "[sources.other]\ntitle = 'beside'\n");
    EXPECT_EQ(resolve(programme, "source = 'help'").title, "near");
    EXPECT_EQ(resolve(programme, "source = 'law'").title, "law");
    EXPECT_EQ(resolve("programmes/z/1/programme.toml", "source = 'help'").title, "far");
    EXPECT_EQ(said(), "");
    (void)resolve(programme, "source = 'other'");
    EXPECT_THAT(said(), HasSubstr("no register in sight has the source 'other'"));
}

TEST_F(Sources, the_mark_follows_the_kind_unless_it_is_said)
{
    add(programme,
        "[sources.a]\ntitle = 'a'\nkind = 'statute'\n[sources.b]\ntitle = 'b'\nkind = 'copy'\n"
        "[sources.c]\ntitle = 'c'\nkind = 'official'\nmark = 'contested'\n");
    EXPECT_EQ(resolve(programme, "source = 'a'").mark, "primary");
    EXPECT_EQ(resolve(programme, "source = 'b'").mark, "secondary");
    EXPECT_EQ(resolve(programme, "source = 'c'").mark, "contested");
    EXPECT_EQ(
        resolve(programme, "source = { document = 'a', mark = 'inference', clause = 'art. 1' }").mark, "inference");
    EXPECT_EQ(resolve(programme, "source = { document = 'a', clause = 'art. 1' }").clause, "art. 1");
    EXPECT_EQ(said(), "");
}

TEST_F(Sources, a_statement_without_a_source_is_unverified_and_said_so)
{
    EXPECT_EQ(resolve(programme, "", false).mark, "unverified");
    EXPECT_EQ(said(), "");
    EXPECT_EQ(resolve(programme, "").mark, "unverified");
    EXPECT_THAT(said(), HasSubstr("no source is given"));
    EXPECT_EQ(resolve(programme, "source = { mark = 'inference', note = 'by its wording' }").title, "by its wording");
}

TEST_F(Sources, a_register_names_what_is_wrong_with_it)
{
    add("programmes/sources.toml",
        "[sources.a]\nurl = 'service.example'\nkind = 'oficial'\ncolour = 'red'\n[other]\nx = 1\n");
    EXPECT_THAT(said(), HasSubstr("has no 'title'"));
    EXPECT_THAT(said(), HasSubstr("'service.example' is no address"));
    EXPECT_THAT(said(), HasSubstr("official"));
    EXPECT_THAT(said(), HasSubstr("colour"));
    EXPECT_THAT(said(), HasSubstr("other"));
}

} // namespace recourse::catalog
