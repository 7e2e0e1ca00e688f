#pragma once

#include "vault/contents/contents.hpp"

#include <memory>
#include <vector>

namespace recourse::vault {

/// The files of several, which must have no name in common: that is a bug and asserts.
class Together : public Contents {
public:
    explicit Together(std::vector<std::shared_ptr<Contents const>> parts);

    std::span<ContentFile const> entries() const override { return entries_; }
    std::expected<void, Flaw> read(std::size_t index, PieceSink const& sink) const override;

private:
    struct Where {
        std::size_t part = 0;
        std::size_t index = 0;
    };
    std::vector<std::shared_ptr<Contents const>> parts_;
    std::vector<ContentFile> entries_;
    std::vector<Where> where_;
};

/// The files of `whole` below a folder, by their names in it. `folder` ends with '/' or is empty. Flaws keep the names
/// of the whole.
class Inside : public Contents {
public:
    Inside(std::shared_ptr<Contents const> whole, std::string folder);

    std::span<ContentFile const> entries() const override { return entries_; }
    std::expected<void, Flaw> read(std::size_t index, PieceSink const& sink) const override;

private:
    std::shared_ptr<Contents const> whole_;
    std::vector<ContentFile> entries_;
    std::size_t first_ = 0;
};

/// The files under a folder's name: "a.txt" becomes "folder/a.txt".
class Under : public Contents {
public:
    Under(std::shared_ptr<Contents const> whole, std::string_view folder);

    std::span<ContentFile const> entries() const override { return entries_; }
    std::expected<void, Flaw> read(std::size_t index, PieceSink const& sink) const override;

private:
    std::shared_ptr<Contents const> whole_;
    std::vector<ContentFile> entries_;
};

/// The folder, with its '/', in which all files lie; empty where some lie beside it, or none is there.
std::string only_folder(Contents const&);

} // namespace recourse::vault
