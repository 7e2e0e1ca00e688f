#pragma once

#include "store/sqlite/sqlite_store.hpp"

#include <memory>
#include <vector>

namespace recourse::store::sqlite {

/// The two files of a store that is only looked at: they stay as they are, and what SQLite puts beside them meanwhile
/// goes with this.
class Looked {
public:
    /// Errors: apart (the views are ahead of the log, or of another one), older or newer (the log is of another form),
    /// corrupt, failed.
    static std::expected<std::unique_ptr<Looked>, Fault<OpenError>> at(SqliteOptions const&);
    ~Looked();
    Looked(Looked const&) = delete;
    Looked& operator=(Looked const&) = delete;

    std::filesystem::path const& log() const { return log_; }
    /// Where there are none of this form: others, without anything in them.
    std::filesystem::path const& views() const { return views_; }

    /// What SQLite puts beside a file while it is looked at is taken away when this goes.
    class Beside {
    public:
        explicit Beside(std::filesystem::path const&);
        ~Beside();
        Beside(Beside&&) = default;
        Beside& operator=(Beside&&) = delete;
        Beside(Beside const&) = delete;
        Beside& operator=(Beside const&) = delete;

    private:
        std::vector<std::filesystem::path> not_there_; ///< before
    };

private:
    Looked() = default;
    std::expected<void, Fault<OpenError>> begin_empty_views();

    std::filesystem::path log_;
    std::filesystem::path views_;
    std::filesystem::path scratch_; ///< a folder of our own, with empty views; empty: none
    std::vector<Beside> beside_;
};

/// Where the log in the file ends, which stays as it is. Errors: corrupt, failed.
std::expected<Head, Fault<OpenError>> look_at_head(std::filesystem::path const& log_file);

} // namespace recourse::store::sqlite
