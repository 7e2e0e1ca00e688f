#include "api/running_books.hpp"

#include <algorithm>
#include <utility>

namespace recourse::api {

namespace {

/// Files that are there like the shipped ones: none of them is anybody's own.
void lay(catalog::DataFiles& data, std::vector<BookFile> const& files)
{
    for (auto const& file : files) {
        data.texts.push_back(file.text);
        data.files.push_back({ file.name, data.texts.back() });
    }
}

bool all(std::string_view)
{
    return true;
}

} // namespace

RunningBooks::RunningBooks(std::shared_ptr<casework::World const> shipped, std::vector<app::RunProgramme> programmes,
    std::shared_ptr<app::Provider const> provider, std::vector<RunningEdition> editions)
    : shipped_(std::move(shipped))
    , programmes_(std::move(programmes))
    , provider_(std::move(provider))
    , editions_(std::move(editions))
{
}

std::expected<void, Problems> RunningBooks::load()
{
    auto made = made_of(editions_);
    if (!made)
        return std::unexpected(std::move(made.error()));
    now_ = *std::move(made);
    return {};
}

std::shared_ptr<app::RuleBooks const> RunningBooks::now() const
{
    std::lock_guard const lock(mutex_);
    return now_;
}

std::expected<std::shared_ptr<app::RuleBooks const>, Problems> RunningBooks::made_of(
    std::vector<RunningEdition> const& editions) const
{
    std::vector<app::Activation> activations;
    catalog::DataFiles data;
    for (auto const& one : editions) {
        activations.push_back(one.activation);
        lay(data, one.files);
    }
    auto world = shipped_;
    if (!editions.empty()) {
        catalog::lay_under(data, &all);
        auto loaded = catalog::load(std::move(data), false);
        if (!loaded)
            return std::unexpected(std::move(loaded.error()));
        world = std::move(loaded->world);
    }
    return std::make_shared<app::RuleBooks const>(std::move(world), programmes_, provider_, std::move(activations));
}

std::expected<catalog::Data, Problems> RunningBooks::data_with(std::vector<BookFile> const& files) const
{
    catalog::DataFiles data;
    {
        std::lock_guard const lock(mutex_);
        for (auto const& one : editions_)
            lay(data, one.files);
    }
    for (auto const& file : files)
        data.add(file.name, file.name, file.text);
    if (auto problems = catalog::changed_editions(data); !problems.empty())
        return std::unexpected(std::move(problems));
    catalog::lay_under(data, &all);
    auto loaded = catalog::load(std::move(data), true);
    if (loaded)
        catalog::keep_own_cases(*loaded);
    return loaded;
}

bool RunningBooks::runs(app::Activation const& activation) const
{
    return std::ranges::any_of(editions_, [&](auto const& one) {
        return one.activation.programme == activation.programme && one.activation.edition == activation.edition;
    });
}

std::expected<std::shared_ptr<app::RuleBooks const>, Problems> RunningBooks::with(RunningEdition const& edition) const
{
    std::vector<RunningEdition> editions;
    {
        std::lock_guard const lock(mutex_);
        if (runs(edition.activation))
            return now_;
        editions = editions_;
    }
    editions.push_back(edition);
    return made_of(editions);
}

void RunningBooks::adopt(RunningEdition edition, std::shared_ptr<app::RuleBooks const> books)
{
    std::lock_guard const lock(mutex_);
    if (runs(edition.activation))
        return;
    editions_.push_back(std::move(edition));
    earlier_.push_back(std::exchange(now_, std::move(books)));
}

} // namespace recourse::api
