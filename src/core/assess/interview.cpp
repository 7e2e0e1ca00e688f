#include "core/assess/interview.hpp"

#include "core/assess/question_words.hpp"
#include "core/case/fact_forms.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::assess {

using casework::Answer;
using casework::FactPath;
using casework::Facts;
using casework::Question;
using casework::RouteStatus;

namespace {

constexpr std::string_view first_problem = "problems[0].kind";

std::uint16_t group_of(std::string_view name)
{
    return static_cast<std::uint16_t>(casework::find_group(name));
}

bool is_list(std::string_view id)
{
    int const group = id.empty() ? -1 : casework::find_group(id);
    return group >= 0 && casework::fact_groups()[static_cast<std::size_t>(group)].list;
}

bool is_known(Facts const& facts, std::string const& id)
{
    return !facts.get(*casework::parse_path(id)).is(rules::Kind::absent);
}

/// What of the answer itself is asked for is no fact of the dispute.
bool is_of_dispute(std::uint16_t group)
{
    auto const& name = casework::fact_groups()[group].name;
    return !name.empty() && name != "rates";
}

std::vector<KnownFact> known_facts(casework::World const& world, Facts const& facts, Language language)
{
    std::vector<KnownFact> known;
    auto const groups = casework::fact_groups();
    for (std::uint16_t group = 0; group < groups.size(); ++group) {
        auto const& schema = groups[group];
        if (!is_of_dispute(group))
            continue;
        auto const items = schema.list ? facts.items(group) : 1;
        if (schema.list && items == 0 && facts.list_known(group)) {
            auto const* words = words_of(world, schema.name);
            auto const zh = language == Language::zh;
            known.push_back({ schema.name,
                words == nullptr ? schema.name
                    : zh         ? words->ask_zh
                                 : words->ask,
                zh ? "没有" : "none" });
        }
        for (std::size_t item = 0; item < items; ++item) {
            for (std::uint16_t field = 0; field < schema.fields.size(); ++field) {
                FactPath const path { group, static_cast<std::uint16_t>(item), field };
                auto id = casework::to_string(path);
                if (!is_known(facts, id))
                    continue;
                auto const* words = words_of(world, id);
                auto const ask = words == nullptr ? id : language == Language::zh ? words->ask_zh : words->ask;
                auto label = asked(id, ask, facts, language);
                known.push_back({ std::move(id), std::move(label), said(facts, path, words, language) });
            }
        }
    }
    return known;
}

/// Whether the interview may still ask it: not of a list that was declined as a whole.
bool is_asked(Question const& question, Declined const& declined)
{
    if (is_list(question.field))
        return !declined.contains(question.field);
    auto const path = casework::parse_path(question.field);
    return path && is_of_dispute(path->group) && !declined.contains(question.field)
        && !declined.contains(casework::fact_groups()[path->group].name) && path->item < interview_items_max;
}

NextQuestion described(
    casework::World const& world, Facts const& facts, Options const& options, Question const& one, Stage stage)
{
    bool const zh = options.language == Language::zh;
    NextQuestion next;
    next.id = one.field;
    next.moves = one.moves;
    next.stage = stage;
    auto const* words = words_of(world, one.field);
    auto const problems = group_of("problems");
    // The first thing of all is asked in the words of the whole list.
    auto const* shown = one.field == first_problem && facts.items(problems) <= 1 ? words_of(world, "problems") : words;
    auto const ask = shown == nullptr ? one.ask.empty() ? one.field : one.ask : zh ? shown->ask_zh : shown->ask;
    if (is_list(one.field))
        next.ask = one.field == "payments"
            ? (zh ? "为这笔订单一共付过几次款？" : "How many payments did you make for this order?")
            : ask;
    else
        next.ask = asked(one.field, ask, facts, options.language);
    if (words != nullptr) {
        next.why = zh ? words->why_zh : words->why;
        next.help = zh ? words->help_zh : words->help;
    }
    if (next.why.empty())
        next.why = why_of(one.moves, options.language);
    describe_answer(next, world, facts, options, words);
    return next;
}

} // namespace

bool is_question(std::string_view id)
{
    return is_list(id) || casework::parse_path(id).has_value();
}

