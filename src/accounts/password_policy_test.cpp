#include "accounts/password_policy.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recourse::accounts {
namespace {

std::string code_of(std::string_view password)
{
    auto const refused = password_refused(Secret(password), "mei.lin@example.com", "Mei Lin of Hangzhou");
    return refused ? std::string(refused->kind->code) : "";
}

TEST(PasswordPolicy, says_what_is_wrong)
{
    struct Row {
        std::string password;
        std::string_view code;
    };
    std::string const boundary = "correct hors"; // twelve
    for (auto const& [password, code] : {
             Row { "", "account.password_too_short" },
             Row { boundary.substr(1), "account.password_too_short" },
             Row { boundary, "" },
             Row { "正确的马电池订书钉还有", "account.password_too_short" }, // eleven characters, 33 bytes
             Row { "正确的马电池订书钉还有它", "" },
             Row { boundary + std::string(1012, ' '), "" }, // 1,024 bytes
             Row { boundary + std::string(1013, ' '), "account.password_too_long" },
             Row { "correct \xFF horse", "account.not_text" },
             Row { "password1234", "account.password_common" },
             Row { "PassWord1234", "account.password_common" },
             Row { "password1234x", "" },
             Row { "aaaaaaaaaaaaaaaa", "account.password_common" },
             Row { "abcabcabcabcab", "account.password_common" },
             Row { "correctcorrect", "account.password_common" },
             Row { "correctcorrecthorse", "" },
             Row { "123456789012", "account.password_common" },
             Row { "098765432109", "account.password_common" },
             Row { "abcdefghijkl", "account.password_common" },
             Row { "zyxwvutsrqpo", "account.password_common" },
             Row { "abcdefghijkm", "" },
             Row { "Mei.Lin@Example.com", "account.password_common" },
             Row { "mei lin of hangzhou", "account.password_common" },
             Row { "            ", "account.password_common" },
         })
        EXPECT_EQ(code_of(password), code) << password;
}

} // namespace
} // namespace recourse::accounts
