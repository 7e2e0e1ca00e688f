#pragma once

#include "sim/plan.hpp"

#include <functional>
#include <memory>

namespace recourse::sim {

/// What outlives a process.
class Disk {
public:
    static std::unique_ptr<Disk> make(Ground);
    virtual ~Disk() = default;
    virtual store::Store& store() = 0;
    /// Nothing has the store open, and the power fails: afterwards it is what the disk may hold then. False: it keeps
    /// everything, and the store is the same object.
    virtual bool lose_power(std::function<std::uint64_t()> const& draw) = 0;
};

} // namespace recourse::sim
