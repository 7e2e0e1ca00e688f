#include "notify/mail.hpp"
#include "notify/notices.hpp"
#include "notify/templates.hpp"

#include "base/base64.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace recourse::notify {

using testing::HasSubstr;

namespace {

Mail sample()
{
    return { "desk@example.org", "ada@example.org", "Claim C-20 was opened", "One line.\nAnother.\n", { 0 }, "msg_1@x",
        {}, Language::en };
}

/// The text again, by the rules of RFC 2045 6.7, written without a look at the encoder.
std::string decoded(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 3) == "=\r\n")
            i += 2;
        else if (text[i] == '=') {
            out += static_cast<char>(std::stoi(std::string { text.substr(i + 1, 2) }, nullptr, 16));
            i += 2;
        } else if (text[i] != '\r')
            out += text[i];
    }
    return out;
}

/// The name of whoever reads it comes with the mail.
Values with_name(Values values)
{
    values.emplace_back("name", "Ada");
    return values;
}

} // namespace

TEST(Mail, dates_have_the_form_of_rfc_5322)
{
    EXPECT_EQ(mail_date({ 0 }), "Thu, 01 Jan 1970 00:00:00 +0000");
    EXPECT_EQ(mail_date({ 1'796'027'400'000'000 }), "Mon, 30 Nov 2026 08:30:00 +0000");
    EXPECT_EQ(mail_date({ 1'709'164'800'000'001 }), "Thu, 29 Feb 2024 00:00:00 +0000");
}

TEST(Mail, a_header_holds_what_is_no_ascii_in_words_of_75_bytes)
{
    EXPECT_EQ(header_text("Claim C-20 was opened", 9), "Claim C-20 was opened");
    EXPECT_EQ(header_text("索赔", 9), "=?UTF-8?B?" + to_base64("索赔") + "?=");
    // Whoever writes an encoded word of his own is not taken at it.
    EXPECT_THAT(header_text("=?UTF-8?B?eA==?=", 9), testing::Not(HasSubstr("=?UTF-8?B?eA==?=")));
    std::string long_text;
    for (int i = 0; i < 40; ++i)
        long_text += "索赔已结案";
    auto const folded = header_text(long_text, 9);
    for (std::size_t at = 0; at < folded.size();) {
        auto const end = std::min(folded.find("\r\n", at), folded.size());
        EXPECT_LE(end - at, 76u);
        at = end + 2;
    }
}

TEST(Mail, a_line_break_in_anything_of_the_header_is_refused)
{
    EXPECT_TRUE(to_message(sample()));
    for (auto const* bad : { "a\r\nBcc: eve@example.org", "a\nb", std::string_view("a\0b", 3).data(), "\x7F" }) {
        if (std::string_view { bad } == "a")
            continue;
        for (auto const field : { &Mail::from, &Mail::to, &Mail::subject, &Mail::message_id, &Mail::unsubscribe }) {
            auto mail = sample();
            mail.*field += bad;
            EXPECT_FALSE(to_message(mail)) << bad;
        }
    }
    for (auto const* bad : { "", "ada", "ada@", "@example.org", "a@b@c", "a b@example.org", "<a@b>", "a@b,c@d" }) {
        auto mail = sample();
        mail.to = bad;
        EXPECT_FALSE(to_message(mail)) << bad;
    }
}

RC_GTEST_PROP(Mail, quoted_printable_is_read_back_and_keeps_its_lines_short, (std::string text))
{
    std::erase(text, '\r');
    if (!text.ends_with('\n'))
        text += '\n';
    auto const coded = quoted_printable(text);
    RC_ASSERT(decoded(coded) == text);
    for (std::size_t at = 0; at < coded.size();) {
        auto const end = coded.find("\r\n", at);
        RC_ASSERT(end != std::string::npos);
        RC_ASSERT(end - at <= 76);
        for (auto i = at; i < end; ++i)
            RC_ASSERT(coded[i] >= ' ' && coded[i] < 0x7F);
        // The assertion looks at both sides of an "or".
        bool const bare = end == at || coded[end - 1] != ' ';
        RC_ASSERT(bare);
        at = end + 2;
    }
}

TEST(Templates, every_kind_is_there_in_both_languages_with_the_same_values)
{
    std::vector<std::string> expected { "notices/footer/en.txt", "notices/footer/zh.txt" };
    for (auto const& kind : kinds()) {
        expected.push_back(fmt::format("notices/{}/en.txt", kind.word));
        expected.push_back(fmt::format("notices/{}/zh.txt", kind.word));
        EXPECT_EQ(find_kind(kind.word), &kind);
    }
    std::ranges::sort(expected);
    std::vector<std::string> paths;
    for (auto const& text : embedded_texts())
        paths.emplace_back(text.path);
    EXPECT_EQ(paths, expected);
    for (std::size_t i = 0; i + 1 < embedded_texts().size(); i += 2) {
        auto en = holes(embedded_texts()[i].text), zh = holes(embedded_texts()[i + 1].text);
        std::ranges::sort(en);
        std::ranges::sort(zh);
        EXPECT_EQ(en, zh) << embedded_texts()[i].path;
    }
    for (auto const& kind : kinds()) {
        Values values;
        for (auto const& text : embedded_texts()) {
            if (text.path.find(fmt::format("/{}/", kind.word)) != std::string_view::npos)
                for (auto const& name : holes(text.text))
                    values.emplace_back(name, "X-" + name);
        }
        for (auto const language : { Language::en, Language::zh }) {
            auto const text = text_of(kind.word, language, values);
            ASSERT_TRUE(text) << text.error();
            EXPECT_EQ(text->body.find('{'), std::string::npos);
            EXPECT_EQ(text->subject.find('\n'), std::string::npos);
            EXPECT_FALSE(text_of(kind.word, language, {})) << "a value that is missing has to be noticed";
        }
    }
    EXPECT_FALSE(text_of("nothing", Language::en, {}));
    EXPECT_EQ(find_kind("footer"), nullptr);
}

TEST(Templates, no_value_makes_a_line_of_its_own)
{
    auto const text = text_of("measure-taken", Language::en,
        { { "name", "Ada\r\nBcc: eve@example.org" }, { "measure", "x\nSubject: y\n\n{desk}" }, { "party", "P-1" },
            { "from", std::string(5'000, 'x') }, { "until", "索\xC3" } });
    ASSERT_TRUE(text);
    EXPECT_EQ(text->subject, "A measure was taken against P-1: x Subject: y  {desk}");
    EXPECT_THAT(text->body, HasSubstr("Dear Ada  Bcc: eve@example.org,\n"));
    EXPECT_LT(text->body.size(), 1'000u);
}

TEST(Notices, of_another_account_go_to_its_party_and_say_its_last_signs_alone)
{
    bank::Account const account { "Ningbo Pumps", "", "BKCHCNBJ92A", "0012-345678" };
    party::Event const proposed { party::events::AccountProposed { Date::of(2026, 11, 30), account, {} } },
        confirmed { party::events::AccountConfirmed { Date::of(2026, 11, 30), account, Date::of(2026, 12, 3), {} } };
    for (auto const& event : { proposed, confirmed }) {
        auto const told = notices_of({ codec::Subject::party, 4 }, { {}, event }, app::Aggregate<party::State> {});
        ASSERT_EQ(told.size(), 1u);
        EXPECT_EQ(told[0].party, Id<Party> { 4 });
        EXPECT_FALSE(find_kind(told[0].kind)->may_be_silenced);
        auto values = told[0].values;
        values.emplace_back("name", "Ada");
        for (auto const language : { Language::en, Language::zh }) {
            auto const text = text_of(told[0].kind, language, values);
            ASSERT_TRUE(text) << text.error();
            EXPECT_THAT(text->body, AllOf(HasSubstr("5678"), Not(HasSubstr("345678")), Not(HasSubstr("BKCH"))));
        }
    }
}

TEST(Notices, of_recoveries_go_to_the_supplier)
{
    auto const usd = *Currency::from_code("USD");
    Id<Party> const supplier { 4 };
    app::Aggregate<claim::State> claim;
    claim.state.order = { 17 };
    claim.state.buyer = { 3 };
    claim.state.supplier = supplier;
    auto const of_claim = [&](claim::Event event) {
        return notices_of({ codec::Subject::claim, 20 }, { {}, std::move(event) }, claim);
    };
    claim::events::Executed executed;
    executed.by_pool = { 0, usd };
    EXPECT_TRUE(of_claim(executed).empty());
    executed.by_pool = { 80'00, usd };
    claim::events::ChargebackUndone undone;
    undone.by_pool = { 80'00, usd };
    for (auto const& told : { of_claim(executed), of_claim(undone) }) {
        ASSERT_EQ(told.size(), 1u);
        EXPECT_EQ(told[0].party, supplier);
        auto const text = text_of("recourse-wanted", Language::en, with_name(told[0].values));
        ASSERT_TRUE(text) << text.error();
        EXPECT_THAT(text->subject, testing::AllOf(HasSubstr("80.00"), HasSubstr("C-20")));
    }
    for (auto const& [purpose, kind] : { std::pair { remittance::Purpose::recourse_payment, "recourse-paid" },
             std::pair { remittance::Purpose::recourse_offset, "recourse-offset" },
             std::pair { remittance::Purpose::bond_deposit, "" } }) {
        remittance::events::Recorded const recorded { {}, { purpose, { 50'00, usd }, supplier, {}, {}, 0, "" }, {},
            { { { 20 }, { 30'00, usd } }, { { 31 }, { 20'00, usd } } } };
        auto const told = notices_of({ codec::Subject::remittance, 40 }, { {}, remittance::Event { recorded } },
            app::Aggregate<remittance::State> {});
        ASSERT_EQ(told.size(), *kind == '\0' ? 0u : 1u) << kind;
        if (told.empty())
            continue;
        EXPECT_EQ(told[0].kind, kind);
        EXPECT_EQ(told[0].party, supplier);
        auto const text = text_of(kind, Language::zh, with_name(told[0].values));
        ASSERT_TRUE(text) << text.error();
        EXPECT_THAT(text->body, HasSubstr("C-20, C-31"));
    }
}

TEST(Notices, of_an_end_by_agreement_go_to_the_side_that_has_to_answer)
{
    auto const usd = *Currency::from_code("USD");
    app::Aggregate<order::State> order;
    order.state.terms.buyer = { 3 };
    order.state.terms.supplier = { 4 };
    for (auto const& [by, to] :
        { std::pair { act::Role::buyer, Id<Party> { 4 } }, std::pair { act::Role::supplier, Id<Party> { 3 } } }) {
        order::events::CancelProposed const proposed { { {}, by, { 120'00, usd }, "no longer wanted" } };
        auto const told = notices_of({ codec::Subject::order, 17 }, { {}, order::Event { proposed } }, order);
        ASSERT_EQ(told.size(), 1u);
        EXPECT_EQ(told[0].party, to);
        auto const text = text_of("cancel-proposed", Language::en, with_name(told[0].values));
        ASSERT_TRUE(text) << text.error();
        EXPECT_THAT(text->body, HasSubstr("120.00"));
    }
}

TEST(Notices, are_read_back_as_they_were_packed)
{
    Values const values { { "claim", "C-20" }, { "amount", "USD 5.00" } };
    StillRuns const still { { 20 }, "answer", Date::of(2026, 11, 30) };
    auto const read = unpack_notice(pack(values, still));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->first, values);
    EXPECT_EQ(read->second, still);
    StillRuns const day { {}, "limitation", Date::of(2029, 1, 10), {}, { 17 }, 2 };
    EXPECT_EQ(unpack_notice(pack(values, day))->second, day);
    EXPECT_FALSE(unpack_notice("nothing"));
}

} // namespace recourse::notify
