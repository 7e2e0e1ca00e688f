#include "cli/rules_folder.hpp"

#include "catalog/embedded.hpp"
#include "cli/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <filesystem>

namespace recourse::cli {

std::expected<catalog::Loaded, Problems> load_folder(std::string const& folder, Streams streams)
{
    if (folder.empty())
        return catalog::shipped_world(true);
    std::deque<std::string> texts;
    std::vector<catalog::FileText> files;
    namespace fs = std::filesystem;
    std::error_code error;
    for (auto const* top : { "programmes", "forums" }) {
        fs::path const root = fs::path { folder } / top;
        if (!fs::is_directory(root, error))
            continue;
        for (auto const& entry : fs::recursive_directory_iterator(root, error)) {
            if (entry.path().extension() != ".toml")
                continue;
            auto text = read_file(entry.path().string(), streams.in);
            if (!text)
                return std::unexpected(Problems { { {}, text.error(), {} } });
            texts.push_back(std::move(*text));
            files.push_back({ fs::relative(entry.path(), folder).generic_string(), texts.back() });
        }
    }
    if (files.empty())
        return std::unexpected(Problems { { {},
            fmt::format("{} holds no rule book or forum: give the folder in which programmes/ or forums/ lies", folder),
            {} } });
    // Law, terms and what is said of every case lie under what the folder does not have itself.
    for (auto const& file : catalog::embedded_files()) {
        bool const own = std::ranges::any_of(files, [&](auto const& one) { return one.path == file.path; });
        if (!own && file.path.starts_with("forums/"))
            files.push_back({ std::string { file.path }, file.text });
    }
    std::ranges::sort(files, {}, &catalog::FileText::path);
    return catalog::load_world(files, true);
}

bool lies_in(std::string_view folder, std::string_view other)
{
    return folder.starts_with(other) && (folder.size() == other.size() || folder[other.size()] == '/');
}

} // namespace recourse::cli
