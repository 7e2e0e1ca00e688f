#include "cli/desk.hpp"

#include "base/text.hpp"
#include "catalog/world.hpp"
#include "cli/report.hpp"
#include "core/bank/account.hpp"
#include "core/programme/claim_rules.hpp"
#include "core/programme/provisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace recourse::cli {

namespace {

using Wrong = std::vector<std::string>;

std::shared_ptr<app::Provider const> bank_of(Given const& given, Wrong& wrong)
{
    auto const before = wrong.size();
    auto const text = bank::compact(value_of(given, "bank-account"));
    bool const iban = !bank::flaw_of_iban(text);
    bank::Account account { value_of(given, "bank-holder"), iban ? text : "",
        bank::compact(value_of(given, "bank-bic")), iban ? "" : text };
    // A number that is meant as an IBAN and is none is a slip, not an account without one.
    bool const letters = text.size() > 4 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
    if (!iban && letters)
        wrong.push_back(fmt::format("--bank-account: {}", *bank::flaw_of_iban(text)));
    else if (auto const flaw = bank::flaw_of(account))
        wrong.push_back(fmt::format("--provider bank wants --bank-account, --bank-holder and --bank-bic: {}", *flaw));
    auto const version = value_of(given, "bank-files", "09");
    if (version != "03" && version != "09")
        wrong.push_back(fmt::format("--bank-files is 03 or 09, not '{}'", version));
    return wrong.size() == before ? app::bank_provider(std::move(account), version == "03" ? 3 : 9) : nullptr;
}

/// --provider with what belongs to it.
std::shared_ptr<app::Provider const> provider_of(Given const& given, Wrong& wrong)
{
    auto const word = value_of(given, "provider", "api");
    if (word == "bank")
        return bank_of(given, wrong);
    for (auto const* name : { "bank-account", "bank-bic", "bank-holder", "bank-files" }) {
        if (given.contains(name))
            wrong.push_back(fmt::format("--{} goes with --provider bank", name));
    }
    if (word == "sandbox")
        return app::sandbox_provider();
    if (word != "api")
        wrong.push_back(fmt::format("--provider is api, bank or sandbox, not '{}'", word));
    return app::api_provider();
}

/// A sum of zero or more; nothing where none is given.
std::optional<Money> sum_of(Given const& given, std::string_view name, std::string_view example, Wrong& wrong)
{
    auto const text = value_of(given, name);
    if (text.empty())
        return std::nullopt;
    auto const sum = parse_money(text);
    if (sum && sum->minor >= 0)
        return *sum;
    wrong.push_back(fmt::format("--{} wants a sum such as \"{}\", not '{}'", name, example, text));
    return std::nullopt;
}

app::RunProgramme programme_of(Given const& given, Wrong& wrong)
{
    app::RunProgramme run;
    auto const programme = value_of(given, "programme", "alibaba-trade-assurance:current-help");
    auto const colon = programme.find(':');
    if (colon == std::string::npos)
        wrong.push_back(fmt::format("--programme wants ID:READING; '{}' has no colon", programme));
    run.programme = programme.substr(0, colon);
    run.reading = colon == std::string::npos ? "" : programme.substr(colon + 1);
    // Where the public texts leave it open; after the hold comes what the supplier has, then what the programme has.
    run.claims.funds = { escrow::Fund::supplier_balance, escrow::Fund::bond, escrow::Fund::guarantee_pool };
    auto const number = [&](std::string_view name, std::string_view standard, std::int64_t most) {
        auto const text = value_of(given, name, standard);
        std::int64_t value = 0;
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        bool const whole = error == std::errc {} && end == text.data() + text.size();
        return whole && value >= 0 && value <= most ? std::optional { value } : std::nullopt;
    };
    auto const days = number("review-days", "7", 3'650);
    if (!days)
        wrong.emplace_back("--review-days wants a whole number of days, at most 3650");
    else if (*days > 0)
        run.claims.review_days = static_cast<std::uint16_t>(*days);
    auto const leg = number("leg-days", "30", 3'650);
    if (!leg || *leg == 0)
        wrong.emplace_back("--leg-days wants a whole number of days, 1 to 3650");
    else
        run.claims.leg_days = static_cast<std::uint16_t>(*leg);
    auto const fee = number("fee", "0", 10'000);
    if (!fee)
        wrong.emplace_back("--fee wants hundredths of a percent, at most 10000");
    run.charges.release_fee_bp = fee.value_or(0);
    if (auto const sum = sum_of(given, "four-eyes-above", "5000 USD", wrong))
        run.claims.four_eyes.push_back(*sum);
    run.standing.limit_least = sum_of(given, "limit-least", "20000 USD", wrong);
    return run;
}

/// Whether the command can ask a server instead.
bool takes_server(std::string_view command)
{
    auto const all = subcommands();
    auto const found = std::ranges::find(all, command, &Subcommand::path);
    return found != all.end()
        && std::ranges::find(found->options, std::string_view { "server" }, &Option::name) != found->options.end();
}

} // namespace

api::DeskOptions desk_options_of(Given const& given, Wrong& wrong)
{
    api::DeskOptions options;
    options.directory = value_of(given, "data");
    if (options.directory.empty())
        wrong.emplace_back("--data wants the data directory");
    options.zone = value_of(given, "zone", "Asia/Shanghai");
    options.programmes.push_back(programme_of(given, wrong));
    options.provider = provider_of(given, wrong);
    return options;
}

namespace {

std::string no_desk_in(std::filesystem::path const& directory)
{
    return fmt::format("there is no desk in {}: name the --data of one; recourse serve --data {} begins it",
        directory.string(), directory.string());
}

/// Somebody may open a claim by this reading. A book of which no reading says so runs orders alone.
bool opens_claims(cover::Book const& book, cover::Reading const& reading)
{
    return std::ranges::any_of(programme::table_of(book, reading, "permission"),
        [](auto const* rule) { return programme::names(*rule, "act", programme::book_word(claim::Act::open)); });
}

/// What the options ask for is there.
std::expected<catalog::Loaded, std::string> world_for(api::DeskOptions const& options)
{
    auto const loaded = catalog::shipped_world(false);
    if (!loaded)
        return std::unexpected("the shipped data cannot be read");
    for (auto const& run : options.programmes) {
        std::vector<std::string_view> ids, readings, opening;
        bool known = false;
        for (auto const& book : loaded->world->books) {
            ids.push_back(book.id);
            if (book.id != run.programme)
                continue;
            for (auto const& reading : book.readings) {
                readings.push_back(reading.id);
                known = known || reading.id == run.reading;
                if (opens_claims(book, reading))
                    opening.push_back(reading.id);
            }
        }
        auto const book = std::ranges::find(loaded->world->books, run.programme, &cover::Book::id);
        if (known && run.standing.limit_least && run.standing.limit_least->currency != book->currency)
            return std::unexpected(fmt::format("--limit-least is in {}, the book counts in {}",
                run.standing.limit_least->currency.code(), book->currency.code()));
        if (known && !opening.empty() && std::ranges::find(opening, run.reading) == opening.end())
            return std::unexpected(fmt::format("the reading '{}' of the book {} says nothing of who may open a claim, "
                                               "so that no desk can run by it; these do: {}",
                run.reading, run.programme, fmt::join(opening, ", ")));
        if (known)
            continue;
        if (readings.empty())
            return std::unexpected(
                fmt::format("no rule book is called '{}'; {}", run.programme, did_you_mean(run.programme, ids)));
        return std::unexpected(fmt::format(
            "the book {} has no reading '{}'; it has {}", run.programme, run.reading, fmt::join(readings, ", ")));
    }
    return *loaded;
}

} // namespace

std::expected<std::unique_ptr<api::Desk>, std::string> open_desk(api::DeskOptions options, app::Clock& clock)
{
    auto const loaded = world_for(options);
    if (!loaded)
        return std::unexpected(loaded.error());
    options.receivers = loaded->receivers;
    return api::Desk::open(std::move(options), loaded->world, clock);
}

std::optional<api::Looked> looked_through(
    std::string_view command, Given const& given, Streams streams, app::Clock& clock)
{
    Wrong wrong;
    auto options = desk_options_of(given, wrong);
    auto const& directory = options.directory;
    if (wrong.empty() && !api::Desk::is_in(directory))
        wrong.push_back(no_desk_in(directory));
    if (wrong.empty()) {
        auto const loaded = world_for(options);
        auto looked = loaded ? api::Desk::look(std::move(options), loaded->world, clock)
                             : std::expected<api::Looked, std::string> { std::unexpected(loaded.error()) };
        if (looked)
            return *std::move(looked);
        wrong.push_back(std::move(looked.error()));
    }
    for (auto const& one : wrong)
        say(fmt::format("recourse {}: {}", command, one), streams.err);
    return std::nullopt;
}

std::unique_ptr<api::Desk> opened_desk(
    std::string_view command, Given const& given, Streams streams, app::Clock& clock, NoDesk none)
{
    Wrong wrong;
    auto options = desk_options_of(given, wrong);
    auto const& directory = options.directory;
    if (wrong.empty() && none == NoDesk::refused && !api::Desk::is_in(directory))
        wrong.push_back(no_desk_in(directory));
    if (wrong.empty()) {
        options.if_taken
            = takes_server(command) ? "ask it with --server URL and a key, or stop it first" : "stop it first";
        auto desk = open_desk(std::move(options), clock);
        if (desk)
            return *std::move(desk);
        wrong.push_back(std::move(desk.error()));
    }
    for (auto const& one : wrong)
        say(fmt::format("recourse {}: {}", command, one), streams.err);
    return nullptr;
}

} // namespace recourse::cli