std::string asked(std::string const& field, std::string const& ask, Facts const& facts, Language language)
{
    bool const zh = language == Language::zh;
    auto const path = casework::parse_path(field);
    if (!path || !casework::fact_groups()[path->group].list || facts.items(path->group) < 2)
        return ask;
    auto item = casework::item_name(*path, language);
    auto const amount = facts.money(fmt::format("payments[{}].amount", path->item));
    if (amount && casework::fact_groups()[path->group].name == "payments")
        item += fmt::format(fmt::runtime(zh ? "（{}）" : " ({})"), display(*amount));
    auto text = ask;
    std::string_view const general = zh ? "该笔付款" : "this payment";
    if (auto const at = text.find(general); at != std::string::npos)
        return text.replace(at, general.size(), item);
    if (!zh && item[0] >= 'a' && item[0] <= 'z')
        item[0] = static_cast<char>(item[0] - 'a' + 'A');
    return fmt::format(fmt::runtime(zh ? "{}：{}" : "{}: {}"), item, text);
}

std::vector<std::string> open_basics(Facts const& facts, Declined const& declined)
{
    std::vector<std::string> open;
    auto const add = [&](std::string id) {
        if (!declined.contains(id) && !is_known(facts, id))
            open.push_back(std::move(id));
    };
    auto const items
        = [&](std::string_view list) { return std::min(facts.items(group_of(list)), interview_items_max); };
    if (!declined.contains("problems")) {
        if (!facts.list_known(group_of("problems")))
            add(std::string { first_problem });
        for (std::size_t i = 0; i < items("problems"); ++i)
            add(fmt::format("problems[{}].kind", i));
    }
    bool on_platform = facts.text("order.channel") == "platform" || facts.text("order.platform").has_value();
    if (!declined.contains("payments")) {
        if (!facts.list_known(group_of("payments")))
            open.emplace_back("payments");
        for (std::size_t i = 0; i < items("payments"); ++i) {
            auto const of = [&](std::string_view field) { return fmt::format("payments[{}].{}", i, field); };
            add(of("through_platform"));
            auto const through = facts.boolean(of("through_platform"));
            on_platform |= through == true;
            if (through == false)
                add(of("payee"));
            add(of("amount"));
            add(of("date"));
        }
    }
    if (!on_platform)
        add("order.channel");
    if (on_platform || (facts.text("order.channel") != "direct" && declined.contains("order.channel")))
        add("order.platform");
    add("delivery.state");
    if (facts.text("delivery.state") == "delivered")
        add("delivery.delivered_on");
    add("supplier.country");
    return open;
}

Interview interview(casework::World const& world, Facts const& facts, BookInputs const& inputs, Options const& options,
    Declined const& declined)
{
    auto short_answer = options;
    short_answer.questions = short_answer.forecast = short_answer.trace = false;
    Interview result;
    result.answer = assess(world, facts, inputs, short_answer);
    result.known = known_facts(world, facts, options.language);
    result.answered = result.known.size();
    result.declined = declined.size();

    auto passed_over = declined;
    if (declined.contains(first_problem) && !facts.list_known(group_of("problems")))
        passed_over.insert("problems");
    Tries tries(facts);
    auto ranked = questions(world, facts, inputs, options, figures(world, facts, inputs, options), tries, passed_over);
    std::erase_if(ranked, [&](auto const& one) { return !is_asked(one, passed_over); });

    auto const basics = open_basics(facts, declined);
    auto const is_basic = [&](Question const& one) {
        return std::ranges::find(basics, one.field) != basics.end()
            || (one.field == "problems" && std::ranges::find(basics, first_problem) != basics.end());
    };
    result.basics_left = basics.size();
    result.left = basics.size()
        + static_cast<std::size_t>(std::ranges::count_if(ranked, [&](auto const& one) { return !is_basic(one); }));
    if (!basics.empty()) {
        Question next { basics.front(), {}, {}, 0 };
        auto const found = std::ranges::find_if(ranked, [&](Question const& one) {
            return one.field == next.field || (one.field == "problems" && next.field == first_problem);
        });
        if (found != ranked.end())
            next.moves = found->moves;
        result.question = described(world, facts, options, next, Stage::basics);
    } else if (!ranked.empty())
        result.question = described(world, facts, options, ranked.front(), Stage::details);
    return result;
}

SoFar so_far(Answer const& answer)
{
    SoFar result;
    if (!answer.coverage.empty())
        result.best = &answer.coverage.front();
    for (auto const& route : answer.routes) {
        if (route.status == RouteStatus::open)
            result.open.push_back(route.id);
        else if (route.status == RouteStatus::conditional)
            result.conditional.push_back(route.id);
        else if (route.status == RouteStatus::unknown)
            result.unknown.push_back(route.id);
    }
    for (auto const& deadline : answer.deadlines) {
        if (deadline.due && !deadline.met && *deadline.due >= answer.as_of
            && (result.next == nullptr || *deadline.due < *result.next->due))
            result.next = &deadline;
    }
    for (auto const& warning : answer.warnings) {
        if (warning.severity != casework::Severity::note)
            result.warnings.push_back(&warning);
    }
    return result;
}

} // namespace recourse::assess
