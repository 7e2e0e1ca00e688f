#include "accounts/fixture_test.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/power_cut.hpp"

#include <sys/stat.h>

namespace recourse::accounts {
namespace {

using namespace std::chrono_literals;
using store::ReadError;

constexpr Part buyer_of_7 { act::Role::buyer, { 7 }, {} };

unsigned permissions(std::filesystem::path const& path)
{
    struct stat status {};
    EXPECT_EQ(stat(path.c_str(), &status), 0) << path;
    return status.st_mode & 0777;
}

class FilesTest : public AccountsTest {
protected:
    std::expected<std::unique_ptr<Accounts>, Fault> open() { return Accounts::open(options_, clock_); }
    std::filesystem::path file() const { return folder_.path() / "accounts.db"; }
    void from_outside(char const* statement)
    {
        accounts_.reset();
        store::sqlite::Connection::open(file(), store::sqlite::Access::write, "").value().execute(statement).value();
    }
};

TEST_F(FilesTest, they_are_their_owners_alone)
{
    set_up();
    for (auto const* name : { "accounts.db", "accounts.db-wal", "accounts.key" })
        EXPECT_EQ(permissions(folder_.path() / name), 0600u) << name;
}

// Whoever takes the files, while they are open or after, finds nothing with which to sign in.
TEST_F(FilesTest, a_stolen_file_holds_no_secret)
{
    std::vector<std::string> secrets { std::string(password), std::string(other_password) };
    auto const keep = [&](Secret const& secret) {
        secrets.emplace_back(secret.reveal());
        return secret;
    };
    auto const setup = accounts().setup_link().value();
    keep(setup.token);
    ASSERT_TRUE(accounts().set_up(setup.token, somebody("officer")));
    auto const bo = join("bo", buyer_of_7);
    auto const session = sign_in("bo");
    keep(session.token);
    keep(session.csrf);
    auto const who = accounts().authenticate(session.token).value();
    keep(accounts().make_key(who, { "shop", act::Role::buyer, { 7 }, { Scope::read }, in(24h) }).value().token);
    keep(accounts().invite(who, buyer_of_7, "", in(24h)).value().link.token);
    keep(accounts().make_feed(who, { "phone", 0, {} }).value().token);
    RecoveryCodes codes;
    auto const factor = enrol(session.token, &codes);
    for (auto const& code : codes) {
        auto plain = std::string(keep(code).reveal());
        std::erase(plain, '-');
        secrets.push_back(plain);
    }
    secrets.emplace_back(factor.begin(), factor.end());
    secrets.push_back(totp::base32(factor));
    keep(accounts().recovery_link(Caller::command_line(), bo).value().token);
    ASSERT_TRUE(accounts().change_password(session.token, Secret(password), Secret(other_password), from_));
    EXPECT_EQ(outcome(try_sign_in("bo", "a wrong password")), "account.wrong_sign_in");
    secrets.emplace_back("a wrong password");

    for (bool const is_open : { true, false }) {
        if (!is_open)
            accounts_.reset();
        auto const content = folder_.content();
        EXPECT_NE(content.find("bo@example.com"), std::string::npos);
        for (std::size_t i = 0; i < secrets.size(); ++i) {
            EXPECT_EQ(content.find(secrets[i]), std::string::npos) << "secret " << i;
            // Nor what stands behind a token's prefix.
            if (secrets[i].size() == 46)
                EXPECT_EQ(content.find(secrets[i].substr(3)), std::string::npos) << "secret " << i;
        }
    }
}

TEST_F(FilesTest, no_refusal_holds_a_secret)
{
    set_up();
    auto const session = sign_in("officer");
    std::vector<Failure> failures;
    auto const fails = [&](auto const& result) {
        ASSERT_FALSE(result);
        failures.push_back(result.error());
    };
    fails(try_sign_in("officer", "a wrong password"));
    fails(accounts().change_password(session.token, Secret("a wrong password"), Secret(other_password), from_));
    fails(accounts().change_password(session.token, Secret(password), Secret("short"), from_));
    fails(accounts().authenticate(Secret("rk_" + std::string(43, 'A'))));
    fails(accounts().read_feed(Secret("rf_" + std::string(43, 'A'))));
    fails(accounts().accept(Secret("rl_" + std::string(43, 'A')), somebody("eve")));
    for (auto const& failure : failures) {
        ASSERT_NE(failure.refusal(), nullptr);
        for (auto const& [name, value] : failure.refusal()->values)
            EXPECT_LE(value.size(), 4u) << name << " " << value;
    }
}

TEST_F(FilesTest, everything_is_there_after_a_restart)
{
    set_up();
    auto const bo = join("bo", buyer_of_7);
    auto const session = sign_in("bo");
    auto const secret = enrol(session.token);
    auto const invited = accounts().invite(Caller::command_line(), buyer_of_7, "", in(24h)).value();
    reopen();
    EXPECT_TRUE(accounts().is_set_up().value());
    EXPECT_EQ(accounts().authenticate(session.token).value().actor.person, bo);
    EXPECT_EQ(outcome(try_sign_in("bo", password, code_of(secret))), "account.wrong_sign_in"); // still used
    clock_.pass(60s);
    EXPECT_EQ(outcome(try_sign_in("bo", password, code_of(secret))), "");
    EXPECT_EQ(outcome(accounts().accept(invited.link.token, somebody("ann"))), "");
}

// A file of the first form: keys that keys made had no maker there. What was recorded when each was made says whose
// they are.
TEST_F(FilesTest, a_file_of_the_first_form_learns_who_made_its_keys)
{
    set_up();
    auto const bo = join("bo", buyer_of_7);
    NewKey const wanted { "shop", act::Role::buyer, { 7 }, { Scope::read, Scope::accounts }, in(24h) };
    auto const made_with = [&](Caller const& caller) { return accounts().make_key(caller, wanted).value().token; };
    auto const with = [&](Secret const& token) { return accounts().authenticate(token).value(); };
    auto const first = made_with(caller("bo"));
    auto const second = made_with(with(first));
    auto const third = made_with(with(second));
    auto const own = made_with(Caller::command_line());
    auto const of_own = made_with(with(own));
    from_outside(
        "DROP TABLE feeds; DROP TABLE recoveries; UPDATE keys SET made_by = 0 WHERE id <> 1; PRAGMA user_version = 1");
    reopen();
    for (auto const& [token, maker] :
        { std::pair { first, bo }, { second, bo }, { third, bo }, { own, Id<Person> {} }, { of_own, Id<Person> {} } })
        EXPECT_EQ(with(token).behind.maker, maker);
    EXPECT_EQ(outcome(accounts().recovery_link(caller("officer"), bo)), ""); // and has the new table
}

// A file of the second form has no feeds, and takes them.
TEST_F(FilesTest, a_file_of_the_second_form_takes_feeds)
{
    set_up();
    auto const bo = join("bo", buyer_of_7);
    from_outside("DROP TABLE feeds; PRAGMA user_version = 2");
    reopen();
    auto const made = accounts().make_feed(caller("bo"), { "phone", 0, {} }).value();
    EXPECT_EQ(accounts().read_feed(made.token).value().caller.actor.person, bo);
}

TEST_F(FilesTest, two_at_once_are_refused)
{
    auto const second = open();
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ReadError::transient) << second.error().detail;
}

TEST_F(FilesTest, a_file_of_a_newer_program_is_refused)
{
    from_outside("PRAGMA user_version = 99");
    auto const refused = open();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ReadError::corrupt);
    EXPECT_NE(refused.error().detail.find("version 99"), std::string::npos) << refused.error().detail;
}

