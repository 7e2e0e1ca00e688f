#include "api/desk_test.hpp"
#include "api/shelf.hpp"
#include "catalog/embedded.hpp"
#include "catalog/house_test.hpp"

#include <gmock/gmock.h>

#include <fstream>

// Books over the API: what is taken and what is not, what they would change, and how they come into force.

namespace recourse::api {

namespace {

using act::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

constexpr std::string_view programme = "alibaba-trade-assurance";

std::string body_of(std::vector<BookFile> const& files)
{
    codec::JsonWriter json(codec::JsonStyle::line);
    json.begin_object();
    json.key("files");
    codec::to_json(json, files);
    json.end_object();
    auto text = json.take();
    // The desk of tests takes single quotes for double ones.
    for (auto at = text.find('\''); at != std::string::npos; at = text.find('\'', at))
        text.replace(at, 1, "\\u0027");
    return text;
}

void replace(std::string& text, std::string_view what, std::string_view with)
{
    auto const at = text.find(what);
    if (at == std::string::npos)
        throw std::runtime_error(fmt::format("the book does not say {}", what));
    text.replace(at, what.size(), with);
}

/// The shipped book as another edition: no more than 95,000 for an order, and 45 days to pay instead of 60.
std::vector<BookFile> next_edition(std::string const& edition = "2027-01-01")
{
    std::vector<BookFile> files;
    std::string const shipped = "programmes/alibaba-trade-assurance/2026-03-17/";
    for (auto const& file : catalog::shipped_files()) {
        if (!file.path.starts_with(shipped))
            continue;
        std::string text { file.text };
        auto const name = file.path.substr(shipped.size());
        if (name == "programme.toml") {
            replace(text, "edition = \"2026-03-17\"", fmt::format("edition = \"{}\"", edition));
            text += "\n[[cap]]\nid = \"pilot-cap\"\namount = 'convert(money(\"95000.00 USD\"), case_currency)'\n"
                    "says = \"No order is covered for more than US$95,000.\"\nsays_zh = \"每单最高95,000美元。\"\n"
                    "source = \"limit-page\"\n";
        }
        if (name == "order.toml")
            replace(text, "after = \"60 days\"\nsilent = \"buyer\"\nsays = \"An order that is not paid",
                "after = \"45 days\"\nsilent = \"buyer\"\nsays = \"An order that is not paid");
        files.push_back({ fmt::format("programmes/{}/{}/{}", programme, edition, name), std::move(text) });
    }
    return files;
}

/// A small book of another programme.
std::string house(std::string const& edition = "2027-02-01", std::string const& more = {})
{
    return catalog::house_book({ .edition = edition, .more = more });
}

std::vector<BookFile> house_files(std::string const& edition = "2027-02-01", std::string const& more = {})
{
    return { { fmt::format("programmes/house/{}/programme.toml", edition), house(edition, more) } };
}

struct Office {
    TestDesk desk;
    Who first = desk.person(Role::officer);
    Who second = desk.person(Role::officer);

    Answer upload(std::vector<BookFile> const& files) { return desk.post(first, "/v1/rule-books", body_of(files)); }
    std::string kept(std::vector<BookFile> const& files)
    {
        auto const answer = upload(files);
        if (answer.status != 201)
            throw std::runtime_error(answer.body);
        return answer.text("digest");
    }
    std::string proposal(std::string const& digest, std::string const& from, std::string_view edition = "2027-01-01")
    {
        return fmt::format(
            "{{'programme':'{}','edition':'{}','digest':'{}','from':'{}'}}", programme, edition, digest, from);
    }
    std::string proposed(std::string const& digest, std::string const& from, std::string_view edition = "2027-01-01")
    {
        return desk.made(first, "/v1/editions", proposal(digest, from, edition));
    }
    std::string party(std::string_view name)
    {
        return desk.made(first, "/v1/parties", fmt::format("{{'profile':{{'name':'{}','country':'CN'}}}}", name));
    }
    fs::path folder(std::string const& digest) { return desk.desk().options().directory / "books" / digest; }
};

/// Two parties and what they do.
struct Trade {
    Office& office;
    TestDesk& desk = office.desk;
    std::string buyer = office.party("Buyer");
    std::string supplier = office.party("Supplier");
    Who buys = desk.key(Role::buyer, buyer);
    Who sells = desk.key(Role::supplier, supplier);
    Who bank = desk.key(Role::provider, {});

