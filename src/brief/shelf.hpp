#pragma once

#include "base/place.hpp"
#include "papers/document.hpp"

#include <expected>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

// The documents that are part of the program.

namespace recourse::brief {

/// A file of documents/ as it stood when the program was built. (cmake/embed.cmake makes the table, sorted by path.)
struct EmbeddedText {
    std::string_view path; ///< "documents/demand-letter/en.md"
    std::string_view text;
};
std::span<EmbeddedText const> embedded_texts();

/// All documents, read and checked, with the dictionary of their fields. It stays where it is: documents point into it.
struct Shelf {
    papers::Vocabulary vocabulary;
    std::vector<papers::Document> documents; ///< by id

    Shelf() = default;
    Shelf(Shelf const&) = delete;
    Shelf& operator=(Shelf const&) = delete;

    papers::Document const* find(std::string_view id) const; ///< null where there is none
};

/// Errors: every problem of every document; those that are shipped have none.
std::expected<std::unique_ptr<Shelf>, Problems> shipped_shelf();

} // namespace recourse::brief
