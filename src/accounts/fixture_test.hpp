#pragma once

#include "accounts/accounts.hpp"
#include "accounts/refusals.hpp"
#include "accounts/totp.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

/// What the tests of accounts share: a directory that goes with its owner, a clock that stands still, people.
namespace recourse::accounts {

class TestClock : public app::Clock {
public:
    Instant now() override { return { micros_.load() }; }
    void pass(std::chrono::microseconds by) { micros_ += by.count(); }

private:
    std::atomic<std::int64_t> micros_ = 1'790'000'000'000'000; // 2026-09-21
};

class Folder {
public:
    Folder()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "recourse-accounts-XXXXXX").string();
        if (mkdtemp(pattern.data()) != nullptr)
            path_ = pattern;
    }
    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    std::filesystem::path const& path() const { return path_; }

    /// All bytes of all files.
    std::string content() const
    {
        std::string all;
        for (auto const& entry : std::filesystem::recursive_directory_iterator(path_)) {
            std::ifstream in(entry.path(), std::ios::binary);
            all.append(std::istreambuf_iterator<char>(in), {});
        }
        return all;
    }

private:
    std::filesystem::path path_;
};

/// "" for success, the code of a refusal, "fault" with its words.
template <class T>
std::string outcome(Result<T> const& result)
{
    if (result)
        return "";
    if (auto const* const refusal = result.error().refusal())
        return std::string(refusal->kind->code);
    return "fault: " + result.error().fault()->detail;
}

inline std::vector<std::uint8_t> from_base32(std::string_view text)
{
    std::vector<std::uint8_t> out;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (char const c : text) {
        bits = bits << 5 | static_cast<std::uint32_t>(c >= 'A' ? c - 'A' : c - '2' + 26);
        count += 5;
        if (count >= 8) {
            count -= 8;
            out.push_back(static_cast<std::uint8_t>(bits >> count));
        }
    }
    return out;
}

class AccountsTest : public testing::Test {
protected:
    static constexpr std::string_view password = "correct horse battery";
    static constexpr std::string_view other_password = "staple of other words";

    AccountsTest()
    {
        options_.directory = folder_.path();
        options_.hash = { 1, 8192 }; // libsodium's least
        reopen();
    }

    void reopen()
    {
        accounts_.reset();
        auto opened = Accounts::open(options_, clock_);
        if (!opened)
            ADD_FAILURE() << opened.error().detail;
        accounts_ = std::move(opened).value();
    }

    Accounts& accounts() { return *accounts_; }
    Instant in(std::chrono::microseconds by) { return { clock_.now().micros + by.count() }; }

    static NewPerson somebody(std::string name)
    {
        auto email = name + "@example.com";
        return { std::move(name), std::move(email), Language::en, Secret(password) };
    }

    /// The first officer.
    Id<Person> set_up()
    {
        auto const link = accounts().setup_link().value();
        return accounts().set_up(link.token, somebody("officer")).value();
    }

    /// A person in a part, by invitation.
    Id<Person> join(std::string name, Part part)
    {
        auto const invited = accounts().invite(Caller::command_line(), part, "", in(std::chrono::hours(1))).value();
        return accounts().accept(invited.link.token, somebody(std::move(name))).value();
    }

    Result<SignedIn> try_sign_in(std::string const& name, std::string_view with = password, std::string_view code = {},
        std::string_view address = "203.0.113.7")
    {
        return accounts().sign_in(
            { name + "@example.com", Secret(with), Secret(code), { std::string(address), "Firefox on a test" } });
    }
    SignedIn sign_in(std::string const& name) { return try_sign_in(name).value(); }
    Caller caller(std::string const& name) { return accounts().authenticate(sign_in(name).token).value(); }

    /// Sets a second factor up; the secret bytes. The step of the first code is used.
    std::vector<std::uint8_t> enrol(Secret const& token, RecoveryCodes* codes = nullptr)
    {
        auto const begun = accounts().begin_factor(token, Secret(password), from_).value();
        auto secret = from_base32(begun.base32.reveal());
        auto made = accounts().confirm_factor(token, Secret(code_of(secret)), from_).value();
        if (codes != nullptr)
            *codes = made;
        return secret;
    }
    std::string code_of(std::span<std::uint8_t const> secret)
    {
        return totp::code(secret, totp::step_of(clock_.now()));
    }

    Folder folder_;
    TestClock clock_;
    Options options_;
    From from_ { "203.0.113.7", "Firefox on a test" };
    std::unique_ptr<Accounts> accounts_;
};

} // namespace recourse::accounts
