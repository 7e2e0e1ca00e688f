#include "cli/vault_page.hpp"

#include "base/wrap.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace recourse::cli {

TEST(VaultPage, a_column_is_as_wide_as_it_is_said_to_be)
{
    for (auto const* text :
        { "", "short", "exactly ten", "Ningbo Yongjiang Pump Co., Ltd.", "宁波甬江水泵有限公司", "a\x1b[31mb" })
        EXPECT_EQ(display_width(in_column(text, 10)), 10u) << text;
    EXPECT_EQ(in_column("Ningbo Yongjiang", 10), "Ningbo Yo…");
    EXPECT_EQ(in_column("short", 10), "short     ");
}

TEST(VaultPage, long_words_are_parted_and_nothing_of_them_is_left_out)
{
    std::string const digest(150, 'a');
    auto const parted = with_parted_words("see " + digest + " there, " + std::string(20, 'b'));
    std::string joined;
    for (char const c : parted)
        if (c != ' ')
            joined += c;
    EXPECT_EQ(joined, "see" + digest + "there," + std::string(20, 'b'));
    std::istringstream lines(wrap(parted, 80, "  ", "    "));
    for (std::string line; std::getline(lines, line);)
        EXPECT_LE(display_width(line), 80u) << line;
    EXPECT_EQ(with_parted_words("plain words"), "plain words");
}

TEST(VaultPage, an_unknown_dossier_is_said_to_be_one)
{
    std::ostringstream err;
    DeskReply reply;
    reply.status = 404;
    reply.body = R"({"title":"There is nothing at this address","status":404,"code":"http.not_found"})";
    EXPECT_EQ(say_dossier_refused("vault show", "V-99", reply, err), input_wrong);
    EXPECT_EQ(err.str(),
        "recourse vault show: there is no dossier V-99, or none for whoever asks; recourse vault list names those that "
        "there are\n");
    // What a problem says of a file is said with it.
    std::ostringstream other;
    reply.status = 422;
    reply.body = R"({"title":"The bundle is not taken.","code":"bundle.not_taken","errors":[)"
                 R"({"file":"data/E006.jpg","detail":"its checksum in the archive (CRC-32) is another"}]})";
    EXPECT_EQ(say_dossier_refused("vault import", "V-9", reply, other), input_wrong);
    EXPECT_NE(other.str().find("data/E006.jpg: its checksum in the archive (CRC-32) is another"), std::string::npos);
}

} // namespace recourse::cli
