#include "api/weighed_offer.hpp"
#include "base/text.hpp"
#include "base/wrap.hpp"
#include "catalog/book_inputs.hpp"
#include "cli/amount.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/offer_file.hpp"
#include "cli/report.hpp"
#include "cli/rules_folder.hpp"
#include "cli/today.hpp"
#include "core/assess/assess.hpp"
#include "core/offer/words.hpp"
#include "core/plan/happened.hpp"

#include <fmt/format.h>

#include <charconv>
#include <ostream>

// An offer to settle, weighed against going on, from a case file alone.

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "CASE", "the case file, TOML or JSON; - is standard input", true } };
constexpr std::array options {
    Option { "offer", "FILE", "the offer, TOML or JSON", "the last of the case's [[offers]]" },
    Option { "amount", "SUM", "an offer of this sum, \"20000.00 USD\", paid at once" },
    Option { "full-and-final", "", "with --amount: it gives up all the rest" },
    Option { "default-risk", "CHANCE", "that it is not paid: 0.3, or 0.1-0.3-0.6", "the standard estimate" },
    Option { "rate", "RATE", "by which later money is worth less in a year", "0.08" },
    Option { "samples", "NUMBER", "how many are drawn, 1000 to 200000", "50000" },
    Option { "as-of", "DATE", "the day of the answer", "the file's as_of, else today in Beijing" },
    Option { "language", "LANGUAGE", "en or zh", "the file's language, else en", false, "en zh" },
    Option { "format", "FORMAT", "text or json", "text", false, "text json" },
    data_option,
};
constexpr std::string_view details
    = "What the offer is worth beside going on by every route, at which sum and at which delay both are worth the "
      "same, what to counter with, and what to look at before anybody signs. All of it is estimated, none of it legal "
      "advice; docs/offers.md says how it is worked out.";

constexpr std::size_t width = 80;

/// What the command was asked, with a problem for each thing that cannot be followed.
class Asked {
public:
    Asked(Given const& given, codec::CaseFile const& file, Streams streams) : given_(given), file_(file)
    {
        auto const& facts = file.facts;
        as_of = facts.date("as_of").value_or(today());
        if (given.contains("as-of")) {
            if (auto const date = parse_date(value_of(given, "as-of")))
                as_of = *date;
            else
                wrong("--as-of: " + date.error());
        }
        auto const stated = facts.text("language") == "zh" ? Language::zh : Language::en;
        language = language_of("offer", given, stated, problems);
        format = value_of(given, "format", "text");
        if (format != "text" && format != "json")
            wrong(fmt::format("--format is '{}'; expected text or json", format));
        take_offer(streams);
        take_risk();
        take_rate();
        take_samples();
    }

    Problems problems;
    Date as_of;
    Language language = Language::en;
    std::string format;
    api::OfferAsked offer;

    void wrong(std::string message) { problems.push_back({ {}, "recourse offer: " + std::move(message), {} }); }

private:
    void take_offer(Streams streams)
    {
        bool const amount = given_.contains("amount");
        if (given_.contains("offer") && amount)
            return wrong("--offer and --amount are two offers: give one");
        if (given_.contains("full-and-final") && !amount)
            wrong("--full-and-final goes with --amount");
        if (given_.contains("offer"))
            return read(value_of(given_, "offer"), streams);
        api::PaidPart part;
        if (amount) {
            if (auto const sum = read_amount(value_of(given_, "amount")))
                part.amount = *sum;
            else
                return wrong("--amount: " + sum.error());
            offer.full_and_final = given_.contains("full-and-final");
            offer.instalments.push_back(part);
            return;
        }
        for (std::size_t i = 0;; ++i) {
            auto const at = [&](std::string_view field) { return fmt::format("offers[{}].{}", i, field); };
            auto const sum = casework::parse_path(at("amount")) ? file_.facts.money(at("amount")) : std::nullopt;
            if (!sum)
                break;
            part.amount = *sum;
            offer.full_and_final = file_.facts.boolean(at("full_and_final")).value_or(false);
            offer.instalments = { part };
        }
        if (offer.instalments.empty())
            wrong("which offer? Give --amount SUM or --offer FILE; the case has no [[offers]] with an amount");
    }

    void read(std::string const& name, Streams streams)
    {
        auto const text = read_file(name, streams.in, std::size_t { 1 } << 20U);
        if (!text)
            return wrong("--offer: " + text.error());
        auto read = read_offer(*text, name);
        if (!read)
            problems.insert(problems.end(), read.error().begin(), read.error().end());
        else
            offer = *std::move(read);
    }

    void take_risk()
    {
        if (!given_.contains("default-risk"))
            return;
        std::vector<Ratio> ends;
        auto const text = value_of(given_, "default-risk");
        for (auto const& part : split(text)) {
            if (auto const share = parse_ratio(part))
                ends.push_back(*share);
        }
        if (ends.size() == 1)
            offer.default_risk = api::Risk { ends[0], ends[0], ends[0], {} };
        else if (ends.size() == 3)
            offer.default_risk = api::Risk { ends[0], ends[1], ends[2], {} };
        else
            wrong(fmt::format("--default-risk is '{}'; expected a chance like 0.3, or lowest-likely-highest like "
                              "0.1-0.3-0.6",
                text));
    }

    static std::vector<std::string> split(std::string_view text)
    {
        std::vector<std::string> parts;
        for (std::size_t at = 0;;) {
            auto const end = text.find('-', at);
            parts.emplace_back(text.substr(at, end - at));
            if (end == std::string_view::npos)
                return parts;
            at = end + 1;
        }
    }

