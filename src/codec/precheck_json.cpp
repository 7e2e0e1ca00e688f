#include "codec/precheck_json.hpp"

#include "core/case/answer_words.hpp"

namespace recourse::codec {

namespace {

void text(JsonWriter& json, std::string_view key, std::string_view value)
{
    json.key(key);
    value.empty() ? json.null() : json.string(value);
}
void money(JsonWriter& json, std::string_view key, std::optional<Money> const& sum)
{
    json.key(key);
    if (!sum)
        return json.null();
    json.begin_object(true);
    text(json, "amount", amount_text(*sum));
    text(json, "currency", sum->currency.code());
    json.end_object();
}
void range(JsonWriter& json, std::string_view key, casework::MoneyRange const& sums)
{
    json.key(key);
    json.begin_object();
    money(json, "low", sums.low);
    money(json, "high", sums.high);
    json.end_object();
}
void reasons(JsonWriter& json, casework::Answer const& answer)
{
    json.key("reasons");
    json.begin_array();
    if (auto const* best = assess::best_of(answer))
        for (auto const& reason : best->reasons) {
            if (!assess::speaks(reason))
                continue;
            json.begin_object();
            text(json, "rule", reason.rule);
            text(json, "outcome", reason.outcome);
            text(json, "text", reason.text);
            text(json, "reading", reason.reading);
            text(json, "source", reason.source.title);
            text(json, "mark", reason.source.mark);
            json.end_object();
        }
    json.end_array();
}

} // namespace

std::string to_json(assess::Precheck const& answer, JsonStyle style)
{
    JsonWriter json(style);
    json.begin_object();
    text(json, "as_of", to_string(answer.as_of()));
    text(json, "answer", word(answer.reply()));
    text(json, "text", answer.headline());
    money(json, "paid", answer.paid());
    range(json, "as_planned", answer.planned().range);
    range(json, "through_platform", answer.through_platform().range);
    json.key("payments");
    json.begin_array();
    for (auto const& one : answer.payments()) {
        json.begin_object();
        money(json, "amount", one.amount);
        json.key("through_platform");
        one.inside ? json.boolean(*one.inside) : json.null();
        text(json, "payee", one.payee);
        text(json, "answer", word(assess::reply_of(one.alone, one.amount)));
        money(json, "low", one.alone.range.low);
        money(json, "high", one.alone.range.high);
        text(json, "instead", one.instead);
        reasons(json, one.alone.answers.front());
        json.end_object();
    }
    json.end_array();
    auto const what_ifs = assess::what_ifs();
    json.key("what_ifs");
    json.begin_array();
    for (std::size_t i = 0; i < what_ifs.size(); ++i) {
        auto const* best = assess::best_of(answer.planned().answers[i]);
        json.begin_object();
        text(json, "kind", what_ifs[i].kind);
        text(json, "programme", best == nullptr ? "" : best->programme);
        text(json, "verdict", best == nullptr ? "not_covered" : casework::word(best->verdict));
        money(json, "low", best == nullptr ? std::nullopt : best->range.low);
        money(json, "high", best == nullptr ? std::nullopt : best->range.high);
        reasons(json, answer.planned().answers[i]);
        json.end_object();
    }
    json.end_array();
    json.key("missing");
    json.begin_array();
    for (auto const& path : answer.missing())
        json.string(path);
    json.end_array();
    json.key("do");
    json.begin_array();
    for (auto const& act : answer.to_do())
        json.string(act);
    json.end_array();
    json.key("warnings");
    json.begin_array();
    for (auto const& warning : answer.warnings()) {
        json.begin_object();
        text(json, "id", warning.id);
        text(json, "text", warning.text);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return json.take();
}

} // namespace recourse::codec
