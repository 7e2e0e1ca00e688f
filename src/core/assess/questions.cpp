#include "core/assess/assess.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

// Which unknown fact is most worth asking: each is tried with the values it may have, and what moves is compared.

namespace recourse::assess {

using casework::FactKind;
using casework::FactPath;
using casework::Facts;
using casework::Question;
using rules::Value;

namespace {

/// The path in the words of the facts' file: list positions left out.
std::string bare(std::string_view path)
{
    std::string result;
    bool inside = false;
    for (char const c : path) {
        inside = c == '[' || (inside && c != ']');
        if (!inside && c != ']')
            result += c;
    }
    return result;
}

/// Values worth trying: every word, both truths, days around the case, sums from little to all.
std::vector<Value> values_of(FactPath path, Options const& options, std::optional<Money> scale)
{
    auto const& field = casework::fact_groups()[path.group].fields[path.field];
    std::vector<Value> values;
    switch (field.kind) {
    case FactKind::boolean:
        return { Value::of(true), Value::of(false) };
    case FactKind::word:
        for (auto const& word : field.words)
            values.push_back(Value::string(word));
        return values;
    case FactKind::date:
        for (int const days : { 1, 10, 25, 45, 100, 400 })
            values.push_back(Value::of(options.as_of.plus_days(-days)));
        return values;
    case FactKind::money:
        if (scale)
            return { Value::of(Money { scale->minor / 10, scale->currency }), Value::of(*scale) };
        return { Value::of(Money { 1'000'00, *Currency::from_code("USD") }) };
    case FactKind::decimal:
        return { Value::string("0.1"), Value::string("1") };
    case FactKind::text:
        if (field.name == "arbitration")
            return { Value::string("none"), Value::string("cietac"), Value::string("hkiac") };
        if (field.name == "platform")
            return { Value::string("alibaba.com"), Value::string("other") };
        if (field.name == "country" || field.name == "payee_country")
            return { Value::string("CN"), Value::string("HK") };
        return {};
    case FactKind::text_list:
        return {};
    }
    return {};
}

struct Difference {
    bool verdict = false; ///< of the programme
    bool reading = false; ///< of one reading only
    bool stake = false; ///< whether the sum at stake is known
    std::int64_t sum = 0; ///< by how much the least and the most that is covered may move, together
    std::vector<std::string> routes;

