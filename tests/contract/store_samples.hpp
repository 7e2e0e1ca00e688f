#pragma once

#include "store/chain.hpp"
#include "store/store.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Events, batches and places for the tests of stores.
namespace recourse::store::samples {

inline Bytes bytes(std::string_view text)
{
    return { text.begin(), text.end() };
}

inline CommandId command(std::uint64_t number)
{
    CommandId id;
    for (std::size_t i = 0; i < 8; ++i)
        id.bytes[i] = static_cast<std::uint8_t>(number >> (56 - 8 * i));
    id.bytes[15] = 1;
    return id;
}

inline Event event(StreamId stream, std::uint32_t version, std::string_view body = "body")
{
    Event made;
    made.stream = stream;
    made.version = version;
    made.type = 7;
    made.at = { 1'760'000'000'000'000 + version };
    made.command = command(stream * 1000 + version);
    made.body = bytes(body);
    return made;
}

inline Batch next_batch(Head const& head, std::vector<Event> events)
{
    return seal({ head.last, head.hash, head.epoch, { 1'760'000'000'000'000 }, 42 }, std::move(events));
}

/// Some events of one stream, `count` from `version` on.
inline std::vector<Event> some(std::size_t count, StreamId stream = 1, std::uint32_t version = 1)
{
    std::vector<Event> events;
    for (std::uint32_t i = 0; i < count; ++i)
        events.push_back(event(stream, version + i, "body " + std::to_string(version + i)));
    return events;
}

/// A directory that is gone at the end of the scope.
class Scratch {
public:
    Scratch()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "recourse-store-XXXXXX").string();
        if (mkdtemp(pattern.data()) != nullptr)
            path_ = pattern;
    }
    ~Scratch()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Scratch(Scratch const&) = delete;
    Scratch& operator=(Scratch const&) = delete;
    std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace recourse::store::samples
