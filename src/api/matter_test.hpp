#pragma once

#include "api/market_test.hpp"

#include <map>

/// A matter on which much goes on, and what the test of who may do what needs of it.
namespace recourse::api {

/// The matter of a case, with one of each entry, by the buyer's key and a counsel in person.
inline void open_matter(Market& market, Case& one)
{
    auto& desk = market.desk;
    auto const counsel = desk.person(act::Role::counsel, one.buyer);
    auto const today = desk.today();
    one.matter = desk.must(one.buys, fmt::format("/v1/orders/{}/matter", one.order),
                         "{'currency':'USD','language':'bilingual','counsel':'Li & Partners','title':'Chairs'}")
                     .text("id");
    auto const put = [&](Who const& who, std::string_view what, std::string body) {
        desk.must(who, fmt::format("/v1/matters/{}/{}", one.matter, what), std::move(body));
    };
    put(one.buys, "add-pursued", "{'pursued':{'name':'Teak Co','country':'CN'}}");
    put(counsel, "check-conflict",
        fmt::format("{{'check':{{'names':['Teak Co'],'checked_by':'Ms Li','on':'{}'}}}}", today));
    put(one.buys, "add-head", fmt::format("{{'head':{{'amount':{},'basis':'art. 566'}}}}", usd(10'000)));
    put(counsel, "choose-forum", "{'choice':{'forum':'cietac','bench':'cietac','reasons':'as agreed'}}");
    put(one.buys, "record-act", fmt::format("{{'act':{{'kind':'refusal','on':'{}'}}}}", today));
    put(one.buys, "record-obstacle", fmt::format("{{'obstacle':{{'from':'{}'}}}}", today));
    put(one.buys, "record-avoidable", fmt::format("{{'avoidable':{{'act_on':'{}','what':'a waiver'}}}}", today));
    put(one.buys, "make-paper",
        fmt::format("{{'paper':{{'kind':'demand-letter','digest':'{}','title':'Demand'}}}}", digest_of('9')));
    put(counsel, "approve-paper", fmt::format("{{'number':1,'digest':'{}'}}", digest_of('9')));
    put(one.buys, "apply-preservation",
        fmt::format("{{'application':{{'stage':'suit','court':'Ningbo','on':'{}','amount':{},'targets':[{{'what':"
                    "'account 12'}}]}}}}",
            today, usd(100)));
    put(one.buys, "record-ruling", fmt::format("{{'preservation':1,'granted':true,'received_on':'{}'}}", today));
    put(one.buys, "execute-measure", fmt::format("{{'measure':{{'preservation':1,'target':1,'on':'{}'}}}}", today));
    put(one.buys, "make-offer",
        fmt::format("{{'offer':{{'amount':{},'valid_until':'{}','full_and_final':true}}}}", usd(4'000), desk.day(20)));
    put(counsel, "file",
        fmt::format(
            "{{'filing':{{'forum':'cietac','on':'{}','amount':{}}},'read':['suit-ends-claim']}}", today, usd(10'000)));
    put(one.buys, "set-hearing", fmt::format("{{'filing':1,'on':'{}'}}", desk.day(30)));
    put(one.buys, "record-title",
        fmt::format("{{'title':{{'received_on':'{}','principal':{},'interest':{},'costs':{}}}}}", today, usd(9'000),
            usd(0), usd(0)));
    put(one.buys, "record-receipt",
        fmt::format("{{'receipt':{{'route':'voluntary','amount':{},'on':'{}'}}}}", usd(50), today));
    put(counsel, "propose-distribution",
        fmt::format("{{'shares':[{{'kind':'client','amount':{},'to':'Buyer A'}}]}}", usd(20)));
}

/// Bodies that stop at the first guard of values, or change nothing that another row needs; see body_of.
inline std::map<std::string_view, std::string> const& matter_bodies()
{
    static std::map<std::string_view, std::string> const bodies {
        { "matters.open", "{'currency':'USD','title':'','language':'en'}" },
        { "matters.open-outside", "{'against':'','currency':'USD','title':'','language':'en'}" },
        { "matters.draft", "{'document':'none'}" },
        { "matters.check-conflict", "{'check':{'on':'2020-01-01'}}" },
        { "matters.engage", "{'engagement':{}}" },
        { "matters.book-cost", "{'cost':{'amount':%N,'on':'2020-01-01'}}" },
        { "matters.add-pursued", "{'pursued':{}}" },
        { "matters.change-pursued", "{'number':1,'pursued':{}}" },
        { "matters.drop-pursued", "{'number':1}" },
        { "matters.add-head", "{'head':{'amount':%N}}" },
        { "matters.change-head", "{'number':1,'head':{'amount':%N}}" },
        { "matters.withdraw-head", "{'number':1}" },
        { "matters.record-clause", "{'clause':{}}" },
        { "matters.choose-forum", "{'choice':{}}" },
        { "matters.state-footing", "{'footing':{}}" },
        { "matters.record-act", "{'act':{'kind':'refusal','on':'2020-01-01','arrived_on':'2019-01-01'}}" },
        { "matters.prove-act", "{'number':1}" },
        { "matters.record-obstacle", "{'obstacle':{'from':'2020-01-01','until':'2019-01-01'}}" },
        { "matters.end-obstacle", "{'number':1,'until':'2020-01-01'}" },
        { "matters.give-notice", "{'notice':{'sent_on':'2020-01-01'}}" },
        { "matters.record-avoidable", "{'avoidable':{'act_on':'2020-01-01'}}" },
        { "matters.seek-avoidance", "{'number':1,'on':'2020-01-01'}" },
        { "matters.make-paper", "{'paper':{'digest':'%D'}}" },
        { "matters.approve-paper", "{'number':1,'digest':'%D'}" },
        { "matters.send-paper", "{'number':1,'sending':{'on':'2020-01-01'}}" },
        { "matters.prove-arrival", "{'number':1,'on':'2020-01-01'}" },
        { "matters.apply-preservation", "{'application':{'on':'2020-01-01','amount':%N}}" },
        { "matters.record-ruling", "{'preservation':1,'received_on':'2020-01-01'}" },
        { "matters.execute-measure", "{'measure':{'preservation':1,'target':1,'on':'2020-01-01'}}" },
        { "matters.apply-renewal", "{'measure':1,'on':'2020-01-01'}" },
        { "matters.grant-renewal", "{'measure':1,'from':'2020-01-01'}" },
        { "matters.lift-measure", "{'measure':1,'on':'2020-01-01'}" },
        { "matters.note-wrongful-freeze", "{'preservation':1,'on':'2020-01-01'}" },
        { "matters.file", "{'filing':{'forum':'x','on':'2020-01-01','amount':%N}}" },
        { "matters.note-progress", "{'filing':1,'progress':{}}" },
        { "matters.set-hearing", "{'filing':1,'on':'2020-01-01'}" },
        { "matters.end-filing", "{'filing':1,'on':'2020-01-01'}" },
        { "matters.make-offer", "{'offer':{'amount':%N,'valid_until':'2020-01-01'}}" },
        { "matters.accept-offer", "{'number':1}" },
        { "matters.end-offer", "{'number':1}" },
        { "matters.declare-broken", "{'number':1}" },
        { "matters.record-title",
            "{'title':{'received_on':'2020-01-01','principal':%N,'interest':%N,'costs':%N,'filing':1}}" },
        { "matters.note-challenge", "{'title':1,'on':'2020-01-01'}" },
        { "matters.apply-enforcement", "{'title':1,'enforcement':{'on':'2020-01-01'}}" },
        { "matters.note-pressure", "{'title':1,'on':'2020-01-01'}" },
        { "matters.record-receipt", "{'receipt':{'amount':%N,'on':'2020-01-01'}}" },
        { "matters.propose-distribution", "{'shares':[]}" },
        { "matters.answer-distribution", "{'number':1}" },
        { "matters.close", "{}" },
        { "matters.reopen", "{}" },
        { "matters.let-auditor-in", "{}" },
        { "matters.weigh", "{'instalments':[]}" },
        { "matters.note-paper", "{'paper':{'paper':''}}" },
    };
    return bodies;
}

/// Who may do what; the columns are those of the authorization test.
inline std::map<std::string_view, std::string_view> const& matter_rows()
{
    // The client's side with a key or in person; in person; counsel in person. An auditor is not let in.
    static constexpr std::string_view ours = "11 3 +4 44 +4 44 44 44 4 44 +4",
                                      person = "11 3 34 44 +4 44 44 44 4 44 +4",
                                      counsel = "11 3 34 44 +4 44 44 44 4 44 34";
    static std::map<std::string_view, std::string_view> const rows {
        { "matters.open", ours },
        { "matters.open-outside", "11 3 ++ 33 ++ 33 33 33 3 33 44" },
        { "matters.list", "11 3 ++ 44 ++ 44 44 44 + 44 44" },
        { "matters.read", ours },
        { "matters.deadlines", ours },
        { "matters.calendar", ours },
        { "matters.handover", ours },
        { "matters.check-conflict", counsel },
        { "matters.engage", person },
        { "matters.book-cost", ours },
        { "matters.add-pursued", ours },
        { "matters.change-pursued", ours },
        { "matters.drop-pursued", ours },
        { "matters.add-head", ours },
        { "matters.change-head", ours },
        { "matters.withdraw-head", person },
        { "matters.record-clause", ours },
        { "matters.choose-forum", person },
        { "matters.state-footing", ours },
        { "matters.record-act", ours },
        { "matters.prove-act", ours },
        { "matters.record-obstacle", ours },
        { "matters.end-obstacle", ours },
        { "matters.give-notice", ours },
        { "matters.record-avoidable", ours },
        { "matters.seek-avoidance", ours },
        { "matters.make-paper", ours },
        { "matters.approve-paper", counsel },
        { "matters.send-paper", ours },
        { "matters.prove-arrival", ours },
        { "matters.apply-preservation", ours },
        { "matters.record-ruling", ours },
        { "matters.execute-measure", ours },
        { "matters.apply-renewal", ours },
        { "matters.grant-renewal", ours },
        { "matters.lift-measure", ours },
        { "matters.note-wrongful-freeze", ours },
        { "matters.file", ours },
        { "matters.note-progress", ours },
        { "matters.set-hearing", ours },
        { "matters.end-filing", ours },
        { "matters.make-offer", ours },
        { "matters.accept-offer", person },
        { "matters.end-offer", ours },
        { "matters.declare-broken", person },
        { "matters.record-title", ours },
        { "matters.note-challenge", ours },
        { "matters.apply-enforcement", ours },
        { "matters.note-pressure", ours },
        { "matters.record-receipt", ours },
        { "matters.propose-distribution", person },
        { "matters.answer-distribution", person },
        { "matters.close", person },
        { "matters.reopen", person },
        { "matters.let-auditor-in", person },
        { "matters.plan", ours },
        { "matters.documents", ours },
        { "matters.draft", ours },
        { "matters.statement", ours },
        { "matters.clause", ours },
        { "matters.filings", ours },
        { "matters.readiness", ours },
        { "matters.note-paper", ours },
        { "matters.pursuit", ours },
        { "matters.account", ours },
        { "matters.forecast", ours },
        { "matters.cash", ours },
        { "matters.sensitivity", ours },
        { "matters.keep-forecast", ours },
        { "matters.weigh", ours },
        { "matters.weigh-offer", ours },
    };
    return rows;
}

} // namespace recourse::api
