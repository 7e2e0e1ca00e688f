#include "brief/sample_test.hpp"

#include "papers/compose.hpp"
#include "papers/value_check.hpp"
#include "tests/golden.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <set>

namespace recourse::brief {

namespace {

using papers::Words;

/// Fields of the dictionary that name the case or an engine and that a case file cannot fill, each with the reason.
std::set<std::string, std::less<>> const unfilled {
    // No fact of a case file; a person gives them, or a desk has them.
    "paper.enclosures",
    "paper.copies",
    "buyer.phone",
    "buyer.email",
    "supplier.email",
    "supplier.member",
    "supplier.admission",
    "order.quantity",
    "order.spec",
    "order.payment_terms",
    "order.arbitration_clause",
    "order.liquidated_damages",
    "delivery.place",
    "examination.day",
    "examination.by",
    "examination.how",
    "notice.goods_at",
    "avoidance.period_set_on",
    "avoidance.period_end",
    "platform.case",
    "platform.remedy",
    "offer.terms",
    "deregistration.promise",
    // Exhibits of which the kind does not tell what they prove.
    "exhibit.notice",
    "exhibit.demand",
    "exhibit.demand_arrival",
    "exhibit.admission",
    "exhibit.offer",
    "exhibit.received",
    "exhibit.registry",
    "exhibit.authority",
    "exhibit.identity",
    "exhibit.title",
    "exhibit.acceptance",
    "exhibit.signatory",
    "exhibit.security",
    // Engines that need more than a case file: a region, a judgment, the register's notice, a chosen schedule.
    "addressee.liability",
    "court.name",
    "court.ground",
    "due_sums",
    "due_total",
    "enforcement.doubled_from",
    "deregistration.simple",
    "deregistration.from",
    "deregistration.until",
    "fees",
    "fee_total",
    "penalty.measure",
};

/// The example says everything else about arbitration; one before a court, and one where nothing was shipped.
std::array<std::string, 2> const others { R"(
as_of = 2026-11-23
[order]
number = "1"
date = 2026-05-01
value = "10000.00 USD"
ship_by = 2026-07-15
court_clause = "Disputes are settled by the court of the defendant."
arbitration = "none"
[[payments]]
amount = "10000.00 USD"
[delivery]
state = "not_shipped"
[[problems]]
kind = "not_shipped"
[supplier]
country = "CN"
[buyer]
country = "US"
)",
    R"(
as_of = 2026-11-23
[supplier]
uscc = "91440300MA5EXAMP0C"
)" };

bool of_the_case(std::string_view about)
{
    return std::ranges::any_of(std::array { "case", "quantum", "forum", "answer", "shared term" },
        [&](auto part) { return about.starts_with(part); });
}

std::set<std::string, std::less<>> filled(Study const& study)
{
    std::set<std::string, std::less<>> ids;
    for (auto const& document : samples::shelf().documents)
        for (auto const& [id, value] : fill(study, document).fields)
            ids.insert(id);
    return ids;
}

papers::Paper paper(Study const& study, std::string const& id, papers::Setting setting)
{
    auto const& document = *samples::shelf().find(id);
    auto made = papers::compose(document, fill(study, document), { .setting = setting, .day = study.as_of });
    EXPECT_TRUE(made) << samples::told(made.error());
    return made ? *made : papers::Paper {};
}

/// The days and texts of a list's column.
template <class Is>
std::vector<Is> column(papers::Values const& values, std::string_view list, std::string_view id)
{
    std::vector<Is> all;
    auto const found = values.fields.find(list);
    if (found != values.fields.end())
        for (auto const& row : std::get<std::vector<papers::Row>>(found->second.is))
            if (auto const cell = row.cells.find(id); cell != row.cells.end())
                all.push_back(std::get<Is>(cell->second.is));
    return all;
}

bool tells(papers::Values const& values, std::string_view part)
{
    return std::ranges::any_of(column<Words>(values, "story", "what"),
        [&](Words const& words) { return words.en.find(part) != std::string::npos; });
}

} // namespace

TEST(Fill, what_the_dictionary_says_of_case_and_engines_is_filled_from_a_full_case)
{
    auto all = filled(samples::example(false));
    for (auto const& text : others)
        all.merge(filled(samples::study_of(text)));
    // The words of the clause are given; what is read of them is the engine's.
    all.merge(filled(samples::example()));
    auto const without_given = [&](std::string const& id) { return !all.contains(id) && !unfilled.contains(id); };
    for (auto const& [id, field] : samples::shelf().vocabulary.fields)
        EXPECT_FALSE(of_the_case(field.about) && without_given(id)) << id << " (" << field.about << ") stays open";
}