TEST_F(FilesTest, files_of_other_programs_are_refused)
{
    from_outside("PRAGMA application_id = 7");
    EXPECT_EQ(open().error().kind, ReadError::corrupt);
    std::ofstream(file()) << std::string(8192, 'x');
    EXPECT_EQ(open().error().kind, ReadError::corrupt);
    std::filesystem::remove(file());
    std::ofstream(folder_.path() / "accounts.key") << "not 32 bytes";
    EXPECT_EQ(open().error().kind, ReadError::corrupt);
    options_.directory = folder_.path() / "nowhere";
    EXPECT_EQ(open().error().kind, ReadError::failed);
}

TEST_F(FilesTest, a_damaged_table_is_a_fault_and_no_refusal)
{
    set_up();
    auto const session = sign_in("officer");
    from_outside("DROP TABLE sessions");
    reopen();
    auto const refused = accounts().authenticate(session.token);
    ASSERT_FALSE(refused);
    ASSERT_NE(refused.error().fault(), nullptr);
    EXPECT_EQ(refused.error().fault()->kind, ReadError::corrupt);
    EXPECT_EQ(refused.error().refusal(), nullptr);
}

TEST_F(FilesTest, a_backup_is_whole_and_without_the_key_of_factors)
{
    set_up();
    auto const session = sign_in("officer");
    Folder const other;
    auto const target = other.path() / "accounts.db";
    ASSERT_TRUE(accounts().record(Caller::command_line(), { "order", 1 }, Deed::read, {}));
    ASSERT_TRUE(accounts().backup_to(target));
    EXPECT_EQ(permissions(target), 0600u);
    EXPECT_FALSE(std::filesystem::exists(target.string() + ".part"));
    EXPECT_TRUE(outcome(accounts().backup_to(target)).starts_with("fault: ")); // never over an older one
    EXPECT_TRUE(outcome(accounts().backup_to(other.path() / "no" / "where")).starts_with("fault: "));
    options_.directory = other.path();
    reopen();
    EXPECT_EQ(outcome(accounts().authenticate(session.token)), "");
    EXPECT_EQ(accounts().accesses({ "order", 1 }, 0, 10).value().size(), 1u);
}

