#include "api/access.hpp"
#include "api/posted_case.hpp"
#include "api/query.hpp"
#include "api/replies.hpp"
#include "codec/answer_json.hpp"
#include "codec/precheck_json.hpp"
#include "core/programme/claim_facts.hpp"

#include <set>

namespace recourse::api {

namespace {

using accounts::Scope;

/// What docs/formats/answer.schema.json describes; its full text is `recourse schema answer`.
Schema given_answer()
{
    return [](codec::JsonWriter& json) {
        json.begin_object();
        json.key("type");
        json.string("object");
        json.key("description");
        json.string("The answer on both tracks, as docs/formats/answer.schema.json describes it");
        json.key("required");
        json.begin_array(true);
        for (auto const key : { "coverage", "routes", "deadlines", "warnings", "plan" })
            json.string(key);
        json.end_array();
        json.end_object();
    };
}

/// What `recourse precheck --format json` prints.
Schema given_precheck()
{
    return [](codec::JsonWriter& json) {
        json.begin_object();
        json.key("type");
        json.string("object");
        json.key("required");
        json.begin_array(true);
        for (auto const key : { "as_of", "answer", "text", "paid", "as_planned", "through_platform", "payments",
                 "what_ifs", "missing", "do", "warnings" })
            json.string(key);
        json.end_array();
        json.key("properties");
        json.begin_object();
        json.key("answer");
        json.begin_object(true);
        json.key("enum");
        json.begin_array(true);
        for (auto const word : { "yes", "no", "partly", "uncertain" })
            json.string(word);
        json.end_array();
        json.end_object();
        json.end_object();
        json.end_object();
    };
}

QueryMember language_member()
{
    return query::one_of("language", "of the answer; Accept-Language if nothing is said", { "en", "zh" });
}

std::vector<std::string> sorted(std::set<std::string> const& words)
{
    return { words.begin(), words.end() };
}

/// What an answer can be asked for: which programme and which of its readings the books know is known when it is asked.
std::vector<QueryMember> answer_query()
{
    QueryMember programme { .name = "programme",
        .says = "only this one; all that concern the case if nothing is said",
        .takes = "one of those that /v1/programmes lists" };
    programme.words_now = [](Call& call) {
        std::set<std::string> words;
        for (auto const& book : call.desk.world()->books)
            words.insert(book.id);
        return sorted(words);
    };
    QueryMember reading { .name = "reading",
        .says = "only this reading; all if nothing is said",
        .takes = "one of those that /v1/programmes lists" };
    reading.words_now = [](Call& call) {
        std::set<std::string> words;
        auto const programme = call.request.query.find("programme");
        auto const world = call.desk.world();
        bool const known
            = programme && std::ranges::any_of(world->books, [&](auto const& book) { return book.id == *programme; });
        for (auto const& book : world->books) {
            for (auto const& one : book.readings) {
                if (!known || book.id == *programme)
                    words.insert(one.id);
            }
        }
        return sorted(words);
    };
    return { language_member(), std::move(reading), std::move(programme),
        query::one_of("forecast", "whether chances are worked out, yes if nothing is said", { "yes", "no" }) };
}

/// How the answer is wanted: see answer_query.
assess::Options options_of(Call& call, Date today)
{
    assess::Options options;
    auto const& query = call.request.query;
    options.as_of = today;
    options.language = query.get("language") == "zh" ? Language::zh
        : query.find("language")                     ? Language::en
                                                     : http::language_of(call.request);
    options.reading = query.get("reading");
    options.programme = query.get("programme");
    options.forecast = query.get("forecast") != "no";
    options.trace = false;
    return options;
}

void answer(Call& call, casework::Answer const& answer)
{
    call.answer(http::Response::json(codec::to_json(answer, codec::JsonStyle::line)).with("Cache-Control", "no-store"));
}

/// The case that is the whole body; false: a problem has been answered.
bool read_posted(Call& call, Posted& posted)
{
    auto const tree = body_tree(call);
    return tree && api::read_posted(call, *tree, *tree, posted);
}

void of_posted_case(Call& call)
{
    Posted posted;
    if (!read_posted(call, posted))
        return;
    auto options = options_of(call, call.desk.today());
    if (auto const stated = posted.file.facts.date("as_of")) {
        options.as_of = *stated;
        options.as_of_given = true;
    }
    answer(call, assess::assess(*posted.world, posted.file.facts, posted.inputs, options));
}

/// Before money moves: what would be covered if it goes that way.
void precheck(Call& call)
{
    Posted posted;
    if (!read_posted(call, posted))
        return;
    auto options = options_of(call, call.desk.today());
    options.as_of = posted.file.facts.date("as_of").value_or(options.as_of);
    if (!call.request.query.find("language") && posted.file.facts.text("language") == "zh")
        options.language = Language::zh;
    options.questions = options.forecast = false;
    assess::Precheck const answer(*posted.world, posted.inputs, options, posted.file.facts);
    call.answer(http::Response::json(codec::to_json(answer, codec::JsonStyle::line)).with("Cache-Control", "no-store"));
}

/// Both tracks for a claim that is running: what its order, its lines and its exhibits tell.
void of_claim(Call& call)
{
    auto const id = path_id<Claim>(call, "claim");
    if (!id)
        return;
    auto const claim = load<claim::State>(call, { codec::Subject::claim, id->number });
    if (!claim)
        return;
    if (!may_see(call.caller, claim->state) || call.caller.actor.role == act::Role::inspector)
        return call.refuse(not_found());
    auto const order = peek<order::State>(call.desk, { codec::Subject::order, claim->state.order.number });
    auto state = claim->state;
    std::erase_if(state.exhibits,
        [&](claim::ExhibitState const& one) { return !claim::reads(call.caller.actor.role, one.exhibit.compartment); });
    // By the edition that the order is bound to: what it calls its platform is where the order was placed.
    auto const books = call.desk.books();
    auto const* book = books->find_book(order.state.terms.programme, order.state.edition);
    auto const facts = programme::facts_of(state, order.state, book == nullptr ? std::string_view {} : book->platform);
    answer(call, assess::assess(*books->world(), facts, {}, options_of(call, call.desk.today())));
}

} // namespace

void add_assessments(std::vector<Operation>& table)
{
    using http::Method;
    table.push_back({ .method = Method::post,
        .path = "/v1/assessments",
        .id = "assessments.of-case",
        .summary = "Assesses a posted case file on both tracks; nothing is kept",
        .scope = Scope::read,
        .without_account = true,
        .takes = case_schema,
        .gives = given_answer(),
        .runs = http::Runs::aside,
        .query = answer_query(),
        .run = of_posted_case });
    table.push_back({ .method = Method::post,
        .path = "/v1/prechecks",
        .id = "assessments.precheck",
        .summary = "What a posted case file with planned payments would have covered, paid that way; nothing is kept",
        .scope = Scope::read,
        .without_account = true,
        .takes = case_schema,
        .gives = given_precheck(),
        .runs = http::Runs::aside,
        .query = { language_member() },
        .run = precheck });
    table.push_back({ .path = "/v1/claims/{claim}/assessment",
        .id = "assessments.of-claim",
        .summary = "Assesses a claim that is running: its cover, and every legal route beside it",
        .scope = Scope::read,
        .gives = given_answer(),
        .runs = http::Runs::aside,
        .query = answer_query(),
        .run = of_claim });
}

} // namespace recourse::api
