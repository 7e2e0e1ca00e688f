#pragma once

#include "base/place.hpp"
#include "papers/document.hpp"

#include <expected>
#include <string>
#include <string_view>

namespace recourse::papers {

/// Bounds on what is read.
struct ReadLimits {
    std::size_t bytes_max = 256U << 10U; ///< of a text
    std::size_t line_bytes_max = 4'000;
    std::size_t nodes_max = 4'000; ///< blocks and directives of a text
    std::size_t pieces_max = 20'000; ///< of all lines of a text
    std::size_t depth_max = 8; ///< directives inside each other
    std::size_t fields_max = 400;
    std::size_t problems_max = 100;
};

/// Reads documents/fields.toml and documents/sources.toml. `folder` stands before the names in messages.
/// Errors: every problem of both, with its place.
std::expected<Vocabulary, Problems> read_vocabulary(
    std::string_view fields, std::string_view sources, std::string_view folder = "documents");

/// The files of a folder; a text of a language that the document does not have is empty.
struct DocumentFiles {
    std::string folder; ///< "documents/demand-letter", for messages; its last part is the id
    std::string_view about; ///< document.toml
    std::string_view en, zh;
};

/// Reads a document (docs/formats/document.md). `vocabulary` must outlive it.
/// Errors: every problem of its files, with its place, at most `problems_max`.
std::expected<Document, Problems> read_document(DocumentFiles const&, Vocabulary const&, ReadLimits = {});

} // namespace recourse::papers
