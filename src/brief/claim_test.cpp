#include "brief/sample_test.hpp"

#include <algorithm>

namespace recourse::brief {

namespace {

using quantum::Head;

std::string const order = R"(
as_of = 2026-11-23
[order]
value = "10000.00 USD"
ship_by = 2026-07-15
[[payments]]
date = 2026-05-01
amount = "10000.00 USD"
)";

struct Expected {
    std::string problem; ///< and what else the case says
    std::string item; ///< "price_refund 10000.00 USD from 2026-07-16"; empty: none
    std::string remark; ///< fact of the one that has to be among the remarks; empty: none at all
};

std::string item_of(Study const& study)
{
    std::string out;
    for (auto const& item : study.basis.particulars.items) {
        out += std::string { quantum::key(item.head) } + ' ' + to_string(std::get<quantum::Stated>(item.measure).amount)
            + (item.interest_from ? " from " + to_string(*item.interest_from) : std::string {});
    }
    return out;
}

} // namespace

TEST(Claim, each_problem_becomes_the_item_that_its_facts_carry)
{
    for (auto const& [problem, item, remark] : std::vector<Expected> {
             { "kind = \"not_shipped\"\n[delivery]\nstate = \"not_shipped\"",
                 "price_refund 10000.00 USD from 2026-07-16", "" },
             { "kind = \"not_shipped\"\nloss = \"4000.00 USD\"", "price_refund 4000.00 USD from 2026-07-16", "" },
             { "kind = \"not_shipped\"\nshare = \"0.25\"", "price_refund 2500.00 USD from 2026-07-16", "" },
             { "kind = \"not_shipped\"", "", "problems[0].loss" },
             { "kind = \"quantity\"\nshare = \"0.1\"\n[delivery]\ndelivered_on = 2026-08-01",
                 "price_refund 1000.00 USD from 2026-08-01", "" },
             { "kind = \"quality\"\nloss = \"700.00 USD\"", "damages 700.00 USD", "" },
             { "kind = \"quality\"\nshare = \"0.1\"", "price_reduction 1000.00 USD", "delivery.delivered_on" },
             { "kind = \"shipped_late\"\nshare = \"0.1\"", "", "problems[0].loss" },
             { "kind = \"shipped_late\"\nloss = \"50.00 USD\"", "damages 50.00 USD", "" },
             { "loss = \"50.00 USD\"", "", "problems[0].kind" },
         }) {
        auto const study = samples::study_of(order + "[[problems]]\n" + problem);
        EXPECT_EQ(item_of(study), item) << problem;
        auto const& remarks = study.basis.remarks;
        EXPECT_EQ(remarks.empty(), remark.empty()) << problem;
        EXPECT_TRUE(remark.empty() || contains(remarks, remark, &Remark::fact)) << problem;
        EXPECT_EQ(study.statement.has_value(), !item.empty()) << problem;
    }
}

TEST(Claim, what_came_in_is_set_off_and_what_was_granted_alone_is_not)
{
    auto const granted = order
        + "[[problems]]\nkind = \"quality\"\nloss = \"5000.00 USD\"\n[claim]\ndecision = \"partly\"\nawarded = "
          "\"2000.00 USD\"\n";
    auto const waiting = samples::study_of(granted);
    ASSERT_TRUE(waiting.statement);
    EXPECT_EQ(to_string(waiting.statement->sums.total), "5000.00 USD");
    EXPECT_TRUE(contains(waiting.basis.remarks, "claim.awarded", &Remark::fact));
    auto const received = samples::study_of(granted,
        "[[recoveries]]\nday = 2026-10-01\namount = \"2000.00 USD\"\nroute = \"Refund through the platform\"\n"
        "[[recoveries]]\nday = 2026-10-02\n");
    ASSERT_TRUE(received.statement);
    EXPECT_EQ(to_string(received.statement->sums.total), "3000.00 USD");
    ASSERT_EQ(received.basis.particulars.receipts.size(), 1U);
    EXPECT_EQ(received.basis.particulars.receipts.front().via, quantum::Via::platform_refund);
    EXPECT_TRUE(contains(received.basis.remarks, "recoveries[1]", &Remark::fact));
}

TEST(Claim, losses_are_items_of_their_own_and_agreed_damages_are_none)
{
    auto const study = samples::study_of("as_of = 2026-11-23\n[order]\nvalue = \"10000.00 USD\"\n"
                                         "liquidated_damages_percent = \"10\"\n"
                                         "[losses]\nfreight = \"10.00 USD\"\ninspection = \"20.00 EUR\"\n"
                                         "consequential = \"30.00 USD\"\nother = \"0.00 USD\"\n");
    std::vector<Head> heads;
    for (auto const& item : study.basis.particulars.items)
        heads.push_back(item.head);
    EXPECT_EQ(heads, (std::vector { Head::damages, Head::freight, Head::inspection }));
    ASSERT_TRUE(study.statement);
    EXPECT_FALSE(study.statement->rates.empty()); // the euros, and the renminbi
}

TEST(Claim, the_sums_of_the_example_add_up)
{
    auto const study = samples::example();
    ASSERT_TRUE(study.statement);
    auto const& stated = *study.statement;
    Money lines { 0, stated.currency }, rmb { 0, *Currency::from_code("CNY") };
    for (auto const& line : stated.lines) {
        lines = lines + line.sum;
        rmb = rmb + line.rmb;
    }
    EXPECT_EQ(lines, stated.sums.total);
    EXPECT_EQ(rmb, stated.rmb.total);
    EXPECT_EQ(to_string(stated.sums.heads), "19270.00 USD"); // 12,000 + 6 % of 48,000 + 2,160 + 1,450 + 780
    EXPECT_EQ(to_string(stated.sums.received), "4300.00 USD");
}

} // namespace recourse::brief
