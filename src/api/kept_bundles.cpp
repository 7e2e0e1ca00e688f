#include "api/kept_bundles.hpp"

#include "base/check.hpp"
#include "vault/files/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace recourse::api {

namespace {

namespace files = std::filesystem;

constexpr std::string_view ending = ".zip";

/// "<64 digits>_<name>.zip".
std::string begin_of(Digest const& digest)
{
    return to_string(digest) + "_";
}

/// What lies in the folder; where there is none, nothing.
std::vector<files::path> all_in(files::path const& folder)
{
    std::vector<files::path> all;
    std::error_code error;
    for (files::directory_iterator at { folder, error }, end; !error && at != end; at.increment(error))
        all.push_back(at->path());
    return all;
}

} // namespace

vault::Outcome<KeptBundles::One> KeptBundles::keep(
    files::path const& file, Digest const& digest, std::string const& name)
{
    auto& system = vault::system_files();
    std::scoped_lock const lock(mutex_);
    RECOURSE_TRY_DONE(system.make_folder(folder_));
    auto const to = folder_ / fmt::format("{}{}{}", begin_of(digest), name, ending);
    auto const size = RECOURSE_TRY(system.size(file));
    RECOURSE_TRY_DONE(system.rename(file, to));
    RECOURSE_TRY_DONE(system.flush_folder(folder_));
    return One { to, name, size.value_or(0) };
}

std::optional<KeptBundles::One> KeptBundles::find(Digest const& digest) const
{
    auto const begin = begin_of(digest);
    std::scoped_lock const lock(mutex_);
    for (auto const& file : all_in(folder_)) {
        auto const name = file.filename().string();
        if (!name.starts_with(begin) || !name.ends_with(ending))
            continue;
        std::error_code error;
        auto const size = files::file_size(file, error);
        if (!error)
            return One { file, name.substr(begin.size(), name.size() - begin.size() - ending.size()), size };
    }
    return std::nullopt;
}

void KeptBundles::forget(Digest const& digest)
{
    auto const begin = begin_of(digest);
    std::scoped_lock const lock(mutex_);
    std::error_code ignored;
    for (auto const& file : all_in(folder_))
        if (file.filename().string().starts_with(begin))
            files::remove(file, ignored);
}

void KeptBundles::sweep()
{
    std::scoped_lock const lock(mutex_);
    std::vector<std::pair<files::file_time_type, files::path>> all;
    std::error_code error;
    for (auto& file : all_in(folder_))
        if (auto const at = files::last_write_time(file, error); !error)
            all.emplace_back(at, std::move(file));
    std::ranges::sort(all, std::ranges::greater {});
    auto const oldest = files::file_time_type::clock::now() - longest;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (i >= most || all[i].first < oldest)
            files::remove(all[i].second, error);
}

vault::Outcome<void> KeptBundles::clear()
{
    std::scoped_lock const lock(mutex_);
    return vault::system_files().remove_folder(folder_);
}

} // namespace recourse::api
