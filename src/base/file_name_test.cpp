#include "base/file_name.hpp"

#include <gtest/gtest.h>

namespace recourse {

TEST(FileName, is_plain)
{
    EXPECT_EQ(plain_file_name("photo leak (1).jpg"), "photo_leak_1_.jpg");
    EXPECT_EQ(plain_file_name("合同.pdf"), "_.pdf");
    EXPECT_EQ(plain_file_name("合同"), "file");
    EXPECT_EQ(plain_file_name("../x"), "x");
    EXPECT_EQ(plain_file_name("a__(b)_ (c)"), "a__b__c_");
    auto const long_one = plain_file_name(std::string(300, 'x') + ".jpg");
    EXPECT_EQ(long_one.size(), 60u);
    EXPECT_TRUE(long_one.ends_with("x.jpg"));
}

} // namespace recourse
