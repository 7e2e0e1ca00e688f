#include "packets/check.hpp"

#include "packets/sample_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace recourse::packets {

namespace {

using testing::HasSubstr;

std::string said(std::string_view receiver, Dossier const& dossier, Surveys const& surveys = {})
{
    return to_text(check(shipped(receiver), dossier, surveys));
}

/// What the contract has when it is read.
Surveys one_page()
{
    return { { 1, pdf::Survey { .fault = {}, .pages = { { 595'280, 841'890 } } } },
        { 6, pdf::Survey { .fault = {}, .pages = { { 595'280, 841'890 } }, .image_pixels = 640 * 480 } } };
}

} // namespace

TEST(Check, the_sample_breaks_nothing_at_a_tribunal)
{
    for (auto const* id : { "cietac", "prc-court" }) {
        auto dossier = sample_dossier();
        attach_translations(dossier, "zh");
        auto const findings = check(shipped(id), dossier, one_page());
        EXPECT_FALSE(has_breach(findings)) << id << "\n" << to_text(findings);
    }
}

TEST(Check, each_breach_is_found_and_names_its_place_and_remedy)
{
    struct Spoiled {
        std::string_view receiver;
        std::string_view says; ///< a part of the finding's line
        std::function<void(Dossier&, Surveys&)> spoil;
    };
    auto const big = [](int number, std::uint64_t bytes) {
        return [=](Dossier& d, Surveys&) { d.exhibits[static_cast<std::size_t>(number - 1)].size = bytes; };
    };
    Spoiled const all[] = {
        { "paypal",
            "breach E006 file-too-large: 10,000,000 bytes where at most 9,999,999 go, 1 too many (make it smaller",
            big(6, 10'000'000) },
        { "paypal", "breach packet total-too-large: ",
            [](Dossier& d, Surveys&) {
                for (auto& one : d.exhibits)
                    one.size = 9'000'000;
            } },
        { "paypal",
            "breach E002 type-not-taken: a file of type message/rfc822 is not taken (hand in a copy as application/pdf",
            [](Dossier&, Surveys&) {} },
        { "paypal", "breach E006 type-not-taken: a file of type image/tiff is not taken (hand in a copy as image/jpeg",
            [](Dossier& d, Surveys&) { d.exhibits[5].media_type = "image/tiff"; } },
        { "mastercard", "breach packet too-many-pages: 25 pages in all where at most 19 go, 6 too many",
            [](Dossier&, Surveys& s) { s[1].pages.assign(24, { 595'280, 841'890 }); } },
        { "mastercard", "breach E006 picture-too-large: 30,000,000 pixels where at most 29,999,999 go, 1 too many",
            [](Dossier&, Surveys& s) { s[6].image_pixels = 30'000'000; } },
        { "amex", "breach E001 file-too-many-pages: 21 pages where at most 20 go, 1 too many",
            [](Dossier&, Surveys& s) { s[1].pages.assign(21, { 595'280, 841'890 }); } },
        { "mastercard", "breach E008 translation-missing: its text is in 'zh', and no translation into 'en'",
            [](Dossier&, Surveys&) {} },
        { "prc-court", "breach E001 translation-missing: its text is in 'en', and no translation into 'zh'",
            [](Dossier&, Surveys&) {} },
        { "prc-court", "unknown E001 translator-unknown",
            [](Dossier& d, Surveys&) {
                attach_translations(d, "zh");
                d.exhibits[8].form.translated_by = {};
            } },
        { "prc-court", "breach E003 column-empty: 'proves' is empty",
            [](Dossier& d, Surveys&) { d.exhibits[2].proves = {}; } },
        { "prc-court", "breach E003 column-empty: 'source' is empty",
            [](Dossier& d, Surveys&) { d.exhibits[2].source = {}; } },
        { "prc-court", "breach E003 column-empty: 'content' is empty",
            [](Dossier& d, Surveys&) { d.exhibits[2].content = {}; } },
        { "prc-court", "breach E003 column-empty: 'name' is empty",
            [](Dossier& d, Surveys&) { d.exhibits[2].name = {}; } },
        { "prc-court", "breach E003 column-empty: 'category' is empty",
            [](Dossier& d, Surveys&) { d.exhibits[2].category.reset(); } },
        { "prc-court", "breach E001 column-empty: 'pages' is empty", [](Dossier&, Surveys& s) { s.erase(1); } },
        { "prc-court", "unknown E001 pages-unknown", [](Dossier&, Surveys& s) { s.erase(1); } },
        { "cietac", "breach E004 name-one-language: its name is in English only (add the Chinese)",
            [](Dossier& d, Surveys&) { d.exhibits[3].name.zh.clear(); } },
        { "cietac", "breach E004 text-one-language: what it proves is in Chinese only (add the English)",
            [](Dossier& d, Surveys&) { d.exhibits[3].proves.en.clear(); } },
        { "prc-court", "note E004 name-one-language: its name is in Chinese only",
            [](Dossier& d, Surveys&) { d.exhibits[3].name.en.clear(); } },
        { "prc-court", "breach E004 name-one-language: its name is in English only",
            [](Dossier& d, Surveys&) { d.exhibits[3].name.zh.clear(); } },
        { "inspector", "note E002 name-one-language: its name is in English only",
            [](Dossier& d, Surveys&) { d.exhibits[1].name.zh.clear(); } },
        { "mastercard", "breach E004 name-one-language: its name is in Chinese only (add the English)",
            [](Dossier& d, Surveys&) { d.exhibits[3].name.en.clear(); } },
        { "cietac", "breach packet party-one-language", [](Dossier& d, Surveys&) { d.opponents[0].name.zh.clear(); } },
        { "cietac", "breach list signer-missing", [](Dossier& d, Surveys&) { d.signer.zh.clear(); } },
        { "cietac", "breach packet opponent-missing", [](Dossier& d, Surveys&) { d.opponents.clear(); } },
        { "cietac", "breach packet claimant-missing: nobody is named whose evidence it is (name the party",
            [](Dossier& d, Surveys&) { d.own.clear(); } },
        { "prc-court", "breach packet claimant-missing", [](Dossier& d, Surveys&) { d.own[0].name = {}; } },
        { "paypal", "note packet claimant-missing", [](Dossier& d, Surveys&) { d.own.clear(); } },
        { "cietac",
            "breach E001 date-after-list: it is said to have been collected on 2031-04-02, after the day of the list "
            "(2026-11-30) (correct the date)",
            [](Dossier& d, Surveys&) { d.exhibits[0].collected_on = Date::of(2031, 4, 2); } },
        { "cietac", "breach E002 date-after-list: it is said to be on 2035-01-08, after",
            [](Dossier& d, Surveys&) { d.exhibits[1].from = Date::of(2035, 1, 8); } },
        { "prc-court", "breach E008 date-after-list: it is said to go on until and end on 2026-12-01, after",
            [](Dossier& d, Surveys&) { d.exhibits[7].to = Date::of(2026, 12, 1); } },
        { "prc-court", "breach E008 dates-reversed: it ends on 2026-03-19, before it begins on 2026-03-20",
            [](Dossier& d, Surveys&) { d.exhibits[7].to = Date::of(2026, 3, 19); } },
        { "police", "breach chronology date-after-list: something happened on 2026-12-01, after",
            [](Dossier& d, Surveys&) { d.chronology[0].day = Date::of(2026, 12, 1); } },
        { "cietac",
            "breach E003 number-differs: the description calls it E001, and a number that was given stays (call it "
            "E003 there, in the facts too)",
            [](Dossier& d, Surveys&) { d.exhibits[2].said_number = 1; } },
        { "cietac", "breach E003 exhibit-missing: it is a translation of E042, which there is not",
            [](Dossier& d, Surveys&) { d.exhibits[2].translates = { 42 }; } },
        { "prc-court",
            "breach E001 translation-not-attached: its text is in 'en'; a translation into 'zh' is said to be there "
            "and does not go along (hand the translation in as an exhibit of its own",
            [](Dossier& d, Surveys&) { d.exhibits[0].form.translations = { "zh" }; } },
        { "cietac",
            "note E001 translation-not-attached: a translation into 'zh' is said to be there and does not go along",
            [](Dossier& d, Surveys&) { d.exhibits[0].form.translations = { "zh" }; } },
        { "cietac", "breach E005 number-twice", [](Dossier& d, Surveys&) { d.exhibits[3].number = 5; } },
        { "cietac", "breach list number-missing", [](Dossier& d, Surveys&) { d.exhibits[3].number = 0; } },
        { "cietac", "breach E002 group-missing: it belongs to group 9",
            [](Dossier& d, Surveys&) { d.exhibits[1].group = 9; } },
        { "cietac", "breach chronology exhibit-missing: it refers to E042",
            [](Dossier& d, Surveys&) { d.chronology[0].exhibits.push_back(42); } },
        { "cietac", "breach packet empty", [](Dossier& d, Surveys&) { d.exhibits.clear(); } },
        { "cietac", "breach E007 proof-missing: an official document made abroad",
            [](Dossier& d, Surveys&) { d.exhibits[6].form.foreign_public = true; } },
        { "cietac", "breach E001 pages-differ: the list says 4 pages, the file has 1",
            [](Dossier& d, Surveys&) { d.exhibits[0].pages = 4; } },
        { "cietac", "breach E001 not-readable: it opens with a password only",
            [](Dossier&, Surveys& s) { s[1] = { .fault = "it opens with a password only", .pages = {} }; } },
        { "cietac", "breach E001 has-layers", [](Dossier&, Surveys& s) { s[1].layers = true; } },
        { "cietac", "note E001 active-left-out", [](Dossier&, Surveys& s) { s[1].active = true; } },
        { "cietac", "unknown E001 original-unknown",
            [](Dossier& d, Surveys&) { d.exhibits[0].original = Originality::unknown; } },
        { "cietac", "note E006 not-printed: a file of type video/mp4 cannot be bound",
            [](Dossier& d, Surveys&) { d.exhibits[5].media_type = "video/mp4"; } },
        { "police", "breach E001 slot-unknown: there is no slot 'contrakt' (did you mean 'contract'?)",
            [](Dossier& d, Surveys&) { d.exhibits[0].slot = "contrakt"; } },
        { "police", "note E001 slot-none: no slot takes its kind 'painting'",
            [](Dossier& d, Surveys&) { d.exhibits[0].kind = "painting"; } },
        { "police", "breach slot payments slot-empty: nothing is in 'Payments in and out'",
            [](Dossier& d, Surveys&) {
                d.exhibits[2].kind = "other";
                d.exhibits[3].kind = "other";
            } },
        { "alibaba-trade-assurance", "unknown packet unknown-types: What files an order's dispute takes was not found",
            [](Dossier&, Surveys&) {} },
        { "police", "unknown packet unknown-copies", [](Dossier&, Surveys&) {} },
    };
    for (auto const& one : all) {
        auto dossier = sample_dossier();
        auto surveys = one_page();
        one.spoil(dossier, surveys);
        EXPECT_THAT(said(one.receiver, dossier, surveys), HasSubstr(one.says)) << one.receiver;
    }
}

