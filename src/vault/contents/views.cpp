#include "vault/contents/views.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace recourse::vault {

Together::Together(std::vector<std::shared_ptr<Contents const>> parts) : parts_(std::move(parts))
{
    std::vector<std::pair<ContentFile const*, Where>> all;
    for (std::size_t part = 0; part < parts_.size(); ++part)
        for (std::size_t i = 0; i < parts_[part]->entries().size(); ++i)
            all.push_back({ &parts_[part]->entries()[i], { part, i } });
    std::ranges::sort(all, {}, [](auto const& one) -> auto const& { return one.first->name; });
    for (auto const& [file, where] : all) {
        RECOURSE_ASSERT(entries_.empty() || entries_.back().name != file->name);
        entries_.push_back(*file);
        where_.push_back(where);
    }
}

std::expected<void, Flaw> Together::read(std::size_t index, PieceSink const& sink) const
{
    return parts_[where_[index].part]->read(where_[index].index, sink);
}

Inside::Inside(std::shared_ptr<Contents const> whole, std::string folder) : whole_(std::move(whole))
{
    auto const all = whole_->entries();
    auto const from = std::ranges::lower_bound(all, folder, {}, &ContentFile::name);
    first_ = static_cast<std::size_t>(from - all.begin());
    for (auto const& file : all.subspan(first_)) {
        if (!file.name.starts_with(folder))
            break;
        entries_.push_back({ file.name.substr(folder.size()), file.size });
    }
}

std::expected<void, Flaw> Inside::read(std::size_t index, PieceSink const& sink) const
{
    return whole_->read(first_ + index, sink);
}

Under::Under(std::shared_ptr<Contents const> whole, std::string_view folder) : whole_(std::move(whole))
{
    for (auto const& file : whole_->entries())
        entries_.push_back({ fmt::format("{}/{}", folder, file.name), file.size });
}

std::expected<void, Flaw> Under::read(std::size_t index, PieceSink const& sink) const
{
    return whole_->read(index, sink);
}

std::string only_folder(Contents const& contents)
{
    auto const files = contents.entries();
    if (files.empty())
        return {};
    auto const slash = files.front().name.find('/');
    if (slash == std::string::npos)
        return {};
    auto const folder = files.front().name.substr(0, slash + 1);
    return std::ranges::all_of(files, [&](auto const& file) { return file.name.starts_with(folder); }) ? folder
                                                                                                       : std::string {};
}

} // namespace recourse::vault
