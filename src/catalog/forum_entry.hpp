#pragma once

#include "base/text.hpp"
#include "catalog/data_readers.hpp"
#include "core/forum/types.hpp"
#include "time/period.hpp"

#include <fmt/format.h>

namespace recourse::catalog {

/// One table of a file of forums/check: plain values in both languages, periods, signs, and a source.
class ForumEntry : public TableReader {
public:
    ForumEntry(DataFile const& file, codec::Node const& node, std::string what, Reading with)
        : TableReader(file.document, node, std::move(what), with.problems)
        , file_(file)
        , node_(node)
        , with_(with)
    {
    }
    codec::Node const& node() const { return node_; }

    /// `key` in English and `key`_zh in Chinese; one without the other is a problem.
    forum::Words words(std::string const& key)
    {
        auto en = text(key);
        auto zh = text(key + "_zh");
        if (en.has_value() != zh.has_value())
            problem_at(en ? key : key + "_zh",
                fmt::format("'{}' is there without '{}'", en ? key : key + "_zh", en ? key + "_zh" : key),
                "every text is in English and in Chinese");
        return { std::move(en).value_or(""), std::move(zh).value_or("") };
    }
    forum::Words need_words(std::string const& key)
    {
        if (node_.find(key) == nullptr)
            problem(fmt::format("there is no '{}'", key));
        return words(key);
    }
    casework::SourceRef source(bool required = true)
    {
        allow("source");
        return with_.sources.resolve(file_.document, node_, required, with_.problems);
    }
    /// The source of one part of the table: `key = { source = ... }` beside a statement with another.
    casework::SourceRef source_in(std::string_view key)
    {
        auto const* part = table(key);
        if (part == nullptr)
            return source(false);
        TableReader reader(file_.document, *part, std::string { key }, with_.problems);
        reader.allow("source");
        reader.finish();
        return with_.sources.resolve(file_.document, *part, true, with_.problems);
    }
    std::optional<time::Period> period(std::string_view key)
    {
        auto const given = text(key);
        if (!given)
            return std::nullopt;
        auto const read = time::parse_period(*given);
        if (!read) {
            problem_at(key, fmt::format("'{}' {}", key, read.error()));
            return std::nullopt;
        }
        return *read;
    }
    std::optional<Money> money(std::string_view key)
    {
        auto const given = text(key);
        if (!given)
            return std::nullopt;
        auto const read = parse_money(*given);
        if (!read || read->minor < 0) {
            problem_at(key, fmt::format("'{}' is no amount", *given), "as \"5000000.00 CNY\"");
            return std::nullopt;
        }
        return *read;
    }
    /// A list of words, each one of these.
    std::vector<std::string> some_of(std::string_view key, std::span<std::string_view const> known)
    {
        auto list = texts(key);
        for (auto const& one : list)
            if (std::ranges::find(known, std::string_view { one }) == known.end())
                problem_at(key, fmt::format("'{}' is not known here", one), did_you_mean(one, known));
        return list;
    }
    template <class Enumeration>
    Enumeration choice(std::string_view key, std::span<std::string_view const> words)
    {
        auto const found = word(key, words);
        if (!found && node_.find(key) == nullptr)
            problem(fmt::format("there is no '{}'", key));
        return found ? static_cast<Enumeration>(std::ranges::find(words, *found) - words.begin()) : Enumeration {};
    }
    /// "CN": two capitals.
    std::string country(std::string_view key)
    {
        auto const given = need_text(key);
        if (!given.empty()
            && (given.size() != 2 || given.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != given.npos))
            problem_at(key, fmt::format("'{}' is no country", given), "two capitals of ISO 3166");
        return given;
    }

private:
    DataFile const& file_;
    codec::Node const& node_;
    Reading with_;
};

} // namespace recourse::catalog
