#pragma once

#include "store/store.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace recourse::app {

/// Ids of commands that were carried out, in about twelve bits each: it may take a new id for a known one, at most one
/// in a hundred, never a known one for a new one. So a command that is new need not be looked for on the disk.
///
/// A Bloom filter (Bloom, "Space/time trade-offs in hash coding with allowable errors", CACM 13, 1970) whose bits for
/// one id lie in one line of the processor's cache. When it is full a larger one takes over beside it.
class SeenIds {
public:
    /// Room for about so many ids before a second part is needed.
    explicit SeenIds(std::size_t expected);

    void add(store::CommandId const&);
    /// False: it was never added.
    bool may_have(store::CommandId const&) const;

private:
    using Line = std::array<std::uint64_t, 8>;
    struct Part {
        std::vector<Line> lines; ///< a power of two of them
        std::size_t left = 0; ///< ids until it is full
    };
    static Part part_for(std::size_t ids);

    std::vector<Part> parts_; ///< the newest at the end
};

} // namespace recourse::app
