#pragma once

#include "tests/contract/store_samples.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace recourse::store {

/// A store under test, empty at first.
class Subject {
public:
    Subject() = default;
    virtual ~Subject() = default;
    Subject(Subject const&) = delete;
    Subject& operator=(Subject const&) = delete;
    virtual Store& store() = 0;
    /// Closes and opens it again, where it outlives its object.
    virtual void reopen() { }
};

struct SubjectKind {
    char const* name;
    std::unique_ptr<Subject> (*make)();
};

extern SubjectKind const subject_kinds[3];

class StoreTest : public testing::TestWithParam<SubjectKind> {
protected:
    Store& store() { return subject->store(); }
    Head head() { return store().head().value(); }
    /// Appends a batch at the end under the latest lease.
    Durable append(std::vector<Event> events)
    {
        return store().append(samples::next_batch(head(), std::move(events))).value();
    }
    std::vector<Event> log() { return store().read(1, 1'000'000).value(); }
    std::vector<ProjectionDigest> digests() { return store().projection_digests().value().value; }

    std::unique_ptr<Subject> subject = GetParam().make();
};

} // namespace recourse::store
