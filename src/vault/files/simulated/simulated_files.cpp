#include "vault/files/simulated/simulated_files.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace recourse::vault {

namespace {

constexpr std::size_t sector = 512;

std::unexpected<Fault> missing(std::filesystem::path const& path)
{
    return std::unexpected(Fault { FaultKind::missing, path.string() + ": no such file" });
}

} // namespace

class SimulatedFiles::File : public WrittenFile {
public:
    File(SimulatedFiles& disk, std::shared_ptr<Inode> inode, Path path)
        : disk_(disk)
        , inode_(std::move(inode))
        , path_(std::move(path))
        , life_(disk.life_)
    {
    }

    Outcome<void> append(std::span<std::uint8_t const> bytes) override
    {
        std::string_view const text { reinterpret_cast<char const*>(bytes.data()), bytes.size() };
        if (!alive([&] { inode_->bytes += text.substr(0, disk_.draw() % (text.size() + 1)); }))
            return stop(path_);
        if (disk_.room && *disk_.room < text.size()) {
            inode_->bytes += text.substr(0, *disk_.room);
            disk_.room = 0;
            return std::unexpected(Fault { FaultKind::full, path_.string() + ": no space left" });
        }
        if (disk_.room)
            *disk_.room -= text.size();
        inode_->bytes += text;
        return {};
    }

    Outcome<void> flush() override
    {
        if (!alive([&] {
                if (disk_.draw() % 2 == 0)
                    inode_->flushed = inode_->bytes;
            }))
            return stop(path_);
        RECOURSE_TRY_DONE(disk_.flush_once());
        inode_->flushed = inode_->bytes;
        return {};
    }

    Outcome<void> cut(std::uint64_t size) override
    {
        if (!alive())
            return stop(path_);
        inode_->bytes.resize(size);
        return {};
    }

private:
    bool alive(std::function<void()> const& in_part = {}) { return life_ == disk_.life_ && disk_.change(in_part); }

    SimulatedFiles& disk_;
    std::shared_ptr<Inode> inode_;
    Path path_;
    std::uint64_t life_;
};

std::uint64_t SimulatedFiles::draw()
{
    state_ += 0x9E37'79B9'7F4A'7C15u;
    auto mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58'476D'1CE4'E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D0'49BB'1331'11EBu;
    return mixed ^ (mixed >> 31);
}

std::string SimulatedFiles::key(Path const& path)
{
    auto text = path.lexically_normal().string();
    while (text.size() > 1 && text.ends_with('/'))
        text.pop_back();
    return text;
}

std::unexpected<Fault> SimulatedFiles::stop(Path const& path)
{
    return std::unexpected(Fault { FaultKind::unknown, path.string() + ": stopped" });
}

bool SimulatedFiles::change(std::function<void()> const& in_part)
{
    if (stopped_)
        return false;
    if (changes_until_stop == 0) {
        stopped_ = true;
        if (in_part)
            in_part();
        return false;
    }
    if (changes_until_stop > 0)
        --changes_until_stop;
    ++changes_;
    return true;
}

Outcome<void> SimulatedFiles::flush_once()
{
    ++flushes_;
    if (flushes_until_failure == 0)
        return std::unexpected(Fault { FaultKind::unknown, "the flush failed" });
    if (flushes_until_failure > 0)
        --flushes_until_failure;
    return {};
}

void SimulatedFiles::changed_names()
{
    since_flush_.push_back(names_);
}

Outcome<void> SimulatedFiles::has_folder(Path const& path) const
{
    auto const folder = names_.find(key(path.parent_path()));
    if (folder == names_.end() || folder->second != nullptr)
        return missing(path.parent_path());
    return {};
}

Outcome<std::unique_ptr<WrittenFile>> SimulatedFiles::create(Path const& path)
{
    RECOURSE_TRY_DONE(has_folder(path));
    if (!change())
        return stop(path);
    auto& inode = names_[key(path)];
    if (inode == nullptr) {
        inode = std::make_shared<Inode>();
        changed_names();
        return std::make_unique<File>(*this, names_[key(path)], path);
    }
    inode->bytes.clear();
    return std::make_unique<File>(*this, inode, path);
}

