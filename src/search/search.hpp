#pragma once

#include "store/sqlite/connection.hpp"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The full-text search over what was read out of files. It knows no case and no evidence: documents with pieces of
// text, each in one compartment, and whoever asks names the compartments that he may see.

namespace recourse::search {

/// A stretch of a document's text, and where a person finds it again.
struct Piece {
    std::string text; ///< UTF-8, at most piece_bytes_max; more is left out
    std::string place; ///< "message 12", "page 3"
    std::uint64_t begin = 0, end = 0; ///< bytes of the file, both 0 where there is no such range
};

struct Document {
    std::string id; ///< each once
    std::string compartment; ///< "C-17": what somebody may see or not
    std::vector<Piece> pieces;
};

inline constexpr std::size_t piece_bytes_max = std::size_t { 256 } << 10U;
inline constexpr std::size_t id_bytes_max = 512;
inline constexpr std::size_t hits_max = 200; ///< on a page
inline constexpr std::uint64_t counted_max = 1'000; ///< hits are counted no further
inline constexpr std::size_t compartments_max = 10'000; ///< that one search may name

struct Ask {
    std::string text; ///< see parse_query
    std::vector<std::string> compartments; ///< nothing else is seen, counted or weighed
    std::size_t limit = 20;
    std::string cursor; ///< of the page before; empty: the first
};

struct Hit {
    std::string document;
    std::string compartment;
    std::string place;
    std::uint64_t begin = 0, end = 0; ///< of the piece, in the file
    std::string snippet; ///< of the text, about the first hit
    std::vector<std::pair<std::size_t, std::size_t>> marks; ///< bytes of the snippet that were looked for, in order
};

struct Answer {
    std::vector<Hit> hits; ///< those with more of the query first, then the latest added
    std::uint64_t count = 0; ///< of all pages, at most counted_max
    std::string next; ///< cursor of the next page; empty: this is the last
};

struct Fault {
    enum class Kind : std::uint8_t {
        limit, ///< the question is too long, or the cursor is none; `detail` is for the person
        full,
        corrupt, ///< drop the file: it can be made anew
        failed,
    };
    Kind kind = Kind::failed;
    std::string detail; ///< a sentence
};

template <class T>
using Outcome = std::expected<T, Fault>;

/// What is here follows from elsewhere: the file may be removed at any time and is then filled anew. Any thread may
/// call any of it.
class Search {
public:
    /// Opens the file, or one in memory where the path is empty. One that is broken or of another version is replaced
    /// by an empty one. Errors: full, failed.
    static Outcome<std::unique_ptr<Search>> open(std::filesystem::path const& file);

    /// How far whoever fills it has come, as he said with the last `put`; 0: it is empty.
    Outcome<std::uint64_t> filled_upto();

    /// Takes the documents in, each in place of the one of its id, and the mark with them; durable within moments, all
    /// or nothing. Errors: limit: an id is too long or no UTF-8; full, failed.
    Outcome<void> put(std::span<Document const>, std::uint64_t filled_upto);
    /// False: there was no such document. When it returns, its words are in none of the files, the write-ahead log
    /// among them. Errors: full, failed: it may be asked again.
    Outcome<bool> remove(std::string_view id);
    /// Moves a document without reading it again. False: there is none.
    Outcome<bool> move(std::string_view id, std::string_view compartment);

    /// Pieces in which the query is found, in the compartments named. Errors: limit, corrupt, failed.
    Outcome<Answer> query(Ask const&);

private:
    explicit Search(store::sqlite::Connection connection) : connection_(std::move(connection)) { }

    store::sqlite::Result<bool> drop(std::string_view id);
    store::sqlite::Result<std::int64_t> compartment(std::string_view name);
    store::sqlite::Result<void> add(Document const&);

    std::mutex mutex_;
    store::sqlite::Connection connection_;
};

} // namespace recourse::search
