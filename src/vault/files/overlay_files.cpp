#include "vault/files/overlay_files.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::vault {

namespace {

bool is_within(Files::Path const& path, Files::Path const& folder)
{
    auto const [end, rest] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    static_cast<void>(rest);
    return end == folder.end();
}

} // namespace

/// Written into memory; a file that is there is taken up when it is first changed.
class OverlayFile final : public WrittenFile {
public:
    OverlayFile(OverlayFiles& files, Files::Path path) : files_(files), path_(std::move(path)) { }

    Outcome<void> append(std::span<std::uint8_t const> bytes) override
    {
        std::scoped_lock const lock(files_.mutex_);
        auto* const all = RECOURSE_TRY(files_.changed(path_));
        all->insert(all->end(), bytes.begin(), bytes.end());
        return {};
    }
    Outcome<void> flush() override { return {}; }
    Outcome<void> cut(std::uint64_t size) override
    {
        std::scoped_lock const lock(files_.mutex_);
        auto* const all = RECOURSE_TRY(files_.changed(path_));
        all->resize(static_cast<std::size_t>(size));
        return {};
    }

private:
    OverlayFiles& files_;
    Files::Path path_;
};

std::optional<Files::Path> OverlayFiles::below_of(Path const& path) const
{
    if (auto const found = entries_.find(path); found != entries_.end())
        return found->second.is == Entry::Is::below ? std::optional { found->second.path } : std::nullopt;
    for (auto const& folder : folders_gone_) {
        if (is_within(path, folder))
            return std::nullopt;
    }
    return path;
}

Outcome<std::vector<std::uint8_t>*> OverlayFiles::changed(Path const& path)
{
    if (auto const found = entries_.find(path); found != entries_.end() && found->second.is == Entry::Is::bytes)
        return &found->second.bytes;
    auto const below = below_of(path);
    auto const size = below ? RECOURSE_TRY(below_.size(*below)) : std::nullopt;
    if (!size)
        return std::unexpected(Fault { FaultKind::missing, fmt::format("{}: it is not there", path.string()) });
    Entry entry { Entry::Is::bytes, std::vector<std::uint8_t>(static_cast<std::size_t>(*size)), {} };
    auto const read = RECOURSE_TRY(below_.read(*below, 0, entry.bytes));
    entry.bytes.resize(read);
    return &(entries_[path] = std::move(entry)).bytes;
}

Outcome<std::unique_ptr<WrittenFile>> OverlayFiles::create(Path const& path)
{
    std::scoped_lock const lock(mutex_);
    entries_[path] = { Entry::Is::bytes, {}, {} };
    return std::make_unique<OverlayFile>(*this, path);
}

Outcome<std::unique_ptr<WrittenFile>> OverlayFiles::reopen(Path const& path)
{
    if (!RECOURSE_TRY(size(path)))
        return std::unexpected(Fault { FaultKind::missing, fmt::format("{}: it is not there", path.string()) });
    return std::make_unique<OverlayFile>(*this, path);
}

Outcome<std::size_t> OverlayFiles::read(Path const& path, std::uint64_t offset, std::span<std::uint8_t> into)
{
    std::optional<Path> below;
    {
        std::scoped_lock const lock(mutex_);
        if (auto const found = entries_.find(path); found != entries_.end() && found->second.is == Entry::Is::bytes) {
            auto const& bytes = found->second.bytes;
            auto const begin = std::min<std::uint64_t>(offset, bytes.size());
            auto const count = std::min<std::uint64_t>(into.size(), bytes.size() - begin);
            std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(begin), count, into.begin());
            return static_cast<std::size_t>(count);
        }
        below = below_of(path);
    }
    if (!below)
        return std::unexpected(Fault { FaultKind::missing, fmt::format("{}: it is not there", path.string()) });
    return below_.read(*below, offset, into);
}

Outcome<std::optional<std::uint64_t>> OverlayFiles::size(Path const& path)
{
    std::optional<Path> below;
    {
        std::scoped_lock const lock(mutex_);
        if (auto const found = entries_.find(path); found != entries_.end() && found->second.is == Entry::Is::bytes)
            return found->second.bytes.size();
        below = below_of(path);
    }
    if (!below)
        return std::nullopt;
    return below_.size(*below);
}

Outcome<void> OverlayFiles::rename(Path const& from, Path const& to)
{
    std::scoped_lock const lock(mutex_);
    Entry moved;
    if (auto const found = entries_.find(from); found != entries_.end() && found->second.is == Entry::Is::bytes)
        moved = std::move(found->second);
    else if (auto below = below_of(from); below && RECOURSE_TRY(below_.size(*below)))
        moved = { Entry::Is::below, {}, *std::move(below) };
    else
        return std::unexpected(Fault { FaultKind::missing, fmt::format("{}: it is not there", from.string()) });
    entries_[from] = {};
    entries_[to] = std::move(moved);
    return {};
}

Outcome<void> OverlayFiles::blank(Path const& path, std::uint64_t offset, std::uint64_t size)
{
    std::scoped_lock const lock(mutex_);
    auto* const all = RECOURSE_TRY(changed(path));
    auto const begin = std::min<std::uint64_t>(offset, all->size());
    auto const count = std::min<std::uint64_t>(size, all->size() - begin);
    std::fill_n(all->begin() + static_cast<std::ptrdiff_t>(begin), count, std::uint8_t { 0 });
    return {};
}

Outcome<void> OverlayFiles::remove(Path const& path)
{
    if (!RECOURSE_TRY(size(path)))
        return std::unexpected(Fault { FaultKind::missing, fmt::format("{}: it is not there", path.string()) });
    std::scoped_lock const lock(mutex_);
    entries_[path] = {};
    return {};
}

Outcome<void> OverlayFiles::remove_folder(Path const& folder)
{
    std::scoped_lock const lock(mutex_);
    std::erase_if(entries_, [&](auto const& one) { return is_within(one.first, folder); });
    std::erase_if(folders_, [&](auto const& one) { return is_within(one, folder); });
    folders_gone_.insert(folder);
    return {};
}

Outcome<void> OverlayFiles::make_folder(Path const& folder)
{
    std::scoped_lock const lock(mutex_);
    folders_.insert(folder);
    return {};
}

Outcome<std::vector<std::string>> OverlayFiles::list(Path const& named)
{
    auto const folder = named.has_filename() ? named : named.parent_path(); // "log/"
    std::scoped_lock const lock(mutex_);
    std::set<std::string> names;
    bool const gone = std::ranges::any_of(folders_gone_, [&](auto const& one) { return is_within(folder, one); });
    auto below = gone ? Outcome<std::vector<std::string>> { std::vector<std::string> {} } : below_.list(folder);
    bool const made = std::ranges::any_of(folders_, [&](auto const& one) { return is_within(one, folder); });
    if (!below && (below.error().kind != FaultKind::missing || !made))
        return below;
    if (below) {
        for (auto& name : *below) {
            auto const plain = name.ends_with('/') ? name.substr(0, name.size() - 1) : name;
            if (!folders_gone_.contains(folder / plain))
                names.insert(std::move(name));
        }
    }
    for (auto const& one : folders_) {
        if (one.parent_path() == folder)
            names.insert(one.filename().string() + '/');
    }
    for (auto const& [path, entry] : entries_) {
        if (path.parent_path() != folder)
            continue;
        if (entry.is == Entry::Is::gone)
            names.erase(path.filename().string());
        else
            names.insert(path.filename().string());
    }
    return std::vector<std::string>(names.begin(), names.end());
}

} // namespace recourse::vault
