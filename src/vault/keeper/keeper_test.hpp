#pragma once

#include "vault/files/simulated/simulated_files.hpp"
#include "vault/keeper/keeper.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <filesystem>

#include <unistd.h>

namespace recourse::vault::keeper {

inline constexpr std::string_view test_origin = "desk.example/evidence";

/// A clock that stands still until somebody moves it.
struct TestClock {
    std::int64_t micros = 1'796'000'000'000'000; // 2026-11-30
    std::function<Instant()> now()
    {
        return [this] { return Instant { micros }; };
    }
};

inline KeeperOptions test_options(TestClock& clock, bool index_in_memory)
{
    KeeperOptions options;
    options.origin = test_origin;
    options.now = clock.now();
    options.index_in_memory = index_in_memory;
    return options;
}

/// A folder of its own on the real disk.
class TestFolder {
public:
    TestFolder()
    {
        char name[] = "/tmp/vault-keeper-XXXXXX";
        if (::mkdtemp(name) == nullptr)
            throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    ~TestFolder() { std::filesystem::remove_all(path_); }
    TestFolder(TestFolder const&) = delete;
    TestFolder& operator=(TestFolder const&) = delete;
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
    std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

template <class T>
T must(Outcome<T> outcome)
{
    if (!outcome)
        throw std::runtime_error(fmt::format("{}: {}", name(outcome.error().kind), outcome.error().detail));
    if constexpr (!std::is_void_v<T>)
        return std::move(*outcome);
}

inline std::unique_ptr<Keeper> opened(std::filesystem::path const& folder, TestClock& clock)
{
    return must(Keeper::open(system_files(), folder, test_options(clock, false)));
}

/// A record of bytes that were received.
inline Draft received(std::string_view bytes, std::string subject = "C-17")
{
    Draft draft;
    draft.digest = sha256(bytes);
    draft.size = bytes.size();
    draft.act = Act::received;
    draft.subject = std::move(subject);
    draft.actor = "buyer";
    draft.at = { 1'796'000'000'000'000 };
    draft.how = "upload 1.0";
    draft.note = "as it came";
    return draft;
}

/// The object and its record.
inline Taken take_in(Keeper& keeper, std::uint64_t sequence, std::string_view bytes, std::string subject = "C-17")
{
    must(keeper.objects().put(bytes));
    Entry const entry { { sequence, 0 }, received(bytes, std::move(subject)) };
    return must(keeper.append({ &entry, 1 }));
}

inline std::string said(KeeperCheck const& check)
{
    std::string text;
    for (auto const& one : check.findings)
        text += fmt::format("{}: {}: {}\n", one.where, one.what, one.says);
    return text;
}

} // namespace recourse::vault::keeper
