#include "codec/answer_json.hpp"

#include "core/case/answer_words.hpp"

namespace recourse::codec {

namespace {

using namespace casework;

/// Writes each part of the answer; `put(key, value)` in the order of the published schema.
class AnswerWriter {
public:
    explicit AnswerWriter(JsonStyle style) : json_(style) { }

    std::string write(Answer const& answer)
    {
        json_.begin_object();
        put("title", answer.title);
        put("language", answer.language);
        put("as_of", answer.as_of);
        put("as_of_given", answer.as_of_given);
        put("loss", answer.loss);
        put("coverage", answer.coverage);
        put("routes", answer.routes);
        put("forecast", answer.forecast);
        put("deadlines", answer.deadlines);
        put("plan", answer.plan);
        put("evidence", answer.evidence);
        put("warnings", answer.warnings);
        put("questions", answer.questions);
        put("counterfactuals", answer.counterfactuals);
        put("rates", answer.rates);
        put("notes", answer.notes);
        json_.end_object();
        return json_.take();
    }

private:
    template <class T>
    void put(std::string_view key, T const& value)
    {
        json_.key(key);
        write_value(value);
    }
    /// An empty text stands for "none", which is null outside.
    void put_or_null(std::string_view key, std::string const& text)
    {
        json_.key(key);
        text.empty() ? json_.null() : json_.string(text);
    }
    template <class Body>
    void object(Body body, bool inlined = false)
    {
        json_.begin_object(inlined);
        body();
        json_.end_object();
    }

    void write_value(std::string const& text) { json_.string(text); }
    void write_value(std::string_view text) { json_.string(text); }
    void write_value(bool value) { json_.boolean(value); }
    void write_value(int value) { json_.integer(value); }
    void write_value(std::uint32_t value) { json_.integer(value); }
    void write_value(Date date) { json_.string(to_string(date)); }
    void write_value(Money const& money)
    {
        object(
            [&] {
                put("amount", amount_text(money));
                put("currency", money.currency.code());
            },
            true);
    }
    template <class T>
    void write_value(std::optional<T> const& value)
    {
        if (value)
            write_value(*value);
        else
            json_.null();
    }
    void write_value(std::vector<std::string> const& texts)
    {
        json_.begin_array(texts.size() <= 1);
        for (auto const& text : texts)
            json_.string(text);
        json_.end_array();
    }
    template <class T>
    void write_value(std::vector<T> const& values)
    {
        json_.begin_array();
        for (auto const& value : values)
            write_value(value);
        json_.end_array();
    }

    void low_high(MoneyRange const& range)
    {
        put("low", range.low);
        put("high", range.high);
    }
    template <class T>
    void low_likely_high(T const& range)
    {
        put("low", range.low);
        put("likely", range.likely);
        put("high", range.high);
    }
    template <class T>
    void percentiles(T const& distribution)
    {
        put("p10", distribution.p10);
        put("p50", distribution.p50);
        put("p90", distribution.p90);
        put("mean", distribution.mean);
    }

    void write_value(MoneyRange const& range)
    {
        object([&] { low_high(range); }, true);
    }
    void write_value(Distribution const& distribution)
    {
        object([&] { percentiles(distribution); });
    }

    void write_value(SourceRef const& source)
    {
        object([&] {
            put_or_null("document", source.document);
            put_or_null("title", source.title);
            put_or_null("url", source.url);
            put_or_null("clause", source.clause);
            put_or_null("kind", source.kind);
            // A statement that names no source is unverified, whatever was forgotten.
            put("mark", source.mark.empty() ? std::string_view { "unverified" } : std::string_view { source.mark });
            put("read", source.read);
        });
    }

    void write_value(Loss const& loss)
    {
        object([&] {
            put("paid", loss.paid);
            put("claimed", loss.claimed);
            put("claimed_low", loss.claimed_low);
            put("missing", loss.missing);
        });
    }

    void write_value(Coverage const& cover)
    {
        object([&] {
            put("programme", cover.programme);
            put("name", cover.name);
            put("edition", cover.edition);
            put("route", cover.route);
            put("verdict", word(cover.verdict));
            low_high(cover.range);
            put("cap", cover.cap);
            put("shortfall", cover.shortfall);
            json_.key("because");
            json_.begin_array(true);
            if (cover.facts_missing)
                json_.string("facts_missing");
            if (cover.readings_differ)
                json_.string("readings_differ");
            json_.end_array();
            put("reasons", cover.reasons);
            put("readings", cover.readings);
            put("missing", cover.missing);
            put("trace", cover.trace);
        });
    }

    void write_value(Reason const& reason)
    {
        object([&] {
            put("rule", reason.rule);
            put("outcome", reason.outcome);
            put("text", reason.text);
            put("source", reason.source);
            put_or_null("reading", reason.reading);
            put_or_null("problem", reason.problem);
            put("missing", reason.missing);
        });
    }

