#pragma once

#include "base/place.hpp"
#include "catalog/table_reader.hpp"
#include "codec/tree.hpp"
#include "core/case/answer.hpp"

#include <map>
#include <span>
#include <string>

namespace recourse::catalog {

/// The registers of sources (`sources.toml`), by folder. A file sees the register of its own folder and those of the
/// folders above it; the nearer one wins.
class SourceRegister {
public:
    /// Takes the `[sources.*]` tables of one file. Errors are added to `problems`: a source without title, of unknown
    /// kind, or with an address that is none.
    void add(codec::Document const& file, Problems& problems);

    /// What `source = "key"` or `source = { document = "key", clause = "...", mark = "..." }` of a table means. Without
    /// the key the statement has no source and is marked "unverified"; where `required`, that is a problem. Errors are
    /// added to `problems`: a key that no register in sight has (with the nearest), an unknown mark.
    casework::SourceRef resolve(
        codec::Document const& file, codec::Node const& table, bool required, Problems& problems) const;

private:
    casework::SourceRef const* find(std::string_view file, std::string_view key) const;
    std::vector<std::string_view> keys_in_sight(std::string_view file) const;

    std::map<std::string, std::map<std::string, casework::SourceRef, std::less<>>, std::less<>> folders_;
};

} // namespace recourse::catalog
