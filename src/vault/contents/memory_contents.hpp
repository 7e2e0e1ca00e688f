#pragma once

#include "vault/contents/contents.hpp"

#include <map>
#include <vector>

namespace recourse::vault {

/// Contents that are held in memory: for what is small, and for tests.
class MemoryContents : public Contents {
public:
    explicit MemoryContents(std::map<std::string, std::string> files);

    std::span<ContentFile const> entries() const override { return entries_; }
    std::expected<void, Flaw> read(std::size_t index, PieceSink const& sink) const override;

private:
    std::vector<ContentFile> entries_;
    std::vector<std::string> bytes_;
};

} // namespace recourse::vault
