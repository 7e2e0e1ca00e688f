#include "vault/keeper/small_files.hpp"

#include "base/check.hpp"

namespace recourse::vault::keeper {

Outcome<void> write_durably(Files& files, std::filesystem::path const& path, std::string_view content)
{
    auto fresh = path;
    fresh += ".new";
    {
        auto const file = RECOURSE_TRY(files.create(fresh));
        RECOURSE_TRY_DONE(file->append(bytes_of(content)));
        RECOURSE_TRY_DONE(file->flush());
    }
    RECOURSE_TRY_DONE(files.rename(fresh, path));
    return files.flush_folder(path.parent_path());
}

} // namespace recourse::vault::keeper
