#pragma once

#include "vault/files/files.hpp"

#include <map>
#include <mutex>
#include <set>

namespace recourse::vault {

/// Files that stay as they are: what is written, named or removed is so in memory alone, over what is there, and is
/// gone with this. For whoever looks a folder through whose owner would set something right while opening it. Small
/// files only should be written: they are held whole. Locks are nobody's: the caller sees to it that nobody else is
/// there.
class OverlayFiles final : public Files {
public:
    /// `below` must outlive this.
    explicit OverlayFiles(Files& below) : below_(below) { }

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
    Outcome<void> flush_folder(Path const&) override { return {}; }
    Outcome<void> flush_all(Path const&) override { return {}; }
    Outcome<std::shared_ptr<void>> lock(Path const&, std::string_view) override { return std::make_shared<int>(0); }

private:
    friend class OverlayFile;

    /// What a name stands for here.
    struct Entry {
        enum class Is : std::uint8_t { gone, bytes, below } is = Is::gone;
        std::vector<std::uint8_t> bytes;
        Path path; ///< below, of a file that was renamed
    };

    /// The file below that the name stands for; nothing: none below.
    std::optional<Path> below_of(Path const&) const;
    /// The bytes of the name in memory, where it can be changed; it is there.
    Outcome<std::vector<std::uint8_t>*> changed(Path const&);

    Files& below_;
    std::mutex mutex_;
    std::map<Path, Entry> entries_;
    std::set<Path> folders_; ///< made here
    std::set<Path> folders_gone_; ///< of below
};

} // namespace recourse::vault
