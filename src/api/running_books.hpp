#pragma once

#include "api/shelf.hpp"
#include "app/rule_books.hpp"
#include "catalog/data_files.hpp"

#include <expected>
#include <memory>
#include <mutex>
#include <vector>

namespace recourse::api {

/// An edition that two officers have brought into force, with its files.
struct RunningEdition {
    app::Activation activation;
    std::vector<BookFile> files;
};

/// By which books the desk runs: the shipped ones and, laid over them, the editions that were brought into force. What
/// was given out stays good when others take its place.
class RunningBooks {
public:
    RunningBooks(std::shared_ptr<casework::World const> shipped, std::vector<app::RunProgramme>,
        std::shared_ptr<app::Provider const>, std::vector<RunningEdition>);
    /// Loads the editions. Errors: every problem.
    std::expected<void, Problems> load();

    std::shared_ptr<app::RuleBooks const> now() const;
    /// Files that are no part of it yet, over all that is: what they say, with their cases. Errors: every problem of
    /// theirs.
    std::expected<catalog::Data, Problems> data_with(std::vector<BookFile> const&) const;
    /// The books by which the desk would run with this edition, too; those of now where it is one of them already.
    /// Errors: every problem.
    std::expected<std::shared_ptr<app::RuleBooks const>, Problems> with(RunningEdition const&) const;
    /// From now on the desk runs by these, which are made by `with` of that edition.
    void adopt(RunningEdition, std::shared_ptr<app::RuleBooks const>);

    /// To be held by whoever changes which editions run or what is kept of them: from `with` until `adopt`.
    std::mutex& changing() { return changing_; }

private:
    std::expected<std::shared_ptr<app::RuleBooks const>, Problems> made_of(std::vector<RunningEdition> const&) const;
    bool runs(app::Activation const&) const;

    std::shared_ptr<casework::World const> shipped_;
    std::vector<app::RunProgramme> programmes_;
    std::shared_ptr<app::Provider const> provider_;
    mutable std::mutex mutex_;
    std::vector<RunningEdition> editions_; ///< of mutex_
    std::shared_ptr<app::RuleBooks const> now_; ///< of mutex_
    /// Those that were adopted before, of mutex_: they are few, and what was made by one is known by where it lies.
    std::vector<std::shared_ptr<app::RuleBooks const>> earlier_;
    std::mutex changing_;
};

} // namespace recourse::api