TEST(Check, a_translation_counts_where_it_goes_along)
{
    auto const codes = [](Dossier const& dossier) {
        std::string codes;
        for (auto const& one : check(shipped("prc-court"), dossier, one_page()))
            if (one.code.starts_with("translat"))
                codes += one.place + " " + one.code + " ";
        return codes;
    };
    auto dossier = sample_dossier();
    EXPECT_THAT(codes(dossier), HasSubstr("E001 translation-missing"));
    attach_translations(dossier, "zh");
    EXPECT_EQ(codes(dossier), "");
    auto& one = dossier.exhibits[8];
    ASSERT_EQ(one.number, Number { 101 });
    auto const whole = one;
    // Into another language than is wanted, by nobody, or no longer there.
    one.form.language = "fr";
    EXPECT_EQ(codes(dossier), "E001 translation-missing E101 translation-missing ");
    one = whole;
    one.form.translated_by = {};
    EXPECT_EQ(codes(dossier), "E001 translator-unknown ");
    dossier.exhibits[0].form.translated_by = { "Mr Wu", "吴先生" };
    EXPECT_EQ(codes(dossier), "");
    one.withdrawn = true;
    EXPECT_EQ(codes(dossier), "E001 translation-missing ");
}

TEST(Check, whoever_reads_english_alone_is_not_owed_chinese)
{
    auto dossier = sample_dossier();
    for (auto& one : dossier.exhibits) {
        one.name.zh.clear();
        one.proves.zh.clear();
        one.form = { .language = "en" };
    }
    dossier.own[0].name.zh.clear();
    auto const findings = check(shipped("mastercard"), dossier, one_page());
    EXPECT_FALSE(has_breach(findings)) << to_text(findings);
    EXPECT_THAT(to_text(findings), testing::Not(HasSubstr("one-language")));
}

