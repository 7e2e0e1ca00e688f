#include "core/evidence/readiness.hpp"

#include "core/evidence/chronology.hpp"
#include "core/evidence/desk_test.hpp"

namespace recourse::evidence {

namespace {

/// "translation country": what is missing, in its order.
std::string missing(ExhibitState const& exhibit, State const& state = {}, act::Actor const& viewer = buyer,
    Receiver receiver = Receiver::prc_court)
{
    std::string text;
    for (auto const& one : lacks(state, exhibit, receiver, viewer.role)) {
        EXPECT_FALSE(one.why.empty() || one.why_zh.empty() || one.source.empty());
        text += (text.empty() ? "" : " ") + std::string { word(one.missing) };
    }
    return text;
}

/// Of which nothing is missing.
ExhibitState ready()
{
    ExhibitState one;
    one.id = { 101 };
    one.exhibit = exhibit_of("paper", ExhibitKind::contract);
    one.exhibit.form = Form::original;
    one.exhibit.origin.language = "zh";
    one.exhibit.description.title_zh = "合同";
    one.number = 1;
    return one;
}

template <class Change>
ExhibitState with(Change const& change, ExhibitState one = ready())
{
    change(one);
    return one;
}

void done(ExhibitState& one, Step step, std::string language = "")
{
    one.steps.push_back({ step, day(1), "somebody", "", std::move(language) });
}

/// "against_its_keeper", ...
std::string grounds(ExhibitState const& exhibit)
{
    std::string text;
    for (auto const& one : presumptions(exhibit))
        text += (text.empty() ? "" : " ") + std::string { word(one.ground) };
    return text;
}

ExhibitState message(Hand by, Hand against)
{
    ExhibitState one;
    one.exhibit.kind = ExhibitKind::platform_chat;
    one.exhibit.origin.made_by = by;
    one.exhibit.origin.against = against;
    one.by = buyer;
    return one;
}

} // namespace

TEST(Readiness, the_original_is_shown_or_was_seen)
{
    EXPECT_EQ(missing(ready()), "");
    EXPECT_EQ(missing(with([](auto& x) { x.exhibit.form = Form::copy; })), "original");
    EXPECT_EQ(missing(with([](auto& x) { x.exhibit.form = Form::unknown; })), "original");
    EXPECT_EQ(missing(with([](auto& x) {
        x.exhibit.form = Form::copy;
        done(x, Step::original_seen);
    })),
        "");
    EXPECT_EQ(missing(with([](auto& x) { x.withdrawn = day(1); })), "");
}

TEST(Readiness, a_foreign_public_document_is_proved)
{
    auto const of = [](std::string country, Hand made_by, std::vector<Step> steps = {}) {
        return missing(with([&](auto& x) {
            x.exhibit.origin.country = country;
            x.exhibit.origin.made_by = made_by;
            for (auto const step : steps)
                done(x, step);
        }));
    };
    EXPECT_EQ(of("NO", Hand::third_party), ""); // a private paper
    EXPECT_EQ(of("", Hand::public_body), "country");
    EXPECT_EQ(of("CN", Hand::public_body), "");
    EXPECT_EQ(of("NO", Hand::public_body), "authenticity");
    EXPECT_EQ(of("NO", Hand::public_body, { Step::notarised }), "authenticity");
    EXPECT_EQ(of("NO", Hand::public_body, { Step::legalised }), "authenticity");
    EXPECT_EQ(of("NO", Hand::public_body, { Step::notarised, Step::legalised }), "");
    EXPECT_EQ(of("NO", Hand::public_body, { Step::apostilled }), "");
    EXPECT_EQ(of("HK", Hand::public_body), "authenticity");
    EXPECT_EQ(of("HK", Hand::public_body, { Step::notarised }), "");
}

TEST(Readiness, what_is_foreign_is_translated)
{
    auto const in
        = [](std::string language) { return with([&](auto& x) { x.exhibit.origin.language = std::move(language); }); };
    EXPECT_EQ(missing(in("en")), "translation");
    EXPECT_EQ(missing(in("zha")), "translation"); // Zhuang is another language
    EXPECT_EQ(missing(in("")), "language");
    EXPECT_EQ(missing(in("zh-Hant")), "");
    EXPECT_EQ(missing(in("zxx")), "");
    EXPECT_EQ(missing(with([](auto& x) { done(x, Step::translated, "zh"); }, in("en"))), "");
    EXPECT_EQ(missing(with([](auto& x) { done(x, Step::translated, "fr"); }, in("en"))), "translation");
    // A translation that is an exhibit counts for whoever may read it.
    State state;
    auto translation = ready();
    translation.id = { 102 };
    translation.compartment = own;
    translation.derived = Derived { Derivation::translation, { { 101 } }, "Mr Wu", "" };
    state.exhibits = { in("en"), translation };
    EXPECT_EQ(missing(state.exhibits[0], state, counsel), "");
    EXPECT_EQ(missing(state.exhibits[0], state, supplier), "translation");
    for (auto const& change :
        std::vector<std::function<void(ExhibitState&)>> { [](auto& x) { x.withdrawn = day(1); },
            [](auto& x) { x.exhibit.origin.language = "fr"; }, [](auto& x) { x.derived->how = Derivation::transcript; },
            [](auto& x) { x.derived->from = { { 100 } }; } }) {
        state.exhibits[1] = translation;
        change(state.exhibits[1]);
        EXPECT_EQ(missing(state.exhibits[0], state, counsel), "translation");
    }
}

TEST(Readiness, a_list_numbers_and_names)
{
    EXPECT_EQ(missing(with([](auto& x) {
        x.number = 0;
        x.exhibit.description.title_zh.clear();
    }),
                  {}, buyer, Receiver::cietac),
        "title number");
}

TEST(Readiness, copies_for_opponents_and_for_whoever_decides)
{
    EXPECT_EQ(copies_needed(Receiver::prc_court, 1, 3), 2u);
    EXPECT_EQ(copies_needed(Receiver::prc_court, 2, 1), 3u);
    EXPECT_EQ(copies_needed(Receiver::cietac, 1, 3), 5u); // "in quintuplicate"
    EXPECT_EQ(copies_needed(Receiver::cietac, 1, 1), 3u); // "reduced by two"
    EXPECT_EQ(copies_needed(Receiver::cietac, 3, 3), 7u);
}

TEST(Presumption, a_message_against_the_interest_of_whoever_wrote_it)
{
    auto const one = message(Hand::supplier, Hand::supplier);
    auto const found = presumptions(one);
    ASSERT_EQ(found.size(), 1);
    EXPECT_EQ(found.front().because, "the supplier's own platform message, against its interest");
    EXPECT_EQ(found.front().source, "Evidence Provisions (2019), art. 94(1) no. 1");
    EXPECT_EQ(grounds(message(Hand::supplier, Hand::buyer)), "against_its_keeper"); // handed in by the buyer's side
    EXPECT_EQ(grounds(message(Hand::buyer, Hand::supplier)), "");
    EXPECT_EQ(grounds(message(Hand::supplier, Hand::unknown)), "");
    auto kept = message(Hand::buyer, Hand::supplier);
    kept.exhibit.origin.kept_by = Hand::supplier;
    EXPECT_EQ(presumptions(kept).front().because, "kept by the supplier, against its interest");
    auto paper = one;
    paper.exhibit.kind = ExhibitKind::contract;
    EXPECT_EQ(grounds(paper), "");
}

TEST(Presumption, each_ground_by_itself)
{
    auto const of = [](auto const& change) {
        auto one = message(Hand::unknown, Hand::unknown);
        change(one);
        return grounds(one);
    };
    EXPECT_EQ(of([](auto& x) { x.exhibit.origin.kept_by = Hand::platform; }), "neutral_platform");
    EXPECT_EQ(of([](auto& x) { x.exhibit.origin.kept_by = Hand::third_party; }), "");
    EXPECT_EQ(of([](auto& x) { x.exhibit.origin.ordinary_course = true; }), "ordinary_business");
    EXPECT_EQ(of([](auto& x) { x.exhibit.origin.archived = true; }), "archived");
    EXPECT_EQ(of([](auto& x) { x.exhibit.origin.as_agreed = true; }), "as_agreed");
    EXPECT_EQ(of([](auto& x) { done(x, Step::notarised); }), "notarised");
    EXPECT_EQ(of([](auto& x) { done(x, Step::apostilled); }), "");
}

TEST(Chronology, by_the_first_day_on_which_each_can_have_been)
{
    Desk desk;
    desk.open();
    auto const fact = [&](std::string text, When when, Compartment in = shared) {
        return desk.made<Fact>(buyer, AddFact { in, { std::move(text), "", std::move(when), false } });
    };
    fact("undated", { {}, {}, "some time" });
    fact("between", { day(3), day(9), "" });
    auto const sure = fact("sure", { day(3), day(3), "" });
    fact("until", { {}, day(3), "" });
    fact("from", { day(3), {}, "" });
    fact("first", { day(1), day(30), "" });
    fact("hidden", { day(2), day(2), "" }, own);
    auto const issue = desk.made<Issue>(buyer, AddIssue { shared, { "i", "", "" } });
    auto const e = desk.exhibit(buyer, shared, "e"), gone = desk.exhibit(buyer, shared, "gone");
    EXPECT_EQ(desk(buyer, Number { shared, { e }, {} }), "");
    EXPECT_EQ(desk(buyer, AddLink { shared, { sure, issue, e, "2-3", "that", "" } }), "");
    EXPECT_EQ(desk(buyer, AddLink { shared, { sure, issue, {}, "", "", "" } }), "");
    EXPECT_EQ(desk(buyer, AddLink { shared, { sure, {}, gone, "", "", "" } }), "");
    EXPECT_EQ(desk(buyer, WithdrawExhibit { gone, "r" }), "");
    std::vector<std::string> lines;
    for (auto const& one : chronology(seen(desk.state, supplier))) {
        auto line = one.text + (one.sure ? "" : "?");
        for (auto const& proof : one.proofs)
            line += fmt::format(" {} {} {}", proof.mark, proof.pages, proof.issue == issue);
        for (std::size_t i = 0; i < one.issues.size(); ++i)
            line += " issue";
        lines.push_back(line);
    }
    EXPECT_EQ(lines,
        (std::vector<std::string> { "first?", "until?", "from?", "sure E1 2-3 true issue", "between?", "undated?" }));
    EXPECT_EQ(chronology(seen(desk.state, counsel)).size(), 7);
}

} // namespace recourse::evidence