    void write_value(ReadingResult const& result)
    {
        object([&] {
            put("reading", result.reading);
            put("says", result.says);
            put("verdict", word(result.verdict));
            low_high(result.range);
        });
    }

    void write_value(Route const& route)
    {
        object([&] {
            put("id", route.id);
            put("name", route.name);
            put("track", word(route.track));
            put("status", word(route.status));
            put("why", route.why);
            put("recoverable", route.recoverable);
            put("cost", route.cost);
            put("weeks", route.weeks);
            put("net", route.net);
            json_.key("compare");
            object([&] {
                for (std::size_t i = 0; i < comparison_rows.size(); ++i)
                    put(comparison_rows[i], route.compare[i]);
            });
            put("missing", route.missing);
        });
    }

    void write_value(Why const& why)
    {
        object([&] {
            put("text", why.text);
            put("source", why.source);
        });
    }

    void write_value(Cost const& cost)
    {
        object([&] {
            low_likely_high(cost);
            put("parts", cost.parts);
        });
    }

    void write_value(CostPart const& part)
    {
        object([&] {
            put("id", part.id);
            put("what", part.what);
            low_likely_high(part);
            put("estimate", part.estimate);
            put("source", part.source);
        });
    }

    void write_value(Weeks const& weeks)
    {
        object([&] {
            low_likely_high(weeks);
            put("estimate", weeks.estimate);
            put("source", weeks.source);
        });
    }

    void write_value(CompareCell const& cell)
    {
        object(
            [&] {
                put("text", cell.text);
                put_or_null("value", cell.value);
            },
            true);
    }

    void write_value(Forecast const& forecast)
    {
        object([&] {
            put("made", forecast.made);
            put_or_null("not_made_because", forecast.not_made_because);
            put("together", forecast.together);
            put("by_month", forecast.by_month);
            put("drivers", forecast.drivers);
            put("freeze_delay", forecast.freeze_delay);
            put("seed", std::to_string(forecast.seed));
            put("samples", forecast.samples);
            put("remarks", forecast.remarks);
        });
    }

    void write_value(MonthPoint const& point)
    {
        object([&] {
            put("month", point.month);
            percentiles(point);
        });
    }

    void write_value(Driver const& driver)
    {
        object([&] {
            put("id", driver.id);
            put("what", driver.what);
            put("low", driver.low);
            put("high", driver.high);
            put("source", driver.source);
        });
    }

    void write_value(FreezePoint const& point)
    {
        object(
            [&] {
                put("days", point.days);
                put("mean", point.mean);
            },
            true);
    }

    void write_value(Deadline const& deadline)
    {
        object([&] {
            put("id", deadline.id);
            put("what", deadline.what);
            put("from", deadline.from);
            put("from_what", deadline.from_what);
            put("opens", deadline.opens);
            put("due", deadline.due);
            put("due_latest", deadline.due_latest);
            put("done", deadline.done);
            put("met", deadline.met);
            put_or_null("time", deadline.time);
            put("status", word(deadline.status));
            put("if_missed", deadline.if_missed);
            put("counting", deadline.counting);
            put("provisional", deadline.provisional);
            put_or_null("route", deadline.route);
            put_or_null("reading", deadline.reading);
            put("source", deadline.source);
            put("missing", deadline.missing);
        });
    }

    void write_value(Task const& task)
    {
        object([&] {
            put("id", task.id);
            put("step", task.step);
            put("track", word(task.track));
            put("do", task.act);
            put("by", task.by);
            put_or_null("who", task.who);
            put("needs", task.needs);
            put("why", task.why);
            put("source", task.source);
        });
    }

    void write_value(EvidenceItem const& item)
    {
        object([&] {
            put("kind", item.kind);
            put("have", item.have);
            put("for", item.for_routes);
            put("form", item.form);
            put("why", item.why);
            put("source", item.source);
        });
    }

    void write_value(Warning const& warning)
    {
        object([&] {
            put("id", warning.id);
            put("severity", word(warning.severity));
            put("text", warning.text);
            put("source", warning.source);
        });
    }

    void write_value(Question const& question)
    {
        object([&] {
            put("field", question.field);
            put("ask", question.ask);
            put("changes", question.changes);
        });
    }

    void write_value(Counterfactual const& other)
    {
        object([&] {
            put("change", other.change);
            put("effect", other.effect);
        });
    }

    void write_value(UsedRate const& rate)
    {
        object([&] {
            put("text", rate.text);
            put("source", rate.source);
        });
    }

    JsonWriter json_;
};

} // namespace

std::string to_json(Answer const& answer, JsonStyle style)
{
    return AnswerWriter { style }.write(answer);
}

} // namespace recourse::codec
