#include "cli/desk.hpp"

#include "base/text.hpp"
#include "catalog/world.hpp"
#include "cli/report.hpp"
#include "core/bank/account.hpp"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>

namespace recourse::cli {

namespace {

/// --provider with what belongs to it.
std::expected<std::shared_ptr<app::Provider const>, std::string> provider_of(Given const& given)
{
    auto const word = value_of(given, "provider", "api");
    bool const is_bank = word == "bank";
    for (auto const* name : { "bank-account", "bank-bic", "bank-holder", "bank-files" }) {
        if (!is_bank && given.contains(name))
            return std::unexpected(fmt::format("--{} goes with --provider bank", name));
    }
    if (word == "api")
        return app::api_provider();
    if (word == "sandbox")
        return app::sandbox_provider();
    if (!is_bank)
        return std::unexpected(fmt::format("--provider is api, bank or sandbox, not '{}'", word));
    auto const text = bank::compact(value_of(given, "bank-account"));
    bool const iban = !bank::flaw_of_iban(text);
    bank::Account account { value_of(given, "bank-holder"), iban ? text : "",
        bank::compact(value_of(given, "bank-bic")), iban ? "" : text };
    // A number that is meant as an IBAN and is none is a slip, not an account without one.
    bool const letters = text.size() > 4 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
    if (!iban && letters)
        return std::unexpected(fmt::format("--bank-account: {}", *bank::flaw_of_iban(text)));
    if (auto const flaw = bank::flaw_of(account))
        return std::unexpected(
            fmt::format("--provider bank wants --bank-account, --bank-holder and --bank-bic: {}", *flaw));
    auto const version = value_of(given, "bank-files", "09");
    if (version != "03" && version != "09")
        return std::unexpected(fmt::format("--bank-files is 03 or 09, not '{}'", version));
    return app::bank_provider(std::move(account), version == "03" ? 3 : 9);
}

} // namespace

std::expected<api::DeskOptions, std::string> desk_options_of(Given const& given)
{
    api::DeskOptions options;
    options.directory = value_of(given, "data");
    if (options.directory.empty())
        return std::unexpected("--data wants the data directory");
    options.zone = value_of(given, "zone", "Asia/Shanghai");
    auto const programme = value_of(given, "programme", "alibaba-trade-assurance:current-help");
    auto const colon = programme.find(':');
    if (colon == std::string::npos)
        return std::unexpected(fmt::format("--programme wants ID:READING; '{}' has no colon", programme));
    app::RunProgramme run;
    run.programme = programme.substr(0, colon);
    run.reading = programme.substr(colon + 1);
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
        return std::unexpected("--review-days wants a whole number of days, at most 3650");
    if (*days > 0)
        run.claims.review_days = static_cast<std::uint16_t>(*days);
    auto const fee = number("fee", "0", 10'000);
    if (!fee)
        return std::unexpected("--fee wants hundredths of a percent, at most 10000");
    run.charges.release_fee_bp = *fee;
    if (auto const text = value_of(given, "four-eyes-above"); !text.empty()) {
        auto const sum = parse_money(text);
        if (!sum || sum->minor < 0)
            return std::unexpected(fmt::format("--four-eyes-above wants a sum such as \"5000 USD\", not '{}'", text));
        run.claims.four_eyes.push_back(*sum);
    }
    if (auto const text = value_of(given, "limit-least"); !text.empty()) {
        auto const sum = parse_money(text);
        if (!sum || sum->minor < 0)
            return std::unexpected(fmt::format("--limit-least wants a sum such as \"20000 USD\", not '{}'", text));
        run.standing.limit_least = *sum;
    }
    options.programmes.push_back(std::move(run));
    auto provider = provider_of(given);
    if (!provider)
        return std::unexpected(std::move(provider.error()));
    options.provider = *std::move(provider);
    return options;
}

std::expected<std::unique_ptr<api::Desk>, std::string> open_desk(api::DeskOptions options, app::Clock& clock)
{
    auto const loaded = catalog::shipped_world(false);
    if (!loaded)
        return std::unexpected("the shipped data cannot be read");
    for (auto const& run : options.programmes) {
        std::vector<std::string_view> ids, readings;
        bool known = false;
        for (auto const& book : loaded->world->books) {
            ids.push_back(book.id);
            if (book.id != run.programme)
                continue;
            for (auto const& reading : book.readings) {
                readings.push_back(reading.id);
                known = known || reading.id == run.reading;
            }
        }
        auto const book = std::ranges::find(loaded->world->books, run.programme, &cover::Book::id);
        if (known && run.standing.limit_least && run.standing.limit_least->currency != book->currency)
            return std::unexpected(fmt::format("--limit-least is in {}, the book counts in {}",
                run.standing.limit_least->currency.code(), book->currency.code()));
        if (known)
            continue;
        if (readings.empty())
            return std::unexpected(
                fmt::format("no rule book is called '{}'; {}", run.programme, did_you_mean(run.programme, ids)));
        return std::unexpected(fmt::format(
            "the book {} has no reading '{}'; it has {}", run.programme, run.reading, fmt::join(readings, ", ")));
    }
    return api::Desk::open(std::move(options), loaded->world, clock);
}

std::unique_ptr<api::Desk> opened_desk(std::string_view command, Given const& given, Streams streams, app::Clock& clock)
{
    auto options = desk_options_of(given);
    auto desk = options
        ? open_desk(*std::move(options), clock)
        : std::expected<std::unique_ptr<api::Desk>, std::string>(std::unexpected(std::move(options.error())));
    if (desk)
        return *std::move(desk);
    say(fmt::format("recourse {}: {}", command, desk.error()), streams.err);
    return nullptr;
}

} // namespace recourse::cli