    std::string agreed(int price)
    {
        auto const id = desk.made(buys, "/v1/orders", fmt::format("{{'terms':{}}}", terms(buyer, supplier, price)));
        auto const path = "/v1/orders/" + id;
        desk.must(buys, path + "/offer");
        desk.must(sells, path + "/agree", fmt::format("{{'terms':'{}'}}", desk.get(sells, path).text("terms")));
        return id;
    }
    std::string edition_of(std::string const& order)
    {
        return desk.get(buys, "/v1/orders/" + order).text("order/edition");
    }
    /// A claim on all of an order that has come.
    std::string claimed(int price)
    {
        auto const id = agreed(price);
        auto const path = "/v1/orders/" + id;
        desk.must(bank, path + "/receive-payment",
            fmt::format("{{'instalment':0,'amount':{},'provider':0,'reference':'{}'}}", usd(price), id));
        for (auto const* what : { "ship", "deliver" })
            desk.must(sells, fmt::format("{}/{}", path, what),
                fmt::format("{{'statement':{{'on':'{}','by':'supplier','reference':'x'}}}}", desk.today()));
        return desk.made(buys, path + "/claims",
            fmt::format("{{'lines':[{{'kind':'quality','description':'cracks','share':'1','verifiable':true,"
                        "'found_on':'{}'}}],'remedy':'refund','amount':{}}}",
                desk.today(), usd(price)));
    }
};

std::vector<std::string> texts_of(Answer const& answer, std::string_view list, std::string_view member)
{
    std::vector<std::string> texts;
    auto const tree = answer.json();
    for (auto const& one : tree.find(list)->items) {
        auto const* found = one.find(member);
        texts.push_back(found == nullptr ? "" : found->text);
    }
    return texts;
}

/// Why a desk does not open on the directory of this one.
std::string reopened(TestDesk& desk)
{
    try {
        desk.reopen();
    } catch (std::runtime_error const& error) {
        return error.what();
    }
    return {};
}

} // namespace

TEST(RuleBooks, a_book_is_kept_by_the_digest_of_what_it_says)
{
    Office office;
    auto& desk = office.desk;
    auto const files = next_edition();
    auto const answer = office.upload(files);
    ASSERT_EQ(answer.status, 201) << answer.body;
    auto const digest = answer.text("digest");
    EXPECT_EQ(digest, to_string(digest_of(files)));
    EXPECT_EQ(answer.text("programme"), programme);
    EXPECT_EQ(answer.text("edition"), "2027-01-01");
    EXPECT_EQ(answer.json().find("readings")->items.size(), 4u);
    EXPECT_GT(answer.json().find("cases")->integer, 50);
    // The order in which files come is no part of it.
    auto turned = files;
    std::ranges::reverse(turned);
    EXPECT_EQ(office.upload(turned).body, answer.body);
    EXPECT_EQ(desk.get(office.first, "/v1/rule-books").json().find("rule_books")->items.size(), 1u);
    auto const auditor = desk.key(Role::auditor, {});
    auto const read = desk.get(auditor, "/v1/rule-books/" + digest);
    EXPECT_EQ(read.status, 200);
    EXPECT_EQ(read.json().find("files")->items.size(), files.size());
    for (auto const& file : files) {
        std::ifstream in(office.folder(digest) / file.name);
        EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), file.text) << file.name;
    }
    // It is not in force by that, and it stays.
    EXPECT_THAT(desk.get(office.first, "/v1/programmes").body, Not(HasSubstr("2027-01-01")));
    desk.reopen();
    EXPECT_EQ(desk.get(office.first, "/v1/rule-books/" + digest).body, read.body);
    // One that was never proposed can go.
    EXPECT_EQ(desk.ask(office.first, http::Method::del, "/v1/rule-books/" + digest).status, 204);
    EXPECT_FALSE(fs::exists(office.folder(digest)));
    EXPECT_EQ(desk.get(office.first, "/v1/rule-books/" + digest).code(), "rule_book.not_found");
    EXPECT_EQ(desk.ask(office.first, http::Method::del, "/v1/rule-books/" + digest).code(), "rule_book.not_found");
    EXPECT_EQ(office.kept(files), digest);
}

