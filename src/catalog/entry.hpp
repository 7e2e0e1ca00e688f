#pragma once

#include "catalog/sources.hpp"
#include "catalog/table_reader.hpp"
#include "core/case/text.hpp"
#include "core/rules/rules.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace recourse::catalog {

/// Expressions that were compiled before, by the version of their names and their text: the same few words stand in
/// many sentences, and once more in those of the other language.
using Compiled = std::map<std::pair<std::uint64_t, std::string>, casework::Expression, std::less<>>;

/// What every reader of a data file needs.
struct Reading {
    SourceRegister const& sources;
    Problems& problems;
    std::span<std::string_view const> calendars; ///< the names there are, "none" among them; empty: not known
    Compiled* compiled = nullptr; ///< null: nothing is kept
};

/// A parsed file and the folder it stands in.
struct DataFile {
    codec::Document document;
    std::string folder; ///< "forums/cn/cietac"
    std::string name; ///< "forum.toml"
};

/// One table of a rule book, a route, the law or the guide: beside plain values it holds expressions and sentences over
/// the names of a schema, and a source. Errors are added to the problems, each at its line and column inside the text.
class Entry : public TableReader {
public:
    /// `what` names the table in messages: "[[cap]]".
    Entry(DataFile const&, codec::Node const& table, std::string what, rules::Schema const&, Reading);

    codec::Node const& node() const { return table_; }
    Place place() const { return file_.document.place(table_); }

    /// Null where the key is missing. An expression of another type than wanted is a problem (dyn fits all).
    casework::Expression expression(std::string_view key, rules::TypeKind wanted = rules::TypeKind::boolean);
    casework::Expression need_expression(std::string_view key, rules::TypeKind wanted = rules::TypeKind::boolean);
    /// `key` in English and `key`_zh in Chinese; one without the other is a problem.
    casework::Said said(std::string_view key);
    casework::Said need_said(std::string_view key);
    /// A sentence of one language, for machine words.
    casework::Template one(std::string_view key);
    /// What `source` names; without one it is marked, and that is a problem.
    casework::SourceRef source();
    /// The alternative that the key's word names; `words` are in the order of the enumeration.
    template <class Enumeration>
    Enumeration choice(std::string_view key, std::span<std::string_view const> words, Enumeration standard)
    {
        auto const found = word(key, words);
        return found ? static_cast<Enumeration>(std::ranges::find(words, *found) - words.begin()) : standard;
    }

private:
    /// Null where the text is wrong; the problems say how.
    casework::Expression compiled(std::string_view text, Place const&);
    casework::Expression compile(std::string_view text, Place place, rules::TypeKind wanted);
    casework::Template split(codec::Node const& text);

    DataFile const& file_;
    codec::Node const& table_;
    rules::Schema const& schema_;
    Reading with_;
};

} // namespace recourse::catalog
