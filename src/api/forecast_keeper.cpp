#include "api/forecast_keeper.hpp"

#include "api/forecasting.hpp"
#include "core/plan/happened.hpp"

namespace recourse::api {

namespace {

constexpr std::uint32_t samples_kept = 100'000;
constexpr int rest = 20; ///< times as long as a round took, so that a large desk is not kept busy by it

std::vector<store::Key> going_on()
{
    using enum matter::Phase;
    std::vector<store::Key> lists;
    for (auto const phase : { open, filed, decided, enforcing })
        std::ranges::copy(
            app::lists_of(app::View::matters, static_cast<std::uint8_t>(phase)), std::back_inserter(lists));
    return lists;
}

} // namespace

ForecastKeeper::ForecastKeeper(Desk& desk, std::chrono::seconds every) : desk_(desk), every_(every) { }

ForecastKeeper::~ForecastKeeper()
{
    {
        std::scoped_lock const lock(mutex_);
        closing_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

void ForecastKeeper::start()
{
    thread_ = std::thread([this] { run(); });
}

void ForecastKeeper::run()
{
    std::chrono::steady_clock::duration pause = every_;
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            if (changed_.wait_for(lock, pause, [&] { return closing_; }))
                return;
        }
        auto const begun = std::chrono::steady_clock::now();
        turn();
        pause
            = std::max<std::chrono::steady_clock::duration>(every_, rest * (std::chrono::steady_clock::now() - begun));
    }
}

std::size_t ForecastKeeper::turn()
{
    // What is under way is seen by the next round; what was done before this one is seen by it.
    desk_.pipeline().wait_projected(desk_.pipeline().durable(), std::chrono::seconds(2));
    store::PageRequest page { .view = static_cast<store::View>(app::View::matters),
        .scopes = going_on(),
        .direction = store::Direction::ascending,
        .limit = 500,
        .bodies = static_cast<store::View>(app::View::matters) };
    std::size_t kept = 0;
    Seen looked;
    for (;;) {
        auto const found = desk_.store().page(page);
        if (!found)
            return kept; // the next round will tell
        for (auto const& item : found->value) {
            {
                std::scoped_lock const lock(mutex_);
                if (closing_)
                    return kept;
            }
            auto const line = item.body ? packed::unpack<app::MatterLine>(app::text_of(*item.body))
                                        : std::unexpected(packed::Fault {});
            if (line && keep(line->id.number, looked))
                ++kept;
        }
        if (found->value.size() < page.limit) {
            seen_ = std::move(looked);
            return kept;
        }
        page.after = { found->value.back().sort, found->value.back().key };
    }
}

bool ForecastKeeper::keep(std::uint64_t number, Seen& looked)
{
    Id<Matter> const id { number };
    auto const matter = peek<matter::State>(desk_, stream_of(id));
    auto const& state = matter.state;
    if (state.phase == matter::Phase::none || state.phase == matter::Phase::closed)
        return false;
    auto const track = track_of(desk_, state.order);
    auto made_of = track.latest;
    made_of.push_back(matter.last);
    auto const found = seen_.find(number);
    bool const same = found != seen_.end() && found->second == made_of;
    looked[number] = std::move(made_of);
    if (same)
        return false;
    auto const told = plan::happened_of(state, track.claims, desk_.today());
    if (!state.forecasts.empty() && state.forecasts.back().prediction.ended >= told.happened.rulings.size())
        return false;
    auto const seen = matter_now(desk_, id, state, Language::en);
    if (!seen)
        return false; // too little is known yet
    app::Envelope envelope { {}, {}, { act::Role::platform, {}, {} }, stream_of(id),
        matter::Command { matter::KeepForecast { prediction_of(seen->now, { samples_kept }) } }, {}, {} };
    envelope.content = content_of(envelope);
    envelope.id = app::command_id({}, fmt::format("forecast {} {}", number, matter.version));
    return carry_out(desk_, std::move(envelope)).result == app::Result::done;
}

} // namespace recourse::api
