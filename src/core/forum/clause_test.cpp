#include "core/forum/clause.hpp"

#include "tests/samples/forum_book.hpp"

#include <gmock/gmock.h>

#include <fmt/format.h>

namespace recourse::forum {

namespace {

using testing::HasSubstr;

Clause read(std::string_view text)
{
    static ClauseReader const reader(shipped());
    auto clause = reader.read(text);
    EXPECT_TRUE(clause) << (clause ? "" : clause.error());
    return clause ? std::move(*clause) : Clause {};
}

/// "valid cietac seat=beijing lang=en n=3": what was read, in one line.
std::string line(Clause const& clause)
{
    std::string out { word(clause.verdict) };
    for (auto const& one : clause.institutions)
        out += fmt::format(" {}{}",
            one.misnomer         ? "misnomer"
                : one.id.empty() ? "unlisted"
                                 : one.id,
            one.only_rules ? "-rules" : "");
    if (std::ranges::find(clause.rules, "uncitral") != clause.rules.end())
        out += " uncitral-rules";
    for (auto const& seat : clause.seats)
        out += fmt::format(" seat={}{}", seat.place, seat.said ? "" : "?");
    if (!clause.languages.empty())
        out += " lang=" + fmt::format("{}", fmt::join(clause.languages, "+"));
    if (clause.arbitrators)
        out += fmt::format(" n={}", *clause.arbitrators);
    if (!clause.contract_law.empty())
        out += " law=" + clause.contract_law;
    if (!clause.clause_law.empty())
        out += " clause-law=" + clause.clause_law;
    for (auto const& court : clause.courts)
        out += fmt::format(" court={}",
            !court.link.empty()       ? "@" + court.link
                : court.place.empty() ? "?"
                                      : court.place);
    return out;
}

struct Case {
    std::string_view text;
    std::string_view reads;
};

void expect_each(std::span<Case const> cases)
{
    for (auto const& one : cases)
        EXPECT_EQ(line(read(one.text)), one.reads) << one.text;
}

} // namespace

TEST(Clause, valid_english)
{
    constexpr Case cases[] = {
        { "Any dispute arising from or in connection with this Contract shall be submitted to China International "
          "Economic and Trade Arbitration Commission (CIETAC) for arbitration which shall be conducted in accordance "
          "with the CIETAC's arbitration rules in effect at the time of applying for arbitration. The arbitral award "
          "is "
          "final and binding upon both parties.",
            "valid cietac" },
        { "All disputes relating to this order shall be finally settled by CIETAC arbitration in Beijing. The seat of "
          "arbitration shall be Beijing. The language of the arbitration shall be English. The tribunal shall consist "
          "of three arbitrators.",
            "valid cietac seat=beijing lang=en n=3" },
        { "Any dispute, controversy or claim arising out of or relating to this contract shall be referred to and "
          "finally "
          "resolved by arbitration administered by the Hong Kong International Arbitration Centre (HKIAC) under the "
          "HKIAC "
          "Administered Arbitration Rules in force when the Notice of Arbitration is submitted. The law of this "
          "arbitration clause shall be Hong Kong law. The seat of arbitration shall be Hong Kong. The number of "
          "arbitrators shall be one. The arbitration proceedings shall be conducted in English.",
            "valid hkiac seat=hong-kong lang=en n=1 clause-law=HK" },
        { "All disputes arising out of or in connection with the present contract shall be finally settled under the "
          "Rules "
          "of Arbitration of the International Chamber of Commerce by one or more arbitrators appointed in accordance "
          "with the said Rules. The place of arbitration shall be Singapore.",
            "valid icc-rules seat=singapore" },
        { "Disputes in connection with this Agreement shall be submitted to the Shenzhen Court of International "
          "Arbitration (SCIA) for arbitration. Place of arbitration: Shenzhen. Language: Chinese and English. Sole "
          "arbitrator. The award is final.",
            "valid scia seat=shenzhen lang=zh+en n=1" },
        { "This contract is governed by the laws of the People's Republic of China. Any dispute in connection herewith "
          "shall be resolved by the Shanghai International Arbitration Center; the seat shall be Shanghai, and the "
          "arbitration language shall be Chinese.",
            "valid shiac seat=shanghai lang=zh law=CN" },
        { "Any dispute arising out of or in connection with this contract shall be referred to and finally resolved by "
          "arbitration in Singapore in accordance with the Arbitration Rules of the Singapore International "
          "Arbitration "
          "Centre (SIAC Rules). The seat of the arbitration shall be Singapore. The Tribunal shall consist of 3 "
          "members. "
          "This contract is governed by English law.",
            "valid siac-rules seat=singapore law=GB" },
        { "All disputes shall be submitted to CIETAC Hong Kong Arbitration Center for arbitration in accordance with "
          "CIETAC "
          "Rules. The seat of arbitration is Hong Kong.",
            "valid cietac-hk seat=hong-kong" },
        { "Disputes shall be settled by arbitration at CIETAC. Either party may apply to a competent court for interim "
          "measures, and judgment upon the award may be entered in any court having jurisdiction.",
            "valid cietac" },
        { "Disputes shall be submitted to CIETAC for arbitration. Neither party may bring a suit before a court or any "
          "other authority to revise the award.",
            "valid cietac" },
        { "Each party shall appoint one arbitrator and the two arbitrators so appointed shall choose the presiding "
          "arbitrator. The arbitration shall be administered by HKIAC with its seat in Hong Kong.",
            "valid hkiac seat=hong-kong n=3" },
        { "Arbitration: Beijing Arbitration Commission, Beijing. Incoterms ICC 2020 apply.", "valid bac" },
    };
    expect_each(cases);
}

TEST(Clause, valid_chinese)
{
    constexpr Case cases[] = {
        { "凡因本合同引起的或与本合同有关的任何争议，均应提交中国国际经济贸易仲裁委员会，按照申请仲裁时该会现行有效的仲"
          "裁"
          "规则进行仲裁。仲裁裁决是终局的，对双方均有约束力。",
            "valid cietac" },
        { "因本合同产生的一切争议，双方应友好协商；协商不成的，应提交深圳国际仲裁院仲裁。仲裁地为深圳，仲裁语言为英语，"
          "由三名仲裁员组成仲裁庭。",
            "valid scia seat=shenzhen lang=en n=3" },
        { "任何与本协议有关的争议应提交香港国际仲裁中心按其机构仲裁规则仲裁解决，仲裁地点为香港，仲裁员人数为一名，仲裁"
          "语言"
          "为中文和英文。本合同适用中华人民共和国法律。",
            "valid hkiac seat=hong-kong lang=zh+en n=1 law=CN" },
        { "凡因执行本合同所发生的争议，提交上海国际经济贸易仲裁委员会（上海国际仲裁中心）在上海仲裁，裁决是终局的。",
            "valid shiac seat=shanghai?" },
        { "凡因本合同引起的或與本合同有關的任何爭議，均應提交香港國際仲裁中心仲裁，仲裁地為香港。",
            "valid hkiac seat=hong-kong" },
        { "争议由北京仲裁委员会仲裁，独任仲裁员审理，使用英文。如一方不履行裁决，另一方可向有管辖权的人民法院申请强制执"
          "行。",
            "valid bac lang=en n=1" },
        { "与本合同有关的争议提交中国海事仲裁委员会仲裁；任何一方均不得向法院起诉。", "valid cmac" },
        { "因本合同引起或与之有关的争议提交贸仲委仲裁。The language of arbitration shall be English. 仲裁地：北京。",
            "valid cietac seat=beijing lang=en" },
    };
    expect_each(cases);
}

TEST(Clause, valid_courts)
{
    constexpr Case cases[] = {
        { "Any dispute shall be submitted to the exclusive jurisdiction of the People's Court of Yuhang District, "
          "Hangzhou.",
            "valid court=hangzhou" },
        { "因本合同发生争议，协商不成的，由被告所在地人民法院管辖。", "valid court=@defendant" },
        { "双方发生纠纷协商解决，协商不成向合同签订地人民法院提起诉讼。", "valid court=@signing" },
        { "凡因执行本合同发生的争议，由深圳市中级人民法院管辖，适用中国法律。", "valid law=CN court=shenzhen" },
        { "The courts of England and Wales shall have exclusive jurisdiction. This contract is governed by the laws of "
          "England.",
            "valid law=GB court=england" },
        { "All disputes shall be settled in the competent court.", "unclear court=?" },
    };
    expect_each(cases);
    EXPECT_TRUE(read(cases[4].text).has(FindingCode::court_abroad));
    EXPECT_TRUE(read(cases[1].text).has(FindingCode::court_link));
    EXPECT_TRUE(read(cases[1].text).has(FindingCode::negotiation_first));
}

TEST(Clause, defective)
{
    constexpr Case cases[] = {
        { "All disputes shall be settled by arbitration in China.", "defective seat=china?" },
        { "Any dispute shall be submitted to the China International Arbitration Commission for arbitration.",
            "defective misnomer" },
        { "Disputes are to be settled by the Hong Kong Arbitration Commission under its rules.", "defective misnomer" },
        { "Any dispute shall be finally settled by arbitration in Shenzhen by the arbitration commission.",
            "defective seat=shenzhen?" },
        { "ALL DISPUTES SHALL BE FINALLY SETTLED BY THE ARBITRATION COMMISSION.", "defective" },
        { "争议提交有关仲裁委员会仲裁。", "defective" },
        { "因本合同发生的争议，双方同意以仲裁方式解决。", "defective" },
        { "本合同争议提交香港仲裁委员会仲裁，裁决为终局。", "defective misnomer" },
        { "本合同争议提交中国国际贸易仲裁委员会仲裁。", "defective misnomer" },
        { "争议提交中国国际经济贸易仲裁委员会上海分会仲裁。", "defective misnomer" },
        { "争议由北京仲裁委员会仲裁；对仲裁裁决不服的，可向人民法院起诉。", "defective bac court=?" },
        { "Arbitration under UNCITRAL Rules in Beijing, without any institution. Place of arbitration: Beijing.",
            "defective uncitral-rules seat=beijing" },
    };
    expect_each(cases);
    EXPECT_TRUE(read(cases[1].text).has(FindingCode::name_inexact));
    EXPECT_TRUE(read(cases[2].text).has(FindingCode::name_of_several));
    EXPECT_TRUE(read(cases[9].text).has(FindingCode::name_of_several));
    EXPECT_TRUE(read(cases[10].text).has(FindingCode::appeal_to_court));
}

TEST(Clause, unclear)
{
    constexpr Case cases[] = {
        { "Disputes shall be submitted to the Vienna International Arbitration Centre for arbitration.",
            "unclear unlisted" },
        { "争议提交东营仲裁委员会仲裁。", "unclear unlisted" },
        { "争议提交义乌仲裁委员会仲裁。", "unclear unlisted" },
        { "Any dispute shall be settled by ad hoc arbitration. The seat of arbitration shall be London.",
            "unclear seat=london" },
        { "Disputes shall be finally settled by arbitration in accordance with the CIETAC Arbitration Rules.",
            "unclear cietac-rules" },
        { "争议按照中国国际经济贸易仲裁委员会仲裁规则进行仲裁。", "unclear cietac-rules" },
        { "HKIAC arbitration. The seat of arbitration shall be Hong Kong. The place of arbitration shall be London.",
            "unclear hkiac seat=hong-kong seat=london" },
        { "Arbitration by two arbitrators at CIETAC.", "unclear cietac n=2" },
    };
    expect_each(cases);
}

TEST(Clause, competing)
{
    constexpr Case cases[] = {
        { "Any dispute shall be submitted to CIETAC or HKIAC for arbitration.", "competing cietac hkiac" },
        { "争议提交中国国际经济贸易仲裁委员会或深圳国际仲裁院仲裁。", "competing cietac scia" },
        { "Any dispute shall be finally settled by arbitration at SIAC. The People's Court of Hangzhou shall have "
          "exclusive "
          "jurisdiction over all disputes under this contract.",
            "competing siac court=hangzhou" },
        { "第八条 争议提交上海国际仲裁中心仲裁。第十二条 本合同由卖方所在地人民法院管辖。",
            "competing shiac court=@seller" },
    };
    expect_each(cases);
}

TEST(Clause, either_or)
{
    constexpr Case cases[] = {
        { "Disputes shall be settled by arbitration at CIETAC or by litigation in the people's court of Shanghai.",
            "either_or cietac court=shanghai" },
        { "协商不成的，可以向合同履行地人民法院起诉，也可以向深圳国际仲裁院申请仲裁。",
            "either_or scia court=@performance" },
        { "争议由仲裁委员会仲裁或向人民法院提起诉讼。", "either_or court=?" },
        { "Any dispute shall be referred, at the option of the Buyer, to arbitration at HKIAC or to the courts of Hong "
          "Kong.",
            "either_or hkiac court=hong-kong" },
        { "如协商不成，任何一方可向原告所在地法院起诉或提交贸仲仲裁。", "either_or cietac court=@plaintiff" },
    };
    expect_each(cases);
    EXPECT_TRUE(read(cases[3].text).has(FindingCode::one_sided_choice));
}

TEST(Clause, none)
{
    constexpr Case cases[] = {
        { "Payment by T/T, 30 % deposit, balance before shipment. Incoterms 2020 FOB Ningbo.", "none" },
        { "付款方式：电汇，30%定金，余款见提单复印件付清。", "none" },
        { "", "none" },
    };
    expect_each(cases);
}

TEST(Clause, a_finding_says_why_and_what_to_do)
{
    auto const clause = read("Any dispute shall be submitted to CIETAC or HKIAC for arbitration.");
    ASSERT_TRUE(clause.has(FindingCode::competing_institutions));
    auto const& finding = clause.findings.front();
    EXPECT_THAT(finding.says.en, HasSubstr("Hong Kong International Arbitration Centre (HKIAC)"));
    EXPECT_THAT(finding.says.zh, HasSubstr("、香港国际仲裁中心"));
    EXPECT_THAT(finding.remedy.en, HasSubstr("art. 27"));
    EXPECT_THAT(finding.remedy.zh, HasSubstr("第27条"));
    EXPECT_EQ(finding.source.document, "arb-law25shicheng");
    EXPECT_EQ(finding.source.mark, "secondary");
    for (auto const& text : shipped().findings)
        EXPECT_FALSE(text.source.mark.empty()) << finding_words[static_cast<std::size_t>(text.code)];
}

TEST(Clause, excerpts_stand_where_they_say)
{
    std::string_view const text = "Art. 9\nDisputes:  submitted to the Shenzhen Court of\n  International Arbitration.";
    auto const clause = read(text);
    ASSERT_EQ(clause.institutions.size(), 1u);
    auto const& excerpt = clause.institutions[0].excerpt;
    EXPECT_EQ(excerpt.text, "Shenzhen Court of\n  International Arbitration");
    EXPECT_EQ(text.substr(excerpt.at, excerpt.text.size()), excerpt.text);
}

TEST(Clause, limits)
{
    ClauseReader const reader(shipped());
    EXPECT_TRUE(reader.read(std::string(ClauseReader::bytes_max, 'a')));
    EXPECT_FALSE(reader.read(std::string(ClauseReader::bytes_max + 1, 'a')));
    EXPECT_FALSE(reader.read("arbitration \xC3"));
    // What would take long if anything were done twice for each word.
    for (auto const* word : { "icc ", "court or ", "仲裁委员会", "in Xx Yy Arbitration Commission", "CIETAC HKIAC " }) {
        std::string text;
        while (text.size() + 40 < ClauseReader::bytes_max)
            text += word;
        EXPECT_TRUE(reader.read(text)) << word;
    }
}

/// What stands before and after a clause in a contract changes nothing of what it says of arbitration.
TEST(Clause, the_contract_around_it_changes_nothing)
{
    std::string const clause
        = "All disputes in connection with this order shall be finally settled by CIETAC arbitration. "
          "The seat of arbitration shall be Beijing.";
    auto const alone = read(clause);
    auto const among = read("1. Quality: as sample. 2. Delivery: 30 days after deposit, FOB Shanghai.\n\n" + clause
        + "\n\n9. Force majeure: neither party is liable for what it cannot control.");
    EXPECT_EQ(line(alone), line(among));
}

} // namespace recourse::forum
