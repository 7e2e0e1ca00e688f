#include "core/forum/uscc.hpp"

#include <gmock/gmock.h>

namespace recourse::forum {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// The slow twin: the weights written out, as they are published.
char twin(std::string const& code)
{
    std::string const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    std::array<std::size_t, 17> const weights { 1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28 };
    std::size_t sum = 0;
    for (std::size_t i = 0; i < 17; ++i)
        sum += weights[i] * alphabet.find(code[i]);
    auto rest = 31 - sum % 31;
    if (rest == 31)
        rest = 0;
    return alphabet[rest];
}

} // namespace

struct Vector {
    std::string_view code;
    char computed;
    bool clean;
};

/// The eight published codes: six that pass, and two that do not although they are said to be of real companies.
TEST(CreditCode, the_published_vectors)
{
    constexpr Vector vectors[] = {
        { "91110000101623741K", 'K', true },
        { "911101066976941872", '2', true },
        { "91350100M000100Y43", '3', true },
        { "914403001922038216", '6', true },
        { "91440300708461136T", 'T', true },
        { "91330100799655058B", 'B', true },
        { "91350211M0000XUF46", 'R', false },
        { "91310115MA1H8R7C6D", '7', false },
    };
    for (auto const& vector : vectors) {
        auto const read = read_code(vector.code);
        ASSERT_TRUE(read.computed) << vector.code;
        EXPECT_EQ(*read.computed, vector.computed) << vector.code;
        EXPECT_EQ(*read.computed, twin(read.code)) << vector.code;
        EXPECT_EQ(read.warns(CodeWarning::check), !vector.clean) << vector.code;
        EXPECT_EQ(read.kind_name.en, "company") << vector.code;
    }
}

TEST(CreditCode, what_was_computed_is_said)
{
    auto const read = read_code("91350211M0000XUF46");
    EXPECT_THAT(say(CodeWarning::check, read, Language::en), HasSubstr("is 6; computed is R"));
    EXPECT_THAT(say(CodeWarning::check, read, Language::zh), HasSubstr("校验位为6，计算结果为R"));
    EXPECT_THAT(
        say(CodeWarning::check, read_code("91310115MA1H8R7C6D"), Language::en), HasSubstr("is D; computed is 7"));
}

TEST(CreditCode, organisation_codes_have_a_check_of_their_own)
{
    for (auto const* code : { "91110000101623741K", "911101066976941872", "914403001922038216", "91440300708461136T",
             "91330100799655058B" }) {
        auto const read = read_code(code);
        EXPECT_EQ(read.organisation_computed, read.organisation[8]) << code;
    }
    auto const wrong = read_code("91110000101623742K");
    EXPECT_TRUE(wrong.warns(CodeWarning::organisation_check));
    EXPECT_EQ(wrong.organisation_computed, '1');
}

TEST(CreditCode, the_parts_are_read_out)
{
    auto const read = read_code(" 9144 0300-708461136t ");
    EXPECT_EQ(read.code, "91440300708461136T");
    EXPECT_TRUE(read.clean());
    EXPECT_EQ(read.authority, '9');
    EXPECT_EQ(read.kind, '1');
    EXPECT_EQ(read.place, "440300");
    EXPECT_EQ(read.organisation, "708461136");
    EXPECT_EQ(read_code("９１４４０３００７０８４６１１３６Ｔ").code, "91440300708461136T");
    EXPECT_EQ(read_code("９１４４０３００７０８４６１１３６ｔ").code, "91440300708461136T");
}

TEST(CreditCode, what_is_odd_is_named_and_nothing_is_refused)
{
    EXPECT_THAT(read_code("").warnings, ElementsAre(CodeWarning::empty));
    EXPECT_THAT(read_code("440301103123456").warnings, ElementsAre(CodeWarning::length));
    EXPECT_THAT(
        read_code("91440300O08461136T").warnings, ElementsAre(CodeWarning::character, CodeWarning::organisation_check));
    EXPECT_TRUE(read_code("71440300708461136T").warns(CodeWarning::kind));
    EXPECT_TRUE(read_code("9144A300708461136T").warns(CodeWarning::place));
    EXPECT_THAT(read_code("深圳").warnings, ElementsAre(CodeWarning::length, CodeWarning::character));
}

TEST(CreditCode, one_wrong_character_is_always_noticed)
{
    std::string const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    std::string const code = "91440300708461136T";
    for (std::size_t i = 0; i < code.size(); ++i)
        for (char const c : alphabet) {
            if (c == code[i])
                continue;
            auto changed = code;
            changed[i] = c;
            EXPECT_TRUE(read_code(changed).warns(CodeWarning::check)) << changed;
        }
}

} // namespace recourse::forum
