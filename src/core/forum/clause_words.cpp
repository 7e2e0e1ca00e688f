#include "core/forum/clause_words.hpp"

#include <fmt/format.h>

namespace recourse::forum {

namespace {

using enum TokenKind;

struct Row {
    TokenKind kind;
    std::string_view id;
    std::string_view phrases; ///< separated by "|"; one that ends in "*" is the beginning of a word
};

constexpr Row rows[] = {
    { arbitrate, "", "arbitration|arbitrations|arbitrate|arbitrated|arbitral|arbitral tribunal|arbitral award|仲裁" },
    { ignored, "",
        "not be settled by arbitration|not be submitted to arbitration|not to arbitration|no arbitration|without "
        "arbitration|不进行仲裁|不提交仲裁|不以仲裁|不通过仲裁|放弃仲裁|排除仲裁|不适用仲裁" },
    { ad_hoc, "", "ad hoc|临时仲裁|专设仲裁" },
    { arbitrator, "", "arbitrator|arbitrators|仲裁员|members of the tribunal|members" },
    { arbitrator, "count", "number of arbitrators|number of arbitrator|仲裁员人数|仲裁员的人数|仲裁员数目" },
    { arbitrator, "1", "sole arbitrator|single arbitrator|sole arbitrator's|独任仲裁员|独任仲裁|一名仲裁员|1名仲裁员" },
    { arbitrator, "3",
        "third arbitrator|presiding arbitrator|chief arbitrator|chairman of the tribunal|chair of the tribunal|首席仲裁"
        "员|第三名仲裁员|三名仲裁员|3名仲裁员|三位仲裁员|三人仲裁庭" },
    { rules, "",
        "rules|arbitration rules|rules of arbitration|rules of procedure|rules of conciliation and arbitration|仲裁规则"
        "|程序规则" },
    { rules, "uncitral",
        "uncitral rules|uncitral arbitration rules|united nations commission on international trade law rules|贸法会仲"
        "裁规则|联合国国际贸易法委员会仲裁规则" },
    { body, "",
        "arbitration commission|arbitration committee|arbitration centre|arbitration center|arbitration institute|"
        "arbitration institution|arbitration association|arbitration court|court of arbitration|arbitration tribunal|"
        "arbitration organization|arbitration organisation|arbitration body|arbitral institution|arbitration authority|"
        "仲裁委员会|仲裁委|仲裁院|仲裁中心|仲裁机构|仲裁机关|仲裁部门|仲裁法院" },
    { court, "",
        "court|courts|people's court|people's courts|intermediate people's court|courts of law|court of law|tribunal "
        "of "
        "law|法院|人民法院|中级人民法院|法庭" },
    { sue, "",
        "litigation|lawsuit|lawsuits|litigate|litigated|legal action|legal proceedings|judicial proceedings|file a suit"
        "|bring a suit|sue|诉讼|起诉|提起诉讼|提出诉讼|司法途径" },
    { seat, "",
        "seat|seat of arbitration|seat of the arbitration|legal seat|juridical seat|place of arbitration|place of the "
        "arbitration|venue of arbitration|venue of the arbitration|arbitration venue|arbitration place|place and seat|"
        "仲裁地|仲裁地点|仲裁所在地|仲裁的地点|开庭地点" },
    { link, "plaintiff",
        "where the plaintiff is located|where the plaintiff is domiciled|plaintiff's domicile|plaintiff's location|原告"
        "所在地|原告住所地|起诉方所在地|守约方所在地" },
    { link, "defendant",
        "where the defendant is located|where the defendant is domiciled|where the defendant has its domicile|"
        "defendant's domicile|defendant's location|被告所在地|被告住所地|违约方所在地" },
    { link, "buyer",
        "where the buyer is located|where the buyer is domiciled|buyer's location|buyer's domicile|buyer's country|买方"
        "所在地|需方所在地|买方住所地|甲方所在地|甲方住所地" },
    { link, "seller",
        "where the seller is located|where the seller is domiciled|seller's location|seller's domicile|where the "
        "supplier is located|卖方所在地|供方所在地|卖方住所地|乙方所在地|乙方住所地" },
    { link, "performance", "place of performance|where the contract is performed|合同履行地|履行地|交货地" },
    { link, "signing",
        "place of signing|where the contract is signed|where this contract is signed|where the contract was signed|合同"
        "签订地|合同签署地|签订地" },
    { language, "",
        "language|languages|language of arbitration|language of the arbitration|arbitration language|language of the "
        "proceedings|language to be used|仲裁语言|仲裁的语言|语言|语文|工作语言|仲裁程序使用" },
    { language, "conducted", "conducted in|be held in|以|使用|用" },
    { tongue, "en", "english|英语|英文|英" },
    { tongue, "zh+en", "中英文|中,英文|中英双语|英中双语|英中文|中文和英文|中文及英文" },
    { tongue, "zh", "chinese|mandarin|putonghua|chinese language|中文|汉语|华语|普通话" },
    { tongue, "fr", "french|法语|法文" },
    { tongue, "de", "german|德语|德文" },
    { tongue, "es", "spanish|西班牙语" },
    { tongue, "ru", "russian|俄语|俄文" },
    { tongue, "ja", "japanese|日语|日文" },
    { tongue, "ko", "korean|韩语|韩文" },
    { number, "1", "one|一名|一位|1名|一人" },
    { number, "2", "two|两名|二名|2名|两位" },
    { number, "3", "three|三名|三位|3名|三人|3人" },
    { ignored, "", "one or more|one or three|一名或三名|一名或多名" },
    { last_word, "",
        "final|final and binding|finally settled|finally resolved|finally determined|be final|conclusive and binding|"
        "终局|终局的|终局性|最终裁决|最终解决" },
    { wide, "",
        "in connection with|relating to|related to|in relation to|connected with|concerning this|concerning "
        "the|arising "
        "from or in connection with|arising out of or in connection with|有关|相关|有关的|关联" },
    { narrow, "",
        "arising from|arising out of|arise from|arise out of|arising under|引起|发生的争议|产生的争议|所发生|所产生" },
    { ignored, "",
        "execution of this|execution of the contract|execution of the present|in the execution|execution of contract|"
        "executed in|performance of|有关仲裁机构的规定|执行本合同|执行合同|执行本协议|合同执行|履行本合同|履行合同" },
    { law, "", "law|laws|law of|laws of|laws of the|law of the|法律|法律法规|实体法|法" },
    { law_of, "CN", "chinese law|chinese laws|prc law|prc laws|中国法律|中国法|中华人民共和国法律|中华人民共和国法" },
    { law_of, "HK", "hong kong law|laws of hong kong|香港法律|香港法" },
    { law_of, "GB", "english law|english laws|laws of england|英国法律|英国法|英格兰法律" },
    { law_of, "SG", "singapore law|singaporean law|新加坡法律|新加坡法" },
    { law_of, "CH", "swiss law|瑞士法律|瑞士法" },
    { law_of, "DE", "german law|德国法律|德国法" },
    { law_of, "FR", "french law|法国法律|法国法" },
    { law_of, "US", "new york law|laws of the state of new york|californian law|california law|美国法律|纽约州法律" },
    { ignored, "",
        "law firm|laws and regulations|mother-in-law|by law|international trade "
        "law|法院判决|合法|违法|非法|依法|法定|无"
        "法|方法|办法|法人|法规" },
    { clause_word, "",
        "arbitration clause|arbitration agreement|agreement to arbitrate|agreement on arbitration|仲裁条款|仲裁协议" },
    { either, "", "or|alternatively|or alternatively|and/or|/|或|或者|亦可|也可|也可以|或向" },
    { may, "", "may|can|could|可以|可|有权" },
    { must, "", "shall|must|will|应|应当|必须|须|一律" },
    { negative, "",
        "shall not|may not|must not|neither party|no party|without recourse|waive|waives|waiving|"
        "exclude|excludes|excluding|instead of|rather than|to the exclusion|shall be excluded|refrain "
        "from|不得|均不得|放"
        "弃|排除|而非|不以|不通过" },
    { ignored, "", "waiver of any right" },
    { aid, "",
        "interim|provisional|injunct*|conservatory|preserv*|enforce*|entered|judgment upon|judgement upon|judgment on|"
        "set aside|setting aside|emergency relief|urgent relief|security for|in aid of|execution of the award|保全|执行"
        "|强制执行|临时措施|撤销|临时救济" },
    { exclusive, "", "exclusive jurisdiction|exclusively|专属管辖|排他|排他性" },
    { negotiate, "",
        "negotiat*|consult*|amicab*|mediat*|conciliation|friendly discussion|good faith discussion*|协商|磋商|调解" },
    { dissatisfied, "",
        "dissatisfied|not satisfied|disagree with the award|disagrees with the award|does not accept the award|"
        "appeal against the award|appeal|不服|有异议" },
    { option, "",
        "at the option of|at its option|at the buyer's option|at the seller's option|at the buyer's sole discretion|at "
        "the seller's sole discretion|at the election of|at its sole discretion|at the choice of|seller's "
        "choice|buyer's "
        "choice|由原告选择|由买方选择|由卖方选择|由甲方选择|由乙方选择|有权选择|择一|选择其一" },
    { each_party, "", "each party|each side|each of the parties|either side appoints|双方各|各方|各自|各选" },
    { by, "",
        "in accordance with|pursuant to|under|according to|as per|subject "
        "to|by|its|按照|依照|根据|依据|按|依|适用|其" },
    { ignored, "", "icc incoterms|incoterms|icc publication|icc publications|ucp 600|icc rules for the use|urc 522" },
    { ignored, "", "rules for the use|rules and regulations|company rules|规则和惯例" },
};

} // namespace

PhraseTable clause_phrases(Book const& book)
{
    PhraseTable table;
    for (auto const& row : rows) {
        for (std::string_view rest = row.phrases; !rest.empty();) {
            auto const bar = rest.find('|');
            auto phrase = rest.substr(0, bar);
            rest = bar == std::string_view::npos ? std::string_view {} : rest.substr(bar + 1);
            bool const prefix = phrase.ends_with('*');
            if (prefix)
                phrase.remove_suffix(1);
            table.add(phrase, row.kind, row.id, prefix);
        }
    }
    for (auto const& one : book.places)
        for (auto const& name : one.names)
            table.add(name, place, one.id);
    for (auto const& one : book.institutions)
        for (auto const& name : one.names)
            table.add(name, institution, one.id);
    for (std::size_t i = 0; i < book.misnomers.size(); ++i)
        for (auto const& name : book.misnomers[i].names)
            table.add(name, misnomer, fmt::format("{}", i));
    table.finish();
    return table;
}

} // namespace recourse::forum
