#pragma once

#include "catalog/table_reader.hpp"
#include "core/case/text.hpp"
#include "core/rules/rules.hpp"

#include <string_view>

namespace recourse::catalog {

/// Reads the expressions and sentences of one table against the names they may use. Errors are added to the reader's
/// problems, each at its line and column inside the text.
class Sentences {
public:
    Sentences(codec::Document const& file, rules::Schema const& schema, Problems& problems)
        : file_(file)
        , schema_(schema)
        , problems_(problems)
    {
    }

    /// Null where the key is missing. An expression of another type than wanted is a problem (dyn fits all).
    casework::Expression expression(TableReader&, codec::Node const& table, std::string_view key,
        rules::TypeKind wanted = rules::TypeKind::boolean);
    casework::Expression need_expression(TableReader&, codec::Node const& table, std::string_view key,
        rules::TypeKind wanted = rules::TypeKind::boolean);
    /// `key` in English and `key`_zh in Chinese; one without the other is a problem.
    casework::Said said(TableReader&, codec::Node const& table, std::string_view key);
    casework::Said need_said(TableReader&, codec::Node const& table, std::string_view key);
    /// A text of one language, for machine words.
    casework::Template one(codec::Node const& text) { return split(text); }

private:
    casework::Expression compile(std::string_view text, Place place, rules::TypeKind wanted);
    casework::Template split(codec::Node const& text);

    codec::Document const& file_;
    rules::Schema const& schema_;
    Problems& problems_;
};

} // namespace recourse::catalog