TEST(Check, a_slot_for_one_is_not_filled_twice)
{
    auto to = shipped("police");
    for (auto& slot : to.slots)
        if (slot.id == "payments")
            slot.most = 1;
    EXPECT_THAT(
        to_text(check(to, sample_dossier(), {})), HasSubstr("breach slot payments slot-overfull: 2 files where 1 go"));
}

TEST(Check, a_name_that_the_receiver_does_not_take_is_made_short)
{
    auto to = shipped("mastercard");
    auto dossier = sample_dossier();
    EXPECT_EQ(file_name(dossier.exhibits[6], shipped("prc-court").names), "E007-inspection-report.csv");
    EXPECT_EQ(file_name(dossier.exhibits[6], to.names), "E007.csv");
    to.kind = receiver::Kind::platform;
    to.names.longest = 7;
    EXPECT_THAT(to_text(check(to, dossier, {})),
        HasSubstr("breach E001 name-too-long: E001.pdf has 8 characters where at most 7 go"));
}

TEST(Check, the_finished_files_are_measured_too)
{
    auto const to = shipped("mastercard");
    std::vector<FileFacts> const files { { "a-name-of-nineteen.pdf", "application/pdf", 18'000'001, 20 },
        { "note.txt", "text/plain", 10, 0 } };
    auto const text = to_text(check_files(to, files));
    EXPECT_THAT(text,
        HasSubstr("breach packet total-too-large: the finished packet has 18,000,011 bytes where at most 18,000,000 "
                  "go, 11 too many"));
    EXPECT_THAT(text, HasSubstr("breach packet too-many-pages: the finished packet has 20 pages where at most 19 go"));
    EXPECT_THAT(
        text, HasSubstr("breach a-name-of-nineteen.pdf name-too-long: the name has 22 characters where at most 16 go"));
    EXPECT_THAT(text, HasSubstr("breach note.txt type-not-taken"));
    EXPECT_TRUE(check_files(shipped("cietac"), files).empty());
}

