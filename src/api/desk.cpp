#include "api/desk.hpp"

#include "api/access.hpp"
#include "api/places.hpp"
#include "api/system_facts.hpp"
#include "app/activations.hpp"

#include <fmt/format.h>

#include <unistd.h>

namespace recourse::api {

bool Desk::is_in(std::filesystem::path const& directory)
{
    std::error_code error;
    return std::filesystem::exists(directory / store::SqliteStore::file_name, error);
}

std::expected<std::unique_ptr<Desk>, std::string> Desk::open(
    DeskOptions options, std::shared_ptr<casework::World const> world, app::Clock& real)
{
    auto const zone = time::Zone::find(options.zone);
    if (!zone)
        return std::unexpected(zone.error());
    std::unique_ptr<Desk> desk { new Desk(std::move(options), real) };
    desk->zone_ = *zone;
    auto const& directory = desk->options_.directory;
    if (auto done = desk->take_up_store(); !done)
        return std::unexpected(std::move(done.error()));
    auto const head = desk->store_->head();
    if (!head)
        return std::unexpected(head.error().detail);
    auto const ahead = ahead_of(directory, head->last);
    if (!ahead)
        return std::unexpected(ahead.error());
    if (!ahead->empty())
        return std::unexpected(ahead->front());
    if (auto done = desk->take_up_clock(); !done)
        return std::unexpected(std::move(done.error()));

    accounts::Options people;
    people.directory = directory;
    people.officers_need_factor = desk->options_.officers_need_factor;
    auto accounts = accounts::Accounts::open(std::move(people), real);
    if (!accounts)
        return std::unexpected(fmt::format("the accounts cannot be opened: {}", accounts.error().detail));
    desk->accounts_ = *std::move(accounts);

    if (auto done = desk->take_up_books(std::move(world)); !done)
        return std::unexpected(std::move(done.error()));
    auto const holder = fmt::format("recourse, process {}", ::getpid());
    auto pipeline = app::Pipeline::start(*desk->store_, desk->clock_, desk->books(), desk->zone_, holder);
    if (!pipeline)
        return std::unexpected(std::move(pipeline.error()));
    desk->pipeline_ = *std::move(pipeline);
    auto vault = Vault::open(directory / "vault",
        { *desk->pipeline_, *desk->store_, [&clock = desk->clock_] { return clock.now(); }, holder,
            desk->options_.reads_exhibits, program_now(), std::int64_t { desk->options_.uploads_kept_days } * 86'400 });
    if (!vault)
        return std::unexpected(std::move(vault.error()));
    desk->vault_ = *std::move(vault);
    if (desk->options_.time_acts) {
        desk->vault_->begins_to_serve();
        desk->caretaker_ = std::make_unique<Caretaker>(
            *desk->vault_, Caretaker::Options { [&clock = desk->real_] { return clock.now(); }, {} });
        desk->caretaker_->start();
    }
    if (desk->options_.time_acts && !desk->options_.stamps.url.empty())
        desk->stamper_
            = std::make_unique<Stamper>(desk->vault_->keeper(), desk->vault_->incidents(), desk->options_.stamps);
    desk->scheduler_ = std::make_unique<app::Scheduler>(*desk->pipeline_, *desk->store_, desk->clock_, desk->zone_);
    desk->recounts_ = std::make_unique<app::Recounts>(
        *desk->pipeline_, *desk->store_, [&running = desk->running_books()] { return running.now(); });
    desk->scheduler_->beside([recounts = desk->recounts_.get()](std::size_t most) { return recounts->next(most); });
    if (desk->options_.sandbox) {
        desk->parties_ = std::make_unique<app::sandbox::Parties>(
            *desk->pipeline_, *desk->store_, desk->clock_, desk->zone_, app::sandbox::shipped_scripts());
        desk->scheduler_->first([parties = desk->parties_.get()] { return parties->look(); });
    }
    if (desk->options_.time_acts)
        desk->scheduler_->start(std::chrono::seconds(1));
    desk->events_ = std::make_unique<EventHub>(*desk->pipeline_, *desk->store_);
    auto telling = desk->options_.notify;
    telling.sandbox = desk->options_.sandbox;
    auto notifier = notify::Notifier::open(directory,
        { *desk->pipeline_, *desk->store_, *desk->accounts_, desk->clock_, desk->real_, desk->zone_,
            [](auto const& caller, auto stream, auto const& subject, auto const& what) {
                return may_be_told(caller, stream, subject, what);
            } },
        std::move(telling));
    if (!notifier)
        return std::unexpected(std::move(notifier.error()));
    desk->notifier_ = *std::move(notifier);
    if (desk->options_.time_acts)
        desk->notifier_->start();
    desk->forecasts_ = std::make_unique<ForecastKeeper>(*desk);
    if (desk->options_.time_acts)
        desk->forecasts_->start();
    return desk;
}

std::expected<void, std::string> Desk::take_up_store()
{
    store::SqliteOptions storing;
    storing.directory = options_.directory;
    storing.holder = options_.serves_at.empty() ? "recourse" : "recourse serve at " + options_.serves_at;
    auto opened = store::SqliteStore::open(std::move(storing));
    if (!opened && opened.error().kind == store::OpenError::held)
        return std::unexpected(fmt::format(
            "{} is in use by {}: {}", options_.directory.string(), opened.error().detail, options_.if_taken));
    if (!opened)
        return std::unexpected(
            fmt::format("{} cannot be opened: {}", options_.directory.string(), opened.error().detail));
    store_ = *std::move(opened);
    return {};
}

std::expected<void, std::string> Desk::take_up_clock()
{
    if (auto done = clock_.keep_in(options_.directory); !done)
        return done;
    if (options_.time_acts && !options_.sandbox && clock_.is_ahead())
        return std::unexpected(fmt::format("{} is a sandbox whose clock was put forward to {}: serve it with --sandbox",
            options_.directory.string(), to_string(today())));
    if (!options_.sandbox)
        return {};
    // Sandboxes of before the clock was kept go on from what they did last.
    auto const head = store_->head();
    if (!head)
        return std::unexpected(head.error().detail);
    if (head->last == 0)
        return {};
    auto const last = store_->read(head->last, 1);
    if (!last)
        return std::unexpected(last.error().detail);
    if (!last->empty())
        clock_.catch_up_with(last->front().at);
    return {};
}

std::expected<void, std::string> Desk::take_up_books(
    std::shared_ptr<casework::World const> world, Shelf::Unfinished unfinished)
{
    auto shelf = Shelf::open(options_.directory / "books", unfinished);
    if (!shelf)
        return std::unexpected(fmt::format("the rule books cannot be read: {}", shelf.error()));
    shelf_ = *std::move(shelf);
    auto const confirmed = app::confirmed_editions(*store_);
    if (!confirmed)
        return std::unexpected(confirmed.error());
    std::vector<RunningEdition> editions;
    for (auto const& one : *confirmed) {
        auto files = shelf_->files(one.digest);
        if (!files)
            return std::unexpected(
                fmt::format("edition {} of {} is in force from {}, but its book cannot be read: {}; put back "
                            "books/{} from a backup",
                    one.edition, one.programme, to_string(one.from), files.error(), to_string(one.digest)));
        editions.push_back({ { one.programme, one.edition, one.from }, *std::move(files) });
    }
    running_
        = std::make_unique<RunningBooks>(std::move(world), options_.programmes, options_.provider, std::move(editions));
    if (auto const done = running_->load(); !done)
        return std::unexpected(
            fmt::format("a rule book that is in force does not fit this program: {}", to_string(done.error().front())));
    for (auto const& one : *confirmed) {
        auto const books = running_->now();
        auto const* run = books->run_of(one.programme);
        if (run != nullptr && books->binding(one.programme, one.edition, run->reading) == nullptr)
            return std::unexpected(fmt::format("edition {} of {} is in force from {} and has no reading '{}'",
                one.edition, one.programme, to_string(one.from), run->reading));
    }
    return {};
}

} // namespace recourse::api
