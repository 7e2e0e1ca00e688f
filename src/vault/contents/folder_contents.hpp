#pragma once

#include "vault/contents/contents.hpp"

#include <filesystem>
#include <vector>

namespace recourse::vault {

struct FolderLimits {
    std::size_t files_max = 100'000;
    std::size_t depth_max = 32; ///< folders inside each other
};

/// The regular files below a folder. Nothing is followed: a symbolic link, a device, a pipe or a name that name_flaw()
/// refuses is an error, since a bundle holds none. Empty folders are not seen.
class FolderContents : public Contents {
public:
    /// Errors: every flaw that was found, at most 100; or the one that kept the folder from being read.
    static std::expected<FolderContents, std::vector<Flaw>> open(std::filesystem::path const&, FolderLimits = {});

    std::span<ContentFile const> entries() const override { return entries_; }
    std::expected<void, Flaw> read(std::size_t index, PieceSink const& sink) const override;

private:
    std::filesystem::path root_;
    std::vector<ContentFile> entries_;
};

} // namespace recourse::vault
