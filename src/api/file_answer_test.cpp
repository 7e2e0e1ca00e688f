#include "api/file_answer.hpp"

#include <gtest/gtest.h>

namespace recourse::api {

TEST(FileAnswer, a_range_is_one_of_bytes_or_nothing)
{
    using Kind = RangeAsked::Kind;
    struct Row {
        std::string_view range;
        std::uint64_t size;
        Kind kind;
        ByteSpan span;
    };
    for (auto const& row : { Row { "", 10, Kind::whole, {} }, Row { "bytes=0-9", 10, Kind::part, { 0, 10 } },
             Row { "bytes=2-4", 10, Kind::part, { 2, 3 } }, Row { "bytes=2-", 10, Kind::part, { 2, 8 } },
             Row { "bytes=2-99", 10, Kind::part, { 2, 8 } }, Row { "bytes=-3", 10, Kind::part, { 7, 3 } },
             Row { "bytes=-99", 10, Kind::part, { 0, 10 } }, Row { "bytes=9-9", 10, Kind::part, { 9, 1 } },
             Row { "bytes=10-", 10, Kind::not_there, {} }, Row { "bytes=10-11", 10, Kind::not_there, {} },
             Row { "bytes=-0", 10, Kind::not_there, {} }, Row { "bytes=0-", 0, Kind::not_there, {} },
             Row { "bytes=-1", 0, Kind::not_there, {} },
             // What is none is passed over (RFC 9110, 14.2).
             Row { "bytes=4-2", 10, Kind::whole, {} }, Row { "bytes=0-1,3-4", 10, Kind::whole, {} },
             Row { "bytes=", 10, Kind::whole, {} }, Row { "bytes=-", 10, Kind::whole, {} },
             Row { "bytes=a-b", 10, Kind::whole, {} }, Row { "bytes=1-18446744073709551616", 10, Kind::whole, {} },
             Row { "lines=0-1", 10, Kind::whole, {} }, Row { "bytes= 0-1", 10, Kind::whole, {} } }) {
        auto const asked = range_asked(row.range, row.size);
        EXPECT_EQ(asked.kind, row.kind) << row.range;
        EXPECT_EQ(asked.span, row.span) << row.range;
    }
}

TEST(FileAnswer, a_name_leads_nowhere_and_ends_no_field)
{
    struct Row {
        std::string_view name;
        std::string_view field;
    };
    for (auto const& row : { Row { "photo.jpg", R"(attachment; filename="photo.jpg"; filename*=UTF-8''photo.jpg)" },
             Row { "../../etc/passwd", R"(attachment; filename="passwd"; filename*=UTF-8''passwd)" },
             Row { "C:\\x\\a.txt", R"(attachment; filename="a.txt"; filename*=UTF-8''a.txt)" },
             Row { "a\"; filename=\"b\r\nX: y",
                 R"(attachment; filename="a; filename=bX: y"; filename*=UTF-8''a%3B%20filename%3DbX%3A%20y)" },
             Row { ".bashrc", R"(attachment; filename="bashrc"; filename*=UTF-8''bashrc)" },
             Row { "", R"(attachment; filename="file"; filename*=UTF-8''file)" },
             Row { "合.pdf", R"(attachment; filename="___.pdf"; filename*=UTF-8''%E5%90%88.pdf)" } })
        EXPECT_EQ(attachment(row.name), row.field) << row.name;
    EXPECT_EQ(attachment("dir/"), attachment(""));
    EXPECT_LT(attachment(std::string(5'000, 'x')).size(), 500u);
}

} // namespace recourse::api
