#include "cli/statement_json.hpp"

#include "base/check.hpp"
#include "codec/json_writer.hpp"

namespace recourse::cli {

namespace {

class Writing {
public:
    std::string take(quantum::Statement const& stated, std::vector<brief::Remark> const& remarks)
    {
        json_.begin_object();
        member("as_of", to_string(stated.as_of));
        member("currency", stated.currency.code());
        json_.key("interest_terms");
        json_.begin_object();
        member("mode", stated.terms.mode == quantum::Mode::segmented ? "lpr-segmented" : "lpr-at-breach");
        member("uplift", to_string(stated.terms.uplift));
        source(stated.terms.source);
        json_.end_object();
        list("lines", stated.lines, [&](quantum::Line const& one) { line(one); });
        sums("sums", stated.sums);
        sums("rmb", stated.rmb);
        json_.key("other_mode");
        json_.begin_object();
        member("mode", stated.other.mode == quantum::Mode::segmented ? "lpr-segmented" : "lpr-at-breach");
        money("interest", stated.other.interest);
        money("total", stated.other.total);
        money("interest_a_day", stated.other.interest_a_day);
        json_.end_object();
        list("not_claimed", stated.exclusions, [&](quantum::Exclusion const& one) {
            member("item", one.item);
            member("by", one.by);
            money("amount", one.amount);
            text("why", one.why);
            source(one.source);
        });
        list("warnings", stated.warnings, [&](quantum::Warning const& one) {
            member("id", one.id);
            member("severity", one.severity == quantum::Severity::warn ? "warn" : "note");
            member("item", one.item);
            text("says", one.says);
            source(one.source);
        });
        list("remarks", remarks, [&](brief::Remark const& one) {
            member("fact", one.fact);
            text("says", { one.says.en, one.says.zh });
        });
        json_.key("exchange_rates");
        json_.begin_array();
        for (auto const& used : stated.rates)
            json_.string(to_string(used.rate));
        json_.end_array();
        json_.end_object();
        return json_.take() + "\n";
    }

private:
    codec::JsonWriter json_ { codec::JsonStyle::pretty };

    void member(std::string_view name, std::string_view value)
    {
        json_.key(name);
        json_.string(value);
    }

    void money(std::string_view name, Money amount)
    {
        json_.key(name);
        json_.begin_object(true);
        member("amount", amount_text(amount));
        member("currency", amount.currency.code());
        json_.end_object();
    }

    void text(std::string_view name, quantum::Text const& words)
    {
        json_.key(name);
        json_.begin_object(true);
        member("en", words.en);
        member("zh", words.zh);
        json_.end_object();
    }

    void source(casework::SourceRef const& from)
    {
        json_.key("source");
        json_.begin_object(true);
        member("document", from.document);
        member("title", from.title);
        member("clause", from.clause);
        member("mark", from.mark);
        member("url", from.url);
        json_.end_object();
    }

    template <class Items, class F>
    void list(std::string_view name, Items const& items, F const& each)
    {
        json_.key(name);
        json_.begin_array();
        for (auto const& item : items) {
            json_.begin_object();
            each(item);
            json_.end_object();
        }
        json_.end_array();
    }

    void line(quantum::Line const& one)
    {
        static constexpr std::array<std::string_view, 3> kinds { "head", "interest", "receipt" };
        member("kind", kinds.at(static_cast<std::size_t>(one.kind)));
        member("id", one.id);
        member("head", one.head ? quantum::key(*one.head) : std::string_view {});
        text("what", one.what);
        member("date", to_string(one.date));
        text("how", one.formula);
        money("own", one.own);
        money("sum", one.sum);
        money("rmb", one.rmb);
        if (one.kind != quantum::LineKind::receipt)
            money("open", one.open);
        json_.key("evidence");
        json_.begin_array(true);
        for (auto const& mark : one.evidence)
            json_.string(mark);
        json_.end_array();
        text("note", one.note);
        source(one.source);
    }

    void sums(std::string_view name, quantum::Sums const& all)
    {
        json_.key(name);
        json_.begin_object();
        money("heads", all.heads);
        money("interest", all.interest);
        money("received", all.received);
        money("total", all.total);
        money("interest_a_day", all.interest_a_day);
        json_.end_object();
    }
};

} // namespace

std::string statement_json(brief::Study const& study)
{
    RECOURSE_ASSERT(study.statement.has_value());
    return Writing {}.take(*study.statement, study.basis.remarks);
}

} // namespace recourse::cli