TEST(RuleBooks, a_published_edition_is_never_changed)
{
    Office office;
    office.kept(house_files());
    auto const other = office.upload(house_files("2027-02-01", "# one byte more\n"));
    EXPECT_EQ(other.status, 409);
    EXPECT_EQ(other.code(), "rule_book.edition_taken");
    EXPECT_EQ(office.upload(house_files("2027-03-01")).status, 201);
    auto const shipped = office.upload(next_edition("2026-03-17"));
    EXPECT_EQ(shipped.status, 422);
    EXPECT_THAT(shipped.body, HasSubstr("the program has an edition"));
}

TEST(RuleBooks, what_has_not_the_form_of_one_edition_is_refused_before_it_is_read)
{
    Office office;
    auto const text = house();
    std::string const good = "programmes/house/2027-02-01/programme.toml";
    auto const flaws = [&](std::vector<BookFile> const& files) {
        auto const answer = office.upload(files);
        EXPECT_EQ(answer.status, 422) << answer.body;
        EXPECT_EQ(answer.code(), "rule_book.shape");
        return texts_of(answer, "errors", "pointer");
    };
    for (auto const* name : { "", "/", "programme.toml", "/etc/passwd", "../books/x.toml",
             "programmes/house/2027-02-01/../../../x.toml", "programmes/house/../2027-02-01/x.toml",
             "programmes/house/2027-02-01/./x.toml", "programmes/house/2027-02-01//x.toml",
             "programmes/house/2027-02-01/", "programmes/house/2027-02-01/x", "programmes/house/2027-02-01/.toml",
             "programmes/house/2027-02-01/X.toml", "programmes/house/2027-02-01/x.toml/", "programmes/house/x.toml",
             "forums/cn/house/x.toml", "calendars/cn/2027.toml", "programmes/house/2027-02-01/a b.toml",
             "programmes/house/2027-02-01/x.json", "programmes\\\\house\\\\2027-02-01\\\\x.toml",
             "programmes/house/2027-02-01/a/b/c/d/e/x.toml", "programmes/Ｈouse/2027-02-01/x.toml" })
        EXPECT_EQ(flaws({ { name, text } }), std::vector<std::string> { "/files/0/name" }) << name;
    EXPECT_EQ(flaws({ { std::string { "programmes/house/2027-02-01/x\0.toml", 35 }, text } }),
        std::vector<std::string> { "/files/0/name" });
    EXPECT_EQ(flaws({ { "programmes/house/2027-02-01/" + std::string(200, 'x') + ".toml", text } }),
        std::vector<std::string> { "/files/0/name" });
    EXPECT_EQ(flaws({}), std::vector<std::string> { "/files" });
    EXPECT_EQ(flaws({ { good, text }, { good, text } }), std::vector<std::string> { "/files/1/name" });
    EXPECT_EQ(flaws({ { good, text }, { "programmes/house/2027-03-01/programme.toml", text } }),
        std::vector<std::string> { "/files" });
    EXPECT_EQ(flaws({ { good, text + std::string(1, '\0') } }), std::vector<std::string> { "/files/0/text" });
    EXPECT_EQ(flaws({ { good, std::string(256 * 1024 + 1, ' ') } }), std::vector<std::string> { "/files/0/text" });
    std::vector<BookFile> many, large;
    for (int i = 0; i < 65; ++i)
        many.push_back({ fmt::format("programmes/house/2027-02-01/x{}.toml", i), "" });
    EXPECT_EQ(flaws(many), std::vector<std::string> { "/files" });
    for (int i = 0; i < 5; ++i)
        large.push_back({ fmt::format("programmes/house/2027-02-01/x{}.toml", i), std::string(220 * 1024, ' ') });
    EXPECT_EQ(flaws(large), std::vector<std::string> { "/files" });
    EXPECT_EQ(flaws({ { "x", std::string(1, '\0') }, { "y", "" } }),
        (std::vector<std::string> { "/files/0/name", "/files/0/text", "/files/1/name" }));
    // What is no body of files is none.
    EXPECT_EQ(
        office.desk.post(office.first, "/v1/rule-books", "{'files':[{'name':1,'text':[]}]}").code(), "body.wrong");
    EXPECT_EQ(office.desk.post(office.first, "/v1/rule-books", "{'files':[{'name':'a','text':'b','more':1}]}").code(),
        "body.wrong");
    // Nothing was written, and the greatest that fits is read.
    EXPECT_FALSE(fs::exists(office.desk.desk().options().directory / "books"));
    EXPECT_EQ(
        office.upload({ { good, text }, { "programmes/house/2027-02-01/room.toml", std::string(256 * 1024, ' ') } })
            .status,
        201);
}

