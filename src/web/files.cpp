#include "web/files.hpp"

#include <algorithm>

namespace recourse::web {

File const* find(std::span<File const> files, std::string_view path)
{
    auto const found = std::ranges::lower_bound(files, path, {}, &File::path);
    return found == files.end() || found->path != path ? nullptr : &*found;
}

} // namespace recourse::web
