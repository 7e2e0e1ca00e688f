#include "core/bank/account.hpp"
#include "core/bank/reference.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace recourse::bank {

TEST(BankAccount, an_iban_has_the_length_of_its_country_and_check_digits)
{
    struct Row {
        char const* iban;
        char const* says; ///< a part of the flaw; "": there is none
    };
    // The first are the examples of the IBAN registry.
    for (auto const& [iban, says] : {
             Row { "NO9386011117947", "" },
             Row { "GB29NWBK60161331926819", "" },
             Row { "DE89370400440532013000", "" },
             Row { "MT84MALT011000012345MTLCAST001S", "" },
             Row { "NO9386011117946", "check digits" },
             Row { "NO93860111179470", "has 15 characters" },
             Row { "no9386011117947", "an IBAN is" },
             Row { "NO93 8601 1117 947", "an IBAN is" },
             Row { "12345678", "an IBAN is" },
             Row { "", "an IBAN is" },
         }) {
        auto const flaw = flaw_of_iban(iban);
        EXPECT_EQ(flaw.has_value(), *says != '\0') << iban;
        if (flaw)
            EXPECT_NE(flaw->find(says), std::string::npos) << iban << ": " << *flaw;
    }
    EXPECT_EQ(compact("no93 8601 1117 947"), "NO9386011117947");
}

TEST(BankAccount, has_a_name_and_an_iban_or_a_number_with_a_bic)
{
    EXPECT_FALSE(flaw_of({ "Ningbo Pumps", "", "BKCHCNBJ92A", "0012-345678" }));
    EXPECT_FALSE(flaw_of({ "Nordic Garden AS", "NO9386011117947", "", "" }));
    EXPECT_TRUE(flaw_of({ "", "NO9386011117947", "", "" }));
    EXPECT_TRUE(flaw_of({ "N", "", "", "12345" }));
    EXPECT_TRUE(flaw_of({ "N", "", "BKCHCNBJ", "" }));
    EXPECT_TRUE(flaw_of({ "N", "NO9386011117947", "BKCHCNB", "" }));
    EXPECT_TRUE(flaw_of({ "N", "NO9386011117947", "", "12345" }));
    EXPECT_TRUE(flaw_of({ "N\nM", "NO9386011117947", "", "" }));
    EXPECT_EQ(display({ "N", "NO9386011117947", "", "" }), "NO93 8601 1117 947");
}

TEST(Reference, is_the_one_of_the_standard)
{
    // The example of ISO 11649.
    EXPECT_FALSE(flaw_of_reference("RF18539007547034"));
    EXPECT_TRUE(flaw_of_reference("RF18539007547043"));
    EXPECT_FALSE(due_of("RF18539007547034")) << "somebody else's";
}

RC_GTEST_PROP(Reference, names_its_instalment_and_no_other, ())
{
    Due const due { { *rc::gen::inRange<std::uint64_t>(1, std::uint64_t { 1 } << 46) },
        *rc::gen::inRange<std::uint32_t>(0, 100) };
    auto const reference = reference_of(due);
    RC_ASSERT(reference.size() <= 25u);
    RC_ASSERT(due_of(reference) == due);
    RC_ASSERT(due_of(display_reference(reference)) == due);
    RC_ASSERT(find_references("for chairs, " + display_reference(reference) + ", thank you") == std::vector { due });
    // One slip of a key, or two neighbours swapped, is always seen.
    auto const at = *rc::gen::inRange<std::size_t>(2, reference.size());
    auto slip = reference;
    slip[at] = *rc::gen::elementOf(std::string { "0123456789OI" });
    RC_PRE(slip != reference);
    RC_ASSERT(!due_of(slip));
}

TEST(Reference, is_found_in_what_payers_write)
{
    auto const due = Due { { 17 }, 0 };
    auto const one = reference_of(due);
    auto const grouped = display_reference(one);
    for (auto const& text : { one, grouped, "Ref: " + one, "/" + one + "/chairs", "order O-17 " + grouped + " 2026",
             one + " invoice 2026-118", "(" + compact(one) + ")" })
        EXPECT_EQ(find_references(text), std::vector { due }) << text;
    EXPECT_EQ(find_references(one + " and " + one).size(), 1u);
    EXPECT_EQ(find_references(one + " and " + reference_of({ { 18 }, 0 })).size(), 2u);
    for (auto const* text : { "", "RF", "invoice 17", "O-17", "RF00O17I1", "TARF45O17I1" })
        EXPECT_TRUE(find_references(text).empty()) << text;
}

} // namespace recourse::bank
