#include "api/market_test.hpp"
#include "api/replies.hpp"
#include "api/system_facts.hpp"
#include "vault/zip/archive.hpp"
#include "vault/zip/byte_range.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <unistd.h>

// Packets over the API: what a check says, what is recorded of one that is made, and what never goes into it.

namespace recourse::api {

namespace {

using act::Role;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string file_of_examples(std::string const& name)
{
    std::ifstream file { std::string { RECOURSE_SOURCE_DIR } + "/examples/evidence/" + name, std::ios::binary };
    if (!file)
        throw std::runtime_error("no file " + name + " among the examples");
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

std::map<std::string, std::string> unpacked(std::string zip)
{
    std::map<std::string, std::string> files;
    auto const archive = vault::Archive::open(vault::memory_range(std::move(zip)));
    if (!archive)
        throw std::runtime_error(to_string(archive.error()));
    for (std::size_t i = 0; i < archive->entries().size(); ++i)
        files[archive->entries()[i].name] = vault::read_whole(*archive, i, 16U << 20U).value();
    return files;
}

/// What poppler reads out of a PDF.
std::string printed(std::string const& pdf)
{
    auto const path = std::filesystem::temp_directory_path()
        / fmt::format("api-packet-{}-{}.pdf", ::getpid(), to_string(sha256(pdf)).substr(0, 12));
    std::ofstream { path, std::ios::binary } << pdf;
    auto const command = "pdftotext -layout -enc UTF-8 " + path.string() + " -";
    std::string out;
    auto* pipe = ::popen(command.c_str(), "r");
    EXPECT_NE(pipe, nullptr);
    std::array<char, 4096> buffer {};
    for (std::size_t got = 0; pipe != nullptr && (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        out.append(buffer.data(), got);
    EXPECT_EQ(pipe == nullptr ? -1 : ::pclose(pipe), 0) << "pdftotext (poppler-utils) could not read the packet";
    std::filesystem::remove(path);
    return out;
}

struct Made {
    std::string compartment, name, kind, media_type, title, title_zh;
};

/// A case with three shared exhibits, a photograph of the buyer's own, and a fact that it shows.
struct Work {
    Market market;
    TestDesk& desk = market.desk;
    Case& one = market.first;
    Who counsel = desk.person(Role::counsel, one.buyer);
    std::string path = "/v1/dossiers/" + one.dossier;
    std::string contract = add({ "shared", "contract.pdf", "contract", "application/pdf", "Contract", "合同" });
    std::string chat = add({ "shared", "alibaba-chat.csv", "platform-chat", "text/csv", "Messages", "聊天记录" });
    std::string payment = add({ "shared", "payment-deposit.mt103", "payment-record", "text/plain", "Deposit", "定金" });
    std::string own = add({ "buyer-and-counsel", "photo-leak.jpg", "photo", "image/jpeg", "Our confidence", "机密" });

    Work()
    {
        desk.must(one.buys, path + "/number",
            fmt::format("{{'compartment':'shared','exhibits':['{}','{}','{}']}}", contract, chat, payment));
        desk.must(one.buys, path + "/number", "{'compartment':'buyer-and-counsel'}");
        auto const fact = fmt::format("VF-{}",
            TestDesk::place_of(desk.must(one.buys, path + "/add-fact",
                "{'compartment':'buyer-and-counsel','fact':{'text':'We kept a secret','text_zh':'秘密','when':{}}}")));
        desk.must(one.buys, path + "/add-link",
            fmt::format("{{'compartment':'buyer-and-counsel','link':{{'fact':'{}','exhibit':'{}','proves':'A secret "
                        "of the buyer','proves_zh':'买方秘密'}}}}",
                fact, contract));
    }

    std::string add(Made const& made)
    {
        auto const bytes = file_of_examples(made.name);
        http::Field const tus { "Tus-Resumable", "1.0.0" };
        auto const begun = desk.ask(one.buys, http::Method::post, "/v1/uploads", {},
            { tus, { "Upload-Length", fmt::format("{}", bytes.size()) } });
        desk.ask(one.buys, http::Method::patch, begun.headers.get("Location"), bytes,
            { tus, { "Content-Type", "application/offset+octet-stream" }, { "Upload-Offset", "0" } });
        auto const receipt = desk.must(one.buys, path + "/add-exhibit",
            fmt::format("{{'compartment':'{}','exhibit':{{'digest':'{}','size':{},'file_name':'{}','media_type':'{}',"
                        "'kind':'{}','form':'original','source':{{'from':'The buyer'}},'collected':{{}},"
                        "'origin':{{'language':'zh','ordinary_course':{}}},'description':{{'title':'{}',"
                        "'title_zh':'{}','brief':'In brief','brief_zh':'摘要'}}}}}}",
                made.compartment, to_string(sha256(bytes)), bytes.size(), made.name, made.media_type, made.kind,
                made.kind == "contract", made.title, made.title_zh));
        return fmt::format("VX-{}", TestDesk::place_of(receipt));
    }

    /// A request for a court that breaks nothing.
    std::string whole(std::string_view receiver, std::string_view compartment, std::string const& more = {}) const
    {
        auto const about = [&](std::string const& id) {
            return fmt::format("{{'exhibit':'{}','source':'The buyer','source_zh':'买方','proves':'What was agreed',"
                               "'proves_zh':'约定内容'}}",
                id);
        };
        return fmt::format("{{'receiver':'{}','compartment':'{}','exhibits':[{},{},{}],'title':'Buyer A v. Supplier A',"
                           "'title_zh':'买卖合同纠纷','signer':'Ms Li, counsel','signer_zh':'李女士（律师）',"
                           "'own':{{'name':'Buyer A','name_zh':'买方甲'}},'opponents':[{{'name':'Supplier "
                           "A','name_zh':'卖方甲'}}]{}}}",
            receiver, compartment, about(contract), about(chat), about(payment), more);
    }
    Answer check(Who const& who, std::string body) { return desk.post(who, path + "/packet-check", std::move(body)); }
    Answer make(Who const& who, std::string body, std::vector<http::Field> const& headers = {})
    {
        return desk.post(who, path + "/packets", std::move(body), headers);
    }
    std::vector<std::string> acts(Who const& who, std::string_view exhibit)
    {
        std::vector<std::string> acts;
        auto const custody = desk.get(who, fmt::format("{}/exhibits/{}/custody", path, exhibit)).json();
        for (auto const& act : custody.find("acts")->items)
            acts.push_back(act.find("act")->text);
        return acts;
    }
    std::uint64_t entries()
    {
        auto& vault = desk.desk().vault();
        EXPECT_TRUE(vault.wait_followed(vault.durable(), std::chrono::seconds(10)));
        return vault.keeper().checkpoint().checkpoint.head.size;
    }
};

std::vector<std::string> codes(Answer const& answer, std::string_view list, std::string_view weight = {})
{
    std::vector<std::string> codes;
    auto const tree = answer.json();
    for (auto const& one : tree.find(list)->items) {
        if (weight.empty() || one.find("weight")->text == weight)
            codes.push_back(one.find("code")->text);
    }
    return codes;
}

} // namespace

TEST(Packets, receivers_are_listed_with_what_nobody_could_say)
{
    Work work;
    auto const answer = work.desk.get(work.one.sells, "/v1/receivers");
    ASSERT_EQ(answer.status, 200);
    auto const tree = answer.json();
    EXPECT_EQ(tree.find("receivers")->items.size(), 11u);
    EXPECT_THAT(answer.body,
        AllOf(HasSubstr("\"id\":\"cietac\""), HasSubstr("\"measure\":\"file-bytes\",\"most\":9999999"),
            HasSubstr("\"unknown\":\"No figure was found in the pages read.\"")));
}

TEST(Packets, a_check_names_every_flaw_and_its_remedy_and_records_nothing)
{
    Work work;
    auto const before = work.entries();
    auto const answer
        = work.check(work.counsel, "{'receiver':'prc-court','compartment':'shared','papers':['article-93']}");
    ASSERT_EQ(answer.status, 200) << answer.body;
    auto const breaches = codes(answer, "findings", "breach");
    // Nobody said what the exhibits prove, from whom they are in Chinese, and who signs.
    for (auto const* code : { "signer-missing", "column-empty", "text-one-language", "party-one-language" })
        EXPECT_THAT(breaches, Contains(code)) << answer.body;
    EXPECT_THAT(codes(answer, "findings", "unknown"), Contains("unknown-file-bytes"));
    auto const tree = answer.json();
    EXPECT_EQ(static_cast<std::size_t>(tree.find("breaches")->integer), breaches.size());
    EXPECT_EQ(tree.find("exhibits")->items.size(), 3u);
    auto const& line = tree.find("exhibits")->items[0];
    EXPECT_EQ(line.find("file")->text, "E001-contract.pdf");
    EXPECT_EQ(line.find("pages")->integer, 2); // counted in a cell
    EXPECT_THAT(answer.body, HasSubstr("add the Chinese"));
    EXPECT_THAT(answer.body, Not(HasSubstr("secret")));
    EXPECT_EQ(work.entries(), before);
    EXPECT_EQ(work.acts(work.counsel, work.contract), (std::vector<std::string> { "collected", "numbered" }));
    // Of the system: whether it was started anew, its machine, its keeper and incidents are not known.
    std::vector<std::int64_t> open;
    for (auto const& one : tree.find("open_factors")->items)
        open.push_back(one.integer);
    EXPECT_THAT(open, ElementsAre(1, 2, 6, 7));
}

TEST(Packets, numbers_of_what_was_withdrawn_or_erased_keep_a_line)
{
    Work work;
    auto& desk = work.desk;
    // Of no order, so that nothing has to be kept.
    work.path = "/v1/dossiers/" + desk.made(work.one.buys, "/v1/dossiers", "{'against':'Teak Co','title':'t'}");
    work.contract = work.add({ "shared", "contract.pdf", "contract", "application/pdf", "Contract", "合同" });
    work.chat = work.add({ "shared", "alibaba-chat.csv", "platform-chat", "text/csv", "Messages", "聊天记录" });
    work.payment = work.add({ "shared", "payment-deposit.mt103", "payment-record", "text/plain", "Deposit", "定金" });
    desk.must(work.one.buys, work.path + "/number",
        fmt::format("{{'compartment':'shared','exhibits':['{}','{}','{}']}}", work.contract, work.chat, work.payment));
    desk.must(work.one.buys, work.path + "/withdraw-exhibit",
        fmt::format("{{'exhibit':'{}','reason':'sent twice'}}", work.payment));
    desk.must(work.market.officer, work.path + "/propose-erasure",
        fmt::format("{{'digest':'{}','reason':'personal','reference':'Order 9'}}",
            to_string(sha256(file_of_examples("alibaba-chat.csv")))));
    desk.must(work.market.second, work.path + "/confirm-erasure",
        fmt::format("{{'digest':'{}'}}", to_string(sha256(file_of_examples("alibaba-chat.csv")))));
    auto const body = std::string { "{'receiver':'cietac','compartment':'shared','despite_breaches':true}" };
    auto const checked = work.check(work.one.buys, body);
    ASSERT_EQ(checked.status, 200) << checked.body;
    EXPECT_EQ(checked.json().find("exhibits")->items.size(), 1u);
    auto const made = work.make(work.one.buys, body);
    ASSERT_EQ(made.status, 200) << made.body;
    auto const pdf = printed(unpacked(made.body).at("hand-in/evidence-cietac.pdf"));
    EXPECT_THAT(pdf,
        AllOf(HasSubstr("E001"), HasSubstr("E002"), HasSubstr("Erased by order"), HasSubstr("E003"),
            HasSubstr("Withdrawn on " + desk.today()), Not(HasSubstr("Messages")), HasSubstr("1 exhibit")));
    // The withdrawal is in the log, with what was said of it.
    EXPECT_EQ(
        work.acts(work.counsel, work.payment), (std::vector<std::string> { "collected", "numbered", "withdrawn" }));
    work.entries();
    auto& keeper = desk.desk().vault().keeper();
    auto const record
        = keeper.record(keeper.about_object(sha256(file_of_examples("payment-deposit.mt103"))).value().back()).value();
    EXPECT_EQ(record.act, vault::Act::withdrawn);
    EXPECT_THAT(record.note, HasSubstr("number: E3\nreason: sent twice"));
}

TEST(Packets, a_translation_is_attached_where_it_goes_along_and_else_only_said_to_be)
{
    Work work;
    auto const translation = [&](std::string const& of) {
        std::string const text = "A translation of " + of + "\n";
        http::Field const tus { "Tus-Resumable", "1.0.0" };
        auto const begun = work.desk.ask(work.one.buys, http::Method::post, "/v1/uploads", {},
            { tus, { "Upload-Length", fmt::format("{}", text.size()) } });
        work.desk.ask(work.one.buys, http::Method::patch, begun.headers.get("Location"), text,
            { tus, { "Content-Type", "application/offset+octet-stream" }, { "Upload-Offset", "0" } });
        auto const receipt = work.desk.must(work.one.buys, work.path + "/add-exhibit",
            fmt::format("{{'compartment':'shared','exhibit':{{'digest':'{}','size':{},'file_name':'t.txt','media_type':"
                        "'text/plain','kind':'other','form':'original','source':{{'from':'Mr Wu'}},'collected':{{}},"
                        "'origin':{{'language':'en'}},'description':{{'title':'In English','title_zh':'英文'}}}},"
                        "'derived':{{'how':'translation','from':['{}'],'by':'Mr Wu','tool':''}}}}",
                to_string(sha256(text)), text.size(), of));
        return fmt::format("VX-{}", TestDesk::place_of(receipt));
    };
    auto const body = std::string { "{'receiver':'mastercard','compartment':'shared'}" };
    auto const place_of = [&](std::string_view code) {
        std::string places;
        auto const tree = work.check(work.one.buys, body).json();
        for (auto const& one : tree.find("findings")->items)
            if (one.find("code")->text == code)
                places += one.find("place")->text + " " + one.find("weight")->text + " ";
        return places;
    };
    EXPECT_EQ(place_of("translation-missing"), "E001 breach E002 breach E003 breach ");
    auto const of_contract = translation(work.contract);
    translation(work.chat);
    // Neither has a number yet, so neither goes along.
    EXPECT_EQ(place_of("translation-not-attached"), "E001 breach E002 breach ");
    work.desk.must(
        work.one.buys, work.path + "/number", fmt::format("{{'compartment':'shared','exhibits':['{}']}}", of_contract));
    EXPECT_EQ(place_of("translation-not-attached"), "E002 breach ");
    EXPECT_EQ(place_of("translation-missing"), "E003 breach ");
    EXPECT_EQ(place_of("translator-unknown"), "");
}

TEST(Packets, with_a_breach_nothing_is_made_unless_somebody_wants_it_so)
{
    Work work;
    auto const before = work.entries();
    auto const body = std::string { "{'receiver':'prc-court','compartment':'shared'" };
    auto const refused = work.make(work.one.buys, body + "}");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.code(), "packet.breaches");
    EXPECT_THAT(codes(refused, "errors"), Contains("signer-missing"));
    EXPECT_THAT(refused.body, HasSubstr("\"remedy\":\"name who signs"));
    EXPECT_EQ(work.entries(), before);
    auto const made = work.make(work.one.buys, body + ",'despite_breaches':true}");
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_NE(made.headers.get("Packet-Breaches"), "0");
    EXPECT_THAT(unpacked(made.body).at("READ-FIRST.txt"), HasSubstr("list signer-missing"));
}

TEST(Packets, one_that_is_made_is_on_record_in_custody_and_log)
{
    Work work;
    auto const made = work.make(work.one.buys,
        work.whole("prc-court", "shared", ",'papers':['article-93','rule-902'],'how':'at the counter','note':'first'"));
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(made.headers.get("Packet-Breaches"), "0");
    EXPECT_EQ(made.headers.get("Content-Type"), "application/zip");
    auto const digest = to_string(sha256(made.body));
    EXPECT_EQ(made.headers.get("ETag"), "\"" + digest + "\"");
    EXPECT_THAT(std::string { made.headers.get("Content-Disposition") },
        HasSubstr(fmt::format("{}_prc-court_{}.zip", work.one.dossier, work.desk.today())));
    auto const files = unpacked(made.body);
    for (auto const* name : { "READ-FIRST.txt", "hand-in/evidence-prc-court.pdf", "beside/system-statement.pdf",
             "beside/certification-902.pdf" })
        EXPECT_TRUE(files.contains(name)) << name;
    for (auto const& exhibit : { work.contract, work.chat, work.payment })
        EXPECT_EQ(
            work.acts(work.one.sells, exhibit), (std::vector<std::string> { "collected", "numbered", "exported" }));
    // The record in the log of the vault says as what, to whom, and which bytes.
    work.entries();
    auto& keeper = work.desk.desk().vault().keeper();
    auto const about = keeper.about_object(sha256(file_of_examples("contract.pdf"))).value();
    auto const record = keeper.record(about.back()).value();
    EXPECT_EQ(record.act, vault::Act::exported);
    EXPECT_EQ(record.how, "at the counter");
    EXPECT_THAT(record.note, AllOf(HasSubstr("to: People's court"), HasSubstr("as: packet"), HasSubstr(digest)));
}

TEST(Packets, what_lies_elsewhere_is_not_in_it_and_not_told)
{
    Work work;

    auto const shared = work.make(
        work.one.buys, "{'receiver':'alibaba-trade-assurance','compartment':'shared','despite_breaches':true}");
    ASSERT_EQ(shared.status, 200) << shared.body;
    for (auto const& [name, bytes] : unpacked(shared.body))
        EXPECT_THAT(name, Not(HasSubstr("photo")));
    // Its own side may take its own exhibits along, and the other side is told nothing of that.
    auto const own = work.make(work.counsel,
        "{'receiver':'alibaba-trade-assurance','compartment':'buyer-and-counsel','despite_breaches':true}");
    ASSERT_EQ(own.status, 200) << own.body;
    auto const files = unpacked(own.body);
    EXPECT_EQ(files.at("hand-in/goods/B001-photo.jpg"), file_of_examples("photo-leak.jpg"));
    EXPECT_EQ(work.acts(work.one.buys, work.contract),
        (std::vector<std::string> { "collected", "numbered", "exported", "exported" }));
    EXPECT_EQ(
        work.acts(work.one.sells, work.contract), (std::vector<std::string> { "collected", "numbered", "exported" }));
    auto const named
        = fmt::format("{{'receiver':'cietac','compartment':'shared','exhibits':[{{'exhibit':'{}'}}]}}", work.own);
    EXPECT_EQ(work.check(work.one.sells, named).code(), "dossier.no_exhibit");
    EXPECT_EQ(work.make(work.one.sells, named).code(), "dossier.no_exhibit");
    // Nor by the side that has it, where the other one would learn of it.
    EXPECT_EQ(work.make(work.one.buys, named).code(), "dossier.no_exhibit");
    EXPECT_EQ(work.check(work.one.sells, "{'receiver':'cietac','compartment':'buyer-and-counsel'}").code(),
        "dossier.not_your_compartment");
    EXPECT_EQ(work.check(work.market.second_case.buys, "{'receiver':'cietac','compartment':'shared'}").status, 404);
}

TEST(Packets, requests_that_cannot_be_met_are_refused_by_name)
{
    Work work;
    auto const code = [&](std::string body) { return work.make(work.one.buys, std::move(body)).code(); };
    EXPECT_EQ(code("{'receiver':'nobody','compartment':'shared'}"), "packet.no_receiver");
    EXPECT_EQ(code("{'receiver':'cietac'}"), "dossier.no_compartment");
    EXPECT_EQ(code(fmt::format(
                  "{{'receiver':'cietac','compartment':'shared','exhibits':[{{'exhibit':'{}'}}]}}", work.one.exhibit)),
        "packet.not_numbered");
    EXPECT_EQ(code(fmt::format("{{'receiver':'cietac','compartment':'shared','exhibits':[{{'exhibit':'{0}'}},"
                               "{{'exhibit':'{0}'}}]}}",
                  work.contract)),
        "packet.twice");
    EXPECT_EQ(code(fmt::format("{{'receiver':'cietac','compartment':'shared','asks':'{}'}}", std::string(4001, 'x'))),
        "packet.too_long");
    EXPECT_EQ(code("{'receiver':'cietac','compartment':'shared','sings':true}"), "body.wrong");
    // A file that is gone stops it, and nothing is recorded.
    auto const before = work.entries();
    auto const digest = sha256(file_of_examples("contract.pdf"));
    ASSERT_TRUE(work.desk.desk().vault().keeper().objects().erase(digest));
    auto const gone = work.make(work.one.buys, work.whole("prc-court", "shared", ",'despite_breaches':true"));
    EXPECT_EQ(gone.code(), "packet.not_made");
    EXPECT_EQ(work.entries(), before);
}

TEST(Packets, one_that_is_asked_for_twice_is_recorded_once)
{
    Work work;
    auto const body = work.whole("prc-court", "shared");
    std::vector<http::Field> const key { { "Idempotency-Key", "the-packet" } };
    auto const first = work.make(work.one.buys, body, key), again = work.make(work.one.buys, body, key);
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_TRUE(again.body == first.body);
    EXPECT_EQ(
        work.acts(work.one.buys, work.contract), (std::vector<std::string> { "collected", "numbered", "exported" }));
}

TEST(SystemFacts, are_what_was_recorded_and_looked_at)
{
    Work work;
    auto const entries = work.entries();
    auto& desk = work.desk.desk();
    auto const id = *parse_id<Dossier>(work.one.dossier);
    auto const state = peek<evidence::State>(desk, { codec::Subject::dossier, id.number }).state;
    std::vector<evidence::ExhibitState> exhibits;
    for (auto const& one : state.exhibits) {
        if (one.number > 0 && one.compartment == Compartment::shared)
            exhibits.push_back(one);
    }
    auto const now = desk.clock().now();
    auto const nothing = take_out(desk, id, Role::buyer, exhibits, {}, now);
    ASSERT_TRUE(nothing);
    auto const& facts = nothing->facts;
    EXPECT_EQ(facts.entries, entries);
    EXPECT_EQ(facts.log_name, desk.vault().keeper().origin());
    EXPECT_EQ(facts.log_root, to_string(desk.vault().keeper().checkpoint().checkpoint.head.root));
    EXPECT_EQ(facts.records_missing, 0u);
    EXPECT_TRUE(facts.stamps_known);
    EXPECT_THAT(facts.stamps, IsEmpty()); // no authority is set up
    EXPECT_FALSE(facts.restarts_known);
    EXPECT_FALSE(facts.others_known);
    EXPECT_EQ(facts.machine, packets::Words {});
    EXPECT_EQ(facts.keeper, packets::Words {});
    EXPECT_THAT(facts.business.en, HasSubstr("E001")); // noted of the contract alone
    EXPECT_THAT(facts.business.en, Not(HasSubstr("E002")));
    EXPECT_THAT(facts.clock.en, HasSubstr("sandbox")); // whose times prove nothing
    EXPECT_THAT(facts.program, testing::MatchesRegex("Recourse [0-9]+\\.[0-9]+\\.[0-9]+"));
    ASSERT_EQ(nothing->files.size(), 3u);
    for (auto const& file : nothing->files) {
        ASSERT_TRUE(file.entry && file.came_in);
        EXPECT_TRUE(file.proved);
        EXPECT_EQ(desk.vault().keeper().record(*file.entry)->digest, file.digest);
    }
    EXPECT_EQ(facts.self_checks.at(1).looked_at, 3u);
    EXPECT_EQ(facts.self_checks.at(1).wrong, 0u);
    EXPECT_EQ(packets::open_factors(facts), (std::vector<int> { 1, 2, 6, 7 }));
    // What a person states stands there as stated.
    PacketStated stated;
    stated.machine = "a server of the programme in Frankfurt";
    stated.machine_zh = "平台位于法兰克福的服务器";
    stated.keeper = "the programme, which is no party";
    stated.keeper_zh = "平台，非当事人";
    stated.others = "none";
    stated.others_zh = "无";
    auto const said = take_out(desk, id, Role::buyer, exhibits, stated, now);
    ASSERT_TRUE(said);
    EXPECT_EQ(said->facts.machine.en, "as stated by whoever signs: a server of the programme in Frankfurt");
    EXPECT_EQ(packets::open_factors(said->facts), (std::vector<int> { 2 }));
}

} // namespace recourse::api
