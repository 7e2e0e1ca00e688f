#include "sim/disk.hpp"

#include "base/check.hpp"
#include "store/memory/memory_store.hpp"
#include "store/sqlite/power_cut.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <fmt/format.h>

#include <random>

namespace recourse::sim {

namespace {

class InMemory final : public Disk {
public:
    store::Store& store() override { return store_; }
    bool lose_power(std::function<std::uint64_t()> const&) override { return false; }

private:
    store::MemoryStore store_;
};

/// SQLite's files in a folder of their own; after each cut in the next one.
class Files final : public Disk {
public:
    Files() : root_(std::filesystem::temp_directory_path() / fmt::format("sim-{:08x}", std::random_device {}()))
    {
        open();
    }
    ~Files() override
    {
        store_.reset();
        std::filesystem::remove_all(root_);
    }
    store::Store& store() override { return *store_; }

    bool lose_power(std::function<std::uint64_t()> const& draw) override
    {
        auto const before = folder();
        ++cuts_;
        power_->leave_in(folder(), draw);
        store_.reset();
        std::filesystem::remove_all(before);
        open();
        return true;
    }

private:
    std::filesystem::path folder() const { return root_ / fmt::format("{}", cuts_); }

    void open()
    {
        power_.reset();
        power_ = std::make_unique<store::sqlite::PowerCut>();
        store::SqliteOptions options;
        options.directory = folder();
        options.grow_log = false;
        options.checkpoint_pages = 60;
        options.vfs = store::sqlite::PowerCut::name;
        auto opened = store::SqliteStore::open(std::move(options));
        RECOURSE_ASSERT(opened.has_value());
        store_ = *std::move(opened);
        std::vector<std::filesystem::path> watched;
        for (auto const name : { store::SqliteStore::file_name, store::SqliteStore::views_file_name }) {
            watched.push_back(folder() / name);
            watched.push_back(folder() / fmt::format("{}-wal", name));
        }
        power_->watch(watched);
    }

    std::filesystem::path root_;
    unsigned cuts_ = 0;
    std::unique_ptr<store::sqlite::PowerCut> power_;
    std::unique_ptr<store::SqliteStore> store_;
};

} // namespace

std::unique_ptr<Disk> Disk::make(Ground ground)
{
    if (ground == Ground::disk)
        return std::make_unique<Files>();
    return std::make_unique<InMemory>();
}

} // namespace recourse::sim