// A disk that takes no more, at each write in turn: what was not answered with success has not happened, and a token
// that was handed out works.
TEST_F(FilesTest, a_full_disk_is_a_fault_and_undoes_all)
{
    set_up();
    accounts_.reset();
    store::sqlite::PowerCut disk;
    options_.vfs = store::sqlite::PowerCut::name;
    reopen();
    disk.watch({ file(), file().string() + "-wal" });
    unsigned failed = 0;
    for (int writes = 0; writes < 40; ++writes) {
        disk.writes_until_full = writes;
        auto const invited = accounts().invite(Caller::command_line(), buyer_of_7, "", in(24h));
        disk.writes_until_full = -1;
        auto const listed = accounts().invitations(Caller::command_line()).value();
        if (!invited) {
            ++failed;
            ASSERT_NE(invited.error().fault(), nullptr);
            EXPECT_TRUE(listed.empty());
            continue;
        }
        ASSERT_EQ(listed.size(), 1u);
        EXPECT_EQ(outcome(accounts().invitation(invited->link.token)), "");
        ASSERT_TRUE(accounts().withdraw_invitation(Caller::command_line(), invited->invitation.id));
    }
    EXPECT_GT(failed, 0u);
    accounts_.reset();
}

TEST_F(FilesTest, the_cost_of_a_hash_is_fitted_to_the_machine)
{
    class Ticking : public app::Clock {
    public:
        Instant now() override { return { micros_ += 40'000 }; }

    private:
        std::int64_t micros_ = 0;
    };
    Ticking clock;
    EXPECT_EQ(calibrated_cost(clock, 30ms, 8192), (HashCost { 2, 8192 }));
    EXPECT_EQ(calibrated_cost(clock, 1s, 8192), (HashCost { 16, 8192 }));
}

} // namespace
} // namespace recourse::accounts
