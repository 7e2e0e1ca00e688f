#pragma once

#include "app/pipeline.hpp"
#include "store/faulty/faulty_store.hpp"
#include "time/zones.hpp"

namespace recourse::sim {

/// On what the store of a run lies.
enum class Ground : std::uint8_t {
    memory, ///< ordered maps: what was appended is kept
    disk, ///< SQLite's files: at each end of the process the power fails, too
};

/// All that a seed chooses before a run begins. Seeds differ widely, so that no two kinds of trouble always come
/// together: some runs are calm, some have one kind of fault only, some have all of them.
struct Plan {
    std::uint64_t seed = 0;
    int days = 0;
    Ground ground = Ground::memory;
    store::FaultChances faults;
    app::PipelineLimits limits;
    std::vector<app::RunProgramme> programmes; ///< the first is the marketplace's own
    time::Zone zone;
    Date first_day;
    std::int64_t fee_bp = 0; ///< hundredths of a percent of each release
    std::int64_t four_eyes_above = 0; ///< minor units of every currency
    unsigned turns_a_day = 0;
    std::optional<Date> notice_on; ///< a process that starts on this day or later knows the holidays of one more year
    bool evidence = false; ///< a vault stands beside the pipeline, and dossiers are filled

    // in a thousand turns, or of what is said
    unsigned kills = 0; ///< the process ends between two steps
    unsigned rebuilds = 0; ///< the views are made anew while it goes on
    unsigned answers_lost = 0; ///< on their way to the client
    unsigned repeats = 0; ///< commands that are sent again although nothing went wrong
    unsigned clock_steps = 0; ///< the clock is put forwards or backwards
    unsigned hostile = 0; ///< commands that ought not to work
};

/// The same for the same seed and number of days. `world` has the shipped books.
Plan plan_of(std::uint64_t seed, int days, std::optional<Ground>, casework::World const& world);

} // namespace recourse::sim