TEST(Fill, the_table_of_what_cannot_be_filled_is_true)
{
    auto all = filled(samples::example(false));
    for (auto const& text : others)
        all.merge(filled(samples::study_of(text)));
    for (auto const& id : unfilled) {
        EXPECT_TRUE(samples::shelf().vocabulary.fields.contains(id)) << id;
        EXPECT_FALSE(all.contains(id)) << id << " is filled: take it out of the table";
    }
}

TEST(Fill, a_case_that_says_nothing_fills_the_day_alone_and_what_needs_no_fact)
{
    auto const study = samples::study_of("as_of = 2026-11-23\n");
    std::set<std::string, std::less<>> const without_facts { "paper.day", "questions", "routes", "readiness",
        "deadlines" };
    for (auto const& id : filled(study))
        EXPECT_TRUE(without_facts.contains(id)) << id << " is invented";
}

TEST(Fill, every_fact_that_is_taken_away_leaves_its_field_open)
{
    auto const full = samples::facts(samples::file("examples/legal/case.toml"));
    auto const& document = *samples::shelf().find("demand-letter");
    for (auto const& [fact, field] : std::vector<std::pair<std::string, std::string>> { { "buyer.name", "buyer.name" },
             { "order.number", "order.number" }, { "order.date", "order.date" }, { "order.value", "order.value" },
             { "order.goods", "order.goods" }, { "delivery.state", "delivery.missing" },
             { "supplier.name_zh", "supplier.name_zh" }, { "order.deliver_by", "order.deliver_by" } }) {
        auto facts = full;
        facts.forget(*casework::parse_path(fact));
        Options options;
        options.as_of = *full.date("as_of");
        auto const study
            = brief::study({ *samples::loaded().world, samples::loaded().forum_book }, facts, {}, {}, options);
        EXPECT_FALSE(fill(study, document).fields.contains(field)) << fact;
    }
}

TEST(Fill, values_are_of_the_kinds_that_every_document_wants)
{
    for (auto const& study : { samples::example(), samples::example(false) })
        for (auto const& document : samples::shelf().documents) {
            auto const flaws = papers::flaws_of(document, fill(study, document));
            EXPECT_TRUE(flaws.empty()) << document.id << '\n' << samples::told(flaws);
        }
}

TEST(Fill, what_was_given_goes_before_what_is_worked_out)
{
    auto const study = samples::study_of(
        samples::file("examples/legal/case.toml"), "paid = \"1.00 USD\"\n[order]\nnumber = \"other\"\n");
    auto const all = samples::values(study, "demand-letter");
    EXPECT_EQ(to_string(std::get<Money>(all.fields.at("paid").is)), "1.00 USD");
    EXPECT_EQ(std::get<Words>(all.fields.at("order.number").is), papers::same("other"));
}

TEST(Fill, nobody_reads_what_is_not_for_him)
{
    auto const text
        = samples::file("examples/legal/case.toml") + "[legal]\nfrozen_on = 2026-11-20\nfiled_on = 2026-11-21\n";
    auto const study = samples::study_of(text, samples::file("examples/legal/more.toml"));
    auto const to_supplier = samples::values(study, "demand-letter");
    auto const to_tribunal = samples::values(study, "cietac-request");
    auto const to_counsel = samples::values(study, "handover-memo");
    EXPECT_FALSE(tells(to_supplier, "frozen"));
    EXPECT_TRUE(column<Words>(to_supplier, "proceedings", "kind").size() == 1U); // the platform's, which it knows
    for (auto const& id : { "demand-letter", "platform-claim", "cietac-request", "prc-complaint", "police-report" })
        EXPECT_FALSE(tells(samples::values(study, id), "offer")) << id;
    EXPECT_TRUE(tells(to_tribunal, "frozen"));
    EXPECT_FALSE(to_tribunal.fields.contains("forum.findings"));
    EXPECT_TRUE(to_counsel.fields.contains("forum.findings"));
    EXPECT_TRUE(tells(to_counsel, "offer"));
    EXPECT_TRUE(std::ranges::is_sorted(column<Date>(to_counsel, "story", "day")));
}

TEST(Fill, the_relief_asks_for_what_is_open_and_the_heads_add_up)
{
    auto const study = samples::example();
    auto const all = samples::values(study, "cietac-request");
    Money open { 0, study.statement->currency }, total = open;
    for (auto const amount : column<Money>(all, "heads", "open"))
        open = open + amount;
    for (auto const amount : column<Money>(all, "heads", "amount"))
        total = total + amount;
    EXPECT_EQ(open, std::get<Money>(all.fields.at("claim.open").is));
    EXPECT_EQ(total, std::get<Money>(all.fields.at("claim.total").is));
    EXPECT_EQ(total - open, std::get<Money>(all.fields.at("recovered").is));
}