    bool nothing() const { return !verdict && !reading && !stake && sum == 0 && routes.empty(); }
};

double worth(Difference const& difference, std::optional<Money> scale)
{
    double result = (difference.verdict ? 100 : 0) + (difference.reading ? 40 : 0) + (difference.stake ? 60 : 0);
    if (difference.sum > 0 && scale && scale->minor > 0)
        result += 40.0 * static_cast<double>(difference.sum) / static_cast<double>(scale->minor);
    return result + 5.0 * static_cast<double>(std::min<std::size_t>(difference.routes.size(), 6));
}

std::string changes(Difference const& difference, Language language)
{
    bool const zh = language == Language::zh;
    std::vector<std::string> parts;
    if (difference.verdict || difference.reading)
        parts.emplace_back(zh ? "是否受保障" : "whether it is covered");
    if (difference.stake)
        parts.emplace_back(zh ? "涉及的金额" : "how much is at stake");
    if (difference.sum > 0)
        parts.emplace_back(zh ? "保障金额" : "how much is covered");
    if (!difference.routes.empty()) {
        auto shown = difference.routes;
        if (shown.size() > 3)
            shown.resize(3);
        parts.push_back(
            zh ? fmt::format("途径：{}", fmt::join(shown, "、")) : fmt::format("the routes {}", join_and(shown)));
    }
    return zh ? fmt::format("{}", fmt::join(parts, "；")) : join_and(parts);
}

casework::Moves moves(Difference const& difference, Figures const& base, std::optional<Money> scale)
{
    casework::Moves result { .verdict = difference.verdict || difference.reading,
        .stake = difference.stake,
        .sum = {},
        .routes = difference.routes };
    auto const& in = base.cover_high ? base.cover_high : scale;
    if (difference.sum > 0 && in && in->currency != Currency {})
        result.sum = Money { difference.sum, in->currency };
    return result;
}

/// Adds what one try moved.
void compare_figures(Figures const& base, Figures const& now, Difference& difference)
{
    difference.verdict |= now.cover.size() != base.cover.size();
    for (auto const& [id, outcome] : now.cover) {
        auto const before = base.cover.find(id);
        if (before == base.cover.end())
            continue;
        difference.verdict |= before->second.verdict != outcome.verdict;
        for (std::size_t i = 0; i < outcome.readings.size(); ++i)
            difference.reading |= outcome.readings[i].verdict != before->second.readings[i].verdict;
    }
    for (auto const& [id, status] : now.routes) {
        if (base.routes.at(id) != status && std::ranges::find(difference.routes, id) == difference.routes.end())
            difference.routes.push_back(id);
    }
    auto const moved = [](std::optional<Money> a, std::optional<Money> b) {
        return std::abs((a ? a->minor : 0) - (b ? b->minor : 0));
    };
    difference.stake |= now.claimed && !base.claimed;
    difference.sum
        = std::max(difference.sum, moved(base.cover_low, now.cover_low) + moved(base.cover_high, now.cover_high));
}

/// A fact as the questions name it, and the items of its list in which it is not known.
struct Field {
    std::uint16_t group = 0, field = 0;
    std::vector<FactPath> places; ///< the first few
};

constexpr std::size_t fields_max = 40;
constexpr std::size_t places_max = 3; ///< an item where the fact decides nothing stands for those after it

/// The facts behind missing paths, in the order in which they were named. An unknown list has none: the fields of its
/// first item would be guesses.
std::vector<Field> fields_of(std::vector<std::string> const& missing)
{
    std::vector<Field> fields;
    for (auto const& text : missing) {
        auto const path = casework::parse_path(text);
        if (!path)
            continue;
        auto found = std::ranges::find_if(
            fields, [&](Field const& one) { return one.group == path->group && one.field == path->field; });
        if (found == fields.end()) {
            if (fields.size() == fields_max)
                continue;
            found = fields.insert(found, { path->group, path->field, {} });
        }
        if (found->places.size() < places_max && std::ranges::find(found->places, *path) == found->places.end())
            found->places.push_back(*path);
    }
    return fields;
}

} // namespace

Tries::Tries(Facts const& facts)
{
    std::size_t items = 0;
    auto const groups = casework::fact_groups();
    for (std::uint16_t group = 0; group < groups.size(); ++group)
        items += groups[group].list ? facts.items(group) : 0;
    most_ = 40'000 / (100 + items);
}

bool Tries::take()
{
    if (taken_ == most_)
        return false;
    ++taken_;
    return true;
}

std::vector<Question> questions(casework::World const& world, Facts const& facts, BookInputs const& inputs,
    Options const& options, Figures const& base, Tries& tries, Declined const& declined)
{
    casework::Evaluation evaluation(world, facts, options.as_of);
    auto const scale = evaluation.money_term("claimed");
    std::vector<Question> result;
    auto const ask = [&](std::string const& field) -> casework::FactWords const* {
        auto const found = std::ranges::find(world.guide.facts, bare(field), &casework::FactWords::path);
        return found == world.guide.facts.end() ? nullptr : &*found;
    };
    bool const zh = options.language == Language::zh;
    auto const words = [&](std::string const& field) {
        auto const* found = ask(field);
        return found == nullptr ? field : zh ? found->ask_zh : found->ask;
    };
    // A list that is not given at all comes first: nothing can be said without it.
    for (std::string const list : { "payments", "problems" }) {
        if (!facts.list_known(static_cast<std::uint16_t>(casework::find_group(list))) && !declined.contains(list))
            result.push_back({ list, words(list), zh ? "一切" : "everything", 1000,
                { .verdict = true, .stake = true, .sum = {}, .routes = {} } });
    }
    // What keeps the sum at stake open is worth asking although no rule waits for it, and before what only a route
    // hangs on: should the tries run out, what matters least is left.
    std::vector<std::string> missing;
    for (auto const& [id, outcome] : base.cover)
        casework::note_missing(outcome.missing, missing);
    for (auto const term : { "paid", "claimed", "claimed_low" })
        casework::note_missing(evaluation.term(term), missing);
    auto const problems = static_cast<std::uint16_t>(casework::find_group("problems"));
    for (std::size_t i = 0, found = 0; evaluation.money_term("claimed_low") != scale && i < facts.items(problems);
        ++i) {
        if (auto const loss = fmt::format("problems[{}].loss", i); !facts.money(loss)) {
            casework::note_missing(std::array { loss }, missing);
            if (++found == places_max)
                break;
        }
    }
    casework::note_missing(base.missing, missing);
    std::erase_if(missing, [&](auto const& path) { return declined.contains(path); });
    for (auto const& field : fields_of(missing)) {
        for (auto const path : field.places) {
            Difference difference;
            for (auto const& value : values_of(path, options, scale)) {
                if (!tries.take())
                    break;
                auto changed = facts;
                if (value.is(rules::Kind::string))
                    changed.set_text(path, value.as_text());
                else
                    changed.set(path, value);
                compare_figures(base, figures(world, changed, inputs, options), difference);
            }
            if (difference.nothing())
                continue;
            auto const name = casework::to_string(path);
            result.push_back({ name, words(name), changes(difference, options.language), worth(difference, scale),
                moves(difference, base, scale) });
            break;
        }
    }
    std::ranges::stable_sort(result, std::ranges::greater {}, &Question::worth);
    return result;
}

} // namespace recourse::assess