Outcome<std::unique_ptr<WrittenFile>> SimulatedFiles::reopen(Path const& path)
{
    auto const found = names_.find(key(path));
    if (found == names_.end() || found->second == nullptr)
        return missing(path);
    return std::make_unique<File>(*this, found->second, path);
}

Outcome<std::size_t> SimulatedFiles::read(Path const& path, std::uint64_t offset, std::span<std::uint8_t> into)
{
    auto const found = names_.find(key(path));
    if (found == names_.end() || found->second == nullptr)
        return missing(path);
    auto const& bytes = found->second->bytes;
    if (offset >= bytes.size())
        return 0;
    auto const count = std::min(into.size(), bytes.size() - offset);
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(offset), count, reinterpret_cast<char*>(into.data()));
    return count;
}

Outcome<std::optional<std::uint64_t>> SimulatedFiles::size(Path const& path)
{
    auto const found = names_.find(key(path));
    if (found == names_.end() || found->second == nullptr)
        return std::nullopt;
    return found->second->bytes.size();
}

Outcome<void> SimulatedFiles::rename(Path const& from, Path const& to)
{
    RECOURSE_TRY_DONE(has_folder(to));
    auto const found = names_.find(key(from));
    if (found == names_.end() || found->second == nullptr)
        return missing(from);
    if (!change())
        return stop(to);
    auto inode = found->second;
    names_.erase(found);
    names_[key(to)] = std::move(inode);
    changed_names();
    return {};
}

Outcome<void> SimulatedFiles::blank(Path const& path, std::uint64_t offset, std::uint64_t size)
{
    auto const found = names_.find(key(path));
    if (found == names_.end() || found->second == nullptr)
        return missing(path);
    auto& inode = *found->second;
    auto const count
        = std::min<std::uint64_t>(size, inode.bytes.size() - std::min<std::uint64_t>(offset, inode.bytes.size()));
    auto const some = [&] {
        auto const part = draw() % (count + 1);
        inode.bytes.replace(offset, part, part, '\0');
    };
    if (!change(some))
        return stop(path);
    inode.bytes.replace(offset, count, count, '\0');
    RECOURSE_TRY_DONE(flush_once());
    inode.flushed = inode.bytes;
    return {};
}

Outcome<void> SimulatedFiles::remove(Path const& path)
{
    auto const found = names_.find(key(path));
    if (found == names_.end() || found->second == nullptr)
        return missing(path);
    if (!change())
        return stop(path);
    names_.erase(found);
    changed_names();
    return {};
}

Outcome<void> SimulatedFiles::remove_folder(Path const& path)
{
    auto const folder = key(path);
    if (!names_.contains(folder))
        return {};
    // One name after the other, from below, as the system does it.
    for (bool more = true; more;) {
        if (!change())
            return stop(path);
        auto const last = std::find_if(names_.rbegin(), names_.rend(),
            [&](auto const& one) { return one.first == folder || one.first.starts_with(folder + "/"); });
        more = last->first != folder;
        names_.erase(std::next(last).base());
        changed_names();
    }
    return {};
}

Outcome<void> SimulatedFiles::make_folder(Path const& path)
{
    auto const folder = key(path);
    if (names_.contains(folder))
        return names_[folder] == nullptr ? Outcome<void> {}
                                         : std::unexpected(Fault { FaultKind::failed, folder + ": is a file" });
    if (path.has_parent_path() && path.parent_path() != path)
        RECOURSE_TRY_DONE(make_folder(path.parent_path()));
    if (!change())
        return stop(path);
    names_[folder] = nullptr;
    changed_names();
    return {};
}