TEST(RuleBooks, ten_mistakes_are_ten_problems_with_their_places)
{
    Office office;
    std::string book = house("2027-02-01");
    for (int i = 0; i < 8; ++i)
        book += fmt::format("\n[[cover]]\nid = \"c{}\"\nwhen = 'problem.colour{} == 1'\nsays = \"x\"\nsays_zh = "
                            "\"x\"\nsource = \"terms\"\n",
            i, i);
    book += "\n[[cap]]\nid = \"cap\"\namount = 'money(\"1.00 USD\")'\nsays = \"x\"\nsays_zh = \"x\"\nsource = "
            "\"nobody\"\n";
    book += "\n[[cap]]\nid = \"cap-2\"\namount = 'money(\"1.00 USD\")'\nsays = \"x\"\nsays_zh = \"x\"\nsource = "
            "\"terms\"\ncolour = 3\n";
    auto const answer = office.upload({ { "programmes/house/2027-02-01/programme.toml", book } });
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.code(), "rule_book.wrong");
    auto const tree = answer.json();
    auto const& errors = tree.find("errors")->items;
    ASSERT_EQ(errors.size(), 10u) << answer.body;
    for (auto const& error : errors) {
        EXPECT_EQ(error.find("file")->text, "programmes/house/2027-02-01/programme.toml");
        auto const line = static_cast<std::size_t>(error.find("line")->integer);
        ASSERT_GT(line, 0u);
        std::size_t at = 0;
        for (std::size_t i = 1; i < line; ++i)
            at = book.find('\n', at) + 1;
        EXPECT_THAT(book.substr(at, book.find('\n', at) - at), testing::ContainsRegex("colour|nobody"));
    }
    EXPECT_FALSE(fs::exists(office.desk.desk().options().directory / "books"));
}

TEST(RuleBooks, what_shows_only_when_it_is_run_is_a_problem_too)
{
    Office office;
    auto const problems = [&](std::string const& more) { return office.upload(house_files("2027-02-01", more)).body; };
    EXPECT_THAT(problems("\n[[cap]]\nid = \"crossed\"\nlow = 'money(\"2.00 USD\")'\nhigh = 'money(\"1.00 USD\")'\n"
                         "says = \"x\"\nsays_zh = \"x\"\nsource = \"terms\"\n"),
        AllOf(HasSubstr("crossed"), HasSubstr("turn them round")));
    EXPECT_THAT(
        problems("\n[[exclusion]]\nid = \"never\"\nwhen = 'problems.exists(p, p.kind == \"quality\" && p.kind == "
                 "\"damaged\")'\nsays = \"x\"\nsays_zh = \"x\"\nsource = \"terms\"\n"),
        HasSubstr("'never' never holds"));
    EXPECT_THAT(problems("\n[sources.later]\ntitle = \"x\"\nkind = \"official\"\nread = 2199-01-01\n"),
        HasSubstr("still to come"));
    EXPECT_THAT(problems("\n[[case]]\nname = \"wrong\"\nas_of = 2026-05-01\n[case.given.order]\nplatform = "
                         "\"house.example\"\n[case.then]\nverdict = \"not_covered\"\n"),
        HasSubstr("wrong: verdict"));
}

