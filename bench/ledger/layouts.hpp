#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

// Other ways to keep a posting durably, which decide nothing: no rules, no invariants, no hashes, no answers kept. They
// show what the medium and SQLite give to a program that only writes.

namespace bench {

/// One event of 200 bytes that moves two accounts.
struct Posting {
    std::uint64_t order = 0;
    std::uint32_t version = 0;
    std::uint64_t debit = 0;
    std::uint64_t credit = 0;
    std::int64_t amount = 0;
    std::array<std::uint8_t, 16> command {};
    std::array<std::uint8_t, 200> body {};
};

class Layout {
public:
    virtual ~Layout() = default;
    virtual void begin() = 0;
    virtual void add(Posting const&) = 0;
    /// Durable when it returns.
    virtual void commit() = 0;
};

/// "raw-log": appended to a file that has its size, flushed; nothing can be looked up.
/// "ordinary": all in one transaction: the event with unique indexes over (order, version) and command, two balances.
/// "deferred": the event by its sequence at once; the command index, the order index and balances every 5,000 events,
/// sorted and each account once.
/// Ends the program with a message where the name is none of these or the directory cannot be used.
std::unique_ptr<Layout> layout(std::string_view name, std::filesystem::path const& directory, std::uint64_t orders);

} // namespace bench
