#include "api/access.hpp"
#include "api/intake_limits.hpp"
#include "api/posted_case.hpp"
#include "api/query.hpp"
#include "api/replies.hpp"
#include "api/rows.hpp"
#include "core/assess/interview.hpp"
#include "core/case/answer_words.hpp"

// What the first page of the console needs: whether guests may ask, and the next question for a case that is in the
// asker's hands alone.

namespace recourse::api {

namespace {

using accounts::Scope;

enum class Kind : std::uint8_t { choice, yes_no, money, day, count, share, percent, number, country, text, texts };
BOOST_DESCRIBE_ENUM(Kind, choice, yes_no, money, day, count, share, percent, number, country, text, texts)
static_assert(static_cast<int>(Kind::texts) == static_cast<int>(assess::AnswerKind::texts));

enum class Stage : std::uint8_t { basics, details };
BOOST_DESCRIBE_ENUM(Stage, basics, details)

struct ChoiceView {
    std::string value;
    std::string says;
};
BOOST_DESCRIBE_STRUCT(ChoiceView, (), (value, says))

struct MovesView {
    bool verdict = false;
    bool stake = false;
    std::optional<Money> sum;
    std::vector<std::string> routes;
};
BOOST_DESCRIBE_STRUCT(MovesView, (), (verdict, stake, sum, routes))

struct QuestionView {
    std::string id;
    std::string ask;
    std::string why;
    std::string help;
    Kind kind = Kind::text;
    std::vector<ChoiceView> choices;
    bool several = false;
    std::optional<std::string> currency;
    std::string unit;
    std::optional<std::string> least;
    std::optional<std::string> most;
    std::string example;
    MovesView moves;
    Stage stage = Stage::basics;
};
BOOST_DESCRIBE_STRUCT(
    QuestionView, (), (id, ask, why, help, kind, choices, several, currency, unit, least, most, example, moves, stage))

struct Progress {
    std::uint64_t answered = 0;
    std::uint64_t declined = 0;
    std::uint64_t basics_left = 0;
    std::uint64_t left = 0;
    bool enough = false; ///< the basics are done
};
BOOST_DESCRIBE_STRUCT(Progress, (), (answered, declined, basics_left, left, enough))

struct KnownView {
    std::string id;
    std::string label;
    std::string says;
};
BOOST_DESCRIBE_STRUCT(KnownView, (), (id, label, says))

struct RangeView {
    std::optional<Money> low;
    std::optional<Money> high;
};
BOOST_DESCRIBE_STRUCT(RangeView, (), (low, high))

struct RoutesView {
    std::vector<std::string> open;
    std::vector<std::string> conditional;
    std::vector<std::string> unknown;
};
BOOST_DESCRIBE_STRUCT(RoutesView, (), (open, conditional, unknown))

struct DeadlineView {
    std::string id;
    std::string what;
    Date due;
    std::string if_missed;
};
BOOST_DESCRIBE_STRUCT(DeadlineView, (), (id, what, due, if_missed))

struct WarningView {
    std::string id;
    std::string severity;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(WarningView, (), (id, severity, text))

struct SoFarView {
    std::optional<std::string> verdict; ///< as an assessment has it; nothing: no programme concerns the case
    std::optional<std::string> programme;
    std::optional<std::string> programme_name;
    std::optional<Money> paid;
    std::optional<Money> claimed;
    RangeView covered;
    RoutesView routes;
    std::optional<DeadlineView> next_deadline;
    std::vector<WarningView> warnings;
};
BOOST_DESCRIBE_STRUCT(
    SoFarView, (), (verdict, programme, programme_name, paid, claimed, covered, routes, next_deadline, warnings))

struct InterviewView {
    Date as_of;
    std::string language;
    std::optional<QuestionView> question;
    Progress progress;
    std::vector<KnownView> known;
    SoFarView so_far;
};
BOOST_DESCRIBE_STRUCT(InterviewView, (), (as_of, language, question, progress, known, so_far))

struct StartView {
    bool without_account = false; ///< whether guests may ask
    std::uint64_t file_bytes_max = 0; ///< of a file to be read
    Date today;
};
BOOST_DESCRIBE_STRUCT(StartView, (), (without_account, file_bytes_max, today))

std::optional<std::string> if_any(std::string const& text)
{
    return text.empty() ? std::nullopt : std::optional { text };
}

QuestionView view_of(assess::NextQuestion const& one)
{
    QuestionView view { one.id, one.ask, one.why, one.help, static_cast<Kind>(one.kind), {}, one.several, {}, one.unit,
        if_any(one.least), if_any(one.most), one.example,
        { one.moves.verdict, one.moves.stake, one.moves.sum, one.moves.routes },
        one.stage == assess::Stage::basics ? Stage::basics : Stage::details };
    for (auto const& choice : one.choices)
        view.choices.push_back({ choice.value, choice.says });
    if (one.currency)
        view.currency = std::string { one.currency->code() };
    return view;
}

SoFarView view_of(casework::Answer const& answer)
{
    auto const found = assess::so_far(answer);
    SoFarView view;
    view.paid = answer.loss.paid;
    view.claimed = answer.loss.claimed;
    if (found.best != nullptr) {
        view.verdict = std::string { casework::word(found.best->verdict) };
        view.programme = found.best->programme;
        view.programme_name = found.best->name;
        view.covered = { found.best->range.low, found.best->range.high };
    }
    view.routes = { found.open, found.conditional, found.unknown };
    if (found.next != nullptr)
        view.next_deadline = { found.next->id, found.next->what, *found.next->due, found.next->if_missed };
    for (auto const* warning : found.warnings)
        view.warnings.push_back({ warning->id, std::string { casework::word(warning->severity) }, warning->text });
    return view;
}

InterviewView view_of(assess::Interview const& interview, assess::Options const& options)
{
    InterviewView view;
    view.as_of = options.as_of;
    view.language = options.language == Language::zh ? "zh" : "en";
    if (interview.question)
        view.question = view_of(*interview.question);
    view.progress
        = { interview.answered, interview.declined, interview.basics_left, interview.left, interview.basics_left == 0 };
    for (auto const& one : interview.known)
        view.known.push_back({ one.id, one.label, one.says });
    view.so_far = view_of(interview.answer);
    return view;
}

constexpr std::size_t declined_max = 500;

/// What a body holds beside the case; every flaw of it goes to `flaws`.
struct Asked {
    codec::Node const* of_case = nullptr;
    assess::Declined declined;
    std::optional<Language> language;
    std::vector<http::ProblemError> flaws;