Outcome<std::vector<std::string>> SimulatedFiles::list(Path const& path)
{
    auto const folder = key(path);
    if (!names_.contains(folder))
        return missing(path);
    std::vector<std::string> names;
    auto const prefix = folder + "/";
    for (auto one = names_.lower_bound(prefix); one != names_.end() && one->first.starts_with(prefix); ++one) {
        auto const rest = one->first.substr(prefix.size());
        if (rest.find('/') == std::string::npos)
            names.push_back(one->second == nullptr ? rest + "/" : rest);
    }
    std::ranges::sort(names);
    return names;
}

Outcome<void> SimulatedFiles::flush_folder(Path const& path)
{
    if (!change())
        return stop(path);
    RECOURSE_TRY_DONE(flush_once());
    since_flush_ = { names_ };
    return {};
}

Outcome<void> SimulatedFiles::flush_all(Path const& folder)
{
    // A stop within it leaves some files flushed.
    auto const some = [&] {
        for (auto const& [name, inode] : names_) {
            if (inode != nullptr && draw() % 2 == 0)
                inode->flushed = inode->bytes;
        }
    };
    if (!change(some))
        return stop(folder);
    RECOURSE_TRY_DONE(flush_once());
    for (auto const& [name, inode] : names_) {
        if (inode != nullptr)
            inode->flushed = inode->bytes;
    }
    since_flush_ = { names_ };
    return {};
}

Outcome<std::shared_ptr<void>> SimulatedFiles::lock(Path const& path, std::string_view)
{
    RECOURSE_TRY_DONE(has_folder(path));
    if (!locked_.insert(key(path)).second)
        return std::unexpected(Fault { FaultKind::held, path.string() + " is held" });
    auto const life = life_;
    return std::shared_ptr<void>(nullptr, [this, name = key(path), life](void*) {
        if (life == life_)
            locked_.erase(name);
    });
}

void SimulatedFiles::restart(End end)
{
    if (end == End::cut) {
        names_ = since_flush_[draw() % since_flush_.size()];
        std::set<Inode*> done;
        for (auto const& [name, inode] : names_) {
            if (inode == nullptr || !done.insert(inode.get()).second)
                continue;
            auto const lost = draw() % 3; // 0: all that was not flushed, 1: none, 2: some sectors
            if (lost == 0)
                inode->bytes = inode->flushed;
            if (lost != 2)
                continue;
            auto left = inode->flushed;
            // Longer, with zeros where nothing was written yet; shorter only when it was cut.
            auto const shortest = std::min(left.size(), inode->bytes.size());
            auto const longest = std::max(left.size(), inode->bytes.size());
            left.resize(shortest + draw() % (longest - shortest + 1));
            for (std::size_t from = 0; from < left.size(); from += sector) {
                auto const until = std::min({ from + sector, left.size(), inode->bytes.size() });
                if (from < until && draw() % 2 == 0)
                    std::copy(inode->bytes.begin() + static_cast<std::ptrdiff_t>(from),
                        inode->bytes.begin() + static_cast<std::ptrdiff_t>(until),
                        left.begin() + static_cast<std::ptrdiff_t>(from));
            }
            inode->bytes = left;
        }
    }
    for (auto const& [name, inode] : names_) {
        if (inode != nullptr)
            inode->flushed = inode->bytes;
    }
    since_flush_ = { names_ };
    locked_.clear();
    ++life_;
    stopped_ = false;
    changes_until_stop = -1;
    flushes_until_failure = -1;
    room.reset();
}

std::map<std::string, std::string> SimulatedFiles::content() const
{
    std::map<std::string, std::string> all;
    for (auto const& [name, inode] : names_) {
        if (inode != nullptr)
            all[name] = inode->bytes;
    }
    return all;
}

void SimulatedFiles::tamper(Path const& path, std::function<void(std::string&)> const& with)
{
    auto const found = names_.find(key(path));
    RECOURSE_ASSERT(found != names_.end() && found->second != nullptr);
    with(found->second->bytes);
    found->second->flushed = found->second->bytes;
}

} // namespace recourse::vault