TEST(RuleBooks, two_officers_bring_an_edition_into_force_for_orders_from_its_day_on)
{
    Office office;
    auto& desk = office.desk;
    Trade trade { office };
    auto const old_order = trade.agreed(1'000);
    auto const digest = office.kept(next_edition());
    auto const day = desk.day(10);
    auto const refused = [&](Who const& who, std::string const& path, std::string const& body) {
        return desk.post(who, path, body).code();
    };
    auto const key = desk.key(Role::officer, {});
    EXPECT_EQ(refused(key, "/v1/editions", office.proposal(digest, day)), "edition.not_a_person");
    EXPECT_EQ(refused(office.first, "/v1/editions", office.proposal(digest, desk.today())), "edition.too_early");
    EXPECT_EQ(refused(office.first, "/v1/editions", office.proposal(digest_of('9'), day)), "edition.unknown");
    EXPECT_EQ(refused(office.first, "/v1/editions", office.proposal(digest, day, "2027-01-02")), "edition.unknown");
    auto const edition = office.proposed(digest, day);
    auto const path = "/v1/editions/" + edition;
    auto const confirm = fmt::format("{{'digest':'{}'}}", digest);
    EXPECT_EQ(refused(office.first, path + "/confirm", confirm), "edition.same_person");
    EXPECT_EQ(refused(office.second, path + "/confirm", fmt::format("{{'digest':'{}'}}", digest_of('9'))),
        "edition.other_book");
    EXPECT_EQ(refused(key, path + "/confirm", confirm), "edition.not_a_person");
    EXPECT_EQ(desk.ask(office.first, http::Method::del, "/v1/rule-books/" + digest).code(), "rule_book.proposed");
    desk.must(office.second, path + "/confirm", confirm);
    EXPECT_EQ(refused(office.second, path + "/confirm", confirm), "edition.confirmed");
    EXPECT_EQ(refused(office.second, path + "/withdraw", "{'reason':'no'}"), "edition.confirmed");
    EXPECT_EQ(refused(office.first, "/v1/editions", office.proposal(digest, day)), "edition.in_force");
    EXPECT_EQ(desk.get(office.first, path).text("edition/phase"), "confirmed");
    EXPECT_THAT(desk.get(office.first, "/v1/editions?phase=confirmed").body, HasSubstr(edition));
    EXPECT_THAT(desk.get(office.first, "/v1/history/editions/" + edition).body, HasSubstr("\"confirmed\""));
    EXPECT_THAT(desk.get(office.first, "/v1/programmes").body,
        AllOf(HasSubstr("2027-01-01"), HasSubstr(fmt::format("\"in_force_from\":\"{}\"", day))));

    EXPECT_EQ(trade.edition_of(trade.agreed(1'000)), "2026-03-17");
    desk.must(office.first, "/v1/sandbox/clock", "{'days':9}");
    auto const eve = trade.agreed(1'000);
    EXPECT_EQ(trade.edition_of(eve), "2026-03-17");
    desk.must(office.first, "/v1/sandbox/clock", "{'days':1}");
    auto const order = trade.agreed(1'000);
    EXPECT_EQ(trade.edition_of(order), "2027-01-01");
    // Its timer is the new one's, and what was agreed before keeps what it was agreed under.
    auto const due = [&](std::string const& id) { return desk.get(trade.buys, "/v1/orders/" + id).text("due"); };
    EXPECT_EQ(due(order), desk.day(45));
    EXPECT_EQ(due(eve), desk.day(59));
    EXPECT_EQ(trade.edition_of(old_order), "2026-03-17");

    // The same after a new start, with the views and without them.
    for (bool const rebuilt : { false, true }) {
        if (rebuilt)
            ASSERT_TRUE(desk.desk().store().drop_projections());
        desk.reopen();
        ASSERT_TRUE(desk.desk().pipeline().wait_projected(desk.desk().pipeline().durable(), std::chrono::seconds(20)));
        EXPECT_EQ(trade.edition_of(trade.agreed(2'000)), "2027-01-01");
        EXPECT_EQ(trade.edition_of(eve), "2026-03-17");
    }
}

TEST(RuleBooks, a_desk_does_not_start_without_the_book_that_is_in_force)
{
    Office office;
    auto& desk = office.desk;
    auto const digest = office.kept(next_edition());
    auto const other = office.kept(house_files());
    auto const edition = office.proposed(digest, desk.day(5));
    // What is not in force yet does not matter.
    desk.must(office.second, fmt::format("/v1/editions/{}/confirm", edition), fmt::format("{{'digest':'{}'}}", digest));
    fs::remove(office.folder(other) / "programmes/house/2027-02-01/programme.toml");
    EXPECT_EQ(reopened(desk), "");

    auto const file = office.folder(digest) / "programmes" / programme / "2027-01-01" / "ways.toml";
    auto const directory = desk.desk().options().directory;
    fs::rename(file, directory / "aside");
    EXPECT_THAT(reopened(desk), AllOf(HasSubstr("edition 2027-01-01"), HasSubstr("another digest"), HasSubstr(digest)));
    fs::rename(directory / "aside", file);
    std::ofstream(file, std::ios::app) << "#";
    EXPECT_THAT(reopened(desk), HasSubstr("another digest"));
    fs::resize_file(file, fs::file_size(file) - 1);
    fs::rename(directory / "books", directory / "gone");
    EXPECT_THAT(reopened(desk), AllOf(HasSubstr("is in force from"), HasSubstr("from a backup")));
    fs::rename(directory / "gone", directory / "books");
    EXPECT_EQ(reopened(desk), "");
}

TEST(RuleBooks, a_book_without_the_reading_of_the_desk_does_not_come_into_force)
{
    Office office;
    auto files = next_edition();
    for (auto& file : files) {
        for (auto at = file.text.find("current-help"); at != std::string::npos; at = file.text.find("current-help"))
            file.text.replace(at, 12, "help-of-now");
    }
    auto const digest = office.kept(files);
    auto const answer = office.desk.post(office.first, "/v1/editions", office.proposal(digest, office.desk.day(5)));
    EXPECT_EQ(answer.code(), "edition.no_reading");
    EXPECT_THAT(answer.body, HasSubstr("help-of-now, receipt-counts, strict-scope, practitioner"));
    EXPECT_EQ(
        office.desk.post(office.first, fmt::format("/v1/rule-books/{}/what-if", digest)).code(), "edition.no_reading");
    auto const other = office.kept(house_files());
    EXPECT_EQ(office.desk
                  .post(office.first, "/v1/editions",
                      fmt::format("{{'programme':'house','edition':'2027-02-01','digest':'{}','from':'{}'}}", other,
                          office.desk.day(5)))
                  .code(),
        "edition.not_run");
}

TEST(RuleBooks, an_edition_has_one_open_proposal_at_a_time)
{
    Office office;
    auto& desk = office.desk;
    auto const digest = office.kept(next_edition());
    auto const one = office.proposed(digest, desk.day(5));
    auto const again = desk.post(office.second, "/v1/editions", office.proposal(digest, desk.day(6)));
    EXPECT_EQ(again.code(), "edition.waits");
    EXPECT_THAT(again.text("title"), HasSubstr(one));
    auto const confirm = fmt::format("{{'digest':'{}'}}", digest);
    desk.must(office.second, fmt::format("/v1/editions/{}/withdraw", one), "{'reason':'too late'}");
    EXPECT_EQ(
        desk.post(office.second, fmt::format("/v1/editions/{}/confirm", one), confirm).code(), "edition.withdrawn");
    auto const two = office.proposed(digest, desk.day(6));
    desk.must(office.second, fmt::format("/v1/editions/{}/confirm", two), confirm);
    EXPECT_EQ(desk.post(office.first, "/v1/editions", office.proposal(digest, desk.day(7))).code(), "edition.in_force");
}

TEST(RuleBooks, what_if_tells_which_open_orders_and_claims_would_differ)
{
    Office office;
    auto& desk = office.desk;
    Trade trade { office };
    auto const small = trade.claimed(10'000);
    auto const large = trade.claimed(100'000);
    auto const unpaid = trade.agreed(500);
    auto const digest = office.kept(next_edition());
    auto const before = desk.desk().pipeline().durable();
    auto const answer = desk.post(office.first, fmt::format("/v1/rule-books/{}/what-if", digest));
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(desk.desk().pipeline().durable(), before); // nothing is kept
    auto const tree = answer.json();
    // 100,000 were paid, the new cap is 95,000: 5,000 less at most. 10,000 are below it.
    EXPECT_EQ(tree.find("claims_run")->integer, 2);
    // To the smaller one the cap applies as well, and takes nothing.
    EXPECT_EQ(texts_of(answer, "claims", "claim"), (std::vector { large, small }));
    auto const& claim = tree.find("claims")->items.at(0);
    auto const amount = [&](std::string_view side, std::string_view end) {
        return claim.find(side)->find(end)->find("amount")->text;
    };
    EXPECT_EQ(amount("before", "high"), "100000.00");
    EXPECT_EQ(amount("after", "high"), "95000.00");
    ASSERT_EQ(tree.find("sums")->items.size(), 1u);
    EXPECT_EQ(tree.find("sums")->items[0].find("high")->find("amount")->text, "-5000.00");
    EXPECT_EQ(tree.find("sums")->items[0].find("high")->find("currency")->text, "USD");
    // The unpaid order would be closed after 45 days instead of 60; those that have come have no timer that differs.
    EXPECT_EQ(texts_of(answer, "orders", "order"), std::vector { unpaid });
    auto const& order = tree.find("orders")->items.at(0);
    EXPECT_EQ(order.find("timers_before")->items.at(0).find("due")->text, desk.day(60));
    EXPECT_EQ(order.find("timers_after")->items.at(0).find("due")->text, desk.day(45));
    EXPECT_THAT(texts_of(answer, "rules", "id"), testing::UnorderedElementsAre("pilot-cap", "unpaid-60-days"));
    EXPECT_TRUE(tree.find("complete")->boolean);
}

TEST(RuleBooks, only_so_many_are_kept)
{
    Office office;
    auto const directory = office.desk.desk().options().directory / "books";
    auto shelf = Shelf::open(directory);
    ASSERT_TRUE(shelf);
    for (std::size_t i = 0; i < Shelf::books_max; ++i) {
        std::vector<BookFile> const files { { fmt::format("programmes/x/e{}/programme.toml", i), "" } };
        ASSERT_EQ((*shelf)->keep({ digest_of(files), "x", fmt::format("e{}", i), {}, {}, {}, 0, 0, 0, {} }, files),
            Shelf::Kept::yes);
    }
    office.desk.reopen();
    EXPECT_EQ(office.upload(house_files()).code(), "rule_book.full");
}

TEST(Shelf, what_was_being_written_is_taken_away_and_what_is_damaged_is_named)
{
    Folder folder;
    auto const directory = folder.path() / "books";
    std::vector<BookFile> const files { { "programmes/x/e/programme.toml", "a" } };
    auto const digest = digest_of(files);
    {
        auto shelf = Shelf::open(directory);
        ASSERT_TRUE(shelf);
        ASSERT_TRUE((*shelf)->keep({ digest, "x", "e", {}, {}, {}, 1, 2, 3, {} }, files));
    }
    auto const half = directory / ("." + to_string(Digest {}));
    fs::create_directories(half / "programmes");
    auto shelf = Shelf::open(directory);
    ASSERT_TRUE(shelf);
    EXPECT_FALSE(fs::exists(half));
    EXPECT_EQ((*shelf)->list().size(), 1u);
    EXPECT_EQ((*shelf)->find("x", "e")->cases, 2u);
    EXPECT_EQ((*shelf)->files(digest)->front().text, "a");

    auto const copy = folder.path() / "copy";
    EXPECT_EQ((*shelf)->backup_to(copy), true);
    EXPECT_FALSE((*shelf)->backup_to(copy)); // it is there
    auto again = Shelf::open(copy);
    ASSERT_TRUE(again);
    EXPECT_EQ((*again)->files(digest)->front().text, "a");

    auto const own = directory / to_string(digest);
    fs::create_symlink("/etc/passwd", own / "programmes" / "x.toml");
    EXPECT_FALSE((*shelf)->files(digest));
    fs::remove(own / "programmes" / "x.toml");
    std::ofstream(own / "about.json") << "{}";
    EXPECT_THAT(Shelf::open(directory).error(), HasSubstr("about.json"));
}

} // namespace recourse::api
