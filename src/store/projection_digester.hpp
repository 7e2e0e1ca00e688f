#pragma once

#include "store/store.hpp"

namespace recourse::store {

/// Digests of all projections, the same for every implementation: each adds its rows in the order of their keys, kind
/// by kind in any order.
class ProjectionDigester {
public:
    void add(CommandRecord const&); ///< by id
    void add(Indexed const&); ///< by (stream as a signed number, version)
    void add(Account const&); ///< by id
    void add(Snapshot const&); ///< by stream as a signed number
    void add(Row const&); ///< by (view, key)
    void add(ListItem const&); ///< by (view, scope, sort, key)
    void add(Timer const&); ///< by id
    void add(OutboxItem const&); ///< by id

    std::vector<ProjectionDigest> finish();

private:
    struct Kind {
        std::string_view name;
        std::uint64_t count = 0;
        Digester digester;
        explicit Kind(std::string_view kind) : name(kind) { }
        Kind& number(std::uint64_t value)
        {
            digester.add(value);
            return *this;
        }
        Kind& bytes(std::span<std::uint8_t const>);
        Kind& bytes(std::string_view);
    };
    Kind commands_ { "commands" };
    Kind index_ { "index" };
    Kind accounts_ { "accounts" };
    Kind snapshots_ { "snapshots" };
    Kind rows_ { "rows" };
    Kind lists_ { "lists" };
    Kind timers_ { "timers" };
    Kind outbox_ { "outbox" };
};

} // namespace recourse::store
