#include "core/assess/question_words.hpp"

#include "base/text.hpp"
#include "core/case/fact_forms.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::assess {

using casework::FactKind;
using casework::FactPath;
using casework::Facts;
using casework::FactWords;

namespace {

/// The path as the guide has it: list positions left out.
std::string bare(std::string_view id)
{
    std::string result;
    bool inside = false;
    for (char const c : id) {
        inside = c == '[' || (inside && c != ']');
        if (!inside && c != ']')
            result += c;
    }
    return result;
}

/// The currency in which the case speaks: of the first amount that is known.
std::optional<Currency> currency_of(Facts const& facts)
{
    auto const groups = casework::fact_groups();
    for (std::uint16_t group = 0; group < groups.size(); ++group) {
        auto const items = groups[group].list ? facts.items(group) : 1;
        for (std::uint16_t field = 0; field < groups[group].fields.size(); ++field) {
            for (std::size_t item = 0; groups[group].fields[field].kind == FactKind::money && item < items; ++item) {
                auto const value = facts.get({ group, static_cast<std::uint16_t>(item), field });
                if (value.is(rules::Kind::money))
                    return value.as_money().currency;
            }
        }
    }
    return std::nullopt;
}

/// A day that is agreed may lie ahead; everything else that is asked has happened.
bool may_lie_ahead(std::string_view bare_path)
{
    return bare_path == "order.ship_by" || bare_path == "order.deliver_by";
}

/// What cannot have happened before something else did: as the reader of case files has it.
std::string first_day(std::string const& id, Facts const& facts)
{
    auto after = id;
    auto const follows = [&](std::string_view end, std::string_view before) {
        if (!after.ends_with(end))
            return false;
        after.replace(after.size() - end.size(), end.size(), before);
        return true;
    };
    if (follows("delivered_on", "shipped_on") || follows("notified_on", "found_on")
        || follows("award_on", "filed_on")) {
        if (auto const day = facts.date(after))
            return to_string(*day);
    }
    return {};
}

std::vector<Choice> usual_texts(std::string_view path, casework::World const& world, Language language)
{
    bool const zh = language == Language::zh;
    std::vector<Choice> choices;
    if (path == "order.platform") {
        for (auto const& book : world.books) {
            if (!book.platform.empty() && std::ranges::find(choices, book.platform, &Choice::value) == choices.end())
                choices.push_back({ book.platform, book.platform });
        }
    } else if (path == "order.arbitration") {
        choices.push_back({ "none", zh ? "没有约定仲裁" : "None: no arbitration is agreed" });
        for (auto const* id : { "cietac", "hkiac", "scia", "shiac", "icc" }) {
            std::string says = id;
            std::ranges::transform(says, says.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
            choices.push_back({ id, std::move(says) });
        }
    } else if (path == "order.court_clause")
        choices.push_back({ "none", zh ? "没有约定法院" : "None: no court is named" });
    else if (path == "order.governing_law")
        choices.push_back({ zh ? "未约定" : "none stated", zh ? "合同未约定" : "The contract names none" });
    return choices;
}

void describe_decimal(NextQuestion& question, std::string_view path, bool zh)
{
    question.least = "0";
    if (path == "problems.share") {
        question.kind = AnswerKind::share;
        question.most = "1";
        question.unit = zh ? "占货物的比例" : "of the goods";
        question.example = "0.35";
    } else if (path.ends_with("_percent")) {
        question.kind = AnswerKind::percent;
        question.most = "100";
        question.unit = "%";
        question.example = "0.5";
    } else
        question.kind = AnswerKind::number;
}

} // namespace

FactWords const* words_of(casework::World const& world, std::string_view id)
{
    auto const found = std::ranges::find(world.guide.facts, bare(id), &FactWords::path);
    return found == world.guide.facts.end() ? nullptr : &*found;
}

std::string label_of(std::string const& word, FactWords const* words, Language language)
{
    bool const zh = language == Language::zh;
    if (words != nullptr && words->words.contains(word)) {
        auto const& [en, chinese] = words->words.at(word);
        if (auto const& label = zh ? chinese : en; !label.empty())
            return label;
    }
    if (zh)
        return std::string { casework::chinese_name(word) };
    auto plain = word;
    std::ranges::replace(plain, '_', ' ');
    return plain;
}

void describe_answer(NextQuestion& question, casework::World const& world, Facts const& facts, Options const& options,
    FactWords const* words)
{
    bool const zh = options.language == Language::zh;
    if (words != nullptr)
        question.example = words->example;
    auto const path = casework::parse_path(question.id);
    if (!path) {
        question.kind = AnswerKind::count;
        question.least = "0";
        question.most = fmt::format("{}", interview_items_max);
        question.example = "1";
        question.unit = question.id == "payments" ? (zh ? "笔付款" : "payments") : std::string {};
        return;
    }
    auto const& field = casework::fact_groups()[path->group].fields[path->field];
    auto const name = bare(question.id);
    switch (field.kind) {
    case FactKind::word:
        question.kind = AnswerKind::choice;
        question.several = name == "problems.kind" && facts.items(path->group) <= 1;
        for (auto const& word : field.words)
            question.choices.push_back({ word, label_of(word, words, options.language) });
        break;
    case FactKind::boolean:
        question.kind = AnswerKind::yes_no;
        break;
    case FactKind::date:
        question.kind = AnswerKind::day;
        question.least = first_day(question.id, facts);
        if (!may_lie_ahead(name))
            question.most = to_string(options.as_of);
        if (question.example.empty())
            question.example = "2026-03-01";
        break;
    case FactKind::money:
        question.kind = AnswerKind::money;
        question.currency = currency_of(facts);
        question.least = "0";
        if (question.example.empty())
            question.example = "4800.00 USD";
        break;
    case FactKind::decimal:
        describe_decimal(question, name, zh);
        break;
    case FactKind::text:
        question.kind = name.ends_with("country") ? AnswerKind::country : AnswerKind::text;
        question.choices = usual_texts(name, world, options.language);
        if (question.example.empty() && question.kind == AnswerKind::country)
            question.example = "CN";
        break;
    case FactKind::text_list:
        question.kind = AnswerKind::texts;
        question.example = "wechat, email";
        break;
    }
    if (question.help.empty() && field.kind == FactKind::text)
        question.help = casework::form_of(*path, options.language);
}

std::string why_of(casework::Moves const& moves, Language language)
{
    bool const zh = language == Language::zh;
    std::vector<std::string> parts;
    if (moves.verdict)
        parts.emplace_back(zh ? "是否受保障" : "whether you are covered");
    if (moves.stake)
        parts.emplace_back(zh ? "涉及的金额" : "how much is at stake");
    if (moves.sum)
        parts.emplace_back(zh ? "能获赔多少" : "how much is covered");
    if (!moves.routes.empty())
        parts.push_back(moves.routes.size() == 1
                ? std::string { zh ? "一条追偿途径是否可行" : "whether one of the ways to recover is open" }
                : fmt::format(fmt::runtime(zh ? "{}条追偿途径是否可行" : "which of {} ways to recover are open"),
                      moves.routes.size()));
    if (parts.empty())
        return zh ? "各项答复都可能取决于此。" : "Parts of the answer may hang on it.";
    return zh ? fmt::format("这可能影响{}。", fmt::join(parts, "、"))
              : fmt::format("It may change {}.", join_and(parts));
}

std::string said(Facts const& facts, FactPath path, FactWords const* words, Language language)
{
    auto const value = facts.get(path);
    switch (value.kind) {
    case rules::Kind::boolean:
        return language == Language::zh ? (value.boolean ? "是" : "否") : (value.boolean ? "yes" : "no");
    case rules::Kind::date:
        return to_string(value.as_date());
    case rules::Kind::money:
        return display(value.as_money());
    case rules::Kind::string: {
        std::string text { value.as_text() };
        return casework::fact_groups()[path.group].fields[path.field].kind == FactKind::word
            ? label_of(text, words, language)
            : text;
    }
    default:
        return {};
    }
}

} // namespace recourse::assess
