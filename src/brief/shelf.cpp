#include "brief/shelf.hpp"

#include "papers/reader.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace recourse::brief {

namespace {

std::string_view text_of(std::string_view path)
{
    auto const files = embedded_texts();
    auto const found = std::ranges::find(files, path, &EmbeddedText::path);
    return found == files.end() ? std::string_view {} : found->text;
}

} // namespace

papers::Document const* Shelf::find(std::string_view id) const
{
    auto const found = std::ranges::find(documents, id, &papers::Document::id);
    return found == documents.end() ? nullptr : &*found;
}

std::expected<std::unique_ptr<Shelf>, Problems> shipped_shelf()
{
    auto shelf = std::make_unique<Shelf>();
    auto vocabulary = papers::read_vocabulary(text_of("documents/fields.toml"), text_of("documents/sources.toml"));
    if (!vocabulary)
        return std::unexpected(std::move(vocabulary.error()));
    shelf->vocabulary = *std::move(vocabulary);
    Problems problems;
    constexpr std::string_view about = "/document.toml";
    for (auto const& file : embedded_texts()) {
        if (!file.path.ends_with(about))
            continue;
        std::string const folder { file.path.substr(0, file.path.size() - about.size()) };
        auto document = papers::read_document(
            { folder, file.text, text_of(folder + "/en.md"), text_of(folder + "/zh.md") }, shelf->vocabulary);
        if (document)
            shelf->documents.push_back(*std::move(document));
        else
            std::ranges::move(document.error(), std::back_inserter(problems));
    }
    if (!problems.empty())
        return std::unexpected(std::move(problems));
    return shelf;
}

} // namespace recourse::brief