TEST(Check, every_finding_speaks_both_languages)
{
    auto const all = catalog::shipped_receivers();
    ASSERT_TRUE(all);
    auto dossier = sample_dossier();
    for (auto& exhibit : dossier.exhibits) {
        exhibit.proves.zh.clear();
        exhibit.source = {};
        exhibit.form = { .language = "fr", .foreign_public = true };
        exhibit.slot = "nowhere";
        exhibit.size = std::uint64_t { 1 } << 40;
    }
    for (auto const& to : *all)
        for (auto const& finding : check(to, dossier, {})) {
            EXPECT_FALSE(finding.says.en.empty()) << to.id << finding.code;
            EXPECT_FALSE(finding.says.zh.empty()) << to.id << finding.code;
            EXPECT_EQ(finding.remedy.en.empty(), finding.remedy.zh.empty()) << to.id << " " << finding.code;
        }
}

TEST(Check, groups_are_counted_in_chinese)
{
    EXPECT_EQ(group_zh(1), "第一组");
    EXPECT_EQ(group_zh(10), "第十组");
    EXPECT_EQ(group_zh(11), "第十一组");
    EXPECT_EQ(group_zh(20), "第二十组");
    EXPECT_EQ(group_zh(99), "第九十九组");
    EXPECT_EQ(group_zh(100), "第100组");
}

} // namespace recourse::packets
