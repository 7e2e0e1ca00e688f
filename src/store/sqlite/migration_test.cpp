#include "store/sqlite/migration.hpp"

#include "store/sqlite/files.hpp"
#include "tests/contract/store_samples.hpp"

#include <gtest/gtest.h>

namespace recourse::store::sqlite {
namespace {

constexpr std::int64_t ours = 0x52435254;
constexpr char const* first = "PRAGMA application_id = 0x52435254; CREATE TABLE t(id INTEGER PRIMARY KEY) STRICT;"
                              "INSERT INTO t VALUES(7)";
constexpr char const* second = "ALTER TABLE t ADD COLUMN sum INTEGER NOT NULL DEFAULT 3";
constexpr char const* third = "UPDATE t SET sum = sum + id";
constexpr char const* wrong = "UPDATE t SET sum = 100; UPDATE nothing SET sum = 1";

class Migration : public testing::Test {
protected:
    samples::Scratch scratch;
    Connection connection = [this] {
        auto const file = scratch.path() / "file.db";
        EXPECT_TRUE(create_private(file));
        return Connection::open(file, Access::write, {}).value();
    }();

    std::expected<void, SchemaFault> to(std::vector<char const*> const& steps)
    {
        return migrate(connection, { ours, steps });
    }
    std::int64_t number(char const* sql) { return connection.number(sql).value(); }
    std::int64_t version() { return number("PRAGMA user_version"); }
};

} // namespace

TEST_F(Migration, an_older_file_takes_the_steps_that_it_lacks_in_their_order)
{
    ASSERT_TRUE(to({ first }));
    ASSERT_TRUE(to({ first, second, third }));
    EXPECT_EQ(version(), 3);
    EXPECT_EQ(number("SELECT sum FROM t WHERE id = 7"), 10);
    ASSERT_TRUE(to({ first, second, third })); // none is taken twice
    EXPECT_EQ(number("SELECT sum FROM t WHERE id = 7"), 10);
}

TEST_F(Migration, a_step_that_fails_leaves_the_file_as_the_one_before_made_it)
{
    auto const failed = to({ first, second, wrong });
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().kind, SchemaFault::Kind::failed);
    EXPECT_EQ(version(), 2);
    EXPECT_EQ(number("SELECT sum FROM t WHERE id = 7"), 3);
    ASSERT_TRUE(to({ first, second, third })); // and the next program goes on from there
    EXPECT_EQ(number("SELECT sum FROM t WHERE id = 7"), 10);
}

TEST_F(Migration, a_newer_file_is_refused_with_what_to_do_and_stays_as_it_is)
{
    ASSERT_TRUE(to({ first, second }));
    auto const refused = to({ first });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, SchemaFault::Kind::newer);
    EXPECT_EQ(refused.error().detail,
        "written in version 2 of the tables by a newer program, this one knows 1: start the newer one, or restore a "
        "backup from before it");
    EXPECT_EQ(version(), 2);
}

TEST_F(Migration, a_file_of_another_program_is_refused)
{
    ASSERT_TRUE(connection.execute("CREATE TABLE others(a)"));
    auto const refused = to({ first });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, SchemaFault::Kind::foreign);
    EXPECT_EQ(version(), 0);
}

} // namespace recourse::store::sqlite
