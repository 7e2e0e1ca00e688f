#include "tests/contract/store_subjects.hpp"

#include "store/faulty/faulty_store.hpp"
#include "store/memory/memory_store.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace recourse::store {

namespace {

class InMemory final : public Subject {
public:
    Store& store() override { return store_; }

private:
    MemoryStore store_;
};

class InSqlite final : public Subject {
public:
    InSqlite() { open(); }
    Store& store() override { return *store_; }
    void reopen() override
    {
        store_.reset();
        open();
    }

private:
    void open()
    {
        SqliteOptions options;
        options.directory = scratch_.path() / "data";
        options.grow_log = false; // a hundred stores are opened
        auto opened = SqliteStore::open(std::move(options));
        if (!opened)
            ADD_FAILURE() << opened.error().detail;
        store_ = std::move(opened).value();
    }
    samples::Scratch scratch_;
    std::unique_ptr<SqliteStore> store_;
};

/// With no faults it must be as the store inside.
class Faultless final : public Subject {
public:
    Store& store() override { return store_; }

private:
    MemoryStore inner_;
    FaultyStore store_ { inner_, 1, {} };
};

template <class Made>
std::unique_ptr<Subject> make()
{
    return std::make_unique<Made>();
}

} // namespace

SubjectKind const subject_kinds[3] = {
    { "memory", make<InMemory> },
    { "sqlite", make<InSqlite> },
    { "faulty", make<Faultless> },
};

} // namespace recourse::store
