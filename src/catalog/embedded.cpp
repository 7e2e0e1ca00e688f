#include "catalog/embedded.hpp"

#include "base/check.hpp"
#include "codec/toml_reader.hpp"
#include "codec/tree_packed.hpp"

namespace recourse::catalog {

std::vector<FileText> shipped_files()
{
    std::vector<FileText> files;
    for (auto const& file : embedded_files())
        files.push_back({ std::string { file.path }, file.text, file.tree });
    return files;
}

codec::Document read(FileText const& file)
{
    if (file.tree.empty())
        return codec::read_toml(file.text, file.path);
    auto root = packed::unpack<codec::Node>(file.tree);
    RECOURSE_ASSERT(root.has_value()); // the build of this program wrote it
    return { file.path, std::move(*root), {} };
}

} // namespace recourse::catalog
