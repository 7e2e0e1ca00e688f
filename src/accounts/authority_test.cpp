#include "accounts/authority.hpp"
#include "accounts/refusals.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace recourse::accounts {
namespace {

using act::Role;

constexpr std::array roles { Role::buyer, Role::supplier, Role::officer, Role::inspector, Role::counsel, Role::auditor,
    Role::carrier, Role::provider, Role::platform, Role::supplier_counsel };

Caller in_session(Role role, std::uint64_t party, std::uint64_t only_case = 0)
{
    return { { role, { party }, { 5 } }, Scopes::all(), { only_case }, { 1 }, {}, Language::en };
}

TEST(Authority, which_roles_belong_to_a_party)
{
    std::map<Role, std::pair<std::string, std::string>> const expected {
        { Role::buyer, { "", "account.role_needs_party" } },
        { Role::supplier, { "", "account.role_needs_party" } },
        { Role::counsel, { "", "account.role_needs_party" } },
        { Role::supplier_counsel, { "", "account.role_needs_party" } },
        { Role::officer, { "account.role_without_party", "" } },
        { Role::auditor, { "account.role_without_party", "" } },
        { Role::inspector, { "", "" } },
        { Role::carrier, { "", "" } },
        { Role::provider, { "", "" } },
        { Role::platform, { "account.role_not_given", "account.role_not_given" } },
    };
    auto const code = [](Part const& part) {
        auto const refused = part_refused(part);
        return refused ? std::string(refused->kind->code) : "";
    };
    for (auto const role : roles) {
        EXPECT_EQ(code({ role, { 7 }, {} }), expected.at(role).first) << word(role);
        EXPECT_EQ(code({ role, {}, {} }), expected.at(role).second) << word(role);
    }
}

TEST(Authority, who_gives_which_part)
{
    struct Row {
        std::string_view what;
        Caller caller;
        Part part;
        bool give;
        bool take;
    };
    auto key = in_session(Role::buyer, 7);
    key.session = {};
    key.key = { 3 };
    key.scopes = { Scope::read, Scope::orders };
    auto account_key = key;
    account_key.scopes = { Scope::accounts };
    auto officer_key = in_session(Role::officer, 0);
    officer_key.scopes = { Scope::read };
    for (auto const& [what, caller, part, give, take] :
        {
            Row { "an officer, another officer", in_session(Role::officer, 0), { Role::officer, {}, {} }, true, true },
            Row { "the command line", Caller::command_line(), { Role::buyer, { 7 }, {} }, true, true },
            Row { "an officer of one case", in_session(Role::officer, 0, 4), { Role::buyer, { 7 }, {} }, false, false },
            Row { "an officer's key without the scope", officer_key, { Role::buyer, { 7 }, {} }, false, false },
            Row { "a colleague", in_session(Role::buyer, 7), { Role::buyer, { 7 }, {} }, true, true },
            Row { "a colleague for one case", in_session(Role::buyer, 7), { Role::buyer, { 7 }, { 4 } }, true, true },
            Row { "own counsel", in_session(Role::buyer, 7), { Role::counsel, { 7 }, {} }, true, true },
            Row { "own counsel, supplier", in_session(Role::supplier, 8), { Role::supplier_counsel, { 8 }, { 4 } },
                true, true },
            Row { "the other's counsel", in_session(Role::buyer, 7), { Role::supplier_counsel, { 8 }, { 4 } }, false,
                false },
            Row {
                "the wrong counsel", in_session(Role::buyer, 7), { Role::supplier_counsel, { 7 }, {} }, false, false },
            Row { "oneself an officer", in_session(Role::buyer, 7), { Role::officer, {}, {} }, false, false },
            Row { "oneself a supplier", in_session(Role::buyer, 7), { Role::supplier, { 7 }, {} }, false, false },
            Row {
                "the other side, one case", in_session(Role::buyer, 7), { Role::supplier, { 8 }, { 4 } }, true, false },
            Row { "the other side, one case, from the supplier", in_session(Role::supplier, 8),
                { Role::buyer, { 7 }, { 4 } }, true, false },
            Row {
                "the other side, all cases", in_session(Role::buyer, 7), { Role::supplier, { 8 }, {} }, false, false },
            Row { "a guest, a colleague to his case", in_session(Role::supplier, 8, 4),
                { Role::supplier, { 8 }, { 4 } }, true, true },
            Row { "a guest, to another case", in_session(Role::supplier, 8, 4), { Role::supplier, { 8 }, { 5 } }, false,
                false },
            Row { "a guest, to all cases", in_session(Role::supplier, 8, 4), { Role::supplier, { 8 }, {} }, false,
                false },
            Row { "a guest, the other side", in_session(Role::supplier, 8, 4), { Role::buyer, { 7 }, { 4 } }, false,
                false },
            Row { "counsel", in_session(Role::counsel, 7), { Role::counsel, { 7 }, {} }, false, false },
            Row { "an auditor", in_session(Role::auditor, 0), { Role::auditor, {}, {} }, false, false },
            Row { "an inspector of the programme", in_session(Role::inspector, 0), { Role::inspector, {}, {} }, false,
                false },
            Row {
                "an inspector of a firm", in_session(Role::inspector, 9), { Role::inspector, { 9 }, {} }, true, true },
            Row { "a key without the scope", key, { Role::buyer, { 7 }, {} }, false, false },
            Row { "a key with it", account_key, { Role::buyer, { 7 }, {} }, true, true },
        }) {
        EXPECT_EQ(may_give(caller, part), give) << what;
        EXPECT_EQ(may_take(caller, part), take) << what;
    }
}

TEST(Authority, nobody_but_an_officer_gives_what_is_the_programmes)
{
    for (auto const role : roles) {
        if (role == Role::officer)
            continue;
        for (std::uint64_t const party : { 0u, 7u }) {
            for (auto const given :
                { Role::officer, Role::auditor, Role::platform, Role::provider, Role::carrier, Role::inspector }) {
                for (std::uint64_t const only_case : { 0u, 4u })
                    EXPECT_FALSE(may_give(in_session(role, party), { given, {}, { only_case } })) << word(role);
            }
            EXPECT_FALSE(is_officer(in_session(role, party)));
            EXPECT_FALSE(may_keep_keys(in_session(role, party), Role::officer, {}));
        }
    }
}

TEST(Authority, keys_are_kept_by_those_for_whom_they_act)
{
    EXPECT_TRUE(may_keep_keys(in_session(Role::buyer, 7), Role::buyer, { 7 }));
    EXPECT_FALSE(may_keep_keys(in_session(Role::buyer, 7), Role::supplier, { 7 }));
    EXPECT_FALSE(may_keep_keys(in_session(Role::buyer, 7), Role::buyer, { 8 }));
    EXPECT_FALSE(may_keep_keys(in_session(Role::buyer, 7, 4), Role::buyer, { 7 }));
    EXPECT_FALSE(may_keep_keys(in_session(Role::counsel, 7), Role::counsel, { 7 }));
    EXPECT_FALSE(may_keep_keys(in_session(Role::provider, 0), Role::provider, {}));
    EXPECT_TRUE(may_keep_keys(in_session(Role::officer, 0), Role::provider, {}));
}

TEST(Refusals, each_code_is_one_guards)
{
    for (auto const* one : refusals::all) {
        EXPECT_EQ(std::ranges::count_if(refusals::all, [&](auto const* other) { return other->code == one->code; }), 1)
            << one->code;
        EXPECT_TRUE(one->code.starts_with("account."));
        EXPECT_TRUE(one->status >= 400 && one->status < 600) << one->code;
        EXPECT_FALSE(one->says.empty() || one->says_zh.empty()) << one->code;
        // The same values in both languages.
        for (auto from = one->says.find('{'); from != std::string_view::npos; from = one->says.find('{', from + 1)) {
            auto const value = one->says.substr(from, one->says.find('}', from) + 1 - from);
            EXPECT_NE(one->says_zh.find(value), std::string_view::npos) << one->code;
        }
        EXPECT_EQ(std::ranges::count(one->says, '{'), std::ranges::count(one->says_zh, '{')) << one->code;
    }
}

TEST(Scopes, words_and_bits)
{
    for (auto const scope : scopes_all)
        EXPECT_EQ(parse_scope(word(scope)), scope);
    EXPECT_FALSE(parse_scope("everything"));
    EXPECT_EQ(Scopes::of_bits(~0u), Scopes::all());
    Scopes const some { Scope::read, Scope::audit };
    EXPECT_EQ(Scopes::of_bits(some.bits()), some);
    EXPECT_EQ(some.bits(), 0b1000001u); // stored
    EXPECT_TRUE(some.is_within(Scopes::all()));
    EXPECT_FALSE(Scopes::all().is_within(some));
    EXPECT_TRUE(Scopes().is_within(some));
}

} // namespace
} // namespace recourse::accounts