TEST(Fill, the_letter_names_arbitration_also_where_only_the_case_does)
{
    for (auto const with_more : { true, false }) {
        auto const all = samples::values(samples::example(with_more), "demand-letter");
        EXPECT_TRUE(std::get<bool>(all.fields.at("forum.arbitration").is)) << with_more;
    }
    auto const court = samples::study_of("as_of = 2026-11-23\n[order]\narbitration = \"none\"\n");
    EXPECT_FALSE(std::get<bool>(samples::values(court, "demand-letter").fields.at("forum.arbitration").is));
    auto const silent = samples::study_of("as_of = 2026-11-23\n");
    EXPECT_FALSE(samples::values(silent, "demand-letter").fields.contains("forum.arbitration"));
}

TEST(Fill, a_complaint_goes_to_the_court_and_a_platform_is_none)
{
    auto const with_clause = samples::values(samples::example(), "prc-complaint");
    EXPECT_EQ(std::get<Words>(with_clause.fields.at("forum.name").is).en, "Shenzhen Intermediate People's Court");
    EXPECT_FALSE(samples::values(samples::example(false), "prc-complaint").fields.contains("forum.name"));
    for (auto const* id : { "deregistration-objection", "preservation-renewal" })
        EXPECT_FALSE(samples::values(samples::example(), id).fields.contains("proceedings")) << id;
    EXPECT_TRUE(with_clause.fields.contains("proceedings"));
}

TEST(Fill, what_was_received_says_against_what_it_was_set)
{
    auto const all = samples::values(samples::example(), "claim-statement");
    EXPECT_EQ(column<Words>(all, "recoveries", "against"),
        (std::vector { Words { "interest USD 106.40; principal USD 4,193.60", "利息106.40美元；本金4,193.60美元" } }));
    EXPECT_FALSE(std::get<bool>(all.fields.at("claim.joint").is)); // one respondent
}

TEST(Fill, interest_is_worked_out_sum_by_sum_with_days_as_each_language_writes_them)
{
    auto const all = samples::values(samples::example(), "demand-letter");
    auto const workings = column<Words>(all, "heads", "working");
    ASSERT_EQ(workings.size(), 7U);
    EXPECT_EQ(workings[1].en, "6 % of the price = USD 2,880.00");
    EXPECT_EQ(workings[5].en,
        "USD 12,000.00 for 58 days at 4.5 %; USD 8,618.06 for 24 days at 4.5 %; from 2 September "
        "2026, a year of 365 days");
    EXPECT_EQ(workings[5].zh,
        "12,000.00美元，58天，年利率4.5%；8,618.06美元，24天，年利率4.5%；自2026年9月2日起，一年按365天计");
}

TEST(Fill, the_clause_names_the_forum)
{
    auto const all = samples::values(samples::example(), "cietac-request");
    EXPECT_EQ(std::get<Words>(all.fields.at("forum.name").is).zh, "中国国际经济贸易仲裁委员会");
    EXPECT_EQ(std::get<Words>(all.fields.at("forum.seat").is).en, "Shenzhen");
    EXPECT_EQ(std::get<Words>(all.fields.at("forum.language").is).zh, "中文");
    EXPECT_EQ(std::get<Words>(all.fields.at("forum.rules").is).zh, "中国国际经济贸易仲裁委员会仲裁规则");
    EXPECT_EQ(std::get<Words>(all.fields.at("forum.procedure").is).en, "summary procedure");
    EXPECT_EQ(std::get<Words>(all.fields.at("limitation.basis").is).en,
        "the period of limitation began on the day after 3 September 2026 and ends on 3 September 2030");
}

TEST(Fill, golden_papers_of_the_example)
{
    auto const study = samples::example();
    for (auto const& [id, setting, name] : std::vector<std::tuple<std::string, papers::Setting, std::string>> {
             { "demand-letter", papers::Setting::en, "en" }, { "demand-letter", papers::Setting::zh, "zh" },
             { "cietac-request", papers::Setting::both, "both" },
             { "pre-action-preservation", papers::Setting::zh, "zh" } })
        expect_golden("brief/" + id + "." + name + ".txt", papers::to_text(paper(study, id, setting)));
}

TEST(Fill, every_document_is_made_in_every_language_it_has)
{
    auto const study = samples::example();
    for (auto const& document : samples::shelf().documents)
        for (auto const setting : document.settings)
            EXPECT_FALSE(paper(study, document.id, setting).blocks.empty()) << document.id;
}

} // namespace recourse::brief