    explicit Asked(codec::Node const& root)
    {
        for (auto const& member : root.members) {
            if (member.key == "case")
                of_case = &member.value;
            else if (member.key == "unknown")
                read_declined(member.value);
            else if (member.key == "language")
                read_language(member.value);
            else
                flaws.push_back(
                    { "/" + member.key, "there is no such member here; wanted are case, unknown, language" });
        }
        if (of_case == nullptr)
            flaws.push_back({ "/case", "this is needed; {} for a case of which nothing is known yet" });
        else if (!of_case->is_table())
            flaws.push_back({ "/case", "a case file is wanted: an object" });
    }

private:
    void read_declined(codec::Node const& list)
    {
        if (!list.is_array() || list.items.size() > declined_max) {
            flaws.push_back({ "/unknown", "a list of at most 500 ids of questions is wanted" });
            return;
        }
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            auto const& item = list.items[i];
            if (item.is_string() && assess::is_question(item.text))
                declined.insert(item.text);
            else
                flaws.push_back({ fmt::format("/unknown/{}", i),
                    "this is no id of a question: take them as questions have them, such as payments[0].amount" });
        }
    }
    void read_language(codec::Node const& word)
    {
        if (word.is_string() && (word.text == "en" || word.text == "zh"))
            language = word.text == "zh" ? Language::zh : Language::en;
        else
            flaws.push_back({ "/language", "en or zh is wanted" });
    }
};

void ask(Call& call)
{
    auto const tree = body_tree(call);
    if (!tree)
        return;
    Asked asked(*tree);
    if (!asked.flaws.empty()) {
        auto problem = problem_of({ &form_refusals::body_wrong, {}, {} }, http::language_of(call.request));
        problem.errors = std::move(asked.flaws);
        return call.refuse(std::move(problem));
    }
    Posted posted;
    if (!read_posted(call, *tree, *asked.of_case, posted))
        return;
    assess::Options options;
    options.as_of = posted.file.facts.date("as_of").value_or(call.desk.today());
    options.language = asked.language.value_or(http::language_of(call.request));
    auto const interview = assess::interview(*posted.world, posted.file.facts, posted.inputs, options, asked.declined);
    call.answer(http::Response::json(json_of(view_of(interview, options))).with("Cache-Control", "no-store"));
}

void start(Call& call)
{
    call.answer(http::Response::json(
        json_of(StartView { call.desk.options().without_account, intake_bytes_max, call.desk.today() }))
            .with("Cache-Control", "no-store"));
}

void taken_interview(codec::JsonWriter& json)
{
    json.begin_object();
    json.key("type");
    json.string("object");
    json.key("properties");
    json.begin_object();
    json.key("case");
    case_schema(json);
    json.key("unknown");
    json.begin_object();
    json.key("type");
    json.string("array");
    json.key("description");
    json.string("The ids of questions that were declined: they are not asked again");
    json.key("items");
    json.begin_object(true);
    json.key("type");
    json.string("string");
    json.end_object();
    json.end_object();
    json.key("language");
    json.begin_object(true);
    json.key("enum");
    json.begin_array(true);
    json.string("en");
    json.string("zh");
    json.end_array();
    json.end_object();
    json.end_object();
    json.key("required");
    json.begin_array(true);
    json.string("case");
    json.end_array();
    json.key("additionalProperties");
    json.boolean(false);
    json.end_object();
}

} // namespace

void add_interviews(std::vector<Operation>& table)
{
    table.push_back({ .path = "/v1/start",
        .id = "interviews.start",
        .summary
        = "Whether interviews, readings of files and assessments are open without an account, and their limits",
        .gives = given<StartView>(),
        .run = start });
    table.push_back({ .method = http::Method::post,
        .path = "/v1/interviews",
        .id = "interviews.ask",
        .summary = "The next best question for a case file, what it may change, and the answer so far; nothing is kept",
        .scope = Scope::read,
        .without_account = true,
        .takes = taken_interview,
        .gives = given<InterviewView>(),
        .runs = http::Runs::aside,
        .run = ask });
}

} // namespace recourse::api
