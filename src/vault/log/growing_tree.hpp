#pragma once

#include "vault/log/tiles.hpp"

namespace recourse::vault::log {

/// What a log that grows has in memory: of each level the tile that is not full yet, the entries that are in no full
/// bundle, and the tree's edge. A copy of it costs some ten kilobytes, so that a batch that fails can be dropped.
class GrowingTree {
public:
    /// Where what becomes full goes.
    class Sink {
    public:
        Sink() = default;
        virtual ~Sink() = default;
        Sink(Sink const&) = delete;
        Sink& operator=(Sink const&) = delete;
        virtual Outcome<void> tile(unsigned level, std::uint64_t number, std::span<Digest const>) = 0;
        virtual Outcome<void> bundle(std::uint64_t number, unsigned width, std::string_view bytes) = 0;
    };

    /// The tree of that size of the folder. Errors: corrupt, failed.
    static Outcome<GrowingTree> read(Files&, std::filesystem::path const& folder, std::uint64_t size);

    /// Adds an entry; hands over the tiles and the bundle that it fills.
    Outcome<void> add(std::string_view entry, Sink&);
    /// Hands over every tile and bundle that is not full, of the levels that have changed since the size `from`.
    Outcome<void> hand_over_partial(std::uint64_t from, Sink&) const;

    std::uint64_t size() const { return edge_.size(); }
    merkle::Head head() const { return { edge_.size(), edge_.root() }; }

private:
    std::vector<std::vector<Digest>> levels_;
    std::string bundle_;
    merkle::Edge edge_;
};

} // namespace recourse::vault::log
