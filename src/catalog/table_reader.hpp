#pragma once

#include "base/date.hpp"
#include "base/place.hpp"
#include "codec/tree.hpp"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::catalog {

/// Reads one table of a data file key by key and collects every problem: a key that is missing, of the wrong kind, or
/// unknown. Ask for every key the table may have, then call `finish`, which names the keys nobody asked for.
/// What cannot be read is given as nothing (or an empty list), so that reading can go on.
class TableReader {
public:
    TableReader(codec::Document const& document, codec::Node const& table, std::string what, Problems& problems);

    std::optional<std::string> text(std::string_view key);
    std::optional<std::int64_t> integer(std::string_view key);
    std::optional<bool> boolean(std::string_view key);
    std::optional<Date> date(std::string_view key);
    std::vector<std::string> texts(std::string_view key); ///< a list of strings; empty where there is none
    codec::Node const* table(std::string_view key);
    std::vector<codec::Node const*> tables(std::string_view key); ///< a list of tables; empty where there is none

    /// The same, and a missing key is a problem.
    std::string need_text(std::string_view key);
    std::optional<std::int64_t> need_integer(std::string_view key);
    std::optional<Date> need_date(std::string_view key);
    codec::Node const* need_table(std::string_view key);

    /// The table may have this key; somebody else reads it.
    void allow(std::string_view key) { asked_.emplace(key); }

    /// One of these words; another one is a problem that names the nearest.
    std::optional<std::string> word(std::string_view key, std::span<std::string_view const> words);

    void problem(codec::Node const& at, std::string message, std::string remedy = {});
    /// At the value of a key, or at the table where it has none.
    void problem_at(std::string_view key, std::string message, std::string remedy = {});
    /// At the table itself.
    void problem(std::string message, std::string remedy = {})
    {
        problem(table_, std::move(message), std::move(remedy));
    }
    void finish();

private:
    codec::Node const* want(std::string_view key, codec::NodeKind kind);
    void need(std::string_view key, bool there);

    codec::Document const& document_;
    codec::Node const& table_;
    std::string what_;
    Problems& problems_;
    std::set<std::string, std::less<>> asked_;
};

} // namespace recourse::catalog
