#pragma once

#include "vault/files/files.hpp"
#include "vault/keeper/index.hpp"

#include <mutex>

namespace recourse::vault::keeper {

/// The checkpoints that left the house, in receipts and bundles: a file that only grows, so that every later bundle can
/// prove that it continues what its reader has seen. Any thread may call any of it.
class Shown {
public:
    Shown(Files& files, std::filesystem::path file, Index& index) : files_(files), file_(std::move(file)), index_(index)
    {
    }

    /// Reads what the index does not have yet; half a line at the end, which nobody was shown, is cut off.
    /// Errors: corrupt: a line in the middle is damaged.
    Outcome<void> open();

    /// Remembers it, durably, before it is given away. The same one again costs nothing.
    Outcome<void> add(ShownCheckpoint const&);

    /// How many bytes of the file are whole.
    std::uint64_t size() const;

private:
    Files& files_;
    std::filesystem::path file_;
    Index& index_;
    mutable std::mutex mutex_;
    std::uint64_t size_ = 0;
};

/// A line of the file, with its end, and back: `size kind whom note check`.
std::string shown_line(ShownCheckpoint const&);
std::optional<ShownCheckpoint> parse_shown_line(std::string_view);

} // namespace recourse::vault::keeper
