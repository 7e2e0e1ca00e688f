#pragma once

#include "vault/files/files.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <set>

namespace recourse::vault {

/// For tests: a disk in memory, of which it is known what a cut of the power would leave, and which can stop, run full
/// or fail at any moment. One at a time, used from one thread.
///
/// What a cut leaves: names as they were after some of the changes, in their order, at least those that were flushed;
/// of each file what was flushed, and of what was written since any sectors, up to any length.
class SimulatedFiles : public Files {
public:
    /// Numbers from a seed (SplitMix64), for what a cut leaves and how much of the last write is done.
    explicit SimulatedFiles(std::uint64_t seed) : state_(seed) { }

    /// After so many more changes (writes, flushes, changes of names) the next one is done in part and everything
    /// afterwards fails, as for a program that is killed; negative: never.
    int changes_until_stop = -1;
    /// After so many more flushes they fail; negative: never.
    int flushes_until_failure = -1;
    /// So many more bytes can be written; nothing: any number.
    std::optional<std::uint64_t> room;

    bool stopped() const { return stopped_; }
    /// Of everything that changes the disk.
    int changes() const { return changes_; }
    int flushes() const { return flushes_; }

    enum class End : std::uint8_t {
        killed, ///< the program only: all that was written is there
        cut, ///< the power: what was not flushed is there or not
    };
    /// The disk as the next program finds it; faults are over.
    void restart(End);

    /// All names and bytes, in order: for comparing two disks.
    std::map<std::string, std::string> content() const;
    /// Changes the bytes of a file behind everybody's back.
    void tamper(Path const&, std::function<void(std::string&)> const&);

    Outcome<std::unique_ptr<WrittenFile>> create(Path const&) override;
    Outcome<std::unique_ptr<WrittenFile>> reopen(Path const&) override;
    Outcome<std::size_t> read(Path const&, std::uint64_t offset, std::span<std::uint8_t> into) override;
    Outcome<std::optional<std::uint64_t>> size(Path const&) override;
    Outcome<void> rename(Path const& from, Path const& to) override;
    Outcome<void> blank(Path const&, std::uint64_t offset, std::uint64_t size) override;
    Outcome<void> remove(Path const&) override;
    Outcome<void> remove_folder(Path const&) override;
    Outcome<void> make_folder(Path const&) override;
    Outcome<std::vector<std::string>> list(Path const&) override;
    Outcome<void> flush_folder(Path const&) override;
    Outcome<void> flush_all(Path const& folder) override;
    Outcome<std::shared_ptr<void>> lock(Path const& file, std::string_view holder) override;

private:
    struct Inode {
        std::string bytes;
        std::string flushed;
    };
    class File;
    /// What names mean; a folder has no inode.
    using Names = std::map<std::string, std::shared_ptr<Inode>>;

    std::uint64_t draw();
    /// False when the program has been stopped; `in_part` is called when the stop comes with this change.
    bool change(std::function<void()> const& in_part = {});
    Outcome<void> flush_once();
    void changed_names();
    Outcome<void> has_folder(Path const&) const;
    static std::string key(Path const&);
    static std::unexpected<Fault> stop(Path const&);

    std::uint64_t state_;
    Names names_;
    std::vector<Names> since_flush_ { Names {} }; ///< the durable names, then those after each change since
    std::set<std::string> locked_;
    std::uint64_t life_ = 0; ///< what was opened in an earlier one is dead
    bool stopped_ = false;
    int changes_ = 0;
    int flushes_ = 0;
};

} // namespace recourse::vault