    void take_rate()
    {
        if (!given_.contains("rate"))
            return;
        if (auto const rate = parse_ratio(value_of(given_, "rate")))
            offer.yearly_rate = *rate;
        else
            wrong(fmt::format("--rate is '{}'; expected a number like 0.08", value_of(given_, "rate")));
    }

    void take_samples()
    {
        if (!given_.contains("samples"))
            return;
        auto const text = value_of(given_, "samples");
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), offer.samples);
        if (error != std::errc {} || end != text.data() + text.size() || offer.samples == 0)
            wrong(fmt::format("--samples is '{}'; expected a whole number from {} to {}", text, api::samples_least,
                offer::samples_most));
    }

    Given const& given_;
    codec::CaseFile const& file_;
};

/// What the file tells of what has begun. What the programme has awarded is not claimed any more, and a freeze is known
/// to the forecast by itself.
offer::Happened happened_of(casework::Facts const& facts, Date as_of)
{
    offer::Happened happened;
    happened.now = as_of;
    auto const begin = [&](std::string route, std::optional<Date> on) {
        if (on && *on <= as_of && !route.empty())
            happened.begun.push_back({ std::move(route), *on });
    };
    begin("platform-claim", facts.date("claim.filed_on"));
    begin("demand-letter", facts.date("legal.demand_sent_on"));
    begin(facts.text("legal.forum").value_or(""), facts.date("legal.filed_on"));
    return happened;
}

/// The case as the forecast sees it; a clause where no forecast can be made.
std::expected<api::CaseNow, std::string> case_of(
    codec::CaseFile const& file, casework::World const& world, assess::BookInputs const& inputs, Asked const& asked)
{
    assess::Options chosen;
    chosen.as_of = asked.as_of;
    chosen.as_of_given = true;
    chosen.language = asked.language;
    chosen.questions = chosen.trace = false;
    auto found = assess::assess_with_basis(world, file.facts, inputs, chosen);
    if (!found.input)
        return std::unexpected("no forecast can be made: " + found.answer.forecast.not_made_because);
    api::CaseNow now;
    now.id = file.facts.text("order.number").value_or(file.facts.text("title").value_or("case"));
    std::vector<casework::Route> routes;
    for (auto const at : found.routes) {
        now.names.emplace_back(found.answer.routes[at].id, found.answer.routes[at].name);
        routes.push_back(std::move(found.answer.routes[at]));
    }
    Money const claim { static_cast<std::int64_t>(found.input->claim), found.input->currency };
    now.basis = plan::basis_of(routes, std::move(found.input->assumptions), claim, asked.as_of, found.input->frozen);
    now.happened = happened_of(file.facts, asked.as_of);
    auto position = offer::condition(now.basis, now.happened);
    if (!position)
        return std::unexpected(position.error().front());
    now.position = *std::move(position);
    return now;
}

/// In lines that fit a terminal; what a line begins with stays before it.
void print(std::string const& text, std::ostream& out)
{
    for (std::size_t at = 0; at < text.size();) {
        auto const end = text.find('\n', at);
        auto const line = std::string_view { text }.substr(at, end - at);
        bool const item = line.starts_with("- ");
        out << (line.empty() ? "\n" : wrap(line.substr(item ? 2 : 0), width, item ? "- " : "", "  "));
        at = end == std::string::npos ? text.size() : end + 1;
    }
}

int run_offer(Given const& given, Streams streams)
{
    auto const loaded = load_data(given, streams);
    if (!loaded)
        return data_wrong(given);
    auto const file = load_case("offer", value_of(given, "CASE"), streams);
    if (!file)
        return input_wrong;
    Asked asked(given, *file, streams);
    rules::LocalArena arena;
    auto const inputs = catalog::book_inputs(*file, *loaded->world, arena, asked.problems);
    auto const now = asked.problems.empty() ? case_of(*file, *loaded->world, inputs, asked)
                                            : std::expected<api::CaseNow, std::string> { std::unexpected("") };
    if (asked.problems.empty() && !now)
        asked.wrong(now.error());
    if (!asked.problems.empty()) {
        say(asked.problems, streams.err);
        return input_wrong;
    }
    Money const nothing { 0, now->position.claim.currency };
    auto const weighed = api::weighed_of(asked.offer, nothing, asked.as_of, *loaded->world, asked.language);
    if (!weighed) {
        for (auto const& flaw : weighed.error())
            asked.wrong(
                fmt::format("{}: {}", flaw.pointer.empty() ? "the offer" : flaw.pointer.substr(1), flaw.detail));
        say(asked.problems, streams.err);
        return input_wrong;
    }
    auto const compared = offer::compare(now->position, weighed->offer, weighed->rate, weighed->options);
    if (!compared) {
        for (auto const& flaw : compared.error())
            asked.wrong(flaw);
        say(asked.problems, streams.err);
        return input_wrong;
    }
    if (asked.format == "json") {
        codec::JsonWriter json(codec::JsonStyle::pretty);
        codec::to_json(json, api::weighing_view(*now, 0, *compared, asked.language));
        streams.out << json.take() << '\n';
        return answered;
    }
    print(offer::text_of(now->position, asked.language), streams.out);
    streams.out << '\n';
    print(offer::text_of(*compared, weighed->offer, asked.language), streams.out);
    return answered;
}

} // namespace

Subcommand const offer_command { "offer", "An offer to settle, weighed against going on",
    "recourse offer examples/pumps-partly-covered.toml --amount \"20000.00 USD\"", words, options, &run_offer,
    details };

} // namespace recourse::cli
