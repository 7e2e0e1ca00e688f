#include "core/assess/assess.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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
std::vector<Value> tries(FactPath path, Options const& options, std::optional<Money> scale)
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
        return {};
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
    bool verdict = false;
    std::int64_t sum_low = 0, sum_high = 0; ///< of the best cover, over the tries
    bool any = false;
    std::vector<std::string> routes;
};

double worth(Difference const& difference, std::optional<Money> scale)
{
    double result = difference.verdict ? 100 : 0;
    if (difference.any && scale && scale->minor > 0)
        result
            += 80.0 * static_cast<double>(difference.sum_high - difference.sum_low) / static_cast<double>(scale->minor);
    return result + 5.0 * static_cast<double>(std::min<std::size_t>(difference.routes.size(), 6));
}

std::string changes(Difference const& difference, Currency currency, Language language)
{
    bool const zh = language == Language::zh;
    std::vector<std::string> parts;
    if (difference.verdict)
        parts.emplace_back(zh ? "是否受保障" : "whether it is covered");
    if (difference.any && difference.sum_high != difference.sum_low)
        parts.push_back(fmt::format(fmt::runtime(zh ? "保障金额（{}至{}）" : "the sum covered ({} to {})"),
            display({ difference.sum_low, currency }), display({ difference.sum_high, currency })));
    if (!difference.routes.empty()) {
        auto shown = difference.routes;
        if (shown.size() > 3)
            shown.resize(3);
        parts.push_back(
            zh ? fmt::format("途径：{}", fmt::join(shown, "、")) : fmt::format("the routes {}", join_and(shown)));
    }
    return zh ? fmt::format("{}", fmt::join(parts, "；")) : join_and(parts);
}

/// The facts behind a missing path: itself, or for an unknown list the first item's fields would be guesses, so none.
std::vector<FactPath> asked(std::vector<std::string> const& missing)
{
    std::vector<FactPath> paths;
    for (auto const& text : missing) {
        if (auto const path = casework::parse_path(text); path && std::ranges::find(paths, *path) == paths.end())
            paths.push_back(*path);
    }
    return paths;
}

} // namespace

std::vector<Question> questions(casework::World const& world, Facts const& facts, BookInputs const& inputs,
    Options const& options, Figures const& base)
{
    casework::Evaluation evaluation(world, facts, options.as_of);
    auto const currency = evaluation.currency();
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
        if (!facts.list_known(static_cast<std::uint16_t>(casework::find_group(list))))
            result.push_back({ list, words(list), zh ? "一切" : "everything", 1000 });
    }
    for (auto const path : asked(base.missing)) {
        Difference difference;
        for (auto const& value : tries(path, options, scale)) {
            auto changed = facts;
            if (value.is(rules::Kind::string))
                changed.set_text(path, value.as_text());
            else
                changed.set(path, value);
            auto const now = figures(world, changed, inputs, options);
            for (auto const& [id, outcome] : now.cover) {
                auto const before = base.cover.find(id);
                difference.verdict |= before == base.cover.end() || before->second.verdict != outcome.verdict;
            }
            difference.verdict |= now.cover.size() != base.cover.size();
            for (auto const& [id, status] : now.routes) {
                if (base.routes.at(id) != status && std::ranges::find(difference.routes, id) == difference.routes.end())
                    difference.routes.push_back(id);
            }
            if (now.cover_high) {
                auto const low = now.cover_low.value_or(Money { 0, currency }).minor;
                difference.sum_low = difference.any ? std::min(difference.sum_low, low) : low;
                difference.sum_high
                    = difference.any ? std::max(difference.sum_high, now.cover_high->minor) : now.cover_high->minor;
                difference.any = true;
            }
        }
        if (base.cover_high && difference.any && base.cover_low && difference.sum_low == base.cover_low->minor
            && difference.sum_high == base.cover_high->minor && difference.sum_low == difference.sum_high)
            difference.any = false;
        auto const value = worth(difference, scale);
        if (value <= 0)
            continue;
        auto const field = casework::to_string(path);
        result.push_back({ field, words(field), changes(difference, currency, options.language), value });
    }
    std::ranges::stable_sort(result, std::ranges::greater {}, &Question::worth);
    return result;
}

} // namespace recourse::assess
