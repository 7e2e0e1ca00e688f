#include "tests/samples/answers.hpp"
#include "tests/samples/build.hpp"

namespace recourse::samples {

Answer bare()
{
    Answer a;
    a.as_of = day("2026-11-24");
    a.loss.missing = { "order.value", "payments" };
    a.forecast.not_made_because = "No sum is known.";
    a.questions = { { "order.channel", "Was the order placed on a platform?", "Without one no programme applies." } };
    return a;
}

Answer hostile()
{
    // Markup, entities, attribute ends, terminal escapes, bidirectional overrides, bytes that are no text, calendar
    // line ends and property names, markup of the page setter, a very long word.
    std::string const bad = "</title><script>alert(1)</script>\"'><img src=x "
                            "onerror=alert(1)>&amp;]]><!--\x1b[31m\x1b]0;x\x07\xff\xc3\xe2\x80\xae\u202e\r\n"
                            "END:VCALENDAR\r\nBEGIN:VEVENT;,\\n<b>&#0;</b>{}%s"
        + std::string(200, 'W') + "财产保全";
    SourceRef const src { bad, bad, "javascript:alert(1)//" + bad, bad, bad, bad, day("2026-01-01") };
    Answer a;
    a.title = bad;
    a.as_of = day("2026-11-24");
    a.loss = { usd(1), usd(2), usd(1), { bad } };
    Coverage c;
    c.programme = c.name = c.edition = bad;
    c.verdict = Verdict::undecided;
    c.range = { usd(0), usd(1) };
    c.reasons = { { bad, bad, bad, src, bad, bad, { bad } } };
    c.readings = { { bad, Verdict::partly, { usd(0), {} } } };
    c.missing = c.trace = { bad };
    a.coverage = { c };
    for (auto const id : { "platform-claim", "prc-court" }) {
        Route r { .id = id,
            .name = bad,
            .track = id[1] == 'l' ? Track::assurance : Track::legal,
            .status = RouteStatus::open,
            .why = { { bad, src } },
            .recoverable = { usd(0), usd(1) },
            .cost = { usd(1), usd(2), usd(3), { { bad, bad, usd(1), usd(1), usd(2), true, src } } },
            .weeks = { 1, 2, 3, true, src },
            .net = { usd(-5), usd(0), usd(5), usd(1) },
            .compare = {},
            .missing = { bad } };
        for (auto& cell : r.compare)
            cell = { bad, bad };
        a.routes.push_back(r);
    }
    a.forecast = { true, bad, { usd(-5), usd(1), usd(9), usd(2) }, { { 1, usd(0), usd(0), usd(1), usd(0) } },
        { { bad, bad, usd(0), usd(5), src } }, { { 3, usd(1) } }, 1, 2, { bad } };
    a.deadlines = { { .id = bad,
        .what = bad,
        .from_what = bad,
        .from = day("2026-11-01"),
        .due = day("2026-11-24"),
        .due_latest = day("2026-12-24"),
        .time = bad,
        .status = DeadlineStatus::today,
        .if_missed = bad,
        .counting = { bad },
        .provisional = true,
        .route = bad,
        .reading = bad,
        .source = src,
        .missing = { bad } } };
    a.plan = { { .id = bad,
        .step = 1,
        .track = Track::legal,
        .act = bad,
        .by = day("2026-11-24"),
        .who = bad,
        .needs = { bad },
        .why = bad,
        .source = src } };
    a.evidence = { { bad, false, { bad }, { bad }, bad, src } };
    a.warnings = { { bad, Severity::stop, bad, src } };
    a.questions = { { bad, bad, bad, 1 } };
    a.counterfactuals = { { bad, bad } };
    a.rates = { { bad, src } };
    a.notes = { bad };
    return a;
}

std::vector<Named> all()
{
    return { { "covered", covered() }, { "undecided", undecided() }, { "not-covered", not_covered() },
        { "chinese", chinese() }, { "bare", bare() } };
}

} // namespace recourse::samples
